/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/name.h"

#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *bytes = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autofree char *name = g_utf8_make_valid (bytes, -1);
  ZbNameTime       time;
  ZbWall           day;

  zb_name_read (&time, name);
  g_assert_true (g_utf8_validate (time.raw, -1, NULL));
  g_assert_true (g_str_has_prefix (name, time.raw));
  g_assert_false (zb_wall_is_set (&time.wall) && time.unix_ms != 0);
  g_assert_true (time.kind != ZB_NAME_CAMERA || zb_wall_is_set (&time.wall));
  g_assert_cmpint (zb_name_number (name), >=, -1);
  g_assert_true (zb_folder_read (&day, name) == zb_wall_is_set (&day));
  return 0;
}
