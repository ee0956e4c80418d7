/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/xlsx-private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* One pass over a sheet. A cell without a reference stands right of the one before, a row without a number below the
 * one before, as the standard has it.
 */
#define MAX_NUMBER 64 /* bytes of what stands for a number */

typedef struct
{
  ZbTable        *table;
  ZbSheet        *sheet;
  const ZbShared *shared;
  ZbRuns          runs;
  guint           row, column; /* of the current cell */
  guint           next_row, next_column;
  gboolean        in_cell, in_value;
  guint           flags, style;
  char            type[12];
} Reader;

/* "$AB$12" from 1 on; the place behind it, NULL when it is none. */
static const char *
read_reference (const char *text,
                guint      *row,
                guint      *column)
{
  guint letters = 0, digits = 0;

  *row = *column = 0;
  for (text += *text == '$'; g_ascii_isalpha (*text) && letters < 4; text++, letters++)
    *column = *column * 26 + (guint) (g_ascii_toupper (*text) - 'A') + 1;
  for (text += *text == '$'; g_ascii_isdigit (*text) && digits < 8; text++, digits++)
    *row = *row * 10 + (guint) g_ascii_digit_value (*text);

  return *row == 0 || *column == 0 ? NULL : text;
}

static void
start_row (Reader          *self,
           const ZbElement *element)
{
  guint number;

  self->row = zb_element_get_uint (element, "r", &number) && number > 0 ? number - 1 : self->next_row;
  self->next_row = self->row + 1;
  self->next_column = 0;
  if (self->row < ZB_TABLE_MAX_ROWS && self->sheet->hidden_rows->len < ZB_TABLE_MAX_ROWS && zb_element_get_boolean (element, "hidden"))
    g_array_append_val (self->sheet->hidden_rows, self->row);
}

static void
start_cell (Reader          *self,
            const ZbElement *element)
{
  g_autofree char *reference = zb_element_dup (element, "r", FALSE);
  g_autofree char *type = zb_element_dup (element, "t", FALSE);
  guint            row, column;

  self->column = self->next_column;
  if (reference != NULL && read_reference (reference, &row, &column) != NULL)
    {
      self->row = row - 1;
      self->column = column - 1;
    }
  self->next_column = self->column + 1;
  self->style = 0;
  zb_element_get_uint (element, "s", &self->style);
  g_strlcpy (self->type, type != NULL ? type : "n", sizeof self->type);
  self->flags = 0;
  self->in_cell = TRUE;
  g_string_truncate (self->runs.text, 0);
}

static void
add_merge (Reader          *self,
           const ZbElement *element)
{
  g_autofree char *reference = zb_element_dup (element, "ref", FALSE);
  const char      *rest;
  guint            row, column, last_row, last_column;
  ZbMerge          merge;

  if (reference == NULL || (rest = read_reference (reference, &row, &column)) == NULL || *rest != ':' || read_reference (rest + 1, &last_row, &last_column) == NULL)
    return;
  if (row > last_row || column > last_column || row > ZB_TABLE_MAX_ROWS || column > ZB_TABLE_MAX_COLUMNS)
    return;
  if (self->sheet->merges->len >= ZB_TABLE_MAX_ROWS)
    {
      zb_table_fail (self->table, ZB_TABLE_TOO_BIG, "merged cells");
      return;
    }

  merge = (ZbMerge){ row - 1, MIN (last_row, ZB_TABLE_MAX_ROWS) - 1, column - 1, MIN (last_column, ZB_TABLE_MAX_COLUMNS) - 1 };
  g_array_append_val (self->sheet->merges, merge);
}

static void
sheet_start (gpointer         data,
             const ZbElement *element)
{
  Reader *self = data;

  if (zb_element_is (element, "row"))
    start_row (self, element);
  else if (zb_element_is (element, "c"))
    start_cell (self, element);
  else if (zb_element_is (element, "mergeCell"))
    add_merge (self, element);
  else if (!self->in_cell)
    return;
  else if (zb_element_is (element, "f"))
    self->flags = ZB_CELL_FORMULA;
  else if (zb_element_is (element, "v"))
    self->in_value = TRUE;
  else
    zb_runs_start (&self->runs, element);
}

