/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/agenda-list.h"

#include <string.h>

#include "ui/meeting/agenda-row.h"

struct _ZbAgendaList
{
  AdwBin parent_instance;

  gboolean building;
  guint    next_number; /* the next one's number */

  GtkListBox *list;
};

enum
{
  CHOSEN,
  ENTERED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAgendaList, zb_agenda_list, ADW_TYPE_BIN)

static void
row_selected_cb (ZbAgendaList  *self,
                 GtkListBoxRow *row)
{
  if (!self->building && row != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, zb_agenda_row_get_item (ZB_AGENDA_ROW (row)));
}

static void
row_activated_cb (ZbAgendaList *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
dropped_cb (ZbAgendaList *self,
            gint64        item,
            ZbAgendaRow  *row)
{
  g_signal_emit (self, signals[MOVED], 0, item, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

static void
zb_agenda_list_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_AGENDA_LIST);

  G_OBJECT_CLASS (zb_agenda_list_parent_class)->dispose (object);
}

static void
zb_agenda_list_class_init (ZbAgendaListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_agenda_list_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                 G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/agenda-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zb_agenda_list_init (ZbAgendaList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_row (ZbAgendaList       *self,
         ZbMeeting          *meeting,
         const ZbAgendaItem *item,
         gint64              chosen,
         gboolean            movable)
{
  const char *resolution = zb_meeting_get_resolution (meeting);
  gboolean    lecture = item != NULL && (zb_meeting_get_kinds (meeting) & (1u << ZB_KIND_LECTURE)) != 0 &&
                     strstr (item->title, "党课") != NULL;
  GtkWidget *row = zb_agenda_row_new (item, self->next_number++, lecture, resolution != NULL && *resolution != '\0');

  zb_agenda_row_set_movable (ZB_AGENDA_ROW (row), item != NULL && movable);
  g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
  if (zb_agenda_row_get_item (ZB_AGENDA_ROW (row)) == chosen)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

void
zb_agenda_list_show (ZbAgendaList *self,
                     ZbRecord     *record,
                     gint64        chosen,
                     gboolean      movable)
{
  GtkWidget *child;
  gboolean   focused;

  g_return_if_fail (ZB_IS_AGENDA_LIST (self));

  focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  self->building = TRUE;
  self->next_number = 1;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < record->agenda->len; i++)
    add_row (self, record->meeting, g_ptr_array_index (record->agenda, i), chosen, movable);
  add_row (self, record->meeting, NULL, chosen, movable);
  if (focused && gtk_list_box_get_selected_row (self->list) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
  self->building = FALSE;
}
