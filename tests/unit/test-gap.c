/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/gap.h"

#define HEAD "[profile]\ncode=test\nname=测试\nelection=present\nhalf-counts=yes\nrecord-days=3\nphoto-days=1\n"
#define RULE(code, kinds, more) "[" code "]\nname=x\nkinds=" kinds "\nperiod=month\ncount=1\narticle=x\nverified=yes\n" more

static const char usual[] = HEAD RULE ("theme-day", "theme-day", "") RULE ("assembly", "assembly", "quorum=ordinary\n")
    RULE ("committee", "committee", "quorum=committee\n") RULE ("lecture", "lecture", "") RULE ("talk", "talk", "") "[end]\n";

static const char strict[] = HEAD RULE ("talk", "talk", "evidence=record,photos\n")
    RULE ("lecture", "lecture", "evidence=lecturer\n") RULE ("review", "review", "evidence=none\nrecord-days=0\n") "[end]\n";

static const char holidays_text[] = "date\tkind\tname\n2019-06-07\toff\t端午\n2019-06-08\toff\t端午\n2019-06-09\toff\t端午\n";

static ZbDay
to_day (const char *iso)
{
  ZbDay day = ZB_DAY_NONE;

  g_assert_true (iso == NULL || zb_day_parse (&day, iso));
  return day;
}

static ZbWall
to_wall (const char *iso)
{
  ZbWall wall = ZB_WALL_NONE;

  g_assert_true (iso == NULL || zb_wall_parse (&wall, iso));
  return wall;
}

/* A meeting of Monday 10 June 2019 of which nothing is missing: 20 expected, 18 present. */
static ZbMeetingFacts
get_whole (void)
{
  return (ZbMeetingFacts){
    .state = ZB_STATE_REVIEWED,
    .planned = to_wall ("2019-06-10T09:00"),
    .recorded = to_day ("2019-06-12"),
    .reviewed = to_day ("2019-06-13"),
    .n_photos = 6,
    .n_listed = 22,
    .expected = 20,
    .present = 18,
    .voters = 20,
    .voters_present = 18,
    .n_agenda = 2,
    .n_written = 2,
  };
}

static ZbMeeting *
make (const char           *kinds,
      const char           *start,
      const char           *end,
      const ZbMeetingFacts *facts)
{
  ZbMeetingDraft draft = {
    .theme = (char *) "重温入党誓词",
    .kinds = zb_kinds_parse (kinds),
    .start = to_wall (start),
    .end = to_wall (end),
    .lecturer = (char *) "张桂芬",
    .resolution = (char *) "同意",
    .activists = -1,
  };

  g_assert_cmpuint (draft.kinds, !=, 0);
  return zb_meeting_new_with_facts (9991, &draft, facts);
}

static char *
to_codes (guint gaps)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < ZB_N_GAPS; i++)
    if (gaps & 1u << i)
      g_string_append_printf (codes, "%s%s", codes->len > 0 ? "," : "", zb_gap_to_code (1u << i));

  return g_string_free (codes, FALSE);
}

static void
assert_gaps (ZbMeeting  *meeting,
             const char *text,
             const char *today,
             const char *expected)
{
  g_autoptr (ZbProfile) profile = text != NULL ? zb_profile_parse (text, -1, NULL) : NULL;
  g_autoptr (ZbHolidays) holidays = zb_holidays_parse (holidays_text, -1, NULL);
  g_autofree char *codes = NULL;

  g_assert_true (text == NULL || profile != NULL);
  g_assert_nonnull (holidays);
  codes = to_codes (zb_meeting_list_gaps (meeting, profile, holidays, to_day (today)));
  g_assert_cmpstr (codes, ==, expected);
}

#define FACT(name) (G_STRUCT_OFFSET (ZbMeetingFacts, name) + 1)

/* Another number in a meeting's facts, or no day on which it was recorded. */
typedef struct
{
  gsize field; /* its offset + 1; 0: none */
  guint value;
} Change;

