/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/album.h"
#include "service/meetings.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* What is known of the photo in hand: picture, caption, when and why, meeting, camera, file. The
 * caption saves itself when it is left; until then what is typed is kept as a draft.
 *
 * Signal: "captioned" (gint64 photo, string caption): left with another text.
 */
#define ZB_TYPE_ALBUM_DETAILS (zb_album_details_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumDetails, zb_album_details, ZB, ALBUM_DETAILS, AdwBin)

void zb_album_details_set_album (ZbAlbumDetails    *self,
                                 ZbAlbum           *album,
                                 ZbMeetings        *meetings,
                                 ZbThumbnailLoader *loader);

/* The first of `n_selected` photos; 0 shows nothing. Showing it again brings it up to date. */
void zb_album_details_show (ZbAlbumDetails *self, gint64 photo, guint n_selected);
/* Its file was not where it should be when last looked: says where that is, and what to do. */
void zb_album_details_set_missing (ZbAlbumDetails *self, gboolean missing);
void zb_album_details_edit_caption (ZbAlbumDetails *self);
/* Saves a caption that is being typed. */
void zb_album_details_leave (ZbAlbumDetails *self);

G_END_DECLS
