/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/trace.h"

static gint64 started;

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       data)
{
  const char *name = data;

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, data);
  g_print ("%s %.1f\n", name, (g_get_monotonic_time () - started) / 1000.0);
}

void
zb_trace_start (void)
{
  if (g_getenv ("ZHIBU_TRACE") != NULL)
    started = g_get_monotonic_time ();
}

void
zb_trace_frame (GtkWidget  *widget,
                const char *name)
{
  GdkFrameClock *clock = started != 0 ? gtk_widget_get_frame_clock (widget) : NULL;

  if (clock == NULL)
    return;

  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), (gpointer) g_intern_string (name));
  gtk_widget_queue_draw (widget);
}
