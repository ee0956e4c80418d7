/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/branch-store.h"
#include "store/change-store.h"
#include "store/difference-store.h"
#include "store/member-store.h"
#include "store/rows.h"
#include "support/support.h"

#include <string.h>

#define TODAY "2019-06-30"

typedef struct
{
  ZbTestFolder *folder;
  ZbDb         *db;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->db = zb_test_rows_open (self->folder);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  zb_db_close (self->db);
  zb_test_folder_free (self->folder);
}

/* "name=张三 category=full": blanks between, values without blanks. */
static ZbMemberDraft *
make_draft (const char *text)
{
  ZbMemberDraft *draft = zb_member_draft_new ();
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char         *equals = strchr (parts[i], '=');
      ZbMemberField field;

      g_assert_nonnull (equals);
      *equals = '\0';
      g_assert_true (zb_member_field_from_code (parts[i], &field));
      zb_member_draft_set (draft, field, equals + 1);
    }

  return draft;
}

static gint64
insert (Fixture       *self,
        const char    *text,
        ZbMemberOrigin origin)
{
  g_autoptr (ZbMemberDraft) draft = make_draft (text);
  g_autoptr (GError) error = NULL;
  gint64 member = zb_member_store_insert (self->db, draft, origin, TODAY, &error);

  g_assert_no_error (error);
  return member;
}

/* Only what is in `text` is different. */
static void
edit (Fixture    *self,
      gint64      member,
      const char *text,
      const char *today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbMember) now = zb_member_store_get (self->db, member, today, &error);
  g_autoptr (ZbMemberDraft) draft = zb_member_to_draft (now);
  g_autoptr (ZbMemberDraft) given = make_draft (text);

  for (guint i = 0; i < ZB_N_MEMBER_FIELDS; i++)
    if (given->values[i] != NULL)
      zb_member_draft_set (draft, i, given->values[i]);
  zb_member_store_update (self->db, member, draft, today, &error);
  g_assert_no_error (error);
}

/* "full 1996-07-01– branch 第一党支部 –" and so on, one kind, a line each. */
static char *
describe (Fixture   *self,
          gint64     member,
          ZbSpanKind kind)
{
  g_autoptr (GPtrArray) spans = zb_span_store_list (self->db, member, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const ZbSpan    *span = spans->pdata[i];
      g_autofree char *starts = zb_day_to_text (span->starts);
      g_autofree char *ends = zb_day_to_text (span->ends);

      if (span->kind == kind)
        g_string_append_printf (text, "%s%s %s..%s", text->len > 0 ? ", " : "", span->value, starts != NULL ? starts : "",
                                ends != NULL ? ends : "");
    }

  return g_string_free (text, FALSE);
}

static gboolean
has_vote (Fixture    *self,
          gint64      member,
          const char *day)
{
  g_autoptr (GArray) voters = zb_member_store_list_voters (self->db, 0, day, NULL);

  for (guint i = 0; i < voters->len; i++)
    if (g_array_index (voters, gint64, i) == member)
      return TRUE;

  return FALSE;
}

