/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "worker/pixels.h"

#include "photo/message.h"

GVariant *
zb_answer_view (GVariant *parameters,
                int       fd,
                int       sink)
{
  ZbViewSpec   spec;
  ZbViewAnswer answer;

  if (!zb_view_spec_from_variant (&spec, parameters))
    return NULL;

  zb_view_make (fd, &spec, sink, &answer);
  return zb_view_answer_to_variant (&answer);
}

GVariant *
zb_answer_copy (GVariant *parameters,
                int       fd,
                int       sink)
{
  ZbCopySpec   spec;
  ZbCopyAnswer answer = { 0 };
  GVariant    *variant = NULL;

  if (zb_copy_spec_from_variant (&spec, parameters))
    {
      zb_copy_make (fd, &spec, sink, &answer);
      variant = zb_copy_answer_to_variant (&answer);
    }
  zb_copy_spec_clear (&spec);
  return variant;
}

GVariant *
zb_answer_look (int fd)
{
  guint64        hash;
  guint          sharp;
  const gboolean ok = zb_look_make (fd, &hash, &sharp);

  return zb_look_answer_to_variant (ok, hash, sharp);
}
