/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A camera's photos, in the order of its counter, tell a lost clock: time that goes back while the
 * numbers rise, or the day on which cameras wake up. What is left and fits no meeting tells a wrong
 * one: every distance from such a cluster to a meeting within reach votes for a constant; the
 * constant that brings the most photos into exactly one meeting each wins, if none comes near it
 * and the camera's other photos do not speak against it.
 */
#include "photo/clock.h"

#include "photo/match-index.h"
#include "photo/name.h"

#include <math.h>
#include <string.h>

#define BACKWARDS ZB_DAY_SECONDS /* so far back is no mistake of the order */
#define BACK_RUNS 2              /* a clock is lost once or twice, a restarted counter jumps about */
#define SHIFT_PHOTOS 3           /* photos that must agree */
#define SHIFT_SHARE 0.8          /* of all that are shifted */
#define SHIFT_CHANCE 0.005       /* more is chance, where meetings are many */
#define SHIFT_MEETINGS 3         /* for a camera that fits elsewhere */
#define FITS_SHARE 4             /* so many clusters that fit nothing for one that fits: all are wrong */
#define SHIFT_HOURS 14
#define SHIFT_DAYS 31
#define SHIFT_YEARS 10
#define GPS_SLACK (3 * 60)     /* a fix and the shutter are not the same moment */
#define GPS_SMALLEST (20 * 60) /* less is not worth a question */
#define COUNTER 10000          /* 9999 is followed by 0001 */

typedef struct
{
  gint64   time;
  guint    index;
  int      number;
  gboolean timed : 8;
  gboolean reset : 8;
} Shot;

/* Shots of one camera, in order of time, without a long pause between them. */
typedef struct
{
  guint    first, n;
  gboolean fits; /* a meeting, as they are */
} Cluster;

/* What a constant would do to some clusters. */
typedef struct
{
  gint64 seconds;
  guint  n_core;     /* photos that would be during exactly one meeting */
  guint  n_photos;   /* … or just before or after one, or in two at once */
  guint  n_clusters; /* with more than half of these */
  guint  n_meetings;
} Trial;

typedef struct
{
  const ZbClockPhoto   *photos;
  const ZbMatchMeeting *meetings;
  ZbMatchIndex         *index;
  GPtrArray            *proposals;
} Find;

static gint
compare_counters (gconstpointer a, gconstpointer b)
{
  const Shot *p = a, *q = b;

  if (p->number != q->number)
    return p->number < q->number ? -1 : 1;
  if (p->time != q->time)
    return p->time < q->time ? -1 : 1;

  return p->index < q->index ? -1 : 1;
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  const Shot *p = a, *q = b;

  if (p->time != q->time)
    return p->time < q->time ? -1 : 1;

  return p->index < q->index ? -1 : 1;
}

static Shot *
shot_at (GArray *shots, guint i)
{
  return &g_array_index (shots, Shot, i);
}

static ZbClockProposal *
new_proposal (Find *self, ZbClockKind kind, guint of)
{
  ZbClockProposal *proposal = g_new0 (ZbClockProposal, 1);

  proposal->kind = kind;
  proposal->camera = g_strdup (self->photos[of].photo.camera);
  proposal->photos = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->proposals, proposal);

  return proposal;
}

static void
add_to_proposal (const Find *self, ZbClockProposal *proposal, const Shot *shot)
{
  const ZbWall *taken = &self->photos[shot->index].photo.taken;

  g_array_append_val (proposal->photos, shot->index);
  if (!zb_wall_is_set (&proposal->from) || zb_wall_compare (taken, &proposal->from) < 0)
    proposal->from = *taken;
  if (!zb_wall_is_set (&proposal->to) || zb_wall_compare (taken, &proposal->to) > 0)
    proposal->to = *taken;
}

/* Turns the shots, sorted by number, so that a counter that went over 9999 starts where it did:
 * behind the widest hole, if the numbers reach to both ends.
 */
