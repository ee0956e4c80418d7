/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

/* Why somebody was on leave, or is left out of 应到: kind or case, words, who approved and when. The latter wants all of it.
 * Signal: "done".
 */
#define ZB_TYPE_REASON_POPOVER (zb_reason_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZbReasonPopover, zb_reason_popover, ZB, REASON_POPOVER, GtkPopover)

GtkWidget *zb_reason_popover_new (void);
/* Asks for `mark` (EXCUSED or EXEMPT); `day`: of the meeting, to be offered. */
void zb_reason_popover_ask (ZbReasonPopover *self, const ZbAttendance *line, ZbMark mark, ZbDay day);
/* Puts the answer into `line`. */
void zb_reason_popover_answer (ZbReasonPopover *self, ZbAttendance *line);

G_END_DECLS
