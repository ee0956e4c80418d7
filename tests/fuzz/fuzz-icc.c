/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/colour.h"
#include "photo/icc.h"

#include "fuzz/fuzz.h"

/* Everything that gathers a profile, over the same bytes. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static GBytes *(*const finders[]) (const ZbSpan *) = { zb_icc_find_jpeg, zb_icc_find_png, zb_icc_find_webp, zb_icc_find_tiff };
  const ZbSpan span = zb_span_from_data (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (finders); i++)
    {
      g_autoptr (GBytes) icc = finders[i](&span);

      g_assert_true (icc == NULL || (g_bytes_get_size (icc) > 0 && g_bytes_get_size (icc) <= ZB_ICC_MAX));
    }
  return 0;
}
