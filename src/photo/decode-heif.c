/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/decode-span.h"
#include "photo/heif-grid.h"

#include <libheif/heif.h>
#include <string.h>

/* HEIC and AVIF by libheif, which turns the picture by itself (Exif's orientation does not count
 * here). The thumbnail stored inside costs a hundredth of the picture.
 *
 * libheif decodes a picture of tiles only as a whole. So that a part costs a part, and fifty megapixels no more than a row of tiles,
 * it is shown a file in which the tiles are not hidden, and asked for each.
 */
#define BYTES_PER_PIXEL 8 /* planes, their composition and RGB */
#define MAX_BOXES 256
#define TILE_MIN 32
#define BAND_MAX (64 * 1024 * 1024)

typedef struct heif_context      HeifContext;
typedef struct heif_image_handle HeifHandle;
typedef struct heif_image        HeifImage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeifContext, heif_context_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeifHandle, heif_image_handle_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeifImage, heif_image_release)

typedef struct
{
  const ZbPart *part;
  gint64        position;
  const GArray *hidden; /* of gint64, or NULL: bytes whose lowest bit is read as 0 */
} Reader;

static int64_t
reader_get_position (void *data)
{
  return ((Reader *) data)->position;
}

static void
unhide (const Reader *self,
        guint8       *bytes,
        gsize         size)
{
  for (guint i = 0; self->hidden != NULL && i < self->hidden->len; i++)
    {
      const gint64 at = g_array_index (self->hidden, gint64, i) - self->position;

      if (at >= 0 && at < (gint64) size)
        bytes[at] &= 0xfe;
    }
}

static int
reader_read (void  *buffer,
             size_t size,
             void  *data)
{
  Reader *self = data;

  if (zb_part_read (self->part, self->position, buffer, size) < size)
    return -1;
  unhide (self, buffer, size);
  self->position += size;
  return 0;
}

static int
reader_seek (int64_t position,
             void   *data)
{
  ((Reader *) data)->position = position;
  return 0;
}

static enum heif_reader_grow_status
reader_wait (int64_t target,
             void   *data)
{
  return target <= ((Reader *) data)->part->size ? heif_reader_grow_status_size_reached
                                                 : heif_reader_grow_status_size_beyond_eof;
}

static const struct heif_reader reader_class = {
  1,
  reader_get_position,
  reader_read,
  reader_seek,
  reader_wait,
};

/* A profile, or primaries alone. libheif has used the matrix that stands beside them. */
static ZbColour *
find_colour (HeifHandle *handle)
{
  const gsize                     size = heif_image_handle_get_raw_color_profile_size (handle);
  struct heif_color_profile_nclx *nclx = NULL;
  ZbColour                       *colour = NULL;

  if (size > 0 && size <= ZB_ICC_MAX)
    {
      g_autofree guint8 *bytes = g_malloc (size);
      g_autoptr (GBytes) icc = NULL;

      if (heif_image_handle_get_raw_color_profile (handle, bytes).code == heif_error_Ok)
        icc = g_bytes_new_take (g_steal_pointer (&bytes), size);
      return zb_colour_new (icc);
    }

  if (heif_image_handle_get_nclx_color_profile (handle, &nclx).code == heif_error_Ok && nclx != NULL)
    {
      colour = zb_colour_new_primaries ((int) nclx->color_primaries);
      heif_nclx_color_profile_free (nclx);
    }
  return colour;
}

static gboolean
decode_handle (ZbDecoded      *decoded,
               HeifHandle     *handle,
               const ZbWanted *wanted)
{
  g_autoptr (HeifImage) image = NULL;
  const guint8     *pixels;
  struct heif_error error;
  int               stride = 0, width, height;
  const gboolean    alpha = heif_image_handle_has_alpha_channel (handle);

  error = heif_decode_image (handle,
                             &image,
                             heif_colorspace_RGB,
                             alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
                             NULL);
  if (error.code != heif_error_Ok || image == NULL)
    return FALSE;

  pixels = heif_image_get_plane_readonly (image, heif_channel_interleaved, &stride);
  width = heif_image_get_width (image, heif_channel_interleaved);
  height = heif_image_get_height (image, heif_channel_interleaved);
  if (pixels == NULL || width < 1 || height < 1 || width > 65535 || height > 65535)
    return FALSE;

  decoded->frame = zb_frame_new (wanted, decoded->width, decoded->height, width, height, 1, find_colour (handle));
  for (int y = 0; y < height && decoded->frame != NULL; y++)
    if (alpha)
      zb_shrink_add_rgba (decoded->frame->shrink, pixels + (gsize) y * stride);
    else
      zb_shrink_add_rgb (decoded->frame->shrink, pixels + (gsize) y * stride, 0);
  if (decoded->frame != NULL)
    zb_frame_finish (decoded->frame);
  return decoded->frame != NULL;
}

