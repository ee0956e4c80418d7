/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/match-index.h"

struct _ZbMatchIndex
{
  GArray     *windows; /* of ZbMatchWindow, by meeting */
  GHashTable *days;    /* day → GArray of guint: meetings whose window touches it */
  GHashTable *ids;     /* meeting id → its index + 1 */
};

gint64
zb_match_get_day (gint64 seconds)
{
  gint64 shifted = seconds - ZB_MATCH_DAY_STARTS;

  return shifted >= 0 ? shifted / ZB_DAY_SECONDS
                      : -((-shifted + ZB_DAY_SECONDS - 1) / ZB_DAY_SECONDS);
}

gint64
zb_match_get_day_seconds (gint64 seconds)
{
  gint64 rest = seconds % ZB_DAY_SECONDS;

  return rest >= 0 ? rest : rest + ZB_DAY_SECONDS;
}

static ZbMatchWindow
make_window (const ZbMatchMeeting *meeting)
{
  const ZbWall *start = &meeting->start;
  gboolean      has_end = zb_wall_is_set (&meeting->end) && meeting->end.seconds >= start->seconds;
  const ZbWall *end = has_end ? &meeting->end : start;
  gboolean      timed = start->precision > ZB_PRECISION_DAY;
  gboolean      timed_end = timed && (!has_end || end->precision > ZB_PRECISION_DAY);
  ZbMatchWindow window = { .core_from = start->seconds };

  if (!timed_end)
    window.core_to = zb_wall_day_start (end) + ZB_DAY_SECONDS + ZB_MATCH_DAY_STARTS - 1;
  else
    window.core_to = has_end ? end->seconds : start->seconds + ZB_MATCH_NO_END;

  window.whole_days = !timed || window.core_to - window.core_from > ZB_MATCH_LONG;
  window.from =
      timed ? start->seconds - ZB_MATCH_BEFORE : zb_wall_day_start (start) + ZB_MATCH_DAY_STARTS;
  window.to = timed_end ? window.core_to + ZB_MATCH_AFTER : window.core_to;

  return window;
}

void
zb_match_window (const ZbMatchMeeting *meeting, gint64 *from, gint64 *to)
{
  ZbMatchWindow window = make_window (meeting);

  *from = window.from;
  *to = window.to;
}

static void
add_to_days (ZbMatchIndex *self, guint meeting, const ZbMatchWindow *window)
{
  for (gint64 day = zb_match_get_day (window->from); day <= zb_match_get_day (window->to); day++)
    {
      GArray *here = g_hash_table_lookup (self->days, &day);

      if (here == NULL)
        {
          here = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->days, g_memdup2 (&day, sizeof day), here);
        }
      g_array_append_val (here, meeting);
    }
}

ZbMatchIndex *
zb_match_index_new (const ZbMatchMeeting *meetings, guint n_meetings)
{
  ZbMatchIndex *self = g_new0 (ZbMatchIndex, 1);

  self->windows = g_array_sized_new (FALSE, TRUE, sizeof (ZbMatchWindow), n_meetings);
  self->days =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  self->ids = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < n_meetings; i++)
    {
      ZbMatchWindow window = { .from = 0, .to = -1 };

      if (zb_wall_is_set (&meetings[i].start))
        {
          window = make_window (&meetings[i]);
          add_to_days (self, i, &window);
        }
      g_array_append_val (self->windows, window);
      g_hash_table_insert (self->ids, (gpointer) &meetings[i].id, GUINT_TO_POINTER (i + 1));
    }

  return self;
}

void
zb_match_index_free (ZbMatchIndex *self)
{
  g_array_unref (self->windows);
  g_hash_table_unref (self->days);
  g_hash_table_unref (self->ids);
  g_free (self);
}

const ZbMatchWindow *
zb_match_index_get (const ZbMatchIndex *self, guint meeting)
{
  return &g_array_index (self->windows, ZbMatchWindow, meeting);
}

int
zb_match_index_of_id (const ZbMatchIndex *self, gint64 id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->ids, &id)) - 1;
}

