/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/gap.h"
#include "rules/profile.h"

#include <string.h>

#define HEAD \
  "[profile]\ncode=test\nname=测试\nelection=present\nhalf-counts=yes\nrecord-days=3\nphoto-days=1\n"
#define RULE "[theme-day]\nname=主题党日\nkinds=theme-day\nperiod=month\ncount=1\narticle=第一条\nverified=yes\n"
#define TASK "[brief]\nname=情况简报\ntask=brief\nperiod=quarter\ncount=1\narticle=第一条\nverified=no\n"
#define TALK "[talk]\nname=谈话\nkinds=talk\nscope=person\nperiod=year\ncount=1\narticle=第一条\nverified=yes\n"
#define YEAR "[year]\nname=年\nkinds=review\nperiod=year\ncount=2\narticle=第一条\nverified=yes\n"
#define END "[end]\n"

static ZbDay
to_day (const char *iso)
{
  ZbDay day = ZB_DAY_NONE;

  g_assert_true (iso == NULL || zb_day_parse (&day, iso));
  return day;
}

static ZbProfile *
read_file (const char *name,
           char      **text,
           gsize      *size)
{
  g_autofree char *path = g_build_filename (g_getenv ("ZHIBU_SOURCE"), "data", "rules", name, NULL);
  ZbProfileFault   fault = { 0 };
  ZbProfile       *profile = NULL;

  g_assert_true (g_file_get_contents (path, text, size, NULL));
  profile = zb_profile_parse (*text, *size, &fault);
  if (profile == NULL)
    g_error ("%s:%u: %s %s", name, fault.line, fault.group, fault.word);

  return profile;
}

static ZbProfile *
read_text (const char *text)
{
  ZbProfileFault fault = { 0 };
  ZbProfile     *profile = zb_profile_parse (text, -1, &fault);

  if (profile == NULL)
    g_error ("line %u: %s %s", fault.line, fault.group, fault.word);

  return profile;
}

