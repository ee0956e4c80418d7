/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A zip's own list of its files, for what libgsf does not ask: how many there are, and whether what was unpacked is
 * what was packed.
 */
typedef struct
{
  const guint8 *bytes; /* not owned */
  gsize         size;
  gsize         start; /* of the list */
  guint         n_files;
} ZbZipList;

gboolean zb_zip_list_find (ZbZipList *list, const guint8 *bytes, gsize size); /* FALSE: none, or of the kind for many more */
/* FALSE when there are files of that path and none has that sum. */
gboolean zb_zip_list_agrees (const ZbZipList *list, const char *path, guint32 sum);

/* CRC-32, of nothing 0. */
guint32 zb_zip_sum (guint32 sum, const guint8 *bytes, gsize size);

G_END_DECLS
