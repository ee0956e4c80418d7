/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/import-calls.h"
#include "flow/import-flow.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a card, a disk and a power cut do to an import.
 *
 * After each, and one more import: every file of the card is in the library exactly once or named
 * in the report, the card is as it was, rows and files agree in every byte. Calls fail as
 * import-calls says; a kill is the program itself run again with ZHIBU_FAULT.
 */

/* A card and a library of one test. */
typedef struct
{
  ZbTestFolder *folder;
  char         *card;
  char         *home;
  char         *hash; /* of the card */
  ZbLibrary    *library;
} Case;

#define CARD 24 /* pictures on it */

static void
fill_card (const char *card)
{
  for (guint i = 0; i < CARD; i++)
    {
      g_autofree char *name = g_strdup_printf ("DCIM/IMG_%04u.JPG", i + 1);
      g_autofree char *taken = g_strdup_printf ("2019-%02u-10T09:%02u:10", 1 + i / 8, i + 5);

      flow_picture (card, name, taken, i);
    }
}

static void
set_up (Case         *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->card = g_build_filename (self->folder, "card", NULL);
  self->home = g_build_filename (self->folder, "library", NULL);
  fill_card (self->card);
  self->hash = zb_test_tree_hash (self->card);
  self->library = flow_create (self->home);
}

static void
close_library (Case *self)
{
  if (self->library == NULL)
    return;
  zb_library_close (self->library);
  g_clear_object (&self->library);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  clear_faults ();
  close_library (self);
  zb_test_folder_free (self->folder);
  g_free (self->card);
  g_free (self->home);
  g_free (self->hash);
}

static void
assert_no_temp_files (const char *home)
{
  g_autofree char *photos = g_build_filename (home, "photos", NULL);
  g_autoptr (GDir) dir = g_dir_open (photos, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".tmp-"));
}

/* One more import, and everything is as it should be. */
static void
assert_recovers (Case *self,
                 guint photos)
{
  g_autoptr (ZbImportSummary) summary = NULL;
  g_autofree char *hash = NULL;

  clear_faults ();
  if (self->library == NULL)
    self->library = flow_open (self->home);
  summary = flow_import (self->library, self->card);
  g_assert_no_error (summary->stopped);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_IMPORTED] + summary->n[ZB_OUTCOME_DUPLICATE],
                    ==,
                    summary->seen);
  flow_verify (self->library, photos);
  assert_no_temp_files (self->home);
  hash = zb_test_tree_hash (self->card);
  g_assert_cmpstr (hash, ==, self->hash);
}

/* Kills. */

static int
run_child (const char *mode,
           const char *home,
           const char *card,
           const char *fault)
{
  g_autofree char  *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *const argv[] = { self, mode, home, card, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (fault != NULL)
    environment = g_environ_setenv (environment, "ZHIBU_FAULT", fault, TRUE);
  g_spawn_sync (NULL,
                (char **) argv,
                environment,
                G_SPAWN_STDOUT_TO_DEV_NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);

  return status;
}

static gboolean
was_killed (int status)
{
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);

  return WIFSIGNALED (status);
}

/* At every point in turn, and again somewhere in the recovery. */
static void
test_kills (void)
{
  guint    kills = 0;
  gboolean killed = TRUE;

  for (guint n = 1; killed; n++)
    {
      Case             self = { 0 };
      g_autofree char *first = g_strdup_printf ("*:%u", n);
      g_autofree char *second = g_strdup_printf ("*:%u", 1 + n * 7 % 100);

      set_up (&self, NULL);
      close_library (&self);
      killed = was_killed (run_child ("child-import", self.home, self.card, first));
      kills += killed;
      if (killed)
        kills += was_killed (run_child ("child-import", self.home, self.card, second));
      assert_recovers (&self, CARD);
      tear_down (&self, NULL);
    }
  g_test_message ("%u kills", kills);
  g_assert_cmpuint (kills, >=, 200);
}

static void
test_kills_with_companions (void)
{
  static const char *const points[] = { "copied", "place", "placed", "rows", "sliced", "close" };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      Case             self = { 0 };
      g_autofree char *fault = g_strdup_printf ("%s:%d", points[i], i < 3 ? 14 : 1);

      set_up (&self, NULL);
      for (guint k = 0; k < CARD; k++)
        {
          g_autofree char *raw = g_strdup_printf ("DCIM/IMG_%04u.CR2", k + 1);
          g_autofree char *xmp = g_strdup_printf ("DCIM/IMG_%04u.xmp", k + 1);
          g_autofree char *text = g_strdup_printf ("<x>%u</x>", k);

          flow_picture (self.card, raw, "2019-06-10T09:30:00", 100 + k);
          flow_touch (self.card, raw, 1560130000 + k);
          flow_file (self.card, xmp, text, -1);
        }
      g_free (self.hash);
      self.hash = zb_test_tree_hash (self.card);
      close_library (&self);
      g_assert_true (was_killed (run_child ("child-import", self.home, self.card, fault)));
      assert_recovers (&self, CARD);
      tear_down (&self, NULL);
    }
}

