/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/album-flow.h"
#include "flow/calendar-flow.h"
#include "photo/sample-picture.h"
#include "service/library-private.h"
#include "service/reports.h"

#include <glib/gstdio.h>
#include <string.h>

#define LONG 60

static GAsyncResult *answer;

static char *
make_path (CalendarFlow *self,
           const char   *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static char *
export_to (CalendarFlow   *self,
           const ZbReport *report,
           const char     *path,
           GError        **error)
{
  g_autoptr (GAsyncResult) done = NULL;

  zb_report_export_async (self->calendar, report, path, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, LONG);
  return zb_report_export_finish (self->calendar, done, error);
}

/* Its text without blanks; a cell may have broken a text. */
static char *
read_packed (const char *path)
{
  const char *const arguments[] = { "pdftotext", "-raw", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL, *to = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error));
  g_assert_no_error (error);
  to = text;
  for (const char *from = text; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
  *to = '\0';
  return text;
}

static char *
export_text (CalendarFlow   *self,
             const ZbReport *report)
{
  g_autofree char *path = make_path (self, "纸.pdf");
  g_autoptr (GError) error = NULL;
  g_autofree char *family = export_to (self, report, path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (family, !=, "");
  return read_packed (path);
}

static void
assert_has (const char        *text,
            const char *const *wanted)
{
  for (; *wanted != NULL; wanted++)
    if (strstr (text, *wanted) == NULL)
      g_error ("“%s” is not in: %s", *wanted, text);
}

static void
put_item (CalendarFlow *self,
          gint64        meeting,
          const char   *title,
          const char   *body)
{
  const ZbAgendaItem item = { .title = (char *) title, .speaker = (char *) "乙", .body = (char *) body, .written = TRUE };

  zb_record_put_agenda_async (self->meetings, meeting, &item, NULL, zb_test_result_cb, &answer);
  calendar_flow_finish_meeting (self, &answer);
}

static void
put_vote (CalendarFlow *self,
          gint64        meeting)
{
  const ZbVote vote = { .matter = (char *) "同意丙按期转正", .formula = (char *) "admission", .issued = 3, .returned = 3, .yes = 3 };

  zb_record_put_vote_async (self->meetings, meeting, &vote, NULL, zb_test_result_cb, &answer);
  calendar_flow_finish_meeting (self, &answer);
}

/* An assembly of which all is known; long ago, so that its record is late. */
static gint64
add_recorded (CalendarFlow *self)
{
  gint64 meeting = calendar_flow_add (self, "讨论转正", "assembly,lecture", "2025-06-10T09:00", "2025-06-10T11:00", NULL);

  calendar_flow_mark (self, meeting, "甲", ZB_MARK_PRESENT);
  calendar_flow_mark (self, meeting, "乙", ZB_MARK_PRESENT);
  calendar_flow_mark (self, meeting, "丙", ZB_MARK_PRESENT);
  calendar_flow_mark (self, meeting, "丁", ZB_MARK_ABSENT);
  put_item (self, meeting, "宣读申请", "丙宣读转正申请书。");
  put_vote (self, meeting);
  calendar_flow_step (self, meeting, ZB_STEP_RECORD);
  return meeting;
}

static void
test_record (CalendarFlow *self,
             gconstpointer data)
{
  static const char *const wanted[] = {
    "第一党支部会议记录", "讨论转正", "2025年6月10日", "应到人数3人", "实到人数2人", "丁（无故缺席）", "至少须2人：符合规定", "宣读申请",
    "丙宣读转正申请书", "同意丙按期转正", "补记：记录写于2025年12月20日", "党课并入支部党员大会", "书记审核", NULL
  };
  const ZbReport   report = { .kind = ZB_REPORT_RECORD, .meeting = add_recorded (self) };
  g_autofree char *text = export_text (self, &report);

  assert_has (text, wanted);
}

static void
write_thumbnail (CalendarFlow *self,
                 gint64        photo,
                 int           width,
                 int           height)
{
  const ZbSamplePicture picture = { .scene = (guint) photo, .seed = (guint) photo, .width = width, .height = height, .bare = TRUE };
  g_autofree char      *path = zb_library_dup_thumbnail (self->library, photo);
  g_autofree char      *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (zb_sample_picture_write (path, &picture, &error));
  g_assert_no_error (error);
}

static void
add_photos (CalendarFlow *self,
            gint64        meeting)
{
  static const char *const times[] = { "2025-06-10T09:01:00", "2025-06-10T09:02:00", "2025-06-10T09:03:00", "2025-06-10T09:04:00",
                                       "2025-06-10T09:05:00", "2025-06-10T09:06:00", "2025-06-10T09:07:00", "2025-06-10T09:08:00" };
  static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
  ZbTestPhoto              photos[8] = { { 0 } };

  for (guint i = 0; i < 8; i++)
    photos[i] = (ZbTestPhoto){ .name = names[i], .taken = times[i], .meeting = meeting, .linked = ZB_LINKED_PERSON };
  album_flow_import (self->library, photos, 8);
}

/* Of eight six are chosen: the one with a caption, and five from the first to the last. The last one's thumbnail is broken. */
static void
test_photos (CalendarFlow *self,
             gconstpointer data)
{
  static const char *const wanted[] = { "活动照片", "举手表决", "另有3张照片", NULL };
  gint64                   meeting = add_recorded (self);
  const ZbReport           report = { .kind = ZB_REPORT_RECORD, .meeting = meeting };
  g_autoptr (ZbAlbum) album = zb_album_new (self->library);
  g_autofree char *text = NULL;
  g_autofree char *broken = NULL;

  add_photos (self, meeting);
  for (gint64 photo = 1; photo <= 8; photo++)
    write_thumbnail (self, photo, 320, 240);
  broken = zb_library_dup_thumbnail (self->library, 8);
  g_assert_true (g_file_set_contents (broken, "\xff\xd8\xff", 3, NULL));
  g_assert_cmpint (album_flow_caption (album, 1, "举手表决"), ==, 1);
  text = export_text (self, &report);
  assert_has (text, wanted);
}

static void
test_sheets (CalendarFlow *self,
             gconstpointer data)
{
  static const char *const names[] = { "甲", "乙", "丙", "丁", "签名", NULL };
  static const char *const marks[] = { "甲", "乙", "丙", "丁", "到会", "缺席", "应到3人，实到2人", NULL };
  ZbReport                 report = { .kind = ZB_REPORT_BLANK, .meeting = add_recorded (self) };
  g_autofree char         *blank = export_text (self, &report);
  g_autofree char         *filled = NULL;

  assert_has (blank, names);
  g_assert_null (strstr (blank, "到会"));
  report.kind = ZB_REPORT_SHEET;
  filled = export_text (self, &report);
  assert_has (filled, marks);
}

static ZbReport
make_span (ZbReportKind kind)
{
  return (ZbReport){ .kind = kind, .from = calendar_flow_day ("2026-01-01"), .to = calendar_flow_day ("2026-03-31") };
}

static void
test_plan (CalendarFlow *self,
           gconstpointer data)
{
  static const char *const wanted[] = { "第一党支部组织生活计划报备表", "2026年第一季度", "拟开展时间", "责任人", "审核意见", "备案", "一月支委会",
                                        "1月14日周三09:00", "支部委员会", NULL };
  const ZbReport           report = make_span (ZB_REPORT_PLAN);
  gint64                   cancelled = calendar_flow_add (self, "不开了", "committee", "2026-02-02T09:00", NULL, NULL);
  g_autofree char         *text = NULL;

  calendar_flow_add (self, "一月支委会", "committee", "2026-01-14T09:00", NULL, NULL);
  calendar_flow_add (self, "下一季度的", "committee", "2026-04-14T09:00", NULL, NULL);
  calendar_flow_step (self, cancelled, ZB_STEP_CANCEL);
  text = export_text (self, &report);
  assert_has (text, wanted);
  g_assert_null (strstr (text, "不开了"));
  g_assert_null (strstr (text, "下一季度的"));
}

static void
test_agenda (CalendarFlow *self,
             gconstpointer data)
{
  static const char *const wanted[] = { "第一党支部活动日程", "2026年1月12日周一至1月18日周日", "一月支委会", "二月小组会", "一组", "计划", NULL };
  const ZbReport           report = make_span (ZB_REPORT_AGENDA);
  g_autofree char         *text = NULL;

  calendar_flow_add (self, "一月支委会", "committee", "2026-01-14T09:00", NULL, NULL);
  calendar_flow_add (self, "二月小组会", "group-meeting", "2026-02-14T09:00", NULL, "一组");
  text = export_text (self, &report);
  assert_has (text, wanted);
}

static void
test_year (CalendarFlow *self,
           gconstpointer data)
{
  static const char *const wanted[] = { "第一党支部2026年组织生活一览表", "1月", "12月", "主题党日", "党小组会", "0/1", "1-14", "0/12", NULL };
  const ZbReport           report = make_span (ZB_REPORT_YEAR);
  g_autofree char         *text = NULL;

  calendar_flow_add (self, "一月支委会", "committee", "2026-01-14T09:00", NULL, NULL);
  text = export_text (self, &report);
  assert_has (text, wanted);
}

static void
test_overview (CalendarFlow *self,
               gconstpointer data)
{
  static const char *const wanted[] = { "组织生活概览", "2026年第一季度，截至2025年12月20日", "主题党日", "0/3", "接下来", "1月14日周三", NULL };
  const ZbReport           report = make_span (ZB_REPORT_OVERVIEW);
  g_autofree char         *text = NULL;

  calendar_flow_add (self, "一月支委会", "committee", "2026-01-14T09:00", NULL, NULL);
  text = export_text (self, &report);
  assert_has (text, wanted);
}

/* A card for each who is asked something as a leader, with what is asked of them. */
static void
test_reminder (CalendarFlow *self,
               gconstpointer data)
{
  static const char *const wanted[] = { "双重组织生活提醒卡", "2026年", "同志：", "书记、领导干部讲党课0/1不晚于12月31日", "上半年双重组织生活0/1", "民主评议", "谈心谈话", NULL };
  const ZbReport           report = make_span (ZB_REPORT_REMINDER);
  g_autofree char         *text = NULL;

  text = export_text (self, &report);
  assert_has (text, wanted);
}

static void
test_pages (CalendarFlow *self,
            gconstpointer data)
{
  const ZbReport report = { .kind = ZB_REPORT_SHEET, .meeting = add_recorded (self) };
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (ZbPages) pages = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 100, 100);
  cairo_t         *cr = cairo_create (surface);

  zb_report_pages_async (self->calendar, &report, 595, 842, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, LONG);
  pages = zb_report_pages_finish (self->calendar, done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (zb_pages_count (pages), ==, 1);
  g_assert_cmpstr (zb_pages_get_font (pages), !=, "");
  zb_pages_draw (pages, 0, cr);
  zb_pages_draw (pages, 7, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_refused (CalendarFlow *self,
              gconstpointer data)
{
  ZbReport         report = { .kind = ZB_REPORT_RECORD, .meeting = 999 };
  g_autofree char *path = make_path (self, "纸.pdf");
  g_autofree char *nowhere = make_path (self, "没有/纸.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_null (export_to (self, &report, path, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  report = make_span (ZB_REPORT_PLAN);
  g_assert_null (export_to (self, &report, nowhere, &error));
  g_assert_nonnull (strstr (error->message, "没有"));
}

static void
test_cancelled (CalendarFlow *self,
                gconstpointer data)
{
  const ZbReport   report = make_span (ZB_REPORT_YEAR);
  g_autofree char *path = make_path (self, "纸.pdf");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_report_export_async (self->calendar, &report, path, cancellable, zb_test_result_cb, &answer);
  g_cancellable_cancel (cancellable);
  done = zb_test_wait (&answer, LONG);
  g_assert_null (zb_report_export_finish (self->calendar, done, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static char *
export_ics (CalendarFlow *self,
            int           n)
{
  g_autofree char *path = make_path (self, "日历.ics");
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  zb_report_ics_async (self->calendar, calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-12-31"), path, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, LONG);
  g_assert_cmpint (zb_report_ics_finish (self->calendar, done, &error), ==, n);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static char *
find_uid (const char *text)
{
  const char *from = strstr (text, "UID:");

  g_assert_nonnull (from);
  return g_strndup (from, strcspn (from, "\r"));
}

static void
test_ics (CalendarFlow *self,
          gconstpointer data)
{
  gint64           meeting = calendar_flow_add (self, "一月支委会", "committee", "2026-01-14T09:00", "2026-01-14T10:00", NULL);
  g_autofree char *before = export_ics (self, 1);
  g_autofree char *uid = find_uid (before);
  g_autofree char *again = NULL;
  g_autofree char *uid_again = NULL;
  ZbWall           moved = ZB_WALL_NONE;

  g_assert_nonnull (strstr (before, "SUMMARY:一月支委会"));
  g_assert_nonnull (strstr (before, "DTSTART;TZID=Asia/Shanghai:20260114T090000"));
  g_assert_true (g_str_has_suffix (uid, "@zhibu"));
  g_assert_true (zb_wall_parse (&moved, "2026-01-15T09:00"));
  zb_meetings_move_async (self->meetings, meeting, &moved, NULL, zb_test_result_cb, &answer);
  calendar_flow_finish_meeting (self, &answer);
  again = export_ics (self, 1);
  uid_again = find_uid (again);
  g_assert_cmpstr (uid, ==, uid_again);
  g_assert_nonnull (strstr (again, "20260115T090000"));
}

static void
test_names (CalendarFlow *self,
            gconstpointer data)
{
  ZbReport         report = { .kind = ZB_REPORT_RECORD };
  g_autofree char *record = NULL;
  g_autofree char *plan = NULL;
  g_autofree char *agenda = NULL;
  g_autofree char *year = NULL;

  report.meeting = calendar_flow_add (self, "重温/誓词", "theme-day", "2019-06-10T09:00", NULL, NULL);
  record = zb_report_dup_name (self->calendar, &report);
  g_assert_cmpstr (record, ==, "会议记录 2019-06-10 重温 誓词.pdf");
  report = make_span (ZB_REPORT_PLAN);
  plan = zb_report_dup_name (self->calendar, &report);
  g_assert_cmpstr (plan, ==, "计划报备表 2026 年第一季度.pdf");
  report.kind = ZB_REPORT_AGENDA;
  report.to = calendar_flow_day ("2026-01-31");
  agenda = zb_report_dup_name (self->calendar, &report);
  g_assert_cmpstr (agenda, ==, "活动日程 2026-01-01 至 2026-01-31.pdf");
  report.kind = ZB_REPORT_YEAR;
  year = zb_report_dup_name (self->calendar, &report);
  g_assert_cmpstr (year, ==, "组织生活一览表 2026 年.pdf");
}

static void
add (const char *path,
     void (*test) (CalendarFlow *, gconstpointer))
{
  g_test_add (path, CalendarFlow, NULL, calendar_flow_set_up, test, calendar_flow_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/reports/a-record-says-what-the-rules-say-of-it", test_record);
  add ("/reports/photos-without-a-thumbnail-are-counted-and-left-out", test_photos);
  add ("/reports/sheets-blank-and-filled", test_sheets);
  add ("/reports/a-plan-is-of-its-quarter-without-what-was-cancelled", test_plan);
  add ("/reports/an-agenda-goes-by-weeks", test_agenda);
  add ("/reports/a-year-has-a-cell-for-each-period", test_year);
  add ("/reports/an-overview-is-of-its-quarter", test_overview);
  add ("/reports/a-reminder-card-tells-a-leader-what-is-owed", test_reminder);
  add ("/reports/the-print-dialog-gets-the-same-pages", test_pages);
  add ("/reports/what-cannot-be-made-is-named-and-leaves-nothing", test_refused);
  add ("/reports/a-cancelled-one-leaves-nothing", test_cancelled);
  add ("/reports/a-meeting-keeps-its-uid-when-it-moves", test_ics);
  add ("/reports/names-that-a-file-can-have", test_names);

  return g_test_run ();
}
