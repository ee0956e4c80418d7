/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-support.h"

#include "photo/sample-picture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define SCANNED "path format taken precision source confidence offset camera width height orientation problem"
#define IMPORTED "seen imported duplicate unsupported damaged unreadable undated linked bytes seconds batch files"

/* A library with one meeting on 2019-06-10, and a card. */
typedef struct
{
  ZbTestFolder *folder;
  char         *library;
  char         *card;
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
  ZbSamplePicture picture = { .scene = seed, .seed = seed, .width = 300, .height = 200, .make = "Canon", .model = "Canon EOS 700D", .serial = "0123" };

  if (taken != NULL)
    g_assert_true (zb_wall_parse (&picture.taken, taken));
  zb_sample_picture_write (path, &picture, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autoptr (JsonNode) meeting = NULL;

  f->folder = zb_test_folder_new ();
  f->library = zb_make_library (f->folder);
  f->card = g_build_filename (f->folder, "card", NULL);
  g_assert_cmpint (g_mkdir (f->card, 0700), ==, 0);
  draw (f->card, "IMG_0001.JPG", "2019-06-10T09:30:12", 1);
  draw (f->card, "IMG_0002.JPG", "2019-06-10T09:31:00", 2);
  draw (f->card, "IMG_0003.JPG", "2019-08-01T15:00:00", 3);
  meeting = zb_call_json (0, f->library, "meeting", "add", "--theme", "重温入党誓词", "--kind", "theme-day", "--start", "2019-06-10 09:00", "--end", "2019-06-10 11:30", NULL);
  f->meeting = g_strdup_printf ("%" G_GINT64_FORMAT, zb_json_int (meeting, "id"));
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  zb_test_folder_free (f->folder);
  g_free (f->library);
  g_free (f->card);
  g_free (f->meeting);
}

static char *
dup_id (JsonNode *photo)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, zb_json_int (photo, "photo"));
}

/* "photo" number index of `photo list`. */
static char *
find_photo (const Fixture *f,
            guint          index)
{
  g_autoptr (JsonNode) list = zb_call_lines (0, f->library, "photo", "list", NULL);

  return dup_id (zb_json_at (list, index));
}

static void
import (const Fixture *f)
{
  g_autoptr (JsonNode) import = zb_call_json (0, f->library, "photo", "import", f->card, NULL);

  g_assert_cmpint (zb_json_int (import, "imported"), ==, 3);
}

static void
test_scan (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (JsonNode) lines = zb_call_lines (0, NULL, "photo", "scan", f->card, NULL);
  g_autofree char *missing = g_build_filename (f->card, "missing", NULL);
  g_auto (ZbCall) unreadable = { 0 };
  JsonNode *first;

  g_assert_cmpuint (zb_json_length (lines), ==, 3);
  first = zb_json_at (lines, 0);
  zb_assert_keys (first, SCANNED " bound");
  g_assert_cmpstr (zb_json_text (first, "format"), ==, "jpeg");
  g_assert_cmpstr (zb_json_text (first, "taken"), ==, "2019-06-10T09:30:12");
  g_assert_cmpstr (zb_json_text (first, "precision"), ==, "second");
  g_assert_cmpstr (zb_json_text (first, "source"), ==, "exif-original");
  g_assert_cmpstr (zb_json_text (first, "confidence"), ==, "high");
  g_assert_null (zb_json_text (first, "problem"));
  g_assert_cmpint (zb_json_int (first, "width"), ==, 300);
  zb_call (&unreadable, NULL, "photo", "scan", missing, NULL);
  g_assert_cmpint (unreadable.status, ==, 1);
}

