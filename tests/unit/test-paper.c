/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/papers.h"
#include "support/support.h"

#include <glib/gstdio.h>
#include <string.h>

#define BRANCH "清晏区人民法院第一党支部"

/* Records to print. */

static ZbMeeting *
make_meeting (gint64      id,
              const char *theme,
              const char *kinds,
              const char *start,
              const char *end)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  ZbMeetingFacts facts = { .state = ZB_STATE_RECORDED, .n_listed = 20, .expected = 20, .present = 18, .voters = 19, .voters_present = 17 };

  draft->theme = g_strdup (theme);
  draft->kinds = zb_kinds_parse (kinds);
  g_assert_true (zb_wall_parse (&draft->start, start));
  if (end != NULL)
    g_assert_true (zb_wall_parse (&draft->end, end));
  draft->place = g_strdup ("三楼会议室");
  draft->host = g_strdup ("主持甲");
  draft->recorder = g_strdup ("记录乙");
  draft->activists = 2;
  draft->resolution = g_strdup ("同意按期转正。\n下月检查整改。");
  g_assert_true (zb_day_parse (&facts.recorded, "2019-06-20"));
  g_assert_true (zb_wall_parse (&facts.planned, "2019-06-12"));
  return zb_meeting_new_with_facts (id, draft, &facts);
}

static GPtrArray *
new_list (gpointer free_func)
{
  return g_ptr_array_new_with_free_func (free_func);
}

static void
add_person (ZbRecord   *record,
            const char *name,
            ZbMark      mark,
            const char *reason)
{
  ZbAttendance *line = g_new0 (ZbAttendance, 1);

  line->name = g_strdup (name);
  line->group = g_strdup (record->attendance->len % 2 == 0 ? "第一党小组" : "第二党小组");
  line->voter = mark != ZB_MARK_OBSERVER;
  line->mark = mark;
  line->reason = g_strdup (reason);
  line->approver = g_strdup (mark == ZB_MARK_EXCUSED ? "批准丙" : NULL);
  line->note = g_strdup (mark == ZB_MARK_EXCUSED ? "外地开庭" : NULL);
  g_ptr_array_add (record->attendance, line);
}

static void
add_item (ZbRecord   *record,
          const char *title,
          const char *speaker,
          const char *body)
{
  ZbAgendaItem *item = g_new0 (ZbAgendaItem, 1);

  item->title = g_strdup (title);
  item->speaker = g_strdup (speaker);
  item->body = g_strdup (body);
  g_ptr_array_add (record->agenda, item);
}

static void
add_vote (ZbRecord *record)
{
  ZbVote *vote = g_new0 (ZbVote, 1);

  vote->matter = g_strdup ("同意周某某按期转为正式党员");
  vote->formula = g_strdup ("admission");
  vote->yes = 16;
  vote->no = 1;
  vote->abstain = 0;
  g_ptr_array_add (record->votes, vote);
}

static void
add_remedy (ZbRecord *record)
{
  ZbRemedy *remedy = g_new0 (ZbRemedy, 1);

  remedy->what = g_strdup ("学习笔记不全");
  remedy->measure = g_strdup ("月底前补齐，互相检查");
  remedy->who = g_strdup ("责任丁");
  g_assert_true (zb_day_parse (&remedy->due, "2019-06-30"));
  g_ptr_array_add (record->remedies, remedy);
}

static void
add_step (ZbRecord   *record,
          const char *step,
          const char *note)
{
  ZbMeetingStep *done = g_new0 (ZbMeetingStep, 1);

  done->moment = g_strdup ("2019-06-21T10:00:00");
  done->step = g_strdup (step);
  done->who = g_strdup ("书记己");
  done->note = g_strdup (note);
  g_ptr_array_add (record->steps, done);
}

