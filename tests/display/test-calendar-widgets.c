/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/record.h"
#include "ui/calendar/calendar-page.h"
#include "ui/calendar/day-cell.h"
#include "ui/calendar/month-view.h"
#include "ui/calendar/plan-page.h"
#include "ui/calendar/plan-row.h"
#include "ui/calendar/year-cell.h"

#include "support/support.h"

#define TODAY "2019-06-11"
#define LONG 60

/* --- finding things as a person would --- */

typedef gboolean (*Wanted) (GtkWidget *widget, const char *words);

/* Among what can be seen. */
static GtkWidget *
find (gpointer    widget,
      Wanted      wanted,
      const char *words)
{
  if (wanted (widget, words))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child) ? find (child, wanted, words) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_of_type (GtkWidget  *widget,
            const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

static gboolean
is_said (GtkWidget  *widget,
         const char *words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
is_day (GtkWidget  *widget,
        const char *day)
{
  g_autofree char *text = ZB_IS_DAY_CELL (widget) ? zb_day_to_text (zb_day_cell_get_look (ZB_DAY_CELL (widget))->day) : NULL;

  return g_strcmp0 (text, day) == 0;
}

static gboolean
is_chip (GtkWidget  *widget,
         const char *title)
{
  ZbDayEntry *entry = ZB_IS_MEETING_CHIP (widget) ? zb_meeting_chip_get_entry (ZB_MEETING_CHIP (widget)) : NULL;

  return entry != NULL && g_str_equal (entry->title, title);
}

/* --- a library with a month of meetings --- */

typedef struct
{
  const char    *start, *end;
  const char    *kinds;
  const char    *theme;
  ZbMeetingState state;
  gboolean       joint;
} Made;

static const Made made[] = {
  { "2019-05-29T15:00", NULL, "group-meeting", "二组 五月学习", ZB_STATE_REVIEWED },
  { "2019-06-04T09:00", NULL, "talk", "王某某与周某某谈话", ZB_STATE_RECORDED },
  { "2019-06-05T15:00", NULL, "committee", "六月支委会", ZB_STATE_REVIEWED },
  { "2019-06-06T15:00", NULL, "group-meeting", "一组 读原著", ZB_STATE_RECORDED },
  { "2019-06-10T09:00", "2019-06-10T11:40", "theme-day,lecture", "重温入党誓词", ZB_STATE_HELD, TRUE },
  { "2019-06-03T09:00", NULL, "assembly", "讨论转正", ZB_STATE_HELD },
  { "2019-06-13T15:00", NULL, "group-meeting", "二组 六月会", ZB_STATE_FILED },
  { "2019-06-14T15:00", NULL, "talk", "李某某与吴某某谈话", ZB_STATE_PLANNED },
  { "2019-06-20T15:00", NULL, "lecture", "微党课", ZB_STATE_FILED },
  { "2019-06-21T09:00", NULL, "review", "组织生活会", ZB_STATE_FILED },
  { "2019-06-21T14:00", NULL, "appraisal", "支部班子自评", ZB_STATE_PLANNED },
  { "2019-06-26T15:00", NULL, "committee", "七月准备会", ZB_STATE_PLANNED },
};

typedef struct
{
  ZbTestFolder      *folder;
  ZbLibrary         *library;
  ZbMeetings        *meetings;
  ZbRoster          *roster;
  ZbCalendar        *calendar;
  ZbCalendarPage    *page;
  ZbCalendarSidebar *sidebar;
  GtkWidget         *window;
  gint64             opened;
  char              *tab;
  char              *started;
  int                planned;
} Desk;

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
  desk->meetings = zb_meetings_new (desk->library);
  desk->roster = zb_roster_new (desk->library);
  desk->calendar = zb_calendar_new (desk->meetings, desk->roster);
}

static void
load (Desk *desk)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_calendar_load_async (desk->calendar, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_calendar_load_finish (desk->calendar, done, &error);
  g_assert_no_error (error);
}

static gint64
wait_for_edit (Desk          *desk,
               GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;
  gint64 id = zb_meetings_edit_finish (desk->meetings, done, &error);

  g_assert_no_error (error);
  return id;
}

static void
take_step (Desk  *desk,
           gint64 meeting,
           ZbStep step)
{
  GAsyncResult *result = NULL;

  zb_record_step_async (desk->meetings, meeting, step, "刘某某", NULL, NULL, zb_test_result_cb, &result);
  wait_for_edit (desk, &result);
}

/* One that is put in after its day was held. */
static void
step_to (Desk       *desk,
         gint64      meeting,
         const Made *what)
{
  if (what->state == ZB_STATE_FILED)
    take_step (desk, meeting, ZB_STEP_FILE);
  if (what->state == ZB_STATE_RECORDED || what->state == ZB_STATE_REVIEWED)
    take_step (desk, meeting, ZB_STEP_RECORD);
  if (what->state == ZB_STATE_REVIEWED)
    take_step (desk, meeting, ZB_STEP_REVIEW);
}

static gint64
add_meeting (Desk       *desk,
             const Made *what)
{
  GAsyncResult *result = NULL;
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  gint64 id;

  draft->theme = g_strdup (what->theme);
  draft->kinds = zb_kinds_parse (what->kinds);
  draft->joint = what->joint;
  zb_wall_parse (&draft->start, what->start);
  if (what->end != NULL)
    zb_wall_parse (&draft->end, what->end);
  zb_meetings_add_async (desk->meetings, draft, NULL, NULL, zb_test_result_cb, &result);
  id = wait_for_edit (desk, &result);
  step_to (desk, id, what);

  return id;
}

static void
opened_cb (ZbCalendarPage *page,
           gint64          meeting,
           const char     *tab,
           Desk           *desk)
{
  desk->opened = meeting;
  g_free (desk->tab);
  desk->tab = g_strdup (tab);
}

static void
new_cb (ZbCalendarPage *page,
        const char     *start,
        Desk           *desk)
{
  g_free (desk->started);
  desk->started = g_strdup (start);
}

static void
plan_cb (ZbCalendarPage *page,
         int             year,
         Desk           *desk)
{
  desk->planned = year;
}

static void
show_page (Desk *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  desk->window = gtk_window_new ();
  desk->page = g_object_new (ZB_TYPE_CALENDAR_PAGE, "hexpand", TRUE, NULL);
  desk->sidebar = g_object_new (ZB_TYPE_CALENDAR_SIDEBAR, "width-request", 228, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk->sidebar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk->page));
  gtk_window_set_child (GTK_WINDOW (desk->window), box);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1200, 800);
  zb_calendar_page_set_calendar (desk->page, desk->calendar, desk->sidebar);
  g_signal_connect (desk->page, "open", G_CALLBACK (opened_cb), desk);
  g_signal_connect (desk->page, "new", G_CALLBACK (new_cb), desk);
  g_signal_connect (desk->page, "plan", G_CALLBACK (plan_cb), desk);
  gtk_window_present (GTK_WINDOW (desk->window));
}

