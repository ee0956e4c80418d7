/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A calendar day as precisely as it is known: a year, a month of it, or a day.
 *
 * Nothing is made up: 1980-05 stays a month. Text is ISO ("1980", "1980-05", "1980-05-01"), whose
 * order as text is the order of what is certain about the start. Year 0: nothing known.
 */
typedef struct
{
  gint16 year;  /* 1–9999, 0 unknown */
  guint8 month; /* 1–12, 0 unknown */
  guint8 day;   /* 1–31, 0 unknown */
} ZbDay;

#define ZB_DAY_NONE ((ZbDay){ 0 })

/* month and day may be 0. FALSE (and *day empty) for what the calendar does not have. */
gboolean zb_day_set (ZbDay *day, int year, int month, int number);
/* ISO text only; NULL and "" are FALSE. */
gboolean zb_day_parse (ZbDay *day, const char *text);
/* As people and spreadsheets write it: 19800501, 1980-05-01, 1980/5/1, 1980.05, 198005, 1980.05.01, 1980年5月,
 * 1980年5月1日, 1980-05-01 00:00:00, full-width digits and blanks. FALSE for anything else, and for days
 * that are not. (domain.md 2.1)
 */
gboolean zb_day_read (ZbDay *day, const char *text);
char    *zb_day_to_text (ZbDay day);   /* NULL for an empty one */
char    *zb_day_dup_words (ZbDay day); /* 1980 年 5 月, 1980 年 5 月 1 日; "" for an empty one */

static inline gboolean
zb_day_is_set (ZbDay day)
{
  return day.year != 0;
}

static inline gboolean
zb_day_is_whole (ZbDay day)
{
  return day.day != 0;
}

/* The first and the last day it can be; empty for an empty one. */
ZbDay zb_day_first (ZbDay day);
ZbDay zb_day_last (ZbDay day);
/* As their first days; empty ones last. */
gint zb_day_compare (ZbDay a, ZbDay b);
/* Whether both may be the same day: one is the other known less precisely, or they are equal. */
gboolean zb_day_agrees (ZbDay a, ZbDay b);
/* Whole days only. 31 January + 1 month is the last day of February. */
ZbDay zb_day_plus_days (ZbDay day, int days);
ZbDay zb_day_plus_months (ZbDay day, int months);
/* Days from a to b, both whole; negative when b is before a. */
int zb_day_between (ZbDay a, ZbDay b);
/* Whole years from a to b as birthdays count them. */
int zb_day_years (ZbDay a, ZbDay b);

G_END_DECLS
