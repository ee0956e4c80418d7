/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/member-check.h"

#define TODAY "2019-06-30"
#define MALE "999001198005010110"
#define FEMALE "999001198005010129"

typedef struct
{
  const char *codes; /* code:field, in order */
  struct
  {
    ZbMemberField field;
    const char   *value;
  } values[6];
} Row;

#define ID(number)       \
  {                      \
    ZB_MEMBER_ID, number \
  }
#define SEX(sex)       \
  {                    \
    ZB_MEMBER_SEX, sex \
  }
#define BIRTH(day)       \
  {                      \
    ZB_MEMBER_BIRTH, day \
  }
#define JOINED(day)       \
  {                       \
    ZB_MEMBER_JOINED, day \
  }
#define FULL_ON(day)       \
  {                        \
    ZB_MEMBER_FULL_ON, day \
  }
#define LOST_SINCE(day)       \
  {                           \
    ZB_MEMBER_LOST_SINCE, day \
  }
#define CATEGORY(code)       \
  {                          \
    ZB_MEMBER_CATEGORY, code \
  }

static ZbDay
to_day (const char *iso)
{
  ZbDay day;

  g_assert_true (zb_day_parse (&day, iso));
  return day;
}

static char *
check (ZbMemberDraft *draft)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (ZbMemberProblem));
  GString *codes = g_string_new (NULL);

  zb_member_check (draft, to_day (TODAY), problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const ZbMemberProblem *problem = &g_array_index (problems, ZbMemberProblem, i);

      g_string_append_printf (codes, "%s%s:%s", i > 0 ? " " : "", zb_member_problem_to_code (problem->kind),
                              zb_member_field_to_code (problem->field));
    }

  return g_string_free (codes, FALSE);
}

static void
assert_rows (const Row *rows,
             guint      n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
      g_autofree char *codes = NULL;

      zb_member_draft_set (draft, ZB_MEMBER_NAME, "张桂芬");
      for (guint j = 0; j < G_N_ELEMENTS (rows[i].values) && rows[i].values[j].value != NULL; j++)
        zb_member_draft_set (draft, rows[i].values[j].field, rows[i].values[j].value);
      codes = check (draft);
      g_test_message ("row %u", i);
      g_assert_cmpstr (codes, ==, rows[i].codes);
    }
}

static const Row numbers[] = {
  { "", { { 0 } } },
  { "", { ID (MALE) } },
  { "", { ID ("99900119800501009X") } },
  { "", { ID (MALE), SEX ("male"), BIRTH ("1980-05-01") } },
  { "", { ID (FEMALE), SEX ("female"), BIRTH ("1980-05") } },
  { "", { ID (FEMALE), BIRTH ("1980") } },
  { "", { ID ("999001200002290110") } },
  { "", { ID ("99900120190630011X") } },
  { "id-sex:sex", { ID (MALE), SEX ("female") } },
  { "id-sex:sex", { ID (FEMALE), SEX ("male") } },
  { "id-birth:birth", { ID (MALE), BIRTH ("1980-05-02") } },
  { "id-birth:birth", { ID (MALE), BIRTH ("1980-06") } },
  { "id-birth:birth", { ID (MALE), BIRTH ("1981") } },
  { "id-check:id", { ID ("999001198005010111") } },
  { "id-check:id", { ID ("99900119800501011X") } },
  { "id-check:id", { ID ("999001198005010111"), SEX ("female"), BIRTH ("1979-01-01") } },
  { "id-date:id", { ID ("999001198002300112") } },
  { "id-date:id", { ID ("999001201907010114") } },
  { "id-date:id", { ID ("99900120990101011X") } },
  { "id-date:id id-check:id", { ID ("999001198002300111") } },
  { "id-length:id", { ID ("99900119800501011") } },
  { "id-length:id", { ID ("9990011980050101100") } },
  { "id-length:id", { ID ("1") } },
  { "id-length:id", { ID ("99900119800501011A") } },
  { "id-length:id", { ID ("9990011980O5010110") } },
  { "id-length:id", { ID ("X99001198005010110") } },
  { "id-length:id", { ID ("999001X00501011") } },
  { "id-length:id", { ID ("９９９００１") } },
  { "id-old:id", { ID ("999001800501011") } },
  { "id-old:id", { ID ("999001800501011"), SEX ("male"), BIRTH ("1980-05-01") } },
  { "id-old:id id-sex:sex", { ID ("999001800501011"), SEX ("female") } },
  { "id-old:id id-birth:birth", { ID ("999001800501011"), BIRTH ("1980-05-02") } },
  { "id-date:id", { ID ("999001801301011") } },
};