static void
set_up (Desk         *desk,
        gconstpointer full)
{
  set_up_library (desk);
  load (desk);
  for (guint i = 0; full != NULL && i < G_N_ELEMENTS (made); i++)
    add_meeting (desk, &made[i]);
  show_page (desk);
}

static gboolean
is_last (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
tear_down (Desk         *desk,
           gconstpointer full)
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
  g_free (desk->tab);
  g_free (desk->started);
}

/* --- the month --- */

static ZbDayCell *
find_day (Desk       *desk,
          const char *day)
{
  GtkWidget *cell = find (desk->page, is_day, day);

  g_assert_nonnull (cell);
  return ZB_DAY_CELL (cell);
}

typedef struct
{
  Desk       *desk;
  const char *day;
  const char *title;
} Sought;

static gboolean
has_chip (gpointer data)
{
  const Sought *sought = data;
  GtkWidget    *cell = find (sought->desk->page, is_day, sought->day);

  return cell != NULL && find (cell, is_chip, sought->title) != NULL;
}

static GtkWidget *
wait_for_chip (Desk       *desk,
               const char *day,
               const char *title)
{
  Sought sought = { desk, day, title };

  zb_test_until (has_chip, &sought, LONG);
  return find (find_day (desk, day), is_chip, title);
}

