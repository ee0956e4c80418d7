/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/out.h"
#include "cli/photo-run.h"
#include "cli/say.h"
#include "cli/typed.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* What a person says of photos: picked, cover, turned, when, what they show; and what is nearly the same. */

/* NULL: it was said why. */
static ZbAlbum *
open_album (ZbRun  *run,
            GArray *photos)
{
  if (photos == NULL)
    {
      zb_say_usage (run, _ ("照片编号要是数字"));
      return NULL;
    }

  return zb_run_open (run) ? zb_album_new (run->library) : NULL;
}

static ZbExit
get_status (const GArray *photos)
{
  return photos == NULL ? ZB_EXIT_USAGE : ZB_EXIT_FAILED;
}

static ZbExit
pick (ZbRun   *run,
      gboolean picked)
{
  g_autoptr (GArray) photos = zb_read_ids (run->args, run->n_args);
  g_autoptr (ZbAlbum) album = open_album (run, photos);

  if (album == NULL)
    return get_status (photos);

  zb_album_pick_async (album, photos, picked, run->cancellable, zb_run_ready_cb, run);
  return zb_photo_finish_edit (run, album);
}

ZbExit
zb_photo_pick (ZbRun *run)
{
  return pick (run, TRUE);
}

ZbExit
zb_photo_unpick (ZbRun *run)
{
  return pick (run, FALSE);
}

ZbExit
zb_photo_cover (ZbRun *run)
{
  g_autoptr (GArray) photos = zb_read_ids (run->args, 1);
  g_autoptr (ZbAlbum) album = open_album (run, photos);

  if (album == NULL)
    return get_status (photos);

  zb_album_cover_async (album, g_array_index (photos, gint64, 0), !run->options->none, run->cancellable, zb_run_ready_cb, run);
  return zb_photo_finish_edit (run, album);
}

ZbExit
zb_photo_turn (ZbRun *run)
{
  const char *typed = run->options->degrees != NULL ? run->options->degrees : "90";
  gint64      degrees;
  g_autoptr (GArray) photos = zb_read_ids (run->args, run->n_args);
  g_autoptr (ZbAlbum) album = NULL;

  if (!g_ascii_string_to_signed (typed, 10, -270, 270, &degrees, NULL) || degrees % 90 != 0)
    return zb_say_usage (run, _ ("--degrees 要是 90、180、270 或 -90"));
  if (!(album = open_album (run, photos)))
    return get_status (photos);

  zb_album_turn_async (album, photos, (int) degrees, run->cancellable, zb_run_ready_cb, run);
  return zb_photo_finish_edit (run, album);
}

ZbExit
zb_photo_date (ZbRun *run)
{
  const ZbOptions *options = run->options;
  g_autoptr (GArray) photos = zb_read_ids (run->args, run->n_args);
  g_autoptr (ZbAlbum) album = NULL;
  ZbWall wall;

  if (options->day == NULL || !zb_wall_parse (&wall, options->day))
    return zb_say_usage (run, _ ("--day 要写成 2019-06-10 或 \"2019-06-10 09:30\""));
  if (options->reason == NULL || *options->reason == '\0')
    return zb_say_usage (run, _ ("--reason 要写，说明这个时间是怎么知道的"));
  if (!(album = open_album (run, photos)))
    return get_status (photos);

  zb_album_date_async (album, photos, &wall, options->reason, run->cancellable, zb_run_ready_cb, run);
  return zb_photo_finish_edit (run, album);
}

ZbExit
zb_photo_settle (ZbRun *run)
{
  g_autoptr (GArray) photos = zb_read_ids (run->args, run->n_args - 1);
  g_autoptr (ZbAlbum) album = NULL;
  gint64 meeting;

  if (!zb_read_id (run->args[run->n_args - 1], &meeting))
    return zb_say_usage (run, _ ("照片编号和活动编号都要是数字"));
  if (!(album = open_album (run, photos)))
    return get_status (photos);

  zb_album_settle_async (album, photos, meeting, run->cancellable, zb_run_ready_cb, run);
  return zb_photo_finish_edit (run, album);
}

/* --- what is nearly the same --- */

static void
put_sets (const ZbRun *run,
          GPtrArray   *sets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < sets->len; i++)
    {
      const ZbSimilarSet *set = sets->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "photos");
      json_builder_begin_array (builder);
      for (guint j = 0; j < set->photos->len; j++)
        json_builder_add_int_value (builder, g_array_index (set->photos, gint64, j));
      json_builder_end_array (builder);
      zb_out_int (builder, "best", set->best);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (run->options->json)
    zb_out_value (builder);
}

static void
print_sets (GPtrArray *sets)
{
  for (guint i = 0; i < sets->len; i++)
    {
      const ZbSimilarSet *set = sets->pdata[i];

      for (guint j = 0; j < set->photos->len; j++)
        {
          gint64 photo = g_array_index (set->photos, gint64, j);

          g_print ("%s%" G_GINT64_FORMAT "%s", j > 0 ? "  " : "", photo, photo == set->best ? "*" : "");
        }
      g_print ("\n");
    }
  g_print (_ ("%u 组，* 是建议留下的。\n"), sets->len);
}

ZbExit
zb_photo_similar (ZbRun *run)
{
  g_autoptr (ZbAlbum) album = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (GError) error = NULL;
  gint64 meeting;

  if (!zb_read_id (run->args[0], &meeting))
    return zb_say_usage (run, _ ("编号要是数字"));
  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  album = zb_album_new (run->library);
  zb_album_similar_async (album, meeting, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!(sets = zb_album_similar_finish (album, result, &error)))
    return zb_say_error (run, error);

  put_sets (run, sets);
  if (!run->options->json)
    print_sets (sets);
  return ZB_EXIT_DONE;
}

/* --- what a shift would do --- */

static void
put_preview (const ZbRun          *run,
             const ZbShiftPreview *preview)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  zb_out_text (builder, "camera", preview->camera);
  zb_out_int (builder, "photos", preview->n_photos);
  json_builder_set_member_name (builder, "shares");
  json_builder_begin_array (builder);
  for (guint i = 0; i < preview->shares->len; i++)
    {
      const ZbShiftShare *share = preview->shares->pdata[i];

      json_builder_begin_object (builder);
      zb_out_id (builder, "meeting", share->meeting != NULL ? zb_meeting_get_id (share->meeting) : 0);
      zb_out_int (builder, "n", share->n);
      zb_out_int (builder, "new", share->n_new);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (run->options->json)
    zb_out_value (builder);
}

static void
print_preview (const ZbShiftPreview *preview)
{
  g_print (_ ("%s：%u 张照片\n"), preview->camera, preview->n_photos);
  for (guint i = 0; i < preview->shares->len; i++)
    {
      const ZbShiftShare *share = preview->shares->pdata[i];

      g_print ("  %s  %u\n", share->meeting != NULL ? zb_meeting_get_theme (share->meeting) : _ ("未归入"), share->n);
    }
}

ZbExit
zb_photo_preview_shift (ZbRun *run,
                        gint64 batch,
                        gint64 seconds)
{
  g_autoptr (ZbAlbum) album = zb_album_new (run->library);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbShiftPreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  zb_album_shift_preview_async (album, run->options->camera, batch, NULL, seconds, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!(preview = zb_album_shift_preview_finish (album, result, &error)))
    return zb_say_error (run, error);

  put_preview (run, preview);
  if (!run->options->json)
    print_preview (preview);
  return ZB_EXIT_DONE;
}
