/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MEETING "id theme kinds start end place joint state expected present missing"

static void
test_links_no_gtk (void)
{
  g_autofree char *ldd = g_find_program_in_path ("ldd");
  g_autofree char *program = g_build_filename (g_getenv ("ZHIBU_BUILD"), "src", "cli", "zhibuctl", NULL);
  char            *argv[] = { ldd, program, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  if (ldd == NULL)
    {
      g_test_skip ("ldd is not here");
      return;
    }
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (out, "libglib"));
  g_assert_null (strstr (out, "libgtk"));
  g_assert_null (strstr (out, "libadwaita"));
}

static void
test_help (void)
{
  g_auto (ZbCall) all = { 0 };
  g_auto (ZbCall) photo = { 0 };
  g_auto (ZbCall) one = { 0 };

  zb_call (&all, NULL, "--help", NULL);
  g_assert_cmpint (all.status, ==, 0);
  g_assert_nonnull (strstr (all.out, "photo import"));
  g_assert_nonnull (strstr (all.out, "restore"));
  zb_call (&photo, NULL, "photo", "--help", NULL);
  g_assert_cmpint (photo.status, ==, 0);
  g_assert_nonnull (strstr (photo.out, "photo shift"));
  g_assert_null (strstr (photo.out, "meeting add"));
  zb_call (&one, NULL, "photo", "import", "--help", NULL);
  g_assert_cmpint (one.status, ==, 0);
  g_assert_nonnull (strstr (one.out, "--dry-run"));
}

/* Blanks between the words. */
static const char *const wrong[] = {
  "",
  "photo",
  "nonsense",
  "photo nonsense",
  "photo import",
  "photo list --unlinked --undated",
  "photo list --meeting abc",
  "photo list surplus",
  "photo list --nonsense",
  "photo link 1",
  "photo link a b",
  "photo caption 1",
  "photo caption x y",
  "photo shift +8h",
  "photo shift --camera X --reason Y",
  "photo shift --camera X --reason Y eight",
  "photo shift --camera",
  "meeting add",
  "meeting add --theme T --kind theme-day",
  "meeting add --theme T --kind party --start 2019-06-10",
  "meeting add --theme T --kind theme-day --start June",
  "meeting add --theme T --kind theme-day --start 2019-06-31",
  "meeting add --theme T --kind theme-day --start 2019-06-10 --end 2019-06-09",
  "meeting add --theme T --kind theme-day --start 2019-06-10 --joint --own",
  "meeting list --from June",
  "meeting show",
  "meeting show x",
  "meeting remove 1 2",
  "init --profile other",
  "init surplus",
  "backup",
  "restore",
  "restore x --latest",
  "--today June log",
  "--today",
  "--nonsense log",
};

static void
test_wrong_usage (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (GStrv) w = g_strsplit (wrong[i], " ", -1);
      g_auto (ZbCall) call = { 0 };
      guint n = g_strv_length (w);

#define WORD(k) (n > (k) && *w[k] != '\0' ? w[k] : NULL)
      zb_call (&call, folder, WORD (0), WORD (1), WORD (2), WORD (3), WORD (4), WORD (5), WORD (6), WORD (7), WORD (8), WORD (9), WORD (10), NULL);
      if (call.status != 2)
        g_test_message ("zhibuctl %s", wrong[i]);
      g_assert_cmpint (call.status, ==, 2);
      g_assert_cmpstr (call.out, ==, "");
      g_assert_true (g_str_has_prefix (call.err, "用法不对："));
    }
}

