/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/talk.h"

#include <string.h>

static const struct
{
  const char *cause;
  const char *words[10];
} causes[] = {
  { "退休", { "退休", "离岗", "退居二线" } },
  { "表彰处分", { "表彰", "表扬", "获奖", "嘉奖", "立功", "荣誉", "处分", "诫勉", "警告", "问责" } },
  { "遇到困难挫折", { "困难", "挫折", "生病", "住院", "去世", "变故", "灾", "意外" } },
  { "产生矛盾", { "矛盾", "纠纷", "冲突", "不和" } },
  { "考核评议", { "考核", "评议", "不合格", "基本合格", "基本称职", "不称职" } },
  { "群众反映不好", { "反映", "投诉", "举报", "信访" } },
  { "岗位变动", { "岗位", "调动", "调任", "任职", "免职", "轮岗", "挂职", "借调" } },
};

void
zb_talk_due_free (ZbTalkDue *due)
{
  g_free (due->words);
  g_free (due);
}

const char *
zb_talk_get_cause (const char *words)
{
  for (guint i = 0; words != NULL && i < G_N_ELEMENTS (causes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (causes[i].words) && causes[i].words[j] != NULL; j++)
      if (strstr (words, causes[i].words[j]) != NULL)
        return causes[i].cause;

  return NULL;
}

static gboolean
is_in (ZbDay day,
       ZbDay from,
       ZbDay to)
{
  return zb_day_is_whole (day) && zb_day_compare (from, day) <= 0 && zb_day_compare (day, to) <= 0;
}

/* NULL: nothing that asks for a talk. */
static char *
say_begin (const ZbSpan *span)
{
  const char *cause;
  ZbDuty      duty;

  if (span->kind == ZB_SPAN_DUTY && zb_duty_parse (span->value, &duty))
    return g_strdup_printf ("岗位变动：任%s", zb_duty_get_name (duty));
  if (span->kind == ZB_SPAN_SUSPENDED)
    return g_strdup_printf ("表彰处分：%s", span->value != NULL ? span->value : "党员权利暂停");

  cause = span->kind == ZB_SPAN_EVENT ? zb_talk_get_cause (span->value) : NULL;
  return cause != NULL ? g_strdup_printf ("%s：%s", cause, span->value) : NULL;
}

static char *
say_end (const ZbSpan *span)
{
  ZbDuty duty;

  return span->kind == ZB_SPAN_DUTY && zb_duty_parse (span->value, &duty) ? g_strdup_printf ("岗位变动：不再任%s", zb_duty_get_name (duty)) : NULL;
}

/* Takes `words`. */
static void
note (GHashTable *dues,
      gint64      member,
      ZbDay       day,
      char       *words)
{
  ZbTalkDue       *due = g_hash_table_lookup (dues, &member);
  g_autofree char *before = NULL;

  if (due == NULL)
    {
      due = g_new0 (ZbTalkDue, 1);
      due->member = member;
      g_hash_table_insert (dues, &due->member, due);
    }
  if (!zb_day_is_set (due->since) || zb_day_compare (due->since, day) < 0)
    due->since = day;

  before = due->words;
  due->words = before != NULL ? g_strconcat (before, "；", words, NULL) : g_strdup (words);
  g_free (words);
}

static int
compare_dues (gconstpointer a,
              gconstpointer b)
{
  const ZbTalkDue *one = *(const ZbTalkDue *const *) a, *two = *(const ZbTalkDue *const *) b;
  int              order = zb_day_compare (one->since, two->since);

  return order != 0 ? order : (one->member > two->member) - (one->member < two->member);
}

GPtrArray *
zb_talk_find (GPtrArray *spans,
              ZbDay      from,
              ZbDay      to)
{
  g_autoptr (GHashTable) dues = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray     *found = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_talk_due_free);
  GHashTableIter iter;
  gpointer       due;

  for (guint i = 0; i < spans->len; i++)
    {
      const ZbSpan *span = spans->pdata[i];
      char         *ended = is_in (span->ends, from, to) ? say_end (span) : NULL;
      char         *begun = is_in (span->starts, from, to) ? say_begin (span) : NULL;

      if (ended != NULL)
        note (dues, span->member, span->ends, ended);
      if (begun != NULL)
        note (dues, span->member, span->starts, begun);
    }

  g_hash_table_iter_init (&iter, dues);
  while (g_hash_table_iter_next (&iter, NULL, &due))
    g_ptr_array_add (found, due);
  g_ptr_array_sort (found, compare_dues);
  return found;
}
