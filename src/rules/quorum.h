/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/profile.h"

G_BEGIN_DECLS

/* Quorum and vote (domain.md 1.3), in integers. N: expected with a vote; P: of those present. */
typedef struct
{
  gboolean    holds;
  guint       least;   /* the smallest P that would do */
  const char *article; /* with the text: "《…选举工作条例》第…条：…" */
  const char *words;   /* 须超过应到的一半 */
  gboolean    verified;
} ZbQuorum;

/* A: 2P >= N (or 2P > N, as the profile says); B: 2P > N; C: 5P >= 4N; COMMITTEE: 2P > N. N of 0 never holds. */
ZbQuorum zb_quorum_check (const ZbProfile *profile, ZbFormula formula, guint expected, guint present);

/* One matter put to the vote. */
typedef struct
{
  guint issued; /* ballots; of a show of hands: those who voted */
  guint returned;
  guint yes, no, abstain;
  guint written; /* of `yes`: written opinions of absent members, handed in before (B only) */
} ZbBallot;

typedef enum
{
  ZB_VOTE_PASSED,
  ZB_VOTE_FAILED,
  ZB_VOTE_VOID,      /* more ballots returned than issued, or more counted than returned (unverified) */
  ZB_VOTE_NO_QUORUM, /* the meeting could not decide */
} ZbVoteResult;

typedef struct
{
  ZbVoteResult result;
  guint        least;   /* the smallest number of yes that passes */
  gboolean     differs; /* C: the two readings disagree */
  ZbVoteResult other;   /* C: by the other reading */
  guint        other_least;
  gboolean     tie; /* yes == no: of an election vote again among the tied */
} ZbVerdictOfVote;

/* A, B: 2Y > N; C: 2Y > P or 2Y > N, as the profile says; COMMITTEE: 2Y > P. Sums that overflow are VOID. */
ZbVerdictOfVote zb_vote_check (const ZbProfile *profile, ZbFormula formula, guint expected, guint present, const ZbBallot *ballot);

G_END_DECLS
