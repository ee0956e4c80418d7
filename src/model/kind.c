/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kind.h"

static const struct
{
  const char *code;
  const char *name;
  const char *mark;
} kinds_table[ZB_N_KINDS] = {
  [ZB_KIND_THEME_DAY] = { "theme-day", "主题党日", "日" },
  [ZB_KIND_ASSEMBLY] = { "assembly", "支部党员大会", "大" },
  [ZB_KIND_COMMITTEE] = { "committee", "支部委员会", "委" },
  [ZB_KIND_GROUP_MEETING] = { "group-meeting", "党小组会", "组" },
  [ZB_KIND_LECTURE] = { "lecture", "党课", "课" },
  [ZB_KIND_REVIEW] = { "review", "组织生活会", "生" },
  [ZB_KIND_APPRAISAL] = { "appraisal", "民主评议", "评" },
  [ZB_KIND_TALK] = { "talk", "谈心谈话", "谈" },
  [ZB_KIND_LEADERS_REVIEW] = { "leaders-review", "民主生活会", "领" },
  [ZB_KIND_STUDY] = { "study", "中心组学习", "学" },
  [ZB_KIND_OTHER] = { "other", "其他活动", "其" },
};

const char *
zb_kind_to_code (ZbKind kind)
{
  return kinds_table[MIN (kind, ZB_KIND_OTHER)].code;
}

const char *
zb_kind_get_name (ZbKind kind)
{
  return kinds_table[MIN (kind, ZB_KIND_OTHER)].name;
}

const char *
zb_kind_get_mark (ZbKind kind)
{
  return kinds_table[MIN (kind, ZB_KIND_OTHER)].mark;
}

gboolean
zb_kind_parse (const char *word,
               ZbKind     *kind)
{
  for (guint i = 0; i < ZB_N_KINDS; i++)
    if (g_strcmp0 (word, kinds_table[i].code) == 0 || g_strcmp0 (word, kinds_table[i].name) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

ZbKinds
zb_kinds_parse (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ",", -1);
  ZbKinds kinds = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      ZbKind kind;

      if (!zb_kind_parse (g_strstrip (words[i]), &kind))
        return 0;
      kinds |= 1u << kind;
    }

  return kinds;
}

static char *
join_kinds (ZbKinds     kinds,
            const char *separator,
            const char *(*get) (ZbKind kind))
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ZB_N_KINDS; i++)
    if (kinds & (1u << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", get (i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
zb_kinds_to_text (ZbKinds kinds)
{
  return join_kinds (kinds, ",", zb_kind_to_code);
}

char *
zb_kinds_to_names (ZbKinds kinds)
{
  return join_kinds (kinds, "、", zb_kind_get_name);
}

ZbKind
zb_kinds_first (ZbKinds kinds)
{
  for (guint i = 0; i < ZB_N_KINDS; i++)
    if (kinds & (1u << i))
      return i;

  return ZB_KIND_OTHER;
}
