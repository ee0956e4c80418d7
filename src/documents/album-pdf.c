/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/album-private.h"

#include "documents/output.h"

#include <cairo-pdf.h>
#include <string.h>

/* The album's pages: laid out with the papers' own words, pictures drawn between them one at a time. */

#define MARGIN ZB_MM (20)
#define COVER_WIDTH ZB_MM (130)
#define COVER_HEIGHT ZB_MM (100)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)

static void
add_sections (ZbAlbumPages *self,
              guint         page)
{
  for (guint i = 0; i < self->book->n && !zb_paper_is_cancelled (self->paper); i++)
    {
      zb_paper_turn (self->paper);
      self->starts[i] = page + self->paper->pages->len - 1;
      zb_album_add_heading (self, &self->book->sections[i]);
      zb_album_add_pictures (self, i);
    }
}

/* The pages made last come first; what stands on them is numbered anew. */
static void
bring_forward (ZbAlbumPages *self,
               guint         first,
               guint         n_links)
{
  GPtrArray *pages = self->paper->pages;
  guint      n = pages->len - first;

  for (guint i = 0; i < n; i++)
    {
      GArray *page = g_array_ref (pages->pdata[first + i]);

      g_ptr_array_remove_index (pages, first + i);
      g_ptr_array_insert (pages, 1 + (gint) i, page);
    }
  for (guint i = 0; i < self->slots->len; i++)
    g_array_index (self->slots, ZbAlbumSlot, i).page += n;
  for (guint i = n_links; i < self->links->len; i++)
    g_array_index (self->links, ZbAlbumLink, i).page -= first - 1;
}

ZbAlbumPages *
zb_album_pages_new (const ZbAlbumBook *book,
                    double             width,
                    double             height)
{
  const ZbPaper paper = { .cancellable = book->cancellable };
  ZbAlbumPages *self = g_new0 (ZbAlbumPages, 1);
  guint         first;

  self->book = book;
  self->paper = zb_paper_pages_new (&paper, book->title, FALSE, width, height);
  self->paper->left = self->paper->right = self->paper->top = self->paper->bottom = MARGIN;
  self->slots = g_array_new (FALSE, FALSE, sizeof (ZbAlbumSlot));
  self->links = g_array_new (FALSE, FALSE, sizeof (ZbAlbumLink));
  self->starts = g_new0 (guint, book->n + 1);

  zb_album_add_cover (self);
  add_sections (self, zb_album_count_contents (self));
  first = self->paper->pages->len;
  zb_album_add_contents (self);
  bring_forward (self, first, 0);
  return self;
}

void
zb_album_pages_free (ZbAlbumPages *self)
{
  zb_paper_pages_free (self->paper);
  g_array_unref (self->slots);
  g_array_unref (self->links);
  g_free (self->starts);
  g_free (self);
}

guint
zb_album_pages_count (ZbAlbumPages *self)
{
  return zb_paper_pages_count (self->paper);
}

const char *
zb_album_pages_get_font (ZbAlbumPages *self)
{
  return zb_paper_pages_get_font (self->paper);
}

/* --- pictures --- */

/* From the stored picture's unit square to how it is to be seen. */
static void
set_upright (cairo_t *cr,
             int      orientation)
{
  static const double turned[8][6] = {
    { 1, 0, 0, 1, 0, 0 },
    { -1, 0, 0, 1, 1, 0 },
    { -1, 0, 0, -1, 1, 1 },
    { 1, 0, 0, -1, 0, 1 },
    { 0, 1, 1, 0, 0, 0 },
    { 0, 1, -1, 0, 1, 0 },
    { 0, -1, -1, 0, 1, 1 },
    { 0, -1, 1, 0, 0, 1 },
  };
  const double  *row = turned[CLAMP (orientation, 1, 8) - 1];
  cairo_matrix_t matrix = { row[0], row[1], row[2], row[3], row[4], row[5] };

  cairo_transform (cr, &matrix);
}

static void
unref_bytes (void *data)
{
  g_bytes_unref (data);
}

