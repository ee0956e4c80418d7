/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/attendance-row.h"

#include <glib/gi18n.h>

#include "ui/meeting/reason-popover.h"

struct _ZbAttendanceRow
{
  GtkListBoxRow parent_instance;

  ZbDay         day;
  ZbAttendance *line;
  GtkWidget    *popover; /* NULL before a reason was asked for */

  AdwAvatar       *avatar;
  GtkBox          *middle;
  GtkWidget       *who;
  GtkLabel        *name;
  GtkLabel        *detail;
  GtkWidget       *why;
  GtkLabel        *tag;
  GtkLabel        *reason;
  GtkWidget       *follow_up;
  GtkWidget       *marks;
  GtkToggleButton *present;
  GtkToggleButton *excused;
  GtkToggleButton *absent;
  GtkToggleButton *exempt;
  GtkWidget       *remove;
};

enum
{
  PUT,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAttendanceRow, zb_attendance_row, GTK_TYPE_LIST_BOX_ROW)

static GtkToggleButton *
get_button (ZbAttendanceRow *self,
            ZbMark           mark)
{
  switch (mark)
    {
    case ZB_MARK_PRESENT:
      return self->present;
    case ZB_MARK_EXCUSED:
      return self->excused;
    case ZB_MARK_ABSENT:
      return self->absent;
    case ZB_MARK_EXEMPT:
      return self->exempt;
    case ZB_MARK_NONE:
    case ZB_MARK_OBSERVER:
    case ZB_N_MARKS:
    default:
      return NULL;
    }
}

static void
show_mark (ZbAttendanceRow *self)
{
  GtkToggleButton *button = get_button (self, self->line->mark);

  for (ZbMark mark = ZB_MARK_PRESENT; mark <= ZB_MARK_EXEMPT; mark++)
    if (get_button (self, mark) != button)
      gtk_toggle_button_set_active (get_button (self, mark), FALSE);
  if (button != NULL)
    gtk_toggle_button_set_active (button, TRUE);
  gtk_widget_set_visible (self->marks, self->line->mark != ZB_MARK_OBSERVER);
  gtk_widget_set_visible (self->remove, self->line->mark == ZB_MARK_OBSERVER);
}

static void
set_tag (ZbAttendanceRow *self,
         const char      *words,
         const char      *css_class)
{
  const char *classes[] = { "tag", css_class, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->tag), classes);
  gtk_label_set_label (self->tag, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->tag), words != NULL);
}

/* 外地开庭 · 王某某 2019-06-10 批准 */
static char *
dup_reason (const ZbAttendance *line)
{
  g_autoptr (GString) words = g_string_new (line->note);
  gboolean approved = line->approver != NULL || line->approved != NULL;

  if (words->len > 0 && approved)
    g_string_append (words, " · ");
  if (line->approver != NULL)
    g_string_append (words, line->approver);
  if (line->approver != NULL && line->approved != NULL)
    g_string_append_c (words, ' ');
  if (line->approved != NULL)
    g_string_append (words, line->approved);
  if (approved)
    g_string_append (words, line->mark == ZB_MARK_EXEMPT ? _ (" 同意") : _ (" 批准"));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
dup_follow_up (const ZbFollowUp *follow_up)
{
  g_autofree char *day = follow_up != NULL ? zb_day_to_text (follow_up->day) : NULL;

  if (day == NULL)
    return NULL;

  return g_strdup_printf ("%s · %s", follow_up->talk ? _ ("已谈话") : _ ("已批评教育"), day);
}

static void
show_reason (ZbAttendanceRow  *self,
             const ZbFollowUp *follow_up)
{
  const ZbAttendance *line = self->line;
  g_autofree char    *words = NULL;
  gboolean            open = FALSE;

  switch (line->mark)
    {
    case ZB_MARK_EXCUSED:
      set_tag (self, line->reason != NULL ? zb_leave_get_name (line->reason) : _ ("未写事由"), "amber");
      words = dup_reason (line);
      break;
    case ZB_MARK_EXEMPT:
      set_tag (self, line->reason != NULL ? zb_exemption_get_name (line->reason) : _ ("不计入应到"), "grey");
      words = dup_reason (line);
      break;
    case ZB_MARK_ABSENT:
      set_tag (self, _ ("无故缺席"), "amber");
      words = dup_follow_up (follow_up);
      open = words == NULL;
      break;
    case ZB_MARK_OBSERVER:
      set_tag (self, _ ("列席"), "grey");
      break;
    case ZB_MARK_NONE:
    case ZB_MARK_PRESENT:
    case ZB_N_MARKS:
    default:
      set_tag (self, line->probationary ? _ ("列席，无表决权") : !line->voter ? _ ("无表决权")
                                                                              : NULL,
               "grey");
    }
  gtk_label_set_label (self->reason, words != NULL ? words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason), words);
  gtk_widget_set_visible (self->follow_up, open);
}

