/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An open library: a folder, its lock, its database and the store thread. Every edit goes
 * through its one way to write; see library-private.h for services.
 *
 * Errors: ZB_STORE_ERROR (store/db.h); front ends name them with zb_service_error().
 */
typedef enum
{
  ZB_TABLE_MEETING = 1 << 0,
  ZB_TABLE_PHOTO = 1 << 1,
  ZB_TABLE_OTHER = 1 << 2,
  ZB_TABLE_MEMBER = 1 << 3, /* members, their history, branches, groups, letters */
  ZB_TABLE_DIFFERENCE = 1 << 4,
} ZbTables;

/* What a front end can do about an error of any service. */
typedef enum
{
  ZB_FAULT_FAILED,
  ZB_FAULT_BUSY,     /* another program has the library */
  ZB_FAULT_CONFLICT, /* refused; the message (English) names what depends on it */
  ZB_FAULT_NOT_FOUND,
  ZB_FAULT_TOO_NEW,
  ZB_FAULT_DAMAGED, /* offer zb_library_dup_backups() */
  ZB_FAULT_FULL,    /* disk full */
  ZB_FAULT_SOURCE,  /* the card or folder cannot be read */
  ZB_FAULT_EXISTS,  /* create or restore over something that is there */
  ZB_FAULT_PERMISSION,
  ZB_FAULT_CANCELLED,
} ZbFault;
ZbFault zb_service_fault (const GError *error);

#define ZB_TYPE_LIBRARY (zb_library_get_type ())
G_DECLARE_FINAL_TYPE (ZbLibrary, zb_library, ZB, LIBRARY, GObject)

/* Signals: "changed" (guint tables): rows of these tables are different now; main thread.
 * Properties: folder, branch, profile, can-undo, can-redo, undo-label, redo-label (notify).
 */

/* The user's own: $ZHIBU_LIBRARY, then $XDG_DATA_HOME/zhibu/library. */
char *zb_library_dup_default_folder (void);
/* TRUE if `folder` holds a library's database. */
gboolean zb_library_exists (const char *folder);

/* `today` (ISO day, or NULL for the clock) replaces the clock in all that is written.
 * Create refuses a folder that is not empty (ZB_FAULT_EXISTS). profile: court | central.
 */
void       zb_library_create_async (const char         *folder,
                                    const char         *branch,
                                    const char         *profile,
                                    const char         *today,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            data);
void       zb_library_open_async (const char         *folder,
                                  const char         *today,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            data);
ZbLibrary *zb_library_open_finish (GAsyncResult *result, GError **error); /* of both */

/* Waits for the queued jobs, checkpoints, closes, unlocks. Also done when the last reference goes.
 */
void zb_library_close (ZbLibrary *self);

const char *zb_library_get_folder (ZbLibrary *self);
const char *zb_library_get_branch (ZbLibrary *self);
const char *zb_library_get_profile (ZbLibrary *self);
const char *zb_library_get_undo_label (ZbLibrary *self); /* NULL: nothing to undo */
const char *zb_library_get_redo_label (ZbLibrary *self);

/* One line of the change log. */
typedef struct
{
  gint64 id;
  char  *label;
  char  *made;
  gint64 batch; /* 0 for an edit */
  char  *state; /* done | undone | closed */
} ZbLogEntry;
void zb_log_entry_free (ZbLogEntry *entry);

/* The last change back, or again. Finish returns the label, or NULL with CONFLICT when there is
 * none. */
void zb_library_undo_async (ZbLibrary          *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            data);
void zb_library_redo_async (ZbLibrary          *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            data);
/* 撤销 on an older change: its inverse as a new change, or CONFLICT naming what depends on it. */
void zb_library_revert_async (ZbLibrary          *self,
                              gint64              change,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            data);
char *
zb_library_undo_finish (ZbLibrary *self, GAsyncResult *result, GError **error); /* of the three */

void       zb_library_log_async (ZbLibrary          *self,
                                 guint               most,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            data);
GPtrArray *zb_library_log_finish (ZbLibrary    *self,
                                  GAsyncResult *result,
                                  GError      **error); /* of ZbLogEntry *, newest first */

/* Text being typed, kept outside the log. Finish with zb_library_draft_finish: the value or NULL.
 */
void
      zb_library_save_draft (ZbLibrary *self, const char *field, const char *value); /* NULL forgets it */
void  zb_library_load_draft_async (ZbLibrary          *self,
                                   const char         *field,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
char *zb_library_load_draft_finish (ZbLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
