/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/filing-dialog.h"
#include "ui/overview/overview-line.h"
#include "ui/overview/overview-page.h"
#include "ui/overview/overview-row.h"
#include "ui/overview/todo-row.h"
#include "ui/rules-window.h"

#include "support/support.h"

#define TODAY "2019-06-11" /* a Tuesday */
#define LONG 60

typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbMeetings   *meetings;
  ZbRoster     *roster;
  ZbCalendar   *calendar;
  GtkWidget    *window;
} Desk;

/* --- finding things --- */

typedef gboolean (*Wanted) (GtkWidget *widget, const char *words);

static GtkWidget *
find (GtkWidget  *widget,
      Wanted      wanted,
      const char *words)
{
  if (wanted (widget, words))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find (child, wanted, words) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_said (GtkWidget  *widget,
         const char *words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
says (gpointer    widget,
      const char *words)
{
  return find (widget, is_said, words) != NULL;
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
is_row (GtkWidget  *widget,
        const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static gboolean
has_class (GtkWidget  *widget,
           const char *name)
{
  return gtk_widget_has_css_class (widget, name);
}

static guint
count_class (GtkWidget  *widget,
             const char *name)
{
  guint n = has_class (widget, name) && has_class (widget, "pip");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_class (child, name);

  return n;
}

/* --- a library with some meetings of the second quarter of 2019 --- */

static void
set_up_library (Desk *desk)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  desk->folder = zb_test_folder_new ();
  folder = g_build_filename (desk->folder, "library", NULL);
  zb_library_create_async (folder, "第一党支部", "court", TODAY, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  desk->library = zb_library_open_finish (done, &error);
  g_assert_no_error (error);
}

static void
set_up (Desk         *desk,
        gconstpointer data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  set_up_library (desk);
  desk->meetings = zb_meetings_new (desk->library);
  desk->roster = zb_roster_new (desk->library);
  desk->calendar = zb_calendar_new (desk->meetings, desk->roster);
  zb_calendar_load_async (desk->calendar, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_assert_true (zb_calendar_load_finish (desk->calendar, done, &error));
  g_assert_no_error (error);
  desk->window = gtk_window_new ();
}

static gboolean
is_last (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
tear_down (Desk         *desk,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  zb_test_until (is_last, desk->calendar, LONG);
  g_assert_finalize_object (desk->calendar);
  zb_test_until (is_last, desk->roster, LONG);
  g_assert_finalize_object (desk->roster);
  zb_test_until (is_last, desk->meetings, LONG);
  g_assert_finalize_object (desk->meetings);
  zb_test_until (is_last, desk->library, LONG);
  g_assert_finalize_object (desk->library);
  zb_test_folder_free (desk->folder);
}

typedef struct
{
  Desk  *desk;
  gint64 meeting;
} Added;

static gboolean
is_known (gpointer data)
{
  Added *added = data;
  ZbDay  from, to;
  g_autoptr (GPtrArray) meetings = NULL;

  zb_day_parse (&from, "2019-01-01");
  zb_day_parse (&to, "2019-12-31");
  meetings = zb_calendar_list_meetings (added->desk->calendar, from, to);
  for (guint i = 0; i < meetings->len; i++)
    if (zb_meeting_get_id (meetings->pdata[i]) == added->meeting)
      return TRUE;

  return FALSE;
}

static gint64
add_meeting (Desk       *desk,
             const char *theme,
             ZbKinds     kinds,
             const char *start)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  Added added = { desk, 0 };

  draft->theme = g_strdup (theme);
  draft->kinds = kinds;
  g_assert_true (zb_wall_parse (&draft->start, start));
  zb_meetings_add_async (desk->meetings, draft, NULL, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  added.meeting = zb_meetings_edit_finish (desk->meetings, done, &error);
  g_assert_no_error (error);
  zb_test_until (is_known, &added, LONG);
  return added.meeting;
}

static ZbOverviewLine *
find_line (GPtrArray *lines,
           ZbKinds    kinds)
{
  for (guint i = 0; i < lines->len; i++)
    if ((((ZbOverviewLine *) lines->pdata[i])->kinds & kinds) != 0)
      return lines->pdata[i];

  g_assert_not_reached ();
}

static ZbOverviewTag *
find_tag (ZbOverviewLine *line,
          ZbGap           gap)
{
  for (guint i = 0; i < line->tags->len; i++)
    if (((ZbOverviewTag *) line->tags->pdata[i])->gap == gap)
      return line->tags->pdata[i];

  return NULL;
}

static GPtrArray *
list_lines (Desk *desk)
{
  return zb_overview_list_lines (desk->calendar, zb_calendar_get_today (desk->calendar));
}

/* --- lines --- */

static void
test_periods_of_a_requirement_are_one_line (Desk         *desk,
                                            gconstpointer data)
{
  g_autoptr (GPtrArray) lines = NULL;
  ZbOverviewLine *line;

  add_meeting (desk, "清明祭英烈", 1 << ZB_KIND_THEME_DAY, "2019-04-10T09:00");
  add_meeting (desk, "志愿行", 1 << ZB_KIND_THEME_DAY, "2019-05-10T09:00");
  add_meeting (desk, "读原著", 1 << ZB_KIND_THEME_DAY, "2019-06-20T09:00");
  lines = list_lines (desk);
  line = find_line (lines, 1 << ZB_KIND_THEME_DAY);

  g_assert_cmpuint (line->owed, ==, 3);
  g_assert_cmpuint (line->held, ==, 2);
  g_assert_cmpuint (line->planned, ==, 1);
  g_assert_false (line->short_of);
  g_assert_cmpstr (line->when, ==, "下次 6 月 20 日 周四");
}

static void
test_what_is_missing_leads_to_its_meetings (Desk         *desk,
                                            gconstpointer data)
{
  gint64 first = add_meeting (desk, "清明祭英烈", 1 << ZB_KIND_THEME_DAY, "2019-04-10T09:00");
  gint64 second = add_meeting (desk, "志愿行", 1 << ZB_KIND_THEME_DAY, "2019-05-10T09:00");
  g_autoptr (GPtrArray) lines = list_lines (desk);
  ZbOverviewTag   *tag = find_tag (find_line (lines, 1 << ZB_KIND_THEME_DAY), ZB_GAP_RECORD);
  g_autofree char *words = NULL;

  g_assert_nonnull (tag);
  g_assert_cmpuint (tag->meetings->len, ==, 2);
  g_assert_cmpint (g_array_index (tag->meetings, gint64, 0), ==, first);
  g_assert_cmpint (g_array_index (tag->meetings, gint64, 1), ==, second);
  words = zb_overview_dup_tag (tag);
  g_assert_cmpstr (words, ==, "缺记录 2");
}

static void
test_meeting_of_two_kinds_tells_once (Desk         *desk,
                                      gconstpointer data)
{
  g_autoptr (GPtrArray) lines = NULL;
  ZbOverviewLine *lecture;

  add_meeting (desk, "宪法党课", 1 << ZB_KIND_THEME_DAY | 1 << ZB_KIND_LECTURE, "2019-06-10T09:00");
  lines = list_lines (desk);
  lecture = find_line (lines, 1 << ZB_KIND_LECTURE);

  g_assert_nonnull (find_tag (find_line (lines, 1 << ZB_KIND_THEME_DAY), ZB_GAP_RECORD));
  g_assert_null (find_tag (lecture, ZB_GAP_RECORD));
  g_assert_cmpuint (lecture->held, ==, 1);
  g_assert_cmpstr (lecture->when, ==, "并入 6 月 10 日主题党日");
}

static void
test_nothing_planned_is_short (Desk         *desk,
                               gconstpointer data)
{
  g_autoptr (GPtrArray) lines = list_lines (desk);
  ZbOverviewLine *line = find_line (lines, 1 << ZB_KIND_ASSEMBLY);

  g_assert_true (line->short_of);
  g_assert_cmpstr (line->when, ==, "还差 1 次，尚未安排");
}

/* --- rows --- */

static ZbOverviewLine *
make_line (guint owed,
           guint held,
           guint planned)
{
  ZbOverviewLine *line = g_new0 (ZbOverviewLine, 1);

  line->name = g_strdup ("党小组会");
  line->kinds = 1 << ZB_KIND_GROUP_MEETING;
  line->owed = owed;
  line->held = held;
  line->planned = planned;
  line->when = g_strdup ("下次 6 月 13 日 周四");
  line->tags = g_ptr_array_new ();
  return line;
}

static void
test_pips_tell_held_planned_and_missing (Desk         *desk,
                                         gconstpointer data)
{
  ZbOverviewLine *line = make_line (6, 3, 2);
  GtkWidget      *row = g_object_ref_sink (zb_overview_row_new (line, desk->meetings, 2019));

  g_assert_cmpuint (count_class (row, "held"), ==, 3);
  g_assert_cmpuint (count_class (row, "planned"), ==, 2);
  g_assert_cmpuint (count_class (row, "missing"), ==, 1);
  g_assert_true (says (row, "3") && says (row, "/ 6"));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (row)), ==, "win.year");
  g_assert_finalize_object (row);
  zb_overview_line_free (line);
}

static void
test_many_are_a_bar (Desk         *desk,
                     gconstpointer data)
{
  ZbOverviewLine *line = make_line (23, 14, 0);
  GtkWidget      *row = g_object_ref_sink (zb_overview_row_new (line, desk->meetings, 2019));

  g_assert_nonnull (find (row, has_class, "overview-level"));
  g_assert_cmpuint (count_class (row, "held"), ==, 0);
  g_assert_true (says (row, "14") && says (row, "/ 23"));
  g_assert_finalize_object (row);
  zb_overview_line_free (line);
}

static void
test_todo_leads_to_the_tab_that_mends_it (Desk         *desk,
                                          gconstpointer data)
{
  ZbTodo     todo = { .title = (char *) "补 9 张照片的说明", .meeting = 7, .gap = ZB_GAP_CAPTIONS };
  GtkWidget *row;
  GVariant  *target;
  gint64     meeting;

  const char *tab;

  zb_day_parse (&todo.day, "2019-06-14");
  row = g_object_ref_sink (zb_todo_row_new (&todo, zb_calendar_get_today (desk->calendar)));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (row)), ==, "win.meeting");
  target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row));
  g_variant_get (target, "(x&s)", &meeting, &tab);
  g_assert_cmpint (meeting, ==, 7);
  g_assert_cmpstr (tab, ==, "photos");
  g_assert_true (says (row, "14") && says (row, "周五"));
  g_assert_finalize_object (row);
}

