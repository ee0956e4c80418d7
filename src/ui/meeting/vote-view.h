/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* One matter put to the vote: numbers, and while they are typed what they mean. Leaving it is one change.
 * Signal: "saved" (the record has it).
 */
#define ZB_TYPE_VOTE_VIEW (zb_vote_view_get_type ())
G_DECLARE_FINAL_TYPE (ZbVoteView, zb_vote_view, ZB, VOTE_VIEW, AdwBin)

GtkWidget *zb_vote_view_new (ZbMeetingDesk *desk, const ZbVote *vote); /* id 0: a new one */
void       zb_vote_view_show (ZbVoteView *self, const ZbVote *vote);   /* not while it is being typed into; NULL: judges again */
gint64     zb_vote_view_get_vote (ZbVoteView *self);
void       zb_vote_view_commit (ZbVoteView *self);

G_END_DECLS
