/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/holidays.h"

#include "base/lunar.h"

#define HEADING "date\tkind\tname\n"

static ZbDay
to_day (const char *iso)
{
  ZbDay day = ZB_DAY_NONE;

  g_assert_true (zb_day_parse (&day, iso));
  return day;
}

static ZbHolidays *
read_file (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("ZHIBU_SOURCE"), "data", "holidays.tsv", NULL);
  g_autofree char *text = NULL;
  gsize            size = 0;
  ZbHolidaysFault  fault = { 0 };
  ZbHolidays      *holidays = NULL;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  holidays = zb_holidays_parse (text, size, &fault);
  if (holidays == NULL)
    g_error ("line %u: %s", fault.line, fault.word);

  return holidays;
}

static const struct
{
  const char *day;
  ZbDayKind   kind;
  const char *name;
} known[] = {
  { "2018-12-29", ZB_DAY_MAKE_UP, "元旦" },
  { "2018-12-30", ZB_DAY_OFF, "元旦" },
  { "2019-01-02", ZB_DAY_WORKDAY, NULL },
  { "2019-02-02", ZB_DAY_MAKE_UP, "春节" },
  { "2019-02-10", ZB_DAY_OFF, "春节" },
  { "2019-02-11", ZB_DAY_WORKDAY, NULL },
  { "2019-06-07", ZB_DAY_OFF, "端午" },
  { "2019-06-10", ZB_DAY_WORKDAY, NULL },
  { "2019-06-15", ZB_DAY_WEEKEND, NULL },
  { "2019-06-16", ZB_DAY_WEEKEND, NULL },
  { "2020-02-02", ZB_DAY_OFF, "春节" },
  { "2026-10-10", ZB_DAY_MAKE_UP, "国庆节" },
  { "2027-01-01", ZB_DAY_WORKDAY, NULL }, /* not known yet */
};

static void
test_known (void)
{
  g_autoptr (ZbHolidays) holidays = read_file ();

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const ZbDay    day = to_day (known[i].day);
      const gboolean works = known[i].kind == ZB_DAY_WORKDAY || known[i].kind == ZB_DAY_MAKE_UP;

      g_test_message ("%s", known[i].day);
      g_assert_cmpint (zb_holidays_look (holidays, day), ==, known[i].kind);
      g_assert_cmpstr (zb_holidays_get_name (holidays, day), ==, known[i].name);
      g_assert_cmpint (zb_holidays_is_work (holidays, day), ==, works);
    }

  for (int year = 2019; year <= 2026; year++)
    g_assert_true (zb_holidays_has_year (holidays, year));
  g_assert_false (zb_holidays_has_year (holidays, 2027));
  g_assert_false (zb_holidays_has_year (holidays, 2017));
}

/* The feasts of the lunar calendar and 清明 are days off of their name, and nobody makes up on a working day. */
static void
test_agrees_with_the_moon (void)
{
  static const char *const feasts[] = { "春节", "清明", "端午节", "中秋节", NULL };
  g_autoptr (ZbHolidays) holidays = read_file ();
  guint n_feasts = 0;

  for (ZbDay day = to_day ("2019-01-01"); day.year <= 2026; day = zb_day_plus_days (day, 1))
    {
      const char *note = zb_lunar_get_note (day, NULL);

      if (zb_holidays_look (holidays, day) == ZB_DAY_MAKE_UP)
        g_assert_cmpint (zb_holidays_look (NULL, day), ==, ZB_DAY_WEEKEND);
      if (note == NULL || !g_strv_contains (feasts, note))
        continue;
      g_test_message ("%d-%d-%d %s", day.year, day.month, day.day, note);
      g_assert_cmpint (zb_holidays_look (holidays, day), ==, ZB_DAY_OFF);
      n_feasts++;
    }

  g_assert_cmpuint (n_feasts, ==, 32);
}

