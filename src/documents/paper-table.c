/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

/* Tables whose rows may be longer than a page. */

#define PAD_X 4.0
#define PAD_Y 3.0
#define MOST_COLUMNS 16
#define WHOLE 5 /* lines: a row of no more is kept together */

typedef struct
{
  GArray  *cells[MOST_COLUMNS]; /* of ZbPaperLine */
  guint    n_lines;             /* of the longest */
  guint    first, last;         /* lines of the part on this page, `last` not included */
  gboolean heading;
} Row;

static double
get_column_width (ZbPaperTable *table,
                  guint         column)
{
  double sum = 0;

  for (guint i = 0; i < table->n_columns; i++)
    sum += table->columns[i].width;

  return zb_paper_get_width (table->pages) * table->columns[column].width / sum;
}

static ZbType
get_type (ZbPaperTable *table,
          guint         column,
          gboolean      heading)
{
  ZbType type = table->type;

  if (heading || table->columns[column].heading == NULL)
    type.face = ZB_FACE_BLACK;
  return type;
}

static PangoAlignment
get_alignment (ZbPaperTable *table,
               guint         column,
               gboolean      heading)
{
  return !heading && table->columns[column].flows ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER;
}

static void
row_init (Row               *row,
          ZbPaperTable      *table,
          const char *const *cells)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      ZbType type = get_type (table, i, row->heading);

      row->cells[i] = zb_paper_break (table->pages, &type, cells[i], get_column_width (table, i) - 2 * PAD_X, 0);
      row->n_lines = MAX (row->n_lines, row->cells[i]->len);
    }
}

static void
row_clear (Row          *row,
           ZbPaperTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    g_clear_pointer (&row->cells[i], g_array_unref);
}

static double
measure (ZbPaperTable *table,
         guint         n_lines)
{
  return MAX (n_lines * table->type.pitch + 2 * PAD_Y, table->least);
}

static void
draw_cell (ZbPaperTable *table,
           const Row    *row,
           guint         column,
           double        x,
           double        height)
{
  ZbType  type = get_type (table, column, row->heading);
  GArray *lines = row->cells[column];
  double  width = get_column_width (table, column);
  guint   n_lines = lines->len > row->first ? MIN (lines->len, row->last) - row->first : 0;
  double  y = table->pages->y + (height - n_lines * type.pitch) / 2;

  for (guint i = 0; i < n_lines; i++)
    zb_paper_add_line (table->pages, &type, &g_array_index (lines, ZbPaperLine, row->first + i), x + PAD_X, y + i * type.pitch,
                       width - 2 * PAD_X, get_alignment (table, column, row->heading));
  zb_paper_add_box (table->pages, ZB_STROKE_BOX, x, table->pages->y, width, height, 0);
}

static void
draw_part (ZbPaperTable *table,
           const Row    *row)
{
  ZbPaperPages *pages = table->pages;
  double        height = measure (table, row->last - row->first);
  double        x = pages->left;

  if (row->heading)
    zb_paper_add_box (pages, ZB_STROKE_FILL, x, pages->y, zb_paper_get_width (pages), height, 0.93);
  for (guint i = 0; i < table->n_columns; i++)
    {
      draw_cell (table, row, i, x, height);
      x += get_column_width (table, i);
    }
  pages->y += height;
}

void
zb_paper_table_begin (ZbPaperTable *table)
{
  const char *headings[MOST_COLUMNS] = { NULL };
  Row         row = { .heading = TRUE };

  if (!table->headings)
    return;

  for (guint i = 0; i < table->n_columns; i++)
    headings[i] = table->columns[i].heading != NULL ? table->columns[i].heading : "";
  row_init (&row, table, headings);
  row.last = row.n_lines;
  if (zb_paper_get_room (table->pages) < measure (table, row.n_lines) + measure (table, 1))
    zb_paper_turn (table->pages);
  draw_part (table, &row);
  row_clear (&row, table);
}

static void
turn (ZbPaperTable *table)
{
  zb_paper_turn (table->pages);
  zb_paper_table_begin (table);
}

/* Lines that have room on this page. */
static guint
count_fitting (ZbPaperTable *table)
{
  double room = zb_paper_get_room (table->pages) + 0.5;

  if (room < MAX (table->least, table->type.pitch + 2 * PAD_Y))
    return 0;

  return (guint) ((room - 2 * PAD_Y) / table->type.pitch);
}

void
zb_paper_table_row (ZbPaperTable      *table,
                    const char *const *cells)
{
  Row row = { 0 };

  row_init (&row, table, cells);
  if (count_fitting (table) < MAX (MIN (row.n_lines, WHOLE), 1))
    turn (table);
  do
    {
      row.first = row.last;
      row.last = MIN (row.n_lines, row.first + MAX (count_fitting (table), 1));
      draw_part (table, &row);
      if (row.last < row.n_lines)
        turn (table);
    }
  while (row.last < row.n_lines && !zb_paper_is_cancelled (table->pages));
  row_clear (&row, table);
}
