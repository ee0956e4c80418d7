/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/library-state.h"

#include <glib/gstdio.h>

/* The last openings with changes. backup/pending is there from an opening's first change until its
 * copy is made, at closing; where a crash came between, the next opening finds it and makes the
 * copy, after quick_check and before it writes anything. A copy that cannot be made never
 * stands in the way of work.
 */

static char *
name_file (ZbLibrary  *self,
           const char *name)
{
  return g_build_filename (self->folder, "backup", name, NULL);
}

void
zb_rolling_mark (ZbLibrary *self)
{
  g_autofree char *pending = name_file (self, "pending");
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents_full (pending, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, &error))
    g_info ("%s", error->message);
}

/* Two openings in one second: the later one takes the next. */
static char *
find_name (ZbLibrary *self)
{
  g_autoptr (GDateTime) moment = g_date_time_new_now (self->zone);

  for (;;)
    {
      g_autofree char *name = g_date_time_format (moment, "zhibu-%Y%m%d-%H%M%S.db");
      g_autofree char *path = name_file (self, name);
      GDateTime       *next;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);

      next = g_date_time_add_seconds (moment, 1);
      g_date_time_unref (moment);
      moment = next;
    }
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
forget_oldest (ZbLibrary *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_build_filename (self->folder, "backup", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "zhibu-2") && strlen (name) == strlen ("zhibu-YYYYMMDD-HHMMSS.db"))
      g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i + ZB_ROLLING_KEPT < names->len; i++)
    {
      g_autofree char *path = name_file (self, names->pdata[i]);

      g_unlink (path);
    }
}

void
zb_rolling_keep (ZbLibrary *self)
{
  g_autofree char *pending = name_file (self, "pending");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (pending, G_FILE_TEST_EXISTS))
    return;

  path = find_name (self);
  if (!zb_db_backup (self->db, path, &error))
    {
      g_info ("no rolling backup: %s", error->message);
      return;
    }

  forget_oldest (self);
  g_unlink (pending);
}
