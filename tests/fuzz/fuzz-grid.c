/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/heif-grid.h"

#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const ZbSpan span = zb_span_from_data (data, size);
  g_auto (ZbHeifGrid) grid = { 0 };
  guint32 sum = 0;

  if (!zb_heif_grid_read (&grid, &span))
    return 0;

  g_assert_cmpuint (grid.rows * grid.columns, <=, ZB_HEIF_TILES_MAX);
  g_assert_true (grid.width > 0 && grid.height > 0);
  for (guint i = 0; i < grid.rows * grid.columns; i++)
    sum += grid.tiles[i];
  return sum == 0 && grid.hidden == NULL;
}
