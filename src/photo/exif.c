/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/ifd.h"
#include "base/wall.h"
#include "photo/place.h"
#include "photo/tags-private.h"

#include <libexif/exif-data.h>
#include <string.h>

/* libexif never sees a foreign block. The few tags that are wanted are copied, each once, into a
 * fresh small one of three directories, and that is what it reads: no maker notes (where its
 * faults were found), no directory that points to itself, no lying length, no end at 65,534
 * bytes; and the cost is that of some twenty tags, whatever the file says.
 */
#define EXIF "Exif\0\0"
#define EXIF_SIZE (sizeof EXIF - 1)
#define TAG_EXIF_POINTER 0x8769
#define TAG_GPS_POINTER 0x8825
#define TAG_INTEROP_POINTER 0xa005
#define TAG_INTEROP_INDEX 0x0001
#define TAG_ORIENTATION 0x0112
#define TAG_FILE_SOURCE 0xa300
#define TAG_GPS_TIME 0x0007
#define FILE_SOURCE_CAMERA 3
#define BLOCK_MAX 8192

typedef enum
{
  DIR_MAIN,
  DIR_EXIF,
  DIR_GPS,
  N_DIRS
} Dir;

static const ExifIfd ifds[N_DIRS] = { EXIF_IFD_0, EXIF_IFD_EXIF, EXIF_IFD_GPS };

/* By directory and number, as they will stand in the fresh block. */
static const struct
{
  Dir     dir;
  guint16 tag;
  ZbText  text;
} wanted[] = {
  { DIR_MAIN, 0x010f, ZB_TEXT_MAKE },
  { DIR_MAIN, 0x0110, ZB_TEXT_MODEL },
  { DIR_MAIN, TAG_ORIENTATION, ZB_N_TEXTS },
  { DIR_MAIN, 0x0131, ZB_TEXT_SOFTWARE },
  { DIR_MAIN, 0x0132, ZB_TEXT_EXIF_MODIFIED },
  { DIR_EXIF, 0x9003, ZB_TEXT_EXIF_ORIGINAL },
  { DIR_EXIF, 0x9004, ZB_TEXT_EXIF_DIGITIZED },
  { DIR_EXIF, 0x9010, ZB_TEXT_EXIF_MODIFIED_OFFSET },
  { DIR_EXIF, 0x9011, ZB_TEXT_EXIF_ORIGINAL_OFFSET },
  { DIR_EXIF, 0x9012, ZB_TEXT_EXIF_DIGITIZED_OFFSET },
  { DIR_EXIF, 0x9290, ZB_TEXT_EXIF_MODIFIED_SUBSEC },
  { DIR_EXIF, 0x9291, ZB_TEXT_EXIF_ORIGINAL_SUBSEC },
  { DIR_EXIF, 0x9292, ZB_TEXT_EXIF_DIGITIZED_SUBSEC },
  { DIR_EXIF, TAG_FILE_SOURCE, ZB_N_TEXTS },
  { DIR_EXIF, 0xa431, ZB_TEXT_SERIAL },
  { DIR_GPS, TAG_GPS_TIME, ZB_TEXT_GPS_TIME },
  { DIR_GPS, 0x001d, ZB_TEXT_GPS_DATE },
};

#define N_WANTED G_N_ELEMENTS (wanted)

typedef struct
{
  guint16 type;
  guint32 count; /* 0: not there */
  guint8  value[ZB_IFD_VALUE];
  gsize   size;
} Found;

typedef struct
{
  ZbTiff tiff;
  Found  found[N_WANTED];
  gint64 pointers[N_DIRS]; /* 0: none yet */
  gint64 interop;          /* likewise */
} Copy;

/* TIFF/EP, and with it many RAWs, has the dates of the Exif directory in the first one. */
static gboolean
may_stand_in (guint   index,
              Dir     dir,
              guint16 tag)
{
  return wanted[index].tag == tag &&
         (wanted[index].dir == dir || (dir == DIR_MAIN && (tag == 0x9003 || tag == 0x9004)));
}

static void
copy_entry (Copy             *copy,
            const ZbIfdEntry *entry,
            Found            *found)
{
  const gsize unit = entry->size / entry->count;

  found->type = entry->type;
  found->count = MIN (entry->size, ZB_IFD_VALUE) / unit;
  found->size = zb_span_read (&copy->tiff.bytes, entry->at, found->value, found->count * unit);
  if (found->size != found->count * unit)
    found->count = 0;
}

