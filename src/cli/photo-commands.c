/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/typed.h"
#include "service/album.h"
#include "service/scan.h"
#include "service/words.h"

#include <glib/gi18n.h>

static void
found_cb (const ZbPhotoFields *fields,
          gpointer             data)
{
  const ZbRun *run = data;

  if (run->options->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      zb_out_photo (builder, fields, fields->file);
      json_builder_end_object (builder);
      zb_out_value (builder);
    }
  else
    {
      g_autofree char *taken = zb_show_wall (&fields->taken);

      g_print ("%s  %s  %s  %s", taken, zb_source_get_name (fields->source),
               zb_confidence_get_name (fields->confidence), fields->file);
      if (fields->problem != NULL)
        g_print ("  %s", zb_words_problem (fields->problem));
      g_print ("\n");
    }
}

ZbExit
zb_photo_scan (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint n_problems;

  zb_scan_async ((const char *const *) run->args, run->options->today, found_cb, run,
                 run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  n_problems = zb_scan_finish (result, &error);
  if (n_problems < 0)
    return zb_say_error (run, error);
  if (n_problems > 0)
    g_printerr (_ ("有 %d 个文件损坏或读不出来，其余的都已列出；请检查这些文件。\n"), n_problems);

  return n_problems > 0 ? ZB_EXIT_FOUND : ZB_EXIT_DONE;
}

static void
put_photo (const ZbRun         *run,
           const ZbPhotoFields *fields)
{
  if (run->options->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autofree char *path = g_build_filename (run->folder, fields->file, NULL);
      g_autofree char *shown = g_filename_display_name (path);

      json_builder_begin_object (builder);
      zb_out_photo (builder, fields, shown);
      zb_out_int (builder, "photo", fields->id);
      zb_out_text (builder, "file", fields->file);
      zb_out_id (builder, "meeting", fields->meeting);
      zb_out_text (builder, "linked", zb_linked_to_code (fields->linked));
      zb_out_text (builder, "caption", fields->caption);
      zb_out_text (builder, "original", fields->original);
      zb_out_int (builder, "bytes", fields->bytes);
      zb_out_text (builder, "sha256", fields->sha256);
      zb_out_id (builder, "batch", fields->batch);
      zb_out_bool (builder, "trashed", fields->trash != ZB_TRASH_NOT);
      json_builder_end_object (builder);
      zb_out_value (builder);
    }
  else
    {
      g_autofree char *taken = zb_show_wall (&fields->taken);
      g_autofree char *meeting = fields->meeting != 0 ? g_strdup_printf ("#%" G_GINT64_FORMAT, fields->meeting) : g_strdup (_ ("未归入"));

      g_print ("%6" G_GINT64_FORMAT "  %s  %s  %s  %s  %s\n", fields->id, taken, zb_confidence_get_name (fields->confidence),
               meeting, fields->original, fields->caption != NULL ? fields->caption : "");
    }
}

/* FALSE: it was said why. */
static gboolean
read_filter (ZbRun         *run,
             ZbAlbumFilter *filter)
{
  const ZbOptions *options = run->options;
  const char      *id = options->meeting != NULL ? options->meeting : options->batch;
  int              n = options->unlinked + options->undated + options->trash + (options->meeting != NULL) + (options->batch != NULL);

  if (n > 1)
    {
      zb_say_usage (run, _ ("一次只能按一种条件列出"));
      return FALSE;
    }
  if (id != NULL && !zb_read_id (id, &filter->id))
    {
      zb_say_usage (run, _ ("编号要是数字"));
      return FALSE;
    }

  filter->oldest_first = TRUE;
  if (options->unlinked)
    filter->kind = ZB_ALBUM_UNLINKED;
  else if (options->undated)
    filter->kind = ZB_ALBUM_UNDATED;
  else if (options->trash)
    filter->kind = ZB_ALBUM_TRASH;
  else if (id != NULL)
    filter->kind = options->meeting != NULL ? ZB_ALBUM_MEETING : ZB_ALBUM_BATCH;

  return TRUE;
}

ZbExit
zb_photo_list (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbAlbum) album = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  g_autoptr (GError) error = NULL;
  ZbAlbumFilter filter = { 0 };

  if (!read_filter (run, &filter))
    return ZB_EXIT_USAGE;
  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  album = zb_album_new (run->library);
  zb_album_list_async (album, &filter, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  photos = zb_album_list_finish (album, result, &error);
  if (photos == NULL)
    return zb_say_error (run, error);

  for (guint i = 0; i < photos->len; i++)
    put_photo (run, zb_photo_get (photos->pdata[i]));

  return ZB_EXIT_DONE;
}

static void
put_changed (const ZbRun *run,
             gint         changed,
             gint         linked)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!run->options->json)
    {
      g_print (_ ("改动了 %d 张照片。\n"), changed);
      if (linked > 0)
        g_print (_ ("其中 %d 张归入了活动。\n"), linked);
      return;
    }

  json_builder_begin_object (builder);
  zb_out_int (builder, "changed", changed);
  if (linked >= 0)
    zb_out_int (builder, "linked", linked);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

