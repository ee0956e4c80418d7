/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/words.h"

#include "photo/clock.h"
#include "photo/tags.h"

gboolean
zb_words_parse_offset (const char *text,
                       gint64     *seconds)
{
  return zb_clock_parse_offset (text, seconds);
}

char *
zb_words_dup_offset (gint64 seconds)
{
  return zb_clock_dup_offset (seconds);
}

const char *
zb_words_problem (const char *code)
{
  for (ZbProblem problem = ZB_PROBLEM_NONE + 1; code != NULL && problem < ZB_N_PROBLEMS; problem++)
    if (g_strcmp0 (code, zb_problem_to_code (problem)) == 0)
      return zb_problem_get_name (problem);

  return code;
}
