/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/check-private.h"

#include <string.h>

static ZbStanding
get_standing (ZbMeeting *meeting,
              ZbDay      day,
              ZbDay      today)
{
  if (zb_meeting_is_held (meeting))
    return ZB_STANDING_HELD;

  return zb_day_compare (day, today) >= 0 ? ZB_STANDING_COMING : ZB_STANDING_UNCONFIRMED;
}

static gint64
get_seconds (ZbDay day)
{
  ZbWall start;

  zb_wall_set_day (&start, day.year, day.month, day.day);
  return start.seconds;
}

static void
take_meetings (ZbCheckRoll        *self,
               const ZbCheckInput *input,
               ZbDay               from,
               ZbDay               to)
{
  guint  n = input->meetings != NULL ? input->meetings->len : 0;
  gint64 opens = get_seconds (from), closes = get_seconds (to) + ZB_DAY_SECONDS;

  self->slots = g_new0 (ZbSlot, n + 1);
  for (guint i = 0; i < n; i++)
    {
      ZbMeeting *meeting = input->meetings->pdata[i];
      gint64     seconds = zb_meeting_get_start (meeting)->seconds;
      ZbDay      day;

      if (seconds < opens || seconds >= closes || zb_meeting_get_state (meeting) == ZB_STATE_CANCELLED)
        continue;

      day = zb_meeting_get_day (meeting);
      self->slots[self->n_slots++] = (ZbSlot){
        .meeting = meeting,
        .id = zb_meeting_get_id (meeting),
        .group = zb_meeting_get_facts (meeting)->group,
        .day = day,
        .kinds = zb_meeting_get_kinds (meeting),
        .standing = get_standing (meeting, day, input->today),
        .gaps = ZB_NOT_YET,
      };
    }
}

/* From ids to 1 + index. */
static GHashTable *
number_slots (const ZbCheckRoll *self)
{
  GHashTable *numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->n_slots; i++)
    g_hash_table_insert (numbers, GSIZE_TO_POINTER (self->slots[i].id), GUINT_TO_POINTER (i + 1));

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

/* A mark that is ours: its slot, and its person. */
typedef struct
{
  guint  slot;
  ZbSeat seat;
} Taken;

static GArray *
list_taken (const ZbCheckRoll  *self,
            const ZbCheckInput *input)
{
  g_autoptr (GHashTable) slots = number_slots (self);
  g_autoptr (GHashTable) persons = number_persons (input->persons);
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (Taken));
  gint64  before = 0;
  guint   slot = 0;

  for (guint i = 0; i < input->attended->len; i++)
    {
      const ZbAttended *mark = &g_array_index (input->attended, ZbAttended, i);
      Taken             one;

      if (mark->meeting != before)
        slot = look_up (slots, before = mark->meeting);
      if (slot == 0)
        continue;

      one = (Taken){ slot - 1, { look_up (persons, mark->member) - 1, mark->mark } };
      if (one.seat.person != G_MAXUINT)
        g_array_append_val (taken, one);
    }

  return taken;
}

/* By counting: how many each slot has, where they end, then each to its place from behind. */
static void
take_seats (ZbCheckRoll        *self,
            const ZbCheckInput *input)
{
  g_autoptr (GArray) taken = list_taken (self, input);

  for (guint i = 0; i < taken->len; i++)
    self->slots[g_array_index (taken, Taken, i).slot].seats++;
  for (guint i = 1; i <= self->n_slots; i++)
    self->slots[i].seats += self->slots[i - 1].seats;

  self->seats = g_new (ZbSeat, taken->len);
  for (guint i = taken->len; i-- > 0;)
    {
      const Taken *one = &g_array_index (taken, Taken, i);

      self->seats[--self->slots[one->slot].seats] = one->seat;
    }
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
zb_check_roll_new (const ZbCheckInput *input,
                   ZbDay               from,
                   ZbDay               to)
{
  ZbCheckRoll *self = g_new0 (ZbCheckRoll, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  take_meetings (self, input, from, to);
  if (input->attended != NULL)
    take_seats (self, input);
  take_names (self, input->persons);

  return self;
}

void
zb_check_roll_free (ZbCheckRoll *self)
{
  g_free (self->slots);
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
