/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-support.h"

#include "photo/sample-picture.h"

#include <glib/gstdio.h>
#include <string.h>

#define EXPORTED "photos meetings written unchanged removed bytes pages font problems"

/* A library with one meeting of two photos, and a third of none. */
typedef struct
{
  ZbTestFolder *folder;
  char         *library;
  char         *card;
  char         *out;
  char         *meeting;
} Fixture;

static void
draw (const char *card,
      const char *name,
      const char *taken,
      guint       seed)
{
  g_autofree char *path = g_build_filename (card, name, NULL);
  g_autoptr (GError) error = NULL;
  ZbSamplePicture picture = { .scene = seed, .seed = seed, .width = 300, .height = 200, .make = "Canon", .model = "EOS", .serial = "SECRETSERIAL" };

  g_assert_true (zb_wall_parse (&picture.taken, taken));
  zb_sample_picture_write (path, &picture, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autoptr (JsonNode) meeting = NULL;
  g_autoptr (JsonNode) imported = NULL;

  f->folder = zb_test_folder_new ();
  f->library = zb_make_library (f->folder);
  f->card = g_build_filename (f->folder, "card", NULL);
  f->out = g_build_filename (f->folder, "out", NULL);
  g_assert_cmpint (g_mkdir (f->card, 0700), ==, 0);
  draw (f->card, "IMG_0001.JPG", "2019-06-10T09:30:12", 1);
  draw (f->card, "IMG_0002.JPG", "2019-06-10T09:31:00", 2);
  draw (f->card, "IMG_0003.JPG", "2019-08-01T15:00:00", 3);
  meeting = zb_call_json (0, f->library, "meeting", "add", "--theme", "重温入党誓词", "--kind", "theme-day", "--start", "2019-06-10 09:00", "--end", "2019-06-10 11:30", NULL);
  f->meeting = g_strdup_printf ("%" G_GINT64_FORMAT, zb_json_int (meeting, "id"));
  imported = zb_call_json (0, f->library, "photo", "import", f->card, NULL);
  g_assert_cmpint (zb_json_int (imported, "linked"), ==, 2);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  zb_test_folder_free (f->folder);
  g_free (f->library);
  g_free (f->card);
  g_free (f->out);
  g_free (f->meeting);
}

static void
assert_exported (JsonNode *result,
                 gint64    photos,
                 gint64    written,
                 gint64    unchanged)
{
  zb_assert_keys (result, EXPORTED);
  g_assert_cmpint (zb_json_int (result, "photos"), ==, photos);
  g_assert_cmpint (zb_json_int (result, "written"), ==, written);
  g_assert_cmpint (zb_json_int (result, "unchanged"), ==, unchanged);
}

static void
test_folder (Fixture      *f,
             gconstpointer data)
{
  g_autoptr (JsonNode) first = zb_call_json (0, f->library, "album", "export", f->out, NULL);
  g_autoptr (JsonNode) second = zb_call_json (0, f->library, "album", "export", f->out, "--from", "2019-06-01", "--to", "2019-06-30", NULL);
  g_autoptr (JsonNode) small = zb_call_json (0, f->library, "album", "export", f->out, "--meeting", f->meeting, "--size", "100", NULL);
  g_autofree char *file = g_build_filename (f->out, "2019年", "06-10 主题党日 重温入党誓词", "09-30-12.jpg", NULL);
  g_autofree char *bytes = NULL;
  gsize            length = 0;

  assert_exported (first, 2, 4, 0);
  g_assert_cmpint (zb_json_int (first, "meetings"), ==, 1);
  assert_exported (second, 2, 0, 4);
  assert_exported (small, 2, 2, 2);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, "SECRETSERIAL", 12));
}

static void
test_unlinked (Fixture      *f,
               gconstpointer data)
{
  g_autoptr (JsonNode) made = zb_call_json (0, f->library, "album", "export", "--with-unlinked", f->out, NULL);
  g_autofree char *file = g_build_filename (f->out, "未归入", "2019-08-01 15-00-00.jpg", NULL);
  g_auto (ZbCall) both = { 0 };

  assert_exported (made, 3, 5, 0);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  zb_call (&both, f->library, "album", "export", "--with-unlinked", "--meeting", f->meeting, f->out, NULL);
  g_assert_cmpint (both.status, ==, 2);
}

static void
test_words (Fixture      *f,
            gconstpointer data)
{
  g_auto (ZbCall) call = { 0 };

  zb_call (&call, f->library, "album", "export", f->out, NULL);
  g_assert_cmpint (call.status, ==, 0);
  g_assert_nonnull (strstr (call.out, "1 次活动的 2 张照片，新写 4 个文件"));
}

static void
test_nothing (Fixture      *f,
              gconstpointer data)
{
  g_auto (ZbCall) call = { 0 };

  zb_call (&call, f->library, "album", "export", f->out, "--from", "2020-01-01", NULL);
  g_assert_cmpint (call.status, ==, 3);
  g_assert_nonnull (strstr (call.err, "没有可以导出的照片"));
  g_assert_false (g_file_test (f->out, G_FILE_TEST_EXISTS));
}

