/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/album-pdf.h"
#include "photo/sample-picture.h"
#include "support/support.h"

#include <glib/gstdio.h>
#include <string.h>

/* The album's document read back by poppler's tools, which are not ours. */

#define MOST 7

typedef struct
{
  ZbTestFolder  *folder;
  char          *path;
  GBytes        *jpegs[2]; /* landscape, portrait */
  GArray        *sections; /* of ZbAlbumSection */
  ZbAlbumPicture pictures[MOST];
  ZbAlbumBook    book;
  guint          n_asked;
  int            last_pixels;
} Output;

static void
get_jpeg (const ZbAlbumPicture *picture,
          int                   pixels,
          ZbAlbumJpeg          *jpeg,
          gpointer              data)
{
  Output  *self = data;
  gboolean portrait = picture->height > picture->width;

  self->n_asked++;
  self->last_pixels = pixels;
  if (picture->key != NULL)
    {
      jpeg->reason = picture->key;
      return;
    }
  *jpeg = (ZbAlbumJpeg){ .jpeg = g_bytes_ref (self->jpegs[portrait]), .width = portrait ? 400 : 600, .height = portrait ? 600 : 400, .orientation = 1 };
}

static GBytes *
draw (Output *self,
      int     width,
      int     height)
{
  g_autofree char *path = g_build_filename (self->folder, "drawn.jpg", NULL);
  ZbSamplePicture  picture = { .scene = ZB_SCENE_OATH, .width = width, .height = height, .bare = TRUE };
  char            *bytes;
  gsize            length;

  g_assert_true (zb_sample_picture_write (path, &picture, NULL));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_bytes_new_take (bytes, length);
}

static void
set_up (Output       *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->path = g_build_filename (self->folder, "album.pdf", NULL);
  self->jpegs[0] = draw (self, 600, 400);
  self->jpegs[1] = draw (self, 400, 600);
  self->sections = g_array_new (FALSE, TRUE, sizeof (ZbAlbumSection));
  for (guint i = 0; i < MOST; i++)
    self->pictures[i] = (ZbAlbumPicture){ .width = i % 3 == 2 ? 400 : 600, .height = i % 3 == 2 ? 600 : 400, .caption = "全体党员重温入党誓词", .moment = "6 月 10 日 09:30" };
  self->book = (ZbAlbumBook){ .title = "支部相册", .subtitle = "2019 年", .branch = "第一党支部", .day = "2019 年 12 月 31 日", .get = get_jpeg, .data = self };
}

static void
tear_down (Output       *self,
           gconstpointer data)
{
  g_array_unref (self->sections);
  g_bytes_unref (self->jpegs[0]);
  g_bytes_unref (self->jpegs[1]);
  g_free (self->path);
  zb_test_folder_free (self->folder);
}

static void
add_section (Output     *self,
             const char *title,
             guint       n)
{
  ZbAlbumSection section = { .day = "2019-06-10", .title = title, .kind = "主题党日", .time = "2019 年 6 月 10 日 周一 09:00–11:40", .place = "区革命纪念馆", .people = "应到 23 人，实到 21 人", .pictures = self->pictures, .n = n };

  g_array_append_val (self->sections, section);
}

static guint
write_book (Output *self)
{
  g_autoptr (ZbAlbumPages) pages = NULL;
  g_autoptr (GError) error = NULL;

  self->book.sections = (const ZbAlbumSection *) self->sections->data;
  self->book.n = self->sections->len;
  pages = zb_album_pages_new (&self->book, 0, 0);
  zb_album_pages_write (pages, self->path, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  return zb_album_pages_count (pages);
}

/* NULL: the tool is not here, and the test says so. */
static char *
ask (Output     *self,
     const char *program,
     const char *option,
     const char *last)
{
  g_autofree char *found = g_find_program_in_path (program);
  const char      *argv[] = { program, option, self->path, last, NULL };
  char            *text = NULL;

  if (option == NULL)
    argv[1] = self->path, argv[2] = last, argv[3] = NULL;
  if (found == NULL)
    {
      g_test_skip_printf ("%s of poppler-utils is not installed", program);
      return NULL;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text, NULL, NULL, NULL));
  return text;
}

/* The words of one page. */
static char *
read_page (Output *self,
           guint   page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  const char      *argv[] = { "pdftotext", "-f", number, "-l", number, self->path, "-", NULL };
  char            *text = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, NULL));
  return text;
}

static guint
count_lines (const char *text,
             const char *with)
{
  guint n = 0;

  for (const char *at = strstr (text, with); at != NULL; at = strstr (at + 1, with))
    n++;
  return n;
}

static void
test_words (Output       *self,
            gconstpointer data)
{
  g_autofree char *all = NULL;
  guint            n;

  add_section (self, "重温入党誓词", 5);
  add_section (self, "学习党章", 1);
  n = write_book (self);
  if (!(all = ask (self, "pdftotext", NULL, "-")))
    return;

  g_assert_cmpuint (n, ==, 2 + 1 + 1); /* cover, contents, a page of five pictures, one of one */
  g_assert_nonnull (strstr (all, "支部相册"));
  g_assert_nonnull (strstr (all, "全体党员重温入党誓词"));
  g_assert_nonnull (strstr (all, "地点：区革命纪念馆"));
  g_assert_nonnull (strstr (all, "应到 23 人，实到 21 人"));
}