/* Nights are in the window of several days, but not what is done there. */
static gboolean
is_core (const ZbMatchWindow *window, gint64 seconds)
{
  gint64 time = zb_match_get_day_seconds (seconds);

  if (window->whole_days)
    return time >= ZB_MATCH_WORK_STARTS && time < ZB_MATCH_WORK_ENDS;

  return seconds >= window->core_from && seconds <= window->core_to;
}

/* Two groups that meet at the same time: who comes out of one room is not in the other. */
static gboolean
is_parallel (const ZbMatchWindow *owner, const ZbMatchWindow *other, gint64 seconds)
{
  return owner != other && !other->whole_days && owner->core_from < other->core_to &&
         other->core_from < owner->core_to && seconds >= other->core_from - ZB_MATCH_NEAR &&
         seconds <= other->core_to + ZB_MATCH_NEAR;
}

static gboolean
has_parallel (const ZbMatchIndex *self, const GArray *here, int owner, gint64 seconds)
{
  for (guint i = 0; owner >= 0 && i < here->len; i++)
    if (is_parallel (zb_match_index_get (self, owner),
                     zb_match_index_get (self, g_array_index (here, guint, i)), seconds))
      return TRUE;

  return FALSE;
}

int
zb_match_index_find (const ZbMatchIndex *self, gint64 seconds, gboolean *core)
{
  gint64        day = zb_match_get_day (seconds);
  const GArray *here = g_hash_table_lookup (self->days, &day);
  int           owners[4] = { ZB_MATCH_NOBODY, ZB_MATCH_NOBODY, ZB_MATCH_NOBODY, ZB_MATCH_NOBODY };

  for (guint i = 0; here != NULL && i < here->len; i++)
    {
      guint                meeting = g_array_index (here, guint, i);
      const ZbMatchWindow *window = zb_match_index_get (self, meeting);
      int                  rank = (window->whole_days ? 2 : 0) + (is_core (window, seconds) ? 0 : 1);

      if (seconds >= window->from && seconds <= window->to)
        owners[rank] = owners[rank] == ZB_MATCH_NOBODY ? (int) meeting : ZB_MATCH_AMBIGUOUS;
    }

  if (has_parallel (self, here, owners[0], seconds))
    owners[0] = ZB_MATCH_AMBIGUOUS;

  *core = FALSE;
  for (guint rank = 0; rank < G_N_ELEMENTS (owners); rank++)
    if (owners[rank] != ZB_MATCH_NOBODY)
      {
        *core = rank % 2 == 0;
        return owners[rank];
      }

  return ZB_MATCH_NOBODY;
}

typedef struct
{
  guint  meeting;
  gint64 distance; /* seconds from its time, 0 during it; whole days come after */
} Choice;

static gint
compare_choices (gconstpointer a, gconstpointer b)
{
  const Choice *p = a, *q = b;

  if (p->distance != q->distance)
    return p->distance < q->distance ? -1 : 1;

  return p->meeting < q->meeting ? -1 : p->meeting > q->meeting;
}

static Choice
make_choice (const ZbMatchIndex *self, guint meeting, gint64 middle)
{
  const ZbMatchWindow *window = zb_match_index_get (self, meeting);
  gint64               distance = MAX (0, MAX (window->core_from - middle, middle - window->core_to));

  return (Choice){ meeting, window->whole_days ? ZB_DAY_SECONDS / 2 + distance : distance };
}

GArray *
zb_match_index_list (const ZbMatchIndex *self, gint64 from, gint64 to, gint64 middle)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  GArray *meetings = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gint64 day = zb_match_get_day (from); day <= zb_match_get_day (to); day++)
    {
      const GArray *here = g_hash_table_lookup (self->days, &day);

      for (guint i = 0; here != NULL && i < here->len; i++)
        {
          guint                meeting = g_array_index (here, guint, i);
          const ZbMatchWindow *window = zb_match_index_get (self, meeting);
          Choice               choice = make_choice (self, meeting, middle);

          if (window->from <= to && window->to >= from &&
              g_hash_table_add (seen, GUINT_TO_POINTER (meeting)))
            g_array_append_val (choices, choice);
        }
    }

  g_array_sort (choices, compare_choices);
  for (guint i = 0; i < choices->len; i++)
    g_array_append_val (meetings, g_array_index (choices, Choice, i).meeting);

  return meetings;
}
