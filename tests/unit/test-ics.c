/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/papers.h"
#include "support/support.h"

#define LIBICAL_GLIB_UNSTABLE_API 1
#include <libical-glib/libical-glib.h>
#include <string.h>

#define BRANCH "清晏区人民法院第一党支部"
#define ZONE "Asia/Shanghai"

typedef ICalComponent Part;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, g_object_unref)

typedef struct
{
  ZbTestFolder *folder;
  char         *path;
  GPtrArray    *meetings;
  GPtrArray    *uids;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->path = g_build_filename (self->folder, "日历.ics", NULL);
  self->meetings = g_ptr_array_new_with_free_func (g_object_unref);
  self->uids = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_ptr_array_unref (self->meetings);
  g_ptr_array_unref (self->uids);
  g_free (self->path);
  zb_test_folder_free (self->folder);
}

static ZbMeetingDraft *
make_draft (const char *theme,
            const char *kinds,
            const char *start,
            const char *end)
{
  ZbMeetingDraft *draft = zb_meeting_draft_new ();

  draft->theme = g_strdup (theme);
  draft->kinds = zb_kinds_parse (kinds);
  g_assert_true (zb_wall_parse (&draft->start, start));
  if (end != NULL)
    g_assert_true (zb_wall_parse (&draft->end, end));
  return draft;
}

static void
add_draft (Fixture        *self,
           ZbMeetingDraft *draft, /* takes it */
           ZbMeetingState  state)
{
  g_autoptr (ZbMeetingDraft) own = draft;
  ZbMeetingFacts facts = { .state = state };
  gint64         id = self->meetings->len + 1;

  g_ptr_array_add (self->meetings, zb_meeting_new_with_facts (id, own, &facts));
  g_ptr_array_add (self->uids, g_strdup_printf ("999-%u", self->meetings->len));
}

static void
add_meeting (Fixture    *self,
             const char *theme,
             const char *kinds,
             const char *start,
             const char *end)
{
  add_draft (self, make_draft (theme, kinds, start, end), ZB_STATE_PLANNED);
}

static char *
write_zone (Fixture    *self,
            const char *zone)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (zb_ics_write (self->meetings, self->uids, BRANCH, zone, self->path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, &error));
  return text;
}

static char *
write_all (Fixture *self)
{
  return write_zone (self, ZONE);
}

static ICalComponent *
read_back (const char *text)
{
  ICalComponent *calendar = i_cal_parser_parse_string (text);

  g_assert_nonnull (calendar);
  g_assert_cmpint (i_cal_component_count_errors (calendar), ==, 0);
  g_assert_cmpint (i_cal_component_isa (calendar), ==, I_CAL_VCALENDAR_COMPONENT);
  return calendar;
}

/* As text without folds. */
static char *
unfold (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\r\n ", -1);

  return g_strjoinv (NULL, parts);
}

static void
assert_lines (const char        *text,
              const char *const *wanted)
{
  g_autofree char *unfolded = unfold (text);

  for (; *wanted != NULL; wanted++)
    {
      g_autofree char *line = g_strconcat ("\r\n", *wanted, "\r\n", NULL);

      if (strstr (unfolded, line) == NULL)
        g_error ("“%s” is not in: %s", *wanted, unfolded);
    }
}

static void
test_fields (Fixture      *self,
             gconstpointer data)
{
  static const char *const wanted[] = {
    "UID:999-1@zhibu",
    "DTSTAMP:20190610T010000Z",
    "DTSTART;TZID=Asia/Shanghai:20190610T090000",
    "DTEND;TZID=Asia/Shanghai:20190610T114000",
    "SUMMARY:重温入党誓词",
    "LOCATION:三楼会议室",
    "CATEGORIES:主题党日",
    "CATEGORIES:党课",
    "STATUS:CONFIRMED",
    "DESCRIPTION:种类：主题党日、党课\\n主持人：甲\\n状态：已报备",
    "TZID:Asia/Shanghai",
    "TZOFFSETTO:+0800",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:" BRANCH,
    NULL
  };
  ZbMeetingDraft  *draft = make_draft ("重温入党誓词", "theme-day,lecture", "2019-06-10T09:00", "2019-06-10T11:40");
  g_autofree char *text = NULL;
  g_autoptr (Part) calendar = NULL;

  draft->place = g_strdup ("三楼会议室");
  draft->host = g_strdup ("甲");
  add_draft (self, draft, ZB_STATE_FILED);
  text = write_all (self);
  assert_lines (text, wanted);
  calendar = read_back (text);
  g_assert_cmpint (i_cal_component_count_components (calendar, I_CAL_VEVENT_COMPONENT), ==, 1);
  g_assert_cmpint (i_cal_component_count_components (calendar, I_CAL_VTIMEZONE_COMPONENT), ==, 1);
}

static void
test_whole_days (Fixture      *self,
                 gconstpointer data)
{
  static const char *const wanted[] = {
    "DTSTART;VALUE=DATE:20190610", "DTEND;VALUE=DATE:20190611", "DTSTART;VALUE=DATE:20190731", "DTEND;VALUE=DATE:20190803",
    "DTSTART;TZID=Asia/Shanghai:20190901T080000", "DTEND;TZID=Asia/Shanghai:20190903T000000", NULL
  };
  g_autofree char *text = NULL;

  add_meeting (self, "一天", "theme-day", "2019-06-10", NULL);
  add_meeting (self, "三天", "theme-day", "2019-07-31", "2019-08-02");
  add_meeting (self, "到那天", "theme-day", "2019-09-01T08:00", "2019-09-02");
  text = write_all (self);
  assert_lines (text, wanted);
}

