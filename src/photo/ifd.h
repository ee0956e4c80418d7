/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libexif/exif-utils.h>

#include "photo/span.h"

G_BEGIN_DECLS

/* The directories ("IFD") of a TIFF structure: Exif blocks, TIFF files and the RAWs built on it. */
typedef struct
{
  ZbSpan        bytes;
  ExifByteOrder order;
  gint64        first; /* IFD0 */
} ZbTiff;

#define ZB_IFD_ENTRY 12
#define ZB_IFD_VALUE 128 /* of longer values only the start is read */

typedef struct
{
  guint16 tag, type;
  guint32 count;
  gint64  at, size; /* where the value is: inside the structure */
} ZbIfdEntry;

/* Its entries as stored, each ZB_IFD_ENTRY bytes. */
typedef struct
{
  gint64  at; /* of the first entry */
  guint   n;
  guint8 *entries;
} ZbIfd;

gboolean zb_tiff_open (ZbTiff *tiff, const ZbSpan *bytes);

/* At most 4,096 entries. FALSE when there are none. */
gboolean zb_ifd_load (ZbIfd *ifd, const ZbTiff *tiff, gint64 at);
void     zb_ifd_clear (ZbIfd *ifd);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbIfd, zb_ifd_clear)

/* FALSE for one of an unknown type, without values, or whose value is not inside. */
gboolean zb_ifd_get (const ZbIfd *ifd, const ZbTiff *tiff, guint index, ZbIfdEntry *entry);

/* The index-th value of a BYTE, SHORT, LONG or IFD entry, 0 for what is none. */
guint32 zb_tiff_get_number (const ZbTiff *tiff, const ZbIfdEntry *entry, guint index);

G_END_DECLS
