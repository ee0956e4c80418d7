/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for one caption for several photos. Signal: "captioned" (string). */
#define ZB_TYPE_CAPTION_DIALOG (zb_caption_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbCaptionDialog, zb_caption_dialog, ZB, CAPTION_DIALOG, AdwMessageDialog)

ZbCaptionDialog *zb_caption_dialog_new (GtkWindow *parent, guint n_photos);

G_END_DECLS
