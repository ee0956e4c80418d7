/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "service/backup.h"
#include "service/sample.h"
#include "ui/trace.h"
#include "ui/words.h"

G_DEFINE_FINAL_TYPE (ZbWindow, zb_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_opening (ZbWindow   *self,
              const char *words)
{
  gtk_label_set_label (self->opening, words);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), *words != '\0');
  gtk_spinner_set_spinning (self->spinner, *words != '\0');
  gtk_stack_set_visible_child_name (self->states, "opening");
}

/* One toast at a time, which says the newest thing and offers to take the last change back: libadwaita 1.2 falls over toasts that are
 * dismissed while they come and go, as happens to who works fast by keyboard. */
static void
toast_dismissed_cb (ZbWindow *self)
{
  g_clear_object (&self->undo_toast);
}

void
zb_window_toast (GtkWidget  *widget,
                 const char *text,
                 gboolean    undo)
{
  GtkRoot         *root = gtk_widget_get_root (widget);
  ZbWindow        *self;
  AdwToast        *toast;
  g_autofree char *title = g_markup_escape_text (text, -1); /* themes may hold & and < */

  /* Dialogs speak through the window they belong to. */
  while (root != NULL && !ZB_IS_WINDOW (root) && GTK_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
  if (root == NULL || !ZB_IS_WINDOW (root))
    return;

  self = ZB_WINDOW (root);
  toast = self->undo_toast != NULL ? self->undo_toast : adw_toast_new ("");
  adw_toast_set_title (toast, title);
  adw_toast_set_action_name (toast, undo ? "win.undo" : NULL);
  adw_toast_set_button_label (toast, undo ? _ ("撤销") : NULL);
  if (self->undo_toast != NULL)
    return;

  self->undo_toast = g_object_ref (toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
update_undo (ZbWindow *self)
{
  gboolean undo = self->library != NULL && zb_library_get_undo_label (self->library) != NULL;
  gboolean redo = self->library != NULL && zb_library_get_redo_label (self->library) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", redo);
}

static void
show_library (ZbWindow *self)
{
  adw_window_title_set_subtitle (self->title, zb_library_get_branch (self->library));
  zb_window_show_page (self, ZB_PAGE_OVERVIEW);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
  gtk_stack_set_visible_child_name (self->states, "library");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import-folder", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.backup", TRUE);
  update_undo (self);

  if (self->pending != NULL)
    {
      g_autoptr (GPtrArray) pending = g_steal_pointer (&self->pending);

      zb_window_import_begin (self, (const char *const *) pending->pdata, 0);
    }
}

static void
take_library (ZbWindow  *self,
              ZbLibrary *library)
{
  self->library = library;
  self->meetings = zb_meetings_new (library);
  self->album = zb_album_new (library);
  g_signal_connect_object (library, "notify::undo-label", G_CALLBACK (update_undo), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::redo-label", G_CALLBACK (update_undo), self,
                           G_CONNECT_SWAPPED);
  if (self->own && self->settings != NULL)
    g_settings_set_string (self->settings, "library", zb_library_get_folder (library));

  zb_window_roster_take (self);
  zb_window_calendar_take (self);
  zb_window_roster_load_compare (self);
  zb_window_devices_take (self);
  show_library (self);
}

static void
retry_cb (ZbWindow *self)
{
  g_autofree char *folder = g_strdup (self->folder);

  zb_window_open (self, folder);
}

static void
show_fault (ZbWindow     *self,
            const GError *error)
{
  if (self->fault == NULL)
    {
      self->fault = g_object_new (ZB_TYPE_FAULT_PAGE, NULL);
      g_signal_connect_object (self->fault, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_child (self->states, GTK_WIDGET (self->fault));
    }
  zb_fault_page_show (self->fault, self->folder, error);
  gtk_stack_set_visible_child (self->states, GTK_WIDGET (self->fault));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = zb_library_open_finish (result, &error);

  if (library != NULL && self->library == NULL)
    {
      take_library (self, g_steal_pointer (&library));
      return;
    }
  if (error == NULL)
    return;

  g_warning ("open: %s", error->message);
  show_fault (self, error);
}

static void
made_cb (ZbWindow  *self,
         ZbLibrary *library)
{
  if (self->library == NULL)
    take_library (self, g_object_ref (library));
}

static void
restored_cb (ZbWindow   *self,
             const char *folder)
{
  zb_window_open (self, folder);
}

static void
show_welcome (ZbWindow *self)
{
  if (self->welcome == NULL)
    {
      self->welcome = g_object_new (ZB_TYPE_WELCOME_PAGE, NULL);
      g_signal_connect_object (self->welcome, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->welcome, "restored", G_CALLBACK (restored_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_child (self->states, GTK_WIDGET (self->welcome));
    }
  if (self->folder != NULL)
    zb_welcome_page_set_folder (self->welcome, self->folder);
  zb_welcome_page_set_today (self->welcome, self->today);
  gtk_stack_set_visible_child (self->states, GTK_WIDGET (self->welcome));
}

void
zb_window_open (ZbWindow   *self,
                const char *folder)
{
  char *copy = g_strdup (folder);

  g_return_if_fail (ZB_IS_WINDOW (self));

  g_free (self->folder);
  self->folder = copy;
  if (!zb_library_exists (self->folder))
    {
      show_welcome (self);
      return;
    }

  show_opening (self, "");
  zb_library_open_async (self->folder, self->today, NULL, opened_cb, g_object_ref (self));
  zb_window_overview_prepare (self);
}

static void
sample_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = zb_sample_finish (result, &error);
  g_autofree char *words = NULL;

  if (library != NULL)
    {
      self->own = FALSE;
      self->sample = g_strdup (zb_library_get_folder (library));
      take_library (self, g_steal_pointer (&library));
      return;
    }

  g_warning ("sample: %s", error->message);
  words = zb_words_error (error);
  show_welcome (self);
  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

void
zb_window_open_sample (ZbWindow *self)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  if (self->library != NULL)
    return;

  show_opening (self, _ ("正在准备示例支部…"));
  zb_sample_async (NULL, NULL, sample_cb, g_object_ref (self));
}

static void
sample_action_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  zb_window_open_sample (ZB_WINDOW (widget));
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = zb_library_undo_finish (ZB_LIBRARY (source), result, &error);
  g_autofree char *words = label != NULL ? g_strdup_printf (_ ("已撤销：%s"), label) : zb_words_error (error);

  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

static void
redone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = zb_library_undo_finish (ZB_LIBRARY (source), result, &error);
  g_autofree char *words = label != NULL ? g_strdup_printf (_ ("已重做：%s"), label) : zb_words_error (error);

  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library != NULL)
    zb_library_undo_async (self->library, NULL, undone_cb, g_object_ref (self));
}

static void
redo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library != NULL)
    zb_library_redo_async (self->library, NULL, redone_cb, g_object_ref (self));
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (ZbWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  ZbBackupResult   backup;

  if (zb_backup_finish (result, &backup, &error))
    {
      g_autofree char *size = g_format_size (backup.bytes);

      words = g_strdup_printf (_ ("备份已写好并核对：%u 张照片，%s"), backup.photos, size);
    }
  else
    words = zb_words_error (error);

  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

static void
backup_chosen_cb (ZbWindow *self,
                  int       response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path == NULL || self->library == NULL)
    return;

  zb_window_toast (GTK_WIDGET (self), _ ("正在备份，写完后会告诉您"), FALSE);
  zb_backup_async (self->library, path, NULL, backed_up_cb, g_object_ref (self));
}

static void
backup_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf (_ ("支部纪实备份 %s.tar"), day);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("备份到"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (backup_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
load_settings (ZbWindow *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, "org.zhibu.Zhibu", TRUE) : NULL;

  if (schema == NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), 1200, 800);
      return;
    }

  self->settings = g_settings_new_full (schema, NULL, NULL);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
zb_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zb_window_parent_class)->realize (widget);
  zb_trace_frame (widget, "first-frame");
}

