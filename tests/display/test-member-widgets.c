/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/day-row.h"
#include "ui/roster/member-dialog.h"
#include "ui/roster/member-field-row.h"
#include "ui/roster/member-history-row.h"
#include "ui/roster/member-page.h"
#include "ui/roster/member-step-dialog.h"
#include "ui/roster/member-words.h"

#include "support/support.h"

#define TODAY "2019-06-11"
#define LONG 60
#define NUMBER "999001198111030027"

/* --- finding things as a person would --- */

typedef gboolean (*Wanted) (GtkWidget *widget, const char *words);

/* Among what can be seen. */
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
is_row (GtkWidget  *widget,
        const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
is_said (GtkWidget  *widget,
         const char *words)
{
  return GTK_IS_LABEL (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
says (gpointer    widget,
      const char *words)
{
  return find (widget, is_said, words) != NULL;
}

static GtkWidget *
find_row (gpointer    widget,
          const char *title)
{
  GtkWidget *row = find (widget, is_row, title);

  g_assert_nonnull (row);
  return row;
}

static GtkWidget *
find_button (gpointer    widget,
             const char *label)
{
  GtkWidget *button = find (widget, is_button, label);

  g_assert_nonnull (button);
  return button;
}

static void
type (gpointer    widget,
      const char *title,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (widget, title)), text);
}

static void
press (gpointer    widget,
       const char *label)
{
  GtkWidget *button = find_button (widget, label);

  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static const char *
get_name (ZbMemberField field)
{
  return zb_member_field_get_name (field);
}

/* --- a library with one member --- */

typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbRoster     *roster;
  GtkWidget    *window;
  gint64        member;
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

  desk->roster = zb_roster_new (desk->library);
  zb_roster_load_async (desk->roster, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_roster_load_finish (desk->roster, done, &error);
  g_assert_no_error (error);
}

static gboolean
is_there (gpointer data)
{
  Desk *desk = data;

  return zb_roster_find (desk->roster, desk->member) != NULL;
}

static void
add_member (Desk *desk)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();

  zb_member_draft_set (draft, ZB_MEMBER_NAME, "李某某");
  zb_member_draft_set (draft, ZB_MEMBER_SEX, "female");
  zb_member_draft_set (draft, ZB_MEMBER_ID, NUMBER);
  zb_member_draft_set (draft, ZB_MEMBER_BIRTH, "1981-11");
  zb_member_draft_set (draft, ZB_MEMBER_CATEGORY, "probationary");
  zb_member_draft_set (draft, ZB_MEMBER_JOINED, "2018-06-11");
  zb_roster_add_async (desk->roster, draft, FALSE, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  desk->member = zb_roster_edit_finish (desk->roster, done, &error);
  g_assert_no_error (error);
  zb_test_until (is_there, desk, LONG);
}

static void
set_up (Desk         *desk,
        gconstpointer data)
{
  set_up_library (desk);
  load (desk);
  add_member (desk);
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
  if (desk->window != NULL)
    gtk_window_destroy (GTK_WINDOW (desk->window));
  zb_test_until (is_last, desk->roster, LONG);
  g_assert_finalize_object (desk->roster);
  zb_test_until (is_last, desk->library, LONG);
  g_assert_finalize_object (desk->library);
  zb_test_folder_free (desk->folder);
}

static const char *
get_value (Desk         *desk,
           ZbMemberField field)
{
  return zb_member_get_value (zb_roster_find (desk->roster, desk->member), field);
}

static gboolean
has_no_dialogs (gpointer data)
{
  Desk *desk = data;
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_WIDGET (window) != desk->window && gtk_window_get_transient_for (window) != NULL)
        return FALSE;
    }

  return TRUE;
}

/* --- the parts --- */

