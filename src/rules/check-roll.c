/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/check-private.h"

#include <string.h>

static const ZbAttended *
get_mark (const ZbCheckInput *input,
          guint               i)
{
  return &g_array_index (input->attended, ZbAttended, i);
}

/* From ids to 1 + index. */
static GHashTable *
number_meetings (GPtrArray *meetings)
{
  GHashTable *numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    g_hash_table_insert (numbers, GSIZE_TO_POINTER (zb_meeting_get_id (meetings->pdata[i])), GUINT_TO_POINTER (i + 1));

  return numbers;
}

static GHashTable *
number_persons (GPtrArray *persons)
{
  GHashTable *numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; persons != NULL && i < persons->len; i++)
    {
      const ZbSubject *person = persons->pdata[i];

      g_hash_table_insert (numbers, GSIZE_TO_POINTER (person->id), GUINT_TO_POINTER (i + 1));
    }

  return numbers;
}

static guint
look_up (GHashTable *numbers,
         gint64      id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (numbers, GSIZE_TO_POINTER (id)));
}

/* The index of each mark's meeting; past them all for one of no meeting or person of ours. */
static guint *
place_marks (const ZbCheckInput *input,
             GHashTable         *persons,
             guint               n_meetings)
{
  g_autoptr (GHashTable) meetings = number_meetings (input->meetings);
  guint *places = g_new (guint, input->attended->len + 1);
  gint64 before = 0;
  guint  number = 0;

  for (guint i = 0; i < input->attended->len; i++)
    {
      const ZbAttended *mark = get_mark (input, i);

      if (i == 0 || mark->meeting != before)
        number = look_up (meetings, mark->meeting);
      before = mark->meeting;
      places[i] = number != 0 && look_up (persons, mark->member) != 0 ? number - 1 : n_meetings;
    }

  return places;
}

/* By counting: how many each meeting has, where they end, then each to its place from behind. */
static void
take_seats (ZbCheckRoll        *self,
            const ZbCheckInput *input,
            guint               n_meetings)
{
  g_autoptr (GHashTable) persons = number_persons (input->persons);
  g_autofree guint *places = place_marks (input, persons, n_meetings);

  for (guint i = 0; i < input->attended->len; i++)
    if (places[i] < n_meetings)
      self->begins[places[i]]++;
  for (guint i = 1; i <= n_meetings; i++)
    self->begins[i] += self->begins[i - 1];

  self->seats = g_new (ZbSeat, self->begins[n_meetings] + 1);
  for (guint i = input->attended->len; i-- > 0;)
    if (places[i] < n_meetings)
      self->seats[--self->begins[places[i]]] =
          (ZbSeat){ look_up (persons, get_mark (input, i)->member) - 1, get_mark (input, i)->mark };
}

static char *
dup_name (const char *name)
{
  GString *plain = g_string_new (NULL);

  for (; *name != '\0'; name = g_utf8_next_char (name))
    if (!g_unichar_isspace (g_utf8_get_char (name)))
      g_string_append_unichar (plain, g_utf8_get_char (name));

  return g_string_free (plain, FALSE);
}

static void
take_names (ZbCheckRoll *self,
            GPtrArray   *persons)
{
  for (guint i = 0; persons != NULL && i < persons->len; i++)
    {
      const ZbSubject *person = persons->pdata[i];
      g_autofree char *name = dup_name (person->name != NULL ? person->name : "");
      GArray          *namesakes = g_hash_table_lookup (self->names, name);

      if (namesakes == NULL)
        {
          namesakes = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->names, g_steal_pointer (&name), namesakes);
        }
      g_array_append_val (namesakes, i);
    }
}

ZbCheckRoll *
zb_check_roll_new (const ZbCheckInput *input)
{
  ZbCheckRoll *self = g_new0 (ZbCheckRoll, 1);
  guint        n_meetings = input->meetings != NULL ? input->meetings->len : 0;

  self->begins = g_new0 (guint, n_meetings + 1);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  if (input->attended != NULL)
    take_seats (self, input, n_meetings);
  take_names (self, input->persons);

  return self;
}

void
zb_check_roll_free (ZbCheckRoll *self)
{
  g_free (self->begins);
  g_free (self->seats);
  g_hash_table_unref (self->names);
  g_free (self);
}

GArray *
zb_check_roll_find_lecturers (const ZbCheckRoll *self,
                              const char        *lecturer)
{
  GArray          *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *plain = dup_name (lecturer != NULL ? lecturer : "");
  g_auto (GStrv) names = NULL;

  for (char *at = plain; *at != '\0';)
    {
      char *next = g_utf8_next_char (at);

      if (g_utf8_strchr ("、，,；;/", -1, g_utf8_get_char (at)) != NULL)
        memset (at, ',', next - at);
      at = next;
    }
  names = g_strsplit (plain, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const GArray *persons = g_hash_table_lookup (self->names, names[i]);

      if (persons != NULL)
        g_array_append_vals (found, persons->data, persons->len);
    }

  return found;
}
