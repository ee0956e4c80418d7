/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/worker.h"
#include "service/library.h"
#include "store/db.h"

G_BEGIN_DECLS

/* For services only: jobs on the store thread. `task` was made with the service as source
 * object; it returns what `func` returns. Functions run one at a time, in order.
 */
typedef gpointer (*ZbDbFunc) (ZbDb         *db,
                              gpointer      task_data,
                              GCancellable *cancellable,
                              GError      **error);

/* Reads; writes nothing. */
void zb_library_read (ZbLibrary *self, GTask *task, ZbDbFunc func, GDestroyNotify free_result);

/* One change: begin, attach a session, `func`, store the changeset under `label`, commit, emit
 * "changed". A change that changed nothing is not logged. NULL from `func` with an error rolls
 * back; functions that have nothing to say return GINT_TO_POINTER (TRUE).
 */
void zb_library_change (
    ZbLibrary *self, GTask *task, const char *label, ZbDbFunc func, GDestroyNotify free_result);

/* Store thread, inside `func` of a change: another label, where only the edit itself knows what to say. */
void zb_library_take_label (ZbLibrary *self, char *label);

/* For the import, which is one change in many transactions. On the store thread: */
ZbDb       *zb_library_get_db (ZbLibrary *self);
ZbWorker   *zb_library_get_worker (ZbLibrary *self);
const char *zb_library_get_today (ZbLibrary *self);   /* ISO day; any thread */
char       *zb_library_dup_now (ZbLibrary *self);     /* local ISO text; any thread */
GTimeZone  *zb_library_get_zone (ZbLibrary *self);    /* any thread */
gint64      zb_library_get_founded (ZbLibrary *self); /* wall seconds or 0; any thread */

/* Store thread: notes the start of a batch as a change that holds its id; returns the batch. */
gint64 zb_library_begin_batch (ZbLibrary *self, const char *source, GError **error);
/* Store thread: one slice, in a transaction of its own, outside any changeset. */
gboolean zb_library_slice (ZbLibrary *self,
                           gboolean (*func) (ZbDb *db, gpointer data, GError **error),
                           gpointer data,
                           GError **error);
/* Store thread: the closing transaction (meetings made, links): its changeset goes into the batch's
 * change; sets the label. */
gboolean zb_library_end_batch (ZbLibrary  *self,
                               gint64      batch,
                               const char *label,
                               gboolean (*func) (ZbDb *db, gpointer data, GError **error),
                               gpointer data,
                               GError **error);

/* cache/thumbnails/<photo / 1000>/<photo>.jpg of the library; any thread. */
char *zb_library_dup_thumbnail (ZbLibrary *self, gint64 photo);

/* Any thread: emits "changed" on the main thread, coalesced. */
void zb_library_notify_changed (ZbLibrary *self, guint tables);

G_END_DECLS
