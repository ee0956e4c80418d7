/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A group's values by a table of its keys. What is not in the table is refused; so is a value that cannot be. */
#include "rules/gap.h"
#include "rules/profile-private.h"

#include <string.h>

#define MAX_DAYS 366
#define MAX_WHOLE_YEAR 366

typedef enum
{
  TYPE_TEXT,
  TYPE_CODE,   /* lower case, digits, - */
  TYPE_NUMBER, /* least … most */
  TYPE_YES,
  TYPE_WORD, /* of `words` */
  TYPE_KINDS,
  TYPE_EVIDENCE,
  TYPE_DAY,
} Type;

typedef struct
{
  const char        *key;
  Type               type;
  gboolean           must;
  gsize              offset;
  guint              least, most;
  const char *const *words;
} Field;

static const char *const election_codes[] = { "present", "all", NULL };

#define HEAD(name) G_STRUCT_OFFSET (ZbProfile, name)
#define RULE(name) G_STRUCT_OFFSET (ZbRequirement, name)

static const Field head_fields[] = {
  { "code", TYPE_CODE, TRUE, HEAD (code) },
  { "name", TYPE_TEXT, TRUE, HEAD (name) },
  { "election", TYPE_WORD, TRUE, HEAD (election), .words = election_codes },
  { "half-counts", TYPE_YES, TRUE, HEAD (half_counts) },
  { "record-days", TYPE_NUMBER, TRUE, HEAD (record_days), 0, MAX_DAYS },
  { "photo-days", TYPE_NUMBER, TRUE, HEAD (photo_days), 0, MAX_DAYS },
};

static const Field rule_fields[] = {
  { "name", TYPE_TEXT, TRUE, RULE (name) },
  { "kinds", TYPE_KINDS, FALSE, RULE (kinds) },
  { "task", TYPE_CODE, FALSE, RULE (task) },
  { "scope", TYPE_WORD, FALSE, RULE (scope), .words = zb_scope_codes },
  { "period", TYPE_WORD, TRUE, RULE (period), .words = zb_period_codes },
  { "count", TYPE_NUMBER, TRUE, RULE (count), 1, 31 },
  { "month", TYPE_NUMBER, FALSE, RULE (month), 1, 12 },
  { "fixed-day", TYPE_NUMBER, FALSE, RULE (fixed_day), 1, 31 },
  { "joint", TYPE_NUMBER, FALSE, RULE (joint), 0, MAX_WHOLE_YEAR },
  { "only-joint", TYPE_YES, FALSE, RULE (only_joint) },
  { "fold", TYPE_KINDS, FALSE, RULE (fold) },
  { "who", TYPE_WORD, FALSE, RULE (who), .words = zb_who_codes },
  { "lecturing", TYPE_YES, FALSE, RULE (lecturing) },
  { "quorum", TYPE_WORD, FALSE, RULE (quorum), .words = zb_formula_codes },
  { "record-days", TYPE_NUMBER, FALSE, RULE (record_days), 0, MAX_DAYS },
  { "evidence", TYPE_EVIDENCE, FALSE, RULE (evidence) },
  { "article", TYPE_TEXT, TRUE, RULE (article) },
  { "text", TYPE_TEXT, FALSE, RULE (text) },
  { "verified", TYPE_YES, TRUE, RULE (verified) },
  { "until", TYPE_DAY, FALSE, RULE (until) },
};

void
zb_profile_rule_free (ZbRequirement *rule)
{
  g_free (rule->code);
  g_free (rule->name);
  g_free (rule->task);
  g_free (rule->article);
  g_free (rule->text);
  g_free (rule);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbRequirement, zb_profile_rule_free)

static guint
find_line (const ZbProfileReading *self,
           const char             *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->group->lines, key));
}

static gboolean
has_key (const ZbProfileReading *self,
         const char             *key)
{
  return find_line (self, key) != 0;
}

