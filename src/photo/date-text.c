/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/taken.h"

#include <string.h>

/* Dates as they are found in pictures:
 *
 *   date     YYYY sep MM sep DD | YYYYMMDD     sep: - / . :
 *   time     HH sep MM [sep SS [. digits]]     sep: : .     | HHMMSS
 *   between  blanks or T; a date may stand alone
 *   offset   Z | UTC | GMT | [GMT] ± HH[[:]MM] | [GMT] ± H
 *
 * or as RFC 1123: [Thu,] 06 May 2021 07:08:09 [GMT]. What follows them refuses the whole.
 */
typedef struct
{
  const char *at;
} Cursor;

static gboolean
take_char (Cursor     *cursor,
           const char *set)
{
  if (*cursor->at == '\0' || strchr (set, *cursor->at) == NULL)
    return FALSE;

  cursor->at++;
  return TRUE;
}

static void
skip_blanks (Cursor *cursor)
{
  while (g_ascii_isspace (*cursor->at))
    cursor->at++;
}

/* One to `most` digits; how many. */
static int
take_number (Cursor *cursor,
             int     most,
             int    *value)
{
  int n = 0;

  *value = 0;
  for (; n < most && g_ascii_isdigit (*cursor->at); n++)
    *value = *value * 10 + (*cursor->at++ - '0');

  return n;
}

static gboolean
take_pair (Cursor *cursor,
           int    *value)
{
  return take_number (cursor, 2, value) == 2;
}

static gboolean
take_word (Cursor     *cursor,
           const char *word)
{
  const gsize length = strlen (word);

  if (g_ascii_strncasecmp (cursor->at, word, length) != 0)
    return FALSE;

  cursor->at += length;
  return TRUE;
}

static gboolean
take_numeric_date (Cursor *cursor,
                   int     date[3])
{
  static const char separators[] = "-/.:";
  int               compact;
  Cursor            start = *cursor;

  if (take_number (cursor, 4, &date[0]) != 4)
    return FALSE;

  compact = !take_char (cursor, separators);
  if (compact)
    return take_pair (cursor, &date[1]) && take_pair (cursor, &date[2]);

  if (take_number (cursor, 2, &date[1]) > 0 && take_char (cursor, separators) && take_number (cursor, 2, &date[2]) > 0)
    return TRUE;

  *cursor = start;
  return FALSE;
}

/* [Thu,] 06 May 2021 */
static gboolean
take_worded_date (Cursor *cursor,
                  int     date[3])
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (take_word (cursor, days[i]))
      break;
  take_char (cursor, ",");
  skip_blanks (cursor);
  if (take_number (cursor, 2, &date[2]) == 0 || !take_char (cursor, " "))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (take_word (cursor, months[i]))
      {
        date[1] = i + 1;
        return take_char (cursor, " ") && take_number (cursor, 4, &date[0]) == 4;
      }

  return FALSE;
}

static gboolean
take_fraction (Cursor *cursor,
               char    fraction[10])
{
  gsize n = 0;

  while (g_ascii_isdigit (*cursor->at))
    {
      if (n < 9)
        fraction[n++] = *cursor->at;
      cursor->at++;
    }
  fraction[n] = '\0';

  return n > 0;
}

typedef struct
{
  int      hour, minute, second;
  gboolean seconds; /* were there */
  char     fraction[10];
} Time;

static gboolean
take_time (Cursor *cursor,
           Time   *time)
{
  if (!take_pair (cursor, &time->hour))
    return FALSE;

  if (g_ascii_isdigit (*cursor->at))
    {
      time->seconds = TRUE;
      return take_pair (cursor, &time->minute) && take_pair (cursor, &time->second) &&
             (!take_char (cursor, ".") || take_fraction (cursor, time->fraction));
    }

  if (!take_char (cursor, ":.") || !take_pair (cursor, &time->minute))
    return FALSE;
  if (!take_char (cursor, ":."))
    return TRUE;

  time->seconds = TRUE;
  return take_pair (cursor, &time->second) &&
         (!take_char (cursor, ".") || take_fraction (cursor, time->fraction));
}

