/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/colour.h"
#include "photo/view.h"
#include "support/support.h"
#include "unit/pictures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <lcms2.h>
#include <libheif/heif.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct
{
  ZbViewAnswer answer;
  guint8      *pixels;
  gsize        size;
} View;

static void
view_clear (View *self)
{
  g_clear_pointer (&self->pixels, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static void
view_make (View             *self,
           GBytes           *bytes,
           const ZbViewSpec *spec)
{
  const int fd = pictures_open (bytes), sink = memfd_create ("view", MFD_CLOEXEC);

  zb_view_make (fd, spec, sink, &self->answer);
  self->size = (gsize) lseek (sink, 0, SEEK_END);
  self->pixels = g_malloc (self->size + 1);
  g_assert_cmpint (pread (sink, self->pixels, self->size, 0), ==, (gssize) self->size);
  g_assert_cmpuint (self->size, ==, (gsize) self->answer.width * self->answer.height * 3);
  close (fd);
  close (sink);
}

static const guint8 *
pixel_at (const View *self,
          double      x,
          double      y)
{
  const int column = (int) (x * self->answer.width), row = (int) (y * self->answer.height);

  return self->pixels + ((gsize) row * self->answer.width + column) * 3;
}

static void
assert_pixel (const View *self,
              double      x,
              double      y,
              guint32     wanted,
              int         tolerance)
{
  const guint8 *pixel = pixel_at (self, x, y);

  for (int c = 0; c < 3; c++)
    g_assert_cmpint (ABS (pixel[c] - (int) (wanted >> (16 - 8 * c) & 0xff)), <=, tolerance);
}

typedef struct
{
  const char *name;
  GBytes     *bytes;
} Sample;

#define N_SAMPLES 8

static guint
make_samples (Sample *samples,
              int     width,
              int     height)
{
  const Sample all[N_SAMPLES] = {
    { "jpeg", pictures_jpeg (width, height, 3, FALSE) },
    { "progressive", pictures_jpeg (width, height, 3, TRUE) },
    { "cmyk", pictures_jpeg (width, height, 4, FALSE) },
    { "png", pictures_pixbuf ("png", width, height, NULL) },
    { "tiff", pictures_pixbuf ("tiff", width, height, NULL) },
    { "webp", pictures_webp (width, height, FALSE) },
    { "webp-lossless", pictures_webp (width, height, TRUE) },
    { "heic", pictures_heic (width, height, FALSE, NULL) },
  };

  memcpy (samples, all, sizeof all);
  return samples[N_SAMPLES - 1].bytes != NULL ? N_SAMPLES : N_SAMPLES - 1;
}

static void
clear_samples (Sample *samples,
               guint   n)
{
  for (guint i = 0; i < n; i++)
    g_bytes_unref (samples[i].bytes);
}

static void
test_turned (void)
{
  static const guint32 turned[4][4] = {
    { RED, GREEN, BLUE, WHITE },
    { BLUE, RED, WHITE, GREEN },
    { WHITE, BLUE, GREEN, RED },
    { GREEN, WHITE, RED, BLUE },
  };
  Sample      samples[N_SAMPLES];
  const guint n = make_samples (samples, 800, 600);

  for (guint i = 0; i < n; i++)
    for (int turn = 0; turn < 360; turn += 90)
      {
        g_auto (View) view = { 0 };
        const ZbViewSpec spec = { .size = 400, .turn = turn };
        const gboolean   tall = turn % 180 != 0;

        g_test_message ("%s %d", samples[i].name, turn);
        view_make (&view, samples[i].bytes, &spec);
        g_assert_cmpint (view.answer.problem, ==, ZB_PROBLEM_NONE);
        g_assert_cmpint (view.answer.width, ==, tall ? 300 : 400);
        g_assert_cmpint (view.answer.height, ==, tall ? 400 : 300);
        g_assert_cmpint (view.answer.full_width, ==, tall ? 600 : 800);
        g_assert_cmpint (view.answer.full_height, ==, tall ? 800 : 600);
        for (int k = 0; k < 4; k++)
          assert_pixel (&view, k % 2 ? 0.75 : 0.25, k < 2 ? 0.25 : 0.75, turned[turn / 90][k], 20);
      }
  clear_samples (samples, n);
}

static void
assert_part (const View *whole,
             const View *part)
{
  const ZbViewAnswer *answer = &part->answer;

  g_assert_cmpint (answer->whole_width, ==, whole->answer.width);
  g_assert_cmpint (answer->whole_height, ==, whole->answer.height);
  for (int y = 0; y < answer->height; y++)
    g_assert_cmpint (memcmp (part->pixels + (gsize) y * answer->width * 3,
                             whole->pixels + ((gsize) (answer->y + y) * whole->answer.width + answer->x) * 3,
                             (gsize) answer->width * 3),
                     ==, 0);
}

static void
check_parts (GBytes *bytes,
             int     size,
             int     turn)
{
  static const int places[][4] = { { 0, 0, 100, 80 }, { 133, 77, 150, 91 }, { 301, 200, 1, 1 }, { 250, 150, 5000, 5000 } };
  g_auto (View) whole = { 0 };

  view_make (&whole, bytes, &(ZbViewSpec){ .size = size, .turn = turn });
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_auto (View) part = { 0 };
      const ZbViewSpec spec = { size, turn, places[i][0], places[i][1], places[i][2], places[i][3] };

      view_make (&part, bytes, &spec);
      g_assert_cmpint (part.answer.problem, ==, ZB_PROBLEM_NONE);
      g_assert_cmpint (part.answer.x, ==, spec.x);
      g_assert_cmpint (part.answer.y, ==, spec.y);
      g_assert_cmpint (part.answer.width, ==, MIN (spec.width, whole.answer.width - spec.x));
      assert_part (&whole, &part);
    }
}

static void
test_parts (void)
{
  static const int sizes[] = { 0, 500, 777 };
  Sample           samples[N_SAMPLES];
  const guint      n = make_samples (samples, 801, 603);

  for (guint i = 0; i < n; i++)
    for (int k = 0; k < 6; k++) /* every size, and every turn */
      {
        const int size = sizes[k % 3], turn = k % 4 * 90;

        g_test_message ("%s, %d pixels, turned by %d", samples[i].name, size, turn);
        check_parts (samples[i].bytes, size, turn);
      }
  clear_samples (samples, n);
}

static ZbColour *
find_colour (struct heif_image_handle *handle)
{
  const gsize        size = heif_image_handle_get_raw_color_profile_size (handle);
  g_autofree guint8 *bytes = g_malloc (size);
  g_autoptr (GBytes) icc = NULL;

  g_assert_cmpint (heif_image_handle_get_raw_color_profile (handle, bytes).code, ==, 0);
  icc = g_bytes_new (bytes, size);
  return zb_colour_new (icc);
}

/* All of it by libheif itself, and then into sRGB. */
static guint8 *
decode_whole (GBytes *bytes,
              int    *width,
              int    *height)
{
  struct heif_context      *context = heif_context_alloc ();
  struct heif_image_handle *handle = NULL;
  struct heif_image        *image = NULL;
  int                       stride = 0;
  g_autoptr (ZbColour) colour = NULL;
  const guint8 *plane;
  guint8       *pixels;

  g_assert_cmpint (heif_context_read_from_memory_without_copy (context, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL).code, ==, 0);
  g_assert_cmpint (heif_context_get_primary_image_handle (context, &handle).code, ==, 0);
  g_assert_cmpint (heif_decode_image (handle, &image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, NULL).code, ==, 0);
  plane = heif_image_get_plane_readonly (image, heif_channel_interleaved, &stride);
  *width = heif_image_get_width (image, heif_channel_interleaved);
  *height = heif_image_get_height (image, heif_channel_interleaved);
  colour = find_colour (handle);
  g_assert_nonnull (colour);
  pixels = g_malloc ((gsize) *width * *height * 3);
  for (int y = 0; y < *height; y++)
    zb_colour_convert (colour, plane + (gsize) y * stride, pixels + (gsize) y * *width * 3, (gsize) *width);
  heif_image_release (image);
  heif_image_handle_release (handle);
  heif_context_free (context);
  return pixels;
}

/* A telephone's picture of tiles, as if it had been held in every way. */
static void
test_tiles (void)
{
  g_autofree char *folder = zb_test_corpus ("dev");
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, "IMG_1034.heic", NULL);
  g_autofree char *file = NULL;
  gsize            size;
  guint8          *irot;

  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &file, &size, NULL));
  irot = memmem (file, size, "irot", 4);
  g_assert_nonnull (irot);
  for (int quarter = 0; quarter < 4; quarter++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autofree guint8 *wanted = NULL;
      g_auto (View) whole = { 0 };
      g_auto (View) part = { 0 };
      int width, height;

      irot[4] = (guint8) quarter;
      bytes = g_bytes_new (file, size);
      wanted = decode_whole (bytes, &width, &height);
      view_make (&whole, bytes, &(ZbViewSpec){ 0 });
      g_assert_cmpint (whole.answer.problem, ==, ZB_PROBLEM_NONE);
      g_assert_cmpint (whole.answer.width, ==, width);
      g_assert_cmpint (whole.answer.full_height, ==, height);
      g_assert_cmpmem (whole.pixels, whole.size, wanted, (gsize) width * height * 3);
      view_make (&part, bytes, &(ZbViewSpec){ .x = 700, .y = 300, .width = 600, .height = 800 });
      assert_part (&whole, &part);
    }
}

