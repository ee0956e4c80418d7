/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ledger.h"

#include "documents/ledger.h"
#include "service/pages-private.h"
#include "service/roster-compare-private.h"

/* Records are frozen, so a thread may write them while the ledger goes on changing. */
typedef struct
{
  char        *path;
  char        *title;
  char        *day;
  GPtrArray   *members; /* of ZbMember; or NULL */
  GPtrArray   *rows;    /* of GStrv: differences; or NULL */
  ZbLedgerPlan plan;
} Export;

/* Opaque to front ends, which do not see documents. */
struct _ZbPages
{
  ZbLedgerPages *pages; /* or */
  ZbPaperPages  *paper; /* or */
  ZbPagesDrawn   drawn;
};

static void
export_free (Export *self)
{
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->path);
  g_free (self->title);
  g_free (self->day);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static GPtrArray *
list_present (ZbRoster *roster)
{
  GListModel *model = zb_roster_get_model (roster);
  GPtrArray  *members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);

      if (zb_member_get_present (member))
        g_ptr_array_add (members, g_steal_pointer (&member));
    }

  return members;
}

static GPtrArray *
copy_members (GPtrArray *members)
{
  GPtrArray *copy = g_ptr_array_new_full (members->len, g_object_unref);

  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (members, i)));

  return copy;
}

/* The one branch all are in; NULL when there are several or none. */
static const char *
find_common_branch (GPtrArray *members)
{
  const char *common = NULL;

  for (guint i = 0; i < members->len; i++)
    {
      const char *branch = zb_member_get_value (g_ptr_array_index (members, i), ZB_MEMBER_BRANCH);

      if (branch == NULL || (common != NULL && !g_str_equal (branch, common)))
        return NULL;
      common = branch;
    }

  return common;
}

static char *
make_title (ZbRoster      *roster,
            GPtrArray     *members,
            ZbExportLayout layout)
{
  const char *common = find_common_branch (members);
  const char *branch = common != NULL ? common : zb_library_get_branch (zb_roster_get_library (roster));

  return g_strconcat (branch, layout == ZB_EXPORT_NATIONAL ? "党员基本信息汇总表" : "党员台账", NULL);
}

static ZbLedgerLayout
choose_layout (ZbExportLayout layout)
{
  switch (layout)
    {
    case ZB_EXPORT_NATIONAL:
      return ZB_LEDGER_NATIONAL;
    case ZB_EXPORT_FULL:
      return ZB_LEDGER_FULL;
    case ZB_EXPORT_UNIT:
    default:
      return ZB_LEDGER_UNIT;
    }
}

static Export *
export_new (ZbRoster      *roster,
            GPtrArray     *members,
            ZbExportLayout layout,
            gboolean       masked)
{
  Export *self = g_new0 (Export, 1);

  self->members = members != NULL ? copy_members (members) : list_present (roster);
  self->title = make_title (roster, self->members, layout);
  self->day = g_strdup (zb_roster_get_today (roster));
  self->plan = (ZbLedgerPlan){ self->title, self->day, self->members, choose_layout (layout), masked };
  return self;
}

static gboolean
is_pdf (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".pdf");
}

static gboolean
write_export (Export       *self,
              GCancellable *cancellable,
              GError      **error)
{
  if (self->rows != NULL)
    return zb_difference_write_pdf (self->title, self->day, self->rows, self->path, error);
  if (is_pdf (self->path))
    return zb_ledger_write_pdf (&self->plan, self->path, cancellable, error);

  return zb_ledger_write_sheet (&self->plan, self->path, cancellable, error);
}

static void
export_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Export *self = task_data;
  GError *error = NULL;

  if (write_export (self, cancellable, &error))
    g_task_return_int (task, self->members != NULL ? (gssize) self->members->len : 0);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;
  gssize  n = g_task_propagate_int (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (outer, error);
  else
    g_task_return_int (outer, n);
}

/* The thread's task holds no service: were it the last to go there, the service would end on that thread. */
static void
run_export (GTask *outer,
            Export *export)
{
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (outer), exported_cb, g_object_ref (outer));

  g_task_set_check_cancellable (inner, FALSE); /* a file that has its name is never reported as cancelled */
  g_task_set_check_cancellable (outer, FALSE);
  g_task_set_task_data (inner, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (inner, export_thread);
}

void
zb_ledger_export_async (ZbRoster           *roster,
                        const char         *path,
                        GPtrArray          *members,
                        ZbExportLayout      layout,
                        gboolean            masked,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (roster, cancellable, callback, data);
  Export *export = export_new (roster, members, layout, masked);

  g_task_set_source_tag (task, zb_ledger_export_async);
  export->path = g_strdup (path);
  run_export (task, export);
}

int
zb_ledger_export_finish (ZbRoster     *roster,
                         GAsyncResult *result,
                         GError      **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}

