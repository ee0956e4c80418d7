/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/album-private.h"

/* Cover, contents, and the heads of the sections. */

#define CONTENTS_PITCH 24.0
#define NUMBER_WIDTH 42.0
#define DAY_WIDTH 96.0
#define LONGEST_CONTENT 400 /* letters */

static const ZbType big_type = { ZB_FACE_TITLE, 36, 54, 4 };
static const ZbType name_type = { ZB_FACE_KAI, 18, 30, 0 };
static const ZbType theme_type = { ZB_FACE_TITLE, 20, 30, 0 };
static const ZbType fact_type = { ZB_FACE_BODY, 12, 19, 0 };
static const ZbType entry_type = { ZB_FACE_BODY, 12, CONTENTS_PITCH, 0 };

/* On one line, of at most so many letters: what people wrote may be of any length. */
const char *
zb_album_keep_part (ZbAlbumPages *self,
                    const char   *text,
                    guint         most)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
  g_autofree char *part = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), most));

  return zb_paper_keep (self->paper, g_strdelimit (part, "\n\r\t", ' '));
}

void
zb_album_add_cover (ZbAlbumPages *self)
{
  const ZbAlbumBook *book = self->book;
  ZbPaperPages      *paper = self->paper;
  const double       bottom = paper->inner_height - paper->bottom;

  paper->y = paper->top + 60;
  zb_paper_centre (paper, &big_type, zb_paper_keep (paper, book->title));
  if (book->subtitle != NULL)
    zb_paper_centre (paper, &name_type, zb_album_keep_part (self, book->subtitle, ZB_ALBUM_TITLE));
  paper->y = bottom - 2 * name_type.pitch;
  zb_paper_centre (paper, &name_type, zb_paper_keep (paper, book->branch));
  zb_paper_centre (paper, &name_type, zb_paper_keep (paper, book->day));
  paper->n_plain = 1;
}

static guint
count_rows (ZbAlbumPages *self,
            gboolean      first)
{
  double room = self->paper->inner_height - self->paper->bottom - self->paper->top;

  return (guint) ((room - (first ? zb_type_title.pitch + 12 : 0)) / CONTENTS_PITCH);
}

guint
zb_album_count_contents (ZbAlbumPages *self)
{
  guint first = count_rows (self, TRUE), rest = count_rows (self, FALSE);

  return self->book->n <= first ? 1 : 1 + (self->book->n - first + rest - 1) / rest;
}

/* Day, theme, and the page it begins on. */
static void
add_entry (ZbAlbumPages *self,
           guint         section)
{
  const ZbAlbumSection *of = &self->book->sections[section];
  ZbPaperPages         *paper = self->paper;
  const double          width = zb_paper_get_width (paper), theme = width - DAY_WIDTH - NUMBER_WIDTH;
  ZbAlbumLink           link = { paper->pages->len - 1, section, paper->left, paper->y, width, CONTENTS_PITCH };

  zb_paper_fill (paper, &entry_type, zb_paper_keep (paper, of->day), paper->left, paper->y, DAY_WIDTH, CONTENTS_PITCH, PANGO_ALIGN_LEFT);
  zb_paper_fill (paper, &entry_type, zb_album_keep_part (self, of->title, ZB_ALBUM_TITLE), paper->left + DAY_WIDTH, paper->y, theme, CONTENTS_PITCH, PANGO_ALIGN_LEFT);
  zb_paper_fill (paper, &entry_type, zb_paper_keep_printf (paper, "%u", self->starts[section] + 1), paper->left + DAY_WIDTH + theme,
                 paper->y, NUMBER_WIDTH, CONTENTS_PITCH, PANGO_ALIGN_RIGHT);
  g_array_append_val (self->links, link);
  paper->y += CONTENTS_PITCH;
}

void
zb_album_add_contents (ZbAlbumPages *self)
{
  guint left = count_rows (self, TRUE);

  zb_paper_turn (self->paper);
  zb_paper_centre (self->paper, &zb_type_title, "目　录");
  self->paper->y += 12;
  for (guint i = 0; i < self->book->n && !zb_paper_is_cancelled (self->paper); i++, left--)
    {
      if (left == 0)
        {
          zb_paper_turn (self->paper);
          left = count_rows (self, FALSE);
        }
      add_entry (self, i);
    }
}

static void
add_fact (ZbAlbumPages *self,
          const char   *name,
          const char   *words)
{
  const char *part = zb_album_keep_part (self, words, LONGEST_CONTENT);

  if (*part != '\0')
    zb_paper_flow (self->paper, &fact_type, zb_paper_keep_printf (self->paper, "%s：%s", name, part), 0);
}

void
zb_album_add_heading (ZbAlbumPages         *self,
                      const ZbAlbumSection *section)
{
  zb_paper_flow (self->paper, &theme_type, zb_album_keep_part (self, section->title, ZB_ALBUM_TITLE), 0);
  add_fact (self, "类别", section->kind);
  add_fact (self, "时间", section->time);
  add_fact (self, "地点", section->place);
  add_fact (self, "人数", section->people);
  add_fact (self, "内容", section->content);
  self->paper->y += 12;
}
