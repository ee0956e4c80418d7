/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/library-state.h"

#include "service/links.h"
#include "store/batch-store.h"
#include "store/photo-store.h"
#include "store/setting-store.h"

/* The one way to write. An edit, its label and its changeset are committed together; undo and
 * redo play the changeset; the main thread is told which tables are different. An import is one
 * change in many transactions: its slices stand outside any changeset, since undoing it only moves
 * its photos to the trash; the closing transaction's changeset (meetings, links) is played as any.
 */

/* What a table's name says to those who watch. */
static guint
get_flag (const char *table)
{
  static const struct
  {
    const char *prefix;
    guint       flag;
  } flags[] = {
    { "meeting", ZB_TABLE_MEETING },
    { "agenda", ZB_TABLE_MEETING },
    { "attendance", ZB_TABLE_MEETING },
    { "vote", ZB_TABLE_MEETING },
    { "remedy", ZB_TABLE_MEETING },
    { "attachment", ZB_TABLE_MEETING },
    { "follow_up", ZB_TABLE_MEETING },
    { "filing", ZB_TABLE_MEETING },
    { "photo", ZB_TABLE_PHOTO },
    { "member", ZB_TABLE_MEMBER },
    { "span", ZB_TABLE_MEMBER },
    { "branch", ZB_TABLE_MEMBER },
    { "party_group", ZB_TABLE_MEMBER },
    { "letter", ZB_TABLE_MEMBER },
    { "difference", ZB_TABLE_DIFFERENCE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_str_has_prefix (table, flags[i].prefix))
      return flags[i].flag;

  return ZB_TABLE_OTHER;
}

guint
zb_library_mask_of (GBytes *changeset)
{
  g_autoptr (GPtrArray) names = NULL;
  guint tables = 0;

  if (changeset == NULL)
    return 0;

  names = zb_changeset_list_tables (changeset);
  for (guint i = 0; i < names->len; i++)
    tables |= get_flag (names->pdata[i]);

  return tables;
}

void
zb_library_note_write (ZbLibrary *self)
{
  if (self->written)
    return;

  self->written = TRUE;
  zb_rolling_mark (self);
}

typedef struct
{
  GTask         *outer; /* the service's; its source object and data are borrowed through it */
  ZbDbFunc       func;
  char          *label; /* NULL: a read */
  GDestroyNotify free_result;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->outer);
  g_free (job->label);
  g_free (job);
}

gboolean
zb_library_log_change (ZbLibrary  *self,
                       ZbRecorder *recorder,
                       gint64      reverts,
                       guint      *tables,
                       GError    **error)
{
  GError          *failed = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GBytes) changeset = zb_recorder_take (recorder, &failed);

  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }

  *tables = zb_library_mask_of (changeset);
  if (changeset == NULL)
    return TRUE;

  now = zb_library_dup_now (self);
  return zb_change_store_insert (self->db, self->label, now, changeset, 0, reverts, error) != 0;
}

static gpointer
run_change (gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable,
            GError      **error)
{
  ZbLibrary *self = source_object;
  Job       *job = task_data;
  g_auto (ZbTx) tx = { 0 };
  g_autoptr (ZbRecorder) recorder = NULL;
  gpointer result;
  guint    tables = 0;

  g_assert (zb_worker_is_self (self->worker));
  zb_library_note_write (self);
  g_free (self->label);
  self->label = g_strdup (job->label);

  if (!zb_tx_begin (&tx, self->db, error) ||
      !(recorder = zb_recorder_new (self->db, error)) ||
      !(result = job->func (self->db, g_task_get_task_data (job->outer), cancellable, error)))
    return NULL;

  if (!zb_library_log_change (self, recorder, 0, &tables, error) || !zb_tx_commit (&tx, error))
    {
      if (job->free_result != NULL)
        job->free_result (result);
      return NULL;
    }

  zb_library_send_changed (self, tables);
  return result;
}

static gpointer
run_read (gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbLibrary *self = source_object;
  Job       *job = task_data;

  g_assert (zb_worker_is_self (self->worker));
  return job->func (self->db, g_task_get_task_data (job->outer), cancellable, error);
}

static void
job_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Job     *job = g_task_get_task_data (G_TASK (result));
  GError  *error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (job->outer, error);
  else
    g_task_return_pointer (job->outer, answer, job->free_result);
}

static void
start_job (ZbLibrary     *self,
           GTask         *task,
           const char    *label,
           ZbDbFunc       func,
           GDestroyNotify free_result)
{
  g_autoptr (GTask) inner = g_task_new (self, g_task_get_cancellable (task), job_done_cb, NULL);
  Job *job = g_new0 (Job, 1);

  job->outer = g_object_ref (task);
  job->func = func;
  job->label = g_strdup (label);
  job->free_result = free_result;
  g_task_set_task_data (inner, job, (GDestroyNotify) job_free);
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_check_cancellable (task, FALSE);

  if (self->worker == NULL)
    g_task_return_new_error (inner, ZB_STORE_ERROR, ZB_STORE_ERROR_FAILED, "the library is closed");
  else
    zb_worker_run (self->worker, inner, label != NULL ? run_change : run_read, free_result);
}

