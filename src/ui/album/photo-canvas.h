/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture that is fitted, zoomed and moved about. It is told how large the picture is at its own pixels, gets a texture of the whole of
 * it (of any scale), and where that is too coarse one of a part at its own pixels.
 *
 * Signal: "view-changed": another part or scale is to be seen.
 */
#define ZB_TYPE_PHOTO_CANVAS (zb_photo_canvas_get_type ())
G_DECLARE_FINAL_TYPE (ZbPhotoCanvas, zb_photo_canvas, ZB, PHOTO_CANVAS, GtkWidget)

GtkWidget *zb_photo_canvas_new (void);

/* Another picture, fitted; `fade` lets the one before fade away. NULL: nothing yet. */
void zb_photo_canvas_show (ZbPhotoCanvas *self, GdkTexture *whole, int width, int height, gboolean fade);
/* The same picture, better: what is seen stays where it is. */
void zb_photo_canvas_refine (ZbPhotoCanvas *self, GdkTexture *whole, int width, int height);
/* A part at its own pixels. */
void zb_photo_canvas_set_part (ZbPhotoCanvas *self, GdkTexture *part, int x, int y);

gboolean zb_photo_canvas_is_fitted (ZbPhotoCanvas *self);
/* Screen pixels for each of the picture's own. */
double zb_photo_canvas_get_scale (ZbPhotoCanvas *self);
/* What is seen, in the picture's own pixels. FALSE: nothing. */
gboolean zb_photo_canvas_get_visible (ZbPhotoCanvas *self, graphene_rect_t *visible);

void zb_photo_canvas_fit (ZbPhotoCanvas *self);
/* In screen pixels for each of the picture's own; the point x, y of the widget stays where it is. */
void zb_photo_canvas_zoom_to (ZbPhotoCanvas *self, double scale, double x, double y);
void zb_photo_canvas_zoom_by (ZbPhotoCanvas *self, double factor);
void zb_photo_canvas_move (ZbPhotoCanvas *self, double dx, double dy);

G_END_DECLS
