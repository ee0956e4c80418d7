/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/wall.h"

G_BEGIN_DECLS

/* A drawn JPEG with proper Exif, for the sample library and for tests. */
typedef struct
{
  guint       scene; /* which drawing; any number */
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
