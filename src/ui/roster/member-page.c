/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/member-page.h"

#include <glib/gi18n.h>

#include "ui/roster/member-attendance.h"
#include "ui/roster/member-dialog.h"
#include "ui/roster/member-field-row.h"
#include "ui/roster/member-head.h"
#include "ui/roster/member-history-row.h"
#include "ui/roster/member-step-dialog.h"
#include "ui/roster/member-words.h"
#include "ui/window.h"

struct _ZbMemberPage
{
  AdwBin parent_instance;

  ZbRoster     *roster;
  gint64        id;
  ZbMember     *member;      /* as last shown; NULL: not yet */
  GCancellable *cancellable; /* of the history being read */
  gboolean      folded;

  AdwWindowTitle    *title;
  GtkScrolledWindow *scroller;
  GtkBox            *columns;
  ZbMemberHead      *head;
  GtkListBox        *fields;
  AdwActionRow      *missing;
  GtkWidget         *advice;
  GtkListBox        *history;
  GtkWidget         *no_history;

  ZbMemberAttendance *attendance;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

enum
{
  BACK,
  STEP,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static const struct
{
  const char  *action;
  ZbMemberStep step;
} steps[] = {
  { "member.turn-full", ZB_STEP_TURN_FULL },
  { "member.transfer-out", ZB_STEP_TRANSFER_OUT },
  { "member.transfer-in", ZB_STEP_TRANSFER_IN },
  { "member.leave", ZB_STEP_LEAVE },
  { "member.duty", ZB_STEP_DUTY },
  { "member.event", ZB_STEP_EVENT },
  { "member.suspend", ZB_STEP_SUSPEND },
  { "member.receipt", ZB_STEP_RECEIPT },
};

G_DEFINE_FINAL_TYPE (ZbMemberPage, zb_member_page, ADW_TYPE_BIN)

static GtkWindow *
get_window (ZbMemberPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static char *
dup_doubt (GPtrArray    *doubts,
           ZbMemberField field)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < doubts->len; i++)
    {
      const ZbMemberDoubt *doubt = g_ptr_array_index (doubts, i);

      if (doubt->field == field)
        g_string_append_printf (words, "%s%s", words->len > 0 ? "；" : "", doubt->words);
    }

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static void
show_missing (ZbMemberPage *self,
              GPtrArray    *names)
{
  g_autofree char *title = g_strdup_printf (_ ("未填 %u 项"), names->len);
  g_autofree char *list = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->missing), names->len > 0);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv ("、", (char **) names->pdata);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->missing), title);
  adw_action_row_set_subtitle (self->missing, list);
}

static void
clear_fields (ZbMemberPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != GTK_WIDGET (self->missing))
    gtk_list_box_remove (self->fields, child);
}

/* Category, branch, group and name stand above the list. */
static void
show_fields (ZbMemberPage *self)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_to_draft (self->member);
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  const char *today = zb_roster_get_today (self->roster);
  g_autoptr (GPtrArray) doubts = zb_roster_check_draft (draft, today);
  guint                n, n_shown = 0;
  const ZbMemberField *fields = zb_member_words_list_fields (&n);

  clear_fields (self);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *doubt = dup_doubt (doubts, fields[i]);

      if (draft->values[fields[i]] != NULL || doubt != NULL)
        gtk_list_box_insert (self->fields, zb_member_field_row_new (self->member, fields[i], today, doubt), n_shown++);
      else if (zb_member_words_is_missing (self->member, fields[i]))
        g_ptr_array_add (missing, (gpointer) zb_member_field_get_name (fields[i]));
    }
  show_missing (self, missing);
  gtk_widget_set_visible (self->advice, doubts->len > 0);
}

static void
update_actions (ZbMemberPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   there = self->member != NULL;
  gboolean   present = there && zb_member_get_present (self->member);
  gboolean   probationary = present && g_strcmp0 (zb_member_get_value (self->member, ZB_MEMBER_CATEGORY), "probationary") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_action_set_enabled (widget, steps[i].action, present);
  gtk_widget_action_set_enabled (widget, "member.turn-full", probationary);
  gtk_widget_action_set_enabled (widget, "member.transfer-in", there && !present);
  gtk_widget_action_set_enabled (widget, "member.event", there);
  gtk_widget_action_set_enabled (widget, "member.receipt", there);
  gtk_widget_action_set_enabled (widget, "member.edit", there);
  gtk_widget_action_set_enabled (widget, "member.remove", there);
  gtk_widget_action_set_enabled (widget, "member.copy", there);
}

