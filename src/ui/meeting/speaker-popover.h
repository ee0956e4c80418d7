/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

/* Those who were there, to be put into the text. Signal: "chosen" (const char *name). */
#define ZB_TYPE_SPEAKER_POPOVER (zb_speaker_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZbSpeakerPopover, zb_speaker_popover, ZB, SPEAKER_POPOVER, GtkPopover)

/* Of ZbAttendance. FALSE: nobody is there. */
gboolean zb_speaker_popover_fill (ZbSpeakerPopover *self, GPtrArray *attendance);

G_END_DECLS