static gboolean
is_too_large (HeifHandle *handle)
{
  return (gint64) heif_image_handle_get_width (handle) * heif_image_handle_get_height (handle) * BYTES_PER_PIXEL > ZB_DECODE_MEMORY;
}

static gboolean
decode_stored (ZbDecoded      *decoded,
               HeifHandle     *picture,
               const ZbWanted *wanted,
               int             length)
{
  g_autoptr (HeifHandle) handle = NULL;
  heif_item_id id;

  if (heif_image_handle_get_list_of_thumbnail_IDs (picture, &id, 1) != 1 || heif_image_handle_get_thumbnail (picture, id, &handle).code != heif_error_Ok)
    return FALSE;

  return MAX (heif_image_handle_get_width (handle), heif_image_handle_get_height (handle)) >= length && !is_too_large (handle) && decode_handle (decoded, handle, wanted);
}

/* A tile's rows, in the place where they belong in the band. */
static gboolean
decode_tile (HeifContext *context,
             guint32      item,
             guint8      *band,
             gsize        stride,
             int          width,
             int          height)
{
  struct heif_decoding_options *options = heif_decoding_options_alloc ();
  g_autoptr (HeifHandle) handle = NULL;
  g_autoptr (HeifImage) image = NULL;
  const guint8 *pixels = NULL;
  int           from_stride = 0, from_width = 0, from_height = 0;

  options->ignore_transformations = TRUE;
  if (heif_context_get_image_handle (context, item, &handle).code == heif_error_Ok && !is_too_large (handle) &&
      heif_decode_image (handle, &image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, options).code == heif_error_Ok)
    {
      pixels = heif_image_get_plane_readonly (image, heif_channel_interleaved, &from_stride);
      from_width = heif_image_get_width (image, heif_channel_interleaved);
      from_height = heif_image_get_height (image, heif_channel_interleaved);
    }
  for (int y = 0; pixels != NULL && y < MIN (height, from_height); y++)
    memcpy (band + (gsize) y * stride, pixels + (gsize) y * from_stride, (gsize) MIN (width, from_width) * 3);
  heif_decoding_options_free (options);
  return pixels != NULL;
}

typedef struct
{
  HeifContext      *context;
  const ZbHeifGrid *grid;
  int               width, height; /* of a tile */
  ZbDecoded        *decoded;
} Tiles;

/* Those of one row that are needed; what cannot be decoded stays grey. */
static void
decode_band (Tiles  *self,
             guint   row,
             guint8 *band)
{
  const ZbRect *needed = zb_shrink_get_needed (self->decoded->frame->shrink);
  const gsize   stride = (gsize) self->decoded->width * 3;

  memset (band, 0x80, stride * (gsize) self->height);
  for (guint column = 0; column < self->grid->columns; column++)
    {
      const int left = (int) column * self->width;
      const int width = MIN (self->width, self->decoded->width - left);

      if (left >= needed->x + needed->width || left + width <= needed->x)
        continue;
      if (!decode_tile (self->context, self->grid->tiles[row * self->grid->columns + column], band + (gsize) left * 3, stride, width, self->height))
        self->decoded->problem = ZB_PROBLEM_UNDECODABLE;
    }
}

static void
decode_bands (Tiles *self)
{
  ZbShrink          *shrink = self->decoded->frame->shrink;
  const ZbRect      *needed = zb_shrink_get_needed (shrink);
  g_autofree guint8 *band = g_malloc ((gsize) self->decoded->width * 3 * (gsize) self->height);

  for (guint row = 0; row < self->grid->rows && !zb_shrink_is_done (shrink); row++)
    {
      const int top = (int) row * self->height, height = MIN (self->height, self->decoded->height - top);

      if (top + height <= needed->y)
        {
          zb_shrink_skip (shrink, height);
          continue;
        }
      decode_band (self, row, band);
      for (int y = 0; y < height; y++)
        zb_shrink_add_rgb (shrink, band + (gsize) y * self->decoded->width * 3, 0);
    }
  zb_frame_finish (self->decoded->frame);
}

/* The first tile speaks for all: they are of one size and cover the picture. */
static gboolean
measure_tiles (Tiles *self)
{
  g_autoptr (HeifHandle) handle = NULL;
  const ZbHeifGrid *grid = self->grid;

  if (heif_context_get_image_handle (self->context, grid->tiles[0], &handle).code != heif_error_Ok)
    return FALSE;

  self->width = heif_image_handle_get_ispe_width (handle);
  self->height = heif_image_handle_get_ispe_height (handle);
  if (self->width < TILE_MIN || self->height < TILE_MIN || grid->width > 65535 || grid->height > 65535)
    return FALSE;

  return (gint64) grid->width * self->height * 3 <= BAND_MAX && (grid->columns - 1) * (gint64) self->width < grid->width &&
         grid->columns * (gint64) self->width >= grid->width && (grid->rows - 1) * (gint64) self->height < grid->height && grid->rows * (gint64) self->height >= grid->height;
}

