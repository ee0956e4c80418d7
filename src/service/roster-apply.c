/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

#include "store/branch-store.h"
#include "store/member-store.h"

/* What the ticked rows write: one change, and only into the ledger that the preview was made from. */

static void
snapshot_clear (ZbRosterSnapshot *self)
{
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->branches, g_ptr_array_unref);
}

ZbRosterSnapshot *
zb_roster_snapshot_ref (ZbRosterSnapshot *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
zb_roster_snapshot_unref (ZbRosterSnapshot *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) snapshot_clear);
}

ZbRosterSnapshot *
zb_roster_snapshot_read (ZbDb       *db,
                         const char *today,
                         GError    **error)
{
  g_autoptr (GPtrArray) members = zb_member_store_list (db, today, error);
  g_autoptr (GPtrArray) branches = members != NULL ? zb_branch_store_list (db, error) : NULL;
  ZbRosterSnapshot *self;

  if (branches == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (ZbRosterSnapshot);
  self->members = g_steal_pointer (&members);
  self->branches = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < branches->len; i++)
    g_ptr_array_add (self->branches, g_strdup (((ZbBranchRow *) branches->pdata[i])->name));

  return self;
}

gboolean
zb_roster_snapshot_equal (const ZbRosterSnapshot *a,
                          const ZbRosterSnapshot *b)
{
  if (a->members->len != b->members->len)
    return FALSE;

  for (guint i = 0; i < a->members->len; i++)
    if (!zb_member_equal (a->members->pdata[i], b->members->pdata[i]))
      return FALSE;

  return TRUE;
}

void
zb_roster_write_free (ZbRosterWrite *write)
{
  zb_member_draft_free (write->draft);
  g_free (write);
}

/* Comes back: in the branch again from today. */
static gboolean
begin_again (ZbDb                *db,
             const ZbRosterWrite *write,
             const char          *today,
             GError             **error)
{
  g_autoptr (ZbSpan) span = zb_span_new ();

  span->member = write->member;
  span->kind = ZB_SPAN_BRANCH;
  span->value = g_strdup (write->draft->values[ZB_MEMBER_BRANCH]);
  zb_day_parse (&span->starts, today);
  span->began = g_strdup (ZB_CAUSE_TRANSFER_IN);

  return zb_span_store_insert (db, span, error) != 0;
}

gboolean
zb_roster_write (ZbDb                *db,
                 const ZbRosterWrite *write,
                 const char          *today,
                 GError             **error)
{
  if (write->member == 0)
    return zb_member_store_insert (db, write->draft, ZB_MEMBER_INSERT_KNOWN, today, error) != 0;
  if (write->back && !begin_again (db, write, today, error))
    return FALSE;

  return zb_member_store_update (db, write->member, write->draft, today, error);
}

typedef struct
{
  ZbRosterSnapshot *seen;
  GPtrArray        *writes; /* of ZbRosterWrite */
  char             *today;
  guint             n_new, n_changed;
} Apply;

static void
apply_free (Apply *apply)
{
  zb_roster_snapshot_unref (apply->seen);
  g_ptr_array_unref (apply->writes);
  g_free (apply->today);
  g_free (apply);
}

/* NULL: nothing of the row is ticked. */
static ZbRosterWrite *
make_write (const ZbPreviewRow *made)
{
  const ZbRosterRow *row = &made->row;
  g_autoptr (ZbMemberDraft) draft = NULL;
  ZbRosterWrite *write;
  guint          n = 0;

  if (!row->ticked || (row->kind != ZB_ROW_NEW && row->kind != ZB_ROW_CHANGED))
    return NULL;

  draft = row->kind == ZB_ROW_NEW ? zb_member_draft_new () : zb_member_to_draft (made->who);
  for (guint i = 0; i < row->changes->len; i++)
    {
      const ZbFieldChange *change = &g_array_index (row->changes, ZbFieldChange, i);

      if (change->ticked)
        zb_member_draft_set (draft, change->field, change->theirs);
      n += change->ticked;
    }
  if (n == 0)
    return NULL;

  write = g_new0 (ZbRosterWrite, 1);
  write->member = row->kind == ZB_ROW_NEW ? 0 : row->member;
  write->back = row->kind == ZB_ROW_CHANGED && !zb_member_get_present (made->who) && draft->values[ZB_MEMBER_BRANCH] != NULL;
  if (write->back && row->draft->values[ZB_MEMBER_GROUP] == NULL)
    zb_member_draft_set (draft, ZB_MEMBER_GROUP, NULL);
  write->draft = g_steal_pointer (&draft);
  return write;
}

static void
list_writes (Apply     *apply,
             GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      ZbRosterWrite *write = make_write (rows->pdata[i]);

      if (write == NULL)
        continue;
      apply->n_new += write->member == 0;
      apply->n_changed += write->member != 0;
      g_ptr_array_add (apply->writes, write);
    }
}

guint
zb_roster_import_count_ticked (ZbRosterImport *self)
{
  ZbPreview *preview = zb_roster_import_get_preview (self);
  guint      n = 0;

  for (guint i = 0; preview != NULL && i < preview->rows->len; i++)
    {
      ZbRosterWrite *write = make_write (preview->rows->pdata[i]);

      n += write != NULL;
      g_clear_pointer (&write, zb_roster_write_free);
    }

  return n;
}

static gpointer
run_apply (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Apply *apply = data;
  g_autoptr (ZbRosterSnapshot) now = zb_roster_snapshot_read (db, apply->today, error);

  if (now == NULL)
    return NULL;
  if (!zb_roster_snapshot_equal (apply->seen, now))
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "the ledger has changed since the preview was made");
      return NULL;
    }

  for (guint i = 0; i < apply->writes->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !zb_roster_write (db, apply->writes->pdata[i], apply->today, error))
      return NULL;

  return GINT_TO_POINTER (TRUE);
}

void
zb_roster_import_apply_async (ZbRosterImport     *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbLibrary       *library = zb_roster_get_library (zb_roster_import_get_roster (self));
  ZbPreview       *preview = zb_roster_import_get_preview (self);
  g_autofree char *label = NULL;
  Apply           *apply;

  g_task_set_source_tag (task, zb_roster_import_apply_async);
  if (preview == NULL)
    {
      g_task_return_new_error (task, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no table was read");
      return;
    }

  apply = g_new0 (Apply, 1);
  apply->seen = zb_roster_snapshot_ref (zb_roster_import_get_snapshot (self));
  apply->writes = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_roster_write_free);
  apply->today = g_strdup (zb_library_get_today (library));
  list_writes (apply, preview->rows);
  g_task_set_task_data (task, apply, (GDestroyNotify) apply_free);

  label = g_strdup_printf ("导入名册 %u 人", apply->writes->len);
  zb_library_change (library, task, label, run_apply, NULL);
}

gboolean
zb_roster_import_apply_finish (ZbRosterImport *self,
                               GAsyncResult   *result,
                               guint          *n_new,
                               guint          *n_changed,
                               GError        **error)
{
  const Apply *apply = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_pointer (G_TASK (result), error) == NULL)
    return FALSE;

  if (n_new != NULL)
    *n_new = apply->n_new;
  if (n_changed != NULL)
    *n_changed = apply->n_changed;
  return TRUE;
}
