/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/devices-private.h"

#include <string.h>

/* As cameras label their cards, and as GVfs calls what is plugged in; beginnings, in any case of letters. */
static const struct
{
  const char *label;
  const char *name; /* NULL: says nothing */
} labels[] = {
  { "EOS", "佳能相机" },
  { "CANON", "佳能相机" },
  { "NIKON", "尼康相机" },
  { "SONY", "索尼相机" },
  { "FUJI", "富士相机" },
  { "LUMIX", "松下相机" },
  { "PANASONIC", "松下相机" },
  { "OLYMPUS", "奥林巴斯相机" },
  { "PENTAX", "宾得相机" },
  { "LEICA", "徕卡相机" },
  { "CASIO", "卡西欧相机" },
  { "DJI", "大疆相机" },
  { "HUAWEI", "华为手机" },
  { "HONOR", "荣耀手机" },
  { "XIAOMI", "小米手机" },
  { "REDMI", "红米手机" },
  { "OPPO", "OPPO 手机" },
  { "VIVO", "vivo 手机" },
  { "SAMSUNG", "三星手机" },
  { "APPLE", "苹果手机" },
  { "IPHONE", "苹果手机" },
  { "NO NAME", NULL },
  { "NO_NAME", NULL },
  { "UNTITLED", NULL },
};

static gboolean
find_label (const char  *label,
            const char **name)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strncasecmp (label, labels[i].label, strlen (labels[i].label)) == 0)
      {
        *name = labels[i].name;
        return TRUE;
      }

  return FALSE;
}

char *
zb_device_dup_name (const char  *label,
                    ZbDeviceSort sort)
{
  static const char *const bare[] = { "存储卡", "相机", "手机", "文件夹" };
  g_autofree char         *valid = g_utf8_make_valid (label != NULL ? label : "", -1);
  const char              *name = NULL;

  g_strstrip (g_strdelimit (valid, "\n\r\t", ' '));
  if (*valid == '\0' || (find_label (valid, &name) && name == NULL))
    return g_strdup (bare[sort]);

  return name != NULL ? g_strdup (name) : g_steal_pointer (&valid);
}

ZbDeviceSort
zb_device_sort_of (GFile *root)
{
  if (g_file_has_uri_scheme (root, "mtp") || g_file_has_uri_scheme (root, "afc"))
    return ZB_DEVICE_PHONE;

  return g_file_has_uri_scheme (root, "gphoto2") ? ZB_DEVICE_CAMERA : ZB_DEVICE_CARD;
}
