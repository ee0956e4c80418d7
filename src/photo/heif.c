/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/heif-private.h"
#include "photo/tags-private.h"

#include <string.h>

/* HEIC and AVIF: the box `meta` lists items (Exif, XMP, pictures), where their bytes are, and
 * which properties (size, rotation) they have. It alone is loaded; the pictures are not touched.
 */
#define META_MAX (4 * 1024 * 1024)
#define PROPERTIES_MAX 4096
#define EXTENT_MAX (1024 * 1024)

guint64
zb_heif_take (ZbHeifCursor *cursor,
              guint         size)
{
  guint8  bytes[8];
  guint64 value = 0;

  if (size > sizeof bytes || !zb_span_get (cursor->data, cursor->at, bytes, size))
    {
      cursor->ok = FALSE;
      return 0;
    }

  cursor->at += size;
  for (guint i = 0; i < size; i++)
    value = value << 8 | bytes[i];
  return value;
}

guint
zb_heif_take_version (ZbHeifCursor *cursor,
                      guint        *flags)
{
  const guint32 word = zb_heif_take (cursor, 4);

  if (flags != NULL)
    *flags = word & 0xffffff;
  return word >> 24;
}

static void
read_item (ZbHeif       *heif,
           const ZbSpan *infe)
{
  ZbHeifCursor cursor = { infe, 0, TRUE };
  const guint  version = zb_heif_take_version (&cursor, NULL);
  guint32      id, type;

  if (version < 2)
    return;

  id = zb_heif_take (&cursor, version == 2 ? 2 : 4);
  zb_heif_take (&cursor, 2); /* protection */
  type = zb_heif_take (&cursor, 4);
  if (!cursor.ok)
    return;

  if (type == 0x45786966 && heif->exif == 0) /* Exif */
    heif->exif = id;
  else if (type == 0x6d696d65 && heif->xmp == 0) /* mime */
    {
      char              text[64];
      gsize             size = zb_span_read (infe, cursor.at, text, sizeof text - 1);
      gsize             name;
      static const char rdf[] = "application/rdf+xml";

      text[size] = '\0';
      name = strlen (text);
      if (name < size && strcmp (text + name + 1, rdf) == 0)
        heif->xmp = id;
    }
}

static void
read_items (ZbHeif *heif)
{
  ZbBox        iinf, infe;
  ZbHeifCursor cursor = { &iinf.data, 0, TRUE };
  gint64       at;

  if (!zb_box_find (&iinf, &heif->meta, 0, "iinf"))
    return;

  zb_heif_take (&cursor, zb_heif_take_version (&cursor, NULL) == 0 ? 2 : 4);
  at = cursor.at;
  for (guint n = 0; n < ZB_HEIF_ITEMS_MAX && zb_box_next (&infe, &iinf.data, &at); n++)
    if (strcmp (infe.type, "infe") == 0)
      read_item (heif, &infe.data);
}

static void
read_primary (ZbHeif *heif)
{
  ZbBox        pitm;
  ZbHeifCursor cursor = { &pitm.data, 0, TRUE };

  if (zb_box_find (&pitm, &heif->meta, 0, "pitm"))
    heif->primary = zb_heif_take (&cursor, zb_heif_take_version (&cursor, NULL) == 0 ? 2 : 4);
}

gboolean
zb_heif_locate (ZbHeif *heif,
                guint32 item,
                ZbSpan *extent)
{
  ZbBox        iloc, idat;
  ZbHeifCursor cursor = { &iloc.data, 0, TRUE };
  guint        version, sizes;
  guint32      n;

  if (item == 0 || !zb_box_find (&iloc, &heif->meta, 0, "iloc"))
    return FALSE;

  version = zb_heif_take_version (&cursor, NULL);
  sizes = zb_heif_take (&cursor, 2); /* of offset, length, base, index: 4 bits each */
  n = zb_heif_take (&cursor, version < 2 ? 2 : 4);
  for (guint32 i = 0; i < MIN (n, ZB_HEIF_ITEMS_MAX) && cursor.ok; i++)
    {
      const guint32 id = zb_heif_take (&cursor, version < 2 ? 2 : 4);
      const guint   method = version > 0 ? zb_heif_take (&cursor, 2) & 15 : 0;
      const guint64 base = (zb_heif_take (&cursor, 2), zb_heif_take (&cursor, sizes >> 4 & 15));
      const guint   n_extents = zb_heif_take (&cursor, 2);
      const guint   index = version > 0 ? sizes & 15 : 0;

      if (id == item && n_extents > 0)
        {
          guint64 offset, length;

          zb_heif_take (&cursor, index);
          offset = base + zb_heif_take (&cursor, sizes >> 12);
          length = zb_heif_take (&cursor, sizes >> 8 & 15);
          if (!cursor.ok || offset > G_MAXINT64 || length == 0)
            return FALSE;
          if (method == 1 && !zb_box_find (&idat, &heif->meta, 0, "idat"))
            return FALSE;
          *extent = zb_span_cut (method == 1 ? &idat.data : heif->file, offset, MIN (length, EXTENT_MAX));
          return method < 2;
        }
      cursor.at += (gint64) n_extents * (index + (sizes >> 12) + (sizes >> 8 & 15));
    }

  return FALSE;
}