static void
test_day_says_how_it_was_understood (void)
{
  static const struct
  {
    const char *text;
    const char *iso; /* NULL: not good */
    const char *words;
  } days[] = {
    { "19800501", "1980-05-01", "1980 年 5 月 1 日" },
    { "1980.5", "1980-05", "只知道年月" },
    { "1980", "1980", "只知道年份" },
    { "1980-02-30", NULL, "看不懂" },
    { "去年", NULL, "看不懂" },
  };
  GtkWidget *row = g_object_ref_sink (zb_day_row_new ());

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *iso = NULL;
      ZbDay            day;

      gtk_editable_set_text (GTK_EDITABLE (row), days[i].text);
      g_assert_cmpint (zb_day_row_read (ZB_DAY_ROW (row), &day), ==, days[i].iso != NULL);
      iso = zb_day_to_text (day);
      if (days[i].iso != NULL)
        g_assert_cmpstr (iso, ==, days[i].iso);
      g_assert_true (says (row, days[i].words));
    }

  g_object_set (row, "whole", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), "1980.5");
  g_assert_false (zb_day_row_read (ZB_DAY_ROW (row), &(ZbDay){ 0 }));
  g_assert_true (says (row, "请写到哪一天"));
  g_assert_finalize_object (row);
}

static ZbMember *
make_member (void)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();

  zb_member_draft_set (draft, ZB_MEMBER_NAME, "李某某");
  zb_member_draft_set (draft, ZB_MEMBER_ID, NUMBER);
  zb_member_draft_set (draft, ZB_MEMBER_CATEGORY, "full");
  zb_member_draft_set (draft, ZB_MEMBER_JOINED, "2005-12");
  zb_member_draft_set (draft, ZB_MEMBER_FULL_ON, "2006-06");
  return zb_member_new (1, draft, 0, TRUE, NULL, 0);
}

static void
test_number_is_masked_until_shown (void)
{
  g_autoptr (ZbMember) member = make_member ();
  GtkWidget *row = g_object_ref_sink (zb_member_field_row_new (member, ZB_MEMBER_ID, TODAY, NULL));

  g_assert_false (says (row, NUMBER));
  g_assert_true (says (row, "999***"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (row, "显示")), TRUE);
  g_assert_true (says (row, NUMBER));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (row, "隐藏")), FALSE);
  g_assert_false (says (row, NUMBER));
  g_assert_finalize_object (row);
}

static void
test_days_are_no_more_precise_than_known (void)
{
  g_autoptr (ZbMember) member = make_member ();
  g_autofree char *value = zb_member_words_value (member, ZB_MEMBER_JOINED);
  g_autofree char *sure = zb_member_words_aside (member, ZB_MEMBER_JOINED, "2019-07-01");
  g_autofree char *unsure = zb_member_words_aside (member, ZB_MEMBER_JOINED, "2019-06-11");

  g_assert_cmpstr (value, ==, "2005 年 12 月");
  g_assert_cmpstr (sure, ==, "（只知道年月） 党龄 13 年");
  g_assert_cmpstr (unsure, ==, "（只知道年月） 党龄 12 至 13 年");
}

static void
test_doubt_stands_below_its_value (void)
{
  g_autoptr (ZbMember) member = make_member ();
  GtkWidget *row = g_object_ref_sink (zb_member_field_row_new (member, ZB_MEMBER_FULL_ON, TODAY, "预备期不满一年"));
  GtkWidget *calm = g_object_ref_sink (zb_member_field_row_new (member, ZB_MEMBER_FULL_ON, TODAY, NULL));

  g_assert_true (says (row, "预备期不满一年"));
  g_assert_null (find (calm, is_said, "预备期不满一年"));
  g_assert_finalize_object (row);
  g_assert_finalize_object (calm);
}

static gboolean
is_menu (GtkWidget  *widget,
         const char *words)
{
  return GTK_IS_MENU_BUTTON (widget);
}

