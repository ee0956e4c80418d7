/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/member-run.h"
#include "cli/out.h"
#include "cli/say.h"
#include "service/ledger.h"
#include "service/roster-compare.h"

#include <glib/gi18n.h>

/* Members from a spreadsheet, beside one, and into one. */

/* Why the file as a whole could not be read: the kind of its one problem. */
static const char *const sheet_codes[] = {
  [ZB_SHEET_OK] = NULL,
  [ZB_SHEET_EMPTY] = "empty",
  [ZB_SHEET_NOT_A_TABLE] = "not-a-table",
  [ZB_SHEET_DAMAGED] = "damaged",
  [ZB_SHEET_ENCRYPTED] = "encrypted",
  [ZB_SHEET_TOO_BIG] = "too-big",
  [ZB_SHEET_OLD] = "old",
  [ZB_SHEET_UNREADABLE] = "unreadable",
  [ZB_SHEET_TIMEOUT] = "timeout",
  [ZB_SHEET_CRASH] = "crash",
  [ZB_SHEET_NO_HEADINGS] = "no-headings",
};

static void
out_file_problem (JsonBuilder    *builder,
                  ZbRosterImport *table)
{
  g_autofree char *words = zb_roster_import_dup_problem_words (table);

  json_builder_begin_object (builder);
  zb_out_text (builder, "sheet", NULL);
  zb_out_text (builder, "row", NULL);
  zb_out_text (builder, "column", NULL);
  zb_out_text (builder, "kind", sheet_codes[zb_roster_import_get_problem (table)]);
  zb_out_text (builder, "text", words);
  json_builder_end_object (builder);
}

