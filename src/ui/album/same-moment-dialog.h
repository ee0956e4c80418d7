/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/viewing.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* 同一时刻: one photo of each of two cameras shows the same moment. Which camera is right? The other one's clock is set by it, for all that
 * it brought in that import. What it does is one change; the toast is `parent`'s.
 */
#define ZB_TYPE_SAME_MOMENT_DIALOG (zb_same_moment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbSameMomentDialog, zb_same_moment_dialog, ZB, SAME_MOMENT_DIALOG, AdwWindow)

/* `photos`: two gint64. */
ZbSameMomentDialog *zb_same_moment_dialog_new (GtkWindow *parent, ZbAlbum *album, ZbThumbnailLoader *loader, GArray *photos);

G_END_DECLS