static void
test_todo_of_nothing_leads_nowhere (Desk         *desk,
                                    gconstpointer data)
{
  ZbTodo     todo = { .title = (char *) "七月党费" };
  GtkWidget *row = g_object_ref_sink (zb_todo_row_new (&todo, zb_calendar_get_today (desk->calendar)));

  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  g_assert_finalize_object (row);
}

/* --- the page --- */

static GtkWidget *
show_page (Desk    *desk,
           ZbAlbum *album)
{
  GtkWidget *page = g_object_new (ZB_TYPE_OVERVIEW_PAGE, NULL);

  gtk_window_set_child (GTK_WINDOW (desk->window), page);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 900, 600);
  gtk_window_present (GTK_WINDOW (desk->window));
  zb_overview_page_set_calendar (ZB_OVERVIEW_PAGE (page), desk->calendar, album);
  return page;
}

static gboolean
shows_the_quarter (gpointer page)
{
  return says (page, "第二季度");
}

static gboolean
shows_two_held (gpointer page)
{
  return says (page, "缺记录 2");
}

static void
test_new_library_says_what_comes_first (Desk         *desk,
                                        gconstpointer data)
{
  g_autoptr (ZbAlbum) album = zb_album_new (desk->library);
  GtkWidget *page = show_page (desk, album);

  zb_test_until (shows_the_quarter, page, LONG);
  g_assert_nonnull (find (page, is_row, "导入党员名册"));
  g_assert_nonnull (find (page, is_row, "生成年度计划"));
  gtk_window_set_child (GTK_WINDOW (desk->window), NULL);
}

