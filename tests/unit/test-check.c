/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/check.h"

#include <string.h>

/* A branch as told in a few words, and what is owed of it. */
typedef struct
{
  ZbCheckInput input;
  ZbProfile    profile;
} Branch;

static ZbDay
to_day (const char *iso)
{
  ZbDay day = ZB_DAY_NONE;

  g_assert_true (iso == NULL || zb_day_parse (&day, iso));
  return day;
}

static void
branch_init (Branch     *branch,
             const char *today)
{
  memset (branch, 0, sizeof *branch);
  branch->profile.requirements = g_ptr_array_new_with_free_func (g_free);
  branch->input.profile = &branch->profile;
  branch->input.meetings = g_ptr_array_new_with_free_func (g_object_unref);
  branch->input.groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_subject_free);
  branch->input.persons = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_subject_free);
  branch->input.attended = g_array_new (FALSE, FALSE, sizeof (ZbAttended));
  branch->input.filings = g_ptr_array_new_with_free_func (g_free);
  branch->input.today = to_day (today);
}

static void
branch_clear (Branch *branch)
{
  g_ptr_array_unref (branch->profile.requirements);
  g_ptr_array_unref (branch->input.meetings);
  g_ptr_array_unref (branch->input.groups);
  g_ptr_array_unref (branch->input.persons);
  g_array_unref (branch->input.attended);
  g_ptr_array_unref (branch->input.filings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Branch, branch_clear)

static ZbRequirement *
add_rule (Branch     *branch,
          const char *code,
          ZbKinds     kinds,
          ZbScope     scope,
          ZbPeriod    period)
{
  ZbRequirement *rule = g_new0 (ZbRequirement, 1);

  rule->code = (char *) code;
  rule->name = (char *) code;
  rule->kinds = kinds;
  rule->scope = scope;
  rule->period = period;
  rule->count = 1;
  g_ptr_array_add (branch->profile.requirements, rule);
  return rule;
}

static void
add_meeting (Branch        *branch,
             const char    *start,
             const char    *kinds,
             ZbMeetingState state,
             gint64         group)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  ZbMeetingFacts facts = { .state = state, .group = group };

  draft->theme = g_strdup ("学习");
  draft->kinds = zb_kinds_parse (kinds);
  draft->group = group != 0 ? g_strdup_printf ("第%d组", (int) group) : NULL;
  g_assert_true (zb_wall_parse (&draft->start, start));
  g_ptr_array_add (branch->input.meetings, zb_meeting_new_with_facts (branch->input.meetings->len + 1, draft, &facts));
}

static ZbSubject *
add_subject (GPtrArray  *subjects,
             gint64      id,
             const char *name,
             const char *starts,
             const char *ends)
{
  ZbSubject *subject = g_new0 (ZbSubject, 1);

  subject->id = id;
  subject->name = g_strdup (name);
  subject->starts = to_day (starts);
  subject->ends = to_day (ends);
  g_ptr_array_add (subjects, subject);
  return subject;
}

static void
mark (Branch *branch,
      gint64  meeting,
      gint64  member,
      ZbMark  what)
{
  ZbAttended attended = { meeting, member, what };

  g_array_append_val (branch->input.attended, attended);
}

/* One a line: code period [name] held/owed +planned [next] [gaps] [meetings] [over] */
static char *
describe (GPtrArray *verdicts)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];
      g_autofree char *first = zb_day_to_text (verdict->first);
      g_autofree char *next = zb_day_to_text (verdict->next);

      g_string_append_printf (lines, "%s%s %.7s", i > 0 ? "\n" : "", verdict->rule->code, first);
      if (verdict->name != NULL)
        g_string_append_printf (lines, " %s", verdict->name);
      g_string_append_printf (lines, " %u/%u", verdict->held, verdict->owed);
      if (verdict->planned > 0)
        g_string_append_printf (lines, " +%u", verdict->planned);
      if (next != NULL)
        g_string_append_printf (lines, " next %s", next);
      if (verdict->gaps != 0)
        g_string_append_printf (lines, " gaps %x", verdict->gaps);
      for (guint j = 0; j < verdict->meetings->len; j++)
        g_string_append_printf (lines, "%s%d", j > 0 ? "," : " #", (int) g_array_index (verdict->meetings, gint64, j));
      g_string_append (lines, verdict->over ? " over" : "");
    }

  return g_string_free (lines, FALSE);
}

