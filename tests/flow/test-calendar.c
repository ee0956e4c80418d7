/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/calendar-flow.h"

#define YEAR 2026

static GAsyncResult *answer;

static GPtrArray *
list_year (CalendarFlow *self)
{
  return zb_calendar_list_meetings (self->calendar, calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-12-31"));
}

static guint
count_year (CalendarFlow *self)
{
  g_autoptr (GPtrArray) meetings = list_year (self);

  return meetings->len;
}

static guint
count_meetings (const ZbPlan *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->items->len; i++)
    n += ((const ZbPlanItem *) plan->items->pdata[i])->kinds != 0;

  return n;
}

/* Proposes the year and makes all of it; how many. */
static guint
make_year (CalendarFlow *self)
{
  ZbPlan *plan = zb_calendar_propose (self->calendar, YEAR, 0, ZB_SHIFT_NEXT, 0);
  guint   n = count_meetings (plan);

  zb_calendar_make_plan_async (self->calendar, YEAR, plan->items, NULL, zb_test_result_cb, &answer);
  g_assert_cmpint (calendar_flow_finish (self, &answer), ==, n);
  zb_calendar_free_plan (plan);
  return n;
}

static void
test_plan (CalendarFlow *self,
           gconstpointer data)
{
  guint   n = make_year (self);
  ZbPlan *again;

  g_assert_cmpuint (n, >=, 12 + 4 + 12 + 24);
  g_assert_cmpuint (count_year (self), ==, n);
  g_assert_cmpstr (zb_library_get_undo_label (self->library), ==, "生成 2026 年度计划");

  calendar_flow_undo (self);
  g_assert_cmpuint (count_year (self), ==, 0);
  g_assert_cmpuint (make_year (self), ==, n);

  again = zb_calendar_propose (self->calendar, YEAR, 0, ZB_SHIFT_NEXT, 0);
  g_assert_cmpuint (count_meetings (again), ==, 0);
  zb_calendar_free_plan (again);
}

static void
test_made (CalendarFlow *self,
           gconstpointer data)
{
  g_autoptr (GPtrArray) meetings = NULL;
  guint n_joint = 0, n_grouped = 0;

  make_year (self);
  meetings = list_year (self);
  for (guint i = 0; i < meetings->len; i++)
    {
      ZbMeeting *meeting = meetings->pdata[i];

      g_assert_cmpint (zb_meeting_get_state (meeting), ==, ZB_STATE_PLANNED);
      g_assert_cmpint (zb_calendar_get_drift (meeting), ==, ZB_DRIFT_NONE);
      g_assert_cmpint (zb_wall_compare (zb_meeting_get_start (meeting), &zb_meeting_get_facts (meeting)->planned), ==, 0);
      g_assert_cmpuint (zb_calendar_get_gaps (self->calendar, meeting), ==, 0);
      n_joint += zb_meeting_get_joint (meeting);
      n_grouped += zb_meeting_get_group (meeting) != NULL;
    }
  g_assert_cmpuint (n_joint, ==, 4);
  g_assert_cmpuint (n_grouped, ==, 24);
}

static void
test_satisfied (CalendarFlow *self,
                gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  guint n = 0;

  before = zb_calendar_check (self->calendar, calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-12-31"));
  g_assert_cmpuint (calendar_flow_verdict (before, "theme-day", "2026-03-01", NULL)->planned, ==, 0);
  make_year (self);
  verdicts = zb_calendar_check (self->calendar, calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-12-31"));
  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];

      if (verdict->rule->task != NULL || verdict->rule->scope == ZB_SCOPE_PERSON)
        continue;
      g_assert_cmpuint (verdict->planned, >=, verdict->owed);
      n++;
    }
  g_assert_cmpuint (n, >, 50);
  g_assert_cmpuint (calendar_flow_verdict (verdicts, "group-meeting", "2026-05-01", "二组")->planned, ==, 1);
}

