/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>

#include "base/memory.h"
#include "ui/application.h"
#include "ui/trace.h"
#include "zb-config.h"

/* The secretary reads Chinese. Where no locale is set, GTK's own words are asked for in Chinese
 * too; C.UTF-8 is what every system has.
 */
static void
set_locale (void)
{
  const char *locale = setlocale (LC_ALL, "");

  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX") ||
      g_str_has_prefix (locale, "C."))
    {
      setlocale (LC_ALL, "C.UTF-8");
      g_setenv ("LANGUAGE", "zh_CN", FALSE);
    }

  bindtextdomain ("zhibu", ZB_LOCALEDIR);
  bind_textdomain_codeset ("zhibu", "UTF-8");
  textdomain ("zhibu");
  /* Chinese needs no catalogue of ours; but g_dgettext() translates nothing for anyone, GTK's words
   * included, when the program's own domain is set and has none.
   */
  if (*gettext ("") == '\0')
    textdomain ("messages");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (ZbApplication) application = NULL;

  zb_memory_init ();
  zb_trace_start ();
  set_locale ();
  g_set_prgname (ZB_APP_ID);
  application = zb_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
