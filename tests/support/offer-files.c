/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another program's window, out of which files can be dragged: `offer-files PATH…`. */
#include <gtk/gtk.h>

static GdkContentProvider *
make_content (char **paths)
{
  GSList             *files = NULL;
  GdkFileList        *list;
  GdkContentProvider *content;

  for (guint i = 0; paths[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_commandline_arg (paths[i]));
  list = gdk_file_list_new_from_list (files);
  content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  g_slist_free_full (files, g_object_unref);
  return content;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GdkContentProvider) content = NULL;
  GtkDragSource *source;
  GtkWidget     *window, *label;

  gtk_init ();
  window = gtk_window_new ();
  label = gtk_label_new ("files");
  source = gtk_drag_source_new ();
  content = make_content (argv + 1);
  gtk_drag_source_set_content (source, content);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_title (GTK_WINDOW (window), "offer-files");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 160, 120);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