/* The first theme day of the plan. */
static gint64
find_theme_day (CalendarFlow *self)
{
  g_autoptr (GPtrArray) meetings = list_year (self);

  for (guint i = 0; i < meetings->len; i++)
    if (zb_meeting_get_kinds (meetings->pdata[i]) & (1u << ZB_KIND_THEME_DAY))
      return zb_meeting_get_id (meetings->pdata[i]);

  g_assert_not_reached ();
}

/* "%s" is 1 月 12 日. */
static char *
dup_title (CalendarFlow *self,
           gint64        meeting,
           const char   *before,
           const char   *after)
{
  ZbDay day = zb_meeting_get_day (calendar_flow_find (self, meeting));

  return g_strdup_printf ("%s%d 月 %d 日%s", before, day.month, day.day, after);
}

static void
test_todo_of_a_meeting (CalendarFlow *self,
                        gconstpointer data)
{
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (GPtrArray) held = NULL;
  g_autofree char *question = NULL, *write = NULL;
  const ZbTodo    *line;
  gint64           meeting;

  make_year (self);
  calendar_flow_reopen (self, "2026-01-13");
  meeting = find_theme_day (self);
  question = dup_title (self, meeting, "", "的主题党日开展了吗？");
  write = dup_title (self, meeting, "写 ", "党日的记录");

  asked = zb_calendar_list_todo (self->calendar);
  line = calendar_flow_todo (asked, question);
  g_assert_nonnull (line);
  g_assert_true (line->late);
  g_assert_cmpint (line->gap, ==, ZB_GAP_UNCONFIRMED);
  g_assert_cmpint (line->meeting, ==, meeting);
  g_assert_null (calendar_flow_todo (asked, write));

  calendar_flow_step (self, meeting, ZB_STEP_HOLD);
  held = zb_calendar_list_todo (self->calendar);
  g_assert_null (calendar_flow_todo (held, question));
  line = calendar_flow_todo (held, write);
  g_assert_nonnull (line);
  g_assert_false (line->late);
  g_assert_cmpstr (line->detail, ==, "三个工作日内，过后会标“补记”");
  g_assert_cmpint (zb_day_compare (line->day, zb_calendar_get_record_due (self->calendar, calendar_flow_find (self, meeting))), ==, 0);
}