static const Row futures[] = {
  { "", { BIRTH ("1980-05-01"), LOST_SINCE (TODAY) } },
  { "", { JOINED ("2019-06") } },
  { "", { JOINED ("2019") } },
  { "date-future:joined", { JOINED ("2019-07") } },
  { "date-future:joined", { JOINED ("2019-07-01") } },
  { "date-future:birth", { BIRTH ("2020") } },
  { "date-future:full_on", { FULL_ON ("2019-07-01") } },
  { "date-future:lost_since", { LOST_SINCE ("2019-07-01") } },
};

static const Row ages[] = {
  { "", { BIRTH ("1980-05-01"), JOINED ("1998-05-01") } },
  { "joined-young:joined", { BIRTH ("1980-05-01"), JOINED ("1998-04-30") } },
  { "", { BIRTH ("1980-02-29"), JOINED ("1998-02-28") } },
  { "joined-young:joined", { BIRTH ("1980-02-29"), JOINED ("1998-02-27") } },
  { "", { BIRTH ("1980-05"), JOINED ("1998-05") } },
  { "", { BIRTH ("1980-05"), JOINED ("1998-05-01") } },
  { "", { BIRTH ("1980-05-31"), JOINED ("1998-05") } },
  { "joined-young:joined", { BIRTH ("1980-05"), JOINED ("1998-04") } },
  { "", { BIRTH ("1980"), JOINED ("1998-01-01") } },
  { "joined-young:joined", { BIRTH ("1980"), JOINED ("1997") } },
  { "", { ID (MALE), JOINED ("1998-05-01") } },
  { "joined-young:joined", { ID (MALE), JOINED ("1998-04-30") } },
  { "joined-young:joined", { ID (MALE), BIRTH ("1980"), JOINED ("1998-04-30") } },
  { "", { JOINED ("1998-04-30") } },
};

static const Row probations[] = {
  { "", { JOINED ("2000-05-01"), FULL_ON ("2001-05-01") } },
  { "probation-short:full_on", { JOINED ("2000-05-01"), FULL_ON ("2001-04-30") } },
  { "", { JOINED ("2000-02-29"), FULL_ON ("2001-02-28") } },
  { "probation-short:full_on", { JOINED ("2000-02-29"), FULL_ON ("2001-02-27") } },
  { "", { JOINED ("2000-05"), FULL_ON ("2001-05") } },
  { "", { JOINED ("2000-05"), FULL_ON ("2001-05-01") } },
  { "", { JOINED ("2000-05-31"), FULL_ON ("2001-05") } },
  { "probation-short:full_on", { JOINED ("2000-05"), FULL_ON ("2001-04") } },
  { "", { JOINED ("2000"), FULL_ON ("2001") } },
  { "probation-short:full_on", { JOINED ("2000-05-01"), FULL_ON ("2000-05-01") } },
  { "probation-short:full_on", { JOINED ("2000"), FULL_ON ("2000-12-31") } },
  { "full-before-joined:full_on", { JOINED ("2000-05-01"), FULL_ON ("2000-04-30") } },
  { "full-before-joined:full_on", { JOINED ("2000-05"), FULL_ON ("2000-04") } },
  { "", { JOINED ("2000"), FULL_ON ("2001-01-01") } },

  { "", { JOINED ("1969-04-01"), FULL_ON ("1969-04-01") } },
  { "", { JOINED ("1977-08-11"), FULL_ON ("1977-08-11") } },
  { "", { JOINED ("1973-07-01"), FULL_ON ("1973-12-01") } },
  { "probation-short:full_on", { JOINED ("1969-03-31"), FULL_ON ("1969-03-31") } },
  { "probation-short:full_on", { JOINED ("1977-08-12"), FULL_ON ("1977-08-12") } },
  { "", { JOINED ("1977-08"), FULL_ON ("1977-08") } },
  { "", { JOINED ("1977"), FULL_ON ("1977-12-01") } },
  { "probation-short:full_on", { JOINED ("1977-09"), FULL_ON ("1977-09") } },
  { "probation-short:full_on", { JOINED ("1969-03"), FULL_ON ("1969-05") } },
  { "full-before-joined:full_on", { JOINED ("1973-07-01"), FULL_ON ("1973-06-30") } },
};

