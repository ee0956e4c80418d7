/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* The text of the library's rules, or of its holidays, to be edited. It is read while one types: what cannot be is told with its
 * line, and only a text that can be read is saved (one change).
 */
#define ZB_TYPE_RULES_WINDOW (zb_rules_window_get_type ())
G_DECLARE_FINAL_TYPE (ZbRulesWindow, zb_rules_window, ZB, RULES_WINDOW, AdwWindow)

void zb_rules_window_present (GtkWindow *parent, ZbCalendar *calendar, gboolean holidays);

G_END_DECLS
