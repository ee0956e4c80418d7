/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/manifest.h"

G_BEGIN_DECLS

/* The backup's file format: an uncompressed pax tar whose first entry is MANIFEST and whose others
 * are the files that it lists, each once. Any thread but the main one.
 */

/* Where a file of the backup comes from: `line->path` below `library`, except zhibu.db. */
typedef struct
{
  const char *library;
  const char *database; /* the snapshot's path */
  GPtrArray  *lines;    /* of ZbManifestLine *: the hashes are filled in */
} ZbBackupSource;

/* Reads every file once: the manifest's room is left free and filled in at the end. `fd` must be
 * able to seek; its data is not yet durable.
 */
gboolean zb_backup_file_write (int fd, const ZbBackupSource *source, GCancellable *cancellable, GError **error);

/* Reads all of it and holds every file against the manifest; ZB_STORE_ERROR_DAMAGED when something
 * is changed, missing, left over, or of a kind that a backup never has (links, devices, paths that
 * lead elsewhere). With a `folder` (there, empty) the files are put below it as well. Returns the
 * manifest.
 */
GPtrArray *zb_backup_file_read (const char *file, const char *folder, GCancellable *cancellable, GError **error);

G_END_DECLS