typedef void (*EditFunc) (ZbAlbum            *album,
                          GArray             *photos,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data);

static ZbExit
finish_edit (ZbRun   *run,
             ZbAlbum *album)
{
  g_autoptr (GAsyncResult) result = zb_run_wait (run);
  g_autoptr (GError) error = NULL;
  gint changed = zb_album_edit_finish (album, result, &error);

  if (changed < 0)
    return zb_say_error (run, error);

  put_changed (run, changed, -1);
  return ZB_EXIT_DONE;
}

static ZbExit
edit (ZbRun   *run,
      EditFunc func)
{
  g_autoptr (GArray) photos = zb_read_ids (run->args, run->n_args);
  g_autoptr (ZbAlbum) album = NULL;

  if (photos == NULL)
    return zb_say_usage (run, _ ("照片编号要是数字"));
  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  album = zb_album_new (run->library);
  func (album, photos, run->cancellable, zb_run_ready_cb, run);
  return finish_edit (run, album);
}

ZbExit
zb_photo_unlink (ZbRun *run)
{
  return edit (run, zb_album_unlink_async);
}

ZbExit
zb_photo_trash (ZbRun *run)
{
  return edit (run, zb_album_trash_async);
}

ZbExit
zb_photo_restore (ZbRun *run)
{
  return edit (run, zb_album_restore_async);
}

ZbExit
zb_photo_link (ZbRun *run)
{
  g_autoptr (GArray) photos = zb_read_ids (run->args, run->n_args - 1);
  g_autoptr (ZbAlbum) album = NULL;
  gint64 meeting;

  if (photos == NULL || !zb_read_id (run->args[run->n_args - 1], &meeting))
    return zb_say_usage (run, _ ("照片编号和活动编号都要是数字"));
  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  album = zb_album_new (run->library);
  zb_album_link_async (album, photos, meeting, run->cancellable, zb_run_ready_cb, run);
  return finish_edit (run, album);
}

ZbExit
zb_photo_caption (ZbRun *run)
{
  g_autoptr (GArray) photos = zb_read_ids (run->args, 1);
  g_autofree char *caption = g_locale_to_utf8 (run->args[1], -1, NULL, NULL, NULL);
  g_autoptr (ZbAlbum) album = NULL;

  if (photos == NULL)
    return zb_say_usage (run, _ ("照片编号要是数字"));
  if (caption == NULL)
    return zb_say_usage (run, _ ("说明里有不能识别的字符"));
  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  album = zb_album_new (run->library);
  zb_album_caption_async (album, photos, *caption != '\0' ? caption : NULL, run->cancellable, zb_run_ready_cb, run);
  return finish_edit (run, album);
}

ZbExit
zb_photo_shift (ZbRun *run)
{
  const ZbOptions *options = run->options;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbAlbum) album = NULL;
  g_autoptr (GError) error = NULL;
  ZbShiftResult shift;
  gint64        seconds, batch = 0;

  if (options->camera == NULL || *options->camera == '\0' || options->reason == NULL || *options->reason == '\0')
    return zb_say_usage (run, _ ("--camera 和 --reason 都要写"));
  if (!zb_words_parse_offset (run->args[0], &seconds))
    return zb_say_usage (run, _ ("偏移要写成 +8h、-3d 或 +00:12:30"));
  if (options->batch != NULL && !zb_read_id (options->batch, &batch))
    return zb_say_usage (run, _ ("编号要是数字"));
  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  album = zb_album_new (run->library);
  zb_album_shift_async (album, options->camera, batch, NULL, seconds, options->reason,
                        run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_album_shift_finish (album, result, &shift, &error))
    return zb_say_error (run, error);

  put_changed (run, shift.changed, shift.linked);
  return ZB_EXIT_DONE;
}
