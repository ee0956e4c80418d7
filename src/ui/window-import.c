/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways into the album: choosers, files dropped anywhere or pasted. All end in zb_window_import_begin(); cards begin in window-devices. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "ui/import/import-page.h"

static void
closed_cb (ZbWindow *self,
           gint64    batch)
{
  GtkWidget *page = g_steal_pointer (&self->import_page);

  if (page == NULL)
    return;

  if (zb_window_get_page (self) == ZB_PAGE_ALBUM)
    gtk_stack_set_visible_child_name (self->content, "album");
  gtk_stack_remove (self->content, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import-folder", TRUE);
  zb_window_need_album (self);
  zb_window_devices_imported (self, batch > 0);
  if (batch > 0)
    zb_album_sidebar_choose (self->sidebar, ZB_ALBUM_BATCH, batch);
}

void
zb_window_import_begin (ZbWindow          *self,
                        const char *const *paths,
                        gint64             meeting)
{
  if (paths == NULL || paths[0] == NULL)
    return;

  if (self->library == NULL)
    {
      g_clear_pointer (&self->pending, g_ptr_array_unref);
      self->pending = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; paths[i] != NULL; i++)
        g_ptr_array_add (self->pending, g_strdup (paths[i]));
      g_ptr_array_add (self->pending, NULL);
      return;
    }
  if (!zb_window_roster_import (self, paths))
    zb_window_import_start (self, paths, NULL, meeting);
}

gboolean
zb_window_import_start (ZbWindow          *self,
                        const char *const *paths,
                        ZbImport          *import,
                        gint64             meeting)
{
  if (self->import_page != NULL)
    {
      zb_window_toast (GTK_WIDGET (self), _ ("请先完成这一次导入"), FALSE);
      return FALSE;
    }

  self->import_page = zb_import_page_new (self->library, self->meetings, self->album);
  g_signal_connect_object (self->import_page, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import_page, "checked", G_CALLBACK (zb_window_devices_checked), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->content, self->import_page, "import");
  zb_window_show_page (self, ZB_PAGE_ALBUM);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import-folder", FALSE);
  if (import != NULL)
    zb_import_page_take (ZB_IMPORT_PAGE (self->import_page), import);
  else
    zb_import_page_begin (ZB_IMPORT_PAGE (self->import_page), paths, meeting);

  return TRUE;
}

static void
begin_with_files (ZbWindow   *self,
                  gint64      meeting,
                  GListModel *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  if (paths->len == 0)
    zb_window_toast (GTK_WIDGET (self), _ ("只能导入这台电脑上的文件；请先把它们存到电脑里"), FALSE);
  g_ptr_array_add (paths, NULL);
  zb_window_import_begin (self, (const char *const *) paths->pdata, meeting);
}

void
zb_window_import_files (ZbWindow    *self,
                        gint64       meeting,
                        GdkFileList *files)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) parts = gdk_file_list_get_files (files);

  for (GSList *part = parts; part != NULL; part = part->next)
    g_list_store_append (list, part->data);
  begin_with_files (self, meeting, G_LIST_MODEL (list));
}

static void
chosen_cb (ZbWindow *self,
           int       response)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (files != NULL)
    begin_with_files (self, self->import_meeting, files);
}

static void
run_chooser (ZbWindow            *self,
             const char          *title,
             GtkFileChooserAction action,
             gint64               meeting)
{
  g_clear_object (&self->chooser);
  self->import_meeting = meeting;
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, _ ("导入"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
import_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  run_chooser (ZB_WINDOW (widget), _ ("选择照片"), GTK_FILE_CHOOSER_ACTION_OPEN, 0);
}

static void
import_folder_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  run_chooser (ZB_WINDOW (widget), _ ("选择存储卡或文件夹"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, 0);
}

void
zb_window_import_choose (ZbWindow *self,
                         gint64    meeting)
{
  run_chooser (self, _ ("选择照片"), GTK_FILE_CHOOSER_ACTION_OPEN, meeting);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbWindow) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value == NULL || self->library == NULL)
    return; /* something else is in it */

  zb_window_import_files (self, 0, g_value_get_boxed (value));
}

/* Files that were copied in a file manager; words go where they are typed. */
static void
paste_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (widget), GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, pasted_cb,
                                  g_object_ref (widget));
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       data)
{
  ZbWindow *self = data;

  if (self->library == NULL)
    return FALSE;

  zb_window_import_files (self, 0, g_value_get_boxed (value));
  return TRUE;
}

void
zb_window_import_watch (ZbWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->toasts), GTK_EVENT_CONTROLLER (target));
}

void
zb_window_import_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.import-folder", NULL, import_folder_cb);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste", NULL);
}
