/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gcrypt.h>

#include "photo/shelf.h"

G_BEGIN_DECLS

#define ZB_SHELF_BLOCK (256 * 1024) /* read, hashed and written while it is in the core's cache */
#define ZB_SHELF_TEMP ".tmp-"

typedef gcry_md_hd_t ZbHash;
ZbHash               zb_hash_new (void);
static inline void
zb_hash_free (ZbHash hash)
{
  gcry_md_close (hash);
}
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (ZbHash, zb_hash_free, NULL)

/* Read only, without a mark on the source (no access time); never waits on a pipe. -1 and errno. */
int zb_shelf_open_source (const char *path);

/* Opens folder (relative, "a/b/c") below library step by step, following no link; makes what is
 * missing when `make`. -1 and errno.
 */
int zb_shelf_open_folder (const char *library, const char *folder, gboolean make);

/* A name that is safe on disk: see zb_shelf_place(). */
char *zb_shelf_clean_name (const char *name);
/* "a.jpg" and 2 → "a-2.jpg", at most 255 bytes; n < 2: the name itself. */
char *zb_shelf_numbered_name (const char *name, guint n);
/* Claims a name in a folder that no other has, case aside; n is the next number to try. */
char *zb_shelf_claim_name (int folder, const char *name, guint *n);
void  zb_shelf_forget_names (void);

/* errno of an operation in the library, or on the source, as a ZbPhotoError. */
gboolean zb_shelf_fail_library (GError **error, int code, const char *what);
gboolean zb_shelf_fail_source (GError **error, int code, const char *path);

G_END_DECLS