static void
test_chips_stand_on_their_days (Desk         *desk,
                                gconstpointer full)
{
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *day = g_strndup (made[i].start, 10);
      GtkWidget       *chip = wait_for_chip (desk, day, made[i].theme);
      ZbDayEntry      *entry = zb_meeting_chip_get_entry (ZB_MEETING_CHIP (chip));

      g_assert_cmpint (zb_meeting_get_state (entry->meeting), ==, made[i].state);
      g_assert_cmpint (entry->kind, ==, ZB_ENTRY_MEETING);
    }
}

static void
test_a_held_one_says_what_is_missing (Desk         *desk,
                                      gconstpointer full)
{
  GtkWidget  *chip = wait_for_chip (desk, "2019-06-10", "重温入党誓词");
  ZbDayEntry *entry = zb_meeting_chip_get_entry (ZB_MEETING_CHIP (chip));

  g_assert_nonnull (strstr (entry->line, "缺记录"));
  gtk_widget_activate (chip);
  g_assert_cmpint (desk->opened, ==, zb_meeting_get_id (entry->meeting));
  g_assert_cmpstr (desk->tab, ==, "record");
}

static gboolean
is_ghost (gpointer data)
{
  Sought    *sought = data;
  GtkWidget *cell = find (sought->desk->page, is_day, sought->day);
  GtkWidget *chip = cell != NULL ? find (cell, is_chip, sought->title) : NULL;

  return chip != NULL && zb_meeting_chip_get_entry (ZB_MEETING_CHIP (chip))->kind == ZB_ENTRY_GHOST;
}

static void
test_a_moved_one_leaves_a_ghost (Desk         *desk,
                                 gconstpointer full)
{
  GtkWidget  *chip = wait_for_chip (desk, "2019-06-20", "微党课");
  Sought      ghost = { desk, "2019-06-20", "微党课" };
  gint64      id = zb_meeting_get_id (zb_meeting_chip_get_entry (ZB_MEETING_CHIP (chip))->meeting);
  ZbDayEntry *entry;

  g_assert_true (gtk_widget_activate_action (chip, "calendar.move", "(xs)", id, "2019-06-18"));
  chip = wait_for_chip (desk, "2019-06-18", "微党课");
  entry = zb_meeting_chip_get_entry (ZB_MEETING_CHIP (chip));
  g_assert_cmpint (entry->kind, ==, ZB_ENTRY_MEETING);
  zb_test_until (is_ghost, &ghost, LONG);
  entry = zb_meeting_chip_get_entry (ZB_MEETING_CHIP (find (find_day (desk, "2019-06-20"), is_chip, "微党课")));
  g_assert_cmpstr (entry->line, ==, "改到 18 日");
}

static void
test_a_kind_can_be_left_out (Desk         *desk,
                             gconstpointer full)
{
  ZbMonthView *month;

  wait_for_chip (desk, "2019-06-10", "重温入党誓词");
  month = ZB_MONTH_VIEW (find (desk->page, is_of_type, "ZbMonthView"));
  zb_month_view_set_kinds (month, 1u << ZB_KIND_TALK);
  g_assert_null (find (find_day (desk, "2019-06-10"), is_chip, "重温入党誓词"));
  g_assert_nonnull (find (find_day (desk, "2019-06-04"), is_chip, "王某某与周某某谈话"));
  zb_month_view_set_kinds (month, 1u << ZB_KIND_LECTURE);
  g_assert_nonnull (find (find_day (desk, "2019-06-10"), is_chip, "重温入党誓词"));
}

