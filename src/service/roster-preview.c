/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

/* The rows of the preview: each person of the table against the member that is meant. */

static void
change_clear (ZbFieldChange *change)
{
  g_free (change->ours);
  g_free (change->theirs);
}

static void
preview_row_free (ZbPreviewRow *self)
{
  g_free (self->row.perhaps_words);
  zb_member_draft_free (self->row.draft);
  g_array_unref (self->row.changes);
  g_ptr_array_unref (self->row.problems);
  g_free (self);
}

/* What all rows of one preview share. */
typedef struct
{
  GPtrArray     *people;
  GHashTable    *branches; /* key of a name → the name as it is written here */
  ZbRosterSheet *found;
  const char    *today;
} Maker;

static ZbPreviewRow *
row_new (Maker          *self,
         ZbRosterPerson *person)
{
  ZbPreviewRow *made = g_new0 (ZbPreviewRow, 1);
  ZbRosterRow  *row = &made->row;

  made->person = person;
  row->row = person->row;
  row->draft = zb_member_draft_copy (person->draft);
  row->changes = g_array_new (FALSE, TRUE, sizeof (ZbFieldChange));
  g_array_set_clear_func (row->changes, (GDestroyNotify) change_clear);
  row->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_row_problem_free);
  for (guint i = 0; i < person->problems->len; i++)
    g_ptr_array_add (row->problems, zb_row_problem_copy (person->problems->pdata[i]));

  return made;
}

/* 中共某院第一支部委员会 is the 某院第一党支部 that is here already. */
static void
take_our_branch (Maker         *self,
                 ZbMemberDraft *draft)
{
  const char      *theirs = draft->values[ZB_MEMBER_BRANCH];
  g_autofree char *key = theirs != NULL ? zb_roster_branch_key (theirs) : NULL;
  const char      *ours = key != NULL ? g_hash_table_lookup (self->branches, key) : NULL;

  if (ours != NULL)
    zb_member_draft_set (draft, ZB_MEMBER_BRANCH, ours);
}

static ZbRowProblem *
complain (Maker        *self,
          ZbRosterRow  *row,
          ZbMemberField field,
          const char   *kind,
          gboolean      refuses)
{
  ZbRowProblem   *problem = zb_row_problem_new (self->found->view->sheet->name, row->row, kind, refuses);
  ZbRosterColumn *column = zb_roster_sheet_get_column (self->found, field);

  problem->column = column != NULL ? g_strdup (column->letter) : NULL;
  g_ptr_array_add (row->problems, problem);
  return problem;
}

static void
add_change (ZbRosterRow  *row,
            ZbMemberField field,
            const char   *ours,
            gboolean      finer)
{
  ZbFieldChange change = {
    .field = field,
    .ours = g_strdup (ours),
    .theirs = g_strdup (row->draft->values[field]),
    .finer = finer,
    .ticked = TRUE,
  };

  g_array_append_val (row->changes, change);
}

static void
make_new (Maker               *self,
          ZbPreviewRow        *made,
          const ZbRosterMatch *match)
{
  ZbRosterRow *row = &made->row;

  row->kind = ZB_ROW_NEW;
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    if (row->draft->values[field] != NULL)
      add_change (row, field, NULL, FALSE);

  if (match->same_name)
    complain (self, row, ZB_MEMBER_NAME, "same-name", FALSE)->text = g_strdup ("台账里有同名的人，身份证号、出生日期、入党时间或手机号不一致，按另一人列出；请核对");
  row->ticked = match->perhaps == NULL;
}

/* 郭某某（1975 年 3 月生，已不在本支部） */
static char *
dup_perhaps_words (ZbMember *member)
{
  g_autofree char *birth = zb_day_dup_words (zb_member_get_day (member, ZB_MEMBER_BIRTH));
  g_autoptr (GString) more = g_string_new (NULL);

  if (*birth != '\0')
    g_string_append_printf (more, "%s生", birth);
  if (!zb_member_get_present (member))
    g_string_append_printf (more, "%s已不在本支部", more->len > 0 ? "，" : "");
  if (more->len > 0)
    g_string_append (g_string_prepend (more, "（"), "）");

  return g_strdup_printf ("可能与“%s%s”是同一人", zb_member_get_name (member), more->str);
}

static void
make_perhaps (ZbPreviewRow        *made,
              const ZbRosterMatch *match)
{
  made->who = match->perhaps;
  made->row.perhaps = zb_member_get_id (match->perhaps);
  made->row.perhaps_words = dup_perhaps_words (match->perhaps);
}

/* Who had left is in no branch: the table's, or the last one, is where he is again. */
static const char *
get_ours (ZbPreviewRow *made,
          ZbMemberField field)
{
  const char *ours = zb_member_get_value (made->who, field);

  if (field != ZB_MEMBER_BRANCH || zb_member_get_present (made->who))
    return ours;
  if (made->row.draft->values[field] == NULL)
    zb_member_draft_set (made->row.draft, field, ours);
  return NULL;
}

static gboolean
is_later (const char *day,
          const char *today)
{
  ZbDay a, b;

  return zb_day_parse (&a, day) && zb_day_parse (&b, today) && zb_day_compare (a, b) > 0;
}

/* The category that the ledger will show today: it goes by the days, so who turns full next month is
 * still probationary, and who is admitted next month is nothing yet.
 */
