/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

#include "rules/member-check.h"

/* Whom a row means. The identity number decides where both have one; else the name, with the days of
 * birth and of admission as far as both know them. Nobody is guessed: of two candidates neither is
 * taken, and whoever has the name but other days is only pointed at. One pass over hash tables.
 */

#define MOST_NAMESAKES 64 /* looked at; a table with more of one name is no ledger */

typedef struct
{
  GHashTable *by_number; /* char * → ZbMember, borrowed */
  GHashTable *by_name;   /* char * → GPtrArray of ZbMember */
  GHashTable *in_table;  /* char * → GUINT: how many drafts have the name */
  GPtrArray  *drafts;
  GArray     *said;
  GArray     *matches;
  GHashTable *seen;
} Matcher;

static GPtrArray *
get_list (GHashTable *by_name,
          const char *name)
{
  GPtrArray *list = g_hash_table_lookup (by_name, name);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (by_name, g_strdup (name), list);
    }

  return list;
}

static void
index_members (Matcher   *self,
               GPtrArray *members)
{
  self->by_number = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < members->len; i++)
    {
      ZbMember   *member = members->pdata[i];
      const char *number = zb_member_get_value (member, ZB_MEMBER_ID);

      if (number != NULL)
        g_hash_table_insert (self->by_number, zb_roster_number_key (number), member);
      if (zb_member_get_name (member) != NULL)
        g_ptr_array_add (get_list (self->by_name, zb_member_get_name (member)), member);
    }
}

static void
count_names (Matcher *self)
{
  self->in_table = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->drafts->len; i++)
    {
      const char *name = ((ZbMemberDraft *) self->drafts->pdata[i])->values[ZB_MEMBER_NAME];

      if (name != NULL)
        g_hash_table_insert (self->in_table, (char *) name,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->in_table, name)) + 1));
    }
}

typedef enum
{
  EVIDENCE_AGAINST,
  EVIDENCE_NONE,
  EVIDENCE_FOR,
} Evidence;

static Evidence
weigh_day (const char *a,
           const char *b)
{
  ZbDay day, other;

  if (!zb_day_parse (&day, a) || !zb_day_parse (&other, b))
    return EVIDENCE_NONE;

  return zb_day_agrees (day, other) ? EVIDENCE_FOR : EVIDENCE_AGAINST;
}

static Evidence
weigh_number (const char *a,
              const char *b)
{
  g_autofree char *key = a != NULL ? zb_roster_number_key (a) : NULL;
  g_autofree char *other = b != NULL ? zb_roster_number_key (b) : NULL;

  if (key == NULL || other == NULL)
    return EVIDENCE_NONE;

  return g_str_equal (key, other) ? EVIDENCE_FOR : EVIDENCE_AGAINST;
}

/* What two records of one name say about being one person. */
static Evidence
weigh (const char *const *a,
       const char *const *b)
{
  Evidence number = weigh_number (a[ZB_MEMBER_ID], b[ZB_MEMBER_ID]);
  Evidence birth = weigh_day (a[ZB_MEMBER_BIRTH], b[ZB_MEMBER_BIRTH]);
  Evidence joined = weigh_day (a[ZB_MEMBER_JOINED], b[ZB_MEMBER_JOINED]);

  if (number != EVIDENCE_NONE)
    return number;
  if (birth == EVIDENCE_AGAINST || joined == EVIDENCE_AGAINST)
    return EVIDENCE_AGAINST;
  if (a[ZB_MEMBER_SEX] != NULL && b[ZB_MEMBER_SEX] != NULL && !g_str_equal (a[ZB_MEMBER_SEX], b[ZB_MEMBER_SEX]))
    return EVIDENCE_AGAINST;
  if (birth == EVIDENCE_FOR || joined == EVIDENCE_FOR)
    return EVIDENCE_FOR;
  if (a[ZB_MEMBER_PHONE] != NULL && b[ZB_MEMBER_PHONE] != NULL)
    return g_str_equal (a[ZB_MEMBER_PHONE], b[ZB_MEMBER_PHONE]) ? EVIDENCE_FOR : EVIDENCE_AGAINST;

  return EVIDENCE_NONE;
}

