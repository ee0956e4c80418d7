/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/xls-private.h"

#include <string.h>

/* One sheet: its cells, merged areas and hidden rows. Charts that lie on it are streams within its own. */
#define ROW_ZERO_HEIGHT 0x0020

typedef struct
{
  ZbXlsBook *book;
  ZbBiff    *biff;
  ZbSheet   *sheet;
  guint16    row, column, style; /* of the record's cell */
  gboolean   waits;              /* the text of its formula comes in a record of its own */
} Reading;

static const struct
{
  guint8      code;
  const char *text;
} errors[] = {
  { 0x00, "#NULL!" },
  { 0x07, "#DIV/0!" },
  { 0x0f, "#VALUE!" },
  { 0x17, "#REF!" },
  { 0x1d, "#NAME?" },
  { 0x24, "#NUM!" },
  { 0x2a, "#N/A" },
};

static const char *
get_error (guint8 code)
{
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].code == code)
      return errors[i].text;

  return "#ERROR!";
}

/* Whole numbers of 30 bits or the upper 30 bits of a double, either divided by a hundred or not. */
static double
decode_rk (guint32 rk)
{
  const guint64 bits = (guint64) (rk & ~3u) << 32;
  double        number;

  if ((rk & 2) != 0)
    number = (gint32) rk >> 2;
  else
    memcpy (&number, &bits, sizeof number);

  return (rk & 1) != 0 ? number / 100 : number;
}

static gboolean
fail (Reading    *reading,
      const char *record)
{
  g_autofree char *where = g_strdup_printf ("%s, sheet \"%s\"", record, reading->sheet->name);

  return zb_xls_book_fail (reading->book, where);
}

static gboolean
add_text (Reading    *reading,
          const char *text,
          guint       flags)
{
  return zb_table_add_text (reading->book->table, reading->sheet, reading->row, reading->column, text, -1, flags);
}

static gboolean
add_number (Reading *reading,
            double   number,
            guint    flags)
{
  return zb_table_add_number (reading->book->table,
                              reading->sheet,
                              reading->row,
                              reading->column,
                              number,
                              zb_xls_book_get_format (reading->book, reading->style),
                              reading->book->is_1904,
                              flags);
}

static gboolean
add_code (Reading *reading,
          guint8   value,
          gboolean error,
          guint    flags)
{
  return zb_table_add_other (reading->book->table,
                             reading->sheet,
                             reading->row,
                             reading->column,
                             error ? ZB_CELL_ERROR : ZB_CELL_BOOL,
                             error   ? get_error (value)
                             : value ? "TRUE"
                                     : "FALSE",
                             flags);
}

static gboolean
read_place (Reading *reading)
{
  return zb_biff_read_16 (reading->biff, &reading->row) && zb_biff_read_16 (reading->biff, &reading->column);
}

static gboolean
read_cell (Reading *reading)
{
  return read_place (reading) && zb_biff_read_16 (reading->biff, &reading->style);
}

static gboolean
read_shared (Reading *reading)
{
  GPtrArray *shared = reading->book->shared;
  guint32    index;

  if (!read_cell (reading) || !zb_biff_read_32 (reading->biff, &index) || index >= shared->len)
    return fail (reading, "LABELSST");

  return add_text (reading, g_ptr_array_index (shared, index), 0);
}

static gboolean
read_label (Reading *reading)
{
  GString *text = reading->book->text;

  if (!read_cell (reading) || !zb_biff_read_text (reading->biff, text))
    return fail (reading, "LABEL");

  return add_text (reading, text->str, 0);
}

static gboolean
read_number (Reading *reading)
{
  double number;

  if (!read_cell (reading) || !zb_biff_read_double (reading->biff, &number))
    return fail (reading, "NUMBER");

  return add_number (reading, number, 0);
}

static gboolean
read_rk (Reading *reading)
{
  guint32 rk;

  if (!read_cell (reading) || !zb_biff_read_32 (reading->biff, &rk))
    return fail (reading, "RK");

  return add_number (reading, decode_rk (rk), 0);
}

