/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/reports.h"
#include "store/db.h"
#include "ui/meeting-dialog.h"
#include "ui/meeting/agenda-text.h"
#include "ui/meeting/attendance-row.h"
#include "ui/meeting/file-tab.h"
#include "ui/meeting/follow-up-row.h"
#include "ui/meeting/meeting-page.h"
#include "ui/meeting/meeting-side-list.h"
#include "ui/meeting/remedy-row.h"
#include "ui/meeting/vote-view.h"

#include "support/support.h"

#define TODAY "2019-06-12"
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
is_said (GtkWidget  *widget,
         const char *words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
is_person (GtkWidget  *widget,
           const char *name)
{
  return ZB_IS_ATTENDANCE_ROW (widget) &&
         g_strcmp0 (zb_attendance_row_get_line (ZB_ATTENDANCE_ROW (widget))->name, name) == 0;
}

static gboolean
is_of_type (GtkWidget  *widget,
            const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

static gboolean
is_named (GtkWidget  *widget,
          const char *name)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), name) == 0;
}

static gboolean
says (gpointer    widget,
      const char *words)
{
  return find (widget, is_said, words) != NULL;
}

static void
press (gpointer    widget,
       const char *label)
{
  GtkWidget *button = find (widget, is_button, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
type (gpointer    widget,
      const char *id,
      const char *text)
{
  GtkWidget *field = find (widget, is_named, id);

  g_assert_nonnull (field);
  gtk_editable_set_text (GTK_EDITABLE (field), text);
}

/* --- a library with a branch of six and one meeting, yesterday --- */

typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbMeetings   *meetings;
  ZbRoster     *roster;
  ZbCalendar   *calendar;
  ZbAlbum      *album;
  GtkWidget    *window;
  GtkWidget    *page;
  gint64        meeting;
  ZbRecord     *record;
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
}

static void
load (Desk *desk)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  desk->meetings = zb_meetings_new (desk->library);
  desk->roster = zb_roster_new (desk->library);
  desk->calendar = zb_calendar_new (desk->meetings, desk->roster);
  desk->album = zb_album_new (desk->library);
  zb_calendar_load_async (desk->calendar, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_calendar_load_finish (desk->calendar, done, &error);
  g_assert_no_error (error);
}

static void
add_member (Desk       *desk,
            const char *name,
            const char *category)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();

  zb_member_draft_set (draft, ZB_MEMBER_NAME, name);
  zb_member_draft_set (draft, ZB_MEMBER_CATEGORY, category);
  zb_member_draft_set (draft, ZB_MEMBER_JOINED, "2010-06-11");
  zb_member_draft_set (draft, ZB_MEMBER_GROUP, "一组");
  zb_roster_add_async (desk->roster, draft, FALSE, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_roster_edit_finish (desk->roster, done, &error);
  g_assert_no_error (error);
}

/* Waits for an edit that was begun with zb_test_result_cb. */
static gint64
finish (Desk          *desk,
        GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;
  gint64 id = zb_meetings_edit_finish (desk->meetings, done, &error);

  g_assert_no_error (error);
  return id;
}

static void
add_meeting (Desk       *desk,
             ZbKinds     kinds,
             const char *theme)
{
  GAsyncResult *result = NULL;
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();

  draft->theme = g_strdup (theme);
  draft->kinds = kinds;
  draft->place = g_strdup ("三楼会议室");
  draft->host = g_strdup ("王某某");
  zb_wall_parse (&draft->start, "2019-06-11T14:30");
  zb_wall_parse (&draft->end, "2019-06-11T15:50");
  zb_meetings_add_async (desk->meetings, draft, NULL, NULL, zb_test_result_cb, &result);
  desk->meeting = finish (desk, &result);
}

static void
add_item (Desk       *desk,
          const char *title)
{
  GAsyncResult *result = NULL;
  ZbAgendaItem  item = { .title = (char *) title };

  zb_record_put_agenda_async (desk->meetings, desk->meeting, &item, NULL, zb_test_result_cb, &result);
  finish (desk, &result);
}

static void
take_step (Desk       *desk,
           ZbStep      step,
           const char *note)
{
  GAsyncResult *result = NULL;

  zb_record_step_async (desk->meetings, desk->meeting, step, NULL, note, NULL, zb_test_result_cb, &result);
  finish (desk, &result);
}

/* As the store has it now. */
static ZbRecord *
read_record (Desk *desk)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_record_load_async (desk->meetings, desk->meeting, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_clear_pointer (&desk->record, zb_record_free);
  desk->record = zb_record_load_finish (desk->meetings, done, &error);
  g_assert_no_error (error);

  return desk->record;
}

static void
set_up (Desk         *desk,
        gconstpointer data)
{
  set_up_library (desk);
  load (desk);
  add_member (desk, "王某某", "full");
  add_member (desk, "李某某", "full");
  add_member (desk, "赵某某", "full");
  add_member (desk, "胡某某", "full");
  add_member (desk, "周某某", "probationary");
  add_meeting (desk, 1u << ZB_KIND_ASSEMBLY, "讨论转正");
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (desk->window));
}

