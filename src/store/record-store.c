/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a meeting's record but its attendance: small tables of one shape each. */
#include "store/record-store.h"

#include "store/meeting-store.h"
#include "store/statement.h"

static gboolean
refuse (GError    **error,
        const char *why)
{
  g_set_error_literal (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, why);
  return FALSE;
}

static gboolean
get_state (ZbDb           *db,
           gint64          meeting,
           ZbMeetingState *state,
           GError        **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT state FROM meeting WHERE id = ?1", error))
    return FALSE;

  zb_statement_int (&query, 1, meeting);
  if (zb_statement_next (&query, error))
    return zb_state_parse (zb_statement_get_text (&query, 0), state);

  if (!query.failed)
    g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no meeting %" G_GINT64_FORMAT, meeting);
  return FALSE;
}

gboolean
zb_record_store_check_open (ZbDb    *db,
                            gint64   meeting,
                            GError **error)
{
  ZbMeetingState state;

  if (!get_state (db, meeting, &state, error))
    return FALSE;

  return state != ZB_STATE_REVIEWED || refuse (error, "the meeting is reviewed and locked");
}

/* A row that is to be changed must be there, and be of the meeting. */
static gboolean
check_changed (ZbDb       *db,
               const char *what,
               gint64      id,
               GError    **error)
{
  if (sqlite3_changes (db->handle) == 1)
    return TRUE;

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no %s %" G_GINT64_FORMAT, what, id);
  return FALSE;
}

static void
bind_text (ZbStatement *statement,
           int          index,
           const char  *text)
{
  zb_statement_text (statement, index, text != NULL && *text != '\0' ? text : NULL);
}

static void
bind_day (ZbStatement *statement,
          int          index,
          ZbDay        day)
{
  g_autofree char *text = zb_day_to_text (day);

  zb_statement_text (statement, index, text);
}

/* A put statement has the meeting as ?1, the row's id or uid as ?2, its values from ?3 on. */
static gboolean
begin_put (ZbStatement *statement,
           ZbDb        *db,
           gint64       meeting,
           gint64       id,
           const char  *insert,
           const char  *update,
           GError     **error)
{
  g_autofree char *uid = g_uuid_string_random ();

  if (!zb_record_store_check_open (db, meeting, error) ||
      !zb_statement_init (statement, db, id == 0 ? insert : update, error))
    return FALSE;

  zb_statement_int (statement, 1, meeting);
  if (id == 0)
    zb_statement_text (statement, 2, uid);
  else
    zb_statement_int (statement, 2, id);
  return TRUE;
}

static gint64
end_put (ZbStatement *statement,
         ZbDb        *db,
         const char  *what,
         gint64       id,
         GError     **error)
{
  if (!zb_statement_run (statement, error) || !check_changed (db, what, id, error))
    return 0;

  return id != 0 ? id : sqlite3_last_insert_rowid (db->handle);
}

gint64
zb_record_store_put_agenda (ZbDb               *db,
                            gint64              meeting,
                            const ZbAgendaItem *item,
                            GError            **error)
{
  g_auto (ZbStatement) put = { 0 };

  if (item->title == NULL || *item->title == '\0')
    return refuse (error, "an item of the agenda without a title");
  if (!begin_put (&put, db, meeting, item->id,
                  "INSERT INTO agenda (meeting, uid, title, speaker, starts, body, written, position)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
                  " (SELECT coalesce (max (position), 0) + 1 FROM agenda WHERE meeting = ?1))",
                  "UPDATE agenda SET title = ?3, speaker = ?4, starts = ?5, body = ?6, written = ?7"
                  " WHERE meeting = ?1 AND id = ?2",
                  error))
    return 0;

  zb_statement_text (&put, 3, item->title);
  bind_text (&put, 4, item->speaker);
  bind_text (&put, 5, item->starts);
  bind_text (&put, 6, item->body);
  zb_statement_int (&put, 7, item->written != FALSE);
  return end_put (&put, db, "agenda item", item->id, error);
}