static void
test_only_what_was_recorded_can_be_changed (void)
{
  g_autoptr (ZbSpan) span = zb_span_new ();
  ZbHistoryLine line = { .day = (char *) "2005-12-16", .title = (char *) "接收为预备党员", .detail = (char *) "" };
  GtkWidget    *fixed = g_object_ref_sink (zb_member_history_row_new (&line, TRUE, FALSE));
  GtkWidget    *recorded;

  line.record = span;
  recorded = g_object_ref_sink (zb_member_history_row_new (&line, FALSE, TRUE));
  g_assert_null (zb_member_history_row_get_span (ZB_MEMBER_HISTORY_ROW (fixed)));
  g_assert_false (gtk_widget_get_sensitive (find (fixed, is_menu, NULL)));
  g_assert_nonnull (zb_member_history_row_get_span (ZB_MEMBER_HISTORY_ROW (recorded)));
  g_assert_true (gtk_widget_get_sensitive (find (recorded, is_menu, NULL)));
  g_assert_finalize_object (fixed);
  g_assert_finalize_object (recorded);
}

/* --- the form --- */

static void
test_save_waits_for_a_name (Desk         *desk,
                            gconstpointer data)
{
  ZbMemberDialog *dialog = zb_member_dialog_new (GTK_WINDOW (desk->window), desk->roster, 0);

  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "保存")));
  g_assert_true (says (dialog, "请写姓名"));
  type (dialog, get_name (ZB_MEMBER_NAME), "  ");
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "保存")));
  type (dialog, get_name (ZB_MEMBER_NAME), "王某某");
  g_assert_true (gtk_widget_get_sensitive (find_button (dialog, "保存")));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_wrong_number_is_said_while_typing (Desk         *desk,
                                        gconstpointer data)
{
  ZbMemberDialog *dialog = zb_member_dialog_new (GTK_WINDOW (desk->window), desk->roster, desk->member);
  const char     *title = get_name (ZB_MEMBER_ID);
  GtkWidget      *doubt;

  doubt = gtk_widget_get_next_sibling (find_row (dialog, title));
  g_assert_false (gtk_widget_get_visible (doubt));
  type (dialog, title, "999001198111030021");
  g_assert_true (gtk_widget_get_visible (doubt));
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "保存")));
  type (dialog, title, NUMBER);
  g_assert_false (gtk_widget_get_visible (doubt));
  type (dialog, get_name (ZB_MEMBER_BIRTH), "1981-13");
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "保存")));
  type (dialog, get_name (ZB_MEMBER_BIRTH), "1981年11月3日");
  g_assert_true (gtk_widget_get_sensitive (find_button (dialog, "保存")));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
has_phone (gpointer data)
{
  return g_strcmp0 (get_value (data, ZB_MEMBER_PHONE), "19900000002") == 0;
}

static void
test_edit_is_one_change (Desk         *desk,
                         gconstpointer data)
{
  ZbMemberDialog *dialog = zb_member_dialog_new (GTK_WINDOW (desk->window), desk->roster, desk->member);

  gtk_window_present (GTK_WINDOW (dialog));
  type (dialog, get_name (ZB_MEMBER_PHONE), "199 0000 0002");
  press (dialog, "保存");
  zb_test_until (has_phone, desk, LONG);
  zb_test_until (has_no_dialogs, desk, LONG);
  g_assert_cmpstr (get_value (desk, ZB_MEMBER_BIRTH), ==, "1981-11");
  g_assert_cmpstr (get_value (desk, ZB_MEMBER_ID), ==, NUMBER);
}

static gboolean
has_two (gpointer data)
{
  return g_list_model_get_n_items (zb_roster_get_model (((Desk *) data)->roster)) == 2;
}

static void
test_one_who_transfers_in_is_added_with_the_letter (Desk         *desk,
                                                    gconstpointer data)
{
  ZbMemberDialog *dialog = zb_member_dialog_new (GTK_WINDOW (desk->window), desk->roster, 0);

  gtk_window_present (GTK_WINDOW (dialog));
  type (dialog, get_name (ZB_MEMBER_NAME), "王某某");
  g_assert_null (find (GTK_WIDGET (dialog), is_row, "转入日期"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "从什么时候起")), 2);
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "保存")));
  type (dialog, "从哪个党组织转来", "示例区委办公室党支部");
  type (dialog, "转入日期", "2019.6");
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "保存")));
  type (dialog, "转入日期", "2019.6.3");
  press (dialog, "保存");
  zb_test_until (has_two, desk, LONG);
  zb_test_until (has_no_dialogs, desk, LONG);
}

