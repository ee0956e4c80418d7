/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

#include <string.h>

/* Text broken into lines and let down the pages. 28 letters of 16 pt fit 156 mm only when each gives 0.207 pt (domain.md 2.5). */

#define PART 3000 /* bytes shaped at once of a long paragraph */
#define ASCENT 0.88
#define SLACK 0.6
#define TIGHT (-0.207)

const ZbType zb_type_body = { ZB_FACE_BODY, 16, ZB_PAPER_PITCH, TIGHT };
const ZbType zb_type_heading = { ZB_FACE_BLACK, 16, ZB_PAPER_PITCH, TIGHT };
const ZbType zb_type_item = { ZB_FACE_KAI, 16, ZB_PAPER_PITCH, TIGHT };
const ZbType zb_type_title = { ZB_FACE_TITLE, 22, ZB_PAPER_PITCH * 1.25, 0 };
const ZbType zb_type_note = { ZB_FACE_BODY, 10.5, 15, 0 };

static void
set_layout (ZbPaperPages *self,
            const ZbType *type,
            double        width,
            double        indent)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_letter_spacing_new ((int) (type->spacing * PANGO_SCALE)));
  pango_font_description_set_size (self->fonts[type->face], (int) (type->size * PANGO_SCALE));
  pango_layout_set_font_description (self->layout, self->fonts[type->face]);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  pango_layout_set_width (self->layout, width > 0 ? (int) ((width + SLACK) * PANGO_SCALE) : -1);
  pango_layout_set_indent (self->layout, (int) (indent * PANGO_SCALE));
}

/* All lines of what the layout holds, but the last one when the paragraph goes on; how many bytes they are. */
static gsize
take_lines (ZbPaperPages *self,
            const char   *text,
            gsize         length,
            gboolean      more,
            GArray       *lines)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (self->layout);
  guint n_lines = 0;

  do
    {
      PangoLayoutLine *found = pango_layout_iter_get_line_readonly (iter);
      gboolean         at_end = pango_layout_iter_at_last_line (iter);
      PangoRectangle   extents = { 0 };
      ZbPaperLine      line = { text + found->start_index, (guint) found->length };

      if (at_end && more && n_lines > 0)
        return found->start_index;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      line.x = (float) extents.x / PANGO_SCALE;
      line.width = (float) extents.width / PANGO_SCALE;
      line.last = at_end && !more;
      g_array_append_val (lines, line);
      n_lines++;
    }
  while (pango_layout_iter_next_line (iter));

  return length;
}

static gsize
cut (const char *text,
     gsize       length)
{
  const char *end = text + PART;

  if (length <= PART)
    return length;

  while (end > text && ((guchar) *end & 0xc0) == 0x80)
    end--;
  return end > text ? (gsize) (end - text) : length;
}

static void
break_paragraph (ZbPaperPages *self,
                 const ZbType *type,
                 const char   *text,
                 gsize         length,
                 double        width,
                 double        indent,
                 GArray       *lines)
{
  while (length > 0 && !zb_paper_is_cancelled (self))
    {
      gsize part = cut (text, length);

      set_layout (self, type, width, indent);
      pango_layout_set_text (self->layout, text, (int) part);
      part = take_lines (self, text, part, part < length, lines);
      text += part;
      length -= part;
      indent = 0;
    }
}

/* People indent with blanks; the paper does it itself. */
static const char *
skip_blanks (const char *text,
             const char *end)
{
  while (text < end && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

GArray *
zb_paper_break (ZbPaperPages *self,
                const ZbType *type,
                const char   *text,
                double        width,
                double        indent)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (ZbPaperLine));

  while (*text != '\0' && !zb_paper_is_cancelled (self))
    {
      const char *end = strchrnul (text, '\n');
      const char *start = skip_blanks (text, end);

      break_paragraph (self, type, start, (gsize) (end - start), width, indent, lines);
      text = *end == '\n' ? end + 1 : end;
    }

  return lines;
}

/* A line that is not the last of its paragraph ends at the margin, as set by hand: the room is shared between the letters. */
static double
get_spacing (const ZbType      *type,
             const ZbPaperLine *line,
             double             width)
{
  glong  n_letters = g_utf8_strlen (line->text, line->length);
  double room = width - line->x - line->width;

  if (line->last || n_letters < 8 || room < 0 || room > 2 * type->size)
    return type->spacing;

  return type->spacing + room / (double) (n_letters - 1);
}

