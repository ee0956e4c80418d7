/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/plan-words.h"

#include <glib/gi18n.h>

char *
zb_plan_dup_summary (const ZbPlan *plan,
                     guint         n)
{
  g_autofree char *folded = plan->n_folded > 0 ? g_strdup_printf (_ ("：%u 项并入其他活动，只登记一次"), plan->n_folded) : g_strdup ("");

  return g_strdup_printf (_ ("%u 次活动满足 %u 项要求%s。\n可逐条改期、改主题或取消勾选；建立后可一次撤销。"), n, plan->n_owed, folded);
}

char *
zb_plan_dup_notice (const ZbPlan *plan,
                    int           year)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (plan->no_holidays)
    return g_strdup_printf (_ ("没有 %d 年的放假安排，只避开了双休日；国务院公布后请在“规则与节假日”中补上，再核对日期。"), year);
  if (plan->to_name == NULL || plan->to_name->len == 0)
    return NULL;

  for (guint i = 0; i < plan->to_name->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", (char *) plan->to_name->pdata[i]);
  return g_strdup_printf (_ ("%s 今年各须讲一次党课：建立之后请在党课中写上主讲人。"), names->str);
}

char *
zb_plan_dup_kind (const ZbPlan *plan,
                  ZbKind        kind,
                  guint        *n)
{
  guint n_inside = 0;

  *n = 0;
  for (guint i = 0; i < plan->items->len; i++)
    {
      const ZbPlanItem *item = plan->items->pdata[i];

      *n += (item->kinds & (1u << kind)) != 0;
      n_inside += (item->kinds & (1u << kind)) != 0 && zb_kinds_first (item->kinds) != kind;
    }

  return *n > 0 && *n == n_inside ? g_strdup_printf (_ ("%u 次，并入"), *n) : g_strdup_printf (_ ("%u 次"), *n);
}

char *
zb_plan_dup_month (GPtrArray *lines,
                   int        month)
{
  const int number = (month - 1) % 12 + 1;
  guint     n = 0, n_moved = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const ZbPlanItem *item = zb_plan_line_get_item (lines->pdata[i]);

      if (item->day.year * 12 + item->day.month != month || zb_plan_line_is_task (lines->pdata[i]))
        continue;
      n++;
      n_moved += zb_plan_line_is_moved (lines->pdata[i]);
    }

  return n_moved > 0 ? g_strdup_printf (_ ("<b>%d 月</b>  <small>%u 次，%u 次改期</small>"), number, n, n_moved)
                     : g_strdup_printf (_ ("<b>%d 月</b>  <small>%u 次</small>"), number, n);
}