/* The placeholder is one bit a pixel: cairo reads it through before it writes the JPEG in its place. */
static cairo_surface_t *
make_surface (const ZbAlbumJpeg *jpeg)
{
  static gint      n_surfaces;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A1, jpeg->width, jpeg->height);
  g_autofree char *name = g_strdup_printf ("zhibu-%d", g_atomic_int_add (&n_surfaces, 1));
  gsize            length;
  gconstpointer    bytes = g_bytes_get_data (jpeg->jpeg, &length);
  GBytes          *id = g_bytes_new (name, strlen (name));

  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, bytes, length, unref_bytes, g_bytes_ref (jpeg->jpeg));
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_UNIQUE_ID, g_bytes_get_data (id, NULL), g_bytes_get_size (id), unref_bytes, id);
  return surface;
}

/* One that cairo has no surface for leaves its place empty, and the pages whole. */
static void
draw_jpeg (const ZbAlbumJpeg *jpeg,
           double             x,
           double             y,
           double             width,
           double             height,
           cairo_t           *cr)
{
  g_autoptr (cairo_surface_t) surface = make_surface (jpeg);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, width, height);
  set_upright (cr, jpeg->orientation);
  cairo_scale (cr, 1.0 / jpeg->width, 1.0 / jpeg->height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* Whole and in the middle of its place: what was known of its size may be wrong. */
static void
draw_fitting (const ZbAlbumJpeg *jpeg,
              double             x,
              double             y,
              double             width,
              double             height,
              cairo_t           *cr)
{
  gboolean turned = jpeg->orientation >= 5;
  double   wide = turned ? jpeg->height : jpeg->width, high = turned ? jpeg->width : jpeg->height;
  double   scale = MIN (width / wide, height / high);

  draw_jpeg (jpeg, x + (width - wide * scale) / 2, y + (height - high * scale) / 2, wide * scale, high * scale, cr);
}

static void
draw_reason (ZbAlbumPages      *self,
             const ZbAlbumSlot *slot,
             const char        *reason,
             cairo_t           *cr)
{
  PangoLayout *layout = self->paper->layout;
  int          height;

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (cr, 0.6);
  cairo_rectangle (cr, slot->x, slot->y, slot->width, slot->height);
  cairo_stroke (cr);
  pango_font_description_set_size (self->paper->fonts[ZB_FACE_BODY], 10.5 * PANGO_SCALE);
  pango_layout_set_font_description (layout, self->paper->fonts[ZB_FACE_BODY]);
  pango_layout_set_attributes (layout, NULL);
  pango_layout_set_indent (layout, 0);
  pango_layout_set_width (layout, (int) (MAX (slot->width - 12, 20) * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, reason != NULL ? reason : "没有可以放的图像", -1);
  pango_layout_get_size (layout, NULL, &height);
  cairo_move_to (cr, slot->x + 6, slot->y + (slot->height - (double) height / PANGO_SCALE) / 2);
  pango_cairo_show_layout (cr, layout);
  pango_layout_set_alignment (layout, PANGO_ALIGN_LEFT);
  cairo_restore (cr);
}

static void
draw_slot (ZbAlbumPages      *self,
           const ZbAlbumSlot *slot,
           int                pixels,
           cairo_t           *cr)
{
  const ZbAlbumPicture *picture = &self->book->sections[slot->section].pictures[slot->picture];
  ZbAlbumJpeg           jpeg = { 0 };

  self->book->get (picture, pixels, &jpeg, self->book->data);
  if (jpeg.jpeg != NULL && jpeg.width > 0 && jpeg.height > 0)
    draw_fitting (&jpeg, slot->x, slot->y, slot->width, slot->height, cr);
  else
    draw_reason (self, slot, jpeg.reason, cr);
  g_clear_pointer (&jpeg.jpeg, g_bytes_unref);
}

static void
draw_cover (ZbAlbumPages *self,
            cairo_t      *cr)
{
  const ZbPaperPages *paper = self->paper;

  if (self->book->cover != NULL && self->book->cover->jpeg != NULL)
    draw_fitting (self->book->cover, (paper->inner_width - COVER_WIDTH) / 2, (paper->inner_height - COVER_HEIGHT) / 2, COVER_WIDTH, COVER_HEIGHT, cr);
}

/* --- what leads where --- */

static void
mark_starts (ZbAlbumPages *self,
             guint         page,
             cairo_t      *cr)
{
  for (guint i = 0; i < self->book->n; i++)
    if (self->starts[i] == page)
      {
        g_autofree char *name = g_strdup_printf ("name='s%u' internal", i);

        cairo_tag_begin (cr, CAIRO_TAG_DEST, name);
        cairo_tag_end (cr, CAIRO_TAG_DEST);
      }
}

static void
mark_links (ZbAlbumPages *self,
            guint         page,
            cairo_t      *cr)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const ZbAlbumLink *link = &g_array_index (self->links, ZbAlbumLink, i);
      double             x = link->x, y = link->y, right = link->x + link->width, bottom = link->y + link->height;
      char               numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char   *where = NULL;

      if (link->page != page)
        continue;
      cairo_user_to_device (cr, &x, &y);
      cairo_user_to_device (cr, &right, &bottom);
      where = g_strdup_printf ("rect=[%s %s %s %s] dest='s%u'", g_ascii_formatd (numbers[0], sizeof numbers[0], "%.2f", x),
                               g_ascii_formatd (numbers[1], sizeof numbers[1], "%.2f", y),
                               g_ascii_formatd (numbers[2], sizeof numbers[2], "%.2f", right - x),
                               g_ascii_formatd (numbers[3], sizeof numbers[3], "%.2f", bottom - y), link->section);
      cairo_tag_begin (cr, CAIRO_TAG_LINK, where);
      cairo_tag_end (cr, CAIRO_TAG_LINK);
    }
}

