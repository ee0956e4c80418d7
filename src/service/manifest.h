/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The list of a backup's files, as sha256sum -c reads it: "<64 hex digits>  <path>" a line; a path
 * with a backslash or a line end in it is escaped and its line starts with a backslash.
 */
typedef struct
{
  char    *path; /* relative: zhibu.db, photos/…, materials/…; any bytes but NUL */
  guint8   sha256[32];
  gboolean seen; /* for who reads the backup */
} ZbManifestLine;

#define ZB_MANIFEST_NAME "MANIFEST"
#define ZB_MANIFEST_MAX (64 * 1024 * 1024) /* bytes */

GPtrArray      *zb_manifest_lines_new (void);
ZbManifestLine *zb_manifest_line_new (const char *path);

/* Lines with their hashes as they are now: the length depends on the paths alone. */
char *zb_manifest_to_text (GPtrArray *lines, gsize *length);

/* Foreign bytes: every path is checked, none may come twice. ZB_STORE_ERROR_DAMAGED. */
GPtrArray *zb_manifest_parse (const char *text, gsize length, GError **error);

/* zhibu.db, or a path below photos/ or materials/ that cannot leave the folder it is put in. */
gboolean zb_manifest_allows (const char *path);

G_END_DECLS