static ZbPages *
pages_new (ZbLedgerPages *pages)
{
  ZbPages *self = g_new0 (ZbPages, 1);

  self->pages = pages;
  return self;
}

ZbPages *
zb_pages_new_paper (ZbPaperPages *paper)
{
  ZbPages *self = g_new0 (ZbPages, 1);

  self->paper = paper;
  return self;
}

ZbPages *
zb_pages_new_drawn (const ZbPagesDrawn *drawn)
{
  ZbPages *self = g_new0 (ZbPages, 1);

  self->drawn = *drawn;
  return self;
}

ZbPages *
zb_ledger_pages (ZbRoster      *roster,
                 GPtrArray     *members,
                 ZbExportLayout layout,
                 gboolean       masked,
                 double         width,
                 double         height)
{
  g_autoptr (Export) export = export_new (roster, members, layout, masked);

  return pages_new (zb_ledger_pages_new (&export->plan, width, height));
}

static const char *
name_state (ZbDifference *difference)
{
  const char *kind = zb_difference_get_kind (difference);

  if (!zb_difference_get_open (difference))
    return "已处理";
  if (g_str_equal (kind, "only-here"))
    return "只在台账";
  if (g_str_equal (kind, "only-there"))
    return "只在平台";

  return g_str_equal (kind, "differs") ? "不一致" : "数据损坏";
}

static GStrv
make_row (ZbDifference *difference)
{
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  const char      *code = zb_difference_get_field (difference);
  const char      *name = zb_difference_get_name (difference);
  const char      *note = zb_difference_get_note (difference);
  ZbMemberField    field = ZB_MEMBER_NAME;
  gboolean         named = code != NULL && zb_member_field_from_code (code, &field);
  const char      *texts[7] = { NULL };

  g_object_get (difference, "ours", &ours, "theirs", &theirs, NULL);
  texts[0] = name_state (difference);
  texts[1] = name != NULL ? name : "";
  texts[2] = named ? zb_member_field_get_name (field) : "";
  texts[3] = ours != NULL ? ours : "";
  texts[4] = theirs != NULL ? theirs : "";
  texts[5] = note != NULL ? note : "";
  return g_strdupv ((GStrv) texts);
}

static Export *
differences_new (ZbRosterCompare *compare)
{
  Export     *self = g_new0 (Export, 1);
  GListModel *model = zb_roster_compare_get_model (compare);
  ZbRoster   *roster = zb_roster_compare_get_roster (compare);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->title = g_strconcat (zb_library_get_branch (zb_roster_get_library (roster)), "党员信息与平台核对差异表", NULL);
  self->day = g_strdup (zb_roster_get_today (roster));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbDifference) difference = g_list_model_get_item (model, i);

      g_ptr_array_add (self->rows, make_row (difference));
    }

  return self;
}

ZbPages *
zb_compare_pages (ZbRosterCompare *compare,
                  double           width,
                  double           height)
{
  g_autoptr (Export) export = differences_new (compare);

  return pages_new (zb_difference_pages_new (export->title, export->day, export->rows, width, height));
}

void
zb_compare_export_async (ZbRosterCompare    *compare,
                         const char         *path,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (compare, cancellable, callback, data);
  Export *export = differences_new (compare);

  g_task_set_source_tag (task, zb_compare_export_async);
  export->path = g_strdup (path);
  run_export (task, export);
}

gboolean
zb_compare_export_finish (ZbRosterCompare *compare,
                          GAsyncResult    *result,
                          GError         **error)
{
  return g_task_propagate_int (G_TASK (result), error) >= 0;
}

void
zb_pages_free (ZbPages *pages)
{
  g_clear_pointer (&pages->pages, zb_ledger_pages_free);
  g_clear_pointer (&pages->paper, zb_paper_pages_free);
  if (pages->drawn.free != NULL)
    pages->drawn.free (pages->drawn.data);
  g_free (pages);
}

guint
zb_pages_count (ZbPages *pages)
{
  if (pages->drawn.draw != NULL)
    return pages->drawn.n;

  return pages->paper != NULL ? zb_paper_pages_count (pages->paper) : zb_ledger_pages_count (pages->pages);
}

void
zb_pages_draw (ZbPages *pages,
               guint    page,
               cairo_t *cr)
{
  if (pages->drawn.draw != NULL)
    pages->drawn.draw (pages->drawn.data, page, cr);
  else if (pages->paper != NULL)
    zb_paper_pages_draw (pages->paper, page, cr);
  else
    zb_ledger_pages_draw (pages->pages, page, cr);
}

const char *
zb_pages_get_font (ZbPages *pages)
{
  if (pages->drawn.draw != NULL)
    return pages->drawn.font;

  return pages->paper != NULL ? zb_paper_pages_get_font (pages->paper) : zb_ledger_pages_get_font (pages->pages);
}
