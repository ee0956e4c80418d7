/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/ledger-page.h"

#include <string.h>

/* From texts to pages: the largest type whose columns fit, widths by content, rows that are never split. Every text is shaped once
 * to know its width, and a second time only if it wraps.
 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_font_options_t, cairo_font_options_destroy)

#define A4_WIDTH (297 / 25.4 * 72)
#define A4_HEIGHT (210 / 25.4 * 72)
#define MM(x) ((x) / 25.4 * 72)

#define BODY_FAMILIES "FangSong_GB2312, 仿宋_GB2312, FangSong, 仿宋, FandolFang R, FandolFang, Noto Serif CJK SC, serif"
#define HEADING_FAMILIES "SimHei, 黑体, Noto Sans CJK SC, sans-serif"
#define TITLE_FAMILIES "FZXiaoBiaoSong-B05S, 方正小标宋简体, Noto Serif CJK SC, serif"

#define BASE_SIZE 10.5
#define WIDEST_PAD 3.0
#define SLACK 1.5                      /* sizes of type scale a width almost, but not quite */
#define BAND_SIZE 8.5                  /* of a table in several bands */
#define LEAST_COLUMN (5.0 * BASE_SIZE) /* of a column that flows */
#define WIDEST_COLUMN (26.0 * BASE_SIZE)
#define WIDEST_FIXED (14.0 * BASE_SIZE)

static const double type_sizes[] = { BASE_SIZE, 9.5, 8.5, 7.5, 7, 6.5 };

/* Widths at BASE_SIZE without padding; type is not hinted, so another size only scales them. */
typedef struct
{
  float  *cells;           /* row by row */
  double *least, *natural; /* of columns */
} Measure;

void
zb_page_set_text (ZbLedgerPages              *self,
                  const PangoFontDescription *font,
                  const char                 *text,
                  double                      width)
{
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  pango_layout_set_width (self->layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_text (self->layout, text, -1);
}

static void
get_size (ZbLedgerPages *self,
          double        *width,
          double        *height)
{
  int w = 0, h = 0;

  pango_layout_get_size (self->layout, &w, &h);
  *width = (double) w / PANGO_SCALE;
  *height = (double) h / PANGO_SCALE;
}

static double
measure_width (ZbLedgerPages              *self,
               const PangoFontDescription *font,
               const char                 *text)
{
  double width = 0, height = 0;

  zb_page_set_text (self, font, text, 0);
  get_size (self, &width, &height);
  return width;
}

static double
measure_height (ZbLedgerPages              *self,
                const PangoFontDescription *font,
                const char                 *text,
                double                      width)
{
  double taken = 0, height = 0;

  zb_page_set_text (self, font, text, width);
  get_size (self, &taken, &height);
  return height;
}

static PangoFontDescription *
make_font (const char *families,
           gboolean    bold,
           double      size)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, families);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  return font;
}

static void
set_type_size (ZbLedgerPages *self,
               double         size)
{
  self->size = size;
  self->pad = WIDEST_PAD * size / BASE_SIZE;
  pango_font_description_set_size (self->body_font, (int) (size * PANGO_SCALE));
  pango_font_description_set_size (self->heading_font, (int) (size * PANGO_SCALE));
}

static void
make_fonts (ZbLedgerPages *self)
{
  g_autoptr (cairo_font_options_t) options = cairo_font_options_create ();

  self->map = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->map), 72);
  self->context = pango_font_map_create_context (self->map);
  pango_context_set_language (self->context, pango_language_from_string ("zh-cn"));
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);

  self->layout = pango_layout_new (self->context);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  self->title_font = make_font (TITLE_FAMILIES, TRUE, 18);
  self->note_font = make_font (BODY_FAMILIES, FALSE, 10.5);
  self->heading_font = make_font (HEADING_FAMILIES, TRUE, 10.5);
  self->body_font = make_font (BODY_FAMILIES, FALSE, 10.5);
}

static char *
find_family (ZbLedgerPages *self)
{
  PangoLayoutLine *line = NULL;

  zb_page_set_text (self, self->body_font, "党", 0);
  line = pango_layout_get_line_readonly (self->layout, 0);
  if (line != NULL && line->runs != NULL)
    {
      PangoGlyphItem       *item = line->runs->data;
      PangoFontDescription *font = pango_font_describe (item->item->analysis.font);
      char                 *family = g_strdup (pango_font_description_get_family (font));

      pango_font_description_free (font);
      return family;
    }

  return g_strdup ("");
}

