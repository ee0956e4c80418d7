/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Copies on their way through the clipboard lie in a folder of the cache, until the next ones. */
void  zb_export_clipboard_prepare_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char *zb_export_clipboard_prepare_finish (GAsyncResult *result, GError **error); /* an empty folder */

/* Puts the files of the folder into the clipboard of `widget`, as files that are copied in a file manager are. */
void     zb_export_clipboard_put_async (GtkWidget *widget, const char *folder, GAsyncReadyCallback callback, gpointer data);
gboolean zb_export_clipboard_put_finish (GtkWidget *widget, GAsyncResult *result, GError **error);

G_END_DECLS
