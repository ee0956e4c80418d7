/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/name.h"

#define MS G_GINT64_CONSTANT (1560130212345)

static const struct
{
  const char *name;
  ZbNameKind  kind;
  const char *wall;
  gint64      ms;
  gboolean    chat;
} names[] = {
  { "IMG_20190610_093012.jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "IMG_20190610_093012_HDR.jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "IMG_20190610_093012_BURST001_COVER.jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "IMG_20190610_093012(1).jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "IMG20190610093012.jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "20190610_093012.jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "20190610093012.jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "2019-06-10 09.30.12.jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "DJI_20240628_194800_964.jpg", ZB_NAME_CAMERA, "2024-06-28T19:48:00", 0, FALSE },
  { "DSC_20190610_093012.JPG", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "VID_20190610_093012.mp4", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "PANO_20190610_093012.jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "MVIMG_20190610_093012.jpg", ZB_NAME_CAMERA, "2019-06-10T09:30:12", 0, FALSE },
  { "P51222-205940.jpg", ZB_NAME_CAMERA, "2015-12-22T20:59:40", 0, FALSE },
  { "PXL_20190610_013012345.jpg", ZB_NAME_CAMERA_UTC, NULL, G_GINT64_CONSTANT (1560130212000), FALSE },
  { "20190610_013012345_iOS.heic", ZB_NAME_CAMERA_UTC, NULL, G_GINT64_CONSTANT (1560130212000), FALSE },
  { "mmexport1560130212345.jpg", ZB_NAME_CHAT_UTC, NULL, MS, TRUE },
  { "thumbmmexport1560130212345.jpg", ZB_NAME_CHAT_UTC, NULL, MS, TRUE },
  { "mmexport0123456789abcdef0123456789abcdef.jpeg", ZB_NAME_CHAT, NULL, 0, TRUE },
  { "mmexport1560130212345def0123456789abcdef.jpeg", ZB_NAME_CHAT, NULL, 0, TRUE },
  { "mmexport0123456789abcdef0123456789abcdef_1560130212345.jpeg", ZB_NAME_CHAT_UTC, NULL, MS, TRUE },
  { "wx_camera_1560130212345.jpg", ZB_NAME_CHAT_UTC, NULL, MS, TRUE },
  { "microMsg.1560130212345.jpg", ZB_NAME_CHAT_UTC, NULL, MS, TRUE },
  { "1560130212345.jpg", ZB_NAME_CHAT_UTC, NULL, MS, TRUE },
  { "微信图片_20190610093012.jpg", ZB_NAME_CHAT, "2019-06-10T09:30:12", 0, TRUE },
  { "微信图片_20190610093012_123_4.jpg", ZB_NAME_CHAT, "2019-06-10T09:30:12", 0, TRUE },
  { "微信图片_2025-06-10_093012_123.jpg", ZB_NAME_CHAT, "2025-06-10T09:30:12", 0, TRUE },
  { "微信图片_99991399999999.jpg", ZB_NAME_CHAT, NULL, 0, TRUE },
  { "WeChat Image_20190610093012.jpg", ZB_NAME_CHAT, "2019-06-10T09:30:12", 0, TRUE },
  { "QQ图片20190610093012.jpg", ZB_NAME_CHAT, "2019-06-10T09:30:12", 0, TRUE },
  { "IMG-20190610-WA0001.jpg", ZB_NAME_CHAT, "2019-06-10", 0, TRUE },
  { "signal-2019-06-10-093012.jpg", ZB_NAME_CHAT, "2019-06-10T09:30:12", 0, TRUE },
  { "MTXX_20190610093012.jpg", ZB_NAME_EDITED, "2019-06-10T09:30:12", 0, FALSE },
  { "MYXJ_20190610093012_fast.jpg", ZB_NAME_EDITED, "2019-06-10T09:30:12", 0, FALSE },
  { "MTXX_MH20190610_093012123.jpg", ZB_NAME_EDITED, "2019-06-10T09:30:12", 0, FALSE },
  { "Screenshot_2019-06-10-09-30-12-123_com.tencent.mm.jpg", ZB_NAME_SCREENSHOT, "2019-06-10T09:30:12", 0, FALSE },
  { "Screenshot_20190610-093012.png", ZB_NAME_SCREENSHOT, "2019-06-10T09:30:12", 0, FALSE },
  { "ScreenShot_20190610093012.png", ZB_NAME_SCREENSHOT, "2019-06-10T09:30:12", 0, FALSE },
  { "Screenshot 2019-06-10 at 09.30.12.png", ZB_NAME_SCREENSHOT, "2019-06-10T09:30:12", 0, FALSE },
  { "Screenshot (3).png", ZB_NAME_SCREENSHOT, NULL, 0, FALSE },
  { "截屏2019-06-10 上午9.30.12.png", ZB_NAME_SCREENSHOT, "2019-06-10", 0, FALSE },
  { "屏幕截图 2019-06-10 093012.png", ZB_NAME_SCREENSHOT, "2019-06-10T09:30:12", 0, FALSE },
  { "企业微信截图_15601302123456.png", ZB_NAME_SCREENSHOT, NULL, 0, TRUE },
  { "TIM截图20190610093012.png", ZB_NAME_SCREENSHOT, "2019-06-10T09:30:12", 0, TRUE },
  { "DSC_0001.JPG", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "DSC00449.JPG", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "IMG_0001.JPG", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "_MG_1234.CR2", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "P1010001.JPG", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "DJI_0001.JPG", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "20190610_0001.jpg", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "IMG_20191310_093012.jpg", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "IMG_20190610_253012.jpg", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "20190610093012345678.jpg", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "15601302123456789.jpg", ZB_NAME_NOTHING, NULL, 0, FALSE },
  { "", ZB_NAME_NOTHING, NULL, 0, FALSE },
};

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *wall = NULL;
      ZbNameTime       time;

      zb_name_read (&time, names[i].name);
      wall = zb_wall_to_text (&time.wall);
      g_test_message ("%s: %s", names[i].name, time.raw);
      g_assert_cmpint (time.kind, ==, names[i].kind);
      g_assert_cmpstr (wall, ==, names[i].wall);
      g_assert_cmpint (time.unix_ms, ==, names[i].ms);
      g_assert_cmpint (time.chat, ==, names[i].chat);
      g_assert_true (g_str_has_prefix (names[i].name, time.raw));
    }
}

