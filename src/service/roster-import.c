/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/table-pool.h"

/* Opening reads the table and its rows on a thread, then the ledger on the store thread; the preview is
 * made from both on the main thread, and again with every correction.
 */

struct _ZbRosterImport
{
  GObject parent_instance;

  ZbRoster *roster;
  gboolean  busy;

  char             *file;
  ZbSheetProblem    problem;
  ZbTable          *table;
  ZbRosterSheet    *found;  /* NULL: not read */
  GPtrArray        *people; /* of ZbRosterPerson */
  GArray           *said;   /* of guint8 (ZbSaid), as many */
  ZbRosterSnapshot *snapshot;
  ZbPreview        *preview;
  GPtrArray        *none; /* what there is to see before */
};

enum
{
  PROP_BUSY = 1,
  N_PROPS,
};

enum
{
  CHANGED,
  TICKED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbRosterImport, zb_roster_import, G_TYPE_OBJECT)

static void
set_busy (ZbRosterImport *self,
          gboolean        busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
forget (ZbRosterImport *self)
{
  g_clear_pointer (&self->preview, zb_preview_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->said, g_array_unref);
  g_clear_pointer (&self->found, zb_roster_sheet_free);
  g_clear_pointer (&self->table, zb_table_free);
  g_clear_pointer (&self->snapshot, zb_roster_snapshot_unref);
  g_clear_pointer (&self->file, g_free);
}

static ZbPreview *
make_preview (ZbRosterImport *self)
{
  return zb_preview_new (self->people, self->snapshot->members, self->snapshot->branches, self->said, self->found,
                         zb_library_get_today (zb_roster_get_library (self->roster)));
}

static GArray *
said_new (guint n)
{
  GArray *said = g_array_sized_new (FALSE, TRUE, sizeof (guint8), n);

  g_array_set_size (said, n);
  return said;
}

/* One opening, on its way. */
typedef struct
{
  char          *path; /* NULL: the table is here already */
  char          *name;
  char          *today;
  ZbSheetProblem problem;
  ZbTable       *table;
  ZbRosterSheet *found;
  GPtrArray     *people;
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->path);
  g_free (opening->name);
  g_free (opening->today);
  g_clear_pointer (&opening->people, g_ptr_array_unref);
  g_clear_pointer (&opening->found, zb_roster_sheet_free);
  g_clear_pointer (&opening->table, zb_table_free);
  g_free (opening);
}

static ZbSheetProblem
problem_of (ZbTableProblem problem)
{
  switch (problem)
    {
    case ZB_TABLE_OK:
      return ZB_SHEET_OK;
    case ZB_TABLE_EMPTY:
      return ZB_SHEET_EMPTY;
    case ZB_TABLE_NOT_A_TABLE:
      return ZB_SHEET_NOT_A_TABLE;
    case ZB_TABLE_ENCRYPTED:
      return ZB_SHEET_ENCRYPTED;
    case ZB_TABLE_TOO_BIG:
      return ZB_SHEET_TOO_BIG;
    case ZB_TABLE_OLD:
      return ZB_SHEET_OLD;
    case ZB_TABLE_TIMEOUT:
      return ZB_SHEET_TIMEOUT;
    case ZB_TABLE_CRASH:
      return ZB_SHEET_CRASH;
    case ZB_TABLE_DAMAGED:
    default:
      return ZB_SHEET_DAMAGED;
    }
}

/* A file only: never waits for a pipe. */
static ZbSheetProblem
open_file (const char *path,
           int        *fd)
{
  struct stat st;

  *fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (*fd < 0 || fstat (*fd, &st) != 0 || !S_ISREG (st.st_mode))
    return ZB_SHEET_UNREADABLE;
  if (st.st_size == 0)
    return ZB_SHEET_EMPTY;

  return st.st_size > ZB_TABLE_MAX_FILE ? ZB_SHEET_TOO_BIG : ZB_SHEET_OK;
}

static void
read_table (Opening      *opening,
            GCancellable *cancellable)
{
  int fd = -1;

  opening->problem = open_file (opening->path, &fd);
  if (opening->problem == ZB_SHEET_OK)
    opening->table = zb_table_pool_read (fd, cancellable);
  if (fd >= 0)
    close (fd);
}