static gboolean
is_last (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
finalize (gpointer object)
{
  zb_test_until (is_last, object, LONG);
  g_assert_finalize_object (object);
}

static void
tear_down (Desk         *desk,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_clear_pointer (&desk->record, zb_record_free);
  finalize (desk->calendar);
  finalize (desk->album);
  finalize (desk->roster);
  finalize (desk->meetings);
  finalize (desk->library);
  zb_test_folder_free (desk->folder);
}

static gboolean
is_read (gpointer data)
{
  return says (((Desk *) data)->page, "党员大会");
}

static void
show_page (Desk       *desk,
           const char *tab)
{
  desk->page = zb_meeting_page_new (desk->calendar, desk->album, desk->meeting);
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->page);
  zb_meeting_page_show_tab (ZB_MEETING_PAGE (desk->page), tab);
  zb_test_until (is_read, desk, LONG);
}

typedef struct
{
  Desk *desk;
  gboolean (*check) (ZbRecord *record);
} Wait;

static gboolean
record_is (gpointer data)
{
  Wait *wait = data;

  return wait->check (read_record (wait->desk));
}

static void
until_record (Desk *desk,
              gboolean (*check) (ZbRecord *record))
{
  Wait wait = { desk, check };

  zb_test_until (record_is, &wait, LONG);
}

typedef struct
{
  gpointer    widget;
  const char *words;
} Said;

static gboolean
is_now_said (gpointer data)
{
  return says (((Said *) data)->widget, ((Said *) data)->words);
}

static void
until_said (gpointer    widget,
            const char *words)
{
  Said said = { widget, words };

  zb_test_until (is_now_said, &said, LONG);
}

/* --- the head and the steps --- */

static void
test_page_says_what_the_meeting_is (Desk         *desk,
                                    gconstpointer data)
{
  show_page (desk, "record");
  g_assert_true (says (desk->page, "讨论转正"));
  g_assert_true (says (desk->page, "三楼会议室"));
  g_assert_true (says (desk->page, "主持 王某某"));
  g_assert_true (says (desk->page, "支部自办"));
  until_said (desk->page, "记录还没写完");
}

static gboolean
is_reviewed (ZbRecord *record)
{
  return zb_meeting_get_facts (record->meeting)->state == ZB_STATE_REVIEWED;
}

static void
test_steps_are_pressed_one_after_the_other (Desk         *desk,
                                            gconstpointer data)
{
  show_page (desk, "record");
  gtk_widget_activate_action (desk->page, "meeting.review", NULL);
  g_assert_true (gtk_widget_activate_action (desk->page, "meeting.record", NULL));
  until_said (desk->page, "请书记审核");
  press (desk->page, "审核通过");
  until_record (desk, is_reviewed);
}

static gboolean
is_locked (gpointer widget)
{
  return !gtk_widget_is_sensitive (find (widget, is_button, "到会"));
}

static guint
count_windows (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}

static void
test_review_locks_everything (Desk         *desk,
                              gconstpointer data)
{
  show_page (desk, "attendance");
  g_assert_true (gtk_widget_is_sensitive (find (desk->page, is_button, "到会")));
  take_step (desk, ZB_STEP_RECORD, NULL);
  take_step (desk, ZB_STEP_REVIEW, NULL);
  zb_test_until (is_locked, desk->page, LONG);
  gtk_widget_activate_action (desk->page, "meeting.edit", NULL);
  gtk_widget_activate_action (desk->page, "meeting.remove", NULL);
  g_assert_cmpuint (count_windows (), ==, 1);
  gtk_widget_activate_action (desk->page, "meeting.unlock", NULL);
  g_assert_cmpuint (count_windows (), ==, 2);
}

