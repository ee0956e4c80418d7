/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/member-words.h"

#include <glib/gi18n.h>

#include "service/words.h"
#include "ui/words.h"

static const ZbMemberField fields[] = {
  ZB_MEMBER_SEX,
  ZB_MEMBER_ETHNICITY,
  ZB_MEMBER_BIRTH,
  ZB_MEMBER_ID,
  ZB_MEMBER_EDUCATION,
  ZB_MEMBER_DEGREE,
  ZB_MEMBER_JOINED,
  ZB_MEMBER_FULL_ON,
  ZB_MEMBER_EXTENDED,
  ZB_MEMBER_POST,
  ZB_MEMBER_WORK,
  ZB_MEMBER_PHONE,
  ZB_MEMBER_LANDLINE,
  ZB_MEMBER_ADDRESS,
  ZB_MEMBER_REGISTERED,
  ZB_MEMBER_STATUS,
  ZB_MEMBER_LOST,
  ZB_MEMBER_LOST_SINCE,
  ZB_MEMBER_AWAY,
  ZB_MEMBER_AWAY_TO,
  ZB_MEMBER_LEADER,
  ZB_MEMBER_RETIRED,
  ZB_MEMBER_PROFESSION,
  ZB_MEMBER_STRATUM,
  ZB_MEMBER_MIGRANT,
  ZB_MEMBER_JOIN_KIND,
  ZB_MEMBER_JOIN_BRANCH,
  ZB_MEMBER_FULL_KIND,
  ZB_MEMBER_SENIORITY_FIX,
  ZB_MEMBER_NOTE,
};

/* The national form of 2017 asks for these; the others may stay empty. */
static const ZbMemberField asked[] = {
  ZB_MEMBER_SEX,
  ZB_MEMBER_ETHNICITY,
  ZB_MEMBER_BIRTH,
  ZB_MEMBER_ID,
  ZB_MEMBER_EDUCATION,
  ZB_MEMBER_JOINED,
  ZB_MEMBER_FULL_ON,
  ZB_MEMBER_POST,
  ZB_MEMBER_WORK,
  ZB_MEMBER_PHONE,
  ZB_MEMBER_ADDRESS,
  ZB_MEMBER_STATUS,
};

const ZbMemberField *
zb_member_words_list_fields (guint *n)
{
  *n = G_N_ELEMENTS (fields);
  return fields;
}

static gboolean
is_of_category (ZbMember     *member,
                ZbMemberField field)
{
  const char *category = zb_member_get_value (member, ZB_MEMBER_CATEGORY);
  gboolean    full = category == NULL || g_str_equal (category, "full");

  if (field == ZB_MEMBER_FULL_ON)
    return full;
  if (field == ZB_MEMBER_JOINED)
    return full || g_str_equal (category, "probationary");
  return TRUE;
}

gboolean
zb_member_words_is_missing (ZbMember     *member,
                            ZbMemberField field)
{
  if (zb_member_get_value (member, field) != NULL || !is_of_category (member, field))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (asked[i] == field)
      return TRUE;

  return FALSE;
}

char *
zb_member_words_error (const GError *error)
{
  if (zb_service_fault (error) != ZB_FAULT_CONFLICT || zb_words_conflict (error) != NULL)
    return zb_words_error (error);

  return g_strdup (_ ("与已有的资料矛盾，没有保存。请核对日期和名称。"));
}

char *
zb_member_words_value (ZbMember     *member,
                       ZbMemberField field)
{
  const char *value = zb_member_get_value (member, field);
  ZbDay       day;

  if (zb_member_field_get_kind (field) == ZB_FIELD_DAY && zb_day_parse (&day, value) && zb_day_is_whole (day))
    return g_strdup (value);

  return zb_member_field_dup_words (field, value);
}

char *
zb_member_words_masked (ZbMember     *member,
                        ZbMemberField field)
{
  const char *value = zb_member_get_value (member, field);

  if (value != NULL && zb_member_field_get_kind (field) == ZB_FIELD_DIGITS)
    return field == ZB_MEMBER_ID ? zb_mask_id (value) : zb_mask_phone (value);

  return zb_member_words_value (member, field);
}

/* Counted from 转正 (细则 2014 art. 35), with 党龄校正值; not counted where the day is not known. */
static char *
dup_seniority (ZbMember   *member,
               const char *today)
{
  ZbDay       full_on = zb_member_get_day (member, ZB_MEMBER_FULL_ON);
  const char *fix = zb_member_get_value (member, ZB_MEMBER_SENIORITY_FIX);
  int         months = fix != NULL ? CLAMP (g_ascii_strtoll (fix, NULL, 10), -1200, 1200) : 0;
  ZbDay       now;
  int         least, most;

  if (!zb_day_is_set (full_on) || !zb_day_parse (&now, today) || !zb_day_is_whole (now))
    return NULL;

  least = zb_day_years (zb_day_plus_months (zb_day_last (full_on), -months), now);
  most = zb_day_years (zb_day_plus_months (zb_day_first (full_on), -months), now);
  if (least < 0)
    return NULL;

  return least == most ? g_strdup_printf (_ ("党龄 %d 年"), least) : g_strdup_printf (_ ("党龄 %d 至 %d 年"), least, most);
}

static const char *
get_precision (ZbMember     *member,
               ZbMemberField field)
{
  ZbDay day;

  if (zb_member_field_get_kind (field) != ZB_FIELD_DAY)
    return NULL;

  day = zb_member_get_day (member, field);
  if (!zb_day_is_set (day) || zb_day_is_whole (day))
    return NULL;

  return day.month != 0 ? _ ("（只知道年月）") : _ ("（只知道年份）");
}

char *
zb_member_words_aside (ZbMember     *member,
                       ZbMemberField field,
                       const char   *today)
{
  const char      *precision = get_precision (member, field);
  g_autofree char *seniority = field == ZB_MEMBER_JOINED ? dup_seniority (member, today) : NULL;

  if (field == ZB_MEMBER_SENIORITY_FIX)
    return g_strdup (_ ("个月"));
  if (precision != NULL && seniority != NULL)
    return g_strconcat (precision, " ", seniority, NULL);

  return precision != NULL ? g_strdup (precision) : g_steal_pointer (&seniority);
}
