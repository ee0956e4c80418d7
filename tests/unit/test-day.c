/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

static const struct
{
  const char *text;
  const char *iso; /* NULL: no day */
} readings[] = {
  { "19800501", "1980-05-01" },
  { "１９８００５０１", "1980-05-01" },
  { "198005", "1980-05" },
  { "1980", "1980" },
  { "1980-05-01", "1980-05-01" },
  { "1980-5-1", "1980-05-01" },
  { "1980-05", "1980-05" },
  { "1980-5", "1980-05" },
  { "1980/5/1", "1980-05-01" },
  { "1980/05", "1980-05" },
  { "1980.05.01", "1980-05-01" },
  { "1980.5.1", "1980-05-01" },
  { "1980.05", "1980-05" },
  { "1980.5", "1980-05" },
  { "1980.10", "1980-10" },
  { "１９８０．０５．０１", "1980-05-01" },
  { "１９８０－５－１", "1980-05-01" },
  { "１９８０／５／１", "1980-05-01" },
  { "1980–05–01", "1980-05-01" },
  { "1980—5", "1980-05" },
  { "1980年", "1980" },
  { "1980年5月", "1980-05" },
  { "1980年05月", "1980-05" },
  { "1980年5月1日", "1980-05-01" },
  { "1980年05月01日", "1980-05-01" },
  { "1980年5月1号", "1980-05-01" },
  { "1980年5月1", "1980-05-01" },
  { "１９８０年５月１日", "1980-05-01" },
  { "1980 年 5 月 1 日", "1980-05-01" },
  { "1980　年　5　月", "1980-05" },
  { "1980 - 5 - 1", "1980-05-01" },
  { "  1980-05-01\t\n", "1980-05-01" },
  { "　1980.05　", "1980-05" },
  { "\u00a01980.05\u200b", "1980-05" },
  { "\ufeff1980.05", "1980-05" },
  { "1980-05-01 00:00:00", "1980-05-01" },
  { "1980-5-1 00:00:00", "1980-05-01" },
  { "1980/5/1 0:00", "1980-05-01" },
  { "1980/5/1 23:59:59", "1980-05-01" },
  { "1980-05-01T00:00:00.000", "1980-05-01" },
  { "19800501 00:00:00", "1980-05-01" },
  { "1980年5月1日 00:00:00", "1980-05-01" },
  { "2000-02-29", "2000-02-29" },
  { "20240229", "2024-02-29" },
  { "0980-05-01", "0980-05-01" },
  { "9999-12-31", "9999-12-31" },

  { "", NULL },
  { "   ", NULL },
  { "29342", NULL },
  { "29342.5", NULL },
  { "1", NULL },
  { "367", NULL },
  { "0", NULL },
  { "-1980", NULL },
  { "1234", NULL },
  { "2300", NULL },
  { "123456", NULL },
  { "198013", NULL },
  { "198000", NULL },
  { "19801301", NULL },
  { "19800532", NULL },
  { "19800500", NULL },
  { "19800001", NULL },
  { "20230229", NULL },
  { "19000229", NULL },
  { "51021203", NULL },
  { "1980050", NULL },
  { "198005011", NULL },
  { "199000012345", NULL },
  { "80-05-01", NULL },
  { "80.5", NULL },
  { "80年5月", NULL },
  { "5/1/1980", NULL },
  { "5/1/80", NULL },
  { "1980-13", NULL },
  { "1980-00", NULL },
  { "1980-05-00", NULL },
  { "1980-02-30", NULL },
  { "1980-05-001", NULL },
  { "1980-005", NULL },
  { "0000-05-01", NULL },
  { "1980-05/01", NULL },
  { "1980.05-01", NULL },
  { "1980年5-1", NULL },
  { "1980年5", NULL },
  { "1980年13月", NULL },
  { "1980年5月32日", NULL },
  { "1980-", NULL },
  { "1980-05-", NULL },
  { "1980.", NULL },
  { "1980 05 01", NULL },
  { "19 80-05-01", NULL },
  { "1980-05 00:00:00", NULL },
  { "1980-05-01 24:00:00", NULL },
  { "1980-05-01 00:60", NULL },
  { "1980-05-01 0", NULL },
  { "1980-05-01 00:00:00 x", NULL },
  { "1980-05-0100:00", NULL },
  { "1980-05-01-", NULL },
  { "1980年5月1日生", NULL },
  { "约1980年", NULL },
  { "不详", NULL },
  { "May 1980", NULL },
  { "\xff\xfe"
    "1980",
    NULL },
  { "1980-05-01\xc0", NULL },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *iso = NULL;
      ZbDay            day;
      gboolean         read = zb_day_read (&day, readings[i].text);

      iso = zb_day_to_text (day);
      g_test_message ("row %u", i);
      g_assert_cmpstr (iso, ==, readings[i].iso);
      g_assert_cmpint (read, ==, iso != NULL);
    }
}

static void
test_nothing (void)
{
  g_autofree char *blanks = g_strnfill (1000, ' ');
  g_autofree char *digits = g_strnfill (1000000, '1');
  ZbDay            day = { 1980, 5, 1 };

  g_assert_false (zb_day_read (&day, NULL));
  g_assert_false (zb_day_is_set (day));
  g_assert_false (zb_day_read (&day, blanks));
  g_assert_false (zb_day_read (&day, digits));
}