static const struct
{
  const char *kinds;
  const char *today;
  const char *gaps;
  Change      changes[4];
} rows[] = {
  { "theme-day", "2019-06-30", "", {} },
  { "assembly", "2019-06-30", "", {} },
  { "theme-day", "2019-06-30", "photos", { { FACT (n_photos), 0 } } },
  { "talk", "2019-06-30", "", { { FACT (n_photos), 0 } } },
  { "committee", "2019-06-30", "", { { FACT (n_photos), 0 } } },
  { "committee,talk", "2019-06-30", "", { { FACT (n_photos), 0 } } },
  { "committee,study", "2019-06-30", "", { { FACT (n_photos), 0 } } }, /* study owes nothing */
  { "study", "2019-06-30", "photos", { { FACT (n_photos), 0 } } },
  { "committee,theme-day", "2019-06-30", "photos", { { FACT (n_photos), 0 } } },
  { "theme-day", "2019-06-30", "captions", { { FACT (n_uncaptioned), 1 } } },
  { "theme-day", "2019-06-30", "astray", { { FACT (n_astray), 1 } } },
  { "theme-day", "2019-06-30", "attendance", { { FACT (n_listed), 0 }, { FACT (voters_present), 0 }, { FACT (present), 0 } } },
  { "theme-day", "2019-06-30", "attendance", { { FACT (n_unmarked), 1 } } },
  { "theme-day", "2019-06-30", "record", { { FACT (n_written), 1 } } },
  { "theme-day", "2019-06-30", "", { { FACT (n_agenda), 0 }, { FACT (n_written), 0 } } }, /* recorded without an agenda */
  { "theme-day", "2019-06-30", "follow-up", { { FACT (n_unfollowed), 1 }, { FACT (n_absent), 1 } } },
  { "theme-day", "2019-06-30", "review", { { FACT (state), ZB_STATE_RECORDED } } },

  { "theme-day", "2019-06-13", "", { { FACT (state), ZB_STATE_HELD }, { FACT (recorded), 0 } } }, /* may still be written */
  { "theme-day", "2019-06-14", "late", { { FACT (state), ZB_STATE_HELD }, { FACT (recorded), 0 } } },
  { "theme-day", "2019-06-14", "record,late", { { FACT (state), ZB_STATE_HELD }, { FACT (recorded), 0 }, { FACT (n_agenda), 0 }, { FACT (n_written), 0 } } },
  { "theme-day", "2019-06-10", "record", { { FACT (state), ZB_STATE_HELD }, { FACT (recorded), 0 }, { FACT (n_agenda), 0 }, { FACT (n_written), 0 } } },

  /* Photos or attendance say that it was held, whatever was said of it. */
  { "theme-day", "2019-06-13", "", { { FACT (state), ZB_STATE_PLANNED }, { FACT (recorded), 0 } } },
  { "theme-day", "2019-06-13", "photos", { { FACT (state), ZB_STATE_FILED }, { FACT (recorded), 0 }, { FACT (n_photos), 0 } } },

  { "assembly", "2019-06-30", "", { { FACT (voters_present), 10 } } }, /* exactly one half */
  { "assembly", "2019-06-30", "quorum", { { FACT (voters_present), 9 } } },
  { "assembly", "2019-06-30", "attendance", { { FACT (voters_present), 9 }, { FACT (n_unmarked), 1 } } },
  { "assembly", "2019-06-30", "attendance,quorum", { { FACT (voters_present), 9 }, { FACT (voters), 21 }, { FACT (n_unmarked), 1 } } },
  { "assembly", "2019-06-30", "quorum", { { FACT (voters), 0 }, { FACT (voters_present), 0 } } },
  { "theme-day", "2019-06-30", "", { { FACT (voters_present), 1 } } }, /* nobody counts at a theme day */
  { "committee", "2019-06-30", "quorum", { { FACT (voters), 4 }, { FACT (voters_present), 2 } } },
  { "assembly", "2019-06-30", "quorum", { { FACT (voters_present), 10 }, { FACT (n_votes), 1 }, { FACT (vote_formulas), 1 << ZB_FORMULA_ADMISSION } } },
  { "assembly", "2019-06-30", "", { { FACT (voters_present), 11 }, { FACT (n_votes), 1 }, { FACT (vote_formulas), 1 << ZB_FORMULA_ADMISSION } } },
  { "assembly", "2019-06-30", "quorum", { { FACT (voters_present), 15 }, { FACT (n_votes), 1 }, { FACT (vote_formulas), 1 << ZB_FORMULA_ELECTION } } },
  { "theme-day", "2019-06-30", "", { { FACT (voters_present), 16 }, { FACT (n_votes), 1 }, { FACT (vote_formulas), 1 << ZB_FORMULA_ELECTION } } },
};