static void
test_categories (Fixture      *self,
                 gconstpointer data)
{
  static const struct
  {
    const char *draft;
    const char *spans;
  } cases[] = {
    { "name=甲 category=full joined=1996-07-01 full_on=1997-07-01", "probationary 1996-07-01..1997-07-01, full 1997-07-01.." },
    { "name=乙 category=full joined=1974-12-01 full_on=1974-12-01", "full 1974-12-01.." },
    { "name=丙 category=full joined=1996-07", "full .." },
    { "name=丁 category=full joined=1996-07 full_on=1997-07", "probationary 1996-07..1997-07, full 1997-07.." },
    { "name=戊 category=probationary joined=2018-11-21", "probationary 2018-11-21.." },
    { "name=己 category=probationary", "probationary .." },
    { "name=庚 category=activist", "activist 2019-06-30.." },
    { "name=辛", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64           member = insert (self, cases[i].draft, ZB_MEMBER_INSERT_KNOWN);
      g_autofree char *spans = describe (self, member, ZB_SPAN_CATEGORY);

      g_assert_cmpstr (spans, ==, cases[i].spans);
    }
}

static void
test_corrections (Fixture      *self,
                  gconstpointer data)
{
  static const struct
  {
    const char *edit;
    const char *spans;
  } steps[] = {
    { "category=candidate", "activist 2019-06-30..2020-01-01, candidate 2020-01-01.." },
    { "category=probationary joined=2020-03-01", "activist 2019-06-30..2020-01-01, candidate 2020-01-01..2020-03-01, probationary 2020-03-01.." },
    { "category=full full_on=2021-03-01",
      "activist 2019-06-30..2020-01-01, candidate 2020-01-01..2020-03-01, probationary 2020-03-01..2021-03-01, full 2021-03-01.." },
    { "full_on=2021-04-01",
      "activist 2019-06-30..2020-01-01, candidate 2020-01-01..2020-03-01, probationary 2020-03-01..2021-04-01, full 2021-04-01.." },
    { "full_on=2021-02-01",
      "activist 2019-06-30..2020-01-01, candidate 2020-01-01..2020-03-01, probationary 2020-03-01..2021-02-01, full 2021-02-01.." },
  };
  gint64 member = insert (self, "name=甲 category=activist", ZB_MEMBER_INSERT_NEW);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *spans = NULL;

      edit (self, member, steps[i].edit, i == 0 ? "2020-01-01" : "2021-06-01");
      spans = describe (self, member, ZB_SPAN_CATEGORY);
      g_assert_cmpstr (spans, ==, steps[i].spans);
    }
}

static void
test_notes_stay (Fixture      *self,
                 gconstpointer data)
{
  gint64 member = insert (self, "name=甲 category=full joined=1996-07-01 full_on=1997-07-01", ZB_MEMBER_INSERT_KNOWN);
  g_autoptr (GPtrArray) spans = zb_span_store_list (self->db, member, NULL);
  ZbSpan *full = spans->pdata[spans->len - 1];

  full->note = g_strdup ("支部党员大会通过");
  g_assert_true (zb_span_store_update (self->db, full, NULL));
  edit (self, member, "full_on=1997-08-01", TODAY);

  g_clear_pointer (&spans, g_ptr_array_unref);
  spans = zb_span_store_list (self->db, member, NULL);
  full = spans->pdata[spans->len - 1];
  g_assert_cmpstr (full->value, ==, "full");
  g_assert_cmpstr (full->note, ==, "支部党员大会通过");
}

/* The draft of today says probationary; the day that is recorded says what comes. */
static void
test_a_day_to_come (Fixture      *self,
                    gconstpointer data)
{
  gint64           member = insert (self, "name=甲 category=full joined=2018-09-01 full_on=2019-09-01", ZB_MEMBER_INSERT_KNOWN);
  g_autofree char *before = describe (self, member, ZB_SPAN_CATEGORY);
  g_autofree char *after = NULL;

  edit (self, member, "phone=19900000001", TODAY);
  after = describe (self, member, ZB_SPAN_CATEGORY);
  g_assert_cmpstr (before, ==, "probationary 2018-09-01..2019-09-01, full 2019-09-01..");
  g_assert_cmpstr (after, ==, before);
}

static void
test_voters (Fixture      *self,
             gconstpointer data)
{
  gint64 full = insert (self, "name=甲 category=full joined=1996-07-01 full_on=1997-07-01", ZB_MEMBER_INSERT_KNOWN);
  gint64 month = insert (self, "name=乙 category=full joined=2000-05 full_on=2001-05", ZB_MEMBER_INSERT_KNOWN);
  gint64 probationary = insert (self, "name=丙 category=probationary joined=2018-11-21", ZB_MEMBER_INSERT_KNOWN);
  gint64 stopped = insert (self, "name=丁 category=full full_on=1990-01-01 status=normal", ZB_MEMBER_INSERT_KNOWN);
  g_autoptr (ZbSpan) suspended = zb_span_new ();

  g_assert_false (has_vote (self, full, "1997-06-30"));
  g_assert_true (has_vote (self, full, "1997-07-01"));
  g_assert_false (has_vote (self, month, "2001-04-30"));
  g_assert_true (has_vote (self, month, "2001-05-15"));
  g_assert_false (has_vote (self, probationary, TODAY));

  suspended->member = full;
  suspended->kind = ZB_SPAN_SUSPENDED;
  suspended->value = g_strdup ("留党察看");
  zb_day_parse (&suspended->starts, "2010-01-01");
  zb_day_parse (&suspended->ends, "2011-01-01");
  g_assert_cmpint (zb_span_store_insert (self->db, suspended, NULL), !=, 0);
  g_assert_true (has_vote (self, full, "2009-12-31"));
  g_assert_false (has_vote (self, full, "2010-01-01"));
  g_assert_true (has_vote (self, full, "2011-01-01"));

  edit (self, stopped, "status=suspended", TODAY);
  g_assert_true (has_vote (self, stopped, "2019-06-29"));
  g_assert_false (has_vote (self, stopped, TODAY));
  edit (self, stopped, "status=normal", "2019-09-01");
  g_assert_true (has_vote (self, stopped, "2019-09-01"));
  g_assert_false (has_vote (self, stopped, "2019-08-31"));
}

