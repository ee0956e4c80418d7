/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/tags-private.h"

#include <gio/gio.h>
#include <string.h>

/* Walks the chunks of a PNG to its end: Exif may stand behind the pixels. Of each only the head
 * is read, unless it is one that tells something.
 */
#define CHUNKS_MAX 100000
#define TEXT_CHUNKS_MAX 64
#define CHUNK_MAX (1024 * 1024)   /* of one that is read */
#define INFLATED_MAX (256 * 1024) /* of a compressed one */
#define PROFILE "Raw profile type "
#define XMP "XML:com.adobe.xmp"
#define CREATION "Creation Time"

typedef struct
{
  ZbTags  *tags;
  guint    texts;
  gboolean exif, size;
} Walk;

static GByteArray *
inflate (const guint8 *bytes,
         gsize         size)
{
  g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8           piece[16384];

  while (result == G_CONVERTER_CONVERTED && out->len < INFLATED_MAX && size > 0)
    {
      gsize taken, given;

      result = g_converter_convert (G_CONVERTER (zlib),
                                    bytes,
                                    size,
                                    piece,
                                    sizeof piece,
                                    G_CONVERTER_NO_FLAGS,
                                    &taken,
                                    &given,
                                    NULL);
      if (result == G_CONVERTER_ERROR)
        break;
      g_byte_array_append (out, piece, given);
      bytes += taken;
      size -= taken;
    }

  return g_steal_pointer (&out);
}

/* "\nexif\n    1234\n" and hexadecimal digits in lines, as ImageMagick writes profiles. */
static GByteArray *
read_hex (const char *text,
          gsize       size)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const char *end = text + size;
  int         high = -1;

  for (guint i = 0; i < 3 && text != NULL; i++)
    if ((text = memchr (text, '\n', end - text)) != NULL)
      text++;

  for (; text != NULL && text < end; text++)
    {
      const int    digit = g_ascii_xdigit_value (*text);
      const guint8 byte = (guint8) ((guint) high << 4 | (guint) digit);

      if (digit < 0)
        continue;
      if (high >= 0)
        g_byte_array_append (bytes, &byte, 1);
      high = high < 0 ? digit : -1;
    }

  return g_steal_pointer (&bytes);
}

static void
read_profile (Walk       *walk,
              const char *type,
              const char *text,
              gsize       size)
{
  static const char xmp[] = "http://ns.adobe.com/xap/1.0/";
  g_autoptr (GByteArray) bytes = read_hex (text, size);
  ZbSpan block = zb_span_from_data (bytes->data, bytes->len);

  if (strcmp (type, "iptc") == 0)
    zb_iptc_read_photoshop (walk->tags, &block);
  else if (strcmp (type, "xmp") == 0 || (bytes->len > sizeof xmp && memcmp (bytes->data, xmp, sizeof xmp) == 0))
    zb_xmp_read (walk->tags, &block);
  else if ((strcmp (type, "exif") == 0 || strcmp (type, "APP1") == 0) && !walk->exif)
    {
      walk->exif = TRUE;
      zb_exif_read (walk->tags, &block);
    }
}

static void
take_text (Walk       *walk,
           const char *key,
           const char *text,
           gsize       size)
{
  const ZbSpan packet = zb_span_from_data (text, size);

  if (strcmp (key, XMP) == 0)
    zb_xmp_read (walk->tags, &packet);
  else if (g_ascii_strcasecmp (key, CREATION) == 0)
    zb_tags_take (walk->tags, ZB_TEXT_CONTAINER, text, size);
  else if (strcmp (key, "Software") == 0)
    zb_tags_take (walk->tags, ZB_TEXT_SOFTWARE, text, size);
  else if (g_str_has_prefix (key, PROFILE))
    read_profile (walk, key + sizeof PROFILE - 1, text, size);
}

/* Moves past a text that ends in NUL; FALSE when it does not. */
static gboolean
skip_text (const guint8 **at,
           const guint8  *end)
{
  const guint8 *nul = memchr (*at, '\0', end - *at);

  *at = nul != NULL ? nul + 1 : end;
  return nul != NULL;
}

/* tEXt: key NUL text. zTXt: key NUL method, deflated. iTXt: key NUL flag method language NUL
 * translated key NUL text, deflated when flagged.
 */
static void
read_text (Walk         *walk,
           const char   *type,
           const guint8 *bytes,
           gsize         size)
{
  const guint8 *at = bytes;
  const guint8 *end = bytes + size;
  gboolean      deflated = *type == 'z';

  if (!skip_text (&at, end))
    return;

  if (*type == 'i')
    {
      if (end - at < 2)
        return;
      deflated = *at != 0;
      at += 2;
      if (!skip_text (&at, end) || !skip_text (&at, end))
        return;
    }
  else if (deflated && at++ >= end)
    return;

  if (deflated)
    {
      g_autoptr (GByteArray) text = inflate (at, end - at);

      take_text (walk, (const char *) bytes, (const char *) text->data, text->len);
    }
  else
    take_text (walk, (const char *) bytes, (const char *) at, end - at);
}

/* The time of the last change, UTC. */
static void
read_time (ZbTags       *tags,
           const ZbSpan *data)
{
  g_autofree char *text = NULL;
  guint8           time[7];

  if (!zb_span_get (data, 0, time, sizeof time))
    return;

  text = g_strdup_printf ("%04u-%02u-%02uT%02u:%02u:%02uZ",
                          zb_be16 (time),
                          time[2],
                          time[3],
                          time[4],
                          time[5],
                          time[6]);
  zb_tags_take (tags, ZB_TEXT_CONTAINER, text, strlen (text));
}

static void
read_chunk (Walk         *walk,
            const char   *type,
            const ZbSpan *data)
{
  guint8 size[8];

  if (memcmp (type, "IHDR", 4) == 0 && !walk->size && zb_span_get (data, 0, size, sizeof size))
    {
      walk->size = TRUE;
      zb_tags_set_size (walk->tags, zb_be32 (size), zb_be32 (size + 4));
    }
  else if (memcmp (type, "eXIf", 4) == 0 && !walk->exif)
    {
      walk->exif = TRUE;
      zb_exif_read (walk->tags, data);
    }
  else if (memcmp (type + 1, "TXt", 3) == 0 || memcmp (type, "tEXt", 4) == 0)
    {
      gsize              n = 0;
      g_autofree guint8 *bytes =
          walk->texts++ < TEXT_CHUNKS_MAX ? zb_span_load (data, CHUNK_MAX, &n) : NULL;

      if (bytes != NULL)
        read_text (walk, type, bytes, n);
    }
}

void
zb_png_read (ZbTags       *tags,
             const ZbSpan *file)
{
  Walk   walk = { .tags = tags };
  ZbSpan time = zb_span_from_data (NULL, 0);
  guint8 head[8];
  gint64 at = 8;

  for (guint n = 0; n < CHUNKS_MAX && zb_span_get (file, at, head, sizeof head); n++)
    {
      const ZbSpan data = zb_span_cut (file, at + 8, zb_be32 (head));

      if (memcmp (head + 4, "tIME", 4) == 0)
        time = data;
      else
        read_chunk (&walk, (const char *) head + 4, &data);
      if (memcmp (head + 4, "IEND", 4) == 0)
        break;
      at += 12 + (gint64) zb_be32 (head);
    }

  read_time (tags, &time); /* a text that says when it was made comes before it */
}
