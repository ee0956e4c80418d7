/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "base/day.h"
#include "service/library.h"
#include "ui/window.h"
#include "zb-config.h"

struct _ZbApplication
{
  AdwApplication parent_instance;

  gboolean sample;
  char    *library; /* from the command line, NULL: the user's own */
  char    *today;   /* likewise, NULL: the clock's */
};

G_DEFINE_FINAL_TYPE (ZbApplication, zb_application, ADW_TYPE_APPLICATION)

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (data));

  adw_show_about_window (parent, "application-name", _ ("支部纪实"), "application-icon", ZB_APP_ID,
                         "version", ZB_VERSION, "developer-name", _ ("支部纪实的作者们"),
                         "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("党支部的组织生活与相册：照片有日期、有出处，归到活动里，什么都不会丢。"), NULL);
}

/* Built when asked for: GTK's own way builds it with every window. */
static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/zhibu/Zhibu/ui/shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, gtk_application_get_active_window (GTK_APPLICATION (data)));
  gtk_window_present (window);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (window != NULL)
    gtk_window_close (window);
}

/* Logging out ends the program as closing the window does: what is typed is saved, a sample goes. */
static gboolean
signal_cb (gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (data));

  return G_SOURCE_CONTINUE;
}

/* --library, then what was open last if it is still there, then the default place. */
static char *
find_folder (ZbApplication *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, ZB_APP_ID, TRUE) : NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *last = NULL;

  if (self->library != NULL)
    return g_strdup (self->library);
  if (schema != NULL && g_getenv ("ZHIBU_LIBRARY") == NULL)
    {
      settings = g_settings_new_full (schema, NULL, NULL);
      last = g_settings_get_string (settings, "library");
      if (*last != '\0' && zb_library_exists (last))
        return g_steal_pointer (&last);
    }

  return zb_library_dup_default_folder ();
}

static ZbWindow *
get_window (ZbApplication *self)
{
  GtkWindow       *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *folder = NULL;

  if (window != NULL && ZB_IS_WINDOW (window))
    return ZB_WINDOW (window);

  window = GTK_WINDOW (zb_window_new (GTK_APPLICATION (self)));
  if (self->sample)
    zb_window_open_sample (ZB_WINDOW (window));
  else
    {
      folder = find_folder (self);
      zb_window_set_today (ZB_WINDOW (window), self->today);
      zb_window_set_own (ZB_WINDOW (window), self->library == NULL);
      zb_window_open (ZB_WINDOW (window), folder);
    }

  return ZB_WINDOW (window);
}

static void
zb_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (ZB_APPLICATION (application))));
}

static void
zb_application_open (GApplication *application,
                     GFile       **files,
                     int           n_files,
                     const char   *hint)
{
  ZbWindow *window = get_window (ZB_APPLICATION (application));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < n_files; i++)
    if (g_file_peek_path (files[i]) != NULL)
      g_ptr_array_add (paths, g_strdup (g_file_peek_path (files[i])));
  g_ptr_array_add (paths, NULL);
  gtk_window_present (GTK_WINDOW (window));
  zb_window_import (window, (const char *const *) paths->pdata);
}

static int
zb_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  ZbApplication   *self = ZB_APPLICATION (application);
  g_autofree char *given = NULL;
  ZbDay            day;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("zhibu %s\n", ZB_VERSION);
      return 0;
    }

  self->sample = g_variant_dict_contains (options, "sample");
  if (g_variant_dict_lookup (options, "today", "s", &self->today) && (!zb_day_parse (&day, self->today) || !zb_day_is_whole (day)))
    {
      g_printerr ("%s\n", _ ("--today 要写成 2019-06-11 这样的日期"));
      return 2;
    }
  if (g_variant_dict_lookup (options, "library", "^ay", &given))
    self->library = g_canonicalize_filename (given, NULL);
  /* A library of its own is a program of its own: never handed to one that is running. */
  if (self->sample || self->library != NULL)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
zb_application_startup (GApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "app.shortcuts", { "<Control>question", "F1" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Shift><Control>z", "<Control>y" } },
    { "win.import", { "<Control>i" } },
    { "win.import-folder", { "<Shift><Control>i" } },
    { "win.search", { "<Control>f" } },
    { "win.page(0)", { "<Control>1" } },
    { "win.page(1)", { "<Control>2" } },
    { "win.page(2)", { "<Control>3" } },
    { "win.page(3)", { "<Control>4" } },
    { "win.new", { "<Control>n" } },
    { "win.export", { "<Control>e" } },
    { "win.print", { "<Control>p" } },
  };
  static const GActionEntry actions[] = { { "about", about_cb }, { "quit", quit_cb }, { "shortcuts", shortcuts_cb } };

  G_APPLICATION_CLASS (zb_application_parent_class)->startup (application);

  g_unix_signal_add (SIGTERM, signal_cb, application);
  g_unix_signal_add (SIGINT, signal_cb, application);
  g_unix_signal_add (SIGHUP, signal_cb, application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), keys[i].action,
                                           keys[i].accels);
}

static void
zb_application_finalize (GObject *object)
{
  g_clear_pointer (&ZB_APPLICATION (object)->library, g_free);
  g_clear_pointer (&ZB_APPLICATION (object)->today, g_free);

  G_OBJECT_CLASS (zb_application_parent_class)->finalize (object);
}

static void
zb_application_class_init (ZbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zb_application_finalize;
  application_class->activate = zb_application_activate;
  application_class->open = zb_application_open;
  application_class->startup = zb_application_startup;
  application_class->handle_local_options = zb_application_handle_local_options;
}

static void
zb_application_init (ZbApplication *self)
{
  static const GOptionEntry options[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("打开示例支部，用完即删"), NULL },
    { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("资料所在的文件夹"), N_ ("文件夹") },
    { "today", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("显示版本"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

ZbApplication *
zb_application_new (void)
{
  return g_object_new (ZB_TYPE_APPLICATION, "application-id", ZB_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/zhibu/Zhibu", NULL);
}
