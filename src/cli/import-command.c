/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static void
progress_cb (ZbImport *import,
             gpointer  data)
{
  const ZbImportProgress *progress = zb_import_get_progress (import);

  g_printerr ("\r\033[K");
  g_printerr (_ ("已处理 %u / %u，每秒 %.1f 个"), progress->n_done, progress->n_total, progress->rate);
  if (progress->seconds_left >= 0)
    g_printerr (_ ("，还需约 %.0f 秒"), progress->seconds_left);
}

/* Nobody is there to put the card back: what is in is kept, the next run goes on. */
static void
state_cb (ZbImport   *import,
          GParamSpec *pspec,
          gpointer    data)
{
  if (zb_import_get_state (import) != ZB_IMPORT_PAUSED)
    return;

  g_printerr ("%s", _ ("来源不见了，已经导入的都保留着；请接好存储卡再运行一次，会接着导入。\n"));
  zb_import_cancel (import);
}

static void
add_counts (JsonBuilder           *builder,
            const ZbImportSummary *summary)
{
  zb_out_int (builder, "seen", summary->seen);
  for (ZbOutcome outcome = 0; outcome < ZB_N_OUTCOMES; outcome++)
    zb_out_int (builder, zb_outcome_to_code (outcome), summary->n[outcome]);
  zb_out_int (builder, "undated", summary->undated);
  zb_out_int (builder, "linked", summary->linked);
  zb_out_int (builder, "photos", summary->photos);
  zb_out_int (builder, "meetings", summary->meetings);
  zb_out_int (builder, "bytes", summary->bytes);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, summary->seconds);
  zb_out_id (builder, "batch", summary->batch);
  zb_out_bool (builder, "cancelled", summary->cancelled);
}

static char *
file_to_text (const ZbImportFile *file)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  zb_out_text (builder, "path", file->path);
  zb_out_text (builder, "outcome", zb_outcome_to_code (file->outcome));
  zb_out_id (builder, "photo", file->photo);
  zb_out_id (builder, "meeting", file->meeting);
  zb_out_text (builder, "reason", file->reason);
  json_builder_end_object (builder);

  return zb_out_dup_text (builder);
}

/* One value, but written file by file: a tree of a hundred thousand files would not be small. */
static void
put_json (const ZbImportSummary *summary)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *head = NULL;

  json_builder_begin_object (builder);
  add_counts (builder, summary);
  json_builder_end_object (builder);
  head = zb_out_dup_text (builder);
  head[strlen (head) - 1] = '\0';

  printf ("%s,\"files\":[", head);
  for (guint i = 0; i < summary->files->len; i++)
    {
      g_autofree char *file = file_to_text (summary->files->pdata[i]);

      printf ("%s%s", i > 0 ? "," : "", file);
    }
  printf ("]}\n");
}

static void
put_words (const ZbImportSummary *summary)
{
  for (guint i = 0; i < summary->files->len; i++)
    {
      const ZbImportFile *file = summary->files->pdata[i];

      if (file->outcome != ZB_OUTCOME_IMPORTED && file->outcome != ZB_OUTCOME_DUPLICATE)
        g_print ("%s  %s  %s\n", zb_outcome_get_name (file->outcome), file->path, file->reason != NULL ? file->reason : "");
    }

  g_print (_ ("看到 %u 个文件："), summary->seen);
  for (ZbOutcome outcome = 0; outcome < ZB_N_OUTCOMES; outcome++)
    if (outcome == ZB_OUTCOME_IMPORTED || summary->n[outcome] > 0)
      g_print (_ ("%s%s %u 个"), outcome > 0 ? _ ("，") : "", zb_outcome_get_name (outcome), summary->n[outcome]);
  g_print (_ ("。\n新照片 %u 张，归入 %u 次活动的 %u 张，日期待定 %u 张；用时 %.1f 秒。\n"),
           summary->photos, summary->meetings, summary->linked, summary->undated, summary->seconds);
}

static ZbExit
put_summary (ZbRun                 *run,
             const ZbImportSummary *summary)
{
  if (run->options->json)
    put_json (summary);
  else
    put_words (summary);

  if (summary->stopped != NULL)
    return zb_say_error (run, summary->stopped);
  if (summary->cancelled)
    g_printerr ("%s", _ ("已停下，已经导入的都保留着；再运行一次会接着导入，zhibuctl undo 可以撤销这一次。\n"));

  return summary->cancelled || summary->n[ZB_OUTCOME_DAMAGED] + summary->n[ZB_OUTCOME_UNREADABLE] > 0
             ? ZB_EXIT_FOUND
             : ZB_EXIT_DONE;
}

ZbExit
zb_photo_import (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbImport) import = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  import = zb_import_new (run->library, (const char *const *) run->args);
  g_signal_connect (import, "notify::state", G_CALLBACK (state_cb), NULL);
  if (zb_run_has_terminal ())
    g_signal_connect (import, "progress", G_CALLBACK (progress_cb), NULL);

  run->import = import;
  zb_import_run_async (import, run->options->dry_run, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  run->import = NULL;
  summary = zb_import_run_finish (import, result, &error);
  if (zb_run_has_terminal ())
    g_printerr ("\r\033[K");
  if (summary == NULL)
    return zb_say_error (run, error);

  return put_summary (run, summary);
}
