/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/lunar.h"

#include "base/lunar-private.h"

#include <math.h>
#include <string.h>

static ZbDay
to_day (const char *iso)
{
  ZbDay day = ZB_DAY_NONE;

  g_assert_true (zb_day_parse (&day, iso));
  return day;
}

/* As almanacs print them. */
static const struct
{
  const char *day;
  const char *lunar;
} days[] = {
  { "1901-01-01", "庚子年 冬月十一" },
  { "1901-02-18", "庚子年 腊月三十" },
  { "1901-02-19", "辛丑年 正月初一" },
  { "1911-10-10", "辛亥年 八月十九" },
  { "1949-10-01", "己丑年 八月初十" },
  { "1954-02-03", "甲午年 正月初一" },
  { "1976-07-28", "丙辰年 七月初二" },
  { "1979-01-28", "己未年 正月初一" },
  { "1985-02-20", "乙丑年 正月初一" },
  { "1987-07-26", "丁卯年 闰六月初一" },
  { "1999-01-17", "戊寅年 腊月初一" },
  { "2000-02-05", "庚辰年 正月初一" },
  { "2008-08-08", "戊子年 七月初八" },
  { "2012-08-17", "壬辰年 七月初一" },
  { "2018-11-07", "戊戌年 九月三十" },
  { "2019-02-04", "戊戌年 腊月三十" },
  { "2019-02-05", "己亥年 正月初一" },
  { "2019-06-01", "己亥年 四月廿八" },
  { "2019-06-07", "己亥年 五月初五" },
  { "2019-06-22", "己亥年 五月二十" },
  { "2019-06-30", "己亥年 五月廿八" },
  { "2020-05-22", "庚子年 四月三十" },
  { "2020-05-23", "庚子年 闰四月初一" },
  { "2020-06-20", "庚子年 闰四月廿九" },
  { "2020-06-21", "庚子年 五月初一" },
  { "2023-03-22", "癸卯年 闰二月初一" },
  { "2024-09-17", "甲辰年 八月十五" },
  { "2025-01-28", "甲辰年 腊月廿九" },
  { "2025-07-25", "乙巳年 闰六月初一" },
  { "2026-02-17", "丙午年 正月初一" },
  { "2027-02-06", "丁未年 正月初一" },
  { "2028-01-26", "戊申年 正月初一" },
  { "2030-02-03", "庚戌年 正月初一" },
  { "2033-08-25", "癸丑年 八月初一" },
  { "2033-12-22", "癸丑年 闰冬月初一" },
  { "2034-02-19", "甲寅年 正月初一" },
  { "2057-09-29", "丁丑年 九月初一" },
  { "2099-12-31", "己未年 冬月二十" },
  { "1900-12-31", "" },
  { "2100-01-01", "" },
};

static void
test_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *lunar = zb_lunar_dup_long (to_day (days[i].day));

      g_test_message ("%s", days[i].day);
      g_assert_cmpstr (lunar, ==, days[i].lunar);
    }
}

static const struct
{
  const char *day;
  const char *text;
} cells[] = {
  { "2019-06-03", "五月" },
  { "2019-06-10", "初八" },
  { "2019-06-12", "初十" },
  { "2019-06-13", "十一" },
  { "2019-06-22", "二十" },
  { "2019-06-23", "廿一" },
  { "2019-02-04", "三十" },
  { "2019-02-05", "正月" },
  { "2019-01-06", "腊月" },
  { "2020-05-23", "闰四月" },
  { "2033-11-22", "冬月" },
  { "2033-12-22", "闰冬月" },
  { "1900-06-01", "" },
};

static void
test_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *text = zb_lunar_dup_day (to_day (cells[i].day));

      g_test_message ("%s", cells[i].day);
      g_assert_cmpstr (text, ==, cells[i].text);
    }
}

