/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/copy.h"
#include "photo/picture.h"
#include "photo/view.h"

G_BEGIN_DECLS

/* The picture workers: one process a core (zhibu-worker), each under RLIMIT_DATA 300 MB, with a
 * deadline a picture. A worker that dies or hangs is replaced; its picture's answer is then
 * ZB_PROBLEM_CRASH or ZB_PROBLEM_TIMEOUT. Any thread; a call blocks until a worker is free and has
 * answered.
 */
typedef struct _ZbPicturePool ZbPicturePool;

#define ZB_PICTURE_DEADLINE 20 /* seconds of one picture */

/* $ZHIBU_WORKER, else beside the running program (in the build, in a prefix that was moved), else the
 * installed libexecdir. */
ZbPicturePool *zb_picture_pool_new (guint n_workers); /* 0: one a core */
void           zb_picture_pool_free (ZbPicturePool *self);
void           zb_picture_pool_read (ZbPicturePool *self, int fd, ZbWant want, ZbPicture *picture);
/* The same for pixels and for copies; the worker writes them into `sink`, a memfd or a file of ours open for reading and writing
 * that is empty. What a dead worker left in it counts for nothing: bytes and width are then 0. A memfd that is to be mapped must allow
 * sealing (MFD_ALLOW_SEALING): once answered it can no longer become shorter. */
void     zb_picture_pool_view (ZbPicturePool *self, int fd, const ZbViewSpec *spec, int sink, ZbViewAnswer *answer);
void     zb_picture_pool_copy (ZbPicturePool *self, int fd, const ZbCopySpec *spec, int sink, ZbCopyAnswer *answer);
gboolean zb_picture_pool_look (ZbPicturePool *self, int fd, guint64 *hash, guint *sharp);
guint64  zb_picture_pool_get_peak (ZbPicturePool *self); /* bytes, largest worker */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbPicturePool, zb_picture_pool_free)

G_END_DECLS
