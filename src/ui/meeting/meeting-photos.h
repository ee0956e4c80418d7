/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"

G_BEGIN_DECLS

/* The photos of one meeting by time, as a list (ZbAlbumItem, one photo each) that keeps itself up to date once it was asked for. */
#define ZB_TYPE_MEETING_PHOTOS (zb_meeting_photos_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingPhotos, zb_meeting_photos, ZB, MEETING_PHOTOS, GObject)

ZbMeetingPhotos *zb_meeting_photos_new (ZbAlbum *album, gint64 meeting);
GListModel      *zb_meeting_photos_get_model (ZbMeetingPhotos *self); /* the first call begins to load */

G_END_DECLS