static void
edit_span_cb (ZbMemberHistoryRow *row,
              ZbMemberPage       *self)
{
  const ZbSpan *span = zb_member_history_row_get_span (row);

  if (span != NULL)
    zb_member_step_dialog_edit (get_window (self), self->roster, span);
}

static void
edited (ZbMemberPage *self,
        GObject      *roster,
        GAsyncResult *result,
        const char   *done)
{
  g_autoptr (GError) error = NULL;
  gboolean         good = zb_roster_edit_finish (ZB_ROSTER (roster), result, &error) != 0;
  g_autofree char *words = good ? g_strdup (done) : zb_member_words_error (error);

  zb_window_toast (GTK_WIDGET (self), words, good);
}

static void
span_removed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (ZbMemberPage) self = data;

  edited (self, source, result, _ ("已删除一条经历"));
}

static void
remove_span_cb (ZbMemberHistoryRow *row,
                ZbMemberPage       *self)
{
  const ZbSpan *span = zb_member_history_row_get_span (row);

  if (span != NULL)
    zb_roster_remove_span_async (self->roster, self->id, span->id, NULL, span_removed_cb, g_object_ref (self));
}

static void
show_history (ZbMemberPage *self,
              GPtrArray    *lines)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->history))) != NULL)
    gtk_list_box_remove (self->history, child);

  for (guint i = 0; i < lines->len; i++)
    {
      GtkWidget *row = zb_member_history_row_new (g_ptr_array_index (lines, i), i == 0, i + 1 == lines->len);

      g_signal_connect_object (row, "edit", G_CALLBACK (edit_span_cb), self, 0);
      g_signal_connect_object (row, "remove", G_CALLBACK (remove_span_cb), self, 0);
      gtk_list_box_append (self->history, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->history), lines->len > 0);
  gtk_widget_set_visible (self->no_history, lines->len == 0);
}

static void
history_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (ZbMemberPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = zb_roster_history_finish (ZB_ROSTER (source), result, &error);
  g_autofree char *words = NULL;

  if (self->roster == NULL)
    return;

  if (lines != NULL)
    show_history (self, lines);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      words = zb_member_words_error (error);
      zb_window_toast (GTK_WIDGET (self), words, FALSE);
    }
}

static void
load_history (ZbMemberPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  zb_roster_history_async (self->roster, self->id, self->cancellable, history_cb, g_object_ref (self));
}

static void
refresh (ZbMemberPage *self)
{
  ZbMember *member = self->id != 0 ? zb_roster_find (self->roster, self->id) : NULL;
  guint     n_branches = zb_roster_get_branches (self->roster) != NULL ? zb_roster_get_branches (self->roster)->len : 0;
  gboolean  gone = member == NULL && self->member != NULL && zb_member_get_id (self->member) == self->id;

  g_set_object (&self->member, member);
  update_actions (self);
  gtk_widget_set_visible (GTK_WIDGET (self->columns), member != NULL);
  if (member != NULL)
    {
      adw_window_title_set_title (self->title, zb_member_get_name (member));
      zb_member_head_show (self->head, member, n_branches > 1);
      show_fields (self);
      load_history (self);
      zb_member_attendance_show (self->attendance, self->roster, self->id);
    }
  else if (gone)
    {
      self->id = 0;
      g_signal_emit (self, signals[BACK], 0);
    }
}

/* Attendance is entered elsewhere. */
static void
library_changed_cb (ZbMemberPage *self,
                    guint         tables)
{
  if ((tables & ZB_TABLE_MEETING) != 0 && self->member != NULL)
    zb_member_attendance_show (self->attendance, self->roster, self->id);
}

static void
copied (ZbMemberPage *self,
        const char   *what,
        const char   *text)
{
  g_autofree char *words = g_strdup_printf (_ ("已复制%s"), what);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

static void
row_activated_cb (ZbMemberPage  *self,
                  GtkListBoxRow *row)
{
  g_autofree char *value = NULL;
  ZbMemberField    field;

  if (!ZB_IS_MEMBER_FIELD_ROW (row))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "member.edit", NULL);
      return;
    }
  field = zb_member_field_row_get_field (ZB_MEMBER_FIELD_ROW (row));
  value = zb_member_words_value (self->member, field);
  if (*value != '\0')
    copied (self, zb_member_field_get_name (field), value);
}

