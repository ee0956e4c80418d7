/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/copy-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void
zb_sink_init (ZbSink *self,
              int     fd,
              gint64  limit)
{
  self->fd = fd;
  self->at = 0;
  self->limit = limit;
  self->full = self->failed = FALSE;
  self->n = 0;
}

gboolean
zb_sink_flush (ZbSink *self)
{
  gsize done = 0;

  while (done < self->n && !self->failed && !self->full)
    {
      const gssize n = pwrite (self->fd, self->buffer + done, self->n - done, self->at);

      if (n < 0 && errno == EINTR)
        continue;
      self->full = n < 0 && errno == EFBIG;
      self->failed = n <= 0 && !self->full;
      done += (gsize) MAX (n, 0);
      self->at += MAX (n, 0);
    }
  self->n = 0;
  return !self->failed && !self->full;
}

void
zb_sink_put (ZbSink       *self,
             gconstpointer bytes,
             gsize         size)
{
  const guint8 *from = bytes;

  self->full = self->full || self->at + (gint64) self->n + (gint64) size > self->limit;
  while (size > 0 && !self->full && !self->failed)
    {
      const gsize n = MIN (size, sizeof self->buffer - self->n);

      memcpy (self->buffer + self->n, from, n);
      self->n += n;
      from += n;
      size -= n;
      if (self->n == sizeof self->buffer)
        zb_sink_flush (self);
    }
}

void
zb_sink_put_segment (ZbSink       *self,
                     guint8        marker,
                     gconstpointer bytes,
                     gsize         size)
{
  const guint8 head[] = { 0xff, marker, (guint8) ((size + 2) >> 8), (guint8) (size + 2) };

  zb_sink_put (self, head, sizeof head);
  zb_sink_put (self, bytes, size);
}