static void
test_chat_name (Fixture      *f,
                gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "mmexport1560159012000.jpg", NULL);
  ZbSamplePicture  picture = { .scene = 9, .bare = TRUE, .width = 300, .height = 200 };
  g_autoptr (JsonNode) lines = NULL;
  JsonNode *photo;

  g_assert_true (zb_sample_picture_write (path, &picture, NULL));
  lines = zb_call_lines (0, NULL, "photo", "scan", path, NULL);
  photo = zb_json_at (lines, 0);
  g_assert_cmpstr (zb_json_text (photo, "source"), ==, "chat-name");
  g_assert_cmpstr (zb_json_text (photo, "confidence"), ==, "low");
  g_assert_cmpstr (zb_json_text (photo, "bound"), ==, "not-after");
}

static void
test_import (Fixture      *f,
             gconstpointer data)
{
  g_autofree char *before = zb_test_tree_hash (f->card);
  g_autofree char *after = NULL;
  g_autoptr (JsonNode) dry = zb_call_json (0, f->library, "photo", "import", "--dry-run", f->card, NULL);
  g_autoptr (JsonNode) none = zb_call_lines (0, f->library, "photo", "list", NULL);
  g_autoptr (JsonNode) first = zb_call_json (0, f->library, "photo", "import", f->card, NULL);
  g_autoptr (JsonNode) again = zb_call_json (0, f->library, "photo", "import", f->card, NULL);
  g_autoptr (JsonNode) verify = zb_call_json (0, f->library, "verify", "--deep", NULL);
  JsonNode *files, *file;

  zb_assert_keys (dry, IMPORTED);
  g_assert_cmpuint (zb_json_length (none), ==, 0);
  zb_assert_keys (first, IMPORTED);
  g_assert_cmpint (zb_json_int (first, "seen"), ==, 3);
  g_assert_cmpint (zb_json_int (first, "imported"), ==, 3);
  g_assert_cmpint (zb_json_int (first, "linked"), ==, 2);
  g_assert_cmpint (zb_json_int (first, "undated"), ==, 0);
  files = json_object_get_member (json_node_get_object (first), "files");
  g_assert_cmpuint (zb_json_length (files), ==, 3);
  file = zb_json_at (files, 0);
  zb_assert_keys (file, "path outcome photo meeting reason");
  g_assert_cmpstr (zb_json_text (file, "outcome"), ==, "imported");
  g_assert_cmpint (zb_json_int (again, "duplicate"), ==, 3);
  g_assert_cmpint (zb_json_int (again, "imported"), ==, 0);
  g_assert_cmpint (zb_json_int (verify, "photos"), ==, 3);
  after = zb_test_tree_hash (f->card);
  g_assert_cmpstr (before, ==, after);
}

static void
test_exit_statuses (Fixture      *f,
                    gconstpointer data)
{
  g_autofree char *text = g_build_filename (f->card, "notes.txt", NULL);
  g_autofree char *cut = g_build_filename (f->card, "IMG_0001.JPG", NULL);
  g_autofree char *missing = g_build_filename (f->card, "missing", NULL);
  g_autoptr (JsonNode) unsupported = NULL;
  g_autoptr (JsonNode) damaged = NULL;
  g_autoptr (JsonNode) unreadable = NULL;
  GStatBuf info;

  g_file_set_contents (text, "not a picture", -1, NULL);
  g_assert_cmpint (g_stat (cut, &info), ==, 0);
  unsupported = zb_call_json (0, f->library, "photo", "import", text, NULL);
  g_assert_cmpint (zb_json_int (unsupported, "unsupported"), ==, 1);
  g_assert_cmpint (truncate (cut, info.st_size / 2), ==, 0);
  damaged = zb_call_json (1, f->library, "photo", "import", f->card, NULL);
  g_assert_cmpint (zb_json_int (damaged, "damaged"), ==, 1);
  g_assert_cmpint (zb_json_int (damaged, "imported"), ==, 2);
  unreadable = zb_call_json (1, f->library, "photo", "import", missing, NULL);
  g_assert_cmpint (zb_json_int (unreadable, "unreadable"), ==, 1);
}

