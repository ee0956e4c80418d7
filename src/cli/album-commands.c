/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/typed.h"
#include "service/export.h"

#include <glib/gi18n.h>

/* The album on its way out: as a folder, a PDF or an archive by what the target is called, and some photos as copies. */

#define LEAST_SIZE 64
#define MOST_SIZE 20000

static void
progress_cb (ZbExport *export,
             gpointer data)
{
  const ZbExportProgress *progress = zb_export_get_progress (export);

  g_printerr ("\r\033[K");
  g_printerr (_ ("已写好 %u / %u 张"), progress->n_done, progress->n_total);
  if (progress->seconds_left >= 0)
    g_printerr (_ ("，还需约 %.0f 秒"), progress->seconds_left);
}

/* FALSE: it was said why. */
static gboolean
read_number (ZbRun      *run,
             const char *given,
             guint       least,
             guint       most,
             const char *name,
             guint      *number)
{
  g_autofree char *words = NULL;
  guint64          value;

  if (given == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (given, 10, least, most, &value, NULL))
    {
      *number = (guint) value;
      return TRUE;
    }

  words = g_strdup_printf (_ ("%s 要是 %u 到 %u 的数"), name, least, most);
  zb_say_usage (run, words);
  return FALSE;
}

static gboolean
read_day (ZbRun      *run,
          const char *given,
          ZbDay      *day)
{
  if (given == NULL || zb_day_parse (day, given))
    return TRUE;

  zb_say_usage (run, _ ("--from 和 --to 要写成 2019-06-10 这样的日期"));
  return FALSE;
}

/* Of both commands; FALSE: it was said why. */
static gboolean
read_spec (ZbRun        *run,
           ZbExportSpec *spec)
{
  const ZbOptions *options = run->options;
  guint            size = 0, bytes = 0;

  if (!read_number (run, options->size, LEAST_SIZE, MOST_SIZE, "--size", &size) ||
      !read_number (run, options->bytes, 10000, 100000000, "--bytes", &bytes) ||
      !read_number (run, options->per_page, 1, 6, "--per-page", &spec->per_page) ||
      !read_day (run, options->from, &spec->which.from) || !read_day (run, options->to, &spec->which.to))
    return FALSE;
  if (options->meeting != NULL && !zb_read_id (options->meeting, &spec->which.meeting))
    {
      zb_say_usage (run, _ ("编号要是数字"));
      return FALSE;
    }

  spec->target = run->args[0];
  spec->size = (int) size;
  spec->bytes = bytes;
  spec->which.picked = options->picked;
  spec->which.unlinked = options->with_unlinked;
  spec->replace = options->replace;
  spec->keep_place = options->keep_place;
  spec->keep_device = options->keep_device;
  spec->date_line = options->date_line;
  return TRUE;
}

