/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/wall.h"

#include <string.h>

static const char *const precision_codes[] = { "none", "day", "minute", "second" };

static gint64
day_seconds (int year,
             int month,
             int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);

  /* 1970-01-01 is the 719,163rd day of GDate's count. */
  return ((gint64) g_date_get_julian (&date) - 719163) * ZB_DAY_SECONDS;
}

gboolean
zb_wall_set (ZbWall *wall,
             int     year,
             int     month,
             int     day,
             int     hour,
             int     minute,
             int     second)
{
  if (!zb_wall_set_day (wall, year, month, day))
    return FALSE;

  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    {
      *wall = ZB_WALL_NONE;
      return FALSE;
    }

  wall->seconds += hour * 3600 + minute * 60 + second;
  wall->precision = ZB_PRECISION_SECOND;
  return TRUE;
}

gboolean
zb_wall_set_day (ZbWall *wall,
                 int     year,
                 int     month,
                 int     day)
{
  *wall = ZB_WALL_NONE;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy (day, month, year))
    return FALSE;

  wall->seconds = day_seconds (year, month, day);
  wall->precision = ZB_PRECISION_DAY;
  return TRUE;
}

/* Exactly `n` digits, and moves on. */
static gboolean
take_digits (const char **text,
             int          n,
             int         *value)
{
  *value = 0;
  for (int i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (**text - '0');
    }

  return TRUE;
}

static gboolean
take_char (const char **text,
           char         c)
{
  if (**text != c)
    return FALSE;

  (*text)++;
  return TRUE;
}

static gboolean
take_fraction (ZbWall      *wall,
               const char **text)
{
  gsize n = 0;

  while (g_ascii_isdigit (**text) && n < sizeof wall->fraction - 1)
    wall->fraction[n++] = *(*text)++;

  return n > 0;
}

static gboolean
parse_time (ZbWall     *wall,
            const char *text)
{
  int hour, minute, second = 0;

  if (!take_digits (&text, 2, &hour) || !take_char (&text, ':') || !take_digits (&text, 2, &minute) ||
      hour > 23 || minute > 59)
    return FALSE;

  wall->precision = ZB_PRECISION_MINUTE;
  if (take_char (&text, ':'))
    {
      if (!take_digits (&text, 2, &second) || second > 59)
        return FALSE;
      wall->precision = ZB_PRECISION_SECOND;
      if (take_char (&text, '.') && !take_fraction (wall, &text))
        return FALSE;
    }

  wall->seconds += hour * 3600 + minute * 60 + second;
  return *text == '\0';
}

gboolean
zb_wall_parse (ZbWall     *wall,
               const char *text)
{
  int year, month, day;

  *wall = ZB_WALL_NONE;
  if (text == NULL || !take_digits (&text, 4, &year) || !take_char (&text, '-') ||
      !take_digits (&text, 2, &month) || !take_char (&text, '-') || !take_digits (&text, 2, &day) ||
      !zb_wall_set_day (wall, year, month, day))
    return FALSE;

  if (*text == '\0')
    return TRUE;

  if ((take_char (&text, 'T') || take_char (&text, ' ')) && parse_time (wall, text))
    return TRUE;

  *wall = ZB_WALL_NONE;
  return FALSE;
}

char *
zb_wall_to_text (const ZbWall *wall)
{
  int year, month, day, hour, minute, second;

  zb_wall_split (wall, &year, &month, &day, &hour, &minute, &second);

  switch (wall->precision)
    {
    case ZB_PRECISION_DAY:
      return g_strdup_printf ("%04d-%02d-%02d", year, month, day);

    case ZB_PRECISION_MINUTE:
      return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", year, month, day, hour, minute);

    case ZB_PRECISION_SECOND:
      return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%s%s", year, month, day, hour, minute,
                              second, wall->fraction[0] != '\0' ? "." : "", wall->fraction);

    case ZB_PRECISION_NONE:
    default:
      return NULL;
    }
}

void
zb_wall_from_unix (ZbWall    *wall,
                   gint64     unix_seconds,
                   GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_seconds);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  *wall = ZB_WALL_NONE;
  if (local == NULL)
    return;

  wall->seconds = unix_seconds + g_date_time_get_utc_offset (local) / G_USEC_PER_SEC;
  wall->precision = ZB_PRECISION_SECOND;
}

static gint64
floor_to_day (gint64 seconds)
{
  gint64 rest = seconds % ZB_DAY_SECONDS;

  return seconds - (rest < 0 ? rest + ZB_DAY_SECONDS : rest);
}

static void
set_int (int *where,
         int  value)
{
  if (where != NULL)
    *where = value;
}

void
zb_wall_split (const ZbWall *wall,
               int          *year,
               int          *month,
               int          *day,
               int          *hour,
               int          *minute,
               int          *second)
{
  gint64 start = floor_to_day (wall->seconds);
  gint64 julian = CLAMP (start / ZB_DAY_SECONDS + 719163, 1, 3652059); /* year 1 to 9999 */
  int    rest = wall->seconds - start;
  GDate  date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);

  set_int (year, g_date_get_year (&date));
  set_int (month, g_date_get_month (&date));
  set_int (day, g_date_get_day (&date));
  set_int (hour, rest / 3600);
  set_int (minute, rest / 60 % 60);
  set_int (second, rest % 60);
}

gint64
zb_wall_day_start (const ZbWall *wall)
{
  return floor_to_day (wall->seconds);
}

ZbWall
zb_wall_plus (ZbWall wall,
              gint64 seconds)
{
  wall.seconds += seconds;
  return wall;
}

gint
zb_wall_compare (const ZbWall *a,
                 const ZbWall *b)
{
  if (zb_wall_is_set (a) != zb_wall_is_set (b))
    return zb_wall_is_set (a) ? -1 : 1;

  if (a->seconds != b->seconds)
    return a->seconds < b->seconds ? -1 : 1;

  return strcmp (a->fraction, b->fraction);
}

const char *
zb_precision_to_code (ZbPrecision precision)
{
  return precision_codes[MIN (precision, ZB_PRECISION_SECOND)];
}

ZbPrecision
zb_precision_from_code (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (precision_codes); i++)
    if (g_strcmp0 (code, precision_codes[i]) == 0)
      return i;

  return ZB_PRECISION_NONE;
}
