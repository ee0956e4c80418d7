/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/decode-span.h"

#include <errno.h>
#include <unistd.h>

gsize
zb_part_read (const ZbPart *part,
              gint64        offset,
              gpointer      buffer,
              gsize         size)
{
  gsize n = 0;

  if (offset < 0 || offset >= part->size)
    return 0;

  size = MIN (size, (guint64) (part->size - offset));
  while (n < size)
    {
      gssize got = pread (part->fd, (char *) buffer + n, size - n, part->offset + offset + n);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      n += got;
    }

  return n;
}

guint8 *
zb_part_read_all (const ZbPart *part,
                  gsize         limit,
                  gsize        *size)
{
  g_autofree guint8 *bytes = NULL;

  if (part->size <= 0 || (guint64) part->size > limit)
    return NULL;

  bytes = g_try_malloc (part->size);
  *size = bytes == NULL ? 0 : zb_part_read (part, 0, bytes, part->size);
  return *size == 0 ? NULL : g_steal_pointer (&bytes);
}

ZbSpan
zb_part_to_span (const ZbPart *part)
{
  return (ZbSpan){ .fd = part->fd, .offset = part->offset, .size = part->size };
}