static void
add_outline (ZbAlbumPages    *self,
             cairo_surface_t *surface)
{
  for (guint i = 0; i < self->book->n; i++)
    {
      const ZbAlbumSection *section = &self->book->sections[i];
      const char           *title = zb_album_keep_part (self, section->title, ZB_ALBUM_TITLE);
      g_autofree char      *words = g_strdup_printf ("%s　%s", section->day != NULL ? section->day : "", title);
      g_autofree char      *where = g_strdup_printf ("dest='s%u'", i);

      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, words, where, 0);
    }
}

void
zb_album_pages_draw (ZbAlbumPages *self,
                     guint         page,
                     int           pixels,
                     cairo_t      *cr)
{
  zb_paper_pages_draw (self->paper, page, cr);
  cairo_save (cr);
  zb_paper_place (self->paper, cr);
  if (page == 0)
    draw_cover (self, cr);
  mark_starts (self, page, cr);
  mark_links (self, page, cr);
  for (guint i = 0; i < self->slots->len; i++)
    if (g_array_index (self->slots, ZbAlbumSlot, i).page == page)
      draw_slot (self, &g_array_index (self->slots, ZbAlbumSlot, i), pixels, cr);
  cairo_restore (cr);
}

/* --- the file --- */

static cairo_status_t
write_cb (void                *data,
          const unsigned char *bytes,
          unsigned int         length)
{
  return zb_output_write (data, bytes, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void
set_metadata (ZbAlbumPages    *self,
              cairo_surface_t *surface)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->paper->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, zb_paper_keep (self->paper, self->book->branch));
}

gboolean
zb_album_pages_write (ZbAlbumPages *self,
                      const char   *path,
                      int           pixels,
                      gboolean (*page_done) (guint page, gpointer data),
                      gpointer data,
                      GError **error)
{
  g_autoptr (ZbOutput) output = zb_output_new (path, error);
  g_autoptr (cairo_surface_t) surface = NULL;
  g_autoptr (cairo_t) cr = NULL;
  cairo_status_t status;

  if (output == NULL)
    return FALSE;

  surface = cairo_pdf_surface_create_for_stream (write_cb, output, self->paper->width, self->paper->height);
  cr = cairo_create (surface);
  set_metadata (self, surface);
  add_outline (self, surface);
  for (guint i = 0; i < zb_album_pages_count (self) && output->failed == 0; i++)
    {
      zb_album_pages_draw (self, i, pixels, cr);
      cairo_show_page (cr);
      if (page_done != NULL && !page_done (i, data))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
          return FALSE;
        }
    }
  cairo_surface_finish (surface);

  status = cairo_status (cr) != CAIRO_STATUS_SUCCESS ? cairo_status (cr) : cairo_surface_status (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    return zb_output_fail (error, output->failed, cairo_status_to_string (status), path);

  return zb_output_commit (output, error);
}
