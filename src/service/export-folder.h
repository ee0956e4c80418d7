/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/export-list.h"
#include "service/export-private.h"

G_BEGIN_DECLS

/* How the picture folder is made. First every photo gets its name (export-folder-plan): the one it had, if that still fits, else
 * the next that is free; so that one photo more renames no other. Then each is looked at, made if it is not what it should be, and
 * put there (export-folder-put). Then the pages, and what is no longer wanted goes (export-folder).
 */
typedef struct
{
  const ZbExportItem *item;
  char               *path; /* below the target */
  char               *stem; /* of its name without a number */
  guint               n;    /* its number; 0, 1: none */
  char                made[ZB_SHA256_TEXT];
  char                options[ZB_OPTIONS_TEXT];
  gboolean            there; /* it has its file */
} ZbPlanned;

typedef struct
{
  const ZbExportJob *job;
  ZbExportResult    *result;
  ZbTarget           target;
  GPtrArray         *folders; /* char *, one a section */
  GPtrArray         *planned; /* of ZbPlanned *, one an item */
  GMutex             lock;    /* of what follows, and of the result */
  ZbExportList       list;
  GHashTable        *claimed; /* folded paths */
  GHashTable        *blocked; /* folders that cannot be entered, once each */
} ZbFolderRun;

void zb_folder_plan (ZbFolderRun *run);
/* With the lock held: the first path of these names that nobody has. `n` is where to start. */
char *zb_folder_claim (ZbFolderRun *run, const char *folder, const char *stem, const char *suffix, guint *n);
void  zb_folder_set_options (char options[ZB_OPTIONS_TEXT], const ZbExportSpec *spec);

/* Lanes: the photo of that index. */
gboolean zb_folder_put_photo (guint index, gpointer run, GError **error);
/* One of the album's own pages; `made` tells what it says. `write` fills the descriptor. */
typedef gboolean (*ZbFolderWrite) (int fd, gpointer data, GError **error);
gboolean zb_folder_put_page (ZbFolderRun *run, const char *path, const char made[ZB_SHA256_TEXT], ZbFolderWrite write, gpointer data, GError **error);
/* A file of the list that is no longer wanted. */
gboolean zb_folder_remove (ZbFolderRun *run, const char *path, GError **error);

void zb_folder_hash_text (const char *text, gsize length, char sha256[ZB_SHA256_TEXT]);

G_END_DECLS
