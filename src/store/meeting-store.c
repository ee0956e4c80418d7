/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/meeting-store.h"

#include "store/statement.h"

#define COLUMNS                                                           \
  "SELECT m.id, m.theme, m.starts, m.ends, m.place, m.joint,"             \
  " (SELECT group_concat (kind) FROM meeting_kind WHERE meeting = m.id)," \
  " (SELECT count (*) FROM photo WHERE meeting = m.id AND trashed IS NULL) FROM meeting AS m "

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
bind_draft (ZbStatement          *statement,
            const ZbMeetingDraft *draft)
{
  gboolean has_place = draft->place != NULL && *draft->place != '\0';

  zb_statement_text (statement, 1, draft->theme);
  zb_statement_wall (statement, 2, &draft->start);
  zb_statement_wall (statement, 3, &draft->end);
  zb_statement_text (statement, 4, has_place ? draft->place : NULL);
  zb_statement_int (statement, 5, draft->joint != FALSE);
}

gint64
zb_meeting_store_insert (ZbDb                 *db,
                         const ZbMeetingDraft *draft,
                         GError              **error)
{
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();
  gint64           meeting;

  if (!check_draft (draft, error) ||
      !zb_statement_init (&insert, db,
                          "INSERT INTO meeting (theme, starts, ends, place, joint, uid, branch)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, " BRANCH ")",
                          error))
    return 0;

  bind_draft (&insert, draft);
  zb_statement_text (&insert, 6, uid);
  if (!zb_statement_run (&insert, error))
    return 0;

  meeting = sqlite3_last_insert_rowid (db->handle);
  return write_kinds (db, meeting, draft->kinds, error) ? meeting : 0;
}

static gboolean
update_row (ZbDb                 *db,
            gint64                meeting,
            const ZbMeetingDraft *draft,
            GError              **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db,
                          "UPDATE meeting SET theme = ?1, starts = ?2, ends = ?3, place = ?4, joint = ?5"
                          " WHERE id = ?6",
                          error))
    return FALSE;

  bind_draft (&update, draft);
  zb_statement_int (&update, 6, meeting);
  if (!zb_statement_run (&update, error))
    return FALSE;

  return sqlite3_changes (db->handle) == 1 || not_found (meeting, error);
}

gboolean
zb_meeting_store_update (ZbDb                 *db,
                         gint64                meeting,
                         const ZbMeetingDraft *draft,
                         GError              **error)
{
  return check_draft (draft, error) &&
         update_row (db, meeting, draft, error) &&
         run_with_id (db, "DELETE FROM meeting_kind WHERE meeting = ?1", meeting, error) &&
         write_kinds (db, meeting, draft->kinds, error);
}

gboolean
zb_meeting_store_delete (ZbDb    *db,
                         gint64   meeting,
                         GError **error)
{
  if (!run_with_id (db, "UPDATE photo SET meeting = NULL, linked = 'not' WHERE meeting = ?1", meeting, error) ||
      !run_with_id (db, "DELETE FROM meeting_kind WHERE meeting = ?1", meeting, error) ||
      !run_with_id (db, "DELETE FROM meeting WHERE id = ?1", meeting, error))
    return FALSE;

  return sqlite3_changes (db->handle) == 1 || not_found (meeting, error);
}

static ZbMeeting *
read_row (ZbStatement *query)
{
  ZbMeetingDraft draft = {
    .theme = (char *) zb_statement_get_text (query, 1),
    .place = (char *) zb_statement_get_text (query, 4),
    .joint = zb_statement_get_int (query, 5) != 0,
  };

  zb_wall_parse (&draft.start, zb_statement_get_text (query, 2));
  if (zb_statement_get_text (query, 3) != NULL)
    zb_wall_parse (&draft.end, zb_statement_get_text (query, 3));
  if (zb_statement_get_text (query, 6) != NULL)
    draft.kinds = zb_kinds_parse (zb_statement_get_text (query, 6));

  return zb_meeting_new (zb_statement_get_int (query, 0), &draft, zb_statement_get_int (query, 7));
}

ZbMeeting *
zb_meeting_store_get (ZbDb    *db,
                      gint64   meeting,
                      GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, COLUMNS "WHERE m.id = ?1", error))
    return NULL;

  zb_statement_int (&query, 1, meeting);
  if (zb_statement_next (&query, error))
    return read_row (&query);

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
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, COLUMNS "ORDER BY m.starts, m.id", error))
    return NULL;

  while (zb_statement_next (&query, error))
    g_ptr_array_add (meetings, read_row (&query));

  return query.failed ? NULL : g_steal_pointer (&meetings);
}
