/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

#include "rules/member-check.h"

/* The rows below the headings: who stands there, and what is wrong with it. What is no person (the
 * headings again, a footer, an empty form) is passed over; whatever else cannot be taken is named.
 */

ZbRowProblem *
zb_row_problem_new (const char *sheet,
                    guint       row,
                    const char *kind,
                    gboolean    refuses)
{
  ZbRowProblem *problem = g_new0 (ZbRowProblem, 1);

  problem->sheet = g_strdup (sheet);
  problem->row = row;
  problem->kind = g_strdup (kind);
  problem->refuses = refuses;
  return problem;
}

ZbRowProblem *
zb_row_problem_copy (const ZbRowProblem *problem)
{
  ZbRowProblem *copy = zb_row_problem_new (problem->sheet, problem->row, problem->kind, problem->refuses);

  copy->column = g_strdup (problem->column);
  copy->text = g_strdup (problem->text);
  return copy;
}

void
zb_row_problem_free (ZbRowProblem *problem)
{
  g_free (problem->sheet);
  g_free (problem->column);
  g_free (problem->kind);
  g_free (problem->text);
  g_free (problem);
}

static void
person_free (ZbRosterPerson *person)
{
  zb_member_draft_free (person->draft);
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    g_free (person->refused[field]);
  g_ptr_array_unref (person->problems);
  g_free (person);
}

#define PLACE(row, column) GUINT_TO_POINTER ((row) << 8 | (column))

/* What a reading of one sheet needs. */
typedef struct
{
  ZbRosterSheet     *found;
  const ZbSheetView *view;
  const char        *today;
  ZbRosterColumn    *columns[ZB_N_MEMBER_FIELDS];
  ZbRosterColumn    *more_post; /* the other half of 工作单位及职务 */
  gboolean           any_phone;
  GPtrArray         *downwards[ZB_N_MEMBER_FIELDS]; /* of ZbMerge *, borrowed: merged over several rows, by first row */
  guint              at[ZB_N_MEMBER_FIELDS];        /* of them, the first that has not ended */
  guint              hidden;                        /* the same of the hidden rows */
  GHashTable        *sideways;                      /* PLACE of what is merged over three columns or more */
} Reader;

static ZbRowProblem *
complain (Reader         *self,
          ZbRosterPerson *person,
          const char     *kind,
          gboolean        refuses)
{
  ZbRowProblem *problem = zb_row_problem_new (self->view->sheet->name, person->row, kind, refuses);

  g_ptr_array_add (person->problems, problem);
  return problem;
}

static gint
compare_merges (gconstpointer a,
                gconstpointer b)
{
  const ZbMerge *x = *(const ZbMerge *const *) a;
  const ZbMerge *y = *(const ZbMerge *const *) b;

  return (x->first_row > y->first_row) - (x->first_row < y->first_row);
}

static void
list_downwards (Reader       *self,
                ZbMemberField field)
{
  GArray *merges = self->view->sheet->merges;

  self->downwards[field] = g_ptr_array_new ();
  for (guint i = 0; self->columns[field] != NULL && i < merges->len; i++)
    {
      ZbMerge *merge = &g_array_index (merges, ZbMerge, i);

      if (merge->first_column == self->columns[field]->column && merge->last_row > merge->first_row)
        g_ptr_array_add (self->downwards[field], merge);
    }
  g_ptr_array_sort (self->downwards[field], compare_merges);
}

static void
list_sideways (Reader *self)
{
  GArray *merges = self->view->sheet->merges;

  self->sideways = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < merges->len; i++)
    {
      const ZbMerge *merge = &g_array_index (merges, ZbMerge, i);

      if (merge->last_column > merge->first_column + 1)
        g_hash_table_add (self->sideways, PLACE (merge->first_row, merge->first_column));
    }
}

static void
reader_init (Reader        *self,
             ZbRosterSheet *found,
             const char    *today)
{
  ZbRosterColumn *phone;

  *self = (Reader){ .found = found, .view = found->view, .today = today };
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    {
      self->columns[field] = zb_roster_sheet_get_column (found, field);
      list_downwards (self, field);
    }

  for (guint i = 0; i < found->columns->len; i++)
    {
      ZbRosterColumn *column = found->columns->pdata[i];

      if (column->used && column->field == ZB_MEMBER_POST && column != self->columns[ZB_MEMBER_POST])
        self->more_post = column;
    }
  list_sideways (self);
  phone = self->columns[ZB_MEMBER_PHONE];
  self->any_phone = phone != NULL && zb_heading_is_any_phone (phone->heading);
}

