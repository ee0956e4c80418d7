/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/check.h"
#include "service/calendar.h"
#include "store/db.h"

G_BEGIN_DECLS

/* What one look at the library brings beside its meetings: made on the store thread, frozen afterwards. */
typedef struct
{
  GPtrArray  *groups;   /* of ZbSubject */
  GPtrArray  *persons;  /* of ZbSubject */
  GArray     *attended; /* of ZbAttended */
  GPtrArray  *filings;  /* of ZbFiling */
  ZbDay       founded;
  char       *own_rules;    /* as the library says; NULL: the program's */
  char       *own_holidays; /* likewise */
  ZbProfile  *profile;
  ZbHolidays *holidays;
  char       *complaint; /* NULL */
} ZbCalendarLook;

void zb_calendar_look_free (ZbCalendarLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbCalendarLook, zb_calendar_look_free)

/* Store thread. `program`: court | central. */
ZbCalendarLook *zb_calendar_look_take (ZbDb *db, const char *program, const char *today, GError **error);
/* What the program itself knows, before anything is loaded. */
ZbCalendarLook *zb_calendar_look_new_empty (const char *program);

/* The own copies, or those of the program; sets profile, holidays and complaint. */
void  zb_calendar_look_read_rules (ZbCalendarLook *look, const char *program);
char *zb_calendar_dup_program_holidays (void);

struct _ZbCalendar
{
  GObject parent_instance;

  ZbMeetings     *meetings;
  ZbRoster       *roster;
  ZbDay           today;
  GPtrArray      *days;     /* of ZbMeeting, those of the model by start */
  ZbDay          *reach;    /* by index: the latest last day of the meetings up to it, which never falls */
  GPtrArray      *moved;    /* of ZbMeeting: those on another day than planned, by the planned one */
  ZbCalendarLook *look;     /* never NULL */
  GPtrArray      *profiles; /* those that ever were in use: verdicts that somebody still has name their rules */
  GHashTable     *gaps;     /* ZbMeeting → mask, until the next load */
  GHashTable     *checks;   /* Asked → GPtrArray of ZbVerdict, likewise */
  GHashTable     *notes;    /* day number → ZbDateNote, likewise */
  gboolean        loaded;   /* once: from then on it keeps itself up to date … */
  gboolean        loading;  /* … with one look at a time */
  gboolean        again;
  guint           idle_id; /* the meetings are different, and nobody was told yet */
};

/* Of what is loaded; borrowed parts. */
ZbCheckInput zb_calendar_get_input (ZbCalendar *self);
/* Sets days, reach and moved from the meetings' own list. */
void zb_calendar_index (ZbCalendar *self);

GHashTable *zb_calendar_checks_new (void);

/* For calendar-todo*.c. */
ZbTodo *zb_todo_new (ZbDay day, ZbDay today, char *title, char *detail); /* takes the texts */
void    zb_calendar_todo_meetings (ZbCalendar *self, GPtrArray *todo);
/* 6 月 10 日 */
char *zb_calendar_dup_short_day (ZbDay day);
/* 二季度, 6 月, 上半年, 全年 */
char *zb_calendar_dup_short_period (ZbPeriod period, ZbDay day);
/* 党日, 党员大会: as a sentence says it. */
const char *zb_calendar_get_short_kind (ZbKinds kinds);

G_END_DECLS
