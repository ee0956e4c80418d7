/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/format.h"

#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const ZbSpan   span = zb_span_from_data (data, size);
  const ZbFormat format = zb_format_sniff (&span);

  g_assert_true (zb_format_from_code (zb_format_to_code (format)) == format);
  return 0;
}