static void
count_cb (ZbMeetingPage *page,
          guint         *n)
{
  (*n)++;
}

static gboolean
is_counted (gpointer n)
{
  return *(guint *) n > 0;
}

static void
test_page_says_when_its_meeting_is_removed (Desk         *desk,
                                            gconstpointer data)
{
  GAsyncResult *result = NULL;
  guint         n = 0;

  show_page (desk, "record");
  g_signal_connect (desk->page, "removed", G_CALLBACK (count_cb), &n);
  zb_meetings_remove_async (desk->meetings, desk->meeting, NULL, zb_test_result_cb, &result);
  finish (desk, &result);
  zb_test_until (is_counted, &n, LONG);
}

static void
print_cb (ZbMeetingPage *page,
          int            kind,
          gint64         meeting,
          gint64        *printed)
{
  printed[0] = kind;
  printed[1] = meeting;
}

static void
test_print_names_the_paper_and_the_meeting (Desk         *desk,
                                            gconstpointer data)
{
  gint64 printed[2] = { -1, 0 };

  show_page (desk, "record");
  g_signal_connect (desk->page, "print", G_CALLBACK (print_cb), printed);
  g_assert_true (gtk_widget_activate_action (desk->page, "meeting.print", "i", ZB_REPORT_SHEET));
  g_assert_cmpint (printed[0], ==, ZB_REPORT_SHEET);
  g_assert_cmpint (printed[1], ==, desk->meeting);
}

/* --- attendance --- */

static ZbAttendanceRow *
find_person (Desk       *desk,
             const char *name)
{
  GtkWidget *row = find (desk->page, is_person, name);

  g_assert_nonnull (row);
  return ZB_ATTENDANCE_ROW (row);
}

static gboolean
all_present (ZbRecord *record)
{
  return record->frozen && zb_record_count (record->attendance, FALSE).present == 5;
}

static void
test_one_press_marks_all_present (Desk         *desk,
                                  gconstpointer data)
{
  show_page (desk, "attendance");
  g_assert_true (says (desk->page, "未登记 · 5"));
  g_assert_true (gtk_widget_activate_action (find (desk->page, is_of_type, "ZbAttendanceTab"), "attendance.all", NULL));
  g_assert_true (says (desk->page, "到会 · 5（其中预备党员 1，无表决权）"));
  g_assert_true (says (desk->page, "到会人数符合规定"));
  until_record (desk, all_present);
}

static gboolean
one_excused (ZbRecord *record)
{
  for (guint i = 0; i < record->attendance->len; i++)
    {
      const ZbAttendance *line = record->attendance->pdata[i];

      if (line->mark == ZB_MARK_EXCUSED)
        return g_str_equal (line->name, "胡某某") && g_strcmp0 (line->reason, "private") == 0 &&
               g_strcmp0 (line->note, "外地开庭") == 0 && g_strcmp0 (line->approver, "王某某") == 0 &&
               g_strcmp0 (line->approved, "2019-06-10") == 0;
    }

  return FALSE;
}

static void
test_leave_asks_for_the_reason (Desk         *desk,
                                gconstpointer data)
{
  ZbAttendanceRow *row;

  show_page (desk, "attendance");
  row = find_person (desk, "胡某某");
  press (row, "请假");
  g_assert_cmpint (zb_attendance_row_get_line (row)->mark, ==, ZB_MARK_NONE);
  type (row, "note", "外地开庭");
  type (row, "approver", "王某某");
  type (row, "approved", "2019.6.10");
  press (row, "记下");
  g_assert_true (says (row, "外地开庭 · 王某某 2019-06-10 批准"));
  g_assert_true (says (desk->page, "需要说明 · 1"));
  until_record (desk, one_excused);
}

static void
test_leaving_out_wants_case_approval_and_note (Desk         *desk,
                                               gconstpointer data)
{
  ZbAttendanceRow *row;

  show_page (desk, "attendance");
  row = find_person (desk, "赵某某");
  press (row, "不计");
  g_assert_false (gtk_widget_is_sensitive (find (row, is_button, "记下")));
  type (row, "note", "长期卧床");
  type (row, "approver", "上级党委");
  g_assert_false (gtk_widget_is_sensitive (find (row, is_button, "记下")));
  type (row, "approved", "2019-03-12");
  press (row, "记下");
  g_assert_cmpint (zb_attendance_row_get_line (row)->mark, ==, ZB_MARK_EXEMPT);
  g_assert_true (says (desk->page, "1 人不计入"));
}

