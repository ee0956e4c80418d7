/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

#include <string.h>

/* 会议记录 (domain.md 2.2): the form on top, then what was said as running text in the grid, the votes, what was resolved and is to be
 * mended, and the signatures; the photos on a page of their own.
 */
typedef struct
{
  ZbPaperPages  *pages;
  const ZbPaper *paper;
  ZbRecord      *record;
  guint          n_sections;
} Writing;

#define CELL_PITCH 22.0
#define CELL_LEAST 28.0
#define TABLE_LINES 5 /* a heading and a row of five small lines */

static const ZbType cell_type = { ZB_FACE_BODY, 14, CELL_PITCH, 0 };
static const ZbType small_type = { ZB_FACE_BODY, 12, 18, 0 };

static const ZbPaperColumn one_column[] = { { NULL, 86, FALSE }, { "", 356, TRUE } };
static const ZbPaperColumn two_columns[] = { { NULL, 86, FALSE }, { "", 164, TRUE }, { NULL, 64, FALSE }, { "", 128, TRUE } };

static void
add_row (Writing    *self,
         const char *label,
         const char *text)
{
  ZbPaperTable table = { self->pages, one_column, G_N_ELEMENTS (one_column), cell_type, CELL_LEAST, FALSE };
  const char  *cells[] = { label, text };

  zb_paper_table_row (&table, cells);
}

static void
add_pair (Writing    *self,
          const char *label,
          const char *text,
          const char *other_label,
          const char *other_text)
{
  ZbPaperTable table = { self->pages, two_columns, G_N_ELEMENTS (two_columns), cell_type, CELL_LEAST, FALSE };
  const char  *cells[] = { label, text, other_label, other_text };

  zb_paper_table_row (&table, cells);
}

static const char *
keep (Writing    *self,
      const char *text)
{
  return zb_paper_keep (self->pages, text);
}

/* 张三（病假，李四批准：住院） */
static void
append_person (GString            *words,
               const ZbAttendance *line)
{
  const char *reason = line->mark == ZB_MARK_EXCUSED  ? zb_leave_get_name (line->reason)
                       : line->mark == ZB_MARK_EXEMPT ? zb_exemption_get_name (line->reason)
                       : line->mark == ZB_MARK_ABSENT ? "无故缺席"
                                                      : NULL;
  g_autoptr (GString) why = g_string_new (reason);

  if (line->approver != NULL && *line->approver != '\0')
    g_string_append_printf (why, "%s%s批准", why->len > 0 ? "，" : "", line->approver);
  if (line->note != NULL && *line->note != '\0')
    g_string_append_printf (why, "%s%s", why->len > 0 ? "：" : "", line->note);
  g_string_append (words, line->name);
  if (why->len > 0)
    g_string_append_printf (words, "（%s）", why->str);
}

/* Those with one of these marks (bits), after a heading. */
static void
append_people (GString    *words,
               GPtrArray  *attendance,
               guint       marks,
               const char *heading)
{
  const char *between = heading;

  for (guint i = 0; i < attendance->len; i++)
    {
      const ZbAttendance *line = g_ptr_array_index (attendance, i);

      if ((marks & (1u << line->mark)) == 0)
        continue;
      if (words->len > 0 && between == heading)
        g_string_append_c (words, '\n');
      g_string_append (words, between);
      append_person (words, line);
      between = "、";
    }
}

static const char *
keep_absent (Writing *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  GPtrArray *attendance = self->record->attendance;

  if (!self->record->frozen)
    return "尚未登记考勤";

  append_people (words, attendance, 1 << ZB_MARK_EXCUSED | 1 << ZB_MARK_ABSENT, "");
  append_people (words, attendance, 1 << ZB_MARK_EXEMPT, "不计入应到：");
  append_people (words, attendance, 1 << ZB_MARK_NONE, "未登记：");
  return words->len > 0 ? keep (self, words->str) : "无";
}

static const char *
keep_observers (Writing *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  int activists = zb_meeting_get_activists (self->record->meeting);

  if (self->record->frozen)
    append_people (words, self->record->attendance, 1 << ZB_MARK_OBSERVER, "");
  if (activists > 0)
    g_string_append_printf (words, "%s入党积极分子 %d 人", words->len > 0 ? "，" : "", activists);
  return words->len > 0 ? keep (self, words->str) : "无";
}

static const char *
keep_people_count (Writing *self,
                   guint    n)
{
  return self->record->frozen ? zb_paper_keep_printf (self->pages, "%u 人", n) : "";
}

static const char *
keep_kinds (Writing *self)
{
  ZbKinds          kinds = zb_meeting_get_kinds (self->record->meeting);
  g_autofree char *names = zb_kinds_to_names (kinds);
  const char      *group = zb_meeting_get_group (self->record->meeting);

  return zb_paper_keep_printf (self->pages, "%s%s%s%s", names, zb_meeting_get_joint (self->record->meeting) ? "（机关党委联合）" : "",
                               group != NULL ? " · " : "", group != NULL ? group : "");
}