static void
test_page_follows_the_library (Desk         *desk,
                               gconstpointer data)
{
  g_autoptr (ZbAlbum) album = zb_album_new (desk->library);
  GtkWidget *page = show_page (desk, album);

  zb_test_until (shows_the_quarter, page, LONG);
  g_assert_false (shows_two_held (page));
  add_meeting (desk, "清明祭英烈", 1 << ZB_KIND_THEME_DAY, "2019-04-10T09:00");
  add_meeting (desk, "志愿行", 1 << ZB_KIND_THEME_DAY, "2019-05-10T09:00");
  zb_test_until (shows_two_held, page, LONG);
  gtk_window_set_child (GTK_WINDOW (desk->window), NULL);
}

/* --- dialogs --- */

static GtkWidget *
find_dialog (Desk *desk,
             GType type)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static GtkWidget *
press (GtkWidget  *dialog,
       const char *label)
{
  GtkWidget *button = find (dialog, is_button, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  return button;
}

static const ZbOverviewLine *
find_paper (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_strcmp0 (((ZbOverviewLine *) lines->pdata[i])->task, "brief") == 0)
      return lines->pdata[i];

  return NULL;
}

static gboolean
is_filed (gpointer data)
{
  g_autoptr (GPtrArray) lines = list_lines (data);

  return find_paper (lines) == NULL;
}