static const struct
{
  const char *day;
  int         days;
  const char *plus, *next, *previous;
} spans[] = {
  { "2019-06-06", 3, "2019-06-12", "2019-06-06", "2019-06-06" },
  { "2019-06-07", 3, "2019-06-12", "2019-06-10", "2019-06-06" },
  { "2019-06-09", 3, "2019-06-12", "2019-06-10", "2019-06-06" },
  { "2019-06-10", 3, "2019-06-13", "2019-06-10", "2019-06-10" },
  { "2019-06-11", 3, "2019-06-14", "2019-06-11", "2019-06-11" },
  { "2019-06-12", 3, "2019-06-17", "2019-06-12", "2019-06-12" },
  { "2019-06-12", 0, "2019-06-12", "2019-06-12", "2019-06-12" },
  { "2019-02-01", 1, "2019-02-02", "2019-02-01", "2019-02-01" }, /* a make-up Saturday */
  { "2019-02-10", 1, "2019-02-11", "2019-02-11", "2019-02-03" },
  { "2019-09-30", 3, "2019-10-10", "2019-09-30", "2019-09-30" },
  { "2019-12-31", 1, "2020-01-02", "2019-12-31", "2019-12-31" },
  { "2027-05-01", 1, "2027-05-03", "2027-05-03", "2027-04-30" },
};

static void
test_spans (void)
{
  g_autoptr (ZbHolidays) holidays = read_file ();

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      const ZbDay      day = to_day (spans[i].day);
      g_autofree char *plus = zb_day_to_text (zb_holidays_plus_workdays (holidays, day, spans[i].days));
      g_autofree char *next = zb_day_to_text (zb_holidays_next_workday (holidays, day));
      g_autofree char *previous = zb_day_to_text (zb_holidays_previous_workday (holidays, day));

      g_test_message ("%s", spans[i].day);
      g_assert_cmpstr (plus, ==, spans[i].plus);
      g_assert_cmpstr (next, ==, spans[i].next);
      g_assert_cmpstr (previous, ==, spans[i].previous);
    }
}

static void
test_no_table (void)
{
  g_assert_cmpint (zb_holidays_look (NULL, to_day ("2019-06-07")), ==, ZB_DAY_WORKDAY);
  g_assert_cmpint (zb_holidays_look (NULL, to_day ("2019-02-02")), ==, ZB_DAY_WEEKEND);
  g_assert_null (zb_holidays_get_name (NULL, to_day ("2019-06-07")));
  g_assert_false (zb_holidays_has_year (NULL, 2019));
  g_assert_cmpint (zb_day_compare (zb_holidays_plus_workdays (NULL, to_day ("2019-06-06"), 3), to_day ("2019-06-11")), ==, 0);
}

static const struct
{
  const char *text;
  guint       line;
  int         what;
  const char *word;
} faults[] = {
  { "", 1, ZB_HOLIDAYS_COLUMNS, NULL },
  { "# only a remark\n", 1, ZB_HOLIDAYS_COLUMNS, NULL },
  { "nonsense\n", 1, ZB_HOLIDAYS_COLUMNS, "nonsense" },
  { "2019-06-07\toff\t端午\n", 1, ZB_HOLIDAYS_COLUMNS, "2019-06-07\toff\t端午" },
  { " 2019-06-07\toff\t端午\n", 1, ZB_HOLIDAYS_COLUMNS, " 2019-06-07\toff\t端午" },
  { HEADING "2019-06-07\toff\n", 2, ZB_HOLIDAYS_COLUMNS, "2019-06-07\toff" },
  { HEADING "2019-06-07,off,端午\n", 2, ZB_HOLIDAYS_COLUMNS, "2019-06-07,off,端午" },
  { HEADING "2019-06-07\toff\t端午\tmore\n", 2, ZB_HOLIDAYS_COLUMNS, "2019-06-07\toff\t端午\tmore" },
  { HEADING "2019-06-07\toff\t \n", 2, ZB_HOLIDAYS_COLUMNS, "2019-06-07\toff" },
  { HEADING "\n2019-06-31\toff\t端午\n", 3, ZB_HOLIDAYS_DAY, "2019-06-31" },
  { HEADING "2019-06\toff\t端午\n", 2, ZB_HOLIDAYS_DAY, "2019-06" },
  { HEADING "2019/6/7\toff\t端午\n", 2, ZB_HOLIDAYS_DAY, "2019/6/7" },
  { HEADING "2019-06-07\tholiday\t端午\n", 2, ZB_HOLIDAYS_KIND, "holiday" },
  { HEADING "2019-06-07\tOFF\t端午\n", 2, ZB_HOLIDAYS_KIND, "OFF" },
  { HEADING "2019-06-07\toff\t端\x01午\n", 2, ZB_HOLIDAYS_COLUMNS, "2019-06-07\toff\t端\x01午" },
  { HEADING "2019-06-07\toff\t端午\n#\n2019-06-07\twork\t端午\n", 4, ZB_HOLIDAYS_TWICE, "2019-06-07" },
  { HEADING "2019-06-07\toff\t\xff\n", 1, ZB_HOLIDAYS_NOT_TEXT, NULL },
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      ZbHolidaysFault fault = { 0 };

      g_test_message ("row %u", i);
      g_assert_null (zb_holidays_parse (faults[i].text, -1, &fault));
      g_assert_cmpuint (fault.line, ==, faults[i].line);
      g_assert_cmpint (fault.what, ==, faults[i].what);
      g_assert_cmpstr (fault.word, ==, faults[i].word);
      zb_holidays_fault_clear (&fault);
      g_assert_null (zb_holidays_parse (faults[i].text, -1, NULL));
    }
}

