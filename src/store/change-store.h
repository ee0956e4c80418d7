/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* The change log: a label, a moment and a SQLite changeset for every edit. */

/* Watches the tables that an edit may write, from now until it is freed. */
typedef struct _ZbRecorder ZbRecorder;

ZbRecorder *zb_recorder_new (ZbDb *db, GError **error);
void        zb_recorder_free (ZbRecorder *self);
GBytes     *zb_recorder_take (ZbRecorder *self, GError **error); /* NULL, no error: nothing is different */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbRecorder, zb_recorder_free)

/* A changeset, or its inverse, inside the caller's transaction: whole, or not at all and CONFLICT. */
gboolean zb_changeset_apply (ZbDb *db, GBytes *changeset, gboolean inverse, GError **error);
/* Names of the tables in it. */
GPtrArray *zb_changeset_list_tables (GBytes *changeset);

typedef struct
{
  gint64  id;
  char   *label;
  char   *made;
  GBytes *changeset; /* may be NULL; not in lists */
  gint64  batch;     /* 0: an edit; else an import, whose photos go along */
  char   *state;     /* done | undone | closed */
} ZbChange;

void zb_change_free (ZbChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChange, zb_change_free)

/* Closes what was undone: it can no longer be done again. `batch`, `reverts`: 0 none. */
gint64   zb_change_store_insert (ZbDb       *db,
                                 const char *label,
                                 const char *made,
                                 GBytes     *changeset,
                                 gint64      batch,
                                 gint64      reverts,
                                 GError    **error);
gboolean zb_change_store_set_state (ZbDb *db, gint64 change, const char *state, GError **error);
/* For an import that ends: its change becomes the newest, with this label and changeset (which may
 * be NULL). */
gboolean
zb_change_store_close_batch (ZbDb *db, gint64 batch, const char *label, GBytes *changeset, GError **error);

/* An import that brought nothing leaves no change. */
gboolean zb_change_store_drop_batch (ZbDb *db, gint64 batch, GError **error);

/* NULL without an error: there is none. */
ZbChange  *zb_change_store_get (ZbDb *db, gint64 change, GError **error);
ZbChange  *zb_change_store_get_undo (ZbDb *db, GError **error); /* the newest done */
ZbChange  *zb_change_store_get_redo (ZbDb *db, GError **error); /* the oldest undone */
ZbChange  *zb_change_store_get_batch (ZbDb *db, gint64 batch, GError **error);
GPtrArray *zb_change_store_list (ZbDb *db, guint most, GError **error); /* newest first */

/* Labels of later changes that build on this one, oldest first, separated by "; "; NULL: none was
 * found. */
char *zb_change_store_dup_dependents (ZbDb *db, const ZbChange *change, GError **error);

G_END_DECLS
