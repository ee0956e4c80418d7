/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 3,000 members on the screen: main-thread work of a frame while scrolling five screens a second, and of a
 * letter typed into the search, against a column view of plain labels of the same shape in the same run.
 * `bench-roster LIBRARY`, a library that `bench-table.py` filled.
 */
#include "service/library.h"
#include "support/support.h"
#include "ui/roster-columns.h"
#include "ui/roster-list.h"

#include <adwaita.h>

#define N_FRAMES 180
#define SCREENS_A_SECOND 5.0

typedef struct
{
  GtkWidget *window;
  GtkWidget *scrolled;
  gint64     began;
  gint64     worst;
  gint64     total;
  guint      n_frames;
} Scene;

static void
before_paint_cb (GdkFrameClock *clock,
                 Scene         *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  self->began = g_get_monotonic_time ();
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + gtk_adjustment_get_page_size (place) * SCREENS_A_SECOND / 60);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Scene         *self)
{
  gint64 work = g_get_monotonic_time () - self->began;

  if (self->n_frames > 5) /* the first ones build the rows */
    self->worst = MAX (self->worst, work);
  self->total += work;
  self->n_frames++;
}

static gboolean
has_scrolled (gpointer data)
{
  Scene *self = data;

  gtk_widget_queue_draw (self->scrolled);
  return self->n_frames >= N_FRAMES;
}

/* Scrolls `view` and returns the worst frame in microseconds. */
static gint64
scroll (GtkColumnView *view,
        gint64        *mean)
{
  Scene          scene = { .window = gtk_window_new (), .scrolled = gtk_scrolled_window_new () };
  GdkFrameClock *clock;

  gtk_window_set_default_size (GTK_WINDOW (scene.window), 1000, 700);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scene.scrolled), GTK_WIDGET (view));
  gtk_window_set_child (GTK_WINDOW (scene.window), scene.scrolled);
  gtk_window_present (GTK_WINDOW (scene.window));
  clock = gtk_widget_get_frame_clock (scene.window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &scene);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &scene);
  zb_test_until (has_scrolled, &scene, 60);
  g_signal_handlers_disconnect_by_data (clock, &scene);
  gtk_window_destroy (GTK_WINDOW (scene.window));

  *mean = scene.total / scene.n_frames;
  return scene.worst;
}

static void
label_setup_cb (GtkListItemFactory *factory,
                GtkListItem        *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
label_bind_cb (GtkListItemFactory *factory,
               GtkListItem        *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkColumnView *
make_reference (guint n)
{
  GtkStringList *strings = gtk_string_list_new (NULL);
  GtkColumnView *view;

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (strings, "刑事审判庭审判员");
  view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (strings)))));
  for (guint i = 0; i < 8; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new ("职务", factory);

      g_signal_connect (factory, "setup", G_CALLBACK (label_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (label_bind_cb), NULL);
      gtk_column_view_append_column (view, column);
    }

  return view;
}

static GtkColumnView *
make_ledger (ZbRosterList *list)
{
  GtkColumnView     *view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  GtkSorter         *sorter;
  GtkSelectionModel *selection;

  zb_roster_columns_add (view);
  sorter = GTK_SORTER (gtk_tree_list_row_sorter_new (g_object_ref (gtk_column_view_get_sorter (view))));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (
      G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (zb_roster_list_get_tree (list)), sorter))));
  gtk_column_view_set_model (view, selection);
  g_object_unref (selection);

  return view;
}

/* The worst of typing a name letter by letter and taking it back, in microseconds. */
static gint64
search (ZbRosterList *list)
{
  static const char *const typed[] = { "w", "wa", "wan", "wang", "wangw", "wang", "w", "" };
  gint64                   worst = 0;

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gint64 began = g_get_monotonic_time ();

      zb_roster_list_set_search (list, typed[i]);
      worst = MAX (worst, g_get_monotonic_time () - began);
    }

  return worst;
}

static ZbRoster *
load (const char *folder)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (ZbLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  ZbRoster *roster;

  zb_library_open_async (folder, NULL, NULL, zb_test_result_cb, &opened);
  library = zb_library_open_finish (zb_test_wait (&opened, 60), &error);
  g_assert_no_error (error);
  roster = zb_roster_new (library);
  zb_roster_load_async (roster, NULL, zb_test_result_cb, &loaded);
  zb_roster_load_finish (roster, zb_test_wait (&loaded, 60), &error);
  g_assert_no_error (error);

  return roster;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbRosterList) list = NULL;
  GtkColumnView *ledger, *reference;
  gint64         worst, plain, mean, plain_mean, letter;
  guint          n;

  adw_init ();
  roster = load (argv[1]);
  list = zb_roster_list_new (roster);
  n = zb_roster_list_count (list);
  ledger = make_ledger (list);
  reference = make_reference (n);
  letter = search (list);
  plain = scroll (reference, &plain_mean);
  worst = scroll (ledger, &mean);

  g_print ("%u members, five screens a second: worst frame %.1f ms, plain labels %.1f ms: ratio %.2f (mean %.1f and %.1f ms)\n", n,
           worst / 1000.0, plain / 1000.0, (double) worst / plain, mean / 1000.0, plain_mean / 1000.0);
  g_print ("a letter typed: at most %.1f ms of main-thread work above the frame (at most 33)\n", letter / 1000.0);
  return letter > 33000 || (worst > 33000 && worst > 2 * plain);
}