static void
test_made_of_tiles (void)
{
  g_autoptr (GBytes) bytes = pictures_heic_grid (128, 7, 5);
  g_auto (View) view = { 0 };

  if (bytes == NULL)
    {
      g_test_skip ("libheif cannot write HEIC here");
      return;
    }

  view_make (&view, bytes, &(ZbViewSpec){ .turn = 180 });
  g_assert_cmpint (view.answer.problem, ==, ZB_PROBLEM_NONE);
  g_assert_cmpint (view.answer.width, ==, 896);
  g_assert_cmpint (view.answer.height, ==, 640);
  for (int i = 0; i < 7; i++)
    {
      assert_pixel (&view, (i + 0.25) / 7, 0.25 / 5, WHITE, 24);
      assert_pixel (&view, (i + 0.75) / 7, 1.75 / 5, RED, 24);
    }
  check_parts (bytes, 0, 90);
}

static void
test_orientation_tag (void)
{
  static const guint8 exif[] = "Exif\0\0II*\0\010\0\0\0\001\0\022\001\003\0\001\0\0\0\006\0\0\0\0\0\0\0";
  g_autoptr (GBytes) plain = pictures_jpeg (800, 600, 3, FALSE);
  g_autoptr (GBytes) bytes = pictures_insert (plain, 0xe1, exif, sizeof exif - 1);
  g_auto (View) view = { 0 };
  g_auto (View) turned = { 0 };

  view_make (&view, bytes, &(ZbViewSpec){ .size = 400 });
  g_assert_cmpint (view.answer.width, ==, 300);
  assert_pixel (&view, 0.25, 0.25, BLUE, 20);
  assert_pixel (&view, 0.75, 0.25, RED, 20);
  view_make (&turned, bytes, &(ZbViewSpec){ .size = 400, .turn = 270 });
  g_assert_cmpint (turned.answer.full_width, ==, 800);
  assert_pixel (&turned, 0.25, 0.25, RED, 20);
  check_parts (bytes, 777, 90);
}

