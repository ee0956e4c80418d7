/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "service/export-target.h"

G_BEGIN_DECLS

/* One .tar (pax, UTF-8 names whatever the program's locale is), uncompressed, and the hash of every file that went in; read back
 * and held against those hashes. Any thread but the main one. Errors: ZB_DOCUMENT_ERROR; ZB_STORE_ERROR_DAMAGED when what is read
 * is not what was written.
 */
typedef struct _ZbTar ZbTar;

ZbTar *zb_tar_new (int fd, const char *shown, GError **error); /* `fd`: an empty file */
void   zb_tar_free (ZbTar *self);
/* All of `fd` from its beginning; `counted` (may be NULL, atomic) grows by KiB. FALSE with an error: the whole archive is none. */
gboolean zb_tar_add (ZbTar *self, const char *path, int fd, gint *counted, GCancellable *cancellable, GError **error);
gboolean zb_tar_add_text (ZbTar *self, const char *path, const char *text, GError **error);
gboolean zb_tar_end (ZbTar *self, GError **error);

guint       zb_tar_get_n_files (const ZbTar *self);
const char *zb_tar_get_hash (const ZbTar *self, guint index); /* of the file that went in as that one, hex */
char       *zb_tar_to_list (const ZbTar *self);               /* as `sha256sum -c` takes it, of all so far */

/* The same files with the same bytes in the same order, and no other. */
gboolean zb_tar_check (const ZbTar *self, int fd, GCancellable *cancellable, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbTar, zb_tar_free)

G_END_DECLS
