/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/gap.h"

static const struct
{
  const char *code;
  const char *name;
} gaps[ZB_N_GAPS] = {
  { "unconfirmed", "是否开展" },
  { "record", "缺记录" },
  { "attendance", "缺考勤" },
  { "quorum", "人数不足" },
  { "photos", "缺照片" },
  { "captions", "缺说明" },
  { "resolution", "缺决议" },
  { "remedy", "整改逾期" },
  { "lecturer", "缺主讲人" },
  { "follow-up", "缺席未处理" },
  { "astray", "照片日期不符" },
  { "review", "待审核" },
  { "late", "补记" },
};

static guint
get_index (ZbGap gap)
{
  int bit = g_bit_nth_lsf (gap, -1);

  return bit >= 0 && bit < ZB_N_GAPS ? (guint) bit : ZB_N_GAPS;
}

const char *
zb_gap_to_code (ZbGap gap)
{
  guint index = get_index (gap);

  g_return_val_if_fail (index < ZB_N_GAPS, NULL);

  return gaps[index].code;
}

const char *
zb_gap_get_name (ZbGap gap)
{
  guint index = get_index (gap);

  g_return_val_if_fail (index < ZB_N_GAPS, NULL);

  return gaps[index].name;
}