static void
assert_verdicts (Branch     *branch,
                 const char *from,
                 const char *to,
                 const char *wanted)
{
  g_autoptr (GPtrArray) verdicts = zb_check_run (&branch->input, to_day (from), to_day (to));
  g_autofree char *lines = describe (verdicts);

  g_assert_cmpstr (lines, ==, wanted);
}

#define THEME_DAY (1u << ZB_KIND_THEME_DAY)
#define ASSEMBLY (1u << ZB_KIND_ASSEMBLY)
#define GROUP_MEETING (1u << ZB_KIND_GROUP_MEETING)
#define LECTURE (1u << ZB_KIND_LECTURE)
#define TALK (1u << ZB_KIND_TALK)

static void
test_two_kinds (void)
{
  g_auto (Branch) branch = { 0 };

  branch_init (&branch, "2019-07-15");
  add_rule (&branch, "theme-day", THEME_DAY, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH);
  add_rule (&branch, "lecture", LECTURE, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER);
  add_meeting (&branch, "2019-06-10T09:00", "theme-day,lecture", ZB_STATE_REVIEWED, 0);
  assert_verdicts (&branch, "2019-06-01", "2019-06-30", "theme-day 2019-06 1/1 #1 over");
  assert_verdicts (&branch, "2019-04-01", "2019-06-30",
                   "theme-day 2019-04 0/1 over\ntheme-day 2019-05 0/1 over\ntheme-day 2019-06 1/1 #1 over\n"
                   "lecture 2019-04 1/1 #1 over");
}

static void
test_moved_quarter (void)
{
  g_auto (Branch) branch = { 0 };
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  ZbMeetingFacts facts = { .state = ZB_STATE_RECORDED };

  branch_init (&branch, "2019-08-01");
  add_rule (&branch, "assembly", ASSEMBLY, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER);
  draft->theme = g_strdup ("大会");
  draft->kinds = ASSEMBLY;
  g_assert_true (zb_wall_parse (&draft->start, "2019-07-01T14:30"));
  g_assert_true (zb_wall_parse (&facts.planned, "2019-06-27T14:30"));
  g_ptr_array_add (branch.input.meetings, zb_meeting_new_with_facts (9, draft, &facts));
  assert_verdicts (&branch, "2019-04-01", "2019-09-30", "assembly 2019-04 0/1 over\nassembly 2019-07 1/1 #9");
}

static void
test_joint (void)
{
  g_auto (Branch) branch = { 0 };
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  ZbMeetingFacts facts = { .state = ZB_STATE_HELD };

  branch_init (&branch, "2019-06-11");
  add_rule (&branch, "theme-day", THEME_DAY, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH);
  draft->theme = g_strdup ("联合党日");
  draft->kinds = THEME_DAY;
  draft->joint = TRUE;
  g_assert_true (zb_wall_parse (&draft->start, "2019-06-10"));
  g_ptr_array_add (branch.input.meetings, zb_meeting_new_with_facts (4, draft, &facts));
  assert_verdicts (&branch, "2019-06-01", "2019-06-30", "theme-day 2019-06 1/1 #4");
}

/* 全年联合 4 次，每季度一次: an own one does not count for it. */
static void
test_only_joint (void)
{
  g_auto (Branch) branch = { 0 };
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  ZbMeetingFacts facts = { .state = ZB_STATE_HELD };

  branch_init (&branch, "2019-07-11");
  add_rule (&branch, "theme-day-joint", THEME_DAY, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER)->only_joint = TRUE;
  add_meeting (&branch, "2019-05-10", "theme-day", ZB_STATE_HELD, 0);
  assert_verdicts (&branch, "2019-04-01", "2019-06-30", "theme-day-joint 2019-04 0/1 over");
  draft->theme = g_strdup ("联合党日");
  draft->kinds = THEME_DAY;
  draft->joint = TRUE;
  g_assert_true (zb_wall_parse (&draft->start, "2019-06-10"));
  g_ptr_array_add (branch.input.meetings, zb_meeting_new_with_facts (4, draft, &facts));
  assert_verdicts (&branch, "2019-04-01", "2019-06-30", "theme-day-joint 2019-04 1/1 #4 over");
}