static guint
count_columns (ZbLedgerPages *self)
{
  return self->grid->columns->len;
}

static const ZbGridColumn *
get_column (ZbLedgerPages *self,
            guint          index)
{
  return &g_array_index (self->grid->columns, ZbGridColumn, index);
}

static const char *
get_text (ZbLedgerPages *self,
          guint          row,
          guint          column)
{
  return ((GStrv) g_ptr_array_index (self->grid->rows, row))[column];
}

static void
measure_cells (ZbLedgerPages *self,
               Measure       *measure)
{
  guint n = count_columns (self);

  for (guint row = 0; row < self->grid->rows->len && !g_cancellable_is_cancelled (self->grid->cancellable); row++)
    for (guint i = 0; i < n; i++)
      {
        const char *text = get_text (self, row, i);

        measure->cells[row * n + i] = *text != '\0' ? (float) measure_width (self, self->body_font, text) : 0;
      }
}

/* A heading of more than three characters may break in two, one of more than six in three. */
static double
measure_heading (const char *heading)
{
  glong length = g_utf8_strlen (heading, -1);
  glong n_lines = length > 6 ? 3 : length > 3 ? 2
                                              : 1;

  return (double) ((length + n_lines - 1) / n_lines) * BASE_SIZE + SLACK;
}

double
zb_page_balance (ZbLedgerPages *self,
                 const char    *heading,
                 double         room)
{
  glong length = g_utf8_strlen (heading, -1);

  for (glong n_lines = 1; n_lines < length; n_lines++)
    {
      double wanted = (double) ((length + n_lines - 1) / n_lines) * self->size + SLACK / 2;

      if (wanted <= room)
        return wanted;
    }

  return room;
}

static void
measure_columns (ZbLedgerPages *self,
                 Measure       *measure)
{
  guint n = count_columns (self);

  for (guint i = 0; i < n; i++)
    {
      const ZbGridColumn *column = get_column (self, i);
      double              heading = measure_heading (column->heading);
      double              widest = 0;

      for (guint row = 0; row < self->grid->rows->len; row++)
        widest = MAX (widest, measure->cells[row * n + i] + SLACK);
      measure->natural[i] = MAX (MIN (widest, column->flows ? WIDEST_COLUMN : WIDEST_FIXED), heading);
      measure->least[i] = column->flows ? MAX (heading, MIN (measure->natural[i], LEAST_COLUMN)) : measure->natural[i];
    }
}

static double
sum_widths (ZbLedgerPages *self,
            const double  *widths,
            GArray        *columns)
{
  double sum = 0;

  for (guint i = 0; i < columns->len; i++)
    sum += widths[g_array_index (columns, ZbPageColumn, i).column] * self->size / BASE_SIZE + 2 * self->pad;

  return sum;
}

static double
get_room (ZbLedgerPages *self)
{
  return self->width - self->left - self->right;
}

static void
band_free (ZbPageBand *band)
{
  g_array_unref (band->columns);
  g_free (band);
}

static ZbPageBand *
add_band (ZbLedgerPages *self,
          guint          n_columns)
{
  ZbPageBand *band = g_new0 (ZbPageBand, 1);

  band->columns = g_array_new (FALSE, TRUE, sizeof (ZbPageColumn));
  for (guint i = 0; i < n_columns; i++)
    {
      ZbPageColumn column = { .column = i };

      g_array_append_val (band->columns, column);
    }
  g_ptr_array_add (self->bands, band);
  return band;
}

/* Fills one band after the other from the left. */
static void
make_bands (ZbLedgerPages *self,
            const Measure *measure)
{
  ZbPageBand *band = add_band (self, self->grid->n_keys);

  for (guint i = self->grid->n_keys; i < count_columns (self); i++)
    {
      ZbPageColumn column = { .column = i };
      double       wanted = measure->least[i] * self->size / BASE_SIZE + 2 * self->pad;

      if (band->columns->len > self->grid->n_keys && sum_widths (self, measure->least, band->columns) + wanted > get_room (self))
        band = add_band (self, self->grid->n_keys);
      g_array_append_val (band->columns, column);
    }
}

