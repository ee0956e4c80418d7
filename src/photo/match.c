/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Photos are sorted by camera and time once and cut into clusters; every photo finds the meetings
 * of its day through an index. A photo's owner is the one meeting it can belong to. Where the owner
 * changes a cluster is cut into runs, and a run is a proposal. Runs are judged last, when it is
 * known what each camera does when there is no meeting: who takes other things at such hours is
 * not believed at the edge of a window. O(n log n + m log m).
 */
#include "photo/match.h"

#include "photo/match-index.h"

#define NIGHT_STARTS (23 * 3600)
#define NIGHT_ENDS (6 * 3600)

#define HABIT_RUNS 2     /* once is no habit */
#define STRANGER_RUNS 4  /* so many runs at such hours outside of meetings … */
#define STRANGER_SHARE 4 /* … and so many for each one inside: a stranger */
#define FEW_PHOTOS 3     /* prove little about a whole day */
#define MANY_PHOTOS 8    /* nobody takes so many of other things during a meeting */
#define MEMBER_RUNS 3    /* a camera that is known to be at meetings */
#define KEPT_MEETINGS 24 /* with fewer, what is outside of meetings says nothing of a camera */
#define REPORT_SHARE 4   /* photos over a quarter of the window are a report of it */
#define TRUSTED_SHARE 3  /* so many inside for each one outside: believed at the edge */

typedef enum
{
  CLASS_TIMED,
  CLASS_DOUBT,
  CLASS_DAY,
  CLASS_CHAT,
  CLASS_UNDATED,
} Class;

typedef struct
{
  gint64 time;
  guint  index;  /* of the photo */
  guint  camera; /* 0 unknown */
  int    owner;  /* of the meeting, ZB_MATCH_NOBODY or ZB_MATCH_AMBIGUOUS */
  Class class : 8;
  gboolean core : 8; /* during the owner, not just before or after it */
  gboolean linked : 8;
} Item;

/* Items that stand together and have one owner. */
typedef struct
{
  guint    first, n;
  int      owner;
  guint    n_core, n_linked;
  gboolean edge; /* has taken in photos outside of the window */
} Run;

/* People do different things at different hours. */
typedef enum
{
  HOURS_WORK,
  HOURS_FREE,
  HOURS_NIGHT,
  N_HOURS
} Hours;

/* How often a camera takes things in and out of meetings. */
typedef struct
{
  guint in[N_HOURS], out[N_HOURS];
} Habit;

typedef struct
{
  const ZbMatchPhoto   *photos;
  const ZbMatchMeeting *meetings;
  guint                 n_meetings;
  ZbMatchIndex         *index;
  GArray               *items;   /* of Item, sorted */
  GArray               *runs;    /* of Run */
  GArray               *habits;  /* of Habit, by camera */
  GHashTable           *present; /* camera and meeting: has photos during it */
  GPtrArray            *proposals;
} Match;

static Hours
get_hours (gint64 seconds)
{
  gint64 weekday = (zb_match_get_day (seconds) % 7 + 7 + 3) % 7; /* 1970-01-01 was a Thursday */
  gint64 time = zb_match_get_day_seconds (seconds);

  if (time < NIGHT_ENDS || time >= NIGHT_STARTS)
    return HOURS_NIGHT;

  return weekday < 5 && time >= ZB_MATCH_WORK_STARTS && time < ZB_MATCH_WORK_ENDS ? HOURS_WORK
                                                                                  : HOURS_FREE;
}

static Class
classify (const ZbMatchPhoto *photo)
{
  if (!zb_wall_is_set (&photo->taken))
    return CLASS_UNDATED;
  if (photo->doubts & ZB_DOUBT_NOT_AFTER)
    return CLASS_CHAT;
  if (photo->taken.precision == ZB_PRECISION_DAY)
    return CLASS_DAY;

  return photo->links && !photo->screenshot ? CLASS_TIMED : CLASS_DOUBT;
}