static void
test_one_group_missing (void)
{
  g_auto (Branch) branch = { 0 };

  branch_init (&branch, "2019-05-20");
  add_rule (&branch, "group-meeting", GROUP_MEETING, ZB_SCOPE_GROUP, ZB_PERIOD_MONTH);
  add_subject (branch.input.groups, 1, "一组", NULL, NULL);
  add_subject (branch.input.groups, 2, "二组", NULL, NULL);
  add_meeting (&branch, "2019-03-20", "group-meeting", ZB_STATE_REVIEWED, 1);
  add_meeting (&branch, "2019-04-18", "group-meeting", ZB_STATE_REVIEWED, 0);
  assert_verdicts (&branch, "2019-03-01", "2019-04-30",
                   "group-meeting 2019-03 一组 1/1 #1 over\ngroup-meeting 2019-04 一组 1/1 #2 over\n"
                   "group-meeting 2019-03 二组 0/1 over\ngroup-meeting 2019-04 二组 1/1 #2 over");
  assert_verdicts (&branch, "2019-03-01", "2019-03-31",
                   "group-meeting 2019-03 一组 1/1 #1 over\ngroup-meeting 2019-03 二组 0/1 over");
}

/* Of states: what counts, what is still to come, what nobody confirmed. */
static void
test_states (void)
{
  g_auto (Branch) branch = { 0 };
  ZbRequirement *rule;

  branch_init (&branch, "2019-06-20");
  rule = add_rule (&branch, "committee", 1u << ZB_KIND_COMMITTEE, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER);
  rule->count = 3;
  add_meeting (&branch, "2019-04-03", "committee", ZB_STATE_HELD, 0);
  add_meeting (&branch, "2019-05-08", "committee", ZB_STATE_CANCELLED, 0);
  add_meeting (&branch, "2019-06-19", "committee", ZB_STATE_FILED, 0);
  add_meeting (&branch, "2019-06-28", "committee", ZB_STATE_FILED, 0);
  add_meeting (&branch, "2019-06-20T15:00", "committee", ZB_STATE_PLANNED, 0);
  add_meeting (&branch, "2019-06-24", "committee", ZB_STATE_FILED, 0);
  assert_verdicts (&branch, "2019-04-01", "2019-04-01", "committee 2019-04 1/3 +3 next 2019-06-20 gaps 1 #1,3,4,5,6");
}

static void
test_founded (void)
{
  g_auto (Branch) branch = { 0 };

  branch_init (&branch, "2020-03-01");
  branch.input.founded = to_day ("2019-06-12");
  add_rule (&branch, "theme-day", THEME_DAY, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH)->fixed_day = 10;
  add_rule (&branch, "committee", 1u << ZB_KIND_COMMITTEE, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH);
  add_rule (&branch, "assembly", ASSEMBLY, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER);
  add_rule (&branch, "appraisal", 1u << ZB_KIND_APPRAISAL, ZB_SCOPE_BRANCH, ZB_PERIOD_YEAR)->month = 12;
  assert_verdicts (&branch, "2019-01-01", "2019-07-31",
                   "theme-day 2019-07 0/1 over\ncommittee 2019-06 0/1 over\ncommittee 2019-07 0/1 over\n"
                   "assembly 2019-07 0/1 over\nappraisal 2019-01 0/1 over");
}

typedef struct
{
  const char *founded;
  const char *verdicts; /* of June, 30 days */
} FoundedRow;

