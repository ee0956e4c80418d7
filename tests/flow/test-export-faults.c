/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/export-flow.h"
#include "flow/import-calls.h"

#include "base/atomic.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What disks, other programs and power cuts do to an export. After each, and one more run: the folder holds every photo under its
 * name, nothing half-done, and a further run writes nothing.
 */

#define PART ".zhibu-part-"
#define PAGES 2

static void
assert_no_parts (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, PART));
}

static void
assert_whole (const char *out)
{
  g_autofree char *names = export_flow_names (out);

  g_assert_cmpstr (names, ==,
                   EXPORT_FLOW_FOLDER "/09-30-12.jpg | " EXPORT_FLOW_FOLDER "/09-31-12.jpg | " EXPORT_FLOW_FOLDER
                                      "/09-32-12.jpg | " EXPORT_FLOW_FOLDER "/09-33-12.jpg | " EXPORT_FLOW_FOLDER
                                      "/09-34-12.jpg | " EXPORT_FLOW_FOLDER "/09-35-12.jpg | index.html | 照片目录.xlsx");
}

static void
assert_recovers (ExportFlow *self)
{
  ZbExportSpec spec = export_flow_folder (self);
  g_autoptr (ZbExportResult) first = NULL;
  g_autoptr (ZbExportResult) second = NULL;

  clear_faults ();
  first = export_flow_run (self, &spec);
  g_assert_cmpuint (first->written + first->unchanged, ==, EXPORT_FLOW_PHOTOS + PAGES);
  g_assert_cmpuint (first->problems->len, ==, 0);
  assert_whole (self->out);
  second = export_flow_run (self, &spec);
  export_flow_assert (second, 0, EXPORT_FLOW_PHOTOS + PAGES, 0, 0);
}

static void
assert_fails (ExportFlow         *self,
              const ZbExportSpec *spec,
              ZbFault             fault,
              const char         *words)
{
  g_autoptr (ZbExport) export = zb_export_new (self->album, spec);
  g_autoptr (ZbExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  result = export_flow_try (self, spec, &error);
  clear_faults ();
  g_assert_null (result);
  g_test_message ("%s", error->message);
  g_assert_cmpint (zb_service_fault (error), ==, fault);
  said = zb_export_dup_fault (export, error);
  g_assert_nonnull (strstr (said, words));
}

static void
test_full (ExportFlow   *self,
           gconstpointer data)
{
  const ZbExportSpec spec = export_flow_folder (self);

  set_fault (CALL_WRITE, PART, 4, 10000, ENOSPC, NULL);
  assert_fails (self, &spec, ZB_FAULT_FULL, "空间不足");
  assert_no_parts (self->out);
  assert_recovers (self);
}

static void
test_full_again (ExportFlow   *self,
                 gconstpointer data)
{
  const ZbExportSpec spec = export_flow_folder (self);

  assert_recovers (self);
  export_flow_caption (self, 2, "说明");
  export_flow_caption (self, 3, "说明");
  set_fault (CALL_WRITE, PART, 2, 10000, ENOSPC, NULL);
  assert_fails (self, &spec, ZB_FAULT_FULL, "空间不足");
  assert_whole (self->out);
  assert_recovers (self);
}

static void
test_list_full (ExportFlow   *self,
                gconstpointer data)
{
  const ZbExportSpec spec = export_flow_folder (self);

  set_fault (CALL_WRITE, ".zhibu-export", 3, 10000, ENOSPC, NULL);
  assert_fails (self, &spec, ZB_FAULT_FULL, "空间不足");
  assert_recovers (self);
}

static void
test_sync (ExportFlow   *self,
           gconstpointer data)
{
  const ZbExportSpec spec = export_flow_folder (self);

  set_fault (CALL_SYNC, PART, 3, 3, EIO, NULL);
  assert_fails (self, &spec, ZB_FAULT_FAILED, "已经写好的都留着");
  assert_no_parts (self->out);
  assert_recovers (self);
}

static const char *doomed;

/* While others write into it. */
static void
remove_hook (guint8 *bytes,
             gssize  size)
{
  while (g_file_test (doomed, G_FILE_TEST_EXISTS))
    zb_atomic_remove_tree (doomed);
}

static void
test_gone (ExportFlow   *self,
           gconstpointer data)
{
  const ZbExportSpec spec = export_flow_folder (self);

  doomed = self->out;
  set_fault (CALL_WRITE, PART, 3, 3, 0, remove_hook);
  assert_fails (self, &spec, ZB_FAULT_FAILED, "不见了");
  g_assert_false (g_file_test (self->out, G_FILE_TEST_EXISTS));
  assert_recovers (self);
}

static GCancellable *to_cancel;

static void
cancel_hook (guint8 *bytes,
             gssize  size)
{
  g_cancellable_cancel (to_cancel);
}

/* What some shares do: they know no rename that refuses. */
static gboolean is_plain_disk;

int
renameat2 (int          from_folder,
           const char  *from,
           int          to_folder,
           const char  *to,
           unsigned int flags)
{
  if (is_plain_disk && flags != 0)
    {
      errno = EINVAL;
      return -1;
    }

  return (int) syscall (SYS_renameat2, from_folder, from, to_folder, to, flags);
}

static void
test_plain_disk (ExportFlow   *self,
                 gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->out, EXPORT_FLOW_FOLDER, "09-31-12.jpg", NULL);
  ZbExportSpec     spec = export_flow_folder (self);
  g_autoptr (ZbExportResult) result = NULL;

  is_plain_disk = TRUE;
  flow_file (self->out, EXPORT_FLOW_FOLDER "/09-31-12.jpg", "mine", -1);
  result = export_flow_run (self, &spec);
  export_flow_assert (result, EXPORT_FLOW_PHOTOS + PAGES, 0, 0, 1);
  g_assert_true (export_flow_holds (file, "mine"));
  zb_atomic_remove_tree (self->out);
  assert_recovers (self);
  is_plain_disk = FALSE;
}

