/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-private.h"

#include "service/library-private.h"
#include "store/record-store.h"

typedef struct
{
  gint64 member;
  char  *from, *to;
} Span;

static void
span_free (gpointer data)
{
  Span *span = data;

  g_free (span->from);
  g_free (span->to);
  g_free (span);
}

/* Store thread. */
static gpointer
run_list (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  const Span *span = data;

  return zb_attendance_store_list_of (db, span->member, span->from, span->to, error);
}

void
zb_roster_attendance_async (ZbRoster           *self,
                            gint64              member,
                            const char         *from,
                            const char         *to,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Span *span = g_new0 (Span, 1);

  span->member = member;
  span->from = g_strdup (from);
  span->to = g_strdup (to);
  g_task_set_task_data (task, span, span_free);
  zb_library_read (self->library, task, run_list, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
zb_roster_attendance_finish (ZbRoster     *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