/* The largest type in which all columns fit beside one another; bands when none does. */
static void
choose_type (ZbLedgerPages *self,
             const Measure *measure)
{
  ZbPageBand *band = add_band (self, count_columns (self));

  for (guint i = 0; i < G_N_ELEMENTS (type_sizes); i++)
    {
      set_type_size (self, type_sizes[i]);
      if (sum_widths (self, measure->least, band->columns) <= get_room (self))
        return;
    }

  set_type_size (self, BAND_SIZE);
  g_ptr_array_set_size (self->bands, 0);
  make_bands (self, measure);
}

/* What is left of the room goes to the columns that would take it, then to all alike. */
static void
share_room (ZbLedgerPages *self,
            ZbPageBand    *band,
            const Measure *measure)
{
  double scale = self->size / BASE_SIZE;
  double least = sum_widths (self, measure->least, band->columns);
  double natural = sum_widths (self, measure->natural, band->columns);
  double wanted = natural - least;
  double spare = get_room (self) - least;
  double part = wanted > 0 ? CLAMP (spare / wanted, 0, 1) : 0;
  double stretch = get_room (self) / (least + part * wanted);

  for (guint i = 0; i < band->columns->len; i++)
    {
      ZbPageColumn *column = &g_array_index (band->columns, ZbPageColumn, i);
      double        from = measure->least[column->column] * scale;
      double        to = measure->natural[column->column] * scale;

      column->width = (from + part * (to - from) + 2 * self->pad) * stretch;
    }
}

static void
measure_headings (ZbLedgerPages *self,
                  ZbPageBand    *band)
{
  double line = measure_height (self, self->heading_font, "党", 0) + 2 * ZB_PAGE_PAD_Y;

  for (guint i = 0; i < band->columns->len; i++)
    {
      const ZbPageColumn *column = &g_array_index (band->columns, ZbPageColumn, i);
      const ZbGridColumn *shown = get_column (self, column->column);
      double              width = zb_page_balance (self, shown->heading, column->width - 2 * self->pad);
      double              height = measure_height (self, self->heading_font, shown->heading, width);

      band->heading = MAX (band->heading, height + 2 * ZB_PAGE_PAD_Y);
      if (shown->group != NULL)
        band->above = line;
    }
}

/* Room for rows on the first page, which has the title. */
static double
get_body (ZbLedgerPages *self)
{
  double headings = 0;

  for (guint i = 0; i < self->bands->len; i++)
    {
      const ZbPageBand *band = g_ptr_array_index (self->bands, i);

      headings = MAX (headings, band->above + band->heading);
    }

  return self->height - self->top - self->bottom - self->title_height - headings;
}

static double
measure_row (ZbLedgerPages    *self,
             const ZbPageBand *band,
             const float      *widths,
             guint             row,
             double            line)
{
  double highest = line;

  for (guint i = 0; i < band->columns->len; i++)
    {
      const ZbPageColumn *column = &g_array_index (band->columns, ZbPageColumn, i);
      double              room = column->width - 2 * self->pad;
      const char         *text = get_text (self, row, column->column);

      if (widths[column->column] > room || strchr (text, '\n') != NULL)
        highest = MAX (highest, measure_height (self, self->body_font, text, room));
    }

  return highest;
}

/* Of the highest cell in any band, so that all bands break at the same rows; no row is higher than a page. */
static void
measure_rows (ZbLedgerPages *self,
              const Measure *measure)
{
  guint             n = count_columns (self);
  double            line = measure_height (self, self->body_font, "党", 0);
  double            most = MAX (get_body (self), line + 2 * ZB_PAGE_PAD_Y);
  g_autofree float *widths = g_new0 (float, n);

  self->heights = g_new0 (double, MAX (self->grid->rows->len, 1));
  for (guint row = 0; row < self->grid->rows->len && !g_cancellable_is_cancelled (self->grid->cancellable); row++)
    {
      double highest = 0;

      for (guint i = 0; i < n; i++)
        widths[i] = measure->cells[row * n + i] * (float) (self->size / BASE_SIZE);
      for (guint i = 0; i < self->bands->len; i++)
        highest = MAX (highest, measure_row (self, g_ptr_array_index (self->bands, i), widths, row, line));
      self->heights[row] = MIN (highest + 2 * ZB_PAGE_PAD_Y, most);
    }
}

