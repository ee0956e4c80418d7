/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/colour.h"

#include <lcms2.h>

/* Making a conversion costs some milliseconds, a tenth of a thumbnail; and all pictures of a camera carry one profile, which mostly is
 * sRGB. So whether one is needed is asked of a rough one, and the last answer is kept.
 */
#define TOLERANCE 1 /* of 255: no colour is worth converting for less */
#define STEPS 5

struct _ZbColour
{
  gatomicrefcount count;
  cmsHTRANSFORM   transform;
  gboolean        grey; /* the profile is one of greys: one channel of three is enough */
};

void
zb_colour_free (ZbColour *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;

  cmsDeleteTransform (self->transform);
  g_free (self);
}

void
zb_colour_convert (ZbColour     *self,
                   const guint8 *from,
                   guint8       *to,
                   gsize         n_pixels)
{
  guint8 line[256];

  if (!self->grey)
    {
      cmsDoTransform (self->transform, from, to, (cmsUInt32Number) n_pixels);
      return;
    }

  for (gsize at = 0; at < n_pixels; at += sizeof line)
    {
      const gsize n = MIN (sizeof line, n_pixels - at);

      for (gsize i = 0; i < n; i++)
        line[i] = from[3 * (at + i)];
      cmsDoTransform (self->transform, line, to + 3 * at, (cmsUInt32Number) n);
    }
}

/* Whether it changes any colour of a coarse cube by more than nobody sees. */
static gboolean
is_needed (ZbColour *self)
{
  guint8 from[STEPS * STEPS * STEPS][3], to[STEPS * STEPS * STEPS][3];

  for (int i = 0; i < STEPS * STEPS * STEPS; i++)
    {
      from[i][0] = (guint8) (i / STEPS / STEPS * 255 / (STEPS - 1));
      from[i][1] = (guint8) (i / STEPS % STEPS * 255 / (STEPS - 1));
      from[i][2] = (guint8) (i % STEPS * 255 / (STEPS - 1));
    }
  zb_colour_convert (self, from[0], to[0], G_N_ELEMENTS (from));
  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    for (int c = 0; c < 3; c++)
      if (ABS (from[i][self->grey ? 0 : c] - to[i][c]) > TOLERANCE)
        return TRUE;

  return FALSE;
}

static ZbColour *
make (cmsHPROFILE profile,
      guint32     type,
      gboolean    grey,
      guint32     flags)
{
  ZbColour     *self;
  cmsHPROFILE   srgb = cmsCreate_sRGBProfile ();
  cmsHTRANSFORM transform = cmsCreateTransform (profile,
                                                type,
                                                srgb,
                                                TYPE_RGB_8,
                                                INTENT_RELATIVE_COLORIMETRIC,
                                                cmsFLAGS_BLACKPOINTCOMPENSATION | flags);

  cmsCloseProfile (srgb);
  if (transform == NULL)
    return NULL;

  self = g_new0 (ZbColour, 1);
  g_atomic_ref_count_init (&self->count);
  self->transform = transform;
  self->grey = grey;
  return self;
}

static cmsHPROFILE
open_profile (GBytes *icc)
{
  gsize         size = 0;
  gconstpointer bytes = icc == NULL ? NULL : g_bytes_get_data (icc, &size);

  return size == 0 || size > ZB_ICC_MAX ? NULL : cmsOpenProfileFromMem (bytes, (cmsUInt32Number) size);
}

static ZbColour *
make_if_needed (cmsHPROFILE profile,
                guint32     type,
                gboolean    grey)
{
  g_autoptr (ZbColour) rough = make (profile, type, grey, cmsFLAGS_NOOPTIMIZE);

  return rough != NULL && is_needed (rough) ? make (profile, type, grey, 0) : NULL;
}