static Evidence
weigh_member (ZbMember            *member,
              const ZbMemberDraft *draft)
{
  const char *values[ZB_N_MEMBER_FIELDS];

  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    values[field] = zb_member_get_value (member, field);

  return weigh (values, (const char *const *) draft->values);
}

static void
add_seen (Matcher  *self,
          ZbMember *member)
{
  gint64 id = zb_member_get_id (member);

  g_hash_table_add (self->seen, g_memdup2 (&id, sizeof id));
}

/* Those of the name whom nothing speaks against; who is here comes before who has left. */
static GPtrArray *
list_candidates (const ZbMemberDraft *draft,
                 GPtrArray           *namesakes)
{
  g_autoptr (GPtrArray) here = g_ptr_array_new ();
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  for (guint i = 0; i < namesakes->len && i < MOST_NAMESAKES; i++)
    {
      ZbMember *member = namesakes->pdata[i];

      if (weigh_member (member, draft) != EVIDENCE_AGAINST)
        g_ptr_array_add (zb_member_get_present (member) ? here : gone, member);
    }

  return here->len > 0 ? g_steal_pointer (&here) : g_steal_pointer (&gone);
}

static gboolean
is_only_in_table (Matcher             *self,
                  const ZbMemberDraft *draft)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->in_table, draft->values[ZB_MEMBER_NAME])) == 1;
}

/* One of the name: it is that one, unless he left, or only the name says so and the table has it twice. */
static void
settle_one (Matcher             *self,
            const ZbMemberDraft *draft,
            ZbMember            *member,
            ZbRosterMatch       *match)
{
  if (weigh_member (member, draft) == EVIDENCE_NONE && !is_only_in_table (self, draft))
    {
      match->many = match->same_name = TRUE;
      add_seen (self, member);
    }
  else if (zb_member_get_present (member))
    match->member = member;
  else
    match->perhaps = member;
}

/* All of the name are others: they are pointed at, unless the numbers say so for certain. */
static void
settle_other (const ZbMemberDraft *draft,
              GPtrArray           *namesakes,
              ZbRosterMatch       *match)
{
  match->same_name = TRUE;
  for (guint i = 0; i < namesakes->len && i < MOST_NAMESAKES; i++)
    {
      ZbMember *member = namesakes->pdata[i];

      if (weigh_number (draft->values[ZB_MEMBER_ID], zb_member_get_value (member, ZB_MEMBER_ID)) == EVIDENCE_NONE)
        {
          match->perhaps = member;
          return;
        }
    }
}

static void
match_by_name (Matcher             *self,
               const ZbMemberDraft *draft,
               ZbRosterMatch       *match)
{
  const char *name = draft->values[ZB_MEMBER_NAME];
  GPtrArray  *namesakes = name != NULL ? g_hash_table_lookup (self->by_name, name) : NULL;
  g_autoptr (GPtrArray) candidates = namesakes != NULL ? list_candidates (draft, namesakes) : NULL;

  if (namesakes == NULL)
    return;

  if (candidates->len == 1)
    settle_one (self, draft, candidates->pdata[0], match);
  else if (candidates->len == 0)
    settle_other (draft, namesakes, match);
  else
    match->many = match->same_name = TRUE;
  for (guint i = 0; match->many && i < candidates->len; i++)
    add_seen (self, candidates->pdata[i]);
}

static void
match_draft (Matcher             *self,
             const ZbMemberDraft *draft,
             ZbRosterMatch       *match)
{
  const char      *number = draft->values[ZB_MEMBER_ID];
  g_autofree char *key = number != NULL ? zb_roster_number_key (number) : NULL;
  ZbMember        *known = key != NULL ? g_hash_table_lookup (self->by_number, key) : NULL;

  if (known == NULL)
    {
      match_by_name (self, draft, match);
      return;
    }

  match->by_number = TRUE;
  if (zb_member_get_present (known))
    match->member = known;
  else
    match->perhaps = known;
}

/* What a person said about a perhaps. Who has the number cannot be somebody else. */
static void
take_word (ZbRosterMatch *match,
           ZbSaid         said)
{
  if (match->perhaps == NULL || said == ZB_SAID_NOTHING)
    return;

  if (said == ZB_SAID_SAME)
    match->member = g_steal_pointer (&match->perhaps);
  else if (!match->by_number)
    match->perhaps = NULL;
}

