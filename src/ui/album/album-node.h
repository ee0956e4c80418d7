/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/album-index.h"

G_BEGIN_DECLS

/* A year, a quarter or a meeting in the album's tree.
 *
 * Properties (notify): label, count (text), kinds; children (NULL for a meeting).
 */
#define ZB_TYPE_ALBUM_NODE (zb_album_node_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumNode, zb_album_node, ZB, ALBUM_NODE, GObject)

/* `quarter` 1 … 4; 0 for the whole year. */
ZbAlbumNode *zb_album_node_new_span (int year, int quarter);
ZbAlbumNode *zb_album_node_new_meeting (gint64 id);

void zb_album_node_set_count (ZbAlbumNode *self, guint count);
void zb_album_node_set_meeting (ZbAlbumNode *self, ZbMeeting *meeting);

GListStore *zb_album_node_get_children (ZbAlbumNode *self);
gint64      zb_album_node_get_meeting (ZbAlbumNode *self); /* 0 for a span */
const char *zb_album_node_get_title (ZbAlbumNode *self);   /* 2019 年第二季度 */
/* What is shown when it is chosen. */
void zb_album_node_fill_filter (ZbAlbumNode *self, ZbAlbumFilter *filter);

G_END_DECLS
