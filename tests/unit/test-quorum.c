/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/quorum.h"

static const ZbProfile with_half = { .election = ZB_ELECTION_OF_PRESENT, .half_counts = TRUE };
static const ZbProfile without_half = { .election = ZB_ELECTION_OF_ALL, .half_counts = FALSE };

#define A ZB_FORMULA_ORDINARY
#define B ZB_FORMULA_ADMISSION
#define C ZB_FORMULA_ELECTION
#define D ZB_FORMULA_COMMITTEE

static const struct
{
  const ZbProfile *profile;
  ZbFormula        formula;
  guint            expected, present, least;
  gboolean         holds;
} quorums[] = {
  { &with_half, A, 20, 10, 10, TRUE }, /* exactly one half */
  { &with_half, A, 20, 9, 10, FALSE },
  { &with_half, A, 21, 10, 11, FALSE },
  { &with_half, A, 21, 11, 11, TRUE },
  { &with_half, A, 1, 0, 1, FALSE },
  { &with_half, A, 1, 1, 1, TRUE },
  { &with_half, A, 2, 1, 1, TRUE },
  { &with_half, A, 0, 0, 1, FALSE },
  { &with_half, A, 0, 5, 1, FALSE },
  { &without_half, A, 20, 10, 11, FALSE },
  { &without_half, A, 20, 11, 11, TRUE },
  { &without_half, A, 21, 11, 11, TRUE },
  { NULL, A, 20, 10, 11, FALSE },

  { &with_half, B, 20, 10, 11, FALSE }, /* more than half, whatever the profile says of 以上 */
  { &with_half, B, 20, 11, 11, TRUE },
  { &with_half, B, 21, 10, 11, FALSE },
  { &with_half, B, 21, 11, 11, TRUE },
  { &with_half, B, 0, 0, 1, FALSE },

  { &with_half, C, 20, 16, 16, TRUE }, /* exactly four fifths */
  { &with_half, C, 20, 15, 16, FALSE },
  { &with_half, C, 21, 16, 17, FALSE },
  { &with_half, C, 21, 17, 17, TRUE },
  { &with_half, C, 24, 19, 20, FALSE },
  { &with_half, C, 24, 20, 20, TRUE },
  { &with_half, C, 25, 20, 20, TRUE },
  { &with_half, C, 3, 2, 3, FALSE },
  { &with_half, C, 4, 3, 4, FALSE },
  { &with_half, C, 5, 4, 4, TRUE },
  { &with_half, C, 1, 1, 1, TRUE },
  { &with_half, C, 0, 0, 1, FALSE },

  { &with_half, D, 5, 3, 3, TRUE },
  { &with_half, D, 5, 2, 3, FALSE },
  { &with_half, D, 6, 3, 4, FALSE },
  { &with_half, D, 6, 4, 4, TRUE },
  { &with_half, D, 0, 0, 1, FALSE },

  { &with_half, ZB_FORMULA_NONE, 20, 0, 0, TRUE },
  { &with_half, ZB_FORMULA_NONE, 0, 0, 0, TRUE },

  { &with_half, A, G_MAXUINT, G_MAXUINT / 2, G_MAXUINT / 2 + 1, FALSE },
  { &with_half, A, G_MAXUINT, G_MAXUINT / 2 + 1, G_MAXUINT / 2 + 1, TRUE },
  { &with_half, A, G_MAXUINT - 1, G_MAXUINT / 2, G_MAXUINT / 2, TRUE },
  { &with_half, B, G_MAXUINT, G_MAXUINT, G_MAXUINT / 2 + 1, TRUE },
  { &with_half, C, G_MAXUINT, G_MAXUINT / 5 * 4, G_MAXUINT / 5 * 4, TRUE },
  { &with_half, C, G_MAXUINT, G_MAXUINT / 5 * 4 - 1, G_MAXUINT / 5 * 4, FALSE },
  { &with_half, D, G_MAXUINT, 1, G_MAXUINT / 2 + 1, FALSE },
};

static void
test_quorums (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (quorums); i++)
    {
      ZbQuorum quorum = zb_quorum_check (quorums[i].profile, quorums[i].formula, quorums[i].expected, quorums[i].present);

      g_test_message ("row %u", i);
      g_assert_cmpint (quorum.holds, ==, quorums[i].holds);
      g_assert_cmpuint (quorum.least, ==, quorums[i].least);
    }
}

/* `least` is what it says: one less would not do. */
static void
test_least (void)
{
  const ZbProfile *const profiles[] = { &with_half, &without_half };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    for (ZbFormula formula = A; formula < ZB_N_FORMULAS; formula++)
      for (guint expected = 1; expected < 200; expected++)
        {
          guint least = zb_quorum_check (profiles[i], formula, expected, 0).least;

          g_assert_cmpuint (least, <=, expected);
          g_assert_true (zb_quorum_check (profiles[i], formula, expected, least).holds);
          g_assert_false (zb_quorum_check (profiles[i], formula, expected, least - 1).holds);
        }
}