static void
test_list (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (JsonNode) all = NULL;
  g_autoptr (JsonNode) unlinked = NULL;
  g_autoptr (JsonNode) undated = NULL;
  g_autoptr (JsonNode) linked = NULL;
  JsonNode        *first;
  g_autofree char *path = NULL;

  import (f);
  all = zb_call_lines (0, f->library, "photo", "list", NULL);
  unlinked = zb_call_lines (0, f->library, "photo", "list", "--unlinked", NULL);
  undated = zb_call_lines (0, f->library, "photo", "list", "--undated", NULL);
  linked = zb_call_lines (0, f->library, "photo", "list", "--meeting", f->meeting, NULL);
  g_assert_cmpuint (zb_json_length (all), ==, 3);
  g_assert_cmpuint (zb_json_length (unlinked), ==, 1);
  g_assert_cmpuint (zb_json_length (undated), ==, 0);
  g_assert_cmpuint (zb_json_length (linked), ==, 2);

  first = zb_json_at (all, 0);
  zb_assert_keys (first, SCANNED " photo file meeting caption original");
  g_assert_cmpstr (zb_json_text (first, "original"), ==, "IMG_0001.JPG");
  g_assert_true (g_str_has_prefix (zb_json_text (first, "file"), "photos/2019/06/"));
  path = g_build_filename (f->library, zb_json_text (first, "file"), NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (zb_json_text (first, "path"), ==, path);
}

static void
test_link (Fixture      *f,
           gconstpointer data)
{
  g_autofree char *photo = NULL;
  g_autoptr (JsonNode) linked = NULL;
  g_autoptr (JsonNode) three = NULL;
  g_autoptr (JsonNode) unlinked = NULL;
  g_autoptr (JsonNode) two = NULL;
  g_auto (ZbCall) nowhere = { 0 };
  g_auto (ZbCall) nothing = { 0 };

  import (f);
  photo = find_photo (f, 2);
  linked = zb_call_json (0, f->library, "photo", "link", photo, f->meeting, NULL);
  g_assert_cmpint (zb_json_int (linked, "changed"), ==, 1);
  three = zb_call_lines (0, f->library, "photo", "list", "--meeting", f->meeting, NULL);
  g_assert_cmpuint (zb_json_length (three), ==, 3);
  unlinked = zb_call_json (0, f->library, "photo", "unlink", photo, NULL);
  g_assert_cmpint (zb_json_int (unlinked, "changed"), ==, 1);
  two = zb_call_lines (0, f->library, "photo", "list", "--meeting", f->meeting, NULL);
  g_assert_cmpuint (zb_json_length (two), ==, 2);
  zb_call (&nowhere, f->library, "photo", "link", photo, "999", NULL);
  g_assert_cmpint (nowhere.status, ==, 3);
  zb_call (&nothing, f->library, "photo", "link", "999", f->meeting, NULL);
  g_assert_cmpint (nothing.status, ==, 3);
}

static void
test_caption (Fixture      *f,
              gconstpointer data)
{
  g_autofree char *photo = NULL;
  g_autoptr (JsonNode) written = NULL;
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) undone = NULL;
  g_autoptr (JsonNode) before = NULL;

  import (f);
  photo = find_photo (f, 0);
  written = zb_call_json (0, f->library, "photo", "caption", photo, "面向党旗，重温入党誓词", NULL);
  g_assert_cmpint (zb_json_int (written, "changed"), ==, 1);
  list = zb_call_lines (0, f->library, "photo", "list", NULL);
  g_assert_cmpstr (zb_json_text (zb_json_at (list, 0), "caption"), ==, "面向党旗，重温入党誓词");
  undone = zb_call_json (0, f->library, "undo", NULL);
  before = zb_call_lines (0, f->library, "photo", "list", NULL);
  g_assert_null (zb_json_text (zb_json_at (before, 0), "caption"));
}

