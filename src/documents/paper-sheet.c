/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

/* 签到表: blank for signing, or as the attendance stands. Many people stand in two columns. */

#define MANY 15
#define N_SPARE 3 /* blank rows, for those who are not in the list */
#define ROW_HEIGHT 29

typedef struct
{
  ZbPaperPages *pages;
  gboolean      blank;
  GPtrArray    *lines; /* of ZbAttendance */
  guint         n_rows;
  guint         n_blocks;
} Sheet;

static const ZbType cell_type = { ZB_FACE_BODY, 14, 20, 0 };
static const ZbType sum_type = { ZB_FACE_BODY, 12, 18, 0 };
static const ZbType small_type = { ZB_FACE_BODY, 10.5, 13, 0 };

#define WIDE_BLOCK(mark) \
  { "序号", 40 }, { "姓名", 90 }, { "党小组", 96 }, { mark, 116 }, { "备注", 100, TRUE }
#define NARROW_BLOCK(mark) \
  { "序号", 30 }, { "姓名", 47 }, { "党小组", 62 }, { mark, 50 }, { "备注", 32, TRUE }
#define CLOSE_BLOCK(mark) \
  { "序号", 30 }, { "姓名", 47 }, { "党小组", 62 }, { mark, 34 }, { "备注", 48, TRUE }
#define N_CELLS 5

static const ZbPaperColumn signed_columns[] = { WIDE_BLOCK ("签名") };
static const ZbPaperColumn marked_columns[] = { WIDE_BLOCK ("出席情况") };
static const ZbPaperColumn signed_pairs[] = { NARROW_BLOCK ("签名"), NARROW_BLOCK ("签名") };
static const ZbPaperColumn marked_pairs[] = { CLOSE_BLOCK ("出席"), CLOSE_BLOCK ("出席") };

static const char *
keep_remark (Sheet              *self,
             const ZbAttendance *line)
{
  const char *reason = line->mark == ZB_MARK_EXCUSED ? zb_leave_get_name (line->reason) : line->mark == ZB_MARK_EXEMPT ? zb_exemption_get_name (line->reason)
                                                                                                                       : NULL;

  if (self->blank || (reason == NULL && line->note == NULL))
    return line->probationary ? "预备党员" : "";
  if (line->note == NULL)
    return zb_paper_keep (self->pages, reason);

  return zb_paper_keep_printf (self->pages, "%s%s%s", reason != NULL ? reason : "", reason != NULL ? "：" : "", line->note);
}

static void
fill_cells (Sheet       *self,
            guint        row,
            const char **cells)
{
  const ZbAttendance *line = row < self->lines->len ? g_ptr_array_index (self->lines, row) : NULL;

  for (guint i = 0; i < N_CELLS; i++)
    cells[i] = "";
  if (row >= self->n_rows)
    return;

  cells[0] = zb_paper_keep_printf (self->pages, "%u", row + 1);
  if (line == NULL)
    return;

  cells[1] = zb_paper_keep (self->pages, line->name);
  cells[2] = zb_paper_keep (self->pages, line->group);
  cells[3] = self->blank ? "" : zb_mark_get_name (line->mark);
  cells[4] = keep_remark (self, line);
}

static const ZbPaperColumn *
get_columns (Sheet *self)
{
  if (self->n_blocks == 2)
    return self->blank ? signed_pairs : marked_pairs;

  return self->blank ? signed_columns : marked_columns;
}

/* They never open a page of their own. */
static guint
count_spare (Sheet *self)
{
  guint n_fitting = (guint) (zb_paper_get_room (self->pages) / ROW_HEIGHT);
  guint n_places = n_fitting > 0 ? (n_fitting - 1) * self->n_blocks : 0; /* one is the heading's */

  return self->lines->len > n_places ? N_SPARE : MIN (N_SPARE, n_places - self->lines->len);
}

static void
add_rows (Sheet *self)
{
  guint        n_down = (self->n_rows + self->n_blocks - 1) / self->n_blocks;
  ZbPaperTable table = { self->pages, get_columns (self), N_CELLS * self->n_blocks, self->n_blocks == 2 ? small_type : cell_type, ROW_HEIGHT, TRUE };

  zb_paper_table_begin (&table);
  for (guint row = 0; row < n_down && !zb_paper_is_cancelled (self->pages); row++)
    {
      const char *cells[2 * N_CELLS];

      for (guint block = 0; block < self->n_blocks; block++)
        fill_cells (self, block * n_down + row, cells + block * N_CELLS);
      zb_paper_table_row (&table, cells);
    }
}

static void
add_top (Sheet         *self,
         const ZbPaper *paper)
{
  static const ZbPaperColumn columns[] = { { NULL, 60 }, { "", 382, TRUE } };
  ZbPaperTable               table = { self->pages, columns, G_N_ELEMENTS (columns), cell_type, 29, FALSE };
  ZbMeeting                 *meeting = paper->record->meeting;
  g_autofree char           *when = zb_paper_dup_when (meeting);
  g_autofree char           *kinds = zb_kinds_to_names (zb_meeting_get_kinds (meeting));
  const char                *theme[] = { "主题", zb_paper_keep_printf (self->pages, "%s（%s）", zb_meeting_get_theme (meeting), kinds) };
  const char                *time[] = { "时间", zb_paper_keep (self->pages, when) };
  const char                *place[] = { "地点", zb_paper_keep (self->pages, zb_meeting_get_place (meeting)) };

  zb_paper_centre (self->pages, &zb_type_title, zb_paper_keep_printf (self->pages, "%s\n活动签到表", paper->branch));
  self->pages->y += 8;
  zb_paper_table_row (&table, theme);
  zb_paper_table_row (&table, time);
  zb_paper_table_row (&table, place);
}

static void
add_sum (Sheet         *self,
         const ZbPaper *paper)
{
  ZbAttendanceCount count = zb_record_count (self->lines, FALSE);
  guint             expected = 0, present = 0;

  zb_meeting_get_attendance (paper->record->meeting, &expected, &present);
  self->pages->y += 6;
  if (paper->record->frozen)
    zb_paper_flow (self->pages, &sum_type,
                   zb_paper_keep_printf (self->pages, "应到 %u 人，实到 %u 人，请假 %u 人，无故缺席 %u 人，列席 %u 人，未登记 %u 人。", expected, present,
                                         count.excused, count.absent, count.observers, count.unmarked),
                   0);
  else
    zb_paper_flow (self->pages, &sum_type, "尚未登记考勤。", 0);
}

ZbPaperPages *
zb_paper_sheet (const ZbPaper *paper,
                double         width,
                double         height)
{
  g_autofree char *title = g_strconcat (zb_meeting_get_theme (paper->record->meeting), " 签到表", NULL);
  GPtrArray       *lines = paper->record->attendance;
  Sheet            self = { zb_paper_pages_new (paper, title, FALSE, width, height), paper->blank, lines };

  self.n_blocks = lines->len + (paper->blank ? N_SPARE : 0) > MANY ? 2 : 1;
  add_top (&self, paper);
  self.n_rows = lines->len + (paper->blank ? count_spare (&self) : 0);
  add_rows (&self);
  if (!paper->blank)
    add_sum (&self, paper);
  return self.pages;
}
