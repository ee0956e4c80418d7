/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An Excel 97 workbook made record by record: what stands before the sheets, and one part for each sheet. */
typedef struct
{
  GByteArray *globals;
  GPtrArray  *sheets; /* of GByteArray */
  GByteArray *cells;  /* of the last sheet */
} ZbTestBook;

ZbTestBook *zb_test_book_new (void); /* has an empty sheet "表" */
void        zb_test_book_free (ZbTestBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbTestBook, zb_test_book_free)

/* visibility: 0 shown, 1 hidden, 2 hidden from menus too. type: 0 cells, 2 a chart. */
void zb_test_book_add_sheet (ZbTestBook *book, const char *name, guint visibility, guint type);

/* What is in it, by letter: b, h, i numbers of one, two, four bytes; d a double; s, w a text's letters in one or two bytes
 * each, no length; S, W with flags and a length of two bytes before. */
void zb_test_record (GByteArray *to, guint id, const char *what, ...);

/* The stream, and a package with one stream (both free with g_bytes_unref). */
GBytes *zb_test_book_to_stream (ZbTestBook *book);
GBytes *zb_test_package (const char *name, GBytes *stream);
GBytes *zb_test_book_to_package (ZbTestBook *book);

G_END_DECLS