static const struct
{
  const char    *text;
  guint          line;
  ZbProfileWrong what;
  const char    *group;
  const char    *word;
} faults[] = {
  { "", 0, ZB_PROFILE_MISSING, NULL, "[end]" },
  { HEAD RULE, 14, ZB_PROFILE_MISSING, "theme-day", "[end]" },
  { HEAD RULE "[end", 15, ZB_PROFILE_SYNTAX, "theme-day", "[end" },
  { END, 1, ZB_PROFILE_EMPTY, NULL, "[profile]" },
  { RULE END, 1, ZB_PROFILE_EMPTY, NULL, "[profile]" },
  { HEAD END, 1, ZB_PROFILE_EMPTY, NULL, NULL },
  { HEAD RULE END "\n# remarks and blank lines may follow\n" RULE, 18, ZB_PROFILE_SYNTAX, "theme-day", "theme-day" },
  { HEAD RULE END "name=x\n", 16, ZB_PROFILE_SYNTAX, "theme-day", "name" },
  { "name=x\n" HEAD RULE END, 1, ZB_PROFILE_SYNTAX, NULL, "name" },
  { HEAD RULE "nonsense\n" END, 15, ZB_PROFILE_SYNTAX, "theme-day", "nonsense" },
  { HEAD RULE "Name=x\n" END, 15, ZB_PROFILE_SYNTAX, "theme-day", "Name" },
  { HEAD RULE "name[en]=x\n" END, 15, ZB_PROFILE_SYNTAX, "theme-day", "name[en]" },
  { HEAD RULE "=x\n" END, 15, ZB_PROFILE_SYNTAX, "theme-day", "" },
  { HEAD "[主题]\n" END, 8, ZB_PROFILE_SYNTAX, "profile", "主题" },
  { HEAD "[]\n" END, 8, ZB_PROFILE_SYNTAX, "profile", "" },
  { HEAD RULE RULE END, 15, ZB_PROFILE_TWICE, "theme-day", "theme-day" },
  { HEAD RULE HEAD END, 15, ZB_PROFILE_TWICE, "theme-day", "profile" },
  { HEAD RULE "count=2\n" END, 15, ZB_PROFILE_TWICE, "theme-day", "count" },
  { HEAD RULE "colour=red\n" END, 15, ZB_PROFILE_KEY, "theme-day", "colour" },
  { HEAD RULE "b=1\na=2\n" END, 15, ZB_PROFILE_KEY, "theme-day", "b" },
  { HEAD "colour=red\n" RULE END, 8, ZB_PROFILE_KEY, "profile", "colour" },
  { "[profile]\ncode=test\n" RULE END, 1, ZB_PROFILE_MISSING, "profile", "name" },
  { HEAD "[a]\nname=x\nkinds=talk\nperiod=month\ncount=1\nverified=yes\n" END, 8, ZB_PROFILE_MISSING, "a", "article" },
  { HEAD "[a]\nname=x\nkinds=talk\nperiod=month\ncount=1\narticle=x\n" END, 8, ZB_PROFILE_MISSING, "a", "verified" },
  { HEAD "[a]\nname=x\nperiod=month\ncount=1\narticle=x\nverified=no\n" END, 8, ZB_PROFILE_MISSING, "a", "kinds" },
  { HEAD "[a]\nname=\n" END, 9, ZB_PROFILE_VALUE, "a", "name" },
  { HEAD "[a]\nname=bad\\q\n" END, 9, ZB_PROFILE_VALUE, "a", "name" },
  { HEAD "[a]\nname=two\\nlines\n" END, 9, ZB_PROFILE_VALUE, "a", "name" },
  { HEAD "[a 2019-02-30]\nname=x\n" END, 8, ZB_PROFILE_VALUE, "a 2019-02-30", "2019-02-30" },
  { HEAD "[a 2019]\nname=x\n" END, 8, ZB_PROFILE_VALUE, "a 2019", "2019" },
  { HEAD "[a  2019-01-01]\nname=x\n" END, 8, ZB_PROFILE_VALUE, "a  2019-01-01", " 2019-01-01" },
  { HEAD "[end 2019-01-01]\nname=x\n" END, 8, ZB_PROFILE_VALUE, "end 2019-01-01", "end" },
  { HEAD RULE "joint=13\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "joint" },
  { HEAD RULE "joint=-1\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "joint" },
  { HEAD RULE "fixed-day=32\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "fixed-day" },
  { HEAD RULE "fixed-day=0\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "fixed-day" },
  { HEAD RULE "fixed-day=1e1\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "fixed-day" },
  { HEAD RULE "month=1\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "month" },
  { HEAD RULE "fold=lecture,tea\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "fold" },
  { HEAD RULE "quorum=most\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "quorum" },
  { HEAD RULE "evidence=record,tea\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "evidence" },
  { HEAD RULE "evidence=\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "evidence" },
  { HEAD RULE "who=all\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "who" },
  { HEAD RULE "lecturing=yes\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "lecturing" },
  { HEAD RULE "record-days=99999999999999999999\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "record-days" },
  { HEAD RULE "task=x\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "task" },
  { HEAD RULE "until=2019\n" END, 15, ZB_PROFILE_VALUE, "theme-day", "until" },
  { HEAD RULE TASK "fold=lecture\n" END, 22, ZB_PROFILE_VALUE, "brief", "fold" },
  { HEAD RULE TASK "scope=group\n" END, 22, ZB_PROFILE_VALUE, "brief", "scope" },
  { HEAD RULE TASK "fixed-day=5\n" END, 15, ZB_PROFILE_MISSING, "brief", "month" },
  { HEAD RULE TASK "month=4\n" END, 22, ZB_PROFILE_VALUE, "brief", "month" },
  { HEAD TALK "who=nobody\n" END, 16, ZB_PROFILE_VALUE, "talk", "who" },
  { HEAD TALK "lecturing=perhaps\n" END, 16, ZB_PROFILE_VALUE, "talk", "lecturing" },
  { HEAD YEAR "joint=3\n" END, 15, ZB_PROFILE_VALUE, "year", "joint" },
  { HEAD "[a 2019-01-01]\nname=x\nkinds=talk\nperiod=month\ncount=1\narticle=x\nverified=no\nuntil=2019-01-01\n" END, 15,
    ZB_PROFILE_DATES, "a 2019-01-01", "until" },
  { HEAD "[a]\nname=x\nkinds=talk\nperiod=month\ncount=32\narticle=x\nverified=no\n" END, 12, ZB_PROFILE_VALUE, "a", "count" },
  { HEAD "[a]\nname=x\nkinds=talk\nperiod=week\ncount=1\narticle=x\nverified=no\n" END, 11, ZB_PROFILE_VALUE, "a", "period" },
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      ZbProfileFault fault = { 0 };

      g_test_message ("row %u", i);
      g_assert_null (zb_profile_parse (faults[i].text, -1, &fault));
      g_assert_cmpuint (fault.line, ==, faults[i].line);
      g_assert_cmpint (fault.what, ==, faults[i].what);
      g_assert_cmpstr (fault.group, ==, faults[i].group);
      g_assert_cmpstr (fault.word, ==, faults[i].word);
      zb_profile_fault_clear (&fault);
      g_assert_null (zb_profile_parse (faults[i].text, -1, NULL));
    }
}

static void
test_not_text (void)
{
  const char *broken = HEAD "[a]\nname=\xff\n" END;
  const char zero[] = HEAD RULE "\0" END;
  g_autofree char         *long_text = g_strnfill (256 * 1024 + 1, '\n');
  ZbProfileFault           fault = { 0 };

  g_assert_null (zb_profile_parse (broken, -1, &fault));
  g_assert_cmpint (fault.what, ==, ZB_PROFILE_NOT_TEXT);
  g_assert_null (zb_profile_parse (zero, sizeof zero - 1, &fault));
  g_assert_cmpint (fault.what, ==, ZB_PROFILE_NOT_TEXT);
  g_assert_null (zb_profile_parse (long_text, -1, &fault));
  g_assert_cmpint (fault.what, ==, ZB_PROFILE_NOT_TEXT);
}

/* As a text editor of another system may leave it. */
static void
test_dressed (void)
{
  g_auto (GStrv) lines = g_strsplit (HEAD RULE END, "\n", -1);
  g_autofree char *joined = g_strjoinv (" \r\n", lines);
  g_autofree char *text = g_strconcat ("\xef\xbb\xbf", joined, NULL);
  g_autoptr (ZbProfile) profile = read_text (text);
  const ZbRequirement *rule = zb_profile_find (profile, "theme-day", to_day ("2019-06-10"));

  g_assert_cmpstr (profile->name, ==, "测试");
  g_assert_nonnull (rule);
  g_assert_cmpstr (rule->name, ==, "主题党日");
  g_assert_cmpstr (rule->article, ==, "第一条");
}

static void
test_values (void)
{
  g_autoptr (ZbProfile) profile = read_text (
      "# a remark\n" HEAD
      "[lecture 2019-01-01]\nname = 党课 \nkinds=lecture, study\nscope=person\nwho=leaders\nlecturing=yes\nperiod=half\ncount=2\n"
      "month=6\nfixed-day=20\njoint=1\nfold=theme-day,assembly\nquorum=committee\nrecord-days=5\nevidence=record, photos\n"
      "article=第五条\ntext=讲课\nverified=no\nuntil=2022-01-01\n" END);
  const ZbRequirement *rule = profile->requirements->pdata[0];

  g_assert_cmpuint (profile->requirements->len, ==, 1);
  g_assert_cmpstr (rule->code, ==, "lecture");
  g_assert_cmpstr (rule->name, ==, "党课");
  g_assert_cmpuint (rule->kinds, ==, 1 << ZB_KIND_LECTURE | 1 << ZB_KIND_STUDY);
  g_assert_null (rule->task);
  g_assert_cmpint (rule->scope, ==, ZB_SCOPE_PERSON);
  g_assert_cmpint (rule->who, ==, ZB_WHO_LEADERS);
  g_assert_true (rule->lecturing);
  g_assert_cmpint (rule->period, ==, ZB_PERIOD_HALF);
  g_assert_cmpuint (rule->count, ==, 2);
  g_assert_cmpuint (rule->month, ==, 6);
  g_assert_cmpuint (rule->fixed_day, ==, 20);
  g_assert_cmpuint (rule->joint, ==, 1);
  g_assert_cmpuint (rule->fold, ==, 1 << ZB_KIND_THEME_DAY | 1 << ZB_KIND_ASSEMBLY);
  g_assert_cmpint (rule->quorum, ==, ZB_FORMULA_COMMITTEE);
  g_assert_cmpuint (rule->record_days, ==, 5);
  g_assert_cmpuint (rule->evidence, ==, ZB_GAP_RECORD | ZB_GAP_PHOTOS);
  g_assert_cmpstr (rule->article, ==, "第五条");
  g_assert_cmpstr (rule->text, ==, "讲课");
  g_assert_false (rule->verified);
  g_assert_cmpint (zb_day_compare (rule->from, to_day ("2019-01-01")), ==, 0);
  g_assert_cmpint (zb_day_compare (rule->until, to_day ("2022-01-01")), ==, 0);
  g_assert_cmpuint (rule->line, ==, 9);
}

static void
test_what_is_not_said (void)
{
  g_autoptr (ZbProfile) profile = read_text (HEAD RULE TASK "evidence=none\n" END);
  const ZbRequirement *rule = profile->requirements->pdata[0];
  const ZbRequirement *task = profile->requirements->pdata[1];

  g_assert_cmpint (rule->scope, ==, ZB_SCOPE_BRANCH);
  g_assert_cmpint (rule->quorum, ==, ZB_FORMULA_NONE);
  g_assert_cmpuint (rule->record_days, ==, 3);
  g_assert_cmpuint (rule->evidence, ==, ~0u);
  g_assert_null (rule->text);
  g_assert_false (zb_day_is_set (rule->from));
  g_assert_false (zb_day_is_set (rule->until));
  g_assert_cmpstr (task->task, ==, "brief");
  g_assert_cmpuint (task->kinds, ==, 0);
  g_assert_cmpuint (task->evidence, ==, 0);
}

#define DATED(head, count) head "\nname=x\nkinds=talk\nperiod=year\ncount=" count "\narticle=x\nverified=no\n"

static const struct
{
  const char *day;
  guint       count; /* 0: none holds */
} holding[] = {
  { "2018-12-31", 0 },
  { "2019-01-01", 1 },
  { "2019-12-31", 1 },
  { "2020-01-01", 2 },
  { "2021-06-30", 2 },
  { "2021-07-01", 0 },
  { "2021-12-31", 0 },
  { "2022-01-01", 3 },
  { "9999-12-31", 3 },
};

/* The order in the file is free, and an end of its own leaves a hole. */
static void
test_later_ones_take_over (void)
{
  g_autoptr (ZbProfile) profile = read_text (HEAD DATED ("[a 2022-01-01]", "3") DATED ("[a 2019-01-01]", "1") RULE
                                                  DATED ("[a 2020-01-01]", "2") "until=2021-07-01\n" END);

  for (guint i = 0; i < G_N_ELEMENTS (holding); i++)
    {
      const ZbRequirement *rule = zb_profile_find (profile, "a", to_day (holding[i].day));

      g_test_message ("%s", holding[i].day);
      g_assert_cmpuint (rule != NULL ? rule->count : 0, ==, holding[i].count);
    }

  g_assert_nonnull (zb_profile_find (profile, "theme-day", to_day ("1950-01-01")));
  g_assert_null (zb_profile_find (profile, "b", to_day ("2019-01-01")));
}

static void
test_undated_gives_way (void)
{
  g_autoptr (ZbProfile) profile = read_text (HEAD DATED ("[a]", "1") DATED ("[a 2020-01-01]", "2") END);

  g_assert_cmpuint (zb_profile_find (profile, "a", to_day ("2019-12-31"))->count, ==, 1);
  g_assert_cmpuint (zb_profile_find (profile, "a", to_day ("2020-01-01"))->count, ==, 2);
}

static void
test_record_days (void)
{
  g_autoptr (ZbProfile) profile = read_text (HEAD DATED ("[a 2019-01-01]", "1") "record-days=0\n" YEAR "record-days=7\n" RULE
                                                                                "record-days=5\n" END);
  const ZbKinds talk = 1 << ZB_KIND_TALK, review = 1 << ZB_KIND_REVIEW, theme = 1 << ZB_KIND_THEME_DAY;

  g_assert_cmpuint (zb_profile_get_record_days (profile, talk, to_day ("2019-06-10")), ==, 0);
  g_assert_cmpuint (zb_profile_get_record_days (profile, talk, to_day ("2018-06-10")), ==, 3);
  g_assert_cmpuint (zb_profile_get_record_days (profile, review, to_day ("2019-06-10")), ==, 7);
  g_assert_cmpuint (zb_profile_get_record_days (profile, review | theme, to_day ("2019-06-10")), ==, 5);
  g_assert_cmpuint (zb_profile_get_record_days (profile, review | talk, to_day ("2019-06-10")), ==, 7);
  g_assert_cmpuint (zb_profile_get_record_days (profile, 1 << ZB_KIND_STUDY, to_day ("2019-06-10")), ==, 3);
}

/* No byte less: [end] is the last line, so only the line's own end may be missing. */
static void
test_cut (gconstpointer name)
{
  g_autofree char *text = NULL;
  gsize            size = 0;
  g_autoptr (ZbProfile) whole = read_file (name, &text, &size);

  g_assert_true (g_str_has_suffix (text, "\n[end]\n"));
  for (gsize cut = 0; cut < size; cut++)
    {
      ZbProfileFault fault = { 0 };
      g_autoptr (ZbProfile) profile = zb_profile_parse (text, cut, &fault);

      if (cut < size - 1)
        g_assert_null (profile);
      else
        g_assert_cmpuint (profile->requirements->len, ==, whole->requirements->len);
      zb_profile_fault_clear (&fault);
    }
}

/* Whatever byte is hurt, it is refused or read; nothing is made of it. */
static void
test_hurt (gconstpointer name)
{
  g_autofree char *text = NULL;
  gsize            size = 0;
  g_autoptr (ZbProfile) whole = read_file (name, &text, &size);

  g_assert_nonnull (whole);
  for (gsize at = 0; at < size; at++)
    {
      const char was = text[at];

      for (const char *other = "\n=[]# \\,0z\x80"; *other != '\0'; other++)
        {
          ZbProfileFault fault = { 0 };
          g_autoptr (ZbProfile) profile = NULL;

          text[at] = *other;
          profile = zb_profile_parse (text, size, &fault);
          g_assert_true (profile != NULL || fault.line > 0);
          zb_profile_fault_clear (&fault);
          if (at > 4096)
            break;
        }
      text[at] = was;
    }
}

/* One line each: what the unit demands, as its paper says. */
static char *
describe (const ZbProfile *profile)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < profile->requirements->len; i++)
    {
      const ZbRequirement *rule = profile->requirements->pdata[i];
      g_autofree char     *kinds = rule->task != NULL ? g_strconcat ("task:", rule->task, NULL) : zb_kinds_to_text (rule->kinds);
      g_autofree char     *fold = zb_kinds_to_text (rule->fold);

      g_string_append_printf (lines, "%s %s %s", rule->code, kinds, zb_scope_to_code (rule->scope));
      if (rule->scope == ZB_SCOPE_PERSON)
        g_string_append_printf (lines, ":%s%s", zb_who_to_code (rule->who), rule->lecturing ? ":lecturing" : "");
      g_string_append_printf (lines, " %u/%s m%u d%u joint%u", rule->count, zb_period_to_code (rule->period), rule->month,
                              rule->fixed_day, rule->joint);
      if (rule->only_joint)
        g_string_append (lines, " only-joint");
      if (rule->fold != 0)
        g_string_append_printf (lines, " in:%s", fold);
      g_string_append_printf (lines, " %s%s\n", zb_formula_to_code (rule->quorum), rule->verified ? "" : " unverified");
    }

  return g_string_free (lines, FALSE);
}

static const char court[] =
    "theme-day theme-day branch 1/month m0 d10 joint4 none unverified\n"
    "theme-day-joint theme-day branch 1/quarter m0 d0 joint0 only-joint none unverified\n"
    "assembly assembly branch 1/quarter m0 d0 joint0 ordinary\n"
    "committee committee branch 1/month m0 d0 joint0 committee\n"
    "group-meeting group-meeting group 1/month m0 d0 joint0 none\n"
    "lecture lecture branch 1/quarter m0 d0 joint0 in:theme-day,assembly none\n"
    "lecture-leaders lecture person:leaders:lecturing 1/year m0 d0 joint0 in:theme-day,assembly none\n"
    "review review branch 1/half m6 d0 joint0 none\n"
    "review-leaders review person:leaders 1/half m6 d0 joint0 none\n"
    "appraisal appraisal branch 1/year m12 d0 joint0 in:review none\n"
    "appraisal-leaders appraisal,leaders-review person:leaders 1/year m12 d0 joint0 none\n"
    "talk talk person:all 1/year m0 d0 joint0 none\n"
    "plan-filing task:plan-filing branch 1/quarter m1 d5 joint0 none unverified\n"
    "brief task:brief branch 1/quarter m0 d0 joint0 none\n"
    "self-check task:self-check branch 1/half m0 d0 joint0 none\n";

static const char central[] =
    "theme-day theme-day branch 1/month m0 d0 joint0 none\n"
    "assembly assembly branch 1/quarter m0 d0 joint0 ordinary\n"
    "committee committee branch 1/month m0 d0 joint0 committee\n"
    "group-meeting group-meeting group 1/month m0 d0 joint0 none\n"
    "lecture lecture branch 1/year m0 d0 joint0 in:theme-day,assembly none unverified\n"
    "lecture-leaders lecture person:leaders:lecturing 1/year m0 d0 joint0 in:theme-day,assembly none\n"
    "review review branch 1/year m12 d0 joint0 none\n"
    "review-leaders review person:leaders 1/year m12 d0 joint0 none unverified\n"
    "appraisal appraisal branch 1/year m12 d0 joint0 in:review none\n"
    "talk talk person:all 1/year m0 d0 joint0 none\n";

static void
assert_profile (const char *name,
                const char *code,
                const char *title,
                guint       record_days,
                const char *lines)
{
  g_autofree char *text = NULL;
  gsize            size = 0;
  g_autoptr (ZbProfile) profile = read_file (name, &text, &size);
  g_autofree char *described = describe (profile);

  g_assert_cmpstr (profile->code, ==, code);
  g_assert_cmpstr (profile->name, ==, title);
  g_assert_cmpint (profile->election, ==, ZB_ELECTION_OF_PRESENT);
  g_assert_true (profile->half_counts);
  g_assert_cmpuint (profile->record_days, ==, record_days);
  g_assert_cmpstr (described, ==, lines);
}

static void
test_court (void)
{
  assert_profile ("court.ini", "court", "法院（2019）", 3, court);
}

static void
test_central (void)
{
  assert_profile ("central.ini", "central", "支部工作条例（2018）", 0, central);
}

static const struct
{
  ZbPeriod    period;
  const char *day, *first, *last, *words;
} periods[] = {
  { ZB_PERIOD_MONTH, "2019-06-10", "2019-06-01", "2019-06-30", "2019 年 6 月" },
  { ZB_PERIOD_MONTH, "2020-02-29", "2020-02-01", "2020-02-29", "2020 年 2 月" },
  { ZB_PERIOD_QUARTER, "2019-01-01", "2019-01-01", "2019-03-31", "2019 年第一季度" },
  { ZB_PERIOD_QUARTER, "2019-06-30", "2019-04-01", "2019-06-30", "2019 年第二季度" },
  { ZB_PERIOD_QUARTER, "2019-07-01", "2019-07-01", "2019-09-30", "2019 年第三季度" },
  { ZB_PERIOD_QUARTER, "2019-12-31", "2019-10-01", "2019-12-31", "2019 年第四季度" },
  { ZB_PERIOD_HALF, "2019-06-30", "2019-01-01", "2019-06-30", "2019 年上半年" },
  { ZB_PERIOD_HALF, "2019-07-01", "2019-07-01", "2019-12-31", "2019 年下半年" },
  { ZB_PERIOD_YEAR, "2019-07-01", "2019-01-01", "2019-12-31", "2019 年" },
};

static void
test_periods (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autofree char *words = zb_period_dup_words (periods[i].period, to_day (periods[i].day));
      ZbDay            first, last;

      zb_period_bounds (periods[i].period, to_day (periods[i].day), &first, &last);
      g_assert_cmpint (zb_day_compare (first, to_day (periods[i].first)), ==, 0);
      g_assert_cmpint (zb_day_compare (last, to_day (periods[i].last)), ==, 0);
      g_assert_true (zb_day_is_whole (last));
      g_assert_cmpstr (words, ==, periods[i].words);
    }
}

static void
test_formulas (void)
{
  ZbFormula parsed = ZB_FORMULA_NONE;

  for (ZbFormula formula = ZB_FORMULA_NONE; formula < ZB_N_FORMULAS; formula++)
    {
      g_assert_true (zb_formula_parse (zb_formula_to_code (formula), &parsed));
      g_assert_cmpint (parsed, ==, formula);
    }

  g_assert_false (zb_formula_parse ("most", &parsed));
  g_assert_false (zb_formula_parse (NULL, &parsed));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/profile/faults-are-told-with-their-line", test_faults);
  g_test_add_func ("/rules/profile/what-is-no-text-is-none", test_not_text);
  g_test_add_func ("/rules/profile/other-editors-may-have-saved-it", test_dressed);
  g_test_add_func ("/rules/profile/every-value-is-read", test_values);
  g_test_add_func ("/rules/profile/what-is-not-said-is-usual", test_what_is_not_said);
  g_test_add_func ("/rules/profile/later-requirements-take-over", test_later_ones_take_over);
  g_test_add_func ("/rules/profile/an-undated-requirement-gives-way", test_undated_gives_way);
  g_test_add_func ("/rules/profile/the-shortest-time-for-a-record-counts", test_record_days);
  g_test_add_data_func ("/rules/profile/court-cut-anywhere-is-refused", "court.ini", test_cut);
  g_test_add_data_func ("/rules/profile/central-cut-anywhere-is-refused", "central.ini", test_cut);
  g_test_add_data_func ("/rules/profile/a-hurt-byte-does-no-harm", "central.ini", test_hurt);
  g_test_add_func ("/rules/profile/court-says-what-the-unit-demands", test_court);
  g_test_add_func ("/rules/profile/central-says-what-the-regulations-demand", test_central);
  g_test_add_func ("/rules/profile/periods-have-their-bounds-and-words", test_periods);
  g_test_add_func ("/rules/profile/formulas-have-codes", test_formulas);

  return g_test_run ();
}
