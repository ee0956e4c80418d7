/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/number.h"

#include <math.h>
#include <string.h>

#include "base/day.h"
#include "tables/table.h"

#define DIGITS_SURE 15 /* every double keeps these */
#define DIGITS_MAX 17  /* and needs no more */
#define PLAIN_MIN 1e-9
#define DAY_SECONDS 86400
#define SERIAL_MAX 2958465 /* 31 December 9999, counted from 1900 */
#define BETWEEN_EPOCHS 1462
#define MADE_UP_DAY 60 /* 29 February 1900 */

static void
print (double       number,
       int          digits,
       char         kind,
       ZbNumberText text)
{
  char format[8];

  g_snprintf (format, sizeof format, "%%.%d%c", digits, kind);
  g_ascii_formatd (text, ZB_NUMBER_TEXT, format, number);
}

/* "1.25E-05" as "0.0000125". */
static void
write_plainly (double       number,
               ZbNumberText text)
{
  const char *e = strchr (text, 'E');
  const char *point = strchr (text, '.');

  if (e != NULL)
    print (number, (point != NULL ? (int) (e - point) - 1 : 0) - (int) g_ascii_strtoll (e + 1, NULL, 10), 'f', text);
}

void
zb_number_to_text (double       number,
                   ZbNumberText text)
{
  const double size = fabs (number);
  int          digits = DIGITS_SURE;

  if (size < ZB_NUMBER_EXACT && number == trunc (number))
    {
      g_snprintf (text, ZB_NUMBER_TEXT, "%" G_GINT64_FORMAT, (gint64) number);
      return;
    }

  print (number, digits, 'G', text);
  while (digits < DIGITS_MAX && g_ascii_strtod (text, NULL) != number)
    print (number, ++digits, 'G', text);

  if (size >= ZB_NUMBER_EXACT && strchr (text, 'E') == NULL)
    print (number, digits - 1, 'E', text);
  else if (size >= PLAIN_MIN && size < 1)
    write_plainly (number, text);
}

static void
write_day (ZbDay        day,
           int          seconds,
           gboolean     shows_day,
           ZbNumberText text)
{
  if (seconds > 0)
    g_snprintf (text, ZB_NUMBER_TEXT, "%04d-%02d-%02d %02d:%02d:%02d", day.year, day.month, day.day,
                seconds / 3600, seconds / 60 % 60, seconds % 60);
  else if (day.day == 1 && !shows_day)
    g_snprintf (text, ZB_NUMBER_TEXT, "%04d-%02d", day.year, day.month);
  else
    g_snprintf (text, ZB_NUMBER_TEXT, "%04d-%02d-%02d", day.year, day.month, day.day);
}

gboolean
zb_number_to_day (double       serial,
                  gboolean     is_1904,
                  const char  *format,
                  ZbNumberText text)
{
  const ZbDay before = { 1899, 12, 31 };
  int         days, seconds;

  if (is_1904 && serial < 0)
    return FALSE;
  if (is_1904)
    serial += BETWEEN_EPOCHS;
  if (!(serial >= 1 && serial < SERIAL_MAX + 1))
    return FALSE;

  days = (int) serial;
  seconds = (int) round ((serial - days) * DAY_SECONDS);
  if (seconds == DAY_SECONDS)
    {
      days++;
      seconds = 0;
    }
  if (days == MADE_UP_DAY || days > SERIAL_MAX)
    return FALSE;

  write_day (zb_day_plus_days (before, days > MADE_UP_DAY ? days - 1 : days), seconds, zb_format_has_day (format), text);
  return TRUE;
}
