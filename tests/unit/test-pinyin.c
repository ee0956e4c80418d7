/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pinyin.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *sound;
} names[] = {
  { "张桂芬", "zhang gui fen" },
  { "李", "li" },
  { "欧阳修", "ou yang xiu" },
  { "司徒雷", "si tu lei" },
  { "诸葛亮", "zhu ge liang" },
  { "令狐冲", "ling hu chong" },

  { "单桂芬", "shan gui fen|dan gui fen" },
  { "曾国强", "zeng guo qiang|ceng guo qiang" },
  { "仇和", "qiu he|chou he" },
  { "区明", "ou ming|qu ming" },
  { "解放", "xie fang|jie fang" },
  { "查明", "zha ming|cha ming" },
  { "任明", "ren ming" },
  { "盖明", "ge ming|gai ming" },
  { "朴明", "piao ming|pu ming" },
  { "翟明", "zhai ming|di ming" },
  { "乐明", "yue ming|le ming" },
  { "华明", "hua ming" },
  { "纪明", "ji ming" },
  { "宁明", "ning ming" },
  { "覃明", "qin ming|tan ming" },
  { "谌明", "chen ming" },
  { "晁明", "chao ming" },
  { "缪明", "miao ming|mou ming" },
  { "折明", "she ming|zhe ming" },
  { "洗明", "xian ming|xi ming" },
  { "种明", "chong ming|zhong ming" },
  { "秘明", "bi ming|mi ming" },
  { "员明", "yun ming|yuan ming" },
  { "逄明", "pang ming" },
  { "逯明", "lu ming" },
  { "卜明", "bu ming|bo ming" },
  { "尉迟恭", "yu chi gong|wei chi gong" },
  { "尉明", "wei ming" },
  { "万俟明", "mo qi ming|wan qi ming" },
  { "万明", "wan ming" },
  { "单于明", "chan yu ming|dan yu ming" },

  { "吕布", "lv bu|lu bu" },
  { "单吕", "shan lv|dan lv|shan lu|dan lu" },
  { "张绿", "zhang lv|zhang lu" },
  { "张略", "zhang lve|zhang lue" },

  { "古丽娜尔·艾山", "gu li na er ai shan" },
  { "张　三", "zhang san" },
  { "单　三", "shan san|dan san" },
  { " 张三 ", "zhang san" },
  { "张三（大）", "zhang san da" },
  { "Silvia Lvov", "silvia lvov" },
  { "李A", "li a" },
  { "ＡＢ", "ab" },
  { "", "" },
  { "  ", "" },
  { "·", "" },
  { NULL, "" },
  { "\xff\xfe", "" },
  { "张\xc0", "" },
};

static void
test_sounds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *sound = zb_pinyin_dup (names[i].name);

      g_test_message ("row %u", i);
      g_assert_cmpstr (sound, ==, names[i].sound);
    }
}

static void
test_endless (void)
{
  GString         *name = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *sound = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (name, "双");
  text = g_string_free (name, FALSE);
  sound = zb_pinyin_dup (text);
  g_assert_cmpuint (strlen (sound), ==, 64 * strlen ("shuang ") - 1);
}

static void
test_unknown (void)
{
  g_autofree char *sound = zb_pinyin_dup ("张\U00030000明");

  g_assert_true (g_str_has_prefix (sound, "zhang"));
  g_assert_true (g_str_has_suffix (sound, "ming"));
}

/* More names than are remembered, read again. */
static void
test_many (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *name = g_strdup_printf ("单 %u", i % 9000);
      g_autofree char *sound = zb_pinyin_dup (name);
      g_autofree char *expected = g_strdup_printf ("shan %u|dan %u", i % 9000, i % 9000);

      g_assert_cmpstr (sound, ==, expected);
    }
}

static gpointer
read_many (gpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("单桂芬 %u", i);
      g_autofree char *sound = zb_pinyin_dup (name);
      g_autofree char *expected = g_strdup_printf ("shan gui fen %u|dan gui fen %u", i, i);

      g_assert_cmpstr (sound, ==, expected);
      g_assert_cmpint (zb_name_compare ("李", "王"), <, 0);
    }

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_many, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_order (void)
{
  static const char *const sorted[] = { "", "白明", "陈明", "李明", "王明", "张明", "张三", "赵明" };

  for (guint i = 1; i < G_N_ELEMENTS (sorted); i++)
    {
      g_assert_cmpint (zb_name_compare (sorted[i - 1], sorted[i]), <, 0);
      g_assert_cmpint (zb_name_compare (sorted[i], sorted[i - 1]), >, 0);
      g_assert_cmpint (zb_name_compare (sorted[i], sorted[i]), ==, 0);
    }
  g_assert_cmpint (zb_name_compare (NULL, ""), ==, 0);
  g_assert_cmpint (zb_name_compare (NULL, "李"), <, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinyin/a-surname-is-read-its-own-way-first", test_sounds);
  g_test_add_func ("/pinyin/an-endless-name-is-read-to-a-bound", test_endless);
  g_test_add_func ("/pinyin/what-has-no-sound-is-passed-over", test_unknown);
  g_test_add_func ("/pinyin/many-names-are-read-alike-twice", test_many);
  g_test_add_func ("/pinyin/threads-read-at-the-same-time", test_threads);
  g_test_add_func ("/pinyin/names-sort-by-sound", test_order);

  return g_test_run ();
}