static ZbRecord *
make_empty (void)
{
  ZbRecord *record = g_new0 (ZbRecord, 1);

  record->meeting = make_meeting (1, "重温入党誓词", "theme-day,lecture", "2019-06-10T09:00", "2019-06-10T11:40");
  record->agenda = new_list (zb_agenda_item_free);
  record->attendance = new_list (zb_attendance_free);
  record->votes = new_list (zb_vote_free);
  record->remedies = new_list (zb_remedy_free);
  record->attachments = new_list (zb_attachment_free);
  record->follow_ups = new_list (zb_follow_up_free);
  record->steps = new_list (zb_meeting_step_free);
  return record;
}

static ZbRecord *
make_record (guint n_members)
{
  ZbRecord *record = make_empty ();

  record->frozen = TRUE;
  for (guint i = 1; i <= n_members; i++)
    {
      g_autofree char *name = g_strdup_printf ("党员%02u", i);

      add_person (record, name, i == 3 ? ZB_MARK_EXCUSED : i == 4 ? ZB_MARK_ABSENT
                                                       : i == 5   ? ZB_MARK_OBSERVER
                                                                  : ZB_MARK_PRESENT,
                  i == 3 ? "duty" : NULL);
    }
  add_item (record, "集体重温入党誓词", "领誓戊", "# 宣誓\n全体党员面向党旗，举起右拳，庄严宣誓。宣誓完毕，党员依次谈体会，会场气氛庄重热烈，大家表示要牢记初心使命。");
  add_item (record, "专题党课", NULL, NULL);
  add_vote (record);
  add_remedy (record);
  add_step (record, "reviewed", NULL);
  add_step (record, "unlocked", "漏记一人");
  return record;
}

static ZbPaperPhoto *
make_photo (int         width,
            int         height,
            const char *caption)
{
  ZbPaperPhoto *photo = g_new0 (ZbPaperPhoto, 1);

  photo->pixels = g_malloc ((gsize) width * (gsize) height * 3);
  for (int i = 0; i < width * height; i++)
    {
      photo->pixels[3 * i] = (guint8) (i % width * 255 / width);
      photo->pixels[3 * i + 1] = (guint8) (i / width * 255 / height);
      photo->pixels[3 * i + 2] = 128;
    }
  photo->width = width;
  photo->height = height;
  photo->caption = g_strdup (caption);
  return photo;
}

/* What comes of it. */

typedef struct
{
  ZbTestFolder *folder;
  char         *path;
} Output;

static void
set_up (Output       *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->path = g_build_filename (self->folder, "纸.pdf", NULL);
}

static void
tear_down (Output       *self,
           gconstpointer data)
{
  const char *kept = g_getenv ("ZB_TEST_KEEP"); /* a folder: to look at the papers */

  if (kept != NULL)
    {
      g_autofree char *name = g_path_get_basename (g_test_get_path ());
      g_autofree char *to = g_strdup_printf ("%s/%s.pdf", kept, name);
      g_autofree char *bytes = NULL;
      gsize            length = 0;

      if (g_file_get_contents (self->path, &bytes, &length, NULL))
        g_file_set_contents (to, bytes, (gssize) length, NULL);
    }
  zb_test_folder_free (self->folder);
  g_free (self->path);
}

static char *
run_tool (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error));
  g_assert_no_error (error);
  return text;
}

static void
write_pages (Output       *self,
             ZbPaperPages *pages) /* takes it */
{
  g_autoptr (ZbPaperPages) own = pages;
  g_autoptr (GError) error = NULL;

  g_assert_true (zb_paper_pages_write (own, self->path, NULL, &error));
  g_assert_no_error (error);
}

static char *
read_text (Output *self)
{
  const char *const arguments[] = { "pdftotext", "-layout", self->path, "-", NULL };

  return run_tool (arguments);
}

/* Without blanks and line ends: a cell may have broken a text. */
static char *
read_packed (Output *self)
{
  const char *const arguments[] = { "pdftotext", "-raw", self->path, "-", NULL };
  char             *text = run_tool (arguments);
  char             *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
  *to = '\0';
  return text;
}

static void
assert_has (const char        *text,
            const char *const *wanted)
{
  for (; *wanted != NULL; wanted++)
    if (strstr (text, *wanted) == NULL)
      g_error ("“%s” is not in: %s", *wanted, text);
}

