/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/xlsx-private.h"

#include <string.h>

#define ESCAPE 7 /* bytes of _x000D_ */

void
zb_runs_start (ZbRuns          *runs,
               const ZbElement *element)
{
  if (zb_element_is (element, "rPh"))
    runs->aside++;
  else if (zb_element_is (element, "t"))
    runs->inside = TRUE;
}

void
zb_runs_end (ZbRuns     *runs,
             const char *name)
{
  if (strcmp (name, "rPh") == 0)
    runs->aside -= runs->aside > 0;
  else if (strcmp (name, "t") == 0)
    runs->inside = FALSE;
}

gboolean
zb_runs_add (ZbRuns     *runs,
             const char *text,
             int         len)
{
  if (runs->text->len + len > ZB_TABLE_MAX_TEXT)
    return FALSE;

  g_string_append_len (runs->text, text, len);
  return TRUE;
}

static gboolean
read_escape (const char *text,
             gsize       left,
             gunichar   *c)
{
  *c = 0;
  if (left < ESCAPE || text[0] != '_' || text[1] != 'x' || text[6] != '_')
    return FALSE;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
      *c = *c * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }

  return *c != 0 && g_unichar_validate (*c);
}

void
zb_runs_unescape (GString *text)
{
  gsize    to = 0, from = 0;
  gunichar c;

  if (strstr (text->str, "_x") == NULL)
    return;
  while (from < text->len)
    if (read_escape (text->str + from, text->len - from, &c))
      {
        to += g_unichar_to_utf8 (c, text->str + to);
        from += ESCAPE;
      }
    else
      text->str[to++] = text->str[from++];
  g_string_truncate (text, to);
}