static void
test_absence_leads_to_what_follows_it (Desk         *desk,
                                       gconstpointer data)
{
  show_page (desk, "attendance");
  press (find_person (desk, "李某某"), "缺席");
  until_said (desk->page, "无故缺席");
  until_said (find_person (desk, "李某某"), "去处理");
  press (find_person (desk, "李某某"), "去处理");
  until_said (desk->page, "未处理");
  g_assert_nonnull (find (desk->page, is_of_type, "ZbFollowUpRow"));
}

static void
press_key (GtkWidget *widget,
           guint      key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
    }
  g_assert_true (taken);
}

static void
test_keys_mark_one_row_after_the_other (Desk         *desk,
                                        gconstpointer data)
{
  GtkWidget *tab;

  show_page (desk, "attendance");
  tab = find (desk->page, is_of_type, "ZbAttendanceTab");
  gtk_widget_grab_focus (find (desk->page, is_person, "王某某"));
  press_key (tab, GDK_KEY_1);
  press_key (tab, GDK_KEY_3);
  press_key (tab, GDK_KEY_KP_1);
  g_assert_cmpint (zb_attendance_row_get_line (find_person (desk, "王某某"))->mark, ==, ZB_MARK_PRESENT);
  g_assert_true (says (desk->page, "到会 · 2"));
  g_assert_true (says (desk->page, "需要说明 · 1"));
  g_assert_true (says (desk->page, "未登记 · 2"));
}

/* --- agenda and minutes --- */

static GtkTextView *
find_view (Desk *desk)
{
  GtkWidget *view = find (desk->page, is_of_type, "GtkTextView");

  g_assert_nonnull (view);
  return GTK_TEXT_VIEW (view);
}

static gboolean
may_type (gpointer view)
{
  return gtk_text_view_get_editable (view);
}

