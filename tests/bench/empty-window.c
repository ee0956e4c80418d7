/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference of the window's benches: an empty libadwaita window with a GtkGridView. Prints
 * "first-frame <ms>", then stays until killed.
 */
#include <adwaita.h>

static gint64 started;

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       data)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, data);
  g_print ("first-frame %.1f\n", (g_get_monotonic_time () - started) / 1000.0);
}

static void
realized_cb (GtkWidget *window,
             gpointer   data)
{
  g_signal_connect (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))),
                    "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

static void
activate_cb (GtkApplication *app,
             gpointer        data)
{
  GtkWidget         *window = adw_application_window_new (app);
  GtkWidget         *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget         *scroller = gtk_scrolled_window_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_string_list_new (NULL))));

  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 gtk_grid_view_new (model, gtk_signal_list_item_factory_new ()));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) app = adw_application_new ("org.zhibu.Empty", G_APPLICATION_NON_UNIQUE);

  started = g_get_monotonic_time ();
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
