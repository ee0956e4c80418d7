/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"

G_BEGIN_DECLS

/* Pictures at full strength for the viewer: decoded by picture workers of their own, pixels by shared memory, nothing read or decoded
 * on the main thread. Questions wait in order; one that is cancelled before its turn costs nothing.
 */
#define ZB_TYPE_VIEWING (zb_viewing_get_type ())
G_DECLARE_FINAL_TYPE (ZbViewing, zb_viewing, ZB, VIEWING, GObject)

ZbViewing *zb_viewing_new (ZbAlbum *album);

typedef enum
{
  ZB_VIEW_SHOWN,
  ZB_VIEW_DAMAGED, /* shown as far as it goes */
  ZB_VIEW_MISSING, /* the file is not there; `path` says where it should be */
  ZB_VIEW_VIDEO,   /* opened by the desktop's player, not here */
  ZB_VIEW_NOTHING, /* cannot be shown: `reason` */
} ZbViewState;

/* Pixels are packed RGB in sRGB, for gdk_memory_texture_new() (stride 3 × width); they live in mapped memory. */
typedef struct
{
  ZbViewState state;
  GBytes     *pixels; /* NULL unless SHOWN or DAMAGED */
  int         x, y, width, height;
  int         whole_width, whole_height; /* of the whole picture at the scale that was asked for */
  int         full_width, full_height;   /* of the whole picture at its own pixels */
  char       *path;                      /* of the original, absolute */
  char       *reason;                    /* Chinese or NULL */
} ZbView;
void zb_view_free (ZbView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbView, zb_view_free)

/* As the spec of photo/view.h: size 0 is the picture's own pixels; x, y, width, height a part at that scale, width 0 all of it.
 * Turned as the album says. `ahead`: waits behind every other question (the next picture). */
typedef struct
{
  int      size;
  int      x, y, width, height;
  gboolean ahead;
} ZbViewWanted;
void    zb_viewing_view_async (ZbViewing *self, gint64 photo, const ZbViewWanted *wanted, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
ZbView *zb_viewing_view_finish (ZbViewing *self, GAsyncResult *result, GError **error);

G_END_DECLS
