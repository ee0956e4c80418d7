/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/record.h"

G_BEGIN_DECLS

/* The items of the agenda in order, and the resolution after them.
 * Signals: "chosen" (gint64 item), "entered" (the chosen one is to be written), "moved" (gint64 item, int place).
 */
#define ZB_TYPE_AGENDA_LIST (zb_agenda_list_get_type ())
G_DECLARE_FINAL_TYPE (ZbAgendaList, zb_agenda_list, ZB, AGENDA_LIST, AdwBin)

void zb_agenda_list_show (ZbAgendaList *self, ZbRecord *record, gint64 chosen, gboolean movable);

G_END_DECLS