static void
read_exif (ZbHeif *heif)
{
  ZbSpan  extent;
  guint8  skip[4];
  guint32 offset;

  if (!zb_heif_locate (heif, heif->exif, &extent) || !zb_span_get (&extent, 0, skip, sizeof skip))
    return;

  /* So many bytes, mostly "Exif\0\0", are before the TIFF header; some writers forget the count. */
  offset = zb_be32 (skip);
  if (memcmp (skip, "II*\0", 4) == 0 || memcmp (skip, "MM\0*", 4) == 0)
    offset = 0;
  else if (offset > extent.size - 4)
    offset = 4;
  else
    offset += 4;
  extent = zb_span_cut (&extent, offset, extent.size);
  zb_exif_read (heif->tags, &extent);
}

/* Turns counter-clockwise by quarters, and then mirrors, as Exif counts orientations. */
typedef struct
{
  guint turns;
  int   mirror; /* -1 none, 0: top and bottom change places, 1: left and right */
} Turn;

static int
turn_to_orientation (Turn turn)
{
  static const guint8 plain[] = { 1, 8, 3, 6 };
  static const guint8 flipped[2][4] = { { 4, 5, 2, 7 }, { 2, 7, 4, 5 } };

  return turn.mirror < 0 ? plain[turn.turns] : flipped[turn.mirror][turn.turns];
}

static void
read_property (ZbHeif *heif,
               guint   index,
               Turn   *turn)
{
  ZbBox  iprp, ipco, property;
  gint64 at = 0;
  guint8 bytes[12];

  if (!zb_box_find (&iprp, &heif->meta, 0, "iprp") || !zb_box_find (&ipco, &iprp.data, 0, "ipco"))
    return;

  for (guint n = 1; n <= MIN (index, PROPERTIES_MAX); n++)
    if (!zb_box_next (&property, &ipco.data, &at))
      return;

  if (strcmp (property.type, "ispe") == 0 && zb_span_get (&property.data, 0, bytes, 12))
    zb_tags_set_size (heif->tags, zb_be32 (bytes + 4), zb_be32 (bytes + 8));
  else if (strcmp (property.type, "irot") == 0 && zb_span_get (&property.data, 0, bytes, 1))
    turn->turns = bytes[0] & 3;
  else if (strcmp (property.type, "imir") == 0 && zb_span_get (&property.data, 0, bytes, 1))
    turn->mirror = bytes[0] & 1;
}

/* The properties of the primary picture. libheif turns a picture by these; Exif's orientation
 * only repeats them, and does not count.
 */
static void
read_properties (ZbHeif *heif)
{
  ZbBox        iprp, ipma;
  ZbHeifCursor cursor = { &ipma.data, 0, TRUE };
  Turn         turn = { 0, -1 };
  guint        version, flags;
  guint32      n;

  heif->tags->orientation = 1;
  if (!zb_box_find (&iprp, &heif->meta, 0, "iprp") || !zb_box_find (&ipma, &iprp.data, 0, "ipma"))
    return;

  version = zb_heif_take_version (&cursor, &flags);
  n = zb_heif_take (&cursor, 4);
  for (guint32 i = 0; i < MIN (n, ZB_HEIF_ITEMS_MAX) && cursor.ok; i++)
    {
      const guint32 id = zb_heif_take (&cursor, version == 0 ? 2 : 4);
      const guint   n_properties = zb_heif_take (&cursor, 1);

      for (guint k = 0; k < n_properties && cursor.ok; k++)
        {
          const guint index = flags & 1 ? zb_heif_take (&cursor, 2) & 0x7fff : zb_heif_take (&cursor, 1) & 0x7f;

          if (id == heif->primary && index > 0)
            read_property (heif, index, &turn);
        }
      if (id == heif->primary)
        break;
    }

  heif->tags->orientation = turn_to_orientation (turn);
}

guint8 *
zb_heif_open (ZbHeif       *heif,
              const ZbSpan *file)
{
  ZbBox   meta;
  guint8 *bytes;
  gsize   size = 0;

  if (!zb_box_find (&meta, file, 0, "meta") || (bytes = zb_span_load (&meta.data, META_MAX, &size)) == NULL)
    return NULL;

  heif->file = file;
  heif->meta = zb_span_from_data (bytes, size);
  heif->meta = zb_span_cut (&heif->meta, 4, size); /* version and flags */
  heif->offset = meta.data.offset + 4;
  read_primary (heif);
  return bytes;
}

void
zb_heif_read (ZbTags       *tags,
              const ZbSpan *file)
{
  ZbHeif             heif = { .tags = tags };
  ZbSpan             xmp;
  g_autofree guint8 *bytes = zb_heif_open (&heif, file);

  if (bytes == NULL)
    return;

  read_items (&heif);
  read_exif (&heif);
  if (zb_heif_locate (&heif, heif.xmp, &xmp))
    zb_xmp_read (tags, &xmp);
  read_properties (&heif);
}