static void
test_cancelled (ExportFlow   *self,
                gconstpointer data)
{
  const ZbExportSpec spec = export_flow_folder (self);
  g_autoptr (ZbExport) export = zb_export_new (self->album, &spec);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (ZbExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *ready = NULL;

  to_cancel = cancellable;
  set_fault (CALL_WRITE, PART, 2, 2, 0, cancel_hook);
  zb_export_run_async (export, cancellable, zb_test_result_cb, &ready);
  done = zb_test_wait (&ready, 60);
  result = zb_export_run_finish (export, done, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (zb_export_get_progress (export)->n_total, ==, EXPORT_FLOW_PHOTOS);
  assert_recovers (self);
}

static void
flip_hook (guint8 *bytes,
           gssize  size)
{
  bytes[size / 2] ^= 0x20;
}

static void
test_flipped (ExportFlow   *self,
              gconstpointer data)
{
  g_autofree char   *file = g_build_filename (self->folder, "pack.tar", NULL);
  const ZbExportSpec spec = { .kind = ZB_EXPORT_PACK, .target = file };

  set_fault (CALL_WRITE, PART, 4, 4, 0, flip_hook);
  assert_fails (self, &spec, ZB_FAULT_DAMAGED, "对不上");
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  assert_no_parts (self->folder);
}

static void
test_full_pack (ExportFlow   *self,
                gconstpointer data)
{
  g_autofree char   *file = g_build_filename (self->folder, "pack.tar", NULL);
  const ZbExportSpec spec = { .kind = ZB_EXPORT_PACK, .target = file };

  set_fault (CALL_WRITE, PART, 6, 10000, ENOSPC, NULL);
  assert_fails (self, &spec, ZB_FAULT_FULL, "没有留下半成品");
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  assert_no_parts (self->folder);
}

/* The list of a folder is held by one run at a time, and by none that has ended. */
static void
test_held (ExportFlow   *self,
           gconstpointer data)
{
  const ZbExportSpec spec = export_flow_folder (self);
  struct flock       whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char   *list = g_build_filename (self->out, ".zhibu-export", NULL);
  int                fd;

  assert_recovers (self);
  fd = open (list, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (fcntl (fd, F_OFD_SETLK, &whole), ==, 0);
  assert_fails (self, &spec, ZB_FAULT_BUSY, "另一次导出");
  close (fd);
  assert_recovers (self);
}

static void
test_two_at_once (ExportFlow   *self,
                  gconstpointer data)
{
  const ZbExportSpec spec = export_flow_folder (self);
  g_autoptr (ZbExport) first = zb_export_new (self->album, &spec);
  g_autoptr (ZbExport) second = zb_export_new (self->album, &spec);
  ZbExport     *exports[] = { first, second };
  GAsyncResult *ready[] = { NULL, NULL };
  guint         n_done = 0;

  for (guint i = 0; i < 2; i++)
    zb_export_run_async (exports[i], NULL, zb_test_result_cb, &ready[i]);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) done = zb_test_wait (&ready[i], 60);
      g_autoptr (GError) error = NULL;
      g_autoptr (ZbExportResult) result = zb_export_run_finish (exports[i], done, &error);

      n_done += result != NULL;
      g_assert_true (result != NULL || zb_service_fault (error) == ZB_FAULT_BUSY);
      g_assert_true (result == NULL || result->problems->len == 0);
    }
  g_assert_cmpuint (n_done, >=, 1);
  assert_recovers (self);
}

/* The list was written by somebody else. */
static void
test_bad_lists (ExportFlow   *self,
                gconstpointer data)
{
  static const char *const lists[] = {
    "what is this",
    "zhibu-export 1\nfile\t1\t2\n",
    "zhibu-export 1\nfile\t1\t2\t3\t0123\t0123\t0-0-0\t../../etc/passwd\n",
    "zhibu-export 1\nfolder\t1\t/etc\n",
    "zhibu-export 2\n",
  };
  const ZbExportSpec spec = export_flow_folder (self);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      flow_file (self->out, ".zhibu-export", lists[i], -1);
      assert_fails (self, &spec, ZB_FAULT_DAMAGED, "清单");
    }
  flow_file (self->out, ".zhibu-export", "zhibu-ex", -1); /* killed at its first line */
  assert_recovers (self);
}

