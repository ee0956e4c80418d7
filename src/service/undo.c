/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/library-state.h"

#include "store/batch-store.h"
#include "store/photo-store.h"
#include "store/setting-store.h"

/* Back, again, and the inverse of an older change; the log; drafts. All on the store thread, each
 * in one transaction: what a conflict stops is not done at all.
 */

static gboolean
refuse (GError    **error,
        const char *why)
{
  g_set_error_literal (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, why);
  return FALSE;
}

/* A slice may still come. */
static gboolean
check_not_running (ZbDb           *db,
                   const ZbChange *change,
                   GError        **error)
{
  gboolean finished = TRUE;

  if (change->batch != 0 && !zb_batch_store_is_finished (db, change->batch, &finished, error))
    return FALSE;

  return finished || refuse (error, "the import is still running");
}

static gboolean
move_photos (ZbDb           *db,
             const ZbChange *change,
             gboolean        back,
             GError        **error)
{
  if (change->batch == 0)
    return TRUE;

  return zb_photo_store_trash_batch (db, change->batch,
                                     back ? ZB_TRASH_NOT : ZB_TRASH_UNDO,
                                     back ? ZB_TRASH_UNDO : ZB_TRASH_NOT, error) >= 0;
}

static gboolean
play (ZbDb           *db,
      const ZbChange *change,
      gboolean        back,
      GError        **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *dependents = NULL;

  if ((change->changeset == NULL || zb_changeset_apply (db, change->changeset, back, &failed)) &&
      move_photos (db, change, back, &failed))
    return TRUE;

  if (g_error_matches (failed, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT))
    dependents = zb_change_store_dup_dependents (db, change, NULL);

  if (dependents != NULL)
    g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "later changes build on it: %s", dependents);
  else
    g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static guint
mask_of_change (const ZbChange *change)
{
  return zb_library_mask_of (change->changeset) | (change->batch != 0 ? ZB_TABLE_PHOTO : 0);
}

static char *
step (ZbLibrary      *self,
      const ZbChange *change,
      gboolean        back,
      GError        **error)
{
  g_auto (ZbTx) tx = { 0 };

  zb_library_note_write (self);
  if (!zb_tx_begin (&tx, self->db, error) ||
      !check_not_running (self->db, change, error) ||
      !play (self->db, change, back, error) ||
      !zb_change_store_set_state (self->db, change->id, back ? "undone" : "done", error) ||
      !zb_tx_commit (&tx, error))
    return NULL;

  zb_library_send_changed (self, mask_of_change (change));
  return g_strdup (change->label);
}

static gpointer
run_undo (gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbLibrary *self = source_object;
  GError    *failed = NULL;
  g_autoptr (ZbChange) change = zb_change_store_get_undo (self->db, &failed);

  if (change != NULL)
    return step (self, change, TRUE, error);

  if (failed != NULL)
    g_propagate_error (error, failed);
  else
    refuse (error, "there is nothing to undo");
  return NULL;
}

static gpointer
run_redo (gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbLibrary *self = source_object;
  GError    *failed = NULL;
  g_autoptr (ZbChange) change = zb_change_store_get_redo (self->db, &failed);

  if (change != NULL)
    return step (self, change, FALSE, error);

  if (failed != NULL)
    g_propagate_error (error, failed);
  else
    refuse (error, "there is nothing to redo");
  return NULL;
}

/* The inverse of a change that is not the newest, as a change of its own. */
static char *
revert_older (ZbLibrary      *self,
              const ZbChange *change,
              GError        **error)
{
  g_auto (ZbTx) tx = { 0 };
  g_autoptr (ZbRecorder) recorder = NULL;
  guint tables = 0;

  zb_library_note_write (self);
  zb_library_take_label (self, g_strdup_printf ("撤销：%s", change->label));
  if (!zb_tx_begin (&tx, self->db, error) ||
      !check_not_running (self->db, change, error) ||
      !(recorder = zb_recorder_new (self->db, error)) ||
      !play (self->db, change, TRUE, error) ||
      !zb_library_log_change (self, recorder, change->id, &tables, error))
    return NULL;

  if (tables == 0)
    {
      refuse (error, "it was taken back already");
      return NULL;
    }

  if (!zb_tx_commit (&tx, error))
    return NULL;

  zb_library_send_changed (self, tables);
  return g_strdup (change->label);
}

