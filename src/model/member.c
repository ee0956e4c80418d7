/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/member.h"

#include <string.h>

struct _ZbMember
{
  GObject parent_instance;

  gint64         id;
  ZbMemberDraft *draft;
  guint          duties;
  gboolean       present;
  guint          n_problems;
  char          *pinyin;   /* as given */
  GStrv         *readings; /* of it: syllables each; NULL-terminated */
  char          *numbers;  /* digits of the phones, a blank between */
};

G_DEFINE_FINAL_TYPE (ZbMember, zb_member, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_SEX,
  PROP_BIRTH,
  PROP_JOINED,
  PROP_FULL_ON,
  PROP_POST,
  PROP_PHONE,
  PROP_CATEGORY,
  PROP_GROUP,
  PROP_BRANCH,
  PROP_DUTIES,
  PROP_STATUS,
  PROP_DOUBTFUL,
  PROP_PRESENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  guint         prop;
  const char   *name;
  ZbMemberField field;
} text_properties[] = {
  { PROP_NAME, "name", ZB_MEMBER_NAME },
  { PROP_SEX, "sex", ZB_MEMBER_SEX },
  { PROP_BIRTH, "birth", ZB_MEMBER_BIRTH },
  { PROP_JOINED, "joined", ZB_MEMBER_JOINED },
  { PROP_FULL_ON, "full-on", ZB_MEMBER_FULL_ON },
  { PROP_POST, "post", ZB_MEMBER_POST },
  { PROP_CATEGORY, "category", ZB_MEMBER_CATEGORY },
  { PROP_GROUP, "group", ZB_MEMBER_GROUP },
  { PROP_BRANCH, "branch", ZB_MEMBER_BRANCH },
  { PROP_STATUS, "status", ZB_MEMBER_STATUS },
};

static void
zb_member_finalize (GObject *object)
{
  ZbMember *self = ZB_MEMBER (object);

  for (GStrv *reading = self->readings; reading != NULL && *reading != NULL; reading++)
    g_strfreev (*reading);
  g_clear_pointer (&self->readings, g_free);
  g_clear_pointer (&self->draft, zb_member_draft_free);
  g_clear_pointer (&self->pinyin, g_free);
  g_clear_pointer (&self->numbers, g_free);

  G_OBJECT_CLASS (zb_member_parent_class)->finalize (object);
}

static void
get_text_property (ZbMember *self,
                   guint     prop,
                   GValue   *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_properties); i++)
    if (text_properties[i].prop == prop)
      {
        ZbMemberField field = text_properties[i].field;

        g_value_take_string (value, zb_member_field_dup_words (field, self->draft->values[field]));
        return;
      }
}

static void
zb_member_get_property (GObject    *object,
                        guint       prop,
                        GValue     *value,
                        GParamSpec *pspec)
{
  ZbMember *self = ZB_MEMBER (object);

  switch (prop)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_PHONE:
      g_value_take_string (value, zb_mask_phone (self->draft->values[ZB_MEMBER_PHONE]));
      break;
    case PROP_DUTIES:
      g_value_take_string (value, zb_member_dup_duties (self));
      break;
    case PROP_DOUBTFUL:
      g_value_set_boolean (value, self->n_problems > 0);
      break;
    case PROP_PRESENT:
      g_value_set_boolean (value, self->present);
      break;
    default:
      get_text_property (self, prop, value);
      break;
    }
}

