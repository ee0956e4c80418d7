/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-compare-private.h"

#include "store/member-store.h"

/* From a preview to the list of what is different, and from a decision about one of them to the ledger.
 * What the platform leaves empty, or knows less precisely, is no difference.
 */

static const ZbMemberField compared[] = {
  ZB_MEMBER_NAME, ZB_MEMBER_ID, ZB_MEMBER_SEX, ZB_MEMBER_BIRTH, ZB_MEMBER_ETHNICITY, ZB_MEMBER_EDUCATION, ZB_MEMBER_CATEGORY, ZB_MEMBER_BRANCH, ZB_MEMBER_JOINED, ZB_MEMBER_FULL_ON, ZB_MEMBER_PHONE, ZB_MEMBER_LANDLINE, ZB_MEMBER_WORK, ZB_MEMBER_POST, ZB_MEMBER_ADDRESS, ZB_MEMBER_STATUS, ZB_MEMBER_LOST, ZB_MEMBER_AWAY
};

static gboolean
is_compared (ZbMemberField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (compared); i++)
    if (compared[i] == field)
      return TRUE;

  return FALSE;
}

char *
zb_roster_draft_to_lines (const ZbMemberDraft *draft)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    if (draft->values[field] != NULL)
      {
        g_autofree char *value = g_strdelimit (g_strdup (draft->values[field]), "\n\t", ' ');

        g_string_append_printf (lines, "%s\t%s\n", zb_member_field_to_code (field), value);
      }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

ZbMemberDraft *
zb_roster_draft_from_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  ZbMemberDraft *draft = zb_member_draft_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char         *tab = strchr (lines[i], '\t');
      ZbMemberField field;

      if (tab == NULL)
        continue;
      *tab = '\0';
      if (zb_member_field_from_code (lines[i], &field))
        zb_member_draft_set (draft, field, tab + 1);
    }

  return draft;
}

/* What all differences of one comparison share. */
typedef struct
{
  const char *file;
  const char *today;
  GPtrArray  *only_here, *only_there, *differs, *refused; /* of ZbDifferenceRow */
} Finder;

static ZbDifferenceRow *
row_new (const Finder *self,
         const char   *kind,
         gint64        member,
         const char   *name)
{
  ZbDifferenceRow *row = g_new0 (ZbDifferenceRow, 1);

  row->kind = g_strdup (kind);
  row->member = member;
  row->name = g_strdup (name != NULL && *name != '\0' ? name : "（无姓名）");
  row->found = g_strdup (self->today);
  row->state = g_strdup ("open");
  row->source = g_strdup (self->file);
  return row;
}

static ZbDifferenceRow *
row_new_at (const Finder      *self,
            const char        *kind,
            gint64             member,
            const ZbRosterRow *from)
{
  ZbDifferenceRow *row = row_new (self, kind, member, from->draft->values[ZB_MEMBER_NAME]);

  g_free (row->source);
  row->source = g_strdup_printf ("%s 第 %u 行", self->file, from->row);
  return row;
}

/* 否 and 正常 are what everybody is of whom nothing is said. */
static gboolean
is_silence (const ZbFieldChange *change)
{
  if (change->ours != NULL)
    return FALSE;

  return ((change->field == ZB_MEMBER_LOST || change->field == ZB_MEMBER_AWAY) && g_str_equal (change->theirs, "no")) ||
         (change->field == ZB_MEMBER_STATUS && g_str_equal (change->theirs, "normal"));
}

static guint
add_differs (Finder            *self,
             const ZbRosterRow *from)
{
  guint n = 0;

  for (guint i = 0; i < from->changes->len; i++)
    {
      const ZbFieldChange *change = &g_array_index (from->changes, ZbFieldChange, i);
      ZbDifferenceRow     *row;

      if (!is_compared (change->field) || change->finer || is_silence (change))
        continue;
      row = row_new_at (self, "differs", from->member, from);
      row->field = g_strdup (zb_member_field_to_code (change->field));
      row->ours = g_strdup (change->ours);
      row->theirs = g_strdup (change->theirs);
      g_ptr_array_add (self->differs, row);
      n++;
    }

  return n;
}

static void
add_only_there (Finder             *self,
                const ZbPreviewRow *made)
{
  gboolean         left = made->who != NULL && !zb_member_get_present (made->who);
  ZbDifferenceRow *row = row_new_at (self, "only-there", left ? zb_member_get_id (made->who) : 0, &made->row);

  row->theirs = zb_roster_draft_to_lines (made->row.draft);
  g_ptr_array_add (self->only_there, row);
}

static gboolean
find_field (ZbRosterSheet *sheet,
            const char    *letter,
            ZbMemberField *field)
{
  for (guint i = 0; letter != NULL && i < sheet->columns->len; i++)
    {
      const ZbRosterColumn *column = sheet->columns->pdata[i];

      if (column->used && g_str_equal (column->letter, letter))
        {
          *field = column->field;
          return TRUE;
        }
    }

  return FALSE;
}

static void
add_refused_value (Finder             *self,
                   ZbRosterSheet      *sheet,
                   const ZbPreviewRow *made,
                   const ZbRowProblem *problem)
{
  const ZbRosterRow *from = &made->row;
  ZbDifferenceRow   *row = row_new_at (self, "refused", from->member, from);
  ZbMemberField      field;

  if (find_field (sheet, problem->column, &field) && made->person->refused[field] != NULL)
    {
      row->field = g_strdup (zb_member_field_to_code (field));
      row->ours = made->who != NULL ? g_strdup (zb_member_get_value (made->who, field)) : NULL;
      row->theirs = g_strdup (made->person->refused[field]);
    }
  row->note = g_strdup (problem->text);
  g_ptr_array_add (self->refused, row);
}