static gpointer
run_revert (gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable,
            GError      **error)
{
  ZbLibrary *self = source_object;
  gint64     id = *(gint64 *) task_data;
  g_autoptr (ZbChange) change = zb_change_store_get (self->db, id, error);
  g_autoptr (ZbChange) newest = zb_change_store_get_undo (self->db, NULL);

  if (change == NULL)
    {
      if (error == NULL || *error == NULL)
        g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no change %" G_GINT64_FORMAT, id);
      return NULL;
    }

  if (!g_str_equal (change->state, "done"))
    {
      refuse (error, "it is undone already");
      return NULL;
    }

  if (newest != NULL && newest->id == change->id)
    return step (self, change, TRUE, error);

  return revert_older (self, change, error);
}

static GTask *
new_task (ZbLibrary          *self,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
run (ZbLibrary     *self,
     GTask         *task,
     ZbWorkerFunc   func,
     GDestroyNotify free_result)
{
  if (self->worker == NULL)
    g_task_return_new_error (task, ZB_STORE_ERROR, ZB_STORE_ERROR_FAILED, "the library is closed");
  else
    zb_worker_run (self->worker, task, func, free_result);
}

void
zb_library_undo_async (ZbLibrary          *self,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = new_task (self, cancellable, callback, data);

  run (self, task, run_undo, g_free);
}

void
zb_library_redo_async (ZbLibrary          *self,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = new_task (self, cancellable, callback, data);

  run (self, task, run_redo, g_free);
}

void
zb_library_revert_async (ZbLibrary          *self,
                         gint64              change,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            data)
{
  g_autoptr (GTask) task = new_task (self, cancellable, callback, data);

  g_task_set_task_data (task, g_memdup2 (&change, sizeof change), g_free);
  run (self, task, run_revert, g_free);
}

char *
zb_library_undo_finish (ZbLibrary    *self,
                        GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zb_log_entry_free (ZbLogEntry *entry)
{
  g_free (entry->label);
  g_free (entry->made);
  g_free (entry->state);
  g_free (entry);
}

static gpointer
run_log (gpointer      source_object,
         gpointer      task_data,
         GCancellable *cancellable,
         GError      **error)
{
  ZbLibrary *self = source_object;
  guint      most = GPOINTER_TO_UINT (task_data);
  g_autoptr (GPtrArray) changes = zb_change_store_list (self->db, most, error);
  g_autoptr (GPtrArray) entries = NULL;

  if (changes == NULL)
    return NULL;

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_log_entry_free);
  for (guint i = 0; i < changes->len; i++)
    {
      ZbChange   *change = changes->pdata[i];
      ZbLogEntry *entry = g_new0 (ZbLogEntry, 1);

      entry->id = change->id;
      entry->label = g_steal_pointer (&change->label);
      entry->made = g_steal_pointer (&change->made);
      entry->batch = change->batch;
      entry->state = g_steal_pointer (&change->state);
      g_ptr_array_add (entries, entry);
    }

  return g_steal_pointer (&entries);
}

void
zb_library_log_async (ZbLibrary          *self,
                      guint               most,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = new_task (self, cancellable, callback, data);

  g_task_set_task_data (task, GUINT_TO_POINTER (most), NULL);
  run (self, task, run_log, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
zb_library_log_finish (ZbLibrary    *self,
                       GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  char *field;
  char *value;
} Draft;

static void
draft_free (Draft *draft)
{
  g_free (draft->field);
  g_free (draft->value);
  g_free (draft);
}

static gpointer
run_save_draft (gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable,
                GError      **error)
{
  ZbLibrary *self = source_object;
  Draft     *draft = task_data;

  return GINT_TO_POINTER (zb_draft_store_set (self->db, draft->field, draft->value, error));
}

void
zb_library_save_draft (ZbLibrary  *self,
                       const char *field,
                       const char *value)
{
  g_autoptr (GTask) task = new_task (self, NULL, NULL, NULL);
  Draft *draft = g_new0 (Draft, 1);

  draft->field = g_strdup (field);
  draft->value = g_strdup (value);
  g_task_set_task_data (task, draft, (GDestroyNotify) draft_free);
  run (self, task, run_save_draft, NULL);
}

static gpointer
run_load_draft (gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable,
                GError      **error)
{
  ZbLibrary *self = source_object;

  return zb_draft_store_get (self->db, task_data, error);
}

void
zb_library_load_draft_async (ZbLibrary          *self,
                             const char         *field,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GTask) task = new_task (self, NULL, callback, data);

  g_task_set_task_data (task, g_strdup (field), g_free);
  run (self, task, run_load_draft, g_free);
}

char *
zb_library_load_draft_finish (ZbLibrary    *self,
                              GAsyncResult *result,
                              GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