static void
test_no_end (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *text = NULL;

  add_meeting (self, "没有结束时间", "committee", "2019-06-10T09:00", NULL);
  add_meeting (self, "同时结束", "committee", "2019-06-11T09:00", "2019-06-11T09:00");
  text = write_all (self);
  g_assert_null (strstr (text, "DTEND"));
}

static void
test_cancelled_meeting (Fixture      *self,
                        gconstpointer data)
{
  static const char *const wanted[] = { "STATUS:CANCELLED", "STATUS:TENTATIVE", NULL };
  g_autofree char         *text = NULL;

  add_draft (self, make_draft ("取消了", "committee", "2019-06-10T09:00", NULL), ZB_STATE_CANCELLED);
  add_meeting (self, "还在计划", "committee", "2019-06-11T09:00", NULL);
  text = write_all (self);
  assert_lines (text, wanted);
}

static void
test_hostile (Fixture      *self,
              gconstpointer data)
{
  static const char theme[] = "a\r\nEND:VEVENT\nBEGIN:VALARM\x01;,:\\n\"\xff\xfe 党";
  ZbMeetingDraft   *draft = make_draft (theme, "committee", "2019-06-10T09:00", NULL);
  g_autofree char  *text = NULL;
  g_autoptr (Part) calendar = NULL;
  g_autoptr (Part) event = NULL;

  draft->place = g_strdup ("\r\n\r\n");
  add_draft (self, draft, ZB_STATE_PLANNED);
  text = write_all (self);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strchr (text, '\x01'));
  g_assert_null (strstr (text, "LOCATION"));
  calendar = read_back (text);
  g_assert_cmpint (i_cal_component_count_components (calendar, I_CAL_ANY_COMPONENT), ==, 2);
  event = i_cal_component_get_first_component (calendar, I_CAL_VEVENT_COMPONENT);
  g_assert_cmpstr (i_cal_component_get_summary (event), ==, "a\n\nEND:VEVENT\nBEGIN:VALARM ;,:\\n\"\357\277\275\357\277\275 党");
  g_assert_cmpint (i_cal_component_count_components (event, I_CAL_ANY_COMPONENT), ==, 0);
}

static void
test_folded (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GString) theme = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (theme, i % 7 == 0 ? "a" : "党𠮷");
  add_meeting (self, theme->str, "committee", "2019-06-10T09:00", NULL);
  text = write_all (self);
  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_null (strchr (lines[i], '\n'));
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

static void
test_same_bytes (Fixture      *self,
                 gconstpointer data)
{
  g_autofree char *once = NULL;
  g_autofree char *again = NULL;

  add_meeting (self, "甲", "committee", "2019-06-10T09:00", NULL);
  add_meeting (self, "乙", "lecture", "2020-06-10", NULL);
  once = write_all (self);
  g_usleep (1100 * 1000); /* the clock's second is another one */
  again = write_all (self);
  g_assert_cmpstr (once, ==, again);
}

/* Shanghai had summer time from 1986 to 1991. */
static void
test_zone_changes (Fixture      *self,
                   gconstpointer data)
{
  static const char *const wanted[] = { "TZOFFSETTO:+0900", "DTSTART:19890416T020000", "DTSTART:19890917T020000", "DTSTAMP:19890610T000000Z", NULL };
  g_autofree char         *text = NULL;

  add_meeting (self, "夏令时", "committee", "1989-06-10T09:00", NULL);
  add_meeting (self, "年底", "committee", "1989-12-10T09:00", NULL);
  text = write_all (self);
  assert_lines (text, wanted);
}

/* libical knows no later years. */
static void
test_any_year (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (Part) calendar = NULL;

  add_meeting (self, "元年", "committee", "0001-01-01", NULL);
  add_meeting (self, "很久以后", "committee", "2500-12-31T23:59", NULL);
  add_meeting (self, "写错了", "committee", "2501-01-01", NULL);
  add_meeting (self, "结束写错了", "committee", "2019-01-01", "9999-12-31");
  text = write_zone (self, "Europe/Berlin");
  calendar = read_back (text);
  g_assert_cmpint (i_cal_component_count_components (calendar, I_CAL_VEVENT_COMPONENT), ==, 2);
}

static void
test_none (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *text = write_all (self);
  g_autoptr (Part) calendar = read_back (text);

  g_assert_cmpint (i_cal_component_count_components (calendar, I_CAL_ANY_COMPONENT), ==, 0);
}

static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "没有", "日历.ics", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_meeting (self, "甲", "committee", "2019-06-10T09:00", NULL);
  g_assert_false (zb_ics_write (self->meetings, self->uids, BRANCH, ZONE, path, NULL, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "没有"));
  g_clear_error (&error);
  g_assert_false (zb_ics_write (self->meetings, self->uids, BRANCH, "Nowhere/At_All", self->path, NULL, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FAILED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (zb_ics_write (self->meetings, self->uids, BRANCH, ZONE, self->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
add (const char *path,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/documents/ics/a-meeting-has-every-field", test_fields);
  add ("/documents/ics/the-end-of-whole-days-is-the-day-after", test_whole_days);
  add ("/documents/ics/no-end-is-made-up", test_no_end);
  add ("/documents/ics/a-cancelled-meeting-says-so", test_cancelled_meeting);
  add ("/documents/ics/a-text-cannot-end-its-line", test_hostile);
  add ("/documents/ics/no-line-is-longer-than-75-bytes", test_folded);
  add ("/documents/ics/the-same-meetings-are-the-same-bytes", test_same_bytes);
  add ("/documents/ics/the-zone-has-the-summer-times-of-its-years", test_zone_changes);
  add ("/documents/ics/any-year-can-be-written", test_any_year);
  add ("/documents/ics/none-is-an-empty-calendar", test_none);
  add ("/documents/ics/what-cannot-be-written-leaves-nothing", test_refused);

  return g_test_run ();
}