/* A number may be wrong in two ways and is refused once. */
static guint
add_refused (Finder             *self,
             ZbRosterSheet      *sheet,
             const ZbPreviewRow *made)
{
  const ZbRowProblem *last = NULL;
  guint               n = 0;

  for (guint i = 0; i < made->row.problems->len; i++)
    {
      const ZbRowProblem *problem = made->row.problems->pdata[i];

      if (!problem->refuses || (last != NULL && g_strcmp0 (last->column, problem->column) == 0))
        continue;
      add_refused_value (self, sheet, made, problem);
      last = problem;
      n++;
    }

  return n;
}

/* Who is not yet a member is on no platform. */
static void
add_only_here (Finder    *self,
               GPtrArray *absent)
{
  for (guint i = 0; i < absent->len; i++)
    {
      ZbMember   *member = absent->pdata[i];
      const char *category = zb_member_get_value (member, ZB_MEMBER_CATEGORY);

      if (g_strcmp0 (category, "activist") == 0 || g_strcmp0 (category, "candidate") == 0)
        continue;
      g_ptr_array_add (self->only_here, row_new (self, "only-here", zb_member_get_id (member), zb_member_get_name (member)));
    }
}

static GPtrArray *
list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zb_difference_row_free);
}

/* TRUE: the person is the same on both sides. */
static gboolean
compare_row (Finder             *self,
             ZbRosterSheet      *sheet,
             const ZbPreviewRow *made)
{
  guint n = add_refused (self, sheet, made);

  if (made->row.kind == ZB_ROW_NEW)
    add_only_there (self, made);
  else if (made->row.kind == ZB_ROW_CHANGED)
    n += add_differs (self, &made->row);

  return n == 0 && (made->row.kind == ZB_ROW_CHANGED || made->row.kind == ZB_ROW_SAME);
}

GPtrArray *
zb_roster_compare_rows (ZbRosterImport *table,
                        const char     *today,
                        guint          *n_same)
{
  ZbPreview *preview = zb_roster_import_get_preview (table);
  Finder     self = { .file = zb_roster_import_get_file (table), .today = today };
  GPtrArray *rows = list_new ();

  *n_same = 0;
  if (preview == NULL)
    return rows;

  self.only_here = rows;
  self.only_there = list_new ();
  self.differs = list_new ();
  self.refused = list_new ();
  add_only_here (&self, preview->absent);
  for (guint i = 0; i < preview->rows->len; i++)
    *n_same += compare_row (&self, zb_roster_import_get_found (table), preview->rows->pdata[i]);
  g_ptr_array_extend_and_steal (rows, self.only_there);
  g_ptr_array_extend_and_steal (rows, self.differs);
  g_ptr_array_extend_and_steal (rows, self.refused);

  return rows;
}

static gboolean
take_value (ZbDb                  *db,
            const ZbDifferenceRow *row,
            const char            *today,
            GError               **error)
{
  g_autoptr (ZbMember) member = zb_member_store_get (db, row->member, today, error);
  g_autoptr (ZbMemberDraft) draft = member != NULL ? zb_member_to_draft (member) : NULL;
  ZbMemberField field;

  if (draft == NULL)
    return FALSE;
  if (row->field == NULL || !zb_member_field_from_code (row->field, &field))
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "the difference is about no field");
      return FALSE;
    }

  zb_member_draft_set (draft, field, row->theirs);
  return zb_member_store_update (db, row->member, draft, today, error);
}

/* Who had left comes back into the branch that the platform names. */
static gboolean
take_person (ZbDb                  *db,
             const ZbDifferenceRow *row,
             const char            *today,
             GError               **error)
{
  g_autoptr (ZbMemberDraft) theirs = zb_roster_draft_from_lines (row->theirs);
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (ZbMemberDraft) ours = NULL;
  ZbRosterWrite write = { .member = row->member, .draft = theirs };

  if (row->member != 0)
    {
      member = zb_member_store_get (db, row->member, today, error);
      if (member == NULL)
        return FALSE;
      ours = zb_member_to_draft (member);
      zb_member_draft_set (ours, ZB_MEMBER_GROUP, zb_member_get_present (member) ? ours->values[ZB_MEMBER_GROUP] : NULL);
      if (theirs->values[ZB_MEMBER_BRANCH] != NULL)
        zb_member_draft_set (ours, ZB_MEMBER_BRANCH, theirs->values[ZB_MEMBER_BRANCH]);
      write.draft = ours;
      write.back = !zb_member_get_present (member) && ours->values[ZB_MEMBER_BRANCH] != NULL;
    }

  return zb_roster_write (db, &write, today, error);
}

static gboolean
take (ZbDb                  *db,
      const ZbDifferenceRow *row,
      const char            *note,
      const char            *today,
      GError               **error)
{
  if (g_str_equal (row->kind, "differs"))
    return take_value (db, row, today, error);
  if (g_str_equal (row->kind, "only-there"))
    return take_person (db, row, today, error);
  if (g_str_equal (row->kind, "only-here"))
    return zb_member_store_leave (db, row->member, today, ZB_CAUSE_TRANSFER_OUT, note, error);

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "a refused value cannot be taken");
  return FALSE;
}

gboolean
zb_roster_resolve (ZbDb            *db,
                   ZbDifferenceRow *row,
                   ZbResolution     resolution,
                   const char      *note,
                   const char      *today,
                   GError         **error)
{
  static const char *const states[] = { [ZB_RESOLVE_TAKE] = "taken", [ZB_RESOLVE_KEEP] = "kept", [ZB_RESOLVE_OPEN] = "open" };

  if (resolution == ZB_RESOLVE_TAKE && !take (db, row, note, today, error))
    return FALSE;

  return zb_difference_store_resolve (db, row->id, states[resolution], note != NULL ? note : row->note, error);
}
