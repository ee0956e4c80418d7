/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

#include "fuzz/fuzz.h"

/* What is read as a day is one: its ISO text and its words read back as the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autofree char *iso = NULL;
  g_autofree char *words = NULL;
  ZbDay            day, again;

  if (!zb_day_read (&day, text))
    {
      g_assert_false (zb_day_is_set (day));
      return 0;
    }

  iso = zb_day_to_text (day);
  g_assert_true (zb_day_parse (&again, iso));
  g_assert_cmpint (zb_day_compare (day, again), ==, 0);
  if (day.year < 1000)
    return 0;

  words = zb_day_dup_words (day);
  g_assert_true (zb_day_read (&again, words));
  g_assert_cmpmem (&day, sizeof day, &again, sizeof again);
  return 0;
}