/* Reading the card. */

static void
test_read_error (Case         *self,
                 gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;

  set_fault (CALL_READ, "IMG_0007.JPG", 1, G_MAXINT, EIO, NULL);
  summary = flow_import (self->library, self->card);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_UNREADABLE], ==, 1);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_IMPORTED], ==, CARD - 1);
  g_assert_cmpint (flow_find (summary, "IMG_0007.JPG")->outcome, ==, ZB_OUTCOME_UNREADABLE);
  g_assert_nonnull (flow_find (summary, "IMG_0007.JPG")->reason);
  g_assert_false (zb_import_summary_is_whole (summary));
  flow_verify (self->library, CARD - 1);
  assert_recovers (self, CARD);
}

static char *growing;

static void
grow_hook (guint8 *bytes,
           gssize  size)
{
  FILE *file = g_fopen (growing, "a");

  fputs ("more", file);
  fclose (file);
}

static void
test_growing_file (Case         *self,
                   gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;

  growing = g_build_filename (self->card, "DCIM/IMG_0003.JPG", NULL);
  set_fault (CALL_READ, "IMG_0003.JPG", 1, 2, 0, grow_hook);
  summary = flow_import (self->library, self->card);
  clear_faults ();
  g_assert_cmpuint (summary->photos, ==, CARD);
  g_assert_nonnull (flow_find (summary, "IMG_0003.JPG")->reason);
  flow_verify (self->library, CARD);
  g_clear_pointer (&growing, g_free);
}

static char *card_here, *card_away;

static void
vanish_hook (guint8 *bytes,
             gssize  size)
{
  g_assert_cmpint (g_rename (card_here, card_away), ==, 0);
}

static gboolean
is_paused_or_done (gpointer data)
{
  ZbImportState state = zb_import_get_state (data);

  return state == ZB_IMPORT_PAUSED || state == ZB_IMPORT_DONE;
}

static void
test_card_vanishes (Case         *self,
                    gconstpointer data)
{
  const gboolean    comes_back = GPOINTER_TO_INT (data);
  const char *const paths[] = { self->card, NULL };
  g_autoptr (ZbImport) import = zb_import_new (self->library, paths);
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  card_here = self->card;
  card_away = g_build_filename (self->folder, "away", NULL);
  set_fault (CALL_READ, "DCIM/IMG_", 12, 12, 0, vanish_hook);
  zb_import_run_async (import, FALSE, NULL, zb_test_result_cb, &result);
  zb_test_until (is_paused_or_done, import, 60);
  g_assert_cmpint (zb_import_get_state (import), ==, ZB_IMPORT_PAUSED);
  clear_faults ();
  g_assert_cmpint (g_rename (card_away, card_here), ==, 0);
  if (comes_back)
    zb_import_resume (import);
  else
    zb_import_cancel (import);
  done = zb_test_wait (&result, 60);
  summary = zb_import_run_finish (import, done, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (summary->seen, ==, CARD);
  if (comes_back)
    g_assert_cmpuint (summary->n[ZB_OUTCOME_IMPORTED], ==, CARD);
  else
    {
      g_assert_nonnull (summary->stopped);
      g_assert_cmpint (zb_service_fault (summary->stopped), ==, ZB_FAULT_SOURCE);
      g_assert_cmpuint (summary->n[ZB_OUTCOME_UNREADABLE], ==, 0);
      g_assert_cmpuint (summary->n[ZB_OUTCOME_SKIPPED], >, 0);
    }
  flow_verify (self->library, summary->photos);
  assert_recovers (self, CARD);
  g_clear_pointer (&card_away, g_free);
}

/* Writing the library. */

static void
flip_hook (guint8 *bytes,
           gssize  size)
{
  bytes[size / 2] ^= 0x10;
}

static void
test_flipped_bit_once (Case         *self,
                       gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;

  set_fault (CALL_WRITE, "photos/.tmp-", 5, 5, 0, flip_hook);
  summary = flow_import (self->library, self->card);
  clear_faults ();
  g_assert_cmpuint (summary->n[ZB_OUTCOME_IMPORTED], ==, CARD);
  g_assert_true (zb_import_summary_is_whole (summary));
  flow_verify (self->library, CARD);
  assert_recovers (self, CARD);
}

static void
test_flipped_bits (Case         *self,
                   gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;

  set_fault (CALL_WRITE, "photos/.tmp-", 1, G_MAXINT, 0, flip_hook);
  summary = flow_import (self->library, self->card);
  clear_faults ();
  g_assert_cmpuint (summary->n[ZB_OUTCOME_UNREADABLE], ==, CARD);
  g_assert_cmpuint (summary->photos, ==, 0);
  g_assert_false (zb_import_summary_is_whole (summary));
  flow_verify (self->library, 0);
  assert_recovers (self, CARD);
}

static void
test_disk_fills (Case         *self,
                 gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;

  set_fault (CALL_WRITE, "photos/.tmp-", 10, G_MAXINT, ENOSPC, NULL);
  summary = flow_import (self->library, self->card);
  clear_faults ();
  g_assert_nonnull (summary->stopped);
  g_assert_false (zb_import_summary_is_whole (summary));
  g_assert_cmpint (zb_service_fault (summary->stopped), ==, ZB_FAULT_FULL);
  g_assert_cmpuint (summary->photos, >, 0);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_SKIPPED] + summary->photos, ==, CARD);
  flow_verify (self->library, summary->photos);
  assert_recovers (self, CARD);
}

