/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/profile-private.h"

#define PERIOD_MONTHS(period) (zb_period_months[MIN ((guint) (period), ZB_PERIOD_YEAR)])

const guint zb_period_months[ZB_N_PERIODS] = {
  [ZB_PERIOD_MONTH] = 1,
  [ZB_PERIOD_QUARTER] = 3,
  [ZB_PERIOD_HALF] = 6,
  [ZB_PERIOD_YEAR] = 12,
};

const char *const zb_scope_codes[] = { "branch", "group", "person", NULL };
const char *const zb_period_codes[] = { "month", "quarter", "half", "year", NULL };
const char *const zb_who_codes[] = { "all", "committee", "secretary", "leaders", NULL };
const char *const zb_formula_codes[] = { "none", "ordinary", "admission", "election", "committee", NULL };

const char *
zb_scope_to_code (ZbScope scope)
{
  g_return_val_if_fail (scope <= ZB_SCOPE_PERSON, NULL);

  return zb_scope_codes[scope];
}

const char *
zb_period_to_code (ZbPeriod period)
{
  g_return_val_if_fail (period < ZB_N_PERIODS, NULL);

  return zb_period_codes[period];
}

const char *
zb_who_to_code (ZbWho who)
{
  g_return_val_if_fail (who <= ZB_WHO_LEADERS, NULL);

  return zb_who_codes[who];
}

const char *
zb_formula_to_code (ZbFormula formula)
{
  g_return_val_if_fail (formula < ZB_N_FORMULAS, NULL);

  return zb_formula_codes[formula];
}

gboolean
zb_formula_parse (const char *code,
                  ZbFormula  *formula)
{
  for (guint i = 0; i < ZB_N_FORMULAS; i++)
    if (g_strcmp0 (code, zb_formula_codes[i]) == 0)
      {
        *formula = i;
        return TRUE;
      }

  return FALSE;
}

void
zb_period_bounds (ZbPeriod period,
                  ZbDay    day,
                  ZbDay   *first,
                  ZbDay   *last)
{
  guint months = PERIOD_MONTHS (period);
  guint begins = 0;

  *first = *last = ZB_DAY_NONE;
  if (!zb_day_is_set (day))
    return;

  day = zb_day_first (day);
  begins = (day.month - 1) / months * months + 1;
  *first = (ZbDay){ day.year, begins, 1 };
  *last = zb_day_last ((ZbDay){ day.year, begins + months - 1, 0 });
}

char *
zb_period_dup_words (ZbPeriod period,
                     ZbDay    day)
{
  static const char *const quarters[] = { "一", "二", "三", "四" };

  if (!zb_day_is_set (day))
    return g_strdup ("");

  day = zb_day_first (day);
  switch (period)
    {
    case ZB_PERIOD_MONTH:
      return g_strdup_printf ("%d 年 %d 月", day.year, day.month);

    case ZB_PERIOD_QUARTER:
      return g_strdup_printf ("%d 年第%s季度", day.year, quarters[(day.month - 1) / 3]);

    case ZB_PERIOD_HALF:
      return g_strdup_printf ("%d 年%s半年", day.year, day.month <= 6 ? "上" : "下");

    case ZB_PERIOD_YEAR:
    case ZB_N_PERIODS:
    default:
      return g_strdup_printf ("%d 年", day.year);
    }
}
