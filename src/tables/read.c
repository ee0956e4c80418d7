/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/message.h"

#include <string.h>

#include "tables/csv-text.h"
#include "tables/xlsx-part.h"

#define OLE2 "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define ZIP "PK\3\4"
#define ZIP_FLAGS 6 /* where a zip's first file says whether it wants a password */

static gboolean
starts_with (const guint8 *bytes,
             gsize         size,
             const char   *start)
{
  return size >= strlen (start) && memcmp (bytes, start, strlen (start)) == 0;
}

/* What is often given a table's name, and could pass for text. */
static gboolean
is_known_other (const guint8 *bytes,
                gsize         size)
{
  static const char *const starts[] = { "%PDF-", "{\\rtf", "\xff\xd8\xff", "\x89PNG", "GIF8", "PK\5\6", "Rar!", "7z\xbc\xaf", "\x1f\x8b" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (starts_with (bytes, size, starts[i]))
      return TRUE;
  return FALSE;
}

/* A workbook of Excel 2 to 4 is one stream of records in no container. */
static gboolean
is_bare_biff (const guint8 *bytes,
              gsize         size)
{
  return size >= 8 && bytes[0] == 9 && (bytes[1] == 0 || bytes[1] == 2 || bytes[1] == 4 || bytes[1] == 8) && bytes[2] >= 4 && bytes[2] <= 16 && bytes[3] == 0;
}

static void
read_kind (ZbTable      *table,
           const guint8 *bytes,
           gsize         size)
{
  if (size == 0)
    return;
  if (size > ZB_TABLE_MAX_FILE)
    zb_table_fail (table, ZB_TABLE_TOO_BIG, "file");
  else if (starts_with (bytes, size, OLE2))
    zb_xls_read (table, bytes, size);
  else if (starts_with (bytes, size, ZIP) && size > ZIP_FLAGS && (bytes[ZIP_FLAGS] & 1) != 0)
    zb_table_fail (table, ZB_TABLE_ENCRYPTED, "zip");
  else if (starts_with (bytes, size, ZIP))
    zb_xlsx_read (table, bytes, size);
  else if (is_bare_biff (bytes, size))
    zb_table_fail (table, ZB_TABLE_OLD, "BIFF without a container");
  else if (is_known_other (bytes, size))
    zb_table_fail (table, ZB_TABLE_NOT_A_TABLE, "file");
  else
    zb_csv_read (table, bytes, size);
}

ZbTable *
zb_table_read (const guint8 *bytes,
               gsize         size)
{
  g_autoptr (ZbTable) table = zb_table_new ();

  zb_table_prepare ();
  read_kind (table, bytes, size);
  zb_table_finish (table);

  return g_steal_pointer (&table);
}

void
zb_table_prepare (void)
{
  zb_package_prepare ();
  zb_text_prepare ();
}
