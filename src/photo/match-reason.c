/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/match.h"

void
zb_proposal_free (ZbProposal *proposal)
{
  g_array_unref (proposal->photos);
  g_array_unref (proposal->others);
  g_free (proposal);
}

static char *
dup_day (const ZbWall *wall)
{
  int month, day;

  zb_wall_split (wall, NULL, &month, &day, NULL, NULL, NULL);
  return g_strdup_printf ("%d 月 %d 日", month, day);
}

/* "09:12–11:38", or "09:12" for one minute. */
static char *
dup_hours (const ZbProposal *proposal)
{
  int hour, minute, last_hour, last_minute;

  zb_wall_split (&proposal->from, NULL, NULL, NULL, &hour, &minute, NULL);
  zb_wall_split (&proposal->to, NULL, NULL, NULL, &last_hour, &last_minute, NULL);
  if (hour == last_hour && minute == last_minute)
    return g_strdup_printf ("%02d:%02d", hour, minute);

  return g_strdup_printf ("%02d:%02d–%02d:%02d", hour, minute, last_hour, last_minute);
}

static const char *
get_part_of_day (const ZbWall *wall)
{
  int hour;

  zb_wall_split (wall, NULL, NULL, NULL, &hour, NULL, NULL);
  return hour < 12 ? "上午" : hour < 18 ? "下午"
                                        : "晚上";
}

static char *
dup_number (const ZbProposal *proposal)
{
  static const char *const numbers[] = { "一", "两", "三", "四", "五" };
  guint                    n = proposal->others->len;

  return n < G_N_ELEMENTS (numbers) ? g_strdup (numbers[n]) : g_strdup_printf ("%u ", n + 1);
}

char *
zb_proposal_dup_reason (const ZbProposal *proposal)
{
  g_autofree char *day = dup_day (&proposal->from);
  g_autofree char *hours = dup_hours (proposal);
  g_autofree char *number = dup_number (proposal);

  switch (proposal->why)
    {
    case ZB_MATCH_FITS:
      return g_strdup_printf ("拍摄于 %s，与活动时间重合", hours);

    case ZB_MATCH_SEVERAL:
      return g_strdup_printf ("拍摄于 %s，当天%s有%s次活动", hours,
                              get_part_of_day (&proposal->from), number);

    case ZB_MATCH_EDGE:
      return g_strdup_printf ("拍摄于 %s，一部分不在活动时间内", hours);

    case ZB_MATCH_STRANGER:
      return g_strdup_printf ("拍摄于 %s，与活动时间相近，但这台相机这类时间多在拍别的", hours);

    case ZB_MATCH_DAY_ONLY:
      return g_strdup_printf ("只知道是 %s，当天有%s次活动", day, number);

    case ZB_MATCH_DOUBTFUL:
      return g_strdup_printf ("记录的时间是 %s %s，与活动重合，但这个时间不够可靠", day, hours);

    case ZB_MATCH_CHAT:
      return g_strdup_printf ("聊天软件保存的时间，只知道不晚于 %s %s", day, hours);

    case ZB_MATCH_NONE:
      if (proposal->from.precision == ZB_PRECISION_DAY)
        return g_strdup_printf ("只知道是 %s，当天没有活动", day);
      return g_strdup_printf ("拍摄于 %s %s，没有对应的活动", day, hours);

    case ZB_MATCH_UNDATED:
    default:
      return g_strdup ("没有可靠的拍摄时间，先放进“待定日期”，以后再定也可以");
    }
}