/* Two rows, one member: the one with the number stays, else the first. */
static void
settle_claim (Matcher    *self,
              GHashTable *claims,
              guint       index)
{
  ZbRosterMatch *match = &g_array_index (self->matches, ZbRosterMatch, index);
  gpointer       found = g_hash_table_lookup (claims, match->member);
  guint          first = GPOINTER_TO_UINT (found) - 1;
  ZbRosterMatch *other;

  if (found == NULL)
    {
      g_hash_table_insert (claims, match->member, GUINT_TO_POINTER (index + 1));
      return;
    }

  other = &g_array_index (self->matches, ZbRosterMatch, first);
  if (match->by_number && !other->by_number)
    {
      other->twin = (gint) index;
      g_hash_table_insert (claims, match->member, GUINT_TO_POINTER (index + 1));
    }
  else
    match->twin = (gint) first;
}

static void
settle_claims (Matcher *self)
{
  g_autoptr (GHashTable) claims = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->matches->len; i++)
    {
      ZbRosterMatch *match = &g_array_index (self->matches, ZbRosterMatch, i);

      if (match->member == NULL)
        continue;
      settle_claim (self, claims, i);
      add_seen (self, match->member);
    }
}

/* Whether a new draft is an earlier new one again. */
static gint
find_twin (Matcher             *self,
           GArray              *earlier,
           const ZbMemberDraft *draft)
{
  for (guint i = 0; i < earlier->len && i < MOST_NAMESAKES; i++)
    {
      guint                index = g_array_index (earlier, guint, i);
      const ZbMemberDraft *other = self->drafts->pdata[index];

      if (weigh ((const char *const *) other->values, (const char *const *) draft->values) != EVIDENCE_AGAINST)
        return (gint) index;
    }

  return earlier->len > MOST_NAMESAKES ? (gint) g_array_index (earlier, guint, 0) : -1;
}

static void
settle_new (Matcher    *self,
            GHashTable *numbers,
            GHashTable *names,
            guint       index)
{
  ZbRosterMatch       *match = &g_array_index (self->matches, ZbRosterMatch, index);
  const ZbMemberDraft *draft = self->drafts->pdata[index];
  const char          *name = draft->values[ZB_MEMBER_NAME];
  const char          *number = draft->values[ZB_MEMBER_ID];
  g_autofree char     *key = number != NULL ? zb_roster_number_key (number) : NULL;
  GArray              *earlier = name != NULL ? g_hash_table_lookup (names, name) : NULL;

  if (key != NULL && g_hash_table_contains (numbers, key))
    match->twin = GPOINTER_TO_INT (g_hash_table_lookup (numbers, key)) - 1;
  else if (earlier != NULL)
    match->twin = find_twin (self, earlier, draft);
  if (match->twin >= 0)
    return;

  if (key != NULL)
    g_hash_table_insert (numbers, g_steal_pointer (&key), GINT_TO_POINTER (index + 1));
  if (name != NULL && earlier == NULL)
    {
      earlier = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (names, (char *) name, earlier);
    }
  if (name != NULL)
    g_array_append_val (earlier, index);
}

/* Two of one number, or of one name whom nothing tells apart, are not both made. */
static void
settle_news (Matcher *self)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->matches->len; i++)
    {
      ZbRosterMatch *match = &g_array_index (self->matches, ZbRosterMatch, i);

      if (match->member == NULL && !match->many)
        settle_new (self, numbers, names, i);
    }
}

GArray *
zb_roster_match (GPtrArray  *members,
                 GPtrArray  *drafts,
                 GArray     *said,
                 GHashTable *seen)
{
  Matcher self = { .drafts = drafts, .said = said, .seen = seen };

  self.matches = g_array_sized_new (FALSE, TRUE, sizeof (ZbRosterMatch), drafts->len);
  index_members (&self, members);
  count_names (&self);
  for (guint i = 0; i < drafts->len; i++)
    {
      ZbRosterMatch match = { .twin = -1 };

      match_draft (&self, drafts->pdata[i], &match);
      take_word (&match, g_array_index (said, guint8, i));
      g_array_append_val (self.matches, match);
    }
  settle_claims (&self);
  settle_news (&self);

  g_hash_table_unref (self.by_number);
  g_hash_table_unref (self.by_name);
  g_hash_table_unref (self.in_table);
  return self.matches;
}
