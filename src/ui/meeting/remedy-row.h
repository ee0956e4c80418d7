/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* One line of the remedy list: what, measure, who, by when, done, published. Leaving it is one change. */
#define ZB_TYPE_REMEDY_ROW (zb_remedy_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbRemedyRow, zb_remedy_row, ZB, REMEDY_ROW, AdwExpanderRow)

GtkWidget *zb_remedy_row_new (ZbMeetingDesk *desk, const ZbRemedy *remedy); /* id 0: a new one */
void       zb_remedy_row_show (ZbRemedyRow *self, const ZbRemedy *remedy);  /* not while it is being typed into */
gint64     zb_remedy_row_get_remedy (ZbRemedyRow *self);
void       zb_remedy_row_commit (ZbRemedyRow *self);
gboolean   zb_remedy_row_is_sent (ZbRemedyRow *self); /* the record has it */

G_END_DECLS