static const struct
{
  const char *day;
  const char *note;
  gboolean    festival;
} notes[] = {
  { "2019-01-01", "元旦", TRUE },
  { "2019-02-04", "除夕", TRUE }, /* and 立春 */
  { "2019-02-05", "春节", TRUE },
  { "2019-02-19", "元宵节", TRUE }, /* and 雨水 */
  { "2019-04-05", "清明", TRUE },
  { "2019-06-01", "儿童节", TRUE },
  { "2019-06-06", "芒种", FALSE },
  { "2019-06-07", "端午节", TRUE },
  { "2019-06-10", NULL, FALSE },
  { "2019-06-16", "父亲节", TRUE },
  { "2019-05-12", "母亲节", TRUE },
  { "2019-05-05", NULL, FALSE },
  { "2019-06-21", "夏至", FALSE },
  { "2019-07-01", "建党节", TRUE },
  { "2019-08-01", "建军节", TRUE },
  { "2019-09-13", "中秋节", TRUE },
  { "2019-10-01", "国庆节", TRUE },
  { "2019-10-07", "重阳节", TRUE },
  { "2019-12-04", "国家宪法日", TRUE },
  { "2013-12-04", NULL, FALSE },
  { "2020-05-23", NULL, FALSE },
  { "2020-06-25", "端午节", TRUE },
  { "2021-12-21", "冬至", FALSE }, /* at 23:59 */
  { "2021-12-22", NULL, FALSE },
  { "2024-02-04", "立春", FALSE },
  { "2024-02-09", "除夕", TRUE },
  { "2024-09-17", "中秋节", TRUE },
  { "2025-01-18", NULL, FALSE },
  { "2025-01-28", "除夕", TRUE },
  { "2025-01-29", "春节", TRUE },
  { "2027-02-05", "除夕", TRUE },
  { "2027-02-06", "春节", TRUE },
  { "2008-05-21", "小满", FALSE }, /* at 00:01 */
  { "2000-02-04", "除夕", TRUE },
  { "1900-01-31", NULL, FALSE },
};

static void
test_notes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      gboolean festival = !notes[i].festival;

      g_test_message ("%s", notes[i].day);
      g_assert_cmpstr (zb_lunar_get_note (to_day (notes[i].day), &festival), ==, notes[i].note);
      g_assert_cmpint (festival, ==, notes[i].festival);
      g_assert_cmpstr (zb_lunar_get_note (to_day (notes[i].day), NULL), ==, notes[i].note);
    }
}

static void
test_not_whole (void)
{
  g_autofree char *day = zb_lunar_dup_day (to_day ("2019-06"));
  g_autofree char *lunar = zb_lunar_dup_long (ZB_DAY_NONE);

  g_assert_cmpstr (day, ==, "");
  g_assert_cmpstr (lunar, ==, "");
  g_assert_null (zb_lunar_get_note (to_day ("2019"), NULL));
}

/* The mean moon is never more than some 14 hours off the true one. */
static void
test_months_begin_with_the_moon (void)
{
  const double known = 10962.93; /* days from 1970 to the mean new moon of 6 January 2000, at 120° east */
  const ZbDay  epoch = { 1970, 1, 1 };
  guint        n_months = 0;

  for (ZbDay day = { 1901, 1, 1 }; day.year <= ZB_LUNAR_LAST; day = zb_day_plus_days (day, 1))
    {
      g_autofree char *text = zb_lunar_dup_long (day);
      double           middle = zb_day_between (epoch, day) + 0.5;
      double           phase = (middle - known) / 29.5305889;

      if (!g_str_has_suffix (text, "初一"))
        continue;
      g_assert_cmpfloat (fabs (phase - round (phase)) * 29.5305889, <, 1.2);
      n_months++;
    }

  g_assert_cmpuint (n_months, ==, 2461);
}

