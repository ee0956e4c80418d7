/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/taken.h"

#include <string.h>

#include "fuzz/fuzz.h"

/* What is read as a date is one: its ISO text reads back as the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autofree char *offset = NULL;
  g_autofree char *iso = NULL;
  guint            doubts = 0;
  gboolean         absent;
  ZbWall           wall, again;

  if (!zb_date_text_read (&wall, text, &doubts, &offset, &absent))
    {
      g_assert_false (zb_wall_is_set (&wall));
      g_assert_null (offset);
      return 0;
    }

  g_assert_false (absent);
  g_assert_true (offset == NULL || strlen (offset) == 6);
  iso = zb_wall_to_text (&wall);
  g_assert_true (zb_wall_parse (&again, iso));
  g_assert_cmpint (zb_wall_compare (&wall, &again), ==, 0);
  return 0;
}