static void
test_shift (Fixture      *f,
            gconstpointer data)
{
  g_autoptr (JsonNode) shifted = NULL;
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) back = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_auto (ZbCall) unknown = { 0 };

  import (f);
  shifted = zb_call_json (0, f->library, "photo", "shift", "--camera", "700D", "+1d", "--reason", "时钟慢了一天", NULL);
  zb_assert_keys (shifted, "changed linked");
  g_assert_cmpint (zb_json_int (shifted, "changed"), ==, 3);
  list = zb_call_lines (0, f->library, "photo", "list", NULL);
  g_assert_cmpstr (zb_json_text (zb_json_at (list, 0), "taken"), ==, "2019-06-11T09:30:12");
  back = zb_call_json (0, f->library, "photo", "shift", "--camera", "700D", "--reason", "弄错了", "-1d", NULL);
  g_assert_cmpint (zb_json_int (back, "changed"), ==, 3);
  again = zb_call_lines (0, f->library, "photo", "list", NULL);
  g_assert_cmpstr (zb_json_text (zb_json_at (again, 0), "taken"), ==, "2019-06-10T09:30:12");
  zb_call (&unknown, f->library, "photo", "shift", "--camera", "Nikon", "+8h", "--reason", "x", NULL);
  g_assert_cmpint (unknown.status, ==, 3);
}

static void
test_trash (Fixture      *f,
            gconstpointer data)
{
  g_autofree char *photo = NULL;
  g_autoptr (JsonNode) trashed = NULL;
  g_autoptr (JsonNode) trash = NULL;
  g_autoptr (JsonNode) left = NULL;
  g_autoptr (JsonNode) restored = NULL;
  g_autoptr (JsonNode) all = NULL;

  import (f);
  photo = find_photo (f, 0);
  trashed = zb_call_json (0, f->library, "photo", "trash", photo, NULL);
  g_assert_cmpint (zb_json_int (trashed, "changed"), ==, 1);
  trash = zb_call_lines (0, f->library, "photo", "list", "--trash", NULL);
  g_assert_cmpuint (zb_json_length (trash), ==, 1);
  left = zb_call_lines (0, f->library, "photo", "list", NULL);
  g_assert_cmpuint (zb_json_length (left), ==, 2);
  restored = zb_call_json (0, f->library, "photo", "restore", photo, NULL);
  all = zb_call_lines (0, f->library, "photo", "list", NULL);
  g_assert_cmpuint (zb_json_length (all), ==, 3);
}

static void
test_undo_import (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr (JsonNode) undone = NULL;
  g_autoptr (JsonNode) none = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (JsonNode) verify = NULL;

  import (f);
  undone = zb_call_json (0, f->library, "undo", NULL);
  g_assert_cmpint (zb_json_int (undone, "batch"), >, 0);
  none = zb_call_lines (0, f->library, "photo", "list", NULL);
  g_assert_cmpuint (zb_json_length (none), ==, 0);
  again = zb_call_json (0, f->library, "photo", "import", f->card, NULL);
  g_assert_cmpint (zb_json_int (again, "imported"), ==, 3);
  verify = zb_call_json (0, f->library, "verify", "--deep", NULL);
  g_assert_cmpint (zb_json_int (verify, "photos"), ==, 3);
}

static void
test_backup (Fixture      *f,
             gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->folder, "b.tar", NULL);
  g_autofree char *there = g_build_filename (f->folder, "there", NULL);
  g_autofree char *photos = g_build_filename (f->library, "photos", NULL);
  g_autofree char *restored = g_build_filename (there, "photos", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (JsonNode) made = NULL;
  g_autoptr (JsonNode) back = NULL;
  g_autoptr (JsonNode) verify = NULL;

  import (f);
  made = zb_call_json (0, f->library, "backup", file, NULL);
  back = zb_call_json (0, there, "restore", file, NULL);
  verify = zb_call_json (0, there, "verify", "--deep", NULL);
  g_assert_cmpint (zb_json_int (made, "photos"), ==, 3);
  g_assert_cmpint (zb_json_int (back, "photos"), ==, 3);
  g_assert_cmpint (zb_json_int (verify, "photos"), ==, 3);
  before = zb_test_tree_hash (photos);
  after = zb_test_tree_hash (restored);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
has_begun (gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) != NULL;
}

