/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/picture.h"

#include "photo/decode.h"

#include "photo/thumbnail.h"

#include <string.h>

#define TEXT_MAX 80

void
zb_picture_clear (ZbPicture *picture)
{
  zb_tags_clear (&picture->tags);
  g_clear_pointer (&picture->thumbnail, g_bytes_unref);
}

void
zb_picture_read (ZbPicture *picture,
                 int        fd,
                 ZbWant     want)
{
  memset (picture, 0, sizeof *picture);
  zb_tags_read (&picture->tags, fd);
  if (want != ZB_WANT_TAGS && picture->tags.format != ZB_FORMAT_NONE)
    picture->thumbnail = zb_thumbnail_make (&picture->tags, fd, want == ZB_WANT_QUICK);
}

GVariant *
zb_picture_to_variant (const ZbPicture *picture)
{
  const ZbTags   *tags = &picture->tags;
  GVariantBuilder texts;
  gsize           size = 0;
  const guint8   *bytes =
      picture->thumbnail == NULL ? NULL : g_bytes_get_data (picture->thumbnail, &size);

  g_variant_builder_init (&texts, G_VARIANT_TYPE ("ams"));
  for (guint i = 0; i < ZB_N_TEXTS; i++)
    g_variant_builder_add (&texts, "ms", tags->text[i]);

  return g_variant_new ("(yyiiib@ams@ay)",
                        (guchar) tags->format,
                        (guchar) tags->problem,
                        tags->width,
                        tags->height,
                        tags->orientation,
                        tags->scanner,
                        g_variant_builder_end (&texts),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, size, 1));
}

static gboolean
take_texts (ZbTags   *tags,
            GVariant *texts)
{
  if (g_variant_n_children (texts) != ZB_N_TEXTS)
    return FALSE;

  for (guint i = 0; i < ZB_N_TEXTS; i++)
    {
      g_variant_get_child (texts, i, "ms", &tags->text[i]);
      if (tags->text[i] != NULL && strlen (tags->text[i]) > TEXT_MAX)
        return FALSE;
    }

  return TRUE;
}

/* Nothing, or what begins like a JPEG. */
static gboolean
take_thumbnail (ZbPicture *picture,
                GVariant  *thumbnail)
{
  const guint8 *bytes = g_variant_get_data (thumbnail);
  gsize         size = g_variant_get_size (thumbnail);

  if (size == 0)
    return TRUE;
  if (size < 4 || size > ZB_PICTURE_MESSAGE_MAX || bytes[0] != 0xff || bytes[1] != 0xd8)
    return FALSE;

  picture->thumbnail = g_bytes_new (bytes, size);
  return TRUE;
}

static gboolean
take_answer (ZbPicture *picture,
             GVariant  *answer)
{
  g_autoptr (GVariant) texts = NULL;
  g_autoptr (GVariant) thumbnail = NULL;
  ZbTags *tags = &picture->tags;
  guchar  format, problem;

  g_variant_get (answer,
                 "(yyiiib@ams@ay)",
                 &format,
                 &problem,
                 &tags->width,
                 &tags->height,
                 &tags->orientation,
                 &tags->scanner,
                 &texts,
                 &thumbnail);
  tags->format = format;
  tags->problem = problem;
  if (format >= ZB_N_FORMATS || problem >= ZB_N_PROBLEMS || tags->width < 0 || tags->height < 0 || tags->orientation < 1 || tags->orientation > 8 || !take_texts (tags, texts))
    return FALSE;

  return take_thumbnail (picture, thumbnail);
}

gboolean
zb_picture_from_variant (ZbPicture *picture,
                         GVariant  *variant)
{
  memset (picture, 0, sizeof *picture);
  if (g_variant_is_of_type (variant, G_VARIANT_TYPE (ZB_PICTURE_TYPE)) && g_variant_is_normal_form (variant) && take_answer (picture, variant))
    return TRUE;

  zb_picture_clear (picture);
  memset (picture, 0, sizeof *picture);
  return FALSE;
}

void
zb_picture_prepare (void)
{
  zb_decode_prepare ();
}