static void
show_person (ZbAttendanceRow *self)
{
  const ZbAttendance *line = self->line;
  gboolean            duties = line->duties != NULL && *line->duties != '\0';
  gboolean            group = line->group != NULL && *line->group != '\0';
  g_autofree char    *detail = g_strconcat (duties ? line->duties : line->probationary ? _ ("预备")
                                                                                       : "",
                                         (duties || line->probationary) && group ? " · " : "", group ? line->group : "", NULL);

  adw_avatar_set_text (self->avatar, line->name);
  gtk_label_set_label (self->name, line->name);
  gtk_label_set_label (self->detail, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, line->name, -1);
}

static void
answered_cb (ZbAttendanceRow *self)
{
  ZbAttendance *line = zb_attendance_copy (self->line);

  zb_reason_popover_answer (ZB_REASON_POPOVER (self->popover), line);
  g_signal_emit (self, signals[PUT], 0, line);
  zb_attendance_free (line);
}

/* Closed without an answer: the buttons show again what is so. */
static void
closed_cb (ZbAttendanceRow *self)
{
  show_mark (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
ask_reason (ZbAttendanceRow *self,
            ZbMark           mark)
{
  graphene_rect_t bounds;
  GdkRectangle    where = { 0 };

  if (self->popover == NULL)
    {
      self->popover = zb_reason_popover_new ();
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
      g_signal_connect_object (self->popover, "done", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
    }
  if (gtk_widget_compute_bounds (GTK_WIDGET (get_button (self, mark)), GTK_WIDGET (self), &bounds))
    where = (GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &where);
  zb_reason_popover_ask (ZB_REASON_POPOVER (self->popover), self->line, mark, self->day);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
put_mark (ZbAttendanceRow *self,
          ZbMark           mark)
{
  ZbAttendance *line = zb_attendance_copy (self->line);

  line->mark = mark;
  g_clear_pointer (&line->reason, g_free);
  g_clear_pointer (&line->note, g_free);
  g_clear_pointer (&line->approver, g_free);
  g_clear_pointer (&line->approved, g_free);
  g_signal_emit (self, signals[PUT], 0, line);
  zb_attendance_free (line);
}

static void
clicked_cb (ZbAttendanceRow *self,
            GtkButton       *button)
{
  for (ZbMark mark = ZB_MARK_PRESENT; mark <= ZB_MARK_EXEMPT; mark++)
    if (GTK_WIDGET (get_button (self, mark)) == GTK_WIDGET (button))
      zb_attendance_row_mark (self, mark);
}

static void
remove_cb (ZbAttendanceRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
zb_attendance_row_dispose (GObject *object)
{
  ZbAttendanceRow *self = ZB_ATTENDANCE_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ATTENDANCE_ROW);
  g_clear_pointer (&self->line, zb_attendance_free);

  G_OBJECT_CLASS (zb_attendance_row_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/attendance-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, middle);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, who);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, name);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, detail);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, why);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, tag);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, reason);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, follow_up);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, marks);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, present);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, excused);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, absent);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, exempt);
  gtk_widget_class_bind_template_child (widget_class, ZbAttendanceRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
zb_attendance_row_class_init (ZbAttendanceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_attendance_row_dispose;
  signals[PUT] = g_signal_new ("put", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
zb_attendance_row_init (ZbAttendanceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_attendance_row_new (ZbDay day)
{
  ZbAttendanceRow *self = g_object_new (ZB_TYPE_ATTENDANCE_ROW, NULL);

  self->day = day;

  return GTK_WIDGET (self);
}

void
zb_attendance_row_show (ZbAttendanceRow    *self,
                        const ZbAttendance *line,
                        const ZbFollowUp   *follow_up)
{
  g_return_if_fail (ZB_IS_ATTENDANCE_ROW (self));

  g_clear_pointer (&self->line, zb_attendance_free);
  self->line = zb_attendance_copy (line);
  show_person (self);
  if (self->popover == NULL || !gtk_widget_get_visible (self->popover))
    show_mark (self);
  show_reason (self, follow_up);
}

void
zb_attendance_row_set_folded (ZbAttendanceRow *self,
                              gboolean         folded)
{
  g_return_if_fail (ZB_IS_ATTENDANCE_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->middle), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->who, folded ? -1 : 210, -1);
}

void
zb_attendance_row_mark (ZbAttendanceRow *self,
                        ZbMark           mark)
{
  g_return_if_fail (ZB_IS_ATTENDANCE_ROW (self));
  g_return_if_fail (get_button (self, mark) != NULL);

  if (self->line->mark == ZB_MARK_OBSERVER)
    return;

  if (mark == ZB_MARK_EXCUSED || mark == ZB_MARK_EXEMPT)
    ask_reason (self, mark);
  else if (mark != self->line->mark)
    put_mark (self, mark);
}

const ZbAttendance *
zb_attendance_row_get_line (ZbAttendanceRow *self)
{
  g_return_val_if_fail (ZB_IS_ATTENDANCE_ROW (self), NULL);

  return self->line;
}