static void
out_problems (JsonBuilder    *builder,
              ZbRosterImport *table)
{
  GPtrArray *problems = zb_roster_import_get_problems (table);

  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  if (zb_roster_import_get_problem (table) != ZB_SHEET_OK)
    out_file_problem (builder, table);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const ZbRowProblem *problem = problems->pdata[i];

      json_builder_begin_object (builder);
      zb_out_text (builder, "sheet", problem->sheet);
      zb_out_int (builder, "row", problem->row);
      zb_out_text (builder, "column", problem->column);
      zb_out_text (builder, "kind", problem->kind);
      zb_out_text (builder, "text", problem->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
say_problems (ZbRosterImport *table)
{
  GPtrArray       *problems = zb_roster_import_get_problems (table);
  g_autofree char *words = zb_roster_import_dup_problem_words (table);

  if (zb_roster_import_get_problem (table) != ZB_SHEET_OK)
    g_printerr ("%s\n", words);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const ZbRowProblem *problem = problems->pdata[i];

      g_printerr (_ ("%s 第 %u 行 %s：%s\n"), problem->sheet, problem->row, problem->column != NULL ? problem->column : "", problem->text);
    }
}

static gboolean
has_refused (ZbRosterImport *table)
{
  GPtrArray *problems = zb_roster_import_get_problems (table);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    if (((ZbRowProblem *) problems->pdata[i])->refuses)
      return TRUE;

  return zb_roster_import_get_problem (table) != ZB_SHEET_OK || zb_roster_import_count (table, ZB_ROW_REFUSED) > 0;
}

/* NULL: it was said why. */
static ZbRosterImport *
open_table (ZbRun    *run,
            ZbRoster *roster)
{
  g_autoptr (ZbRosterImport) table = zb_roster_import_new (roster);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zb_roster_import_open_async (table, run->args[0], run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_roster_import_open_finish (table, result, &error))
    {
      zb_say_error (run, error);
      return NULL;
    }

  return g_steal_pointer (&table);
}

static guint
count_rows (ZbRosterImport *table)
{
  GPtrArray *rows = zb_roster_import_get_rows (table);

  return rows != NULL ? rows->len : 0;
}

/* Rows that would be written; who may be somebody else waits for a person, and counts as refused. */
typedef struct
{
  guint n_rows, n_new, n_changed, n_same, n_refused;
} Counts;

static Counts
count_table (ZbRosterImport *table)
{
  GPtrArray *rows = zb_roster_import_get_rows (table);
  Counts     counts = { .n_rows = count_rows (table) };

  for (guint i = 0; i < counts.n_rows; i++)
    {
      const ZbRosterRow *row = rows->pdata[i];

      if (row->kind == ZB_ROW_SAME)
        counts.n_same++;
      else if (row->kind == ZB_ROW_NEW && row->ticked)
        counts.n_new++;
      else if (row->kind == ZB_ROW_CHANGED && row->ticked)
        counts.n_changed++;
      else
        counts.n_refused++;
    }

  return counts;
}

static void
put_import (ZbRun          *run,
            ZbRosterImport *table,
            const Counts   *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!run->options->json)
    {
      say_problems (table);
      if (zb_roster_import_get_problem (table) == ZB_SHEET_OK)
        g_print (_ ("共 %u 行：新增 %u，变动 %u，没有变化 %u，未导入 %u。\n"), counts->n_rows, counts->n_new, counts->n_changed, counts->n_same, counts->n_refused);
      return;
    }

  json_builder_begin_object (builder);
  zb_out_int (builder, "rows", counts->n_rows);
  zb_out_int (builder, "new", counts->n_new);
  zb_out_int (builder, "changed", counts->n_changed);
  zb_out_int (builder, "same", counts->n_same);
  zb_out_int (builder, "refused", counts->n_refused);
  out_problems (builder, table);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

static gboolean
apply (ZbRun          *run,
       ZbRosterImport *table,
       Counts         *counts)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zb_roster_import_apply_async (table, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (zb_roster_import_apply_finish (table, result, &counts->n_new, &counts->n_changed, &error))
    return TRUE;

  zb_say_error (run, error);
  return FALSE;
}

ZbExit
zb_member_import (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = zb_member_load (run);
  g_autoptr (ZbRosterImport) table = roster != NULL ? open_table (run, roster) : NULL;
  Counts   counts;
  gboolean refused;

  if (table == NULL)
    return ZB_EXIT_FAILED;

  counts = count_table (table);
  refused = has_refused (table) || counts.n_refused > 0;
  if (zb_roster_import_get_problem (table) == ZB_SHEET_OK && !run->options->dry_run &&
      zb_roster_import_count_ticked (table) > 0 && !apply (run, table, &counts))
    return ZB_EXIT_FAILED;

  put_import (run, table, &counts);
  return refused ? ZB_EXIT_FOUND : ZB_EXIT_DONE;
}

static void
out_differing (JsonBuilder  *builder,
               ZbDifference *difference)
{
  zb_out_text (builder, "field", zb_difference_get_field (difference));
  zb_out_text (builder, "ours", zb_difference_get_ours (difference));
  zb_out_text (builder, "theirs", zb_difference_get_theirs (difference));
}

static void
out_differences (JsonBuilder *builder,
                 const char  *key,
                 const char  *kind,
                 GPtrArray   *differences)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < differences->len; i++)
    {
      ZbDifference *difference = differences->pdata[i];

      if (!g_str_equal (zb_difference_get_kind (difference), kind))
        continue;
      json_builder_begin_object (builder);
      if (!g_str_equal (kind, "only-there"))
        zb_out_id (builder, "member", zb_difference_get_member (difference));
      zb_out_text (builder, "name", zb_difference_get_name (difference));
      zb_out_text (builder, "id", zb_difference_get_id_number (difference));
      if (g_str_equal (kind, "differs"))
        out_differing (builder, difference);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_difference (ZbDifference *difference)
{
  const char      *code = zb_difference_get_field (difference);
  g_autofree char *title = NULL;
  ZbMemberField    field;

  g_object_get (difference, "title", &title, NULL);
  g_print ("  %s  %s", zb_difference_get_name (difference), title);
  if (g_str_equal (zb_difference_get_kind (difference), "differs") && zb_member_field_from_code (code, &field))
    {
      g_autofree char *ours = zb_member_field_dup_words (field, zb_difference_get_ours (difference));
      g_autofree char *theirs = zb_member_field_dup_words (field, zb_difference_get_theirs (difference));

      g_print (_ ("  台账：%s  平台：%s"), ours, theirs);
    }
  g_print ("\n");
}

static void
put_diff (ZbRun          *run,
          ZbRosterImport *table,
          GPtrArray      *differences,
          guint           n_same)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!run->options->json)
    {
      say_problems (table);
      for (guint i = 0; i < differences->len; i++)
        print_difference (differences->pdata[i]);
      g_print (_ ("表里 %u 行，一致 %u 名，差异 %u 处。\n"), count_rows (table), n_same, differences->len);
      return;
    }

  json_builder_begin_object (builder);
  zb_out_int (builder, "rows", count_rows (table));
  zb_out_int (builder, "same", n_same);
  out_differences (builder, "only_here", "only-here", differences);
  out_differences (builder, "only_there", "only-there", differences);
  out_differences (builder, "differ", "differs", differences);
  out_problems (builder, table);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