/* Other processes. */

static int
run_child (const char *mode,
           const char *home,
           const char *out,
           const char *fault)
{
  g_autofree char  *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *const argv[] = { self, mode, home, out, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (fault != NULL)
    environment = g_environ_setenv (environment, "ZHIBU_FAULT", fault, TRUE);
  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  return status;
}

static int
export_in_child (const char  *home,
                 const char  *out,
                 ZbExportKind kind)
{
  g_autoptr (ZbLibrary) library = flow_open (home);
  ExportFlow   self = { .library = library, .out = (char *) out, .album = zb_album_new (library) };
  ZbExportSpec spec = { .kind = kind, .target = out };
  g_autoptr (ZbExportResult) result = export_flow_run (&self, &spec);

  g_clear_object (&self.album);
  zb_library_close (library);
  return result->problems->len == 0 ? 0 : 1;
}

/* At every point in turn, then to the end. How many kills. */
static guint
kill_everywhere (ExportFlow *self,
                 void (*prepare) (ExportFlow *self, const char *out))
{
  guint    kills = 0;
  gboolean killed = TRUE;

  for (guint n = 1; killed; n++)
    {
      g_autofree char *fault = g_strdup_printf ("*:%u", n);
      int              status;

      zb_atomic_remove_tree (self->out);
      if (prepare != NULL)
        prepare (self, self->out);
      status = run_child ("child-export", self->home, self->out, fault);
      killed = WIFSIGNALED (status);
      kills += killed;
      g_assert_true (killed ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);
      status = run_child ("child-export", self->home, self->out, NULL);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
      assert_whole (self->out);
    }

  return kills;
}

/* An album as it was before captions changed: of other bytes, and known to be ours. */
static void
put_old (ExportFlow *self,
         const char *out)
{
  g_autofree char *old = g_build_filename (self->folder, "old", NULL);
  g_autofree char *into = g_build_filename (self->folder, "out", NULL);
  const char      *argv[] = { "cp", "-a", old, into, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
test_kills (ExportFlow   *self,
            gconstpointer data)
{
  ZbExportSpec     spec = export_flow_folder (self);
  g_autofree char *old = g_build_filename (self->folder, "old", NULL);
  guint            kills = 0;

  spec.target = old;
  zb_export_result_free (export_flow_run (self, &spec));
  for (guint i = 1; i <= EXPORT_FLOW_PHOTOS; i++)
    export_flow_caption (self, i, "说明改过了");
  g_clear_object (&self->album);
  zb_library_close (self->library);
  g_clear_object (&self->library);

  kills += kill_everywhere (self, NULL);
  kills += kill_everywhere (self, put_old);
  g_test_message ("%u kills", kills);
  g_assert_cmpuint (kills, >=, 40);

  self->library = flow_open (self->home);
  self->album = zb_album_new (self->library);
  assert_recovers (self);
}

static void
test_killed_pack (ExportFlow   *self,
                  gconstpointer data)
{
  g_autofree char   *file = g_build_filename (self->folder, "pack.tar", NULL);
  const ZbExportSpec spec = { .kind = ZB_EXPORT_PACK, .target = file };
  g_autoptr (ZbExportResult) result = NULL;
  int status;

  g_clear_object (&self->album);
  zb_library_close (self->library);
  g_clear_object (&self->library);
  status = run_child ("child-pack", self->home, file, "export-pack:1");
  g_assert_true (WIFSIGNALED (status));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));

  self->library = flow_open (self->home);
  self->album = zb_album_new (self->library);
  result = export_flow_run (self, &spec);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  assert_no_parts (self->folder);
}

static gboolean
get_own_mounts (void)
{
  return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static char *ballast;

/* The disk, of 1 MiB, fills behind the export's back. */
static void
fill_hook (guint8 *bytes,
           gssize  size)
{
  static const char block[4096];
  int               fd = open (ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  for (guint i = 0; fd >= 0 && i < 512; i++)
    if (syscall (SYS_write, fd, block, sizeof block) <= 0)
      break;
  if (fd >= 0)
    close (fd);
}

static void
fill_in_export (ExportFlow *self)
{
  const ZbExportSpec spec = export_flow_folder (self);

  ballast = g_build_filename (self->out, "ballast", NULL);
  set_fault (CALL_WRITE, PART, 3, 3, 0, fill_hook);
  assert_fails (self, &spec, ZB_FAULT_FULL, "空间不足");

  /* And it is not even begun where there is no room. */
  assert_fails (self, &spec, ZB_FAULT_FULL, "空间不足");
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  assert_recovers (self);
}

static int
in_own_mounts (gboolean full)
{
  ExportFlow self = { 0 };

  if (!get_own_mounts ()) /* before there is another thread: it would stay outside */
    return 77;
  export_flow_set_up (&self, NULL);
  g_assert_cmpint (g_mkdir (self.out, 0700), ==, 0);
  if (mount ("tmpfs", self.out, "tmpfs", full ? 0 : MS_RDONLY, "size=1m") != 0)
    return 77;
  if (full)
    fill_in_export (&self);
  else
    {
      const ZbExportSpec spec = export_flow_folder (&self);

      assert_fails (&self, &spec, ZB_FAULT_PERMISSION, "写保护");
    }
  g_assert_cmpint (umount (self.out), ==, 0);
  export_flow_tear_down (&self, NULL);
  return 0;
}

static void
test_in_child (const char *mode)
{
  int status = run_child (mode, "", "", NULL);

  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip ("no mount is permitted here; a-disk-that-fills stands in with a failing write");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_real_full (void)
{
  test_in_child ("child-full");
}

static void
test_real_read_only (void)
{
  test_in_child ("child-read-only");
}

static void
add_case (const char *name,
          void (*func) (ExportFlow *self, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/album/export/faults/", name, NULL);

  g_test_add (path, ExportFlow, NULL, export_flow_set_up, func, export_flow_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "child-export"))
    return export_in_child (argv[2], argv[3], ZB_EXPORT_FOLDER);
  if (argc == 4 && g_str_equal (argv[1], "child-pack"))
    return export_in_child (argv[2], argv[3], ZB_EXPORT_PACK);
  if (argc == 4 && g_str_has_prefix (argv[1], "child-"))
    return in_own_mounts (g_str_equal (argv[1], "child-full"));

  g_test_init (&argc, &argv, NULL);
  add_case ("a-disk-that-fills", test_full);
  add_case ("a-disk-that-fills-keeps-the-older-copies", test_full_again);
  add_case ("a-disk-without-room-for-the-list", test_list_full);
  add_case ("a-disk-that-fails", test_sync);
  add_case ("a-folder-that-is-removed-is-not-made-again", test_gone);
  add_case ("a-disk-without-a-rename-that-refuses", test_plain_disk);
  add_case ("a-cancelled-run-is-gone-on-with", test_cancelled);
  add_case ("a-pack-that-reads-back-otherwise-gets-no-name", test_flipped);
  add_case ("a-pack-without-room-leaves-nothing", test_full_pack);
  add_case ("a-folder-that-another-run-holds", test_held);
  add_case ("two-at-once", test_two_at_once);
  add_case ("a-list-that-is-none", test_bad_lists);
  add_case ("killed-at-every-point", test_kills);
  add_case ("what-a-killed-pack-left-goes-with-the-next", test_killed_pack);
  g_test_add_func ("/album/export/faults/a-real-disk-that-fills", test_real_full);
  g_test_add_func ("/album/export/faults/a-real-disk-that-is-read-only", test_real_read_only);
  return g_test_run ();
}
