/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/album/album-item.h"

G_BEGIN_DECLS

/* Heading of a group: what it is and why, and what can be done with the whole of it. Its buttons
 * are actions "album.group-…" of the page with the group's first photo as parameter.
 */
#define ZB_TYPE_ALBUM_HEADING (zb_album_heading_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumHeading, zb_album_heading, ZB, ALBUM_HEADING, AdwBin)

GtkWidget *zb_album_heading_new (ZbAlbumItem *item);

G_END_DECLS
