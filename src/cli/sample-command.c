/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "service/album.h"
#include "service/meetings.h"
#include "service/sample.h"

#include <glib/gi18n.h>

static ZbAlbumIndex *
load_index (ZbRun   *run,
            GError **error)
{
  const ZbAlbumFilter filter = { .kind = ZB_ALBUM_ALL };
  g_autoptr (ZbAlbum) album = zb_album_new (run->library);
  g_autoptr (GAsyncResult) result = NULL;

  zb_album_load_async (album, &filter, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  return zb_album_load_finish (album, result, error);
}

static gboolean
count_meetings (ZbRun   *run,
                guint   *n,
                GError **error)
{
  g_autoptr (ZbMeetings) meetings = zb_meetings_new (run->library);
  g_autoptr (GAsyncResult) result = NULL;

  zb_meetings_load_async (meetings, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_meetings_load_finish (meetings, result, error))
    return FALSE;

  *n = g_list_model_get_n_items (zb_meetings_get_model (meetings));
  return TRUE;
}

static void
print_sample (ZbRun              *run,
              const ZbAlbumIndex *index,
              guint               n_meetings)
{
  g_autofree char *folder = g_filename_display_name (zb_library_get_folder (run->library));
  guint            photos = zb_album_index_get_count (index, ZB_ALBUM_ALL);
  guint            linked = photos - zb_album_index_get_count (index, ZB_ALBUM_UNLINKED);
  guint            undated = zb_album_index_get_count (index, ZB_ALBUM_UNDATED);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!run->options->json)
    {
      g_print (_ ("示例资料库：%s\n活动 %u 次，照片 %u 张；已归入活动 %u 张，日期待定 %u 张。\n"), folder, n_meetings,
               photos, linked, undated);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  zb_out_text (builder, "library", folder);
  zb_out_int (builder, "meetings", n_meetings);
  zb_out_int (builder, "photos", photos);
  zb_out_int (builder, "linked", linked);
  zb_out_int (builder, "undated", undated);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

ZbExit
zb_sample (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbAlbumIndex) index = NULL;
  guint n_meetings = 0;

  zb_sample_async (run->n_args > 0 ? run->args[0] : NULL, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  run->library = zb_sample_finish (result, &error);
  if (run->library == NULL || (index = load_index (run, &error)) == NULL ||
      !count_meetings (run, &n_meetings, &error))
    return zb_say_error (run, error);

  print_sample (run, index, n_meetings);
  return ZB_EXIT_DONE;
}