static void
test_a_month_turned_has_its_own_days (Desk         *desk,
                                      gconstpointer full)
{
  ZbMonthView *month = ZB_MONTH_VIEW (find (desk->page, is_of_type, "ZbMonthView"));

  wait_for_chip (desk, "2019-06-10", "重温入党誓词");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->page), "calendar.next", NULL));
  g_assert_null (find (desk->page, is_chip, "重温入党誓词"));
  g_assert_true (is_said (find (desk->page, is_said, "2019 年 7 月"), "2019 年 7 月"));
  g_assert_nonnull (find (desk->page, is_day, "2019-07-31"));
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "calendar.previous", NULL);
  g_assert_nonnull (find (desk->page, is_chip, "重温入党誓词"));
  for (guint i = 0; i < 24; i++)
    zb_month_view_turn (month, -1);
  g_assert_cmpint (zb_month_view_get_month (month).year, ==, 2017);
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "calendar.today", NULL);
  g_assert_cmpint (zb_month_view_get_day (month).day, ==, 11);
}

static gboolean
offers_plan (gpointer data)
{
  Desk *desk = data;

  return find (desk->page, is_said, "这个月还没有活动") != NULL;
}

static void
test_an_empty_month_offers_the_plan (Desk         *desk,
                                     gconstpointer full)
{
  zb_test_until (offers_plan, desk, LONG);
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "calendar.plan", NULL);
  g_assert_cmpint (desk->planned, ==, 2019);
}

static void
test_days_say_what_they_are (Desk         *desk,
                             gconstpointer full)
{
  const ZbDayLook *look;

  wait_for_chip (desk, "2019-06-10", "重温入党誓词");
  look = zb_day_cell_get_look (find_day (desk, "2019-06-07"));
  g_assert_cmpint (look->note.kind, ==, ZB_DATE_OFF);
  g_assert_cmpstr (look->note.note, ==, "端午节");
  look = zb_day_cell_get_look (find_day (desk, "2019-06-10"));
  g_assert_true (look->note.fixed);
  g_assert_false (look->today);
  look = zb_day_cell_get_look (find_day (desk, "2019-06-11"));
  g_assert_true (look->today);
  look = zb_day_cell_get_look (find_day (desk, "2019-05-31"));
  g_assert_true (look->faint);
}

/* --- keys and room --- */

static void
test_a_press_on_a_cell_asks_for_a_meeting_of_that_day (Desk         *desk,
                                                       gconstpointer full)
{
  GtkWidget *month = find (desk->page, is_of_type, "ZbMonthView");

  wait_for_chip (desk, "2019-06-10", "重温入党誓词");
  zb_month_view_show (ZB_MONTH_VIEW (month), (ZbDay){ 2019, 6, 27 });
  gtk_widget_activate_action (month, "calendar.new", "s", "");
  g_assert_cmpstr (desk->started, ==, "2019-06-27");
  gtk_widget_activate_action (month, "calendar.new", "s", "2019-07-01T09:00");
  g_assert_cmpstr (desk->started, ==, "2019-07-01T09:00");
}

static gboolean
is_more (GtkWidget  *widget,
         const char *label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

typedef struct
{
  Desk       *desk;
  const char *label;
} Shown;

static gboolean
has_more (gpointer data)
{
  Shown     *shown = data;
  GtkWidget *cell = find (shown->desk->page, is_day, "2019-06-25");

  return cell != NULL && find (cell, is_more, shown->label) != NULL;
}

static void
test_a_full_day_says_how_many_more (Desk         *desk,
                                    gconstpointer full)
{
  Shown shown = { desk, "+7" };

  for (guint i = 0; i < 10; i++)
    add_meeting (desk, &(Made){ "2019-06-25T09:00", NULL, "talk", "谈话", ZB_STATE_PLANNED });
  zb_test_until (has_more, &shown, LONG);
  g_assert_cmpuint (zb_day_cell_get_entries (find_day (desk, "2019-06-25"))->len, ==, 10);
  g_assert_nonnull (zb_day_cell_get_stop (find_day (desk, "2019-06-25"), 4));
  g_assert_null (zb_day_cell_get_stop (find_day (desk, "2019-06-25"), 5));
}

/* --- the year --- */

static ZbYearLine *
find_line (GPtrArray  *lines,
           const char *code)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((ZbYearLine *) lines->pdata[i])->rule->code, code))
      return lines->pdata[i];

  g_assert_not_reached ();
}

