/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/number.h"
#include "tables/table.h"

#include <string.h>

/* Number formats, as far as they tell a day from a number. What they show else is nobody's business. */
typedef struct
{
  gboolean year, month, day, time;
} Parts;

static const char *const builtins[] = {
  "General",
  "0",
  "0.00",
  "#,##0",
  "#,##0.00",
  "\"¥\"#,##0;\"¥\"\\-#,##0",
  "\"¥\"#,##0;[Red]\"¥\"\\-#,##0",
  "\"¥\"#,##0.00;\"¥\"\\-#,##0.00",
  "\"¥\"#,##0.00;[Red]\"¥\"\\-#,##0.00",
  "0%",
  "0.00%",
  "0.00E+00",
  "# ?/?",
  "# ?"
  "?/?"
  "?",
  "yyyy/m/d",
  "d-mmm-yy",
  "d-mmm",
  "mmm-yy",
  "h:mm AM/PM",
  "h:mm:ss AM/PM",
  "h:mm",
  "h:mm:ss",
  "yyyy/m/d h:mm",
  NULL,
  NULL,
  NULL,
  NULL,
  "yyyy\"年\"m\"月\"",
  "m\"月\"d\"日\"",
  "m\"月\"d\"日\"",
  "m-d-yy",
  "yyyy\"年\"m\"月\"d\"日\"",
  "h\"时\"mm\"分\"",
  "h\"时\"mm\"分\"ss\"秒\"",
  "上午/下午h\"时\"mm\"分\"",
  "上午/下午h\"时\"mm\"分\"ss\"秒\"",
  "yyyy\"年\"m\"月\"",
  "#,##0;\\-#,##0",
  "#,##0;[Red]\\-#,##0",
  "#,##0.00;\\-#,##0.00",
  "#,##0.00;[Red]\\-#,##0.00",
  "_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ",
  "_ \"¥\"* #,##0_ ;_ \"¥\"* \\-#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ ",
  "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"?"
  "?_ ;_ @_ ",
  "_ \"¥\"* #,##0.00_ ;_ \"¥\"* \\-#,##0.00_ ;_ \"¥\"* \"-\"?"
  "?_ ;_ @_ ",
  "mm:ss",
  "[h]:mm:ss",
  "mm:ss.0",
  "##0.0E+0",
  "@",
  "yyyy\"年\"m\"月\"",
  "m\"月\"d\"日\"",
  "yyyy\"年\"m\"月\"",
  "m\"月\"d\"日\"",
  "m\"月\"d\"日\"",
  "上午/下午h\"时\"mm\"分\"",
  "上午/下午h\"时\"mm\"分\"ss\"秒\"",
  "yyyy\"年\"m\"月\"",
  "m\"月\"d\"日\"",
};

const char *
zb_format_builtin (guint number)
{
  return number < G_N_ELEMENTS (builtins) ? builtins[number] : NULL;
}

static void
note_letter (Parts *parts,
             char   letter)
{
  letter = g_ascii_tolower (letter);
  parts->year |= letter == 'y';
  parts->month |= letter == 'm';
  parts->day |= letter == 'd';
  parts->time |= letter == 'h' || letter == 's';
}

/* The last character of what starts with a quote or a bracket; NUL stops it. */
static const char *
find_end (const char *at,
          char        end)
{
  const char *found = strchr (at + 1, end);

  return found != NULL ? found : at + strlen (at) - 1;
}

/* [h] and [mm] count hours and minutes; [Red], [$-804] and [>1] say nothing. */
static const char *
skip_bracket (Parts      *parts,
              const char *at)
{
  const char *end = find_end (at, ']');
  const gsize length = end - at - 1;

  if (end > at && length > 0 && strspn (at + 1, "hHmMsS") == length)
    parts->time = TRUE;

  return end;
}

static Parts
read_parts (const char *format)
{
  Parts parts = { 0 };

  for (const char *at = format; at != NULL && *at != '\0'; at++)
    {
      if (*at == '"')
        at = find_end (at, '"');
      else if (*at == '[')
        at = skip_bracket (&parts, at);
      else if (strchr ("\\_*", *at) != NULL && at[1] != '\0')
        at++;
      else if (g_ascii_strncasecmp (at, "AM/PM", 5) == 0)
        at += 4;
      else
        note_letter (&parts, *at);
    }

  return parts;
}

gboolean
zb_format_is_date (const char *format)
{
  const Parts parts = read_parts (format);

  return parts.year || parts.day || (parts.month && !parts.time);
}

gboolean
zb_format_has_day (const char *format)
{
  return read_parts (format).day;
}