static void
run_open (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Opening *opening = data;

  if (opening->table == NULL)
    read_table (opening, cancellable);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (opening->table != NULL)
    {
      opening->problem = problem_of (opening->table->problem);
      opening->found = opening->problem == ZB_SHEET_OK ? zb_roster_sheet_find (opening->table) : NULL;
      if (opening->found != NULL)
        opening->people = zb_roster_sheet_read (opening->found, opening->today);
      else if (opening->problem == ZB_SHEET_OK)
        opening->problem = ZB_SHEET_NO_HEADINGS;
    }
  else if (opening->problem == ZB_SHEET_OK)
    opening->problem = ZB_SHEET_CRASH;

  g_task_return_boolean (task, TRUE);
}

static void
take_opening (ZbRosterImport   *self,
              Opening          *opening,
              ZbRosterSnapshot *snapshot)
{
  forget (self);
  self->file = g_strdup (opening->name);
  self->problem = opening->problem;
  self->snapshot = snapshot;
  self->table = g_steal_pointer (&opening->table);
  self->found = g_steal_pointer (&opening->found);
  self->people = g_steal_pointer (&opening->people);
  if (self->found != NULL)
    {
      self->said = said_new (self->people->len);
      self->preview = make_preview (self);
    }
}

static gpointer
run_snapshot (ZbDb         *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  return zb_roster_snapshot_read (db, data, error);
}

static void
snapshot_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  ZbRosterImport   *self = ZB_ROSTER_IMPORT (source);
  GError           *error = NULL;
  ZbRosterSnapshot *snapshot = g_task_propagate_pointer (G_TASK (result), &error);

  set_busy (self, FALSE);
  if (snapshot == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_opening (self, g_task_get_task_data (task), snapshot);
  g_signal_emit (self, signals[CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

static void
table_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) task = data;
  ZbRosterImport *self = ZB_ROSTER_IMPORT (source);
  const Opening  *opening = g_task_get_task_data (task);
  GError         *error = NULL;
  g_autoptr (GTask) next = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      set_busy (self, FALSE);
      g_task_return_error (task, error);
      return;
    }

  next = g_task_new (self, g_task_get_cancellable (task), snapshot_cb, g_object_ref (task));
  g_task_set_task_data (next, g_strdup (opening->today), g_free);
  zb_library_read (zb_roster_get_library (self->roster), next, run_snapshot, (GDestroyNotify) zb_roster_snapshot_unref);
}

static void
start_opening (ZbRosterImport *self,
               GTask          *task,
               Opening        *opening)
{
  g_autoptr (GTask) reading = g_task_new (self, g_task_get_cancellable (task), table_read_cb, g_object_ref (task));

  opening->today = g_strdup (zb_library_get_today (zb_roster_get_library (self->roster)));
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_set_task_data (reading, opening, NULL);
  set_busy (self, TRUE);
  g_task_run_in_thread (reading, run_open);
}

static void
zb_roster_import_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  ZbRosterImport *self = ZB_ROSTER_IMPORT (object);

  if (id == PROP_BUSY)
    g_value_set_boolean (value, self->busy);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zb_roster_import_dispose (GObject *object)
{
  ZbRosterImport *self = ZB_ROSTER_IMPORT (object);

  g_clear_object (&self->roster);

  G_OBJECT_CLASS (zb_roster_import_parent_class)->dispose (object);
}

static void
zb_roster_import_finalize (GObject *object)
{
  ZbRosterImport *self = ZB_ROSTER_IMPORT (object);

  forget (self);
  g_clear_pointer (&self->none, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_roster_import_parent_class)->finalize (object);
}

static void
zb_roster_import_class_init (ZbRosterImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zb_roster_import_get_property;
  object_class->dispose = zb_roster_import_dispose;
  object_class->finalize = zb_roster_import_finalize;

  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CHANGED] = g_signal_new ("changed", ZB_TYPE_ROSTER_IMPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TICKED] = g_signal_new ("ticked", ZB_TYPE_ROSTER_IMPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_roster_import_init (ZbRosterImport *self)
{
  self->none = g_ptr_array_new ();
}

ZbRosterImport *
zb_roster_import_new (ZbRoster *roster)
{
  ZbRosterImport *self = g_object_new (ZB_TYPE_ROSTER_IMPORT, NULL);

  self->roster = g_object_ref (roster);
  return self;
}

void
zb_roster_import_open_async (ZbRosterImport     *self,
                             const char         *path,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, zb_roster_import_open_async);
  opening->path = g_strdup (path);
  opening->name = g_filename_display_basename (path);
  start_opening (self, task, opening);
}