static void
list_items (Match *self, guint n_photos)
{
  g_autoptr (GHashTable) cameras = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_size (self->habits, 1);
  for (guint i = 0; i < n_photos; i++)
    {
      const ZbMatchPhoto *photo = &self->photos[i];
      Item                item = { .index = i, .class = classify (photo), .time = photo->taken.seconds };
      gboolean            core;

      item.linked = photo->meeting != 0;
      if (item.linked && item.class != CLASS_TIMED)
        continue;

      if (item.class <= CLASS_DOUBT)
        {
          if (photo->camera != NULL)
            item.camera = GPOINTER_TO_UINT (g_hash_table_lookup (cameras, photo->camera));
          if (photo->camera != NULL && item.camera == 0)
            {
              item.camera = self->habits->len;
              g_array_set_size (self->habits, item.camera + 1);
              g_hash_table_insert (cameras, (gpointer) photo->camera,
                                   GUINT_TO_POINTER (item.camera));
            }
          item.owner = zb_match_index_find (self->index, item.time, &core);
          item.core = core;
        }
      if (item.linked)
        {
          item.owner = zb_match_index_of_id (self->index, photo->meeting);
          if (item.owner == ZB_MATCH_NOBODY)
            continue;
        }
      g_array_append_val (self->items, item);
    }
}

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *p = a, *q = b;

  if (p->class != q->class)
    return p->class < q->class ? -1 : 1;
  if (p->camera != q->camera)
    return p->camera < q->camera ? -1 : 1;
  if (p->class != CLASS_UNDATED && p->time != q->time)
    return p->time < q->time ? -1 : 1;

  return p->index < q->index ? -1 : 1;
}

static gboolean
belongs_together (const Item *a, const Item *b)
{
  return a->class == b->class && (a->class == CLASS_UNDATED ||
                                  (a->camera == b->camera && b->time - a->time <= ZB_MATCH_GAP &&
                                   zb_match_get_day (a->time) == zb_match_get_day (b->time)));
}

/* The side of an undecided photo that is so much nearer that it belongs there. */
static int
choose_side (const Match *self, const Item *item, const Item *before, const Item *after)
{
  gint64               left = before != NULL && before->owner >= 0 ? item->time - before->time : G_MAXINT32;
  gint64               right = after != NULL && after->owner >= 0 ? after->time - item->time : G_MAXINT32;
  int                  owner = ZB_MATCH_AMBIGUOUS;
  const ZbMatchWindow *window;

  if (left <= ZB_MATCH_NEAR && (right >= 2 * left || before->owner == after->owner))
    owner = before->owner;
  else if (right <= ZB_MATCH_NEAR && left >= 2 * right)
    owner = after->owner;

  if (owner < 0)
    return owner;

  window = zb_match_index_get (self->index, owner);
  return item->time >= window->from && item->time <= window->to ? owner : ZB_MATCH_AMBIGUOUS;
}

/* Photos between two meetings go with the one that the same camera has just taken. */
static void
settle_between (Match *self, guint first, guint end)
{
  Item *items = &g_array_index (self->items, Item, 0);

  for (guint i = first; i < end;)
    {
      guint       next = i;
      const Item *before = i > first ? &items[i - 1] : NULL;

      while (next < end && items[next].owner == ZB_MATCH_AMBIGUOUS && !items[next].core)
        next++;
      for (guint k = i; k < next; k++)
        items[k].owner = choose_side (self, &items[k], before, next < end ? &items[next] : NULL);
      i = MAX (next, i + 1);
    }
}

static gint64
get_pause (const Match *self, const Run *a, const Run *b)
{
  return g_array_index (self->items, Item, b->first).time -
         g_array_index (self->items, Item, b->first - 1).time;
}

/* A run outside of every window that follows or leads a run inside without a pause is part of it,
 * and puts it in doubt.
 */
static gboolean
merge_runs (const Match *self, Run *a, const Run *b)
{
  if ((a->owner == ZB_MATCH_NOBODY) == (b->owner == ZB_MATCH_NOBODY) ||
      get_pause (self, a, b) >= ZB_MATCH_PAUSE)
    return FALSE;

  a->owner = a->owner == ZB_MATCH_NOBODY ? b->owner : a->owner;
  a->n += b->n;
  a->n_core += b->n_core;
  a->n_linked += b->n_linked;
  a->edge = TRUE;
  return TRUE;
}

static void
cut_cluster (Match *self, guint first, guint end)
{
  guint n_before = self->runs->len;

  for (guint i = first; i < end;)
    {
      const Item *start = &g_array_index (self->items, Item, i);
      Run         run = { .first = i,
                          .owner = start->class <= CLASS_DOUBT ? start->owner : ZB_MATCH_NOBODY };

      for (; i < end && (start->class > CLASS_DOUBT ||
                         g_array_index (self->items, Item, i).owner == run.owner);
           i++)
        {
          run.n++;
          run.n_core += g_array_index (self->items, Item, i).core;
          run.n_linked += g_array_index (self->items, Item, i).linked;
        }
      if (self->runs->len == n_before ||
          !merge_runs (self, &g_array_index (self->runs, Run, self->runs->len - 1), &run))
        g_array_append_val (self->runs, run);
    }
}

