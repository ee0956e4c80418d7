/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

/* 计划报备表 (domain.md 2.3) and 日程: the meetings of a span. */

static const ZbType cell_type = { ZB_FACE_BODY, 12, 17, 0 };
static const ZbType week_type = { ZB_FACE_BLACK, 12, 17, 0 };
static const ZbType line_type = { ZB_FACE_BODY, 14, 22, 0 };

#define WEEK_HEIGHT 24.0

static char *
dup_span (const ZbPaper *paper)
{
  g_autofree char *from = zb_day_dup_words (paper->from);
  g_autofree char *to = zb_day_dup_words (paper->to);

  return g_strdup_printf ("%s 至 %s", from, to);
}

/* 2019 年第二季度, or the days. */
static char *
dup_period (const ZbPaper *paper)
{
  guint first = paper->from.month;
  ZbDay last = zb_day_plus_days (zb_day_plus_months (paper->from, 3), -1);

  if (paper->from.day != 1 || (first - 1) % 3 != 0 || zb_day_compare (last, paper->to) != 0)
    return dup_span (paper);

  {
    g_autofree char *number = zb_paper_dup_number ((first - 1) / 3 + 1);

    return g_strdup_printf ("%d 年第%s季度", paper->from.year, number);
  }
}

static void
append_part (GString    *words,
             const char *label,
             const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (words, "%s%s%s", words->len > 0 ? "；" : "", label, text);
}

static const char *
keep_content (ZbPaperPages *pages,
              ZbMeeting    *meeting)
{
  g_autoptr (GString) words = g_string_new (NULL);

  append_part (words, "主讲：", zb_meeting_get_lecturer (meeting));
  append_part (words, "学习：", zb_meeting_get_material (meeting));
  append_part (words, "地点：", zb_meeting_get_place (meeting));
  append_part (words, "", zb_meeting_get_joint (meeting) ? "机关党委联合开展" : NULL);
  return zb_paper_keep (pages, words->str);
}

static const char *
keep_form (ZbPaperPages *pages,
           ZbMeeting    *meeting)
{
  g_autofree char *kinds = zb_kinds_to_names (zb_meeting_get_kinds (meeting));
  const char      *group = zb_meeting_get_group (meeting);

  return zb_paper_keep_printf (pages, "%s%s%s", kinds, group != NULL ? "\n" : "", group != NULL ? group : "");
}

static void
add_planned (ZbPaperTable *table,
             ZbMeeting    *meeting,
             guint         number)
{
  ZbPaperPages    *pages = table->pages;
  g_autofree char *when = zb_meeting_dup_when (meeting);
  const char      *cells[] = {
         zb_paper_keep_printf (pages, "%u", number),
         zb_paper_keep (pages, when),
         keep_form (pages, meeting),
         zb_paper_keep (pages, zb_meeting_get_theme (meeting)),
         keep_content (pages, meeting),
         zb_paper_keep (pages, zb_meeting_get_host (meeting)),
         "",
    zb_meeting_get_state (meeting) != ZB_STATE_PLANNED ? zb_state_get_name (zb_meeting_get_state (meeting)) : "",
  };

  zb_paper_table_row (table, cells);
}

static void
add_empty (ZbPaperPages *pages,
           const char   *words)
{
  pages->y += 12;
  zb_paper_centre (pages, &line_type, words);
}

static void
add_seal (ZbPaperPages  *pages,
          const ZbPaper *paper)
{
  double      width = zb_paper_get_width (pages) / 2, height = 66;
  const char *superior = paper->organisation != NULL ? zb_paper_keep_printf (pages, "%s审核意见（盖章）：", paper->organisation) : "机关党委审核意见（盖章）：";

  if (zb_paper_get_room (pages) < height)
    zb_paper_turn (pages);
  for (guint i = 0; i < 2; i++)
    {
      double x = pages->left + i * width;

      zb_paper_add_box (pages, ZB_STROKE_BOX, x, pages->y, width, height, 0);
      zb_paper_fill (pages, &line_type, i == 0 ? "支部书记签字：" : superior, x + 8, pages->y + 4, width - 16, 22, PANGO_ALIGN_LEFT);
      zb_paper_fill (pages, &line_type, "年　　月　　日", x + 8, pages->y + height - 26, width - 16, 22, PANGO_ALIGN_RIGHT);
    }
  pages->y += height;
}

static void
add_top (ZbPaperPages  *pages,
         const ZbPaper *paper,
         const char    *name)
{
  g_autofree char *period = dup_period (paper);

  zb_paper_centre (pages, &zb_type_title, zb_paper_keep_printf (pages, "%s%s", paper->branch, name));
  zb_paper_centre (pages, &line_type, zb_paper_keep (pages, period));
  pages->y += 6;
}

