/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/taken.h"

#include <string.h>

/* A date as cameras and programs write it. A small reader over the text: every step
 * takes what it knows and moves on, so nothing is ever read past its end.
 */
typedef struct
{
  const char *at;
  int         value[6]; /* year month day hour minute second */
  int         n;
  char        fraction[10];
  char        offset[7];
} Reading;

static gboolean
take_number (Reading *reading,
             int      least,
             int      most)
{
  int digits = 0, value = 0;

  while (digits < most && g_ascii_isdigit (reading->at[digits]))
    value = value * 10 + (reading->at[digits++] - '0');
  if (digits < least)
    return FALSE;

  reading->at += digits;
  reading->value[reading->n++] = value;
  return TRUE;
}

static gboolean
take_one_of (Reading    *reading,
             const char *set)
{
  if (*reading->at == '\0' || strchr (set, *reading->at) == NULL)
    return FALSE;

  reading->at++;
  return TRUE;
}

static void
skip_blanks (Reading *reading)
{
  while (*reading->at == ' ' || *reading->at == '\t')
    reading->at++;
}

/* "2019:06:10", "2019-6-1", "20190610". */
static gboolean
take_day (Reading *reading)
{
  if (!take_number (reading, 4, 4))
    return FALSE;

  if (take_one_of (reading, ":-/."))
    return take_number (reading, 1, 2) && take_one_of (reading, ":-/.") && take_number (reading, 1, 2);

  return take_number (reading, 2, 2) && take_number (reading, 2, 2);
}

static void
take_fraction (Reading *reading)
{
  gsize n = 0;

  if ((*reading->at != '.' && *reading->at != ',') || !g_ascii_isdigit (reading->at[1]))
    return;

  for (reading->at++; g_ascii_isdigit (*reading->at); reading->at++)
    if (n < sizeof reading->fraction - 1)
      reading->fraction[n++] = *reading->at;
}

/* "09:30", "09:30:12.34", "093012". */
static gboolean
take_time (Reading *reading)
{
  if (!take_number (reading, 2, 2))
    return FALSE;

  if (take_one_of (reading, ":."))
    {
      if (!take_number (reading, 2, 2))
        return FALSE;
      if (take_one_of (reading, ":.") && !take_number (reading, 2, 2))
        return FALSE;
    }
  else if (!take_number (reading, 2, 2) || !take_number (reading, 2, 2))
    return FALSE;

  take_fraction (reading);
  return TRUE;
}

/* "Z", "+08:00", "+0800", "+8", "GMT+2", "UTC", or nothing. */
static gboolean
take_offset (Reading *reading)
{
  Reading rest = { .at = NULL };
  char    sign;

  skip_blanks (reading);
  if (g_str_has_prefix (reading->at, "GMT") || g_str_has_prefix (reading->at, "UTC"))
    reading->at += 3;
  else if (take_one_of (reading, "Zz"))
    g_strlcpy (reading->offset, "+00:00", sizeof reading->offset);

  sign = *reading->at;
  if (!take_one_of (reading, "+-"))
    return TRUE;

  rest.at = reading->at;
  if (!take_number (&rest, 1, 2))
    return FALSE;
  take_one_of (&rest, ":");
  if (*rest.at != '\0' && !take_number (&rest, 2, 2))
    return FALSE;
  if (rest.value[0] > 14 || rest.value[1] > 59)
    return FALSE;

  reading->at = rest.at;
  g_snprintf (reading->offset, sizeof reading->offset, "%c%02d:%02d", sign, rest.value[0], rest.value[1]);
  return TRUE;
}

/* Blanks, zeros, separators only: the camera had nothing to say. */
static gboolean
is_absent (const char *text)
{
  return text == NULL || text[strspn (text, " \t0:-/.TZ+")] == '\0';
}

static gboolean
settle (ZbWall        *wall,
        const Reading *reading,
        guint         *doubts)
{
  const int *v = reading->value;
  int        second = v[5];

  if (reading->n == 3)
    return zb_wall_set_day (wall, v[0], v[1], v[2]);

  if (second == 60)
    {
      second = 59;
      *doubts |= ZB_DOUBT_SECOND_60;
    }
  if (!zb_wall_set (wall, v[0], v[1], v[2], v[3], v[4], second))
    return FALSE;

  if (reading->n == 5)
    wall->precision = ZB_PRECISION_MINUTE;
  else
    g_strlcpy (wall->fraction, reading->fraction, sizeof wall->fraction);
  return TRUE;
}

gboolean
zb_date_text_read (ZbWall     *wall,
                   const char *text,
                   guint      *doubts,
                   char      **offset,
                   gboolean   *absent)
{
  Reading reading = { .at = text };

  *wall = ZB_WALL_NONE;
  if (offset != NULL)
    *offset = NULL;
  if ((*absent = is_absent (text)))
    return FALSE;

  skip_blanks (&reading);
  if (!take_day (&reading))
    return FALSE;
  if (take_one_of (&reading, " Tt_"))
    skip_blanks (&reading);
  if (*reading.at != '\0' && (!take_time (&reading) || !take_offset (&reading)))
    return FALSE;
  skip_blanks (&reading);
  if (*reading.at != '\0' || !settle (wall, &reading, doubts))
    return FALSE;

  if (offset != NULL && reading.offset[0] != '\0')
    *offset = g_strdup (reading.offset);
  return TRUE;
}
