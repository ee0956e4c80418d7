/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>

#include "tables/xls-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInfile, g_object_unref)

/* Excel 97–2003: finds the workbook in its package. libgsf complains of damaged packages in the log, which
 * must not end a program that was told to take warnings seriously.
 */
static const char *const book_names[] = { "Workbook", "WORKBOOK", "workbook", "Book", "BOOK", "book" };

typedef struct
{
  GLogLevelFlags fatal;
  guint          handler;
} Hush;

static void
drop_message (const char    *domain,
              GLogLevelFlags level,
              const char    *message,
              gpointer       data)
{
}

static Hush
hush_begin (void)
{
  const GLogLevelFlags all = G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION;

  return (Hush){ g_log_set_always_fatal (G_LOG_FATAL_MASK), g_log_set_handler ("libgsf:msole", all, drop_message, NULL) };
}

static void
hush_end (Hush *hush)
{
  g_log_remove_handler ("libgsf:msole", hush->handler);
  g_log_set_always_fatal (hush->fatal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hush, hush_end)

static gboolean
has_child (GsfInfile  *package,
           const char *name)
{
  g_autoptr (GsfInput) child = gsf_infile_child_by_name (package, name);

  return child != NULL;
}

static GsfInput *
open_book (ZbTable   *table,
           GsfInfile *package)
{
  for (guint i = 0; i < G_N_ELEMENTS (book_names); i++)
    {
      GsfInput *book = gsf_infile_child_by_name (package, book_names[i]);

      if (book != NULL)
        return book;
    }

  if (has_child (package, "EncryptedPackage"))
    zb_table_fail (table, ZB_TABLE_ENCRYPTED, "EncryptedPackage");
  else
    zb_table_fail (table, ZB_TABLE_NOT_A_TABLE, "no workbook");
  return NULL;
}

static void
read_book (ZbTable  *table,
           GsfInput *input)
{
  g_auto (ZbXlsBook) book = { 0 };

  zb_xls_book_init (&book, table, input);
  if (!zb_xls_book_read (&book))
    return;

  for (guint i = 0; i < book.places->len; i++)
    if (!zb_xls_sheet_read (&book, &g_array_index (book.places, ZbXlsPlace, i)))
      return;
}

void
zb_xls_read (ZbTable      *table,
             const guint8 *bytes,
             gsize         size)
{
  g_auto (Hush) hush = hush_begin ();
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
    read_book (table, book);
}
