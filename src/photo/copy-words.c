/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/copy-private.h"

#include "base/wall.h"

#include <string.h>

/* A minimal Exif block, written from nothing, and the same words for programs that read IPTC. */
#define EXIF "Exif\0\0"
#define EXIF_SIZE (sizeof EXIF - 1)
#define CAPTION_MAX 12000 /* bytes of UTF-8: as UTF-16 beside it, all fits into one segment */
#define IPTC_CAPTION_MAX 2000
#define BODY_MAX 60000

typedef struct
{
  guint16 tag, type;
  guint32 count;
  GBytes *value;
} Entry;

static void
entry_clear (gpointer data)
{
  g_clear_pointer (&((Entry *) data)->value, g_bytes_unref);
}

static GArray *
dir_new (void)
{
  GArray *dir = g_array_new (FALSE, FALSE, sizeof (Entry));

  g_array_set_clear_func (dir, entry_clear);
  return dir;
}

static void
add (GArray       *dir,
     guint16       tag,
     guint16       type,
     guint32       count,
     gconstpointer bytes,
     gsize         size)
{
  const Entry entry = { tag, type, count, g_bytes_new (bytes, size) };

  g_array_append_val (dir, entry);
}

static void
add_text (GArray     *dir,
          guint16     tag,
          const char *text)
{
  if (text != NULL && *text != '\0')
    add (dir, tag, EXIF_FORMAT_ASCII, (guint32) strlen (text) + 1, text, strlen (text) + 1);
}

static void
add_short (GArray *dir,
           guint16 tag,
           guint16 value)
{
  const guint8 bytes[] = { (guint8) value, (guint8) (value >> 8) };

  add (dir, tag, EXIF_FORMAT_SHORT, 1, bytes, sizeof bytes);
}

static void
add_pointer (GArray *dir,
             guint16 tag)
{
  add (dir, tag, EXIF_FORMAT_LONG, 1, "\0\0\0", 4);
}

/* At most `size` bytes of whole characters. NULL for nothing and for what is no UTF-8. */
static char *
cut_text (const char *text,
          gsize       size)
{
  const char *end;

  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL))
    return NULL;
  if (strlen (text) <= size)
    return g_strdup (text);

  end = g_utf8_find_prev_char (text, text + size + 1);
  return g_strndup (text, (gsize) (end - text));
}

static void
add_title (GArray     *dir,
           const char *caption)
{
  glong               n = 0;
  g_autofree guint16 *text = g_utf8_to_utf16 (caption, -1, NULL, &n, NULL);

  for (glong i = 0; text != NULL && i <= n; i++)
    text[i] = GUINT16_TO_LE (text[i]);
  if (text != NULL)
    add (dir, 0x9c9b, EXIF_FORMAT_BYTE, (guint32) (n + 1) * 2, text, (gsize) (n + 1) * 2);
}

/* What is not known of a date stands as blanks. */
static char *
format_taken (const ZbWall *wall)
{
  int year, month, day, hour, minute, second;

  zb_wall_split (wall, &year, &month, &day, &hour, &minute, &second);
  if (wall->precision == ZB_PRECISION_DAY)
    return g_strdup_printf ("%04d:%02d:%02d   :  :  ", year, month, day);
  return g_strdup_printf ("%04d:%02d:%02d %02d:%02d:%02d", year, month, day, hour, minute, second);
}

/* A directory at `at`; its longer values follow it. */
static void
put_dir (GByteArray *out,
         GArray     *dir)
{
  const gsize at = out->len, n = dir->len;
  gsize       values = at + 2 + n * ZB_IFD_ENTRY + 4;

  g_byte_array_set_size (out, (guint) values);
  memset (out->data + at, 0, values - at);
  exif_set_short (out->data + at, EXIF_BYTE_ORDER_INTEL, (ExifShort) n);
  for (gsize i = 0; i < n; i++)
    {
      const Entry  *entry = &g_array_index (dir, Entry, i);
      gsize         size;
      gconstpointer bytes = g_bytes_get_data (entry->value, &size);
      guint8       *to = out->data + at + 2 + i * ZB_IFD_ENTRY;

      exif_set_short (to, EXIF_BYTE_ORDER_INTEL, entry->tag);
      exif_set_short (to + 2, EXIF_BYTE_ORDER_INTEL, entry->type);
      exif_set_long (to + 4, EXIF_BYTE_ORDER_INTEL, entry->count);
      if (size <= 4)
        {
          memcpy (to + 8, bytes, size);
          continue;
        }
      exif_set_long (to + 8, EXIF_BYTE_ORDER_INTEL, (ExifLong) (values - EXIF_SIZE));
      g_byte_array_append (out, bytes, (guint) size);
      if (size & 1)
        g_byte_array_append (out, (const guint8 *) "", 1);
      values = out->len;
    }
}

/* The pointer in the first directory that has this tag. */
static void
set_pointer (GByteArray *out,
             GArray     *dir,
             guint16     tag)
{
  for (guint i = 0; i < dir->len; i++)
    if (g_array_index (dir, Entry, i).tag == tag)
      exif_set_long (out->data + EXIF_SIZE + 8 + 2 + i * ZB_IFD_ENTRY + 8, EXIF_BYTE_ORDER_INTEL, (ExifLong) (out->len - EXIF_SIZE));
}

