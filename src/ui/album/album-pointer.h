/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/album/album-view.h"

G_BEGIN_DECLS

/* Click, double click, drag of the selection (a GArray of gint64), rubber band and the keys of the
 * grid. */
void zb_album_pointer_attach (ZbAlbumView *view, GtkWidget *list);

/* Whole of a key's work on the selection; TRUE if it is one of the grid's keys. */
gboolean zb_album_pointer_key (ZbAlbumView *view, guint key, GdkModifierType state);

G_END_DECLS
