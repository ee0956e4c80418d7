/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/date-entry.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/words.h"

#define MOST_NUMBERS 6
#define BEFORE 3600 /* s: a meeting's photos begin an hour before it … */
#define AFTER 5400  /* … and end an hour and a half after it */
#define USUAL 7200  /* of a meeting without an end */

typedef struct
{
  int      values[MOST_NUMBERS];
  guint    n;
  int      first_time; /* index of the hour; -1 none */
  gboolean afternoon;
  gboolean year_given;
} Numbers;

static gboolean
add_number (Numbers *numbers,
            int      value)
{
  if (numbers->n == MOST_NUMBERS)
    return FALSE;

  numbers->values[numbers->n++] = value;
  return TRUE;
}

static int
read_digits (const char *digits,
             guint       n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    value = value * 10 + (digits[i] - '0');

  return value;
}

static gboolean
add_pairs (Numbers    *numbers,
           const char *digits,
           guint       length)
{
  for (guint i = 0; i < length; i += 2)
    if (!add_number (numbers, read_digits (digits + i, 2)))
      return FALSE;

  return TRUE;
}

/* 20190610, 20190610093012; behind a date: 0930, 093012. */
static gboolean
add_run (Numbers    *numbers,
         const char *digits,
         guint       length)
{
  if (numbers->n >= 2 && numbers->first_time < 0 && (length == 4 || length == 6))
    {
      numbers->first_time = (int) numbers->n;
      return add_pairs (numbers, digits, length);
    }
  if (numbers->n == 0 && (length == 8 || length == 12 || length == 14))
    {
      numbers->year_given = TRUE;
      if (length > 8)
        numbers->first_time = 3;
      return add_number (numbers, read_digits (digits, 4)) && add_pairs (numbers, digits + 4, length - 4);
    }
  if (numbers->n == 0 && length == 4)
    numbers->year_given = TRUE;

  return (length <= 2 || (length == 4 && numbers->n == 0)) && add_number (numbers, read_digits (digits, length));
}

static gboolean
is_colon (gunichar c)
{
  return c == ':' || c == 0xff1a || c == 0x70b9 || c == 0x65f6; /* ： 点 时 */
}

static gboolean
is_known_sign (gunichar c)
{
  static const char signs[] = "-./T年月日号分秒，,上午下晚早中凌晨整";

  return g_unichar_isspace (c) || g_utf8_strchr (signs, -1, c) != NULL;
}

/* Signs between numbers only say where the time of day begins. */
static gboolean
read_sign (Numbers  *numbers,
           gunichar  c,
           gunichar  before,
           gboolean *half)
{
  if (is_colon (c))
    {
      if (numbers->n == 0)
        return FALSE;
      if (numbers->first_time < 0)
        numbers->first_time = (int) numbers->n - 1;
      return TRUE;
    }
  if (c == 0x534a) /* 半 */
    {
      *half = TRUE;
      return is_colon (before);
    }
  if (c == 0x4e0b || c == 0x665a) /* 下午, 晚上 */
    numbers->afternoon = TRUE;

  return is_known_sign (c);
}

static gboolean
read_numbers (const char *text,
              Numbers    *numbers)
{
  gunichar before = 0;
  gboolean half = FALSE;

  for (const char *p = text; *p != '\0';)
    {
      gsize length = strspn (p, "0123456789");

      if (length > 14 || (length > 0 && !add_run (numbers, p, (guint) length)))
        return FALSE;

      p += length;
      if (length > 0)
        continue;

      if (!read_sign (numbers, g_utf8_get_char (p), before, &half))
        return FALSE;
      before = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
    }

  return !half || add_number (numbers, 30);
}

/* FALSE for another count of numbers than a day and a time have. */
static gboolean
read_day (const Numbers *numbers,
          guint          n,
          const ZbWall  *near,
          int            day[3])
{
  if (zb_wall_is_set (near))
    zb_wall_split (near, &day[0], &day[1], &day[2], NULL, NULL, NULL);
  if (n != 3 && !zb_wall_is_set (near))
    return FALSE;
  if (n == 1 || n > 3 || (n == 2 && numbers->year_given))
    return FALSE;

  for (guint i = 0; i < n; i++)
    day[3 - n + i] = numbers->values[i];
  if (n == 3 && !numbers->year_given)
    day[0] += 2000;

  return TRUE;
}

