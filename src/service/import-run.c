/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

/* The director of a run. */

static void
forget_outcomes (ZbImportJob *job)
{
  for (guint i = 0; job->shots != NULL && i < job->shots->len; i++)
    {
      ZbImportShot *shot = job->shots->pdata[i];

      for (guint k = 0; k < shot->shot->n_files; k++)
        {
          g_free (shot->files[k].reason);
          shot->files[k] = (ZbFileState){ 0 };
        }
    }
}

/* Where everything would go, by the match alone. */
static void
foretell (ZbImportJob *job)
{
  g_autoptr (GPtrArray) proposals = zb_import_match (job, job->looked);

  for (guint i = 0; i < proposals->len; i++)
    {
      const ZbProposal *proposal = proposals->pdata[i];

      for (guint k = 0; proposal->certain && k < proposal->photos->len; k++)
        {
          const ZbLooked *looked =
              job->looked->pdata[g_array_index (proposal->photos, guint, k)];
          ZbImportShot *shot = job->shots->pdata[looked->shot];

          shot->files[looked->file].meeting = proposal->meeting;
        }
    }
}

static void
count_foretold (ZbImportJob     *job,
                ZbImportSummary *summary)
{
  g_autoptr (GHashTable) meetings = g_hash_table_new (g_int64_hash, g_int64_equal);

  summary->photos = job->looked->len;
  for (guint i = 0; i < job->looked->len; i++)
    {
      const ZbLooked    *looked = job->looked->pdata[i];
      const ZbCandidate *best = zb_taken_get_best (looked->taken);
      ZbImportShot      *shot = job->shots->pdata[looked->shot];
      gint64            *meeting = &shot->files[looked->file].meeting;

      if (best == NULL || best->confidence == ZB_CONFIDENCE_NONE)
        summary->undated++;
      if (*meeting != 0)
        {
          summary->linked++;
          g_hash_table_add (meetings, meeting);
        }
    }
  summary->meetings = g_hash_table_size (meetings);
}

static ZbImportSummary *
direct_dry_run (ZbImportJob *job,
                gint64       began,
                GError     **error)
{
  ZbImportSummary *summary = NULL;

  if (!zb_import_direct_look (job, error) || !zb_import_has_room (job, error))
    return NULL;
  foretell (job);
  summary = zb_import_summarize (job, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  count_foretold (job, summary);

  return summary;
}

/* Stopped before anything could be written: an error rather than a summary of nothing. */
static gboolean
could_not_begin (ZbImportJob *job,
                 GError     **error)
{
  if (job->stopped == NULL || job->batch != 0 ||
      g_error_matches (job->stopped, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_GONE) ||
      g_error_matches (job->stopped, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_SOURCE))
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&job->stopped));

  return TRUE;
}

ZbImportSummary *
zb_import_direct_run (ZbImportJob *job,
                      GError     **error)
{
  gint64  began = g_get_monotonic_time ();
  GError *failed = NULL;

  forget_outcomes (job);
  if (job->dry_run)
    return direct_dry_run (job, began, error);

  if (!zb_import_plan (job, error) || !zb_import_has_room (job, error) ||
      !zb_import_start_pool (job, error))
    return NULL;
  zb_shelf_sweep (job->folder);
  zb_import_run_lanes (job, zb_import_take_shot);
  g_clear_pointer (&job->pool, zb_picture_pool_free);
  zb_import_record (job, TRUE);
  if (could_not_begin (job, error))
    return NULL;
  if (!zb_import_close_batch (job, &failed))
    zb_import_stop (job, failed);

  return zb_import_summarize (job, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
}