static void
test_refused_number_keeps_what_was_typed (Desk         *desk,
                                          gconstpointer data)
{
  ZbMemberDialog *dialog = zb_member_dialog_new (GTK_WINDOW (desk->window), desk->roster, 0);
  GtkWidget      *save = find_button (dialog, "保存");

  gtk_window_present (GTK_WINDOW (dialog));
  type (dialog, get_name (ZB_MEMBER_NAME), "王某某");
  type (dialog, get_name (ZB_MEMBER_ID), NUMBER);
  press (dialog, "保存");
  g_assert_false (gtk_widget_get_sensitive (save));
  zb_test_until ((gboolean (*) (gpointer)) gtk_widget_get_sensitive, save, LONG);
  g_assert_true (says (dialog, "身份证号与另一位党员相同"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (dialog, get_name (ZB_MEMBER_NAME)))), ==, "王某某");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
has_question (gpointer data)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        {
          *(GtkWindow **) data = window;
          return TRUE;
        }
    }

  return FALSE;
}

static void
test_closing_asks_before_typing_is_lost (Desk         *desk,
                                         gconstpointer data)
{
  ZbMemberDialog *dialog = zb_member_dialog_new (GTK_WINDOW (desk->window), desk->roster, desk->member);
  GtkWindow      *question = NULL;

  gtk_window_present (GTK_WINDOW (dialog));
  type (dialog, get_name (ZB_MEMBER_NOTE), "写了一半");
  gtk_window_close (GTK_WINDOW (dialog));
  zb_test_until (has_question, &question, LONG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "discard");
  zb_test_until (has_no_dialogs, desk, LONG);
  g_assert_null (get_value (desk, ZB_MEMBER_NOTE));
}

/* --- the steps --- */

static GtkWidget *
get_step_dialog (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ZB_IS_MEMBER_STEP_DIALOG (window))
        return window;
    }

  g_assert_not_reached ();
}

static gboolean
is_full (gpointer data)
{
  return g_strcmp0 (get_value (data, ZB_MEMBER_CATEGORY), "full") == 0;
}

static void
test_turning_full_proposes_the_day (Desk         *desk,
                                    gconstpointer data)
{
  GtkWidget *dialog;

  zb_member_step_dialog_present (GTK_WINDOW (desk->window), desk->roster, desk->member, ZB_STEP_TURN_FULL);
  dialog = get_step_dialog ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (dialog, "转正日期"))), ==, "2019-06-11");
  press (dialog, "保存");
  zb_test_until (is_full, desk, LONG);
  zb_test_until (has_no_dialogs, desk, LONG);
  g_assert_cmpstr (get_value (desk, ZB_MEMBER_FULL_ON), ==, "2019-06-11");
}

static GtkWidget *
open_step (Desk        *desk,
           ZbMemberStep step)
{
  GtkWindow *dialog = GTK_WINDOW (zb_member_step_dialog_new (GTK_WINDOW (desk->window), desk->roster, desk->member, step));

  gtk_window_present (dialog);
  return GTK_WIDGET (dialog);
}

static void
save_step (Desk      *desk,
           GtkWidget *dialog)
{
  press (dialog, "保存");
  zb_test_until (has_no_dialogs, desk, LONG);
}

static gboolean
is_here (gpointer data)
{
  return zb_member_get_present (zb_roster_find (((Desk *) data)->roster, ((Desk *) data)->member));
}

static gboolean
is_away (gpointer data)
{
  return !is_here (data);
}