void
zb_roster_import_open_table_async (ZbRosterImport     *self,
                                   ZbTable            *table,
                                   const char         *name,
                                   GAsyncReadyCallback callback,
                                   gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, zb_roster_import_open_async);
  opening->table = table;
  opening->name = g_strdup (name);
  start_opening (self, task, opening);
}

gboolean
zb_roster_import_open_finish (ZbRosterImport *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

ZbSheetProblem
zb_roster_import_get_problem (ZbRosterImport *self)
{
  return self->problem;
}

char *
zb_roster_import_dup_problem_words (ZbRosterImport *self)
{
  static const char *const words[] = {
    [ZB_SHEET_OK] = "",
    [ZB_SHEET_EMPTY] = "文件是空的；请确认选对了文件",
    [ZB_SHEET_NOT_A_TABLE] = "这不是电子表格；能读的是 .xls、.xlsx 和 .csv",
    [ZB_SHEET_DAMAGED] = "文件不完整或已损坏；请重新下载，或用表格软件打开后另存一份",
    [ZB_SHEET_ENCRYPTED] = "文件有打开密码；请用表格软件打开，另存为没有密码的文件",
    [ZB_SHEET_TOO_BIG] = "文件太大，不像是一份名册；请只保留名册这一张表再试",
    [ZB_SHEET_OLD] = "文件的格式不能直接读；请用表格软件另存为 .xlsx",
    [ZB_SHEET_UNREADABLE] = "打不开这个文件：它可能已被移走，或没有读取的权限",
    [ZB_SHEET_TIMEOUT] = "读这个文件用了太久；请用表格软件另存为 .xlsx 再试",
    [ZB_SHEET_CRASH] = "读这个文件时出了意外，没有写入任何内容；请用表格软件另存为 .xlsx 再试",
    [ZB_SHEET_NO_HEADINGS] = "表里找不到标题行：要有一行写着“姓名”和其他栏目",
  };

  return g_strdup (words[self->problem]);
}

const char *
zb_roster_import_get_file (ZbRosterImport *self)
{
  return self->file;
}

const char *
zb_roster_import_get_sheet (ZbRosterImport *self)
{
  return self->found != NULL ? self->found->view->sheet->name : NULL;
}

GPtrArray *
zb_roster_import_get_columns (ZbRosterImport *self)
{
  return self->found != NULL ? self->found->columns : self->none;
}

/* All is made again from the table; what was said and ticked about its rows is void. */
void
zb_roster_import_map (ZbRosterImport *self,
                      guint           column,
                      gboolean        used,
                      ZbMemberField   field)
{
  if (self->found == NULL)
    return;

  zb_roster_sheet_map (self->found, column, used, field);
  g_clear_pointer (&self->preview, zb_preview_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->said, g_array_unref);
  self->people = zb_roster_sheet_read (self->found, zb_library_get_today (zb_roster_get_library (self->roster)));
  self->said = said_new (self->people->len);
  self->preview = make_preview (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

GPtrArray *
zb_roster_import_get_rows (ZbRosterImport *self)
{
  return self->preview != NULL ? self->preview->rows : self->none;
}

GPtrArray *
zb_roster_import_get_problems (ZbRosterImport *self)
{
  return self->preview != NULL ? self->preview->problems : self->none;
}

GPtrArray *
zb_roster_import_get_absent (ZbRosterImport *self)
{
  return self->preview != NULL ? self->preview->absent : self->none;
}

void
zb_roster_import_identify (ZbRosterImport *self,
                           guint           index,
                           gboolean        is_same)
{
  g_autoptr (ZbPreview) before = NULL;

  if (self->preview == NULL || index >= self->preview->rows->len)
    return;

  g_array_index (self->said, guint8, index) = is_same ? ZB_SAID_SAME : ZB_SAID_OTHER;
  before = g_steal_pointer (&self->preview);
  self->preview = make_preview (self);
  zb_preview_keep_ticks (self->preview, before, index);
  g_signal_emit (self, signals[CHANGED], 0);
}

ZbRosterSnapshot *
zb_roster_import_get_snapshot (ZbRosterImport *self)
{
  return self->snapshot;
}

ZbRoster *
zb_roster_import_get_roster (ZbRosterImport *self)
{
  return self->roster;
}

ZbPreview *
zb_roster_import_get_preview (ZbRosterImport *self)
{
  return self->preview;
}

ZbRosterSheet *
zb_roster_import_get_found (ZbRosterImport *self)
{
  return self->found;
}

void
zb_roster_import_say_ticked (ZbRosterImport *self)
{
  g_signal_emit (self, signals[TICKED], 0);
}
