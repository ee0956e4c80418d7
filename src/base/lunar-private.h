/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZB_LUNAR_FIRST 1901
#define ZB_LUNAR_LAST 2099
#define ZB_LUNAR_N_TERMS 24

/* The lunar years from the one before ZB_LUNAR_FIRST on. Bits 0–12: the month, leap ones in their place, has 30 days, not 29;
 * 13–16: the month after which a leap one follows, 0 none; 17–21: days from 21 January to its first day.
 */
extern const guint32 zb_lunar_years[ZB_LUNAR_LAST - ZB_LUNAR_FIRST + 2];

/* The solar terms from 小寒 on, two in each month: the earliest day each can be, and two bits a term of how many days later. */
extern const guint8  zb_lunar_term_days[ZB_LUNAR_N_TERMS];
extern const guint64 zb_lunar_terms[ZB_LUNAR_LAST - ZB_LUNAR_FIRST + 1];

G_END_DECLS
