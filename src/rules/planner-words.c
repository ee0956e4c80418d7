/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/planner-private.h"

typedef struct
{
  const char *name; /* as said in a theme; NULL: the kind's own */
  int         hour, minute;
} Manner;

static const Manner manners[ZB_N_KINDS] = {
  [ZB_KIND_THEME_DAY] = { NULL, 9, 0 },
  [ZB_KIND_ASSEMBLY] = { "党员大会", 14, 30 },
  [ZB_KIND_COMMITTEE] = { "支委会", 15, 0 },
  [ZB_KIND_GROUP_MEETING] = { NULL, 16, 0 },
  [ZB_KIND_LECTURE] = { NULL, 14, 30 },
  [ZB_KIND_REVIEW] = { NULL, 14, 30 },
  [ZB_KIND_APPRAISAL] = { NULL, 14, 30 },
  [ZB_KIND_TALK] = { NULL, 15, 0 },
  [ZB_KIND_LEADERS_REVIEW] = { NULL, 14, 30 },
  [ZB_KIND_STUDY] = { NULL, 9, 0 },
  [ZB_KIND_OTHER] = { NULL, 15, 0 },
};

static const char *
name_kind (ZbKind kind)
{
  return manners[kind].name != NULL ? manners[kind].name : zb_kind_get_name (kind);
}

/* 一月, 一季度, 上半年, 年度; of several in one period, the month. */
static const char *
name_period (const ZbRequirement *rule,
             ZbDay                day)
{
  static const char *const months[] = { "一月", "二月", "三月", "四月", "五月", "六月",
                                        "七月", "八月", "九月", "十月", "十一月", "十二月" };
  static const char *const quarters[] = { "一季度", "二季度", "三季度", "四季度" };

  if (rule->period == ZB_PERIOD_MONTH || rule->count > 1)
    return months[day.month - 1];
  if (rule->period == ZB_PERIOD_QUARTER)
    return quarters[(day.month - 1) / 3];

  return rule->period == ZB_PERIOD_YEAR ? "年度" : day.month <= 6 ? "上半年"
                                                                  : "下半年";
}

char *
zb_plan_dup_theme (const ZbPlanDraft *draft)
{
  const ZbPlanItem *item = draft->item;
  ZbKind            kind = zb_kinds_first (draft->rule->kinds);
  const char       *period = name_period (draft->rule, item->wanted);
  gboolean          appraised = (item->kinds & 1u << ZB_KIND_APPRAISAL) != 0 && kind != ZB_KIND_APPRAISAL;

  if (item->task != NULL)
    return g_strconcat (period, draft->rule->name, NULL);
  if (item->group != 0)
    return g_strconcat (item->group_name, " ", period, name_kind (kind), NULL);

  return g_strconcat (period, item->joint ? "联合" : "", name_kind (kind), appraised ? "暨民主评议" : "", NULL);
}

void
zb_plan_set_hour (ZbPlanItem *item)
{
  const Manner *manner = &manners[zb_kinds_first (item->kinds)];

  item->hour = item->task != NULL ? -1 : manner->hour;
  item->minute = item->task != NULL ? 0 : manner->minute;
}
