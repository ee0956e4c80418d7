/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "photo/name.h"
#include "store/album-store.h"

/* Photos of one camera and batch in the order of their file numbers, as far as time rises with them without going back a day. */
typedef struct
{
  const ZbPhotoBrief *brief;
  int                 number;
} Shot;

static gint
compare_shots (gconstpointer a,
               gconstpointer b)
{
  const Shot *one = a, *two = b;

  if (one->number != two->number)
    return one->number < two->number ? -1 : 1;

  return (one->brief->taken.seconds > two->brief->taken.seconds) - (one->brief->taken.seconds < two->brief->taken.seconds);
}

static const ZbPhotoBrief *
find_brief (const ZbPhotoBriefs *briefs,
            gint64               photo)
{
  for (guint i = 0; i < briefs->rows->len; i++)
    {
      const ZbPhotoBrief *brief = &g_array_index (briefs->rows, ZbPhotoBrief, i);

      if (brief->id == photo)
        return brief;
    }

  return NULL;
}

static GArray *
list_shots (const ZbPhotoBriefs *briefs,
            const ZbPhotoBrief  *of)
{
  GArray *shots = g_array_new (FALSE, FALSE, sizeof (Shot));

  for (guint i = 0; i < briefs->rows->len; i++)
    {
      const ZbPhotoBrief *brief = &g_array_index (briefs->rows, ZbPhotoBrief, i);
      Shot                shot = { brief, brief->name != NULL ? zb_name_number (brief->name) : -1 };

      if (brief->batch == of->batch && g_strcmp0 (brief->camera, of->camera) == 0 && zb_wall_is_set (&brief->taken) &&
          brief->source != ZB_SOURCE_MANUAL)
        g_array_append_val (shots, shot);
    }
  g_array_sort (shots, compare_shots);
  return shots;
}

static gboolean
breaks (const GArray *shots,
        guint         i)
{
  const Shot *one = &g_array_index (shots, Shot, i), *two = &g_array_index (shots, Shot, i + 1);

  return two->brief->taken.seconds < one->brief->taken.seconds - ZB_DAY_SECONDS;
}

static GArray *
cut_run (const GArray *shots,
         gint64        photo)
{
  GArray *run = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint   at = 0, first, last;

  while (at < shots->len && g_array_index (shots, Shot, at).brief->id != photo)
    at++;
  if (at == shots->len)
    {
      g_array_append_val (run, photo);
      return run;
    }

  for (first = at; first > 0 && !breaks (shots, first - 1);)
    first--;
  for (last = at; last + 1 < shots->len && !breaks (shots, last);)
    last++;
  for (guint i = first; i <= last; i++)
    g_array_append_val (run, g_array_index (shots, Shot, i).brief->id);
  return run;
}

static gpointer
run_run_of (ZbDb         *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  const gint64 photo = *(gint64 *) data;
  g_autoptr (ZbPhotoBriefs) briefs = zb_album_store_list (db, FALSE, error);
  g_autoptr (GArray) shots = NULL;
  const ZbPhotoBrief *of;

  if (briefs == NULL || !zb_album_store_add_names (db, briefs, error))
    return NULL;

  of = find_brief (briefs, photo);
  if (of == NULL)
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no photo %" G_GINT64_FORMAT, photo);
      return NULL;
    }

  shots = of->camera != NULL ? list_shots (briefs, of) : g_array_new (FALSE, FALSE, sizeof (Shot));
  return cut_run (shots, photo);
}

void
zb_album_run_of_async (ZbAlbum            *self,
                       gint64              photo,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, g_memdup2 (&photo, sizeof photo), g_free);
  zb_library_read (zb_album_get_library (self), task, run_run_of, (GDestroyNotify) g_array_unref);
}

GArray *
zb_album_run_of_finish (ZbAlbum      *self,
                        GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