/* Numbers stay masked: this is for pasting somewhere else. */
static void
copy_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbMemberPage *self = ZB_MEMBER_PAGE (widget);
  g_autoptr (GString) text = g_string_new (NULL);

  for (ZbMemberField field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    {
      g_autofree char *value = zb_member_words_masked (self->member, field);

      if (*value != '\0')
        g_string_append_printf (text, "%s：%s\n", zb_member_field_get_name (field), value);
    }
  copied (self, _ ("全部资料（号码已遮住）"), text->str);
}

static void
back_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  g_signal_emit (widget, signals[BACK], 0);
}

static void
neighbour_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[STEP], 0, g_str_equal (action, "member.previous") ? -1 : 1);
}

static void
edit_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbMemberPage *self = ZB_MEMBER_PAGE (widget);

  zb_member_dialog_present (get_window (self), self->roster, self->id);
}

static void
step_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbMemberPage *self = ZB_MEMBER_PAGE (widget);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].action, action))
      zb_member_step_dialog_present (get_window (self), self->roster, self->id, steps[i].step);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (ZbMemberPage) self = data;

  edited (self, source, result, _ ("已删除这位党员的记录"));
}

static void
remove_answered_cb (ZbMemberPage *self,
                    const char   *response)
{
  if (g_strcmp0 (response, "remove") == 0 && self->member != NULL)
    zb_roster_remove_async (self->roster, self->id, NULL, removed_cb, g_object_ref (self));
}

static void
remove_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbMemberPage    *self = ZB_MEMBER_PAGE (widget);
  g_autofree char *heading = g_strdup_printf (_ ("删除%s？"), zb_member_get_name (self->member));
  GtkWidget       *dialog = adw_message_dialog_new (get_window (self), heading,
                                                    _ ("只用于录错的人，经历也一并删除。离开支部的党员请用“组织关系转出”或“离开”，资料会保留。"));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("取消"), "remove", _ ("删除"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
set_folded (ZbMemberPage *self,
            gboolean      folded)
{
  self->folded = folded;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->columns, !folded);
}

static void
zb_member_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, ZB_MEMBER_PAGE (object)->folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_member_page_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_FOLDED:
      set_folded (ZB_MEMBER_PAGE (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_member_page_dispose (GObject *object)
{
  ZbMemberPage *self = ZB_MEMBER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_MEMBER_PAGE);
  g_clear_object (&self->member);
  g_clear_object (&self->roster);

  G_OBJECT_CLASS (zb_member_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/member-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, columns);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, head);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, fields);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, missing);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, advice);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, history);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, no_history);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberPage, attendance);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "member.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "member.previous", NULL, neighbour_cb);
  gtk_widget_class_install_action (widget_class, "member.next", NULL, neighbour_cb);
  gtk_widget_class_install_action (widget_class, "member.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "member.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "member.copy", NULL, copy_cb);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_install_action (widget_class, steps[i].action, NULL, step_cb);
}

static void
zb_member_page_class_init (ZbMemberPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_member_page_dispose;
  object_class->get_property = zb_member_page_get_property;
  object_class->set_property = zb_member_page_set_property;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (ZB_TYPE_MEMBER_ATTENDANCE);
  g_type_ensure (ZB_TYPE_MEMBER_HEAD);
  install_actions (GTK_WIDGET_CLASS (klass));
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
zb_member_page_init (ZbMemberPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

GtkWidget *
zb_member_page_new (ZbRoster *roster)
{
  ZbMemberPage *self = g_object_new (ZB_TYPE_MEMBER_PAGE, NULL);

  g_return_val_if_fail (ZB_IS_ROSTER (roster), NULL);

  g_set_object (&self->roster, roster);
  g_signal_connect_object (roster, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zb_roster_get_library (roster), "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
zb_member_page_show (ZbMemberPage *self,
                     gint64        member)
{
  g_return_if_fail (ZB_IS_MEMBER_PAGE (self));

  if (member != self->id)
    {
      g_clear_object (&self->member);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    }
  self->id = member;
  refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
}

gint64
zb_member_page_get_member (ZbMemberPage *self)
{
  g_return_val_if_fail (ZB_IS_MEMBER_PAGE (self), 0);

  return self->id;
}