static void
test_moves (Fixture      *self,
            gconstpointer data)
{
  gint64           member = insert (self, "name=甲 category=full full_on=1990-01-01 branch=第一党支部 group=一组", ZB_MEMBER_INSERT_KNOWN);
  g_autofree char *branches = NULL;
  g_autofree char *groups = NULL;
  g_autoptr (ZbMember) then = NULL;
  g_autoptr (ZbMember) now = NULL;

  edit (self, member, "group=二组", "2019-07-01");
  edit (self, member, "branch=第二党支部", "2020-01-01");
  edit (self, member, "branch=第三党支部", "2020-01-01"); /* a mistake of the same day */
  branches = describe (self, member, ZB_SPAN_BRANCH);
  groups = describe (self, member, ZB_SPAN_GROUP);
  g_assert_cmpstr (branches, ==, "第一党支部 ..2020-01-01, 第三党支部 2020-01-01..");
  g_assert_cmpstr (groups, ==, "一组 ..2019-07-01, 二组 2019-07-01..2020-01-01");

  then = zb_member_store_get (self->db, member, "2019-12-31", NULL);
  g_assert_cmpstr (zb_member_get_value (then, ZB_MEMBER_BRANCH), ==, "第一党支部");
  g_assert_cmpstr (zb_member_get_value (then, ZB_MEMBER_GROUP), ==, "二组");
  now = zb_member_store_get (self->db, member, "2020-01-01", NULL);
  g_assert_cmpstr (zb_member_get_value (now, ZB_MEMBER_BRANCH), ==, "第三党支部");
  g_assert_null (zb_member_get_value (now, ZB_MEMBER_GROUP));
}