static void
apply (ZbMeetingFacts *facts,
       const Change   *change)
{
  const gsize recorded = FACT (recorded);

  if (change->field == recorded)
    facts->recorded = ZB_DAY_NONE;
  else if (change->field != 0)
    G_STRUCT_MEMBER (guint, facts, change->field - 1) = change->value;
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZbMeetingFacts facts = get_whole ();
      g_autoptr (ZbMeeting) meeting = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (rows[i].changes); j++)
        apply (&facts, &rows[i].changes[j]);
      meeting = make (rows[i].kinds, "2019-06-10T09:00", "2019-06-10T11:40", &facts);
      g_test_message ("row %u", i);
      assert_gaps (meeting, usual, rows[i].today, rows[i].gaps);
    }
}

static const struct
{
  const char    *start, *end, *today;
  ZbMeetingState state;
  const char    *gaps;
} unheld[] = {
  { "2019-06-10T09:00", NULL, "2019-06-09", ZB_STATE_PLANNED, "" },
  { "2019-06-10T09:00", NULL, "2019-06-10", ZB_STATE_PLANNED, "" },
  { "2019-06-10T09:00", NULL, "2019-06-11", ZB_STATE_PLANNED, "unconfirmed" },
  { "2019-06-10T09:00", NULL, "2019-06-11", ZB_STATE_FILED, "unconfirmed" },
  { "2019-06-10", "2019-06-12", "2019-06-12", ZB_STATE_PLANNED, "" },
  { "2019-06-10", "2019-06-12", "2019-06-13", ZB_STATE_PLANNED, "unconfirmed" },
  { "2019-06-10T09:00", NULL, "2030-01-01", ZB_STATE_CANCELLED, "" },
  { "2019-06-10T09:00", NULL, "2019-06-09", ZB_STATE_HELD, "" }, /* held before its day: nothing is asked yet */
  { "2019-06-10T09:00", NULL, "2019-06-10", ZB_STATE_HELD, "record,attendance,photos" },
};

static void
test_unheld (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unheld); i++)
    {
      ZbMeetingFacts facts = { .state = unheld[i].state };
      g_autoptr (ZbMeeting) meeting = make ("theme-day", unheld[i].start, unheld[i].end, &facts);

      g_test_message ("row %u", i);
      assert_gaps (meeting, usual, unheld[i].today, unheld[i].gaps);
    }
}

/* Of a day off the working days begin after it; the last day of a long one counts. */
static const struct
{
  const char *kinds, *start, *end, *text, *due;
} dues[] = {
  { "theme-day", "2019-06-06", NULL, usual, "2019-06-12" },
  { "theme-day", "2019-06-10T09:00", "2019-06-10T11:40", usual, "2019-06-13" },
  { "theme-day", "2019-06-10", "2019-06-12", usual, "2019-06-17" },
  { "review", "2019-06-10", NULL, usual, "2019-06-13" }, /* of no requirement */
  { "review", "2019-06-10", NULL, strict, NULL },
  { "review", "2019-06-10", NULL, NULL, NULL },
};

static void
test_dues (void)
{
  g_autoptr (ZbHolidays) holidays = zb_holidays_parse (holidays_text, -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      ZbMeetingFacts facts = get_whole ();
      g_autoptr (ZbProfile) profile = dues[i].text != NULL ? zb_profile_parse (dues[i].text, -1, NULL) : NULL;
      g_autoptr (ZbMeeting) meeting = make (dues[i].kinds, dues[i].start, dues[i].end, &facts);
      g_autofree char *due = zb_day_to_text (zb_meeting_get_record_due (meeting, profile, holidays));

      g_test_message ("row %u", i);
      g_assert_cmpstr (due, ==, dues[i].due);
    }
}

/* 补记 stays, whenever it is looked at. */
static void
test_late (void)
{
  ZbMeetingFacts facts = get_whole ();
  g_autoptr (ZbMeeting) in_time = NULL;
  g_autoptr (ZbMeeting) late = NULL;

  facts.recorded = to_day ("2019-06-13");
  in_time = make ("theme-day", "2019-06-10T09:00", NULL, &facts);
  facts.recorded = to_day ("2019-06-14");
  late = make ("theme-day", "2019-06-10T09:00", NULL, &facts);

  assert_gaps (in_time, usual, "2019-06-14", "");
  assert_gaps (in_time, usual, "2029-06-14", "");
  assert_gaps (late, usual, "2019-06-14", "late");
  assert_gaps (late, usual, "2029-06-14", "late");
  assert_gaps (late, NULL, "2029-06-14", "");
}

