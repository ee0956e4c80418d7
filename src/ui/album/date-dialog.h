/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/meetings.h"
#include "service/viewing.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* 修正时间: 这张照片实际是什么时候拍的？ With the photo, what its camera says, the meetings it may show, whom the answer is for, and what it
 * would link. What it does is one change; the toast is `parent`'s.
 */
#define ZB_TYPE_DATE_DIALOG (zb_date_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbDateDialog, zb_date_dialog, ZB, DATE_DIALOG, AdwWindow)

/* Asks for the first of `photos` (gint64, at least one). */
ZbDateDialog *zb_date_dialog_new (GtkWindow         *parent,
                                  ZbAlbum           *album,
                                  ZbMeetings        *meetings,
                                  ZbThumbnailLoader *loader,
                                  GArray            *photos);
void          zb_date_dialog_present (GtkWindow         *parent,
                                      ZbAlbum           *album,
                                      ZbMeetings        *meetings,
                                      ZbThumbnailLoader *loader,
                                      GArray            *photos);

/* The same for a camera whose clock looks wrong: all that the finding names, and its answer when it has one. */
void zb_date_dialog_present_finding (GtkWindow            *parent,
                                     ZbAlbum              *album,
                                     ZbMeetings           *meetings,
                                     ZbThumbnailLoader    *loader,
                                     const ZbClockFinding *finding);

G_END_DECLS