static void
test_decade (void)
{
  ZbNameTime time;

  zb_name_read (&time, "P51222-205940.jpg");
  g_assert_true (time.decade);
  zb_name_read (&time, "IMG_20190610_093012.jpg");
  g_assert_false (time.decade);
}

static const struct
{
  const char *folder;
  const char *day;
} folders[] = {
  { "2019-06-10 主题党日", "2019-06-10" },
  { "20190610", "2019-06-10" },
  { "20190610主题党日", "2019-06-10" },
  { "2019年6月10日主题党日", "2019-06-10" },
  { "2019.6.10", "2019-06-10" },
  { "2019_06_10", "2019-06-10" },
  { "2019-13-10", NULL },
  { "201906101", NULL },
  { "2019", NULL },
  { "2019年6月", NULL },
  { "100CANON", NULL },
  { "主题党日 2019-06-10", NULL },
  { "", NULL },
  { NULL, NULL },
};

static void
test_folders (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *text = NULL;
      ZbWall           day;

      g_assert_cmpint (zb_folder_read (&day, folders[i].folder), ==, folders[i].day != NULL);
      text = zb_wall_to_text (&day);
      g_assert_cmpstr (text, ==, folders[i].day);
    }
}

static void
test_numbers (void)
{
  g_assert_cmpint (zb_name_number ("IMG_0412.JPG"), ==, 412);
  g_assert_cmpint (zb_name_number ("DSC00449.JPG"), ==, 449);
  g_assert_cmpint (zb_name_number ("P1010001.JPG"), ==, 1010001);
  g_assert_cmpint (zb_name_number ("IMG_9999"), ==, 9999);
  g_assert_cmpint (zb_name_number ("合影.jpg"), ==, -1);
  g_assert_cmpint (zb_name_number (""), ==, -1);
  g_assert_cmpint (zb_name_number ("99999999999999999999.jpg"), >=, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/name/every-camera-and-chat-program", test_names);
  g_test_add_func ("/photo/name/one-digit-of-a-year-leaves-the-decade-open", test_decade);
  g_test_add_func ("/photo/name/a-folder-begins-with-its-day", test_folders);
  g_test_add_func ("/photo/name/numbers-are-the-last-digits", test_numbers);

  return g_test_run ();
}