static void
test_year_counts_held_of_owed (Desk         *desk,
                               gconstpointer full)
{
  g_autoptr (GPtrArray) lines = NULL;
  ZbYearLine *line;
  ZbYearSpan *june;

  wait_for_chip (desk, "2019-06-10", "重温入党誓词");
  lines = zb_year_list_lines (desk->calendar, 2019, ~0u);
  line = find_line (lines, "theme-day");
  g_assert_cmpuint (line->spans->len, ==, 12);
  g_assert_cmpuint (line->owed, ==, 12);
  g_assert_cmpuint (line->held, ==, 1);
  june = line->spans->pdata[5];
  g_assert_true (june->joint);
  g_assert_false (june->short_of);
  g_assert_cmpint (june->state, ==, ZB_STATE_HELD);
  g_assert_true (((ZbYearSpan *) line->spans->pdata[0])->short_of);
  g_assert_true (((ZbYearSpan *) line->spans->pdata[6])->open);

  /* Held inside the theme day, counted for both. */
  line = find_line (lines, "lecture");
  g_assert_cmpuint (line->held, ==, 1);
  g_assert_cmpuint (line->spans->len, ==, 4);
}

static void
test_year_words_say_where_and_when (Desk         *desk,
                                    gconstpointer full)
{
  g_autoptr (GPtrArray) lines = NULL;
  ZbYearLine      *line;
  g_autofree char *date = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *nothing = NULL;
  ZbDay            day;

  wait_for_chip (desk, "2019-06-10", "重温入党誓词");
  lines = zb_year_list_lines (desk->calendar, 2019, ~0u);
  line = find_line (lines, "theme-day");
  date = zb_year_span_dup_words (line, line->spans->pdata[5], FALSE);
  g_assert_cmpstr (date, ==, "6-10");
  nothing = zb_year_span_dup_words (line, line->spans->pdata[7], FALSE);
  g_assert_cmpstr (nothing, ==, "未安排");
  day = zb_year_span_get_day (line, line->spans->pdata[7], (ZbDay){ 2019, 6, 11 });
  g_assert_cmpint (zb_day_compare (day, (ZbDay){ 2019, 8, 10 }), ==, 0);
  line = find_line (lines, "lecture");
  folded = zb_year_span_dup_words (line, line->spans->pdata[1], TRUE);
  g_assert_cmpstr (folded, ==, "6 月 10 日 并入主题党日");
}

static gboolean
is_year_cell (GtkWidget  *widget,
              const char *code)
{
  return ZB_IS_YEAR_CELL (widget) && g_str_equal (zb_year_cell_get_line (ZB_YEAR_CELL (widget))->rule->code, code) &&
         zb_year_cell_get_span (ZB_YEAR_CELL (widget))->meetings->len > 0;
}

static void
test_a_year_cell_opens_its_meeting (Desk         *desk,
                                    gconstpointer full)
{
  GtkWidget *cell;

  wait_for_chip (desk, "2019-06-10", "重温入党誓词");
  zb_calendar_page_show_year (desk->page, 2019, ZB_KIND_THEME_DAY);
  cell = find (desk->page, is_year_cell, "theme-day");
  g_assert_nonnull (cell);
  gtk_widget_activate (cell);
  g_assert_cmpint (desk->opened, ==, zb_meeting_get_id (zb_year_cell_get_span (ZB_YEAR_CELL (cell))->meetings->pdata[0]));
}

/* --- the plan --- */

static void
made_cb (ZbPlanPage *page,
         int         n,
         int        *made_now)
{
  *made_now = n;
}

static gboolean
is_set (gpointer data)
{
  return *(int *) data != 0;
}

static gboolean
is_row (GtkWidget  *widget,
        const char *theme)
{
  return ZB_IS_PLAN_ROW (widget) && g_str_equal (zb_plan_line_get_item (zb_plan_row_get_line (ZB_PLAN_ROW (widget)))->theme, theme);
}

static gboolean
is_make (GtkWidget  *widget,
         const char *words)
{
  return GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL &&
         g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)), words);
}

static guint
count_to_make (GtkWidget *page)
{
  return g_ascii_strtoull (gtk_button_get_label (GTK_BUTTON (find (page, is_make, "建立 "))) + strlen ("建立 "), NULL, 10);
}