/* Red and blue have changed places: whoever does not look at the profile shows them so. */
static GBytes *
make_swapped_profile (void)
{
  const cmsCIExyY       white = { 0.3127, 0.3290, 1.0 };
  const cmsCIExyYTRIPLE swapped = { { 0.15, 0.06, 1 }, { 0.30, 0.60, 1 }, { 0.64, 0.33, 1 } };
  cmsToneCurve         *curve = cmsBuildGamma (NULL, 2.2);
  cmsToneCurve         *curves[] = { curve, curve, curve };
  cmsHPROFILE           profile = cmsCreateRGBProfile (&white, &swapped, curves);
  cmsUInt32Number       size = 0;
  guint8               *bytes;

  cmsSaveProfileToMem (profile, NULL, &size);
  bytes = g_malloc (size);
  cmsSaveProfileToMem (profile, bytes, &size);
  cmsCloseProfile (profile);
  cmsFreeToneCurve (curve);
  return g_bytes_new_take (bytes, size);
}

static void
test_profiles (void)
{
  g_autoptr (GBytes) icc = make_swapped_profile ();
  g_autoptr (GBytes) jpeg = pictures_jpeg (400, 300, 3, FALSE);
  g_autoptr (GBytes) webp = pictures_webp (400, 300, FALSE);
  g_autoptr (GBytes) png = pictures_pixbuf ("png", 400, 300, NULL);
  Sample samples[] = {
    { "jpeg", pictures_jpeg_icc (jpeg, icc, 1) },
    { "jpeg in pieces", pictures_jpeg_icc (jpeg, icc, 5) },
    { "png", pictures_png_icc (png, icc) },
    { "tiff", pictures_pixbuf ("tiff", 400, 300, icc) },
    { "webp", pictures_webp_icc (webp, 400, 300, icc) },
    { "heic", pictures_heic (400, 300, FALSE, icc) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples) && samples[i].bytes != NULL; i++)
    {
      g_auto (View) view = { 0 };
      g_auto (View) small = { 0 };

      g_test_message ("%s", samples[i].name);
      view_make (&view, samples[i].bytes, &(ZbViewSpec){ .turn = 90 });
      g_assert_cmpint (view.answer.problem, ==, ZB_PROBLEM_NONE);
      assert_pixel (&view, 0.75, 0.25, BLUE, 20);
      assert_pixel (&view, 0.25, 0.25, RED, 20);
      view_make (&small, samples[i].bytes, &(ZbViewSpec){ .size = 60 });
      assert_pixel (&small, 0.25, 0.25, BLUE, 20);
      g_bytes_unref (samples[i].bytes);
    }
}

