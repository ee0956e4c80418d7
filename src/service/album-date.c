/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "photo/match.h"
#include "service/links-private.h"
#include "store/meeting-store.h"
#include "store/photo-store.h"

/* What a person says of when photos were taken. What was read stays beside it. */

static gboolean
date_all (ZbDb         *db,
          const GArray *photos,
          const ZbWall *wall,
          const char   *reason,
          GError      **error)
{
  for (guint i = 0; i < photos->len; i++)
    if (!zb_photo_store_date (db, g_array_index (photos, gint64, i), wall, reason, error))
      return FALSE;

  return TRUE;
}

/* Those that had another date were linked, or not, around that one. */
static gboolean
relink (ZbDb         *db,
        gint64        from,
        gint64        to,
        const ZbWall *wall,
        GError      **error)
{
  guint linked;

  return zb_links_remake (db, MIN (from, wall->seconds), MAX (to, wall->seconds), 0, &linked, error);
}

static gpointer
run_date (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbAlbumEdit     *edit = data;
  g_autofree char *when = zb_wall_to_text (&edit->wall);
  gint64           from, to;

  if (when == NULL || edit->text == NULL || *edit->text == '\0')
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "a date needs a reason");
      return NULL;
    }
  if (!zb_photo_store_check (db, zb_album_edit_ids (edit), edit->photos->len, error) ||
      !zb_album_store_get_span (db, zb_album_edit_ids (edit), edit->photos->len, &from, &to, error) ||
      !date_all (db, edit->photos, &edit->wall, edit->text, error) ||
      !relink (db, from, to, &edit->wall, error))
    return NULL;

  g_strdelimit (when, "T", ' ');
  zb_library_take_label (edit->library, g_strdup_printf ("确定拍摄时间 %s（%u 张，%s）", when, edit->photos->len, edit->text));
  return zb_album_edit_answer (edit->photos->len);
}

void
zb_album_date_async (ZbAlbum            *self,
                     GArray             *photos,
                     const ZbWall       *wall,
                     const char         *reason,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbAlbumEdit *edit = zb_album_edit_new (self, photos);

  edit->wall = *wall;
  edit->text = g_strstrip (g_strdup (reason));
  zb_album_edit_start (self, task, "确定拍摄时间", run_date, edit);
}

/* --- a meeting that they show --- */

static gboolean
is_doubtful (const ZbPhotoFields *photo)
{
  return !zb_wall_is_set (&photo->taken) || photo->confidence <= ZB_CONFIDENCE_LOW;
}

/* What it reads, where that can be so: a bound of a chat program is no reading. */
static ZbWall
settle_wall (const ZbPhotoFields *photo,
             ZbMeeting           *meeting)
{
  ZbMatchMeeting window = { .start = *zb_meeting_get_start (meeting), .end = *zb_meeting_get_end (meeting) };
  ZbWall         day = ZB_WALL_NONE;
  gint64         from, to;
  int            year, month, number;

  zb_match_window (&window, &from, &to);
  if (zb_wall_is_set (&photo->taken) && (photo->doubts & ZB_DOUBT_NOT_AFTER) == 0 && photo->taken.seconds >= from &&
      photo->taken.seconds <= to)
    return photo->taken;

  zb_wall_split (&window.start, &year, &month, &number, NULL, NULL, NULL);
  zb_wall_set_day (&day, year, month, number);
  return day;
}

static gboolean
settle_date (ZbDb      *db,
             gint64     id,
             ZbMeeting *meeting,
             GError   **error)
{
  g_autoptr (ZbPhoto) photo = zb_photo_store_get (db, id, error);
  g_autofree char *reason = g_strdup_printf ("经人辨认，拍的是“%s”", zb_meeting_get_theme (meeting));
  ZbWall           wall;

  if (photo == NULL || !is_doubtful (zb_photo_get (photo)))
    return photo != NULL;

  wall = settle_wall (zb_photo_get (photo), meeting);
  return zb_photo_store_date (db, id, &wall, reason, error);
}

static gpointer
run_settle (ZbDb         *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  ZbAlbumEdit *edit = data;
  g_autoptr (ZbMeeting) meeting = zb_meeting_store_get (db, edit->meeting, error);

  if (meeting == NULL ||
      !zb_photo_store_check (db, zb_album_edit_ids (edit), edit->photos->len, error) ||
      !zb_photo_store_link (db, zb_album_edit_ids (edit), edit->photos->len, edit->meeting, ZB_LINKED_PERSON, error))
    return NULL;

  for (guint i = 0; i < edit->photos->len; i++)
    if (!settle_date (db, zb_album_edit_ids (edit)[i], meeting, error))
      return NULL;

  zb_library_take_label (edit->library,
                         g_strdup_printf ("确认属于：%s（%u 张）", zb_meeting_get_theme (meeting), edit->photos->len));
  return zb_album_edit_answer (edit->photos->len);
}

void
zb_album_settle_async (ZbAlbum            *self,
                       GArray             *photos,
                       gint64              meeting,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbAlbumEdit *edit = zb_album_edit_new (self, photos);

  edit->meeting = meeting;
  zb_album_edit_start (self, task, "确认属于活动", run_settle, edit);
}