static void
add_lecture (Writing *self)
{
  ZbMeeting  *meeting = self->record->meeting;
  const char *lecturer = zb_meeting_get_lecturer (meeting);
  const char *material = zb_meeting_get_material (meeting);

  if (lecturer != NULL || (zb_meeting_get_kinds (meeting) & 1u << ZB_KIND_LECTURE) != 0)
    add_row (self, "主讲人", keep (self, lecturer));
  if (material != NULL)
    add_row (self, "学习材料", keep (self, material));
}

static void
add_form (Writing *self)
{
  ZbMeeting       *meeting = self->record->meeting;
  g_autofree char *when = zb_paper_dup_when (meeting);
  guint            expected = 0, present = 0;

  zb_meeting_get_attendance (meeting, &expected, &present);
  add_row (self, "主题", keep (self, zb_meeting_get_theme (meeting)));
  add_row (self, "种类", keep_kinds (self));
  add_row (self, "时间", keep (self, when));
  add_row (self, "地点", keep (self, zb_meeting_get_place (meeting)));
  add_pair (self, "主持人", keep (self, zb_meeting_get_host (meeting)), "记录人", keep (self, zb_meeting_get_recorder (meeting)));
  add_pair (self, "应到人数", keep_people_count (self, expected), "实到人数", keep_people_count (self, present));
  if (self->paper->quorum != NULL)
    add_row (self, "法定人数", keep (self, self->paper->quorum));
  add_row (self, "缺席人员\n及原因", keep_absent (self));
  add_row (self, "列席", keep_observers (self));
  add_lecture (self);
}

/* 一、议题与内容: never the last line of a page, nor is what it stands over only begun. */
static void
add_section (Writing    *self,
             const char *name,
             guint       n_lines)
{
  g_autofree char *number = zb_paper_dup_number (++self->n_sections);

  zb_paper_snap (self->pages);
  if (zb_paper_get_room (self->pages) < (n_lines + 1) * ZB_PAPER_PITCH - 1)
    zb_paper_turn (self->pages);
  zb_paper_flow (self->pages, &zb_type_heading, zb_paper_keep_printf (self->pages, "%s、%s", number, name), 2);
}

/* A run of lines that are all headings or all not, so that a long text is a few pieces and not as many as it has lines. */
static void
add_minutes (Writing *self,
             char    *text)
{
  while (text != NULL && *text != '\0' && !zb_paper_is_cancelled (self->pages))
    {
      gboolean heading = g_str_has_prefix (text, "# ");
      char    *next = heading ? strchr (text, '\n') : strstr (text, "\n# ");

      if (next != NULL)
        *next++ = '\0';
      zb_paper_flow (self->pages, heading ? &zb_type_heading : &zb_type_body, heading ? text + 2 : text, 2);
      text = next;
    }
}

static void
add_item (Writing            *self,
          const ZbAgendaItem *item,
          guint               number)
{
  g_autofree char *ordinal = zb_paper_dup_number (number);
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, "（%s）%s", ordinal, item->title != NULL ? item->title : "");
  if (item->starts != NULL && *item->starts != '\0')
    g_string_append_printf (words, " %s", item->starts);
  if (item->speaker != NULL && *item->speaker != '\0')
    g_string_append_printf (words, "（发言人：%s）", item->speaker);
  g_strdelimit (words->str, "\r\n", ' ');
  if (zb_paper_get_room (self->pages) < 2 * ZB_PAPER_PITCH - 1)
    zb_paper_turn (self->pages);
  zb_paper_flow (self->pages, &zb_type_item, keep (self, words->str), 2);
  if (item->body != NULL && *item->body != '\0')
    add_minutes (self, (char *) keep (self, item->body));
  else
    zb_paper_flow (self->pages, &zb_type_body, "（未写）", 2);
}

static void
add_agenda (Writing *self)
{
  GPtrArray *agenda = self->record->agenda;

  add_section (self, "议题与内容", 2);
  for (guint i = 0; i < agenda->len && !zb_paper_is_cancelled (self->pages); i++)
    add_item (self, g_ptr_array_index (agenda, i), i + 1);
  if (agenda->len == 0)
    zb_paper_flow (self->pages, &zb_type_body, "（未写）", 2);
}