static gboolean
keep (ZbRun           *run,
      ZbRosterCompare *compare,
      ZbRosterImport  *table)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zb_roster_compare_run_async (compare, table, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (zb_roster_compare_run_finish (compare, result, &error) >= 0)
    return TRUE;

  zb_say_error (run, error);
  return FALSE;
}

ZbExit
zb_member_diff (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = zb_member_load (run);
  g_autoptr (ZbRosterImport) table = roster != NULL ? open_table (run, roster) : NULL;
  g_autoptr (ZbRosterCompare) compare = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  guint    n_same = 0;
  gboolean readable;

  if (table == NULL)
    return ZB_EXIT_FAILED;

  readable = zb_roster_import_get_problem (table) == ZB_SHEET_OK;
  compare = zb_roster_compare_new (roster);
  differences = readable ? zb_roster_compare_list (compare, table, &n_same) : g_ptr_array_new ();
  if (readable && run->options->keep && !keep (run, compare, table))
    return ZB_EXIT_FAILED;

  put_diff (run, table, differences, n_same);
  return differences->len > 0 || has_refused (table) ? ZB_EXIT_FOUND : ZB_EXIT_DONE;
}

static gboolean
read_layout (const char     *word,
             ZbExportLayout *layout)
{
  static const char *const words[] = { "unit", "national", "full" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (word == NULL || g_str_equal (word, words[i]))
      {
        *layout = i;
        return TRUE;
      }

  return FALSE;
}

/* FALSE: it was said why. */
static gboolean
check_target (ZbRun *run)
{
  g_autoptr (GError) error = NULL;

  if (run->options->replace || !g_file_test (run->args[0], G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_EXISTS, "the file is there already");
  zb_say_error (run, error);
  return FALSE;
}

/* What is written goes by the end of the name. */
static gboolean
has_known_end (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".xlsx") || g_str_has_suffix (lower, ".pdf");
}

ZbExit
zb_member_export (ZbRun *run)
{
  g_autofree char *shown = g_filename_display_name (run->args[0]);
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  ZbExportLayout layout;
  int            n;

  if (!read_layout (run->options->layout, &layout))
    return zb_say_usage (run, _ ("--layout 要是 unit、national 或 full"));
  if (!has_known_end (run->args[0]))
    return zb_say_usage (run, _ ("文件名的结尾要是 .xlsx 或 .pdf"));
  if (!check_target (run) || !(roster = zb_member_load (run)))
    return ZB_EXIT_FAILED;

  zb_ledger_export_async (roster, run->args[0], NULL, layout, run->options->masked, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  n = zb_ledger_export_finish (roster, result, &error);
  if (n < 0)
    return zb_say_error (run, error);

  json_builder_begin_object (builder);
  zb_out_text (builder, "file", shown);
  zb_out_int (builder, "members", n);
  json_builder_end_object (builder);
  if (run->options->json)
    zb_out_value (builder);
  else
    g_print (_ ("已导出 %d 名：%s\n"), n, shown);
  return ZB_EXIT_DONE;
}
