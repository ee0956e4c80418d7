/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-private.h"

/* While one picture is written and made durable, the next ones are made: a few threads take one after the other. */

#define MOST_LANES 4u

typedef struct
{
  gboolean (*func) (guint index, gpointer data, GError **error);
  gpointer      data;
  guint         n;
  GCancellable *cancellable;
  gint          next;   /* atomic */
  gint          failed; /* atomic */
  GMutex        lock;
  GError       *error; /* the first one; with the lock */
} Lanes;

static void
fail (Lanes  *self,
      GError *error)
{
  g_mutex_lock (&self->lock);
  if (self->error == NULL)
    self->error = g_steal_pointer (&error);
  g_mutex_unlock (&self->lock);
  g_clear_error (&error);
  g_atomic_int_set (&self->failed, 1);
}

static gpointer
run_lane (gpointer data)
{
  Lanes *self = data;

  while (g_atomic_int_get (&self->failed) == 0)
    {
      guint   index = (guint) g_atomic_int_add (&self->next, 1);
      GError *error = NULL;

      if (index >= self->n)
        break;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, &error) || !self->func (index, self->data, &error))
        fail (self, error);
    }

  return NULL;
}

gboolean
zb_export_each (guint n,
                gboolean (*func) (guint index, gpointer data, GError **error),
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  Lanes    self = { .func = func, .data = data, .n = n, .cancellable = cancellable };
  guint    n_lanes = MIN (CLAMP (g_get_num_processors (), 2, MOST_LANES), n);
  GThread *threads[MOST_LANES];

  g_mutex_init (&self.lock);
  for (guint i = 0; i < n_lanes; i++)
    threads[i] = g_thread_new ("zb-export-lane", run_lane, &self);
  for (guint i = 0; i < n_lanes; i++)
    g_thread_join (threads[i]);
  g_mutex_clear (&self.lock);

  if (self.error == NULL)
    return TRUE;
  g_propagate_error (error, self.error);
  return FALSE;
}
