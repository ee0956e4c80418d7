/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "photo/clock.h"
#include "service/links-private.h"
#include "store/batch-store.h"
#include "store/meeting-store.h"
#include "store/photo-store.h"

/* Cameras whose clock looks wrong, and correcting one. The original's bytes are never touched: the
 * date moves in the library, with the reason beside it, and is marked.
 */

void
zb_clock_finding_free (ZbClockFinding *finding)
{
  g_free (finding->camera);
  g_free (finding->reason);
  g_clear_pointer (&finding->photos, g_array_unref);
  g_free (finding);
}

static ZbClockFinding *
make_finding (const ZbClockProposal *proposal,
              const GArray          *photos,
              gint64                 batch)
{
  ZbClockFinding *finding = g_new0 (ZbClockFinding, 1);

  finding->camera = g_strdup (proposal->camera);
  finding->batch = batch;
  finding->seconds = proposal->seconds;
  finding->n_photos = proposal->photos->len;
  finding->n_linked = proposal->n_linked;
  finding->meeting = proposal->meeting;
  finding->from = proposal->from;
  finding->to = proposal->to;
  finding->reason = zb_clock_proposal_dup_reason (proposal);
  finding->photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < proposal->photos->len; i++)
    {
      guint index = g_array_index (proposal->photos, guint, i);

      g_array_append_val (finding->photos, g_array_index (photos, ZbClockPhoto, index).photo.id);
    }

  return finding;
}

static gpointer
run_clocks (ZbDb         *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  gint64 batch = *(gint64 *) data;
  g_autoptr (ZbPhotoBriefs) briefs = zb_album_store_list (db, FALSE, error);
  g_autoptr (GPtrArray) meetings = briefs != NULL && zb_album_store_add_names (db, briefs, error) ? zb_meeting_store_list (db, error) : NULL;
  g_autoptr (GArray) photos = NULL;
  g_autoptr (GArray) given = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  GPtrArray *findings;

  if (meetings == NULL)
    return NULL;

  photos = zb_links_list_clock_photos (briefs, batch);
  given = zb_links_list_meetings (meetings);
  proposals = zb_clock_find ((const ZbClockPhoto *) photos->data, photos->len,
                             (const ZbMatchMeeting *) given->data, given->len);

  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_clock_finding_free);
  for (guint i = 0; i < proposals->len; i++)
    g_ptr_array_add (findings, make_finding (proposals->pdata[i], photos, batch));
  return findings;
}

void
zb_album_clocks_async (ZbAlbum            *self,
                       gint64              batch,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, g_memdup2 (&batch, sizeof batch), g_free);
  zb_library_read (zb_album_get_library (self), task, run_clocks, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
zb_album_clocks_finish (ZbAlbum      *self,
                        GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  ZbLibrary *library; /* borrowed: the task's source object holds it */
  char      *camera;
  gint64     batch;
  GArray    *photos; /* of gint64, or NULL */
  gint64     seconds;
  char      *reason;
} Shift;

static void
shift_free (Shift *shift)
{
  g_free (shift->camera);
  g_clear_pointer (&shift->photos, g_array_unref);
  g_free (shift->reason);
  g_free (shift);
}

char *
zb_album_find_camera (ZbDb       *db,
                      const char *camera,
                      gint64      batch,
                      GError    **error)
{
  g_autoptr (GPtrArray) cameras = zb_album_store_find_cameras (db, camera, batch, error);
  g_autofree char *names = NULL;

  if (cameras == NULL)
    return NULL;

  if (cameras->len == 1)
    return g_strdup (cameras->pdata[0]);

  if (cameras->len == 0)
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no camera is called %s", camera);
      return NULL;
    }

  g_ptr_array_add (cameras, NULL);
  names = g_strjoinv ("; ", (char **) cameras->pdata);
  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "the name fits several cameras: %s", names);
  return NULL;
}

