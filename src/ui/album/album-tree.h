/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/meetings.h"
#include "ui/album/album-node.h"

G_BEGIN_DECLS

/* Years › quarters › meetings with counts, brought up to date in place: a node stays the same
 * object as long as there is reason for it, so that what is unfolded or chosen stays so.
 */
typedef struct _ZbAlbumTree ZbAlbumTree;

ZbAlbumTree *zb_album_tree_new (void);
void         zb_album_tree_free (ZbAlbumTree *self);
GListModel  *zb_album_tree_get_years (ZbAlbumTree *self); /* of ZbAlbumNode, latest first */
/* `today` (ISO day): meetings still to come have nothing to do in an album, unless there are photos of them. */
void         zb_album_tree_update (ZbAlbumTree *self, ZbAlbumIndex *all, GListModel *meetings, const char *today);
ZbAlbumNode *zb_album_tree_find_meeting (ZbAlbumTree *self, gint64 id); /* NULL when not there */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbAlbumTree, zb_album_tree_free)

G_END_DECLS
