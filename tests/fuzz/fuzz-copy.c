/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/copy-private.h"
#include "photo/segments.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz/fuzz.h"

/* What passes says nothing but our own words, and passes again unchanged: of the markers only those of a decoder are left. */
static gboolean
may_stay (guint8 marker)
{
  return marker == 0xc4 || marker == 0xdb || marker == 0xdd || marker == ZB_JPEG_SOS || marker == ZB_JPEG_APP (0) ||
         marker == ZB_JPEG_APP (1) || marker == ZB_JPEG_APP (14) || (zb_segment_is_frame (marker) && marker <= 0xc2);
}

static void
check_head (const ZbSpan *copy,
            const ZbSpan *words)
{
  ZbSegments segments = ZB_SEGMENTS_INIT (copy);
  ZbSpan     segment;
  guint8     marker, bytes[8];

  while ((marker = zb_segments_next (&segments, &segment)) != 0 && marker != ZB_JPEG_SOS)
    {
      g_assert_true (may_stay (marker));
      if (marker == ZB_JPEG_APP (1))
        g_assert_true (segment.size == words->size && zb_span_get (&segment, 0, bytes, 5) && memcmp (bytes, words->data, 5) == 0);
    }
}

static gboolean
pass (const ZbSpan      *from,
      const ZbCopyWords *words,
      int                to,
      ZbSpan            *copy)
{
  g_autofree ZbSink *sink = g_new0 (ZbSink, 1);
  ZbPassed           passed;

  if (ftruncate (to, 0) != 0)
    return FALSE;
  zb_sink_init (sink, to, 1024 * 1024);
  if (!zb_copy_pass (from, words, NULL, sink, &passed))
    return FALSE;

  g_assert_true (passed.width > 0 && passed.height > 0);
  *copy = zb_span_from_file (to);
  return TRUE;
}

static void
check_again (const ZbSpan      *copy,
             const ZbCopyWords *words,
             int                to)
{
  g_autofree guint8 *before = NULL;
  g_autofree guint8 *after = NULL;
  gsize              size = 0, again_size = 0;
  ZbSpan             again;

  before = zb_span_load (copy, 1024 * 1024, &size);
  g_assert_true (pass (copy, words, to, &again));
  after = zb_span_load (&again, 1024 * 1024, &again_size);
  g_assert_cmpmem (before, size, after, again_size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const ZbSpan span = zb_span_from_data (data, size), said = zb_span_from_data ("words", 5);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("words", 5);
  const ZbCopyWords words = { .exif = bytes };
  const int         sinks[] = { memfd_create ("copy", MFD_CLOEXEC), memfd_create ("again", MFD_CLOEXEC) };
  ZbSpan            copy;

  if (pass (&span, &words, sinks[0], &copy))
    {
      check_head (&copy, &said);
      check_again (&copy, &words, sinks[1]);
    }
  close (sinks[0]);
  close (sinks[1]);
  return 0;
}