void
zb_library_read (ZbLibrary     *self,
                 GTask         *task,
                 ZbDbFunc       func,
                 GDestroyNotify free_result)
{
  start_job (self, task, NULL, func, free_result);
}

void
zb_library_change (ZbLibrary     *self,
                   GTask         *task,
                   const char    *label,
                   ZbDbFunc       func,
                   GDestroyNotify free_result)
{
  start_job (self, task, label, func, free_result);
}

void
zb_library_take_label (ZbLibrary *self,
                       char      *label)
{
  g_assert (zb_worker_is_self (self->worker));

  g_free (self->label);
  self->label = label;
}

gint64
zb_library_begin_batch (ZbLibrary  *self,
                        const char *source,
                        GError    **error)
{
  g_autofree char *now = zb_library_dup_now (self);
  g_auto (ZbTx) tx = { 0 };
  gint64 batch;

  g_assert (zb_worker_is_self (self->worker));
  zb_library_note_write (self);

  if (!zb_tx_begin (&tx, self->db, error) ||
      !(batch = zb_batch_store_insert (self->db, source, now, error)) ||
      !zb_change_store_insert (self->db, "导入照片", now, NULL, batch, 0, error) ||
      !zb_tx_commit (&tx, error))
    return 0;

  zb_library_send_changed (self, ZB_TABLE_OTHER);
  return batch;
}

gboolean
zb_library_slice (ZbLibrary *self,
                  gboolean (*func) (ZbDb *db, gpointer data, GError **error),
                  gpointer data,
                  GError **error)
{
  g_auto (ZbTx) tx = { 0 };

  g_assert (zb_worker_is_self (self->worker));

  if (!zb_tx_begin (&tx, self->db, error) || !func (self->db, data, error) || !zb_tx_commit (&tx, error))
    return FALSE;

  zb_library_notify_changed (self, ZB_TABLE_PHOTO);
  return TRUE;
}

/* An import that brought nothing is no change. */
static gboolean
close_change (ZbLibrary  *self,
              gint64      batch,
              const char *label,
              GBytes     *changeset,
              GError    **error)
{
  g_autofree char *now = zb_library_dup_now (self);
  guint            n_photos;

  if (!zb_batch_store_count_photos (self->db, batch, &n_photos, error) ||
      !zb_batch_store_finish (self->db, batch, now, error))
    return FALSE;

  if (n_photos == 0 && changeset == NULL)
    return zb_change_store_drop_batch (self->db, batch, error);

  return zb_change_store_close_batch (self->db, batch, label, changeset, error);
}

gboolean
zb_library_end_batch (ZbLibrary  *self,
                      gint64      batch,
                      const char *label,
                      gboolean (*func) (ZbDb *db, gpointer data, GError **error),
                      gpointer data,
                      GError **error)
{
  g_auto (ZbTx) tx = { 0 };
  g_autoptr (ZbRecorder) recorder = NULL;
  g_autoptr (GBytes) changeset = NULL;
  GError *failed = NULL;

  g_assert (zb_worker_is_self (self->worker));
  zb_library_note_write (self);

  if (!zb_tx_begin (&tx, self->db, error) ||
      !(recorder = zb_recorder_new (self->db, error)) ||
      !func (self->db, data, error))
    return FALSE;

  changeset = zb_recorder_take (recorder, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }

  if (!close_change (self, batch, label, changeset, error) || !zb_tx_commit (&tx, error))
    return FALSE;

  zb_library_send_changed (self, ZB_TABLE_OTHER | ZB_TABLE_PHOTO | zb_library_mask_of (changeset));
  return TRUE;
}

static gboolean
link_batch (ZbDb    *db,
            gpointer data,
            GError **error)
{
  gint64  batch = *(gint64 *) data;
  gint64  from, to;
  guint   n_linked;
  GError *failed = NULL;

  if (zb_batch_store_get_span (db, batch, &from, &to, &failed))
    return zb_links_remake (db, from, to, batch, &n_linked, error);

  if (failed != NULL)
    g_propagate_error (error, failed);
  return failed == NULL;
}

gboolean
zb_library_close_batches (ZbLibrary *self,
                          GError   **error)
{
  g_autoptr (GArray) batches = zb_batch_store_list_unfinished (self->db, error);

  if (batches == NULL)
    return FALSE;

  for (guint i = 0; i < batches->len; i++)
    {
      gint64           batch = g_array_index (batches, gint64, i);
      guint            n_photos;
      g_autofree char *label = NULL;

      if (!zb_batch_store_count_photos (self->db, batch, &n_photos, error))
        return FALSE;

      label = g_strdup_printf ("导入照片 %u 张（中途停止）", n_photos);
      if (!zb_library_end_batch (self, batch, label, link_batch, &batch, error))
        return FALSE;
    }

  return TRUE;
}
