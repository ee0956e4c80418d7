/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/table.h"

#include <string.h>

/* A table as a message. The cells are written out as the bytes of their array: a variant for each of a million
 * would cost ten times what they hold. The form is GLib's own (each "(uqyys)" at a multiple of four, then the
 * ends of all, each as wide as the whole needs), and the other side checks it.
 */
#define CELLS_TYPE "a(uqyys)"
#define CELL_HEAD 8 /* bytes before the text */
#define CELL_ALIGNMENT 4

static gsize
measure_cell (const ZbCell *cell)
{
  return CELL_HEAD + strlen (cell->text) + 1;
}

static gsize
round_up (gsize size)
{
  return (size + CELL_ALIGNMENT - 1) / CELL_ALIGNMENT * CELL_ALIGNMENT;
}

static gsize
measure_cells (GArray *cells)
{
  gsize size = 0;

  for (guint i = 0; i < cells->len; i++)
    size = round_up (size) + measure_cell (&g_array_index (cells, ZbCell, i));

  return size;
}

static guint
choose_width (gsize body,
              gsize n)
{
  if (body + n <= G_MAXUINT8)
    return 1;
  if (body + n * 2 <= G_MAXUINT16)
    return 2;

  return 4;
}

static void
write_cell (guint8       *at,
            const ZbCell *cell)
{
  memcpy (at, &cell->row, sizeof cell->row);
  memcpy (at + 4, &cell->column, sizeof cell->column);
  at[6] = cell->kind;
  at[7] = cell->flags;
  strcpy ((char *) at + CELL_HEAD, cell->text);
}

static GVariant *
write_cells (GArray *cells)
{
  const gsize body = measure_cells (cells);
  const guint width = choose_width (body, cells->len);
  const gsize size = body + (gsize) width * cells->len;
  guint8     *bytes = g_malloc0 (size);
  gsize       at = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const ZbCell *cell = &g_array_index (cells, ZbCell, i);
      guint32       end;

      at = round_up (at);
      write_cell (bytes + at, cell);
      at += measure_cell (cell);
      end = GUINT32_TO_LE ((guint32) at);
      memcpy (bytes + body + (gsize) i * width, &end, width);
    }

  return g_variant_new_from_data (G_VARIANT_TYPE (CELLS_TYPE), bytes, size, TRUE, g_free, bytes);
}

static GVariant *
write_merges (GArray *merges)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(uuqq)"));

  for (guint i = 0; i < merges->len; i++)
    {
      const ZbMerge *merge = &g_array_index (merges, ZbMerge, i);

      g_variant_builder_add (&builder, "(uuqq)", merge->first_row, merge->last_row, merge->first_column, merge->last_column);
    }

  return g_variant_builder_end (&builder);
}

static GVariant *
write_sheet (const ZbSheet *sheet)
{
  return g_variant_new ("(sb@a(uqyys)@a(uuqq)@au)",
                        sheet->name,
                        sheet->hidden,
                        write_cells (sheet->cells),
                        write_merges (sheet->merges),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32,
                                                   sheet->hidden_rows->data,
                                                   sheet->hidden_rows->len,
                                                   sizeof (guint32)));
}

GVariant *
zb_table_to_variant (ZbTable *table)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sba(uqyys)a(uuqq)au)"));

  for (guint i = 0; i < table->sheets->len; i++)
    g_variant_builder_add_value (&builder, write_sheet (g_ptr_array_index (table->sheets, i)));

  return g_variant_new (ZB_TABLE_TYPE, table->problem, table->where != NULL ? table->where : "", &builder);
}

static gboolean
take_cell (ZbTable *table,
           ZbSheet *sheet,
           ZbCell   cell)
{
  const gsize length = strlen (cell.text);

  table->n_cells++;
  table->n_text += length;
  if (cell.row >= ZB_TABLE_MAX_ROWS || cell.column >= ZB_TABLE_MAX_COLUMNS || cell.kind > ZB_CELL_ERROR || length == 0 ||
      table->n_cells > ZB_TABLE_MAX_CELLS || table->n_text > ZB_TABLE_MAX_TEXT)
    return FALSE;

  cell.text = g_string_chunk_insert_len (table->texts, cell.text, length);
  g_array_append_val (sheet->cells, cell);
  return TRUE;
}

