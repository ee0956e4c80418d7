/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/calendar-private.h"

#include "rules/gap.h"
#include "rules/quorum.h"

#define VOTING ((1u << ZB_KIND_ASSEMBLY) | (1u << ZB_KIND_COMMITTEE))

/* As a meeting's own numbers are counted: with voters only where the count is of votes. */
ZbQuorumCard
zb_calendar_judge (ZbCalendar *self,
                   ZbMeeting  *meeting,
                   GPtrArray  *attendance)
{
  const ZbProfile *profile = self->look->profile;
  ZbFormula        formula = zb_meeting_get_quorum (meeting, profile);
  gboolean         asks = formula != ZB_FORMULA_NONE;
  gboolean         voting = asks || (zb_meeting_get_kinds (meeting) & VOTING) != 0;
  ZbQuorumCard     card = { .count = zb_record_count (attendance, voting), .asks = asks };
  ZbQuorum         quorum = zb_quorum_check (profile, formula, card.count.expected, card.count.present);

  card.holds = quorum.holds;
  card.least = quorum.least;
  card.words = quorum.words;
  card.article = quorum.article;
  card.verified = quorum.verified;
  return card;
}

void
zb_vote_card_free (ZbVoteCard *card)
{
  g_free (card->words);
  g_free (card->other);
  g_free (card->article);
  g_free (card);
}

/* Everything that a count was made of. */
typedef struct
{
  const ZbVote   *vote;
  ZbFormula       formula;
  guint           expected, present;
  gboolean        of_present; /* the reading that decides */
  ZbVerdictOfVote verdict;
  ZbQuorum        quorum;
} Count;

/* 应到 20 人 */
static char *
dup_base (const Count *count,
          gboolean     of_present)
{
  return of_present ? g_strdup_printf ("实到 %u 人", count->present) : g_strdup_printf ("应到 %u 人", count->expected);
}

/* 通过：赞成 18 票，超过应到 20 人的半数（至少 11 票） */
static char *
dup_result (const Count *count,
            ZbVoteResult result,
            gboolean     of_present,
            guint        least)
{
  g_autofree char *base = dup_base (count, of_present);
  gboolean         passed = result == ZB_VOTE_PASSED;
  const char      *tie = count->verdict.tie && count->formula == ZB_FORMULA_ELECTION ? "；赞成与反对票数相等，可就票数相等的再次投票" : "";

  return g_strdup_printf ("%s：赞成 %u 票，%s%s的半数（至少 %u 票）%s", passed ? "通过" : "未通过", count->vote->yes,
                          passed ? "超过" : "未超过", base, least, passed ? "" : tie);
}

/* Why the ballots cannot be counted; the rules say void for each of these. */
static char *
dup_void (const Count *count)
{
  const ZbVote *vote = count->vote;
  guint64       written = count->formula == ZB_FORMULA_ADMISSION ? vote->written : 0;
  guint64       counted = (guint64) vote->yes + vote->no + vote->abstain;

  if (vote->returned > vote->issued)
    return g_strdup_printf ("无效：收回 %u 张，多于发出的 %u 张", vote->returned, vote->issued);
  if (written > vote->yes)
    return g_strdup_printf ("有误：书面意见 %u 票，多于赞成的 %u 票", vote->written, vote->yes);
  if (counted > vote->returned + written)
    return g_strdup_printf ("有误：各项合计 %" G_GUINT64_FORMAT " 票，多于收回的 %u 张", counted, vote->returned);
  if (vote->issued > count->present)
    return g_strdup_printf ("有误：发出 %u 张，多于到会有表决权的 %u 人", vote->issued, count->present);

  return g_strdup_printf ("有误：到会 %u 人加书面意见 %u 票，多于应到的 %u 人", count->present, vote->written, count->expected);
}

static char *
dup_words (const Count *count)
{
  switch (count->verdict.result)
    {
    case ZB_VOTE_NO_QUORUM:
      return g_strdup_printf ("不能表决：到会有表决权的 %u 人，%s（至少 %u 人）", count->present, count->quorum.words, count->quorum.least);

    case ZB_VOTE_VOID:
      return dup_void (count);

    case ZB_VOTE_PASSED:
    case ZB_VOTE_FAILED:
    default:
      return dup_result (count, count->verdict.result, count->of_present, count->verdict.least);
    }
}

static char *
dup_other (const Count *count)
{
  g_autofree char *result = NULL;

  if (!count->verdict.differs)
    return NULL;

  result = dup_result (count, count->verdict.other, !count->of_present, count->verdict.other_least);
  return g_strdup_printf ("若按%s计算则%s", count->of_present ? "应到" : "实到", result);
}

static gboolean
is_of_present (const ZbProfile *profile,
               ZbFormula        formula)
{
  return formula == ZB_FORMULA_COMMITTEE ||
         (formula == ZB_FORMULA_ELECTION && profile->election == ZB_ELECTION_OF_PRESENT);
}

static void
count_vote (Count           *count,
            const ZbProfile *profile)
{
  const ZbVote *vote = count->vote;
  ZbBallot      ballot = { vote->issued, vote->returned, vote->yes, vote->no, vote->abstain, vote->written };

  count->of_present = is_of_present (profile, count->formula);
  count->quorum = zb_quorum_check (profile, count->formula, count->expected, count->present);
  count->verdict = zb_vote_check (profile, count->formula, count->expected, count->present, &ballot);
}

/* By the formula of the matter: one assembly may admit a member and elect a committee. */
ZbVoteCard *
zb_calendar_count_vote (ZbCalendar   *self,
                        ZbMeeting    *meeting,
                        GPtrArray    *attendance,
                        const ZbVote *vote)
{
  ZbVoteCard       *card = g_new0 (ZbVoteCard, 1);
  ZbAttendanceCount listed = zb_record_count (attendance, TRUE);
  Count             count = { vote, ZB_FORMULA_ORDINARY, listed.expected, listed.present };

  if (vote->formula != NULL && !zb_formula_parse (vote->formula, &count.formula))
    count.formula = ZB_FORMULA_ORDINARY;

  count_vote (&count, self->look->profile);
  card->passed = count.verdict.result == ZB_VOTE_PASSED;
  card->differs = count.verdict.differs;
  card->bad = count.verdict.result == ZB_VOTE_VOID || count.verdict.result == ZB_VOTE_NO_QUORUM;
  card->words = dup_words (&count);
  card->other = dup_other (&count);
  card->article = g_strdup (count.quorum.article);
  return card;
}