static void
unwrap (GArray *shots)
{
  guint hole = 0;
  int   width = 0;
  g_autoptr (GArray) turned = NULL;

  for (guint i = 1; i < shots->len; i++)
    if (shot_at (shots, i)->number - shot_at (shots, i - 1)->number > width)
      {
        width = shot_at (shots, i)->number - shot_at (shots, i - 1)->number;
        hole = i;
      }

  if (shots->len < 2 || width < COUNTER / 2 ||
      shot_at (shots, 0)->number + COUNTER - shot_at (shots, shots->len - 1)->number >= width)
    return;

  turned = g_array_sized_new (FALSE, FALSE, sizeof (Shot), shots->len);
  g_array_append_vals (turned, shot_at (shots, hole), shots->len - hole);
  g_array_append_vals (turned, shot_at (shots, 0), hole);
  memcpy (shots->data, turned->data, (gsize) turned->len * sizeof (Shot));
}

static gboolean
fits (const Find *self, gint64 seconds)
{
  gboolean core;

  return zb_match_index_find (self->index, seconds, &core) != ZB_MATCH_NOBODY;
}

/* Walks the counter: a jump back of more than a day, and what follows until the latest moment seen
 * is reached again, was taken after the clock was lost. Not believed when the numbers are not of
 * one counter, or when what was taken then fits meetings as it is.
 */
static void
mark_backwards (const Find *self, GArray *shots)
{
  g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (guint));
  const Shot *before = NULL, *highest = NULL;
  guint       n_runs = 0, n_fit = 0, n_known = 0;
  gboolean    in_run = FALSE;

  for (guint i = 0; i < shots->len; i++)
    {
      const Shot *shot = shot_at (shots, i);

      if (shot->number < 0 || !shot->timed || shot->reset)
        continue;
      if (before != NULL && before->number == shot->number && shot->time - before->time > BACKWARDS)
        return;
      n_known++;
      before = shot;
      if (highest == NULL || shot->time >= highest->time - BACKWARDS)
        {
          in_run = FALSE;
          if (highest == NULL || shot->time > highest->time)
            highest = shot;
          continue;
        }
      n_runs += !in_run;
      in_run = TRUE;
      n_fit += fits (self, shot->time);
      g_array_append_val (back, i);
    }

  if (n_runs > BACK_RUNS || n_fit * 2 > back->len || back->len * 2 > n_known)
    return;
  for (guint i = 0; i < back->len; i++)
    shot_at (shots, g_array_index (back, guint, i))->reset = TRUE;
}

/* Shots whose clock was lost, one proposal for each run of the counter. */
static void
propose_resets (Find *self, GArray *shots)
{
  ZbClockProposal *proposal = NULL;
  gint64           last = 0;

  for (guint i = 0; i < shots->len; i++)
    {
      const Shot *shot = shot_at (shots, i);

      if (!shot->timed)
        continue;
      if (shot->reset && (proposal == NULL || shot->time < last - BACKWARDS))
        proposal = new_proposal (self, ZB_CLOCK_RESET, shot->index);
      if (shot->reset)
        add_to_proposal (self, proposal, shot);
      else
        proposal = NULL;
      last = shot->time;
    }
}

static gint
compare_distances (gconstpointer a, gconstpointer b)
{
  gint64 p = *(const gint64 *) a, q = *(const gint64 *) b;

  return p < q ? -1 : p > q;
}

static void
finish_shift (const Find *self, ZbClockProposal *proposal, gint64 seconds)
{
  guint most = 0;
  g_autoptr (GHashTable) hits = g_hash_table_new (NULL, NULL);

  proposal->seconds = seconds;
  for (guint i = 0; i < proposal->photos->len; i++)
    {
      const ZbMatchPhoto *photo = &self->photos[g_array_index (proposal->photos, guint, i)].photo;
      gboolean            core;
      int                 owner = zb_match_index_find (self->index, photo->taken.seconds + seconds, &core);
      guint               n;

      if (owner < 0)
        continue;
      proposal->n_linked++;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (hits, GINT_TO_POINTER (owner))) + 1;
      g_hash_table_insert (hits, GINT_TO_POINTER (owner), GUINT_TO_POINTER (n));
      if (n > most)
        {
          most = n;
          proposal->meeting = self->meetings[owner].id;
        }
    }
}

