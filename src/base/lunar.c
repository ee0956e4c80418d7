/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From tables, and not from ICU: its Chinese calendar (72) puts the Spring Festival of 2027 and 2030 on the wrong day and the
 * leap month of 1987 after the wrong month. The tables follow GB/T 33661-2017, computed from the true sun and moon at
 * 120° east and compared with the published almanac, which was followed for the few days of before 1929.
 */
#include "base/lunar.h"

#include "base/lunar-private.h"

#define N_MONTHS 13
#define TERM_QINGMING 6

typedef struct
{
  int      year; /* that it began in */
  guint    month;
  gboolean leap;
  guint    number;
  gboolean last; /* of the lunar year */
} Lunar;

static const char *const month_names[] = { "正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月" };

static const char *const term_names[ZB_LUNAR_N_TERMS] = {
  "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
  "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"
};

typedef struct
{
  guint       month, day;
  int         since;
  const char *name;
} Festival;

static const Festival lunar_festivals[] = {
  { 1, 1, 0, "春节" },
  { 1, 15, 0, "元宵节" },
  { 5, 5, 0, "端午节" },
  { 7, 7, 0, "七夕节" },
  { 8, 15, 0, "中秋节" },
  { 9, 9, 0, "重阳节" },
  { 12, 8, 0, "腊八节" },
};

static const Festival solar_festivals[] = {
  { 1, 1, 1912, "元旦" },
  { 3, 8, 1950, "妇女节" },
  { 3, 12, 1979, "植树节" },
  { 5, 1, 1950, "劳动节" },
  { 5, 4, 1950, "青年节" },
  { 6, 1, 1950, "儿童节" },
  { 7, 1, 1941, "建党节" },
  { 8, 1, 1933, "建军节" },
  { 9, 10, 1985, "教师节" },
  { 9, 30, 2014, "烈士纪念日" },
  { 10, 1, 1950, "国庆节" },
  { 12, 4, 2014, "国家宪法日" },
  { 12, 13, 2014, "国家公祭日" },
};

static gboolean
is_covered (ZbDay day)
{
  return zb_day_is_whole (day) && day.year >= ZB_LUNAR_FIRST && day.year <= ZB_LUNAR_LAST;
}

static guint32
get_word (int year)
{
  return zb_lunar_years[year - ZB_LUNAR_FIRST + 1];
}

/* Days from the first day of the lunar year `year`. */
static int
get_age (ZbDay day,
         int   year)
{
  return zb_day_between ((ZbDay){ year, 1, 21 }, day) - (int) (get_word (year) >> 17 & 0x1f);
}

static void
look (ZbDay  day,
      Lunar *lunar)
{
  int     year = get_age (day, day.year) >= 0 ? day.year : day.year - 1;
  guint   rest = get_age (day, year);
  guint32 word = get_word (year);
  guint   leap = word >> 13 & 0xf;
  guint   index = 0;
  guint   length = 29 + (word & 1);

  while (rest >= length && index + 1 < N_MONTHS)
    {
      rest -= length;
      index++;
      length = 29 + (word >> index & 1);
    }

  lunar->year = year;
  lunar->leap = leap != 0 && index == leap;
  lunar->month = leap != 0 && index >= leap ? index : index + 1;
  lunar->number = rest + 1;
  lunar->last = index + 1 == 12 + (leap != 0 ? 1 : 0) && rest + 1 == length;
}

static char *
dup_month (const Lunar *lunar)
{
  return g_strconcat (lunar->leap ? "闰" : "", month_names[lunar->month - 1], NULL);
}

static char *
dup_number (guint number)
{
  static const char *const tens[] = { "初", "十", "廿" };
  static const char *const ones[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };

  if (number == 20 || number == 30)
    return g_strdup (number == 20 ? "二十" : "三十");

  return g_strconcat (tens[(number - 1) / 10], ones[(number - 1) % 10], NULL);
}

char *
zb_lunar_dup_day (ZbDay day)
{
  Lunar lunar;

  if (!is_covered (day))
    return g_strdup ("");

  look (day, &lunar);
  return lunar.number == 1 ? dup_month (&lunar) : dup_number (lunar.number);
}

char *
zb_lunar_dup_long (ZbDay day)
{
  static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸" };
  static const char *const branches[] = { "子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥" };
  g_autofree char         *month = NULL;
  g_autofree char         *number = NULL;
  Lunar                    lunar;

  if (!is_covered (day))
    return g_strdup ("");

  look (day, &lunar);
  month = dup_month (&lunar);
  number = dup_number (lunar.number);
  return g_strdup_printf ("%s%s年 %s%s", stems[(lunar.year - 4) % 10], branches[(lunar.year - 4) % 12], month, number);
}

static const char *
find_festival (const Festival *festivals,
               guint           n_festivals,
               guint           month,
               guint           number,
               int             year)
{
  for (guint i = 0; i < n_festivals; i++)
    if (festivals[i].month == month && festivals[i].day == number && year >= festivals[i].since)
      return festivals[i].name;

  return NULL;
}

static const char *
find_lunar_festival (ZbDay day)
{
  Lunar lunar;

  look (day, &lunar);
  if (lunar.last)
    return "除夕";
  if (lunar.leap)
    return NULL;

  return find_festival (lunar_festivals, G_N_ELEMENTS (lunar_festivals), lunar.month, lunar.number, day.year);
}

/* The n-th Sunday of the month. */
static gboolean
is_sunday (ZbDay day,
           guint n)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return g_date_get_weekday (&date) == G_DATE_SUNDAY && (day.day - 1u) / 7 + 1 == n;
}

static const char *
find_solar_festival (ZbDay day)
{
  const char *name = find_festival (solar_festivals, G_N_ELEMENTS (solar_festivals), day.month, day.day, day.year);

  if (name != NULL)
    return name;
  if (day.month == 5 && is_sunday (day, 2))
    return "母亲节";

  return day.month == 6 && is_sunday (day, 3) ? "父亲节" : NULL;
}

/* -1: none. */
static int
find_term (ZbDay day)
{
  guint64 word = zb_lunar_terms[day.year - ZB_LUNAR_FIRST];

  for (int term = 2 * (day.month - 1); term < 2 * day.month; term++)
    if (day.day == zb_lunar_term_days[term] + (word >> (2 * term) & 3))
      return term;

  return -1;
}

const char *
zb_lunar_get_note (ZbDay     day,
                   gboolean *festival)
{
  const char *name = is_covered (day) ? find_lunar_festival (day) : NULL;
  int         term = is_covered (day) ? find_term (day) : -1;

  if (name == NULL && is_covered (day))
    name = find_solar_festival (day);
  if (festival != NULL)
    *festival = name != NULL || term == TERM_QINGMING;

  if (name != NULL)
    return name;
  return term >= 0 ? term_names[term] : NULL;
}