/* The contents name the page on which each theme stands. */
static void
test_contents (Output       *self,
               gconstpointer data)
{
  g_autofree char *skipped = NULL;
  g_autofree char *contents = NULL;

  add_section (self, "甲次活动", 7);
  add_section (self, "乙次活动", 2);
  add_section (self, "丙次活动", 1);
  write_book (self);
  if (!(skipped = ask (self, "pdftotext", NULL, "-")))
    return;

  contents = read_page (self, 2);
  for (guint i = 0; i < self->sections->len; i++)
    {
      const char *title = g_array_index (self->sections, ZbAlbumSection, i).title;
      gboolean    found = FALSE;

      g_assert_nonnull (strstr (contents, title));
      for (guint page = 3; page <= 8 && !found; page++)
        {
          g_autofree char *text = read_page (self, page);
          g_autofree char *number = g_strdup_printf ("\n%u\n", page);

          found = strstr (text, title) != NULL;
          if (found)
            g_assert_nonnull (strstr (contents, number));
        }
      g_assert_true (found);
    }
}

static void
test_pictures_as_they_are (Output       *self,
                           gconstpointer data)
{
  g_autofree char *images = NULL;
  g_autofree char *fonts = NULL;
  g_autofree char *file = NULL;
  gsize            length;

  add_section (self, "重温入党誓词", 3);
  write_book (self);
  if (!(images = ask (self, "pdfimages", "-list", NULL)) || !(fonts = ask (self, "pdffonts", NULL, NULL)))
    return;

  g_assert_cmpuint (count_lines (images, " jpeg "), ==, 3);
  g_assert_cmpuint (count_lines (images, " 600   400 "), ==, 2);
  g_assert_cmpuint (count_lines (images, " 400   600 "), ==, 1);
  g_assert_cmpuint (count_lines (fonts, "yes yes yes"), >, 0);
  g_assert_cmpuint (count_lines (fonts, " no  "), ==, 0);
  g_assert_true (g_file_get_contents (self->path, &file, &length, NULL));
  g_assert_nonnull (memmem (file, length, g_bytes_get_data (self->jpegs[1], NULL), g_bytes_get_size (self->jpegs[1])));
}

static void
test_missing (Output       *self,
              gconstpointer data)
{
  g_autofree char *all = NULL;

  self->pictures[0].key = (gpointer) "原片不在资料库里了";
  add_section (self, "重温入党誓词", 1);
  add_section (self, "没有照片的活动", 0);
  write_book (self);
  if (!(all = ask (self, "pdftotext", NULL, "-")))
    return;

  g_assert_nonnull (strstr (all, "原片不在资料库里了"));
  g_assert_nonnull (strstr (all, "没有照片的活动"));
}

static void
test_forced (Output       *self,
             gconstpointer data)
{
  for (guint per_page = 1; per_page <= 6; per_page++)
    {
      self->book.per_page = per_page;
      g_array_set_size (self->sections, 0);
      add_section (self, "重温入党誓词", 6);
      g_assert_cmpuint (write_book (self), ==, 2 + (6 + per_page - 1) / per_page);
    }
}

/* Captions and themes of any length stay where they belong, and the contents go on. */
static void
test_much (Output       *self,
           gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (200000, 'x');
  guint            n;

  self->pictures[0].caption = long_text;
  self->pictures[1].caption = "\xff\xfe bad \x01\x02";
  for (guint i = 0; i < 300; i++)
    add_section (self, i == 0 ? long_text : "第多少次活动", i % 3);
  n = write_book (self);
  g_assert_cmpuint (n, >, 300 + 1 + 9);
  g_assert_cmpuint (n, <, 340);
}

static gboolean
stop_at_second (guint    page,
                gpointer data)
{
  return page < 1;
}

static void
test_cancelled (Output       *self,
                gconstpointer data)
{
  g_autoptr (ZbAlbumPages) pages = NULL;
  g_autoptr (GError) error = NULL;

  add_section (self, "重温入党誓词", 7);
  self->book.sections = (const ZbAlbumSection *) self->sections->data;
  self->book.n = 1;
  pages = zb_album_pages_new (&self->book, 0, 0);
  g_assert_false (zb_album_pages_write (pages, self->path, 1000, stop_at_second, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

#define ADD(name, func) g_test_add ("/documents/album/" name, Output, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("its-words-can-be-read", test_words);
  ADD ("the-contents-name-the-right-pages", test_contents);
  ADD ("pictures-are-put-in-as-they-are", test_pictures_as_they_are);
  ADD ("a-picture-that-is-gone-says-so", test_missing);
  ADD ("as-many-on-a-page-as-asked-for", test_forced);
  ADD ("three-hundred-sections-and-endless-captions", test_much);
  ADD ("what-is-cancelled-leaves-nothing", test_cancelled);
  return g_test_run ();
}
