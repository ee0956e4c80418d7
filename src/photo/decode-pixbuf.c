/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/decode-span.h"

#include "photo/icc.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>
#include <string.h>

/* PNG and TIFF, by a gdk-pixbuf loader of that name: chosen by content it would open other formats
 * too. It holds the whole picture, so the header's own numbers are checked first.
 */
#define CHUNK 65536

/* Four bytes a pixel for the picture. libtiff may hold one strip as large as the picture, and the
 * loader the file.
 */
static gboolean
is_too_large (const ZbDecoded *decoded,
              gint64           file,
              int              bytes_per_pixel)
{
  gint64 pixels = (gint64) decoded->width * decoded->height;

  return decoded->width > 65535 || decoded->height > 65535 || pixels * bytes_per_pixel + file > ZB_DECODE_MEMORY;
}

/* Of a TIFF libtiff has turned the rows already; the loader says what is left to do. */
static int
get_orientation (GdkPixbuf      *pixbuf,
                 const ZbWanted *wanted,
                 gboolean        tiff)
{
  const char *orientation = gdk_pixbuf_get_option (pixbuf, "orientation");

  if (orientation != NULL)
    return CLAMP (atoi (orientation), 1, 8);
  return tiff ? 1 : wanted->orientation;
}

static void
take_pixels (ZbDecoded      *decoded,
             GdkPixbuf      *pixbuf,
             const ZbWanted *wanted,
             GBytes         *icc,
             gboolean        tiff)
{
  const guint8  *pixels = gdk_pixbuf_read_pixels (pixbuf);
  const gboolean alpha = gdk_pixbuf_get_n_channels (pixbuf) == 4;
  const gsize    stride = gdk_pixbuf_get_rowstride (pixbuf);
  const int      width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);

  decoded->frame = zb_frame_new (wanted, width, height, width, height, get_orientation (pixbuf, wanted, tiff), zb_colour_new (icc));
  if (decoded->frame == NULL)
    {
      decoded->problem = ZB_PROBLEM_TOO_LARGE;
      return;
    }

  for (int y = 0; y < height; y++)
    if (alpha)
      zb_shrink_add_rgba (decoded->frame->shrink, pixels + y * stride);
    else
      zb_shrink_add_rgb (decoded->frame->shrink, pixels + y * stride, 0);
  zb_frame_finish (decoded->frame);
}

static ZbProblem
load_problem (const GError *error)
{
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    return ZB_PROBLEM_TOO_LARGE;
  return ZB_PROBLEM_UNDECODABLE;
}

/* FALSE: an error, which ends the loading. */
static gboolean
feed (GdkPixbufLoader *loader,
      const ZbPart    *part,
      GError         **error)
{
  guint8 chunk[CHUNK];
  gsize  n;

  for (gint64 at = 0; (n = zb_part_read (part, at, chunk, CHUNK)) > 0; at += n)
    if (!gdk_pixbuf_loader_write (loader, chunk, n, error))
      return FALSE;

  return TRUE;
}

static void
load (ZbDecoded      *decoded,
      const ZbPart   *part,
      const ZbWanted *wanted,
      const char     *type,
      GBytes         *icc)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, &error);
  GdkPixbuf *pixbuf;
  gboolean   ok;

  if (loader == NULL)
    {
      decoded->problem = ZB_PROBLEM_UNDECODABLE;
      return;
    }

  ok = feed (loader, part, &error);
  if (!gdk_pixbuf_loader_close (loader, ok ? &error : NULL))
    ok = FALSE;
  if (!ok)
    decoded->problem = load_problem (error);

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      if (ok)
        decoded->problem = ZB_PROBLEM_TRUNCATED;
      return;
    }
  take_pixels (decoded, pixbuf, wanted, icc, *type == 't');
}

static guint32
get_be32 (const guint8 *at)
{
  return (guint32) at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

/* Whether the chunks reach the end of the picture: the loader takes a file without it for whole. */
static gboolean
png_is_whole (const ZbPart *part)
{
  guint8 head[8];

  for (gint64 at = 8; zb_part_read (part, at, head, 8) == 8; at += 12 + (gint64) get_be32 (head))
    if (memcmp (head + 4, "IEND", 4) == 0)
      return TRUE;

  return FALSE;
}

ZbDecoded
zb_decode_png (const ZbPart   *part,
               const ZbWanted *wanted)
{
  const ZbSpan file = zb_part_to_span (part);
  g_autoptr (GBytes) icc = zb_icc_find_png (&file);
  ZbDecoded decoded = { 0 };
  guint8    head[24];

  if (zb_part_read (part, 0, head, 24) < 24)
    {
      decoded.problem = ZB_PROBLEM_TRUNCATED;
      return decoded;
    }

  decoded.width = MIN (get_be32 (head + 16), G_MAXINT);
  decoded.height = MIN (get_be32 (head + 20), G_MAXINT);
  if (is_too_large (&decoded, 0, 4))
    decoded.problem = ZB_PROBLEM_TOO_LARGE;
  else
    {
      load (&decoded, part, wanted, "png", icc);
      if (decoded.problem != ZB_PROBLEM_TOO_LARGE && !png_is_whole (part))
        decoded.problem = ZB_PROBLEM_TRUNCATED;
    }

  return decoded;
}

ZbDecoded
zb_decode_tiff (const ZbPart   *part,
                const ZbWanted *wanted)
{
  const ZbSpan file = zb_part_to_span (part);
  g_autoptr (GBytes) icc = zb_icc_find_tiff (&file);
  ZbDecoded decoded = { 0 };

  if (!zb_decode_tiff_size (part, &decoded.width, &decoded.height))
    decoded.problem = ZB_PROBLEM_UNDECODABLE;
  else if (is_too_large (&decoded, part->size, 8))
    decoded.problem = ZB_PROBLEM_TOO_LARGE;
  else
    load (&decoded, part, wanted, "tiff", icc);

  return decoded;
}

void
zb_decode_prepare (void)
{
  const char *const types[] = { "png", "tiff" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (types[i], NULL);

      if (loader != NULL)
        gdk_pixbuf_loader_close (loader, NULL);
    }
  zb_decode_prepare_heif ();
}
