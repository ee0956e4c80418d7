/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/gap.h"

#include "rules/profile-private.h"
#include "rules/quorum.h"

#define PHOTOLESS ((1u << ZB_KIND_TALK) | (1u << ZB_KIND_COMMITTEE))
#define EVERYTHING ((1u << ZB_N_GAPS) - 1)
#define NOT_SAID (~0u)

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

static gboolean
is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

/* Where a profile names no evidence, photos of talks and committees are nobody's duty. */
static guint
get_usual (ZbKinds kinds)
{
  return (kinds & ~PHOTOLESS) != 0 ? EVERYTHING : EVERYTHING & ~(guint) ZB_GAP_PHOTOS;
}

/* What any of the meeting's requirements asks for. */
static guint
get_asked (ZbMeeting       *meeting,
           const ZbProfile *profile)
{
  ZbKinds  kinds = zb_meeting_get_kinds (meeting);
  ZbDay    day = zb_meeting_get_day (meeting);
  guint    asked = 0;
  gboolean found = FALSE;

  for (guint i = 0; profile != NULL && i < profile->requirements->len; i++)
    {
      const ZbRequirement *rule = profile->requirements->pdata[i];

      if ((rule->kinds & kinds) == 0 || !zb_profile_rule_holds (rule, day))
        continue;
      asked |= rule->evidence == NOT_SAID ? get_usual (rule->kinds & kinds) : rule->evidence;
      found = TRUE;
    }

  return found ? asked : get_usual (kinds);
}

static guint
get_strictness (ZbFormula formula)
{
  static const guint ranks[ZB_N_FORMULAS] = {
    [ZB_FORMULA_NONE] = 0,
    [ZB_FORMULA_ORDINARY] = 1,
    [ZB_FORMULA_COMMITTEE] = 2,
    [ZB_FORMULA_ADMISSION] = 3,
    [ZB_FORMULA_ELECTION] = 4,
  };

  return ranks[formula];
}

ZbFormula
zb_meeting_get_quorum (ZbMeeting       *meeting,
                       const ZbProfile *profile)
{
  ZbKinds   kinds = zb_meeting_get_kinds (meeting);
  ZbDay     day = zb_meeting_get_day (meeting);
  guint     formulas = zb_meeting_get_facts (meeting)->vote_formulas;
  ZbFormula strictest = ZB_FORMULA_NONE;

  for (guint i = 0; profile != NULL && i < profile->requirements->len; i++)
    {
      const ZbRequirement *rule = profile->requirements->pdata[i];

      if ((rule->kinds & kinds) != 0 && zb_profile_rule_holds (rule, day))
        formulas |= 1u << rule->quorum;
    }

  for (ZbFormula formula = ZB_FORMULA_NONE; formula < ZB_N_FORMULAS; formula++)
    if ((formulas & (1u << formula)) != 0 && get_strictness (formula) > get_strictness (strictest))
      strictest = formula;

  return strictest;
}

ZbDay
zb_meeting_get_record_due (ZbMeeting        *meeting,
                           const ZbProfile  *profile,
                           const ZbHolidays *holidays)
{
  ZbDay last = zb_meeting_get_last_day (meeting);
  guint days = 0;

  if (profile == NULL || !zb_day_is_whole (last))
    return ZB_DAY_NONE;

  days = zb_profile_get_record_days (profile, zb_meeting_get_kinds (meeting), zb_meeting_get_day (meeting));
  return days > 0 ? zb_holidays_plus_workdays (holidays, last, days) : ZB_DAY_NONE;
}

/* Whoever is not marked yet may have been there: nobody is told too early that they were too few. */
static gboolean
is_short (ZbMeeting       *meeting,
          const ZbProfile *profile)
{
  const ZbMeetingFacts *facts = zb_meeting_get_facts (meeting);
  guint64               most = MIN ((guint64) facts->voters_present + facts->n_unmarked, MAX (facts->voters, facts->voters_present));

  return facts->n_listed > 0 &&
         !zb_quorum_check (profile, zb_meeting_get_quorum (meeting, profile), facts->voters, most).holds;
}

