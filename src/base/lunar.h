/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/day.h"

G_BEGIN_DECLS

/* The Chinese calendar of a whole day, 1901–2099; empty texts outside. Tables: a look costs nothing, any thread. */

/* 初八; on the first of a month its name: 五月, 闰四月, 正月, 腊月. */
char *zb_lunar_dup_day (ZbDay day);
/* 己亥年 四月廿八 */
char *zb_lunar_dup_long (ZbDay day);
/* What a calendar shows instead of the lunar day: a festival (端午节, 春节, 中秋节, 除夕, 元宵节, 清明 …, 儿童节, 建党节, 国庆节, 国家宪法日), or one of the
 * 24 solar terms; NULL on other days. `festival` (may be NULL): whether it is a festival.
 */
const char *zb_lunar_get_note (ZbDay day, gboolean *festival);

G_END_DECLS
