/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

#include "documents/output.h"

#include <cairo-pdf.h>
#include <string.h>

/* Pages of strokes: made, kept, drawn and written. A page is laid out as A4 and drawn as large as the paper allows. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_font_options_t, cairo_font_options_destroy)

#define A4_SHORT ZB_MM (210)
#define A4_LONG ZB_MM (297)
#define LINE_WIDTH 0.6

static const char *const families[ZB_N_FACES] = {
  [ZB_FACE_BODY] = "FangSong_GB2312, 仿宋_GB2312, FangSong, 仿宋, FandolFang R, FandolFang, Noto Serif CJK SC, serif",
  [ZB_FACE_BLACK] = "SimHei, 黑体, Noto Sans CJK SC, sans-serif",
  [ZB_FACE_KAI] = "KaiTi_GB2312, 楷体_GB2312, KaiTi, 楷体, FandolKai, AR PL UKai CN, Noto Serif CJK SC, serif",
  [ZB_FACE_TITLE] = "FZXiaoBiaoSong-B05S, 方正小标宋简体, Noto Serif CJK SC, serif",
  [ZB_FACE_SONG] = "SimSun, 宋体, Noto Serif CJK SC, serif",
};

void
zb_paper_photo_free (ZbPaperPhoto *photo)
{
  g_free (photo->pixels);
  g_free (photo->caption);
  g_free (photo);
}

static void
make_fonts (ZbPaperPages *self)
{
  g_autoptr (cairo_font_options_t) options = cairo_font_options_create ();

  self->map = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->map), 72);
  self->context = pango_font_map_create_context (self->map);
  pango_context_set_language (self->context, pango_language_from_string ("zh-cn"));
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);

  self->layout = pango_layout_new (self->context);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (self->layout, FALSE);
  for (guint i = 0; i < ZB_N_FACES; i++)
    {
      self->fonts[i] = pango_font_description_new ();
      pango_font_description_set_family (self->fonts[i], families[i]);
      pango_font_description_set_weight (self->fonts[i], i == ZB_FACE_BLACK || i == ZB_FACE_TITLE ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    }
}

static char *
find_family (ZbPaperPages *self)
{
  PangoLayoutLine *line = NULL;
  char            *family = NULL;

  pango_layout_set_font_description (self->layout, self->fonts[ZB_FACE_BODY]);
  pango_layout_set_text (self->layout, "党", -1);
  line = pango_layout_get_line_readonly (self->layout, 0);
  if (line != NULL && line->runs != NULL)
    {
      PangoGlyphItem       *item = line->runs->data;
      PangoFontDescription *font = pango_font_describe (item->item->analysis.font);

      family = g_strdup (pango_font_description_get_family (font));
      pango_font_description_free (font);
    }

  return family != NULL ? family : g_strdup ("");
}

static void
set_paper (ZbPaperPages *self,
           gboolean      landscape,
           double        width,
           double        height)
{
  self->inner_width = landscape ? A4_LONG : A4_SHORT;
  self->inner_height = landscape ? A4_SHORT : A4_LONG;
  self->width = width > 0 && height > 0 ? width : self->inner_width;
  self->height = width > 0 && height > 0 ? height : self->inner_height;
  self->left = landscape ? ZB_MM (18) : ZB_MM (28);
  self->right = landscape ? ZB_MM (18) : ZB_MM (26);
  self->top = landscape ? ZB_MM (22) : ZB_MM (37);
  self->bottom = landscape ? ZB_MM (22) : ZB_MM (35);
}

static void
free_strokes (gpointer data)
{
  g_array_unref (data);
}

static void
free_surface (gpointer data)
{
  cairo_surface_destroy (data);
}

ZbPaperPages *
zb_paper_pages_new (const ZbPaper *paper,
                    const char    *title,
                    gboolean       landscape,
                    double         width,
                    double         height)
{
  ZbPaperPages *self = g_new0 (ZbPaperPages, 1);

  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->pictures = g_ptr_array_new_with_free_func (free_surface);
  self->pages = g_ptr_array_new_with_free_func (free_strokes);
  self->title = g_strdup (zb_paper_keep (self, title));
  g_set_object (&self->cancellable, paper->cancellable);
  set_paper (self, landscape, width, height);
  make_fonts (self);
  self->family = find_family (self);
  zb_paper_turn (self);
  return self;
}

void
zb_paper_pages_free (ZbPaperPages *self)
{
  g_clear_object (&self->layout);
  g_clear_object (&self->context);
  g_clear_object (&self->map);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < ZB_N_FACES; i++)
    pango_font_description_free (self->fonts[i]);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->pictures);
  g_ptr_array_unref (self->texts);
  g_free (self->family);
  g_free (self->title);
  g_free (self);
}

gboolean
zb_paper_is_cancelled (ZbPaperPages *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
clean (char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '\r')
      *text = '\n';
    else if (((guchar) *text < 0x20 && *text != '\n') || *text == 0x7f)
      *text = ' ';
}

const char *
zb_paper_keep (ZbPaperPages *self,
               const char   *text)
{
  char *copy = NULL;

  if (text == NULL || *text == '\0')
    return "";

  copy = g_utf8_make_valid (text, -1);
  clean (copy);
  g_ptr_array_add (self->texts, copy);
  return copy;
}

const char *
zb_paper_keep_printf (ZbPaperPages *self,
                      const char   *format,
                      ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return zb_paper_keep (self, text);
}

double
zb_paper_get_width (ZbPaperPages *self)
{
  return self->inner_width - self->left - self->right;
}

double
zb_paper_get_room (ZbPaperPages *self)
{
  return self->inner_height - self->bottom - self->y;
}

void
zb_paper_turn (ZbPaperPages *self)
{
  g_ptr_array_add (self->pages, g_array_new (FALSE, TRUE, sizeof (ZbStroke)));
  self->y = self->top;
}

void
zb_paper_snap (ZbPaperPages *self)
{
  int n_lines = (int) ((self->y - self->top) / ZB_PAPER_PITCH + 0.95);

  self->y = self->top + n_lines * ZB_PAPER_PITCH;
}

void
zb_paper_add (ZbPaperPages   *self,
              const ZbStroke *stroke)
{
  g_array_append_vals (g_ptr_array_index (self->pages, self->pages->len - 1), stroke, 1);
}

void
zb_paper_add_box (ZbPaperPages *self,
                  ZbStrokeKind  kind,
                  double        x,
                  double        y,
                  double        width,
                  double        height,
                  double        grey)
{
  ZbStroke stroke = { .kind = kind, .x = (float) x, .y = (float) y, .width = (float) width, .height = (float) height, .grey = (float) grey };

  zb_paper_add (self, &stroke);
}

static void
draw_text (ZbPaperPages   *self,
           const ZbStroke *stroke,
           cairo_t        *cr)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_letter_spacing_new ((int) (stroke->spacing * PANGO_SCALE)));
  pango_font_description_set_size (self->fonts[stroke->face], (int) (stroke->height * PANGO_SCALE));
  pango_layout_set_font_description (self->layout, self->fonts[stroke->face]);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_indent (self->layout, 0);
  pango_layout_set_text (self->layout, stroke->text, (int) stroke->length);
  cairo_move_to (cr, stroke->x, stroke->y);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (self->layout, 0));
}

static void
draw_picture (ZbPaperPages   *self,
              const ZbStroke *stroke,
              cairo_t        *cr)
{
  cairo_surface_t *surface = g_ptr_array_index (self->pictures, stroke->picture);

  cairo_save (cr);
  cairo_translate (cr, stroke->x, stroke->y);
  cairo_scale (cr, stroke->width / cairo_image_surface_get_width (surface), stroke->height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface));
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_box (const ZbStroke *stroke,
          cairo_t        *cr)
{
  static const double dashes[] = { 3, 2 };

  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_dash (cr, dashes, stroke->kind == ZB_STROKE_DASHES ? 2 : 0, 0);
  cairo_rectangle (cr, stroke->x, stroke->y, stroke->width, stroke->height);
  if (stroke->kind == ZB_STROKE_FILL)
    {
      cairo_set_source_rgb (cr, stroke->grey, stroke->grey, stroke->grey);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
    }
  else
    {
      cairo_stroke (cr);
    }
}

static void
draw_stroke (ZbPaperPages   *self,
             const ZbStroke *stroke,
             cairo_t        *cr)
{
  if (stroke->kind == ZB_STROKE_TEXT)
    draw_text (self, stroke, cr);
  else if (stroke->kind == ZB_STROKE_PICTURE)
    draw_picture (self, stroke, cr);
  else
    draw_box (stroke, cr);
}

/* GB/T 9704-2012, 7.5: 7 mm below the text, a letter from the right on odd pages, from the left on even ones. */
static void
draw_number (ZbPaperPages *self,
             guint         page,
             cairo_t      *cr)
{
  g_autofree char *text = g_strdup_printf ("— %u —", page + 1);
  ZbStroke         stroke = { .kind = ZB_STROKE_TEXT, .face = ZB_FACE_SONG, .height = 14, .text = text, .length = strlen (text) };
  int              width = 0;

  stroke.x = (float) (self->left + 14);
  stroke.y = (float) (self->inner_height - self->bottom + ZB_MM (7) + 0.88 * 14);
  if (page % 2 == 0)
    {
      pango_font_description_set_size (self->fonts[ZB_FACE_SONG], 14 * PANGO_SCALE);
      pango_layout_set_font_description (self->layout, self->fonts[ZB_FACE_SONG]);
      pango_layout_set_attributes (self->layout, NULL);
      pango_layout_set_width (self->layout, -1);
      pango_layout_set_text (self->layout, text, -1);
      pango_layout_get_size (self->layout, &width, NULL);
      stroke.x = (float) (self->inner_width - self->right - 14 - (double) width / PANGO_SCALE);
    }
  draw_text (self, &stroke, cr);
}

