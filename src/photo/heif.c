/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/boxes.h"
#include "photo/tags-private.h"

#include <string.h>

/* HEIC and AVIF: the box `meta` lists items (Exif, XMP, pictures), where their bytes are, and
 * which properties (size, rotation) they have. It alone is loaded; the pictures are not touched.
 */
#define META_MAX (4 * 1024 * 1024)
#define ITEMS_MAX 65536
#define PROPERTIES_MAX 4096
#define EXTENT_MAX (1024 * 1024)

typedef struct
{
  ZbTags       *tags;
  const ZbSpan *file;
  ZbSpan        meta; /* its boxes, loaded */
  guint32       primary, exif, xmp;
} Heif;

/* Reads numbers one after the other; past the end they are 0 and `ok` is FALSE. */
typedef struct
{
  const ZbSpan *data;
  gint64        at;
  gboolean      ok;
} Cursor;

static guint64
take (Cursor *cursor,
      guint   size)
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

/* Version of a full box; its flags are skipped unless wanted. */
static guint
take_version (Cursor *cursor,
              guint  *flags)
{
  const guint32 word = take (cursor, 4);

  if (flags != NULL)
    *flags = word & 0xffffff;
  return word >> 24;
}

static void
read_item (Heif         *heif,
           const ZbSpan *infe)
{
  Cursor      cursor = { infe, 0, TRUE };
  const guint version = take_version (&cursor, NULL);
  guint32     id, type;

  if (version < 2)
    return;

  id = take (&cursor, version == 2 ? 2 : 4);
  take (&cursor, 2); /* protection */
  type = take (&cursor, 4);
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
read_items (Heif *heif)
{
  ZbBox  iinf, infe;
  Cursor cursor = { &iinf.data, 0, TRUE };
  gint64 at;

  if (!zb_box_find (&iinf, &heif->meta, 0, "iinf"))
    return;

  take (&cursor, take_version (&cursor, NULL) == 0 ? 2 : 4);
  at = cursor.at;
  for (guint n = 0; n < ITEMS_MAX && zb_box_next (&infe, &iinf.data, &at); n++)
    if (strcmp (infe.type, "infe") == 0)
      read_item (heif, &infe.data);
}

static void
read_primary (Heif *heif)
{
  ZbBox  pitm;
  Cursor cursor = { &pitm.data, 0, TRUE };

  if (zb_box_find (&pitm, &heif->meta, 0, "pitm"))
    heif->primary = take (&cursor, take_version (&cursor, NULL) == 0 ? 2 : 4);
}

/* Where an item's first extent is: in the file, or in the box `idat`. */
static gboolean
locate (Heif   *heif,
        guint32 item,
        ZbSpan *extent)
{
  ZbBox   iloc, idat;
  Cursor  cursor = { &iloc.data, 0, TRUE };
  guint   version, sizes;
  guint32 n;

  if (item == 0 || !zb_box_find (&iloc, &heif->meta, 0, "iloc"))
    return FALSE;

  version = take_version (&cursor, NULL);
  sizes = take (&cursor, 2); /* of offset, length, base, index: 4 bits each */
  n = take (&cursor, version < 2 ? 2 : 4);
  for (guint32 i = 0; i < MIN (n, ITEMS_MAX) && cursor.ok; i++)
    {
      const guint32 id = take (&cursor, version < 2 ? 2 : 4);
      const guint   method = version > 0 ? take (&cursor, 2) & 15 : 0;
      const guint64 base = (take (&cursor, 2), take (&cursor, sizes >> 4 & 15));
      const guint   n_extents = take (&cursor, 2);
      const guint   index = version > 0 ? sizes & 15 : 0;

      if (id == item && n_extents > 0)
        {
          guint64 offset, length;

          take (&cursor, index);
          offset = base + take (&cursor, sizes >> 12);
          length = take (&cursor, sizes >> 8 & 15);
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
read_exif (Heif *heif)
{
  ZbSpan  extent;
  guint8  skip[4];
  guint32 offset;

  if (!locate (heif, heif->exif, &extent) || !zb_span_get (&extent, 0, skip, sizeof skip))
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
read_property (Heif *heif,
               guint index,
               Turn *turn)
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
read_properties (Heif *heif)
{
  ZbBox   iprp, ipma;
  Cursor  cursor = { &ipma.data, 0, TRUE };
  Turn    turn = { 0, -1 };
  guint   version, flags;
  guint32 n;

  heif->tags->orientation = 1;
  if (!zb_box_find (&iprp, &heif->meta, 0, "iprp") || !zb_box_find (&ipma, &iprp.data, 0, "ipma"))
    return;

  version = take_version (&cursor, &flags);
  n = take (&cursor, 4);
  for (guint32 i = 0; i < MIN (n, ITEMS_MAX) && cursor.ok; i++)
    {
      const guint32 id = take (&cursor, version == 0 ? 2 : 4);
      const guint   n_properties = take (&cursor, 1);

      for (guint k = 0; k < n_properties && cursor.ok; k++)
        {
          const guint index = flags & 1 ? take (&cursor, 2) & 0x7fff : take (&cursor, 1) & 0x7f;

          if (id == heif->primary && index > 0)
            read_property (heif, index, &turn);
        }
      if (id == heif->primary)
        break;
    }

  heif->tags->orientation = turn_to_orientation (turn);
}

void
zb_heif_read (ZbTags       *tags,
              const ZbSpan *file)
{
  Heif               heif = { .tags = tags, .file = file };
  ZbBox              meta;
  ZbSpan             xmp;
  gsize              size = 0;
  g_autofree guint8 *bytes = NULL;

  if (!zb_box_find (&meta, file, 0, "meta"))
    return;

  bytes = zb_span_load (&meta.data, META_MAX, &size);
  heif.meta = zb_span_from_data (bytes, size);
  heif.meta = zb_span_cut (&heif.meta, 4, size); /* version and flags */
  read_items (&heif);
  read_primary (&heif);
  read_exif (&heif);
  if (locate (&heif, heif.xmp, &xmp))
    zb_xmp_read (tags, &xmp);
  read_properties (&heif);
}
