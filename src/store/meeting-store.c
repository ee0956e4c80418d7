/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/meeting-store.h"

#include "store/branch-store.h"
#include "store/meeting-facts.h"
#include "store/record-store.h"
#include "store/statement.h"

#define COLUMNS                                                                                                            \
  "SELECT m.id, m.theme, m.starts, m.ends, m.place, m.joint,"                                                              \
  " (SELECT group_concat (kind) FROM meeting_kind WHERE meeting = m.id), m.state, m.planned, m.recorded, m.reviewed,"      \
  " m.party_group, g.name, m.host, m.recorder, m.lecturer, m.material, coalesce (m.activists, -1), m.resolution, m.branch" \
  " FROM meeting AS m LEFT JOIN party_group AS g ON g.id = m.party_group "

/* Every record hangs on a branch; this library's first one. */
#define BRANCH "(SELECT min (id) FROM branch)"

static gboolean
check_draft (const ZbMeetingDraft *draft,
             GError              **error)
{
  ZbMeetingFault fault = zb_meeting_draft_check (draft);

  if (fault == ZB_MEETING_OK)
    return TRUE;

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "the meeting cannot be: fault %d", fault);
  return FALSE;
}

static gboolean
not_found (gint64   meeting,
           GError **error)
{
  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no meeting %" G_GINT64_FORMAT, meeting);
  return FALSE;
}

static gboolean
write_kinds (ZbDb    *db,
             gint64   meeting,
             ZbKinds  kinds,
             GError **error)
{
  g_auto (ZbStatement) insert = { 0 };

  if (!zb_statement_init (&insert, db, "INSERT INTO meeting_kind (meeting, kind) VALUES (?1, ?2)", error))
    return FALSE;

  for (ZbKind kind = 0; kind < ZB_N_KINDS; kind++)
    if (kinds & (1u << kind))
      {
        zb_statement_int (&insert, 1, meeting);
        zb_statement_text (&insert, 2, zb_kind_to_code (kind));
        if (!zb_statement_run (&insert, error))
          return FALSE;
      }

  return TRUE;
}

static gboolean
run_with_id (ZbDb       *db,
             const char *sql,
             gint64      id,
             GError    **error)
{
  g_auto (ZbStatement) statement = { 0 };

  if (!zb_statement_init (&statement, db, sql, error))
    return FALSE;

  zb_statement_int (&statement, 1, id);
  return zb_statement_run (&statement, error);
}

static void
bind_text (ZbStatement *statement,
           int          index,
           const char  *text)
{
  zb_statement_text (statement, index, text != NULL && *text != '\0' ? text : NULL);
}

/* Parameters 1 to 12. */
static void
bind_draft (ZbStatement          *statement,
            const ZbMeetingDraft *draft,
            gint64                group)
{
  zb_statement_text (statement, 1, draft->theme);
  zb_statement_wall (statement, 2, &draft->start);
  zb_statement_wall (statement, 3, &draft->end);
  bind_text (statement, 4, draft->place);
  zb_statement_int (statement, 5, draft->joint != FALSE);
  zb_statement_id (statement, 6, group);
  bind_text (statement, 7, draft->host);
  bind_text (statement, 8, draft->recorder);
  bind_text (statement, 9, draft->lecturer);
  bind_text (statement, 10, draft->material);
  bind_text (statement, 11, draft->resolution);
  if (draft->activists >= 0)
    zb_statement_int (statement, 12, draft->activists);
  else
    zb_statement_text (statement, 12, NULL);
}

/* 0: the whole branch. A group of a name that is not there yet is made. */
static gboolean
find_group (ZbDb       *db,
            const char *name,
            gint64     *group,
            GError    **error)
{
  gint64 branch;

  *group = 0;
  if (name == NULL || *name == '\0')
    return TRUE;
  if (!zb_db_number (db, "SELECT min (id) FROM branch", 0, &branch, error))
    return FALSE;

  *group = zb_group_store_ensure (db, branch, name, error);
  return *group != 0;
}

gint64
zb_meeting_store_insert_as (ZbDb                 *db,
                            const ZbMeetingDraft *draft,
                            ZbMeetingState        state,
                            gboolean              planned,
                            GError              **error)
{
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();
  gint64           meeting, group;

  if (!check_draft (draft, error) ||
      !find_group (db, draft->group, &group, error) ||
      !zb_statement_init (&insert, db,
                          "INSERT INTO meeting (theme, starts, ends, place, joint, party_group, host, recorder, lecturer,"
                          " material, resolution, activists, uid, state, planned, branch)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, " BRANCH ")",
                          error))
    return 0;

  bind_draft (&insert, draft, group);
  zb_statement_text (&insert, 13, uid);
  zb_statement_text (&insert, 14, zb_state_to_code (state));
  if (planned)
    zb_statement_wall (&insert, 15, &draft->start);
  else
    zb_statement_text (&insert, 15, NULL);
  if (!zb_statement_run (&insert, error))
    return 0;

  meeting = sqlite3_last_insert_rowid (db->handle);
  return write_kinds (db, meeting, draft->kinds, error) ? meeting : 0;
}

gint64
zb_meeting_store_insert (ZbDb                 *db,
                         const ZbMeetingDraft *draft,
                         GError              **error)
{
  return zb_meeting_store_insert_as (db, draft, ZB_STATE_PLANNED, TRUE, error);
}

static gboolean
update_row (ZbDb                 *db,
            gint64                meeting,
            const ZbMeetingDraft *draft,
            GError              **error)
{
  g_auto (ZbStatement) update = { 0 };
  gint64 group;

  if (!find_group (db, draft->group, &group, error) ||
      !zb_statement_init (&update, db,
                          "UPDATE meeting SET theme = ?1, starts = ?2, ends = ?3, place = ?4, joint = ?5, party_group = ?6,"
                          " host = ?7, recorder = ?8, lecturer = ?9, material = ?10, resolution = ?11, activists = ?12"
                          " WHERE id = ?13",
                          error))
    return FALSE;

  bind_draft (&update, draft, group);
  zb_statement_int (&update, 13, meeting);
  return zb_statement_run (&update, error);
}

