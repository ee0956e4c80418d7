/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/export-flow.h"
#include "service/export-name.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The picture folder: names, what a second run writes, what it must never touch. */

#define PAGES 2 /* index.html, 照片目录.xlsx */

static char *
file_of (ExportFlow *self,
         const char *name)
{
  return g_build_filename (self->out, EXPORT_FLOW_FOLDER, name, NULL);
}

static void
change (const char *path)
{
  g_autofree char *text = NULL;
  gsize            length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  text[length / 2] ^= 1;
  g_assert_true (g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
run_once (ExportFlow *self,
          guint       written,
          guint       unchanged,
          guint       removed,
          guint       problems)
{
  ZbExportSpec spec = export_flow_folder (self);
  g_autoptr (ZbExportResult) result = export_flow_run (self, &spec);

  export_flow_assert (result, written, unchanged, removed, problems);
}

static void
test_names (ExportFlow   *self,
            gconstpointer data)
{
  g_autofree char *names = NULL;
  g_autofree char *page = g_build_filename (self->out, "index.html", NULL);

  export_flow_caption (self, 2, "宣誓 <全体>");
  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  names = export_flow_names (self->out);
  g_assert_cmpstr (names, ==,
                   EXPORT_FLOW_FOLDER "/09-30-12.jpg | " EXPORT_FLOW_FOLDER "/09-31-12.jpg | " EXPORT_FLOW_FOLDER
                                      "/09-32-12.jpg | " EXPORT_FLOW_FOLDER "/09-33-12.jpg | " EXPORT_FLOW_FOLDER
                                      "/09-34-12.jpg | " EXPORT_FLOW_FOLDER "/09-35-12.jpg | index.html | 照片目录.xlsx");
  g_assert_true (export_flow_holds (page, "宣誓 &lt;全体&gt;"));
  g_assert_true (export_flow_holds (page, "%20%E4%B8%BB")); /* " 主" */
  g_assert_false (export_flow_holds (page, "<script"));
}

static void
test_second_run (ExportFlow   *self,
                 gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  before = export_flow_tree (self->out);
  run_once (self, 0, EXPORT_FLOW_PHOTOS + PAGES, 0, 0);
  after = export_flow_tree (self->out);
  g_assert_cmpstr (before, ==, after);
}

static void
test_caption (ExportFlow   *self,
              gconstpointer data)
{
  g_autofree char *file = file_of (self, "09-31-12.jpg");

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  export_flow_caption (self, 2, "领誓人宣读誓词");
  run_once (self, 1 + PAGES, EXPORT_FLOW_PHOTOS - 1, 0, 0);
  g_assert_true (export_flow_holds (file, "领誓人宣读誓词"));
  run_once (self, 0, EXPORT_FLOW_PHOTOS + PAGES, 0, 0);
}

/* One at the same second as another, one before all: nobody gets another name. */
static void
test_earlier (ExportFlow   *self,
              gconstpointer data)
{
  g_autofree char *second = file_of (self, "09-30-12-2.jpg");
  g_autofree char *first = file_of (self, "09-05-00.jpg");

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  export_flow_import (self, "OTHER_1.JPG", "2019-06-10T09:30:12", 50);
  export_flow_import (self, "OTHER_2.JPG", "2019-06-10T09:05:00", 51);
  run_once (self, 2 + PAGES, EXPORT_FLOW_PHOTOS, 0, 0);
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));

  /* And when the one without a number goes, the other keeps its own. */
  export_flow_trash (self, 1);
  run_once (self, PAGES, EXPORT_FLOW_PHOTOS + 1, 1, 0);
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_REGULAR));
}