static void
write_text (Desk       *desk,
            const char *text)
{
  GtkTextView *view = find_view (desk);

  zb_test_until (may_type, view, LONG);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static gboolean
first_is_written (ZbRecord *record)
{
  const ZbAgendaItem *item = record->agenda->pdata[0];

  return item->written && g_strcmp0 (item->body, "全体起立，重温誓词。") == 0;
}

static void
test_written_goes_to_the_next_item (Desk         *desk,
                                    gconstpointer data)
{
  add_item (desk, "重温入党誓词");
  add_item (desk, "交流发言");
  show_page (desk, "record");
  until_said (desk->page, "1 · 重温入党誓词");
  write_text (desk, "全体起立，重温誓词。");
  press (desk->page, "写好了");
  g_assert_true (says (desk->page, "2 · 交流发言"));
  until_record (desk, first_is_written);
}

static gboolean
has_body (ZbRecord *record)
{
  return g_strcmp0 (((ZbAgendaItem *) record->agenda->pdata[0])->body, "写了一半") == 0;
}

static void
test_leaving_the_field_is_one_change (Desk         *desk,
                                      gconstpointer data)
{
  add_item (desk, "重温入党誓词");
  show_page (desk, "record");
  write_text (desk, "写了一半");
  zb_meeting_page_show_tab (ZB_MEETING_PAGE (desk->page), "vote");
  until_record (desk, has_body);
  g_assert_cmpstr (zb_library_get_undo_label (desk->library), ==, "写记录：讨论转正");
}

static gboolean
has_typed (gpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (find_view (data));
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strcmp0 (gtk_text_buffer_get_text (buffer, &start, &end, TRUE), "断电前写的") == 0;
}

static void
test_draft_comes_back (Desk         *desk,
                       gconstpointer data)
{
  g_autofree char *field = NULL;

  add_item (desk, "重温入党誓词");
  field = zb_record_dup_draft_field (((ZbAgendaItem *) read_record (desk)->agenda->pdata[0])->id);
  zb_library_save_draft (desk->library, field, "断电前写的");
  show_page (desk, "record");
  zb_test_until (has_typed, desk, LONG);
  g_assert_true (says (desk->page, "找回了上次没写完的文字"));
}

static void
test_reading_again_keeps_what_is_typed (Desk         *desk,
                                        gconstpointer data)
{
  add_item (desk, "重温入党誓词");
  show_page (desk, "record");
  write_text (desk, "断电前写的");
  add_item (desk, "交流发言");
  until_said (desk->page, "交流发言");
  g_assert_true (has_typed (desk));
}

static gboolean
is_long_text_there (gpointer data)
{
  return zb_agenda_text_is_ready (data);
}

static void
test_long_text_comes_back_byte_for_byte (Desk         *desk,
                                         gconstpointer data)
{
  g_autoptr (ZbMeetingDesk) shared = NULL;
  g_autoptr (ZbAgendaText) text = NULL;
  g_autoptr (GString) body = g_string_new ("# 内容\n");
  g_autofree char *field = NULL;
  g_autofree char *back = NULL;
  int              longest = 0;

  while (body->len < 5 * 1024 * 1024)
    g_string_append (body, body->len % 7 == 0 ? "支部会议\n" : "没有换行的一大段文字，");
  add_item (desk, "长文");
  field = zb_record_dup_draft_field (((ZbAgendaItem *) read_record (desk)->agenda->pdata[0])->id);
  zb_library_save_draft (desk->library, field, body->str);
  shared = zb_meeting_desk_new (desk->calendar, NULL, desk->meeting);
  zb_meeting_desk_read (shared);
  while (zb_meeting_desk_get_record (shared) == NULL)
    g_main_context_iteration (NULL, TRUE);
  text = zb_agenda_text_new (shared, ((ZbAgendaItem *) desk->record->agenda->pdata[0])->id);
  zb_test_until (is_long_text_there, text, LONG);
  back = zb_agenda_text_dup_text (text);
  g_assert_cmpuint (strlen (back), ==, body->len);
  g_assert_true (g_str_equal (back, body->str));
  for (int line = 0; line < gtk_text_buffer_get_line_count (zb_agenda_text_get_buffer (text)); line++)
    {
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_line (zb_agenda_text_get_buffer (text), &iter, line);
      longest = MAX (longest, gtk_text_iter_get_bytes_in_line (&iter));
    }
  g_assert_cmpint (longest, <, 4000);
}

/* --- votes, remedies, files --- */

static gboolean
has_vote (ZbRecord *record)
{
  return record->votes->len == 1 && ((ZbVote *) record->votes->pdata[0])->yes == 4 &&
         g_str_equal (((ZbVote *) record->votes->pdata[0])->formula, "admission");
}

static void
test_vote_is_counted_while_typed (Desk         *desk,
                                  gconstpointer data)
{
  GtkWidget *view;

  show_page (desk, "attendance");
  gtk_widget_activate_action (find (desk->page, is_of_type, "ZbAttendanceTab"), "attendance.all", NULL);
  until_record (desk, all_present);
  zb_meeting_page_show_tab (ZB_MEETING_PAGE (desk->page), "vote");
  press (desk->page, "记一项表决");
  view = find (desk->page, is_of_type, "ZbVoteView");
  type (view, "matter", "同意周某某按期转正");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (view, is_named, "formula")), 1);
  type (view, "yes", "4");
  g_assert_true (says (view, "通过"));
  zb_vote_view_commit (ZB_VOTE_VIEW (view));
  until_record (desk, has_vote);
}

static gboolean
has_five (ZbRecord *record)
{
  return record->votes->len == 1 && ((ZbVote *) record->votes->pdata[0])->yes == 5;
}

static gboolean
has_saved_vote (gpointer page)
{
  GtkWidget *view = find (page, is_of_type, "ZbVoteView");

  return view != NULL && zb_vote_view_get_vote (ZB_VOTE_VIEW (view)) != 0;
}

/* Another program holds the library: what was typed stays where it stands, and is saved when it can be. */
static void
test_what_was_refused_stays (Desk         *desk,
                             gconstpointer data)
{
  g_autofree char *path = g_build_filename (zb_library_get_folder (desk->library), "zhibu.db", NULL);
  g_autoptr (ZbDb) other = NULL;
  GtkWidget *view, *yes;

  test_vote_is_counted_while_typed (desk, data);
  zb_test_until (has_saved_vote, desk->page, LONG);
  view = find (desk->page, is_of_type, "ZbVoteView");
  other = zb_db_open (path, NULL);
  g_assert_true (zb_db_exec (other, "BEGIN IMMEDIATE", NULL));
  type (view, "yes", "5");
  zb_vote_view_commit (ZB_VOTE_VIEW (view));
  yes = find (view, is_named, "yes");
  zb_meeting_page_show_tab (ZB_MEETING_PAGE (desk->page), "attendance"); /* the keys are elsewhere */
  gtk_widget_child_focus (find (desk->page, is_of_type, "ZbAttendanceTab"), GTK_DIR_TAB_FORWARD);
  read_record (desk); /* asked for after it */
  g_assert_true (zb_db_exec (other, "ROLLBACK", NULL));
  add_item (desk, "读原著");
  for (guint i = 0; i < 3; i++)
    read_record (desk); /* the page has read it too by then */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (yes)), ==, "5");
  zb_vote_view_commit (ZB_VOTE_VIEW (view));
  until_record (desk, has_five);
}