static void
cut_clusters (Match *self)
{
  guint first = 0;

  for (guint i = 1; i <= self->items->len; i++)
    if (i == self->items->len || !belongs_together (&g_array_index (self->items, Item, i - 1),
                                                    &g_array_index (self->items, Item, i)))
      {
        settle_between (self, first, i);
        cut_cluster (self, first, i);
        first = i;
      }
}

static gpointer
get_presence (const Item *item, int meeting)
{
  return GSIZE_TO_POINTER ((gsize) item->camera << 32 | (guint32) (meeting + 1));
}

static void
learn_habits (Match *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run  *run = &g_array_index (self->runs, Run, i);
      const Item *item = &g_array_index (self->items, Item, run->first + run->n / 2);
      Habit      *habit = &g_array_index (self->habits, Habit, item->camera);
      Hours       hours = get_hours (item->time);

      if (item->class != CLASS_TIMED)
        continue;
      if (run->owner == ZB_MATCH_NOBODY)
        habit->out[hours]++;
      if (run->owner >= 0 && run->n_core + run->n_linked > 0)
        {
          g_hash_table_add (self->present, get_presence (item, run->owner));
          if (!run->edge)
            habit->in[hours]++;
        }
    }
}

/* Took the meeting itself, so what it took just before or after is likely of it as well. The
 * evening of a whole day is not.
 */
static gboolean
is_present (const Match *self, const Item *item, int meeting)
{
  return !zb_match_index_get (self->index, meeting)->whole_days &&
         g_hash_table_contains (self->present, get_presence (item, meeting));
}

/* Runs through a good part of the meeting: whoever takes that was there. */
static gboolean
is_report (const Match *self, const Run *run)
{
  const Item          *first = &g_array_index (self->items, Item, run->first);
  const ZbMatchWindow *window = zb_match_index_get (self->index, run->owner);

  return run->n_core >= FEW_PHOTOS &&
         (first[run->n - 1].time - first->time) * REPORT_SHARE >= window->to - window->from;
}

static gboolean
is_stranger (const Match *self, const Run *run)
{
  const Item  *item = &g_array_index (self->items, Item, run->first + run->n / 2);
  const Habit *habit = &g_array_index (self->habits, Habit, item->camera);
  Hours        hours = get_hours (item->time);
  guint        in = habit->in[hours], out = habit->out[hours],
        known = habit->in[HOURS_WORK] + habit->in[HOURS_FREE];
  gboolean whole_days = zb_match_index_get (self->index, run->owner)->whole_days;

  if (run->n_linked > 0 || self->n_meetings < KEPT_MEETINGS)
    return FALSE;
  if (out <
      HABIT_RUNS) /* a night of a whole day is odd for a camera that is known to work by day */
    return whole_days && run->n_core == 0 && in == 0 && known >= MEMBER_RUNS;
  if (out >= STRANGER_RUNS && out >= STRANGER_SHARE * in)
    return run->n_core < MANY_PHOTOS && !is_report (self, run);
  if (run->n_core > (whole_days ? FEW_PHOTOS : 0))
    return FALSE;

  return in < TRUSTED_SHARE * out && !is_present (self, item, run->owner);
}

/* Of the photos of a run: how many lie during the meeting and how near to its middle they are. */
static double
get_score (const Run *run, const ZbMatchWindow *window, gint64 middle)
{
  double half = MAX (1, (window->to - window->from) / 2.0);
  double off = ABS (middle - (window->from + window->to) / 2.0) / half;

  return (run->edge ? 0.2 : 0.4) + 0.4 * run->n_core / run->n + 0.2 * (1 - MIN (off, 1));
}