static const FoundedRow founded_rows[] = {
  { NULL, "theme-day 2019-06 0/1\ncommittee 2019-06 0/1" },
  { "2019-06-10", "theme-day 2019-06 0/1\ncommittee 2019-06 0/1" },
  { "2019-06-11", "committee 2019-06 0/1" },
  { "2019-06-16", "committee 2019-06 0/1" },
  { "2019-06-17", "" },
  { "2019-06", "" },
  { "2019-05", "theme-day 2019-06 0/1\ncommittee 2019-06 0/1" },
};

static void
test_founded_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (founded_rows); i++)
    {
      g_auto (Branch) branch = { 0 };

      branch_init (&branch, "2019-06-30");
      branch.input.founded = to_day (founded_rows[i].founded);
      add_rule (&branch, "theme-day", THEME_DAY, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH)->fixed_day = 10;
      add_rule (&branch, "committee", 1u << ZB_KIND_COMMITTEE, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH);
      g_test_message ("row %u", i);
      assert_verdicts (&branch, "2019-06-01", "2019-06-30", founded_rows[i].verdicts);
    }
}

/* A group that ends on the day still owes what was due the day before. */
static void
test_group_ends (void)
{
  g_auto (Branch) branch = { 0 };

  branch_init (&branch, "2019-07-01");
  add_rule (&branch, "group-meeting", GROUP_MEETING, ZB_SCOPE_GROUP, ZB_PERIOD_MONTH)->fixed_day = 20;
  add_subject (branch.input.groups, 1, "一组", NULL, "2019-06-20");
  add_subject (branch.input.groups, 2, "二组", NULL, "2019-06-21");
  assert_verdicts (&branch, "2019-06-01", "2019-06-30", "group-meeting 2019-06 二组 0/1 over");
}

typedef struct
{
  const char *starts, *ends;
  gboolean    owes;
} StayRow;

/* 2019 has 365 days: half of them are 183. */
static const StayRow stays[] = {
  { NULL, NULL, TRUE },
  { "2019-07-02", NULL, TRUE },
  { "2019-07-03", NULL, FALSE },
  { NULL, "2019-07-03", TRUE },
  { NULL, "2019-07-02", FALSE },
  { "2019-03-01", "2019-09-30", TRUE },
  { "2019-03-01", "2019-08-30", FALSE },
  { "2020-01-01", NULL, FALSE },
  { NULL, "2018-12-31", FALSE },
  { "2019", NULL, FALSE }, /* may have come on the last day */
};

static void
test_stays (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (stays); i++)
    {
      g_auto (Branch) branch = { 0 };

      branch_init (&branch, "2020-03-01");
      add_rule (&branch, "talk", TALK, ZB_SCOPE_PERSON, ZB_PERIOD_YEAR);
      add_subject (branch.input.persons, 5, "张三", stays[i].starts, stays[i].ends);
      add_meeting (&branch, "2019-07-02", "talk", ZB_STATE_HELD, 0);
      mark (&branch, 1, 5, ZB_MARK_PRESENT);
      g_test_message ("row %u", i);
      assert_verdicts (&branch, "2019-01-01", "2019-12-31", stays[i].owes ? "talk 2019-01 张三 1/1 #1 over" : "");
    }
}

/* 2019 here, 2020 elsewhere: the year of each branch is its own. */
static void
test_moved_member (void)
{
  g_auto (Branch) branch = { 0 };

  branch_init (&branch, "2021-01-05");
  add_rule (&branch, "talk", TALK, ZB_SCOPE_PERSON, ZB_PERIOD_YEAR);
  add_subject (branch.input.persons, 5, "张三", "2018-03-01", "2020-02-01");
  add_subject (branch.input.persons, 6, "李四", "2020-02-01", NULL);
  add_meeting (&branch, "2019-11-02", "talk", ZB_STATE_HELD, 0);
  add_meeting (&branch, "2020-11-02", "talk", ZB_STATE_HELD, 0);
  mark (&branch, 2, 6, ZB_MARK_OBSERVER);
  mark (&branch, 2, 5, ZB_MARK_ABSENT);
  mark (&branch, 1, 5, ZB_MARK_PRESENT);
  mark (&branch, 77, 5, ZB_MARK_PRESENT);
  mark (&branch, 1, 99, ZB_MARK_PRESENT);
  assert_verdicts (&branch, "2019-01-01", "2020-12-31",
                   "talk 2019-01 张三 1/1 #1 over\ntalk 2020-01 李四 1/1 #2 over");
}

