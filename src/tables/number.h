/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands in a numeric cell, as text. */
#define ZB_NUMBER_TEXT 40
#define ZB_NUMBER_EXACT 1e15 /* from here on a spreadsheet has lost digits */

typedef char ZbNumberText[ZB_NUMBER_TEXT];

/* The shortest text that reads back: 19900003737, 0.1, 9.99001197011281E+17. The number must be finite. */
void zb_number_to_text (double number, ZbNumberText text);

/* The day a serial number stands for; the time of day too when it is not midnight. FALSE for what is no day:
 * before 1 January 1900 or 1904, past 9999, and 29 February 1900, which only spreadsheets know.
 */
gboolean zb_number_to_day (double serial, gboolean is_1904, const char *format, ZbNumberText text);

/* Whether a number format that is a date's also shows the day of the month. */
gboolean zb_format_has_day (const char *format);

G_END_DECLS
