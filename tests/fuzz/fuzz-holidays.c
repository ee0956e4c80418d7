/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/holidays.h"

#include "fuzz/fuzz.h"

/* What is read as a table answers for any day, and looking for a working day ends. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const ZbDay     days[] = { { 1, 1, 1 }, { 2019, 6, 7 }, { 2020, 2, 29 }, { 9999, 12, 31 } };
  ZbHolidaysFault fault = { 0 };
  g_autoptr (ZbHolidays) holidays = zb_holidays_parse (size > 0 ? (const char *) data : "", size, &fault);

  if (holidays == NULL)
    {
      g_assert_cmpuint (fault.line, >, 0);
      zb_holidays_fault_clear (&fault);
      return 0;
    }

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_assert_true (zb_day_compare (zb_holidays_next_workday (holidays, days[i]), days[i]) >= 0);
      g_assert_true (zb_day_compare (zb_holidays_previous_workday (holidays, days[i]), days[i]) <= 0);
      g_assert_true (zb_day_compare (zb_holidays_plus_workdays (holidays, days[i], 3), days[i]) >= 0);
      g_assert_true (zb_holidays_get_name (holidays, days[i]) == NULL ||
                     zb_holidays_look (holidays, days[i]) == ZB_DAY_OFF ||
                     zb_holidays_look (holidays, days[i]) == ZB_DAY_MAKE_UP);
    }

  return 0;
}