static void
test_counted (CalendarFlow *self,
              gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const ZbVerdict *verdict;
  ZbAttendanceSum  sum;
  gint64           meeting;

  make_year (self);
  calendar_flow_reopen (self, "2026-01-31");
  meeting = find_theme_day (self);
  before = zb_calendar_check (self->calendar, calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-01-31"));
  verdict = calendar_flow_verdict (before, "theme-day", "2026-01-01", NULL);
  g_assert_cmpuint (verdict->held, ==, 0);
  g_assert_cmpuint (verdict->gaps, ==, ZB_GAP_UNCONFIRMED);

  calendar_flow_mark (self, meeting, "甲", ZB_MARK_PRESENT);
  calendar_flow_mark (self, meeting, "乙", ZB_MARK_ABSENT);
  calendar_flow_step (self, meeting, ZB_STEP_RECORD);
  after = zb_calendar_check (self->calendar, calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-01-31"));
  verdict = calendar_flow_verdict (after, "theme-day", "2026-01-01", NULL);
  g_assert_cmpuint (verdict->held, ==, 1);
  g_assert_cmpuint (verdict->gaps & ZB_GAP_PHOTOS, !=, 0);
  g_assert_cmpuint (verdict->gaps & ZB_GAP_LATE, !=, 0);
  g_assert_cmpuint (zb_calendar_get_gaps (self->calendar, calendar_flow_find (self, meeting)) & ZB_GAP_FOLLOW_UP, !=, 0);

  sum = zb_calendar_sum_attendance (self->calendar, calendar_flow_member (self, "乙"), calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-12-31"));
  g_assert_cmpuint (sum.absent, ==, 1);
  g_assert_cmpuint (sum.running, ==, 1);
}

static guint
count_state (CalendarFlow  *self,
             ZbMeetingState state,
             const char    *from,
             const char    *to)
{
  g_autoptr (GPtrArray) meetings = zb_calendar_list_meetings (self->calendar, calendar_flow_day (from), calendar_flow_day (to));
  guint n = 0;

  for (guint i = 0; i < meetings->len; i++)
    n += zb_meeting_get_state (meetings->pdata[i]) == state;

  return n;
}

static gboolean
owes_filing (CalendarFlow *self)
{
  g_autoptr (GPtrArray) deadlines =
      zb_calendar_list_deadlines (self->calendar, calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-01-31"));

  for (guint i = 0; i < deadlines->len; i++)
    if (g_str_equal (((const ZbVerdict *) deadlines->pdata[i])->rule->code, "plan-filing"))
      return TRUE;

  return FALSE;
}

static void
test_filed (CalendarFlow *self,
            gconstpointer data)
{
  guint n;

  make_year (self);
  n = count_state (self, ZB_STATE_PLANNED, "2026-01-01", "2026-03-31");
  g_assert_true (owes_filing (self));

  zb_calendar_file_async (self->calendar, "plan-filing", calendar_flow_day ("2026-01-01"), calendar_flow_day ("2025-12-20"), "已报", NULL, zb_test_result_cb, &answer);
  g_assert_cmpint (calendar_flow_finish (self, &answer), ==, n);
  g_assert_cmpuint (count_state (self, ZB_STATE_FILED, "2026-01-01", "2026-03-31"), ==, n);
  g_assert_cmpuint (count_state (self, ZB_STATE_FILED, "2026-04-01", "2026-12-31"), ==, 0);
  g_assert_false (owes_filing (self));
  g_assert_cmpstr (zb_library_get_undo_label (self->library), ==, "完成计划报备：2026 年第一季度");

  calendar_flow_undo (self);
  g_assert_cmpuint (count_state (self, ZB_STATE_PLANNED, "2026-01-01", "2026-03-31"), ==, n);
  g_assert_true (owes_filing (self));
}

static void
test_filed_twice (CalendarFlow *self,
                  gconstpointer data)
{
  g_autoptr (GPtrArray) verdicts = NULL;

  for (guint i = 0; i < 2; i++)
    {
      zb_calendar_file_async (self->calendar, "brief", calendar_flow_day ("2025-10-01"), calendar_flow_day (i == 0 ? "2025-12-18" : "2025-12-19"), NULL, NULL, zb_test_result_cb, &answer);
      g_assert_cmpint (calendar_flow_finish (self, &answer), ==, 0);
    }
  verdicts = zb_calendar_check (self->calendar, calendar_flow_day ("2025-10-01"), calendar_flow_day ("2025-12-31"));
  g_assert_cmpuint (calendar_flow_verdict (verdicts, "brief", "2025-10-01", NULL)->held, ==, 1);

  zb_calendar_file_async (self->calendar, "nothing-known", calendar_flow_day ("2025-10-01"), calendar_flow_day ("2025-12-19"), NULL, NULL, zb_test_result_cb, &answer);
  calendar_flow_refused (self, &answer, ZB_FAULT_CONFLICT);
}

static void
test_todo_of_the_branch (CalendarFlow *self,
                         gconstpointer data)
{
  g_autoptr (GPtrArray) todo = zb_calendar_list_todo (self->calendar);
  g_autoptr (GPtrArray) planned = NULL;
  const ZbTodo *line;

  line = calendar_flow_todo (todo, "一季度计划报备");
  g_assert_nonnull (line);
  g_assert_cmpstr (line->task, ==, "plan-filing");
  g_assert_cmpint (zb_day_compare (line->first, calendar_flow_day ("2026-01-01")), ==, 0);
  g_assert_cmpint (zb_day_compare (line->day, calendar_flow_day ("2026-01-05")), ==, 0);

  g_assert_nonnull (calendar_flow_todo (todo, "四季度情况简报"));
  g_assert_nonnull (calendar_flow_todo (todo, "安排四季度支部党员大会"));
  g_assert_nonnull (calendar_flow_todo (todo, "安排二组 12 月的党小组会"));
  g_assert_nonnull (calendar_flow_todo (todo, "谈心谈话：还有 4 人"));
  line = calendar_flow_todo (todo, "安排甲讲党课");
  g_assert_nonnull (line);
  g_assert_cmpint (line->member, ==, calendar_flow_member (self, "甲"));
  g_assert_null (calendar_flow_todo (todo, "安排乙讲党课"));
  for (guint i = 1; i < todo->len; i++)
    g_assert_cmpint (zb_day_compare (((ZbTodo *) todo->pdata[i - 1])->day, ((ZbTodo *) todo->pdata[i])->day), <=, 0);

  calendar_flow_add (self, "总结全年工作", "assembly", "2025-12-25T14:30", NULL, NULL);
  planned = zb_calendar_list_todo (self->calendar);
  g_assert_null (calendar_flow_todo (planned, "安排四季度支部党员大会"));
  line = calendar_flow_todo (planned, "支部党员大会：总结全年工作");
  g_assert_nonnull (line);
  g_assert_cmpstr (line->detail, ==, "14:30 · 计划");
}

static void
test_todo_in_time (CalendarFlow *self,
                   gconstpointer data)
{
  g_autoptr (GPtrArray) near = zb_calendar_list_todo (self->calendar);
  g_autoptr (GPtrArray) arranged = NULL;
  g_autoptr (GPtrArray) far = NULL;

  g_assert_nonnull (calendar_flow_todo (near, "双重组织生活：还有 1 人"));
  g_assert_nonnull (calendar_flow_todo (near, "安排 2025 年的民主评议党员"));
  calendar_flow_add (self, "专题组织生活会", "review", "2025-12-26T14:00", NULL, NULL);
  arranged = zb_calendar_list_todo (self->calendar);
  g_assert_null (calendar_flow_todo (arranged, "双重组织生活：还有 1 人"));
  g_assert_nonnull (calendar_flow_todo (arranged, "专题组织生活会"));

  calendar_flow_reopen (self, "2026-04-02");
  far = zb_calendar_list_todo (self->calendar);
  g_assert_null (calendar_flow_todo (far, "安排 2026 年的民主评议党员"));
  g_assert_null (calendar_flow_todo (far, "谈心谈话：还有 4 人"));
  g_assert_nonnull (calendar_flow_todo (far, "安排 4 月的主题党日"));
}

static void
test_todo_goes_on (CalendarFlow *self,
                   gconstpointer data)
{
  g_autoptr (GPtrArray) todo = NULL;

  calendar_flow_add (self, "集中培训", "study", "2025-12-27", "2025-12-30", NULL);
  calendar_flow_reopen (self, "2025-12-29");
  todo = zb_calendar_list_todo (self->calendar);
  g_assert_nonnull (calendar_flow_todo (todo, "中心组学习：集中培训"));
}

static void
test_todo_of_the_roster (CalendarFlow *self,
                         gconstpointer data)
{
  g_autoptr (GPtrArray) todo = NULL;
  const ZbTodo *line;

  calendar_flow_reopen (self, "2026-02-20");
  todo = zb_calendar_list_todo (self->calendar);
  line = calendar_flow_todo (todo, "丙 预备期满");
  g_assert_nonnull (line);
  g_assert_cmpint (line->member, ==, calendar_flow_member (self, "丙"));
  g_assert_cmpint (zb_day_compare (line->day, calendar_flow_day ("2026-03-01")), ==, 0);
}

static void
test_todo_is_short (CalendarFlow *self,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) todo = NULL;
  guint n_late = 0;

  for (guint i = 1; i <= 28; i++)
    {
      g_autofree char *start = g_strdup_printf ("2025-11-%02u", i);

      calendar_flow_add (self, "学习", "committee", start, NULL, NULL);
    }
  todo = zb_calendar_list_todo (self->calendar);
  g_assert_cmpuint (todo->len, <=, 40);
  for (guint i = 0; i < todo->len; i++)
    n_late += ((ZbTodo *) todo->pdata[i])->late;
  g_assert_cmpuint (n_late, >, 0);
  g_assert_cmpuint (n_late, <, todo->len);
}

static void
test_ghost (CalendarFlow *self,
            gconstpointer data)
{
  gint64 meeting = calendar_flow_add (self, "廉政教育", "theme-day", "2026-01-12T14:00", NULL, NULL);
  ZbWall start;
  g_autoptr (GPtrArray) ghosts = NULL;
  g_autoptr (GPtrArray) january = NULL;
  g_autoptr (GPtrArray) february = NULL;

  g_assert_true (zb_wall_parse (&start, "2026-02-03"));
  zb_meetings_move_async (self->meetings, meeting, &start, NULL, zb_test_result_cb, &answer);
  calendar_flow_finish_meeting (self, &answer);

  ghosts = zb_calendar_list_ghosts (self->calendar, calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-01-31"));
  january = zb_calendar_list_meetings (self->calendar, calendar_flow_day ("2026-01-01"), calendar_flow_day ("2026-01-31"));
  february = zb_calendar_list_meetings (self->calendar, calendar_flow_day ("2026-02-01"), calendar_flow_day ("2026-02-28"));
  g_assert_cmpuint (ghosts->len, ==, 1);
  g_assert_cmpint (zb_meeting_get_id (ghosts->pdata[0]), ==, meeting);
  g_assert_cmpuint (january->len, ==, 0);
  g_assert_cmpuint (february->len, ==, 1);
  g_assert_cmpint (zb_calendar_get_drift (february->pdata[0]), ==, ZB_DRIFT_MOVED);
}

static void
test_touching (CalendarFlow *self,
               gconstpointer data)
{
  static const struct
  {
    const char *from, *to;
    guint       n;
  } table[] = {
    { "2026-01-01", "2026-01-09", 0 },
    { "2026-01-10", "2026-01-10", 1 },
    { "2026-01-12", "2026-01-12", 2 },
    { "2026-01-13", "2026-01-13", 1 },
    { "2026-01-15", "2026-02-01", 1 },
    { "2026-01-16", "2026-02-01", 0 },
  };

  calendar_flow_add (self, "集中培训", "study", "2026-01-10", "2026-01-15", NULL);
  calendar_flow_add (self, "支委会", "committee", "2026-01-12T09:00", "2026-01-12T10:00", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GPtrArray) meetings =
          zb_calendar_list_meetings (self->calendar, calendar_flow_day (table[i].from), calendar_flow_day (table[i].to));

      g_assert_cmpuint (meetings->len, ==, table[i].n);
    }
}

static void
test_doubts (CalendarFlow *self,
             gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  g_autoptr (GPtrArray) doubts = NULL;
  g_autoptr (GPtrArray) none = NULL;
  gint64 other = calendar_flow_add (self, "支委会", "committee", "2026-10-01T09:00", "2026-10-01T11:00", NULL);

  draft->theme = g_strdup ("升国旗");
  draft->kinds = 1u << ZB_KIND_THEME_DAY;
  g_assert_true (zb_wall_parse (&draft->start, "2026-10-01T10:00"));
  doubts = zb_calendar_list_doubts (self->calendar, draft, 0);
  g_assert_cmpuint (doubts->len, ==, 2);
  g_assert_true (g_str_has_prefix (doubts->pdata[0], "10 月 1 日是国庆"));
  g_assert_true (g_str_has_suffix (doubts->pdata[1], "的“支委会”时间重叠，参加的是同一些人"));

  g_assert_true (zb_wall_parse (&draft->start, "2026-10-15T10:00"));
  none = zb_calendar_list_doubts (self->calendar, draft, other);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_votes (CalendarFlow *self,
            gconstpointer data)
{
  ZbVote       vote = { .matter = (char *) "选举支委", .formula = (char *) "election", .issued = 3, .returned = 3, .yes = 2, .no = 1 };
  ZbRecord    *record;
  ZbVoteCard  *card;
  ZbQuorumCard quorum;
  gint64       meeting = calendar_flow_add (self, "换届选举", "assembly", "2025-12-10T14:30", NULL, NULL);
  g_autoptr (GAsyncResult) done = NULL;

  for (guint i = 0; i < 3; i++)
    calendar_flow_mark (self, meeting, ((const char *[]){ "甲", "乙", "丁" })[i], ZB_MARK_PRESENT);
  zb_record_load_async (self->meetings, meeting, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, 60);
  record = zb_record_load_finish (self->meetings, done, NULL);

  quorum = zb_calendar_judge (self->calendar, record->meeting, record->attendance);
  g_assert_true (quorum.asks);
  g_assert_true (quorum.holds);
  g_assert_cmpuint (quorum.count.expected, ==, 3);
  g_assert_cmpuint (quorum.least, ==, 2);

  card = zb_calendar_count_vote (self->calendar, record->meeting, record->attendance, &vote);
  g_assert_true (card->passed);
  g_assert_cmpstr (card->words, ==, "通过：赞成 2 票，超过实到 3 人的半数（至少 2 票）");
  g_assert_null (card->other);
  zb_vote_card_free (card);

  vote.yes = 4;
  card = zb_calendar_count_vote (self->calendar, record->meeting, record->attendance, &vote);
  g_assert_true (card->bad);
  g_assert_false (card->passed);
  g_assert_cmpstr (card->words, ==, "有误：各项合计 5 票，多于收回的 3 张");
  zb_vote_card_free (card);

  vote.formula = (char *) "ordinary";
  vote.yes = 1;
  card = zb_calendar_count_vote (self->calendar, record->meeting, record->attendance, &vote);
  g_assert_cmpstr (card->words, ==, "未通过：赞成 1 票，未超过应到 3 人的半数（至少 2 票）");
  zb_vote_card_free (card);
  zb_record_free (record);
}

static void
put_remedy (CalendarFlow *self,
            gint64        meeting,
            const char   *due)
{
  ZbRemedy remedy = { .what = (char *) "学习不系统", .due = calendar_flow_day (due) };

  zb_record_put_remedy_async (self->meetings, meeting, &remedy, NULL, zb_test_result_cb, &answer);
  calendar_flow_finish_meeting (self, &answer);
}

/* Of a meeting of long ago its missing papers are the year view's, but people and promises are not. */
static void
test_todo_of_long_ago (CalendarFlow *self,
                       gconstpointer data)
{
  g_autoptr (GPtrArray) todo = NULL;
  const ZbTodo *line;
  gint64        old = calendar_flow_add (self, "专题组织生活会", "review", "2025-01-10", NULL, NULL);
  gint64        recent = calendar_flow_add (self, "专题组织生活会", "review", "2025-12-01", NULL, NULL);

  calendar_flow_mark (self, old, "乙", ZB_MARK_ABSENT);
  put_remedy (self, old, "2025-12-01");
  put_remedy (self, old, "2026-12-01");
  put_remedy (self, recent, "2026-01-05");
  todo = zb_calendar_list_todo (self->calendar);

  line = calendar_flow_todo (todo, "落实 1 月 10 日组织生活会的整改");
  g_assert_nonnull (line);
  g_assert_true (line->late);
  g_assert_cmpint (line->gap, ==, ZB_GAP_REMEDY);
  g_assert_cmpstr (line->detail, ==, "2 项未销号，最早的 12 月 1 日到期");
  line = calendar_flow_todo (todo, "落实 12 月 1 日组织生活会的整改");
  g_assert_nonnull (line);
  g_assert_false (line->late);
  line = calendar_flow_todo (todo, "处理 1 月 10 日组织生活会的无故缺席");
  g_assert_nonnull (line);
  g_assert_cmpstr (line->detail, ==, "1 人，须批评教育或谈话");
  g_assert_null (calendar_flow_todo (todo, "写 1 月 10 日组织生活会的记录"));
  g_assert_nonnull (calendar_flow_todo (todo, "写 12 月 1 日组织生活会的记录"));
}

static gboolean
is_seen (gpointer data)
{
  CalendarFlow *self = data;

  return self->n_changed > 0 && count_year (self) == 1;
}

static void
test_follows (CalendarFlow *self,
              gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  g_autoptr (GAsyncResult) done = NULL;

  draft->theme = g_strdup ("学习");
  draft->kinds = 1u << ZB_KIND_THEME_DAY;
  g_assert_true (zb_wall_parse (&draft->start, "2026-05-11"));
  self->n_changed = 0;
  zb_meetings_add_async (self->meetings, draft, NULL, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, 60);
  zb_test_until (is_seen, self, 60);
}

static gboolean
is_empty (gpointer data)
{
  CalendarFlow *self = data;

  return self->n_changed > 0 && count_year (self) == 0;
}

static void
test_follows_the_list (CalendarFlow *self,
                       gconstpointer data)
{
  calendar_flow_add (self, "学习", "theme-day", "2026-05-11", NULL, NULL);
  self->n_changed = 0;
  g_list_store_remove_all (G_LIST_STORE (zb_meetings_get_model (self->meetings)));
  zb_test_until (is_empty, self, 60);
  g_assert_cmpuint (self->n_changed, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (CalendarFlow *self, gconstpointer data);
  } tests[] = {
    { "/flow/calendar/a-plan-is-one-change-and-made-again-makes-nothing", test_plan },
    { "/flow/calendar/what-a-plan-makes-is-planned-for-that-day", test_made },
    { "/flow/calendar/a-plan-satisfies-its-profile", test_satisfied },
    { "/flow/calendar/a-past-meeting-is-asked-about-then-its-record-is-due", test_todo_of_a_meeting },
    { "/flow/calendar/held-and-recorded-counts-and-tells-what-is-missing", test_counted },
    { "/flow/calendar/filing-the-plan-files-the-meetings-of-the-quarter", test_filed },
    { "/flow/calendar/handed-in-twice-is-handed-in-once", test_filed_twice },
    { "/flow/calendar/what-the-branch-owes-is-to-be-done-by-its-day", test_todo_of_the_branch },
    { "/flow/calendar/what-is-far-off-or-arranged-is-not-yet-to-be-done", test_todo_in_time },
    { "/flow/calendar/what-is-going-on-is-still-told", test_todo_goes_on },
    { "/flow/calendar/who-turns-full-is-to-be-done", test_todo_of_the_roster },
    { "/flow/calendar/what-is-late-does-not-hide-what-comes", test_todo_is_short },
    { "/flow/calendar/a-moved-meeting-leaves-a-ghost", test_ghost },
    { "/flow/calendar/a-span-finds-what-touches-it", test_touching },
    { "/flow/calendar/a-day-off-and-an-overlap-are-told", test_doubts },
    { "/flow/calendar/a-vote-is-counted-in-words", test_votes },
    { "/flow/calendar/remedies-and-absences-of-long-ago-stay-to-be-done", test_todo_of_long_ago },
    { "/flow/calendar/it-follows-the-library", test_follows },
    { "/flow/calendar/it-follows-the-list-of-meetings", test_follows_the_list },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, CalendarFlow, NULL, calendar_flow_set_up, tests[i].test, calendar_flow_tear_down);

  return g_test_run ();
}