/* The rest of the text: nothing, or an offset and nothing behind it. */
static gboolean
take_offset (Cursor *cursor,
             char  **offset)
{
  gboolean zero;
  char     sign;
  int      digits, hour, minute = 0;

  skip_blanks (cursor);
  if (*cursor->at == '\0')
    return TRUE;

  zero = take_char (cursor, "Zz") || take_word (cursor, "UTC") || take_word (cursor, "GMT");
  skip_blanks (cursor);
  sign = *cursor->at;
  if (take_char (cursor, "+-"))
    {
      digits = take_number (cursor, 2, &hour);
      if (digits == 0 || (digits == 2 && (take_char (cursor, ":") || g_ascii_isdigit (*cursor->at)) && !take_pair (cursor, &minute)))
        return FALSE;
    }
  else if (zero)
    hour = 0;
  else
    return FALSE;

  skip_blanks (cursor);
  if (*cursor->at != '\0' || hour > 14 || minute > 59)
    return FALSE;

  if (offset != NULL)
    *offset = g_strdup_printf ("%c%02d:%02d", sign == '-' && hour + minute > 0 ? '-' : '+', hour, minute);
  return TRUE;
}

/* Nothing but blanks, zeros and separators: how cameras say that they do not know. */
static gboolean
is_absent (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n:-/.0TZ")] == '\0';
}

static gboolean
set_wall (ZbWall   *wall,
          const int date[3],
          Time     *time,
          guint    *doubts)
{
  if (time == NULL)
    return zb_wall_set_day (wall, date[0], date[1], date[2]);

  if (time->second == 60)
    {
      time->second = 59;
      *doubts |= ZB_DOUBT_SECOND_60;
    }
  if (!zb_wall_set (wall, date[0], date[1], date[2], time->hour, time->minute, time->second))
    return FALSE;

  if (!time->seconds)
    wall->precision = ZB_PRECISION_MINUTE;
  g_strlcpy (wall->fraction, time->fraction, sizeof wall->fraction);
  return TRUE;
}

static gboolean
read_text (ZbWall     *wall,
           const char *text,
           guint      *doubts,
           char      **offset)
{
  Cursor cursor = { text };
  Time   time = { 0 };
  int    date[3];

  skip_blanks (&cursor);
  if (!(g_ascii_isdigit (cursor.at[0]) && g_ascii_isdigit (cursor.at[1]) && g_ascii_isdigit (cursor.at[2])
            ? take_numeric_date (&cursor, date)
            : take_worded_date (&cursor, date)))
    return FALSE;

  /* A date alone: no time behind it, or one of blanks. */
  if (is_absent (cursor.at) && strchr (cursor.at, '0') == NULL)
    return set_wall (wall, date, NULL, doubts);

  if (!take_char (&cursor, " \tTt\r\n"))
    return FALSE;
  skip_blanks (&cursor);

  return take_time (&cursor, &time) && take_offset (&cursor, offset) &&
         set_wall (wall, date, &time, doubts);
}

gboolean
zb_date_text_read (ZbWall     *wall,
                   const char *text,
                   guint      *doubts,
                   char      **offset,
                   gboolean   *absent)
{
  g_autofree char *found = NULL;
  guint            found_doubts = 0;

  *wall = ZB_WALL_NONE;
  if (offset != NULL)
    *offset = NULL;
  *absent = is_absent (text);
  if (*absent || !read_text (wall, text, &found_doubts, &found))
    {
      *wall = ZB_WALL_NONE;
      return FALSE;
    }

  *doubts |= found_doubts;
  if (offset != NULL)
    *offset = g_steal_pointer (&found);
  return TRUE;
}