static ZbColour *
make_of (GBytes *icc)
{
  cmsHPROFILE            profile = open_profile (icc);
  cmsColorSpaceSignature space;
  ZbColour              *self = NULL;

  if (profile == NULL)
    return NULL;

  space = cmsGetColorSpace (profile);
  if (space == cmsSigRgbData)
    self = make_if_needed (profile, TYPE_RGB_8, FALSE);
  else if (space == cmsSigGrayData)
    self = make_if_needed (profile, TYPE_GRAY_8, TRUE);

  cmsCloseProfile (profile);
  return self;
}

ZbColour *
zb_colour_new (GBytes *icc)
{
  static GMutex    lock;
  static GBytes   *last_icc;
  static ZbColour *last;
  g_autoptr (GMutexLocker) locker = NULL;

  if (icc == NULL)
    return NULL;

  locker = g_mutex_locker_new (&lock);
  if (last_icc == NULL || !g_bytes_equal (last_icc, icc))
    {
      g_clear_pointer (&last, zb_colour_free);
      g_clear_pointer (&last_icc, g_bytes_unref);
      last = make_of (icc);
      last_icc = g_bytes_ref (icc);
    }
  if (last != NULL)
    g_atomic_ref_count_inc (&last->count);
  return last;
}

ZbColour *
zb_colour_new_cmyk (GBytes  *icc,
                    gboolean inverted)
{
  cmsHPROFILE profile = open_profile (icc);
  ZbColour   *self = NULL;

  if (profile == NULL)
    return NULL;
  if (cmsGetColorSpace (profile) == cmsSigCmykData)
    self = make (profile, inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8, FALSE, 0);

  cmsCloseProfile (profile);
  return self;
}

static cmsHPROFILE
make_profile (const cmsCIExyYTRIPLE *primaries,
              cmsToneCurve          *curve)
{
  const cmsCIExyY d65 = { 0.3127, 0.3290, 1.0 };
  cmsToneCurve   *curves[3] = { curve, curve, curve };

  return cmsCreateRGBProfile (&d65, primaries, curves);
}

/* Closes the profile. */
static ZbColour *
make_and_close (cmsHPROFILE profile)
{
  ZbColour *self = make (profile, TYPE_RGB_8, FALSE, 0);

  cmsCloseProfile (profile);
  return self;
}

ZbColour *
zb_colour_new_primaries (int primaries)
{
  static const cmsCIExyYTRIPLE p3 = { { 0.680, 0.320, 1 }, { 0.265, 0.690, 1 }, { 0.150, 0.060, 1 } };
  static const cmsCIExyYTRIPLE bt2020 = { { 0.708, 0.292, 1 }, { 0.170, 0.797, 1 }, { 0.131, 0.046, 1 } };
  static const double          srgb[] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };
  cmsToneCurve                *curve;
  ZbColour                    *self;

  if (primaries != 9 && primaries != 12)
    return NULL;

  curve = cmsBuildParametricToneCurve (NULL, 4, srgb);
  self = make_and_close (make_profile (primaries == 9 ? &bt2020 : &p3, curve));
  cmsFreeToneCurve (curve);
  return self;
}

static cmsHPROFILE
make_adobe (void)
{
  static const cmsCIExyYTRIPLE adobe = { { 0.64, 0.33, 1 }, { 0.21, 0.71, 1 }, { 0.15, 0.06, 1 } };
  cmsToneCurve                *curve = cmsBuildGamma (NULL, 563.0 / 256);
  cmsHPROFILE                  profile = make_profile (&adobe, curve);

  cmsFreeToneCurve (curve);
  return profile;
}

ZbColour *
zb_colour_new_adobe (void)
{
  return make_and_close (make_adobe ());
}

GBytes *
zb_colour_make_adobe_icc (void)
{
  cmsHPROFILE      profile = make_adobe ();
  cmsUInt32Number  size = 0;
  g_autofree void *bytes = NULL;
  gboolean         ok = cmsSaveProfileToMem (profile, NULL, &size);

  bytes = g_malloc0 (size);
  ok = ok && cmsSaveProfileToMem (profile, bytes, &size);
  cmsCloseProfile (profile);
  return ok ? g_bytes_new_take (g_steal_pointer (&bytes), size) : NULL;
}
