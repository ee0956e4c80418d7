/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/hush.h"

/* A zip's impossible dates are GLib's complaint, not libgsf's. */
static gboolean
is_foreign (const char *domain)
{
  return domain == NULL || g_str_has_prefix (domain, "libgsf") || g_str_has_prefix (domain, "GLib");
}

static void
weigh_message (const char    *domain,
               GLogLevelFlags level,
               const char    *message,
               gpointer       data)
{
  const ZbHush *hush = data;

  if (is_foreign (domain))
    return;

  hush->log (domain, level, message, NULL);
  if ((level & hush->fatal) != 0)
    g_abort ();
}

void
zb_hush_begin (ZbHush *hush)
{
  hush->log = g_log_set_default_handler (weigh_message, hush);
  hush->fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
}

void
zb_hush_end (ZbHush *hush)
{
  g_log_set_always_fatal (hush->fatal);
  g_log_set_default_handler (hush->log, NULL);
}
