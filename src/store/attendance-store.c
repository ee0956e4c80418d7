/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was expected at a meeting and who came. Until it is first saved the list follows the roster of that day; from then on it is
 * what was saved: a record of 2019 shows the roster of 2019 (domain.md 4, trap 6).
 */
#include "store/meeting-store.h"
#include "store/member-store.h"
#include "store/record-store.h"
#include "store/statement.h"

#define ANYONE_OF_THE_BRANCH                                                                                 \
  ((1u << ZB_KIND_THEME_DAY) | (1u << ZB_KIND_ASSEMBLY) | (1u << ZB_KIND_LECTURE) | (1u << ZB_KIND_REVIEW) | \
   (1u << ZB_KIND_APPRAISAL) | (1u << ZB_KIND_OTHER) | (1u << ZB_KIND_GROUP_MEETING))
#define COMMITTEE_DUTIES (~(1u << ZB_DUTY_GROUP_LEADER))

/* Whether a member is expected, by what the meeting is. */
static gboolean
is_expected (ZbMember  *member,
             ZbMeeting *meeting)
{
  const char *category = zb_member_get_value (member, ZB_MEMBER_CATEGORY);
  const char *group = zb_meeting_get_group (meeting);
  ZbKinds     kinds = zb_meeting_get_kinds (meeting);

  if (!zb_member_get_present (member) ||
      g_strcmp0 (zb_member_get_value (member, ZB_MEMBER_STATUS), "suspended") == 0 ||
      (category != NULL && !g_str_equal (category, "full") && !g_str_equal (category, "probationary")))
    return FALSE;
  if (group != NULL && g_strcmp0 (group, zb_member_get_value (member, ZB_MEMBER_GROUP)) != 0)
    return FALSE;
  if (kinds & ANYONE_OF_THE_BRANCH)
    return TRUE;

  return (kinds & (1u << ZB_KIND_COMMITTEE)) != 0 && (zb_member_get_duties (member) & COMMITTEE_DUTIES) != 0;
}

static ZbAttendance *
line_of (ZbMember *member,
         gboolean  voter)
{
  ZbAttendance *line = g_new0 (ZbAttendance, 1);

  line->member = zb_member_get_id (member);
  line->name = g_strdup (zb_member_get_name (member));
  line->group = g_strdup (zb_member_get_value (member, ZB_MEMBER_GROUP));
  line->duties = zb_member_dup_duties (member);
  line->voter = voter;
  line->probationary = g_strcmp0 (zb_member_get_value (member, ZB_MEMBER_CATEGORY), "probationary") == 0;
  return line;
}

/* The set of those with a vote that day: gint64 *, borrowed from the array. */
static GHashTable *
index_voters (GArray *voters)
{
  GHashTable *set = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < voters->len; i++)
    g_hash_table_add (set, &g_array_index (voters, gint64, i));

  return set;
}

typedef struct
{
  GPtrArray  *members;
  GArray     *voters;
  GHashTable *is_voter;
} Roster;

static void
roster_clear (Roster *roster)
{
  g_clear_pointer (&roster->members, g_ptr_array_unref);
  g_clear_pointer (&roster->is_voter, g_hash_table_unref);
  g_clear_pointer (&roster->voters, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Roster, roster_clear)

static gboolean
roster_load (Roster    *roster,
             ZbDb      *db,
             ZbMeeting *meeting,
             gint64     branch,
             GError   **error)
{
  g_autofree char *day = zb_meeting_dup_date (meeting);

  if (!(roster->members = zb_member_store_list (db, day, error)) ||
      !(roster->voters = zb_member_store_list_voters (db, branch, day, error)))
    return FALSE;

  roster->is_voter = index_voters (roster->voters);
  return TRUE;
}

static ZbAttendance *
roster_line (const Roster *roster,
             ZbMember     *member)
{
  gint64 id = zb_member_get_id (member);

  return line_of (member, g_hash_table_contains (roster->is_voter, &id));
}

/* The name of the meeting's branch; NULL when nobody was ever recorded in it: then all of the library are meant. */
static gboolean
get_branch_name (ZbDb    *db,
                 gint64   branch,
                 char   **name,
                 GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT name FROM branch AS b WHERE id = ?1 AND EXISTS (SELECT 1 FROM span WHERE branch = b.id)", error))
    return FALSE;

  zb_statement_int (&query, 1, branch);
  if (zb_statement_next (&query, error))
    *name = zb_statement_dup_text (&query, 0);
  return !query.failed;
}

GPtrArray *
zb_attendance_store_propose (ZbDb      *db,
                             ZbMeeting *meeting,
                             GError   **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_attendance_free);
  g_auto (Roster) roster = { 0 };
  g_autofree char *branch = NULL;
  gint64           id = zb_meeting_get_facts (meeting)->branch;

  if (!get_branch_name (db, id, &branch, error) ||
      !roster_load (&roster, db, meeting, branch != NULL ? id : 0, error))
    return NULL;

  for (guint i = 0; i < roster.members->len; i++)
    {
      ZbMember *member = roster.members->pdata[i];

      if (is_expected (member, meeting) &&
          (branch == NULL || g_strcmp0 (zb_member_get_value (member, ZB_MEMBER_BRANCH), branch) == 0))
        g_ptr_array_add (lines, roster_line (&roster, member));
    }

  return g_steal_pointer (&lines);
}

