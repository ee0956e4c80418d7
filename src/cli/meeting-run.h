/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cli/run.h"
#include "service/calendar.h"

G_BEGIN_DECLS

/* What the commands about meetings, plans and checks share. NULL: it was said why. */
ZbCalendar *zb_meeting_load (ZbRun *run);
/* The meeting whose number is the command's first word, with the loaded calendar; else the exit status. */
ZbExit zb_meeting_of_args (ZbRun *run, ZbCalendar **calendar, ZbMeeting **meeting);

/* One line for people, or one object. */
void zb_meeting_print (ZbCalendar *calendar, ZbMeeting *meeting);
void zb_meeting_out (JsonBuilder *builder, ZbCalendar *calendar, ZbMeeting *meeting);
/* Either, as the command was asked. */
void zb_meeting_put (ZbRun *run, ZbCalendar *calendar, ZbMeeting *meeting);
/* After an edit: shows what became of the meeting. */
ZbExit zb_meeting_put_edited (ZbRun *run, ZbCalendar *calendar, GAsyncResult *edited);

/* The codes of a mask, of char *. */
GPtrArray *zb_gaps_list_codes (guint gaps);
/* 缺记录、缺照片; "" for none */
char *zb_gaps_dup_names (guint gaps);

/* --quarter 2019Q2, --year 2019, or this quarter. FALSE: it was said why. */
gboolean zb_period_of_options (ZbRun *run, ZbDay today, ZbDay *first, ZbDay *last);

G_END_DECLS
