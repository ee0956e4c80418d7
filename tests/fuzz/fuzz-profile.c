/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/profile.h"

#include "fuzz/fuzz.h"

static void
check_rule (const ZbProfile     *profile,
            const ZbRequirement *rule)
{
  g_assert_true (*rule->code != '\0' && *rule->name != '\0' && *rule->article != '\0');
  g_assert_true ((rule->kinds != 0) != (rule->task != NULL));
  g_assert_true (rule->count >= 1 && rule->count <= 31 && rule->fixed_day <= 31 && rule->month <= 12);
  g_assert_true (rule->period < ZB_N_PERIODS && rule->quorum < ZB_N_FORMULAS);
  g_assert_true (rule->line > 0);
  g_assert_true (!zb_day_is_set (rule->until) || !zb_day_is_set (rule->from) || zb_day_compare (rule->from, rule->until) < 0);
  if (zb_day_is_set (rule->from))
    g_assert_true (zb_profile_find (profile, rule->code, rule->from) == rule);
}

/* What is read as a profile can be used; what is not says where. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char    *text = size > 0 ? (const char *) data : "";
  ZbProfileFault fault = { 0 };
  g_autoptr (ZbProfile) profile = zb_profile_parse (text, size, &fault);

  if (profile == NULL)
    {
      g_assert_true (fault.line > 0 || fault.what == ZB_PROFILE_MISSING);
      zb_profile_fault_clear (&fault);
      return 0;
    }

  g_assert_cmpuint (profile->requirements->len, >, 0);
  for (guint i = 0; i < profile->requirements->len; i++)
    check_rule (profile, profile->requirements->pdata[i]);

  return 0;
}
