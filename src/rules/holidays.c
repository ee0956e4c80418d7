/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/holidays.h"

#include <string.h>

#define MAX_BYTES (1024 * 1024)
#define MAX_FAR 36600 /* days looked through for a working day: what is off for longer is nonsense */

struct _ZbHolidays
{
  gatomicrefcount references;
  GHashTable     *days;  /* number of the day → Entry */
  GHashTable     *years; /* of those with a day off */
};

typedef struct
{
  ZbDayKind kind;
  char     *name;
} Entry;

static void
entry_free (Entry *entry)
{
  g_free (entry->name);
  g_free (entry);
}

void
zb_holidays_fault_clear (ZbHolidaysFault *fault)
{
  g_clear_pointer (&fault->word, g_free);
}

static gboolean
refuse (ZbHolidaysFault *fault,
        guint            line,
        int              what,
        const char      *word)
{
  if (fault == NULL)
    return FALSE;

  zb_holidays_fault_clear (fault);
  fault->line = line;
  fault->what = what;
  fault->word = g_strdup (word);
  return FALSE;
}

static ZbHolidays *
holidays_new (void)
{
  ZbHolidays *self = g_new0 (ZbHolidays, 1);

  g_atomic_ref_count_init (&self->references);
  self->days = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) entry_free);
  self->years = g_hash_table_new (NULL, NULL);
  return self;
}