/* At the key's line, or the group's where the key is not there. */
static gboolean
refuse (const ZbProfileReading *self,
        ZbProfileWrong          what,
        const char             *key,
        const char             *word)
{
  guint line = find_line (self, key);

  zb_profile_set_fault (self->fault, line != 0 ? line : self->group->line, what, self->group->name, word);
  return FALSE;
}

static gboolean
is_plain (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;

  return *text != '\0';
}

static gboolean
is_code (const char *text)
{
  return *text != '\0' && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

static gboolean
read_word (const char        *text,
           const char *const *words,
           guint             *value)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (text, words[i]))
      {
        *value = i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_gap (const char *text,
          guint      *bit)
{
  for (guint i = 0; i < ZB_N_GAPS; i++)
    if (g_str_equal (text, zb_gap_to_code (1u << i)))
      {
        *bit = 1u << i;
        return TRUE;
      }

  return FALSE;
}

/* "record, photos"; "none". */
static gboolean
read_evidence (const char *text,
               guint      *mask)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  *mask = 0;
  for (guint i = 0; !g_str_equal (text, "none") && words[i] != NULL; i++)
    {
      guint bit = 0;

      if (!read_gap (g_strstrip (words[i]), &bit))
        return FALSE;
      *mask |= bit;
    }

  return *text != '\0';
}

static gboolean
read_number (const char  *text,
             const Field *field,
             guint       *value)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, field->least, field->most, &number, NULL))
    return FALSE;

  *value = number;
  return TRUE;
}

static gboolean
read_yes (const char *text,
          gboolean   *value)
{
  *value = g_str_equal (text, "yes");
  return *value || g_str_equal (text, "no");
}

static gboolean
read_text (const char *text,
           gboolean    code,
           char      **value)
{
  if (code ? !is_code (text) : !is_plain (text))
    return FALSE;

  *value = g_strdup (text);
  return TRUE;
}

static gboolean
read_value (const char  *text,
            const Field *field,
            gpointer     value)
{
  switch (field->type)
    {
    case TYPE_TEXT:
    case TYPE_CODE:
      return read_text (text, field->type == TYPE_CODE, value);

    case TYPE_NUMBER:
      return read_number (text, field, value);

    case TYPE_YES:
      return read_yes (text, value);

    case TYPE_WORD:
      return read_word (text, field->words, value);

    case TYPE_KINDS:
      return (*(ZbKinds *) value = zb_kinds_parse (text)) != 0;

    case TYPE_EVIDENCE:
      return read_evidence (text, value);

    case TYPE_DAY:
      return zb_day_parse (value, text) && zb_day_is_whole (*(ZbDay *) value);

    default:
      return FALSE;
    }
}

static gboolean
read_field (const ZbProfileReading *self,
            const Field            *field,
            gpointer                object)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!has_key (self, field->key))
    return !field->must || refuse (self, ZB_PROFILE_MISSING, field->key, field->key);

  text = g_key_file_get_string (self->file, self->group->name, field->key, &error);
  if (error != NULL || !read_value (g_strstrip (text), field, G_STRUCT_MEMBER_P (object, field->offset)))
    return refuse (self, ZB_PROFILE_VALUE, field->key, field->key);

  return TRUE;
}

static gboolean
knows (const Field *fields,
       guint        n_fields,
       const char  *key)
{
  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, key))
      return TRUE;

  return FALSE;
}

/* The first key in the file that is none; NULL. */
static const char *
find_unknown (const ZbProfileReading *self,
              const Field            *fields,
              guint                   n_fields)
{
  const char    *found = NULL;
  GHashTableIter iter;
  gpointer       key, line;

  g_hash_table_iter_init (&iter, self->group->lines);
  while (g_hash_table_iter_next (&iter, &key, &line))
    if (!knows (fields, n_fields, key) &&
        (found == NULL || GPOINTER_TO_UINT (line) < find_line (self, found)))
      found = key;

  return found;
}

