/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/xls-private.h"

/* The table of shared strings. How many there are is believed only as far as they come. */
static gboolean
add_text (ZbXlsBook *book)
{
  if (book->shared->len >= ZB_TABLE_MAX_CELLS || book->n_shared + book->text->len > ZB_TABLE_MAX_TEXT)
    return zb_table_fail (book->table, ZB_TABLE_TOO_BIG, "SST");

  book->n_shared += book->text->len;
  g_ptr_array_add (book->shared, g_string_chunk_insert_len (book->texts, book->text->str, book->text->len));
  return TRUE;
}

gboolean
zb_xls_book_read_shared (ZbXlsBook *book)
{
  guint32 total, n;

  if (!zb_biff_read_32 (book->biff, &total) || !zb_biff_read_32 (book->biff, &n))
    return zb_xls_book_fail (book, "SST");

  for (guint32 i = 0; i < n; i++)
    {
      if (!zb_biff_read_text (book->biff, book->text))
        return zb_xls_book_fail (book, "SST");
      if (!add_text (book))
        return FALSE;
    }

  return TRUE;
}