static void
test_a_plan_is_changed_and_made (Desk         *desk,
                                 gconstpointer full)
{
  GtkWidget  *page = g_object_ref_sink (zb_plan_page_new (desk->calendar, 2020));
  const guint n = count_to_make (page);
  ZbPlanLine *line;
  int         n_made = 0;

  g_signal_connect (page, "made", G_CALLBACK (made_cb), &n_made);
  g_assert_cmpuint (n, >, 20);
  line = zb_plan_row_get_line (ZB_PLAN_ROW (find (page, is_row, "三月支委会")));
  zb_plan_line_set_ticked (line, FALSE);
  g_assert_cmpuint (count_to_make (page), ==, n - 1);
  line = zb_plan_row_get_line (ZB_PLAN_ROW (find (page, is_row, "四月支委会")));
  zb_plan_line_set_theme (line, "学习和分工");
  zb_plan_line_set_day (line, (ZbDay){ 2020, 4, 17 });
  g_signal_emit_by_name (find (page, is_make, "建立 "), "clicked");
  zb_test_until (is_set, &n_made, LONG);
  g_assert_cmpint (n_made, ==, n - 1);
  zb_calendar_page_show_day (desk->page, (ZbDay){ 2020, 4, 1 });
  wait_for_chip (desk, "2020-04-17", "学习和分工");
  g_object_unref (page);
}

static void
test_a_plan_proposed_again_keeps_what_a_hand_changed (Desk         *desk,
                                                      gconstpointer full)
{
  GtkWidget  *page = g_object_ref_sink (zb_plan_page_new (desk->calendar, 2020));
  ZbPlanLine *line = zb_plan_row_get_line (ZB_PLAN_ROW (find (page, is_row, "四月支委会")));
  GtkWidget  *days;

  zb_plan_line_set_theme (line, "学习和分工");
  zb_plan_line_set_ticked (line, FALSE);
  days = find (page, is_of_type, "GtkDropDown");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (days), 15);
  line = zb_plan_row_get_line (ZB_PLAN_ROW (find (page, is_row, "学习和分工")));
  g_assert_false (zb_plan_line_get_ticked (line));
  line = zb_plan_row_get_line (ZB_PLAN_ROW (find (page, is_row, "四月主题党日")));
  g_assert_cmpint (zb_plan_line_get_item (line)->wanted.day, ==, 15);
  g_object_unref (page);
}

#define ADD(path, full, test) g_test_add (path, Desk, full, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/calendar/month/chips-stand-on-their-days", "full", test_chips_stand_on_their_days);
  ADD ("/calendar/month/a-held-one-says-what-is-missing", "full", test_a_held_one_says_what_is_missing);
  ADD ("/calendar/month/a-moved-one-leaves-a-ghost", "full", test_a_moved_one_leaves_a_ghost);
  ADD ("/calendar/month/a-kind-can-be-left-out", "full", test_a_kind_can_be_left_out);
  ADD ("/calendar/month/a-month-turned-has-its-own-days", "full", test_a_month_turned_has_its_own_days);
  ADD ("/calendar/month/days-say-what-they-are", "full", test_days_say_what_they_are);
  ADD ("/calendar/month/an-empty-one-offers-the-plan", NULL, test_an_empty_month_offers_the_plan);
  ADD ("/calendar/month/a-new-one-is-of-the-chosen-day", "full", test_a_press_on_a_cell_asks_for_a_meeting_of_that_day);
  ADD ("/calendar/month/a-full-day-says-how-many-more", NULL, test_a_full_day_says_how_many_more);
  ADD ("/calendar/year/held-of-owed", "full", test_year_counts_held_of_owed);
  ADD ("/calendar/year/words-say-where-and-when", "full", test_year_words_say_where_and_when);
  ADD ("/calendar/year/a-cell-opens-its-meeting", "full", test_a_year_cell_opens_its_meeting);
  ADD ("/calendar/plan/is-changed-and-made", NULL, test_a_plan_is_changed_and_made);
  ADD ("/calendar/plan/proposed-again-keeps-what-a-hand-changed", NULL, test_a_plan_proposed_again_keeps_what_a_hand_changed);

  return g_test_run ();
}