static void
zb_window_dispose (GObject *object)
{
  ZbWindow *self = ZB_WINDOW (object);

  g_clear_object (&self->chooser);
  zb_window_devices_leave (self);
  g_clear_object (&self->undo_toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_WINDOW);
  g_clear_object (&self->album);
  g_clear_object (&self->calendar);
  g_clear_object (&self->compare);
  g_clear_object (&self->roster);
  g_clear_object (&self->meetings);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (zb_window_parent_class)->dispose (object);
}

static void
zb_window_finalize (GObject *object)
{
  ZbWindow *self = ZB_WINDOW (object);

  /* What was typed last has been queued by then: closing waits for it. */
  if (self->library != NULL)
    zb_library_close (self->library);
  g_clear_object (&self->library);
  if (self->sample != NULL)
    zb_sample_remove (self->sample);
  g_clear_pointer (&self->sample, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->pending, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, states);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, opening);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, content);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, lists);
}

static void
zb_window_class_init (ZbWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_window_dispose;
  object_class->finalize = zb_window_finalize;
  widget_class->realize = zb_window_realize;

  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "win.sample", NULL, sample_action_cb);
  gtk_widget_class_install_action (widget_class, "win.backup", NULL, backup_cb);
  zb_window_pages_install (widget_class);
  zb_window_viewer_install (widget_class);
  zb_window_album_install (widget_class);
  zb_window_import_install (widget_class);
  zb_window_overview_install (widget_class);
  zb_window_calendar_install (widget_class);
  zb_window_report_install (widget_class);
  zb_window_roster_install (widget_class);
  zb_window_export_install (widget_class);
}

static void
zb_window_init (ZbWindow *self)
{
  self->own = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  load_settings (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import-folder", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.backup", FALSE);
  update_undo (self);
  zb_window_import_watch (self);
  zb_window_devices_watch (self);
}

ZbWindow *
zb_window_new (GtkApplication *application)
{
  return g_object_new (ZB_TYPE_WINDOW, "application", application, NULL);
}

void
zb_window_set_own (ZbWindow *self,
                   gboolean  own)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  self->own = own;
}

void
zb_window_set_today (ZbWindow   *self,
                     const char *today)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  g_free (self->today);
  self->today = g_strdup (today);
}

void
zb_window_import (ZbWindow          *self,
                  const char *const *paths)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  zb_window_import_begin (self, paths, 0);
}