/* Day after day: one more in the month, or the first of the next. */
static void
test_days_follow_one_another (void)
{
  g_autofree char *before = zb_lunar_dup_long ((ZbDay){ 1901, 1, 1 });
  guint            length = 11;

  for (ZbDay day = { 1901, 1, 2 }; day.year <= ZB_LUNAR_LAST; day = zb_day_plus_days (day, 1))
    {
      g_autofree char *text = zb_lunar_dup_long (day);
      gboolean         first = g_str_has_suffix (text, "初一");

      g_assert_cmpstr (text, !=, before);
      if (first)
        g_assert_true (length == 29 || length == 30);
      length = first ? 1 : length + 1;
      g_free (before);
      before = g_steal_pointer (&text);
    }
}

/* A term comes every 14 to 17 days, in its order; 春节 once a year, between 21 January and 21 February. */
static void
test_year_is_whole (void)
{
  for (int year = ZB_LUNAR_FIRST; year <= ZB_LUNAR_LAST; year++)
    {
      guint n_new_years = 0;
      int   before = 0;

      for (guint term = 0; term < ZB_LUNAR_N_TERMS; term++)
        {
          guint number = zb_lunar_term_days[term] + (zb_lunar_terms[year - ZB_LUNAR_FIRST] >> (2 * term) & 3);
          int   at = zb_day_between ((ZbDay){ year, 1, 1 }, (ZbDay){ year, term / 2 + 1, number });

          g_assert_true (term == 0 || (at - before >= 14 && at - before <= 17));
          before = at;
        }

      for (ZbDay day = { year, 1, 15 }; day.month < 3; day = zb_day_plus_days (day, 1))
        n_new_years += g_strcmp0 (zb_lunar_get_note (day, NULL), "春节") == 0;
      g_assert_cmpuint (n_new_years, ==, 1);
    }
}

/* The month after which a leap one stands is followed by one in which no even term falls. */
static void
test_leap_months_have_no_middle_term (void)
{
  guint n_leaps = 0, n_middle = 0;

  for (ZbDay day = { 1901, 1, 1 }; day.year <= ZB_LUNAR_LAST; day = zb_day_plus_days (day, 1))
    {
      g_autofree char *text = zb_lunar_dup_long (day);
      guint            term = 2 * day.month - 1;
      guint            number = zb_lunar_term_days[term] + (zb_lunar_terms[day.year - ZB_LUNAR_FIRST] >> (2 * term) & 3);

      if (strstr (text, "闰") == NULL)
        continue;
      n_leaps += g_str_has_suffix (text, "初一");
      n_middle += day.day == number;
    }

  g_assert_cmpuint (n_leaps, ==, 73);
  g_assert_cmpuint (n_middle, ==, 0);
}

/* A month page is 42 days; 1 ms is what it may cost. */
static void
test_page_is_cheap (void)
{
  ZbDay  day = { 2019, 5, 27 };
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < 42 * 100; i++)
    {
      g_autofree char *text = zb_lunar_dup_day (zb_day_plus_days (day, i));

      g_assert_cmpuint (strlen (text), >, 0);
      zb_lunar_get_note (zb_day_plus_days (day, i), NULL);
    }

  g_assert_cmpint (g_get_monotonic_time () - began, <, 100 * 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lunar/known-days-are-as-printed", test_days);
  g_test_add_func ("/lunar/the-first-of-a-month-shows-its-name", test_cells);
  g_test_add_func ("/lunar/festivals-come-before-terms", test_notes);
  g_test_add_func ("/lunar/what-is-no-whole-day-has-no-lunar-one", test_not_whole);
  g_test_add_func ("/lunar/months-begin-with-the-moon", test_months_begin_with_the_moon);
  g_test_add_func ("/lunar/days-follow-one-another", test_days_follow_one_another);
  g_test_add_func ("/lunar/every-year-has-its-terms-and-one-spring-festival", test_year_is_whole);
  g_test_add_func ("/lunar/leap-months-have-no-middle-term", test_leap_months_have_no_middle_term);
  g_test_add_func ("/lunar/a-month-page-costs-less-than-a-millisecond", test_page_is_cheap);

  return g_test_run ();
}