static void
add_vote (Writing      *self,
          ZbPaperTable *table,
          guint         index)
{
  const ZbVote     *vote = g_ptr_array_index (self->record->votes, index);
  ZbAttendanceCount count = zb_record_count (self->record->attendance, TRUE);
  GPtrArray        *results = self->paper->results;
  const char       *came = results != NULL && index < results->len ? g_ptr_array_index (results, index) : "";
  const char       *note = vote->note != NULL ? vote->note : "";
  const char       *cells[] = {
          keep (self, vote->matter),
          zb_paper_keep_printf (self->pages, "%u", count.expected),
          zb_paper_keep_printf (self->pages, "%u", count.present),
          zb_paper_keep_printf (self->pages, "%u", vote->yes),
          zb_paper_keep_printf (self->pages, "%u", vote->no),
          zb_paper_keep_printf (self->pages, "%u", vote->abstain),
          zb_paper_keep_printf (self->pages, "%s%s%s", came, *came != '\0' && *note != '\0' ? "\n" : "", note),
  };

  zb_paper_table_row (table, cells);
}

static void
add_votes (Writing *self)
{
  static const ZbPaperColumn columns[] = {
    { "事项", 122, TRUE },
    { "应到", 34 },
    { "实到", 34 },
    { "赞成", 34 },
    { "反对", 34 },
    { "弃权", 34 },
    { "结果", 150, TRUE },
  };
  ZbPaperTable table = { self->pages, columns, G_N_ELEMENTS (columns), small_type, 26, TRUE };

  if (self->record->votes->len == 0)
    return;

  add_section (self, "表决", TABLE_LINES);
  zb_paper_table_begin (&table);
  for (guint i = 0; i < self->record->votes->len; i++)
    add_vote (self, &table, i);
}

static void
add_resolution (Writing *self)
{
  const char *resolution = zb_meeting_get_resolution (self->record->meeting);

  if (resolution == NULL || *resolution == '\0')
    return;

  add_section (self, "决议", 1);
  zb_paper_flow (self->pages, &zb_type_body, keep (self, resolution), 2);
}

static const char *
keep_done (Writing        *self,
           const ZbRemedy *remedy)
{
  g_autofree char *done = zb_day_dup_words (remedy->done);
  g_autofree char *published = zb_day_dup_words (remedy->published);
  g_autoptr (GString) words = g_string_new (remedy->result);

  if (zb_day_is_set (remedy->done))
    g_string_append_printf (words, "%s%s销号", words->len > 0 ? "\n" : "", done);
  else
    g_string_append_printf (words, "%s整改中", words->len > 0 ? "\n" : "");
  if (zb_day_is_set (remedy->published))
    g_string_append_printf (words, "\n%s公示", published);
  return keep (self, words->str);
}

static void
add_remedy (Writing      *self,
            ZbPaperTable *table,
            guint         index)
{
  const ZbRemedy  *remedy = g_ptr_array_index (self->record->remedies, index);
  g_autofree char *due = zb_day_dup_words (remedy->due);
  const char      *cells[] = {
         zb_paper_keep_printf (self->pages, "%u", index + 1),
         keep (self, remedy->what),
         keep (self, remedy->measure),
         keep (self, remedy->who),
         keep (self, due),
         keep_done (self, remedy),
  };

  zb_paper_table_row (table, cells);
}

static void
add_remedies (Writing *self)
{
  static const ZbPaperColumn columns[] = {
    { "序号", 34 },
    { "问题", 110, TRUE },
    { "整改措施", 110, TRUE },
    { "责任人", 52 },
    { "时限", 58 },
    { "完成情况", 78, TRUE },
  };
  ZbPaperTable table = { self->pages, columns, G_N_ELEMENTS (columns), small_type, 26, TRUE };

  if (self->record->remedies->len == 0)
    return;

  add_section (self, "整改", TABLE_LINES);
  zb_paper_table_begin (&table);
  for (guint i = 0; i < self->record->remedies->len; i++)
    add_remedy (self, &table, i);
}

static guint
count_kinds (ZbKinds kinds)
{
  guint n = 0;

  for (guint i = 0; i < ZB_N_KINDS; i++)
    n += (kinds >> i) & 1;

  return n;
}

static void
append_merged (Writing *self,
               GString *words)
{
  ZbKinds          kinds = zb_meeting_get_kinds (self->record->meeting);
  ZbKind           first = zb_kinds_first (kinds);
  g_autofree char *others = zb_kinds_to_names (kinds & ~(1u << first));

  if (count_kinds (kinds) > 1)
    g_string_append_printf (words, "%s并入%s开展，一次活动、一份记录。\n", others, zb_kind_get_name (first));
}

static void
append_moved (Writing *self,
              GString *words)
{
  const ZbMeetingFacts *facts = zb_meeting_get_facts (self->record->meeting);
  const ZbWall          none = ZB_WALL_NONE;
  g_autofree char      *planned = zb_wall_dup_span (&facts->planned, &none);

  if (zb_wall_is_set (&facts->planned) && zb_wall_day_start (&facts->planned) != zb_wall_day_start (zb_meeting_get_start (self->record->meeting)))
    g_string_append_printf (words, "原计划 %s。\n", planned);
}

