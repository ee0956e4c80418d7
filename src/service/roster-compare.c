/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-compare-private.h"

#include "store/member-store.h"

struct _ZbRosterCompare
{
  GObject parent_instance;

  ZbRoster   *roster;
  GListStore *model;
  guint       n_open;
  gboolean    loading; /* one look at a time */
  gboolean    again;
};

enum
{
  PROP_N_OPEN = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbRosterCompare, zb_roster_compare, G_TYPE_OBJECT)

static guint
rank_kind (const char *kind)
{
  static const char *const kinds[] = { "only-here", "only-there", "differs", "refused" };
  guint                    rank = 0;

  while (rank < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[rank], kind))
    rank++;

  return rank;
}

static gint
compare_differences (gconstpointer a,
                     gconstpointer b)
{
  ZbDifference *x = *(ZbDifference *const *) a;
  ZbDifference *y = *(ZbDifference *const *) b;
  guint         first = rank_kind (zb_difference_get_kind (x));
  guint         second = rank_kind (zb_difference_get_kind (y));

  if (zb_difference_get_open (x) != zb_difference_get_open (y))
    return zb_difference_get_open (x) ? -1 : 1;
  if (first != second)
    return first < second ? -1 : 1;

  return (zb_difference_get_id (x) > zb_difference_get_id (y)) - (zb_difference_get_id (x) < zb_difference_get_id (y));
}

static gboolean
is_at (ZbRosterCompare *self,
       guint            position,
       ZbDifference    *fresh)
{
  g_autoptr (ZbDifference) old = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  return old != NULL && zb_difference_equal (old, fresh);
}

/* What is equal at both ends stays, so that a list on the screen keeps its place. */
static void
take_list (ZbRosterCompare *self,
           GPtrArray       *fresh)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint start = 0, end = 0, n_open = 0;

  while (start < MIN (n, fresh->len) && is_at (self, start, fresh->pdata[start]))
    start++;
  while (end < MIN (n, fresh->len) - start && is_at (self, n - 1 - end, fresh->pdata[fresh->len - 1 - end]))
    end++;
  if (start + end < n || start + end < fresh->len)
    g_list_store_splice (self->model, start, n - start - end, fresh->pdata + start, fresh->len - start - end);

  for (guint i = 0; i < fresh->len; i++)
    n_open += zb_difference_get_open (fresh->pdata[i]);
  if (n_open == self->n_open)
    return;
  self->n_open = n_open;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_OPEN]);
}

/* The member's number, or the one in the platform's row. */
static ZbDifference *
make_difference (const ZbDifferenceRow *row,
                 GHashTable            *members)
{
  ZbMember *member = g_hash_table_lookup (members, &row->member);

  if (member == NULL && g_str_equal (row->kind, "only-there"))
    {
      g_autoptr (ZbMemberDraft) draft = zb_roster_draft_from_lines (row->theirs);

      return zb_difference_new (row, draft->values[ZB_MEMBER_ID]);
    }

  return zb_difference_new (row, member != NULL ? zb_member_get_value (member, ZB_MEMBER_ID) : NULL);
}

static GPtrArray *
make_differences (GPtrArray *rows,
                  GPtrArray *members)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *differences = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < members->len; i++)
    {
      gint64 id = zb_member_get_id (members->pdata[i]);

      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), members->pdata[i]);
    }
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (differences, make_difference (rows->pdata[i], by_id));
  g_ptr_array_sort (differences, compare_differences);

  return differences;
}

/* Store thread; `data`: today. */
static gpointer
run_load (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  g_autoptr (GPtrArray) rows = zb_difference_store_list (db, FALSE, error);
  g_autoptr (GPtrArray) members = rows != NULL ? zb_member_store_list (db, data, error) : NULL;

  return members != NULL ? make_differences (rows, members) : NULL;
}

static const char *
get_today (ZbRosterCompare *self)
{
  return zb_library_get_today (zb_roster_get_library (self->roster));
}

void
zb_roster_compare_load_async (ZbRosterCompare    *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, zb_roster_compare_load_async);
  g_task_set_task_data (task, g_strdup (get_today (self)), g_free);
  zb_library_read (zb_roster_get_library (self->roster), task, run_load, (GDestroyNotify) g_ptr_array_unref);
}

gboolean
zb_roster_compare_load_finish (ZbRosterCompare *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_autoptr (GPtrArray) differences = g_task_propagate_pointer (G_TASK (result), error);

  if (differences == NULL)
    return FALSE;

  take_list (self, differences);
  return TRUE;
}