static void
reader_clear (Reader *self)
{
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    g_ptr_array_unref (self->downwards[field]);
  g_hash_table_unref (self->sideways);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static guint32
get_row (Reader *self,
         guint   line)
{
  return g_array_index (self->view->lines, ZbSheetLine, line).row;
}

/* The merge that covers the row from above; rows are asked in ascending order. */
static const ZbMerge *
find_downward (Reader       *self,
               ZbMemberField field,
               guint32       row)
{
  GPtrArray *merges = self->downwards[field];

  while (self->at[field] < merges->len && ((ZbMerge *) merges->pdata[self->at[field]])->last_row < row)
    self->at[field]++;
  if (self->at[field] >= merges->len)
    return NULL;

  return ((ZbMerge *) merges->pdata[self->at[field]])->first_row < row ? merges->pdata[self->at[field]] : NULL;
}

static const ZbCell *
find_at_row (Reader *self,
             guint32 row,
             guint   column)
{
  guint low = self->found->body, high = self->view->lines->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_row (self, middle) < row)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->view->lines->len && get_row (self, low) == row ? zb_sheet_view_find (self->view, low, column) : NULL;
}

/* A branch that is written once and merged over its people is everybody's. */
static const ZbCell *
find_cell (Reader       *self,
           guint         line,
           ZbMemberField field)
{
  ZbRosterColumn *column = self->columns[field];
  const ZbCell   *cell = column != NULL ? zb_sheet_view_find (self->view, line, column->column) : NULL;
  const ZbMerge  *merge;

  if (column == NULL || cell != NULL || field == ZB_MEMBER_NAME || field == ZB_MEMBER_ID)
    return cell;

  merge = find_downward (self, field, get_row (self, line));
  return merge != NULL ? find_at_row (self, merge->first_row, column->column) : NULL;
}

static gboolean
is_hidden (Reader *self,
           guint32 row)
{
  GArray *rows = self->view->sheet->hidden_rows;

  while (self->hidden < rows->len && g_array_index (rows, guint32, self->hidden) < row)
    self->hidden++;

  return self->hidden < rows->len && g_array_index (rows, guint32, self->hidden) == row;
}

static void
read_field (Reader         *self,
            ZbRosterPerson *person,
            guint           line,
            ZbMemberField   field)
{
  const ZbCell *cell = find_cell (self, line, field);
  ZbRowProblem *problem;
  const char   *code;

  if (cell == NULL || !(code = zb_roster_cell_read (field, cell, person->draft, self->any_phone)))
    return;

  problem = complain (self, person, code, !g_str_equal (code, "formula-text") || zb_member_problem_refuses (ZB_PROBLEM_FORMULA_TEXT));
  problem->column = g_strdup (self->columns[field]->letter);
  problem->text = zb_roster_cell_dup_words (code, field, cell->text);
  if (problem->refuses)
    person->refused[field] = zb_roster_clean_text (cell->text);
}

/* 某院 and 庭长 are 某院庭长. */
static void
join_post (Reader         *self,
           ZbRosterPerson *person,
           guint           line)
{
  const ZbCell *cell = self->more_post != NULL ? zb_sheet_view_find (self->view, line, self->more_post->column) : NULL;
  const char   *now = person->draft->values[ZB_MEMBER_POST];
  g_autoptr (ZbMemberDraft) more = zb_member_draft_new ();
  g_autofree char *both = NULL;

  if (cell == NULL)
    return;

  zb_roster_cell_read (ZB_MEMBER_POST, cell, more, FALSE);
  if (more->values[ZB_MEMBER_POST] == NULL)
    return;
  both = now != NULL && !g_str_has_prefix (more->values[ZB_MEMBER_POST], now) ? g_strconcat (now, more->values[ZB_MEMBER_POST], NULL) : NULL;
  zb_member_draft_set (person->draft, ZB_MEMBER_POST, both != NULL ? both : more->values[ZB_MEMBER_POST]);
}

/* A landline column comes first, so that a second number under 联系电话 joins it. */
static void
read_fields (Reader         *self,
             ZbRosterPerson *person,
             guint           line)
{
  read_field (self, person, line, ZB_MEMBER_LANDLINE);
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    if (field != ZB_MEMBER_LANDLINE)
      read_field (self, person, line, field);
  join_post (self, person, line);
}

