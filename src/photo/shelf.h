/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/tags.h"

G_BEGIN_DECLS

#define ZB_HASH_SIZE 32
#define ZB_HEAD_SIZE \
  65536 /* bytes whose hash, with name, size and time, knows a file again without reading it */

/* A file on the card. */
typedef struct
{
  char  *path;  /* as given by the system, any bytes */
  char  *name;  /* its base name as valid UTF-8 */
  gint64 size;  /* or one of the two below */
  gint64 mtime; /* seconds UTC */
} ZbSourceFile;

#define ZB_SIZE_UNREADABLE (-1) /* a folder or file that could not be looked at */
#define ZB_SIZE_NOT_A_FILE (-2) /* a link or device: named, never followed */

/* One press of the shutter: a picture with what goes along with it (RAW of the same
 * stem within 30 s; .xmp .aae .thm sidecars).
 */
typedef struct
{
  ZbSourceFile *files; /* [0] is the picture that is shown */
  guint         n_files;
} ZbShot;

void zb_shot_free (ZbShot *shot);

/* Walks files and folders (follows no link out of them, skips hidden ones and what is inside a
 * library), sorted by path, and puts shots together. What is not a picture by its name is still
 * listed: the content decides. Unreadable folders come as a shot of ZB_SIZE_UNREADABLE.
 */
GPtrArray *zb_shelf_walk (const char *const *paths,
                          GCancellable      *cancellable,
                          void (*found) (guint n, gpointer data),
                          gpointer data);

/* Whether a name looks like a picture's or a video's: only a guess, to spare copying what is not. */
gboolean zb_shelf_has_picture_name (const char *name);

/* A copy on its way into the library: `temp` is inside the library's file system, written and
 * hashed, not yet durable; `fd` is open on it for reading.
 */
typedef struct
{
  char    *temp;
  int      fd;
  gint64   size;
  guint8   sha256[ZB_HASH_SIZE];
  guint8   head[ZB_HASH_SIZE]; /* of the first ZB_HEAD_SIZE bytes */
  gboolean changed;            /* the source changed while it was read */
} ZbCopy;

#define ZB_COPY_INIT ((ZbCopy){ .fd = -1 })

/* Removes the temp file unless it was placed. */
void zb_copy_clear (ZbCopy *copy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbCopy, zb_copy_clear)

/* On a copy thread. Reads the source once, hashing while copying; parses nothing. `n_bytes`
 * (atomic, may be NULL) grows as it goes. ZB_PHOTO_ERROR_*, or G_IO_ERROR_CANCELLED.
 */
gboolean zb_shelf_copy (ZbCopy       *copy,
                        const char   *library,
                        const char   *source,
                        gint64       *n_bytes,
                        GCancellable *cancellable,
                        GError      **error);

/* Hash of the first ZB_HEAD_SIZE bytes of a source. */
gboolean zb_shelf_head (const char *source, guint8 head[ZB_HASH_SIZE], GError **error);

/* Durable, then renamed without overwriting to `folder`/`name` (or name-2, name-3 …) below
 * `library`; returns the path relative to it. `folder` is "photos/2019/06"; `name` is cleaned: NFC,
 * no separators or controls, at most 255 bytes, never equal to another but for case. The caller
 * makes the folder durable (zb_shelf_settle) before it records the row.
 */
char *zb_shelf_place (
    ZbCopy *copy, const char *library, const char *folder, const char *name, GError **error);

/* Makes the folder, and the folders above it up to the library, durable. */
gboolean zb_shelf_settle (const char *library, const char *folder, GError **error);

/* Drops the file's pages, reads it back and compares. ZB_PHOTO_ERROR_CHANGED when it differs. */
gboolean zb_shelf_check (const char  *library,
                         const char  *file,
                         const guint8 sha256[ZB_HASH_SIZE],
                         gint64      *n_bytes,
                         GError     **error);

gboolean
         zb_shelf_hash (const char *path, guint8 sha256[ZB_HASH_SIZE], gint64 *size, GError **error);
char    *zb_shelf_hex (const guint8 sha256[ZB_HASH_SIZE]);
gboolean zb_shelf_unhex (const char *hex, guint8 sha256[ZB_HASH_SIZE]);

/* Takes back a file that was placed and will not be recorded. */
void zb_shelf_discard (const char *library, const char *file);

/* Temp files of an import that ended without placing them. */
void zb_shelf_sweep (const char *library);

G_END_DECLS