static void
test_paper_is_done_in_one_change (Desk         *desk,
                                  gconstpointer data)
{
  g_autoptr (GPtrArray) lines = list_lines (desk);
  const ZbOverviewLine *line = find_paper (lines);
  GtkWidget            *dialog;

  g_assert_nonnull (line);
  zb_filing_dialog_present (GTK_WINDOW (desk->window), desk->calendar, line->task, line->first, "二季度情况简报");
  dialog = find_dialog (desk, ZB_TYPE_FILING_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_row, "完成日期")), "2019-06-12");
  g_assert_true (says (dialog, "不能在今天以后"));
  g_assert_false (gtk_widget_get_sensitive (find (dialog, is_button, "已完成")));
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_row, "完成日期")), "2019-06-10");
  press (dialog, "已完成");
  zb_test_until (is_filed, desk, LONG);
  g_assert_nonnull (zb_library_get_undo_label (desk->library));
}

static gboolean
is_text (GtkWidget  *widget,
         const char *words)
{
  return GTK_IS_TEXT_VIEW (widget);
}

static gboolean
tells_a_line (gpointer dialog)
{
  return find (dialog, is_button, "转到这一行") != NULL;
}

static void
test_rules_that_cannot_be_read_are_not_saved (Desk         *desk,
                                              gconstpointer data)
{
  GtkWidget     *dialog;
  GtkTextBuffer *buffer;
  GtkTextIter    end;

  zb_rules_window_present (GTK_WINDOW (desk->window), desk->calendar, FALSE);
  dialog = find_dialog (desk, ZB_TYPE_RULES_WINDOW);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (dialog, is_text, NULL)));
  g_assert_true (says (dialog, "可以读懂"));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, "\n[half\n", -1);
  zb_test_until (tells_a_line, dialog, LONG);
  g_assert_false (gtk_widget_get_sensitive (find (dialog, is_button, "保存")));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
add (const char *path,
     void (*test) (Desk *desk, gconstpointer data))
{
  g_test_add (path, Desk, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display: the tests of widgets are left out (run under xvfb-run)");
      return g_test_run ();
    }

  adw_init ();
  add ("/overview/line/periods-of-a-requirement-are-one-line", test_periods_of_a_requirement_are_one_line);
  add ("/overview/line/what-is-missing-leads-to-its-meetings", test_what_is_missing_leads_to_its_meetings);
  add ("/overview/line/meeting-of-two-kinds-tells-once", test_meeting_of_two_kinds_tells_once);
  add ("/overview/line/nothing-planned-is-short", test_nothing_planned_is_short);
  add ("/overview/row/pips-tell-held-planned-and-missing", test_pips_tell_held_planned_and_missing);
  add ("/overview/row/many-are-a-bar", test_many_are_a_bar);
  add ("/overview/todo/leads-to-the-tab-that-mends-it", test_todo_leads_to_the_tab_that_mends_it);
  add ("/overview/todo/nothing-leads-nowhere", test_todo_of_nothing_leads_nowhere);
  add ("/overview/page/new-library-says-what-comes-first", test_new_library_says_what_comes_first);
  add ("/overview/page/follows-the-library", test_page_follows_the_library);
  add ("/overview/filing/paper-is-done-in-one-change", test_paper_is_done_in_one_change);
  add ("/overview/rules/that-cannot-be-read-are-not-saved", test_rules_that_cannot_be_read_are_not_saved);

  return g_test_run ();
}
