/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/timer-page.h"

#include <glib/gi18n.h>

struct _ZbTimerPage
{
  AdwBin parent_instance;

  ZbRoster *roster;
  GArray   *members;  /* gint64, a row each; 0: of a branch */
  GArray   *branches; /* gint64 likewise */

  AdwWindowTitle *title;
  GtkStack       *states;
  GtkListBox     *list;
};

G_DEFINE_FINAL_TYPE (ZbTimerPage, zb_timer_page, ADW_TYPE_BIN)

enum
{
  CLOSED,
  OPEN,
  TERM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
make_when (const ZbRosterTimer *timer)
{
  if (timer->days == 0)
    return g_strdup (_ ("今天"));
  if (timer->days < 0)
    return g_strdup_printf (_ ("已过 %d 天"), -timer->days);

  return g_strdup_printf (_ ("还有 %d 天"), timer->days);
}

static GtkWidget *
make_row (const ZbRosterTimer *timer)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *when = make_when (timer);
  GtkWidget       *tag = gtk_label_new (when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), timer->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), timer->detail);
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (tag, "tag");
  if (timer->due)
    gtk_widget_add_css_class (tag, "amber");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), tag);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static void
fill (ZbTimerPage *self)
{
  GPtrArray       *timers = zb_roster_get_timers (self->roster);
  guint            n = timers != NULL ? timers->len : 0;
  g_autofree char *subtitle = g_strdup_printf (_ ("%u 项"), n);
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_array_set_size (self->members, 0);
  g_array_set_size (self->branches, 0);
  for (guint i = 0; i < n; i++)
    {
      const ZbRosterTimer *timer = timers->pdata[i];

      gtk_list_box_append (self->list, make_row (timer));
      g_array_append_val (self->members, timer->member);
      g_array_append_val (self->branches, timer->branch);
    }
  adw_window_title_set_subtitle (self->title, n > 0 ? subtitle : "");
  gtk_stack_set_visible_child_name (self->states, n > 0 ? "list" : "empty");
}

static void
activated_cb (ZbTimerPage   *self,
              GtkListBoxRow *row)
{
  guint index = gtk_list_box_row_get_index (row);

  if (index >= self->members->len)
    return;
  if (g_array_index (self->members, gint64, index) != 0)
    g_signal_emit (self, signals[OPEN], 0, g_array_index (self->members, gint64, index));
  else
    g_signal_emit (self, signals[TERM], 0, g_array_index (self->branches, gint64, index));
}

static void
close_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
zb_timer_page_dispose (GObject *object)
{
  ZbTimerPage *self = ZB_TIMER_PAGE (object);

  g_clear_object (&self->roster);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_TIMER_PAGE);

  G_OBJECT_CLASS (zb_timer_page_parent_class)->dispose (object);
}

static void
zb_timer_page_finalize (GObject *object)
{
  ZbTimerPage *self = ZB_TIMER_PAGE (object);

  g_clear_pointer (&self->members, g_array_unref);
  g_clear_pointer (&self->branches, g_array_unref);

  G_OBJECT_CLASS (zb_timer_page_parent_class)->finalize (object);
}

static void
zb_timer_page_class_init (ZbTimerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_timer_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_timer_page_finalize;
  signals[CLOSED] = g_signal_new ("closed", ZB_TYPE_TIMER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", ZB_TYPE_TIMER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[TERM] = g_signal_new ("term", ZB_TYPE_TIMER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/timer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbTimerPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbTimerPage, states);
  gtk_widget_class_bind_template_child (widget_class, ZbTimerPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "timers.close", NULL, close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "timers.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "timers.close", NULL);
}

static void
zb_timer_page_init (ZbTimerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->members = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->branches = g_array_new (FALSE, FALSE, sizeof (gint64));
}

GtkWidget *
zb_timer_page_new (ZbRoster *roster)
{
  ZbTimerPage *self = g_object_new (ZB_TYPE_TIMER_PAGE, NULL);

  self->roster = g_object_ref (roster);
  g_signal_connect_object (roster, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
