/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

/* Title, speaker and time of an item of the agenda, in a popover. Signal: "done" (the form was accepted). */
#define ZB_TYPE_AGENDA_FORM (zb_agenda_form_get_type ())
G_DECLARE_FINAL_TYPE (ZbAgendaForm, zb_agenda_form, ZB, AGENDA_FORM, GtkPopover)

/* NULL: a new item. */
void zb_agenda_form_fill (ZbAgendaForm *self, const ZbAgendaItem *item);
/* What stands there: title, speaker (may be NULL), time (may be NULL); the rest is empty. */
ZbAgendaItem *zb_agenda_form_dup_item (ZbAgendaForm *self);

G_END_DECLS