static guint
count_pages (Output *self)
{
  const char *const arguments[] = { "pdfinfo", self->path, NULL };
  g_autofree char  *text = run_tool (arguments);
  const char       *line = strstr (text, "Pages:");

  g_assert_nonnull (line);
  return (guint) g_ascii_strtoull (line + strlen ("Pages:"), NULL, 10);
}

static guint
count_images (Output *self)
{
  const char *const arguments[] = { "pdfimages", "-list", self->path, NULL };
  g_autofree char  *text = run_tool (arguments);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  return g_strv_length (lines) - 2; /* two lines of headings */
}

static void
assert_fonts_embedded (Output *self)
{
  const char *const arguments[] = { "pdffonts", self->path, NULL };
  g_autofree char  *text = run_tool (arguments);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (g_regex_match_simple (" yes +yes +(yes|no) ", lines[i], 0, 0)); /* embedded, a subset */
}

static void
test_record (Output       *self,
             gconstpointer data)
{
  static const char *const wanted[] = {
    BRANCH "会议记录", "重温入党誓词", "主题党日、党课", "2019年6月10日周一09:00–11:40", "三楼会议室", "主持甲", "记录乙",
    "应到人数20人", "实到人数18人", "符合规定", "党员03（公务，批准丙批准：外地开庭）", "党员04（无故缺席）", "党员05，入党积极分子2人",
    "一、议题与内容", "（一）集体重温入党誓词（发言人：领誓戊）", "宣誓", "庄严宣誓", "（二）专题党课", "（未写）",
    "二、表决", "同意周某某按期转为正式党员", "赞成", "通过：赞成16票", "三、决议", "下月检查整改", "四、整改", "学习笔记不全",
    "责任丁", "五、备注", "补记：记录写于2019年6月20日", "党课并入主题党日", "原计划6月12日", "2019年6月21日书记审核（书记己）", "2019年6月21日解锁（书记己）：漏记一人", "主持人签字", "记录人签字", "书记审核",
    "活动照片", "面向党旗宣誓", "另有4张照片", "—1—", "—2—", NULL
  };
  g_autoptr (ZbRecord) record = make_record (20);
  g_autoptr (GPtrArray) photos = new_list (zb_paper_photo_free);
  g_autoptr (GPtrArray) results = g_ptr_array_new ();
  ZbPaper          paper = { .branch = BRANCH, .record = record, .photos = photos, .results = results, .late = TRUE, .n_unshown = 4 };
  g_autofree char *text = NULL;

  g_ptr_array_add (results, (char *) "通过：赞成 16 票，超过应到 19 人的半数");
  paper.quorum = "应到 20 人，实到 18 人，符合规定";
  g_ptr_array_add (photos, make_photo (320, 240, "全体党员面向党旗宣誓"));
  g_ptr_array_add (photos, make_photo (240, 320, NULL));
  g_ptr_array_add (photos, make_photo (320, 180, "参观红色教育基地，听讲解员介绍当年的故事，大家深受教育，纷纷合影留念"));
  g_ptr_array_add (photos, make_photo (320, 240, "义务植树"));
  g_ptr_array_add (photos, make_photo (320, 240, "清洁社区"));
  write_pages (self, zb_paper_record (&paper, 0, 0));
  text = read_packed (self);
  assert_has (text, wanted);
  assert_fonts_embedded (self);
  g_assert_cmpuint (count_images (self), ==, photos->len);
}

static char *
make_long_text (gsize size)
{
  GString *text = g_string_sized_new (size + 400);

  while (text->len < size)
    g_string_append (text, "会议认为，要把学习贯彻工作同审判执行工作结合起来，坚持问题导向，逐条逐项整改，做到件件有着落、事事有回音，切实把学习成果转化为推动工作的实际成效，努力让人民群众在每一个司法案件中感受到公平正义。\n");
  return g_string_free (text, FALSE);
}