static void
test_leaving (Fixture      *self,
              gconstpointer data)
{
  gint64 member = insert (self, "name=甲 category=full full_on=1990-01-01 branch=第一党支部 group=一组", ZB_MEMBER_INSERT_KNOWN);
  g_autoptr (ZbMember) before = NULL;
  g_autoptr (ZbMember) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (zb_member_store_leave (self->db, member, "2019-03-01", ZB_CAUSE_TRANSFER_OUT, "去区委办公室", &error));
  before = zb_member_store_get (self->db, member, "2019-02-28", NULL);
  after = zb_member_store_get (self->db, member, TODAY, NULL);
  g_assert_true (zb_member_get_present (before));
  g_assert_false (zb_member_get_present (after));
  g_assert_cmpstr (zb_member_get_value (after, ZB_MEMBER_BRANCH), ==, "第一党支部");
  g_assert_true (has_vote (self, member, "2019-02-28"));
  g_assert_false (has_vote (self, member, "2019-03-01"));

  g_assert_false (zb_member_store_leave (self->db, member, "2019-04-01", ZB_CAUSE_DIED, NULL, &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT);
}

static void
add_duty (Fixture    *self,
          gint64      member,
          const char *duty,
          const char *starts)
{
  g_autoptr (ZbSpan) span = zb_span_new ();

  span->member = member;
  span->kind = ZB_SPAN_DUTY;
  span->value = g_strdup (duty);
  zb_day_parse (&span->starts, starts);
  g_assert_cmpint (zb_span_store_insert (self->db, span, NULL), !=, 0);
}

/* It is said in July that he left in March; a group and a duty were recorded in between. */
static void
test_left_before (Fixture      *self,
                  gconstpointer data)
{
  gint64           member = insert (self, "name=甲 category=full full_on=1990-01-01 branch=第一党支部 group=一组", ZB_MEMBER_INSERT_KNOWN);
  g_autofree char *branches = NULL;
  g_autofree char *groups = NULL;
  g_autofree char *duties = NULL;
  g_autoptr (GError) error = NULL;

  edit (self, member, "group=二组", "2019-06-01");
  add_duty (self, member, "organisation", "2018-01-01");
  add_duty (self, member, "secretary", "2019-03-01");
  add_duty (self, member, "publicity", "2019-05-01");
  g_assert_true (zb_member_store_leave (self->db, member, "2019-03-01", ZB_CAUSE_TRANSFER_OUT, NULL, &error));
  g_assert_no_error (error);

  branches = describe (self, member, ZB_SPAN_BRANCH);
  groups = describe (self, member, ZB_SPAN_GROUP);
  duties = describe (self, member, ZB_SPAN_DUTY);
  g_assert_cmpstr (branches, ==, "第一党支部 ..2019-03-01");
  g_assert_cmpstr (groups, ==, "一组 ..2019-03-01");
  g_assert_cmpstr (duties, ==, "organisation 2018-01-01..2019-03-01");
}

static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  gint64           member = insert (self, "name=甲 id=99900119710623148X branch=第一党支部", ZB_MEMBER_INSERT_NEW);
  g_autofree char *before = zb_test_rows_dump (self->db);
  g_autofree char *after = NULL;
  g_autoptr (ZbMemberDraft) twin = make_draft ("name=乙 id=99900119710623148X");
  g_autoptr (ZbMemberDraft) nameless = make_draft ("post=庭长");
  g_autoptr (ZbSpan) over = zb_span_new ();
  g_autoptr (ZbSpan) backwards = zb_span_new ();

  over->member = backwards->member = member;
  over->kind = ZB_SPAN_BRANCH;
  over->value = g_strdup ("第二党支部");
  zb_day_parse (&over->starts, "2019-07-01");
  backwards->kind = ZB_SPAN_DUTY;
  backwards->value = g_strdup ("secretary");
  zb_day_parse (&backwards->starts, "2019-07-01");
  zb_day_parse (&backwards->ends, "2019-06-01");

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 made = i < 2 ? zb_member_store_insert (self->db, i == 0 ? twin : nameless, ZB_MEMBER_INSERT_NEW, TODAY, &error)
                          : zb_span_store_insert (self->db, i == 2 ? over : backwards, &error);

      g_assert_cmpint (made, ==, 0);
      g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT);
    }
  after = zb_test_rows_dump (self->db);
  g_assert_cmpstr (after, ==, before);
}

static void
test_order (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  insert (self, "name=甲 branch=第二党支部", ZB_MEMBER_INSERT_KNOWN);
  insert (self, "name=乙 branch=第一党支部", ZB_MEMBER_INSERT_KNOWN);
  insert (self, "name=丙 branch=第二党支部", ZB_MEMBER_INSERT_KNOWN);
  insert (self, "name=丁", ZB_MEMBER_INSERT_KNOWN);
  members = zb_member_store_list (self->db, TODAY, NULL);
  for (guint i = 0; i < members->len; i++)
    g_string_append (names, zb_member_get_name (members->pdata[i]));
  g_assert_cmpstr (names->str, ==, "乙丁甲丙"); /* 第一党支部 is the library's own */
}

/* Any edits, taken back and done again. */
static void
test_undo (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *start = zb_test_rows_dump (self->db);
  g_autofree char *end = NULL;
  g_autofree char *back = NULL;
  g_autofree char *again = NULL;
  g_autoptr (ZbRecorder) recorder = zb_recorder_new (self->db, NULL);
  g_autoptr (GBytes) changes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 member = insert (self, "name=甲 category=probationary joined=2018-05-01 branch=第一党支部 group=一组", ZB_MEMBER_INSERT_KNOWN);

  edit (self, member, "category=full full_on=2019-05-01 branch=第二党支部 phone=19900000001", "2019-07-01");
  g_assert_true (zb_member_store_leave (self->db, member, "2019-08-01", ZB_CAUSE_DIED, NULL, &error));
  changes = zb_recorder_take (recorder, &error);
  g_assert_no_error (error);
  g_clear_pointer (&recorder, zb_recorder_free);

  end = zb_test_rows_dump (self->db);
  g_assert_true (zb_changeset_apply (self->db, changes, TRUE, &error));
  back = zb_test_rows_dump (self->db);
  g_assert_cmpstr (back, ==, start);
  g_assert_true (zb_changeset_apply (self->db, changes, FALSE, &error));
  again = zb_test_rows_dump (self->db);
  g_assert_cmpstr (again, ==, end);
}

