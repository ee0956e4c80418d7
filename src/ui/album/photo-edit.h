/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/album.h"

G_BEGIN_DECLS

/* An edit of photos under way, and the toast it ends in: what was done, with 撤销, or why it was not. Takes `words`. */
gpointer zb_photo_edit_new (GtkWidget *widget, char *words);

/* A GAsyncReadyCallback of the album's edits and shifts; data: of zb_photo_edit_new(). */
void zb_photo_edit_done_cb (GObject *source, GAsyncResult *result, gpointer data);
void zb_photo_edit_removed_cb (GObject *source, GAsyncResult *result, gpointer data); /* of a meeting */
void zb_photo_edit_shifted_cb (GObject *source, GAsyncResult *result, gpointer data);

/* Cancelled is not an error. */
void zb_photo_edit_toast_error (GtkWidget *widget, const GError *error);

G_END_DECLS