static void
look_at (Copy             *copy,
         Dir               dir,
         const ZbIfdEntry *entry)
{
  const Dir pointed = entry->tag == TAG_EXIF_POINTER  ? DIR_EXIF
                      : entry->tag == TAG_GPS_POINTER ? DIR_GPS
                                                      : DIR_MAIN;

  if (dir == DIR_MAIN && pointed != DIR_MAIN && copy->pointers[pointed] == 0)
    copy->pointers[pointed] = zb_tiff_get_number (&copy->tiff, entry, 0);
  if (dir == DIR_EXIF && entry->tag == TAG_INTEROP_POINTER && copy->interop == 0)
    copy->interop = zb_tiff_get_number (&copy->tiff, entry, 0);

  for (guint i = 0; i < N_WANTED; i++)
    if (may_stand_in (i, dir, entry->tag) && copy->found[i].count == 0)
      copy_entry (copy, entry, &copy->found[i]);
}

static gboolean
copy_dir (Copy  *copy,
          Dir    dir,
          gint64 at)
{
  g_auto (ZbIfd) ifd = { 0 };
  ZbIfdEntry entry;

  if (!zb_ifd_load (&ifd, &copy->tiff, at))
    return FALSE;

  for (guint i = 0; i < ifd.n; i++)
    if (zb_ifd_get (&ifd, &copy->tiff, i, &entry))
      look_at (copy, dir, &entry);

  return TRUE;
}

/* "R03": the camera was set to Adobe RGB; most write no profile then. */
static gboolean
is_adobe (Copy *copy)
{
  g_auto (ZbIfd) ifd = { 0 };
  ZbIfdEntry entry;
  char       value[4];

  if (copy->interop == 0 || !zb_ifd_load (&ifd, &copy->tiff, copy->interop))
    return FALSE;

  for (guint i = 0; i < ifd.n; i++)
    if (zb_ifd_get (&ifd, &copy->tiff, i, &entry) && entry.tag == TAG_INTEROP_INDEX)
      return zb_span_get (&copy->tiff.bytes, entry.at, value, 3) && memcmp (value, "R03", 3) == 0;

  return FALSE;
}

static guint
count_dir (const Copy *copy,
           Dir         dir)
{
  guint n = 0;

  for (guint i = 0; i < N_WANTED; i++)
    n += wanted[i].dir == dir && copy->found[i].count > 0;

  return n;
}

/* A block being written: entries grow at `at`, values that do not fit into them at `values`. */
typedef struct
{
  guint8        bytes[BLOCK_MAX];
  gsize         at, values;
  ExifByteOrder order;
} Block;

static void
put_entry (Block       *block,
           guint16      tag,
           const Found *found)
{
  guint8 *entry = block->bytes + EXIF_SIZE + block->at;

  exif_set_short (entry, block->order, tag);
  exif_set_short (entry + 2, block->order, found->type);
  exif_set_long (entry + 4, block->order, found->count);
  block->at += ZB_IFD_ENTRY;
  if (found->size <= 4)
    {
      memcpy (entry + 8, found->value, found->size);
      return;
    }

  exif_set_long (entry + 8, block->order, block->values);
  memcpy (block->bytes + EXIF_SIZE + block->values, found->value, found->size);
  block->values += (found->size + 1) & ~(gsize) 1;
}

static void
put_pointer (Block  *block,
             guint16 tag,
             gsize   to)
{
  Found found = { .type = EXIF_FORMAT_LONG, .count = 1, .size = 4 };

  exif_set_long (found.value, block->order, to);
  put_entry (block, tag, &found);
}

static void
put_dir (Block       *block,
         const Copy  *copy,
         Dir          dir,
         const gsize *starts)
{
  const guint n = count_dir (copy, dir) + (dir == DIR_MAIN ? 2 : 0);

  block->at = starts[dir];
  exif_set_short (block->bytes + EXIF_SIZE + block->at, block->order, n);
  block->at += 2;
  for (guint i = 0; i < N_WANTED; i++)
    if (wanted[i].dir == dir && copy->found[i].count > 0)
      put_entry (block, wanted[i].tag, &copy->found[i]);
  if (dir != DIR_MAIN)
    return;

  put_pointer (block, TAG_EXIF_POINTER, starts[DIR_EXIF]);
  put_pointer (block, TAG_GPS_POINTER, starts[DIR_GPS]);
}

