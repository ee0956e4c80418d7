/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/ledger-grid.h"

#define MAX_TEXT 2000 /* characters of one cell; no row is higher than a page anyway */

static char *
dup_bounded (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (g_utf8_strlen (valid, -1) <= MAX_TEXT)
    return g_steal_pointer (&valid);

  *g_utf8_offset_to_pointer (valid, MAX_TEXT) = '\0';
  return g_strconcat (valid, "…", NULL);
}

/* A day as it stands in ledgers, 1971.06.23; other values as on a screen. */
static char *
dup_shown (ZbMemberField field,
           const char   *value)
{
  g_autofree char *words = NULL;

  if (value == NULL)
    return g_strdup ("");
  if (zb_member_field_get_kind (field) == ZB_FIELD_DAY)
    return g_strdelimit (g_strdup (value), "-", '.');
  if (zb_member_field_get_kind (field) == ZB_FIELD_DIGITS)
    return dup_bounded (value);

  words = zb_member_field_dup_words (field, value);
  return dup_bounded (words);
}

static GStrv
make_row (const ZbLedgerPlan *plan,
          guint               index)
{
  guint                 n_columns = 0;
  const ZbLedgerColumn *columns = zb_ledger_list_columns (plan->layout, &n_columns);
  GStrv                 row = g_new0 (char *, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *value = zb_ledger_dup_value (&columns[i], g_ptr_array_index (plan->members, index), plan->masked);

      row[i] = columns[i].source == ZB_COLUMN_NUMBER ? g_strdup_printf ("%u", index + 1) : dup_shown (columns[i].field, value);
    }

  return row;
}

static gboolean
does_flow (const ZbLedgerColumn *column)
{
  switch (column->source)
    {
    case ZB_COLUMN_NUMBER:
    case ZB_COLUMN_MONTH:
    case ZB_COLUMN_PHONE:
      return FALSE;
    case ZB_COLUMN_FIELD:
    default:
      return zb_member_field_get_kind (column->field) == ZB_FIELD_TEXT && column->field != ZB_MEMBER_NAME &&
             column->field != ZB_MEMBER_ETHNICITY && column->field != ZB_MEMBER_LANDLINE;
    }
}

static ZbGrid *
grid_new (const char *title,
          const char *day,
          guint       n_rows)
{
  ZbGrid *self = g_new0 (ZbGrid, 1);

  self->title = dup_bounded (title);
  self->left = zb_ledger_dup_as_of (day);
  self->right = NULL;
  self->columns = g_array_new (FALSE, TRUE, sizeof (ZbGridColumn));
  self->rows = g_ptr_array_new_full (n_rows, (GDestroyNotify) g_strfreev);
  return self;
}

ZbGrid *
zb_grid_new_ledger (const ZbLedgerPlan *plan)
{
  guint                 n_columns = 0;
  const ZbLedgerColumn *columns = zb_ledger_list_columns (plan->layout, &n_columns);
  ZbGrid               *self = grid_new (plan->title, plan->day, plan->members->len);

  self->right = g_strdup_printf ("共 %u 人", plan->members->len);
  self->n_keys = zb_ledger_count_keys (plan->layout);
  for (guint i = 0; i < n_columns; i++)
    {
      ZbGridColumn column = { columns[i].heading, columns[i].group, does_flow (&columns[i]) };

      g_array_append_val (self->columns, column);
    }
  for (guint i = 0; i < plan->members->len; i++)
    g_ptr_array_add (self->rows, make_row (plan, i));

  return self;
}

static GStrv
copy_row (GStrv source,
          guint n_columns)
{
  GStrv row = g_new0 (char *, n_columns + 1);
  guint n = g_strv_length (source);

  for (guint i = 0; i < n_columns; i++)
    row[i] = dup_bounded (i < n ? source[i] : "");

  return row;
}

ZbGrid *
zb_grid_new_differences (const char *title,
                         const char *day,
                         GPtrArray  *rows)
{
  static const ZbGridColumn columns[] = {
    { "状态", NULL, FALSE },
    { "姓名", NULL, FALSE },
    { "项目", NULL, FALSE },
    { "台账", NULL, TRUE },
    { "平台", NULL, TRUE },
    { "备注", NULL, TRUE },
  };
  ZbGrid *self = grid_new (title, day, rows->len);

  self->right = g_strdup_printf ("共 %u 项", rows->len);
  self->n_keys = 2;
  g_array_append_vals (self->columns, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (self->rows, copy_row (g_ptr_array_index (rows, i), G_N_ELEMENTS (columns)));

  return self;
}

void
zb_grid_free (ZbGrid *self)
{
  g_free (self->title);
  g_free (self->left);
  g_free (self->right);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}
