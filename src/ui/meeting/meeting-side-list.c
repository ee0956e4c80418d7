/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/meeting-side-list.h"

#include <glib/gi18n.h>

#include "ui/kind-badge.h"
#include "ui/words.h"

struct _ZbMeetingSideList
{
  AdwBin parent_instance;

  ZbCalendar *calendar;
  gint64      meeting;
  GArray     *shown; /* gint64: the meetings of the rows */
  gboolean    building;

  GtkListBox *list;
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbMeetingSideList, zb_meeting_side_list, ADW_TYPE_BIN)

static void
row_activated_cb (ZbMeetingSideList *self,
                  GtkListBoxRow     *row)
{
  guint place = gtk_list_box_row_get_index (row);

  if (!self->building && place < self->shown->len)
    g_signal_emit (self, signals[ACTIVATED], 0, g_array_index (self->shown, gint64, place));
}

static void
add_row (ZbMeetingSideList *self,
         ZbMeeting         *meeting)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget       *row = gtk_list_box_row_new ();
  g_autofree char *title = zb_words_meeting_title (meeting);
  ZbDay            day = zb_meeting_get_day (meeting);
  g_autofree char *words = g_strdup_printf ("%02d-%02d %s", day.month, day.day, title);
  GtkWidget       *label = gtk_label_new (words);
  gint64           id = zb_meeting_get_id (meeting);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "meeting-label");
  gtk_box_append (GTK_BOX (box), zb_kind_badge_new (zb_kinds_first (zb_meeting_get_kinds (meeting))));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (zb_meeting_get_state (meeting) == ZB_STATE_CANCELLED)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_append (self->list, row);
  g_array_append_val (self->shown, id);
  if (id == self->meeting)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

static GPtrArray *
list_quarter (ZbMeetingSideList *self)
{
  ZbMeeting *meeting = self->meeting != 0 ? zb_meetings_find (zb_calendar_get_meetings (self->calendar), self->meeting) : NULL;
  ZbDay      first, last;

  if (meeting == NULL)
    return NULL;

  zb_calendar_get_period (ZB_PERIOD_QUARTER, zb_meeting_get_day (meeting), &first, &last);
  return zb_calendar_list_meetings (self->calendar, first, last);
}

static void
refresh (ZbMeetingSideList *self)
{
  g_autoptr (GPtrArray) meetings = list_quarter (self);
  GtkWidget *child;

  self->building = TRUE;
  g_array_set_size (self->shown, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = meetings != NULL ? meetings->len : 0; i > 0; i--)
    add_row (self, meetings->pdata[i - 1]);
  self->building = FALSE;
}

static void
zb_meeting_side_list_dispose (GObject *object)
{
  ZbMeetingSideList *self = ZB_MEETING_SIDE_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_MEETING_SIDE_LIST);
  g_clear_object (&self->calendar);

  G_OBJECT_CLASS (zb_meeting_side_list_parent_class)->dispose (object);
}

static void
zb_meeting_side_list_finalize (GObject *object)
{
  g_clear_pointer (&ZB_MEETING_SIDE_LIST (object)->shown, g_array_unref);

  G_OBJECT_CLASS (zb_meeting_side_list_parent_class)->finalize (object);
}

static void
zb_meeting_side_list_class_init (ZbMeetingSideListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_meeting_side_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_meeting_side_list_finalize;
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                     G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/meeting-side-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingSideList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zb_meeting_side_list_init (ZbMeetingSideList *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_meeting_side_list_new (ZbCalendar *calendar)
{
  ZbMeetingSideList *self = g_object_new (ZB_TYPE_MEETING_SIDE_LIST, NULL);

  g_return_val_if_fail (ZB_IS_CALENDAR (calendar), NULL);

  g_set_object (&self->calendar, calendar);
  g_signal_connect_object (calendar, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
zb_meeting_side_list_show (ZbMeetingSideList *self,
                           gint64             meeting)
{
  g_return_if_fail (ZB_IS_MEETING_SIDE_LIST (self));

  self->meeting = meeting;
  refresh (self);
}