static void loaded_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
reload (ZbRosterCompare *self)
{
  self->again = self->loading;
  if (self->loading)
    return;

  self->loading = TRUE;
  zb_roster_compare_load_async (self, NULL, loaded_cb, NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  ZbRosterCompare *self = ZB_ROSTER_COMPARE (source);
  g_autoptr (GError) error = NULL;

  self->loading = FALSE;
  if (!zb_roster_compare_load_finish (self, result, &error))
    {
      g_info ("the differences stay as they were: %s", error->message);
      return;
    }

  if (self->again)
    reload (self);
}

static void
changed_cb (ZbRosterCompare *self,
            guint            tables)
{
  if (tables & (ZB_TABLE_MEMBER | ZB_TABLE_DIFFERENCE))
    reload (self);
}

static void
zb_roster_compare_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  ZbRosterCompare *self = ZB_ROSTER_COMPARE (object);

  if (id == PROP_N_OPEN)
    g_value_set_uint (value, self->n_open);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zb_roster_compare_dispose (GObject *object)
{
  ZbRosterCompare *self = ZB_ROSTER_COMPARE (object);

  g_clear_object (&self->roster);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (zb_roster_compare_parent_class)->dispose (object);
}

static void
zb_roster_compare_class_init (ZbRosterCompareClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zb_roster_compare_get_property;
  object_class->dispose = zb_roster_compare_dispose;

  props[PROP_N_OPEN] = g_param_spec_uint ("n-open", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
zb_roster_compare_init (ZbRosterCompare *self)
{
  self->model = g_list_store_new (ZB_TYPE_DIFFERENCE);
}

ZbRosterCompare *
zb_roster_compare_new (ZbRoster *roster)
{
  ZbRosterCompare *self = g_object_new (ZB_TYPE_ROSTER_COMPARE, NULL);

  self->roster = g_object_ref (roster);
  g_signal_connect_object (zb_roster_get_library (roster), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reload (self);
  return self;
}

ZbRoster *
zb_roster_compare_get_roster (ZbRosterCompare *self)
{
  return self->roster;
}

GListModel *
zb_roster_compare_get_model (ZbRosterCompare *self)
{
  return G_LIST_MODEL (self->model);
}

typedef struct
{
  GPtrArray        *rows; /* of ZbDifferenceRow */
  ZbRosterSnapshot *seen;
  char             *today;
  guint             n_same;
} Run;

static void
run_free (Run *run)
{
  g_clear_pointer (&run->rows, g_ptr_array_unref);
  g_clear_pointer (&run->seen, zb_roster_snapshot_unref);
  g_free (run->today);
  g_free (run);
}

static gpointer
run_compare (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Run *run = data;
  g_autoptr (ZbRosterSnapshot) now = zb_roster_snapshot_read (db, run->today, error);

  if (now == NULL)
    return NULL;
  if (!zb_roster_snapshot_equal (run->seen, now))
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "the ledger has changed since the table was read");
      return NULL;
    }

  return zb_difference_store_replace (db, run->rows, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

void
zb_roster_compare_run_async (ZbRosterCompare    *self,
                             ZbRosterImport     *table,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *label = NULL;
  Run             *run;

  g_task_set_source_tag (task, zb_roster_compare_run_async);
  if (zb_roster_import_get_preview (table) == NULL)
    {
      g_task_return_new_error (task, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no table was read");
      return;
    }

  run = g_new0 (Run, 1);
  run->today = g_strdup (get_today (self));
  run->seen = zb_roster_snapshot_ref (zb_roster_import_get_snapshot (table));
  run->rows = zb_roster_compare_rows (table, run->today, &run->n_same);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  label = g_strdup_printf ("与平台核对：%u 处不一致", run->rows->len);
  zb_library_change (zb_roster_get_library (self->roster), task, label, run_compare, NULL);
}

int
zb_roster_compare_run_finish (ZbRosterCompare *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  const Run *run = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_pointer (G_TASK (result), error) != NULL ? (int) run->n_same : -1;
}

GPtrArray *
zb_roster_compare_list (ZbRosterCompare *self,
                        ZbRosterImport  *table,
                        guint           *n_same)
{
  ZbRosterSnapshot *snapshot = zb_roster_import_get_snapshot (table);
  guint             same = 0;
  g_autoptr (GPtrArray) rows = zb_roster_compare_rows (table, get_today (self), &same);
  GPtrArray *differences = g_ptr_array_new_with_free_func (g_object_unref);

  if (snapshot != NULL)
    {
      g_ptr_array_unref (differences);
      differences = make_differences (rows, snapshot->members);
    }
  if (n_same != NULL)
    *n_same = same;

  return differences;
}

typedef struct
{
  ZbLibrary   *library; /* borrowed: the task's source object holds it */
  gint64       difference;
  ZbResolution resolution;
  char        *note;
  char        *today;
} Resolve;

static void
resolve_free (Resolve *resolve)
{
  g_free (resolve->note);
  g_free (resolve->today);
  g_free (resolve);
}

static gpointer
run_resolve (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  static const char *const verbs[] = { [ZB_RESOLVE_TAKE] = "按平台改", [ZB_RESOLVE_KEEP] = "保留台账", [ZB_RESOLVE_OPEN] = "重新核对" };
  Resolve                 *resolve = data;
  ZbDifferenceRow         *row = zb_difference_store_get (db, resolve->difference, error);
  gboolean                 done;

  if (row == NULL)
    return NULL;

  done = zb_roster_resolve (db, row, resolve->resolution, resolve->note, resolve->today, error);
  if (done)
    zb_library_take_label (resolve->library, g_strdup_printf ("%s：%s", verbs[resolve->resolution], row->name));
  zb_difference_row_free (row);

  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

void
zb_roster_compare_resolve_async (ZbRosterCompare    *self,
                                 gint64              difference,
                                 ZbResolution        resolution,
                                 const char         *note,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Resolve *resolve = g_new0 (Resolve, 1);

  g_task_set_source_tag (task, zb_roster_compare_resolve_async);
  resolve->library = zb_roster_get_library (self->roster);
  resolve->difference = difference;
  resolve->resolution = resolution;
  resolve->note = g_strdup (note);
  resolve->today = g_strdup (get_today (self));
  g_task_set_task_data (task, resolve, (GDestroyNotify) resolve_free);
  zb_library_change (resolve->library, task, "核对", run_resolve, NULL);
}

gboolean
zb_roster_compare_resolve_finish (ZbRosterCompare *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
