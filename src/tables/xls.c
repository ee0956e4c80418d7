/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>

#include "tables/hush.h"
#include "tables/xls-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInfile, g_object_unref)

/* Excel 97–2003: finds the workbook in its package. */

/* Writers do not agree on capital letters. -1: none. */
static int
find_child (GsfInfile  *package,
            const char *name)
{
  for (int i = 0; i < gsf_infile_num_children (package); i++)
    {
      const char *other = gsf_infile_name_by_index (package, i);

      if (other != NULL && g_ascii_strcasecmp (other, name) == 0)
        return i;
    }

  return -1;
}

/* A file for both old and new programs has two books, of which this is the new one. */
static GsfInput *
open_book (ZbTable   *table,
           GsfInfile *package)
{
  const int workbook = find_child (package, "Workbook");
  const int child = workbook >= 0 ? workbook : find_child (package, "Book");
  GsfInput *book = child >= 0 ? gsf_infile_child_by_index (package, child) : NULL;

  if (child < 0 && find_child (package, "EncryptedPackage") >= 0)
    zb_table_fail (table, ZB_TABLE_ENCRYPTED, "EncryptedPackage");
  else if (child < 0)
    zb_table_fail (table, ZB_TABLE_NOT_A_TABLE, "no workbook");
  else if (book == NULL)
    zb_table_fail (table, ZB_TABLE_DAMAGED, "Workbook");

  return book;
}

void
zb_xls_read_stream (ZbTable  *table,
                    GsfInput *stream)
{
  g_auto (ZbXlsBook) book = { 0 };

  zb_xls_book_init (&book, table, stream);
  if (!zb_xls_book_read (&book))
    return;

  for (guint i = 0; i < book.places->len; i++)
    if (!zb_xls_sheet_read (&book, &g_array_index (book.places, ZbXlsPlace, i)))
      return;
}

static void
read_package (ZbTable      *table,
              const guint8 *bytes,
              gsize         size)
{
  g_autoptr (GsfInput) input = gsf_input_memory_new (bytes, size, FALSE);
  g_autoptr (GsfInfile) package = gsf_infile_msole_new (input, NULL);
  g_autoptr (GsfInput) book = NULL;

  if (package == NULL)
    {
      zb_table_fail (table, ZB_TABLE_DAMAGED, "OLE2");
      return;
    }

  book = open_book (table, package);
  if (book != NULL)
    zb_xls_read_stream (table, book);
}

void
zb_xls_read (ZbTable      *table,
             const guint8 *bytes,
             gsize         size)
{
  ZbHush hush;

  zb_hush_begin (&hush);
  read_package (table, bytes, size);
  zb_hush_end (&hush);
}