/* Fixes that agree about one distance. TRUE if they settle the question, also when the clock is
 * right by them.
 */
static gboolean
settle_by_gps (Find *self, GArray *shots)
{
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (gint64));
  ZbClockProposal *proposal;
  gint64           middle, rounded;
  guint            n = 0;

  for (guint i = 0; i < shots->len; i++)
    {
      const gint64 gps = self->photos[shot_at (shots, i)->index].gps;
      const gint64 distance = gps - shot_at (shots, i)->time;

      if (gps != 0)
        g_array_append_val (distances, distance);
    }
  if (distances->len < SHIFT_PHOTOS)
    return FALSE;

  g_array_sort (distances, compare_distances);
  middle = g_array_index (distances, gint64, distances->len / 2);
  for (guint i = 0; i < distances->len; i++)
    n += ABS (g_array_index (distances, gint64, i) - middle) <= GPS_SLACK;
  if (n < SHIFT_PHOTOS || n < distances->len * SHIFT_SHARE)
    return FALSE;
  if (ABS (middle) < GPS_SMALLEST)
    return TRUE;

  /* Zones differ by quarters of an hour. */
  rounded = (middle >= 0 ? middle + 450 : middle - 450) / 900 * 900;
  proposal = new_proposal (self, ZB_CLOCK_SHIFT, shot_at (shots, 0)->index);
  proposal->gps = TRUE;
  for (guint i = 0; i < shots->len; i++)
    if (self->photos[shot_at (shots, i)->index].photo.meeting == 0)
      add_to_proposal (self, proposal, shot_at (shots, i));
  finish_shift (self, proposal, ABS (rounded - middle) <= GPS_SLACK ? rounded : middle);

  return TRUE;
}

static GArray *
list_clusters (const Find *self, GArray *shots)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));

  for (guint i = 0; i < shots->len;)
    {
      Cluster cluster = { .first = i };
      guint   n_fit = 0;

      do
        {
          const Shot *shot = shot_at (shots, i);

          n_fit += self->photos[shot->index].photo.meeting != 0 || fits (self, shot->time);
          i++;
        }
      while (i < shots->len &&
             shot_at (shots, i)->time - shot_at (shots, i - 1)->time <= ZB_MATCH_GAP);

      cluster.n = i - cluster.first;
      cluster.fits = n_fit * 2 >= cluster.n;
      g_array_append_val (clusters, cluster);
    }

  return clusters;
}

static Trial
try_constant (
    const Find *self, GArray *shots, const Cluster *clusters, guint n_clusters, gint64 seconds)
{
  Trial trial = { .seconds = seconds };
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_clusters; i++)
    {
      guint n = 0;

      for (guint k = 0; k < clusters[i].n; k++)
        {
          const Shot *shot = shot_at (shots, clusters[i].first + k);
          gboolean    core;
          int         owner = zb_match_index_find (self->index, shot->time + seconds, &core);

          n += owner != ZB_MATCH_NOBODY;
          if (owner < 0 || !core)
            continue;
          trial.n_core++;
          g_hash_table_add (met, GINT_TO_POINTER (owner));
        }
      trial.n_photos += n;
      trial.n_clusters += n * 2 > clusters[i].n;
    }
  trial.n_meetings = g_hash_table_size (met);

  return trial;
}

/* How likely a mistake is: the zone of home and morning for evening first. A wrong day is seen in
 * one meeting too often by chance.
 */
typedef enum
{
  WRONG_HALF,
  WRONG_ZONE,
  WRONG_DAY,
  WRONG_YEAR,
} Oddity;

static Oddity
get_oddity (gint64 seconds)
{
  gint64 hours = ABS (seconds) / 3600;

  if (hours == 8 || hours == 12)
    return WRONG_HALF;
  if (hours <= SHIFT_HOURS)
    return WRONG_ZONE;

  return hours <= SHIFT_DAYS * 24 ? WRONG_DAY : WRONG_YEAR;
}