static ExifData *
make_data (const Copy *copy)
{
  static const gsize dir_size = 2 + (N_WANTED + 2) * ZB_IFD_ENTRY + 4;
  gsize              starts[N_DIRS];
  Block              block = { .order = copy->tiff.order };
  ExifData          *data = exif_data_new ();

  G_STATIC_ASSERT (EXIF_SIZE + 8 + N_DIRS * (2 + (N_WANTED + 2) * ZB_IFD_ENTRY + 4) + N_WANTED * ZB_IFD_VALUE < BLOCK_MAX);

  memcpy (block.bytes, EXIF, EXIF_SIZE);
  memcpy (block.bytes + EXIF_SIZE, block.order == EXIF_BYTE_ORDER_INTEL ? "II*\0" : "MM\0*", 4);
  exif_set_long (block.bytes + EXIF_SIZE + 4, block.order, 8);
  for (guint i = 0; i < N_DIRS; i++)
    starts[i] = 8 + i * dir_size;
  block.values = 8 + N_DIRS * dir_size;
  for (guint i = 0; i < N_DIRS; i++)
    put_dir (&block, copy, i, starts);

  exif_data_unset_option (data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
  exif_data_unset_option (data, EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
  exif_data_load_data (data, block.bytes, EXIF_SIZE + block.values);
  return data;
}

/* "HH:MM:SS[.fff]" from three rationals; the minutes may have a fraction. What is out of range
 * is shown as it is: it is refused where dates are read.
 */
static void
take_gps_time (ZbTags          *tags,
               const ExifEntry *entry,
               ExifByteOrder    order)
{
  double           parts[3], seconds;
  g_autofree char *text = NULL;

  if (entry->format != EXIF_FORMAT_RATIONAL || entry->components != 3)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const ExifRational part = exif_get_rational (entry->data + 8 * i, order);

      if (part.denominator == 0)
        return;
      parts[i] = (double) part.numerator / part.denominator;
    }

  seconds = parts[0] * 3600 + parts[1] * 60 + parts[2] + 0.0005;
  if (parts[0] >= 24 || parts[1] >= 60 || parts[2] >= 61 || seconds >= ZB_DAY_SECONDS)
    text = g_strdup_printf ("%02.0f:%02.0f:%02.0f", parts[0], parts[1], parts[2]);
  else
    {
      const guint64 ms = seconds * 1000;

      text = g_strdup_printf ("%02u:%02u:%02u.%03u",
                              (guint) (ms / 3600000),
                              (guint) (ms / 60000 % 60),
                              (guint) (ms / 1000 % 60),
                              (guint) (ms % 1000));
      if (g_str_has_suffix (text, ".000"))
        text[8] = '\0';
    }
  zb_tags_take (tags, ZB_TEXT_GPS_TIME, text, strlen (text));
}

static void
take_number (ZbTags          *tags,
             guint16          tag,
             const ExifEntry *entry,
             ExifByteOrder    order)
{
  guint32 value = 0;

  if (entry->format == EXIF_FORMAT_SHORT)
    value = exif_get_short (entry->data, order);
  else if (entry->format == EXIF_FORMAT_LONG)
    value = exif_get_long (entry->data, order);
  else if (entry->format == EXIF_FORMAT_UNDEFINED || entry->format == EXIF_FORMAT_BYTE)
    value = entry->data[0];

  if (tag == TAG_ORIENTATION && value >= 1 && value <= 8)
    tags->orientation = value;
  else if (tag == TAG_FILE_SOURCE && value > 0 && value < FILE_SOURCE_CAMERA)
    tags->scanner = TRUE;
}

static void
take_tags (ZbTags   *tags,
           ExifData *data)
{
  const ExifByteOrder order = exif_data_get_byte_order (data);

  for (guint i = 0; i < N_WANTED; i++)
    {
      const ExifEntry *entry = exif_content_get_entry (data->ifd[ifds[wanted[i].dir]], wanted[i].tag);

      if (entry == NULL || entry->data == NULL || entry->size == 0)
        continue;
      if (wanted[i].text == ZB_N_TEXTS)
        take_number (tags, wanted[i].tag, entry, order);
      else if (entry->format == EXIF_FORMAT_ASCII)
        zb_tags_take (tags, wanted[i].text, entry->data, entry->size);
      else if (wanted[i].tag == TAG_GPS_TIME)
        take_gps_time (tags, entry, order);
    }
}

void
zb_exif_read (ZbTags       *tags,
              const ZbSpan *block)
{
  Copy      copy = { 0 };
  ZbSpan    bytes = *block;
  char      id[EXIF_SIZE];
  ExifData *data;

  for (guint i = 0; i < 2 && zb_span_get (&bytes, 0, id, sizeof id) && memcmp (id, EXIF, sizeof id) == 0; i++)
    bytes = zb_span_cut (&bytes, sizeof id, bytes.size);

  if (!zb_tiff_open (&copy.tiff, &bytes) || !copy_dir (&copy, DIR_MAIN, copy.tiff.first))
    {
      tags->problem = ZB_PROBLEM_TAGS;
      return;
    }

  for (Dir dir = DIR_EXIF; dir < N_DIRS; dir++)
    if (copy.pointers[dir] != 0)
      copy_dir (&copy, dir, copy.pointers[dir]);
  tags->adobe = is_adobe (&copy);
  if (tags->place != NULL && copy.pointers[DIR_GPS] != 0)
    zb_place_read (tags->place, &copy.tiff, copy.pointers[DIR_GPS]);

  data = make_data (&copy);
  take_tags (tags, data);
  exif_data_unref (data);
}
