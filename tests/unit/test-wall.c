/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/wall.h"

static const struct
{
  const char *text;
  const char *again; /* NULL: refused */
} texts[] = {
  { "2019-06-10", "2019-06-10" },
  { "2019-06-10T09:30", "2019-06-10T09:30" },
  { "2019-06-10 09:30", "2019-06-10T09:30" },
  { "2019-06-10T09:30:12", "2019-06-10T09:30:12" },
  { "2019-06-10T09:30:12.07", "2019-06-10T09:30:12.07" },
  { "0001-01-01", "0001-01-01" },
  { "9999-12-31T23:59:59", "9999-12-31T23:59:59" },
  { "2020-02-29", "2020-02-29" },
  { "2019-02-29", NULL },
  { "2019-13-01", NULL },
  { "2019-00-10", NULL },
  { "2019-06-10T24:00", NULL },
  { "2019-06-10T09:60", NULL },
  { "2019-06-10T09:30:60", NULL },
  { "2019-06-10T09:30:12.", NULL },
  { "2019-06-10T09:30:12.1234567890", NULL },
  { "2019-06-10T", NULL },
  { "2019-6-10", NULL },
  { "2019-06-10 ", NULL },
  { "", NULL },
  { NULL, NULL },
};

static void
test_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *again = NULL;
      ZbWall           wall;

      g_assert_cmpint (zb_wall_parse (&wall, texts[i].text), ==, texts[i].again != NULL);
      again = zb_wall_to_text (&wall);
      g_assert_cmpstr (again, ==, texts[i].again);
    }
}

static void
test_every_day (void)
{
  ZbWall wall;

  g_assert_true (zb_wall_set (&wall, 1970, 1, 1, 0, 0, 0));
  g_assert_cmpint (wall.seconds, ==, 0);

  for (gint64 day = -40000; day < 40000; day += 7)
    {
      int year, month, month_day;

      wall.seconds = day * ZB_DAY_SECONDS + 5;
      zb_wall_split (&wall, &year, &month, &month_day, NULL, NULL, NULL);
      g_assert_true (zb_wall_set (&wall, year, month, month_day, 0, 0, 5));
      g_assert_cmpint (wall.seconds, ==, day * ZB_DAY_SECONDS + 5);
      g_assert_cmpint (zb_wall_day_start (&wall), ==, day * ZB_DAY_SECONDS);
    }
}

static void
test_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autofree char *text = NULL;
  ZbWall           wall;

  zb_wall_from_unix (&wall, 1560130212, zone);
  text = zb_wall_to_text (&wall);
  g_assert_cmpstr (text, ==, "2019-06-10T09:30:12");

  zb_wall_from_unix (&wall, G_MAXINT64, zone);
  g_assert_false (zb_wall_is_set (&wall));
}

static void
test_order (void)
{
  ZbWall early, late, none = ZB_WALL_NONE;

  g_assert_true (zb_wall_parse (&early, "2019-06-10T09:30:12.07"));
  g_assert_true (zb_wall_parse (&late, "2019-06-10T09:30:12.5"));
  g_assert_cmpint (zb_wall_compare (&early, &late), <, 0);
  g_assert_cmpint (zb_wall_compare (&late, &early), >, 0);
  g_assert_cmpint (zb_wall_compare (&none, &early), >, 0);
  g_assert_cmpint (zb_wall_compare (&early, &none), <, 0);
  g_assert_cmpint (zb_wall_compare (&none, &none), ==, 0);
}

static const struct
{
  const char *from, *to, *span;
} spans[] = {
  { "2019-06-10", NULL, "6 月 10 日 周一" },
  { "2019-06-10T09:00", "2019-06-10T11:40", "6 月 10 日 周一 09:00–11:40" },
  { "2019-06-10T09:00:05", "2019-06-10T09:00:50", "6 月 10 日 周一 09:00" },
  { "2019-06-10", "2019-06-12", "6 月 10 日 周一 至 6 月 12 日 周三" },
  { "2019-06-10T09:00", "2019-06-12", "6 月 10 日 周一 09:00 至 6 月 12 日 周三" },
  { "2019-06-10T09:00", "2019-06-10", "6 月 10 日 周一 09:00" },
  { "1949-10-01", NULL, "10 月 1 日 周六" },
  { NULL, NULL, "" },
};

static void
test_spans (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *span = NULL;
      ZbWall           from, to;

      zb_wall_parse (&from, spans[i].from);
      zb_wall_parse (&to, spans[i].to);
      span = zb_wall_dup_span (&from, &to);
      g_assert_cmpstr (span, ==, spans[i].span);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wall/text-is-read-and-written-the-same", test_text);
  g_test_add_func ("/wall/every-day-comes-back", test_every_day);
  g_test_add_func ("/wall/an-instant-has-the-wall-time-of-its-zone", test_zone);
  g_test_add_func ("/wall/fractions-order-and-unknown-comes-last", test_order);
  g_test_add_func ("/wall/a-span-reads-as-people-write-it", test_spans);
  return g_test_run ();
}
