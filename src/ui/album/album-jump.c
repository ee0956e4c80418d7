/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-jump.h"

#include "ui/words.h"

/* A date as far as it was typed: 0 is anything. */
typedef struct
{
  int year;
  int month;
  int day;
} Wanted;

void
zb_album_place_free (ZbAlbumPlace *place)
{
  g_free (place->label);
  g_free (place);
}

/* The next run of digits, at most four; FALSE when there is none. */
static gboolean
take_number (const char **text,
             int         *number,
             int         *n_digits)
{
  *number = *n_digits = 0;
  for (; g_ascii_isdigit (**text) && *n_digits < 5; (*text)++, (*n_digits)++)
    *number = *number * 10 + g_ascii_digit_value (**text);

  return *n_digits > 0 && *n_digits < 5;
}

static const char *const separators[] = { "年", "月", "日", "号", "-", "/", ".", " " };

static guint
take_separators (const char **text)
{
  guint n = 0;

  for (gboolean more = TRUE; more;)
    {
      more = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
        if (g_str_has_prefix (*text, separators[i]))
          {
            *text += strlen (separators[i]);
            more = TRUE;
            n++;
          }
    }

  return n;
}

static gboolean
is_date (const Wanted *wanted)
{
  return wanted->month <= 12 && wanted->day <= 31 && (wanted->year != 0 || wanted->month != 0) &&
         (wanted->day == 0 || wanted->month != 0);
}

/* FALSE: these are words. A number of four digits is a year, and only a first one; without one, a month alone needs its 月. */
static gboolean
read_date (const char *text,
           Wanted     *wanted)
{
  const gboolean says_month = strstr (text, "月") != NULL;
  int            numbers[3] = { 0 }, n = 0, n_digits, first_digits = 0;

  *wanted = (Wanted){ 0 };
  take_separators (&text);
  for (; *text != '\0'; n++)
    {
      if (n == 3 || !take_number (&text, &numbers[n], &n_digits) || numbers[n] == 0 || (n > 0 && n_digits > 2))
        return FALSE;
      if (n == 0)
        first_digits = n_digits;
      if (take_separators (&text) == 0 && *text != '\0')
        return FALSE;
    }

  if (first_digits == 4)
    *wanted = (Wanted){ numbers[0], numbers[1], numbers[2] };
  else if (n < 3 && (n == 2 || says_month))
    *wanted = (Wanted){ 0, numbers[0], numbers[1] };
  return is_date (wanted);
}

static const ZbWall *
get_time (const ZbAlbumGroup *group)
{
  return group->kind == ZB_GROUP_MEETING && group->meeting != NULL ? zb_meeting_get_start (group->meeting) : &group->from;
}

static gboolean
is_then (const ZbAlbumGroup *group,
         const Wanted       *wanted)
{
  int year = 0, month = 0, day = 0;

  if (!zb_wall_is_set (get_time (group)))
    return FALSE;

  zb_wall_split (get_time (group), &year, &month, &day, NULL, NULL, NULL);
  return (wanted->year == 0 || wanted->year == year) && (wanted->month == 0 || wanted->month == month) &&
         (wanted->day == 0 || wanted->day == day);
}

static gboolean
says (const ZbAlbumGroup *group,
      char              **words)
{
  g_autofree char *title = zb_words_group (group);
  const char      *place = group->meeting != NULL ? zb_meeting_get_place (group->meeting) : NULL;
  g_autofree char *all = g_strconcat (title, "\n", place, NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static char *
dup_label (const ZbAlbumGroup *group)
{
  g_autofree char *title = zb_words_group (group);
  int              year = 0, month = 0, day = 0;

  if (!zb_wall_is_set (get_time (group)))
    return g_steal_pointer (&title);

  zb_wall_split (get_time (group), &year, &month, &day, NULL, NULL, NULL);
  return g_strdup_printf ("%04d-%02d-%02d %s", year, month, day, title);
}

static void
add_place (GPtrArray          *places,
           ZbAlbumIndex       *all,
           const ZbAlbumGroup *group)
{
  ZbAlbumPlace *place = g_new0 (ZbAlbumPlace, 1);

  place->photo = zb_album_index_get_row (all, group->first)->photo;
  place->label = dup_label (group);
  place->n = group->n;
  g_ptr_array_add (places, place);
}

GPtrArray *
zb_album_jump_find (ZbAlbumIndex *all,
                    const char   *text)
{
  GPtrArray       *places = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_place_free);
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  Wanted   wanted;
  gboolean dated = read_date (g_strstrip (folded), &wanted);

  if (*folded == '\0')
    return places;

  for (guint i = 0; i < zb_album_index_get_n_groups (all) && places->len < ZB_ALBUM_PLACES_MOST; i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (all, i);

      if (group->n > 0 && (dated ? is_then (group, &wanted) : says (group, words)))
        add_place (places, all, group);
    }

  return places;
}