static void
test_remedies (void)
{
  ZbMeetingFacts facts = get_whole ();
  g_autoptr (ZbMeeting) meeting = NULL;
  g_autoptr (ZbMeeting) undated = NULL;

  facts.n_remedies = 3;
  facts.n_open_remedies = 1;
  undated = make ("theme-day", "2019-06-10", NULL, &facts);
  facts.remedy_due = to_day ("2019-07-31");
  meeting = make ("theme-day", "2019-06-10", NULL, &facts);

  assert_gaps (meeting, usual, "2019-07-31", "");
  assert_gaps (meeting, usual, "2019-08-01", "remedy");
  assert_gaps (undated, usual, "2029-08-01", "");
}

static ZbMeeting *
make_wordless (const char           *kinds,
               const ZbMeetingFacts *facts)
{
  ZbMeetingDraft draft = {
    .theme = (char *) "讨论转正",
    .kinds = zb_kinds_parse (kinds),
    .start = to_wall ("2019-06-10"),
    .lecturer = (char *) " ",
    .resolution = (char *) "　\n",
    .activists = -1,
  };

  return zb_meeting_new_with_facts (9992, &draft, facts);
}

static void
test_words (void)
{
  ZbMeetingFacts facts = get_whole ();
  g_autoptr (ZbMeeting) assembly = make_wordless ("assembly", &facts);
  g_autoptr (ZbMeeting) lecture = make_wordless ("lecture", &facts);
  g_autoptr (ZbMeeting) both = make_wordless ("assembly,lecture", &facts);
  g_autoptr (ZbMeeting) other = make_wordless ("theme-day", &facts);
  g_autoptr (ZbMeeting) voted = NULL;

  facts.n_votes = 1;
  voted = make_wordless ("theme-day", &facts);

  assert_gaps (assembly, usual, "2019-06-30", "resolution");
  assert_gaps (lecture, usual, "2019-06-30", "lecturer");
  assert_gaps (both, usual, "2019-06-30", "resolution,lecturer");
  assert_gaps (other, usual, "2019-06-30", "");
  assert_gaps (voted, usual, "2019-06-30", "resolution");
}

/* What one of the kinds asks for is asked for; a review of which nothing is asked lacks nothing. */
static void
test_evidence (void)
{
  ZbMeetingFacts facts = { .state = ZB_STATE_HELD };
  g_autoptr (ZbMeeting) talk = make_wordless ("talk", &facts);
  g_autoptr (ZbMeeting) lecture = make_wordless ("lecture", &facts);
  g_autoptr (ZbMeeting) both = make_wordless ("lecture,talk", &facts);
  g_autoptr (ZbMeeting) review = make_wordless ("review", &facts);
  g_autoptr (ZbMeeting) other = make_wordless ("other", &facts);

  assert_gaps (talk, strict, "2019-06-30", "record,photos");
  assert_gaps (lecture, strict, "2019-06-30", "lecturer");
  assert_gaps (both, strict, "2019-06-30", "record,photos,lecturer");
  assert_gaps (review, strict, "2019-06-30", "");
  assert_gaps (other, strict, "2019-06-30", "record,attendance,photos,late");
  assert_gaps (other, NULL, "2019-06-30", "record,attendance,photos");
  assert_gaps (talk, NULL, "2019-06-30", "record,attendance");
}

static const struct
{
  const char *kinds;
  guint       votes; /* formulas of its votes */
  ZbFormula   quorum;
} strictest[] = {
  { "theme-day", 0, ZB_FORMULA_NONE },
  { "assembly", 0, ZB_FORMULA_ORDINARY },
  { "committee", 0, ZB_FORMULA_COMMITTEE },
  { "assembly,theme-day", 0, ZB_FORMULA_ORDINARY },
  { "assembly,committee", 0, ZB_FORMULA_COMMITTEE },
  { "theme-day", 1 << ZB_FORMULA_ORDINARY, ZB_FORMULA_ORDINARY },
  { "assembly", 1 << ZB_FORMULA_NONE, ZB_FORMULA_ORDINARY },
  { "assembly", 1 << ZB_FORMULA_ADMISSION, ZB_FORMULA_ADMISSION },
  { "assembly", 1 << ZB_FORMULA_ADMISSION | 1 << ZB_FORMULA_ELECTION, ZB_FORMULA_ELECTION },
  { "committee", 1 << ZB_FORMULA_ORDINARY, ZB_FORMULA_COMMITTEE },
};