/* Half of a profile, or one that says nothing, changes nothing. */
static void
test_broken_profiles (void)
{
  g_autoptr (GBytes) icc = make_swapped_profile ();
  g_autoptr (GBytes) jpeg = pictures_jpeg (400, 300, 3, FALSE);

  for (gsize cut = 0; cut < g_bytes_get_size (icc); cut += 37)
    {
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (icc, 0, cut);
      g_autoptr (GBytes) bytes = pictures_jpeg_icc (jpeg, half, 1);
      g_auto (View) view = { 0 };

      view_make (&view, bytes, &(ZbViewSpec){ .size = 100 });
      g_assert_cmpint (view.answer.width, ==, 100);
    }
}

static void
test_adobe_rgb (void)
{
  static const guint8   from[3] = { 180, 100, 60 };
  const cmsCIExyY       white = { 0.3127, 0.3290, 1.0 };
  const cmsCIExyYTRIPLE adobe = { { 0.64, 0.33, 1 }, { 0.21, 0.71, 1 }, { 0.15, 0.06, 1 } };
  cmsToneCurve         *curve = cmsBuildGamma (NULL, 563.0 / 256);
  cmsToneCurve         *curves[] = { curve, curve, curve };
  cmsHPROFILE           profile = cmsCreateRGBProfile (&white, &adobe, curves);
  cmsUInt32Number       size = 4096;
  guint8                bytes[4096];
  g_autoptr (GBytes) icc = NULL;
  g_autoptr (ZbColour) colour = NULL;
  guint8 to[3];

  g_assert_true (cmsSaveProfileToMem (profile, bytes, &size));
  cmsCloseProfile (profile);
  cmsFreeToneCurve (curve);
  icc = g_bytes_new (bytes, size);
  colour = zb_colour_new (icc);
  g_assert_nonnull (colour);
  zb_colour_convert (colour, from, to, 1);
  g_assert_cmpint (ABS (to[0] - 203), <=, 1); /* by the arithmetic of the two specifications */
  g_assert_cmpint (ABS (to[1] - 100), <=, 1);
  g_assert_cmpint (ABS (to[2] - 55), <=, 1);
}

/* A camera set to Adobe RGB that writes no profile: "R03" in the interoperability directory says it. */
static void
test_adobe_by_word (void)
{
  static const guint8 exif[] = "Exif\0\0II*\0\010\0\0\0"
                               "\001\0\151\207\004\0\001\0\0\0\032\0\0\0\0\0\0\0"
                               "\001\0\005\240\004\0\001\0\0\0\054\0\0\0\0\0\0\0"
                               "\001\0\001\0\002\0\004\0\0\0R03\0\0\0\0\0";
  g_autoptr (GBytes) plain = pictures_jpeg (400, 300, 3, FALSE);
  g_autoptr (GBytes) adobe = pictures_insert (plain, 0xe1, exif, sizeof exif - 1);
  g_auto (View) as_srgb = { 0 };
  g_auto (View) as_adobe = { 0 };
  const guint8 *before, *after;

  view_make (&as_srgb, plain, &(ZbViewSpec){ .size = 100 });
  view_make (&as_adobe, adobe, &(ZbViewSpec){ .size = 100 });
  before = pixel_at (&as_srgb, 0.25, 0.25);
  after = pixel_at (&as_adobe, 0.25, 0.25);
  g_assert_cmpint (before[0], <, 252);
  g_assert_cmpint (after[0], ==, 255); /* its red is redder than sRGB can be */
}

