/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/table-pool.h"

#include <string.h>
#include <sys/socket.h>

#include "service/worker-process.h"
#include "tables/message.h"

G_LOCK_DEFINE_STATIC (most);
static guint64 most;

static void
note_peak (guint64 peak)
{
  G_LOCK (most);
  most = MAX (most, peak);
  G_UNLOCK (most);
}

/* One message; its length, 0 when there is none. */
static gsize
hear_piece (ZbWorkerProcess *worker,
            gint64           deadline,
            GCancellable    *cancellable,
            gpointer         piece,
            gsize            size)
{
  gssize n;

  if (!zb_worker_process_wait (worker, deadline, cancellable))
    return 0;

  n = recv (worker->socket, piece, size, MSG_DONTWAIT | MSG_TRUNC);
  return n <= 0 || (gsize) n > size ? 0 : (gsize) n;
}

/* NULL when the answer is no answer. */
static GBytes *
hear (ZbWorkerProcess *worker,
      gint64           deadline,
      GCancellable    *cancellable)
{
  g_autofree guint8 *bytes = NULL;
  guint64            size;
  gsize              n;

  if (hear_piece (worker, deadline, cancellable, &size, sizeof size) != sizeof size || size == 0 || size > ZB_TABLE_ANSWER_MAX)
    return NULL;

  bytes = g_malloc (size);
  for (gsize at = 0; at < size; at += n)
    if ((n = hear_piece (worker, deadline, cancellable, bytes + at, MIN (size - at, ZB_TABLE_MESSAGE))) == 0)
      return NULL;

  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

static ZbTable *
read_answer (GBytes *bytes)
{
  g_autoptr (GVariant) answer = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (ZB_TABLE_TYPE), bytes, FALSE));

  return zb_table_from_variant (answer);
}

static ZbTable *
make_failed (ZbTableProblem problem)
{
  ZbTable *table = zb_table_new ();

  zb_table_fail (table, problem, "worker");
  return table;
}

ZbTable *
zb_table_pool_read (int           fd,
                    GCancellable *cancellable)
{
  const gint64     deadline = g_get_monotonic_time () + ZB_TABLE_DEADLINE * G_USEC_PER_SEC;
  g_autofree char *program = zb_worker_process_dup_program ();
  g_autoptr (GBytes) answer = NULL;
  ZbWorkerProcess worker = ZB_WORKER_PROCESS_INIT;
  gboolean        by_clock;
  guint64         peak;

  if (g_cancellable_is_cancelled (cancellable) || !zb_worker_process_start (&worker, program))
    return make_failed (ZB_TABLE_CRASH);

  if (zb_worker_process_ask (&worker, fd, ZB_WANT_TABLE))
    answer = hear (&worker, deadline, cancellable);
  by_clock = zb_worker_process_stop (&worker, &peak);
  note_peak (peak);
  if (answer != NULL)
    return read_answer (answer);

  return make_failed (by_clock || g_get_monotonic_time () >= deadline ? ZB_TABLE_TIMEOUT : ZB_TABLE_CRASH);
}

guint64
zb_table_pool_get_peak (void)
{
  guint64 peak;

  G_LOCK (most);
  peak = most;
  G_UNLOCK (most);

  return peak;
}
