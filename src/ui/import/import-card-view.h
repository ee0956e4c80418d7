/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/import.h"
#include "service/meetings.h"

G_BEGIN_DECLS

/* One card of the review: which meeting, why, how many, a strip of pictures, and one choice that a good
 * default has already made. Signal: "changed" after a choice.
 */
#define ZB_TYPE_IMPORT_CARD_VIEW (zb_import_card_view_get_type ())
G_DECLARE_FINAL_TYPE (ZbImportCardView, zb_import_card_view, ZB, IMPORT_CARD_VIEW, AdwBin)

GtkWidget *zb_import_card_view_new (ZbImport *import, ZbMeetings *meetings, guint card);

G_END_DECLS
