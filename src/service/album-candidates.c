/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "photo/match.h"
#include "store/meeting-store.h"
#include "store/photo-store.h"

/* Which meetings a photo may show: how far each lies from any of its readings. */

#define MOST 8
#define NEAR (4 * ZB_DAY_SECONDS)
#define FAR G_MAXINT64

typedef struct
{
  ZbMeeting *meeting;
  gint64     distance;
} Candidate;

/* When a file was written says nothing. A day may be any moment of it; a chat's moment is an upper bound: a meeting within the days before it is as near as can be. */
static gint64
measure_reading (const ZbCandidate *reading,
                 gint64             from,
                 gint64             to)
{
  gint64 first = reading->wall.seconds, last = first, before, after;

  if (!zb_wall_is_set (&reading->wall) || (reading->doubts & ZB_DOUBT_REFUSED) != 0 || reading->source == ZB_SOURCE_FILE_TIME)
    return FAR;
  if (reading->wall.precision == ZB_PRECISION_DAY)
    last += ZB_DAY_SECONDS - 1;
  if ((reading->doubts & ZB_DOUBT_NOT_AFTER) != 0)
    first -= ZB_MATCH_CHAT_DAYS * ZB_DAY_SECONDS;

  before = from - last;
  after = first - to;
  return MAX (0, MAX (before, after));
}

static gint64
measure (ZbTaken   *taken,
         ZbMeeting *meeting)
{
  ZbMatchMeeting window = { .start = *zb_meeting_get_start (meeting), .end = *zb_meeting_get_end (meeting) };
  gint64         from, to, nearest = FAR;

  zb_match_window (&window, &from, &to);
  for (guint i = 0; i < zb_taken_get_n (taken); i++)
    {
      gint64 distance = measure_reading (zb_taken_get (taken, i), from, to);

      nearest = MIN (nearest, distance);
    }

  return nearest;
}

static gint
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *one = a, *two = b;

  if (one->distance != two->distance)
    return one->distance < two->distance ? -1 : 1;

  return zb_wall_compare (zb_meeting_get_start (one->meeting), zb_meeting_get_start (two->meeting));
}

static gpointer
run_candidates (ZbDb         *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr (ZbPhoto) photo = zb_photo_store_get (db, *(gint64 *) data, error);
  g_autoptr (GPtrArray) meetings = photo != NULL ? zb_meeting_store_list (db, error) : NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Candidate));
  ZbTaken   *taken = photo != NULL ? zb_photo_get_taken (photo) : NULL;
  GPtrArray *answer;

  if (meetings == NULL)
    return NULL;

  for (guint i = 0; taken != NULL && i < meetings->len; i++)
    {
      Candidate candidate = { meetings->pdata[i], measure (taken, meetings->pdata[i]) };

      if (candidate.distance <= NEAR && zb_meeting_get_state (candidate.meeting) != ZB_STATE_CANCELLED)
        g_array_append_val (found, candidate);
    }
  g_array_sort (found, compare_candidates);

  answer = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < MIN (found->len, MOST); i++)
    g_ptr_array_add (answer, g_object_ref (g_array_index (found, Candidate, i).meeting));
  return answer;
}

void
zb_album_candidates_async (ZbAlbum            *self,
                           gint64              photo,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, g_memdup2 (&photo, sizeof photo), g_free);
  zb_library_read (zb_album_get_library (self), task, run_candidates, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
zb_album_candidates_finish (ZbAlbum      *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
