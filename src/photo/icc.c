/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/icc.h"

#include "photo/colour.h"
#include "photo/ifd.h"
#include "photo/segments.h"

#include <gio/gio.h>
#include <string.h>

#define CHUNKS_MAX 1000
#define TAG_ICC 34675
#define NAME_MAX_PNG 80

typedef struct
{
  ZbSpan pieces[256]; /* by number; a piece that comes twice counts once */
  guint  count;
} Pieces;

static void
take_piece (Pieces       *pieces,
            const ZbSpan *segment)
{
  guint8 head[ZB_ICC_HEAD];

  if (!zb_span_get (segment, 0, head, sizeof head) || memcmp (head, ZB_ICC_MARK, sizeof ZB_ICC_MARK) != 0)
    return;
  if (pieces->count == 0)
    pieces->count = head[13];
  if (head[12] == 0 || head[12] > pieces->count || head[13] != pieces->count || pieces->pieces[head[12]].size > 0)
    return;

  pieces->pieces[head[12]] = zb_span_cut (segment, sizeof head, segment->size);
}

static GBytes *
join (const Pieces *pieces)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  for (guint i = 1; i <= pieces->count; i++)
    {
      gsize              size = 0;
      g_autofree guint8 *bytes = pieces->pieces[i].size > 0 ? zb_span_load (&pieces->pieces[i], 65536, &size) : NULL;

      if (bytes == NULL || all->len + size > ZB_ICC_MAX)
        return NULL;
      g_byte_array_append (all, bytes, (guint) size);
    }

  return all->len == 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

GBytes *
zb_icc_find_jpeg (const ZbSpan *file)
{
  g_autofree Pieces *pieces = g_new0 (Pieces, 1);
  ZbSegments         segments = ZB_SEGMENTS_INIT (file);
  ZbSpan             segment;
  guint8             marker;

  while ((marker = zb_segments_next (&segments, &segment)) != 0 && marker != ZB_JPEG_EOI && marker != ZB_JPEG_SOS)
    if (marker == ZB_JPEG_APP (2))
      take_piece (pieces, &segment);

  return join (pieces);
}

static GBytes *
load (const ZbSpan *span)
{
  gsize              size = 0;
  g_autofree guint8 *bytes = span->size <= ZB_ICC_MAX ? zb_span_load (span, ZB_ICC_MAX, &size) : NULL;

  return bytes == NULL ? NULL : g_bytes_new_take (g_steal_pointer (&bytes), size);
}

static GBytes *
inflate (const guint8 *bytes,
         gsize         size)
{
  g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8           piece[16384];
  gsize            taken, given;

  while (result == G_CONVERTER_CONVERTED && out->len <= ZB_ICC_MAX)
    {
      result = g_converter_convert (G_CONVERTER (zlib), bytes, size, piece, sizeof piece, G_CONVERTER_NO_FLAGS, &taken, &given, NULL);
      if (result == G_CONVERTER_ERROR)
        break;
      g_byte_array_append (out, piece, (guint) given);
      bytes += taken;
      size -= taken;
    }

  return result == G_CONVERTER_FINISHED && out->len > 0 && out->len <= ZB_ICC_MAX ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}

/* A name of at most 79 characters, NUL, the method 0, deflated. */
static GBytes *
read_iccp (const ZbSpan *chunk)
{
  g_autoptr (GBytes) packed = load (chunk);
  gsize         size = 0;
  const guint8 *bytes = packed == NULL ? NULL : g_bytes_get_data (packed, &size);
  const guint8 *nul = bytes == NULL ? NULL : memchr (bytes, '\0', MIN (size, NAME_MAX_PNG));

  if (nul == NULL || size - (gsize) (nul - bytes) < 3 || nul[1] != 0)
    return NULL;
  return inflate (nul + 2, size - (gsize) (nul + 2 - bytes));
}

GBytes *
zb_icc_find_png (const ZbSpan *file)
{
  guint8 head[8];
  gint64 at = 8;

  for (guint n = 0; n < CHUNKS_MAX && zb_span_get (file, at, head, sizeof head); n++)
    {
      const ZbSpan data = zb_span_cut (file, at + 8, zb_be32 (head));

      if (memcmp (head + 4, "iCCP", 4) == 0)
        return read_iccp (&data);
      if (memcmp (head + 4, "IDAT", 4) == 0)
        break;
      at += 12 + (gint64) zb_be32 (head);
    }

  return NULL;
}

GBytes *
zb_icc_find_webp (const ZbSpan *file)
{
  guint8 head[8];
  gint64 at = 12;

  for (guint n = 0; n < CHUNKS_MAX && zb_span_get (file, at, head, sizeof head); n++)
    {
      const gint64 size = zb_le32 (head + 4);
      const ZbSpan data = zb_span_cut (file, at + 8, size);

      if (memcmp (head, "ICCP", 4) == 0)
        return load (&data);
      if (memcmp (head, "VP8", 3) == 0 && head[3] != 'X')
        break;
      at += 8 + size + (size & 1);
    }

  return NULL;
}

GBytes *
zb_icc_find_tiff (const ZbSpan *file)
{
  g_auto (ZbIfd) ifd = { 0 };
  ZbTiff     tiff;
  ZbIfdEntry entry;

  if (!zb_tiff_open (&tiff, file) || !zb_ifd_load (&ifd, &tiff, tiff.first))
    return NULL;

  for (guint i = 0; i < ifd.n; i++)
    if (zb_ifd_get (&ifd, &tiff, i, &entry) && entry.tag == TAG_ICC)
      {
        const ZbSpan value = zb_span_cut (file, entry.at, entry.size);

        return load (&value);
      }

  return NULL;
}