void
zb_paper_add_line (ZbPaperPages      *self,
                   const ZbType      *type,
                   const ZbPaperLine *line,
                   double             x,
                   double             y,
                   double             width,
                   PangoAlignment     alignment)
{
  ZbStroke stroke = { .kind = ZB_STROKE_TEXT, .face = type->face, .height = (float) type->size, .text = line->text, .length = line->length };
  double   room = MAX (0, width - line->x - line->width);

  stroke.spacing = (float) (alignment == PANGO_ALIGN_LEFT ? get_spacing (type, line, width) : type->spacing);
  stroke.x = (float) (x + line->x + (alignment == PANGO_ALIGN_CENTER ? room / 2 : alignment == PANGO_ALIGN_RIGHT ? room
                                                                                                                 : 0));
  stroke.y = (float) (y + (type->pitch - type->size) / 2 + ASCENT * type->size);
  zb_paper_add (self, &stroke);
}

static void
let_down (ZbPaperPages  *self,
          const ZbType  *type,
          const char    *text,
          double         indent,
          PangoAlignment alignment)
{
  double width = zb_paper_get_width (self);
  g_autoptr (GArray) lines = zb_paper_break (self, type, text, width, indent);

  for (guint i = 0; i < lines->len; i++)
    {
      if (zb_paper_get_room (self) < type->pitch - SLACK)
        zb_paper_turn (self);
      zb_paper_add_line (self, type, &g_array_index (lines, ZbPaperLine, i), self->left, self->y, width, alignment);
      self->y += type->pitch;
    }
}

void
zb_paper_flow (ZbPaperPages *self,
               const ZbType *type,
               const char   *text,
               guint         indent)
{
  let_down (self, type, text, indent * (type->size + type->spacing), PANGO_ALIGN_LEFT);
}

void
zb_paper_centre (ZbPaperPages *self,
                 const ZbType *type,
                 const char   *text)
{
  let_down (self, type, text, 0, PANGO_ALIGN_CENTER);
}

/* The last line that has room gives its last letters for the ellipsis. */
static void
shorten (ZbPaperPages *self,
         const ZbType *type,
         GArray       *lines,
         guint         most,
         double        width)
{
  ZbPaperLine     *line = &g_array_index (lines, ZbPaperLine, most - 1);
  g_autofree char *start = g_strndup (line->text, line->length);
  const char      *text = NULL;
  g_autoptr (GArray) again = NULL;

  while (*start != '\0')
    {
      g_autofree char *tried = g_strconcat (start, "…", NULL);

      g_clear_pointer (&again, g_array_unref);
      text = zb_paper_keep (self, tried);
      again = zb_paper_break (self, type, text, width, 0);
      if (again->len <= 1)
        break;
      *g_utf8_find_prev_char (start, start + strlen (start)) = '\0';
    }
  if (again != NULL && again->len > 0)
    *line = g_array_index (again, ZbPaperLine, 0);
  g_array_set_size (lines, most);
}

void
zb_paper_fill (ZbPaperPages  *self,
               const ZbType  *type,
               const char    *text,
               double         x,
               double         y,
               double         width,
               double         height,
               PangoAlignment alignment)
{
  g_autoptr (GArray) lines = zb_paper_break (self, type, text, width, 0);
  guint most = MAX ((guint) (height / type->pitch), 1);

  if (lines->len > most)
    shorten (self, type, lines, most, width);
  y += (height - lines->len * type->pitch) / 2;
  for (guint i = 0; i < lines->len; i++)
    zb_paper_add_line (self, type, &g_array_index (lines, ZbPaperLine, i), x, y + i * type->pitch, width, alignment);
}

char *
zb_paper_dup_number (guint number)
{
  static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (number == 0 || number > 99)
    return g_strdup_printf ("%u", number);

  return g_strconcat (number >= 20 ? digits[number / 10] : "", number >= 10 ? "十" : "", digits[number % 10], NULL);
}

char *
zb_paper_dup_when (ZbMeeting *meeting)
{
  g_autofree char *span = zb_meeting_dup_when (meeting);

  return g_strdup_printf ("%d 年 %s", zb_meeting_get_day (meeting).year, span);
}