static ZbDifferenceRow
make_difference (gint64      member,
                 const char *theirs)
{
  return (ZbDifferenceRow){ .kind = (char *) "differs", .member = member, .name = (char *) "甲", .field = (char *) "phone", .ours = (char *) "1", .theirs = (char *) theirs, .source = (char *) "平台导出.xls 第 3 行", .found = (char *) TODAY };
}

static void
test_differences (Fixture      *self,
                  gconstpointer data)
{
  gint64          member = insert (self, "name=甲", ZB_MEMBER_INSERT_KNOWN);
  ZbDifferenceRow first = make_difference (member, "2"), second = make_difference (member, "3");
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;
  gint64 id;

  g_ptr_array_add (rows, &first);
  g_assert_true (zb_difference_store_replace (self->db, rows, NULL));
  found = zb_difference_store_list (self->db, TRUE, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  id = ((ZbDifferenceRow *) found->pdata[0])->id;
  g_assert_true (zb_difference_store_resolve (self->db, id, "kept", "已请平台更正", NULL));

  g_assert_true (zb_difference_store_replace (self->db, rows, NULL)); /* the same again stays kept */
  g_clear_pointer (&found, g_ptr_array_unref);
  found = zb_difference_store_list (self->db, FALSE, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (((ZbDifferenceRow *) found->pdata[0])->id, ==, id);
  g_assert_cmpstr (((ZbDifferenceRow *) found->pdata[0])->note, ==, "已请平台更正");

  rows->pdata[0] = &second; /* the platform says something else: to be looked at again */
  g_assert_true (zb_difference_store_replace (self->db, rows, NULL));
  g_clear_pointer (&found, g_ptr_array_unref);
  found = zb_difference_store_list (self->db, TRUE, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((ZbDifferenceRow *) found->pdata[0])->theirs, ==, "3");
}

static void
test_letters (Fixture      *self,
              gconstpointer data)
{
  gint64      member = insert (self, "name=甲", ZB_MEMBER_INSERT_KNOWN);
  ZbLetterRow letter = { .member = member, .out = TRUE, .other = (char *) "区委办公室党支部", .number = (char *) "214", .issued = (char *) TODAY, .valid = 10 };
  g_autoptr (GPtrArray) letters = NULL;
  gint64 id = zb_letter_store_insert (self->db, &letter, NULL);

  g_assert_cmpint (id, !=, 0);
  g_assert_true (zb_letter_store_set_receipt (self->db, id, "2019-07-05", NULL));
  letters = zb_letter_store_list (self->db, member, NULL);
  g_assert_cmpuint (letters->len, ==, 1);
  g_assert_cmpstr (((ZbLetterRow *) letters->pdata[0])->receipt, ==, "2019-07-05");
  g_assert_cmpstr (((ZbLetterRow *) letters->pdata[0])->member_name, ==, "甲");
}

#define ADD(path, func) g_test_add ("/roster/store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("categories-follow-the-ledgers-days", test_categories);
  ADD ("a-corrected-day-makes-them-again", test_corrections);
  ADD ("what-was-noted-stays", test_notes_stay);
  ADD ("a-day-to-come-stays-when-something-else-is-edited", test_a_day_to_come);
  ADD ("who-had-a-vote-on-a-day", test_voters);
  ADD ("an-old-day-has-the-old-branch-and-group", test_moves);
  ADD ("who-has-left-is-still-known", test_leaving);
  ADD ("what-began-after-the-day-of-leaving-never-was", test_left_before);
  ADD ("what-cannot-be-is-refused-and-nothing-written", test_refused);
  ADD ("the-ledgers-order", test_order);
  ADD ("taken-back-and-done-again", test_undo);
  ADD ("a-kept-difference-stays-kept", test_differences);
  ADD ("letters", test_letters);

  return g_test_run ();
}