static const Row categories[] = {
  { "", { CATEGORY ("full"), JOINED ("2000-05-01") } },
  { "", { CATEGORY ("full") } },
  { "", { CATEGORY ("full"), JOINED ("2018-06-30") } },
  { "category-date:joined", { CATEGORY ("full"), JOINED ("2018-07-01") } },
  { "category-date:joined", { CATEGORY ("full"), JOINED ("2018-07") } },
  { "", { CATEGORY ("full"), JOINED ("2018-06") } },
  { "", { CATEGORY ("full"), JOINED ("2018") } },
  { "probation-short:full_on", { CATEGORY ("full"), JOINED ("2018-07-01"), FULL_ON ("2019-06-01") } },
  { "date-future:joined", { CATEGORY ("full"), JOINED ("2020-01-01") } },

  { "", { CATEGORY ("probationary") } },
  { "", { CATEGORY ("probationary"), JOINED ("2018-07-01") } },
  { "", { CATEGORY ("probationary"), JOINED ("2016-12-30") } },
  { "category-date:joined", { CATEGORY ("probationary"), JOINED ("2016-12-29") } },
  { "", { CATEGORY ("probationary"), JOINED ("2016-12") } },
  { "category-date:joined", { CATEGORY ("probationary"), JOINED ("2016-11") } },
  { "category-date:joined", { CATEGORY ("probationary"), JOINED ("2015") } },
  { "category-date:full_on", { CATEGORY ("probationary"), JOINED ("2018-06-01"), FULL_ON ("2019-06-01") } },
  { "category-date:full_on", { CATEGORY ("probationary"), FULL_ON (TODAY) } },
  { "date-future:full_on", { CATEGORY ("probationary"), FULL_ON ("2019-07-01") } },
  { "category-date:full_on", { CATEGORY ("probationary"), FULL_ON ("2019-06") } },
  { "", { CATEGORY ("probationary"), FULL_ON ("2019") } },

  { "", { CATEGORY ("activist") } },
  { "category-date:joined", { CATEGORY ("activist"), JOINED ("2018-07-01") } },
  { "category-date:full_on", { CATEGORY ("candidate"), FULL_ON ("2018-07-01") } },
  { "category-date:joined", { CATEGORY ("candidate"), JOINED ("2000-07-01"), FULL_ON ("2018-07-01") } },
};

static void
test_numbers (void)
{
  assert_rows (numbers, G_N_ELEMENTS (numbers));
}

static void
test_futures (void)
{
  assert_rows (futures, G_N_ELEMENTS (futures));
}

static void
test_ages (void)
{
  assert_rows (ages, G_N_ELEMENTS (ages));
}

static void
test_probations (void)
{
  assert_rows (probations, G_N_ELEMENTS (probations));
}

static void
test_categories (void)
{
  assert_rows (categories, G_N_ELEMENTS (categories));
}

static void
test_name (void)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  g_autofree char *codes = check (draft);

  g_assert_cmpstr (codes, ==, "name-missing:name");
}

