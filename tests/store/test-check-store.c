/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/branch-store.h"
#include "store/check-store.h"
#include "store/filing-store.h"
#include "store/member-store.h"
#include "store/rows.h"
#include "support/support.h"

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

static void
run (Fixture    *self,
     const char *sql)
{
  g_autoptr (GError) error = NULL;

  zb_db_exec (self->db, sql, &error);
  g_assert_no_error (error);
}

/* A member (1) of whom only these spans are known: "kind, value or NULL, branch or NULL, starts, ends" as SQL. */
static void
add_person (Fixture           *self,
            const char        *status,
            const char *const *spans)
{
  g_autofree char *member = g_strdup_printf ("INSERT INTO member (id, uid, position, name, leader, status) VALUES (1, 'm', 1, '甲', 'yes', %s)", status);

  run (self, "INSERT INTO branch (uid, name) VALUES ('other', '别的支部')");
  run (self, member);
  for (guint i = 0; spans[i] != NULL; i++)
    {
      g_autofree char *span = g_strdup_printf ("INSERT INTO span (uid, member, kind, value, branch, starts, ends) VALUES ('s%u', 1, %s)", i, spans[i]);

      run (self, span);
    }
}

/* "甲 2018-01-01 to - duties 1", "" for nobody. */
static char *
list_persons (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = zb_check_store_list_persons (self->db, TODAY, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const ZbCheckRow *row = rows->pdata[i];
      g_autofree char  *starts = zb_day_to_text (row->starts);
      g_autofree char  *ends = zb_day_to_text (row->ends);

      g_assert_true (row->leader);
      g_string_append_printf (text, "%s %s to %s duties %u", row->name, starts != NULL ? starts : "-", ends != NULL ? ends : "-", row->duties);
    }

  return g_string_free (text, FALSE);
}