/* How many constants at least as likely would do as well by chance, where one cluster has the
 * chance `hit`.
 */
static double
get_chance (const Trial *trial,
            double       hit)
{
  static const double n_constants[] = {
    [WRONG_HALF] = 4,
    [WRONG_ZONE] = 2 * SHIFT_HOURS,
    [WRONG_DAY] = 2 * (SHIFT_HOURS + SHIFT_DAYS),
    [WRONG_YEAR] = 2 * (SHIFT_HOURS + SHIFT_DAYS + 2 * SHIFT_YEARS),
  };

  return n_constants[get_oddity (trial->seconds)] * pow (hit, trial->n_clusters);
}

static gboolean
is_better (const Trial *a, const Trial *b)
{
  if (a->n_core != b->n_core)
    return a->n_core > b->n_core;
  if (get_oddity (a->seconds) != get_oddity (b->seconds))
    return get_oddity (a->seconds) < get_oddity (b->seconds);

  return ABS (a->seconds) < ABS (b->seconds);
}

/* Hours, days, years: every constant that people and cameras get wrong. */
static GArray *
list_constants (void)
{
  GArray *constants = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 i = 1; i <= SHIFT_HOURS; i++)
    g_array_append_vals (constants, (gint64[]){ i * 3600, -i * 3600 }, 2);
  for (gint64 i = 1; i <= SHIFT_DAYS; i++)
    g_array_append_vals (constants, (gint64[]){ i * ZB_DAY_SECONDS, -i * ZB_DAY_SECONDS }, 2);
  for (gint64 i = 1; i <= SHIFT_YEARS; i++)
    for (gint64 days = 365 * i + i / 4; days <= 365 * i + (i + 3) / 4; days++)
      g_array_append_vals (constants, (gint64[]){ days * ZB_DAY_SECONDS, -days * ZB_DAY_SECONDS },
                           2);

  return constants;
}

/* The best constant for some clusters, if it explains nearly all of them. */
static void
propose_shift (
    Find *self, GArray *shots, const Cluster *clusters, guint n_clusters, guint n_meetings)
{
  g_autoptr (GArray) constants = list_constants ();
  ZbClockProposal *proposal;
  Trial            best = { 0 };
  guint            n = 0;
  guint            sum = 0; /* of clusters, over all constants */

  for (guint i = 0; i < n_clusters; i++)
    n += clusters[i].n;
  if (n < SHIFT_PHOTOS || n_clusters < n_meetings)
    return;

  for (guint i = 0; i < constants->len; i++)
    {
      Trial trial =
          try_constant (self, shots, clusters, n_clusters, g_array_index (constants, gint64, i));

      sum += trial.n_clusters;
      if (best.seconds == 0 || is_better (&trial, &best))
        best = trial;
    }
  if (best.n_core < SHIFT_PHOTOS || best.n_core * 2 < n || best.n_photos < n * SHIFT_SHARE ||
      best.n_clusters < n_clusters * SHIFT_SHARE ||
      best.n_meetings < n_meetings + (get_oddity (best.seconds) == WRONG_DAY ? 1 : 0))
    return;

  if (n_meetings > 1 && get_chance (&best, (double) sum / constants->len / n_clusters) > SHIFT_CHANCE)
    return;

  proposal = new_proposal (self, ZB_CLOCK_SHIFT, shot_at (shots, 0)->index);
  for (guint i = 0; i < n_clusters; i++)
    for (guint k = 0; k < clusters[i].n; k++)
      add_to_proposal (self, proposal, shot_at (shots, clusters[i].first + k));
  finish_shift (self, proposal, best.seconds);
}

/* Fits nothing, or fits by chance between two that do not. */
static gboolean
is_wrong (const Cluster *clusters, guint n_clusters, guint i)
{
  return !clusters[i].fits ||
         (i > 0 && i + 1 < n_clusters && !clusters[i - 1].fits && !clusters[i + 1].fits);
}