static void
test_init (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *library = zb_make_library (folder);
  g_auto (ZbCall) again = { 0 };
  GStatBuf info;

  g_assert_cmpint (g_stat (library, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  zb_call (&again, library, "init", NULL);
  g_assert_cmpint (again.status, ==, 3);
  g_assert_cmpstr (again.out, ==, "");
  g_assert_nonnull (strstr (again.err, "没有动它"));
}

static void
test_no_library (void)
{
  static const char *const commands[] = { "log", "undo", "verify" };
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (ZbCall) call = { 0 };

      zb_call (&call, folder, commands[i], NULL);
      g_assert_cmpint (call.status, ==, 3);
      g_assert_nonnull (strstr (call.err, "zhibuctl init"));
    }
}

static void
test_meetings (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *library = zb_make_library (folder);
  g_autoptr (JsonNode) a = zb_call_json (0, library, "meeting", "add", "--theme", "重温入党誓词", "--kind", "theme-day,lecture", "--start", "2019-06-10 09:00", "--end", "2019-06-10 11:30", "--place", "三楼", NULL);
  g_autoptr (JsonNode) b = zb_call_json (0, library, "meeting", "add", "--theme", "党员大会", "--kind", "assembly", "--start", "2019-07-01", "--joint", NULL);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, zb_json_int (a, "id"));
  g_autoptr (JsonNode) all = zb_call_json (0, library, "meeting", "list", NULL);
  g_autoptr (JsonNode) july = zb_call_json (0, library, "meeting", "list", "--from", "2019-07-01", NULL);
  g_autoptr (JsonNode) june = zb_call_json (0, library, "meeting", "list", "--from", "2019-06-10", "--to", "2019-06-10", NULL);
  g_autoptr (JsonNode) edited = NULL;
  g_autoptr (JsonNode) shown = NULL;
  g_autoptr (JsonNode) removed = NULL;
  g_autoptr (JsonNode) left = NULL;
  g_auto (ZbCall) gone = { 0 };

  zb_assert_keys (a, MEETING);
  g_assert_cmpstr (zb_json_text (a, "start"), ==, "2019-06-10T09:00");
  g_assert_cmpstr (zb_json_text (b, "start"), ==, "2019-07-01");
  g_assert_null (zb_json_text (b, "end"));
  g_assert_cmpuint (zb_json_length (json_object_get_member (json_node_get_object (a), "kinds")), ==, 2);
  g_assert_cmpuint (zb_json_length (all), ==, 2);
  g_assert_cmpuint (zb_json_length (july), ==, 1);
  g_assert_cmpuint (zb_json_length (june), ==, 1);
  g_assert_cmpstr (zb_json_text (zb_json_at (june, 0), "place"), ==, "三楼");

  edited = zb_call_json (0, library, "meeting", "edit", id, "--place", "", "--theme", "主题党日", NULL);
  g_assert_null (zb_json_text (edited, "place"));
  g_assert_cmpstr (zb_json_text (edited, "end"), ==, "2019-06-10T11:30");
  shown = zb_call_json (0, library, "meeting", "show", id, NULL);
  g_assert_cmpstr (zb_json_text (shown, "theme"), ==, "主题党日");
  removed = zb_call_json (0, library, "meeting", "remove", id, NULL);
  g_assert_cmpint (zb_json_int (removed, "id"), ==, zb_json_int (a, "id"));
  left = zb_call_json (0, library, "meeting", "list", NULL);
  g_assert_cmpuint (zb_json_length (left), ==, 1);
  zb_call (&gone, library, "meeting", "show", id, NULL);
  g_assert_cmpint (gone.status, ==, 3);
  g_assert_cmpstr (gone.out, ==, "");
}

static void
test_undo (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char                   *library = zb_make_library (folder);
  g_autoptr (JsonNode) G_GNUC_UNUSED meeting = zb_call_json (0, library, "meeting", "add", "--theme", "党课", "--kind", "lecture", "--start", "2019-06-10", NULL);
  g_autoptr (JsonNode) undone = zb_call_json (0, library, "undo", NULL);
  g_autoptr (JsonNode) none = zb_call_json (0, library, "meeting", "list", NULL);
  g_autoptr (JsonNode) redone = zb_call_json (0, library, "redo", NULL);
  g_autoptr (JsonNode) log = zb_call_json (0, library, "log", NULL);
  g_auto (ZbCall) first = { 0 };
  g_auto (ZbCall) nothing = { 0 };

  zb_assert_keys (undone, "change label made batch state");
  g_assert_cmpstr (zb_json_text (undone, "state"), ==, "undone");
  g_assert_cmpuint (zb_json_length (none), ==, 0);
  g_assert_cmpint (zb_json_int (redone, "change"), ==, zb_json_int (undone, "change"));
  g_assert_cmpstr (zb_json_text (redone, "state"), ==, "done");
  g_assert_cmpuint (zb_json_length (log), ==, 1);
  zb_assert_keys (zb_json_at (log, 0), "change label made batch state");

  zb_call (&first, library, "undo", NULL);
  g_assert_cmpint (first.status, ==, 0);
  zb_call (&nothing, library, "undo", NULL);
  g_assert_cmpint (nothing.status, ==, 3);
  g_assert_nonnull (strstr (nothing.err, "没有可以撤销的改动"));
}