/* FALSE: it is none, or not a plain one. Mirrors and crops are left to libheif. */
static gboolean
decode_tiles (ZbDecoded        *decoded,
              HeifContext      *context,
              HeifHandle       *handle,
              const ZbHeifGrid *grid,
              const ZbWanted   *wanted)
{
  const int      orientation = wanted->orientation;
  const gboolean tall = orientation == 6 || orientation == 8;
  Tiles          tiles = { .context = context, .grid = grid, .decoded = decoded };

  if (grid->tiles == NULL || heif_image_handle_has_alpha_channel (handle) || !(orientation == 1 || orientation == 3 || tall))
    return FALSE;
  if (heif_image_handle_get_width (handle) != (int) (tall ? grid->height : grid->width) || heif_image_handle_get_height (handle) != (int) (tall ? grid->width : grid->height))
    return FALSE;
  if (!measure_tiles (&tiles))
    return FALSE;

  decoded->width = (int) grid->width;
  decoded->height = (int) grid->height;
  decoded->frame = zb_frame_new (wanted, decoded->width, decoded->height, decoded->width, decoded->height, orientation, find_colour (handle));
  if (decoded->frame != NULL)
    decode_bands (&tiles);
  else
    decoded->problem = ZB_PROBLEM_TOO_LARGE;
  return TRUE;
}

static guint64
get_be (const guint8 *at,
        guint         n)
{
  guint64 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | at[i];
  return value;
}

/* Whether every box ends inside the file; a size of 0 is up to the end, 1 is the long form. */
static gboolean
is_whole (const ZbPart *part)
{
  guint8 head[16] = { 0 };
  gint64 at = 0;

  for (guint i = 0; i < MAX_BOXES && at < part->size; i++)
    {
      guint64 size;

      if (zb_part_read (part, at, head, 16) < 8)
        return FALSE;
      size = get_be (head, 4);
      if (size == 0)
        return TRUE;
      if (size == 1)
        size = get_be (head + 8, 8);
      if (size < 8 || size > (guint64) (part->size - at))
        return FALSE;
      at += size;
    }

  return TRUE;
}

static void
decode_picture (ZbDecoded        *decoded,
                HeifContext      *context,
                const ZbHeifGrid *grid,
                const ZbWanted   *wanted,
                gboolean          quick)
{
  g_autoptr (HeifHandle) handle = NULL;

  if (heif_context_get_primary_image_handle (context, &handle).code != heif_error_Ok)
    {
      decoded->problem = ZB_PROBLEM_UNDECODABLE;
      return;
    }

  decoded->width = heif_image_handle_get_width (handle);
  decoded->height = heif_image_handle_get_height (handle);
  if (wanted->enough > 0 && decode_stored (decoded, handle, wanted, wanted->enough))
    return;
  if (quick || decode_tiles (decoded, context, handle, grid, wanted))
    return;
  if (is_too_large (handle))
    {
      decoded->problem = ZB_PROBLEM_TOO_LARGE;
      decode_stored (decoded, handle, wanted, 1);
    }
  else if (!decode_handle (decoded, handle, wanted))
    decoded->problem = ZB_PROBLEM_UNDECODABLE;
}

ZbDecoded
zb_decode_heif (const ZbPart   *part,
                const ZbWanted *wanted,
                gboolean        quick)
{
  g_autoptr (HeifContext) context = heif_context_alloc ();
  const ZbSpan file = zb_part_to_span (part);
  g_auto (ZbHeifGrid) grid = { 0 };
  Reader            reader = { .part = part };
  ZbDecoded         decoded = { 0 };
  struct heif_error error;

  if (!quick && zb_heif_grid_read (&grid, &file))
    reader.hidden = grid.hidden;
  else
    g_clear_pointer (&grid.tiles, g_free);
  heif_context_set_max_decoding_threads (context, 0);
  error = heif_context_read_from_reader (context, &reader_class, &reader, NULL);
  if (error.code == heif_error_Ok)
    decode_picture (&decoded, context, &grid, wanted, quick);
  else
    decoded.problem = ZB_PROBLEM_UNDECODABLE;
  if (decoded.problem != ZB_PROBLEM_TOO_LARGE && !is_whole (part))
    decoded.problem = ZB_PROBLEM_TRUNCATED;

  return decoded;
}

void
zb_decode_prepare_heif (void)
{
  heif_init (NULL);
}
