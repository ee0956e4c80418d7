/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/ledger-page.h"
#include "documents/output.h"

#include <cairo-pdf.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)

#define THIN 0.5
#define THICK 1.0

typedef struct
{
  double x, y, width, height;
} Box;

typedef struct
{
  ZbLedgerPages    *pages;
  const ZbPageBand *band;
  cairo_t          *cr;
} Pen;

/* What of the layout's text fits into a height, ending in an ellipsis. Of several paragraphs Pango would shorten each. */
static char *
dup_fitting (PangoLayout *layout,
             double       height)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (layout);
  const char *text = pango_layout_get_text (layout);
  const char *end = text;
  int         below = 0;

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);

      pango_layout_iter_get_line_yrange (iter, NULL, &below);
      if (end > text && below > height * PANGO_SCALE)
        break;
      end = text + line->start_index + line->length;
    }
  while (pango_layout_iter_next_line (iter));

  if (end > text)
    end = g_utf8_prev_char (end);
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

static void
shorten (Pen                        *self,
         const PangoFontDescription *font,
         Box                         box)
{
  g_autofree char *fitting = dup_fitting (self->pages->layout, box.height);

  zb_page_set_text (self->pages, font, fitting, box.width);
}

/* In the middle of a box from top to bottom. */
static void
draw_text (Pen                        *self,
           const PangoFontDescription *font,
           const char                 *text,
           Box                         box,
           PangoAlignment              alignment)
{
  PangoLayout *layout = self->pages->layout;
  int          height = 0;

  if (*text == '\0' || box.width <= 0)
    return;

  zb_page_set_text (self->pages, font, text, box.width);
  pango_layout_get_size (layout, NULL, &height);
  if (height > box.height * PANGO_SCALE + PANGO_SCALE)
    shorten (self, font, box);

  pango_layout_set_alignment (layout, alignment);
  pango_layout_get_size (layout, NULL, &height);
  cairo_move_to (self->cr, box.x, box.y + (box.height - (double) height / PANGO_SCALE) / 2);
  pango_cairo_show_layout (self->cr, layout);
}

static void
draw_line (Pen   *self,
           double x,
           double y,
           double width,
           double height,
           double thickness)
{
  cairo_set_line_width (self->cr, thickness);
  cairo_move_to (self->cr, x, y);
  cairo_rel_line_to (self->cr, width, height);
  cairo_stroke (self->cr);
}

static Box
shrink (Pen *self,
        Box  box)
{
  double pad = self->pages->pad;

  return (Box){ box.x + pad, box.y + ZB_PAGE_PAD_Y, box.width - 2 * pad, box.height - 2 * ZB_PAGE_PAD_Y };
}

static void
draw_balanced (Pen        *self,
               const char *heading,
               Box         box)
{
  double width = zb_page_balance (self->pages, heading, box.width);

  draw_text (self, self->pages->heading_font, heading, (Box){ box.x + (box.width - width) / 2, box.y, width, box.height }, PANGO_ALIGN_CENTER);
}

static const ZbPageColumn *
get_placed (Pen  *self,
            guint index)
{
  return &g_array_index (self->band->columns, ZbPageColumn, index);
}

static const ZbGridColumn *
get_shown (Pen  *self,
           guint index)
{
  return &g_array_index (self->pages->grid->columns, ZbGridColumn, get_placed (self, index)->column);
}

static double
sum_widths (Pen *self)
{
  double sum = 0;

  for (guint i = 0; i < self->band->columns->len; i++)
    sum += get_placed (self, i)->width;

  return sum;
}

/* The line from the top of one column's headings down between it and the one before. */
static gboolean
has_same_group (Pen  *self,
                guint index)
{
  return index > 0 && get_shown (self, index)->group != NULL && get_shown (self, index)->group == get_shown (self, index - 1)->group;
}

static double
sum_group (Pen  *self,
           guint index)
{
  double sum = get_placed (self, index)->width;

  for (guint i = index + 1; i < self->band->columns->len && has_same_group (self, i); i++)
    sum += get_placed (self, i)->width;

  return sum;
}

static void
draw_heading (Pen  *self,
              guint index,
              Box   box)
{
  const ZbGridColumn *column = get_shown (self, index);
  double              above = column->group != NULL ? self->band->above : 0;
  Box                 below = { box.x, box.y + above, box.width, box.height - above };

  draw_balanced (self, column->heading, shrink (self, below));
  if (column->group != NULL)
    draw_line (self, box.x, box.y + above, box.width, 0, THIN);
  if (column->group != NULL && !has_same_group (self, index))
    draw_text (self, self->pages->heading_font, column->group, shrink (self, (Box){ box.x, box.y, sum_group (self, index), above }),
               PANGO_ALIGN_CENTER);
}

static double
draw_headings (Pen   *self,
               double y)
{
  double height = self->band->above + self->band->heading;
  double x = self->pages->left;

  cairo_set_source_rgb (self->cr, 0.93, 0.93, 0.93);
  cairo_rectangle (self->cr, x, y, sum_widths (self), height);
  cairo_fill (self->cr);
  cairo_set_source_rgb (self->cr, 0, 0, 0);
  for (guint i = 0; i < self->band->columns->len; i++)
    {
      double width = get_placed (self, i)->width;

      draw_heading (self, i, (Box){ x, y, width, height });
      if (i > 0)
        draw_line (self, x, y + (has_same_group (self, i) ? self->band->above : 0), 0,
                   height - (has_same_group (self, i) ? self->band->above : 0), THIN);
      x += width;
    }

  return y + height;
}

