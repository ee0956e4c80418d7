/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/agenda-form.h"

#include <glib/gi18n.h>

struct _ZbAgendaForm
{
  GtkPopover parent_instance;

  GtkEditable *title;
  GtkEditable *speaker;
  GtkEditable *starts;
  GtkButton   *done;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAgendaForm, zb_agenda_form, GTK_TYPE_POPOVER)

/* "" is nothing. */
static char *
dup_text (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
changed_cb (ZbAgendaForm *self)
{
  g_autofree char *title = dup_text (self->title);

  gtk_widget_set_sensitive (GTK_WIDGET (self->done), title != NULL);
}

static void
done_cb (ZbAgendaForm *self)
{
  g_autofree char *title = dup_text (self->title);

  if (title == NULL)
    return;

  g_signal_emit (self, signals[DONE], 0);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
zb_agenda_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_AGENDA_FORM);

  G_OBJECT_CLASS (zb_agenda_form_parent_class)->dispose (object);
}

static void
zb_agenda_form_class_init (ZbAgendaFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_agenda_form_dispose;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/agenda-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaForm, title);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaForm, speaker);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaForm, starts);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaForm, done);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
zb_agenda_form_init (ZbAgendaForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  changed_cb (self);
}

void
zb_agenda_form_fill (ZbAgendaForm       *self,
                     const ZbAgendaItem *item)
{
  g_return_if_fail (ZB_IS_AGENDA_FORM (self));

  gtk_editable_set_text (self->title, item != NULL ? item->title : "");
  gtk_editable_set_text (self->speaker, item != NULL && item->speaker != NULL ? item->speaker : "");
  gtk_editable_set_text (self->starts, item != NULL && item->starts != NULL ? item->starts : "");
  gtk_button_set_label (self->done, item != NULL ? _ ("改好") : _ ("加上"));
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

ZbAgendaItem *
zb_agenda_form_dup_item (ZbAgendaForm *self)
{
  ZbAgendaItem *item = g_new0 (ZbAgendaItem, 1);

  item->title = dup_text (self->title);
  item->speaker = dup_text (self->speaker);
  item->starts = dup_text (self->starts);

  return item;
}
