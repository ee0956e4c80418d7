/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/csv-text.h"
#include "tables/table.h"

#include <string.h>

/* Cells between separators, one byte after the other, in whatever pieces the text comes. Everything is text: what a
 * spreadsheet would make of 011 or 1-2 is just what nobody wants.
 */
#define SAMPLE (64 * 1024) /* bytes the separator is found in */
#define SAMPLE_ROWS 40

typedef enum
{
  AT_START,
  IN_PLAIN,
  IN_QUOTES,
  AFTER_QUOTE, /* the quotes' end, or half of a doubled one */
} State;

typedef struct
{
  ZbTable *table;
  ZbSheet *sheet;
  GString *cell;
  State    state;
  char     separator;
  gboolean after_cr; /* a line feed now is no line of its own */
  guint    row, column;
} Parser;

/* ="0123" is how other programs save a text's zeroes from a spreadsheet. */
static gboolean
is_kept_text (const GString *cell)
{
  return cell->len >= 3 && g_str_has_prefix (cell->str, "=\"") && strchr (cell->str + 2, '"') == cell->str + cell->len - 1;
}

static gboolean
end_cell (Parser *self)
{
  const GString *cell = self->cell;
  gboolean       ok = TRUE;

  if (is_kept_text (cell) && cell->len > 3)
    ok = zb_table_add_text (self->table, self->sheet, self->row, self->column, cell->str + 2, cell->len - 3, ZB_CELL_FORMULA);
  else if (cell->len > 0)
    ok = zb_table_add_text (self->table, self->sheet, self->row, self->column, cell->str, cell->len, 0);
  g_string_truncate (self->cell, 0);
  self->state = AT_START;
  self->column++;

  return ok;
}

static gboolean
end_row (Parser *self)
{
  gboolean ok = end_cell (self);

  self->row++;
  self->column = 0;
  return ok;
}

static gboolean
keep (Parser *self,
      char    c,
      State   state)
{
  self->state = state;
  if (zb_text_is_noise (c))
    return TRUE;
  if (self->cell->len >= ZB_TABLE_MAX_TEXT)
    return zb_table_fail (self->table, ZB_TABLE_TOO_BIG, "a cell");

  g_string_append_c (self->cell, c);
  return TRUE;
}

static gboolean
take (Parser *self,
      char    c)
{
  const gboolean after_cr = self->after_cr;

  self->after_cr = FALSE;
  if (self->state == IN_QUOTES && c == '"')
    self->state = AFTER_QUOTE;
  else if (self->state == IN_QUOTES)
    return keep (self, c, IN_QUOTES);
  else if (c == '"' && self->state == AFTER_QUOTE)
    return keep (self, c, IN_QUOTES);
  else if (c == '"' && self->state == AT_START)
    self->state = IN_QUOTES;
  else if (c == self->separator)
    return end_cell (self);
  else if (c == '\n' && after_cr)
    return TRUE;
  else if (c == '\n' || c == '\r')
    {
      self->after_cr = c == '\r';
      return end_row (self);
    }
  else
    return keep (self, c, IN_PLAIN);

  return TRUE;
}

typedef struct
{
  guint rows; /* whose number of separators is the commonest one */
  guint separators;
} Score;

static void
count_row (guint *rows,
           guint  n)
{
  if (n > 0 && n < ZB_TABLE_MAX_COLUMNS)
    rows[n]++;
}

/* How well a separator divides the first rows: into as many cells everywhere. */
static Score
score (const char *text,
       gsize       size,
       char        separator)
{
  guint    rows[ZB_TABLE_MAX_COLUMNS] = { 0 }, n = 0, n_rows = 0;
  Score    best = { 0 };
  gboolean quoted = FALSE;

  for (gsize i = 0; i < size && n_rows < SAMPLE_ROWS; i++)
    if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && text[i] == separator)
      n++;
    else if (!quoted && (text[i] == '\n' || text[i] == '\r'))
      {
        count_row (rows, n);
        n_rows += n > 0;
        n = 0;
      }
  count_row (rows, n);

  for (guint i = 1; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] > 0 && rows[i] >= best.rows)
      best = (Score){ rows[i], i };
  return best;
}

static char
find_separator (const char *text,
                gsize       size)
{
  static const char separators[] = { ',', '\t', ';' };
  char              found = ',';
  Score             best = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const Score this = score (text, MIN (size, SAMPLE), separators[i]);

      if (this.rows > best.rows || (this.rows == best.rows && this.separators > best.separators))
        {
          best = this;
          found = separators[i];
        }
    }

  return found;
}

/* "sep=;" in a line of its own, as spreadsheets understand it. */
static gsize
skip_hint (Parser     *self,
           const char *text,
           gsize       size)
{
  if (size < 6 || strncmp (text, "sep=", 4) != 0 || (text[5] != '\r' && text[5] != '\n'))
    return 0;

  self->separator = text[4];
  self->after_cr = text[5] == '\r';
  return 6;
}

static gboolean
take_piece (gpointer    data,
            const char *text,
            gsize       size)
{
  Parser *self = data;
  gsize   at = 0;

  if (self->sheet == NULL)
    {
      if (zb_text_is_markup (text, size))
        return zb_table_fail (self->table, ZB_TABLE_NOT_A_TABLE, "markup");
      self->separator = find_separator (text, size);
      self->sheet = zb_table_add_sheet (self->table, "");
      at = skip_hint (self, text, size);
    }

  while (at < size)
    if (!take (self, text[at++]))
      return FALSE;
  return TRUE;
}

void
zb_csv_read (ZbTable      *table,
             const guint8 *bytes,
             gsize         size)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  Parser parser = { .table = table, .cell = cell };

  if (!zb_text_read (table, bytes, size, take_piece, &parser) || parser.sheet == NULL)
    return;

  if (parser.state == IN_QUOTES)
    zb_table_fail (table, ZB_TABLE_DAMAGED, "open quotes");
  else if (cell->len > 0)
    end_cell (&parser);
}
