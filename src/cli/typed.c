/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/typed.h"

#include <string.h>

gboolean
zb_read_id (const char *text,
            gint64     *id)
{
  if (*text == '#')
    text++;

  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL);
}

gboolean
zb_read_count (const char *text,
               guint      *n)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, 1000000, &number, NULL))
    return FALSE;

  *n = number;
  return TRUE;
}

GArray *
zb_read_ids (char **texts,
             guint  n)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++)
    {
      gint64 id;

      if (!zb_read_id (texts[i], &id))
        return NULL;
      g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

char *
zb_show_wall (const ZbWall *wall)
{
  char *text = zb_wall_to_text (wall);

  if (text == NULL)
    return g_strdup ("—");

  return g_strdelimit (text, "T", ' ');
}
