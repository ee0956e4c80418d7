/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/taken.h"

static const struct
{
  const char *text;
  const char *wall; /* NULL: refused */
  const char *offset;
  guint       doubts;
} readings[] = {
  { "2019:06:10 09:30:12", "2019-06-10T09:30:12", NULL, 0 },
  { "2019-06-10 09:30:12", "2019-06-10T09:30:12", NULL, 0 },
  { "2019/06/10 09:30:12", "2019-06-10T09:30:12", NULL, 0 },
  { "2019.06.10 09.30.12", "2019-06-10T09:30:12", NULL, 0 },
  { "2019-06-10T09:30:12", "2019-06-10T09:30:12", NULL, 0 },
  { "2019-06-10t09:30:12z", "2019-06-10T09:30:12", "+00:00", 0 },
  { "2019:06:10  09:30:12", "2019-06-10T09:30:12", NULL, 0 },
  { "2019:06:10\n09:30:12", "2019-06-10T09:30:12", NULL, 0 },
  { "2020-04-24 17:44:15 ", "2020-04-24T17:44:15", NULL, 0 },
  { "20111006 17:47:14.264", "2011-10-06T17:47:14.264", NULL, 0 },
  { "2024-04-22T14:38:09GMT+2", "2024-04-22T14:38:09", "+02:00", 0 },
  { "2023-09-27T14:32:53+02:00", "2023-09-27T14:32:53", "+02:00", 0 },
  { "2019-06-10T09:30:12.07+08:00", "2019-06-10T09:30:12.07", "+08:00", 0 },
  { "2019-06-10T09:30:12-0930", "2019-06-10T09:30:12", "-09:30", 0 },
  { "2019-06-10T09:30:12-00:00", "2019-06-10T09:30:12", "+00:00", 0 },
  { "2019-06-10T09:30:12+14:00", "2019-06-10T09:30:12", "+14:00", 0 },
  { "20190610 093012+0800", "2019-06-10T09:30:12", "+08:00", 0 },
  { "2019:06:10 09:30", "2019-06-10T09:30", NULL, 0 },
  { "2019-06-10T09:30+08:00", "2019-06-10T09:30", "+08:00", 0 },
  { "2019:06:10", "2019-06-10", NULL, 0 },
  { "2019:6:1 09:30:12", "2019-06-01T09:30:12", NULL, 0 },
  { "2019:06:10   :  :  ", "2019-06-10", NULL, 0 },
  { "Mon, 10 Jun 2019 09:30:12 +0800", "2019-06-10T09:30:12", "+08:00", 0 },
  { "10 Jun 2019 09:30:12 GMT", "2019-06-10T09:30:12", "+00:00", 0 },
  { "2016:12:31 23:59:60", "2016-12-31T23:59:59", NULL, ZB_DOUBT_SECOND_60 },
  { "2020:02:29 12:00:00", "2020-02-29T12:00:00", NULL, 0 },
  { "2021:02:29 12:00:00", NULL, NULL, 0 },
  { "2021:02:31 12:00:00", NULL, NULL, 0 },
  { "2021:13:06 07:08:09", NULL, NULL, 0 },
  { "2021:00:06 07:08:09", NULL, NULL, 0 },
  { "2021:05:00 07:08:09", NULL, NULL, 0 },
  { "2021:05:06 24:00:00", NULL, NULL, 0 },
  { "2021:05:06 07:61:09", NULL, NULL, 0 },
  { "2021:05:06 07:08:61", NULL, NULL, 0 },
  { "2021:05:06 下午 07:08:09", NULL, NULL, 0 },
  { "2021:05:06 07:08:09 and more", NULL, NULL, 0 },
  { "2021:05:06 07:08:09+25:00", NULL, NULL, 0 },
  { "2021:05:06 07:08:09+08:99", NULL, NULL, 0 },
  { "99999999999999999999:05:06 07:08:09", NULL, NULL, 0 },
  { "10000:01:01 00:00:00", NULL, NULL, 0 },
  { "0000:01:01 00:00:00", NULL, NULL, 0 },
  { "1620284889", NULL, NULL, 0 },
  { "../../../etc/passwd", NULL, NULL, 0 },
  { "2021", NULL, NULL, 0 },
  { "2021:05", NULL, NULL, 0 },
};

static void
test_readings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *offset = NULL;
      g_autofree char *text = NULL;
      guint            doubts = 0;
      gboolean         absent, read;
      ZbWall           wall;

      read = zb_date_text_read (&wall, readings[i].text, &doubts, &offset, &absent);
      text = zb_wall_to_text (&wall);
      g_test_message ("%s", readings[i].text);
      g_assert_cmpstr (text, ==, readings[i].wall);
      g_assert_cmpstr (offset, ==, readings[i].offset);
      g_assert_cmpuint (doubts, ==, readings[i].doubts);
      g_assert_cmpint (read, ==, readings[i].wall != NULL);
      g_assert_false (absent);
    }
}

static void
test_absent (void)
{
  static const char *const texts[] = { NULL, "", "    :  :     :  :  ", "0000:00:00 00:00:00", "0000-00-00T00:00:00Z", ":  :", " " };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint    doubts = 0;
      gboolean absent = FALSE;
      ZbWall   wall;

      g_assert_false (zb_date_text_read (&wall, texts[i], &doubts, NULL, &absent));
      g_assert_true (absent);
      g_assert_false (zb_wall_is_set (&wall));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/date-text/keeps-what-is-known-and-refuses-what-is-no-date", test_readings);
  g_test_add_func ("/photo/date-text/blanks-and-zeros-are-absent", test_absent);

  return g_test_run ();
}
