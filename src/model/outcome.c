/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/outcome.h"

static const struct
{
  const char *code;
  const char *name;
} outcomes[ZB_N_OUTCOMES] = {
  [ZB_OUTCOME_IMPORTED] = { "imported", "已导入" },
  [ZB_OUTCOME_DUPLICATE] = { "duplicate", "已在相册中" },
  [ZB_OUTCOME_DAMAGED] = { "damaged", "有损坏，原样保留" },
  [ZB_OUTCOME_UNSUPPORTED] = { "unsupported", "不是照片" },
  [ZB_OUTCOME_UNREADABLE] = { "unreadable", "无法读取" },
  [ZB_OUTCOME_SKIPPED] = { "skipped", "未导入" },
};

const char *
zb_outcome_to_code (ZbOutcome outcome)
{
  return outcomes[MIN (outcome, ZB_OUTCOME_SKIPPED)].code;
}

ZbOutcome
zb_outcome_from_code (const char *code)
{
  for (guint i = 0; i < ZB_N_OUTCOMES; i++)
    if (g_strcmp0 (code, outcomes[i].code) == 0)
      return i;

  return ZB_OUTCOME_SKIPPED;
}

const char *
zb_outcome_get_name (ZbOutcome outcome)
{
  return outcomes[MIN (outcome, ZB_OUTCOME_SKIPPED)].name;
}
