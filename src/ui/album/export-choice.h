/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/export.h"

G_BEGIN_DECLS

/* What is to leave the album, as what, and with what left in. Signal: "changed". */
#define ZB_TYPE_EXPORT_CHOICE (zb_export_choice_get_type ())
G_DECLARE_FINAL_TYPE (ZbExportChoice, zb_export_choice, ZB, EXPORT_CHOICE, AdwBin)

/* `which`: a selection, a meeting (called `theme`), a span; none of them: the whole album. */
void zb_export_choice_begin (ZbExportChoice *self, ZbAlbum *album, const ZbExportWhich *which, const char *theme);
/* FALSE while a day cannot be read. All of the spec but its target; photos are borrowed. */
gboolean     zb_export_choice_read (ZbExportChoice *self, ZbExportSpec *spec);
ZbExportKind zb_export_choice_get_kind (ZbExportChoice *self);
void         zb_export_choice_set_kind (ZbExportChoice *self, ZbExportKind kind);
/* The meeting that is chosen; NULL: something else is, or it is not known yet. */
ZbMeeting *zb_export_choice_get_meeting (ZbExportChoice *self);

G_END_DECLS
