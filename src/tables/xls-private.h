/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tables/biff.h"
#include "tables/table.h"

G_BEGIN_DECLS

/* What the sheets of an Excel 97 workbook share. */
typedef struct
{
  char    *name;
  guint32  offset;
  gboolean hidden;
} ZbXlsPlace; /* where a sheet begins */

typedef struct
{
  ZbTable      *table; /* not owned */
  ZbBiff       *biff;
  gboolean      is_1904;
  GArray       *places; /* of ZbXlsPlace */
  GHashTable   *codes;  /* number → code of a number format */
  GArray       *styles; /* of guint16: the number format's number */
  GStringChunk *texts;
  GPtrArray    *shared; /* of const char *, in texts */
  gsize         n_shared;
  GString      *text; /* the one being read */
} ZbXlsBook;

void zb_xls_book_init (ZbXlsBook *book, ZbTable *table, GsfInput *input);
void zb_xls_book_clear (ZbXlsBook *book);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbXlsBook, zb_xls_book_clear)

/* All return FALSE when the table has failed. */
gboolean zb_xls_book_read (ZbXlsBook *book);
gboolean zb_xls_book_read_shared (ZbXlsBook *book);
gboolean zb_xls_sheet_read (ZbXlsBook *book, const ZbXlsPlace *place);

void zb_xls_read_stream (ZbTable *table, GsfInput *stream);

/* The code of a style's number format; NULL when there is none. */
const char *zb_xls_book_get_format (ZbXlsBook *book, guint style);
gboolean    zb_xls_book_fail (ZbXlsBook *book, const char *where); /* DAMAGED */

G_END_DECLS