ZbHolidays *
zb_holidays_ref (ZbHolidays *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
zb_holidays_unref (ZbHolidays *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_hash_table_unref (self->days);
  g_hash_table_unref (self->years);
  g_free (self);
}

static gpointer
to_key (ZbDay day)
{
  return GINT_TO_POINTER (day.year * 10000 + day.month * 100 + day.day);
}

static const Entry *
find (const ZbHolidays *self,
      ZbDay             day)
{
  return self != NULL ? g_hash_table_lookup (self->days, to_key (day)) : NULL;
}

static void
add (ZbHolidays *self,
     ZbDay       day,
     ZbDayKind   kind,
     const char *name)
{
  Entry *entry = g_new (Entry, 1);

  entry->kind = kind;
  entry->name = g_strdup (name);
  g_hash_table_insert (self->days, to_key (day), entry);
  if (kind == ZB_DAY_OFF)
    g_hash_table_add (self->years, GINT_TO_POINTER (day.year));
}

static gboolean
is_name (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;

  return *text != '\0';
}

/* One line: 2019-06-07, off, 端午 */
static gboolean
take_line (ZbHolidays      *self,
           char            *line,
           guint            number,
           ZbHolidaysFault *fault)
{
  g_auto (GStrv) cells = g_strsplit (g_strchomp (line), "\t", 4);
  ZbDay day = ZB_DAY_NONE;

  if (g_strv_length (cells) != 3)
    return refuse (fault, number, ZB_HOLIDAYS_COLUMNS, line);

  for (guint i = 0; i < 3; i++)
    g_strstrip (cells[i]);
  if (!zb_day_parse (&day, cells[0]) || !zb_day_is_whole (day))
    return refuse (fault, number, ZB_HOLIDAYS_DAY, cells[0]);

  if (!g_str_equal (cells[1], "off") && !g_str_equal (cells[1], "work"))
    return refuse (fault, number, ZB_HOLIDAYS_KIND, cells[1]);

  if (!is_name (cells[2]))
    return refuse (fault, number, ZB_HOLIDAYS_COLUMNS, line);

  if (find (self, day) != NULL)
    return refuse (fault, number, ZB_HOLIDAYS_TWICE, cells[0]);

  add (self, day, g_str_equal (cells[1], "off") ? ZB_DAY_OFF : ZB_DAY_MAKE_UP, cells[2]);
  return TRUE;
}

/* Its words are free, but a day is none: a table that lost its heading would lose that day too. */
static gboolean
is_heading (const char *line)
{
  const char *tab = strchr (line, '\t');

  return tab != NULL && strchr (tab + 1, '\t') != NULL && !g_ascii_isdigit (line[strspn (line, " ")]);
}

static gboolean
is_skipped (const char *line)
{
  return *line == '#' || line[strspn (line, " \t\r")] == '\0';
}

static gboolean
take_lines (ZbHolidays      *self,
            const char      *text,
            ZbHolidaysFault *fault)
{
  gboolean headed = FALSE;

  for (guint number = 1; *text != '\0'; number++)
    {
      gsize            length = strcspn (text, "\n");
      g_autofree char *line = g_strndup (text, length);

      text += length + (text[length] == '\n' ? 1 : 0);
      if (is_skipped (line))
        continue;
      if (!headed && !is_heading (line))
        return refuse (fault, number, ZB_HOLIDAYS_COLUMNS, line);
      if (headed && !take_line (self, line, number, fault))
        return FALSE;
      headed = TRUE;
    }

  return headed || refuse (fault, 1, ZB_HOLIDAYS_COLUMNS, NULL);
}

ZbHolidays *
zb_holidays_parse (const char      *text,
                   gssize           length,
                   ZbHolidaysFault *fault)
{
  gsize            n = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *copy = NULL;
  g_autoptr (ZbHolidays) self = holidays_new ();

  if (fault != NULL)
    *fault = (ZbHolidaysFault){ 0 };

  if (n > MAX_BYTES || !g_utf8_validate_len (text, n, NULL))
    {
      refuse (fault, 1, ZB_HOLIDAYS_NOT_TEXT, NULL);
      return NULL;
    }

  copy = g_strndup (text, n);
  return take_lines (self, copy + (g_str_has_prefix (copy, "\xef\xbb\xbf") ? 3 : 0), fault) ? g_steal_pointer (&self) : NULL;
}

static gboolean
is_weekend (ZbDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return g_date_get_weekday (&date) >= G_DATE_SATURDAY;
}

ZbDayKind
zb_holidays_look (const ZbHolidays *self,
                  ZbDay             day)
{
  const Entry *entry = NULL;

  g_return_val_if_fail (zb_day_is_whole (day), ZB_DAY_WORKDAY);

  entry = find (self, day);
  if (entry != NULL)
    return entry->kind;
  return is_weekend (day) ? ZB_DAY_WEEKEND : ZB_DAY_WORKDAY;
}

const char *
zb_holidays_get_name (const ZbHolidays *self,
                      ZbDay             day)
{
  const Entry *entry = find (self, day);

  return entry != NULL ? entry->name : NULL;
}

gboolean
zb_holidays_is_work (const ZbHolidays *self,
                     ZbDay             day)
{
  ZbDayKind kind = zb_holidays_look (self, day);

  return kind == ZB_DAY_WORKDAY || kind == ZB_DAY_MAKE_UP;
}

gboolean
zb_holidays_has_year (const ZbHolidays *self,
                      int               year)
{
  return self != NULL && g_hash_table_contains (self->years, GINT_TO_POINTER (year));
}

/* The day itself where the table leaves no working day or the calendar ends. */
static ZbDay
seek (const ZbHolidays *self,
      ZbDay             day,
      int               step)
{
  ZbDay at = day;

  for (guint i = 0; i < MAX_FAR && zb_day_is_set (at); i++)
    {
      if (zb_holidays_is_work (self, at))
        return at;
      at = zb_day_plus_days (at, step);
    }

  return day;
}

ZbDay
zb_holidays_next_workday (const ZbHolidays *self,
                          ZbDay             day)
{
  return seek (self, day, 1);
}

ZbDay
zb_holidays_previous_workday (const ZbHolidays *self,
                              ZbDay             day)
{
  return seek (self, day, -1);
}

ZbDay
zb_holidays_plus_workdays (const ZbHolidays *self,
                           ZbDay             day,
                           int               days)
{
  ZbDay at = day;

  for (int i = 0; i < days; i++)
    {
      ZbDay next = zb_day_plus_days (at, 1);

      if (!zb_day_is_set (next))
        break;
      at = zb_holidays_next_workday (self, next);
    }

  return at;
}
