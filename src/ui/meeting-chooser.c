/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting-chooser.h"

#include <string.h>

#include "ui/kind-badge.h"
#include "ui/meeting-dialog.h"
#include "ui/words.h"

struct _ZbMeetingChooser
{
  AdwWindow parent_instance;

  ZbMeetings *meetings;
  GtkFilter  *filter;
  void (*chosen) (gint64 meeting, gpointer data);
  gpointer       data;
  GDestroyNotify free_data;

  GtkEditable *search;
  GtkStack    *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (ZbMeetingChooser, zb_meeting_chooser, ADW_TYPE_WINDOW)

/* Named in meeting-row.ui. */
int   zb_meeting_row_kind (GtkListItem *item, guint kinds);
char *zb_meeting_row_when (GtkListItem *item, ZbMeeting *meeting);

int
zb_meeting_row_kind (GtkListItem *item,
                     guint        kinds)
{
  return zb_kinds_first (kinds);
}

char *
zb_meeting_row_when (GtkListItem *item,
                     ZbMeeting   *meeting)
{
  g_autofree char *span = NULL;
  const char      *place;

  if (meeting == NULL)
    return NULL;

  span = zb_words_span (zb_meeting_get_start (meeting), zb_meeting_get_end (meeting));
  place = zb_meeting_get_place (meeting);
  return place != NULL && *place != '\0' ? g_strdup_printf ("%s · %s", span, place) : g_steal_pointer (&span);
}

static gboolean
matches_cb (gpointer item,
            gpointer data)
{
  ZbMeetingChooser *self = data;
  const char       *words = gtk_editable_get_text (self->search);
  const char       *theme = zb_meeting_get_theme (item), *place = zb_meeting_get_place (item);
  g_autofree char  *date = zb_meeting_dup_date (item);

  return *words == '\0' || strstr (theme, words) != NULL || strstr (date, words) != NULL ||
         (place != NULL && strstr (place, words) != NULL);
}

static void
search_changed_cb (ZbMeetingChooser *self)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (model) > 0 ? "list" : "empty");
}

static void
choose (ZbMeetingChooser *self,
        guint             position)
{
  g_autoptr (ZbMeeting) meeting = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  if (meeting == NULL)
    return;

  self->chosen (zb_meeting_get_id (meeting), self->data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (ZbMeetingChooser *self,
              guint             position)
{
  choose (self, position);
}

static void
search_activated_cb (ZbMeetingChooser *self)
{
  choose (self, 0);
}

static void
made_cb (ZbMeetingChooser *self,
         gint64            meeting)
{
  self->chosen (meeting, self->data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
new_clicked_cb (ZbMeetingChooser *self)
{
  ZbMeetingDialog *dialog = zb_meeting_dialog_new (GTK_WINDOW (self), self->meetings, 0, NULL, NULL);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
zb_meeting_chooser_dispose (GObject *object)
{
  ZbMeetingChooser *self = ZB_MEETING_CHOOSER (object);

  if (self->free_data != NULL)
    g_clear_pointer (&self->data, self->free_data);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_MEETING_CHOOSER);
  g_clear_object (&self->filter);
  g_clear_object (&self->meetings);

  G_OBJECT_CLASS (zb_meeting_chooser_parent_class)->dispose (object);
}

static void
zb_meeting_chooser_class_init (ZbMeetingChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_meeting_chooser_dispose;

  g_type_ensure (ZB_TYPE_MEETING);
  g_type_ensure (ZB_TYPE_KIND_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/meeting-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingChooser, search);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
}

static void
zb_meeting_chooser_init (ZbMeetingChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_meetings (ZbMeetingChooser *self)
{
  GListModel         *meetings = zb_meetings_get_model (self->meetings);
  GtkFilterListModel *found;

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  found = gtk_filter_list_model_new (g_object_ref (meetings), g_object_ref (self->filter));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (found))));
  search_changed_cb (self);
}

void
zb_meeting_chooser_run (GtkWindow  *parent,
                        ZbMeetings *meetings,
                        const char *title,
                        void (*chosen) (gint64 meeting, gpointer data),
                        gpointer       data,
                        GDestroyNotify free_data)
{
  ZbMeetingChooser *self = g_object_new (ZB_TYPE_MEETING_CHOOSER, "transient-for", parent, "title", title, NULL);

  self->meetings = g_object_ref (meetings);
  self->chosen = chosen;
  self->data = data;
  self->free_data = free_data;
  show_meetings (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_window_present (GTK_WINDOW (self));
}