static void
test_one_who_left_comes_back (Desk         *desk,
                              gconstpointer data)
{
  GtkWidget *dialog = open_step (desk, ZB_STEP_TRANSFER_OUT);

  type (dialog, "转往哪个党组织", "示例区委办公室党支部");
  type (dialog, "介绍信编号（可不填）", "214");
  type (dialog, "转出日期", "2019.6.3");
  save_step (desk, dialog);
  zb_test_until (is_away, desk, LONG);

  save_step (desk, open_step (desk, ZB_STEP_RECEIPT));

  dialog = open_step (desk, ZB_STEP_TRANSFER_IN);
  type (dialog, "从哪个党组织转来", "示例区委办公室党支部");
  save_step (desk, dialog);
  zb_test_until (is_here, desk, LONG);
}

static gboolean
has_duty (gpointer data)
{
  return zb_member_get_duties (zb_roster_find (((Desk *) data)->roster, ((Desk *) data)->member)) == 1u << ZB_DUTY_ORGANISATION;
}

static gboolean
has_no_duty (gpointer data)
{
  return zb_member_get_duties (zb_roster_find (((Desk *) data)->roster, ((Desk *) data)->member)) == 0;
}

/* Of the newest line of this kind; NULL: there is none. */
static ZbSpan *
read_span (Desk      *desk,
           ZbSpanKind kind)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  zb_roster_history_async (desk->roster, desk->member, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  lines = zb_roster_history_finish (desk->roster, done, NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      const ZbHistoryLine *line = g_ptr_array_index (lines, i);

      if (line->record != NULL && line->record->kind == kind)
        return zb_span_copy (line->record);
    }

  return NULL;
}

static void
test_closing_while_saving_does_no_harm (Desk         *desk,
                                        gconstpointer data)
{
  GtkWidget *dialog = open_step (desk, ZB_STEP_TURN_FULL);

  press (dialog, "保存");
  gtk_window_destroy (GTK_WINDOW (dialog));
  zb_test_until (is_full, desk, LONG);
}

static void
test_post_is_taken_and_given_up (Desk         *desk,
                                 gconstpointer data)
{
  GtkWidget *dialog = open_step (desk, ZB_STEP_DUTY);
  g_autoptr (ZbSpan) span = NULL;

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "职务")), ZB_DUTY_ORGANISATION);
  type (dialog, "任职日期", "2018.11");
  save_step (desk, dialog);
  zb_test_until (has_duty, desk, LONG);

  span = read_span (desk, ZB_SPAN_DUTY);
  g_assert_nonnull (span);
  zb_member_step_dialog_edit (GTK_WINDOW (desk->window), desk->roster, span);
  dialog = get_step_dialog ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (dialog, "任职日期"))), ==, "2018-11");
  type (dialog, "卸任日期（仍在任就空着）", "2018-10");
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "保存")));
  type (dialog, "卸任日期（仍在任就空着）", "2019-06-01");
  save_step (desk, dialog);
  zb_test_until (has_no_duty, desk, LONG);
}

static void
test_what_is_noted_can_be_changed (Desk         *desk,
                                   gconstpointer data)
{
  GtkWidget *dialog = open_step (desk, ZB_STEP_EVENT);
  g_autoptr (ZbSpan) span = NULL;
  g_autoptr (ZbSpan) changed = NULL;

  type (dialog, "什么事", "递交入党申请书");
  type (dialog, "日期", "2016");
  save_step (desk, dialog);

  span = read_span (desk, ZB_SPAN_EVENT);
  g_assert_nonnull (span);
  zb_member_step_dialog_edit (GTK_WINDOW (desk->window), desk->roster, span);
  dialog = get_step_dialog ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (dialog, "什么事"))), ==, "递交入党申请书");
  type (dialog, "日期", "2016年3月");
  save_step (desk, dialog);
  changed = read_span (desk, ZB_SPAN_EVENT);
  g_assert_cmpint (changed->id, ==, span->id);
  g_assert_cmpint (changed->starts.month, ==, 3);
  g_assert_cmpint (changed->starts.day, ==, 0);
}

