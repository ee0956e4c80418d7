/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/calendar/calendar-ink.h"
#include "ui/calendar/day-entry.h"

G_BEGIN_DECLS

/* One entry of a day: kinds, title, state, and below it what is missing. It draws itself and is filled again and again. Dragged,
 * it gives its ZbMeeting. Class action: calendar.open of an ancestor.
 */
#define ZB_TYPE_MEETING_CHIP (zb_meeting_chip_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingChip, zb_meeting_chip, ZB, MEETING_CHIP, GtkWidget)

#define ZB_CHIP_HEIGHT 24
#define ZB_CHIP_LINE 17

ZbMeetingChip *zb_meeting_chip_new (ZbCalendarInk *ink);
/* `faint`: of another month. */
void        zb_meeting_chip_set_entry (ZbMeetingChip *self, ZbDayEntry *entry, gboolean faint);
ZbDayEntry *zb_meeting_chip_get_entry (ZbMeetingChip *self);
/* The height it has with its line, and without. */
int  zb_meeting_chip_get_height (ZbMeetingChip *self, gboolean line);
void zb_meeting_chip_restyle (ZbMeetingChip *self); /* letters or colours are others */

G_END_DECLS