/* Ctrl+C in the middle: what is in stays, what was not reached says so, and the library is whole. */
static void
test_interrupt (Fixture      *f,
                gconstpointer data)
{
  g_autofree char *program = g_build_filename (g_getenv ("ZHIBU_BUILD"), "src", "cli", "zhibuctl", NULL);
  g_autofree char *photos = g_build_filename (f->library, "photos", NULL);
  g_autofree char *out = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) import = NULL;
  g_autoptr (JsonNode) verify = NULL;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = g_strdup_printf ("DSC%05u.JPG", i);

      draw (f->card, name, "2019-06-10T10:00:00", 100 + i);
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                              program, "--json", "--library", f->library, "photo", "import", f->card, NULL);
  g_assert_no_error (error);
  zb_test_until (has_begun, photos, 60);
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (g_subprocess_get_exit_status (process) == 0)
    {
      g_test_skip ("the import was over before it could be interrupted");
      return;
    }

  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  import = json_from_string (out, &error);
  g_assert_no_error (error);
  g_assert_true (json_object_get_boolean_member (json_node_get_object (import), "cancelled"));
  g_assert_cmpint (zb_json_int (import, "skipped"), >, 0);
  g_assert_cmpint (zb_json_int (import, "imported") + zb_json_int (import, "skipped"), ==, zb_json_int (import, "seen"));
  verify = zb_call_json (0, f->library, "verify", "--deep", NULL);
  g_assert_cmpint (zb_json_int (verify, "photos"), ==, zb_json_int (import, "imported"));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_corpus (Fixture      *f,
             gconstpointer data)
{
  const char      *part = data;
  g_autofree char *corpus = zb_test_corpus (part);
  g_autoptr (JsonNode) import = NULL;
  g_autoptr (JsonNode) verify = NULL;
  g_auto (ZbCall) call = { 0 };
  JsonNode *files;
  guint     n = 0;

  if (corpus == NULL)
    return;

  zb_call (&call, f->library, "--json", "photo", "import", corpus, NULL);
  import = json_from_string (call.out, NULL);
  g_assert_nonnull (import);
  g_assert_cmpint (call.status, ==, zb_json_int (import, "damaged") + zb_json_int (import, "unreadable") > 0);
  files = json_object_get_member (json_node_get_object (import), "files");
  g_assert_cmpuint (zb_json_length (files), ==, count_files (corpus));
  for (guint i = 0; i < zb_json_length (files); i++)
    n += zb_json_text (zb_json_at (files, i), "outcome") != NULL;
  g_assert_cmpuint (n, ==, count_files (corpus));
  g_assert_cmpint (zb_json_int (import, "seen"), ==, n);
  g_assert_cmpint (zb_json_int (import, "skipped"), ==, 0);
  verify = zb_call_json (0, f->library, "verify", "--deep", NULL);
  g_assert_true (json_object_get_boolean_member (json_node_get_object (verify), "ok"));
}

