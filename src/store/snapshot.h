/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* A copy of the whole database as of one moment, in a file of its own that is durable when this
 * returns. `path` must not exist. Store thread, outside any transaction.
 */
gboolean zb_snapshot_write (ZbDb *db, const char *path, GError **error);

/* What a database file holds. */
typedef struct
{
  int   version; /* user_version */
  guint photos;  /* those in the album, without the trash */
} ZbSnapshotInfo;

/* ZB_STORE_ERROR_DAMAGED when it is not the whole database of a library, TOO_NEW when a newer
 * program wrote it; writes nothing. `info` may be NULL. Any thread.
 */
gboolean zb_snapshot_check (const char *path, ZbSnapshotInfo *info, GError **error);

G_END_DECLS
