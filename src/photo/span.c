/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/span.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

ZbSpan
zb_span_from_data (gconstpointer data,
                   gsize         size)
{
  return (ZbSpan){ .data = data != NULL ? data : "", .fd = -1, .size = size };
}

ZbSpan
zb_span_from_file (int fd)
{
  struct stat st;

  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode))
    return zb_span_from_data (NULL, 0);

  return (ZbSpan){ .fd = fd, .size = st.st_size };
}

ZbSpan
zb_span_cut (const ZbSpan *span,
             gint64        at,
             gint64        size)
{
  ZbSpan cut = *span;

  if (at < 0 || at > span->size || size < 0)
    at = cut.size = 0;
  cut.size = MIN (size, cut.size - at);
  if (cut.data != NULL)
    cut.data += at;
  else
    cut.offset += at;

  return cut;
}

static gsize
read_file (int    fd,
           gint64 at,
           char  *buffer,
           gsize  size)
{
  gsize n = 0;

  while (n < size)
    {
      gssize got = pread (fd, buffer + n, size - n, at + n);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      n += got;
    }

  return n;
}

gsize
zb_span_read (const ZbSpan *span,
              gint64        at,
              gpointer      buffer,
              gsize         size)
{
  if (at < 0 || at >= span->size)
    return 0;

  size = MIN (size, (guint64) (span->size - at));
  if (span->data == NULL)
    return read_file (span->fd, span->offset + at, buffer, size);

  memcpy (buffer, span->data + at, size);
  return size;
}

gboolean
zb_span_get (const ZbSpan *span,
             gint64        at,
             gpointer      buffer,
             gsize         size)
{
  return zb_span_read (span, at, buffer, size) == size;
}

guint8 *
zb_span_load (const ZbSpan *span,
              gsize         limit,
              gsize        *size)
{
  const gsize        wanted = MIN (limit, (guint64) MAX (span->size, 0));
  g_autofree guint8 *bytes = g_malloc (MAX (wanted, 1));

  *size = zb_span_read (span, 0, bytes, wanted);
  return *size == 0 ? NULL : g_steal_pointer (&bytes);
}