static void
test_sync_error (Case         *self,
                 gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;

  set_fault (CALL_SYNC, "photos/.tmp-", 6, G_MAXINT, EIO, NULL);
  summary = flow_import (self->library, self->card);
  clear_faults ();
  g_assert_nonnull (summary->stopped);
  flow_verify (self->library, summary->photos);
  assert_recovers (self, CARD);
}

static void
assert_refused (Case   *self,
                ZbFault fault)
{
  const char *const paths[] = { self->card, NULL };
  g_autoptr (ZbImport) import = zb_import_new (self->library, paths);
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  zb_import_run_async (import, FALSE, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  g_assert_null (zb_import_run_finish (import, done, &error));
  g_assert_cmpint (zb_service_fault (error), ==, fault);
}

/* A file where the folder should be: as little to be written to as a read-only disk, and no
 * privilege is needed for it.
 */
static void
test_unwritable_photos (Case         *self,
                        gconstpointer data)
{
  g_autofree char *photos = g_build_filename (self->home, "photos", NULL);
  g_autoptr (GError) error = NULL;

  g_rmdir (photos);
  g_file_set_contents (photos, "in the way", -1, &error);
  g_assert_no_error (error);
  assert_refused (self, ZB_FAULT_PERMISSION);
  g_assert_cmpint (g_unlink (photos), ==, 0);
  assert_recovers (self, CARD);
}

/* Needs a mount of its own: 0 passed, 77 not permitted. */
static void
test_in_child (const char *mode,
               const char *instead)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  int status = run_child (mode, folder, folder, NULL);

  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip (instead);
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_real_full_disk (void)
{
  test_in_child ("child-full",
                 "no mount is permitted here; a-disk-that-fills stands in with a failing write");
}

static void
test_real_read_only (void)
{
  test_in_child ("child-read-only",
                 "no mount is permitted here; photos-that-cannot-be-written stands in");
}

/* Two programs at once. */
static void
test_two_programs (Case         *self,
                   gconstpointer data)
{
  int status = run_child ("child-busy", self->home, self->card, NULL);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  assert_recovers (self, CARD);
}

/* The children. */

static int
import_in_child (const char *home,
                 const char *card)
{
  g_autoptr (ZbLibrary) library = flow_open (home);
  g_autoptr (ZbImportSummary) summary = flow_import (library, card);

  g_assert_no_error (summary->stopped);
  zb_library_close (library);

  return 0;
}

static int
find_busy (const char *home)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (ZbLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  zb_library_open_async (home, "2019-06-30", NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  library = zb_library_open_finish (done, &error);

  return library == NULL && zb_service_fault (error) == ZB_FAULT_BUSY ? 0 : 1;
}

static gboolean
get_own_mounts (void)
{
  return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static char *ballast;

/* The disk fills behind the import's back. */
static void
fill_hook (guint8 *bytes,
           gssize  size)
{
  static const char block[65536];
  int               fd = open (ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  while (fd >= 0 && syscall (SYS_write, fd, block, sizeof block) > 0)
    ;
  if (fd >= 0)
    close (fd);
}

static void
fill_disk_in_import (Case *self)
{
  const char *const paths[] = { self->card, NULL };
  g_autoptr (ZbImport) import = zb_import_new (self->library, paths);
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  ballast = g_build_filename (self->folder, "ballast", NULL);
  set_fault (CALL_READ, "IMG_0009.JPG", 2, 2, 0, fill_hook);
  zb_import_run_async (import, FALSE, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  clear_faults ();
  summary = zb_import_run_finish (import, done, &error);
  if (summary != NULL)
    error = g_steal_pointer (&summary->stopped);
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_FULL);

  g_assert_cmpint (g_unlink (ballast), ==, 0);
  flow_verify (self->library, summary != NULL ? summary->photos : 0);
  assert_recovers (self, CARD);
}

static int
run_full (const char *folder)
{
  Case             self = { 0 };
  struct statvfs   fs;
  g_autofree char *big = NULL;

  if (!get_own_mounts () || mount ("tmpfs", folder, "tmpfs", 0, "size=12m") != 0)
    return 77;
  g_setenv ("TMPDIR", folder, TRUE);
  set_up (&self, NULL);
  fill_disk_in_import (&self);

  /* Not even begun when the card is bigger than the disk. */
  g_assert_cmpint (statvfs (folder, &fs), ==, 0);
  flow_picture (self.card, "big.jpg", "2019-06-10T09:30:00", 99);
  big = g_build_filename (self.card, "big.jpg", NULL);
  g_assert_cmpint (truncate (big, (off_t) (fs.f_bavail * fs.f_frsize)), ==, 0);
  assert_refused (&self, ZB_FAULT_FULL);
  flow_verify (self.library, CARD);
  tear_down (&self, NULL);

  return 0;
}

static int
run_read_only (const char *folder)
{
  Case             self = { 0 };
  g_autofree char *photos = NULL;

  if (!get_own_mounts ())
    return 77;
  g_setenv ("TMPDIR", folder, TRUE);
  set_up (&self, NULL);
  photos = g_build_filename (self.home, "photos", NULL);
  g_mkdir (photos, 0700);
  if (mount (photos, photos, NULL, MS_BIND, NULL) != 0 ||
      mount (NULL, photos, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) != 0)
    return 77;
  assert_refused (&self, ZB_FAULT_PERMISSION);
  g_assert_cmpint (umount (photos), ==, 0);
  assert_recovers (&self, CARD);
  tear_down (&self, NULL);

  return 0;
}

static void
add_case (const char   *name,
          gconstpointer data,
          void (*func) (Case *self, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/album/import/faults/", name, NULL);

  g_test_add (path, Case, data, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "child-import") == 0)
    return import_in_child (argv[2], argv[3]);
  if (argc == 4 && strcmp (argv[1], "child-busy") == 0)
    return find_busy (argv[2]);
  if (argc == 4 && strcmp (argv[1], "child-full") == 0)
    return run_full (argv[2]);
  if (argc == 4 && strcmp (argv[1], "child-read-only") == 0)
    return run_read_only (argv[2]);

  g_test_init (&argc, &argv, NULL);
  add_case ("a-read-error-is-one-files-outcome", NULL, test_read_error);
  add_case ("a-growing-file-is-consistent", NULL, test_growing_file);
  add_case ("a-card-that-vanishes-is-waited-for", GINT_TO_POINTER (TRUE), test_card_vanishes);
  add_case ("a-card-that-stays-away-stops-it", GINT_TO_POINTER (FALSE), test_card_vanishes);
  add_case ("one-flipped-bit-is-copied-again", NULL, test_flipped_bit_once);
  add_case ("flipped-bits-never-get-in", NULL, test_flipped_bits);
  add_case ("a-disk-that-fills-keeps-what-is-done", NULL, test_disk_fills);
  add_case ("a-sync-error-stops-it", NULL, test_sync_error);
  add_case ("photos-that-cannot-be-written-refuse-it", NULL, test_unwritable_photos);
  g_test_add_func ("/album/import/faults/a-full-disk", test_real_full_disk);
  g_test_add_func ("/album/import/faults/a-read-only-disk", test_real_read_only);
  add_case ("two-programs-do-not-write-at-once", NULL, test_two_programs);
  g_test_add_func ("/album/import/faults/killed-anywhere-with-companions",
                   test_kills_with_companions);
  g_test_add_func ("/album/import/faults/killed-anywhere-loses-nothing", test_kills);

  return g_test_run ();
}
