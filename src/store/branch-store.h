/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/db.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char  *name;
  char  *founded; /* ISO day or NULL */
  char  *elected; /* ISO day or NULL */
  int    term;    /* years */
} ZbBranchRow;
void zb_branch_row_free (ZbBranchRow *row);

GPtrArray *zb_branch_store_list (ZbDb *db, GError **error);                                                           /* of ZbBranchRow, by id: the library's own first */
gint64     zb_branch_store_ensure (ZbDb *db, const char *name, GError **error);                                       /* finds or makes; 0 on error. An own branch that nobody was ever in takes the name when one name ends with the other. */
char      *zb_branch_store_get_uid (ZbDb *db, GError **error);                                                        /* of the library's own; it tells libraries apart */
gboolean   zb_branch_store_set_name (ZbDb *db, gint64 branch, const char *name, const char *founded, GError **error); /* founded may be NULL. CONFLICT: another one's name */
gboolean   zb_branch_store_set_term (ZbDb *db, gint64 branch, const char *elected, int term, GError **error);
gint64     zb_group_store_ensure (ZbDb *db, gint64 branch, const char *name, GError **error);
GPtrArray *zb_group_store_list (ZbDb *db, gint64 branch, GError **error); /* names (char *), by id; 0: of all */

/* Letters of introduction (介绍信). */
typedef struct
{
  gint64   id;
  gint64   member;
  char    *member_name;
  gboolean out;
  char    *other;
  char    *number; /* may be NULL */
  char    *issued;
  int      valid;   /* days */
  char    *receipt; /* may be NULL */
} ZbLetterRow;
void zb_letter_row_free (ZbLetterRow *row);

GPtrArray *zb_letter_store_list (ZbDb *db, gint64 member, GError **error); /* 0: of all; newest first */
gint64     zb_letter_store_insert (ZbDb *db, const ZbLetterRow *letter, GError **error);
gboolean   zb_letter_store_set_receipt (ZbDb *db, gint64 letter, const char *day, GError **error);

G_END_DECLS
