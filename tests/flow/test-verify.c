/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backup-flow.h"

#include "support/support.h"

#include <glib/gstdio.h>

typedef struct
{
  ZbTestFolder *folder;
  char         *library;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->folder = zb_test_folder_new ();
  f->library = g_build_filename (f->folder, "lib", NULL);
  zb_flow_create (f->library);
  zb_flow_put_photo (f->library, "photos/2019/06/a.jpg", "one");
  zb_flow_put_photo (f->library, "photos/2019/06/b.jpg", "two");
  zb_flow_put_photo (f->library, "photos/undated/c.jpg", "six");
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  zb_test_folder_free (f->folder);
  g_free (f->library);
}

static void
test_whole (Fixture      *f,
            gconstpointer data)
{
  g_autoptr (ZbVerifyResult) verify = zb_flow_verify (f->library, TRUE);

  g_assert_true (verify->ok);
  g_assert_cmpuint (verify->photos, ==, 3);
}

static void
test_missing (Fixture      *f,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->library, "photos", "2019", "06", "b.jpg", NULL);
  g_autoptr (ZbVerifyResult) verify = NULL;

  g_assert_cmpint (g_remove (path), ==, 0);
  verify = zb_flow_verify (f->library, FALSE);
  g_assert_false (verify->ok);
  g_assert_cmpuint (verify->missing->len, ==, 1);
  g_assert_cmpstr (verify->missing->pdata[0], ==, "photos/2019/06/b.jpg");
  g_assert_cmpuint (verify->damaged->len + verify->orphans->len, ==, 0);
}

static void
test_orphan (Fixture      *f,
             gconstpointer data)
{
  g_autoptr (ZbVerifyResult) verify = NULL;

  zb_flow_put_file (f->library, "photos/2019/07/nobody.jpg", "x");
  verify = zb_flow_verify (f->library, FALSE);
  g_assert_false (verify->ok);
  g_assert_cmpuint (verify->orphans->len, ==, 1);
  g_assert_cmpstr (verify->orphans->pdata[0], ==, "photos/2019/07/nobody.jpg");
}

/* A killed copy is named, and no fault: the next import sweeps it. */
static void
test_temporary (Fixture      *f,
                gconstpointer data)
{
  g_autoptr (ZbVerifyResult) verify = NULL;

  zb_flow_put_file (f->library, "photos/.tmp-12-0000abcd", "x");
  verify = zb_flow_verify (f->library, TRUE);
  g_assert_true (verify->ok);
  g_assert_cmpuint (verify->temporary->len, ==, 1);
  g_assert_cmpuint (verify->orphans->len, ==, 0);
}

static void
test_changed (Fixture      *f,
              gconstpointer data)
{
  g_autoptr (ZbVerifyResult) quick = NULL;
  g_autoptr (ZbVerifyResult) deep = NULL;

  zb_flow_put_file (f->library, "photos/undated/c.jpg", "sIx");
  quick = zb_flow_verify (f->library, FALSE);
  g_assert_true (quick->ok);
  deep = zb_flow_verify (f->library, TRUE);
  g_assert_false (deep->ok);
  g_assert_cmpuint (deep->damaged->len, ==, 1);
  g_assert_cmpstr (deep->damaged->pdata[0], ==, "photos/undated/c.jpg");
}

static void
test_cut (Fixture      *f,
          gconstpointer data)
{
  g_autoptr (ZbVerifyResult) verify = NULL;

  zb_flow_put_file (f->library, "photos/undated/c.jpg", "si");
  verify = zb_flow_verify (f->library, FALSE);
  g_assert_cmpuint (verify->damaged->len, ==, 1);
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer data)
{
  guint *last = data;

  g_assert_cmpuint (done, >=, *last);
  g_assert_cmpuint (done, <=, total);
  *last = done;
}

static void
test_progress (Fixture      *f,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = zb_flow_open (f->library, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbVerifyResult) verify = NULL;
  GAsyncResult *given = NULL;
  guint         last = 0;

  zb_verify_async (library, TRUE, progress_cb, &last, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, 30);
  verify = zb_verify_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, 3);
}

static void
test_cancel (Fixture      *f,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = zb_flow_open (f->library, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbVerifyResult) verify = NULL;
  GAsyncResult *given = NULL;

  g_cancellable_cancel (cancellable);
  zb_verify_async (library, TRUE, NULL, NULL, cancellable, zb_test_result_cb, &given);
  result = zb_test_wait (&given, 30);
  verify = zb_verify_finish (result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (verify);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/verify/a-whole-library-is-ok", test_whole);
  ADD ("/verify/names-what-is-missing", test_missing);
  ADD ("/verify/names-a-file-without-a-row", test_orphan);
  ADD ("/verify/a-killed-copy-is-named-and-no-fault", test_temporary);
  ADD ("/verify/only-deep-sees-changed-bytes", test_changed);
  ADD ("/verify/a-changed-size-needs-no-hash", test_cut);
  ADD ("/verify/progress-only-rises", test_progress);
  ADD ("/verify/can-be-cancelled", test_cancel);

  return g_test_run ();
}
