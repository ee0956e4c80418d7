/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/speaker-popover.h"

struct _ZbSpeakerPopover
{
  GtkPopover parent_instance;

  GtkListBox *people;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSpeakerPopover, zb_speaker_popover, GTK_TYPE_POPOVER)

static void
row_activated_cb (ZbSpeakerPopover *self,
                  GtkListBoxRow    *row)
{
  g_autofree char *name = g_strdup (gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, name);
}

static void
zb_speaker_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_SPEAKER_POPOVER);

  G_OBJECT_CLASS (zb_speaker_popover_parent_class)->dispose (object);
}

static void
zb_speaker_popover_class_init (ZbSpeakerPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_speaker_popover_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/speaker-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbSpeakerPopover, people);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zb_speaker_popover_init (ZbSpeakerPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_person (ZbSpeakerPopover *self,
            const char       *name)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_append (self->people, label);
}

gboolean
zb_speaker_popover_fill (ZbSpeakerPopover *self,
                         GPtrArray        *attendance)
{
  GtkWidget *child;

  g_return_val_if_fail (ZB_IS_SPEAKER_POPOVER (self), FALSE);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->people))) != NULL)
    gtk_list_box_remove (self->people, child);
  for (guint i = 0; i < attendance->len; i++)
    {
      const ZbAttendance *line = g_ptr_array_index (attendance, i);

      if (line->mark == ZB_MARK_PRESENT || line->mark == ZB_MARK_OBSERVER)
        add_person (self, line->name);
    }

  return gtk_widget_get_first_child (GTK_WIDGET (self->people)) != NULL;
}
