/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZB_STORE_ERROR (zb_store_error_quark ())
GQuark zb_store_error_quark (void);

/* What the caller can do about it, not where it happened. A full disk, and a folder that may not
 * be written, are G_IO_ERROR_NO_SPACE and G_IO_ERROR_PERMISSION_DENIED.
 */
typedef enum
{
  ZB_STORE_ERROR_FAILED,    /* give up, show the details */
  ZB_STORE_ERROR_BUSY,      /* another program holds the library: close it there; the message names it */
  ZB_STORE_ERROR_CONFLICT,  /* a constraint, or a later change, said no: let the user edit */
  ZB_STORE_ERROR_NOT_FOUND, /* it is gone, or never was there: reload */
  ZB_STORE_ERROR_TOO_NEW,   /* written by a newer version: upgrade the program */
  ZB_STORE_ERROR_DAMAGED,   /* quick_check failed: offer a backup; nothing was written */
} ZbStoreError;

/* One SQLite connection. Used on the store thread only. */
typedef struct _ZbDb ZbDb;

/* WAL, synchronous=FULL, foreign keys, busy_timeout 5 s; runs quick_check before anything
 * is written; brings the schema up to date (after copying the file to backup/ beside it), or
 * refuses a newer one. A missing file is created.
 */
ZbDb *zb_db_open (const char *path, GError **error);
/* Checked in the same way; of whatever schema that is not too new. Leaves nothing beside the file,
 * unless a write-ahead log is there already.
 */
ZbDb *zb_db_open_read_only (const char *path, GError **error);
void  zb_db_close (ZbDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbDb, zb_db_close)

const char *zb_db_get_path (ZbDb *db);
gboolean    zb_db_exec (ZbDb *db, const char *sql, GError **error);

/* A copy of the database as it is now, in one file that needs no other; durable before it gets its
 * name, never over a file that is there. Outside any transaction.
 */
gboolean zb_db_backup (ZbDb *db, const char *to, GError **error);

/* A transaction that rolls back unless it was committed. */
typedef struct
{
  ZbDb *db;
} ZbTx;
gboolean zb_tx_begin (ZbTx *tx, ZbDb *db, GError **error);
gboolean zb_tx_commit (ZbTx *tx, GError **error);
void     zb_tx_clear (ZbTx *tx);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbTx, zb_tx_clear)

G_END_DECLS