static void
append_attachments (Writing *self,
                    GString *words)
{
  GPtrArray *attachments = self->record->attachments;

  for (guint i = 0; i < attachments->len; i++)
    {
      const ZbAttachment *attachment = g_ptr_array_index (attachments, i);

      g_string_append_printf (words, "%s%s", i > 0 ? "、" : "附件：", attachment->name);
    }
  if (attachments->len > 0)
    g_string_append (words, "。\n");
}

/* 2019 年 6 月 12 日书记审核（甲）。 */
static void
append_step (GString             *words,
             const ZbMeetingStep *step)
{
  const char      *name = g_str_equal (step->step, "reviewed") ? "书记审核" : g_str_equal (step->step, "unlocked") ? "解锁"
                                                                                                                   : NULL;
  ZbWall           moment = ZB_WALL_NONE;
  ZbDay            day = ZB_DAY_NONE;
  int              year = 0, month = 0, number = 0;
  g_autofree char *date = NULL;

  if (name == NULL || !zb_wall_parse (&moment, step->moment))
    return;

  zb_wall_split (&moment, &year, &month, &number, NULL, NULL, NULL);
  zb_day_set (&day, year, month, number);
  date = zb_day_dup_words (day);
  g_string_append_printf (words, "%s%s", date, name);
  if (step->who != NULL && *step->who != '\0')
    g_string_append_printf (words, "（%s）", step->who);
  if (step->note != NULL && *step->note != '\0')
    g_string_append_printf (words, "：%s", step->note);
  g_string_append (words, "。\n");
}

static void
add_remarks (Writing *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const ZbMeetingFacts *facts = zb_meeting_get_facts (self->record->meeting);
  g_autofree char      *recorded = zb_day_dup_words (facts->recorded);

  if (self->paper->late)
    g_string_append_printf (words, "补记%s%s。\n", *recorded != '\0' ? "：记录写于 " : "", recorded);
  append_merged (self, words);
  append_moved (self, words);
  append_attachments (self, words);
  for (guint i = 0; i < self->record->steps->len; i++)
    append_step (words, g_ptr_array_index (self->record->steps, i));
  if (words->len == 0)
    return;

  add_section (self, "备注", 1);
  zb_paper_flow (self->pages, &zb_type_body, keep (self, words->str), 2);
}

static void
add_signatures (Writing *self)
{
  static const char *const labels[] = { "主持人签字：", "记录人签字：", "书记审核：" };
  ZbPaperPages            *pages = self->pages;
  double                   height = 3 * ZB_PAPER_PITCH, width = zb_paper_get_width (pages) / G_N_ELEMENTS (labels);

  zb_paper_snap (pages);
  if (zb_paper_get_room (pages) < height + ZB_PAPER_PITCH / 2 - 1)
    zb_paper_turn (pages);
  else
    pages->y += ZB_PAPER_PITCH / 2;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      double x = pages->left + i * width;

      zb_paper_add_box (pages, ZB_STROKE_BOX, x, pages->y, width, height, 0);
      zb_paper_fill (pages, &cell_type, labels[i], x + 8, pages->y + 4, width - 16, CELL_PITCH, PANGO_ALIGN_LEFT);
      zb_paper_fill (pages, &cell_type, "年　　月　　日", x + 8, pages->y + height - CELL_PITCH - 4, width - 16, CELL_PITCH, PANGO_ALIGN_RIGHT);
    }
  pages->y += height;
}

static void
add_photos (Writing *self)
{
  GPtrArray *photos = self->paper->photos;

  if (photos == NULL || photos->len == 0 || zb_paper_is_cancelled (self->pages))
    return;

  zb_paper_turn (self->pages);
  zb_paper_centre (self->pages, &zb_type_heading, "活动照片");
  zb_paper_add_photos (self->pages, photos);
  if (self->paper->n_unshown > 0)
    zb_paper_centre (self->pages, &zb_type_note, zb_paper_keep_printf (self->pages, "另有 %u 张照片存于支部相册。", self->paper->n_unshown));
}

ZbPaperPages *
zb_paper_record (const ZbPaper *paper,
                 double         width,
                 double         height)
{
  g_autofree char *title = g_strconcat (zb_meeting_get_theme (paper->record->meeting), " 会议记录", NULL);
  ZbPaperPages    *pages = zb_paper_pages_new (paper, title, FALSE, width, height);
  Writing          self = { pages, paper, paper->record, 0 };

  zb_paper_centre (pages, &zb_type_title, zb_paper_keep_printf (pages, "%s\n会议记录", paper->branch));
  pages->y += 8;
  add_form (&self);
  add_agenda (&self);
  add_votes (&self);
  add_resolution (&self);
  add_remedies (&self);
  add_remarks (&self);
  add_signatures (&self);
  add_photos (&self);
  return pages;
}