static void
put_problems (JsonBuilder          *builder,
              const ZbExportResult *result)
{
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->problems->len; i++)
    {
      const ZbExportProblem *problem = result->problems->pdata[i];

      json_builder_begin_object (builder);
      zb_out_text (builder, "name", problem->name);
      zb_out_text (builder, "reason", problem->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_json (const ZbExportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  zb_out_int (builder, "photos", result->photos);
  zb_out_int (builder, "meetings", result->meetings);
  zb_out_int (builder, "written", result->written);
  zb_out_int (builder, "unchanged", result->unchanged);
  zb_out_int (builder, "removed", result->removed);
  zb_out_int (builder, "bytes", (gint64) result->bytes);
  zb_out_int (builder, "pages", result->pages);
  zb_out_text (builder, "font", result->font);
  put_problems (builder, result);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

static void
put_words (const ZbExportSpec   *spec,
           const ZbExportResult *result)
{
  g_autofree char *shown = g_filename_display_name (spec->target);

  for (guint i = 0; i < result->problems->len; i++)
    {
      const ZbExportProblem *problem = result->problems->pdata[i];

      g_print ("%s  %s\n", problem->name, problem->reason);
    }

  if (spec->kind == ZB_EXPORT_PDF)
    g_print (_ ("已写好 %s：%u 次活动的 %u 张照片，%u 页，正文字体 %s。\n"), shown, result->meetings, result->photos, result->pages, result->font != NULL ? result->font : "—");
  else if (spec->kind == ZB_EXPORT_PACK)
    g_print (_ ("已写好 %s：%u 次活动的 %u 张照片，写完读回核对过。\n"), shown, result->meetings, result->photos);
  else
    g_print (_ ("已写好 %s：%u 次活动的 %u 张照片，新写 %u 个文件，没有变化的 %u 个，删去 %u 个。\n"), shown, result->meetings,
             result->photos, result->written, result->unchanged, result->removed);
}

static ZbExit
say_fault (ZbExport *export,
           const GError *error)
{
  g_autofree char *words = zb_export_dup_fault (export, error);

  g_debug ("%s", error->message);
  g_printerr ("%s\n", words);
  if (zb_service_fault (error) == ZB_FAULT_EXISTS)
    g_printerr ("%s", _ ("要换掉它，请加上 --replace。\n"));
  return ZB_EXIT_FAILED;
}

static ZbExit
run_export (ZbRun              *run,
            const ZbExportSpec *spec)
{
  g_autoptr (ZbAlbum) album = zb_album_new (run->library);
  g_autoptr (ZbExport) export = zb_export_new (album, spec);
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (ZbExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (zb_run_has_terminal ())
    g_signal_connect (export, "progress", G_CALLBACK (progress_cb), NULL);
  zb_export_run_async (export, run->cancellable, zb_run_ready_cb, run);
  done = zb_run_wait (run);
  result = zb_export_run_finish (export, done, &error);
  if (zb_run_has_terminal ())
    g_printerr ("\r\033[K");
  if (result == NULL)
    return say_fault (export, error);

  if (run->options->json)
    put_json (result);
  else
    put_words (spec, result);
  return result->problems->len > 0 ? ZB_EXIT_FOUND : ZB_EXIT_DONE;
}

static ZbExportKind
kind_of (const char *target)
{
  g_autofree char *lower = g_ascii_strdown (target, -1);

  if (g_str_has_suffix (lower, ".pdf"))
    return ZB_EXPORT_PDF;

  return g_str_has_suffix (lower, ".tar") ? ZB_EXPORT_PACK : ZB_EXPORT_FOLDER;
}

/* What the kind has no use for is refused, not forgotten. */
static const char *
find_misuse (const ZbOptions *options,
             ZbExportKind     kind)
{
  if (kind == ZB_EXPORT_PACK && !options->originals)
    return _ ("归档包原样带出原始文件，连同拍摄地点和设备序列号；确定要带出去，请加上 --originals");
  if (kind != ZB_EXPORT_PACK && options->originals)
    return _ ("--originals 只用于 .tar 归档包");
  if (kind == ZB_EXPORT_PACK && options->size != NULL)
    return _ ("归档包里是原始文件，不能用 --size");
  if (options->with_unlinked && (options->meeting != NULL || options->from != NULL || options->to != NULL))
    return _ ("--with-unlinked 不能与 --meeting、--from、--to 一起用");
  if (kind != ZB_EXPORT_PDF && options->per_page != NULL)
    return _ ("--per-page 只用于 .pdf");

  return NULL;
}

ZbExit
zb_album_export (ZbRun *run)
{
  ZbExportSpec spec = { .kind = kind_of (run->args[0]) };
  const char  *misuse = find_misuse (run->options, spec.kind);

  if (misuse != NULL)
    return zb_say_usage (run, misuse);
  if (!read_spec (run, &spec))
    return ZB_EXIT_USAGE;
  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  return run_export (run, &spec);
}

ZbExit
zb_album_copies (ZbRun *run)
{
  g_autoptr (GArray) photos = zb_read_ids (run->args + 1, run->n_args - 1);
  ZbExportSpec spec = { .kind = ZB_EXPORT_COPIES };

  if (photos == NULL)
    return zb_say_usage (run, _ ("编号要是数字"));
  if (!read_spec (run, &spec))
    return ZB_EXIT_USAGE;
  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  spec.which.photos = photos;
  return run_export (run, &spec);
}
