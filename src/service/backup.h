/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/library.h"

G_BEGIN_DECLS

/* Whole library into one file and back, every byte checked by hash; and what verify finds. */
typedef struct
{
  gint64 bytes;
  guint  photos;
} ZbBackupResult;

/* A tar with MANIFEST (sha256  path, as sha256sum -c reads it), a snapshot of the database, photos/
 * and materials/; read back and compared before it gets its name. Never over an existing file
 * (EXISTS).
 */
void     zb_backup_async (ZbLibrary          *library,
                          const char         *file,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data);
gboolean zb_backup_finish (GAsyncResult *result, ZbBackupResult *backup, GError **error);

/* Into `folder`: must be empty, missing, or a library whose database is damaged (which is then
 * moved aside to <folder>.damaged-N, never deleted). Never over a good library (EXISTS).
 */
void     zb_restore_async (const char         *file,
                           const char         *folder,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data);
gboolean zb_restore_finish (GAsyncResult *result, ZbBackupResult *backup, GError **error);

/* Rolling backups of the database (backup/zhibu-YYYYMMDD-HHMMSS.db, last 10 openings with changes).
 */
typedef struct
{
  char    *path;
  char    *when; /* local ISO text */
  gint64   bytes;
  gboolean good; /* quick_check passed */
} ZbRollingBackup;
void       zb_rolling_backup_free (ZbRollingBackup *backup);
void       zb_rolling_list_async (const char         *folder,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            data);
GPtrArray *zb_rolling_list_finish (GAsyncResult *result, GError **error); /* newest first */
/* Puts a rolling backup in place of a damaged database, which is kept as zhibu.db.damaged-N. */
void     zb_rolling_restore_async (const char         *folder,
                                   const char         *backup,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
gboolean zb_rolling_restore_finish (GAsyncResult *result, GError **error);

/* Rows against files. Missing: a row without its file. Orphan: a file without a row. Damaged:
 * (deep) changed since import. */
typedef struct
{
  guint      photos;
  GPtrArray *missing; /* of char *, relative paths */
  GPtrArray *orphans;
  GPtrArray *damaged;
  GPtrArray *temporary; /* copies that a killed import left: named, no fault */
  gboolean   ok;
} ZbVerifyResult;
void            zb_verify_result_free (ZbVerifyResult *result);
void            zb_verify_async (ZbLibrary *library,
                                 gboolean   deep,
                                 void (*progress) (guint done, guint total, gpointer data),
                                 gpointer            progress_data,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            data);
ZbVerifyResult *zb_verify_finish (GAsyncResult *result, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbVerifyResult, zb_verify_result_free)

G_END_DECLS
