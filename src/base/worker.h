/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs on the worker's thread. An ordinary function that can fail: the
 * worker carries its answer back to the thread that asked.
 */
typedef gpointer (*ZbWorkerFunc) (gpointer      source_object,
                                  gpointer      task_data,
                                  GCancellable *cancellable,
                                  GError      **error);

typedef struct _ZbWorker ZbWorker;

ZbWorker *zb_worker_new (const char *name);
void      zb_worker_free (ZbWorker *self);
void      zb_worker_run (ZbWorker *self, GTask *task, ZbWorkerFunc func, GDestroyNotify free_result);
gboolean  zb_worker_is_self (ZbWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbWorker, zb_worker_free)

G_END_DECLS