static void
test_undated (ExportFlow   *self,
              gconstpointer data)
{
  g_autofree char *file = file_of (self, "合影 最后一张.jpg");

  export_flow_import (self, "合影 最后一张.JPG", NULL, 60);
  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  export_flow_link (self, EXPORT_FLOW_PHOTOS + 1, self->meeting);
  run_once (self, 1 + PAGES, EXPORT_FLOW_PHOTOS, 0, 0);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

static void
test_unlinked (ExportFlow   *self,
               gconstpointer data)
{
  ZbExportSpec spec = export_flow_folder (self);
  g_autoptr (ZbExportResult) without = NULL;
  g_autoptr (ZbExportResult) with = NULL;
  g_autofree char *file = g_build_filename (self->out, "未归入", "2019-06-10 09-31-12.jpg", NULL);

  export_flow_unlink (self, 2);
  without = export_flow_run (self, &spec);
  g_assert_cmpuint (without->photos, ==, EXPORT_FLOW_PHOTOS - 1);
  spec.which.unlinked = TRUE;
  with = export_flow_run (self, &spec);
  g_assert_cmpuint (with->photos, ==, EXPORT_FLOW_PHOTOS);
  g_assert_cmpuint (with->meetings, ==, 1);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

static void
test_changed (ExportFlow   *self,
              gconstpointer data)
{
  g_autofree char *file = file_of (self, "09-31-12.jpg");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  change (file);
  before = zb_test_tree_hash (self->out);
  run_once (self, 0, EXPORT_FLOW_PHOTOS - 1 + PAGES, 0, 1);
  after = zb_test_tree_hash (self->out);
  g_assert_cmpstr (before, ==, after);

  export_flow_trash (self, 2);
  run_once (self, PAGES, EXPORT_FLOW_PHOTOS - 1, 0, 1);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

/* Its time alone is no change; it is looked at once and known from then on. */
static void
test_touched (ExportFlow   *self,
              gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  flow_touch (self->out, EXPORT_FLOW_FOLDER "/09-31-12.jpg", 1560000000);
  run_once (self, 0, EXPORT_FLOW_PHOTOS + PAGES, 0, 0);
  before = export_flow_tree (self->out);
  run_once (self, 0, EXPORT_FLOW_PHOTOS + PAGES, 0, 0);
  after = export_flow_tree (self->out);
  g_assert_cmpstr (before, ==, after);
}

static void
test_foreign (ExportFlow   *self,
              gconstpointer data)
{
  g_autofree char *file = file_of (self, "09-31-12.jpg");
  g_autofree char *other = file_of (self, "09-31-12-2.jpg");
  g_autofree char *page = g_build_filename (self->out, "index.html", NULL);

  flow_file (self->out, EXPORT_FLOW_FOLDER "/09-31-12.jpg", "mine", -1);
  flow_file (self->out, "index.html", "my page", -1);
  run_once (self, EXPORT_FLOW_PHOTOS + 1, 0, 0, 2);
  g_assert_true (export_flow_holds (file, "mine"));
  g_assert_true (export_flow_holds (page, "my page"));
  g_assert_true (g_file_test (other, G_FILE_TEST_IS_REGULAR));
  run_once (self, 0, EXPORT_FLOW_PHOTOS + 1, 0, 1);
}

static void
test_lost_list (ExportFlow   *self,
                gconstpointer data)
{
  g_autofree char *list = g_build_filename (self->out, ".zhibu-export", NULL);
  g_autofree char *names = NULL;
  g_autofree char *again = NULL;

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  names = export_flow_names (self->out);
  g_assert_cmpint (g_unlink (list), ==, 0);
  run_once (self, 0, EXPORT_FLOW_PHOTOS + PAGES, 0, 0);
  again = export_flow_names (self->out);
  g_assert_cmpstr (names, ==, again);
  run_once (self, 0, EXPORT_FLOW_PHOTOS + PAGES, 0, 0);
}

static void
test_removed (ExportFlow   *self,
              gconstpointer data)
{
  ZbExportSpec spec = export_flow_folder (self);
  gint64       other = flow_add_meeting (self->library, "义务植树", "2019-03-12 09:00", "2019-03-12 11:00");
  g_autoptr (ZbExportResult) result = NULL;
  g_autofree char *year = g_build_filename (self->out, "2019年", NULL);
  g_autofree char *folder = g_build_filename (year, "03-12 主题党日 义务植树", NULL);

  export_flow_link (self, 2, other);
  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  export_flow_trash (self, 2);
  result = export_flow_run (self, &spec);
  export_flow_assert (result, PAGES, EXPORT_FLOW_PHOTOS - 1, 1, 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (year, G_FILE_TEST_IS_DIR));
}

/* One meeting after another into the same folder; as asked for alone only with `replace`. */
static void
test_added (ExportFlow   *self,
            gconstpointer data)
{
  ZbExportSpec     spec = export_flow_folder (self);
  gint64           other = flow_add_meeting (self->library, "义务植树", "2019-03-12 09:00", "2019-03-12 11:00");
  g_autofree char *page = g_build_filename (self->out, "index.html", NULL);

  export_flow_link (self, 2, other);
  spec.which.meeting = other;
  spec.size = 100;
  {
    g_autoptr (ZbExportResult) result = export_flow_run (self, &spec);

    export_flow_assert (result, 1 + PAGES, 0, 0, 0);
  }
  spec.which.meeting = self->meeting;
  spec.size = 0;
  {
    g_autoptr (ZbExportResult) result = export_flow_run (self, &spec);

    g_assert_cmpuint (result->photos, ==, EXPORT_FLOW_PHOTOS - 1);
    export_flow_assert (result, EXPORT_FLOW_PHOTOS - 1 + PAGES, 1, 0, 0);
    g_assert_true (export_flow_holds (page, "义务植树"));
  }
  spec.replace = TRUE;
  {
    g_autoptr (ZbExportResult) result = export_flow_run (self, &spec);

    export_flow_assert (result, PAGES, EXPORT_FLOW_PHOTOS - 1, 1, 0);
    g_assert_false (export_flow_holds (page, "义务植树"));
  }
}

static void
test_place (ExportFlow   *self,
            gconstpointer data)
{
  ZbExportSpec     spec = export_flow_folder (self);
  g_autofree char *file = file_of (self, "09-30-12.jpg");
  g_autoptr (ZbExportResult) kept = NULL;

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  g_assert_false (export_flow_holds (file, "SECRET"));
  g_assert_false (export_flow_holds (file, "2018:06:10")); /* of the satellites */

  spec.keep_device = TRUE;
  kept = export_flow_run (self, &spec);
  g_assert_true (export_flow_holds (file, "SECRETSERIAL"));
  g_assert_cmpuint (kept->written, ==, EXPORT_FLOW_PHOTOS + PAGES - 1); /* the index says nothing of devices */
}

static void
test_link (ExportFlow   *self,
           gconstpointer data)
{
  g_autofree char *outside = g_build_filename (self->folder, "outside", NULL);
  g_autofree char *link = g_build_filename (self->out, "2019年", NULL);
  g_autofree char *names = NULL;

  g_assert_cmpint (g_mkdir (outside, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (self->out, 0700), ==, 0);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  run_once (self, PAGES, 0, 0, 1);
  names = export_flow_names (outside);
  g_assert_cmpstr (names, ==, "");
}

/* Nor one that has taken the place of a file of ours; it is not removed either. */
static void
test_link_for_a_file (ExportFlow   *self,
                      gconstpointer data)
{
  g_autofree char *outside = g_build_filename (self->folder, "outside.jpg", NULL);
  g_autofree char *first = file_of (self, "09-31-12.jpg");
  g_autofree char *second = file_of (self, "09-32-12.jpg");
  g_autofree char *other = file_of (self, "09-31-12-2.jpg");

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  g_assert_true (g_file_set_contents (outside, "mine", -1, NULL));
  g_assert_cmpint (g_unlink (first), ==, 0);
  g_assert_cmpint (symlink (outside, first), ==, 0);
  g_assert_cmpint (g_unlink (second), ==, 0);
  g_assert_cmpint (symlink (outside, second), ==, 0);
  export_flow_trash (self, 3);
  run_once (self, 1 + PAGES, EXPORT_FLOW_PHOTOS - 2, 0, 2);
  g_assert_true (export_flow_holds (outside, "mine"));
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (other, G_FILE_TEST_IS_REGULAR));
}

static void
test_missing (ExportFlow   *self,
              gconstpointer data)
{
  g_autofree char *original = export_flow_original (self, 2);
  g_autofree char *file = file_of (self, "09-31-12.jpg");

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  g_assert_cmpint (g_unlink (original), ==, 0);
  run_once (self, 0, EXPORT_FLOW_PHOTOS + PAGES, 0, 0);
  export_flow_caption (self, 2, "新的说明");
  run_once (self, PAGES, EXPORT_FLOW_PHOTOS - 1, 0, 1);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

/* 255 bytes and more, signs that FAT forbids, names that differ by case alone. */
static void
test_themes (ExportFlow   *self,
             gconstpointer data)
{
  g_autofree char *endless = g_strnfill (600, 'x');
  gint64           meetings[] = {
              flow_add_meeting (self->library, endless, "2019-03-12 09:00", "2019-03-12 10:00"),
              flow_add_meeting (self->library, "学习: <宪法>/\"监察法\"? *.*|\\…", "2019-03-13 09:00", "2019-03-13 10:00"),
              flow_add_meeting (self->library, "Reading", "2019-03-14 09:00", "2019-03-14 10:00"),
              flow_add_meeting (self->library, "READING", "2019-03-14 14:00", "2019-03-14 15:00"),
              flow_add_meeting (self->library, "末尾有点...", "2019-03-15 09:00", "2019-03-15 10:00"),
  };
  g_autofree char *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (meetings); i++)
    export_flow_link (self, i + 2, meetings[i]);
  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  run_once (self, 0, EXPORT_FLOW_PHOTOS + PAGES, 0, 0);
  names = export_flow_names (self->out);
  g_assert_nonnull (strstr (names, "03-13 主题党日 学习： ＜宪法＞／＂监察法＂？ ＊.＊｜＼…/"));
  g_assert_nonnull (strstr (names, "03-14 主题党日 READING-2/"));
  g_assert_nonnull (strstr (names, "03-15 主题党日 末尾有点/"));
}

static void
test_refused (ExportFlow   *self,
              gconstpointer data)
{
  g_autofree char  *inside = g_build_filename (self->home, "photos", "out", NULL);
  g_autofree char  *link = g_build_filename (self->folder, "link", NULL);
  g_autofree char  *through = g_build_filename (link, "out", NULL);
  g_autofree char  *file = g_build_filename (self->card, "IMG_0002.JPG", NULL);
  g_autofree char  *nowhere = g_build_filename (self->folder, "no", "where", NULL);
  const char *const targets[] = { self->home, inside, through, file, nowhere };

  g_assert_cmpint (symlink (self->home, link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      ZbExportSpec spec = export_flow_folder (self);
      g_autoptr (ZbExport) export = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      spec.target = targets[i];
      export = zb_export_new (self->album, &spec);
      g_assert_null (export_flow_try (self, &spec, &error));
      g_assert_nonnull (error);
      words = zb_export_dup_fault (export, error);
      g_assert_null (strstr (words, "磁盘"));
    }
  g_assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
}

static void
test_other_library (ExportFlow   *self,
                    gconstpointer data)
{
  ExportFlow   other = { 0 };
  ZbExportSpec spec;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run_once (self, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 0);
  before = export_flow_tree (self->out);
  export_flow_set_up (&other, NULL);
  spec = export_flow_folder (&other);
  spec.target = self->out;
  g_assert_null (export_flow_try (&other, &spec, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CONFLICT);
  after = export_flow_tree (self->out);
  g_assert_cmpstr (before, ==, after);
  export_flow_tear_down (&other, NULL);
}

static void
test_nothing (ExportFlow   *self,
              gconstpointer data)
{
  ZbExportSpec spec = export_flow_folder (self);
  g_autoptr (GError) error = NULL;

  zb_day_set (&spec.which.from, 2020, 1, 1);
  g_assert_null (export_flow_try (self, &spec, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_NOT_FOUND);
  g_assert_false (g_file_test (self->out, G_FILE_TEST_EXISTS));
}

static void
test_clean_names (void)
{
  static const struct
  {
    const char *text;
    const char *name;
  } table[] = {
    { "重温入党誓词", "重温入党誓词" },
    { "  a\tb\n\nc  ", "a b c" },
    { "...", "_" },
    { "", "_" },
    { "a. . ", "a" },
    { ".hidden", "hidden" },
    { "CON", "_CON" },
    { "nul.txt", "_nul.txt" },
    { "com7", "_com7" },
    { "COM77", "COM77" },
    { "console", "console" },
    { "e\xcc\x81", "é" },
    { "a\xe2\x80\xae"
      "b",
      "ab" }, /* turns the direction of writing */
    { "0123456789abcdef", "0123456789" },
    { "012345678😀9", "012345678" }, /* two units, one left */
    { "一二三四五六七八九十十一", "一二三四五六七八九十" },
    { "012345678 .9", "012345678" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *name = zb_export_clean_name (table[i].text, 10);

      g_assert_cmpstr (name, ==, table[i].name);
    }
}

static void
add_case (const char *name,
          void (*func) (ExportFlow *self, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/album/export/folder/", name, NULL);

  g_test_add (path, ExportFlow, NULL, export_flow_set_up, func, export_flow_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/album/export/names/any-file-system-takes-them", test_clean_names);
  add_case ("every-photo-by-its-meeting-and-time", test_names);
  add_case ("second-run-writes-no-file", test_second_run);
  add_case ("a-caption-rewrites-one-photo-and-the-pages", test_caption);
  add_case ("one-earlier-photo-renames-nothing", test_earlier);
  add_case ("without-a-time-the-name-is-the-card-s", test_undated);
  add_case ("photos-of-no-meeting-only-when-asked", test_unlinked);
  add_case ("what-was-changed-is-not-overwritten", test_changed);
  add_case ("another-time-of-a-file-is-no-change", test_touched);
  add_case ("what-is-foreign-is-left-alone", test_foreign);
  add_case ("files-are-known-again-without-the-list", test_lost_list);
  add_case ("what-is-no-longer-wanted-goes", test_removed);
  add_case ("one-meeting-after-another-into-one-folder", test_added);
  add_case ("place-and-serial-number-stay-at-home", test_place);
  add_case ("a-link-in-the-target-is-not-followed", test_link);
  add_case ("a-link-in-place-of-a-file-is-left-alone", test_link_for_a_file);
  add_case ("a-missing-original-is-named-and-its-copy-stays", test_missing);
  add_case ("themes-of-any-length-and-signs", test_themes);
  add_case ("library-file-and-nowhere-are-refused", test_refused);
  add_case ("another-library-s-album-is-left-alone", test_other_library);
  add_case ("nothing-to-export-writes-nothing", test_nothing);
  return g_test_run ();
}