gboolean
zb_record_store_order_agenda (ZbDb    *db,
                              gint64   meeting,
                              GArray  *items,
                              GError **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_record_store_check_open (db, meeting, error) ||
      !zb_statement_init (&update, db, "UPDATE agenda SET position = ?3 WHERE meeting = ?1 AND id = ?2", error))
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      gint64 id = g_array_index (items, gint64, i);

      zb_statement_int (&update, 1, meeting);
      zb_statement_int (&update, 2, id);
      zb_statement_int (&update, 3, i + 1);
      if (!zb_statement_run (&update, error) || !check_changed (db, "agenda item", id, error))
        return FALSE;
    }

  return TRUE;
}

gint64
zb_record_store_put_vote (ZbDb         *db,
                          gint64        meeting,
                          const ZbVote *vote,
                          GError      **error)
{
  const guint counts[] = { vote->issued, vote->returned, vote->yes, vote->no, vote->abstain, vote->written };
  g_auto (ZbStatement) put = { 0 };

  if (vote->matter == NULL || *vote->matter == '\0')
    return refuse (error, "a vote on nothing");
  if (!begin_put (&put, db, meeting, vote->id,
                  "INSERT INTO vote (meeting, uid, matter, formula, issued, returned, yes, no, abstain, written, note)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                  "UPDATE vote SET matter = ?3, formula = ?4, issued = ?5, returned = ?6, yes = ?7, no = ?8, abstain = ?9,"
                  " written = ?10, note = ?11 WHERE meeting = ?1 AND id = ?2",
                  error))
    return 0;

  zb_statement_text (&put, 3, vote->matter);
  zb_statement_text (&put, 4, vote->formula);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    zb_statement_int (&put, 5 + i, counts[i]);
  bind_text (&put, 11, vote->note);
  return end_put (&put, db, "vote", vote->id, error);
}

gint64
zb_record_store_put_remedy (ZbDb           *db,
                            gint64          meeting,
                            const ZbRemedy *remedy,
                            GError        **error)
{
  g_auto (ZbStatement) put = { 0 };

  if (remedy->what == NULL || *remedy->what == '\0')
    return refuse (error, "a remedy of nothing");
  if (!begin_put (&put, db, meeting, remedy->id,
                  "INSERT INTO remedy (meeting, uid, what, measure, who, due, done, published, result)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                  "UPDATE remedy SET what = ?3, measure = ?4, who = ?5, due = ?6, done = ?7, published = ?8, result = ?9"
                  " WHERE meeting = ?1 AND id = ?2",
                  error))
    return 0;

  zb_statement_text (&put, 3, remedy->what);
  bind_text (&put, 4, remedy->measure);
  bind_text (&put, 5, remedy->who);
  bind_day (&put, 6, remedy->due);
  bind_day (&put, 7, remedy->done);
  bind_day (&put, 8, remedy->published);
  bind_text (&put, 9, remedy->result);
  return end_put (&put, db, "remedy", remedy->id, error);
}