static void
test_words (void)
{
  g_assert_cmpstr (zb_quorum_check (&with_half, A, 20, 18).words, ==, "须达到应到的一半");
  g_assert_cmpstr (zb_quorum_check (&without_half, A, 20, 18).words, ==, "须超过应到的一半");
  g_assert_cmpstr (zb_quorum_check (&with_half, B, 20, 18).words, ==, "须超过应到的一半");
  g_assert_cmpstr (zb_quorum_check (&with_half, C, 20, 18).words, ==, "须达到应到的五分之四");
  g_assert_cmpstr (zb_quorum_check (&with_half, D, 5, 5).words, ==, "须超过委员的一半");

  for (ZbFormula formula = A; formula < ZB_N_FORMULAS; formula++)
    g_assert_true (g_str_has_prefix (zb_quorum_check (&with_half, formula, 20, 18).article, "《中国共产党"));
  g_assert_null (zb_quorum_check (&with_half, ZB_FORMULA_NONE, 20, 18).article);

  /* Whether 以上 includes the half makes no difference to an odd number. */
  g_assert_false (zb_quorum_check (&with_half, A, 20, 18).verified);
  g_assert_true (zb_quorum_check (&with_half, A, 21, 18).verified);
  g_assert_true (zb_quorum_check (&with_half, B, 20, 18).verified);
  g_assert_false (zb_quorum_check (&with_half, D, 4, 4).verified);
}

#define PASSED ZB_VOTE_PASSED
#define FAILED ZB_VOTE_FAILED
#define VOID ZB_VOTE_VOID
#define NO_QUORUM ZB_VOTE_NO_QUORUM

/* Issued, returned, yes, no, abstained, written. */
static const struct
{
  const ZbProfile *profile;
  ZbFormula        formula;
  guint            expected, present;
  ZbBallot         ballot;
  ZbVoteResult     result;
  guint            least;
} votes[] = {
  { &with_half, A, 20, 18, { 18, 18, 11, 7, 0, 0 }, PASSED, 11 },
  { &with_half, A, 20, 18, { 18, 18, 10, 8, 0, 0 }, FAILED, 11 }, /* one half of those expected is not more than it */
  { &with_half, A, 20, 10, { 10, 10, 10, 0, 0, 0 }, FAILED, 11 }, /* may meet, and can pass nothing */
  { &with_half, A, 21, 18, { 18, 18, 11, 7, 0, 0 }, PASSED, 11 },
  { &with_half, A, 20, 9, { 9, 9, 9, 0, 0, 0 }, NO_QUORUM, 11 },
  { &with_half, A, 20, 18, { 18, 19, 11, 7, 0, 0 }, VOID, 11 }, /* one too many came back */
  { &with_half, A, 20, 18, { 18, 17, 11, 7, 0, 0 }, VOID, 11 }, /* counted more than came back */
  { &with_half, A, 20, 18, { 18, 17, 11, 3, 3, 0 }, PASSED, 11 },
  { &with_half, A, 20, 18, { 19, 19, 12, 7, 0, 0 }, VOID, 11 },  /* more ballots than people */
  { &with_half, A, 20, 18, { 17, 16, 18, 0, 0, 2 }, VOID, 11 },  /* written opinions count of admissions only */
  { &with_half, A, 20, 18, { 18, 18, 0, 0, 0, 0 }, FAILED, 11 }, /* all spoilt */

  { &with_half, B, 20, 18, { 18, 18, 11, 7, 0, 0 }, PASSED, 11 },
  { &with_half, B, 20, 18, { 18, 18, 12, 8, 0, 2 }, PASSED, 11 }, /* two of them in writing */
  { &with_half, B, 20, 18, { 18, 18, 10, 8, 2, 2 }, FAILED, 11 },
  { &with_half, B, 20, 18, { 18, 18, 13, 8, 0, 3 }, VOID, 11 }, /* three opinions of two absent */
  { &with_half, B, 20, 18, { 18, 18, 1, 2, 0, 2 }, VOID, 11 },  /* more written than yes */
  { &with_half, B, 20, 18, { 18, 18, 13, 8, 0, 2 }, VOID, 11 },
  { &with_half, B, 20, 10, { 10, 10, 20, 0, 0, 10 }, NO_QUORUM, 11 }, /* writing makes nobody present */
  { &with_half, B, 20, 11, { 11, 11, 20, 0, 0, 9 }, PASSED, 11 },

  { &with_half, C, 20, 16, { 16, 16, 9, 7, 0, 0 }, PASSED, 9 },
  { &with_half, C, 20, 16, { 16, 16, 8, 8, 0, 0 }, FAILED, 9 },
  { &without_half, C, 20, 16, { 16, 16, 9, 7, 0, 0 }, FAILED, 11 },
  { &without_half, C, 20, 16, { 16, 16, 11, 5, 0, 0 }, PASSED, 11 },
  { NULL, C, 20, 16, { 16, 16, 9, 7, 0, 0 }, PASSED, 9 },
  { &with_half, C, 20, 15, { 15, 15, 15, 0, 0, 0 }, NO_QUORUM, 8 },
  { &with_half, C, 20, 16, { 16, 17, 9, 7, 0, 0 }, VOID, 9 },

  { &with_half, D, 5, 3, { 3, 3, 2, 1, 0, 0 }, PASSED, 2 },
  { &with_half, D, 5, 4, { 4, 4, 2, 2, 0, 0 }, FAILED, 3 },
  { &with_half, D, 5, 2, { 2, 2, 2, 0, 0, 0 }, NO_QUORUM, 2 },

  { &with_half, A, 0, 0, { 0, 0, 0, 0, 0, 0 }, NO_QUORUM, 1 },
  { &with_half, A, 0, 0, { 5, 5, 5, 0, 0, 0 }, NO_QUORUM, 1 },
  { &with_half, A, 20, 18, { G_MAXUINT, G_MAXUINT, G_MAXUINT, 1, 0, 0 }, VOID, 11 },
  { &with_half, A, 20, 18, { 18, 18, G_MAXUINT, G_MAXUINT, G_MAXUINT, 0 }, VOID, 11 },
  { &with_half, B, 20, 18, { 18, 18, G_MAXUINT, 0, 0, G_MAXUINT }, VOID, 11 },
  { &with_half, B, G_MAXUINT, G_MAXUINT, { G_MAXUINT, G_MAXUINT, G_MAXUINT, 0, 0, 0 }, PASSED, G_MAXUINT / 2 + 1 },
};

