/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *
workers_read_proc (int         pid,
                   const char *what)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, what);
  char            *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

GArray *
workers_list (void)
{
  GArray *pids = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      int              pid = atoi (name);
      g_autofree char *stat = pid > 0 ? workers_read_proc (pid, "stat") : NULL;
      const char      *after = stat == NULL ? NULL : strrchr (stat, ')');
      char             state;
      int              parent;

      if (after != NULL && sscanf (after, ") %c %d", &state, &parent) == 2 && parent == getpid ())
        g_array_append_val (pids, pid);
    }

  return pids;
}

guint
workers_count_descriptors (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd", pid);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

void
workers_use_bad (const char *how)
{
  g_autofree char *own_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (own_path);
  g_autofree char *path = g_build_filename (folder, "bad-worker", NULL);

  g_setenv ("ZHIBU_WORKER", path, TRUE);
  g_setenv ("ZB_BAD_WORKER", how, TRUE);
}
