/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/run.h"
#include "service/album.h"

G_BEGIN_DECLS

/* Shared by the commands of photos. `linked` < 0: nothing is said of it. */
void   zb_photo_put_changed (const ZbRun *run, gint changed, gint linked);
ZbExit zb_photo_finish_edit (ZbRun *run, ZbAlbum *album);
/* `photo shift --dry-run`: where the photos would go. */
ZbExit zb_photo_preview_shift (ZbRun *run, gint64 batch, gint64 seconds);

G_END_DECLS
