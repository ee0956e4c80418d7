/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/boxes.h"

#include <string.h>

gboolean
zb_box_next (ZbBox        *box,
             const ZbSpan *in,
             gint64       *at)
{
  guint8  head[16];
  gint64  skip = 8;
  guint64 size;

  if (!zb_span_get (in, *at, head, 8))
    return FALSE;

  size = zb_be32 (head);
  memcpy (box->type, head + 4, 4);
  box->type[4] = '\0';
  if (size == 1)
    {
      if (!zb_span_get (in, *at + 8, head + 8, 8))
        return FALSE;
      size = zb_be64 (head + 8);
      skip = 16;
    }
  else if (size == 0)
    size = in->size - *at;

  if (size < (guint64) skip || size > G_MAXINT64 / 2)
    return FALSE;

  box->data = zb_span_cut (in, *at + skip, size - skip);
  *at += size;
  return TRUE;
}

gboolean
zb_box_find (ZbBox        *box,
             const ZbSpan *in,
             gint64        at,
             const char   *type)
{
  for (guint n = 0; n < ZB_BOXES_MAX && zb_box_next (box, in, &at); n++)
    if (strcmp (box->type, type) == 0)
      return TRUE;

  return FALSE;
}
