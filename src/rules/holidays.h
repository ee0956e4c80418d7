/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* Public holidays and make-up workdays by day, from the State Council's yearly notices (data/holidays.tsv: day, tab,
 * "off" or "work", tab, name; the first line is a heading in any words; lines that begin with # are remarks). Frozen: any thread.
 */
typedef enum
{
  ZB_DAY_WORKDAY,
  ZB_DAY_WEEKEND,
  ZB_DAY_OFF,    /* 休: a public holiday */
  ZB_DAY_MAKE_UP /* 班: a make-up workday */
} ZbDayKind;

typedef struct _ZbHolidays ZbHolidays;

/* What cannot be read: the line, from 1, and the word on it. */
typedef struct
{
  guint line;
  enum
  {
    ZB_HOLIDAYS_NOT_TEXT, /* not UTF-8, or above 1 MiB */
    ZB_HOLIDAYS_COLUMNS,  /* a column too few, too many, or a name that is none */
    ZB_HOLIDAYS_DAY,
    ZB_HOLIDAYS_KIND,
    ZB_HOLIDAYS_TWICE /* the day stands there already */
  } what;
  char *word;
} ZbHolidaysFault;
void zb_holidays_fault_clear (ZbHolidaysFault *fault);

/* NULL and *fault for what cannot be read; nothing is skipped in silence. */
ZbHolidays *zb_holidays_parse (const char *text, gssize length, ZbHolidaysFault *fault);
ZbHolidays *zb_holidays_ref (ZbHolidays *self);
void        zb_holidays_unref (ZbHolidays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbHolidays, zb_holidays_unref)

/* `day` whole. A NULL table knows weekends only. */
ZbDayKind   zb_holidays_look (const ZbHolidays *self, ZbDay day);
const char *zb_holidays_get_name (const ZbHolidays *self, ZbDay day); /* 春节, NULL for an ordinary day */
gboolean    zb_holidays_is_work (const ZbHolidays *self, ZbDay day);
/* Whether the table says anything of that year (a day off in it). */
gboolean zb_holidays_has_year (const ZbHolidays *self, int year);
/* The first working day on or after `day`; on or before. */
ZbDay zb_holidays_next_workday (const ZbHolidays *self, ZbDay day);
ZbDay zb_holidays_previous_workday (const ZbHolidays *self, ZbDay day);
/* The last day of `days` working days after `day`, which itself does not count: three after Friday 7 June 2019 … */
ZbDay zb_holidays_plus_workdays (const ZbHolidays *self, ZbDay day, int days);

G_END_DECLS
