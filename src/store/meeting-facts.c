/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/meeting-facts.h"

#include "store/statement.h"

/* What one row of a query (meeting first) adds to a meeting's facts. */
typedef void (*TakeFunc) (ZbMeetingFacts *facts, ZbStatement *query);

static void
take_photos (ZbMeetingFacts *facts,
             ZbStatement    *query)
{
  facts->n_photos = zb_statement_get_int (query, 1);
  facts->n_uncaptioned = zb_statement_get_int (query, 2);
  facts->n_astray = zb_statement_get_int (query, 3);
}

static void
take_attendance (ZbMeetingFacts *facts,
                 ZbStatement    *query)
{
  facts->n_listed = zb_statement_get_int (query, 1);
  facts->n_unmarked = zb_statement_get_int (query, 2);
  facts->expected = zb_statement_get_int (query, 3);
  facts->present = zb_statement_get_int (query, 4);
  facts->voters = zb_statement_get_int (query, 5);
  facts->voters_present = zb_statement_get_int (query, 6);
  facts->n_absent = zb_statement_get_int (query, 7);
  facts->n_unfollowed = zb_statement_get_int (query, 8);
}

static void
take_agenda (ZbMeetingFacts *facts,
             ZbStatement    *query)
{
  facts->n_agenda = zb_statement_get_int (query, 1);
  facts->n_written = zb_statement_get_int (query, 2);
}

/* In the order of ZbFormula (rules/profile.h), none first. */
static void
take_vote (ZbMeetingFacts *facts,
           ZbStatement    *query)
{
  facts->n_votes += zb_statement_get_int (query, 1);
  facts->vote_formulas |= 1u << zb_statement_get_int (query, 2);
}

static void
take_remedies (ZbMeetingFacts *facts,
               ZbStatement    *query)
{
  facts->n_remedies = zb_statement_get_int (query, 1);
  facts->n_open_remedies = zb_statement_get_int (query, 2);
  zb_day_parse (&facts->remedy_due, zb_statement_get_text (query, 3));
}

static void
take_attachments (ZbMeetingFacts *facts,
                  ZbStatement    *query)
{
  facts->n_attachments = zb_statement_get_int (query, 1);
}

/* A photo is astray when its day, known for certain enough to link, is not one of the meeting's. */
#define PHOTOS(where)                                                                                 \
  "SELECT p.meeting, count (*), sum (p.caption IS NULL),"                                             \
  " sum (p.links = 1 AND p.taken IS NOT NULL AND (substr (p.taken, 1, 10) < substr (m.starts, 1, 10)" \
  " OR substr (p.taken, 1, 10) > substr (coalesce (m.ends, m.starts), 1, 10)))"                       \
  " FROM photo AS p JOIN meeting AS m ON m.id = p.meeting WHERE p.trashed IS NULL " where " GROUP BY p.meeting"
#define ATTENDANCE(where)                                                                           \
  "SELECT a.meeting, count (*), sum (a.mark = 'none'), sum (a.mark NOT IN ('exempt', 'observer'))," \
  " sum (a.mark = 'present'), sum (a.voter AND a.mark NOT IN ('exempt', 'observer')),"              \
  " sum (a.voter AND a.mark = 'present'), sum (a.mark = 'absent'),"                                 \
  " sum (a.mark = 'absent' AND f.day IS NULL)"                                                      \
  " FROM attendance AS a LEFT JOIN follow_up AS f ON f.meeting = a.meeting AND f.member = a.member" \
  " WHERE 1 " where " GROUP BY a.meeting"
#define AGENDA(where) "SELECT a.meeting, count (*), sum (a.written) FROM agenda AS a WHERE 1 " where " GROUP BY a.meeting"
#define VOTES(where)                                                                           \
  "SELECT a.meeting, count (*), CASE a.formula WHEN 'ordinary' THEN 1 WHEN 'admission' THEN 2" \
  " WHEN 'election' THEN 3 ELSE 4 END FROM vote AS a WHERE 1 " where " GROUP BY a.meeting, a.formula"
#define REMEDIES(where)                                                                              \
  "SELECT a.meeting, count (*), sum (a.done IS NULL), min (CASE WHEN a.done IS NULL THEN a.due END)" \
  " FROM remedy AS a WHERE 1 " where " GROUP BY a.meeting"
#define ATTACHMENTS(where) "SELECT a.meeting, count (*) FROM attachment AS a WHERE 1 " where " GROUP BY a.meeting"

#define OF_ONE " AND a.meeting = ?1"

static const struct
{
  const char *all;
  const char *one;
  TakeFunc    take;
} parts[] = {
  { PHOTOS (""), PHOTOS (" AND p.meeting = ?1"), take_photos },
  { ATTENDANCE (""), ATTENDANCE (OF_ONE), take_attendance },
  { AGENDA (""), AGENDA (OF_ONE), take_agenda },
  { VOTES (""), VOTES (OF_ONE), take_vote },
  { REMEDIES (""), REMEDIES (OF_ONE), take_remedies },
  { ATTACHMENTS (""), ATTACHMENTS (OF_ONE), take_attachments },
};

static ZbMeetingFacts *
ensure (GHashTable *all,
        gint64      meeting)
{
  ZbMeetingFacts *facts = g_hash_table_lookup (all, &meeting);

  if (facts == NULL)
    {
      facts = g_new0 (ZbMeetingFacts, 1);
      g_hash_table_insert (all, g_memdup2 (&meeting, sizeof meeting), facts);
    }

  return facts;
}

static gboolean
load_part (ZbDb       *db,
           const char *sql,
           gint64      meeting,
           TakeFunc    take,
           GHashTable *all,
           GError    **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, sql, error))
    return FALSE;

  if (meeting != 0)
    zb_statement_int (&query, 1, meeting);
  while (zb_statement_next (&query, error))
    take (ensure (all, zb_statement_get_int (&query, 0)), &query);

  return !query.failed;
}

GHashTable *
zb_meeting_facts_load (ZbDb    *db,
                       gint64   meeting,
                       GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!load_part (db, meeting == 0 ? parts[i].all : parts[i].one, meeting, parts[i].take, all, error))
      return NULL;

  return g_steal_pointer (&all);
}