static void
test_votes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (votes); i++)
    {
      ZbVerdictOfVote verdict =
          zb_vote_check (votes[i].profile, votes[i].formula, votes[i].expected, votes[i].present, &votes[i].ballot);

      g_test_message ("row %u", i);
      g_assert_cmpint (verdict.result, ==, votes[i].result);
      g_assert_cmpuint (verdict.least, ==, votes[i].least);
    }
}

static const struct
{
  guint        present, yes;
  gboolean     differs;
  ZbVoteResult of_present, of_all;
} readings[] = {
  { 16, 8, FALSE, FAILED, FAILED },
  { 16, 9, TRUE, PASSED, FAILED },
  { 16, 10, TRUE, PASSED, FAILED },
  { 16, 11, FALSE, PASSED, PASSED },
  { 20, 10, FALSE, FAILED, FAILED },
  { 20, 11, FALSE, PASSED, PASSED },
  { 15, 15, FALSE, NO_QUORUM, NO_QUORUM },
};

static void
test_readings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      const guint           present = readings[i].present;
      const ZbBallot        ballot = { present, present, readings[i].yes, present - readings[i].yes, 0, 0 };
      const ZbVerdictOfVote here = zb_vote_check (&with_half, C, 20, present, &ballot);
      const ZbVerdictOfVote there = zb_vote_check (&without_half, C, 20, present, &ballot);

      g_test_message ("row %u", i);
      g_assert_cmpint (here.differs, ==, readings[i].differs);
      g_assert_cmpint (here.result, ==, readings[i].of_present);
      g_assert_cmpint (here.other, ==, readings[i].of_all);
      g_assert_cmpuint (here.least, ==, present / 2 + 1);
      g_assert_cmpuint (here.other_least, ==, 11);
      g_assert_cmpint (there.differs, ==, readings[i].differs);
      g_assert_cmpint (there.result, ==, readings[i].of_all);
      g_assert_cmpint (there.other, ==, readings[i].of_present);
      g_assert_cmpuint (there.other_least, ==, present / 2 + 1);
    }
}

/* Only of elections are there two readings. */
static void
test_one_reading (void)
{
  const ZbBallot  ballot = { 16, 16, 9, 7, 0, 0 };
  const ZbFormula formulas[] = { A, B, D, ZB_FORMULA_NONE };

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      ZbVerdictOfVote verdict = zb_vote_check (&with_half, formulas[i], 20, 16, &ballot);

      g_assert_false (verdict.differs);
      g_assert_cmpint (verdict.other, ==, verdict.result);
      g_assert_cmpuint (verdict.other_least, ==, verdict.least);
    }
}

static void
test_ties (void)
{
  const ZbBallot even = { 16, 16, 8, 8, 0, 0 }, uneven = { 16, 16, 9, 7, 0, 0 }, nothing = { 16, 16, 0, 0, 16, 0 };

  g_assert_true (zb_vote_check (&with_half, C, 20, 16, &even).tie);
  g_assert_false (zb_vote_check (&with_half, C, 20, 16, &uneven).tie);
  g_assert_false (zb_vote_check (&with_half, C, 20, 16, &nothing).tie);
  g_assert_false (zb_vote_check (&with_half, C, 20, 15, &even).tie);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/quorum/half-of-twenty-is-ten", test_quorums);
  g_test_add_func ("/rules/quorum/one-less-than-the-least-is-too-few", test_least);
  g_test_add_func ("/rules/quorum/words-and-articles-are-those-of-the-formula", test_words);
  g_test_add_func ("/rules/vote/passes-by-its-formula", test_votes);
  g_test_add_func ("/rules/vote/both-readings-of-an-election-are-told", test_readings);
  g_test_add_func ("/rules/vote/other-votes-have-one-reading", test_one_reading);
  g_test_add_func ("/rules/vote/as-many-for-as-against-is-a-tie", test_ties);

  return g_test_run ();
}
