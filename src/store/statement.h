/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* For the store's own files: prepared statements, kept for the life of the connection.
 *
 * A ZbStatement is borrowed from the connection's cache and goes back, reset, at the end of its
 * scope; two of the same text may be open at once. Values are bound, never written into SQL.
 */
#ifndef SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#endif

#include "base/wall.h"
#include "store/db.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _ZbDb
{
  sqlite3    *handle;
  char       *path;
  GHashTable *idle; /* SQL text → sqlite3_stmt, those not in use */
};

typedef struct
{
  ZbDb         *db;
  sqlite3_stmt *stmt;
  gboolean      failed;
} ZbStatement;

gboolean zb_statement_init (ZbStatement *self, ZbDb *db, const char *sql, GError **error);
void     zb_statement_clear (ZbStatement *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbStatement, zb_statement_clear)

void zb_statement_int (ZbStatement *self, int index, gint64 value);
void zb_statement_id (ZbStatement *self, int index, gint64 id);                         /* 0 is NULL */
void zb_statement_text (ZbStatement *self, int index, const char *text);                /* copied */
void zb_statement_blob (ZbStatement *self, int index, gconstpointer bytes, gsize size); /* copied */
void zb_statement_wall (ZbStatement *self, int index, const ZbWall *wall);              /* ISO text or NULL */

/* TRUE for a row. FALSE at the end, and on an error, which sets `failed`. */
gboolean zb_statement_next (ZbStatement *self, GError **error);
/* Steps to the end and resets, so that it can be bound and run again. */
gboolean zb_statement_run (ZbStatement *self, GError **error);

const char *zb_statement_get_text (ZbStatement *self, int column); /* until the next step; may be NULL */
char       *zb_statement_dup_text (ZbStatement *self, int column);
gint64      zb_statement_get_int (ZbStatement *self, int column);
GBytes     *zb_statement_dup_bytes (ZbStatement *self, int column); /* NULL for NULL */
void        zb_statement_copy_hash (ZbStatement *self, int column, guint8 hash[32]);

/* One number of a query that gives one; `fallback` when it gives none. FALSE on error. */
gboolean zb_db_number (ZbDb *db, const char *sql, gint64 fallback, gint64 *number, GError **error);

/* Turns the last SQLite failure into `error`; returns FALSE. */
gboolean zb_db_fail (ZbDb *db, GError **error);

G_END_DECLS