GPtrArray *
zb_attendance_store_list (ZbDb    *db,
                          gint64   meeting,
                          GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_attendance_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT a.member, m.name, a.group_name, a.duties, a.voter, a.probationary, a.mark, a.reason, a.note,"
                          " a.approver, a.approved FROM attendance AS a JOIN member AS m ON m.id = a.member"
                          " WHERE a.meeting = ?1 ORDER BY a.position, a.member",
                          error))
    return NULL;

  zb_statement_int (&query, 1, meeting);
  while (zb_statement_next (&query, error))
    {
      ZbAttendance *line = g_new0 (ZbAttendance, 1);

      line->member = zb_statement_get_int (&query, 0);
      line->name = zb_statement_dup_text (&query, 1);
      line->group = zb_statement_dup_text (&query, 2);
      line->duties = zb_statement_dup_text (&query, 3);
      line->voter = zb_statement_get_int (&query, 4) != 0;
      line->probationary = zb_statement_get_int (&query, 5) != 0;
      zb_mark_parse (zb_statement_get_text (&query, 6), &line->mark);
      line->reason = zb_statement_dup_text (&query, 7);
      line->note = zb_statement_dup_text (&query, 8);
      line->approver = zb_statement_dup_text (&query, 9);
      line->approved = zb_statement_dup_text (&query, 10);
      g_ptr_array_add (lines, line);
    }

  return query.failed ? NULL : g_steal_pointer (&lines);
}

static void
bind_text (ZbStatement *statement,
           int          index,
           const char  *text)
{
  zb_statement_text (statement, index, text != NULL && *text != '\0' ? text : NULL);
}

/* The facts of the day stay as they were frozen; only what a person says is written over. */
static gboolean
write_line (ZbDb               *db,
            gint64              meeting,
            const ZbAttendance *line,
            GError            **error)
{
  g_auto (ZbStatement) put = { 0 };

  if (!zb_statement_init (&put, db,
                          "INSERT INTO attendance (meeting, member, position, voter, probationary, group_name, duties, mark,"
                          " reason, note, approver, approved)"
                          " VALUES (?1, ?2, (SELECT coalesce (max (position), 0) + 1 FROM attendance WHERE meeting = ?1),"
                          " ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
                          " ON CONFLICT (meeting, member) DO UPDATE SET mark = ?7, reason = ?8, note = ?9, approver = ?10,"
                          " approved = ?11",
                          error))
    return FALSE;

  zb_statement_int (&put, 1, meeting);
  zb_statement_int (&put, 2, line->member);
  zb_statement_int (&put, 3, line->voter != FALSE);
  zb_statement_int (&put, 4, line->probationary != FALSE);
  bind_text (&put, 5, line->group);
  zb_statement_text (&put, 6, line->duties != NULL ? line->duties : "");
  zb_statement_text (&put, 7, zb_mark_to_code (line->mark));
  bind_text (&put, 8, line->reason);
  bind_text (&put, 9, line->note);
  bind_text (&put, 10, line->approver);
  bind_text (&put, 11, line->approved);
  return zb_statement_run (&put, error);
}

static gboolean
run_for (ZbDb       *db,
         const char *sql,
         gint64      meeting,
         gint64      member,
         GError    **error)
{
  g_auto (ZbStatement) statement = { 0 };

  if (!zb_statement_init (&statement, db, sql, error))
    return FALSE;

  zb_statement_int (&statement, 1, meeting);
  zb_statement_int (&statement, 2, member);
  return zb_statement_run (&statement, error);
}