static void
test_marks (void)
{
  g_auto (Branch) branch = { 0 };
  const ZbMark marks[] = { ZB_MARK_EXCUSED, ZB_MARK_ABSENT, ZB_MARK_EXEMPT, ZB_MARK_NONE };

  branch_init (&branch, "2019-06-20");
  add_rule (&branch, "review", 1u << ZB_KIND_REVIEW, ZB_SCOPE_PERSON, ZB_PERIOD_YEAR);
  add_subject (branch.input.persons, 5, "张三", NULL, NULL);
  add_meeting (&branch, "2019-06-10", "review", ZB_STATE_HELD, 0);
  add_meeting (&branch, "2019-12-20", "review", ZB_STATE_PLANNED, 0);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    mark (&branch, 1, 5, marks[i]);
  mark (&branch, 2, 5, ZB_MARK_NONE);
  assert_verdicts (&branch, "2019-01-01", "2019-12-31", "review 2019-01 张三 0/1 +1 next 2019-12-20 #2");
}

static void
add_lecture (Branch     *branch,
             const char *start,
             const char *lecturer)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  ZbMeetingFacts facts = { .state = ZB_STATE_HELD };

  draft->theme = g_strdup ("党课");
  draft->kinds = LECTURE;
  draft->lecturer = g_strdup (lecturer);
  g_assert_true (zb_wall_parse (&draft->start, start));
  g_ptr_array_add (branch->input.meetings, zb_meeting_new_with_facts (branch->input.meetings->len + 1, draft, &facts));
}

static void
test_lecturers (void)
{
  g_auto (Branch) branch = { 0 };
  ZbRequirement *rule;

  branch_init (&branch, "2020-03-01");
  rule = add_rule (&branch, "leaders-lecture", LECTURE, ZB_SCOPE_PERSON, ZB_PERIOD_YEAR);
  rule->who = ZB_WHO_LEADERS;
  rule->lecturing = TRUE;
  add_subject (branch.input.persons, 5, "张三", NULL, NULL)->duties = 1u << ZB_DUTY_SECRETARY;
  add_subject (branch.input.persons, 6, "李四", NULL, NULL)->leader = TRUE;
  add_subject (branch.input.persons, 7, "王五", NULL, NULL);
  add_subject (branch.input.persons, 8, "赵六", NULL, NULL)->leader = TRUE;
  add_lecture (&branch, "2019-03-11", "张　三");
  add_lecture (&branch, "2019-06-10", "王五、李四");
  add_lecture (&branch, "2019-09-10", NULL);
  mark (&branch, 3, 8, ZB_MARK_PRESENT);
  assert_verdicts (&branch, "2019-01-01", "2019-12-31",
                   "leaders-lecture 2019-01 张三 1/1 #1 over\nleaders-lecture 2019-01 李四 1/1 #2 over\n"
                   "leaders-lecture 2019-01 赵六 0/1 over");
}

static void
test_who (void)
{
  static const struct
  {
    ZbWho       who;
    const char *names;
  } rows[] = { { ZB_WHO_ALL, "甲乙丙丁" }, { ZB_WHO_COMMITTEE, "甲乙" }, { ZB_WHO_SECRETARY, "甲" }, { ZB_WHO_LEADERS, "甲丁" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Branch) branch = { 0 };
      g_autoptr (GPtrArray) verdicts = NULL;
      g_autoptr (GString) names = g_string_new (NULL);

      branch_init (&branch, "2019-06-20");
      add_rule (&branch, "talk", TALK, ZB_SCOPE_PERSON, ZB_PERIOD_YEAR)->who = rows[i].who;
      add_subject (branch.input.persons, 5, "甲", NULL, NULL)->duties = 1u << ZB_DUTY_SECRETARY;
      add_subject (branch.input.persons, 6, "乙", NULL, NULL)->duties = 1u << ZB_DUTY_YOUTH;
      add_subject (branch.input.persons, 7, "丙", NULL, NULL)->duties = 1u << ZB_DUTY_GROUP_LEADER;
      add_subject (branch.input.persons, 8, "丁", NULL, NULL)->leader = TRUE;
      verdicts = zb_check_run (&branch.input, to_day ("2019-01-01"), to_day ("2019-12-31"));
      for (guint j = 0; j < verdicts->len; j++)
        g_string_append (names, ((const ZbVerdict *) verdicts->pdata[j])->name);
      g_assert_cmpstr (names->str, ==, rows[i].names);
    }
}