static void
test_strictest (void)
{
  g_autoptr (ZbProfile) profile = zb_profile_parse (usual, -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (strictest); i++)
    {
      ZbMeetingFacts facts = { .vote_formulas = strictest[i].votes };
      g_autoptr (ZbMeeting) meeting = make (strictest[i].kinds, "2019-06-10", NULL, &facts);

      g_test_message ("row %u", i);
      g_assert_cmpint (zb_meeting_get_quorum (meeting, profile), ==, strictest[i].quorum);
    }
}

static const struct
{
  ZbMeetingState state;
  const char    *planned, *start;
  ZbDrift        drift;
} drifts[] = {
  { ZB_STATE_PLANNED, "2019-06-10T09:00", "2019-06-10T09:00", ZB_DRIFT_NONE },
  { ZB_STATE_REVIEWED, "2019-06-10T09:00", "2019-06-10T14:30", ZB_DRIFT_NONE }, /* another hour is no other day */
  { ZB_STATE_REVIEWED, "2019-06-10", "2019-06-10T14:30", ZB_DRIFT_NONE },
  { ZB_STATE_FILED, "2019-06-20T15:00", "2019-06-18T15:00", ZB_DRIFT_MOVED },
  { ZB_STATE_HELD, "2019-06-30", "2019-07-01", ZB_DRIFT_MOVED },
  { ZB_STATE_HELD, NULL, "2019-07-01", ZB_DRIFT_UNPLANNED },
  { ZB_STATE_PLANNED, NULL, "2019-07-01", ZB_DRIFT_NONE },
  { ZB_STATE_CANCELLED, NULL, "2019-07-01", ZB_DRIFT_CANCELLED },
  { ZB_STATE_CANCELLED, "2019-06-30", "2019-07-01", ZB_DRIFT_CANCELLED },
};

static void
test_drifts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (drifts); i++)
    {
      ZbMeetingFacts facts = { .state = drifts[i].state, .planned = to_wall (drifts[i].planned) };
      g_autoptr (ZbMeeting) meeting = make ("theme-day", drifts[i].start, NULL, &facts);

      g_test_message ("row %u", i);
      g_assert_cmpint (zb_meeting_get_drift (meeting), ==, drifts[i].drift);
    }
}

static void
test_names (void)
{
  g_assert_cmpstr (zb_gap_to_code (ZB_GAP_UNCONFIRMED), ==, "unconfirmed");
  g_assert_cmpstr (zb_gap_to_code (ZB_GAP_LATE), ==, "late");
  g_assert_cmpstr (zb_gap_get_name (ZB_GAP_RECORD), ==, "缺记录");
  g_assert_cmpstr (zb_gap_get_name (ZB_GAP_LATE), ==, "补记");

  for (guint i = 0; i < ZB_N_GAPS; i++)
    for (guint j = 0; j < i; j++)
      {
        g_assert_cmpstr (zb_gap_to_code (1u << i), !=, zb_gap_to_code (1u << j));
        g_assert_cmpstr (zb_gap_get_name (1u << i), !=, zb_gap_get_name (1u << j));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/gap/each-is-told-and-no-other", test_rows);
  g_test_add_func ("/rules/gap/what-was-not-held-lacks-nothing", test_unheld);
  g_test_add_func ("/rules/gap/a-record-is-due-in-working-days", test_dues);
  g_test_add_func ("/rules/gap/a-late-record-stays-late", test_late);
  g_test_add_func ("/rules/gap/remedies-are-overdue-after-their-day", test_remedies);
  g_test_add_func ("/rules/gap/blanks-are-no-words", test_words);
  g_test_add_func ("/rules/gap/only-evidence-asked-for-is-missed", test_evidence);
  g_test_add_func ("/rules/gap/the-strictest-quorum-counts", test_strictest);
  g_test_add_func ("/rules/gap/plan-and-record-are-compared-by-day", test_drifts);
  g_test_add_func ("/rules/gap/each-has-a-name-of-its-own", test_names);

  return g_test_run ();
}
