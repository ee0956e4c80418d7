/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-edit-private.h"

#include "service/library-private.h"
#include "store/branch-store.h"
#include "store/member-store.h"

/* The verbs: each is one change. What depends on the library is looked up on the store thread,
 * inside the change.
 */

static void
edit_free (ZbRosterEdit *edit)
{
  g_clear_pointer (&edit->draft, zb_member_draft_free);
  g_clear_pointer (&edit->span, zb_span_free);
  g_free (edit->day);
  g_free (edit->cause);
  g_free (edit->note);
  g_free (edit->transfer.other);
  g_free (edit->transfer.number);
  g_free (edit);
}

static ZbRosterEdit *
edit_new (ZbRoster            *self,
          gint64               id,
          const ZbMemberDraft *draft,
          const char          *day)
{
  ZbRosterEdit *edit = g_new0 (ZbRosterEdit, 1);

  edit->library = self->library;
  edit->id = id;
  edit->draft = draft != NULL ? zb_member_draft_copy (draft) : NULL;
  edit->day = g_strdup (day != NULL ? day : zb_roster_get_today (self));
  return edit;
}

static void
take_transfer (ZbRosterEdit     *edit,
               const ZbTransfer *transfer)
{
  edit->transfer = (ZbTransfer){ g_strdup (transfer->other), g_strdup (transfer->number), transfer->valid };
}

gpointer
zb_roster_edit_answer (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

gboolean
zb_roster_refuse (GError    **error,
                  const char *why)
{
  g_set_error_literal (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, why);
  return FALSE;
}

void
zb_roster_edit_label (ZbRosterEdit *edit,
                      const char   *verb,
                      const char   *name)
{
  zb_library_take_label (edit->library, g_strdup_printf ("%s：%s", verb, name != NULL ? name : ""));
}

ZbSpan *
zb_roster_find_open (GPtrArray *spans,
                     ZbSpanKind kind)
{
  for (guint i = spans->len; i-- > 0;)
    {
      ZbSpan *span = spans->pdata[i];

      if (span->kind == kind && !zb_day_is_set (span->ends))
        return span;
    }

  return NULL;
}

static ZbSpan *
find_span (GPtrArray *spans,
           gint64     id)
{
  for (guint i = 0; i < spans->len; i++)
    if (((ZbSpan *) spans->pdata[i])->id == id)
      return spans->pdata[i];

  return NULL;
}

static gpointer
run_add (ZbDb         *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  ZbRosterEdit *edit = data;
  gint64        id = zb_member_store_insert (db, edit->draft, edit->new_here ? ZB_MEMBER_INSERT_NEW : ZB_MEMBER_INSERT_KNOWN, edit->day, error);

  zb_roster_edit_label (edit, "添加党员", edit->draft->values[ZB_MEMBER_NAME]);
  return id != 0 ? zb_roster_edit_answer (id) : NULL;
}

static gpointer
run_edit (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbRosterEdit *edit = data;

  zb_roster_edit_label (edit, "修改党员", edit->draft->values[ZB_MEMBER_NAME]);
  return zb_member_store_update (db, edit->id, edit->draft, edit->day, error) ? zb_roster_edit_answer (edit->id) : NULL;
}

static gpointer
run_remove (ZbDb         *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  ZbRosterEdit *edit = data;
  g_autoptr (ZbMember) member = zb_member_store_get (db, edit->id, edit->day, error);

  if (member == NULL || !zb_member_store_delete (db, edit->id, error))
    return NULL;

  zb_roster_edit_label (edit, "删除党员", zb_member_get_name (member));
  return zb_roster_edit_answer (edit->id);
}

/* The span of its kind in which a new one begins. */
static ZbSpan *
find_around (GPtrArray    *spans,
             const ZbSpan *fresh)
{
  for (guint i = 0; i < spans->len; i++)
    {
      ZbSpan *span = spans->pdata[i];

      if (span->kind == fresh->kind &&
          (!zb_day_is_set (span->starts) || zb_day_compare (span->starts, fresh->starts) < 0) &&
          (!zb_day_is_set (span->ends) || zb_day_compare (span->ends, fresh->starts) > 0))
        return span;
    }

  return NULL;
}

/* The first day on which another of its kind begins later; empty when none does. */
static ZbDay
find_next (GPtrArray    *spans,
           const ZbSpan *fresh)
{
  ZbDay next = ZB_DAY_NONE;

  for (guint i = 0; i < spans->len; i++)
    {
      const ZbSpan *span = spans->pdata[i];

      if (span->kind == fresh->kind && zb_day_is_set (span->starts) && zb_day_compare (span->starts, fresh->starts) > 0 &&
          zb_day_compare (span->starts, next) < 0)
        next = span->starts;
    }

  return next;
}

/* Of these there is one at a time: a new one without an end takes the rest of the one it begins in, or
 * ends where the next begins.
 */
static gboolean
fit_span (ZbDb      *db,
          GPtrArray *spans,
          ZbSpan    *fresh,
          GError   **error)
{
  ZbSpan *around;

  if (fresh->id != 0 || (fresh->kind != ZB_SPAN_BRANCH && fresh->kind != ZB_SPAN_GROUP) ||
      !zb_day_is_set (fresh->starts) || zb_day_is_set (fresh->ends))
    return TRUE;

  around = find_around (spans, fresh);
  if (around == NULL)
    {
      fresh->ends = find_next (spans, fresh);
      return TRUE;
    }

  fresh->ends = around->ends;
  around->ends = fresh->starts;
  g_clear_pointer (&fresh->ended, g_free);
  fresh->ended = g_steal_pointer (&around->ended);
  return zb_span_store_update (db, around, error);
}

static gpointer
run_put_span (ZbDb         *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  ZbRosterEdit *edit = data;
  g_autoptr (ZbMember) member = zb_member_store_get (db, edit->id, edit->day, error);
  g_autoptr (GPtrArray) spans = member != NULL ? zb_span_store_list (db, edit->id, error) : NULL;

  if (spans == NULL)
    return NULL;
  if (edit->span->id != 0 && find_span (spans, edit->span->id) == NULL)
    {
      zb_roster_refuse (error, "that line is not of this member");
      return NULL;
    }

  zb_roster_edit_label (edit, edit->span->id != 0 ? "修改经历" : "记录经历", zb_member_get_name (member));
  if (!fit_span (db, spans, edit->span, error) ||
      !(edit->span->id != 0 ? zb_span_store_update (db, edit->span, error) : zb_span_store_insert (db, edit->span, error) != 0))
    return NULL;

  return zb_roster_edit_answer (edit->id);
}

static gboolean
has_other_branch (GPtrArray *spans,
                  gint64     id)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const ZbSpan *span = spans->pdata[i];

      if (span->kind == ZB_SPAN_BRANCH && span->id != id)
        return TRUE;
    }

  return FALSE;
}

