/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

/* 双重组织生活提醒卡: for each leader what they owe in person in the year, what is done and by when the rest. One card each, to cut out. */

#define LEAST_CARD (7 * ZB_PAPER_PITCH)

static const ZbType cell_type = { ZB_FACE_BODY, 12, 18, 0 };

static gboolean
is_of (const ZbVerdict *verdict,
       gint64           person)
{
  return verdict->rule->scope == ZB_SCOPE_PERSON && verdict->subject == person;
}

/* Those of whom something is asked as leaders, in the order of the verdicts. */
static GArray *
list_leaders (GPtrArray *verdicts)
{
  GArray *leaders = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < verdicts->len; i++)
    {
      ZbVerdict *verdict = verdicts->pdata[i];

      if (verdict->rule->scope == ZB_SCOPE_PERSON && verdict->rule->who == ZB_WHO_LEADERS && g_hash_table_add (seen, &verdict->subject))
        g_array_append_val (leaders, verdict->subject);
    }

  return leaders;
}

static const char *
keep_due (ZbPaperPages    *pages,
          const ZbVerdict *verdict)
{
  ZbDay            last = verdict->last;
  g_autofree char *next = zb_paper_dup_day (verdict->next);

  if (verdict->held >= verdict->owed)
    return "已完成";
  if (*next != '\0')
    return zb_paper_keep_printf (pages, "定于 %s", next);

  if (verdict->rule->month > 0)
    last = zb_day_last ((ZbDay){ verdict->first.year, verdict->first.month + verdict->rule->month - 1, 0 });
  return zb_paper_keep_printf (pages, "%s %u 月 %u 日", verdict->over ? "应于" : "不晚于", last.month, last.day);
}

static void
add_rows (ZbPaperPages  *pages,
          const ZbPaper *paper,
          gint64         person)
{
  static const ZbPaperColumn columns[] = { { "项目", 160, TRUE }, { "完成/应完成", 92 }, { "时间", 120 }, { "本人签收", 70 } };
  ZbPaperTable               table = { pages, columns, G_N_ELEMENTS (columns), cell_type, 26, TRUE };

  zb_paper_table_begin (&table);
  for (guint i = 0; i < paper->verdicts->len; i++)
    {
      const ZbVerdict *verdict = paper->verdicts->pdata[i];
      const char      *cells[4];

      if (!is_of (verdict, person))
        continue;

      cells[0] = verdict->rule->period == ZB_PERIOD_HALF ? zb_paper_keep_printf (pages, "%s半年%s", verdict->first.month < 7 ? "上" : "下", verdict->rule->name)
                                                         : zb_paper_keep (pages, verdict->rule->name);
      cells[1] = zb_paper_keep_printf (pages, "%u / %u", verdict->held, verdict->owed);
      cells[2] = keep_due (pages, verdict);
      cells[3] = "";
      zb_paper_table_row (&table, cells);
    }
}

static const char *
find_name (GPtrArray *verdicts,
           gint64     person)
{
  for (guint i = 0; i < verdicts->len; i++)
    if (is_of (verdicts->pdata[i], person))
      return ((const ZbVerdict *) verdicts->pdata[i])->name;

  return NULL;
}

static void
add_card (ZbPaperPages  *pages,
          const ZbPaper *paper,
          gint64         person)
{
  g_autofree char *today = zb_day_dup_words (paper->today);

  if (zb_paper_get_room (pages) < LEAST_CARD)
    zb_paper_turn (pages);
  zb_paper_flow (pages, &zb_type_heading, zb_paper_keep_printf (pages, "%s 同志：", find_name (paper->verdicts, person)), 0);
  zb_paper_flow (pages, &zb_type_item, zb_paper_keep_printf (pages, "您 %d 年应参加的组织生活如下，请按时完成。", paper->from.year), 2);
  add_rows (pages, paper, person);
  pages->y += 4;
  zb_paper_flow (pages, &zb_type_note, zb_paper_keep_printf (pages, "%s　%s", paper->branch, today), 0);
  pages->y += ZB_PAPER_PITCH;
}

ZbPaperPages *
zb_paper_reminder (const ZbPaper *paper,
                   double         width,
                   double         height)
{
  g_autofree char *title = g_strconcat (paper->branch, "双重组织生活提醒卡", NULL);
  g_autoptr (GArray) leaders = list_leaders (paper->verdicts);
  ZbPaperPages *pages = zb_paper_pages_new (paper, title, FALSE, width, height);

  zb_paper_centre (pages, &zb_type_title, zb_paper_keep_printf (pages, "党员领导干部双重组织生活提醒卡\n（%d 年）", paper->from.year));
  pages->y += 6;
  for (guint i = 0; i < leaders->len && !zb_paper_is_cancelled (pages); i++)
    add_card (pages, paper, g_array_index (leaders, gint64, i));
  if (leaders->len == 0)
    zb_paper_flow (pages, &cell_type, "台账里没有书记和党员领导干部，没有要提醒的人。", 0);
  return pages;
}
