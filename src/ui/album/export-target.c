/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/export-target.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEY "export-folder"

struct _ZbExportTarget
{
  AdwBin parent_instance;

  GSettings            *settings; /* NULL when the schema is not installed */
  GtkFileChooserNative *chooser;  /* NULL: none is open */
  GCancellable         *cancellable;
  ZbExportKind          kind;
  char                 *folder;
  char                 *proposed;
  char                 *names[ZB_EXPORT_COPIES + 1]; /* chosen by a person; NULL as proposed */
  char                 *path;
  gboolean              may_replace;

  GtkLabel *place;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbExportTarget, zb_export_target, ADW_TYPE_BIN)

static const char *const endings[] = { [ZB_EXPORT_FOLDER] = "", [ZB_EXPORT_PDF] = ".pdf", [ZB_EXPORT_PACK] = ".tar", [ZB_EXPORT_COPIES] = "" };

static gboolean
is_file (ZbExportKind kind)
{
  return kind == ZB_EXPORT_PDF || kind == ZB_EXPORT_PACK;
}

static char *
dup_default_folder (void)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return g_strdup (folder != NULL ? folder : g_get_home_dir ());
}

/* ~ stands for home, as files are shown there. */
static char *
dup_shown (const char *path)
{
  const char      *home = g_get_home_dir ();
  gsize            length = strlen (home);
  gboolean         below = g_str_has_prefix (path, home) && path[length] == G_DIR_SEPARATOR;
  g_autofree char *display = g_filename_display_name (below ? path + length : path);

  return below ? g_strconcat ("~", display, NULL) : g_steal_pointer (&display);
}

static void
show_path (ZbExportTarget *self)
{
  const char      *name = self->names[self->kind] != NULL ? self->names[self->kind] : self->proposed;
  g_autofree char *shown = NULL;

  g_free (self->path);
  self->path = name != NULL ? g_build_filename (self->folder, name, NULL) : NULL;
  shown = self->path != NULL ? dup_shown (self->path) : NULL;
  gtk_label_set_label (self->place, shown != NULL ? shown : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), shown);
}

static void
take_folder (ZbExportTarget *self,
             char           *folder)
{
  g_free (self->folder);
  self->folder = folder;
}

/* A folder that bears the name already is the one of last time, not the place for another. */
static void
take_choice (ZbExportTarget *self,
             const char     *path)
{
  g_autofree char *name = g_path_get_basename (path);
  gboolean         here = is_file (self->kind) || g_strcmp0 (name, self->proposed) == 0;

  take_folder (self, here ? g_path_get_dirname (path) : g_strdup (path));
  g_clear_pointer (&self->names[self->kind], g_free);
  self->may_replace = is_file (self->kind) && g_str_has_suffix (name, endings[self->kind]);
  if (is_file (self->kind))
    self->names[self->kind] = self->may_replace ? g_steal_pointer (&name) : g_strconcat (name, endings[self->kind], NULL);
}

static void
chosen_cb (ZbExportTarget *self,
           int             response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path == NULL)
    return;

  take_choice (self, path);
  show_path (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
change_clicked_cb (ZbExportTarget *self)
{
  GtkRoot             *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserAction action = is_file (self->kind) ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autofree char *name = self->path != NULL ? g_path_get_basename (self->path) : NULL;

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (is_file (self->kind) ? _ ("导出为") : _ ("导出到哪个文件夹"),
                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action, _ ("选定"), NULL);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  if (is_file (self->kind) && name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* The stick of last time may not be there today. */
static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbExportTarget) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  g_autofree char *looked = g_file_get_path (G_FILE (source));

  if (info != NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) || g_strcmp0 (looked, self->folder) != 0)
    return;

  take_folder (self, dup_default_folder ());
  show_path (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
load_folder (ZbExportTarget *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, "org.zhibu.Zhibu", TRUE) : NULL;
  g_autoptr (GFile) file = NULL;

  if (schema != NULL && g_settings_schema_has_key (schema, KEY))
    {
      self->settings = g_settings_new_full (schema, NULL, NULL);
      self->folder = g_settings_get_string (self->settings, KEY);
    }
  if (self->folder == NULL || !g_path_is_absolute (self->folder))
    {
      take_folder (self, dup_default_folder ());
      return;
    }

  file = g_file_new_for_path (self->folder);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, self->cancellable, looked_cb,
                           g_object_ref (self));
}

static void
zb_export_target_dispose (GObject *object)
{
  ZbExportTarget *self = ZB_EXPORT_TARGET (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_EXPORT_TARGET);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (zb_export_target_parent_class)->dispose (object);
}

static void
zb_export_target_finalize (GObject *object)
{
  ZbExportTarget *self = ZB_EXPORT_TARGET (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->names); i++)
    g_free (self->names[i]);
  g_object_unref (self->cancellable);
  g_free (self->folder);
  g_free (self->proposed);
  g_free (self->path);

  G_OBJECT_CLASS (zb_export_target_parent_class)->finalize (object);
}

static void
zb_export_target_class_init (ZbExportTargetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_export_target_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_export_target_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/export-target.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbExportTarget, place);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked_cb);
}

static void
zb_export_target_init (ZbExportTarget *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  load_folder (self);
}

void
zb_export_target_propose (ZbExportTarget *self,
                          ZbExportKind    kind,
                          const char     *name)
{
  g_return_if_fail (ZB_IS_EXPORT_TARGET (self) && kind < G_N_ELEMENTS (self->names));

  if (kind != self->kind)
    self->may_replace = FALSE;
  self->kind = kind;
  g_free (self->proposed);
  self->proposed = g_strdup (name);
  show_path (self);
}

const char *
zb_export_target_get_path (ZbExportTarget *self)
{
  g_return_val_if_fail (ZB_IS_EXPORT_TARGET (self), NULL);

  return self->path;
}

gboolean
zb_export_target_may_replace (ZbExportTarget *self)
{
  g_return_val_if_fail (ZB_IS_EXPORT_TARGET (self), FALSE);

  return self->may_replace;
}

void
zb_export_target_remember (ZbExportTarget *self)
{
  g_return_if_fail (ZB_IS_EXPORT_TARGET (self));

  if (self->settings != NULL)
    g_settings_set_string (self->settings, KEY, self->folder);
}