static void
test_grid (Output       *self,
           gconstpointer data)
{
  g_autoptr (ZbRecord) record = make_empty ();
  ZbPaper paper = { .branch = BRANCH, .record = record };
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;
  guint n_full = 0, n_lines = 0;

  for (guint i = 0; i < 28 * 60; i++)
    g_string_append (body, "党");
  add_item (record, "议题", NULL, body->str);
  write_pages (self, zb_paper_record (&paper, 0, 0));
  text = read_text (self);
  pages = g_strsplit (text, "\f", -1);
  for (char *line = strtok (pages[1], "\n"); line != NULL; line = strtok (NULL, "\n"))
    if (strstr (line, "党党党") != NULL)
      {
        n_lines++;
        n_full += g_utf8_strlen (g_strstrip (line), -1) == 28;
      }
  g_assert_cmpuint (n_lines, ==, 22);
  g_assert_cmpuint (n_full, ==, 22);
}

static void
test_long (Output       *self,
           gconstpointer data)
{
  g_autoptr (ZbRecord) record = make_empty ();
  ZbPaper          paper = { .branch = BRANCH, .record = record };
  g_autofree char *body = make_long_text (g_test_slow () ? 5 * 1024 * 1024 : 256 * 1024);
  gint64           started = g_get_monotonic_time ();

  add_item (record, "很长的记录", NULL, body);
  add_item (record, "最后一项", NULL, "写在最后。");
  write_pages (self, zb_paper_record (&paper, 0, 0));
  g_test_message ("%u pages, %.2f s", count_pages (self), (double) (g_get_monotonic_time () - started) / 1e6);
  g_assert_cmpuint (count_pages (self), >, strlen (body) / 3 / (22 * 28));
}

static void
test_one_paragraph (Output       *self,
                    gconstpointer data)
{
  g_autoptr (ZbRecord) record = make_empty ();
  ZbPaper          paper = { .branch = BRANCH, .record = record };
  g_autofree char *body = make_long_text (128 * 1024);

  g_strdelimit (body, "\n", ' ');
  add_item (record, "没有分段", NULL, body);
  write_pages (self, zb_paper_record (&paper, 0, 0));
  g_assert_cmpuint (count_pages (self), >, strlen (body) / 3 / (22 * 28));
}

static void
test_hostile (Output       *self,
              gconstpointer data)
{
  static const char *const bodies[] = {
    "\xff\xfe\x01\x02\x1b[31m", "\n\n\n\r\r\n", "# ", "# \n# \n#", "\u202e反\u2029过\u2028来\u200b", "𠮷👨‍👩‍👧", "e\u0301\u0301\u0301\u0301",
    "http://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "%s%n<b>&amp;", ""
  };
  g_autoptr (ZbRecord) record = make_record (3);
  g_autoptr (GPtrArray) photos = new_list (zb_paper_photo_free);
  ZbPaper           paper = { .branch = BRANCH, .record = record, .photos = photos, .quorum = "\xff" };
  g_autofree char  *marks = g_malloc0 (60001);
  static const char odd[] = "\xe2\x80\x8b"; /* letters of no width: all on one line */

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    add_item (record, bodies[i], bodies[i], bodies[i]);
  for (guint i = 0; i < 20000; i++)
    memcpy (marks + 3 * i, odd, 3);
  add_item (record, "无宽", NULL, marks);
  g_ptr_array_add (photos, make_photo (1, 320, "\xff"));
  g_ptr_array_add (photos, make_photo (320, 1, NULL));
  g_ptr_array_add (photos, g_new0 (ZbPaperPhoto, 1));
  write_pages (self, zb_paper_record (&paper, 0, 0));
  g_assert_cmpuint (count_pages (self), >, 1);
}

