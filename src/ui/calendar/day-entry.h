/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/calendar.h"

G_BEGIN_DECLS

/* One thing on a day of the month page. Frozen, counted, so that a chip keeps what it shows. */
typedef enum
{
  ZB_ENTRY_MEETING,
  ZB_ENTRY_GHOST,   /* planned for this day, and is on another */
  ZB_ENTRY_DEADLINE /* a paper is due */
} ZbEntryKind;

typedef struct
{
  gatomicrefcount count;
  ZbEntryKind     kind;
  ZbMeeting      *meeting; /* NULL of a deadline */
  guint           gaps;
  char           *title;
  char           *line;  /* what is missing, where it went; NULL */
  char           *brief; /* the line where there is no room for it; NULL: none shorter */
  char           *task;  /* of a deadline: plan-filing …, its name, and the period's first day */
  char           *name;
  ZbDay           first;
} ZbDayEntry;

ZbDayEntry *zb_day_entry_new_meeting (ZbCalendar *calendar, ZbMeeting *meeting);
ZbDayEntry *zb_day_entry_new_ghost (ZbMeeting *meeting);
ZbDayEntry *zb_day_entry_new_deadline (ZbCalendar *calendar, const ZbVerdict *verdict);
ZbDayEntry *zb_day_entry_ref (ZbDayEntry *entry);
void        zb_day_entry_unref (ZbDayEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbDayEntry, zb_day_entry_unref)

gboolean zb_day_entry_equal (const ZbDayEntry *a, const ZbDayEntry *b);    /* look the same */
char    *zb_day_entry_dup_words (const ZbDayEntry *entry);                 /* all that is to be said of it */
void     zb_day_entry_activate (const ZbDayEntry *entry, gpointer widget); /* where it is done: calendar.open or win.file of `widget` */

G_END_DECLS