static void
test_today (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char                   *library = zb_make_library (folder);
  g_autoptr (JsonNode) G_GNUC_UNUSED meeting = zb_call_json (0, library, "--today", "2019-06-11", "meeting", "add", "--theme", "党课", "--kind", "lecture", "--start", "2019-06-10", NULL);
  g_autoptr (JsonNode) log = zb_call_json (0, library, "log", NULL);

  g_assert_true (g_str_has_prefix (zb_json_text (zb_json_at (log, 0), "made"), "2019-06-11T"));
}

/* What another program holds. */
static void
test_locked (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *library = zb_make_library (folder);
  g_autofree char *lock = g_build_filename (library, "lock", NULL);
  struct flock     whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int              fd = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_auto (ZbCall) call = { 0 };
  g_auto (ZbCall) later = { 0 };

  g_assert_cmpint (fcntl (fd, F_OFD_SETLK, &whole), ==, 0);
  zb_call (&call, library, "log", NULL);
  g_assert_cmpint (call.status, ==, 3);
  g_assert_nonnull (strstr (call.err, "正被另一个程序使用"));
  close (fd);
  zb_call (&later, library, "log", NULL);
  g_assert_cmpint (later.status, ==, 0);
}

static void
change_database (const char *library,
                 gsize       at,
                 guint8      byte)
{
  g_autofree char *path = g_build_filename (library, "zhibu.db", NULL);
  int              fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  g_assert_cmpint (pwrite (fd, &byte, 1, at), ==, 1);
  close (fd);
}