static gboolean
is_late (ZbMeeting        *meeting,
         const ZbProfile  *profile,
         const ZbHolidays *holidays,
         ZbDay             today)
{
  const ZbMeetingFacts *facts = zb_meeting_get_facts (meeting);
  ZbDay                 due = zb_meeting_get_record_due (meeting, profile, holidays);

  if (!zb_day_is_set (due))
    return FALSE;

  if (zb_day_is_set (facts->recorded))
    return zb_day_compare (facts->recorded, due) > 0;
  return facts->state < ZB_STATE_RECORDED && zb_day_compare (today, due) > 0;
}

static gboolean
lacks_record (const ZbMeetingFacts *facts)
{
  return facts->n_agenda > 0 ? facts->n_written < facts->n_agenda : facts->state < ZB_STATE_RECORDED;
}

/* What is there or is not, whatever the profile asks for. */
static guint
list_lacks (ZbMeeting *meeting,
            ZbDay      today)
{
  const ZbMeetingFacts *facts = zb_meeting_get_facts (meeting);
  ZbKinds               kinds = zb_meeting_get_kinds (meeting);
  gboolean              decides = facts->n_votes > 0 || (kinds & (1u << ZB_KIND_ASSEMBLY)) != 0;
  gboolean              overdue = facts->n_open_remedies > 0 && zb_day_is_set (facts->remedy_due) &&
                     zb_day_compare (facts->remedy_due, today) < 0;
  gboolean lectured = (kinds & (1u << ZB_KIND_LECTURE)) != 0;
  guint    found = 0;

  found |= lacks_record (facts) ? ZB_GAP_RECORD : 0;
  found |= facts->n_listed == 0 || facts->n_unmarked > 0 ? ZB_GAP_ATTENDANCE : 0;
  found |= facts->n_photos == 0 ? ZB_GAP_PHOTOS : 0;
  found |= facts->n_uncaptioned > 0 ? ZB_GAP_CAPTIONS : 0;
  found |= decides && is_blank (zb_meeting_get_resolution (meeting)) ? ZB_GAP_RESOLUTION : 0;
  found |= overdue ? ZB_GAP_REMEDY : 0;
  found |= lectured && is_blank (zb_meeting_get_lecturer (meeting)) ? ZB_GAP_LECTURER : 0;
  found |= facts->n_unfollowed > 0 ? ZB_GAP_FOLLOW_UP : 0;
  found |= facts->n_astray > 0 ? ZB_GAP_ASTRAY : 0;
  found |= facts->state == ZB_STATE_RECORDED ? ZB_GAP_REVIEW : 0;
  return found;
}

guint
zb_meeting_list_gaps (ZbMeeting        *meeting,
                      const ZbProfile  *profile,
                      const ZbHolidays *holidays,
                      ZbDay             today)
{
  guint found = 0;

  g_return_val_if_fail (zb_day_is_whole (today), 0);

  if (zb_meeting_get_state (meeting) == ZB_STATE_CANCELLED || zb_day_compare (zb_meeting_get_day (meeting), today) > 0)
    return 0;

  if (!zb_meeting_is_held (meeting))
    return zb_day_compare (zb_meeting_get_last_day (meeting), today) < 0 ? ZB_GAP_UNCONFIRMED : 0;

  found = list_lacks (meeting, today);
  found |= is_short (meeting, profile) ? ZB_GAP_QUORUM : 0;
  found |= is_late (meeting, profile, holidays, today) ? ZB_GAP_LATE : 0;
  return found & get_asked (meeting, profile);
}

ZbDrift
zb_meeting_get_drift (ZbMeeting *meeting)
{
  const ZbWall *planned = &zb_meeting_get_facts (meeting)->planned;

  if (zb_meeting_get_state (meeting) == ZB_STATE_CANCELLED)
    return ZB_DRIFT_CANCELLED;

  if (!zb_wall_is_set (planned))
    return zb_meeting_is_held (meeting) ? ZB_DRIFT_UNPLANNED : ZB_DRIFT_NONE;

  return zb_wall_day_start (planned) != zb_wall_day_start (zb_meeting_get_start (meeting)) ? ZB_DRIFT_MOVED : ZB_DRIFT_NONE;
}
