/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* What is being written at one item of the agenda, or the resolution: a buffer that is kept as a draft every two seconds and
 * becomes one change when it is committed. A draft left by a crash comes back.
 *
 * Filled in slices, and paragraphs of more than some thousand bytes are broken on the screen only, so that megabytes do not
 * freeze it.
 * Signal: "changed" (ready, typed, kept, committed).
 */
#define ZB_TYPE_AGENDA_TEXT (zb_agenda_text_get_type ())
G_DECLARE_FINAL_TYPE (ZbAgendaText, zb_agenda_text, ZB, AGENDA_TEXT, GObject)

/* `item` 0: the resolution. */
ZbAgendaText *zb_agenda_text_new (ZbMeetingDesk *desk, gint64 item);

/* The record was read: what stands there is shown unless something is being typed. */
void zb_agenda_text_update (ZbAgendaText *self);
/* One change, when something is different. `written`: and it is finished (写好了). */
void zb_agenda_text_commit (ZbAgendaText *self, gboolean written);

gint64              zb_agenda_text_get_item (ZbAgendaText *self);
GtkTextBuffer      *zb_agenda_text_get_buffer (ZbAgendaText *self);
gboolean            zb_agenda_text_is_ready (ZbAgendaText *self); /* may be typed into */
char               *zb_agenda_text_dup_text (ZbAgendaText *self);
char               *zb_agenda_text_dup_status (ZbAgendaText *self); /* 已保存 19:31; "" */
const ZbAgendaItem *zb_agenda_text_find_item (ZbMeetingDesk *desk, gint64 item);
/* Headings to write under: of any item, learning, an admission, a review; NULL for another number. */
const char *zb_agenda_text_get_template (int number);

G_END_DECLS
