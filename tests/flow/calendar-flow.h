/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/calendar.h"
#include "service/record.h"
#include "support/support.h"

G_BEGIN_DECLS

/* A library of four members in two groups with its calendar, its verbs waited for. Errors fail the test. 甲 (书记) and 乙 are of 一组,
 * 丙 (probationary since 2025-03-01) and 丁 of 二组. Today is 2025-12-20 until it is opened on another day.
 */
typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbMeetings   *meetings;
  ZbRoster     *roster;
  ZbCalendar   *calendar;
  guint         n_changed; /* "changed" of the calendar */
} CalendarFlow;
void calendar_flow_set_up (CalendarFlow *self, gconstpointer data);
void calendar_flow_tear_down (CalendarFlow *self, gconstpointer data);

void calendar_flow_reopen (CalendarFlow *self, const char *today);
void calendar_flow_load (CalendarFlow *self);
void calendar_flow_undo (CalendarFlow *self);

/* Of what was asked with zb_test_result_cb and `result`; loaded afterwards. */
int    calendar_flow_finish (CalendarFlow *self, GAsyncResult **result);
gint64 calendar_flow_finish_meeting (CalendarFlow *self, GAsyncResult **result);
void   calendar_flow_refused (CalendarFlow *self, GAsyncResult **result, ZbFault fault); /* and there are words for it */

/* `end`, `group` may be NULL. */
gint64     calendar_flow_add (CalendarFlow *self, const char *theme, const char *kinds, const char *start, const char *end, const char *group);
void       calendar_flow_step (CalendarFlow *self, gint64 meeting, ZbStep step);
void       calendar_flow_mark (CalendarFlow *self, gint64 meeting, const char *name, ZbMark mark);
ZbMeeting *calendar_flow_find (CalendarFlow *self, gint64 meeting);
gint64     calendar_flow_member (CalendarFlow *self, const char *name);

ZbDay calendar_flow_day (const char *text);
/* The only verdict of this requirement in the span, of `name` (NULL: the branch); borrowed. */
const ZbVerdict *calendar_flow_verdict (GPtrArray *verdicts, const char *code, const char *first, const char *name);
/* The line of this title; NULL. */
const ZbTodo *calendar_flow_todo (GPtrArray *todo, const char *title);

G_END_DECLS
