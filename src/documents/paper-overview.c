/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

/* 概览: what an inspection would find this quarter, and what to do next. */

#define MOST_LINES 30

static const ZbType cell_type = { ZB_FACE_BODY, 10.5, 15, 0 };

static const char *
keep_next (ZbPaperPages     *pages,
           const ZbPaperSum *sum)
{
  g_autofree char *day = zb_paper_dup_day (sum->next);

  return *day != '\0' ? zb_paper_keep (pages, day) : sum->held >= sum->owed ? "—"
                                                                            : "未安排";
}

static void
add_requirement (ZbPaperTable     *table,
                 const ZbPaper    *paper,
                 const ZbPaperSum *sum)
{
  ZbPaperPages    *pages = table->pages;
  g_autofree char *gaps = zb_paper_dup_gaps (paper, sum->gaps);
  gboolean         lacking = sum->over && sum->held < sum->owed;
  const char      *cells[] = {
         zb_paper_keep (pages, sum->rule->name),
         zb_paper_keep_printf (pages, "%u / %u", sum->held, sum->owed),
         keep_next (pages, sum),
         zb_paper_keep_printf (pages, "%s%s%s", lacking ? "欠开" : "", lacking && *gaps != '\0' ? "、" : "", gaps),
  };

  zb_paper_table_row (table, cells);
}

static void
add_requirements (ZbPaperPages  *pages,
                  const ZbPaper *paper)
{
  static const ZbPaperColumn columns[] = { { "要求", 108, TRUE }, { "已开展/应开展", 90 }, { "下次", 84 }, { "所缺", 160, TRUE } };
  g_autoptr (GPtrArray) sums = zb_paper_sum (paper->verdicts, FALSE);
  ZbPaperTable table = { pages, columns, G_N_ELEMENTS (columns), cell_type, 22, TRUE };

  zb_paper_flow (pages, &zb_type_heading, "本季度", 0);
  zb_paper_table_begin (&table);
  for (guint i = 0; i < sums->len; i++)
    add_requirement (&table, paper, g_ptr_array_index (sums, i));
}

static void
add_lines (ZbPaperPages  *pages,
           const ZbPaper *paper)
{
  static const ZbPaperColumn columns[] = { { "日期", 118 }, { "事项", 162, TRUE }, { "说明", 162, TRUE } };
  ZbPaperTable               table = { pages, columns, G_N_ELEMENTS (columns), cell_type, 22, TRUE };

  zb_paper_snap (pages);
  if (zb_paper_get_room (pages) < 3 * ZB_PAPER_PITCH)
    zb_paper_turn (pages);
  zb_paper_flow (pages, &zb_type_heading, "接下来", 0);
  if (paper->lines == NULL || paper->lines->len == 0)
    {
      zb_paper_flow (pages, &cell_type, "没有要办的事。", 0);
      return;
    }

  zb_paper_table_begin (&table);
  for (guint i = 0; i < MIN (paper->lines->len, MOST_LINES) && !zb_paper_is_cancelled (pages); i++)
    {
      GStrv       line = g_ptr_array_index (paper->lines, i);
      const char *cells[] = { zb_paper_keep (pages, line[0]), zb_paper_keep (pages, line[1]), zb_paper_keep (pages, line[2]) };

      zb_paper_table_row (&table, cells);
    }
  if (paper->lines->len > MOST_LINES)
    zb_paper_flow (pages, &zb_type_note, zb_paper_keep_printf (pages, "另有 %u 件，见程序的概览页。", paper->lines->len - MOST_LINES), 0);
}

ZbPaperPages *
zb_paper_overview (const ZbPaper *paper,
                   double         width,
                   double         height)
{
  g_autofree char *title = g_strconcat (paper->branch, "组织生活概览", NULL);
  g_autofree char *number = zb_paper_dup_number ((guint) (paper->from.month - 1) / 3 + 1);
  g_autofree char *today = zb_day_dup_words (paper->today);
  ZbPaperPages    *pages = zb_paper_pages_new (paper, title, FALSE, width, height);

  zb_paper_centre (pages, &zb_type_title, zb_paper_keep_printf (pages, "%s\n组织生活概览", paper->branch));
  zb_paper_centre (pages, &zb_type_note, zb_paper_keep_printf (pages, "%d 年第%s季度，截至 %s", paper->from.year, number, today));
  pages->y += 6;
  add_requirements (pages, paper);
  add_lines (pages, paper);
  pages->y += 4;
  zb_paper_flow (pages, &zb_type_note, "只供支部自查，不排名。", 0);
  return pages;
}
