/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/box.h"

#include <string.h>

#define MOST_BOXES 4096

gint64
zb_box_find (const ZbSpan *span,
             const char   *type,
             ZbSpan       *body)
{
  gint64 at = 0;
  guint8 head[16];

  for (guint i = 0; i < MOST_BOXES && zb_span_get (span, at, head, 8); i++)
    {
      gint64 size = zb_be32 (head), skip = 8;

      if (size == 1 && zb_span_get (span, at, head, 16))
        {
          size = (gint64) MIN (zb_be64 (head + 8), G_MAXINT64 / 2);
          skip = 16;
        }
      else if (size == 0)
        size = span->size - at;
      if (size < skip)
        return 0;
      if (memcmp (head + 4, type, 4) == 0)
        {
          *body = zb_span_cut (span, at + skip, size - skip);
          return at + size;
        }
      at += size;
    }

  return 0;
}
