/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backup-flow.h"

#include "store/db.h"
#include "support/support.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* Every test has a folder with a library "lib" in it, and makes "b.tar" and "r" beside. */
typedef struct
{
  ZbTestFolder *folder;
  char         *library;
  char         *file;
  char         *target;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->folder = zb_test_folder_new ();
  f->library = g_build_filename (f->folder, "lib", NULL);
  f->file = g_build_filename (f->folder, "b.tar", NULL);
  f->target = g_build_filename (f->folder, "r", NULL);
  zb_flow_create (f->library);
  zb_flow_put_photo (f->library, "photos/2019/06/重温入党誓词.jpg", "one");
  zb_flow_put_photo (f->library, "photos/undated/a.jpg", "two");
  zb_flow_put_file (f->library, "materials/方案\n第二稿.txt", "three");
  zb_flow_put_file (f->library, "photos/.tmp-1-00000000", "half a copy");
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  zb_test_folder_free (f->folder);
  g_free (f->library);
  g_free (f->file);
  g_free (f->target);
}

static char *
hash_below (const char *folder,
            const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return zb_test_tree_hash (path);
}

static void
test_round_trip (Fixture      *f,
                 gconstpointer data)
{
  g_autofree char *leftover = g_build_filename (f->library, "photos", ".tmp-1-00000000", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbVerifyResult) verify = NULL;
  ZbBackupResult made, restored;

  zb_flow_backup (f->library, f->file, &made, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (made.photos, ==, 2);
  zb_flow_restore (f->file, f->target, &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored.photos, ==, 2);

  g_assert_cmpint (g_remove (leftover), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      const char      *name = i == 0 ? "photos" : "materials";
      g_autofree char *before = hash_below (f->library, name);
      g_autofree char *after = hash_below (f->target, name);

      g_assert_cmpstr (before, ==, after);
    }

  verify = zb_flow_verify (f->target, TRUE);
  g_assert_true (verify->ok);
  g_assert_cmpuint (verify->photos, ==, 2);
}

static void
test_leaves_only_itself (Fixture      *f,
                         gconstpointer data)
{
  g_autofree char *cache = g_build_filename (f->library, "cache", NULL);
  guint            before = zb_flow_count (f->folder), cached = zb_flow_count (cache);
  g_autoptr (GError) error = NULL;
  ZbBackupResult backup;
  GStatBuf       info;

  zb_flow_backup (f->library, f->file, &backup, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (zb_flow_count (f->folder), ==, before + 1);
  g_assert_cmpuint (zb_flow_count (cache), ==, cached);
  g_assert_cmpint (g_stat (f->file, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, backup.bytes);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_never_over_a_file (Fixture      *f,
                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  ZbBackupResult   backup;

  g_file_set_contents (f->file, "mine", -1, NULL);
  g_assert_false (zb_flow_backup (f->library, f->file, &backup, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_EXISTS);
  g_file_get_contents (f->file, &bytes, NULL, NULL);
  g_assert_cmpstr (bytes, ==, "mine");
}

/* A file-size limit is a full disk that needs no privilege. */
static void
test_full_disk_leaves_nothing (Fixture      *f,
                               gconstpointer data)
{
  struct rlimit  before, small;
  guint          n;
  ZbBackupResult backup;
  g_autoptr (GError) error = NULL;

  zb_flow_put_file (f->library, "materials/large", "");
  {
    g_autofree char *path = g_build_filename (f->library, "materials", "large", NULL);

    g_assert_cmpint (truncate (path, 8 << 20), ==, 0);
  }
  n = zb_flow_count (f->folder);

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 4 << 20;
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (zb_flow_backup (f->library, f->file, &backup, &error));
  setrlimit (RLIMIT_FSIZE, &before);

  g_assert_nonnull (error);
  g_assert_cmpuint (zb_flow_count (f->folder), ==, n);

  g_clear_error (&error);
  g_assert_true (zb_flow_backup (f->library, f->file, &backup, &error));
  n = zb_flow_count (f->folder);
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (zb_flow_restore (f->file, f->target, &backup, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_cmpuint (zb_flow_count (f->folder), ==, n);
}

static void
test_cancel_leaves_nothing (Fixture      *f,
                            gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbBackupResult backup;
  GAsyncResult  *given = NULL;
  guint          n;

  g_assert_true (zb_flow_backup (f->library, f->file, &backup, &error));
  n = zb_flow_count (f->folder);
  g_cancellable_cancel (cancellable);
  zb_restore_async (f->file, f->target, cancellable, zb_test_result_cb, &given);
  result = zb_test_wait (&given, 30);
  g_assert_false (zb_restore_finish (result, &backup, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (zb_flow_count (f->folder), ==, n);
}

static void
test_never_over_a_good_library (Fixture      *f,
                                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  ZbBackupResult   backup;

  g_assert_true (zb_flow_backup (f->library, f->file, &backup, &error));
  before = hash_below (f->library, "photos");
  g_assert_false (zb_flow_restore (f->file, f->library, &backup, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_EXISTS);
  after = hash_below (f->library, "photos");
  g_assert_cmpstr (before, ==, after);
}

static void
test_never_over_other_files (Fixture      *f,
                             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ZbBackupResult backup;

  g_assert_true (zb_flow_backup (f->library, f->file, &backup, &error));
  zb_flow_put_file (f->target, "letter.txt", "mine");
  g_assert_false (zb_flow_restore (f->file, f->target, &backup, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_EXISTS);
  g_assert_cmpuint (zb_flow_count (f->target), ==, 1);
}

static void
test_into_an_empty_folder (Fixture      *f,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ZbBackupResult backup;

  g_assert_true (zb_flow_backup (f->library, f->file, &backup, &error));
  g_assert_cmpint (g_mkdir (f->target, 0700), ==, 0);
  zb_flow_restore (f->file, f->target, &backup, &error);
  g_assert_no_error (error);
  g_assert_true (zb_library_exists (f->target));
}

static void
test_damaged_library_is_moved_aside (Fixture      *f,
                                     gconstpointer data)
{
  g_autofree char *aside = g_strconcat (f->library, ".damaged-1", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = NULL;
  ZbBackupResult backup;

  g_assert_true (zb_flow_backup (f->library, f->file, &backup, &error));
  zb_flow_put_file (f->library, "zhibu.db", "this was a database once");
  before = hash_below (f->library, "photos");
  zb_flow_restore (f->file, f->library, &backup, &error);
  g_assert_no_error (error);

  library = zb_flow_open (f->library, &error);
  g_assert_no_error (error);
  after = hash_below (aside, "photos");
  g_assert_cmpstr (before, ==, after);
}

/* Every bit of the archive matters: wherever one is changed, the backup is refused. */
static void
test_changed_bytes_are_refused (Fixture      *f,
                                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  ZbBackupResult   backup;
  gsize            length;
  guint            n_names;

  g_assert_true (zb_flow_backup (f->library, f->file, &backup, &error));
  g_assert_true (g_file_get_contents (f->file, &bytes, &length, NULL));
  n_names = zb_flow_count (f->folder);

  for (gsize at = 600; at + 4096 < length; at += length / 40)
    {
      g_autoptr (GError) fault = NULL;
      gboolean good;

      bytes[at] ^= 0x10;
      g_file_set_contents (f->file, bytes, length, NULL);
      bytes[at] ^= 0x10;
      good = zb_flow_restore (f->file, f->target, &backup, &fault);
      if (good)
        g_test_message ("a change at %" G_GSIZE_FORMAT " is not refused", at);
      g_assert_false (good);
      g_assert_cmpint (zb_service_fault (fault), ==, ZB_FAULT_DAMAGED);
      g_assert_cmpuint (zb_flow_count (f->folder), ==, n_names);
    }
}

static void
test_cut_short_is_refused (Fixture      *f,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  ZbBackupResult   backup;
  gsize            length;

  g_assert_true (zb_flow_backup (f->library, f->file, &backup, &error));
  g_assert_true (g_file_get_contents (f->file, &bytes, &length, NULL));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) fault = NULL;

      g_file_set_contents (f->file, bytes, (length - 2048) * i / 20, NULL);
      g_assert_false (zb_flow_restore (f->file, f->target, &backup, &fault));
      g_assert_false (g_file_test (f->target, G_FILE_TEST_EXISTS));
    }
}

/* What a hostile archive may hold: its manifest, and one more entry. */
typedef struct
{
  const char *name;
  const char *manifest; /* %s is the hash of the data; NULL: no manifest */
  const char *path;
  mode_t      type;
  const char *link;
} Hostile;

static const Hostile hostiles[] = {
  { "absolute-path", "%s  /tmp/zhibu-evil\n", "/tmp/zhibu-evil", AE_IFREG, NULL },
  { "parent-path", "%s  photos/../../evil\n", "photos/../../evil", AE_IFREG, NULL },
  { "dot-path", "%s  photos/./a\n", "photos/./a", AE_IFREG, NULL },
  { "empty-step", "%s  photos//a\n", "photos//a", AE_IFREG, NULL },
  { "other-folder", "%s  backup/a\n", "backup/a", AE_IFREG, NULL },
  { "lock-file", "%s  lock\n", "lock", AE_IFREG, NULL },
  { "symbolic-link", "%s  photos/a\n", "photos/a", AE_IFLNK, "/etc/passwd" },
  { "hard-link", "%s  photos/a\n", "photos/a", AE_IFREG, "/etc/passwd" },
  { "device", "%s  photos/a\n", "photos/a", AE_IFCHR, NULL },
  { "pipe", "%s  photos/a\n", "photos/a", AE_IFIFO, NULL },
  { "folder", "%s  photos/a\n", "photos/a", AE_IFDIR, NULL },
  { "not-in-the-manifest", "%s  photos/b\n", "photos/a", AE_IFREG, NULL },
  { "no-manifest", NULL, "photos/a", AE_IFREG, NULL },
  { "manifest-twice-the-same", "%1$s  photos/a\n%1$s  photos/a\n", "photos/a", AE_IFREG, NULL },
  { "manifest-without-line-end", "%s  photos/a", "photos/a", AE_IFREG, NULL },
  { "manifest-of-words", "nothing %.1s here\n", "photos/a", AE_IFREG, NULL },
  { "no-database", "%s  photos/a\n", "photos/a", AE_IFREG, NULL },
  { "database-of-words", "%s  zhibu.db\n", "zhibu.db", AE_IFREG, NULL },
};

static void
add_entry (struct archive *tar,
           const char     *path,
           mode_t          type,
           const char     *link,
           const char     *bytes)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0600);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, link);
  else if (link != NULL)
    archive_entry_set_hardlink (entry, link);
  archive_entry_set_size (entry, type == AE_IFREG && link == NULL ? strlen (bytes) : 0);
  g_assert_cmpint (archive_write_header (tar, entry), >=, ARCHIVE_WARN);
  if (type == AE_IFREG && link == NULL)
    archive_write_data (tar, bytes, strlen (bytes));
  archive_entry_free (entry);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
make_manifest (const Hostile *hostile,
               const char    *bytes)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, -1);

  return g_strdup_printf (hostile->manifest, sum);
}
#pragma GCC diagnostic pop

static void
test_hostile_archive (Fixture      *f,
                      gconstpointer data)
{
  const Hostile  *hostile = data;
  struct archive *tar = archive_write_new ();
  g_autoptr (GError) error = NULL;
  ZbBackupResult backup;
  guint          n;

  archive_write_set_format_pax (tar);
  g_assert_cmpint (archive_write_open_filename (tar, f->file), ==, ARCHIVE_OK);
  if (hostile->manifest != NULL)
    {
      g_autofree char *text = make_manifest (hostile, "payload");

      add_entry (tar, "MANIFEST", AE_IFREG, NULL, text);
    }
  add_entry (tar, hostile->path, hostile->type, hostile->link, "payload");
  g_assert_cmpint (archive_write_close (tar), ==, ARCHIVE_OK);
  archive_write_free (tar);
  n = zb_flow_count (f->folder);

  g_assert_false (zb_flow_restore (f->file, f->target, &backup, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_DAMAGED);
  g_assert_cmpuint (zb_flow_count (f->folder), ==, n);
  g_assert_false (g_file_test ("/tmp/zhibu-evil", G_FILE_TEST_EXISTS));
}

/* sha256sum -c is how a person without this program checks a backup. */
static void
test_sha256sum_agrees (Fixture      *f,
                       gconstpointer data)
{
  g_autofree char *tar = g_find_program_in_path ("tar"), *sum = g_find_program_in_path ("sha256sum");
  g_autofree char *command = NULL, *quoted = NULL;
  g_autoptr (GError) error = NULL;
  ZbBackupResult backup;
  int            status;

  if (tar == NULL || sum == NULL)
    {
      g_test_skip ("tar and sha256sum are not here");
      return;
    }
  g_assert_true (zb_flow_backup (f->library, f->file, &backup, &error));
  quoted = g_shell_quote (f->folder);
  command = g_strdup_printf ("sh -c 'cd \"$1\" && mkdir x && cd x && tar xf ../b.tar && sha256sum -c --quiet MANIFEST' sh %s", quoted);
  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/backup/a-restored-library-is-the-same", test_round_trip);
  ADD ("/backup/leaves-only-itself", test_leaves_only_itself);
  ADD ("/backup/sha256sum-agrees", test_sha256sum_agrees);
  ADD ("/backup/never-over-a-file", test_never_over_a_file);
  ADD ("/backup/full-disk-leaves-nothing", test_full_disk_leaves_nothing);
  ADD ("/restore/cancel-leaves-nothing", test_cancel_leaves_nothing);
  ADD ("/restore/never-over-a-good-library", test_never_over_a_good_library);
  ADD ("/restore/never-over-other-files", test_never_over_other_files);
  ADD ("/restore/into-an-empty-folder", test_into_an_empty_folder);
  ADD ("/restore/a-damaged-library-is-moved-aside", test_damaged_library_is_moved_aside);
  ADD ("/restore/changed-bytes-are-refused", test_changed_bytes_are_refused);
  ADD ("/restore/cut-short-is-refused", test_cut_short_is_refused);
  for (guint i = 0; i < G_N_ELEMENTS (hostiles); i++)
    {
      g_autofree char *path = g_strconcat ("/restore/refuses/", hostiles[i].name, NULL);

      g_test_add (path, Fixture, &hostiles[i], set_up, test_hostile_archive, tear_down);
    }

  return g_test_run ();
}