/* An absence without reason is to be followed; one that was none is not, unless something was done already. */
static gboolean
follow (ZbDb               *db,
        gint64              meeting,
        const ZbAttendance *line,
        GError            **error)
{
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();

  if (line->mark != ZB_MARK_ABSENT)
    return run_for (db, "DELETE FROM follow_up WHERE meeting = ?1 AND member = ?2 AND day IS NULL", meeting, line->member, error);
  if (!zb_statement_init (&insert, db,
                          "INSERT INTO follow_up (meeting, member, uid, kind) VALUES (?1, ?2, ?3, 'criticism')"
                          " ON CONFLICT (meeting, member) DO NOTHING",
                          error))
    return FALSE;

  zb_statement_int (&insert, 1, meeting);
  zb_statement_int (&insert, 2, line->member);
  zb_statement_text (&insert, 3, uid);
  return zb_statement_run (&insert, error);
}

static gboolean
freeze (ZbDb    *db,
        gint64   meeting,
        GError **error)
{
  g_autoptr (ZbMeeting) record = zb_meeting_store_get (db, meeting, error);
  g_autoptr (GPtrArray) lines = NULL;

  if (record == NULL)
    return FALSE;
  if (zb_meeting_get_facts (record)->n_listed > 0)
    return TRUE;
  if (!(lines = zb_attendance_store_propose (db, record, error)))
    return FALSE;

  for (guint i = 0; i < lines->len; i++)
    if (!write_line (db, meeting, lines->pdata[i], error))
      return FALSE;

  return TRUE;
}

gboolean
zb_attendance_store_put (ZbDb      *db,
                         gint64     meeting,
                         GPtrArray *lines,
                         GError   **error)
{
  if (!zb_record_store_check_open (db, meeting, error) || !freeze (db, meeting, error))
    return FALSE;

  for (guint i = 0; i < lines->len; i++)
    if (!write_line (db, meeting, lines->pdata[i], error) || !follow (db, meeting, lines->pdata[i], error))
      return FALSE;

  return TRUE;
}

gboolean
zb_attendance_store_remove (ZbDb    *db,
                            gint64   meeting,
                            gint64   member,
                            GError **error)
{
  return zb_record_store_check_open (db, meeting, error) &&
         freeze (db, meeting, error) &&
         run_for (db, "DELETE FROM follow_up WHERE meeting = ?1 AND member = ?2", meeting, member, error) &&
         run_for (db, "DELETE FROM attendance WHERE meeting = ?1 AND member = ?2", meeting, member, error);
}

static gboolean
add_missing (ZbDb      *db,
             gint64     meeting,
             GPtrArray *there,
             GPtrArray *lines,
             GError   **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < there->len; i++)
    g_hash_table_add (known, &((ZbAttendance *) there->pdata[i])->member);
  for (guint i = 0; i < lines->len; i++)
    if (!g_hash_table_contains (known, &((ZbAttendance *) lines->pdata[i])->member) &&
        !write_line (db, meeting, lines->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
remove_strangers (ZbDb      *db,
                  gint64     meeting,
                  GPtrArray *there,
                  GPtrArray *lines,
                  GError   **error)
{
  g_autoptr (GHashTable) expected = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (expected, &((ZbAttendance *) lines->pdata[i])->member);
  for (guint i = 0; i < there->len; i++)
    {
      const ZbAttendance *line = there->pdata[i];

      if (line->mark == ZB_MARK_NONE && !g_hash_table_contains (expected, &line->member) &&
          !run_for (db, "DELETE FROM attendance WHERE meeting = ?1 AND member = ?2", meeting, line->member, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
zb_attendance_store_refresh (ZbDb    *db,
                             gint64   meeting,
                             GError **error)
{
  g_autoptr (ZbMeeting) record = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  if (!zb_record_store_check_open (db, meeting, error) ||
      !(record = zb_meeting_store_get (db, meeting, error)) ||
      !(there = zb_attendance_store_list (db, meeting, error)))
    return FALSE;
  if (there->len == 0)
    return TRUE;

  return (lines = zb_attendance_store_propose (db, record, error)) != NULL &&
         add_missing (db, meeting, there, lines, error) &&
         remove_strangers (db, meeting, there, lines, error);
}
