/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days as people and spreadsheets write them.
 *
 * The text is first folded into a few ASCII characters (Y, M and D for 年, 月 and 日), whatever has no
 * place in a date ends it there; then one shape after another is tried. A number without separators
 * is a date only where its digits can be one in a living memory: 29342 is a cell's serial number.
 */
#include "base/day.h"

#include <string.h>

#define MAX_BYTES 128
#define FIRST_YEAR 1850
#define LAST_YEAR 2199

static const struct
{
  gunichar from;
  char     to;
} folds[] = {
  { 0x5e74, 'Y' }, /* 年 */
  { 0x6708, 'M' }, /* 月 */
  { 0x65e5, 'D' }, /* 日 */
  { 0x53f7, 'D' }, /* 号 */
  { 0x2010, '-' },
  { 0x2011, '-' },
  { 0x2012, '-' },
  { 0x2013, '-' },
  { 0x2014, '-' },
  { 0x2212, '-' },
  { 0x200b, ' ' },
  { 0xfeff, ' ' },
};

static char
fold_char (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c = c - 0xff01 + '!';
  if (g_unichar_isspace (c))
    return ' ';
  if (c < 0x80)
    return strchr ("0123456789-/.:T", c) != NULL ? c : '\0';

  for (guint i = 0; i < G_N_ELEMENTS (folds); i++)
    if (folds[i].from == c)
      return folds[i].to;

  return '\0';
}

static gboolean
fold_text (const char *text,
           char        folded[MAX_BYTES + 1])
{
  gsize n = 0;

  if (strnlen (text, MAX_BYTES + 1) > MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if ((folded[n++] = fold_char (g_utf8_get_char (text))) == '\0')
      return FALSE;

  folded[n] = '\0';
  g_strstrip (folded);
  return TRUE;
}

static void
skip_blanks (const char **at)
{
  *at += strspn (*at, " ");
}

/* All digits that stand here, if they are as many as allowed. */
static gboolean
take_number (const char **at,
             guint        min,
             guint        max,
             int         *value)
{
  gsize n = 0;

  skip_blanks (at);
  n = strspn (*at, "0123456789");
  if (n < min || n > max)
    return FALSE;

  for (*value = 0; n > 0; n--, (*at)++)
    *value = *value * 10 + (**at - '0');
  return TRUE;
}

static gboolean
take_char (const char **at,
           char         c)
{
  skip_blanks (at);
  if (**at != c)
    return FALSE;

  (*at)++;
  return TRUE;
}

/* Nothing more, or the time of day that a spreadsheet puts behind. */
static gboolean
ends_with_time (const char *at)
{
  int hour = 0, minute = 0, second = 0;

  if (*at == '\0')
    return TRUE;
  if (*at != ' ' && *at != 'T')
    return FALSE;

  at++;
  if (!take_number (&at, 1, 2, &hour) || !take_char (&at, ':') || !take_number (&at, 2, 2, &minute))
    return FALSE;
  if (take_char (&at, ':') && !take_number (&at, 2, 2, &second))
    return FALSE;
  if (take_char (&at, '.'))
    at += strspn (at, "0123456789");

  return *at == '\0' && hour < 24 && minute < 60 && second < 60;
}

/* 19800501, 198005, 1980 */
static gboolean
read_compact (ZbDay      *day,
              const char *at,
              gsize       n)
{
  int      value = 0, year = 0;
  gboolean ends = FALSE;

  if (!take_number (&at, n, n, &value))
    return FALSE;

  ends = n == 8 ? ends_with_time (at) : *at == '\0';
  year = n == 8 ? value / 10000 : n == 6 ? value / 100
                                         : value;
  if (!ends || year < FIRST_YEAR || year > LAST_YEAR)
    return FALSE;
  if (n == 4)
    return zb_day_set (day, year, 0, 0);
  if (n == 6)
    return value % 100 != 0 && zb_day_set (day, year, value % 100, 0);

  return value % 100 != 0 && zb_day_set (day, year, value / 100 % 100, value % 100);
}

/* 1980-5, 1980.05.01, 1980/5/1 00:00:00: one separator throughout */
static gboolean
read_separated (ZbDay      *day,
                const char *at,
                char        separator)
{
  int year = 0, month = 0, number = 0;

  if (!take_number (&at, 4, 4, &year) || !take_char (&at, separator) || !take_number (&at, 1, 2, &month) || month == 0)
    return FALSE;
  if (*at == '\0')
    return zb_day_set (day, year, month, 0);

  return take_char (&at, separator) && take_number (&at, 1, 2, &number) && number != 0 &&
         ends_with_time (at) && zb_day_set (day, year, month, number);
}

/* 1980年, 1980年5月, 1980年05月01日, 1980 年 5 月 1 */
static gboolean
read_chinese (ZbDay      *day,
              const char *at)
{
  int year = 0, month = 0, number = 0;

  if (!take_number (&at, 4, 4, &year) || !take_char (&at, 'Y'))
    return FALSE;
  if (*at == '\0')
    return zb_day_set (day, year, 0, 0);
  if (!take_number (&at, 1, 2, &month) || month == 0 || !take_char (&at, 'M'))
    return FALSE;
  if (*at == '\0')
    return zb_day_set (day, year, month, 0);
  if (!take_number (&at, 1, 2, &number) || number == 0)
    return FALSE;

  take_char (&at, 'D');
  return ends_with_time (at) && zb_day_set (day, year, month, number);
}

gboolean
zb_day_read (ZbDay      *day,
             const char *text)
{
  char  folded[MAX_BYTES + 1];
  gsize n = 0;

  *day = ZB_DAY_NONE;
  if (text == NULL || !fold_text (text, folded))
    return FALSE;

  n = strspn (folded, "0123456789");
  if (n == 8 || n == 6 || (n == 4 && folded[4] == '\0'))
    return read_compact (day, folded, n);

  return read_separated (day, folded, '-') || read_separated (day, folded, '/') ||
         read_separated (day, folded, '.') || read_chinese (day, folded);
}
