/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/worker.h"
#include "support/support.h"

static gpointer
double_it (gpointer      source_object,
           gpointer      task_data,
           GCancellable *cancellable,
           GError      **error)
{
  int value = GPOINTER_TO_INT (task_data);

  if (value < 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "negative");

  return GINT_TO_POINTER (value * 2);
}

static GAsyncResult *
run (ZbWorker     *worker,
     int           value,
     GCancellable *cancellable)
{
  GAsyncResult *result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, zb_test_result_cb, &result);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GINT_TO_POINTER (value), NULL);
  zb_worker_run (worker, task, double_it, NULL);
  return zb_test_wait (&result, 10);
}

static void
test_answer (void)
{
  g_autoptr (ZbWorker) worker = zb_worker_new ("test");
  g_autoptr (GAsyncResult) good = run (worker, 21, NULL);
  g_autoptr (GAsyncResult) bad = run (worker, -1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (zb_worker_is_self (worker));
  g_assert_cmpint (GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (good), &error)), ==, 42);
  g_assert_no_error (error);
  g_assert_null (g_task_propagate_pointer (G_TASK (bad), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_cancelled (void)
{
  g_autoptr (ZbWorker) worker = zb_worker_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  result = run (worker, 21, cancellable);
  g_assert_null (g_task_propagate_pointer (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/an-answer-comes-back-to-the-asking-thread", test_answer);
  g_test_add_func ("/worker/a-cancelled-job-is-not-begun", test_cancelled);
  return g_test_run ();
}