static double
draw_row (Pen   *self,
          guint  row,
          double y)
{
  GStrv  texts = g_ptr_array_index (self->pages->grid->rows, row);
  double height = self->pages->heights[row];
  double x = self->pages->left;

  draw_line (self, x, y, sum_widths (self), 0, THIN);
  for (guint i = 0; i < self->band->columns->len; i++)
    {
      const ZbPageColumn *column = get_placed (self, i);

      draw_text (self, self->pages->body_font, texts[column->column], shrink (self, (Box){ x, y, column->width, height }),
                 get_shown (self, i)->flows ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER);
      if (i > 0)
        draw_line (self, x, y, 0, height, THIN);
      x += column->width;
    }

  return y + height;
}

static double
draw_title (Pen *self)
{
  ZbLedgerPages *pages = self->pages;
  double         width = pages->width - pages->left - pages->right;
  double         note = 0;
  int            height = 0;

  zb_page_set_text (pages, pages->note_font, "党", 0);
  pango_layout_get_size (pages->layout, NULL, &height);
  note = (double) height / PANGO_SCALE;

  draw_text (self, pages->title_font, pages->grid->title, (Box){ pages->left, pages->top, width, pages->title_height - note - 10 },
             PANGO_ALIGN_CENTER);
  draw_text (self, pages->note_font, pages->grid->left, (Box){ pages->left, pages->top + pages->title_height - note - 4, width, note },
             PANGO_ALIGN_LEFT);
  draw_text (self, pages->note_font, pages->grid->right, (Box){ pages->left, pages->top + pages->title_height - note - 4, width, note },
             PANGO_ALIGN_RIGHT);
  return pages->top + pages->title_height;
}

static void
draw_number (Pen  *self,
             guint page)
{
  ZbLedgerPages   *pages = self->pages;
  g_autofree char *words = g_strdup_printf ("第 %u 页 共 %u 页", page + 1, pages->pages->len);
  double           y = pages->height - pages->bottom;

  draw_text (self, pages->note_font, words, (Box){ pages->left, y, pages->width - pages->left - pages->right, pages->bottom * 0.7 },
             PANGO_ALIGN_CENTER);
}

void
zb_ledger_pages_draw (ZbLedgerPages *self,
                      guint          page,
                      cairo_t       *cr)
{
  const ZbPage *drawn = NULL;
  Pen           pen = { .pages = self, .cr = cr };
  double        y = self->top, top = 0;

  if (page >= self->pages->len)
    return;

  drawn = &g_array_index (self->pages, ZbPage, page);
  pen.band = g_ptr_array_index (self->bands, drawn->band);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (drawn->first == 0)
    y = draw_title (&pen);
  top = y;
  y = draw_headings (&pen, y);
  for (guint row = drawn->first; row < drawn->last; row++)
    y = draw_row (&pen, row, y);

  cairo_set_line_width (cr, THICK);
  cairo_rectangle (cr, self->left, top, sum_widths (&pen), y - top);
  cairo_stroke (cr);
  draw_number (&pen, page);
}

static cairo_status_t
write_cb (void                *data,
          const unsigned char *bytes,
          unsigned int         length)
{
  ZbOutput *output = data;

  return zb_output_write (output, bytes, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
write_pages (ZbLedgerPages *self,
             ZbOutput      *output,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (cairo_surface_t) surface = cairo_pdf_surface_create_for_stream (write_cb, output, self->width, self->height);
  g_autoptr (cairo_t) cr = cairo_create (surface);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->grid->title);
  for (guint i = 0; i < self->pages->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      zb_ledger_pages_draw (self, i, cr);
      cairo_show_page (cr);
    }
  cairo_surface_finish (surface);

  status = cairo_status (cr) != CAIRO_STATUS_SUCCESS ? cairo_status (cr) : cairo_surface_status (surface);
  return status == CAIRO_STATUS_SUCCESS || zb_output_fail (error, output->failed, cairo_status_to_string (status), output->path);
}

/* Takes the grid. */
static gboolean
write_pdf (ZbGrid       *grid,
           const char   *path,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (ZbOutput) output = zb_output_new (path, error);
  g_autoptr (ZbLedgerPages) pages = NULL;

  if (output == NULL)
    {
      zb_grid_free (grid);
      return FALSE;
    }

  grid->cancellable = cancellable;
  pages = zb_ledger_pages_new_grid (grid, 0, 0);
  return write_pages (pages, output, cancellable, error) && zb_output_commit (output, error);
}

gboolean
zb_ledger_write_pdf (const ZbLedgerPlan *plan,
                     const char         *path,
                     GCancellable       *cancellable,
                     GError            **error)
{
  return write_pdf (zb_grid_new_ledger (plan), path, cancellable, error);
}

gboolean
zb_difference_write_pdf (const char *title,
                         const char *day,
                         GPtrArray  *rows,
                         const char *path,
                         GError    **error)
{
  return write_pdf (zb_grid_new_differences (title, day, rows), path, NULL, error);
}