/* As large as it goes, in the middle, turned when the paper lies the other way. */
void
zb_paper_place (ZbPaperPages *self,
                cairo_t      *cr)
{
  gboolean turned = (self->width > self->height) != (self->inner_width > self->inner_height);
  double   width = turned ? self->inner_height : self->inner_width;
  double   height = turned ? self->inner_width : self->inner_height;
  double   scale = MIN (self->width / width, self->height / height);

  cairo_translate (cr, (self->width - width * scale) / 2, (self->height - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  if (turned)
    {
      cairo_translate (cr, width, 0);
      cairo_rotate (cr, G_PI / 2);
    }
}

guint
zb_paper_pages_count (ZbPaperPages *self)
{
  return self->pages->len;
}

void
zb_paper_pages_draw (ZbPaperPages *self,
                     guint         page,
                     cairo_t      *cr)
{
  GArray *strokes = NULL;

  if (page >= self->pages->len)
    return;

  strokes = g_ptr_array_index (self->pages, page);
  cairo_save (cr);
  zb_paper_place (self, cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < strokes->len; i++)
    draw_stroke (self, &g_array_index (strokes, ZbStroke, i), cr);
  if (page >= self->n_plain)
    draw_number (self, page, cr);
  cairo_restore (cr);
}

const char *
zb_paper_pages_get_font (ZbPaperPages *self)
{
  return self->family;
}

static cairo_status_t
write_cb (void                *data,
          const unsigned char *bytes,
          unsigned int         length)
{
  return zb_output_write (data, bytes, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
write_pages (ZbPaperPages *self,
             ZbOutput     *output,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (cairo_surface_t) surface = cairo_pdf_surface_create_for_stream (write_cb, output, self->width, self->height);
  g_autoptr (cairo_t) cr = cairo_create (surface);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  for (guint i = 0; i < self->pages->len && output->failed == 0; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      zb_paper_pages_draw (self, i, cr);
      cairo_show_page (cr);
    }
  cairo_surface_finish (surface);

  status = cairo_status (cr) != CAIRO_STATUS_SUCCESS ? cairo_status (cr) : cairo_surface_status (surface);
  return status == CAIRO_STATUS_SUCCESS || zb_output_fail (error, output->failed, cairo_status_to_string (status), output->path);
}

gboolean
zb_paper_pages_write (ZbPaperPages *self,
                      const char   *path,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (ZbOutput) output = zb_output_new (path, error);

  return output != NULL && write_pages (self, output, cancellable, error) && zb_output_commit (output, error);
}
