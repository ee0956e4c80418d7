/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/message.h"

#define SIDE_MAX 65535

static gboolean
is_sound (GVariant   *variant,
          const char *type)
{
  return g_variant_is_of_type (variant, G_VARIANT_TYPE (type)) && g_variant_is_normal_form (variant);
}

static gboolean
is_turn (int turn)
{
  return turn == 0 || turn == 90 || turn == 180 || turn == 270;
}

GVariant *
zb_view_spec_to_variant (const ZbViewSpec *spec)
{
  return g_variant_new (ZB_VIEW_SPEC_TYPE, spec->size, spec->turn, spec->x, spec->y, spec->width, spec->height);
}

gboolean
zb_view_spec_from_variant (ZbViewSpec *spec,
                           GVariant   *variant)
{
  *spec = (ZbViewSpec){ 0 };
  if (!is_sound (variant, ZB_VIEW_SPEC_TYPE))
    return FALSE;

  g_variant_get (variant, ZB_VIEW_SPEC_TYPE, &spec->size, &spec->turn, &spec->x, &spec->y, &spec->width, &spec->height);
  return spec->size >= 0 && is_turn (spec->turn) && spec->x >= 0 && spec->y >= 0 && spec->width >= 0 && spec->height >= 0;
}

GVariant *
zb_view_answer_to_variant (const ZbViewAnswer *answer)
{
  return g_variant_new (ZB_VIEW_ANSWER_TYPE,
                        (guchar) answer->problem,
                        answer->x,
                        answer->y,
                        answer->width,
                        answer->height,
                        answer->whole_width,
                        answer->whole_height,
                        answer->full_width,
                        answer->full_height);
}

static gboolean
is_view (const ZbViewAnswer *answer)
{
  const gint64 width = answer->width, height = answer->height;

  if (answer->problem >= ZB_N_PROBLEMS || answer->x < 0 || answer->y < 0 || width < 0 || height < 0 || answer->full_width < 0 || answer->full_height < 0)
    return FALSE;
  if (answer->whole_width < 0 || answer->whole_width > SIDE_MAX || answer->whole_height < 0 || answer->whole_height > SIDE_MAX)
    return FALSE;

  return (width > 0) == (height > 0) && answer->x + width <= answer->whole_width && answer->y + height <= answer->whole_height && width * height * 3 <= ZB_VIEW_BYTES_MAX;
}

gboolean
zb_view_answer_from_variant (ZbViewAnswer *answer,
                             GVariant     *variant)
{
  guchar problem;

  *answer = (ZbViewAnswer){ 0 };
  if (!is_sound (variant, ZB_VIEW_ANSWER_TYPE))
    return FALSE;

  g_variant_get (variant,
                 ZB_VIEW_ANSWER_TYPE,
                 &problem,
                 &answer->x,
                 &answer->y,
                 &answer->width,
                 &answer->height,
                 &answer->whole_width,
                 &answer->whole_height,
                 &answer->full_width,
                 &answer->full_height);
  answer->problem = problem;
  return is_view (answer);
}

GVariant *
zb_copy_spec_to_variant (const ZbCopySpec *spec)
{
  gsize         size = 0;
  gconstpointer line = spec->line == NULL ? NULL : g_bytes_get_data (spec->line, &size);

  return g_variant_new ("(itibmsmsbbb@ayii)",
                        spec->size,
                        spec->bytes,
                        spec->turn,
                        spec->upright,
                        spec->taken,
                        spec->caption,
                        spec->keep_place,
                        spec->keep_device,
                        spec->plain,
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, line, size, 1),
                        spec->line_width,
                        spec->line_height);
}

/* As many bytes as its sides say, or none at all. */
static gboolean
take_line (ZbCopySpec *spec,
           GVariant   *line)
{
  const gsize size = g_variant_get_size (line);

  if (size == 0)
    {
      spec->line_width = spec->line_height = 0;
      return TRUE;
    }

  spec->line = g_variant_get_data_as_bytes (line);
  return spec->line_width > 0 && spec->line_width <= SIDE_MAX && spec->line_height > 0 && spec->line_height <= SIDE_MAX && size == (gsize) spec->line_width * spec->line_height;
}

gboolean
zb_copy_spec_from_variant (ZbCopySpec *spec,
                           GVariant   *variant)
{
  g_autoptr (GVariant) line = NULL;

  *spec = (ZbCopySpec){ 0 };
  if (!is_sound (variant, ZB_COPY_SPEC_TYPE))
    return FALSE;

  g_variant_get (variant,
                 "(itibm&sm&sbbb@ayii)",
                 &spec->size,
                 &spec->bytes,
                 &spec->turn,
                 &spec->upright,
                 &spec->taken,
                 &spec->caption,
                 &spec->keep_place,
                 &spec->keep_device,
                 &spec->plain,
                 &line,
                 &spec->line_width,
                 &spec->line_height);
  return take_line (spec, line) && spec->size >= 0 && is_turn (spec->turn);
}

void
zb_copy_spec_clear (ZbCopySpec *spec)
{
  g_clear_pointer (&spec->line, g_bytes_unref);
}

GVariant *
zb_copy_answer_to_variant (const ZbCopyAnswer *answer)
{
  return g_variant_new (ZB_COPY_ANSWER_TYPE,
                        (guchar) answer->problem,
                        answer->bytes,
                        answer->width,
                        answer->height,
                        answer->orientation,
                        answer->passed,
                        answer->grey,
                        answer->cmyk);
}

gboolean
zb_copy_answer_from_variant (ZbCopyAnswer *answer,
                             GVariant     *variant)
{
  guchar problem;

  *answer = (ZbCopyAnswer){ 0 };
  if (!is_sound (variant, ZB_COPY_ANSWER_TYPE))
    return FALSE;

  g_variant_get (variant,
                 ZB_COPY_ANSWER_TYPE,
                 &problem,
                 &answer->bytes,
                 &answer->width,
                 &answer->height,
                 &answer->orientation,
                 &answer->passed,
                 &answer->grey,
                 &answer->cmyk);
  answer->problem = problem;
  if (answer->bytes == 0)
    return problem < ZB_N_PROBLEMS;

  return problem < ZB_N_PROBLEMS && answer->bytes <= ZB_SINK_MAX && answer->orientation >= 1 && answer->orientation <= 8 && answer->width > 0 && answer->width <= SIDE_MAX && answer->height > 0 && answer->height <= SIDE_MAX;
}

GVariant *
zb_look_answer_to_variant (gboolean ok,
                           guint64  hash,
                           guint    sharp)
{
  return g_variant_new (ZB_LOOK_ANSWER_TYPE, ok, hash, sharp);
}

gboolean
zb_look_answer_from_variant (gboolean *ok,
                             guint64  *hash,
                             guint    *sharp,
                             GVariant *variant)
{
  if (!is_sound (variant, ZB_LOOK_ANSWER_TYPE))
    return FALSE;

  g_variant_get (variant, ZB_LOOK_ANSWER_TYPE, ok, hash, sharp);
  return TRUE;
}
