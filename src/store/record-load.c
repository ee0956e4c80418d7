/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting's whole record: one query a part. */
#include "store/record-store.h"

#include "store/meeting-store.h"
#include "store/statement.h"

/* Makes one of what a row says; texts are copied. */
typedef gpointer (*ReadFunc) (ZbStatement *query);

static gpointer
read_agenda (ZbStatement *query)
{
  ZbAgendaItem *item = g_new0 (ZbAgendaItem, 1);

  item->id = zb_statement_get_int (query, 0);
  item->title = zb_statement_dup_text (query, 1);
  item->speaker = zb_statement_dup_text (query, 2);
  item->starts = zb_statement_dup_text (query, 3);
  item->body = zb_statement_dup_text (query, 4);
  item->written = zb_statement_get_int (query, 5) != 0;
  return item;
}

static gpointer
read_vote (ZbStatement *query)
{
  ZbVote *vote = g_new0 (ZbVote, 1);

  vote->id = zb_statement_get_int (query, 0);
  vote->matter = zb_statement_dup_text (query, 1);
  vote->formula = zb_statement_dup_text (query, 2);
  vote->issued = zb_statement_get_int (query, 3);
  vote->returned = zb_statement_get_int (query, 4);
  vote->yes = zb_statement_get_int (query, 5);
  vote->no = zb_statement_get_int (query, 6);
  vote->abstain = zb_statement_get_int (query, 7);
  vote->written = zb_statement_get_int (query, 8);
  vote->note = zb_statement_dup_text (query, 9);
  return vote;
}

static gpointer
read_remedy (ZbStatement *query)
{
  ZbRemedy *remedy = g_new0 (ZbRemedy, 1);

  remedy->id = zb_statement_get_int (query, 0);
  remedy->what = zb_statement_dup_text (query, 1);
  remedy->measure = zb_statement_dup_text (query, 2);
  remedy->who = zb_statement_dup_text (query, 3);
  zb_day_parse (&remedy->due, zb_statement_get_text (query, 4));
  zb_day_parse (&remedy->done, zb_statement_get_text (query, 5));
  zb_day_parse (&remedy->published, zb_statement_get_text (query, 6));
  remedy->result = zb_statement_dup_text (query, 7);
  return remedy;
}

static gpointer
read_attachment (ZbStatement *query)
{
  ZbAttachment *attachment = g_new0 (ZbAttachment, 1);

  attachment->id = zb_statement_get_int (query, 0);
  attachment->name = zb_statement_dup_text (query, 1);
  attachment->path = zb_statement_dup_text (query, 2);
  attachment->bytes = zb_statement_get_int (query, 3);
  attachment->sha256 = zb_statement_dup_text (query, 4);
  return attachment;
}

static gpointer
read_follow_up (ZbStatement *query)
{
  ZbFollowUp *follow_up = g_new0 (ZbFollowUp, 1);

  follow_up->id = zb_statement_get_int (query, 0);
  follow_up->member = zb_statement_get_int (query, 1);
  follow_up->name = zb_statement_dup_text (query, 2);
  follow_up->talk = g_strcmp0 (zb_statement_get_text (query, 3), "talk") == 0;
  zb_day_parse (&follow_up->day, zb_statement_get_text (query, 4));
  follow_up->by = zb_statement_dup_text (query, 5);
  follow_up->outcome = zb_statement_dup_text (query, 6);
  return follow_up;
}

static gpointer
read_step (ZbStatement *query)
{
  ZbMeetingStep *step = g_new0 (ZbMeetingStep, 1);

  step->moment = zb_statement_dup_text (query, 0);
  step->step = zb_statement_dup_text (query, 1);
  step->who = zb_statement_dup_text (query, 2);
  step->note = zb_statement_dup_text (query, 3);
  return step;
}

static GPtrArray *
load (ZbDb          *db,
      gint64         meeting,
      const char    *sql,
      ReadFunc       read,
      GDestroyNotify free_item,
      GError       **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, sql, error))
    return NULL;

  zb_statement_int (&query, 1, meeting);
  while (zb_statement_next (&query, error))
    g_ptr_array_add (items, read (&query));

  return query.failed ? NULL : g_steal_pointer (&items);
}

