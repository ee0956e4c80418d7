/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

/* An item of the agenda in its list; the last one is the resolution. Drag it to another place.
 * Signal: "dropped" (gint64 item: this one is to stand where that one stood).
 */
#define ZB_TYPE_AGENDA_ROW (zb_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbAgendaRow, zb_agenda_row, ZB, AGENDA_ROW, GtkListBoxRow)

/* `item` NULL: the resolution, of which there is one or not. */
GtkWidget *zb_agenda_row_new (const ZbAgendaItem *item, guint number, gboolean lecture, gboolean resolved);
gint64     zb_agenda_row_get_item (ZbAgendaRow *self); /* 0: the resolution */
void       zb_agenda_row_set_movable (ZbAgendaRow *self, gboolean movable);

G_END_DECLS
