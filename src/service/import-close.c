/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

#include "base/fault.h"
#include "service/links.h"
#include "store/album-store.h"
#include "store/batch-store.h"
#include "store/change-store.h"
#include "store/import-store.h"
#include "store/meeting-store.h"

/* The end of a run: what a person chose in the review, links for the rest, the summary. */

/* Photos that came of a card's shots. */
static GArray *
list_photos (ZbImportJob  *job,
             const ZbCard *card)
{
  GArray *photos = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < card->shots->len; i++)
    {
      const ZbImportShot *shot = job->shots->pdata[g_array_index (card->shots, guint, i)];
      gint64              before = 0;

      for (guint k = 0; k < shot->shot->n_files; k++)
        {
          const ZbFileState *state = &shot->files[k];

          if ((state->outcome == ZB_OUTCOME_IMPORTED || state->outcome == ZB_OUTCOME_DAMAGED) &&
              state->photo != 0 && state->photo != before)
            {
              before = state->photo;
              g_array_append_val (photos, before);
            }
        }
    }

  return photos;
}

static gboolean
shift_photos (ZbImportJob  *job,
              ZbDb         *db,
              const ZbCard *card,
              GArray       *photos,
              GError      **error)
{
  g_autofree char *now = zb_library_dup_now (job->library);
  gint64           seconds = card->card.chosen_seconds;

  if (photos->len == 0 || seconds == 0)
    return TRUE;
  for (guint i = 0; i < photos->len; i++)
    {
      gboolean shifted = FALSE;

      if (!zb_album_store_shift (
              db, g_array_index (photos, gint64, i), seconds, &shifted, error))
        return FALSE;
    }

  return zb_batch_store_add_correction (db,
                                        card->card.camera != NULL ? card->card.camera : "",
                                        job->batch,
                                        seconds,
                                        card->card.reason,
                                        now,
                                        error);
}

static gboolean
link_photos (ZbDb    *db,
             GArray  *photos,
             gint64   meeting,
             ZbLinked linked,
             GError **error)
{
  return photos->len == 0 || zb_photo_store_link (db,
                                                  &g_array_index (photos, gint64, 0),
                                                  photos->len,
                                                  meeting,
                                                  linked,
                                                  error);
}

static gboolean
link_new (ZbDb         *db,
          const ZbCard *card,
          GArray       *photos,
          GError      **error)
{
  gint64 meeting;

  if (photos->len == 0)
    return TRUE;
  meeting = zb_meeting_store_insert_as (db, card->card.draft, ZB_STATE_HELD, FALSE, error);

  return meeting != 0 && link_photos (db, photos, meeting, ZB_LINKED_PERSON, error);
}

/* Only what a person chose; the rest is the match's, which would choose the same again. */
static gboolean
apply_card (ZbImportJob  *job,
            ZbDb         *db,
            const ZbCard *card,
            GError      **error)
{
  g_autoptr (GArray) photos = list_photos (job, card);

  switch (card->card.choice)
    {
    case ZB_CHOICE_LINK:
      return !card->touched ||
             link_photos (db, photos, card->card.chosen_meeting, ZB_LINKED_PERSON, error);
    case ZB_CHOICE_NEW:
      return link_new (db, card, photos, error);
    case ZB_CHOICE_UNLINKED:
      return !card->touched || link_photos (db, photos, 0, ZB_LINKED_APART, error);
    case ZB_CHOICE_SHIFT:
      return shift_photos (job, db, card, photos, error);
    case ZB_CHOICE_LEAVE:
    default:
      return TRUE;
    }
}

