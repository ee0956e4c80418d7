/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "service/backup.h"

#include <glib/gi18n.h>
#include <string.h>

#define LOG_LINES 1000

ZbExit
zb_init (ZbRun *run)
{
  const char *branch = run->options->branch != NULL ? run->options->branch : _ ("党支部");
  const char *profile = run->options->profile != NULL ? run->options->profile : "court";
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (*branch == '\0')
    return zb_say_usage (run, _ ("党支部名称不能为空"));
  if (!g_str_equal (profile, "court") && !g_str_equal (profile, "central"))
    return zb_say_usage (run, _ ("--profile 只能是 court 或 central"));

  zb_library_create_async (run->folder, branch, profile, run->options->today, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  run->library = zb_library_open_finish (result, &error);
  if (run->library == NULL)
    return zb_say_error (run, error);

  if (run->options->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autofree char *folder = g_filename_display_name (run->folder);

      json_builder_begin_object (builder);
      zb_out_text (builder, "library", folder);
      zb_out_text (builder, "branch", zb_library_get_branch (run->library));
      zb_out_text (builder, "profile", zb_library_get_profile (run->library));
      json_builder_end_object (builder);
      zb_out_value (builder);
    }
  else
    {
      g_autofree char *folder = g_filename_display_name (run->folder);

      g_print (_ ("已新建“%s”的资料库：%s\n"), zb_library_get_branch (run->library), folder);
    }

  return ZB_EXIT_DONE;
}

static GPtrArray *
read_log (ZbRun   *run,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zb_library_log_async (run->library, LOG_LINES, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_library_log_finish (run->library, result, error);
}

static void
add_entry (JsonBuilder      *builder,
           const ZbLogEntry *entry)
{
  json_builder_begin_object (builder);
  zb_out_int (builder, "change", entry->id);
  zb_out_text (builder, "label", entry->label);
  zb_out_text (builder, "made", entry->made);
  zb_out_id (builder, "batch", entry->batch);
  zb_out_text (builder, "state", entry->state);
  json_builder_end_object (builder);
}

/* What was just undone is the oldest of those undone, what was just redone the newest done. */
static const ZbLogEntry *
find_entry (GPtrArray  *log,
            const char *label,
            const char *state)
{
  const ZbLogEntry *found = NULL;
  gboolean          oldest = g_str_equal (state, "undone");

  for (guint i = 0; i < log->len && (found == NULL || oldest); i++)
    {
      const ZbLogEntry *entry = log->pdata[i];

      if (g_str_equal (entry->state, state) && g_str_equal (entry->label, label))
        found = entry;
    }

  return found;
}

static ZbExit
take_back (ZbRun      *run,
           const char *state)
{
  gboolean undo = g_str_equal (state, "undone");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char  *label = NULL;
  const ZbLogEntry *entry;

  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  if (undo)
    zb_library_undo_async (run->library, run->cancellable, zb_run_ready_cb, run);
  else
    zb_library_redo_async (run->library, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  label = zb_library_undo_finish (run->library, result, &error);
  if (label == NULL || (log = read_log (run, &error)) == NULL)
    return zb_say_error (run, error);

  entry = find_entry (log, label, state);
  if (!run->options->json)
    g_print (undo ? _ ("已撤销：%s\n") : _ ("已重做：%s\n"), label);
  else
    {
      ZbLogEntry only_label = { .label = label, .state = (char *) state };
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      add_entry (builder, entry != NULL ? entry : &only_label);
      zb_out_value (builder);
    }

  return ZB_EXIT_DONE;
}

ZbExit
zb_undo (ZbRun *run)
{
  return take_back (run, "undone");
}

ZbExit
zb_redo (ZbRun *run)
{
  return take_back (run, "done");
}

static const char *
name_state (const char *state)
{
  if (g_str_equal (state, "undone"))
    return _ ("已撤销");
  if (g_str_equal (state, "closed"))
    return _ ("已定");

  return _ ("已完成");
}

ZbExit
zb_log (ZbRun *run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;

  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;
  log = read_log (run, &error);
  if (log == NULL)
    return zb_say_error (run, error);

  json_builder_begin_array (builder);
  for (guint i = 0; i < log->len; i++)
    {
      const ZbLogEntry *entry = log->pdata[i];

      if (run->options->json)
        add_entry (builder, entry);
      else
        g_print ("%5" G_GINT64_FORMAT "  %s  %s  %s\n", entry->id, entry->made, name_state (entry->state), entry->label);
    }
  json_builder_end_array (builder);
  if (run->options->json)
    zb_out_value (builder);

  return ZB_EXIT_DONE;
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer data)
{
  g_printerr ("\r");
  g_printerr (_ ("已核对 %u / %u"), done, total);
  if (done == total)
    g_printerr ("\r\033[K");
}

static void
print_paths (GPtrArray  *paths,
             const char *what)
{
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *shown = g_filename_display_name (paths->pdata[i]);

      g_print ("%s  %s\n", what, shown);
    }
}

static void
print_verify (const ZbVerifyResult *verify)
{
  print_paths (verify->missing, _ ("缺失"));
  print_paths (verify->orphans, _ ("没有记录"));
  print_paths (verify->damaged, _ ("已变化"));
  print_paths (verify->temporary, _ ("中断的导入留下的临时文件"));
  if (verify->ok)
    g_print (_ ("照片 %u 张，记录与文件一致。\n"), verify->photos);
  else
    g_print (_ ("照片 %u 张；缺失 %u 个文件，没有记录 %u 个，已变化 %u 个。什么也没有改动；可以从备份中取回原文件。\n"),
             verify->photos, verify->missing->len, verify->orphans->len, verify->damaged->len);
}

ZbExit
zb_verify (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbVerifyResult) verify = NULL;
  g_autoptr (GError) error = NULL;

  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  zb_verify_async (run->library, run->options->deep, zb_run_has_terminal () ? progress_cb : NULL, NULL,
                   run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  verify = zb_verify_finish (result, &error);
  if (verify == NULL)
    return zb_say_error (run, error);

  if (run->options->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      zb_out_int (builder, "photos", verify->photos);
      zb_out_texts (builder, "missing", verify->missing);
      zb_out_texts (builder, "orphans", verify->orphans);
      zb_out_texts (builder, "damaged", verify->damaged);
      zb_out_texts (builder, "temporary", verify->temporary);
      zb_out_bool (builder, "ok", verify->ok);
      json_builder_end_object (builder);
      zb_out_value (builder);
    }
  else
    print_verify (verify);

  return verify->ok ? ZB_EXIT_DONE : ZB_EXIT_FOUND;
}

static void
print_backup (const ZbRun          *run,
              const ZbBackupResult *backup,
              const char           *sentence)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *size = g_format_size (backup->bytes);

  if (!run->options->json)
    {
      g_print ("%s", sentence);
      g_print (_ ("照片 %u 张，共 %s，已逐个核对。\n"), backup->photos, size);
      return;
    }

  json_builder_begin_object (builder);
  zb_out_int (builder, "bytes", backup->bytes);
  zb_out_int (builder, "photos", backup->photos);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

ZbExit
zb_backup (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbBackupResult backup;

  if (!zb_run_open (run))
    return ZB_EXIT_FAILED;

  zb_backup_async (run->library, run->args[0], run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_backup_finish (result, &backup, &error))
    return zb_say_error (run, error);

  print_backup (run, &backup, _ ("备份已写好："));
  return ZB_EXIT_DONE;
}

/* The newest rolling backup that is whole. */
static char *
find_latest (ZbRun   *run,
             GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  zb_rolling_list_async (run->folder, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  backups = zb_rolling_list_finish (result, error);
  for (guint i = 0; backups != NULL && i < backups->len; i++)
    {
      const ZbRollingBackup *backup = backups->pdata[i];

      if (backup->good)
        return g_strdup (backup->path);
    }

  if (backups != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no rolling backup is whole");
  return NULL;
}

static ZbExit
restore_latest (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = find_latest (run, &error);
  g_autofree char *shown = NULL;

  if (backup == NULL)
    return zb_say_error (run, error);

  zb_rolling_restore_async (run->folder, backup, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_rolling_restore_finish (result, &error))
    return zb_say_error (run, error);

  shown = g_filename_display_name (backup);
  if (run->options->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      zb_out_text (builder, "backup", shown);
      json_builder_end_object (builder);
      zb_out_value (builder);
    }
  else
    g_print (_ ("已换上自动备份 %s；损坏的数据库改名留在原处。\n"), shown);

  return ZB_EXIT_DONE;
}

ZbExit
zb_restore (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbBackupResult backup;

  if ((run->n_args == 1) == run->options->latest)
    return zb_say_usage (run, _ ("要写备份文件，或者写 --latest"));
  if (run->options->latest)
    return restore_latest (run);

  zb_restore_async (run->args[0], run->folder, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_restore_finish (result, &backup, &error))
    return zb_say_error (run, error);

  print_backup (run, &backup, _ ("已恢复："));
  return ZB_EXIT_DONE;
}