/* From the bytes too, whose form has been checked: taking each apart takes ten times as long. */
static gboolean
read_cells (ZbTable  *table,
            ZbSheet  *sheet,
            GVariant *cells)
{
  const guint8 *bytes = g_variant_get_data (cells);
  const gsize   size = g_variant_get_size (cells);
  const gsize   n = g_variant_n_children (cells);
  gsize         at = 0;

  for (gsize i = 0; i < n; i++)
    {
      ZbCell cell;

      at = round_up (at);
      if (size < CELL_HEAD || at >= size - CELL_HEAD || memchr (bytes + at + CELL_HEAD, '\0', size - at - CELL_HEAD) == NULL)
        return FALSE;

      memcpy (&cell.row, bytes + at, sizeof cell.row);
      memcpy (&cell.column, bytes + at + 4, sizeof cell.column);
      cell.kind = bytes[at + 6];
      cell.flags = bytes[at + 7];
      cell.text = (char *) bytes + at + CELL_HEAD;
      if (!take_cell (table, sheet, cell))
        return FALSE;
      at += measure_cell (&cell);
    }

  return TRUE;
}

static gboolean
read_merges (ZbSheet  *sheet,
             GVariant *merges)
{
  GVariantIter iter;
  ZbMerge      merge;

  g_variant_iter_init (&iter, merges);
  while (g_variant_iter_next (&iter, "(uuqq)", &merge.first_row, &merge.last_row, &merge.first_column, &merge.last_column))
    {
      if (merge.first_row > merge.last_row || merge.first_column > merge.last_column || merge.last_row >= ZB_TABLE_MAX_ROWS)
        return FALSE;
      g_array_append_val (sheet->merges, merge);
    }

  return TRUE;
}

static void
read_hidden_rows (ZbSheet  *sheet,
                  GVariant *rows)
{
  gsize          n;
  const guint32 *numbers = g_variant_get_fixed_array (rows, &n, sizeof *numbers);

  g_array_append_vals (sheet->hidden_rows, numbers, n);
}

static gboolean
read_sheet (ZbTable  *table,
            GVariant *variant)
{
  g_autoptr (GVariant) cells = NULL;
  g_autoptr (GVariant) merges = NULL;
  g_autoptr (GVariant) rows = NULL;
  const char *name;
  gboolean    hidden;
  ZbSheet    *sheet;

  g_variant_get (variant, "(&sb@a(uqyys)@a(uuqq)@au)", &name, &hidden, &cells, &merges, &rows);
  sheet = zb_table_add_sheet (table, name);
  if (sheet == NULL)
    return FALSE;

  sheet->hidden = hidden;
  read_hidden_rows (sheet, rows);
  return read_cells (table, sheet, cells) && read_merges (sheet, merges);
}

static gboolean
read_table (ZbTable  *table,
            GVariant *variant)
{
  g_autoptr (GVariant) sheets = NULL;
  const char *where;
  guint32     problem;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (ZB_TABLE_TYPE)) || !g_variant_is_normal_form (variant))
    return FALSE;

  g_variant_get (variant, "(u&s@a(sba(uqyys)a(uuqq)au))", &problem, &where, &sheets);
  for (gsize i = 0; i < g_variant_n_children (sheets); i++)
    {
      g_autoptr (GVariant) sheet = g_variant_get_child_value (sheets, i);

      if (!read_sheet (table, sheet))
        return FALSE;
    }

  if (problem != ZB_TABLE_OK)
    zb_table_fail (table, MIN (problem, ZB_TABLE_CRASH), *where != '\0' ? where : NULL);
  return TRUE;
}

ZbTable *
zb_table_from_variant (GVariant *variant)
{
  ZbTable *table = zb_table_new ();

  if (read_table (table, variant))
    return table;

  zb_table_free (table);
  table = zb_table_new ();
  zb_table_fail (table, ZB_TABLE_CRASH, "message");
  return table;
}