static gboolean
link_all (ZbImportJob *job,
          ZbDb        *db,
          GError     **error)
{
  for (guint i = 0; i < job->shots->len; i++)
    {
      const ZbImportShot *shot = job->shots->pdata[i];

      for (guint k = 0; k < shot->shot->n_files; k++)
        {
          const ZbFileState *state = &shot->files[k];

          if ((state->outcome == ZB_OUTCOME_IMPORTED || state->outcome == ZB_OUTCOME_DAMAGED) &&
              state->photo != 0 &&
              !zb_photo_store_link (db, &state->photo, 1, job->meeting, ZB_LINKED_PERSON, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
close_batch (ZbDb    *db,
             gpointer data,
             GError **error)
{
  ZbImportJob *job = data;
  GError      *failed = NULL;
  gint64       from, to;
  guint        n_linked = 0;

  for (guint i = 0; job->cards != NULL && i < job->cards->len; i++)
    if (!apply_card (job, db, job->cards->pdata[i], error))
      return FALSE;
  if (job->meeting != 0 && !link_all (job, db, error))
    return FALSE;

  if (zb_batch_store_get_span (db, job->batch, &from, &to, &failed))
    zb_links_remake (db, from, to, job->batch, &n_linked, &failed);
  zb_fault_point ("close");
  if (failed != NULL)
    g_propagate_error (error, failed);

  return failed == NULL;
}

typedef struct
{
  gint64      change;
  GHashTable *meetings;
} Closed;

static gboolean
end_batch (ZbImportJob *job,
           gpointer     data,
           GError     **error)
{
  g_autofree char *label =
      g_strdup_printf ("导入照片：%d 张", g_atomic_int_get (&job->n_photos));

  return zb_library_end_batch (job->library, job->batch, label, close_batch, job, error);
}

/* Does nothing for an import that brought nothing. */
gboolean
zb_import_close_batch (ZbImportJob *job,
                       GError     **error)
{
  gboolean good;

  if (job->batch == 0)
    return TRUE;
  good = zb_import_on_store (job, end_batch, NULL, error);
  zb_fault_point ("closed");
  zb_library_notify_changed (job->library, ZB_TABLE_PHOTO | ZB_TABLE_MEETING);

  return good;
}

static gboolean
read_closed (ZbImportJob *job,
             gpointer     data,
             GError     **error)
{
  Closed *closed = data;
  ZbDb   *db = zb_library_get_db (job->library);
  g_autoptr (ZbChange) change = zb_change_store_get_batch (db, job->batch, NULL);

  closed->change = change != NULL ? change->id : 0;
  closed->meetings = zb_import_store_meetings (db, job->batch, error);

  return closed->meetings != NULL;
}

/* A file whose twin did not get in did not get in either. */
static void
resolve_twin (ZbFileState *state)
{
  const ZbFileState *twin = state->twin;

  if (twin == NULL)
    return;
  state->photo = twin->photo;
  if (twin->settled && twin->outcome != ZB_OUTCOME_IMPORTED && twin->outcome != ZB_OUTCOME_DAMAGED)
    zb_file_state_settle (state, twin->outcome, twin->reason);
  else if (!twin->settled)
    zb_file_state_settle (state, ZB_OUTCOME_SKIPPED, NULL);
}

static ZbImportFile *
take_file (ZbSourceFile *source,
           ZbFileState  *state,
           GHashTable   *meetings)
{
  ZbImportFile *file = g_new0 (ZbImportFile, 1);
  const gint64 *meeting = meetings != NULL ? g_hash_table_lookup (meetings, &state->photo) : NULL;

  file->path = g_filename_display_name (source->path);
  file->outcome = state->outcome;
  file->photo = state->photo;
  file->meeting = meeting != NULL ? *meeting : state->meeting;
  file->reason = g_steal_pointer (&state->reason);

  return file;
}

static void
count_meetings (ZbImportSummary *summary,
                GHashTable      *meetings)
{
  g_autoptr (GHashTable) different = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer       meeting = NULL;

  g_hash_table_iter_init (&iter, meetings);
  while (g_hash_table_iter_next (&iter, NULL, &meeting))
    g_hash_table_add (different, meeting);
  summary->linked = g_hash_table_size (meetings);
  summary->meetings = g_hash_table_size (different);
}

static void
add_files (ZbImportJob     *job,
           ZbImportSummary *summary,
           GHashTable      *meetings)
{
  for (guint i = 0; i < job->shots->len; i++)
    {
      ZbImportShot *shot = job->shots->pdata[i];

      for (guint k = 0; k < shot->shot->n_files; k++)
        {
          ZbFileState *state = &shot->files[k];

          resolve_twin (state);
          if (!state->settled)
            zb_file_state_settle (state, ZB_OUTCOME_SKIPPED, "取消之前没有轮到");
          summary->seen++;
          summary->n[state->outcome]++;
          if (state->outcome == ZB_OUTCOME_IMPORTED || state->outcome == ZB_OUTCOME_DAMAGED)
            summary->bytes += MAX (shot->shot->files[k].size, 0);
          g_ptr_array_add (summary->files,
                           take_file (&shot->shot->files[k], state, meetings));
        }
    }
}

static void
free_file (ZbImportFile *file)
{
  g_free (file->path);
  g_free (file->reason);
  g_free (file);
}

void
zb_import_summary_free (ZbImportSummary *summary)
{
  g_ptr_array_unref (summary->files);
  g_clear_error (&summary->stopped);
  g_free (summary);
}

gboolean
zb_import_summary_is_whole (const ZbImportSummary *summary)
{
  return summary->stopped == NULL && !summary->cancelled && summary->n[ZB_OUTCOME_UNREADABLE] == 0;
}

ZbImportSummary *
zb_import_summarize (ZbImportJob *job,
                     double       seconds)
{
  ZbImportSummary *summary = g_new0 (ZbImportSummary, 1);
  g_autoptr (GHashTable) meetings = NULL;
  Closed closed = { 0, NULL };

  if (job->batch != 0)
    zb_import_on_store (job, read_closed, &closed, NULL);
  meetings = closed.meetings;
  summary->files = g_ptr_array_new_with_free_func ((GDestroyNotify) free_file);
  summary->seconds = seconds;
  summary->batch = job->batch;
  summary->change = closed.change;
  summary->photos = (guint) g_atomic_int_get (&job->n_photos);
  summary->undated = (guint) g_atomic_int_get (&job->n_undated);
  summary->cancelled = g_cancellable_is_cancelled (job->cancellable);
  summary->stopped = g_steal_pointer (&job->stopped);
  if (meetings != NULL)
    count_meetings (summary, meetings);
  add_files (job, summary, meetings);

  return summary;
}
