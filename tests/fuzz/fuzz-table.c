/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/xls-private.h"

#include <gsf/gsf-input-memory.h>
#include <string.h>

#include "fuzz/fuzz.h"

/* One reader of tables (READER, given by the build), and the message of what it found. */
static void
check_cell (const ZbCell *cell)
{
  g_assert_true (cell->row < ZB_TABLE_MAX_ROWS && cell->column < ZB_TABLE_MAX_COLUMNS);
  g_assert_true (cell->kind <= ZB_CELL_ERROR);
  g_assert_true (g_utf8_validate (cell->text, -1, NULL));
  g_assert_cmpuint (strlen (cell->text), >, 0);
}

static void
check_sheet (const ZbSheet *sheet)
{
  g_assert_true (g_utf8_validate (sheet->name, -1, NULL));
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const ZbCell *cell = &g_array_index (sheet->cells, ZbCell, i);

      check_cell (cell);
      if (i > 0)
        g_assert_true (cell[-1].row < cell->row || (cell[-1].row == cell->row && cell[-1].column < cell->column));
    }
  for (guint i = 1; i < sheet->hidden_rows->len; i++)
    g_assert_cmpuint (g_array_index (sheet->hidden_rows, guint32, i - 1), <, g_array_index (sheet->hidden_rows, guint32, i));
}

static void
check_message (ZbTable *table)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (zb_table_to_variant (table));
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (variant);
  g_autoptr (GVariant) received = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (ZB_TABLE_TYPE), bytes, FALSE));
  g_autoptr (ZbTable) copy = zb_table_from_variant (received);

  g_assert_cmpint (copy->problem, ==, table->problem);
  g_assert_cmpuint (copy->n_cells, ==, table->n_cells);
}

/* A workbook's stream without its package, which a fuzzer would break first. */
G_GNUC_UNUSED static void
read_stream (ZbTable      *table,
             const guint8 *bytes,
             gsize         size)
{
  GsfInput *stream = gsf_input_memory_new (bytes, size, FALSE);

  zb_xls_read_stream (table, stream);
  g_object_unref (stream);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (ZbTable) table = zb_table_new ();

  READER (table, data, size);
  zb_table_finish (table);
  for (guint i = 0; i < table->sheets->len; i++)
    check_sheet (g_ptr_array_index (table->sheets, i));
  check_message (table);
  return 0;
}
