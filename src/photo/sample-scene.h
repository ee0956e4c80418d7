/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "photo/sample-picture.h"

G_BEGIN_DECLS

/* Little drawings of what a branch photographs, on a canvas of 1200 × 800. */
#define ZB_SCENE_WIDTH 1200
#define ZB_SCENE_HEIGHT 800

/* `title` (may be NULL): words on the banner or the screen. Equal arguments draw equal pixels. */
void zb_scene_draw (cairo_t *cr, ZbScene scene, guint seed, const char *title);

G_END_DECLS
