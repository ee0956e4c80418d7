/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* What the branch is measured by: the rules with their articles, the public holidays, the branch itself. */
#define ZB_TYPE_PREFERENCES_WINDOW (zb_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (ZbPreferencesWindow, zb_preferences_window, ZB, PREFERENCES_WINDOW, AdwPreferencesWindow)

void zb_preferences_window_present (GtkWindow *parent, ZbCalendar *calendar);

G_END_DECLS