static gboolean
read_fields (const ZbProfileReading *self,
             const Field            *fields,
             guint                   n_fields,
             gpointer                object)
{
  const char *unknown = find_unknown (self, fields, n_fields);

  if (unknown != NULL)
    return refuse (self, ZB_PROFILE_KEY, unknown, unknown);

  for (guint i = 0; i < n_fields; i++)
    if (!read_field (self, &fields[i], object))
      return FALSE;

  return TRUE;
}

gboolean
zb_profile_read_head (const ZbProfileReading *reading,
                      ZbProfile              *profile)
{
  return read_fields (reading, head_fields, G_N_ELEMENTS (head_fields), profile);
}

/* "theme-day 2019-01-01" */
static gboolean
read_name (const ZbProfileReading *self,
           ZbRequirement          *rule)
{
  g_auto (GStrv) words = g_strsplit (self->group->name, " ", 2);

  rule->line = self->group->line;
  rule->code = g_strdup (words[0]);
  if (!is_code (words[0]) || g_str_equal (words[0], "end") || g_str_equal (words[0], "profile"))
    return refuse (self, ZB_PROFILE_VALUE, "", words[0]);

  if (words[1] != NULL && (!zb_day_parse (&rule->from, words[1]) || !zb_day_is_whole (rule->from)))
    return refuse (self, ZB_PROFILE_VALUE, "", words[1]);

  return TRUE;
}

static gboolean
check_what (const ZbProfileReading *self,
            const ZbRequirement    *rule)
{
  if (rule->kinds == 0 && rule->task == NULL)
    return refuse (self, ZB_PROFILE_MISSING, "kinds", "kinds");

  if (rule->kinds != 0 && rule->task != NULL)
    return refuse (self, ZB_PROFILE_VALUE, "task", "task");

  if (rule->task != NULL && (rule->fold != 0 || rule->scope != ZB_SCOPE_BRANCH))
    return refuse (self, ZB_PROFILE_VALUE, rule->fold != 0 ? "fold" : "scope", rule->fold != 0 ? "fold" : "scope");

  if (rule->scope != ZB_SCOPE_PERSON && (has_key (self, "who") || rule->lecturing))
    return refuse (self, ZB_PROFILE_VALUE, has_key (self, "who") ? "who" : "lecturing",
                   has_key (self, "who") ? "who" : "lecturing");

  if (rule->only_joint && (rule->task != NULL || rule->scope != ZB_SCOPE_BRANCH))
    return refuse (self, ZB_PROFILE_VALUE, "only-joint", "only-joint");

  return TRUE;
}

/* A day of a longer period needs its month; the last day of a month can only be given for a month that has it. */
static gboolean
check_when (const ZbProfileReading *self,
            const ZbRequirement    *rule)
{
  guint months = zb_period_months[rule->period];

  if (rule->month > months || (rule->month != 0 && months == 1))
    return refuse (self, ZB_PROFILE_VALUE, "month", "month");

  if (rule->fixed_day != 0 && rule->month == 0 && months > 1)
    return refuse (self, ZB_PROFILE_MISSING, "month", "month");

  if (rule->joint > rule->count * (12 / months))
    return refuse (self, ZB_PROFILE_VALUE, "joint", "joint");

  if (zb_day_is_set (rule->until) && zb_day_is_set (rule->from) && zb_day_compare (rule->until, rule->from) <= 0)
    return refuse (self, ZB_PROFILE_DATES, "until", "until");

  return TRUE;
}

ZbRequirement *
zb_profile_read_rule (const ZbProfileReading *reading,
                      const ZbProfile        *profile)
{
  g_autoptr (ZbRequirement) rule = g_new0 (ZbRequirement, 1);

  rule->evidence = ~0u;
  rule->record_days = profile->record_days;
  if (!read_name (reading, rule) || !read_fields (reading, rule_fields, G_N_ELEMENTS (rule_fields), rule) ||
      !check_what (reading, rule) || !check_when (reading, rule))
    return NULL;

  return g_steal_pointer (&rule);
}