static void
test_cut (void)
{
  g_autoptr (GBytes) jpeg = pictures_jpeg (800, 600, 3, FALSE);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) / 2);
  g_autoptr (GBytes) head = g_bytes_new_from_bytes (jpeg, 0, 40);
  g_auto (View) view = { 0 };
  g_auto (View) none = { 0 };

  view_make (&view, half, &(ZbViewSpec){ .turn = 90 });
  g_assert_cmpint (view.answer.problem, ==, ZB_PROBLEM_TRUNCATED);
  g_assert_cmpint (view.answer.width, ==, 600);
  assert_pixel (&view, 0.95, 0.25, RED, 20);
  view_make (&none, head, &(ZbViewSpec){ 0 });
  g_assert_cmpint (none.answer.problem, !=, ZB_PROBLEM_NONE);
  g_assert_cmpint (none.answer.width, ==, 0);
}

static void
test_no_more_than_fits (void)
{
  g_autoptr (GBytes) png = pictures_jpeg (9000, 5000, 1, FALSE);
  g_auto (View) view = { 0 };

  view_make (&view, png, &(ZbViewSpec){ 0 });
  g_assert_cmpint (view.answer.whole_width, ==, 9000);
  g_assert_cmpint (view.answer.whole_height, ==, 5000);
  g_assert_cmpint (view.answer.width, ==, 9000);
  g_assert_cmpint (view.answer.height, ==, ZB_VIEW_BYTES_MAX / 3 / 9000);
}

/* As if the camera had moved: shrunk, and drawn large again. */
static GBytes *
soften (GBytes *jpeg)
{
  g_auto (View) view = { 0 };
  g_autoptr (GdkPixbuf) small = NULL;
  g_autoptr (GdkPixbuf) large = NULL;
  char *bytes = NULL;
  gsize size = 0;

  view_make (&view, jpeg, &(ZbViewSpec){ .size = 80 });
  small = gdk_pixbuf_new_from_data (view.pixels, GDK_COLORSPACE_RGB, FALSE, 8, view.answer.width, view.answer.height, view.answer.width * 3, NULL, NULL);
  large = gdk_pixbuf_scale_simple (small, 320, 240, GDK_INTERP_BILINEAR);
  g_assert_true (gdk_pixbuf_save_to_buffer (large, &bytes, &size, "png", NULL, NULL));
  return g_bytes_new_take (bytes, size);
}

static void
look (GBytes  *bytes,
      guint64 *hash,
      guint   *sharp)
{
  const int fd = pictures_open (bytes);

  g_assert_true (zb_look_make (fd, hash, sharp));
  close (fd);
}

static void
test_looks (void)
{
  g_autoptr (GBytes) jpeg = pictures_jpeg (320, 240, 3, FALSE);
  g_autoptr (GBytes) soft = soften (jpeg);
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture at all", 17);
  guint64   hash[2];
  guint     sharp[2];
  const int fd = pictures_open (text);

  look (jpeg, &hash[0], &sharp[0]);
  look (soft, &hash[1], &sharp[1]);
  g_assert_false (zb_look_make (fd, &hash[1], &sharp[1]));
  close (fd);
  look (soft, &hash[1], &sharp[1]);
  g_assert_cmpuint (sharp[0], >, 2 * sharp[1]);

  /* Within a quarter noise decides; in the middle it is lighter to the right, above and below. */
  for (int row = 0; row < 8; row++)
    for (int column = 3; column < 5; column++)
      for (int i = 0; i < 2; i++)
        g_assert_cmpuint (hash[i] >> (63 - row * 8 - column) & 1, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/every-format-is-turned", test_turned);
  g_test_add_func ("/view/a-part-is-the-crop-of-the-whole", test_parts);
  g_test_add_func ("/view/tiles-are-what-the-whole-is", test_tiles);
  g_test_add_func ("/view/a-picture-is-made-of-tiles", test_made_of_tiles);
  g_test_add_func ("/view/the-orientation-tag-comes-before-the-turn", test_orientation_tag);
  g_test_add_func ("/view/a-profile-is-converted", test_profiles);
  g_test_add_func ("/view/half-a-profile-shows-the-picture", test_broken_profiles);
  g_test_add_func ("/view/adobe-rgb-becomes-srgb", test_adobe_rgb);
  g_test_add_func ("/view/adobe-rgb-by-the-camera-s-word", test_adobe_by_word);
  g_test_add_func ("/view/a-cut-picture-shows-what-there-is", test_cut);
  g_test_add_func ("/view/no-more-than-fits", test_no_more_than_fits);
  g_test_add_func ("/view/looks-tell-edges-and-sharpness", test_looks);
  return g_test_run ();
}
