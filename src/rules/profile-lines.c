/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GKeyFile merges a group that occurs twice, takes the last of two keys and knows no lines. This pass looks at the lines
 * alone: it refuses doubles and whatever is not plainly a group, a key or a remark, and demands [end] as the last
 * group, so that a file cut anywhere is refused.
 */
#include "rules/profile-private.h"

#include <string.h>

#define MAX_GROUPS 1024
#define END "end"

typedef struct
{
  GPtrArray      *groups;
  GHashTable     *names; /* of the groups, borrowed */
  gboolean        ended;
  guint           line;
  ZbProfileFault *fault;
} Pass;

static void
group_free (ZbProfileGroup *group)
{
  g_hash_table_unref (group->lines);
  g_free (group->name);
  g_free (group);
}

static gboolean
is_word (const char *text,
         const char *more)
{
  if (*text == '\0')
    return FALSE;

  for (; *text != '\0'; text++)
    if (!g_ascii_islower (*text) && !g_ascii_isdigit (*text) && *text != '-' && strchr (more, *text) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
refuse (Pass          *self,
        ZbProfileWrong what,
        const char    *word)
{
  ZbProfileGroup *group = self->groups->len > 0 ? self->groups->pdata[self->groups->len - 1] : NULL;

  zb_profile_set_fault (self->fault, self->line, what, group != NULL ? group->name : NULL, word);
  return FALSE;
}

/* `text` without its brackets. */
static gboolean
take_group (Pass       *self,
            const char *name)
{
  ZbProfileGroup *group = NULL;

  if (self->ended || !is_word (name, " ") || self->groups->len >= MAX_GROUPS)
    return refuse (self, ZB_PROFILE_SYNTAX, name);

  if (g_hash_table_contains (self->names, name))
    return refuse (self, ZB_PROFILE_TWICE, name);

  self->ended = g_str_equal (name, END);
  if (self->ended)
    return TRUE;

  group = g_new0 (ZbProfileGroup, 1);
  group->name = g_strdup (name);
  group->line = self->line;
  group->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->groups, group);
  g_hash_table_add (self->names, group->name);
  return TRUE;
}

static gboolean
take_key (Pass *self,
          char *key)
{
  ZbProfileGroup *group = self->groups->len > 0 ? self->groups->pdata[self->groups->len - 1] : NULL;

  if (group == NULL || self->ended || !is_word (key, ""))
    return refuse (self, ZB_PROFILE_SYNTAX, key);

  if (!g_hash_table_insert (group->lines, g_strdup (key), GUINT_TO_POINTER (self->line)))
    return refuse (self, ZB_PROFILE_TWICE, key);

  return TRUE;
}

static gboolean
take_line (Pass *self,
           char *line)
{
  char *equals = NULL;

  g_strstrip (line);
  if (*line == '\0' || *line == '#')
    return TRUE;

  if (*line == '[' && g_str_has_suffix (line, "]"))
    {
      line[strlen (line) - 1] = '\0';
      return take_group (self, line + 1);
    }

  equals = strchr (line, '=');
  if (*line == '[' || equals == NULL)
    return refuse (self, ZB_PROFILE_SYNTAX, line);

  *equals = '\0';
  return take_key (self, g_strchomp (line));
}

static gboolean
take_lines (Pass       *self,
            const char *text)
{
  while (*text != '\0')
    {
      gsize            length = strcspn (text, "\n");
      g_autofree char *line = g_strndup (text, length);

      self->line++;
      if (!take_line (self, line))
        return FALSE;
      text += length + (text[length] == '\n' ? 1 : 0);
    }

  return self->ended || refuse (self, ZB_PROFILE_MISSING, "[" END "]");
}

GPtrArray *
zb_profile_read_lines (const char     *text,
                       ZbProfileFault *fault)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  Pass self = { groups, names, FALSE, 0, fault };

  return take_lines (&self, text) ? g_steal_pointer (&groups) : NULL;
}
