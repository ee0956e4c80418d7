/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include "cli/say.h"

#include <glib-unix.h>
#include <unistd.h>

void
zb_run_ready_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  ZbRun *run = data;

  run->result = g_object_ref (result);
}

GAsyncResult *
zb_run_wait (ZbRun *run)
{
  while (run->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&run->result);
}

gboolean
zb_run_open (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zb_library_open_async (run->folder, run->options->today, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  run->library = zb_library_open_finish (result, &error);
  if (run->library == NULL)
    zb_say_error (run, error);

  return run->library != NULL;
}

/* Once: whoever presses Ctrl+C a second time means it. */
static gboolean
signal_cb (gpointer data)
{
  ZbRun *run = data;

  if (run->import != NULL)
    zb_import_cancel (run->import);
  else
    g_cancellable_cancel (run->cancellable);

  return G_SOURCE_REMOVE;
}

void
zb_run_watch_signals (ZbRun *run)
{
  run->cancellable = g_cancellable_new ();
  g_unix_signal_add (SIGINT, signal_cb, run);
  g_unix_signal_add (SIGTERM, signal_cb, run);
  g_unix_signal_add (SIGHUP, signal_cb, run);
}

void
zb_run_clear (ZbRun *run)
{
  if (run->library != NULL)
    zb_library_close (run->library);
  g_clear_object (&run->library);
  g_clear_object (&run->cancellable);
  g_clear_pointer (&run->folder, g_free);
}

gboolean
zb_run_has_terminal (void)
{
  return isatty (STDERR_FILENO);
}
