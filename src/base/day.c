/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

#include <string.h>

gboolean
zb_day_set (ZbDay *day,
            int    year,
            int    month,
            int    number)
{
  *day = ZB_DAY_NONE;
  if (year < 1 || year > 9999 || month < 0 || month > 12 || number < 0 || (month == 0 && number != 0))
    return FALSE;
  if (number != 0 && !g_date_valid_dmy (number, month, year))
    return FALSE;

  *day = (ZbDay){ .year = year, .month = month, .day = number };
  return TRUE;
}

static gboolean
read_digits (const char *text,
             guint       n,
             int        *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (text[i] - '0');
    }

  return TRUE;
}

gboolean
zb_day_parse (ZbDay      *day,
              const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  int   year = 0, month = 0, number = 0;

  *day = ZB_DAY_NONE;
  if (length != 4 && length != 7 && length != 10)
    return FALSE;
  if (!read_digits (text, 4, &year) ||
      (length >= 7 && (text[4] != '-' || !read_digits (text + 5, 2, &month) || month == 0)) ||
      (length == 10 && (text[7] != '-' || !read_digits (text + 8, 2, &number) || number == 0)))
    return FALSE;

  return zb_day_set (day, year, month, number);
}

char *
zb_day_to_text (ZbDay day)
{
  if (day.year == 0)
    return NULL;
  if (day.month == 0)
    return g_strdup_printf ("%04d", day.year);
  if (day.day == 0)
    return g_strdup_printf ("%04d-%02d", day.year, day.month);

  return g_strdup_printf ("%04d-%02d-%02d", day.year, day.month, day.day);
}

char *
zb_day_dup_words (ZbDay day)
{
  if (day.year == 0)
    return g_strdup ("");
  if (day.month == 0)
    return g_strdup_printf ("%d 年", day.year);
  if (day.day == 0)
    return g_strdup_printf ("%d 年 %d 月", day.year, day.month);

  return g_strdup_printf ("%d 年 %d 月 %d 日", day.year, day.month, day.day);
}

ZbDay
zb_day_first (ZbDay day)
{
  if (day.year == 0)
    return day;

  return (ZbDay){ .year = day.year, .month = MAX (day.month, 1), .day = MAX (day.day, 1) };
}

ZbDay
zb_day_last (ZbDay day)
{
  guint8 month = day.month != 0 ? day.month : 12;

  if (day.year == 0 || day.day != 0)
    return day;

  return (ZbDay){ .year = day.year, .month = month, .day = g_date_get_days_in_month (month, day.year) };
}

static guint32
get_julian (ZbDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return g_date_get_julian (&date);
}

gint
zb_day_compare (ZbDay a,
                ZbDay b)
{
  if (a.year == 0 || b.year == 0)
    return (a.year == 0) - (b.year == 0);

  a = zb_day_first (a);
  b = zb_day_first (b);
  if (a.year != b.year)
    return a.year - b.year;

  return a.month != b.month ? a.month - b.month : a.day - b.day;
}

gboolean
zb_day_agrees (ZbDay a,
               ZbDay b)
{
  return a.year != 0 && a.year == b.year &&
         (a.month == 0 || b.month == 0 || a.month == b.month) &&
         (a.day == 0 || b.day == 0 || a.day == b.day);
}

static ZbDay
from_julian (guint32 julian)
{
  GDate date;

  if (!g_date_valid_julian (julian))
    return ZB_DAY_NONE;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  if (g_date_get_year (&date) > 9999)
    return ZB_DAY_NONE;

  return (ZbDay){ .year = g_date_get_year (&date), .month = g_date_get_month (&date), .day = g_date_get_day (&date) };
}

ZbDay
zb_day_plus_days (ZbDay day,
                  int   days)
{
  g_return_val_if_fail (zb_day_is_whole (day), ZB_DAY_NONE);

  return from_julian (get_julian (day) + days);
}

ZbDay
zb_day_plus_months (ZbDay day,
                    int   months)
{
  int   count = day.year * 12 + day.month - 1 + months;
  int   year = count / 12, month = count % 12 + 1;
  ZbDay moved = ZB_DAY_NONE;

  g_return_val_if_fail (zb_day_is_whole (day), ZB_DAY_NONE);

  if (year >= 1 && year <= 9999)
    zb_day_set (&moved, year, month, MIN (day.day, g_date_get_days_in_month (month, year)));
  return moved;
}

int
zb_day_between (ZbDay a,
                ZbDay b)
{
  g_return_val_if_fail (zb_day_is_whole (a) && zb_day_is_whole (b), 0);

  return (int) get_julian (b) - (int) get_julian (a);
}

int
zb_day_years (ZbDay a,
              ZbDay b)
{
  gboolean before;

  a = zb_day_first (a);
  b = zb_day_first (b);
  before = b.month < a.month || (b.month == a.month && b.day < a.day);
  return b.year - a.year - (before ? 1 : 0);
}