gboolean
zb_date_entry_parse (const char   *text,
                     const ZbWall *near,
                     ZbWall       *wall)
{
  Numbers          numbers = { .first_time = -1 };
  int              day[3] = { 0 }, hour = 0, minute = 0;
  guint            n_day, n_time;
  const int       *time;
  g_autofree char *iso = NULL;

  *wall = ZB_WALL_NONE;
  if (!g_utf8_validate (text, -1, NULL) || !read_numbers (text, &numbers))
    return FALSE;

  n_day = numbers.first_time >= 0 ? (guint) numbers.first_time : numbers.n;
  n_time = numbers.n - n_day;
  time = numbers.values + n_day;
  if (numbers.n == 0 || n_time > 3 || !read_day (&numbers, n_day, near, day))
    return FALSE;

  if (n_time > 0)
    hour = time[0] + (numbers.afternoon && time[0] < 12 ? 12 : 0);
  if (n_time > 1)
    minute = time[1];
  if (n_time == 0)
    iso = g_strdup_printf ("%04d-%02d-%02d", day[0], day[1], day[2]);
  else if (n_time < 3)
    iso = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", day[0], day[1], day[2], hour, minute);
  else
    iso = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", day[0], day[1], day[2], hour, minute, time[2]);

  return zb_wall_parse (wall, iso);
}

gint64
zb_date_entry_shift (const ZbWall *actual,
                     const ZbWall *said)
{
  if (actual->precision == ZB_PRECISION_DAY)
    return zb_wall_day_start (actual) - zb_wall_day_start (said);
  if (actual->precision == ZB_PRECISION_MINUTE)
    return actual->seconds - said->seconds + said->seconds % 60;

  return actual->seconds - said->seconds;
}

char *
zb_date_entry_dup_shift (gint64 seconds)
{
  GString *text = g_string_new (seconds < 0 ? _ ("拨慢") : _ ("拨快"));
  gint64   rest = ABS (seconds);

  if (rest >= 86400)
    g_string_append_printf (text, _ (" %d 天"), (int) (rest / 86400));
  if (rest % 86400 >= 3600)
    g_string_append_printf (text, _ (" %d 小时"), (int) (rest % 86400 / 3600));
  if (rest % 3600 >= 60)
    g_string_append_printf (text, _ (" %d 分"), (int) (rest % 3600 / 60));
  if (rest % 60 > 0)
    g_string_append_printf (text, _ (" %d 秒"), (int) (rest % 60));

  return g_string_free (text, FALSE);
}

static char *
name_meeting (ZbMeeting *meeting)
{
  g_autofree char *title = zb_words_meeting_title (meeting);
  int              month, day;

  zb_wall_split (zb_meeting_get_start (meeting), NULL, &month, &day, NULL, NULL, NULL);

  return g_strdup_printf (_ ("%s（%d 月 %d 日）"), title, month, day);
}

char *
zb_date_entry_dup_preview (const ZbShiftPreview *preview)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const ZbShiftShare *none = NULL;
  guint               n_meetings = 0;

  g_string_append_printf (text, _ ("%u 张 → "), preview->n_photos);
  for (guint i = 0; i < preview->shares->len; i++)
    {
      const ZbShiftShare *share = preview->shares->pdata[i];
      g_autofree char    *name = share->meeting != NULL ? name_meeting (share->meeting) : NULL;

      if (name == NULL)
        none = share;
      else if (++n_meetings <= 3)
        g_string_append_printf (text, _ ("%s%s%u 张"), n_meetings > 1 ? _ ("；") : "", name, share->n);
    }

  if (n_meetings > 3)
    g_string_append_printf (text, _ ("；另有 %u 次活动"), n_meetings - 3);
  if (none != NULL && n_meetings > 0)
    g_string_append_printf (text, _ ("；%u 张仍不归入"), none->n);
  else if (n_meetings == 0)
    g_string_append (text, _ ("没有对应的活动，仍不归入"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
holds (ZbMeeting    *meeting,
       const ZbWall *wall)
{
  const ZbWall *start = zb_meeting_get_start (meeting), *end = zb_meeting_get_end (meeting);
  gint64        from, to;

  if (!zb_wall_is_set (start))
    return FALSE;

  if (wall->precision == ZB_PRECISION_DAY || start->precision == ZB_PRECISION_DAY)
    {
      gint64 day = zb_wall_day_start (wall);

      from = zb_wall_day_start (start);
      to = zb_wall_is_set (end) ? zb_wall_day_start (end) : from;
      return day >= from && day <= to;
    }

  from = start->seconds - BEFORE;
  to = (zb_wall_is_set (end) ? end->seconds : start->seconds + USUAL) + AFTER;
  return wall->seconds >= from && wall->seconds <= to;
}

char *
zb_date_entry_dup_meetings (GListModel   *meetings,
                            const ZbWall *wall)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (meetings); i++)
    {
      g_autoptr (ZbMeeting) meeting = g_list_model_get_item (meetings, i);
      g_autofree char *name = NULL;

      if (!holds (meeting, wall) || ++n > 3)
        continue;
      name = name_meeting (meeting);
      g_string_append_printf (names, "%s%s", n > 1 ? _ ("；") : "", name);
    }

  if (n == 0)
    return g_strdup (_ ("那时没有活动，仍不归入"));
  if (n == 1)
    return g_strdup_printf ("→ %s", names->str);

  return g_strdup_printf (_ ("那时有 %u 次活动：%s"), n, names->str);
}
