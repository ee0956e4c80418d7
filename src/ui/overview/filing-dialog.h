/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* A paper is done (计划报备, 情况简报, 自查): on which day, and a note. Saving is one change. */
#define ZB_TYPE_FILING_DIALOG (zb_filing_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbFilingDialog, zb_filing_dialog, ZB, FILING_DIALOG, AdwWindow)

/* `first`: of the period that it is for. `name`: what is done, for the eye. */
void zb_filing_dialog_present (GtkWindow *parent, ZbCalendar *calendar, const char *task, ZbDay first, const char *name);

G_END_DECLS
