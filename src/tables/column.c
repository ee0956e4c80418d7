/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/table.h"

char *
zb_column_dup_name (guint column)
{
  GString *name = g_string_new (NULL);

  for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    g_string_prepend_c (name, 'A' + (rest - 1) % 26);

  return g_string_free (name, FALSE);
}
