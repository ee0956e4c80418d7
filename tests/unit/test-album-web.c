/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/album-web.h"
#include "documents/captions.h"
#include "documents/date-line.h"
#include "support/support.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define HOSTILE "</title><script>alert(1)</script>&\"'"

static const ZbPagePhoto photos[] = {
  { "2019年/06-10 主题党日/09-30-12.jpg", "2019-06-10 09:30:12", "宣誓\n第二行" },
  { "2019年/06-10 主题党日/a#b?c%d\"e.jpg", NULL, HOSTILE },
};

static const ZbPageSection sections[] = {
  { .id = 7, .year = 2019, .title = "重温入党誓词", .kind = "主题党日", .time = "2019 年 6 月 10 日 周一 09:00–11:00", .place = "党员活动室", .people = "应到 23 人，实到 21 人", .photos = photos, .n = 2 },
  { .id = 8, .year = 2019, .title = HOSTILE, .photos = photos, .n = 0 },
  { .id = 9, .year = 2020, .title = HOSTILE, .photos = photos, .n = 1 },
};

static char *
make_page (gboolean brief)
{
  const ZbAlbumWeb page = { .title = "支部相册", .branch = HOSTILE, .sections = sections, .n = G_N_ELEMENTS (sections), .brief = brief };

  return zb_album_web_to_html (&page);
}

/* Every tag that is opened is closed, in order. */
static void
check_tags (const char *html)
{
  static const char *const empty[] = { "meta", "img", "!DOCTYPE", NULL };
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = strchr (html, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      gboolean         closes = p[1] == '/';
      const char      *word = p + 1 + closes;
      g_autofree char *name = g_strndup (word, strcspn (word, " >"));

      if (closes)
        {
          g_assert_cmpuint (open->len, >, 0);
          g_assert_cmpstr (name, ==, open->pdata[open->len - 1]);
          g_ptr_array_remove_index (open, open->len - 1);
        }
      else if (!g_strv_contains (empty, name))
        g_ptr_array_add (open, g_steal_pointer (&name));
    }
  g_assert_cmpuint (open->len, ==, 0);
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;

  return n;
}

static void
test_page (void)
{
  g_autofree char *html = make_page (FALSE);
  g_autofree char *again = make_page (FALSE);

  check_tags (html);
  g_assert_cmpstr (html, ==, again);
  g_assert_nonnull (strstr (html, "<dt>地点</dt><dd>党员活动室</dd>"));
  g_assert_nonnull (strstr (html, "应到 23 人，实到 21 人"));
  g_assert_nonnull (strstr (html, "宣誓\n第二行"));
  g_assert_nonnull (strstr (html, "2 次活动 · 3 张照片"));
  g_assert_cmpuint (count (html, "<img "), ==, 3);
  g_assert_cmpuint (count (html, "loading=\"lazy\""), ==, 3);
  g_assert_cmpuint (count (html, "<section "), ==, 2);
}

static void
test_hostile (void)
{
  g_autofree char *html = make_page (FALSE);

  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "http:"));
  g_assert_null (strstr (html, "https:"));
  g_assert_nonnull (strstr (html, "/a%23b%3Fc%25d%22e.jpg\""));
  g_assert_nonnull (strstr (html, "2019%E5%B9%B4/06-10%20%E4%B8%BB%E9%A2%98%E5%85%9A%E6%97%A5/09-30-12.jpg"));
}

static void
test_brief (void)
{
  g_autofree char *html = make_page (TRUE);

  check_tags (html);
  g_assert_null (strstr (html, "<img"));
  g_assert_nonnull (strstr (html, "href=\"2019%E5%B9%B4/index.html#m7\""));
}

static const ZbCaptionColumn columns[] = { { "文件", 30 }, { "说明", 40 } };

static ZbCaptions *
make_captions (void)
{
  static const char *const first[] = { "2019年/09-30-12.jpg", "他说：\"好\"\n第二行" };
  static const char *const second[] = { "=HYPERLINK(\"http://x\")", NULL };
  ZbCaptions              *captions = zb_captions_new ("第一支部照片目录", columns, G_N_ELEMENTS (columns));

  zb_captions_add (captions, first);
  zb_captions_add (captions, second);
  return captions;
}

static GBytes *
write_captions (void)
{
  g_autoptr (ZbCaptions) captions = make_captions ();
  g_autoptr (GError) error = NULL;
  int     fd = memfd_create ("captions", MFD_CLOEXEC);
  gsize   length;
  guint8 *bytes;

  zb_captions_write (captions, fd, &error);
  g_assert_no_error (error);
  length = (gsize) lseek (fd, 0, SEEK_END);
  bytes = g_malloc (length);
  g_assert_cmpint (pread (fd, bytes, length, 0), ==, (gssize) length);
  close (fd);
  return g_bytes_new_take (bytes, length);
}

static void
test_csv (void)
{
  g_autoptr (ZbCaptions) captions = make_captions ();
  g_autofree char *csv = zb_captions_to_csv (captions);

  g_assert_cmpuint (zb_captions_get_n_rows (captions), ==, 2);
  g_assert_cmpstr (csv, ==,
                   "\xef\xbb\xbf\"文件\",\"说明\"\r\n\"2019年/09-30-12.jpg\",\"他说：\"\"好\"\"\n第二行\"\r\n"
                   "\" =HYPERLINK(\"\"http://x\"\")\",\"\"\r\n");
}

static void
test_same_bytes (void)
{
  g_autoptr (GBytes) first = write_captions ();
  g_autoptr (GBytes) second = write_captions ();

  g_assert_cmpuint (g_bytes_get_size (first), >, 2000);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpmem (g_bytes_get_data (first, NULL), 2, "PK", 2);
}

static void
test_line (void)
{
  int width = 0, height = 0;
  g_autoptr (GBytes) mask = zb_date_line_draw ("2019-06-10 09:30", 40, 96 * 1024, &width, &height);
  g_autoptr (GBytes) large = NULL;
  const guint8 *bytes = g_bytes_get_data (mask, NULL);
  guint         n = 0;

  g_assert_cmpuint (g_bytes_get_size (mask), ==, (gsize) width * (gsize) height);
  g_assert_cmpint (width, >, 3 * height);
  for (gsize i = 0; i < g_bytes_get_size (mask); i++)
    n += bytes[i] > 200;
  g_assert_cmpuint (n, >, 500);

  large = zb_date_line_draw ("2019-06-10 09:30", 4000, 96 * 1024, &width, &height);
  g_assert_cmpuint (g_bytes_get_size (large), <=, 96 * 1024);
  g_assert_cmpint (height, >, 40);
  g_assert_null (zb_date_line_draw ("", 40, 1024, &width, &height));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/album/page/a-section-a-meeting-with-its-pictures", test_page);
  g_test_add_func ("/album/page/hostile-words-stay-words", test_hostile);
  g_test_add_func ("/album/page/contents-alone-lead-to-the-years", test_brief);
  g_test_add_func ("/album/captions/csv-that-computes-nothing", test_csv);
  g_test_add_func ("/album/captions/the-same-rows-are-the-same-file", test_same_bytes);
  g_test_add_func ("/album/copies/a-date-line-is-a-mask-of-bounded-size", test_line);
  return g_test_run ();
}