static GArray *
make_main (const ZbCopySpec *spec,
           const ZbTags     *tags,
           const ZbPlace    *place,
           const char       *taken,
           const char       *caption,
           int               orientation)
{
  GArray *dir = dir_new ();

  add_text (dir, 0x010e, caption);
  if (spec->keep_device)
    {
      add_text (dir, 0x010f, tags->text[ZB_TEXT_MAKE]);
      add_text (dir, 0x0110, tags->text[ZB_TEXT_MODEL]);
    }
  add_short (dir, 0x0112, (guint16) orientation);
  add_text (dir, 0x0132, taken);
  add_pointer (dir, 0x8769);
  if (place->n > 0)
    add_pointer (dir, 0x8825);
  if (caption != NULL)
    add_title (dir, caption);
  return dir;
}

static GArray *
make_details (const ZbCopySpec *spec,
              const ZbTags     *tags,
              const char       *taken,
              gboolean          srgb)
{
  GArray *dir = dir_new ();

  add (dir, 0x9000, EXIF_FORMAT_UNDEFINED, 4, "0232", 4);
  add_text (dir, 0x9003, taken);
  add_short (dir, 0xa001, srgb ? 1 : 0xffff);
  if (spec->keep_device)
    add_text (dir, 0xa431, tags->text[ZB_TEXT_SERIAL]);
  return dir;
}

static void
put_place (GByteArray    *out,
           const ZbPlace *place)
{
  g_autoptr (GArray) dir = dir_new ();

  for (guint i = 0; i < place->n; i++)
    {
      const ZbPlaceEntry *entry = &place->entries[i];

      add (dir, entry->tag, entry->type, entry->count, entry->value, entry->size);
    }
  put_dir (out, dir);
}

static GBytes *
make_exif (const ZbCopySpec *spec,
           const ZbTags     *tags,
           const ZbPlace    *place,
           const char       *taken,
           int               orientation,
           gboolean          srgb)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char *caption = cut_text (spec->caption, CAPTION_MAX);
  g_autoptr (GArray) dir = make_main (spec, tags, place, taken, caption, orientation);
  g_autoptr (GArray) details = make_details (spec, tags, taken, srgb);

  g_byte_array_append (out, (const guint8 *) EXIF "II*\0\010\0\0\0", EXIF_SIZE + 8);
  put_dir (out, dir);
  set_pointer (out, dir, 0x8769);
  put_dir (out, details);
  if (place->n > 0)
    {
      set_pointer (out, dir, 0x8825);
      put_place (out, place);
    }

  return out->len > BODY_MAX ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static void
put_dataset (GByteArray *out,
             guint8      record,
             guint8      number,
             const void *bytes,
             gsize       size)
{
  const guint8 head[] = { 0x1c, record, number, (guint8) (size >> 8), (guint8) size };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, bytes, (guint) size);
}

/* 1:90 says that the words are UTF-8. */
static GByteArray *
make_datasets (const ZbWall *wall,
               const char   *caption)
{
  GByteArray      *out = g_byte_array_new ();
  g_autofree char *day = NULL;
  int              year, month, date;

  put_dataset (out, 1, 90, "\x1b%G", 3);
  put_dataset (out, 2, 0, "\0\4", 2);
  if (zb_wall_is_set (wall))
    {
      zb_wall_split (wall, &year, &month, &date, NULL, NULL, NULL);
      day = g_strdup_printf ("%04d%02d%02d", year, month, date);
      put_dataset (out, 2, 55, day, 8);
    }
  if (caption != NULL)
    put_dataset (out, 2, 120, caption, strlen (caption));
  return out;
}

static GBytes *
make_iptc (const ZbCopySpec *spec,
           const ZbWall     *wall)
{
  static const guint8 head[] = "Photoshop 3.0\0"
                               "8BIM\4\4\0\0";
  g_autofree char    *caption = cut_text (spec->caption, IPTC_CAPTION_MAX);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GByteArray) datasets = NULL;
  guint8 size[4];

  if (caption == NULL && !zb_wall_is_set (wall))
    return NULL;

  datasets = make_datasets (wall, caption);
  exif_set_long (size, EXIF_BYTE_ORDER_MOTOROLA, datasets->len);
  g_byte_array_append (out, head, sizeof head - 1);
  g_byte_array_append (out, size, sizeof size);
  g_byte_array_append (out, datasets->data, datasets->len);
  if (datasets->len & 1)
    g_byte_array_append (out, (const guint8 *) "", 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

void
zb_copy_words_make (ZbCopyWords      *words,
                    const ZbCopySpec *spec,
                    const ZbTags     *tags,
                    const ZbPlace    *place,
                    int               orientation,
                    gboolean          srgb)
{
  g_autofree char *taken = NULL;
  ZbWall           wall = ZB_WALL_NONE;

  *words = (ZbCopyWords){ 0 };
  if (spec->plain)
    return;

  if (spec->taken != NULL && zb_wall_parse (&wall, spec->taken))
    taken = format_taken (&wall);
  words->exif = make_exif (spec, tags, place, taken, orientation, srgb);
  words->iptc = make_iptc (spec, &wall);
}

void
zb_copy_words_clear (ZbCopyWords *words)
{
  g_clear_pointer (&words->exif, g_bytes_unref);
  g_clear_pointer (&words->iptc, g_bytes_unref);
}