static gboolean
load_parts (ZbDb     *db,
            gint64    meeting,
            ZbRecord *record,
            GError  **error)
{
  const struct
  {
    GPtrArray    **into;
    const char    *sql;
    ReadFunc       read;
    GDestroyNotify free_item;
  } parts[] = {
    { &record->agenda,
      "SELECT id, title, speaker, starts, body, written FROM agenda WHERE meeting = ?1 ORDER BY position, id",
      read_agenda, (GDestroyNotify) zb_agenda_item_free },
    { &record->votes,
      "SELECT id, matter, formula, issued, returned, yes, no, abstain, written, note FROM vote WHERE meeting = ?1 ORDER BY id",
      read_vote, (GDestroyNotify) zb_vote_free },
    { &record->remedies,
      "SELECT id, what, measure, who, due, done, published, result FROM remedy WHERE meeting = ?1 ORDER BY id",
      read_remedy, (GDestroyNotify) zb_remedy_free },
    { &record->attachments,
      "SELECT id, name, path, bytes, lower (hex (sha256)) FROM attachment WHERE meeting = ?1 ORDER BY id",
      read_attachment, (GDestroyNotify) zb_attachment_free },
    { &record->follow_ups,
      "SELECT f.id, f.member, m.name, f.kind, f.day, f.done_by, f.outcome FROM follow_up AS f"
      " JOIN member AS m ON m.id = f.member WHERE f.meeting = ?1 ORDER BY f.id",
      read_follow_up, (GDestroyNotify) zb_follow_up_free },
    { &record->steps,
      "SELECT moment, step, who, note FROM meeting_step WHERE meeting = ?1 ORDER BY id",
      read_step, (GDestroyNotify) zb_meeting_step_free },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!(*parts[i].into = load (db, meeting, parts[i].sql, parts[i].read, parts[i].free_item, error)))
      return FALSE;

  return TRUE;
}

ZbRecord *
zb_record_store_load (ZbDb    *db,
                      gint64   meeting,
                      GError **error)
{
  g_autoptr (ZbRecord) record = g_new0 (ZbRecord, 1);

  if (!(record->meeting = zb_meeting_store_get (db, meeting, error)) ||
      !load_parts (db, meeting, record, error) ||
      !(record->attendance = zb_attendance_store_list (db, meeting, error)))
    return NULL;

  record->frozen = zb_meeting_get_facts (record->meeting)->n_listed > 0;
  if (record->frozen)
    return g_steal_pointer (&record);

  g_ptr_array_unref (record->attendance);
  record->attendance = zb_attendance_store_propose (db, record->meeting, error);
  return record->attendance != NULL ? g_steal_pointer (&record) : NULL;
}

static gpointer
read_known (ZbStatement *query)
{
  ZbKnownFile *file = g_new0 (ZbKnownFile, 1);

  zb_statement_copy_hash (query, 0, file->sha256);
  file->bytes = zb_statement_get_int (query, 1);
  file->original = zb_statement_dup_text (query, 2);
  file->path = zb_statement_dup_text (query, 3);
  return file;
}

GPtrArray *
zb_attachment_store_known (ZbDb    *db,
                           GError **error)
{
  return load (db, 0, "SELECT sha256, bytes, name, path FROM attachment WHERE ?1 = 0 ORDER BY id", read_known,
               (GDestroyNotify) zb_known_file_free, error);
}

static gpointer
read_entry (ZbStatement *query)
{
  ZbAttendanceEntry *entry = g_new0 (ZbAttendanceEntry, 1);

  entry->meeting = zb_statement_get_int (query, 0);
  zb_wall_parse (&entry->start, zb_statement_get_text (query, 1));
  entry->theme = zb_statement_dup_text (query, 2);
  entry->kinds = zb_kinds_parse (zb_statement_get_text (query, 3));
  zb_mark_parse (zb_statement_get_text (query, 4), &entry->mark);
  entry->reason = zb_statement_dup_text (query, 5);
  entry->note = zb_statement_dup_text (query, 6);
  return entry;
}

GPtrArray *
zb_attendance_store_list_of (ZbDb       *db,
                             gint64      member,
                             const char *from,
                             const char *to,
                             GError    **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_attendance_entry_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT m.id, m.starts, m.theme,"
                          " (SELECT coalesce (group_concat (kind), '') FROM meeting_kind WHERE meeting = m.id),"
                          " a.mark, a.reason, a.note FROM attendance AS a JOIN meeting AS m ON m.id = a.meeting"
                          " WHERE a.member = ?1 AND substr (m.starts, 1, 10) BETWEEN ?2 AND ?3"
                          " ORDER BY m.starts DESC, m.id DESC",
                          error))
    return NULL;

  zb_statement_int (&query, 1, member);
  zb_statement_text (&query, 2, from);
  zb_statement_text (&query, 3, to);
  while (zb_statement_next (&query, error))
    g_ptr_array_add (entries, read_entry (&query));

  return query.failed ? NULL : g_steal_pointer (&entries);
}