static gpointer
run_remove_span (ZbDb         *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  ZbRosterEdit *edit = data;
  g_autoptr (ZbMember) member = zb_member_store_get (db, edit->id, edit->day, error);
  g_autoptr (GPtrArray) spans = member != NULL ? zb_span_store_list (db, edit->id, error) : NULL;

  if (spans == NULL)
    return NULL;
  if (find_span (spans, edit->span_id) == NULL)
    {
      zb_roster_refuse (error, "that line is not of this member");
      return NULL;
    }
  if (!has_other_branch (spans, edit->span_id))
    {
      zb_roster_refuse (error, "a member was in some branch");
      return NULL;
    }

  zb_roster_edit_label (edit, "删除经历", zb_member_get_name (member));
  return zb_span_store_delete (db, edit->span_id, error) ? zb_roster_edit_answer (edit->id) : NULL;
}

static gpointer
run_set_term (ZbDb         *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  ZbRosterEdit *edit = data;
  g_autoptr (GPtrArray) branches = zb_branch_store_list (db, error);

  if (branches == NULL || !zb_branch_store_set_term (db, edit->id, edit->day, edit->years, error))
    return NULL;

  for (guint i = 0; i < branches->len; i++)
    if (((ZbBranchRow *) branches->pdata[i])->id == edit->id)
      zb_roster_edit_label (edit, "登记换届", ((ZbBranchRow *) branches->pdata[i])->name);
  return zb_roster_edit_answer (edit->id);
}

static gpointer
run_name_branch (ZbDb         *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  ZbRosterEdit *edit = data;

  if (*edit->note == '\0')
    {
      zb_roster_refuse (error, "a branch has a name");
      return NULL;
    }

  zb_roster_edit_label (edit, "修改支部", edit->note);
  return zb_branch_store_set_name (db, edit->id, edit->note, edit->cause, error) ? zb_roster_edit_answer (edit->id) : NULL;
}