static const struct
{
  const char *id;
  gboolean    checks;
  const char *birth;
  gboolean    male;
} ids[] = {
  { MALE, TRUE, "1980-05-01", TRUE },
  { FEMALE, TRUE, "1980-05-01", FALSE },
  { "99900119800501009X", TRUE, "1980-05-01", TRUE },
  { "99900119800501009x", TRUE, "1980-05-01", TRUE },
  { "999001198005010111", FALSE, "1980-05-01", TRUE },
  { "999001198002300112", TRUE, NULL, FALSE },
  { "999001198000010112", FALSE, NULL, FALSE },
  { "999001000005010110", FALSE, NULL, FALSE },
  { "999001800501011", FALSE, "1980-05-01", TRUE },
  { "999001800501012", FALSE, "1980-05-01", FALSE },
  { "999001800001012", FALSE, NULL, FALSE },
  { "99900180050101X", FALSE, NULL, FALSE },
  { "", FALSE, NULL, FALSE },
  { NULL, FALSE, NULL, FALSE },
  { "XXXXXXXXXXXXXXXXXX", FALSE, NULL, FALSE },
  { "9990011980050101100", FALSE, NULL, FALSE },
};

static void
test_ids (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *text = NULL;
      gboolean         male = TRUE;
      ZbDay            birth;

      g_assert_cmpint (zb_id_check (ids[i].id), ==, ids[i].checks);
      g_assert_cmpint (zb_id_read (ids[i].id, &birth, &male), ==, ids[i].birth != NULL);
      text = zb_day_to_text (birth);
      g_assert_cmpstr (text, ==, ids[i].birth);
      g_assert_cmpint (male, ==, ids[i].male);
    }
}

/* A slip of one digit, or of two neighbours, never goes unnoticed. */
static void
test_slips (void)
{
  for (guint i = 0; i < 17; i++)
    {
      g_autofree char *swapped = g_strdup (MALE);

      for (char digit = '0'; digit <= '9'; digit++)
        {
          g_autofree char *slipped = g_strdup (MALE);

          slipped[i] = digit;
          g_assert_cmpint (zb_id_check (slipped), ==, digit == MALE[i]);
        }

      swapped[i] = MALE[i + 1];
      swapped[i + 1] = MALE[i];
      g_assert_cmpint (zb_id_check (swapped), ==, MALE[i] == MALE[i + 1]);
    }
}

static void
test_codes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (ZbMemberProblemKind kind = 0; kind < ZB_N_MEMBER_PROBLEMS; kind++)
    g_assert_true (g_hash_table_add (seen, (gpointer) zb_member_problem_to_code (kind)));

  g_assert_true (zb_member_problem_refuses (ZB_PROBLEM_ID_CHECK));
  g_assert_true (zb_member_problem_refuses (ZB_PROBLEM_ID_ROUNDED));
  g_assert_false (zb_member_problem_refuses (ZB_PROBLEM_ID_OLD));
  g_assert_false (zb_member_problem_refuses (ZB_PROBLEM_PROBATION_SHORT));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-check/id/a-wrong-number-is-named-and-accuses-nothing-else", test_numbers);
  g_test_add_func ("/member-check/id/birthday-and-sex-are-read", test_ids);
  g_test_add_func ("/member-check/id/one-slip-never-goes-unnoticed", test_slips);
  g_test_add_func ("/member-check/dates/nothing-lies-in-the-future", test_futures);
  g_test_add_func ("/member-check/dates/eighteen-years-at-admission", test_ages);
  g_test_add_func ("/member-check/dates/a-year-of-probation-but-in-the-lawful-years", test_probations);
  g_test_add_func ("/member-check/dates/category-and-dates-agree", test_categories);
  g_test_add_func ("/member-check/name/is-needed", test_name);
  g_test_add_func ("/member-check/codes/are-all-different", test_codes);

  return g_test_run ();
}