static gboolean
has_remedy (ZbRecord *record)
{
  return record->remedies->len == 1 && g_strcmp0 (((ZbRemedy *) record->remedies->pdata[0])->what, "学习记录不全") == 0;
}

static gboolean
remedy_is_done (ZbRecord *record)
{
  g_autofree char *day = zb_day_to_text (((ZbRemedy *) record->remedies->pdata[0])->done);

  return g_strcmp0 (day, TODAY) == 0;
}

static void
test_remedy_is_written_and_finished (Desk         *desk,
                                     gconstpointer data)
{
  GtkWidget *row;

  show_page (desk, "remedy");
  gtk_widget_activate_action (find (desk->page, is_of_type, "ZbRemedyTab"), "remedy.add", NULL);
  row = find (desk->page, is_of_type, "ZbRemedyRow");
  gtk_editable_set_text (GTK_EDITABLE (find (row, is_row, "问题")), "学习记录不全");
  gtk_editable_set_text (GTK_EDITABLE (find (row, is_row, "责任人")), "李某某");
  zb_remedy_row_commit (ZB_REMEDY_ROW (row));
  until_record (desk, has_remedy);
  until_said (desk->page, "整改中");
  press (desk->page, "销号");
  until_record (desk, remedy_is_done);
}

static gboolean
has_file (ZbRecord *record)
{
  return record->attachments->len == 1;
}

static void
test_file_is_attached (Desk         *desk,
                       gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "方案.txt", NULL);
  const char      *paths[] = { path, NULL };

  g_file_set_contents (path, "方案", -1, NULL);
  show_page (desk, "files");
  g_assert_true (says (desk->page, "没有附件"));
  zb_file_tab_attach (ZB_FILE_TAB (find (desk->page, is_of_type, "ZbFileTab")), paths);
  until_record (desk, has_file);
  until_said (desk->page, "方案.txt");
}

/* --- the form --- */

static gboolean
has_meeting (gpointer data)
{
  return zb_meetings_find (((Desk *) data)->meetings, ((Desk *) data)->meeting) != NULL;
}

static gboolean
has_new_place (ZbRecord *record)
{
  return g_strcmp0 (zb_meeting_get_place (record->meeting), "党员活动室") == 0;
}

static void
test_form_keeps_what_it_does_not_show (Desk         *desk,
                                       gconstpointer data)
{
  GAsyncResult    *result = NULL;
  ZbMeetingDialog *dialog;
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_to_draft (read_record (desk)->meeting);

  g_free (draft->resolution);
  draft->resolution = g_strdup ("同意周某某转正");
  zb_meetings_edit_async (desk->meetings, desk->meeting, draft, NULL, zb_test_result_cb, &result);
  finish (desk, &result);
  while (zb_meeting_get_resolution (zb_meetings_find (desk->meetings, desk->meeting)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  dialog = zb_meeting_dialog_new (GTK_WINDOW (desk->window), desk->meetings, desk->meeting, NULL, NULL);
  zb_meeting_dialog_set_calendar (dialog, desk->calendar);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_row, "地点")), "党员活动室");
  press (dialog, "保存");
  until_record (desk, has_new_place);
  g_assert_cmpstr (zb_meeting_get_resolution (desk->record->meeting), ==, "同意周某某转正");
  g_assert_cmpstr (zb_meeting_get_host (desk->record->meeting), ==, "王某某");
}