static void
test_version (void)
{
  g_auto (Branch) branch = { 0 };
  ZbRequirement *rule;

  branch_init (&branch, "2019-12-31");
  rule = add_rule (&branch, "old", ASSEMBLY, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER);
  rule->until = to_day ("2019-04-02");
  rule = add_rule (&branch, "new", ASSEMBLY, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER);
  rule->from = to_day ("2019-04-02");
  rule->until = to_day ("2019-10-01");
  rule->count = 2;
  rule = add_rule (&branch, "newest", ASSEMBLY, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER);
  rule->from = to_day ("2019-10-01");
  assert_verdicts (&branch, "2019-01-01", "2019-12-31",
                   "old 2019-01 0/1 over\nold 2019-04 0/1 over\nnew 2019-07 0/2 over\nnewest 2019-10 0/1");
}

static void
file (Branch     *branch,
      const char *task,
      const char *first)
{
  ZbFiling *filing = g_new0 (ZbFiling, 1);

  filing->task = (char *) task;
  filing->first = to_day (first);
  filing->day = to_day ("2019-04-02");
  g_ptr_array_add (branch->input.filings, filing);
}

static void
test_tasks (void)
{
  g_auto (Branch) branch = { 0 };
  ZbRequirement *rule;

  branch_init (&branch, "2019-06-20");
  rule = add_rule (&branch, "plan-filing", 0, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER);
  rule->task = (char *) "plan-filing";
  rule->month = 1;
  rule->fixed_day = 5;
  rule = add_rule (&branch, "brief", 0, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER);
  rule->task = (char *) "brief";
  rule = add_rule (&branch, "dues", 0, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH);
  rule->task = (char *) "dues";
  rule->fixed_day = 31;
  file (&branch, "plan-filing", "2019-04-01");
  file (&branch, "plan-filing", "2019-10-01");
  file (&branch, "brief", "2019-01-01");
  file (&branch, "dues", "2019-06");
  assert_verdicts (&branch, "2019-04-02", "2019-07-01",
                   "plan-filing 2019-07 0/1 next 2019-07-05\nbrief 2019-07 0/1 next 2019-09-30\n"
                   "dues 2019-05 0/1 next 2019-05-31 over\ndues 2019-06 1/1 next 2019-06-30\ndues 2019-07 0/1 next 2019-07-31");
  assert_verdicts (&branch, "2019-04-01", "2019-04-02",
                   "plan-filing 2019-04 1/1 next 2019-04-05\nbrief 2019-04 0/1 next 2019-06-30\n"
                   "dues 2019-04 0/1 next 2019-04-30 over");
}

/* Of what is missing only what the requirement asks for. */
static void
test_evidence (void)
{
  g_auto (Branch) branch = { 0 };
  g_autoptr (GPtrArray) verdicts = NULL;

  branch_init (&branch, "2019-06-20");
  add_rule (&branch, "all", ASSEMBLY, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER)->evidence = ~0u;
  add_rule (&branch, "photos", ASSEMBLY, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER)->evidence = ZB_GAP_PHOTOS;
  add_meeting (&branch, "2019-04-03", "assembly", ZB_STATE_HELD, 0);
  verdicts = zb_check_run (&branch.input, to_day ("2019-04-01"), to_day ("2019-04-30"));
  g_assert_cmpuint (verdicts->len, ==, 2);
  g_assert_cmphex (((ZbVerdict *) verdicts->pdata[0])->gaps & (ZB_GAP_RECORD | ZB_GAP_PHOTOS), ==, ZB_GAP_RECORD | ZB_GAP_PHOTOS);
  g_assert_cmphex (((ZbVerdict *) verdicts->pdata[1])->gaps, ==, ZB_GAP_PHOTOS);
}

