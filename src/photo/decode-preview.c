/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/decode.h"

#include <string.h>

/* Finds JPEGs inside a TIFF structure: IFD0, the IFDs chained to it and their SubIFDs. Every
 * number in it may lie, so the number of IFDs, of entries and of candidates is bounded, and
 * a candidate counts only when its own header can be read.
 */
#define HEAD_SIZE (128 * 1024)
#define MAX_IFDS 16
#define MAX_ENTRIES 512
#define MAX_SUBIFDS 8

typedef struct
{
  const ZbPart *tiff;
  gboolean      big_endian;
  guint32       queue[MAX_IFDS]; /* offsets of IFDs, each once */
  guint         n_ifds;
  ZbPart       *best;
  int           best_length; /* longer side, 0 none yet */
  int           size;
  gint64        bytes;
} Search;

typedef struct
{
  guint32 jpeg, jpeg_size;   /* 0x201, 0x202 */
  guint32 strip, strip_size; /* 0x111, 0x117, when there is one strip */
  guint32 width, height;     /* 0x100, 0x101; the largest when said twice */
} Places;

static guint32
get_number (const Search *self,
            const guint8 *at,
            guint         n)
{
  guint32 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | at[self->big_endian ? i : n - 1 - i];
  return value;
}

static void
push_ifd (Search *self,
          guint32 offset)
{
  for (guint i = 0; i < self->n_ifds; i++)
    if (self->queue[i] == offset)
      return;
  if (offset != 0 && self->n_ifds < MAX_IFDS)
    self->queue[self->n_ifds++] = offset;
}

static void
consider (Search *self,
          guint32 offset,
          guint32 size)
{
  ZbPart part = { self->tiff->fd, self->tiff->offset + offset, size };
  int    width, height, length;

  if (offset == 0 || size < 64 || size > self->bytes || (gint64) offset + size > self->tiff->size || !zb_decode_jpeg_size (&part, &width, &height))
    return;

  length = MAX (width, height);
  if (self->best_length >= self->size
          ? length >= self->size && length < self->best_length
          : length > self->best_length)
    {
      *self->best = part;
      self->best_length = length;
    }
}

static void
push_subifds (Search *self,
              guint32 value,
              guint32 count)
{
  guint8  offsets[4 * MAX_SUBIFDS];
  guint32 n = MIN (count, MAX_SUBIFDS);

  if (count == 1)
    push_ifd (self, value);
  else if (zb_part_read (self->tiff, value, offsets, 4 * n) == 4 * n)
    for (guint i = 0; i < n; i++)
      push_ifd (self, get_number (self, offsets + 4 * i, 4));
}

static void
read_entry (Search       *self,
            Places       *places,
            const guint8 *entry)
{
  guint32 type = get_number (self, entry + 2, 2);
  guint32 count = get_number (self, entry + 4, 4);
  guint32 value = get_number (self, entry + 8, type == 3 ? 2 : 4);

  switch (get_number (self, entry, 2))
    {
    case 0x0100:
      places->width = MAX (places->width, type == 3 || type == 4 ? value : G_MAXUINT32);
      break;
    case 0x0101:
      places->height = MAX (places->height, type == 3 || type == 4 ? value : G_MAXUINT32);
      break;
    case 0x0111:
      places->strip = count == 1 ? value : 0;
      break;
    case 0x0117:
      places->strip_size = count == 1 ? value : 0;
      break;
    case 0x014a:
      push_subifds (self, value, count);
      break;
    case 0x0201:
      places->jpeg = value;
      break;
    case 0x0202:
      places->jpeg_size = value;
      break;
    default:
      break;
    }
}

static Places
read_ifd (Search *self,
          guint32 offset)
{
  guint8 buffer[2 + 12 * MAX_ENTRIES + 4];
  gsize  got = zb_part_read (self->tiff, offset, buffer, sizeof buffer);
  Places places = { 0 };
  gsize  n;

  if (got < 2 || (n = get_number (self, buffer, 2)) > MAX_ENTRIES)
    return places;
  for (gsize i = 0; i < n && 2 + 12 * (i + 1) <= got; i++)
    read_entry (self, &places, buffer + 2 + 12 * i);
  if (2 + 12 * n + 4 <= got)
    push_ifd (self, get_number (self, buffer + 2 + 12 * n, 4));

  return places;
}

/* The byte order and the place of IFD0. */
static gboolean
read_tiff_header (Search *self)
{
  guint8 header[8];

  if (zb_part_read (self->tiff, 0, header, 8) < 8 || (memcmp (header, "II", 2) != 0 && memcmp (header, "MM", 2) != 0))
    return FALSE;

  self->big_endian = header[0] == 'M';
  if (get_number (self, header + 2, 2) != 42)
    return FALSE;
  push_ifd (self, get_number (self, header + 4, 4));
  return self->n_ifds > 0;
}

static void
search_tiff (Search *self)
{
  if (!read_tiff_header (self))
    return;

  for (guint i = 0; i < self->n_ifds; i++)
    {
      Places places = read_ifd (self, self->queue[i]);

      consider (self, places.jpeg, places.jpeg_size);
      consider (self, places.strip, places.strip_size);
    }
}

/* Walks the markers to the first APP1 that holds Exif. */
static gboolean
find_exif (ZbPart       *tiff,
           const ZbPart *jpeg)
{
  gint64 limit = MIN (jpeg->size, HEAD_SIZE);
  gint64 at = 2;
  guint8 m[10];

  while (at + 10 < limit && zb_part_read (jpeg, at, m, 10) == 10 && m[0] == 0xff)
    {
      gint64 length = m[2] << 8 | m[3];

      if (m[1] == 0xff)
        at++;
      else if (m[1] == 0xda || m[1] == 0xd9 || length < 2)
        return FALSE;
      else if (m[1] == 0xe1 && length > 8 && memcmp (m + 4, "Exif\0\0", 6) == 0)
        {
          *tiff = (ZbPart){ jpeg->fd, jpeg->offset + at + 10, MIN (length - 8, limit - at - 10) };
          return TRUE;
        }
      else
        at += 2 + length;
    }

  return FALSE;
}

gboolean
zb_preview_find (ZbPart       *preview,
                 const ZbPart *picture,
                 gboolean      tiff,
                 int           size,
                 gint64        bytes)
{
  ZbPart exif = *picture;
  Search search = { .tiff = &exif, .best = preview, .size = size, .bytes = bytes };

  if (tiff || find_exif (&exif, picture))
    search_tiff (&search);
  return search.best_length > 0;
}

gboolean
zb_decode_tiff_size (const ZbPart *part,
                     int          *width,
                     int          *height)
{
  Search search = { .tiff = part };
  Places places;

  if (!read_tiff_header (&search))
    return FALSE;

  places = read_ifd (&search, search.queue[0]);
  *width = MIN (places.width, G_MAXINT);
  *height = MIN (places.height, G_MAXINT);
  return *width > 0 && *height > 0;
}