gboolean
zb_meeting_store_update (ZbDb                 *db,
                         gint64                meeting,
                         const ZbMeetingDraft *draft,
                         GError              **error)
{
  return check_draft (draft, error) &&
         zb_record_store_check_open (db, meeting, error) &&
         update_row (db, meeting, draft, error) &&
         run_with_id (db, "DELETE FROM meeting_kind WHERE meeting = ?1", meeting, error) &&
         write_kinds (db, meeting, draft->kinds, error);
}

gboolean
zb_meeting_store_delete (ZbDb    *db,
                         gint64   meeting,
                         GError **error)
{
  static const char *const statements[] = {
    "UPDATE photo SET meeting = NULL, linked = 'not', cover = 0 WHERE meeting = ?1",
    "DELETE FROM meeting_kind WHERE meeting = ?1",
    "DELETE FROM agenda WHERE meeting = ?1",
    "DELETE FROM attendance WHERE meeting = ?1",
    "DELETE FROM vote WHERE meeting = ?1",
    "DELETE FROM remedy WHERE meeting = ?1",
    "DELETE FROM attachment WHERE meeting = ?1",
    "DELETE FROM follow_up WHERE meeting = ?1",
    "DELETE FROM meeting_step WHERE meeting = ?1",
    "DELETE FROM meeting WHERE id = ?1",
  };

  if (!zb_record_store_check_open (db, meeting, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!run_with_id (db, statements[i], meeting, error))
      return FALSE;

  return sqlite3_changes (db->handle) == 1 || not_found (meeting, error);
}

static void
read_wall (ZbStatement *query,
           int          column,
           ZbWall      *wall)
{
  if (zb_statement_get_text (query, column) != NULL)
    zb_wall_parse (wall, zb_statement_get_text (query, column));
}

/* Texts are borrowed from the row. */
static void
read_draft (ZbStatement    *query,
            ZbMeetingDraft *draft)
{
  draft->theme = (char *) zb_statement_get_text (query, 1);
  read_wall (query, 2, &draft->start);
  read_wall (query, 3, &draft->end);
  draft->place = (char *) zb_statement_get_text (query, 4);
  draft->joint = zb_statement_get_int (query, 5) != 0;
  if (zb_statement_get_text (query, 6) != NULL)
    draft->kinds = zb_kinds_parse (zb_statement_get_text (query, 6));
  draft->group = (char *) zb_statement_get_text (query, 12);
  draft->host = (char *) zb_statement_get_text (query, 13);
  draft->recorder = (char *) zb_statement_get_text (query, 14);
  draft->lecturer = (char *) zb_statement_get_text (query, 15);
  draft->material = (char *) zb_statement_get_text (query, 16);
  draft->activists = zb_statement_get_int (query, 17);
  draft->resolution = (char *) zb_statement_get_text (query, 18);
}

static ZbMeeting *
read_row (ZbStatement *query,
          GHashTable  *facts_by_id)
{
  gint64                id = zb_statement_get_int (query, 0);
  const ZbMeetingFacts *known = g_hash_table_lookup (facts_by_id, &id);
  ZbMeetingFacts        facts = { 0 };
  ZbMeetingDraft        draft = { 0 };

  if (known != NULL)
    facts = *known;
  read_draft (query, &draft);
  zb_state_parse (zb_statement_get_text (query, 7), &facts.state);
  read_wall (query, 8, &facts.planned);
  zb_day_parse (&facts.recorded, zb_statement_get_text (query, 9));
  zb_day_parse (&facts.reviewed, zb_statement_get_text (query, 10));
  facts.group = zb_statement_get_int (query, 11);
  facts.branch = zb_statement_get_int (query, 19);

  return zb_meeting_new_with_facts (id, &draft, &facts);
}

ZbMeeting *
zb_meeting_store_get (ZbDb    *db,
                      gint64   meeting,
                      GError **error)
{
  g_autoptr (GHashTable) facts = zb_meeting_facts_load (db, meeting, error);
  g_auto (ZbStatement) query = { 0 };

  if (facts == NULL || !zb_statement_init (&query, db, COLUMNS "WHERE m.id = ?1", error))
    return NULL;

  zb_statement_int (&query, 1, meeting);
  if (zb_statement_next (&query, error))
    return read_row (&query, facts);

  if (!query.failed)
    not_found (meeting, error);
  return NULL;
}

/* ISO texts of different precision sort as their times do. */
GPtrArray *
zb_meeting_store_list (ZbDb    *db,
                       GError **error)
{
  g_autoptr (GPtrArray) meetings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) facts = zb_meeting_facts_load (db, 0, error);
  g_auto (ZbStatement) query = { 0 };

  if (facts == NULL || !zb_statement_init (&query, db, COLUMNS "ORDER BY m.starts, m.id", error))
    return NULL;

  while (zb_statement_next (&query, error))
    g_ptr_array_add (meetings, read_row (&query, facts));

  return query.failed ? NULL : g_steal_pointer (&meetings);
}

char *
zb_meeting_store_get_uid (ZbDb    *db,
                          gint64   meeting,
                          GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT uid FROM meeting WHERE id = ?1", error))
    return NULL;

  zb_statement_int (&query, 1, meeting);
  if (zb_statement_next (&query, error))
    return zb_statement_dup_text (&query, 0);

  if (!query.failed)
    not_found (meeting, error);
  return NULL;
}
