/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* What a comparison with the platform's export (与平台核对) found, kept until resolved. */
typedef struct
{
  gint64 id;
  char  *kind;   /* only-here | only-there | differs | refused */
  gint64 member; /* 0: nobody here */
  char  *name;
  char  *field;  /* code of a ZbMemberField, or NULL */
  char  *ours;   /* canonical; may be NULL */
  char  *theirs; /* canonical; of only-there the whole row: "code\tvalue\n"…; may be NULL */
  char  *source; /* file and row for people: "平台导出.xls 第 29 行" */
  char  *found;  /* ISO day */
  char  *state;  /* open | taken | kept */
  char  *note;   /* may be NULL */
} ZbDifferenceRow;
void zb_difference_row_free (ZbDifferenceRow *row);

/* The result of a new comparison: open ones go, kept ones that come again with the same `theirs` stay kept, the others are inserted. */
gboolean         zb_difference_store_replace (ZbDb *db, GPtrArray *rows, GError **error);
GPtrArray       *zb_difference_store_list (ZbDb *db, gboolean open_only, GError **error); /* by kind (only-here, only-there, differs, refused), then id */
ZbDifferenceRow *zb_difference_store_get (ZbDb *db, gint64 difference, GError **error);
gboolean         zb_difference_store_resolve (ZbDb *db, gint64 difference, const char *state, const char *note, GError **error);

G_END_DECLS
