/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-name.h"

#include <string.h>

static const struct
{
  char        forbidden;
  const char *twin;
} twins[] = {
  { '<', "＜" },
  { '>', "＞" },
  { ':', "：" },
  { '"', "＂" },
  { '/', "／" },
  { '\\', "＼" },
  { '|', "｜" },
  { '?', "？" },
  { '*', "＊" },
};

static gboolean
is_space (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return g_unichar_isspace (c) || type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* Among them what turns the direction of writing, and what no other system may know. */
static gboolean
is_nothing (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_FORMAT || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_SURROGATE || type == G_UNICODE_UNASSIGNED;
}

static void
add_char (GString *name,
          gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    if (c == (gunichar) twins[i].forbidden)
      {
        g_string_append (name, twins[i].twin);
        return;
      }

  g_string_append_unichar (name, c);
}

static gboolean
is_end (char c)
{
  return c == ' ' || c == '.';
}

static void
trim (GString *name)
{
  gsize first = 0;

  while (name->len > 0 && is_end (name->str[name->len - 1]))
    g_string_truncate (name, name->len - 1);
  while (first < name->len && is_end (name->str[first]))
    first++;
  g_string_erase (name, 0, first);
}

/* CON, com1 …, with or without a suffix. */
static gboolean
is_device (const char *name)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", "com", "lpt" };
  g_autofree char         *lower = g_ascii_strdown (name, strcspn (name, "."));
  gsize                    length;

  g_strchomp (lower);
  length = strlen (lower);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    if (g_str_has_prefix (lower, devices[i]))
      return i < 4 ? length == 3 : length == 4 && g_ascii_isdigit (lower[3]);

  return FALSE;
}

static void
shorten (GString *name,
         guint    most)
{
  guint units = 0;

  for (const char *p = name->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      units += g_utf8_get_char (p) > 0xffff ? 2 : 1;
      if (units > most || (gsize) (g_utf8_next_char (p) - name->str) > 3 * (gsize) most)
        {
          g_string_truncate (name, p - name->str);
          return;
        }
    }
}

char *
zb_export_clean_name (const char *text,
                      guint       most)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_space (c) && !is_nothing (c))
        add_char (name, c);
      else if (is_space (c) && name->len > 0 && name->str[name->len - 1] != ' ')
        g_string_append_c (name, ' ');
    }
  trim (name);
  shorten (name, most);
  trim (name);
  if (name->len == 0 || is_device (name->str))
    g_string_prepend_c (name, '_');

  return g_string_free (g_steal_pointer (&name), FALSE);
}

char *
zb_export_number_name (const char *stem,
                       guint       n,
                       const char *suffix)
{
  return n < 2 ? g_strconcat (stem, suffix, NULL) : g_strdup_printf ("%s-%u%s", stem, n, suffix);
}

char *
zb_export_fold_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}
