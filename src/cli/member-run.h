/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/run.h"
#include "service/roster.h"

G_BEGIN_DECLS

/* What the commands about members share. NULL: it was said why. */
ZbRoster *zb_member_load (ZbRun *run);
ZbMember *zb_member_find (ZbRun *run, ZbRoster *roster, gint64 id);

/* The member whose number is the command's first word, with the loaded roster; else the exit status. */
ZbExit zb_member_of_args (ZbRun *run, ZbRoster **roster, ZbMember **member);

/* What was typed, into the draft. */
ZbExit zb_member_fill (ZbRun *run, ZbMemberDraft *draft);

/* FALSE and *status: a whole day is wanted, and it was said so. NULL without --day is today's. */
gboolean zb_member_read_day (ZbRun *run, const char *option, const char *given, ZbRoster *roster, char **day, ZbExit *status);

/* One line for people, or the members of an object that is being built. */
void zb_member_print (ZbMember *member);
/* After an edit: shows whom it was about. */
ZbExit zb_member_put_edited (ZbRun *run, ZbRoster *roster, GAsyncResult *edited);

G_END_DECLS
