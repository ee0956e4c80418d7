/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/wall.h"

G_BEGIN_DECLS

/* Little drawings of what a branch photographs. */
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

/* A drawn JPEG with proper Exif, for the sample library and for tests. */
typedef struct
{
  guint       scene; /* a ZbScene; larger numbers start again */
  guint       seed;  /* small differences, so that no two files are equal */
  int         width; /* 0: 1200 × 800 */
  int         height;
  gboolean    bare;  /* no Exif at all, as a chat program leaves it */
  ZbWall      taken; /* DateTimeOriginal and Digitized; empty: none */
  const char *make;  /* NULL: none */
  const char *model;
  const char *serial;
  gint64      gps;         /* seconds since 1970 UTC; 0 none */
  int         orientation; /* 0: 1 */
  const char *title;       /* NULL, or words drawn on the banner */
} ZbSamplePicture;

gboolean zb_sample_picture_write (const char *path, const ZbSamplePicture *picture, GError **error);

G_END_DECLS
