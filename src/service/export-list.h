/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/export-target.h"

G_BEGIN_DECLS

/* What an export has written into a folder: the file .zhibu-export in it, plain text, a line a file. Lines are added before a file
 * gets its name and are durable by then, so that a run that was stopped knows its files; it is written anew, short, at the end of
 * a run that changed something. Held by one run at a time. Any thread but the main one, its caller locks.
 */
#define ZB_EXPORT_LIST ".zhibu-export"
#define ZB_OPTIONS_TEXT 24

typedef struct
{
  char  *path;
  gint64 photo; /* 0: a page of the album */
  gint64 size;
  gint64 mtime; /* ns */
  char   sha256[ZB_SHA256_TEXT];
  char   before[ZB_SHA256_TEXT]; /* of the file that it was to replace; "" none */
  char   made[ZB_SHA256_TEXT];   /* tells what it was made from */
  char   options[ZB_OPTIONS_TEXT];
} ZbListed;

typedef struct
{
  const ZbTarget *target;
  int             fd;
  char           *library;
  gboolean        fresh;    /* nothing is in it yet */
  gboolean        changed;  /* since it was read */
  GHashTable     *by_path;  /* char * → ZbListed, which it owns */
  GHashTable     *by_photo; /* gint64 * → ZbListed */
  GHashTable     *folders;  /* gint64 *, a meeting → char * */
} ZbExportList;

#define ZB_EXPORT_LIST_INIT ((ZbExportList){ .fd = -1 })

/* ZB_STORE_ERROR_BUSY: another run has it. ZB_STORE_ERROR_CONFLICT: it is of another library. ZB_STORE_ERROR_DAMAGED: it cannot be
 * read, so nothing is known to be ours. */
gboolean zb_export_list_open (ZbExportList *self, const ZbTarget *target, const char *library, GError **error);
void     zb_export_list_clear (ZbExportList *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbExportList, zb_export_list_clear)

/* Takes `listed`, in place of what was there of its path. Its `before` is to be emptied once the file has its name. */
gboolean zb_export_list_add (ZbExportList *self, ZbListed *listed, GError **error);
gboolean zb_export_list_remove (ZbExportList *self, const char *path, GError **error);
gboolean zb_export_list_set_folder (ZbExportList *self, gint64 meeting, const char *folder, GError **error);
/* The photos of the list in a folder, as far as it can be read: for what goes along. Of gint64. */
GArray *zb_export_list_peek (const char *folder);
/* Short again, if anything changed. */
gboolean zb_export_list_close (ZbExportList *self, GError **error);
void     zb_listed_free (ZbListed *listed);

G_END_DECLS