/* Says who somebody is, not only what a form is filled with beforehand. */
static gboolean
is_personal (ZbMemberField field)
{
  switch ((int) field)
    {
    case ZB_MEMBER_ID:
    case ZB_MEMBER_BIRTH:
    case ZB_MEMBER_JOINED:
    case ZB_MEMBER_FULL_ON:
    case ZB_MEMBER_PHONE:
    case ZB_MEMBER_SEX:
    case ZB_MEMBER_POST:
    case ZB_MEMBER_ADDRESS:
    case ZB_MEMBER_EDUCATION:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_somebody (const ZbRosterPerson *person)
{
  if (person->draft->values[ZB_MEMBER_NAME] != NULL || person->refused[ZB_MEMBER_NAME] != NULL)
    return TRUE;

  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    if (is_personal (field) && (person->draft->values[field] != NULL || person->refused[field] != NULL))
      return TRUE;

  return FALSE;
}

/* 填表人：…, 合计, 共 60 人. */
static gboolean
is_footer_text (const char *text)
{
  static const char *const starts[] = { "填表", "填报", "制表", "审核人", "审核:", "合计", "总计", "小计", "共计", "统计人", "统计日期", "说明:", "注:",
                                        "备注:", "打印日期", "打印时间", "负责人:", "经办人:", "联系人:", "(盖章)", "单位(盖章)", NULL };
  g_autofree char         *clean = zb_heading_clean (text);
  g_autofree char         *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  for (guint i = 0; starts[i] != NULL; i++)
    if (g_str_has_prefix (clean, starts[i]) || (plain != NULL && g_str_has_prefix (plain, starts[i])))
      return TRUE;

  return g_str_has_prefix (clean, "共") && g_str_has_suffix (clean, "人") && strpbrk (clean, "0123456789") != NULL;
}

/* Nobody is called 合计 with an identity number: such a row has hardly anything else. */
static gboolean
is_footer (Reader *self,
           guint   line)
{
  const ZbSheetLine *at = &g_array_index (self->view->lines, ZbSheetLine, line);
  const ZbCell      *first = &g_array_index (self->view->sheet->cells, ZbCell, at->first);
  const ZbCell      *name = find_cell (self, line, ZB_MEMBER_NAME);

  if (find_cell (self, line, ZB_MEMBER_ID) != NULL || find_cell (self, line, ZB_MEMBER_BIRTH) != NULL)
    return FALSE;

  return is_footer_text (first->text) || (name != NULL && is_footer_text (name->text));
}

/* A title again on the next page: one cell over several columns. */
static gboolean
is_title (Reader *self,
          guint   line)
{
  const ZbSheetLine *at = &g_array_index (self->view->lines, ZbSheetLine, line);
  const ZbCell      *cell = &g_array_index (self->view->sheet->cells, ZbCell, at->first);

  return at->n == 1 && g_hash_table_contains (self->sideways, PLACE (cell->row, cell->column));
}

/* The row of 甲 乙 丙 or 1 2 3 below some headings. */
static gboolean
is_numbering (Reader *self,
              guint   line)
{
  static const char *const letters[] = { "甲", "乙", "丙", "丁", "戊", "己", NULL };
  const ZbCell            *name = line == self->found->body ? find_cell (self, line, ZB_MEMBER_NAME) : NULL;
  g_autofree char         *text = name != NULL ? zb_heading_clean (name->text) : NULL;

  return text != NULL && (g_strv_contains (letters, text) || (*text != '\0' && strspn (text, "0123456789") == strlen (text)));
}

static gboolean
is_passed_over (Reader *self,
                guint   line)
{
  const ZbCell *name = find_cell (self, line, ZB_MEMBER_NAME);
  ZbMemberField field;
  guint         rank;

  if (name == NULL && self->columns[ZB_MEMBER_NAME] != NULL && find_downward (self, ZB_MEMBER_NAME, get_row (self, line)) != NULL)
    return TRUE;

  if ((name == NULL || zb_heading_read (name->text, &field, &rank)) && zb_roster_sheet_is_heading (self->found, line))
    return TRUE;

  return is_footer (self, line) || is_title (self, line) ||
         is_numbering (self, line);
}

static void
take_doubt (Reader              *self,
            ZbRosterPerson      *person,
            const ZbMemberDoubt *doubt)
{
  ZbRosterColumn *column = self->columns[doubt->field];
  ZbRowProblem   *problem;

  if (g_str_equal (doubt->code, "name-missing") && person->refused[ZB_MEMBER_NAME] != NULL)
    return;

  problem = complain (self, person, doubt->code, doubt->refuses);
  problem->column = column != NULL ? g_strdup (column->letter) : NULL;
  problem->text = g_strdup (doubt->words);
}

/* Only where the table has a column for it. */
static void
miss_number (Reader         *self,
             ZbRosterPerson *person)
{
  ZbRosterColumn *column = self->columns[ZB_MEMBER_ID];
  ZbRowProblem   *problem;

  if (column == NULL || person->draft->values[ZB_MEMBER_ID] != NULL || person->refused[ZB_MEMBER_ID] != NULL)
    return;

  problem = complain (self, person, zb_member_problem_to_code (ZB_PROBLEM_ID_MISSING), FALSE);
  problem->column = g_strdup (column->letter);
  problem->text = g_strdup ("没有填身份证号；请在表里补上");
}

static void
drop_value (ZbRosterPerson *person,
            ZbMemberField   field)
{
  if (person->draft->values[field] == NULL)
    return;

  g_free (person->refused[field]);
  person->refused[field] = g_steal_pointer (&person->draft->values[field]);
}

/* Refused values go after all have been looked at together. */
static void
check (Reader         *self,
       ZbRosterPerson *person)
{
  g_autoptr (GPtrArray) doubts = zb_roster_check_draft (person->draft, self->today);

  miss_number (self, person);
  for (guint i = 0; i < doubts->len; i++)
    take_doubt (self, person, doubts->pdata[i]);
  for (guint i = 0; i < doubts->len; i++)
    {
      const ZbMemberDoubt *doubt = doubts->pdata[i];

      if (doubt->refuses)
        drop_value (person, doubt->field);
    }
}

static gboolean
is_rounded (const ZbRosterPerson *person)
{
  for (guint i = 0; i < person->problems->len; i++)
    if (g_str_equal (((ZbRowProblem *) person->problems->pdata[i])->kind, "id-rounded"))
      return TRUE;

  return FALSE;
}

/* Where some numbers of a column have lost their last digits, one that ends in zeros has too, though its check character
 * happens to be right: one in eleven is.
 */
static void
suspect_numbers (Reader    *self,
                 GPtrArray *people)
{
  gboolean damaged = FALSE;

  for (guint i = 0; i < people->len && !damaged; i++)
    damaged = is_rounded (people->pdata[i]);

  for (guint i = 0; i < people->len && damaged; i++)
    {
      ZbRosterPerson *person = people->pdata[i];
      const char     *number = person->draft->values[ZB_MEMBER_ID];
      ZbRowProblem   *problem;

      if (number == NULL || !g_str_has_suffix (number, "000"))
        continue;
      problem = complain (self, person, "id-rounded", TRUE);
      problem->column = g_strdup (self->columns[ZB_MEMBER_ID]->letter);
      problem->text = zb_roster_cell_dup_words ("id-rounded", ZB_MEMBER_ID, number);
      drop_value (person, ZB_MEMBER_ID);
    }
}

static ZbRosterPerson *
read_person (Reader *self,
             guint   line)
{
  ZbRosterPerson *person = g_new0 (ZbRosterPerson, 1);

  person->row = get_row (self, line) + 1;
  person->draft = zb_member_draft_new ();
  person->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_row_problem_free);
  read_fields (self, person, line);
  return person;
}

GPtrArray *
zb_roster_sheet_read (ZbRosterSheet *found,
                      const char    *today)
{
  g_auto (Reader) self = { 0 };
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);

  reader_init (&self, found, today);
  for (guint line = found->body; line < found->view->lines->len; line++)
    {
      ZbRosterPerson *person;

      if (is_passed_over (&self, line))
        continue;

      person = read_person (&self, line);
      if (!is_somebody (person))
        {
          person_free (person);
          continue;
        }

      if (is_hidden (&self, person->row - 1))
        complain (&self, person, "hidden-row", FALSE)->text = g_strdup ("这一行在表里是隐藏的，同样算作党员；不是的话请不要勾选");
      check (&self, person);
      g_ptr_array_add (people, person);
    }
  suspect_numbers (&self, people);

  return people;
}

/* What stands in a column, without giving away whose number it is. */
char *
zb_roster_sample (const ZbRosterColumn *column,
                  const char           *text)
{
  g_autofree char *clean = zb_roster_clean_text (text);
  gsize            digits = 0;

  for (const char *at = clean; *at != '\0'; at++)
    digits += g_ascii_isdigit (*at) != 0;

  if (digits >= 15)
    return zb_mask_id (clean);
  if (column->used && (column->field == ZB_MEMBER_PHONE || column->field == ZB_MEMBER_LANDLINE))
    return zb_mask_phone (clean);
  if (digits == 11 && strlen (clean) == 11 && *clean == '1')
    return zb_mask_phone (clean);

  return g_steal_pointer (&clean);
}