static void
test_form_says_what_is_doubtful (Desk         *desk,
                                 gconstpointer data)
{
  ZbMeetingDialog *dialog;
  GtkWidget       *doubts;

  zb_test_until (has_meeting, desk, LONG);
  dialog = zb_meeting_dialog_new (GTK_WINDOW (desk->window), desk->meetings, desk->meeting, NULL, NULL);
  doubts = find (dialog, is_named, "doubts");
  zb_meeting_dialog_set_calendar (dialog, desk->calendar);
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_row, "开始日期")), "2019-10-01");
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, is_row, "结束日期（同一天就空着）")), "");
  g_assert_null (doubts);
  g_assert_nonnull (find (dialog, is_named, "doubts"));
  g_assert_true (gtk_widget_get_sensitive (find (dialog, is_button, "保存")));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* --- the sidebar --- */

static void
activated_cb (ZbMeetingSideList *list,
              gint64             meeting,
              gint64            *activated)
{
  *activated = meeting;
}

static void
test_side_list_has_the_quarter (Desk         *desk,
                                gconstpointer data)
{
  GtkWidget *list = g_object_ref_sink (zb_meeting_side_list_new (desk->calendar));
  GtkWidget *row;
  gint64     activated = 0;

  zb_test_until (has_meeting, desk, LONG);
  zb_meeting_side_list_show (ZB_MEETING_SIDE_LIST (list), desk->meeting);
  until_said (list, "06-11 讨论转正");
  g_signal_connect (list, "activated", G_CALLBACK (activated_cb), &activated);
  row = gtk_widget_get_ancestor (find (list, is_said, "06-11 讨论转正"), GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_cmpint (activated, ==, desk->meeting);
  g_assert_finalize_object (list);
}

static void
test_page_lets_go_of_everything (Desk         *desk,
                                 gconstpointer data)
{
  GtkWidget *page;

  add_item (desk, "重温入党誓词");
  show_page (desk, "attendance");
  page = g_object_ref (desk->page);
  gtk_window_set_child (GTK_WINDOW (desk->window), NULL);
  zb_test_until (is_last, page, LONG);
  g_assert_finalize_object (page);
}

static void
add (const char *path,
     void (*test) (Desk *, gconstpointer))
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
  add ("/meeting/page/says-what-the-meeting-is", test_page_says_what_the_meeting_is);
  add ("/meeting/page/steps-are-pressed-one-after-the-other", test_steps_are_pressed_one_after_the_other);
  add ("/meeting/page/review-locks-everything", test_review_locks_everything);
  add ("/meeting/page/says-when-its-meeting-is-removed", test_page_says_when_its_meeting_is_removed);
  add ("/meeting/page/print-names-the-paper-and-the-meeting", test_print_names_the_paper_and_the_meeting);
  add ("/meeting/page/lets-go-of-everything", test_page_lets_go_of_everything);
  add ("/meeting/attendance/one-press-marks-all-present", test_one_press_marks_all_present);
  add ("/meeting/attendance/leave-asks-for-the-reason", test_leave_asks_for_the_reason);
  add ("/meeting/attendance/leaving-out-wants-case-approval-and-note", test_leaving_out_wants_case_approval_and_note);
  add ("/meeting/attendance/absence-leads-to-what-follows-it", test_absence_leads_to_what_follows_it);
  add ("/meeting/attendance/keys-mark-one-row-after-the-other", test_keys_mark_one_row_after_the_other);
  add ("/meeting/agenda/written-goes-to-the-next-item", test_written_goes_to_the_next_item);
  add ("/meeting/agenda/leaving-the-field-is-one-change", test_leaving_the_field_is_one_change);
  add ("/meeting/agenda/draft-comes-back", test_draft_comes_back);
  add ("/meeting/agenda/reading-again-keeps-what-is-typed", test_reading_again_keeps_what_is_typed);
  add ("/meeting/agenda/long-text-comes-back-byte-for-byte", test_long_text_comes_back_byte_for_byte);
  add ("/meeting/vote/is-counted-while-typed", test_vote_is_counted_while_typed);
  add ("/meeting/vote/what-was-refused-stays", test_what_was_refused_stays);
  add ("/meeting/remedy/is-written-and-finished", test_remedy_is_written_and_finished);
  add ("/meeting/file/is-attached", test_file_is_attached);
  add ("/meeting/form/keeps-what-it-does-not-show", test_form_keeps_what_it_does_not_show);
  add ("/meeting/form/says-what-is-doubtful", test_form_says_what_is_doubtful);
  add ("/meeting/side/has-the-quarter", test_side_list_has_the_quarter);

  return g_test_run ();
}
