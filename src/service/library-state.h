/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The inside of a library, for library.c, library-open.c and change.c only. Fields stand by the
 * thread that may touch them.
 */
#include "service/library-private.h"
#include "store/change-store.h"

G_BEGIN_DECLS

struct _ZbLibrary
{
  GObject parent_instance;

  /* Any thread: set before the opening's answer, then constant. */
  char      *folder;
  char      *today; /* NULL: the clock's */
  char      *branch;
  char      *profile;
  GTimeZone *zone;
  gint64     founded;
  ZbWorker  *worker;

  /* Store thread. */
  ZbDb    *db;
  int      lock;
  gboolean written; /* something changed in this opening */
  char    *label;   /* of the running change */

  /* Any thread, under the mutex: on its way to the main thread. */
  GMutex   mutex;
  guint    tables;
  gboolean labels_are_new;
  char    *next_branch; /* NULL: as it was */
  char    *next_undo;
  char    *next_redo;

  /* Main thread. */
  GSource *wakeup; /* made ready from any thread; needs no reference to the library */
  char    *undo_label;
  char    *redo_label;
};

/* Store thread. What opening and creating do; on failure nothing stays open. */
gboolean zb_library_open_store (ZbLibrary *self, GError **error);
gboolean zb_library_create_store (ZbLibrary *self, const char *branch, const char *profile, GError **error);
/* After the store thread has ended. */
void zb_library_close_store (ZbLibrary *self);

/* Store thread. Before the first write of an opening: a crash from here on is known at the next. */
void zb_library_note_write (ZbLibrary *self);
/* Reads what can be undone and redone now, and sends it with "changed" to the main thread. */
void zb_library_send_changed (ZbLibrary *self, guint tables);
/* Ends the batches that a crash left open. */
gboolean zb_library_close_batches (ZbLibrary *self, GError **error);

/* Store thread, inside a transaction: logs what the recorder saw, if anything, under self->label. */
gboolean zb_library_log_change (
    ZbLibrary *self, ZbRecorder *recorder, gint64 reverts, guint *tables, GError **error);
guint zb_library_mask_of (GBytes *changeset); /* ZbTables; may be NULL */

/* Rolling backups: backup/zhibu-YYYYMMDD-HHMMSS.db. */
#define ZB_ROLLING_KEPT 10
void zb_rolling_mark (ZbLibrary *self); /* the database is about to change */
void zb_rolling_keep (ZbLibrary *self); /* copies it, if marked; forgets the oldest */

G_END_DECLS
