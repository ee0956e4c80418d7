/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Wall-clock time of the place, with the precision that is known.
 *
 * It is not an instant: no zone is stored and none is ever applied. All
 * arithmetic is on `seconds`, counted as if the place were on UTC. Text is
 * ISO: "2019-06-10", "2019-06-10T09:30", "2019-06-10T09:30:12.340".
 */
typedef enum
{
  ZB_PRECISION_NONE, /* nothing known: the value is empty */
  ZB_PRECISION_DAY,
  ZB_PRECISION_MINUTE,
  ZB_PRECISION_SECOND,
} ZbPrecision;

typedef struct
{
  gint64      seconds; /* since 1970-01-01T00:00:00 of the same wall clock */
  ZbPrecision precision;
  char        fraction[10]; /* digits after the point as written ("07" is .07), "" for none */
} ZbWall;

#define ZB_WALL_NONE ((ZbWall){ 0 })
#define ZB_DAY_SECONDS G_GINT64_CONSTANT (86400)

/* Year 1 to 9999. FALSE (and *wall empty) for what the calendar does not have. */
gboolean zb_wall_set (ZbWall *wall, int year, int month, int day, int hour, int minute, int second);
gboolean zb_wall_set_day (ZbWall *wall, int year, int month, int day);

/* ISO text as above; the 'T' may be a blank. FALSE (and *wall empty) for anything else. */
gboolean zb_wall_parse (ZbWall *wall, const char *text);

/* NULL for an empty value. */
char *zb_wall_to_text (const ZbWall *wall);

/* The wall clock of `zone` at an instant (seconds since 1970 UTC). */
void zb_wall_from_unix (ZbWall *wall, gint64 unix_seconds, GTimeZone *zone);

/* Any pointer may be NULL. */
void zb_wall_split (
    const ZbWall *wall, int *year, int *month, int *day, int *hour, int *minute, int *second);

gint64 zb_wall_day_start (const ZbWall *wall); /* seconds of that day's 00:00 */
ZbWall zb_wall_plus (ZbWall wall, gint64 seconds);
gint   zb_wall_compare (const ZbWall *a, const ZbWall *b); /* empty values last */

/* For people, in Chinese, without the year: "6 月 10 日 周一", "6 月 10 日 周一 09:00–11:40",
 * "6 月 10 日 周一 09:00 至 6 月 12 日 周三"; `to` may be empty. "" for an empty `from`.
 */
char *zb_wall_dup_span (const ZbWall *from, const ZbWall *to);

static inline gboolean
zb_wall_is_set (const ZbWall *wall)
{
  return wall->precision != ZB_PRECISION_NONE;
}

const char *zb_precision_to_code (ZbPrecision precision); /* second | minute | day | none */
ZbPrecision zb_precision_from_code (const char *code);    /* NONE for an unknown code */

G_END_DECLS