static void
test_each_step_shows_its_own_rows (Desk         *desk,
                                   gconstpointer data)
{
  static const struct
  {
    ZbMemberStep step;
    const char  *there;
    const char  *not_there;
    gboolean     complete; /* as it opens */
  } steps[] = {
    { ZB_STEP_TRANSFER_OUT, "转往哪个党组织", "职务", FALSE },
    { ZB_STEP_TRANSFER_IN, "从哪个党组织转来", "职务", FALSE },
    { ZB_STEP_LEAVE, "怎样离开", "有效期", TRUE },
    { ZB_STEP_DUTY, "职务", "怎样离开", TRUE },
    { ZB_STEP_EVENT, "什么事", "职务", FALSE },
    { ZB_STEP_SUSPEND, "恢复日期（还没恢复就空着）", "职务", FALSE },
    { ZB_STEP_RECEIPT, "收到日期", "说明", TRUE },
    { ZB_STEP_TERM, "任期", "职务", TRUE },
  };
  const ZbBranch *branch = g_ptr_array_index (zb_roster_get_branches (desk->roster), 0);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gint64     id = steps[i].step == ZB_STEP_TERM ? branch->id : desk->member;
      GtkWidget *dialog = GTK_WIDGET (zb_member_step_dialog_new (GTK_WINDOW (desk->window), desk->roster, id, steps[i].step));

      find_row (dialog, steps[i].there);
      g_assert_null (find (dialog, is_row, steps[i].not_there));
      g_assert_cmpint (gtk_widget_get_sensitive (find_button (dialog, "保存")), ==, steps[i].complete);
      g_assert_true (says (dialog, steps[i].step == ZB_STEP_TERM ? "第一党支部" : "李某某"));
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

static void
test_refusal_keeps_what_was_typed (Desk         *desk,
                                   gconstpointer data)
{
  ZbMemberStepDialog *dialog = zb_member_step_dialog_new (GTK_WINDOW (desk->window), desk->roster, desk->member, ZB_STEP_TURN_FULL);
  GtkWidget          *save = find_button (dialog, "保存");

  gtk_window_present (GTK_WINDOW (dialog));
  type (dialog, "转正日期", "2001-01-01");
  press (dialog, "保存");
  g_assert_false (gtk_widget_get_sensitive (save));
  zb_test_until ((gboolean (*) (gpointer)) gtk_widget_get_sensitive, save, LONG);
  g_assert_true (says (dialog, "不能早于入党"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (dialog, "转正日期"))), ==, "2001-01-01");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* --- the page --- */

static gboolean
has_history (gpointer page)
{
  return says (page, "预备党员") && find (page, is_menu, NULL) != NULL && !says (page, "还没有经历");
}

static GtkWidget *
show_page (Desk *desk)
{
  GtkWidget *page = zb_member_page_new (desk->roster);

  gtk_window_set_child (GTK_WINDOW (desk->window), page);
  zb_member_page_show (ZB_MEMBER_PAGE (page), desk->member);
  gtk_window_present (GTK_WINDOW (desk->window));
  zb_test_until (has_history, page, LONG);
  return page;
}

static void
test_page_shows_what_is_known (Desk         *desk,
                               gconstpointer data)
{
  GtkWidget *page = show_page (desk);

  g_assert_true (says (page, "李某某"));
  g_assert_true (says (page, "1981 年 11 月"));
  g_assert_true (says (page, "（只知道年月）"));
  g_assert_false (says (page, NUMBER));
  g_assert_true (says (page, "未填"));
  g_assert_true (says (page, get_name (ZB_MEMBER_PHONE)));     /* among what is missing */
  g_assert_false (says (page, get_name (ZB_MEMBER_LANDLINE))); /* nobody asks for it */
}

static void
set_true (gpointer  object,
          gboolean *flag)
{
  *flag = TRUE;
}

static gboolean
is_true (gpointer flag)
{
  return *(gboolean *) flag;
}

static void
test_page_goes_back_when_its_member_is_gone (Desk         *desk,
                                             gconstpointer data)
{
  GtkWidget    *page = show_page (desk);
  gboolean      back = FALSE;
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  g_signal_connect (page, "back", G_CALLBACK (set_true), &back);
  zb_library_undo_async (desk->library, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_free (zb_library_undo_finish (desk->library, done, NULL));
  zb_test_until (is_true, &back, LONG);
  g_assert_cmpint (zb_member_page_get_member (ZB_MEMBER_PAGE (page)), ==, 0);
}

static void
take_step (gpointer object,
           int      step,
           int     *sum)
{
  *sum += step;
}

static void
test_keys_and_buttons_are_one_action (Desk         *desk,
                                      gconstpointer data)
{
  GtkWidget *page = show_page (desk);
  gboolean   back = FALSE;
  int        sum = 0;

  g_signal_connect (page, "back", G_CALLBACK (set_true), &back);
  g_signal_connect (page, "step", G_CALLBACK (take_step), &sum);
  g_assert_true (gtk_widget_activate_action (page, "member.next", NULL));
  g_assert_cmpint (sum, ==, 1);
  g_assert_true (gtk_widget_activate_action (page, "member.previous", NULL));
  g_assert_cmpint (sum, ==, 0);
  g_assert_true (gtk_widget_activate_action (page, "member.back", NULL));
  g_assert_true (back);
}

static void
test_page_lets_go_of_everything (Desk         *desk,
                                 gconstpointer data)
{
  GtkWidget *page = g_object_ref (show_page (desk));

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
  g_test_add_func ("/member/day/says-how-it-was-understood", test_day_says_how_it_was_understood);
  g_test_add_func ("/member/row/number-is-masked-until-shown", test_number_is_masked_until_shown);
  g_test_add_func ("/member/row/days-are-no-more-precise-than-known", test_days_are_no_more_precise_than_known);
  g_test_add_func ("/member/row/doubt-stands-below-its-value", test_doubt_stands_below_its_value);
  g_test_add_func ("/member/history/only-what-was-recorded-can-be-changed", test_only_what_was_recorded_can_be_changed);
  add ("/member/form/save-waits-for-a-name", test_save_waits_for_a_name);
  add ("/member/form/wrong-number-is-said-while-typing", test_wrong_number_is_said_while_typing);
  add ("/member/form/edit-is-one-change", test_edit_is_one_change);
  add ("/member/form/one-who-transfers-in-is-added-with-the-letter", test_one_who_transfers_in_is_added_with_the_letter);
  add ("/member/form/refused-number-keeps-what-was-typed", test_refused_number_keeps_what_was_typed);
  add ("/member/form/closing-asks-before-typing-is-lost", test_closing_asks_before_typing_is_lost);
  add ("/member/step/turning-full-proposes-the-day", test_turning_full_proposes_the_day);
  add ("/member/step/one-who-left-comes-back", test_one_who_left_comes_back);
  add ("/member/step/closing-while-saving-does-no-harm", test_closing_while_saving_does_no_harm);
  add ("/member/step/post-is-taken-and-given-up", test_post_is_taken_and_given_up);
  add ("/member/step/what-is-noted-can-be-changed", test_what_is_noted_can_be_changed);
  add ("/member/step/each-shows-its-own-rows", test_each_step_shows_its_own_rows);
  add ("/member/step/refusal-keeps-what-was-typed", test_refusal_keeps_what_was_typed);
  add ("/member/page/shows-what-is-known", test_page_shows_what_is_known);
  add ("/member/page/goes-back-when-its-member-is-gone", test_page_goes_back_when_its_member_is_gone);
  add ("/member/page/keys-and-buttons-are-one-action", test_keys_and_buttons_are_one_action);
  add ("/member/page/lets-go-of-everything", test_page_lets_go_of_everything);

  return g_test_run ();
}
