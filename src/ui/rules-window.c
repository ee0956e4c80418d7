/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rules-window.h"

#include <glib/gi18n.h>

#include "ui/words.h"

#define DELAY 150 /* ms after the last key */

struct _ZbRulesWindow
{
  AdwWindow parent_instance;

  ZbCalendar *calendar;
  gboolean    holidays;
  gboolean    changed;
  gboolean    closing; /* was asked, and may go */
  guint       check_id;
  guint       line; /* of the fault; 0 none */

  GtkWidget   *save;
  GtkLabel    *hint;
  GtkTextView *view;
  GtkWidget   *bar;
  GtkImage    *sign;
  GtkLabel    *verdict;
  GtkWidget   *jump;
};

G_DEFINE_FINAL_TYPE (ZbRulesWindow, zb_rules_window, ADW_TYPE_WINDOW)

static char *
dup_text (ZbRulesWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
mark_line (ZbRulesWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "fault", &start, &end);
  if (self->line == 0 || !gtk_text_buffer_get_iter_at_line (buffer, &start, (int) self->line - 1))
    return;

  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_apply_tag_by_name (buffer, "fault", &start, &end);
}

static void
show_verdict (ZbRulesWindow *self,
              const char    *words)
{
  gboolean bad = words != NULL;

  gtk_image_set_from_icon_name (self->sign, bad ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  gtk_label_set_label (self->verdict, bad ? words : _ ("可以读懂"));
  gtk_widget_set_visible (self->jump, self->line > 0);
  gtk_widget_set_sensitive (self->save, !bad && self->changed);
  if (bad)
    gtk_widget_add_css_class (self->bar, "doubt");
  else
    gtk_widget_remove_css_class (self->bar, "doubt");
}

static void
check (ZbRulesWindow *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *words = NULL;

  self->line = 0;
  words = self->holidays ? zb_calendar_check_holidays (text, &self->line) : zb_calendar_check_rules (text, &self->line);
  if (words == NULL)
    self->line = 0;
  mark_line (self);
  show_verdict (self, words);
}

static gboolean
check_cb (gpointer data)
{
  ZbRulesWindow *self = data;

  self->check_id = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (ZbRulesWindow *self)
{
  self->changed = TRUE;
  gtk_widget_set_sensitive (self->save, FALSE); /* until it was read */
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add (DELAY, check_cb, self);
}

static void
jump_clicked_cb (ZbRulesWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter    iter;

  if (self->line == 0)
    return;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, (int) self->line - 1);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbRulesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (zb_calendar_edit_finish (ZB_CALENDAR (source), result, &error) < 0)
    {
      words = zb_words_error (error);
      show_verdict (self, words);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_clicked_cb (ZbRulesWindow *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_sensitive (self->save, FALSE);
  if (self->holidays)
    zb_calendar_set_holidays_async (self->calendar, text, NULL, saved_cb, g_object_ref (self));
  else
    zb_calendar_set_rules_async (self->calendar, text, NULL, saved_cb, g_object_ref (self));
}

static void
answered_cb (ZbRulesWindow *self,
             const char    *response)
{
  self->closing = g_str_equal (response, "discard");
}

/* The question holds on to its parent until it is gone itself. */
static void
question_gone_cb (ZbRulesWindow *self)
{
  if (self->closing)
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (ZbRulesWindow *self)
{
  GtkWidget *dialog;

  if (!self->changed || self->closing)
    return GDK_EVENT_PROPAGATE;

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("放弃修改？"), _ ("改过的内容还没有保存。"));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("继续编辑"), "discard", _ ("放弃"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (question_gone_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return GDK_EVENT_STOP;
}

static void
zb_rules_window_dispose (GObject *object)
{
  ZbRulesWindow *self = ZB_RULES_WINDOW (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_object (&self->calendar);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_RULES_WINDOW);

  G_OBJECT_CLASS (zb_rules_window_parent_class)->dispose (object);
}

static void
zb_rules_window_class_init (ZbRulesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_rules_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/rules-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRulesWindow, save);
  gtk_widget_class_bind_template_child (widget_class, ZbRulesWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, ZbRulesWindow, view);
  gtk_widget_class_bind_template_child (widget_class, ZbRulesWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, ZbRulesWindow, sign);
  gtk_widget_class_bind_template_child (widget_class, ZbRulesWindow, verdict);
  gtk_widget_class_bind_template_child (widget_class, ZbRulesWindow, jump);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, jump_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_rules_window_init (ZbRulesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->view), "fault", "underline", PANGO_UNDERLINE_ERROR, NULL);
}

static void
show_text (ZbRulesWindow *self)
{
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;
  gboolean         own;
  GtkTextIter      start;

  text = self->holidays ? zb_calendar_dup_holidays (self->calendar, &own) : zb_calendar_dup_rules (self->calendar, &own);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  check (self);
}

void
zb_rules_window_present (GtkWindow  *parent,
                         ZbCalendar *calendar,
                         gboolean    holidays)
{
  ZbRulesWindow *self = g_object_new (ZB_TYPE_RULES_WINDOW, "transient-for", parent, "title",
                                      holidays ? _ ("编辑节假日") : _ ("编辑规则"), NULL);

  self->calendar = g_object_ref (calendar);
  self->holidays = holidays;
  gtk_label_set_label (self->hint, holidays
                                       ? _ ("一行一天：日期、off（放假）或 work（调休上班）、名称，用 Tab 隔开。")
                                       : _ ("每项要求一节；数字后面写依据的条文，没有核对过原文的写 verified=no。"));
  show_text (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self));
}