gint64
zb_record_store_add_attachment (ZbDb        *db,
                                gint64       meeting,
                                const char  *name,
                                const char  *path,
                                goffset      bytes,
                                const guint8 sha256[32],
                                GError     **error)
{
  g_auto (ZbStatement) put = { 0 };

  if (!begin_put (&put, db, meeting, 0,
                  "INSERT INTO attachment (meeting, uid, name, path, bytes, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                  NULL, error))
    return 0;

  zb_statement_text (&put, 3, name);
  zb_statement_text (&put, 4, path);
  zb_statement_int (&put, 5, bytes);
  zb_statement_blob (&put, 6, sha256, 32);
  return end_put (&put, db, "attachment", 0, error);
}

gboolean
zb_record_store_put_follow_up (ZbDb             *db,
                               gint64            meeting,
                               const ZbFollowUp *follow_up,
                               GError          **error)
{
  g_auto (ZbStatement) put = { 0 };

  if (!begin_put (&put, db, meeting, follow_up->member, NULL,
                  "UPDATE follow_up SET kind = ?3, day = ?4, done_by = ?5, outcome = ?6 WHERE meeting = ?1 AND member = ?2",
                  error))
    return FALSE;

  zb_statement_text (&put, 3, follow_up->talk ? "talk" : "criticism");
  bind_day (&put, 4, follow_up->day);
  bind_text (&put, 5, follow_up->by);
  bind_text (&put, 6, follow_up->outcome);
  return end_put (&put, db, "follow-up of member", follow_up->member, error) != 0;
}

gboolean
zb_record_store_remove (ZbDb        *db,
                        gint64       meeting,
                        ZbRecordPart part,
                        gint64       id,
                        GError     **error)
{
  static const char *const statements[] = {
    [ZB_RECORD_AGENDA] = "DELETE FROM agenda WHERE meeting = ?1 AND id = ?2",
    [ZB_RECORD_VOTE] = "DELETE FROM vote WHERE meeting = ?1 AND id = ?2",
    [ZB_RECORD_REMEDY] = "DELETE FROM remedy WHERE meeting = ?1 AND id = ?2",
    [ZB_RECORD_ATTACHMENT] = "DELETE FROM attachment WHERE meeting = ?1 AND id = ?2",
  };
  g_auto (ZbStatement) removal = { 0 };

  return begin_put (&removal, db, meeting, id, NULL, statements[part], error) &&
         end_put (&removal, db, "part", id, error) != 0;
}

/* Each step: the states it may come from, the state it leads to (NULL: as it was), and the other columns it sets from the day ?3. */
static const struct
{
  const char *step;
  guint       from;
  const char *sql;
} steps[] = {
#define FROM(state) (1u << ZB_STATE_##state)
  { "filed", FROM (PLANNED), "UPDATE meeting SET state = 'filed' WHERE id = ?1" },
  { "held", FROM (PLANNED) | FROM (FILED), "UPDATE meeting SET state = 'held' WHERE id = ?1" },
  { "recorded", FROM (PLANNED) | FROM (FILED) | FROM (HELD),
    "UPDATE meeting SET state = 'recorded', recorded = coalesce (recorded, ?2) WHERE id = ?1" },
  { "reviewed", FROM (RECORDED), "UPDATE meeting SET state = 'reviewed', reviewed = ?2 WHERE id = ?1" },
  { "unlocked", FROM (REVIEWED), "UPDATE meeting SET state = 'recorded', reviewed = NULL WHERE id = ?1" },
  { "moved", FROM (PLANNED) | FROM (FILED) | FROM (HELD) | FROM (RECORDED) | FROM (CANCELLED), NULL },
  { "cancelled", FROM (PLANNED) | FROM (FILED), "UPDATE meeting SET state = 'cancelled' WHERE id = ?1" },
  { "restored", FROM (CANCELLED), "UPDATE meeting SET state = 'planned' WHERE id = ?1" },
#undef FROM
};

static gboolean
log_step (ZbDb       *db,
          gint64      meeting,
          const char *step,
          const char *moment,
          const char *who,
          const char *note,
          GError    **error)
{
  g_auto (ZbStatement) insert = { 0 };

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO meeting_step (meeting, moment, step, who, note) VALUES (?1, ?2, ?3, ?4, ?5)", error))
    return FALSE;

  zb_statement_int (&insert, 1, meeting);
  zb_statement_text (&insert, 2, moment);
  zb_statement_text (&insert, 3, step);
  bind_text (&insert, 4, who);
  bind_text (&insert, 5, note);
  return zb_statement_run (&insert, error);
}

static gboolean
set_state (ZbDb       *db,
           gint64      meeting,
           const char *sql,
           const char *moment,
           GError    **error)
{
  g_auto (ZbStatement) update = { 0 };
  g_autofree char *day = g_strndup (moment, 10);

  if (sql == NULL)
    return TRUE;
  if (!zb_statement_init (&update, db, sql, error))
    return FALSE;

  zb_statement_int (&update, 1, meeting);
  if (sqlite3_bind_parameter_count (update.stmt) > 1)
    zb_statement_text (&update, 2, day);
  return zb_statement_run (&update, error);
}

gboolean
zb_record_store_step (ZbDb       *db,
                      gint64      meeting,
                      const char *step,
                      const char *moment,
                      const char *who,
                      const char *note,
                      GError    **error)
{
  gboolean       wants_note = g_str_equal (step, "unlocked") || g_str_equal (step, "cancelled");
  ZbMeetingState state;

  if (!get_state (db, meeting, &state, error))
    return FALSE;
  if (wants_note && (note == NULL || *note == '\0'))
    return refuse (error, "the step wants a reason");

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].step, step))
      {
        if (!(steps[i].from & (1u << state)))
          return refuse (error, "the step does not follow the meeting's state");
        return set_state (db, meeting, steps[i].sql, moment, error) &&
               log_step (db, meeting, step, moment, who, note, error);
      }

  return refuse (error, "unknown step");
}
