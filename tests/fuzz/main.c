/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

/* Runs a target over the files of a folder, each as it is and cut at several places: a plain
 * test that needs no fuzzer. Each piece is a block of its own, so that reading past its end shows.
 */
static void
run (const char *bytes,
     gsize       size)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
run_file (gconstpointer path)
{
  g_autofree char *bytes = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  run (bytes, size);
  for (gsize cut = 0; cut < size; cut += MAX (size / 97, 1))
    run (bytes, cut);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  dir = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/fuzz/%s", name);

      g_test_add_data_func_full (test, g_build_filename (argv[1], name, NULL), run_file, g_free);
    }

  return g_test_run ();
}