/* `moved` gets those whose date is the clock's. */
static gboolean
shift_photos (ZbDb         *db,
              const GArray *photos,
              gint64        seconds,
              GArray       *moved,
              GError      **error)
{
  for (guint i = 0; i < photos->len; i++)
    {
      gint64   id = g_array_index (photos, gint64, i);
      gboolean shifted;

      if (!zb_album_store_shift (db, id, seconds, &shifted, error))
        return FALSE;
      if (shifted)
        g_array_append_val (moved, id);
    }

  return TRUE;
}

/* Around where they were and where they are. */
static gboolean
relink (ZbDb         *db,
        const GArray *moved,
        gint64        seconds,
        guint        *linked,
        GError      **error)
{
  gint64 from, to;

  if (moved->len == 0)
    return TRUE;

  if (!zb_album_store_get_span (db, (const gint64 *) moved->data, moved->len, &from, &to, error))
    return FALSE;

  return zb_links_remake (db, MIN (from, from - seconds), MAX (to, to - seconds), 0, linked, error);
}

char *
zb_album_dup_shift (gint64 seconds)
{
  g_autofree char *offset = zb_clock_dup_offset (ABS (seconds));

  return g_strdup_printf ("修正相机时间 %s%s", seconds < 0 ? "−" : "+", offset);
}

gboolean
zb_album_apply_shift (ZbDb       *db,
                      const char *camera,
                      gint64      batch,
                      GArray     *photos,
                      gint64      seconds,
                      GArray    **moved,
                      guint      *linked,
                      GError    **error)
{
  g_autoptr (GArray) all = photos != NULL ? g_array_ref (photos) : zb_album_store_list_camera (db, camera, batch, error);
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (gint64));

  *linked = 0;
  if (all == NULL ||
      !zb_photo_store_check (db, (const gint64 *) all->data, all->len, error) ||
      !shift_photos (db, all, seconds, done, error) ||
      !relink (db, done, seconds, linked, error))
    return FALSE;

  *moved = g_steal_pointer (&done);
  return TRUE;
}

static gpointer
run_shift (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Shift           *shift = data;
  g_autofree char *camera = zb_album_find_camera (db, shift->camera, shift->batch, error);
  g_autofree char *now = zb_library_dup_now (shift->library);
  g_autofree char *what = zb_album_dup_shift (shift->seconds);
  g_autoptr (GArray) moved = NULL;
  ZbShiftResult result = { 0 };

  if (camera == NULL ||
      !zb_album_apply_shift (db, camera, shift->batch, shift->photos, shift->seconds, &moved, &result.linked, error))
    return NULL;

  result.changed = moved->len;
  if (result.changed > 0 &&
      !zb_batch_store_add_correction (db, camera, shift->batch, shift->seconds, shift->reason, now, error))
    return NULL;

  zb_library_take_label (shift->library,
                         g_strdup_printf ("%s：%s（%u 张，%s）", what, camera, result.changed, shift->reason));
  return g_memdup2 (&result, sizeof result);
}

void
zb_album_shift_async (ZbAlbum            *self,
                      const char         *camera,
                      gint64              batch,
                      GArray             *photos,
                      gint64              seconds,
                      const char         *reason,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Shift *shift = g_new0 (Shift, 1);

  shift->library = zb_album_get_library (self);
  shift->camera = g_strdup (camera);
  shift->batch = batch;
  shift->photos = photos != NULL ? g_array_copy (photos) : NULL;
  shift->seconds = seconds;
  shift->reason = g_strdup (reason);
  g_task_set_task_data (task, shift, (GDestroyNotify) shift_free);
  zb_library_change (zb_album_get_library (self), task, "修正相机时间", run_shift, g_free);
}

gboolean
zb_album_shift_finish (ZbAlbum       *self,
                       GAsyncResult  *result,
                       ZbShiftResult *shift,
                       GError       **error)
{
  g_autofree ZbShiftResult *done = g_task_propagate_pointer (G_TASK (result), error);

  if (done != NULL && shift != NULL)
    *shift = *done;
  return done != NULL;
}