/* Every word of what a person says of photos. */
static void
test_sorting (Fixture      *f,
              gconstpointer data)
{
  g_autoptr (JsonNode) imported = zb_call_json (0, f->library, "photo", "import", f->card, NULL);
  g_autoptr (JsonNode) picked = zb_call_json (0, f->library, "photo", "pick", "1", "2", NULL);
  g_autoptr (JsonNode) unpicked = zb_call_json (0, f->library, "photo", "unpick", "2", NULL);
  g_autoptr (JsonNode) cover = zb_call_json (0, f->library, "photo", "cover", "1", NULL);
  g_autoptr (JsonNode) turned = zb_call_json (0, f->library, "photo", "turn", "1", "--degrees", "-90", NULL);
  g_autoptr (JsonNode) dated = zb_call_json (0, f->library, "photo", "date", "3", "--day", "2019-06-10 10:00", "--reason", "记得", NULL);
  g_autoptr (JsonNode) only = zb_call_json (0, f->library, "photo", "list", "--picked", NULL);
  g_autoptr (JsonNode) found = zb_call_json (0, f->library, "photo", "search", "IMG_0003", NULL);
  g_autoptr (JsonNode) preview = zb_call_json (0, f->library, "photo", "shift", "--camera", "700D", "+8h", "--dry-run", NULL);
  g_autoptr (JsonNode) similar = zb_call_json (0, f->library, "photo", "similar", f->meeting, NULL);
  g_autoptr (JsonNode) settled = zb_call_json (0, f->library, "photo", "settle", "3", f->meeting, NULL);

  zb_assert_keys (imported, IMPORTED);
  g_assert_cmpint (zb_json_int (picked, "changed"), ==, 2);
  g_assert_cmpint (zb_json_int (unpicked, "changed"), ==, 1);
  g_assert_cmpint (zb_json_int (cover, "changed"), ==, 1);
  g_assert_cmpint (zb_json_int (turned, "changed"), ==, 1);
  g_assert_cmpint (zb_json_int (dated, "changed"), ==, 1);
  g_assert_cmpint (zb_json_int (only, "photo"), ==, 1);
  g_assert_cmpint (zb_json_int (only, "turn"), ==, 270);
  g_assert_false (json_object_get_boolean_member (json_node_get_object (only), "missing"));
  g_assert_cmpstr (zb_json_text (found, "source"), ==, "manual");
  zb_assert_keys (preview, "camera photos shares");
  g_assert_cmpuint (zb_json_length (similar), ==, 0);
  g_assert_cmpint (zb_json_int (settled, "changed"), ==, 1);
}

/* Said in Chinese, whole. */
static void
test_cover_wants_a_meeting (Fixture      *f,
                            gconstpointer data)
{
  g_autoptr (JsonNode) imported = zb_call_json (0, f->library, "photo", "import", f->card, NULL);
  g_autoptr (JsonNode) unlinked = zb_call_json (0, f->library, "photo", "unlink", "1", NULL);
  g_auto (ZbCall) call = { 0 };

  zb_assert_keys (imported, IMPORTED);
  g_assert_cmpint (zb_json_int (unlinked, "changed"), ==, 1);
  zb_call (&call, f->library, "photo", "cover", "1", NULL);
  g_assert_cmpint (call.status, ==, 3);
  g_assert_nonnull (strstr (call.err, "还没有归入活动"));
  g_assert_null (strstr (call.err, "meeting"));
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/zhibuctl/photo/what-a-person-says-of-photos", test_sorting);
  ADD ("/zhibuctl/photo/cover-wants-a-meeting", test_cover_wants_a_meeting);
  ADD ("/zhibuctl/photo/scan-dates-without-a-library", test_scan);
  ADD ("/zhibuctl/photo/a-chat-name-is-an-upper-bound", test_chat_name);
  ADD ("/zhibuctl/photo/import-links-and-a-repeat-is-harmless", test_import);
  ADD ("/zhibuctl/photo/damaged-and-unreadable-are-1", test_exit_statuses);
  ADD ("/zhibuctl/photo/list-has-every-key", test_list);
  ADD ("/zhibuctl/photo/link-and-unlink", test_link);
  ADD ("/zhibuctl/photo/caption-can-be-undone", test_caption);
  ADD ("/zhibuctl/photo/shift-forth-and-back", test_shift);
  ADD ("/zhibuctl/photo/trash-and-back", test_trash);
  ADD ("/zhibuctl/photo/an-import-can-be-undone-and-done-again", test_undo_import);
  ADD ("/zhibuctl/photo/backup-keeps-every-byte", test_backup);
  ADD ("/zhibuctl/photo/an-interrupted-import-leaves-a-whole-library", test_interrupt);
  g_test_add ("/zhibuctl/photo/dev-corpus-is-imported", Fixture, "dev", set_up, test_corpus, tear_down);
  g_test_add ("/zhibuctl/photo/every-hostile-file-is-an-outcome", Fixture, "hostile", set_up, test_corpus, tear_down);

  return g_test_run ();
}
