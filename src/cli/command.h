/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/run.h"

G_BEGIN_DECLS

/* The command that argv (past the program's name) starts with, or NULL; how many words it took. */
const ZbCommand *zb_command_find (char **words, guint *n_words);

/* Whether some command's name starts with this word. */
gboolean zb_command_is_noun (const char *word);

/* All commands, those of one noun, or one command with its options. */
void zb_command_help (const char *noun, const ZbCommand *command);

ZbExit zb_init (ZbRun *run);
ZbExit zb_sample (ZbRun *run);
ZbExit zb_undo (ZbRun *run);
ZbExit zb_redo (ZbRun *run);
ZbExit zb_log (ZbRun *run);
ZbExit zb_verify (ZbRun *run);
ZbExit zb_backup (ZbRun *run);
ZbExit zb_restore (ZbRun *run);

ZbExit zb_photo_scan (ZbRun *run);
ZbExit zb_photo_import (ZbRun *run);
ZbExit zb_photo_list (ZbRun *run);
ZbExit zb_photo_link (ZbRun *run);
ZbExit zb_photo_unlink (ZbRun *run);
ZbExit zb_photo_caption (ZbRun *run);
ZbExit zb_photo_shift (ZbRun *run);
ZbExit zb_photo_trash (ZbRun *run);
ZbExit zb_photo_restore (ZbRun *run);
ZbExit zb_photo_search (ZbRun *run);
ZbExit zb_photo_pick (ZbRun *run);
ZbExit zb_photo_unpick (ZbRun *run);
ZbExit zb_photo_cover (ZbRun *run);
ZbExit zb_photo_turn (ZbRun *run);
ZbExit zb_photo_date (ZbRun *run);
ZbExit zb_photo_settle (ZbRun *run);
ZbExit zb_photo_similar (ZbRun *run);

ZbExit zb_album_export (ZbRun *run);
ZbExit zb_album_copies (ZbRun *run);

ZbExit zb_meeting_add (ZbRun *run);
ZbExit zb_meeting_list (ZbRun *run);
ZbExit zb_meeting_show (ZbRun *run);
ZbExit zb_meeting_edit (ZbRun *run);
ZbExit zb_meeting_remove (ZbRun *run);
ZbExit zb_meeting_move (ZbRun *run);
ZbExit zb_meeting_attend (ZbRun *run);
ZbExit zb_meeting_vote (ZbRun *run);
ZbExit zb_meeting_record (ZbRun *run);
ZbExit zb_meeting_hold (ZbRun *run);
ZbExit zb_meeting_review (ZbRun *run);
ZbExit zb_meeting_unlock (ZbRun *run);
ZbExit zb_meeting_cancel (ZbRun *run);
ZbExit zb_meeting_reopen (ZbRun *run);
ZbExit zb_meeting_remedy (ZbRun *run);
ZbExit zb_meeting_attach (ZbRun *run);
ZbExit zb_meeting_export (ZbRun *run);

ZbExit zb_plan_generate (ZbRun *run);
ZbExit zb_plan_file (ZbRun *run);
ZbExit zb_plan_export (ZbRun *run);
ZbExit zb_calendar_export (ZbRun *run);
ZbExit zb_check (ZbRun *run);
ZbExit zb_rules_show (ZbRun *run);
ZbExit zb_rules_set (ZbRun *run);
ZbExit zb_holidays_show (ZbRun *run);
ZbExit zb_holidays_set (ZbRun *run);

ZbExit zb_member_add (ZbRun *run);
ZbExit zb_member_list (ZbRun *run);
ZbExit zb_member_show (ZbRun *run);
ZbExit zb_member_edit (ZbRun *run);
ZbExit zb_member_remove (ZbRun *run);
ZbExit zb_member_transfer_in (ZbRun *run);
ZbExit zb_member_transfer_out (ZbRun *run);
ZbExit zb_member_turn_full (ZbRun *run);
ZbExit zb_member_leave (ZbRun *run);
ZbExit zb_member_receipt (ZbRun *run);
ZbExit zb_member_record (ZbRun *run);
ZbExit zb_member_import (ZbRun *run);
ZbExit zb_member_diff (ZbRun *run);
ZbExit zb_member_export (ZbRun *run);
ZbExit zb_member_voters (ZbRun *run);
ZbExit zb_member_attendance (ZbRun *run);
ZbExit zb_branch_name (ZbRun *run);
ZbExit zb_branch_elected (ZbRun *run);
ZbExit zb_timers (ZbRun *run);

G_END_DECLS
