/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* A folder that files are put into and that nothing is written outside of: every step below it is opened from the one above,
 * following no link, and the library is never entered. A file gets its name when it is whole and durable. Any thread but the main
 * one. Errors: ZB_DOCUMENT_ERROR, naming the target.
 */
typedef struct
{
  char *path;
  int   fd;
  dev_t device; /* of the library */
  ino_t inode;
} ZbTarget;

#define ZB_TARGET_INIT ((ZbTarget){ .fd = -1 })
#define ZB_SHA256_TEXT 65

/* Makes the folder (not the one above it) when it is not there. Refuses one inside the library. */
gboolean zb_target_open (ZbTarget *self, const char *path, const char *library, GError **error);
/* The same of a file's folder, which must be there. */
gboolean zb_target_check_file (const char *file, const char *library, GError **error);
void     zb_target_clear (ZbTarget *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbTarget, zb_target_clear)

/* "a/b", or "" for the target itself; made when missing. -1 and errno: ELOOP or ENOTDIR where a link or a file is in the way. */
int zb_target_open_folder (const ZbTarget *self, const char *folder, gboolean make);
/* A file below it as it is, never through a link; -1 and errno. */
int zb_target_open_file (const ZbTarget *self, const char *file);

/* ZB_DOCUMENT_ERROR_FULL when that many bytes and 5 % more do not fit. */
gboolean zb_target_check_room (const ZbTarget *self, guint64 bytes, GError **error);
/* An errno of what was done below it; that it is gone is said as such. Returns FALSE. */
gboolean zb_target_fail (const ZbTarget *self, int code, const char *what, GError **error);
/* Files on their way to their names are held by who writes them; sweeping removes those that nobody holds, of killed runs. */
#define ZB_TARGET_PART ".zhibu-part-"
gboolean zb_target_hold (int fd);
void     zb_target_sweep (const ZbTarget *self);

/* A file on its way to its name. */
typedef struct
{
  const ZbTarget *target;
  char            name[32]; /* in the target's own folder; "" once it has its place */
  int             fd;
  gint64          size;
  gint64          mtime; /* ns */
  char            sha256[ZB_SHA256_TEXT];
} ZbTargetFile;

#define ZB_TARGET_FILE_INIT ((ZbTargetFile){ .fd = -1 })

/* Takes over what `fd` holds from its beginning. */
gboolean zb_target_file_write (ZbTargetFile *self, const ZbTarget *target, int fd, GError **error);
/* Gives it its name in an open folder of the target. FALSE and errno; EEXIST unless `over`. */
gboolean zb_target_file_place (ZbTargetFile *self, int folder, const char *name, gboolean over);
void     zb_target_file_clear (ZbTargetFile *self); /* removes it unless it has its place */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbTargetFile, zb_target_file_clear)

/* The hash of a file in an open folder, if it is a plain one; FALSE and errno. */
gboolean zb_target_hash (int folder, const char *name, char sha256[ZB_SHA256_TEXT]);

G_END_DECLS