static void
test_nothing (void)
{
  g_auto (Branch) branch = { 0 };
  ZbCheckInput bare = { 0 };
  g_autoptr (GPtrArray) verdicts = NULL;

  branch_init (&branch, "2019-06-20");
  add_rule (&branch, "theme-day", THEME_DAY, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH);
  add_rule (&branch, "group-meeting", GROUP_MEETING, ZB_SCOPE_GROUP, ZB_PERIOD_MONTH);
  add_rule (&branch, "talk", TALK, ZB_SCOPE_PERSON, ZB_PERIOD_MONTH);
  assert_verdicts (&branch, "2019-06-30", "2019-06-01", "");
  bare.profile = &branch.profile;
  bare.today = branch.input.today;
  verdicts = zb_check_run (&bare, to_day ("2019-06-01"), to_day ("2019-06-01"));
  g_assert_cmpuint (verdicts->len, ==, 1);
}

static void
assert_sum (Branch     *branch,
            const char *from,
            const char *to,
            const char *wanted)
{
  ZbAttendanceSum  sum = zb_attendance_sum (&branch->input, 5, to_day (from), to_day (to));
  g_autofree char *line = g_strdup_printf ("%u: %u %u %u, %u", sum.expected, sum.present, sum.excused, sum.absent, sum.running);

  g_assert_cmpstr (line, ==, wanted);
}

static void
test_sum (void)
{
  g_auto (Branch) branch = { 0 };
  const ZbMark marks[] = { ZB_MARK_PRESENT, ZB_MARK_ABSENT, ZB_MARK_EXCUSED, ZB_MARK_ABSENT, ZB_MARK_NONE,
                           ZB_MARK_EXEMPT, ZB_MARK_ABSENT, ZB_MARK_OBSERVER, ZB_MARK_ABSENT };

  branch_init (&branch, "2019-12-31");
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *start = g_strdup_printf ("2019-%02u-10", i + 1);

      add_meeting (&branch, start, "theme-day", ZB_STATE_HELD, 0);
      mark (&branch, i + 1, 5, marks[i]);
      mark (&branch, i + 1, 6, ZB_MARK_PRESENT);
    }
  add_meeting (&branch, "2019-10-10", "theme-day", ZB_STATE_CANCELLED, 0);
  mark (&branch, 10, 5, ZB_MARK_ABSENT);
  assert_sum (&branch, "2019-01-01", "2019-12-31", "7: 1 1 4, 1");
  assert_sum (&branch, "2019-01-01", "2019-07-10", "6: 1 1 3, 2");
  assert_sum (&branch, "2019-02-10", "2019-04-10", "3: 0 1 2, 1");
  assert_sum (&branch, "2019-02-11", "2019-04-10", "2: 0 1 1, 1");
  assert_sum (&branch, "2020-01-01", "2020-12-31", "0: 0 0 0, 0");
}

typedef struct
{
  const char *start, *end, *group;
  gboolean    overlaps;
} OverlapRow;

/* With a meeting of the first group from 09:00 to 10:30 on that day. */
static const OverlapRow overlap_rows[] = {
  { "2019-06-10T10:00", "2019-06-10T11:00", NULL, TRUE },
  { "2019-06-10T10:00", "2019-06-10T11:00", "一组", TRUE },
  { "2019-06-10T10:00", "2019-06-10T11:00", "二组", FALSE },
  { "2019-06-10T10:30", "2019-06-10T11:00", NULL, FALSE },
  { "2019-06-10T08:30", NULL, NULL, TRUE },  /* an hour */
  { "2019-06-10T08:00", NULL, NULL, FALSE }, /* touches */
  { "2019-06-10T08:30", "2019-06-10T08:30", NULL, TRUE },
  { "2019-06-09T09:30", "2019-06-10", NULL, TRUE },
  { "2019-06-09T09:30", "2019-06-10T09:00", NULL, FALSE },
  { "2019-06-10", NULL, NULL, FALSE },
  { "2019-06-10", "2019-06-11", NULL, FALSE },
  { "2019-06-11T09:00", NULL, NULL, FALSE },
};