/* What the program writes, in ISO or in words, it reads as the same. */
static void
test_own_text (void)
{
  static const ZbDay days[] = { { 1980, 0, 0 }, { 1980, 5, 0 }, { 1980, 5, 1 }, { 2024, 2, 29 }, { 1921, 12, 31 } };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *iso = zb_day_to_text (days[i]);
      g_autofree char *words = zb_day_dup_words (days[i]);
      ZbDay            day;

      g_assert_true (zb_day_parse (&day, iso));
      g_assert_cmpmem (&day, sizeof day, &days[i], sizeof day);
      g_assert_true (zb_day_read (&day, iso));
      g_assert_cmpmem (&day, sizeof day, &days[i], sizeof day);
      g_assert_true (zb_day_read (&day, words));
      g_assert_cmpmem (&day, sizeof day, &days[i], sizeof day);
    }
}

static void
test_iso_only (void)
{
  static const char *const wrong[] = { "", "198", "1980-5", "1980/05", "1980-00", "1980-05-00", "1980-13", "2023-02-29", "0000", "19800501" };
  ZbDay                    day;

  g_assert_false (zb_day_parse (&day, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (zb_day_parse (&day, wrong[i]));
}

static const struct
{
  const char *day;
  const char *first;
  const char *last;
} bounds[] = {
  { "1980", "1980-01-01", "1980-12-31" },
  { "1980-02", "1980-02-01", "1980-02-29" },
  { "1981-02", "1981-02-01", "1981-02-28" },
  { "1980-12", "1980-12-01", "1980-12-31" },
  { "1980-05-07", "1980-05-07", "1980-05-07" },
};

static void
assert_day (ZbDay       day,
            const char *iso)
{
  g_autofree char *text = zb_day_to_text (day);

  g_assert_cmpstr (text, ==, iso);
}

static ZbDay
to_day (const char *iso)
{
  ZbDay day = ZB_DAY_NONE;

  g_assert_true (iso == NULL || zb_day_parse (&day, iso));
  return day;
}

static void
test_bounds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      assert_day (zb_day_first (to_day (bounds[i].day)), bounds[i].first);
      assert_day (zb_day_last (to_day (bounds[i].day)), bounds[i].last);
    }
  assert_day (zb_day_first (ZB_DAY_NONE), NULL);
  assert_day (zb_day_last (ZB_DAY_NONE), NULL);
}

static const struct
{
  const char *a;
  const char *b;
  int         order;
  gboolean    agrees;
} pairs[] = {
  { "1980-05-01", "1980-05-01", 0, TRUE },
  { "1980-05-01", "1980-05-02", -1, FALSE },
  { "1980-05", "1980-05-01", 0, TRUE },
  { "1980-05", "1980-05-31", -1, TRUE },
  { "1980-05", "1980-06-01", -1, FALSE },
  { "1980", "1980-06-01", -1, TRUE },
  { "1980", "1979-12-31", 1, FALSE },
  { NULL, "1980", 1, FALSE },
  { NULL, NULL, 0, FALSE },
};

static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      ZbDay a = to_day (pairs[i].a), b = to_day (pairs[i].b);
      gint  order = zb_day_compare (a, b);

      g_assert_cmpint (CLAMP (order, -1, 1), ==, pairs[i].order);
      order = zb_day_compare (b, a);
      g_assert_cmpint (CLAMP (order, -1, 1), ==, -pairs[i].order);
      g_assert_cmpint (zb_day_agrees (a, b), ==, pairs[i].agrees);
      g_assert_cmpint (zb_day_agrees (b, a), ==, pairs[i].agrees);
    }
}

static const struct
{
  const char *day;
  int         months;
  const char *moved;
} moves[] = {
  { "2019-01-31", 1, "2019-02-28" },
  { "2020-01-31", 1, "2020-02-29" },
  { "2020-02-29", 12, "2021-02-28" },
  { "2020-02-29", 48, "2024-02-29" },
  { "2019-12-15", 1, "2020-01-15" },
  { "2019-01-15", -1, "2018-12-15" },
  { "2019-08-31", 6, "2020-02-29" },
  { "9999-12-31", 1, NULL },
};

static void
test_moves (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    assert_day (zb_day_plus_months (to_day (moves[i].day), moves[i].months), moves[i].moved);

  assert_day (zb_day_plus_days (to_day ("2019-12-31"), 1), "2020-01-01");
  assert_day (zb_day_plus_days (to_day ("2020-03-01"), -1), "2020-02-29");
  assert_day (zb_day_plus_days (to_day ("9999-12-31"), 1), NULL);
  g_assert_cmpint (zb_day_between (to_day ("2020-02-28"), to_day ("2020-03-01")), ==, 2);
  g_assert_cmpint (zb_day_between (to_day ("2020-03-01"), to_day ("2020-02-28")), ==, -2);
}

static void
test_years (void)
{
  g_assert_cmpint (zb_day_years (to_day ("2000-05-01"), to_day ("2018-04-30")), ==, 17);
  g_assert_cmpint (zb_day_years (to_day ("2000-05-01"), to_day ("2018-05-01")), ==, 18);
  g_assert_cmpint (zb_day_years (to_day ("2000-02-29"), to_day ("2018-02-28")), ==, 17);
  g_assert_cmpint (zb_day_years (to_day ("2000-02-29"), to_day ("2018-03-01")), ==, 18);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/read/every-shape-people-and-spreadsheets-write", test_read);
  g_test_add_func ("/day/read/nothing-and-endless-text-are-no-days", test_nothing);
  g_test_add_func ("/day/read/what-the-program-writes-it-reads", test_own_text);
  g_test_add_func ("/day/parse/takes-iso-only", test_iso_only);
  g_test_add_func ("/day/bounds/a-month-has-a-first-and-a-last-day", test_bounds);
  g_test_add_func ("/day/compare/a-month-agrees-with-its-days", test_pairs);
  g_test_add_func ("/day/plus/months-end-where-the-calendar-ends-them", test_moves);
  g_test_add_func ("/day/years/are-counted-by-birthdays", test_years);

  return g_test_run ();
}
