/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/agenda-row.h"

#include <glib/gi18n.h>

#include "ui/kind-badge.h"

struct _ZbAgendaRow
{
  GtkListBoxRow parent_instance;

  gint64 item;

  GtkLabel      *number;
  GtkLabel      *title;
  GtkLabel      *detail;
  ZbKindBadge   *badge;
  GtkWidget     *tick;
  GtkLabel      *state;
  GtkDragSource *source;
};

enum
{
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAgendaRow, zb_agenda_row, GTK_TYPE_LIST_BOX_ROW)

static GdkContentProvider *
prepare_cb (ZbAgendaRow *self)
{
  return self->item != 0 ? gdk_content_provider_new_typed (G_TYPE_INT64, self->item) : NULL;
}

static void
drag_begin_cb (ZbAgendaRow *self,
               GdkDrag     *drag)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (self->source, picture, 12, 12);
}

static gboolean
drop_cb (ZbAgendaRow  *self,
         const GValue *value)
{
  gint64 item = g_value_get_int64 (value);

  if (item == self->item || self->item == 0)
    return FALSE;

  g_signal_emit (self, signals[DROPPED], 0, item);
  return TRUE;
}

static void
zb_agenda_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_AGENDA_ROW);

  G_OBJECT_CLASS (zb_agenda_row_parent_class)->dispose (object);
}

static void
zb_agenda_row_class_init (ZbAgendaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_agenda_row_dispose;
  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (ZB_TYPE_KIND_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/agenda-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaRow, number);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaRow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaRow, detail);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaRow, badge);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaRow, tick);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaRow, state);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaRow, source);
  gtk_widget_class_bind_template_callback (widget_class, prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
zb_agenda_row_init (ZbAgendaRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
show_state (ZbAgendaRow *self,
            gboolean     written,
            gboolean     begun)
{
  gtk_widget_set_visible (self->tick, written);
  gtk_widget_set_visible (GTK_WIDGET (self->state), !written && (begun || self->item != 0));
  gtk_label_set_label (self->state, begun ? _ ("正在写") : _ ("未写"));
  if (!begun)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "amber");
}

static void
show_item (ZbAgendaRow        *self,
           const ZbAgendaItem *item)
{
  g_autofree char *detail = NULL;
  gboolean         spoken = item->speaker != NULL && *item->speaker != '\0';
  gboolean         timed = item->starts != NULL && *item->starts != '\0';

  gtk_label_set_label (self->title, item->title);
  detail = g_strconcat (spoken ? item->speaker : "", spoken && timed ? " · " : "", timed ? item->starts : "", NULL);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), spoken || timed);
  show_state (self, item->written, item->body != NULL && *item->body != '\0');
}

GtkWidget *
zb_agenda_row_new (const ZbAgendaItem *item,
                   guint               number,
                   gboolean            lecture,
                   gboolean            resolved)
{
  ZbAgendaRow     *self = g_object_new (ZB_TYPE_AGENDA_ROW, NULL);
  g_autofree char *text = g_strdup_printf ("%u", number);

  self->item = item != NULL ? item->id : 0;
  zb_kind_badge_set_kind (self->badge, ZB_KIND_LECTURE);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), lecture);
  gtk_label_set_label (self->number, item != NULL ? text : _ ("决"));
  if (item != NULL)
    show_item (self, item);
  else
    {
      gtk_label_set_label (self->title, _ ("决议"));
      gtk_widget_set_visible (GTK_WIDGET (self->detail), FALSE);
      show_state (self, resolved, FALSE);
    }

  return GTK_WIDGET (self);
}

gint64
zb_agenda_row_get_item (ZbAgendaRow *self)
{
  g_return_val_if_fail (ZB_IS_AGENDA_ROW (self), 0);

  return self->item;
}

void
zb_agenda_row_set_movable (ZbAgendaRow *self,
                           gboolean     movable)
{
  g_return_if_fail (ZB_IS_AGENDA_ROW (self));

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->source), movable ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
}
