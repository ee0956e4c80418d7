/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/date-entry.h"
#include "ui/album/review-queue.h"

#include "support/support.h"

static void
test_a_time_is_read_as_people_write_it (void)
{
  static const struct
  {
    const char *text;
    const char *iso; /* NULL: refused */
  } rows[] = {
    { "2019-06-10 09:30", "2019-06-10T09:30" },
    { " 2019-06-10T09:30 ", "2019-06-10T09:30" },
    { "2019.6.10 9:30:05", "2019-06-10T09:30:05" },
    { "2019/6/10 9：30", "2019-06-10T09:30" },
    { "2019年6月10日 下午2点半", "2019-06-10T14:30" },
    { "2019年6月10日上午9点30分", "2019-06-10T09:30" },
    { "2019/6/10 晚上8:30", "2019-06-10T20:30" },
    { "20190610 0930", "2019-06-10T09:30" },
    { "20190610093012", "2019-06-10T09:30:12" },
    { "19-6-10 8:05", "2019-06-10T08:05" },
    { "6-10 9:30", "2018-06-10T09:30" },
    { "6月10日", "2018-06-10" },
    { "6月10日9点", "2018-06-10T09:00" },
    { "9:30", "2018-05-01T09:30" },
    { "2019-6-10", "2019-06-10" },
    { "2019-6", NULL },
    { "930", NULL },
    { "八点", NULL },
    { "", NULL },
    { "::", NULL },
    { "半", NULL },
    { "2019-02-30 08:00", NULL },
    { "2019-06-10 25:00", NULL },
    { "2019-06-10 9:30 1:2", NULL },
    { "99999999999999999999", NULL },
    { "2019-06-10 09:30 x", NULL },
    { "\xff\xfe", NULL },
  };
  ZbWall near;

  g_assert_true (zb_wall_parse (&near, "2018-05-01"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *iso = NULL;
      ZbWall           wall;

      g_assert_cmpint (zb_date_entry_parse (rows[i].text, &near, &wall), ==, rows[i].iso != NULL);
      iso = zb_wall_to_text (&wall);
      g_assert_cmpstr (iso, ==, rows[i].iso);
    }
  g_assert_false (zb_date_entry_parse ("9:30", &ZB_WALL_NONE, &(ZbWall){ 0 }));
}

static void
test_a_minute_that_was_typed_keeps_the_seconds (void)
{
  ZbWall said, actual;

  zb_wall_set (&said, 2000, 1, 1, 0, 3, 27);
  g_assert_true (zb_date_entry_parse (" 2000-01-01 08:03 ", &ZB_WALL_NONE, &actual));
  g_assert_cmpint (zb_date_entry_shift (&actual, &said), ==, 8 * 3600);
  g_assert_true (zb_date_entry_parse ("2000-01-01 00:03:26", &ZB_WALL_NONE, &actual));
  g_assert_cmpint (zb_date_entry_shift (&actual, &said), ==, -1);
  g_assert_true (zb_date_entry_parse ("2000-01-03", &ZB_WALL_NONE, &actual));
  g_assert_cmpint (zb_date_entry_shift (&actual, &said), ==, 2 * ZB_DAY_SECONDS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sorting/date/a-time-is-read-as-people-write-it", test_a_time_is_read_as_people_write_it);
  g_test_add_func ("/sorting/date/a-minute-that-was-typed-keeps-the-seconds", test_a_minute_that_was_typed_keeps_the_seconds);

  return g_test_run ();
}