static ZbMatchWhy
judge (const Match *self, const Run *run, Class class, gboolean found)
{
  if (class == CLASS_CHAT && found)
    return ZB_MATCH_CHAT;
  if (class == CLASS_UNDATED || class == CLASS_CHAT)
    return ZB_MATCH_UNDATED;
  if (class == CLASS_DOUBT && !found)
    {
      const ZbMatchPhoto *photo =
          &self->photos[g_array_index (self->items, Item, run->first).index];
      guint wrong = ZB_DOUBT_RESET | ZB_DOUBT_FUTURE | ZB_DOUBT_OLD | ZB_DOUBT_BEFORE_BRANCH;

      return photo->confidence <= ZB_CONFIDENCE_LOW || (photo->doubts & wrong) ? ZB_MATCH_UNDATED
                                                                               : ZB_MATCH_NONE;
    }
  if (!found)
    return ZB_MATCH_NONE;
  if (class == CLASS_DOUBT)
    return ZB_MATCH_DOUBTFUL;
  if (class == CLASS_DAY)
    return ZB_MATCH_DAY_ONLY;
  if (run->edge)
    return ZB_MATCH_EDGE;
  if (run->owner == ZB_MATCH_AMBIGUOUS)
    return ZB_MATCH_SEVERAL;

  return is_stranger (self, run) ? ZB_MATCH_STRANGER : ZB_MATCH_FITS;
}

static void
choose_meeting (const Match *self, const Run *run, ZbProposal *proposal)
{
  const Item *first = &g_array_index (self->items, Item, run->first);
  const Item *last = first + run->n - 1;
  gint64      middle = first[run->n / 2].time;
  gint64      from = first->time, to = last->time;
  Class class = first->class;
  int best = run->owner;
  g_autoptr (GArray) choices = NULL;

  if (class == CLASS_UNDATED || (class <= CLASS_DOUBT && run->owner == ZB_MATCH_NOBODY))
    return;
  if (class == CLASS_CHAT)
    from -= ZB_MATCH_CHAT_DAYS * ZB_DAY_SECONDS;
  if (class == CLASS_DAY)
    {
      from += ZB_MATCH_DAY_STARTS;
      middle = from + ZB_DAY_SECONDS / 2;
      to = from + ZB_DAY_SECONDS - 1;
    }

  choices = zb_match_index_list (self->index, from, to, middle);
  for (guint i = 0; i < choices->len; i++)
    {
      guint meeting = g_array_index (choices, guint, i);

      if (class == CLASS_CHAT && zb_match_index_get (self->index, meeting)->core_from > last->time)
        continue;
      if (best < 0)
        best = meeting;
      if ((int) meeting != best)
        g_array_append_val (proposal->others, self->meetings[meeting].id);
    }
  if (best < 0)
    return;

  proposal->meeting = self->meetings[best].id;
  proposal->score =
      class <= CLASS_DOUBT ? get_score (run, zb_match_index_get (self->index, best), middle) : 0.3;
  if (class != CLASS_TIMED || run->owner < 0)
    proposal->score /= 2;
}

static void
propose (Match *self, const Run *run)
{
  const Item *items = &g_array_index (self->items, Item, run->first);
  ZbProposal *proposal;

  if (run->n_linked == run->n)
    return;

  proposal = g_new0 (ZbProposal, 1);
  proposal->photos = g_array_new (FALSE, FALSE, sizeof (guint));
  proposal->others = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < run->n; i++)
    if (!items[i].linked)
      g_array_append_val (proposal->photos, items[i].index);

  choose_meeting (self, run, proposal);
  proposal->why = judge (self, run, items->class, proposal->meeting != 0);
  proposal->certain = proposal->why == ZB_MATCH_FITS;
  if (proposal->why != ZB_MATCH_UNDATED)
    {
      guint *photos = (guint *) proposal->photos->data;

      proposal->from = self->photos[photos[0]].taken;
      proposal->to = self->photos[photos[proposal->photos->len - 1]].taken;
    }
  g_ptr_array_add (self->proposals, proposal);
}

GPtrArray *
zb_match (const ZbMatchPhoto   *photos,
          guint                 n_photos,
          const ZbMatchMeeting *meetings,
          guint                 n_meetings)
{
  g_autoptr (ZbMatchIndex) index = zb_match_index_new (meetings, n_meetings);
  g_autoptr (GArray) items = g_array_sized_new (FALSE, TRUE, sizeof (Item), n_photos);
  g_autoptr (GArray) runs = g_array_new (FALSE, TRUE, sizeof (Run));
  g_autoptr (GArray) habits = g_array_new (FALSE, TRUE, sizeof (Habit));
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  Match self = {
    .photos = photos,
    .meetings = meetings,
    .index = index,
    .items = items,
    .runs = runs,
    .habits = habits,
    .n_meetings = n_meetings,
    .present = present,
    .proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_proposal_free),
  };

  list_items (&self, n_photos);
  g_array_sort (items, compare_items);
  cut_clusters (&self);
  learn_habits (&self);
  for (guint i = 0; i < runs->len; i++)
    propose (&self, &g_array_index (runs, Run, i));

  return self.proposals;
}
