/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

/* The year on one page: a row for each requirement, a cell for each period that is owed, as wide as its months. */

#define LABEL 104.0
#define SUM 54.0
#define HEADING 24.0
#define LEGEND 18.0
#define HIGHEST 46.0
#define LEAST 27.0
#define GAP 1.5

static const ZbType head_type = { ZB_FACE_BLACK, 10.5, 13, 0 };
static const ZbType count_type = { ZB_FACE_BLACK, 10, 12, 0 };
static const ZbType small_type = { ZB_FACE_BODY, 8, 9.5, 0 };

typedef struct
{
  ZbPaperPages  *pages;
  const ZbPaper *paper;
  GHashTable    *meetings; /* id → ZbMeeting */
  GPtrArray     *cells;    /* of ZbPaperSum */
  double         month;    /* width */
  double         height;   /* of a row */
} Year;

static GHashTable *
index_meetings (GPtrArray *meetings)
{
  GHashTable *index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      gint64 id = zb_meeting_get_id (g_ptr_array_index (meetings, i));

      g_hash_table_insert (index, g_memdup2 (&id, sizeof id), g_ptr_array_index (meetings, i));
    }

  return index;
}

/* From 0; months before or after the year are its first and last. */
static guint
get_column (Year *self,
            ZbDay day)
{
  int months = (day.year - self->paper->from.year) * 12 + day.month - 1;

  return (guint) CLAMP (months, 0, 11);
}

static gboolean
was_moved (ZbMeeting *meeting)
{
  const ZbWall *planned = &zb_meeting_get_facts (meeting)->planned;

  return zb_wall_is_set (planned) && zb_wall_day_start (planned) != zb_wall_day_start (zb_meeting_get_start (meeting));
}

/* 6-10联 → */
static void
append_meeting (GString   *words,
                ZbMeeting *meeting)
{
  ZbDay day = zb_meeting_get_day (meeting);

  if (words->len > 0)
    g_string_append_c (words, ' ');
  if (was_moved (meeting))
    g_string_append (words, "→");
  g_string_append_printf (words, "%d-%02d", day.month, day.day);
  if (zb_meeting_get_joint (meeting))
    g_string_append (words, "联");
}

static void
append_short (GString          *words,
              const ZbPaperSum *sum)
{
  for (guint i = 0; i < MIN (sum->n_short, G_N_ELEMENTS (sum->shorts)); i++)
    if (sum->shorts[i] != NULL)
      g_string_append_printf (words, "%s%s", i == 0 ? "欠 " : "、", sum->shorts[i]);
  if (sum->n_short > G_N_ELEMENTS (sum->shorts))
    g_string_append_printf (words, "等 %u 个", sum->n_short);
}

/* Of persons only how many: the paper may lie about. */
static const char *
keep_dates (Year             *self,
            const ZbPaperSum *sum)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (sum->rule->scope == ZB_SCOPE_PERSON && sum->n_short > 0)
    g_string_append_printf (words, "还差 %u 人", sum->n_short);
  else if (sum->rule->scope == ZB_SCOPE_GROUP && sum->over)
    append_short (words, sum);
  if (words->len > 0 || sum->rule->scope == ZB_SCOPE_PERSON)
    return zb_paper_keep (self->pages, words->str);

  for (guint i = 0; i < sum->meetings->len; i++)
    {
      ZbMeeting *meeting = g_hash_table_lookup (self->meetings, &g_array_index (sum->meetings, gint64, i));

      if (meeting != NULL)
        append_meeting (words, meeting);
    }
  return zb_paper_keep (self->pages, words->str);
}

static gboolean
is_short (const ZbPaperSum *sum)
{
  return sum->over && sum->held < sum->owed;
}

/* Short: grey, with a mark; still to come: dashed. */
static void
add_cell (Year             *self,
          const ZbPaperSum *sum)
{
  ZbPaperPages *pages = self->pages;
  guint         first = get_column (self, sum->first), last = get_column (self, sum->last);
  double        x = pages->left + LABEL + first * self->month + GAP, width = (last - first + 1) * self->month - 2 * GAP;
  double        y = pages->y + GAP, height = self->height - 2 * GAP;
  gboolean      done = sum->held >= sum->owed;
  const char   *dates = keep_dates (self, sum);
  double        top = *dates != '\0' ? MIN (height / 2, 15) : height;

  if (is_short (sum))
    zb_paper_add_box (pages, ZB_STROKE_FILL, x, y, width, height, 0.86);
  zb_paper_add_box (pages, done || sum->over ? ZB_STROKE_BOX : ZB_STROKE_DASHES, x, y, width, height, 0);
  zb_paper_fill (pages, &count_type, zb_paper_keep_printf (pages, "%s%u/%u", is_short (sum) ? "▲" : "", sum->held, sum->owed), x, y, width, top,
                 PANGO_ALIGN_CENTER);
  if (*dates != '\0')
    zb_paper_fill (pages, &small_type, dates, x + 1, y + top, width - 2, height - top, PANGO_ALIGN_CENTER);
}