static const char *
get_shown_category (const ZbPreviewRow *made,
                    const char         *today)
{
  char *const *values = made->row.draft->values;
  const char  *category = values[ZB_MEMBER_CATEGORY];
  const char  *joined = values[ZB_MEMBER_JOINED] != NULL ? values[ZB_MEMBER_JOINED] : zb_member_get_value (made->who, ZB_MEMBER_JOINED);
  const char  *full_on = values[ZB_MEMBER_FULL_ON] != NULL ? values[ZB_MEMBER_FULL_ON] : zb_member_get_value (made->who, ZB_MEMBER_FULL_ON);

  if (g_strcmp0 (category, "full") == 0 && is_later (full_on, today))
    category = joined != NULL && g_strcmp0 (joined, full_on) < 0 ? "probationary" : NULL;
  if (g_strcmp0 (category, "probationary") == 0 && is_later (joined, today))
    category = NULL;

  return category;
}

/* What the table says of the field, as the ledger would show it. */
static const char *
get_theirs (Maker              *self,
            const ZbPreviewRow *made,
            ZbMemberField       field)
{
  return field == ZB_MEMBER_CATEGORY ? get_shown_category (made, self->today) : made->row.draft->values[field];
}

static void
make_known (Maker        *self,
            ZbPreviewRow *made,
            ZbMember     *member)
{
  ZbRosterRow *row = &made->row;

  made->who = member;
  row->member = zb_member_get_id (member);
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    {
      const char *ours = get_ours (made, field);
      ZbValues    values = zb_roster_values_compare (field, ours, get_theirs (self, made, field));

      if (values != ZB_VALUES_AGREE)
        add_change (row, field, ours, values == ZB_VALUES_FINER);
    }

  row->kind = row->changes->len > 0 ? ZB_ROW_CHANGED : ZB_ROW_SAME;
  row->ticked = row->kind == ZB_ROW_CHANGED;
}

/* The old number of a new one is the same number. */
static gboolean
is_same_number (const ZbMemberDraft *a,
                const ZbMemberDraft *b)
{
  const char *number = a->values[ZB_MEMBER_ID];
  const char *other = b->values[ZB_MEMBER_ID];

  return number != NULL && other != NULL && zb_roster_values_compare (ZB_MEMBER_ID, number, other) != ZB_VALUES_DIFFER;
}

static void
refuse_twin (Maker               *self,
             ZbPreviewRow        *made,
             const ZbRosterMatch *match)
{
  const ZbRosterPerson *other = self->people->pdata[match->twin];
  gboolean              same_number = match->by_number || is_same_number (made->person->draft, other->draft);
  ZbRowProblem         *problem = complain (self, &made->row, same_number ? ZB_MEMBER_ID : ZB_MEMBER_NAME, same_number ? "id-duplicate" : "same-name", TRUE);

  if (same_number)
    problem->text = g_strdup_printf ("与第 %u 行是同一身份证号；请留下对的一行", other->row);
  else
    problem->text = g_strdup_printf ("与第 %u 行同名，分不出是一人还是两人；请填上身份证号或出生日期", other->row);
}

static ZbPreviewRow *
make_row (Maker               *self,
          ZbRosterPerson      *person,
          const ZbRosterMatch *match)
{
  ZbPreviewRow *made = row_new (self, person);

  take_our_branch (self, made->row.draft);
  made->by_number = match->by_number;
  made->row.kind = ZB_ROW_REFUSED;

  if (match->twin >= 0)
    refuse_twin (self, made, match);
  else if (match->many)
    complain (self, &made->row, ZB_MEMBER_NAME, "same-name", TRUE)->text = g_strdup ("台账里有几个人都可能是这一行；请在表里填上身份证号");
  else if (person->draft->values[ZB_MEMBER_NAME] == NULL)
    return made;
  else if (match->member != NULL)
    make_known (self, made, match->member);
  else
    make_new (self, made, match);
  if (match->perhaps != NULL && made->row.kind == ZB_ROW_NEW)
    make_perhaps (made, match);

  return made;
}

static GHashTable *
index_branches (GPtrArray *branches)
{
  GHashTable *by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < branches->len; i++)
    g_hash_table_insert (by_key, zb_roster_branch_key (branches->pdata[i]), branches->pdata[i]);

  return by_key;
}

static GPtrArray *
list_drafts (GPtrArray *people)
{
  GPtrArray *drafts = g_ptr_array_sized_new (people->len);

  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (drafts, ((ZbRosterPerson *) people->pdata[i])->draft);

  return drafts;
}

static void
add_row (ZbPreview    *self,
         ZbPreviewRow *made)
{
  g_ptr_array_add (self->rows, made);
  for (guint i = 0; i < made->row.problems->len; i++)
    g_ptr_array_add (self->problems, made->row.problems->pdata[i]);
}

static void
add_absent (ZbPreview  *self,
            GPtrArray  *members,
            GHashTable *seen)
{
  for (guint i = 0; i < members->len; i++)
    {
      gint64 id = zb_member_get_id (members->pdata[i]);

      if (zb_member_get_present (members->pdata[i]) && !g_hash_table_contains (seen, &id))
        g_ptr_array_add (self->absent, g_object_ref (members->pdata[i]));
    }
}

ZbPreview *
zb_preview_new (GPtrArray     *people,
                GPtrArray     *members,
                GPtrArray     *branches,
                GArray        *said,
                ZbRosterSheet *found,
                const char    *today)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) drafts = list_drafts (people);
  g_autoptr (GArray) matches = zb_roster_match (members, drafts, said, seen);
  g_autoptr (GHashTable) by_key = index_branches (branches);
  Maker      maker = { .people = people, .branches = by_key, .found = found, .today = today };
  ZbPreview *self = g_new0 (ZbPreview, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) preview_row_free);
  self->problems = g_ptr_array_new ();
  self->absent = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < people->len; i++)
    add_row (self, make_row (&maker, people->pdata[i], &g_array_index (matches, ZbRosterMatch, i)));
  add_absent (self, members, seen);

  return self;
}

void
zb_preview_free (ZbPreview *self)
{
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->absent);
  g_free (self);
}