ZbPaperPages *
zb_paper_plan (const ZbPaper *paper,
               double         width,
               double         height)
{
  static const ZbPaperColumn columns[] = {
    { "序号", 34 },
    { "拟开展时间", 112 },
    { "形式", 92 },
    { "主题", 150, TRUE },
    { "内容", 160, TRUE },
    { "责任人", 58 },
    { "审核意见", 80 },
    { "备案", 54 },
  };
  g_autofree char *period = dup_period (paper);
  g_autofree char *title = g_strconcat (paper->branch, period, "组织生活计划报备表", NULL);
  ZbPaperPages    *pages = zb_paper_pages_new (paper, title, TRUE, width, height);
  ZbPaperTable     table = { pages, columns, G_N_ELEMENTS (columns), cell_type, 28, TRUE };

  add_top (pages, paper, "组织生活计划报备表");
  zb_paper_table_begin (&table);
  for (guint i = 0; i < paper->meetings->len && !zb_paper_is_cancelled (pages); i++)
    add_planned (&table, g_ptr_array_index (paper->meetings, i), i + 1);
  if (paper->meetings->len == 0)
    add_empty (pages, "这段时间没有计划。");
  add_seal (pages, paper);
  return pages;
}

/* Monday of its week. */
static ZbDay
find_monday (ZbDay day)
{
  const ZbDay monday = { 2018, 1, 1 };
  int         since = zb_day_between (monday, day) % 7;

  return zb_day_plus_days (day, -(since < 0 ? since + 7 : since));
}

static void
add_week (ZbPaperTable *table,
          ZbDay         monday)
{
  ZbPaperPages    *pages = table->pages;
  double           width = zb_paper_get_width (pages);
  g_autofree char *first = zb_day_dup_words (monday);
  g_autofree char *last = zb_paper_dup_day (zb_day_plus_days (monday, 6));

  if (zb_paper_get_room (pages) < WEEK_HEIGHT + 2 * table->least)
    {
      zb_paper_turn (pages);
      zb_paper_table_begin (table);
    }
  zb_paper_add_box (pages, ZB_STROKE_FILL, pages->left, pages->y, width, WEEK_HEIGHT, 0.96);
  zb_paper_add_box (pages, ZB_STROKE_BOX, pages->left, pages->y, width, WEEK_HEIGHT, 0);
  zb_paper_fill (pages, &week_type, zb_paper_keep_printf (pages, "%s 周一 至 %s", first, last), pages->left + 6, pages->y, width - 12, WEEK_HEIGHT, PANGO_ALIGN_LEFT);
  pages->y += WEEK_HEIGHT;
}

static const char *
keep_state (ZbPaperPages  *pages,
            const ZbPaper *paper,
            guint          index)
{
  const char *lacks = paper->gaps != NULL && index < paper->gaps->len ? g_ptr_array_index (paper->gaps, index) : "";
  const char *state = zb_state_get_name (zb_meeting_get_state (g_ptr_array_index (paper->meetings, index)));

  return zb_paper_keep_printf (pages, "%s%s%s", state, *lacks != '\0' ? "\n" : "", lacks);
}

static void
add_day (ZbPaperTable  *table,
         const ZbPaper *paper,
         guint          index)
{
  ZbPaperPages    *pages = table->pages;
  ZbMeeting       *meeting = g_ptr_array_index (paper->meetings, index);
  g_autofree char *when = zb_meeting_dup_when (meeting);
  const char      *cells[] = {
         zb_paper_keep (pages, when),
         keep_form (pages, meeting),
         zb_paper_keep (pages, zb_meeting_get_theme (meeting)),
         zb_paper_keep (pages, zb_meeting_get_place (meeting)),
         keep_state (pages, paper, index),
  };

  zb_paper_table_row (table, cells);
}

ZbPaperPages *
zb_paper_agenda (const ZbPaper *paper,
                 double         width,
                 double         height)
{
  static const ZbPaperColumn columns[] = {
    { "时间", 92 },
    { "种类", 78 },
    { "主题", 112, TRUE },
    { "地点", 60, TRUE },
    { "状态", 100, TRUE },
  };
  g_autofree char *period = dup_period (paper);
  g_autofree char *title = g_strconcat (paper->branch, period, "活动日程", NULL);
  ZbPaperPages    *pages = zb_paper_pages_new (paper, title, FALSE, width, height);
  ZbPaperTable     table = { pages, columns, G_N_ELEMENTS (columns), cell_type, 28, TRUE };
  ZbDay            week = ZB_DAY_NONE;

  add_top (pages, paper, "活动日程");
  zb_paper_table_begin (&table);
  for (guint i = 0; i < paper->meetings->len && !zb_paper_is_cancelled (pages); i++)
    {
      ZbDay monday = find_monday (zb_meeting_get_day (g_ptr_array_index (paper->meetings, i)));

      if (!zb_day_is_set (week) || zb_day_compare (monday, week) != 0)
        add_week (&table, monday);
      week = monday;
      add_day (&table, paper, i);
    }
  if (paper->meetings->len == 0)
    add_empty (pages, "这段时间没有活动。");
  return pages;
}