static void
test_cancelled (Output       *self,
                gconstpointer data)
{
  g_autoptr (ZbRecord) record = make_empty ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ZbPaper paper = { .branch = BRANCH, .record = record, .cancellable = cancellable };
  g_autoptr (ZbPaperPages) pages = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pages = zb_paper_record (&paper, 0, 0);
  g_assert_false (zb_paper_pages_write (pages, self->path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_bad_path (Output       *self,
               gconstpointer data)
{
  g_autoptr (ZbRecord) record = make_empty ();
  ZbPaper          paper = { .branch = BRANCH, .record = record };
  g_autofree char *path = g_build_filename (self->folder, "没有", "纸.pdf", NULL);
  g_autoptr (ZbPaperPages) pages = zb_paper_record (&paper, 0, 0);
  g_autoptr (GError) error = NULL;

  g_assert_false (zb_paper_pages_write (pages, path, NULL, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "没有"));
}

static void
test_sheet_blank (Output       *self,
                  gconstpointer data)
{
  g_autoptr (ZbRecord) record = make_record (20);
  ZbPaper          paper = { .branch = BRANCH, .record = record, .blank = TRUE };
  g_autofree char *text = NULL;

  write_pages (self, zb_paper_sheet (&paper, 0, 0));
  text = read_packed (self);
  for (guint i = 1; i <= 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("党员%02u", i);

      g_assert_nonnull (strstr (text, name));
    }
  g_assert_nonnull (strstr (text, "签名"));
  g_assert_null (strstr (text, "到会"));
  g_assert_null (strstr (text, "公务"));
}

/* Blank rows fill a page up; a page begins only for people. */
static void
test_sheet_spare_rows (Output       *self,
                       gconstpointer data)
{
  guint n_before = 1;

  for (guint n = 22; n <= 36; n++)
    {
      g_autoptr (ZbRecord) record = make_record (n);
      ZbPaper paper = { .branch = BRANCH, .record = record, .blank = TRUE };
      guint   n_pages;

      write_pages (self, zb_paper_sheet (&paper, 0, 0));
      n_pages = count_pages (self);
      if (n_pages > n_before) /* people fill both columns of the first: one more has no place */
        g_assert_cmpuint (n % 2, ==, 1);
      n_before = n_pages;
    }

  g_assert_cmpuint (n_before, ==, 2);
}

static void
test_sheet_filled (Output       *self,
                   gconstpointer data)
{
  static const char *const wanted[] = { "活动签到表", "重温入党誓词", "到会", "请假", "公务", "缺席", "列席", "党员60", "应到20人，实到18人", NULL };
  g_autoptr (ZbRecord) record = make_record (60);
  ZbPaper          paper = { .branch = BRANCH, .record = record };
  g_autofree char *text = NULL;

  write_pages (self, zb_paper_sheet (&paper, 0, 0));
  text = read_packed (self);
  assert_has (text, wanted);
  g_assert_cmpuint (count_pages (self), ==, 2);
}

/* Wherever the page ends. */
static void
test_headings (Output       *self,
               gconstpointer data)
{
  for (guint n = 0; n < 24; n++)
    {
      g_autoptr (ZbRecord) record = make_record (3);
      ZbPaper paper = { .branch = BRANCH, .record = record };
      g_autoptr (GString) body = g_string_new (NULL);
      g_autofree char *text = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append (body, "一行\n");
      add_item (record, "议题", NULL, body->str);
      write_pages (self, zb_paper_record (&paper, 0, 0));
      text = read_packed (self);
      g_assert_nonnull (strstr (text, "二、表决事项"));
      g_assert_nonnull (strstr (text, "弃权结果同意"));
      g_assert_nonnull (strstr (text, "四、整改序号"));
      g_assert_nonnull (strstr (text, "完成情况1学习笔记"));
    }
}

static void
test_long_cell (Output       *self,
                gconstpointer data)
{
  g_autoptr (ZbRecord) record = make_record (3);
  ZbPaper          paper = { .branch = BRANCH, .record = record };
  ZbRemedy        *remedy = g_ptr_array_index (record->remedies, 0);
  g_autofree char *text = NULL;
  guint            n_headings = 0;

  g_free (remedy->what);
  remedy->what = make_long_text (30000);
  write_pages (self, zb_paper_record (&paper, 0, 0));
  text = read_packed (self);
  for (const char *at = text; (at = strstr (at, "整改措施")) != NULL; at++)
    n_headings++;
  g_assert_cmpuint (n_headings, >=, 20);
  g_assert_cmpuint (n_headings + 2, ==, count_pages (self));
}

static ZbVerdict *
make_verdict (const ZbRequirement *rule,
              const char          *name,
              const char          *first,
              const char          *last,
              gint64               meeting)
{
  ZbVerdict *verdict = g_new0 (ZbVerdict, 1);

  verdict->rule = rule;
  verdict->name = (char *) name;
  verdict->owed = 1;
  verdict->held = meeting != 0;
  verdict->over = TRUE;
  verdict->gaps = meeting != 0 ? ZB_GAP_PHOTOS : 0;
  g_assert_true (zb_day_parse (&verdict->first, first));
  g_assert_true (zb_day_parse (&verdict->last, last));
  verdict->meetings = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (meeting != 0)
    g_array_append_val (verdict->meetings, meeting);
  return verdict;
}

static void
verdict_free (gpointer data)
{
  ZbVerdict *verdict = data;

  g_array_unref (verdict->meetings);
  g_free (verdict);
}

static const char *
name_gap (ZbGap gap)
{
  return gap == ZB_GAP_PHOTOS ? "缺照片" : "别的";
}

/* One meeting that was moved, one group that is short, one that is not. */
static GPtrArray *
make_verdicts (void)
{
  static const ZbRequirement theme = { .code = (char *) "theme-day", .name = (char *) "主题党日" };
  static const ZbRequirement group = { .code = (char *) "group-meeting", .name = (char *) "党小组会", .scope = ZB_SCOPE_GROUP };
  static const ZbRequirement person = { .code = (char *) "talk", .name = (char *) "谈心谈话", .scope = ZB_SCOPE_PERSON };
  GPtrArray                 *verdicts = new_list (verdict_free);

  g_ptr_array_add (verdicts, make_verdict (&theme, NULL, "2019-06-01", "2019-06-30", 7));
  g_ptr_array_add (verdicts, make_verdict (&group, "一组", "2019-06-01", "2019-06-30", 0));
  g_ptr_array_add (verdicts, make_verdict (&group, "二组", "2019-06-01", "2019-06-30", 8));
  g_ptr_array_add (verdicts, make_verdict (&person, "某人", "2019-01-01", "2019-12-31", 0));
  return verdicts;
}

static ZbPaper
make_summary (GPtrArray *verdicts,
              GPtrArray *meetings)
{
  return (ZbPaper){ .branch = BRANCH, .verdicts = verdicts, .meetings = meetings, .from = { 2019, 1, 1 }, .to = { 2019, 12, 31 }, .today = { 2019, 7, 1 }, .name_gap = name_gap };
}

static void
test_year (Output       *self,
           gconstpointer data)
{
  static const char *const wanted[] = { "2019年组织生活一览表", "截至2019年7月1日", "1/1", "→6-10", "▲1/2", "欠一组", "▲0/1", "还差1人", "1/2", NULL };
  g_autoptr (GPtrArray) verdicts = make_verdicts ();
  g_autoptr (GPtrArray) meetings = new_list (g_object_unref);
  ZbPaper          paper = make_summary (verdicts, meetings);
  g_autofree char *text = NULL;

  g_ptr_array_add (meetings, make_meeting (7, "改了期", "theme-day", "2019-06-10", NULL));
  write_pages (self, zb_paper_year (&paper, 0, 0));
  text = read_packed (self);
  assert_has (text, wanted);
  g_assert_null (strstr (text, "某人")); /* it may lie about */
  g_assert_cmpuint (count_pages (self), ==, 1);
}

static void
test_overview (Output       *self,
               gconstpointer data)
{
  static const char *const wanted[] = { "组织生活概览", "2019年第一季度", "党小组会1/2", "欠开、缺照片", "写记录", "另有5件", NULL };
  static const char *const line[] = { "6 月 13 日 周四", "写记录", "三个工作日内", NULL };
  g_autoptr (GPtrArray) verdicts = make_verdicts ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  ZbPaper          paper = make_summary (verdicts, NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 35; i++)
    g_ptr_array_add (lines, (gpointer) line);
  paper.lines = lines;
  write_pages (self, zb_paper_overview (&paper, 0, 0));
  text = read_packed (self);
  assert_has (text, wanted);
  g_assert_null (strstr (text, "某人"));
}

static void
test_many_meetings (Output       *self,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) meetings = new_list (g_object_unref);
  ZbPaper          paper = { .branch = BRANCH, .meetings = meetings, .from = { 2019, 4, 1 }, .to = { 2019, 6, 30 } };
  g_autofree char *plan = NULL;
  g_autofree char *agenda = NULL;

  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *theme = g_strdup_printf ("第%u项活动", i);

      g_ptr_array_add (meetings, make_meeting (i, theme, "theme-day", "2019-06-10T09:00", NULL));
    }
  write_pages (self, zb_paper_plan (&paper, 0, 0));
  plan = read_packed (self);
  g_assert_cmpuint (count_pages (self), >, 3);
  g_assert_nonnull (strstr (plan, "2019年第二季度"));
  g_assert_nonnull (strstr (plan, "第60项活动"));
  write_pages (self, zb_paper_agenda (&paper, 0, 0));
  agenda = read_packed (self);
  g_assert_nonnull (strstr (agenda, "第60项活动"));
  g_assert_nonnull (strstr (agenda, "2019年6月10日周一至6月16日周日"));
}

static void
test_nothing (Output       *self,
              gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  ZbPaper          paper = make_summary (none, none);
  g_autofree char *text = NULL;

  write_pages (self, zb_paper_year (&paper, 0, 0));
  write_pages (self, zb_paper_overview (&paper, 0, 0));
  write_pages (self, zb_paper_agenda (&paper, 0, 0));
  write_pages (self, zb_paper_plan (&paper, 0, 0));
  text = read_packed (self);
  g_assert_nonnull (strstr (text, "这段时间没有计划"));
}

static void
test_other_paper (Output       *self,
                  gconstpointer data)
{
  g_autoptr (ZbRecord) record = make_record (3);
  ZbPaper           paper = { .branch = BRANCH, .record = record };
  const char *const arguments[] = { "pdfinfo", self->path, NULL };
  g_autofree char  *text = NULL;

  write_pages (self, zb_paper_sheet (&paper, 420, 297));
  text = run_tool (arguments);
  g_assert_nonnull (strstr (text, "420 x 297"));
}

static void
add (const char *path,
     void (*test) (Output *, gconstpointer))
{
  g_test_add (path, Output, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/documents/paper/a-record-has-every-field", test_record);
  add ("/documents/paper/28-letters-a-line-and-22-lines-a-page", test_grid);
  add ("/documents/paper/a-long-record-goes-on-over-pages", test_long);
  add ("/documents/paper/a-paragraph-longer-than-a-page-goes-on", test_one_paragraph);
  add ("/documents/paper/bytes-that-are-no-text-are-printed-all-the-same", test_hostile);
  add ("/documents/paper/a-cancelled-one-leaves-no-file", test_cancelled);
  add ("/documents/paper/a-path-that-cannot-be-is-named", test_bad_path);
  add ("/documents/paper/a-blank-sheet-has-all-names-and-nothing-else", test_sheet_blank);
  add ("/documents/paper/blank-rows-open-no-page", test_sheet_spare_rows);
  add ("/documents/paper/a-filled-sheet-says-who-was-there", test_sheet_filled);
  add ("/documents/paper/any-paper-takes-the-page", test_other_paper);

  add ("/documents/paper/a-heading-stands-over-something", test_headings);
  add ("/documents/paper/a-cell-longer-than-a-page-goes-on-under-its-headings", test_long_cell);
  add ("/documents/paper/a-year-says-what-is-short-and-names-no-person", test_year);
  add ("/documents/paper/an-overview-says-what-is-lacking", test_overview);
  add ("/documents/paper/many-meetings-go-on-over-pages", test_many_meetings);
  add ("/documents/paper/nothing-is-said-to-be-nothing", test_nothing);

  return g_test_run ();
}