static void
test_overlaps (void)
{
  g_autoptr (GPtrArray) meetings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ZbMeetingDraft) ours = zb_meeting_draft_new ();
  ZbMeetingFacts facts = { .state = ZB_STATE_CANCELLED };

  ours->kinds = GROUP_MEETING;
  ours->group = g_strdup ("一组");
  g_assert_true (zb_wall_parse (&ours->start, "2019-06-10"));
  g_ptr_array_add (meetings, zb_meeting_new (1, ours, 0));
  g_assert_true (zb_wall_parse (&ours->start, "2019-06-10T09:00"));
  g_assert_true (zb_wall_parse (&ours->end, "2019-06-10T10:30"));
  g_ptr_array_add (meetings, zb_meeting_new (2, ours, 0));
  g_ptr_array_add (meetings, zb_meeting_new_with_facts (3, ours, &facts));

  for (guint i = 0; i < G_N_ELEMENTS (overlap_rows); i++)
    {
      g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GArray) others = NULL;

      g_assert_true (zb_wall_parse (&draft->start, overlap_rows[i].start));
      if (overlap_rows[i].end != NULL)
        g_assert_true (zb_wall_parse (&draft->end, overlap_rows[i].end));
      draft->group = g_strdup (overlap_rows[i].group);
      ids = zb_check_overlaps (meetings, draft, 0);
      others = zb_check_overlaps (meetings, draft, 2);
      g_test_message ("row %u", i);
      g_assert_cmpuint (ids->len, ==, overlap_rows[i].overlaps ? 1 : 0);
      g_assert_cmpuint (others->len, ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/check/a-lecture-in-a-theme-day-counts-for-both", test_two_kinds);
  g_test_add_func ("/rules/check/moved-over-a-quarters-end-it-counts-where-it-was-held", test_moved_quarter);
  g_test_add_func ("/rules/check/a-joint-one-counts-as-an-own", test_joint);
  g_test_add_func ("/rules/check/only-joint-ones-count-where-that-is-asked", test_only_joint);
  g_test_add_func ("/rules/check/one-group-of-a-month-is-missing", test_one_group_missing);
  g_test_add_func ("/rules/check/past-and-unconfirmed-is-not-held", test_states);
  g_test_add_func ("/rules/check/nothing-is-owed-before-the-branch-was-founded", test_founded);
  g_test_add_func ("/rules/check/founded-by-the-day-it-owes-the-month", test_founded_days);
  g_test_add_func ("/rules/check/a-group-owes-what-was-due-before-it-ended", test_group_ends);
  g_test_add_func ("/rules/check/half-a-period-owes-the-whole", test_stays);
  g_test_add_func ("/rules/check/who-moved-owes-each-branch-its-own-year", test_moved_member);
  g_test_add_func ("/rules/check/leave-and-absence-are-no-presence", test_marks);
  g_test_add_func ("/rules/check/lecturers-are-known-by-name", test_lecturers);
  g_test_add_func ("/rules/check/who-owes-is-told-by-posts", test_who);
  g_test_add_func ("/rules/check/the-requirement-of-the-first-day-holds", test_version);
  g_test_add_func ("/rules/check/tasks-are-held-by-filings", test_tasks);
  g_test_add_func ("/rules/check/only-the-evidence-asked-for-is-missing", test_evidence);
  g_test_add_func ("/rules/check/no-records-and-no-span", test_nothing);
  g_test_add_func ("/rules/attendance/sums-of-a-span", test_sum);
  g_test_add_func ("/rules/overlap/time-and-people", test_overlaps);

  return g_test_run ();
}
