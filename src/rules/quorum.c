/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything is counted in 64 bits, where no sum of a few 32-bit numbers overflows, and nothing is divided that could round
 * the wrong way.
 */
#include "rules/quorum.h"

#define ORDINARY_ARTICLE                                                                                                                                            \
  "《中国共产党支部工作条例（试行）》第十一条：表决必须有半数以上有表决权的党员到会方可进行，赞成人数超过应到" \
  "会有表决权的党员的半数为通过。“以上”是否包括恰好一半，以规则方案为准。"
#define COMMITTEE_ARTICLE \
  "《中国共产党支部工作条例（试行）》第十二条：党支部委员会会议须有半数以上委员到会方可进行。这里按超过半数掌握。"
#define ADMISSION_ARTICLE                                                                                                                                              \
  "《中国共产党发展党员工作细则》第二十条：召开讨论接收预备党员的支部大会，有表决权的到会人数必须超过应到会有表" \
  "决权人数的半数。第三十三条：讨论预备党员转正的支部大会，对到会人数、赞成人数等要求与讨论接收预备党员的支部大会相同。"
#define ELECTION_ARTICLE                                                                                                                                             \
  "《中国共产党基层组织选举工作条例》（2020）：进行选举时，有选举权的到会人数不少于应到会人数的五分之四，会议有" \
  "效。（1990 年的暂行条例为超过五分之四。）"

/* More than half of n. */
static guint
get_majority (guint n)
{
  return n / 2 + 1;
}

static gboolean
counts_half (const ZbProfile *profile)
{
  return profile != NULL && profile->half_counts;
}

static guint
get_least_present (const ZbProfile *profile,
                   ZbFormula        formula,
                   guint            expected)
{
  switch (formula)
    {
    case ZB_FORMULA_ORDINARY:
      return counts_half (profile) ? MAX (expected / 2 + expected % 2, 1) : get_majority (expected);

    case ZB_FORMULA_ELECTION:
      return MAX (((guint64) expected * 4 + 4) / 5, 1);

    case ZB_FORMULA_ADMISSION:
    case ZB_FORMULA_COMMITTEE:
      return get_majority (expected);

    case ZB_FORMULA_NONE:
    case ZB_N_FORMULAS:
    default:
      return 0;
    }
}

static gboolean
is_enough (const ZbProfile *profile,
           ZbFormula        formula,
           guint64          expected,
           guint64          present)
{
  switch (formula)
    {
    case ZB_FORMULA_ORDINARY:
      return expected > 0 && (counts_half (profile) ? 2 * present >= expected : 2 * present > expected);

    case ZB_FORMULA_ELECTION:
      return expected > 0 && 5 * present >= 4 * expected;

    case ZB_FORMULA_ADMISSION:
    case ZB_FORMULA_COMMITTEE:
      return expected > 0 && 2 * present > expected;

    case ZB_FORMULA_NONE:
    case ZB_N_FORMULAS:
    default:
      return TRUE;
    }
}

ZbQuorum
zb_quorum_check (const ZbProfile *profile,
                 ZbFormula        formula,
                 guint            expected,
                 guint            present)
{
  static const struct
  {
    const char *article;
    const char *words;
    gboolean    half; /* 半数以上: of an even number nobody has checked whether the half is enough */
  } texts[ZB_N_FORMULAS] = {
    [ZB_FORMULA_NONE] = { NULL, "没有到会人数的要求", FALSE },
    [ZB_FORMULA_ORDINARY] = { ORDINARY_ARTICLE, "须超过应到的一半", TRUE },
    [ZB_FORMULA_ADMISSION] = { ADMISSION_ARTICLE, "须超过应到的一半", FALSE },
    [ZB_FORMULA_ELECTION] = { ELECTION_ARTICLE, "须达到应到的五分之四", FALSE },
    [ZB_FORMULA_COMMITTEE] = { COMMITTEE_ARTICLE, "须超过委员的一半", TRUE },
  };
  ZbQuorum quorum = { 0 };

  g_return_val_if_fail (formula < ZB_N_FORMULAS, quorum);

  quorum.holds = is_enough (profile, formula, expected, present);
  quorum.least = get_least_present (profile, formula, expected);
  quorum.article = texts[formula].article;
  quorum.words = formula == ZB_FORMULA_ORDINARY && counts_half (profile) ? "须达到应到的一半" : texts[formula].words;
  quorum.verified = !texts[formula].half || expected % 2 == 1;
  return quorum;
}

/* Written opinions are no ballots: only of an admission do they count beside those returned. */
static gboolean
is_void (ZbFormula       formula,
         const ZbBallot *ballot)
{
  guint64 counted = (guint64) ballot->yes + ballot->no + ballot->abstain;
  guint64 written = formula == ZB_FORMULA_ADMISSION ? ballot->written : 0;

  return ballot->returned > ballot->issued || written > ballot->yes || counted > (guint64) ballot->returned + written ||
         counted > G_MAXUINT;
}

/* More ballots than people, or more opinions of absent members than are absent. */
static gboolean
is_stuffed (ZbFormula       formula,
            guint           expected,
            guint           present,
            const ZbBallot *ballot)
{
  return ballot->issued > present ||
         (formula == ZB_FORMULA_ADMISSION && (guint64) present + ballot->written > expected);
}

static ZbVoteResult
judge (guint yes,
       guint least)
{
  return yes >= least ? ZB_VOTE_PASSED : ZB_VOTE_FAILED;
}

static gboolean
is_of_present (const ZbProfile *profile,
               ZbFormula        formula)
{
  if (formula == ZB_FORMULA_ELECTION)
    return profile == NULL || profile->election == ZB_ELECTION_OF_PRESENT;

  return formula == ZB_FORMULA_COMMITTEE || formula == ZB_FORMULA_NONE;
}

static void
decide (ZbVerdictOfVote *verdict,
        const ZbBallot  *ballot)
{
  verdict->result = judge (ballot->yes, verdict->least);
  verdict->other = judge (ballot->yes, verdict->other_least);
  verdict->differs = verdict->result != verdict->other;
  verdict->tie = ballot->yes > 0 && ballot->yes == ballot->no;
}

ZbVerdictOfVote
zb_vote_check (const ZbProfile *profile,
               ZbFormula        formula,
               guint            expected,
               guint            present,
               const ZbBallot  *ballot)
{
  gboolean        of_present = is_of_present (profile, formula);
  gboolean        election = formula == ZB_FORMULA_ELECTION;
  ZbVerdictOfVote verdict = { .result = ZB_VOTE_VOID, .other = ZB_VOTE_VOID };

  g_return_val_if_fail (formula < ZB_N_FORMULAS, verdict);

  verdict.least = get_majority (of_present ? present : expected);
  verdict.other_least = get_majority (of_present != election ? present : expected);

  if (is_void (formula, ballot))
    return verdict;

  if (!zb_quorum_check (profile, formula, expected, present).holds)
    verdict.result = verdict.other = ZB_VOTE_NO_QUORUM;
  else if (!is_stuffed (formula, expected, present, ballot))
    decide (&verdict, ballot);

  return verdict;
}
