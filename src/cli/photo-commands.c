/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/out.h"
#include "cli/photo-run.h"
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
      zb_out_bool (builder, "picked", fields->picked);
      zb_out_bool (builder, "cover", fields->cover);
      zb_out_int (builder, "turn", fields->turn);
      zb_out_bool (builder, "missing", !g_file_test (path, G_FILE_TEST_IS_REGULAR));
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

static guint
count_choices (const ZbOptions *options)
{
  return options->unlinked + options->undated + options->trash + options->clock + options->picked + options->missing +
         (options->meeting != NULL) + (options->batch != NULL) + (options->from != NULL || options->to != NULL);
}

/* Both days are in. FALSE: it was said why. */
static gboolean
read_span (ZbRun         *run,
           ZbAlbumFilter *filter)
{
  const ZbOptions *options = run->options;
  ZbWall           wall;

  filter->from = G_MININT64;
  filter->to = G_MAXINT64;
  if ((options->from != NULL && !zb_wall_parse (&wall, options->from)) || (options->to != NULL && !zb_wall_parse (&wall, options->to)))
    {
      zb_say_usage (run, _ ("--from 和 --to 要写成 2019-06-10 这样的日期"));
      return FALSE;
    }

  filter->kind = ZB_ALBUM_SPAN;
  if (options->from != NULL && zb_wall_parse (&wall, options->from))
    filter->from = zb_wall_day_start (&wall);
  if (options->to != NULL && zb_wall_parse (&wall, options->to))
    filter->to = zb_wall_day_start (&wall) + ZB_DAY_SECONDS;
  return TRUE;
}

static ZbAlbumFilterKind
get_kind (const ZbOptions *options)
{
  const struct
  {
    gboolean          wanted;
    ZbAlbumFilterKind kind;
  } kinds[] = {
    { options->unlinked, ZB_ALBUM_UNLINKED },
    { options->undated, ZB_ALBUM_UNDATED },
    { options->trash, ZB_ALBUM_TRASH },
    { options->clock, ZB_ALBUM_CLOCK },
    { options->picked, ZB_ALBUM_PICKED },
    { options->missing, ZB_ALBUM_MISSING },
    { options->meeting != NULL, ZB_ALBUM_MEETING },
    { options->batch != NULL, ZB_ALBUM_BATCH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].wanted)
      return kinds[i].kind;

  return ZB_ALBUM_ALL;
}

/* FALSE: it was said why. */
static gboolean
read_filter (ZbRun         *run,
             ZbAlbumFilter *filter)
{
  const ZbOptions *options = run->options;
  const char      *id = options->meeting != NULL ? options->meeting : options->batch;

  if (count_choices (options) > 1)
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
  filter->kind = get_kind (options);
  return (options->from == NULL && options->to == NULL) || read_span (run, filter);
}

/* Which files are not there is looked for first: nothing remembers it between two runs. */
static gboolean
look_for_files (ZbRun   *run,
                ZbAlbum *album,
                GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) failed = NULL;
  guint n;

  zb_album_look_for_files_async (album, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  zb_album_look_for_files_finish (album, result, &n, &failed);
  if (failed == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static ZbExit
list (ZbRun               *run,
      const ZbAlbumFilter *filter)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbAlbum) album = zb_album_new (run->library);
  g_autoptr (GPtrArray) photos = NULL;
  g_autoptr (GError) error = NULL;

  if (filter->kind == ZB_ALBUM_MISSING && !look_for_files (run, album, &error))
    return zb_say_error (run, error);

  zb_album_list_async (album, filter, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  photos = zb_album_list_finish (album, result, &error);
  if (photos == NULL)
    return zb_say_error (run, error);

  for (guint i = 0; i < photos->len; i++)
    put_photo (run, zb_photo_get (photos->pdata[i]));

  return ZB_EXIT_DONE;
}

ZbExit
zb_photo_list (ZbRun *run)
{
  ZbAlbumFilter filter = { 0 };

  if (!read_filter (run, &filter))
    return ZB_EXIT_USAGE;

  return zb_run_open (run) ? list (run, &filter) : ZB_EXIT_FAILED;
}

/* Each of the words must occur. */
ZbExit
zb_photo_search (ZbRun *run)
{
  g_autofree char *joined = g_strjoinv (" ", run->args);
  g_autofree char *words = g_locale_to_utf8 (joined, -1, NULL, NULL, NULL);
  ZbAlbumFilter    filter = { .oldest_first = TRUE, .search = words };

  if (words == NULL)
    return zb_say_usage (run, _ ("要找的字里有不能识别的字符"));

  return zb_run_open (run) ? list (run, &filter) : ZB_EXIT_FAILED;
}

void
zb_photo_put_changed (const ZbRun *run,
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

ZbExit
zb_photo_finish_edit (ZbRun   *run,
                      ZbAlbum *album)
{
  g_autoptr (GAsyncResult) result = zb_run_wait (run);
  g_autoptr (GError) error = NULL;
  gint changed = zb_album_edit_finish (album, result, &error);

  if (changed < 0)
    return zb_say_error (run, error);

  zb_photo_put_changed (run, changed, -1);
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
  return zb_photo_finish_edit (run, album);
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
  return zb_photo_finish_edit (run, album);
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
  return zb_photo_finish_edit (run, album);
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

  if (options->camera == NULL || *options->camera == '\0' || (!options->dry_run && (options->reason == NULL || *options->reason == '\0')))
    return zb_say_usage (run, _ ("--camera 和 --reason 都要写"));
  if (!zb_words_parse_offset (run->args[0], &seconds))
    return zb_say_usage (run, _ ("偏移要写成 +8h、-3d 或 +00:12:30"));
  if (options->batch != NULL && !zb_read_id (options->batch, &batch))
    return zb_say_usage (run, _ ("编号要是数字"));
  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  if (options->dry_run)
    return zb_photo_preview_shift (run, batch, seconds);

  album = zb_album_new (run->library);
  zb_album_shift_async (album, options->camera, batch, NULL, seconds, options->reason,
                        run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_album_shift_finish (album, result, &shift, &error))
    return zb_say_error (run, error);

  zb_photo_put_changed (run, shift.changed, shift.linked);
  return ZB_EXIT_DONE;
}
