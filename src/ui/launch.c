/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/launch.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GWeakRef widget;
  char    *path;
} Launch;

static void
launch_free (Launch *self)
{
  g_weak_ref_clear (&self->widget);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Launch, launch_free)

static void
say_where (GtkWidget  *widget,
           const char *path)
{
  GtkRoot         *root = gtk_widget_get_root (widget);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *body = g_strdup_printf (_ ("这台电脑上没有能打开它的程序。它在这里：\n%s"), shown);
  GtkWidget       *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("打不开"), body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("知道了"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Launch) launch = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&launch->widget);

  if (!g_app_info_launch_default_for_uri_finish (result, NULL) && widget != NULL && gtk_widget_get_root (widget) != NULL)
    say_where (widget, launch->path);
}

void
zb_launch (GtkWidget  *widget,
           const char *path)
{
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  Launch          *launch;

  if (uri == NULL)
    return;

  launch = g_new0 (Launch, 1);
  g_weak_ref_init (&launch->widget, widget);
  launch->path = g_strdup (path);
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb, launch);
}