static void
test_persons (Fixture      *self,
              gconstpointer data)
{
  static const struct
  {
    const char *why;
    const char *status;
    const char *spans[6];
    const char *expected;
    gboolean    ours; /* somebody else is of our branch */
  } table[] = {
    { "always here", "NULL", { "'branch', NULL, 1, NULL, NULL", "'category', 'full', NULL, NULL, NULL" }, "甲 - to - duties 0" },
    { "without a category", "'normal'", { "'branch', NULL, 1, '2015', NULL" }, "甲 2015 to - duties 0" },
    { "probationary, then full", "NULL", { "'branch', NULL, 1, NULL, NULL", "'category', 'candidate', NULL, NULL, '2017-07-01'", "'category', 'probationary', NULL, '2017-07-01', '2018-07-01'", "'category', 'full', NULL, '2018-07-01', NULL" }, "甲 2017-07-01 to - duties 0" },
    { "came as a member", "NULL", { "'branch', NULL, 1, '2019-06-01', NULL", "'category', 'full', NULL, '2010-07-01', NULL" }, "甲 2019-06-01 to - duties 0" },
    { "left", "NULL", { "'branch', NULL, 1, NULL, '2018-03-05'", "'category', 'full', NULL, NULL, NULL" }, "甲 - to 2018-03-05 duties 0" },
    { "left and came back", "NULL", { "'branch', NULL, 1, NULL, '2015-03-05'", "'branch', NULL, 1, '2017-09-01', NULL", "'category', 'full', NULL, NULL, NULL" }, "甲 2017-09-01 to - duties 0" },
    { "an activist", "NULL", { "'branch', NULL, 1, NULL, NULL", "'category', 'activist', NULL, NULL, NULL" }, "" },
    { "of another branch while nobody is of ours", "NULL", { "'branch', NULL, 2, '2018-01-01', NULL", "'category', 'full', NULL, NULL, NULL" }, "甲 2018-01-01 to - duties 0" },
    { "of another branch while nobody is of ours", "NULL", { "'branch', NULL, 2, '2018-01-01', NULL", "'category', 'full', NULL, NULL, NULL" }, "甲 2018-01-01 to - duties 0" },
    { "of another branch", "NULL", { "'branch', NULL, 2, NULL, NULL", "'category', 'full', NULL, NULL, NULL" }, "", TRUE },
    { "a member only after leaving", "NULL", { "'branch', NULL, 1, NULL, '2015-03-05'", "'category', 'full', NULL, '2016-01-01', NULL" }, "" },
    { "suspended", "'suspended'", { "'branch', NULL, 1, NULL, NULL", "'category', 'full', NULL, NULL, NULL" }, "" },
    { "a post now, and one before", "NULL", { "'branch', NULL, 1, NULL, NULL", "'duty', 'secretary', NULL, NULL, NULL", "'duty', 'publicity', NULL, NULL, '2018-01-01'" }, "甲 - to - duties 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      Fixture          one = { NULL };
      g_autofree char *persons = NULL;

      g_test_message ("%s", table[i].why);
      set_up (&one, NULL);
      add_person (&one, table[i].status, table[i].spans);
      if (table[i].ours)
        run (&one, "INSERT INTO member (id, uid, position, name, status) VALUES (2, 'o', 2, '乙', 'suspended');"
                   "INSERT INTO span (uid, member, kind, branch) VALUES ('o', 2, 'branch', 1)");
      persons = list_persons (&one);
      g_assert_cmpstr (persons, ==, table[i].expected);
      tear_down (&one, NULL);
    }
}

static void
test_groups (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *starts = NULL, *ends = NULL;

  run (self, "INSERT INTO member (id, uid, position, name) VALUES (1, 'a', 1, '甲'), (2, 'b', 2, '乙')");
  run (self, "INSERT INTO party_group (id, uid, branch, name) VALUES (1, 'a', 1, '一组'), (2, 'b', 1, '二组'), (3, 'c', 1, '空组')");
  run (self, "INSERT INTO span (uid, member, kind, party_group, starts, ends) VALUES ('a', 1, 'group', 1, NULL, '2018-01-01'),"
             " ('b', 2, 'group', 1, '2017-01-01', NULL), ('c', 1, 'group', 2, '2018-01-01', '2018-06-01'),"
             " ('d', 2, 'group', 2, '2017-05-01', '2018-03-01')");
  groups = zb_check_store_list_groups (self->db, NULL);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_false (zb_day_is_set (((ZbCheckRow *) groups->pdata[0])->starts));
  g_assert_false (zb_day_is_set (((ZbCheckRow *) groups->pdata[0])->ends));
  starts = zb_day_to_text (((ZbCheckRow *) groups->pdata[1])->starts);
  ends = zb_day_to_text (((ZbCheckRow *) groups->pdata[1])->ends);
  g_assert_cmpstr (starts, ==, "2017-05-01");
  g_assert_cmpstr (ends, ==, "2018-06-01");
}

static void
test_marks (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GArray) marks = NULL;

  run (self, "INSERT INTO member (id, uid, position, name) VALUES (1, 'a', 1, '甲'), (2, 'b', 2, '乙')");
  run (self, "INSERT INTO meeting (id, uid, branch, theme, starts) VALUES (1, 'a', 1, '学习', '2019-06-10'), (2, 'b', 1, '学习', '2019-06-11')");
  run (self, "INSERT INTO attendance (meeting, member, position, voter, probationary, mark) VALUES"
             " (2, 1, 1, 1, 0, 'excused'), (1, 2, 2, 1, 0, 'absent'), (1, 1, 1, 1, 0, 'present')");
  marks = zb_check_store_list_marks (self->db, NULL);
  g_assert_cmpuint (marks->len, ==, 3);
  g_assert_cmpint (g_array_index (marks, ZbMarkRow, 0).mark, ==, ZB_MARK_PRESENT);
  g_assert_cmpint (g_array_index (marks, ZbMarkRow, 1).mark, ==, ZB_MARK_ABSENT);
  g_assert_cmpint (g_array_index (marks, ZbMarkRow, 2).meeting, ==, 2);
  g_assert_cmpint (g_array_index (marks, ZbMarkRow, 2).mark, ==, ZB_MARK_EXCUSED);
}

static void
put_filing (Fixture    *self,
            const char *task,
            const char *first,
            const char *day,
            const char *note)
{
  g_autoptr (GError) error = NULL;
  ZbFiling filing = { .task = (char *) task, .note = (char *) note };

  g_assert_true (zb_day_parse (&filing.first, first));
  g_assert_true (zb_day_parse (&filing.day, day));
  zb_filing_store_put (self->db, &filing, &error);
  g_assert_no_error (error);
}

static void
test_filings (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GPtrArray) filings = NULL;
  const ZbFiling  *filing;
  g_autofree char *day = NULL;

  put_filing (self, "brief", "2019-04-01", "2019-06-28", NULL);
  put_filing (self, "plan-filing", "2019-04-01", "2019-04-03", "已报");
  put_filing (self, "brief", "2019-04-01", "2019-06-29", "补公示");
  filings = zb_filing_store_list (self->db, NULL);
  g_assert_cmpuint (filings->len, ==, 2);
  filing = filings->pdata[1];
  day = zb_day_to_text (filing->day);
  g_assert_cmpstr (filing->task, ==, "brief");
  g_assert_cmpstr (day, ==, "2019-06-29");
  g_assert_cmpstr (filing->note, ==, "补公示");
}

#define ADD(name, test) g_test_add ("/store/check/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-person-is-there-while-branch-and-membership-hold", test_persons);
  ADD ("a-group-is-there-from-the-first-to-the-last", test_groups);
  ADD ("marks-come-by-meeting", test_marks);
  ADD ("handed-in-again-replaces-the-day", test_filings);

  return g_test_run ();
}
