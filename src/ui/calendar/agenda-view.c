/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/agenda-view.h"

#include <glib/gi18n.h>

#include "ui/calendar/day-entry.h"
#include "ui/calendar/state-icon.h"
#include "ui/kind-badge.h"
#include "ui/overview/overview-line.h"

typedef struct
{
  ZbDay       day;
  ZbDayEntry *entry;
} Item;

struct _ZbAgendaView
{
  AdwBin parent_instance;

  GArray *items; /* of Item, by day */
  guint   n_meetings;
  ZbDay   first;

  GtkStack   *states;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ZbAgendaView, zb_agenda_view, ADW_TYPE_BIN)

static void
clear_item (gpointer data)
{
  zb_day_entry_unref (((Item *) data)->entry);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *left = a, *right = b;
  const int   days = zb_day_compare (left->day, right->day);

  if (days != 0 || left->entry->meeting == NULL || right->entry->meeting == NULL)
    return days;

  return zb_wall_compare (zb_meeting_get_start (left->entry->meeting), zb_meeting_get_start (right->entry->meeting));
}

static void
add_items (ZbAgendaView *self,
           ZbCalendar   *calendar,
           ZbDay         last,
           ZbKinds       kinds)
{
  g_autoptr (GPtrArray) meetings = zb_calendar_list_meetings (calendar, self->first, last);
  g_autoptr (GPtrArray) deadlines = zb_calendar_list_deadlines (calendar, self->first, last);

  for (guint i = 0; i < meetings->len; i++)
    if ((zb_meeting_get_kinds (meetings->pdata[i]) & kinds) != 0)
      {
        const Item item = { zb_meeting_get_day (meetings->pdata[i]), zb_day_entry_new_meeting (calendar, meetings->pdata[i]) };

        g_array_append_val (self->items, item);
      }
  self->n_meetings = self->items->len;
  for (guint i = 0; i < deadlines->len; i++)
    {
      const ZbVerdict *verdict = deadlines->pdata[i];
      const Item       item = { verdict->next, zb_day_entry_new_deadline (calendar, verdict) };

      g_array_append_val (self->items, item);
    }
  g_array_sort (self->items, compare_items);
}

/* --- rows --- */

static GtkWidget *
make_label (const char *text,
            const char *style,
            int         width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (width > 0)
    gtk_label_set_width_chars (GTK_LABEL (label), width);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static char *
dup_time (ZbMeeting *meeting)
{
  const ZbWall *start = zb_meeting_get_start (meeting);
  int           hour, minute;

  if (start->precision < ZB_PRECISION_MINUTE)
    return g_strdup (_ ("全天"));

  zb_wall_split (start, NULL, NULL, NULL, &hour, &minute, NULL);
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

static GtkWidget *
make_words (const Item *item)
{
  GtkWidget  *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *place = item->entry->meeting != NULL ? zb_meeting_get_place (item->entry->meeting) : NULL;

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_label (item->entry->title, NULL, 0));
  if (place != NULL)
    gtk_box_append (GTK_BOX (words), make_label (place, "agenda-place", 0));
  if (item->entry->line != NULL)
    gtk_box_append (GTK_BOX (words), make_label (item->entry->line, item->entry->meeting != NULL ? "agenda-missing" : "agenda-place", 0));
  return words;
}

static GtkWidget *
make_row (const Item *item)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  g_autofree char *day = zb_overview_dup_day (item->day);
  g_autofree char *time = item->entry->meeting != NULL ? dup_time (item->entry->meeting) : NULL;

  gtk_box_append (GTK_BOX (row), make_label (day, "numeric", 14));
  gtk_box_append (GTK_BOX (row), make_label (time, "dim-label", 6));
  gtk_widget_set_size_request (badges, 60, -1);
  if (item->entry->meeting != NULL)
    zb_kind_badge_fill (GTK_BOX (badges), zb_meeting_get_kinds (item->entry->meeting));
  else
    gtk_box_append (GTK_BOX (badges), gtk_image_new_from_icon_name ("alarm-symbolic"));
  gtk_box_append (GTK_BOX (row), badges);
  gtk_box_append (GTK_BOX (row), make_words (item));
  if (item->entry->meeting != NULL)
    gtk_box_append (GTK_BOX (row), zb_state_icon_new (zb_meeting_get_state (item->entry->meeting)));
  gtk_widget_add_css_class (row, "agenda-item");
  return row;
}