/* user_version stands at 60, big-endian. */
static void
test_newer (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *library = zb_make_library (folder);
  g_autofree char *database = g_build_filename (library, "zhibu.db", NULL);
  g_autofree char *before = NULL, *after = NULL;
  gsize            n_before, n_after;
  g_auto (ZbCall) call = { 0 };

  change_database (library, 61, 1);
  g_assert_true (g_file_get_contents (database, &before, &n_before, NULL));
  zb_call (&call, library, "meeting", "list", NULL);
  g_assert_cmpint (call.status, ==, 3);
  g_assert_nonnull (strstr (call.err, "升级"));
  g_assert_true (g_file_get_contents (database, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_damaged (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char                   *library = zb_make_library (folder);
  g_autoptr (JsonNode) G_GNUC_UNUSED meeting = zb_call_json (0, library, "meeting", "add", "--theme", "党课", "--kind", "lecture", "--start", "2019-06-10", NULL);
  g_autoptr (JsonNode) latest = NULL;
  g_autoptr (JsonNode) list = NULL;
  g_auto (ZbCall) call = { 0 };

  change_database (library, 0, 'X');
  zb_call (&call, library, "meeting", "list", NULL);
  g_assert_cmpint (call.status, ==, 3);
  g_assert_nonnull (strstr (call.err, "restore --latest"));
  latest = zb_call_json (0, library, "restore", "--latest", NULL);
  list = zb_call_json (0, library, "meeting", "list", NULL);
  g_assert_cmpuint (zb_json_length (list), ==, 1);
}

static void
test_verify (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *library = zb_make_library (folder);
  g_autofree char *orphan = g_build_filename (library, "photos", "nobody.jpg", NULL);
  g_autoptr (JsonNode) whole = zb_call_json (0, library, "verify", "--deep", NULL);
  g_autoptr (JsonNode) found = NULL;

  zb_assert_keys (whole, "photos missing orphans damaged ok");
  g_assert_true (json_object_get_boolean_member (json_node_get_object (whole), "ok"));
  g_file_set_contents (orphan, "x", 1, NULL);
  found = zb_call_json (1, library, "verify", NULL);
  g_assert_false (json_object_get_boolean_member (json_node_get_object (found), "ok"));
}

static void
test_backup (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char                   *library = zb_make_library (folder);
  g_autofree char                   *file = g_build_filename (folder, "b.tar", NULL);
  g_autofree char                   *target = g_build_filename (folder, "there", NULL);
  g_autoptr (JsonNode) G_GNUC_UNUSED meeting = zb_call_json (0, library, "meeting", "add", "--theme", "党课", "--kind", "lecture", "--start", "2019-06-10", NULL);
  g_autoptr (JsonNode) made = zb_call_json (0, library, "backup", file, NULL);
  g_autoptr (JsonNode) restored = zb_call_json (0, target, "restore", file, NULL);
  g_autoptr (JsonNode) list = zb_call_json (0, target, "meeting", "list", NULL);
  g_auto (ZbCall) again = { 0 };
  g_auto (ZbCall) over = { 0 };
  g_auto (ZbCall) damaged = { 0 };
  g_autofree char *other = g_build_filename (folder, "other", NULL);

  zb_assert_keys (made, "bytes photos");
  zb_assert_keys (restored, "bytes photos");
  g_assert_cmpuint (zb_json_length (list), ==, 1);
  zb_call (&again, library, "backup", file, NULL);
  g_assert_cmpint (again.status, ==, 3);
  zb_call (&over, target, "restore", file, NULL);
  g_assert_cmpint (over.status, ==, 3);

  g_assert_cmpint (truncate (file, zb_json_int (made, "bytes") / 2), ==, 0);
  zb_call (&damaged, other, "restore", file, NULL);
  g_assert_cmpint (damaged.status, ==, 3);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

/* An answer that nobody can read is no answer. */
static void
test_full_output (void)
{
  g_autofree char *program = g_build_filename (g_getenv ("ZHIBU_BUILD"), "src", "cli", "zhibuctl", NULL);
  g_autofree char *quoted = g_shell_quote (program);
  g_autofree char *command = g_strdup_printf ("%s --help > /dev/full 2>/dev/null", quoted);
  const char      *argv[] = { "/bin/sh", "-c", command, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("/dev/full is not here");
      return;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (WEXITSTATUS (status), ==, 3);
}

static void
test_sample (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *parent = g_build_filename (folder, "not", "yet", NULL); /* it makes the folder */
  g_autoptr (JsonNode) sample = zb_call_json (0, NULL, "sample", parent, NULL);
  g_autoptr (JsonNode) check = NULL;

  zb_assert_keys (sample, "library meetings photos linked undated");
  g_assert_cmpint (zb_json_int (sample, "meetings"), >=, 12);
  g_assert_cmpint (zb_json_int (sample, "photos"), >=, 55);
  g_assert_cmpint (zb_json_int (sample, "linked"), >, 30);
  g_assert_cmpint (zb_json_int (sample, "undated"), >, 0);
  g_assert_true (g_str_has_prefix (zb_json_text (sample, "library"), parent));

  check = zb_call_json (0, zb_json_text (sample, "library"), "verify", "--deep", NULL);
  g_assert_cmpint (zb_json_int (check, "photos"), ==, zb_json_int (sample, "photos"));
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zhibuctl/links-no-gtk", test_links_no_gtk);
  g_test_add_func ("/zhibuctl/help-names-every-command", test_help);
  g_test_add_func ("/zhibuctl/wrong-usage-is-2-and-writes-nothing", test_wrong_usage);
  g_test_add_func ("/zhibuctl/init-makes-a-library-once", test_init);
  g_test_add_func ("/zhibuctl/no-library-is-3", test_no_library);
  g_test_add_func ("/zhibuctl/meetings-are-added-listed-edited-removed", test_meetings);
  g_test_add_func ("/zhibuctl/undo-redo-and-log-tell-the-change", test_undo);
  g_test_add_func ("/zhibuctl/today-replaces-the-clock", test_today);
  g_test_add_func ("/zhibuctl/a-locked-library-is-3", test_locked);
  g_test_add_func ("/zhibuctl/a-newer-library-is-3-and-untouched", test_newer);
  g_test_add_func ("/zhibuctl/a-damaged-library-offers-its-last-backup", test_damaged);
  g_test_add_func ("/zhibuctl/verify-is-1-when-it-finds-something", test_verify);
  g_test_add_func ("/zhibuctl/backup-and-restore", test_backup);
  g_test_add_func ("/zhibuctl/full-output-is-3", test_full_output);
  g_test_add_func ("/zhibuctl/the-sample-is-a-good-library", test_sample);

  return g_test_run ();
}
