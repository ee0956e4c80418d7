/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/follow-up-row.h"

#include <glib/gi18n.h>

#include "ui/day-row.h"

struct _ZbFollowUpRow
{
  AdwExpanderRow parent_instance;

  ZbMeetingDesk *desk;
  ZbFollowUp    *follow_up; /* as recorded, or on its way there */

  AdwComboRow *measure;
  ZbDayRow    *day;
  GtkEditable *by;
  GtkEditable *outcome;
  GtkLabel    *state;
};

G_DEFINE_FINAL_TYPE (ZbFollowUpRow, zb_follow_up_row, ADW_TYPE_EXPANDER_ROW)

/* "" is nothing. */
static char *
dup_text (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* NULL while the day cannot be taken. */
static ZbFollowUp *
read_follow_up (ZbFollowUpRow *self)
{
  ZbFollowUp *follow_up = zb_follow_up_copy (self->follow_up);

  follow_up->talk = adw_combo_row_get_selected (self->measure) == 1;
  g_free (follow_up->by);
  follow_up->by = dup_text (self->by);
  g_free (follow_up->outcome);
  follow_up->outcome = dup_text (self->outcome);
  if (zb_day_row_read (self->day, &follow_up->day))
    return follow_up;

  zb_follow_up_free (follow_up);
  return NULL;
}

static gboolean
is_same (const ZbFollowUp *a,
         const ZbFollowUp *b)
{
  return a->talk == b->talk && zb_day_compare (a->day, b->day) == 0 && g_strcmp0 (a->by, b->by) == 0 &&
         g_strcmp0 (a->outcome, b->outcome) == 0;
}

static void
show_state (ZbFollowUpRow *self)
{
  gboolean         done = zb_day_is_set (self->follow_up->day);
  g_autofree char *day = done ? zb_day_dup_words (self->follow_up->day) : NULL;
  g_autofree char *subtitle = done ? g_strdup_printf ("%s · %s", self->follow_up->talk ? _ ("谈话") : _ ("批评教育"), day)
                                   : g_strdup (_ ("无故缺席，应批评教育或谈话"));

  g_object_set (self, "use-markup", FALSE, "title", self->follow_up->name, "subtitle", subtitle, NULL);
  gtk_label_set_label (self->state, done ? _ ("已处理") : _ ("未处理"));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), (const char *[]){ "tag", done ? "green" : "amber", NULL });
}

static void
left_cb (ZbFollowUpRow *self)
{
  zb_follow_up_row_commit (self);
}

static void
zb_follow_up_row_dispose (GObject *object)
{
  ZbFollowUpRow *self = ZB_FOLLOW_UP_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_FOLLOW_UP_ROW);
  g_clear_pointer (&self->follow_up, zb_follow_up_free);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_follow_up_row_parent_class)->dispose (object);
}

static void
zb_follow_up_row_class_init (ZbFollowUpRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_follow_up_row_dispose;

  g_type_ensure (ZB_TYPE_DAY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/follow-up-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbFollowUpRow, measure);
  gtk_widget_class_bind_template_child (widget_class, ZbFollowUpRow, day);
  gtk_widget_class_bind_template_child (widget_class, ZbFollowUpRow, by);
  gtk_widget_class_bind_template_child (widget_class, ZbFollowUpRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, ZbFollowUpRow, state);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
zb_follow_up_row_init (ZbFollowUpRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_follow_up_row_new (ZbMeetingDesk    *desk,
                      const ZbFollowUp *follow_up)
{
  ZbFollowUpRow *self = g_object_new (ZB_TYPE_FOLLOW_UP_ROW, NULL);

  g_set_object (&self->desk, desk);
  zb_follow_up_row_show (self, follow_up);

  return GTK_WIDGET (self);
}

void
zb_follow_up_row_show (ZbFollowUpRow    *self,
                       const ZbFollowUp *follow_up)
{
  g_return_if_fail (ZB_IS_FOLLOW_UP_ROW (self));

  if (self->follow_up != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL &&
      adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)) && !is_same (follow_up, self->follow_up))
    return;

  g_clear_pointer (&self->follow_up, zb_follow_up_free);
  self->follow_up = zb_follow_up_copy (follow_up);
  adw_combo_row_set_selected (self->measure, follow_up->talk ? 1 : 0);
  zb_day_row_fill (self->day, follow_up->day);
  gtk_editable_set_text (self->by, follow_up->by != NULL ? follow_up->by : "");
  gtk_editable_set_text (self->outcome, follow_up->outcome != NULL ? follow_up->outcome : "");
  show_state (self);
}

gint64
zb_follow_up_row_get_member (ZbFollowUpRow *self)
{
  g_return_val_if_fail (ZB_IS_FOLLOW_UP_ROW (self), 0);

  return self->follow_up->member;
}

void
zb_follow_up_row_commit (ZbFollowUpRow *self)
{
  ZbFollowUp *follow_up;

  g_return_if_fail (ZB_IS_FOLLOW_UP_ROW (self));

  if (self->desk == NULL || zb_meeting_desk_get_locked (self->desk))
    return;

  follow_up = read_follow_up (self);
  if (follow_up == NULL)
    return;

  if (is_same (follow_up, self->follow_up))
    {
      zb_follow_up_free (follow_up);
      return;
    }
  zb_record_put_follow_up_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), follow_up, NULL,
                                 zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, NULL));
  zb_follow_up_free (self->follow_up);
  self->follow_up = follow_up;
  show_state (self);
}
