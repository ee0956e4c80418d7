/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Little drawings of what a branch photographs, on a canvas of 1200 × 800. */
#define ZB_SCENE_WIDTH 1200
#define ZB_SCENE_HEIGHT 800

typedef enum
{
  ZB_SCENE_GROUP,      /* everybody before the building, with a banner */
  ZB_SCENE_OATH,       /* raised fists before a flag */
  ZB_SCENE_EXHIBITION, /* pictures on a dark wall */
  ZB_SCENE_LECTURE,    /* a speaker at a lectern */
  ZB_SCENE_TABLE,      /* a committee around its table */
  ZB_SCENE_TREES,      /* planting trees */
  ZB_SCENE_STREET,     /* red vests sweeping a street */
  ZB_SCENE_TALK,       /* two people at a small table */
  ZB_SCENE_READING,    /* a reading circle before shelves */
  ZB_SCENE_VOTE,       /* hands up in a hall */
  ZB_SCENE_MONUMENT,   /* wreaths at a monument */
  ZB_SCENE_CHAT,       /* a screen full of messages */
  ZB_N_SCENES
} ZbScene;

/* `title` (may be NULL): words on the banner or the screen. Equal arguments draw equal pixels. */
void zb_scene_draw (cairo_t *cr, ZbScene scene, guint seed, const char *title);

G_END_DECLS
