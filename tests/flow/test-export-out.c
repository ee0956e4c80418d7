/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/export-flow.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Copies for a chat, and the archive pack. */

static GArray *
list_photos (ExportFlow *self,
             guint       n)
{
  GArray *photos = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 1; i <= n; i++)
    {
      gint64 id = export_flow_id (self, i);

      g_array_append_val (photos, id);
    }

  return photos;
}

static void
test_copies (ExportFlow   *self,
             gconstpointer data)
{
  g_autoptr (GArray) photos = list_photos (self, 2);
  ZbExportSpec spec = { .kind = ZB_EXPORT_COPIES, .target = self->out, .which.photos = photos, .date_line = TRUE };
  g_autoptr (ZbExportResult) result = NULL;
  g_autoptr (ZbExportResult) again = NULL;
  g_autofree char *names = NULL;
  g_autofree char *first = g_build_filename (self->out, "2019-06-10 重温入党誓词 09-30-12.jpg", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  export_flow_caption (self, 1, "宣誓");
  result = export_flow_run (self, &spec);
  export_flow_assert (result, 2, 0, 0, 0);
  g_assert_cmpuint (result->meetings, ==, 1);
  names = export_flow_names (self->out);
  g_assert_cmpstr (names, ==, "2019-06-10 重温入党誓词 09-30-12.jpg | 2019-06-10 重温入党誓词 09-31-12.jpg");
  g_assert_true (export_flow_holds (first, "宣誓"));
  g_assert_true (export_flow_holds (first, "2019:06:10 09:30:12"));
  g_assert_false (export_flow_holds (first, "SECRET"));

  before = export_flow_tree (self->out);
  again = export_flow_run (self, &spec);
  export_flow_assert (again, 0, 2, 0, 0);
  after = export_flow_tree (self->out);
  g_assert_cmpstr (before, ==, after);
}

static void
test_copies_beside_others (ExportFlow   *self,
                           gconstpointer data)
{
  g_autoptr (GArray) photos = list_photos (self, 1);
  ZbExportSpec spec = { .kind = ZB_EXPORT_COPIES, .target = self->out, .which.photos = photos };
  g_autoptr (ZbExportResult) result = NULL;
  g_autofree char *mine = g_build_filename (self->out, "2019-06-10 重温入党誓词 09-30-12.jpg", NULL);
  g_autofree char *names = NULL;

  flow_file (self->out, "2019-06-10 重温入党誓词 09-30-12.jpg", "mine", -1);
  result = export_flow_run (self, &spec);
  export_flow_assert (result, 1, 0, 0, 0);
  g_assert_true (export_flow_holds (mine, "mine"));
  names = export_flow_names (self->out);
  g_assert_cmpstr (names, ==, "2019-06-10 重温入党誓词 09-30-12-2.jpg | 2019-06-10 重温入党誓词 09-30-12.jpg");
}

static void
test_copies_of_a_size (ExportFlow   *self,
                       gconstpointer data)
{
  g_autoptr (GArray) photos = list_photos (self, 1);
  ZbExportSpec spec = { .kind = ZB_EXPORT_COPIES, .target = self->out, .which.photos = photos, .size = 100, .bytes = 6000 };
  g_autoptr (ZbExportResult) result = export_flow_run (self, &spec);

  export_flow_assert (result, 1, 0, 0, 0);
  g_assert_cmpuint (result->bytes, <=, 6000);
}

/* A date that nobody believes is not written into the picture; it is said. */
static void
test_doubtful_line (ExportFlow   *self,
                    gconstpointer data)
{
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  ZbExportSpec spec = { .kind = ZB_EXPORT_COPIES, .target = self->out, .which.photos = photos, .date_line = TRUE };
  gint64       id = EXPORT_FLOW_PHOTOS + 1;
  g_autoptr (ZbExportResult) result = NULL;

  export_flow_import (self, "RESET.JPG", "2000-01-01T00:03:15", 70);
  g_array_append_val (photos, id);
  result = export_flow_run (self, &spec);
  export_flow_assert (result, 1, 0, 0, 1);
}

static void
run_tool (const char *folder,
          const char *first,
          ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list     rest;
  int         status = -1;

  g_ptr_array_add (words, (gpointer) first);
  va_start (rest, first);
  while ((word = va_arg (rest, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
  va_end (rest);
  g_ptr_array_add (words, NULL);
  g_spawn_sync (folder, (char **) words->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s%s", out, err);
  g_assert_cmpint (status, ==, 0);
}

static ZbExportSpec
pack_spec (char *file)
{
  return (ZbExportSpec){ .kind = ZB_EXPORT_PACK, .target = file };
}

/* What is in it: unpacked by tar, checked by sha256sum. */
static char *
unpack (ExportFlow *self,
        const char *file)
{
  char *into = g_build_filename (self->folder, "unpacked", NULL);

  g_assert_cmpint (g_mkdir (into, 0700), ==, 0);
  run_tool (into, "tar", "-xf", file, NULL);
  run_tool (into, "sha256sum", "--strict", "-c", "校验.sha256", NULL);
  return into;
}

static void
test_pack (ExportFlow   *self,
           gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "pack.tar", NULL);
  ZbExportSpec     spec = pack_spec (file);
  g_autoptr (ZbExportResult) result = NULL;
  g_autofree char *into = NULL;
  g_autofree char *names = NULL;
  g_autofree char *first = NULL;
  g_autofree char *note = NULL;
  g_autofree char *captions = NULL;

  flow_file (self->card, "IMG_0009.xmp", "<x/>", -1);
  export_flow_import (self, "IMG_0009.JPG", "2019-06-10T09:39:12", 9);
  result = export_flow_run (self, &spec);
  export_flow_assert (result, 1, 0, 0, 0);
  into = unpack (self, file);
  names = export_flow_names (into);
  g_test_message ("%s", names);
  g_assert_nonnull (strstr (names, "照片/2019/0610_主题党日_重温入党誓词/IMG_0009.xmp | "));
  first = g_build_filename (into, "照片/2019/0610_主题党日_重温入党誓词/IMG_0001.JPG", NULL);
  g_assert_true (export_flow_holds (first, "SECRETSERIAL"));
  note = g_build_filename (into, "说明.txt", NULL);
  g_assert_true (export_flow_holds (note, "照片：7 张，原始文件 8 个，分属 1 次活动"));
  captions = g_build_filename (into, "照片目录.csv", NULL);
  g_assert_true (export_flow_holds (captions, "\"与导入时一致\""));
}

static void
test_pack_over_a_file (ExportFlow   *self,
                       gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "pack.tar", NULL);
  ZbExportSpec     spec = pack_spec (file);
  g_autoptr (ZbExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  flow_file (self->folder, "pack.tar", "mine", -1);
  g_assert_null (export_flow_try (self, &spec, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_EXISTS);
  g_assert_true (export_flow_holds (file, "mine"));
  spec.replace = TRUE;
  result = export_flow_run (self, &spec);
  g_assert_false (export_flow_holds (file, "mine"));
}

/* What is wrong with originals is said, in the answer and in the pack. */
static void
test_pack_of_damaged (ExportFlow   *self,
                      gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "pack.tar", NULL);
  g_autofree char *missing = export_flow_original (self, 2);
  g_autofree char *damaged = export_flow_original (self, 3);
  ZbExportSpec     spec = pack_spec (file);
  g_autoptr (ZbExportResult) result = NULL;
  g_autofree char *into = NULL;
  g_autofree char *note = NULL;

  g_assert_cmpint (g_unlink (missing), ==, 0);
  g_assert_true (g_file_set_contents (damaged, "no picture", -1, NULL));
  result = export_flow_run (self, &spec);
  export_flow_assert (result, 1, 0, 0, 2);
  into = unpack (self, file);
  note = g_build_filename (into, "说明.txt", NULL);
  g_assert_true (export_flow_holds (note, "IMG_0002.JPG：原片不在资料库里了"));
  g_assert_true (export_flow_holds (note, "IMG_0003.JPG：原片与导入时不一致"));
}

static void
estimated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (zb_export_estimate_finish (ZB_EXPORT (source), result, data, &error));
  g_assert_no_error (error);
}

static gboolean
is_estimated (gpointer data)
{
  return ((ZbExportEstimate *) data)->photos != G_MAXUINT;
}

static void
test_estimate (ExportFlow   *self,
               gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "not", "there", "pack.tar", NULL);
  ZbExportSpec     spec = pack_spec (file);
  g_autoptr (ZbExport) export = zb_export_new (self->album, &spec);
  ZbExportEstimate estimate = { .photos = G_MAXUINT };

  zb_export_estimate_async (export, NULL, estimated_cb, &estimate);
  zb_test_until (is_estimated, &estimate, 60);
  g_assert_cmpuint (estimate.photos, ==, EXPORT_FLOW_PHOTOS);
  g_assert_cmpuint (estimate.meetings, ==, 1);
  g_assert_cmpuint (estimate.with_place, ==, 1);
  g_assert_cmpuint (estimate.bytes, >, 6000);
  g_assert_cmpuint (estimate.room, >, 0);
}

static void
test_offered_names (ExportFlow   *self,
                    gconstpointer data)
{
  ZbExportSpec     year = { .kind = ZB_EXPORT_PDF };
  ZbExportSpec     quarter = { .kind = ZB_EXPORT_FOLDER, .which.picked = TRUE };
  ZbExportSpec     all = { .kind = ZB_EXPORT_PACK };
  g_autofree char *of_year = NULL;
  g_autofree char *of_quarter = NULL;
  g_autofree char *of_all = NULL;

  zb_day_set (&year.which.from, 2019, 1, 1);
  zb_day_set (&year.which.to, 2019, 12, 31);
  zb_day_set (&quarter.which.from, 2019, 4, 1);
  zb_day_set (&quarter.which.to, 2019, 6, 30);
  of_year = zb_export_dup_name (&year, NULL);
  of_quarter = zb_export_dup_name (&quarter, NULL);
  of_all = zb_export_dup_name (&all, NULL);
  g_assert_cmpstr (of_year, ==, "支部相册 2019.pdf");
  g_assert_cmpstr (of_quarter, ==, "支部相册 精选 2019-04-01 至 2019-06-30");
  g_assert_cmpstr (of_all, ==, "照片归档包.tar");
}

/* Its frame says that it is so wide. */
static void
widen (const char *path,
       guint       width)
{
  static const guint8 frame[] = { 0xff, 0xc0, 0x00, 0x11, 0x08 };
  g_autofree char    *bytes = NULL;
  gsize               size;
  guint8             *found = NULL, *next;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  next = (guint8 *) bytes;
  while ((next = memmem (next, size - (gsize) (next - (guint8 *) bytes), frame, sizeof frame)) != NULL)
    found = next++; /* the last: a thumbnail has one, too */
  g_assert_nonnull (found);
  found[7] = (guint8) (width >> 8);
  found[8] = (guint8) width;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static guint
count_of (const char *bytes,
          gsize       size,
          const char *word)
{
  const char *at = bytes;
  guint       n = 0;

  while ((at = memmem (at, size - (gsize) (at - bytes), word, strlen (word))) != NULL)
    {
      at += strlen (word);
      n++;
    }

  return n;
}

/* cairo has no surface of more than 32767 pixels a side. */
static void
test_pdf_with_a_wide_one (ExportFlow   *self,
                          gconstpointer data)
{
  g_autofree char *wide = g_build_filename (self->card, "PANO.JPG", NULL);
  g_autofree char *path = g_strconcat (self->out, ".pdf", NULL);
  ZbExportSpec     spec = { .kind = ZB_EXPORT_PDF, .target = path };
  g_autoptr (ZbImportSummary) summary = NULL;
  g_autoptr (ZbExportResult) result = NULL;
  g_autofree char *bytes = NULL;
  gsize            size;

  flow_picture (self->card, "PANO.JPG", "2019-06-10T09:50:00", 50);
  widen (wide, 33000);
  summary = flow_import (self->library, self->card);
  g_assert_cmpuint (summary->photos, ==, 1);
  export_flow_link (self, EXPORT_FLOW_PHOTOS + 1, self->meeting);

  result = export_flow_run (self, &spec);
  g_assert_cmpuint (result->photos, ==, EXPORT_FLOW_PHOTOS + 1);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  g_assert_cmpuint (count_of (bytes, size, "/DCTDecode"), >=, EXPORT_FLOW_PHOTOS + 1); /* and the cover */
}

static void
add_case (const char *name,
          void (*func) (ExportFlow *self, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/album/export/", name, NULL);

  g_test_add (path, ExportFlow, NULL, export_flow_set_up, func, export_flow_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_case ("copies/carry-caption-and-date-and-nothing-else", test_copies);
  add_case ("copies/overwrite-nothing", test_copies_beside_others);
  add_case ("copies/are-as-small-as-asked", test_copies_of_a_size);
  add_case ("copies/a-doubtful-date-is-not-drawn", test_doubtful_line);
  add_case ("pack/originals-captions-and-a-list-that-sha256sum-takes", test_pack);
  add_case ("pack/never-over-a-file-unless-asked", test_pack_over_a_file);
  add_case ("pack/missing-and-damaged-originals-are-named", test_pack_of_damaged);
  add_case ("pack/estimate-counts-those-with-a-place", test_estimate);
  add_case ("pdf/one-that-is-too-wide-stops-nothing", test_pdf_with_a_wide_one);
  add_case ("names-to-offer", test_offered_names);
  return g_test_run ();
}
