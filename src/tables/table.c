/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/table.h"

#include <math.h>
#include <string.h>

#include "tables/number.h"

/* The texts of all cells stand in few large blocks: a million of them cost their bytes and little more. */
#define TEXT_BLOCK (64 * 1024)

static void
free_sheet (ZbSheet *sheet)
{
  g_free (sheet->name);
  g_array_unref (sheet->cells);
  g_array_unref (sheet->merges);
  g_array_unref (sheet->hidden_rows);
  g_free (sheet);
}

ZbTable *
zb_table_new (void)
{
  ZbTable *table = g_new0 (ZbTable, 1);

  table->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) free_sheet);
  table->texts = g_string_chunk_new (TEXT_BLOCK);
  return table;
}

void
zb_table_free (ZbTable *table)
{
  g_ptr_array_unref (table->sheets);
  g_string_chunk_free (table->texts);
  g_free (table->where);
  g_free (table);
}

gboolean
zb_table_fail (ZbTable       *table,
               ZbTableProblem problem,
               const char    *where)
{
  if (table->problem == ZB_TABLE_OK)
    {
      table->problem = problem;
      table->where = g_strdup (where);
    }

  return FALSE;
}

ZbSheet *
zb_table_add_sheet (ZbTable    *table,
                    const char *name)
{
  ZbSheet *sheet;

  if (table->sheets->len >= ZB_TABLE_MAX_SHEETS)
    {
      zb_table_fail (table, ZB_TABLE_TOO_BIG, "sheets");
      return NULL;
    }

  sheet = g_new0 (ZbSheet, 1);
  sheet->name = g_utf8_make_valid (name, -1);
  sheet->cells = g_array_new (FALSE, FALSE, sizeof (ZbCell));
  sheet->merges = g_array_new (FALSE, FALSE, sizeof (ZbMerge));
  sheet->hidden_rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (table->sheets, sheet);
  return sheet;
}

static gboolean
check_bounds (ZbTable *table,
              guint    row,
              gsize    length)
{
  if (row >= ZB_TABLE_MAX_ROWS)
    return zb_table_fail (table, ZB_TABLE_TOO_BIG, "rows");
  if (table->n_cells >= ZB_TABLE_MAX_CELLS)
    return zb_table_fail (table, ZB_TABLE_TOO_BIG, "cells");
  if (length > ZB_TABLE_MAX_TEXT - table->n_text)
    return zb_table_fail (table, ZB_TABLE_TOO_BIG, "text");

  return TRUE;
}

/* The text is valid UTF-8 without NUL. */
static gboolean
add_cell (ZbTable    *table,
          ZbSheet    *sheet,
          ZbCell      cell,
          const char *text,
          gsize       length)
{
  if (length == 0)
    return TRUE;
  if (!check_bounds (table, cell.row, length))
    return FALSE;

  cell.text = g_string_chunk_insert_len (table->texts, text, length);
  g_array_append_val (sheet->cells, cell);
  table->n_cells++;
  table->n_text += length;
  return TRUE;
}

static char *
dup_without_nul (const char *text,
                 gsize       length)
{
  g_autofree char *copy = g_malloc (length + 1);
  gsize            n = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] != '\0')
      copy[n++] = text[i];

  return g_utf8_make_valid (copy, n);
}

gboolean
zb_table_add_text (ZbTable    *table,
                   ZbSheet    *sheet,
                   guint       row,
                   guint       column,
                   const char *text,
                   gssize      length,
                   guint       flags)
{
  g_autofree char *made = NULL;
  gsize            size = length < 0 ? strlen (text) : (gsize) length;

  if (column >= ZB_TABLE_MAX_COLUMNS || size == 0)
    return TRUE;
  if (!check_bounds (table, row, size))
    return FALSE;

  if (!g_utf8_validate_len (text, size, NULL))
    {
      made = dup_without_nul (text, size);
      text = made;
      size = strlen (made);
    }
  if (size > 0 && strchr ("=+-@", *text) != NULL)
    flags |= ZB_CELL_LIKE_FORMULA;

  return add_cell (table, sheet, (ZbCell){ row, column, ZB_CELL_TEXT, flags, NULL }, text, size);
}

gboolean
zb_table_add_number (ZbTable    *table,
                     ZbSheet    *sheet,
                     guint       row,
                     guint       column,
                     double      number,
                     const char *format,
                     gboolean    is_1904,
                     guint       flags)
{
  ZbCell       cell = { row, column, ZB_CELL_NUMBER, flags, NULL };
  ZbNumberText text;

  if (column >= ZB_TABLE_MAX_COLUMNS)
    return TRUE;
  if (!isfinite (number))
    return zb_table_add_other (table, sheet, row, column, ZB_CELL_ERROR, "#NUM!", flags);

  if (zb_format_is_date (format) && zb_number_to_day (number, is_1904, format, text))
    cell.kind = ZB_CELL_DATE;
  else
    zb_number_to_text (number, text);
  if (fabs (number) >= ZB_NUMBER_EXACT)
    cell.flags |= ZB_CELL_ROUNDED;

  return add_cell (table, sheet, cell, text, strlen (text));
}

gboolean
zb_table_add_other (ZbTable    *table,
                    ZbSheet    *sheet,
                    guint       row,
                    guint       column,
                    ZbCellKind  kind,
                    const char *text,
                    guint       flags)
{
  g_autofree char *made = NULL;

  if (column >= ZB_TABLE_MAX_COLUMNS)
    return TRUE;

  made = g_utf8_make_valid (text, -1);
  return add_cell (table, sheet, (ZbCell){ row, column, kind, flags, NULL }, made, strlen (made));
}

static gint
compare_cells (gconstpointer a,
               gconstpointer b)
{
  const ZbCell *one = a, *other = b;

  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;

  return one->column - other->column;
}

static gint
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return one < other ? -1 : one > other;
}

/* Of those with the same place only the last stays; the sort is stable. */
static void
drop_doubles (GArray      *items,
              GCompareFunc compare,
              guint        size)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      char *item = items->data + (gsize) i * size;

      if (i + 1 < items->len && compare (item, item + size) == 0)
        continue;
      if (n != i)
        memcpy (items->data + (gsize) n * size, item, size);
      n++;
    }

  g_array_set_size (items, n);
}

static gboolean
is_sorted (GArray      *items,
           GCompareFunc compare,
           guint        size)
{
  for (guint i = 1; i < items->len; i++)
    if (compare (items->data + (gsize) (i - 1) * size, items->data + (gsize) i * size) >= 0)
      return FALSE;

  return TRUE;
}

static void
put_in_order (GArray      *items,
              GCompareFunc compare)
{
  const guint size = g_array_get_element_size (items);

  if (is_sorted (items, compare, size))
    return;

  g_array_sort (items, compare);
  drop_doubles (items, compare, size);
}

void
zb_table_finish (ZbTable *table)
{
  gsize n_cells = 0;

  for (guint i = 0; i < table->sheets->len; i++)
    {
      ZbSheet *sheet = g_ptr_array_index (table->sheets, i);

      put_in_order (sheet->cells, compare_cells);
      put_in_order (sheet->hidden_rows, compare_rows);
      n_cells += sheet->cells->len;
    }

  table->n_cells = n_cells;
  if (n_cells == 0)
    zb_table_fail (table, ZB_TABLE_EMPTY, "no cells");
}
