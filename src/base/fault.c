/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fault.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *fault_text;
static gsize       fault_name_length;
static gint        fault_left;

static void
read_fault (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      const char *text = g_getenv ("ZHIBU_FAULT");
      const char *colon = text != NULL ? strchr (text, ':') : NULL;

      if (colon != NULL)
        {
          fault_text = g_strdup (text);
          fault_name_length = (gsize) (colon - text);
          g_atomic_int_set (&fault_left, atoi (colon + 1));
        }
      g_once_init_leave (&once, 1);
    }
}

void
zb_fault_point (const char *name)
{
  read_fault ();
  if (fault_text == NULL)
    return;
  if (*fault_text != '*' && (strlen (name) != fault_name_length ||
                             strncmp (name, fault_text, fault_name_length) != 0))
    return;

  if (g_atomic_int_add (&fault_left, -1) == 1)
    kill (getpid (), SIGKILL);
}