static void
zb_member_class_init (ZbMemberClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = zb_member_finalize;
  object_class->get_property = zb_member_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PHONE] = g_param_spec_string ("phone", NULL, NULL, NULL, flags);
  properties[PROP_DUTIES] = g_param_spec_string ("duties", NULL, NULL, NULL, flags);
  properties[PROP_DOUBTFUL] = g_param_spec_boolean ("doubtful", NULL, NULL, FALSE, flags);
  properties[PROP_PRESENT] = g_param_spec_boolean ("present", NULL, NULL, FALSE, flags);
  for (guint i = 0; i < G_N_ELEMENTS (text_properties); i++)
    properties[text_properties[i].prop] = g_param_spec_string (text_properties[i].name, NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
zb_member_init (ZbMember *self)
{
}

static GStrv *
split_readings (const char *pinyin)
{
  g_auto (GStrv) parts = g_strsplit (pinyin != NULL ? pinyin : "", "|", -1);
  GStrv *readings = g_new0 (GStrv, g_strv_length (parts) + 1);

  for (guint i = 0; parts[i] != NULL; i++)
    readings[i] = g_strsplit (parts[i], " ", -1);

  return readings;
}

static void
append_digits (GString    *numbers,
               const char *phone)
{
  g_string_append_c (numbers, ' ');
  for (; phone != NULL && *phone != '\0'; phone++)
    if (g_ascii_isdigit (*phone))
      g_string_append_c (numbers, *phone);
}

ZbMember *
zb_member_new (gint64               id,
               const ZbMemberDraft *draft,
               guint                duties,
               gboolean             present,
               const char          *pinyin,
               guint                n_problems)
{
  ZbMember *self = g_object_new (ZB_TYPE_MEMBER, NULL);
  GString  *numbers = g_string_new (NULL);

  append_digits (numbers, draft->values[ZB_MEMBER_PHONE]);
  append_digits (numbers, draft->values[ZB_MEMBER_LANDLINE]);
  self->id = id;
  self->draft = zb_member_draft_copy (draft);
  self->duties = duties;
  self->present = present;
  self->n_problems = n_problems;
  self->pinyin = g_strdup (pinyin);
  self->readings = split_readings (pinyin);
  self->numbers = g_string_free (numbers, FALSE);

  return self;
}

ZbMember *
zb_member_copy_with_problems (ZbMember *self,
                              guint     n_problems)
{
  return zb_member_new (self->id, self->draft, self->duties, self->present, self->pinyin, n_problems);
}

gint64
zb_member_get_id (ZbMember *self)
{
  return self->id;
}

const char *
zb_member_get_value (ZbMember     *self,
                     ZbMemberField field)
{
  return self->draft->values[field];
}

ZbDay
zb_member_get_day (ZbMember     *self,
                   ZbMemberField field)
{
  ZbDay day;

  zb_day_parse (&day, self->draft->values[field]);
  return day;
}

const char *
zb_member_get_name (ZbMember *self)
{
  const char *name = self->draft->values[ZB_MEMBER_NAME];

  return name != NULL ? name : "";
}

guint
zb_member_get_duties (ZbMember *self)
{
  return self->duties;
}

char *
zb_member_dup_duties (ZbMember *self)
{
  GString *names = g_string_new (NULL);

  for (ZbDuty duty = 0; duty < ZB_N_DUTIES; duty++)
    if (self->duties & (1u << duty))
      g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "", zb_duty_get_name (duty));

  return g_string_free (names, FALSE);
}

gboolean
zb_member_get_present (ZbMember *self)
{
  return self->present;
}

guint
zb_member_get_n_problems (ZbMember *self)
{
  return self->n_problems;
}

/* zgf, zhangguif and zgfen are all 张桂芬: every syllable gives its first letters, at least one. */
static gboolean
fits_syllables (char      **syllables,
                const char *needle)
{
  if (*needle == '\0')
    return TRUE;
  if (*syllables == NULL)
    return FALSE;

  for (guint n = 1; (*syllables)[n - 1] != '\0' && (*syllables)[n - 1] == needle[n - 1]; n++)
    if (fits_syllables (syllables + 1, needle + n))
      return TRUE;

  return FALSE;
}

static gboolean
fits_reading (char      **syllables,
              const char *needle)
{
  for (; *syllables != NULL; syllables++)
    if (fits_syllables (syllables, needle))
      return TRUE;

  return FALSE;
}

static gboolean
fits_word (ZbMember   *self,
           const char *word)
{
  if (strstr (zb_member_get_name (self), word) != NULL || strstr (self->numbers, word) != NULL)
    return TRUE;

  for (GStrv *reading = self->readings; *reading != NULL; reading++)
    if (fits_reading (*reading, word))
      return TRUE;

  return FALSE;
}

GStrv
zb_member_split_words (const char *needle)
{
  g_autofree char *folded = g_utf8_strdown (needle, -1);

  return g_strsplit (folded, " ", -1);
}

gboolean
zb_member_has_words (ZbMember          *self,
                     const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !fits_word (self, words[i]))
      return FALSE;

  return TRUE;
}

gboolean
zb_member_matches (ZbMember   *self,
                   const char *needle)
{
  g_auto (GStrv) words = zb_member_split_words (needle);

  return zb_member_has_words (self, (const char *const *) words);
}

ZbMemberDraft *
zb_member_to_draft (ZbMember *self)
{
  return zb_member_draft_copy (self->draft);
}

gboolean
zb_member_equal (ZbMember *a,
                 ZbMember *b)
{
  return a->id == b->id && a->duties == b->duties && a->present == b->present && a->n_problems == b->n_problems &&
         zb_member_draft_equal (a->draft, b->draft);
}

gint
zb_member_compare_names (ZbMember *a,
                         ZbMember *b)
{
  gint order = g_strcmp0 (a->pinyin, b->pinyin);

  return order != 0 ? order : strcmp (zb_member_get_name (a), zb_member_get_name (b));
}
