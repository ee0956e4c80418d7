/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

/* Finds the sheet, its heading rows and what each column is, by the headings' words alone: a row that
 * names 姓名 and most other fields is the heading. The rows around it belong to it when they too only
 * name things: a group over it (联系电话 over 手机号 and 固定电话), or words below a merged one.
 */

#define MOST_LINES 100 /* in which a heading must stand */
#define MOST_HEADING 3 /* rows of it */

static void
column_free (ZbRosterColumn *column)
{
  g_free (column->letter);
  g_free (column->heading);
  g_free (column->sample);
  g_free (column);
}

ZbSheetView *
zb_sheet_view_new (const ZbSheet *sheet)
{
  ZbSheetView *view = g_new0 (ZbSheetView, 1);

  view->sheet = sheet;
  view->lines = g_array_new (FALSE, FALSE, sizeof (ZbSheetLine));
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const ZbCell *cell = &g_array_index (sheet->cells, ZbCell, i);
      ZbSheetLine  *last = view->lines->len > 0 ? &g_array_index (view->lines, ZbSheetLine, view->lines->len - 1) : NULL;

      if (last != NULL && last->row == cell->row)
        last->n++;
      else
        g_array_append_val (view->lines, ((ZbSheetLine){ .row = cell->row, .first = i, .n = 1 }));
    }

  return view;
}

void
zb_sheet_view_free (ZbSheetView *view)
{
  g_array_unref (view->lines);
  g_free (view);
}

