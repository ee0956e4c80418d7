/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/album/album-node.h"

G_BEGIN_DECLS

/* One line of the album's tree. Photos and files can be dropped on a meeting. Property: node. */
#define ZB_TYPE_ALBUM_NODE_ROW (zb_album_node_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumNodeRow, zb_album_node_row, ZB, ALBUM_NODE_ROW, AdwBin)

G_END_DECLS
