/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/profile-private.h"

#include <string.h>

#define MAX_BYTES (256 * 1024)
#define HEAD "profile"

void
zb_profile_fault_clear (ZbProfileFault *fault)
{
  g_clear_pointer (&fault->group, g_free);
  g_clear_pointer (&fault->word, g_free);
}

void
zb_profile_set_fault (ZbProfileFault *fault,
                      guint           line,
                      ZbProfileWrong  what,
                      const char     *group,
                      const char     *word)
{
  if (fault == NULL)
    return;

  zb_profile_fault_clear (fault);
  fault->line = line;
  fault->what = what;
  fault->group = g_strdup (group);
  fault->word = g_strdup (word);
}

static ZbProfile *
profile_new (void)
{
  ZbProfile *self = g_new0 (ZbProfile, 1);

  g_atomic_ref_count_init (&self->references);
  self->requirements = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_profile_rule_free);
  return self;
}

ZbProfile *
zb_profile_ref (ZbProfile *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
zb_profile_unref (ZbProfile *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_ptr_array_unref (self->requirements);
  g_free (self->code);
  g_free (self->name);
  g_free (self);
}

/* Each requirement ends where the next one of its code begins. */
static void
end_requirement (const ZbProfile *self,
                 ZbRequirement   *rule)
{
  for (guint i = 0; i < self->requirements->len; i++)
    {
      const ZbRequirement *other = self->requirements->pdata[i];

      if (zb_day_is_set (other->from) && g_str_equal (other->code, rule->code) &&
          (!zb_day_is_set (rule->from) || zb_day_compare (other->from, rule->from) > 0) &&
          (!zb_day_is_set (rule->until) || zb_day_compare (other->from, rule->until) < 0))
        rule->until = other->from;
    }
}

static gboolean
read_head (ZbProfile        *self,
           GPtrArray        *groups,
           ZbProfileReading *reading)
{
  for (guint i = 0; i < groups->len; i++)
    {
      reading->group = groups->pdata[i];
      if (g_str_equal (reading->group->name, HEAD))
        return zb_profile_read_head (reading, self);
    }

  zb_profile_set_fault (reading->fault, 1, ZB_PROFILE_EMPTY, NULL, "[" HEAD "]");
  return FALSE;
}

static gboolean
read_rules (ZbProfile        *self,
            GPtrArray        *groups,
            ZbProfileReading *reading)
{
  for (guint i = 0; i < groups->len; i++)
    {
      ZbRequirement *rule = NULL;

      reading->group = groups->pdata[i];
      if (g_str_equal (reading->group->name, HEAD))
        continue;
      rule = zb_profile_read_rule (reading, self);
      if (rule == NULL)
        return FALSE;
      g_ptr_array_add (self->requirements, rule);
    }

  if (self->requirements->len == 0)
    zb_profile_set_fault (reading->fault, 1, ZB_PROFILE_EMPTY, NULL, NULL);
  return self->requirements->len > 0;
}

static gboolean
load (GKeyFile       *file,
      const char     *text,
      ZbProfileFault *fault)
{
  if (g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return TRUE;

  zb_profile_set_fault (fault, 1, ZB_PROFILE_SYNTAX, NULL, NULL);
  return FALSE;
}

static ZbProfile *
parse_text (const char     *text,
            ZbProfileFault *fault)
{
  g_autoptr (GPtrArray) groups = zb_profile_read_lines (text, fault);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (ZbProfile) self = profile_new ();
  ZbProfileReading reading = { file, NULL, fault };

  if (groups == NULL || !load (file, text, fault) || !read_head (self, groups, &reading) ||
      !read_rules (self, groups, &reading))
    return NULL;

  for (guint i = 0; i < self->requirements->len; i++)
    end_requirement (self, self->requirements->pdata[i]);
  return g_steal_pointer (&self);
}

ZbProfile *
zb_profile_parse (const char     *text,
                  gssize          length,
                  ZbProfileFault *fault)
{
  gsize            n = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *copy = NULL;

  if (fault != NULL)
    *fault = (ZbProfileFault){ 0 };

  if (n > MAX_BYTES || !g_utf8_validate_len (text, n, NULL))
    {
      zb_profile_set_fault (fault, 1, ZB_PROFILE_NOT_TEXT, NULL, NULL);
      return NULL;
    }

  copy = g_strndup (text, n);
  return parse_text (g_str_has_prefix (copy, "\xef\xbb\xbf") ? copy + 3 : copy, fault);
}

gboolean
zb_profile_rule_holds (const ZbRequirement *rule,
                       ZbDay                day)
{
  return (!zb_day_is_set (rule->from) || zb_day_compare (rule->from, day) <= 0) &&
         (!zb_day_is_set (rule->until) || zb_day_compare (day, rule->until) < 0);
}

const ZbRequirement *
zb_profile_find (const ZbProfile *self,
                 const char      *code,
                 ZbDay            day)
{
  for (guint i = 0; i < self->requirements->len; i++)
    {
      const ZbRequirement *rule = self->requirements->pdata[i];

      if (zb_profile_rule_holds (rule, day) && g_strcmp0 (rule->code, code) == 0)
        return rule;
    }

  return NULL;
}

guint
zb_profile_get_record_days (const ZbProfile *self,
                            ZbKinds          kinds,
                            ZbDay            day)
{
  guint    least = G_MAXUINT;
  gboolean found = FALSE;

  for (guint i = 0; i < self->requirements->len; i++)
    {
      const ZbRequirement *rule = self->requirements->pdata[i];

      if ((rule->kinds & kinds) == 0 || !zb_profile_rule_holds (rule, day))
        continue;
      found = TRUE;
      if (rule->record_days > 0)
        least = MIN (least, rule->record_days);
    }

  if (!found)
    return self->record_days;
  return least != G_MAXUINT ? least : 0;
}
