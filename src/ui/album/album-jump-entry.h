/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/album-index.h"

G_BEGIN_DECLS

/* 跳到…: a date or words are typed, the places that match hang below, Enter goes to the chosen one.
 *
 * Signal: "jumped" (gint64 photo).
 */
#define ZB_TYPE_ALBUM_JUMP_ENTRY (zb_album_jump_entry_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumJumpEntry, zb_album_jump_entry, ZB, ALBUM_JUMP_ENTRY, AdwBin)

void zb_album_jump_entry_set_index (ZbAlbumJumpEntry *self, ZbAlbumIndex *all);

G_END_DECLS