/* The last column stands behind the numbers; their number follows from the record's size. */
static gboolean
read_rks (Reading *reading)
{
  const guint n = reading->biff->size >= 6 ? (reading->biff->size - 6) / 6 : 0;
  guint32     rk;

  if (!read_place (reading) || n == 0)
    return fail (reading, "MULRK");

  for (guint i = 0; i < n; i++, reading->column++)
    {
      if (!zb_biff_read_16 (reading->biff, &reading->style) || !zb_biff_read_32 (reading->biff, &rk))
        return fail (reading, "MULRK");
      if (!add_number (reading, decode_rk (rk), 0))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_code (Reading *reading)
{
  guint8 value, error;

  if (!read_cell (reading) || !zb_biff_read_8 (reading->biff, &value) || !zb_biff_read_8 (reading->biff, &error))
    return fail (reading, "BOOLERR");

  return add_code (reading, value, error != 0, 0);
}

/* A result is a double, or one that none is and says of what kind it is. */
static gboolean
read_formula (Reading *reading)
{
  guint8  result[8];
  guint64 bits;
  double  number;

  reading->waits = FALSE;
  if (!read_cell (reading) || !zb_biff_read (reading->biff, result, sizeof result))
    return fail (reading, "FORMULA");

  if (result[6] != 0xff || result[7] != 0xff)
    {
      memcpy (&bits, result, sizeof bits);
      bits = GUINT64_FROM_LE (bits);
      memcpy (&number, &bits, sizeof number);
      return add_number (reading, number, ZB_CELL_FORMULA);
    }

  reading->waits = result[0] == 0;
  if (result[0] == 1 || result[0] == 2)
    return add_code (reading, result[2], result[0] == 2, ZB_CELL_FORMULA);
  return TRUE;
}

static gboolean
read_formula_text (Reading *reading)
{
  GString *text = reading->book->text;

  if (!zb_biff_read_text (reading->biff, text))
    return fail (reading, "STRING");
  if (!reading->waits)
    return TRUE;

  reading->waits = FALSE;
  return add_text (reading, text->str, ZB_CELL_FORMULA);
}

static gboolean
read_row (Reading *reading)
{
  guint16 row, height, flags;

  if (!zb_biff_read_16 (reading->biff, &row) || !zb_biff_skip (reading->biff, 4) ||
      !zb_biff_read_16 (reading->biff, &height) || !zb_biff_skip (reading->biff, 4) ||
      !zb_biff_read_16 (reading->biff, &flags))
    return fail (reading, "ROW");

  if ((flags & ROW_ZERO_HEIGHT) != 0 || height == 0)
    {
      const guint32 hidden = row;

      g_array_append_val (reading->sheet->hidden_rows, hidden);
    }
  return TRUE;
}

/* One that is no area is passed over. */
static gboolean
read_merge (Reading *reading)
{
  GArray *merges = reading->sheet->merges;
  guint16 first_row, last_row;
  ZbMerge merge;

  if (!zb_biff_read_16 (reading->biff, &first_row) || !zb_biff_read_16 (reading->biff, &last_row) ||
      !zb_biff_read_16 (reading->biff, &merge.first_column) || !zb_biff_read_16 (reading->biff, &merge.last_column))
    return fail (reading, "MERGEDCELLS");

  merge.first_row = first_row;
  merge.last_row = last_row;
  merge.last_column = MIN (merge.last_column, ZB_TABLE_MAX_COLUMNS - 1);
  if (first_row > last_row || merge.first_column > merge.last_column)
    return TRUE;
  if (merges->len >= ZB_TABLE_MAX_ROWS)
    return zb_table_fail (reading->book->table, ZB_TABLE_TOO_BIG, "MERGEDCELLS");

  g_array_append_val (merges, merge);
  return TRUE;
}

static gboolean
read_merges (Reading *reading)
{
  guint16 n;

  if (!zb_biff_read_16 (reading->biff, &n))
    return fail (reading, "MERGEDCELLS");

  for (guint i = 0; i < n; i++)
    if (!read_merge (reading))
      return FALSE;

  return TRUE;
}

static gboolean
read_record (Reading *reading)
{
  switch (reading->biff->id)
    {
    case ZB_BIFF_LABELSST:
      return read_shared (reading);
    case ZB_BIFF_LABEL:
    case ZB_BIFF_RSTRING:
      return read_label (reading);
    case ZB_BIFF_NUMBER:
      return read_number (reading);
    case ZB_BIFF_RK:
      return read_rk (reading);
    case ZB_BIFF_MULRK:
      return read_rks (reading);
    case ZB_BIFF_BOOLERR:
      return read_code (reading);
    case ZB_BIFF_FORMULA:
      return read_formula (reading);
    case ZB_BIFF_STRING:
      return read_formula_text (reading);
    case ZB_BIFF_ROW:
      return read_row (reading);
    case ZB_BIFF_MERGEDCELLS:
      return read_merges (reading);
    default:
      return TRUE;
    }
}

static gboolean
read_start (Reading *reading,
            guint32  offset)
{
  guint16 version, type;

  if (!zb_biff_seek (reading->biff, offset) || !zb_biff_next (reading->biff) || reading->biff->id != ZB_BIFF_BOF ||
      !zb_biff_read_16 (reading->biff, &version) || !zb_biff_read_16 (reading->biff, &type) ||
      version != ZB_BIFF_VERSION_8)
    return fail (reading, "BOF");

  return TRUE;
}

/* Until its EOF; those of what lies within are not its own. */
static gboolean
read_records (Reading *reading)
{
  guint depth = 1;

  while (depth > 0 && zb_biff_next (reading->biff))
    {
      if (reading->biff->id == ZB_BIFF_BOF)
        depth++;
      else if (reading->biff->id == ZB_BIFF_EOF)
        depth--;
      else if (depth == 1 && !read_record (reading))
        return FALSE;
    }

  return depth == 0 ? TRUE : fail (reading, "the stream ends");
}

gboolean
zb_xls_sheet_read (ZbXlsBook        *book,
                   const ZbXlsPlace *place)
{
  Reading reading = { .book = book, .biff = book->biff };

  reading.sheet = zb_table_add_sheet (book->table, place->name);
  if (reading.sheet == NULL)
    return FALSE;

  reading.sheet->hidden = place->hidden;
  return read_start (&reading, place->offset) && read_records (&reading);
}
