/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/ifd.h"

G_BEGIN_DECLS

/* The few tags that say where a picture was taken, as stored but with their numbers' lowest byte first. */
#define ZB_PLACE_TAGS 32
#define ZB_PLACE_VALUE 64

typedef struct
{
  guint16 tag, type;
  guint32 count;
  gsize   size;
  guint8  value[ZB_PLACE_VALUE];
} ZbPlaceEntry;

typedef struct _ZbPlace
{
  guint        n;
  ZbPlaceEntry entries[ZB_PLACE_TAGS]; /* each tag once, by number */
} ZbPlace;

/* The GPS directory at `at`. */
void zb_place_read (ZbPlace *place, const ZbTiff *tiff, gint64 at);

G_END_DECLS
