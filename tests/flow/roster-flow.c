/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/roster-flow.h"

#define TODAY "2019-06-30"
#define LONG 60

void
roster_flow_set_up (RosterFlow   *self,
                    gconstpointer data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = zb_test_folder_new ();
  zb_library_create_async (self->folder, "第一党支部", "court", TODAY, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  self->library = zb_library_open_finish (done, &error);
  g_assert_no_error (error);

  self->roster = zb_roster_new (self->library);
  self->import = zb_roster_import_new (self->roster);
  roster_flow_load (self);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

void
roster_flow_tear_down (RosterFlow   *self,
                       gconstpointer data)
{
  zb_test_until (is_last, self->import, LONG);
  g_assert_finalize_object (self->import);
  zb_test_until (is_last, self->roster, LONG);
  g_assert_finalize_object (self->roster);
  zb_test_until (is_last, self->library, LONG);
  g_assert_finalize_object (self->library);
  zb_test_folder_free (self->folder);
}

ZbSheet *
roster_flow_sheet (ZbTable *table)
{
  return table->sheets->pdata[0];
}

ZbTable *
roster_flow_table (const char *text)
{
  ZbTable *table = zb_table_new ();
  ZbSheet *sheet = zb_table_add_sheet (table, "Sheet1");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint row = 0; lines[row] != NULL; row++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[row], "\t", -1);

      for (guint column = 0; cells[column] != NULL; column++)
        if (*cells[column] != '\0')
          g_assert_true (zb_table_add_text (table, sheet, row, column, cells[column], -1, 0));
    }
  zb_table_finish (table);

  return table;
}

static void
wait_open (RosterFlow    *self,
           GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;

  zb_roster_import_open_finish (self->import, done, &error);
  g_assert_no_error (error);
}

void
roster_flow_open_table (RosterFlow *self,
                        ZbTable    *table)
{
  GAsyncResult *result = NULL;

  zb_roster_import_open_table_async (self->import, table, "名册.csv", zb_test_result_cb, &result);
  wait_open (self, &result);
}

void
roster_flow_open_text (RosterFlow *self,
                       const char *text)
{
  roster_flow_open_table (self, roster_flow_table (text));
}

void
roster_flow_open_file (RosterFlow *self,
                       const char *path)
{
  GAsyncResult *result = NULL;

  zb_roster_import_open_async (self->import, path, NULL, zb_test_result_cb, &result);
  wait_open (self, &result);
}

char *
roster_flow_sample (const char *name)
{
  g_autofree char *folder = zb_test_corpus ("../samples/roster");

  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

gboolean
roster_flow_apply (RosterFlow *self,
                   guint      *n_new,
                   guint      *n_changed,
                   GError    **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) failed = NULL;
  gboolean applied;

  zb_roster_import_apply_async (self->import, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  applied = zb_roster_import_apply_finish (self->import, done, n_new, n_changed, &failed);
  if (error == NULL)
    g_assert_no_error (failed);
  else
    *error = g_steal_pointer (&failed);
  roster_flow_load (self);
  return applied;
}

void
roster_flow_take_text (RosterFlow *self,
                       const char *text)
{
  roster_flow_open_text (self, text);
  g_assert_true (roster_flow_apply (self, NULL, NULL, NULL));
}

void
roster_flow_load (RosterFlow *self)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_roster_load_async (self->roster, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_roster_load_finish (self->roster, done, &error);
  g_assert_no_error (error);
}

void
roster_flow_undo (RosterFlow *self)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_library_undo_async (self->library, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_free (zb_library_undo_finish (self->library, done, &error));
  g_assert_no_error (error);
  roster_flow_load (self);
}

gint64
roster_flow_edit_finish (RosterFlow    *self,
                         GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;
  gint64 id = zb_roster_edit_finish (self->roster, done, &error);

  g_assert_no_error (error);
  roster_flow_load (self);
  return id;
}

ZbMember *
roster_flow_find (RosterFlow *self,
                  const char *name)
{
  GListModel *model = zb_roster_get_model (self->roster);
  ZbMember   *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);

      if (g_strcmp0 (zb_member_get_name (member), name) != 0)
        continue;
      g_assert_null (found);
      found = member;
    }

  g_assert_nonnull (found);
  return found;
}

const char *
roster_flow_value (RosterFlow   *self,
                   const char   *name,
                   ZbMemberField field)
{
  return zb_member_get_value (roster_flow_find (self, name), field);
}

ZbRosterRow *
roster_flow_row (RosterFlow *self,
                 guint       index)
{
  GPtrArray *rows = zb_roster_import_get_rows (self->import);

  g_assert_cmpuint (index, <, rows->len);
  return rows->pdata[index];
}

char *
roster_flow_counts (RosterFlow *self)
{
  return g_strdup_printf ("new %u changed %u same %u refused %u",
                          zb_roster_import_count (self->import, ZB_ROW_NEW),
                          zb_roster_import_count (self->import, ZB_ROW_CHANGED),
                          zb_roster_import_count (self->import, ZB_ROW_SAME),
                          zb_roster_import_count (self->import, ZB_ROW_REFUSED));
}

char *
roster_flow_problems (RosterFlow *self)
{
  GPtrArray *problems = zb_roster_import_get_problems (self->import);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const ZbRowProblem *problem = problems->pdata[i];

      g_assert_cmpstr (problem->sheet, !=, NULL);
      g_assert_nonnull (problem->text);
      g_string_append_printf (text, "%s%u%s %s", i > 0 ? ", " : "", problem->row, problem->column != NULL ? problem->column : "", problem->kind);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
roster_flow_columns (RosterFlow *self)
{
  GPtrArray *columns = zb_roster_import_get_columns (self->import);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      const ZbRosterColumn *column = columns->pdata[i];

      if (column->used)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? " " : "", column->letter, zb_member_field_to_code (column->field));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
roster_flow_changes (const ZbRosterRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < row->changes->len; i++)
    {
      const ZbFieldChange *change = &g_array_index (row->changes, ZbFieldChange, i);

      g_string_append_printf (text, "%s%s %s>%s%s", i > 0 ? ", " : "", zb_member_field_to_code (change->field),
                              change->ours != NULL ? change->ours : "", change->theirs, change->finer ? " finer" : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
roster_flow_number (const char *birth,
                    guint       order)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  g_autofree char *stem = g_strdup_printf ("999001%s%03u", birth, order % 1000);
  int              sum = 0;

  for (guint i = 0; i < 17; i++)
    sum += (stem[i] - '0') * weights[i];

  return g_strdup_printf ("%s%c", stem, "10X98765432"[sum % 11]);
}