/* A camera that fits nowhere is taken as a whole; one that fits elsewhere was wrong for a while. */
static void
find_shifts (Find *self, GArray *shots)
{
  g_autoptr (GArray) clusters = list_clusters (self, shots);
  const Cluster *all = (const Cluster *) clusters->data;
  guint          n_fit = 0;

  for (guint i = 0; i < clusters->len; i++)
    n_fit += all[i].fits;

  if (clusters->len - n_fit >= n_fit * FITS_SHARE)
    {
      propose_shift (self, shots, all, clusters->len, 1);
      return;
    }

  for (guint i = 0, next; i < clusters->len; i = MAX (next, i + 1))
    {
      next = i;
      while (next < clusters->len && is_wrong (all, clusters->len, next))
        next++;
      propose_shift (self, shots, &all[i], next - i, SHIFT_MEETINGS);
    }
}

/* Removes those that have no time, or were dealt with. */
static void
keep_timed (GArray *shots)
{
  guint n = 0;

  for (guint i = 0; i < shots->len; i++)
    if (shot_at (shots, i)->timed && !shot_at (shots, i)->reset)
      *shot_at (shots, n++) = *shot_at (shots, i);
  g_array_set_size (shots, n);
}

static void
find_in_camera (Find *self, GArray *shots)
{
  g_array_sort (shots, compare_counters);
  unwrap (shots);
  mark_backwards (self, shots);
  propose_resets (self, shots);

  keep_timed (shots);
  if (shots->len == 0 || settle_by_gps (self, shots))
    return;

  g_array_sort (shots, compare_times);
  find_shifts (self, shots);
}

static Shot
make_shot (const ZbClockPhoto *photo, guint index)
{
  const guint wrong = ZB_DOUBT_RESET | ZB_DOUBT_OLD | ZB_DOUBT_BEFORE_BRANCH;
  ZbNameTime  name;
  Shot        shot = {
           .index = index,
           .number = -1,
           .time = photo->photo.taken.seconds,
  };

  shot.timed = photo->photo.taken.precision > ZB_PRECISION_DAY && !photo->photo.screenshot &&
               photo->photo.source != ZB_SOURCE_GPS && photo->photo.source != ZB_SOURCE_MANUAL &&
               photo->photo.source != ZB_SOURCE_EXIF_MODIFIED &&
               !(photo->photo.doubts & (ZB_DOUBT_NOT_AFTER | ZB_DOUBT_SHIFTED | ZB_DOUBT_UTC));
  shot.reset = shot.timed && (photo->photo.doubts & wrong) && photo->photo.meeting == 0;

  if (photo->name != NULL)
    {
      zb_name_read (&name, photo->name);
      if (name.kind == ZB_NAME_NOTHING)
        shot.number = zb_name_number (photo->name);
      if (shot.number >= COUNTER)
        shot.number = -1;
    }

  return shot;
}

GPtrArray *
zb_clock_find (const ZbClockPhoto   *photos,
               guint                 n_photos,
               const ZbMatchMeeting *meetings,
               guint                 n_meetings)
{
  g_autoptr (ZbMatchIndex) index = zb_match_index_new (meetings, n_meetings);
  g_autoptr (GHashTable) by_camera =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) cameras = g_ptr_array_new ();
  Find self = {
    .photos = photos,
    .meetings = meetings,
    .index = index,
    .proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_clock_proposal_free),
  };

  for (guint i = 0; i < n_photos; i++)
    {
      GArray *shots;
      Shot    shot;

      if (photos[i].photo.camera == NULL)
        continue;

      shots = g_hash_table_lookup (by_camera, photos[i].photo.camera);
      if (shots == NULL)
        {
          shots = g_array_new (FALSE, FALSE, sizeof (Shot));
          g_hash_table_insert (by_camera, (gpointer) photos[i].photo.camera, shots);
          g_ptr_array_add (cameras, shots);
        }
      shot = make_shot (&photos[i], i);
      g_array_append_val (shots, shot);
    }

  for (guint i = 0; i < cameras->len; i++)
    find_in_camera (&self, cameras->pdata[i]);

  return self.proposals;
}