const ZbCell *
zb_sheet_view_find (const ZbSheetView *view,
                    guint              line,
                    guint              column)
{
  const ZbSheetLine *at = &g_array_index (view->lines, ZbSheetLine, line);
  guint              low = at->first, high = at->first + at->n;

  while (low < high)
    {
      guint         middle = low + (high - low) / 2;
      const ZbCell *cell = &g_array_index (view->sheet->cells, ZbCell, middle);

      if (cell->column == column)
        return cell;
      if (cell->column < column)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

static guint32
get_row (const ZbSheetView *view,
         guint              line)
{
  return g_array_index (view->lines, ZbSheetLine, line).row;
}

/* The field that a cell names. */
static gboolean
read_name (const ZbCell  *cell,
           ZbMemberField *field)
{
  guint rank;

  return cell != NULL && cell->kind == ZB_CELL_TEXT && zb_heading_read (cell->text, field, &rank);
}

static guint64
list_names (const ZbSheetView *view,
            guint              line)
{
  const ZbSheetLine *at = &g_array_index (view->lines, ZbSheetLine, line);
  guint64            fields = 0;

  for (guint i = at->first; i < at->first + at->n; i++)
    {
      ZbMemberField field;

      if (read_name (&g_array_index (view->sheet->cells, ZbCell, i), &field))
        fields |= G_GUINT64_CONSTANT (1) << field;
    }

  return fields;
}

static guint
count_bits (guint64 fields)
{
  guint n = 0;

  for (; fields != 0; fields &= fields - 1)
    n++;

  return n;
}

static guint
score_line (const ZbSheetView *view,
            guint              line)
{
  guint64 fields = list_names (view, line);

  return (fields & G_GUINT64_CONSTANT (1) << ZB_MEMBER_NAME) != 0 ? count_bits (fields) : 0;
}

/* Whether the line next to a heading belongs to it: something in it names a field, and it says nothing where
 * the heading names a person.
 */
static gboolean
is_more_heading (const ZbSheetView *view,
                 guint              heading,
                 guint              line)
{
  const ZbSheetLine *at = &g_array_index (view->lines, ZbSheetLine, heading);

  for (guint i = at->first; i < at->first + at->n; i++)
    {
      const ZbCell *cell = &g_array_index (view->sheet->cells, ZbCell, i);
      ZbMemberField field;

      if (read_name (cell, &field) && field == ZB_MEMBER_NAME && zb_sheet_view_find (view, line, cell->column) != NULL)
        return FALSE;
    }

  return list_names (view, line) != 0;
}

typedef struct
{
  guint first, last; /* lines */
} Span;

static Span
find_span (const ZbSheetView *view,
           guint              heading)
{
  Span span = { .first = heading, .last = heading };

  if (heading > 0 && get_row (view, heading - 1) + 1 == get_row (view, heading) && is_more_heading (view, heading, heading - 1))
    span.first--;
  while (span.last + 1 < view->lines->len && span.last + 1 - span.first < MOST_HEADING &&
         get_row (view, span.last) + 1 == get_row (view, span.last + 1) && is_more_heading (view, heading, span.last + 1))
    span.last++;

  return span;
}

/* The cell that shows at a place: its own, or the one that is merged over it sideways. */
static const ZbCell *
find_shown (const ZbSheetView *view,
            GArray            *merges,
            guint              line,
            guint              column)
{
  const ZbCell *cell = zb_sheet_view_find (view, line, column);

  for (guint i = 0; cell == NULL && i < merges->len; i++)
    {
      const ZbMerge *merge = &g_array_index (merges, ZbMerge, i);

      if (merge->first_row == get_row (view, line) && merge->first_column < column && merge->last_column >= column)
        cell = zb_sheet_view_find (view, line, merge->first_column);
    }

  return cell;
}

/* Of a heading's own rows; what spans most of the sheet is a title. */
static GArray *
list_merges (const ZbSheetView *view,
             Span               span)
{
  GArray *merges = g_array_new (FALSE, FALSE, sizeof (ZbMerge));

  for (guint i = 0; i < view->sheet->merges->len && merges->len < ZB_TABLE_MAX_COLUMNS; i++)
    {
      const ZbMerge *merge = &g_array_index (view->sheet->merges, ZbMerge, i);

      if (merge->first_row >= get_row (view, span.first) && merge->first_row <= get_row (view, span.last) &&
          merge->last_column > merge->first_column)
        g_array_append_val (merges, *merge);
    }

  return merges;
}

/* A column on its way: the words over it, from above. */
typedef struct
{
  GPtrArray *parts; /* of const char *, borrowed from the cells */
  gboolean   own;   /* the topmost stands over this column alone */
} Words;

static Words
list_words (const ZbSheetView *view,
            GArray            *merges,
            Span               span,
            guint              column)
{
  Words words = { .parts = g_ptr_array_new (), .own = TRUE };

  for (guint line = span.first; line <= span.last; line++)
    {
      const ZbCell *cell = find_shown (view, merges, line, column);

      if (cell == NULL || cell->kind != ZB_CELL_TEXT)
        continue;
      if (words.parts->len == 0 && cell->column != column)
        words.own = FALSE;
      g_ptr_array_add (words.parts, cell->text);
    }

  return words;
}

static char *
join_words (GPtrArray  *parts,
            const char *between)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *part = zb_heading_clean (parts->pdata[i]);

      if (*part == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, between);
      g_string_append (text, part);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The lowest word says most; else all of them together; else the one above. */
static gboolean
read_words (const Words   *words,
            ZbMemberField *field,
            guint         *rank)
{
  g_autofree char *joined = join_words (words->parts, "");

  return zb_heading_read (words->parts->pdata[words->parts->len - 1], field, rank) ||
         zb_heading_read (joined, field, rank) ||
         (words->own && zb_heading_read (words->parts->pdata[0], field, rank));
}

/* The best claim to each field. */
typedef struct
{
  ZbRosterColumn *columns[ZB_N_MEMBER_FIELDS];
  guint           ranks[ZB_N_MEMBER_FIELDS];
} Claims;

static void
claim (Claims         *claims,
       ZbRosterColumn *column,
       ZbMemberField   field,
       guint           rank)
{
  ZbRosterColumn *other = claims->columns[field];

  if (other != NULL && claims->ranks[field] <= rank)
    return;
  if (other != NULL)
    other->used = FALSE;

  column->used = TRUE;
  column->field = field;
  claims->columns[field] = column;
  claims->ranks[field] = rank;
}

/* 手机 and 电话 side by side: the second is the one that is not mobile. */
static void
claim_phones (Claims    *claims,
              GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      ZbRosterColumn *column = columns->pdata[i];
      const char     *slash = strrchr (column->heading, '/');
      const char     *word = slash != NULL ? slash + 1 : column->heading;

      if (!column->used && zb_heading_is_any_phone (word) && claims->columns[ZB_MEMBER_LANDLINE] == NULL)
        claim (claims, column, ZB_MEMBER_LANDLINE, 0);
    }
}

/* 工作单位 and 职务 side by side are one value in two columns. */
static void
claim_units (Claims    *claims,
             GPtrArray *columns)
{
  static const char *const posts[] = { "职务", "现任职务", "行政职务", NULL };
  static const char *const units[] = { "工作单位", "现工作单位", "单位", "部门", "所在单位", "所在部门", NULL };
  ZbRosterColumn          *post = claims->columns[ZB_MEMBER_POST];

  if (post == NULL || !g_strv_contains (posts, post->heading))
    return;

  for (guint i = 0; i < columns->len; i++)
    {
      ZbRosterColumn *column = columns->pdata[i];

      if (column->used || !g_strv_contains (units, column->heading))
        continue;
      column->used = TRUE;
      column->field = ZB_MEMBER_POST;
      return;
    }
}

static ZbRosterColumn *
add_column (GPtrArray   *columns,
            guint        number,
            const Words *words)
{
  ZbRosterColumn *column = g_new0 (ZbRosterColumn, 1);

  column->column = number;
  column->letter = zb_column_dup_name (number);
  column->heading = join_words (words->parts, "/");
  g_ptr_array_add (columns, column);
  return column;
}

static GPtrArray *
list_columns (const ZbSheetView *view,
              Span               span)
{
  g_autoptr (GArray) merges = list_merges (view, span);
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  Claims     claims = { 0 };

  for (guint number = 0; number < ZB_TABLE_MAX_COLUMNS; number++)
    {
      Words         words = list_words (view, merges, span, number);
      ZbMemberField field;
      guint         rank;

      if (words.parts->len > 0)
        {
          ZbRosterColumn *column = add_column (columns, number, &words);

          if (read_words (&words, &field, &rank))
            claim (&claims, column, field, rank);
        }
      g_ptr_array_unref (words.parts);
    }
  claim_phones (&claims, columns);
  claim_units (&claims, columns);

  return columns;
}

static void
fill_sample (ZbRosterSheet  *self,
             ZbRosterColumn *column)
{
  g_clear_pointer (&column->sample, g_free);
  for (guint line = self->body; line < self->view->lines->len && line < self->body + MOST_LINES; line++)
    {
      const ZbCell *cell = zb_sheet_view_find (self->view, line, column->column);

      if (cell == NULL)
        continue;
      column->sample = zb_roster_sample (column, cell->text);
      return;
    }
}

static ZbRosterSheet *
sheet_new (ZbSheetView *view,
           guint        heading)
{
  ZbRosterSheet *self = g_new0 (ZbRosterSheet, 1);
  Span           span = find_span (view, heading);

  self->view = view;
  self->body = span.last + 1;
  self->columns = list_columns (view, span);
  for (guint i = 0; i < self->columns->len; i++)
    fill_sample (self, self->columns->pdata[i]);

  return self;
}

void
zb_roster_sheet_free (ZbRosterSheet *self)
{
  zb_sheet_view_free (self->view);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

static guint
count_used (const ZbRosterSheet *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += ((ZbRosterColumn *) self->columns->pdata[i])->used;

  return n;
}

/* NULL: nothing in this sheet is a heading. */
static ZbRosterSheet *
find_in_sheet (const ZbSheet *sheet)
{
  g_autoptr (ZbSheetView) view = zb_sheet_view_new (sheet);
  guint best = 0, heading = 0;

  for (guint line = 0; line < view->lines->len && line < MOST_LINES; line++)
    {
      guint score = score_line (view, line);

      if (score > best)
        {
          best = score;
          heading = line;
        }
    }

  if (best == 0)
    return NULL;

  return sheet_new (g_steal_pointer (&view), heading);
}

/* A hidden sheet only where no other has headings; of equal ones the one with more rows, then the first. */
static gboolean
is_better (const ZbRosterSheet *a,
           const ZbRosterSheet *b)
{
  if (a->view->sheet->hidden != b->view->sheet->hidden)
    return b->view->sheet->hidden;
  if (count_used (a) != count_used (b))
    return count_used (a) > count_used (b);

  return a->view->lines->len - a->body > b->view->lines->len - b->body;
}

ZbRosterSheet *
zb_roster_sheet_find (const ZbTable *table)
{
  g_autoptr (ZbRosterSheet) best = NULL;

  for (guint i = 0; i < table->sheets->len; i++)
    {
      g_autoptr (ZbRosterSheet) found = find_in_sheet (table->sheets->pdata[i]);

      if (found == NULL || count_used (found) < 2 || (best != NULL && !is_better (found, best)))
        continue;
      g_clear_pointer (&best, zb_roster_sheet_free);
      best = g_steal_pointer (&found);
    }

  return g_steal_pointer (&best);
}

ZbRosterColumn *
zb_roster_sheet_get_column (ZbRosterSheet *self,
                            ZbMemberField  field)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ZbRosterColumn *column = self->columns->pdata[i];

      if (column->used && column->field == field)
        return column;
    }

  return NULL;
}

void
zb_roster_sheet_map (ZbRosterSheet *self,
                     guint          number,
                     gboolean       used,
                     ZbMemberField  field)
{
  ZbRosterColumn *mapped = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      ZbRosterColumn *column = self->columns->pdata[i];

      if (column->column == number)
        mapped = column;
      else if (used && column->used && column->field == field)
        column->used = FALSE;
    }
  if (mapped == NULL)
    return;

  mapped->used = used;
  mapped->field = used ? field : ZB_MEMBER_NAME;
  for (guint i = 0; i < self->columns->len; i++)
    fill_sample (self, self->columns->pdata[i]);
}

/* Printed tables have their headings again on every page. */
gboolean
zb_roster_sheet_is_heading (ZbRosterSheet *self,
                            guint          line)
{
  guint64 fields = list_names (self->view, line);

  return count_bits (fields) >= 2 && count_bits (fields) * 2 >= g_array_index (self->view->lines, ZbSheetLine, line).n;
}