static void
add_pages (ZbLedgerPages *self,
           guint          first,
           guint          last)
{
  for (guint i = 0; i < self->bands->len; i++)
    {
      ZbPage page = { .band = i, .first = first, .last = last };

      g_array_append_val (self->pages, page);
    }
}

static void
break_pages (ZbLedgerPages *self)
{
  double body = get_body (self);
  double used = 0;
  guint  first = 0;

  for (guint row = 0; row < self->grid->rows->len; row++)
    {
      if (row > first && used + self->heights[row] > body)
        {
          add_pages (self, first, row);
          body = get_body (self) + self->title_height;
          first = row;
          used = 0;
        }
      used += self->heights[row];
    }
  add_pages (self, first, self->grid->rows->len);
}

static void
lay_out (ZbLedgerPages *self)
{
  guint              n = count_columns (self);
  g_autofree float  *cells = g_new0 (float, (gsize) n * self->grid->rows->len + 1);
  g_autofree double *least = g_new0 (double, n), *natural = g_new0 (double, n);
  Measure            measure = { cells, least, natural };

  self->title_height = measure_height (self, self->title_font, self->grid->title, get_room (self)) + 6 +
                       measure_height (self, self->note_font, "党", 0) + 4;
  measure_cells (self, &measure);
  measure_columns (self, &measure);
  choose_type (self, &measure);
  for (guint i = 0; i < self->bands->len; i++)
    {
      share_room (self, g_ptr_array_index (self->bands, i), &measure);
      measure_headings (self, g_ptr_array_index (self->bands, i));
    }
  measure_rows (self, &measure);
  break_pages (self);
}

static void
set_paper (ZbLedgerPages *self,
           double         width,
           double         height)
{
  self->width = width > 0 && height > 0 ? width : A4_WIDTH;
  self->height = width > 0 && height > 0 ? height : A4_HEIGHT;
  self->left = self->right = MIN (MM (15), self->width / 12);
  self->top = MIN (MM (15), self->height / 12);
  self->bottom = MIN (MM (17), self->height / 10); /* the page's number stands in it */
}

ZbLedgerPages *
zb_ledger_pages_new_grid (ZbGrid *grid,
                          double  width,
                          double  height)
{
  ZbLedgerPages *self = g_new0 (ZbLedgerPages, 1);

  self->grid = grid;
  self->bands = g_ptr_array_new_with_free_func ((GDestroyNotify) band_free);
  self->pages = g_array_new (FALSE, TRUE, sizeof (ZbPage));
  set_paper (self, width, height);
  make_fonts (self);
  self->family = find_family (self);
  lay_out (self);
  return self;
}

ZbLedgerPages *
zb_ledger_pages_new (const ZbLedgerPlan *plan,
                     double              width,
                     double              height)
{
  return zb_ledger_pages_new_grid (zb_grid_new_ledger (plan), width, height);
}

ZbLedgerPages *
zb_difference_pages_new (const char *title,
                         const char *day,
                         GPtrArray  *rows,
                         double      width,
                         double      height)
{
  return zb_ledger_pages_new_grid (zb_grid_new_differences (title, day, rows), width, height);
}

void
zb_ledger_pages_free (ZbLedgerPages *self)
{
  g_clear_object (&self->layout);
  g_clear_object (&self->context);
  g_clear_object (&self->map);
  pango_font_description_free (self->title_font);
  pango_font_description_free (self->note_font);
  pango_font_description_free (self->heading_font);
  pango_font_description_free (self->body_font);
  g_ptr_array_unref (self->bands);
  g_array_unref (self->pages);
  zb_grid_free (self->grid);
  g_free (self->heights);
  g_free (self->family);
  g_free (self);
}

guint
zb_ledger_pages_count (ZbLedgerPages *self)
{
  return self->pages->len;
}

const char *
zb_ledger_pages_get_font (ZbLedgerPages *self)
{
  return self->family;
}