static void
sheet_text (gpointer    data,
            const char *text,
            int         len)
{
  Reader        *self = data;
  const gboolean wanted = self->in_value || (self->runs.inside && self->runs.aside == 0);

  if (self->in_cell && wanted && !zb_runs_add (&self->runs, text, len))
    zb_table_fail (self->table, ZB_TABLE_TOO_BIG, "a cell");
}

static void
add_text (Reader     *self,
          const char *text,
          gssize      length)
{
  if (text != NULL && *text != '\0')
    zb_table_add_text (self->table, self->sheet, self->row, self->column, text, length, self->flags);
}

static void
add_shared (Reader *self)
{
  guint64 index;

  if (!g_ascii_string_to_unsigned (g_strstrip (self->runs.text->str), 10, 0, G_MAXUINT, &index, NULL) || index >= self->shared->strings->len)
    zb_table_fail (self->table, ZB_TABLE_DAMAGED, "a shared string's number");
  else
    add_text (self, self->shared->strings->pdata[index], -1);
}

static void
add_number (Reader *self)
{
  const GString *text = self->runs.text;
  char          *end;
  const double   number = g_ascii_strtod (text->str, &end);

  if (text->len == 0 || text->len > MAX_NUMBER || *g_strchug (end) != '\0' || !isfinite (number) || end == text->str)
    add_text (self, text->str, (gssize) text->len);
  else
    zb_table_add_number (self->table, self->sheet, self->row, self->column, number, zb_shared_get_format (self->shared, self->style), self->shared->is_1904, self->flags);
}

/* 2019-06-30, with a time or without one. */
static void
add_date (Reader *self)
{
  char *text = self->runs.text->str;
  char *time = strchr (text, 'T');
  guint year, month, day, hour = 0, minute = 0, second = 0;

  if (sscanf (text, "%4u-%2u-%2u", &year, &month, &day) != 3 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    {
      add_text (self, text, -1);
      return;
    }
  if (time != NULL)
    sscanf (time, "T%2u:%2u:%2u", &hour, &minute, &second);

  g_string_printf (self->runs.text, "%04u-%02u-%02u", year, month, day);
  if ((hour | minute | second) != 0 && hour < 24 && minute < 60 && second < 60)
    g_string_append_printf (self->runs.text, " %02u:%02u:%02u", hour, minute, second);
  zb_table_add_other (self->table, self->sheet, self->row, self->column, ZB_CELL_DATE, self->runs.text->str, self->flags);
}

static void
add_cell (Reader *self)
{
  const char *type = self->type;
  GString    *text = self->runs.text;

  if (text->len == 0)
    return;
  if (strcmp (type, "s") == 0)
    add_shared (self);
  else if (strcmp (type, "n") == 0)
    add_number (self);
  else if (strcmp (type, "b") == 0)
    zb_table_add_other (self->table, self->sheet, self->row, self->column, ZB_CELL_BOOL, strcmp (text->str, "1") == 0 || g_ascii_strcasecmp (text->str, "true") == 0 ? "TRUE" : "FALSE", self->flags);
  else if (strcmp (type, "e") == 0)
    zb_table_add_other (self->table, self->sheet, self->row, self->column, ZB_CELL_ERROR, text->str, self->flags);
  else if (strcmp (type, "d") == 0)
    add_date (self);
  else
    {
      zb_runs_unescape (text);
      add_text (self, text->str, (gssize) text->len);
    }
}

static void
sheet_end (gpointer    data,
           const char *name)
{
  Reader *self = data;

  zb_runs_end (&self->runs, name);
  if (strcmp (name, "v") == 0)
    self->in_value = FALSE;
  if (strcmp (name, "c") != 0)
    return;

  add_cell (self);
  self->in_cell = FALSE;
}

gboolean
zb_xlsx_read_sheet (ZbPackage      *package,
                    const ZbShared *shared,
                    ZbSheet        *sheet,
                    const char     *path)
{
  static const ZbPartFuncs funcs = { sheet_start, sheet_end, sheet_text };
  g_autoptr (GString) text = g_string_new (NULL);
  Reader       reader = { .table = package->table, .sheet = sheet, .shared = shared, .runs = { .text = text } };
  ZbPartResult result = zb_package_read_part (package, path, &funcs, &reader);

  if (result == ZB_PART_MISSING)
    return zb_table_fail (package->table, ZB_TABLE_DAMAGED, path);

  return result == ZB_PART_READ;
}
