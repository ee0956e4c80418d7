/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/member.h"

static const char *const span_codes[ZB_N_SPANS] = { "branch", "category", "group", "duty", "suspended", "event" };

static const struct
{
  const char *code;
  const char *name;
} duties[ZB_N_DUTIES] = {
  [ZB_DUTY_SECRETARY] = { "secretary", "书记" },
  [ZB_DUTY_DEPUTY_SECRETARY] = { "deputy-secretary", "副书记" },
  [ZB_DUTY_ORGANISATION] = { "organisation", "组织委员" },
  [ZB_DUTY_PUBLICITY] = { "publicity", "宣传委员" },
  [ZB_DUTY_DISCIPLINE] = { "discipline", "纪检委员" },
  [ZB_DUTY_YOUTH] = { "youth", "青年委员" },
  [ZB_DUTY_COMMITTEE] = { "committee", "委员" },
  [ZB_DUTY_GROUP_LEADER] = { "group-leader", "组长" },
};

const char *
zb_span_kind_to_code (ZbSpanKind kind)
{
  return span_codes[kind];
}

gboolean
zb_span_kind_from_code (const char *code,
                        ZbSpanKind *kind)
{
  for (guint i = 0; code != NULL && i < ZB_N_SPANS; i++)
    if (g_str_equal (span_codes[i], code))
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

const char *
zb_duty_to_code (ZbDuty duty)
{
  return duties[duty].code;
}

const char *
zb_duty_get_name (ZbDuty duty)
{
  return duties[duty].name;
}

gboolean
zb_duty_parse (const char *word,
               ZbDuty     *duty)
{
  for (guint i = 0; word != NULL && i < ZB_N_DUTIES; i++)
    if (g_str_equal (duties[i].code, word) || g_str_equal (duties[i].name, word))
      {
        *duty = i;
        return TRUE;
      }

  return FALSE;
}

ZbSpan *
zb_span_new (void)
{
  return g_new0 (ZbSpan, 1);
}

ZbSpan *
zb_span_copy (const ZbSpan *span)
{
  ZbSpan *copy = g_memdup2 (span, sizeof *span);

  copy->value = g_strdup (span->value);
  copy->began = g_strdup (span->began);
  copy->ended = g_strdup (span->ended);
  copy->note = g_strdup (span->note);

  return copy;
}

void
zb_span_free (ZbSpan *span)
{
  g_free (span->value);
  g_free (span->began);
  g_free (span->ended);
  g_free (span->note);
  g_free (span);
}