static void
test_problems (Fixture      *f,
               gconstpointer data)
{
  g_autoptr (JsonNode) list = zb_call_lines (0, f->library, "photo", "list", "--meeting", f->meeting, NULL);
  const char      *path = zb_json_text (zb_json_at (list, 0), "path");
  g_autofree char *below = g_build_filename (f->library, path, NULL);
  g_autoptr (JsonNode) result = NULL;
  JsonNode *problems;

  g_assert_cmpint (g_unlink (g_path_is_absolute (path) ? path : below), ==, 0);
  result = zb_call_json (1, f->library, "album", "export", f->out, NULL);
  assert_exported (result, 2, 3, 0);
  problems = json_object_get_member (json_node_get_object (result), "problems");
  g_assert_cmpuint (zb_json_length (problems), ==, 1);
  g_assert_cmpstr (zb_json_text (zb_json_at (problems, 0), "name"), ==, "IMG_0001.JPG");
}

/* It carries originals: that is asked first. */
static void
test_pack (Fixture      *f,
           gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->folder, "2019.tar", NULL);
  g_auto (ZbCall) asked = { 0 };
  g_auto (ZbCall) again = { 0 };
  g_autoptr (JsonNode) made = NULL;

  zb_call (&asked, f->library, "album", "export", file, NULL);
  g_assert_cmpint (asked.status, ==, 2);
  g_assert_nonnull (strstr (asked.err, "--originals"));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));

  made = zb_call_json (0, f->library, "album", "export", "--originals", file, NULL);
  assert_exported (made, 2, 1, 0);
  zb_call (&again, f->library, "album", "export", "--originals", file, NULL);
  g_assert_cmpint (again.status, ==, 3);
  g_assert_nonnull (strstr (again.err, "已经存在"));
}

static void
test_pdf (Fixture      *f,
          gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->folder, "相册.pdf", NULL);
  g_autoptr (JsonNode) made = zb_call_json (0, f->library, "album", "export", "--per-page", "2", file, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_auto (ZbCall) refused = { 0 };

  assert_exported (made, 2, 1, 0);
  g_assert_cmpint (zb_json_int (made, "pages"), >=, 3);
  g_assert_nonnull (zb_json_text (made, "font"));
  g_assert_true (g_file_get_contents (file, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));

  zb_call (&refused, f->library, "album", "export", file, NULL);
  g_assert_cmpint (refused.status, ==, 3);
  g_assert_nonnull (strstr (refused.err, "--replace"));
  again = zb_call_json (0, f->library, "album", "export", "--replace", file, NULL);
}

static void
test_copies (Fixture      *f,
             gconstpointer data)
{
  g_autoptr (JsonNode) list = zb_call_lines (0, f->library, "photo", "list", NULL);
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, zb_json_int (zb_json_at (list, 0), "photo"));
  g_autofree char *third = g_strdup_printf ("%" G_GINT64_FORMAT, zb_json_int (zb_json_at (list, 2), "photo"));
  g_autoptr (JsonNode) made = zb_call_json (0, f->library, "album", "copies", f->out, first, third, "--size", "120", "--bytes", "20000", "--date-line", NULL);
  g_autofree char *of_meeting = g_build_filename (f->out, "2019-06-10 重温入党誓词 09-30-12.jpg", NULL);
  g_autofree char *of_none = g_build_filename (f->out, "2019-08-01 15-00-00.jpg", NULL);

  assert_exported (made, 2, 2, 0);
  g_assert_cmpint (zb_json_int (made, "bytes"), <=, 40000);
  g_assert_true (g_file_test (of_meeting, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (of_none, G_FILE_TEST_IS_REGULAR));
}

static void
test_usage (Fixture      *f,
            gconstpointer data)
{
  static const char *const wrong[][3] = {
    { "--size", "0", "--size" },
    { "--size", "large", "--size" },
    { "--meeting", "first", "编号" },
    { "--from", "yesterday", "--from" },
    { "--per-page", "2", "--per-page" },
    { "--originals", "--picked", "--originals" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (ZbCall) call = { 0 };

      zb_call (&call, f->library, "album", "export", f->out, wrong[i][0], wrong[i][1], NULL);
      g_assert_cmpint (call.status, ==, 2);
      g_assert_nonnull (strstr (call.err, wrong[i][2]));
    }
  g_assert_false (g_file_test (f->out, G_FILE_TEST_EXISTS));
}

static void
add_case (const char *name,
          void (*func) (Fixture *f, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/zhibuctl/album/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

static void
test_long_names (Fixture      *f,
                 gconstpointer data)
{
  g_autofree char *name = g_strnfill (256, 'a');
  g_autofree char *folder = g_build_filename (f->folder, name, NULL);
  g_autofree char *pdf = g_strconcat (folder, ".pdf", NULL);
  const char      *targets[] = { folder, pdf };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_auto (ZbCall) call = { 0 };

      zb_call (&call, f->library, "album", "export", targets[i], NULL);
      g_assert_cmpint (call.status, ==, 3);
      g_assert_nonnull (strstr (call.err, "名称太长"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_case ("a-folder-is-written-once", test_folder);
  add_case ("photos-of-no-meeting-when-asked", test_unlinked);
  add_case ("what-was-done-is-told-in-words", test_words);
  add_case ("nothing-to-export-is-status-3", test_nothing);
  add_case ("a-missing-original-is-status-1", test_problems);
  add_case ("originals-leave-only-when-said-so", test_pack);
  add_case ("a-pdf-of-the-pages-asked-for", test_pdf);
  add_case ("copies-of-some-photos", test_copies);
  add_case ("a-name-that-is-too-long-is-said-so", test_long_names);
  add_case ("wrong-options-write-nothing", test_usage);
  return g_test_run ();
}