static void
add_headings (Year *self)
{
  ZbPaperPages *pages = self->pages;
  double        x = pages->left;

  zb_paper_add_box (pages, ZB_STROKE_FILL, x, pages->y, zb_paper_get_width (pages), HEADING, 0.93);
  zb_paper_fill (pages, &head_type, "要求", x, pages->y, LABEL, HEADING, PANGO_ALIGN_CENTER);
  for (guint i = 0; i < 12; i++)
    zb_paper_fill (pages, &head_type, zb_paper_keep_printf (pages, "%u 月", i + 1), x + LABEL + i * self->month, pages->y, self->month, HEADING,
                   PANGO_ALIGN_CENTER);
  zb_paper_fill (pages, &head_type, "全年", x + LABEL + 12 * self->month, pages->y, SUM, HEADING, PANGO_ALIGN_CENTER);
  pages->y += HEADING;
}

static void
add_requirement (Year             *self,
                 const ZbPaperSum *whole)
{
  ZbPaperPages *pages = self->pages;
  double        x = pages->left;

  if (zb_paper_get_room (pages) < self->height)
    {
      zb_paper_turn (pages);
      add_headings (self);
    }
  zb_paper_add_box (pages, ZB_STROKE_BOX, x, pages->y, zb_paper_get_width (pages), self->height, 0);
  zb_paper_fill (pages, &head_type, zb_paper_keep (pages, whole->rule->name), x + 4, pages->y, LABEL - 8, self->height, PANGO_ALIGN_LEFT);
  for (guint i = 0; i < self->cells->len; i++)
    {
      const ZbPaperSum *sum = g_ptr_array_index (self->cells, i);

      if (g_str_equal (sum->rule->code, whole->rule->code))
        add_cell (self, sum);
    }
  zb_paper_fill (pages, &count_type, zb_paper_keep_printf (pages, "%u / %u", whole->held, whole->owed), x + LABEL + 12 * self->month, pages->y, SUM,
                 self->height, PANGO_ALIGN_CENTER);
  pages->y += self->height;
}

static void
add_top (Year *self)
{
  ZbPaperPages    *pages = self->pages;
  g_autofree char *today = zb_day_dup_words (self->paper->today);

  zb_paper_centre (pages, &zb_type_title, zb_paper_keep_printf (pages, "%s %d 年组织生活一览表", self->paper->branch, self->paper->from.year));
  zb_paper_centre (pages, &zb_type_note, zb_paper_keep_printf (pages, "截至 %s", today));
  pages->y += 4;
}

ZbPaperPages *
zb_paper_year (const ZbPaper *paper,
               double         width,
               double         height)
{
  g_autofree char *title = g_strdup_printf ("%s %d 年组织生活一览表", paper->branch, paper->from.year);
  ZbPaperPages    *pages = zb_paper_pages_new (paper, title, TRUE, width, height);
  g_autoptr (GHashTable) meetings = index_meetings (paper->meetings);
  g_autoptr (GPtrArray) cells = zb_paper_sum (paper->verdicts, TRUE);
  g_autoptr (GPtrArray) wholes = zb_paper_sum (paper->verdicts, FALSE);
  Year self = { pages, paper, meetings, cells };

  self.month = (zb_paper_get_width (pages) - LABEL - SUM) / 12;
  add_top (&self);
  self.height = CLAMP ((zb_paper_get_room (pages) - HEADING - LEGEND) / MAX (wholes->len, 1), LEAST, HIGHEST);
  add_headings (&self);
  for (guint i = 0; i < wholes->len; i++)
    add_requirement (&self, g_ptr_array_index (wholes, i));
  zb_paper_flow (pages, &zb_type_note, "格内：已开展/应开展，日期。虚线：还没到期；▲ 灰底：到期未完成；联：机关党委联合；→：改期。", 0);
  return pages;
}