static void
start_edit (ZbRoster     *self,
            GTask        *task,
            const char   *label,
            ZbDbFunc      func,
            ZbRosterEdit *edit)
{
  g_task_set_task_data (task, edit, (GDestroyNotify) edit_free);
  zb_library_change (self->library, task, label, func, g_free);
}

void
zb_roster_add_async (ZbRoster            *self,
                     const ZbMemberDraft *draft,
                     gboolean             new_here,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbRosterEdit *edit = edit_new (self, 0, draft, NULL);

  edit->new_here = new_here;
  start_edit (self, task, "添加党员", run_add, edit);
}

void
zb_roster_edit_async (ZbRoster            *self,
                      gint64               member,
                      const ZbMemberDraft *draft,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  start_edit (self, task, "修改党员", run_edit, edit_new (self, member, draft, NULL));
}

void
zb_roster_remove_async (ZbRoster           *self,
                        gint64              member,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  start_edit (self, task, "删除党员", run_remove, edit_new (self, member, NULL, NULL));
}

void
zb_roster_transfer_in_async (ZbRoster            *self,
                             gint64               member,
                             const ZbMemberDraft *draft,
                             const char          *day,
                             const ZbTransfer    *transfer,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbRosterEdit *edit = edit_new (self, member, draft, day);

  take_transfer (edit, transfer);
  start_edit (self, task, "组织关系转入", zb_roster_run_transfer_in, edit);
}

void
zb_roster_transfer_out_async (ZbRoster           *self,
                              gint64              member,
                              const char         *day,
                              const ZbTransfer   *transfer,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbRosterEdit *edit = edit_new (self, member, NULL, day);

  take_transfer (edit, transfer);
  edit->cause = g_strdup (ZB_CAUSE_TRANSFER_OUT);
  edit->note = g_strdup (transfer->other);
  start_edit (self, task, "组织关系转出", zb_roster_run_leave, edit);
}

void
zb_roster_turn_full_async (ZbRoster           *self,
                           gint64              member,
                           const char         *day,
                           const char         *note,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbRosterEdit *edit = edit_new (self, member, NULL, day);

  edit->note = g_strdup (note);
  start_edit (self, task, "转为正式党员", zb_roster_run_turn_full, edit);
}

void
zb_roster_leave_async (ZbRoster           *self,
                       gint64              member,
                       const char         *day,
                       const char         *cause,
                       const char         *note,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbRosterEdit *edit = edit_new (self, member, NULL, day);

  edit->cause = g_strdup (cause);
  edit->note = g_strdup (note);
  start_edit (self, task, "党员离开", zb_roster_run_leave, edit);
}

void
zb_roster_receipt_async (ZbRoster           *self,
                         gint64              member,
                         const char         *day,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  start_edit (self, task, "收到介绍信回执", zb_roster_run_receipt, edit_new (self, member, NULL, day));
}

void
zb_roster_put_span_async (ZbRoster           *self,
                          const ZbSpan       *span,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbRosterEdit *edit = edit_new (self, span->member, NULL, NULL);

  edit->span = zb_span_copy (span);
  start_edit (self, task, "记录经历", run_put_span, edit);
}

void
zb_roster_remove_span_async (ZbRoster           *self,
                             gint64              member,
                             gint64              span,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbRosterEdit *edit = edit_new (self, member, NULL, NULL);

  edit->span_id = span;
  start_edit (self, task, "删除经历", run_remove_span, edit);
}

void
zb_roster_name_branch_async (ZbRoster           *self,
                             gint64              branch,
                             const char         *name,
                             const char         *founded,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbRosterEdit *edit = edit_new (self, branch, NULL, NULL);

  edit->note = g_strstrip (g_strdup (name));
  edit->cause = g_strdup (founded);
  start_edit (self, task, "修改支部", run_name_branch, edit);
}

void
zb_roster_set_term_async (ZbRoster           *self,
                          gint64              branch,
                          const char         *day,
                          int                 term,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbRosterEdit *edit = edit_new (self, branch, NULL, day);

  edit->years = term;
  start_edit (self, task, "登记换届", run_set_term, edit);
}

gint64
zb_roster_edit_finish (ZbRoster     *self,
                       GAsyncResult *result,
                       GError      **error)
{
  g_autofree gint64 *id = g_task_propagate_pointer (G_TASK (result), error);

  return id != NULL ? *id : 0;
}
