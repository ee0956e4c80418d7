/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents/ledger.h"

G_BEGIN_DECLS

/* What stands in the columns of a ledger, for the sheet and the page alike. */
typedef enum
{
  ZB_COLUMN_FIELD,
  ZB_COLUMN_NUMBER, /* 序号 */
  ZB_COLUMN_MONTH,  /* a day, no more precise than its month (出生年月) */
  ZB_COLUMN_PHONE,  /* the mobile number, else the fixed one */
} ZbColumnSource;

typedef struct
{
  const char    *heading;
  const char    *group; /* a heading over this one and its neighbours of the same group; NULL */
  ZbColumnSource source;
  ZbMemberField  field;
} ZbLedgerColumn;

const ZbLedgerColumn *zb_ledger_list_columns (ZbLedgerLayout layout, guint *n_columns);
/* How many columns from the left tell whose row it is. */
guint zb_ledger_count_keys (ZbLedgerLayout layout);
/* The canonical value as `masked` wants it; NULL when unknown. Not of ZB_COLUMN_NUMBER. */
char *zb_ledger_dup_value (const ZbLedgerColumn *column, ZbMember *member, gboolean masked);
char *zb_ledger_dup_as_of (const char *day); /* 截至 2019 年 6 月 30 日; "" */

/* A table of texts, ready to be put on pages. */
typedef struct
{
  const char *heading;
  const char *group;
  gboolean    flows; /* wraps, from the left; else stands in the middle on one line */
} ZbGridColumn;

typedef struct
{
  char         *title;
  char         *left, *right; /* under the title */
  GArray       *columns;      /* of ZbGridColumn; static texts */
  guint         n_keys;       /* columns repeated where the table is wider than a page */
  GPtrArray    *rows;         /* of GStrv, one text a column */
  GCancellable *cancellable;  /* not owned; NULL */
} ZbGrid;

ZbGrid *zb_grid_new_ledger (const ZbLedgerPlan *plan);
ZbGrid *zb_grid_new_differences (const char *title, const char *day, GPtrArray *rows);
void    zb_grid_free (ZbGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbGrid, zb_grid_free)

/* Pages of a grid, and all of them as a file. Takes the grid. */
ZbLedgerPages *zb_ledger_pages_new_grid (ZbGrid *grid, double width, double height);

G_END_DECLS