/* --- weeks --- */

static ZbDay
get_monday (ZbDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return zb_day_plus_days (day, 1 - (int) g_date_get_weekday (&date));
}

static void
heading_cb (GtkListBoxRow *row,
            GtkListBoxRow *before,
            gpointer       data)
{
  ZbAgendaView    *self = data;
  const ZbDay      monday = get_monday (g_array_index (self->items, Item, gtk_list_box_row_get_index (row)).day);
  const ZbDay      sunday = zb_day_plus_days (monday, 6);
  g_autofree char *words = NULL;

  if (before != NULL && zb_day_compare (get_monday (g_array_index (self->items, Item, gtk_list_box_row_get_index (before)).day), monday) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  words = monday.month == sunday.month ? g_strdup_printf (_ ("%d 月 %d–%d 日"), monday.month, monday.day, sunday.day)
                                       : g_strdup_printf (_ ("%d 月 %d 日–%d 月 %d 日"), monday.month, monday.day, sunday.month, sunday.day);
  gtk_list_box_row_set_header (row, make_label (words, "agenda-week", 0));
}

static void
activated_cb (ZbAgendaView  *self,
              GtkListBoxRow *row)
{
  g_autoptr (ZbDayEntry) entry = zb_day_entry_ref (g_array_index (self->items, Item, gtk_list_box_row_get_index (row)).entry);

  zb_day_entry_activate (entry, self);
}

static void
zb_agenda_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_AGENDA_VIEW);

  G_OBJECT_CLASS (zb_agenda_view_parent_class)->dispose (object);
}

static void
zb_agenda_view_finalize (GObject *object)
{
  g_array_unref (ZB_AGENDA_VIEW (object)->items);

  G_OBJECT_CLASS (zb_agenda_view_parent_class)->finalize (object);
}

static void
zb_agenda_view_class_init (ZbAgendaViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_agenda_view_dispose;
  object_class->finalize = zb_agenda_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/agenda-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaView, states);
  gtk_widget_class_bind_template_child (widget_class, ZbAgendaView, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
zb_agenda_view_init (ZbAgendaView *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, heading_cb, self, NULL);
}

static void
clear_list (ZbAgendaView *self)
{
  GtkWidget *child;

  gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_array_set_size (self->items, 0);
}

void
zb_agenda_view_show (ZbAgendaView *self,
                     ZbCalendar   *calendar,
                     ZbDay         day,
                     ZbKinds       kinds)
{
  GtkListBoxRow *near = NULL;
  ZbDay          last;

  g_return_if_fail (ZB_IS_AGENDA_VIEW (self));

  clear_list (self);
  zb_calendar_get_period (ZB_PERIOD_QUARTER, day, &self->first, &last);
  add_items (self, calendar, last, kinds);
  for (guint i = 0; i < self->items->len; i++)
    {
      gtk_list_box_append (self->list, make_row (&g_array_index (self->items, Item, i)));
      if (near == NULL && zb_day_compare (g_array_index (self->items, Item, i).day, day) >= 0)
        near = gtk_list_box_get_row_at_index (self->list, i);
    }
  gtk_list_box_set_header_func (self->list, heading_cb, self, NULL);
  gtk_stack_set_visible_child_name (self->states, self->items->len > 0 ? "list" : "empty");
  if (near != NULL)
    gtk_list_box_select_row (self->list, near);
}

char *
zb_agenda_view_dup_summary (ZbAgendaView *self)
{
  return g_strdup_printf (_ ("%u 次活动"), self->n_meetings);
}