static void
test_too_long (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024 + 1, '\n');
  const char       zero[] = HEADING "2019-06-07\toff\t端午\0\n";
  ZbHolidaysFault  fault = { 0 };

  g_assert_null (zb_holidays_parse (text, -1, &fault));
  g_assert_cmpint (fault.what, ==, ZB_HOLIDAYS_NOT_TEXT);
  g_assert_null (zb_holidays_parse (zero, sizeof zero - 1, &fault));
  g_assert_cmpint (fault.what, ==, ZB_HOLIDAYS_NOT_TEXT);
}

/* As a spreadsheet of another system saves it. */
static void
test_dressed (void)
{
  g_autoptr (ZbHolidays) holidays =
      zb_holidays_parse ("\xef\xbb\xbf# 放假安排\r\n日期\t类别\t名称\r\n\r\n2030-10-01\toff\t国庆节\r\n 2030-10-02 \t work \t 国庆节 ", -1, NULL);

  g_assert_nonnull (holidays);
  g_assert_cmpint (zb_holidays_look (holidays, to_day ("2030-10-01")), ==, ZB_DAY_OFF);
  g_assert_cmpint (zb_holidays_look (holidays, to_day ("2030-10-02")), ==, ZB_DAY_MAKE_UP);
  g_assert_cmpstr (zb_holidays_get_name (holidays, to_day ("2030-10-01")), ==, "国庆节");
  g_assert_true (zb_holidays_has_year (holidays, 2030));
}

/* A make-up day alone says nothing of its year; and where nothing is left to work on, the day itself comes back. */
static void
test_nonsense_ends (void)
{
  g_autoptr (GString) text = g_string_new (HEADING "2031-02-01\twork\t春节\n");
  g_autoptr (ZbHolidays) holidays = NULL;

  for (ZbDay day = to_day ("9999-12-01"); zb_day_is_set (day); day = zb_day_plus_days (day, 1))
    g_string_append_printf (text, "%04d-%02d-%02d\toff\t年末\n", day.year, day.month, day.day);
  holidays = zb_holidays_parse (text->str, text->len, NULL);

  g_assert_nonnull (holidays);
  g_assert_false (zb_holidays_has_year (holidays, 2031));
  g_assert_cmpint (zb_day_compare (zb_holidays_next_workday (holidays, to_day ("9999-12-05")), to_day ("9999-12-05")), ==, 0);
  g_assert_cmpint (zb_day_compare (zb_holidays_plus_workdays (holidays, to_day ("9999-12-31"), 9), to_day ("9999-12-31")), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/holidays/notices-are-known-day-by-day", test_known);
  g_test_add_func ("/rules/holidays/feasts-are-days-off", test_agrees_with_the_moon);
  g_test_add_func ("/rules/holidays/working-days-pass-over-days-off", test_spans);
  g_test_add_func ("/rules/holidays/without-a-table-only-weekends-are-off", test_no_table);
  g_test_add_func ("/rules/holidays/faults-are-told-with-their-line", test_faults);
  g_test_add_func ("/rules/holidays/what-is-no-text-is-none", test_too_long);
  g_test_add_func ("/rules/holidays/other-programs-may-have-saved-it", test_dressed);
  g_test_add_func ("/rules/holidays/looking-for-a-working-day-ends", test_nonsense_ends);

  return g_test_run ();
}
