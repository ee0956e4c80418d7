/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-private.h"

#include "store/branch-store.h"
#include "store/meeting-store.h"
#include "store/photo-store.h"
#include "store/setting-store.h"

/* What goes out, once, on the store thread: records are frozen, so the export's thread may read them while the album goes on changing. */

void
zb_export_work_free (ZbExportWork *work)
{
  g_clear_pointer (&work->items, g_array_unref);
  g_clear_pointer (&work->sections, g_array_unref);
  g_clear_pointer (&work->files, g_ptr_array_unref);
  g_free (work->root);
  g_free (work->branch);
  g_free (work->uid);
  g_free (work);
}

static void
clear_item (gpointer data)
{
  ZbExportItem *item = data;

  g_clear_object (&item->photo);
  g_clear_object (&item->meeting);
}

static void
clear_section (gpointer data)
{
  g_clear_object (&((ZbExportSection *) data)->meeting);
}

static ZbExportWork *
work_new (void)
{
  ZbExportWork *work = g_new0 (ZbExportWork, 1);

  work->items = g_array_new (FALSE, TRUE, sizeof (ZbExportItem));
  g_array_set_clear_func (work->items, clear_item);
  work->sections = g_array_new (FALSE, TRUE, sizeof (ZbExportSection));
  g_array_set_clear_func (work->sections, clear_section);
  return work;
}

static gboolean
is_in_span (const ZbExportWhich *which,
            ZbMeeting           *meeting)
{
  ZbDay day = zb_meeting_get_day (meeting);

  return (!zb_day_is_set (which->from) || zb_day_compare (day, zb_day_first (which->from)) >= 0) &&
         (!zb_day_is_set (which->to) || zb_day_compare (day, zb_day_last (which->to)) <= 0);
}

/* A screenshot in a meeting was put there by a person. */
static gboolean
is_wanted (const ZbExportWhich *which,
           const ZbPhotoFields *fields,
           ZbMeeting           *meeting)
{
  if (which->picked && !fields->picked)
    return FALSE;
  if (meeting != NULL)
    return is_in_span (which, meeting);

  return which->unlinked && which->meeting == 0 && !zb_day_is_set (which->from) && !zb_day_is_set (which->to);
}

static void
add_item (ZbExportWork *work,
          ZbPhoto      *photo,
          ZbMeeting    *meeting)
{
  ZbExportItem item = { .photo = g_object_ref (photo), .meeting = meeting != NULL ? g_object_ref (meeting) : NULL };

  work->bytes += (guint64) MAX (zb_photo_get (photo)->bytes, 0);
  g_array_append_val (work->items, item);
}

static GHashTable *
load_meetings (ZbDb    *db,
               GError **error)
{
  g_autoptr (GPtrArray) meetings = zb_meeting_store_list (db, error);
  GHashTable *by_id = NULL;

  if (meetings == NULL)
    return NULL;

  by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  for (guint i = 0; i < meetings->len; i++)
    {
      ZbMeeting *meeting = meetings->pdata[i];
      gint64     id = zb_meeting_get_id (meeting);

      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), g_object_ref (meeting));
    }

  return by_id;
}

static ZbMeeting *
find_meeting (GHashTable *meetings,
              ZbPhoto    *photo)
{
  return g_hash_table_lookup (meetings, &zb_photo_get (photo)->meeting);
}

static gboolean
add_named (ZbExportWork *work,
           ZbDb         *db,
           GHashTable   *meetings,
           const GArray *photos,
           GError      **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < photos->len; i++)
    {
      const gint64 *id = &g_array_index (photos, gint64, i);
      g_autoptr (ZbPhoto) photo = NULL;

      if (!g_hash_table_add (seen, (gpointer) id))
        continue;
      photo = zb_photo_store_get (db, *id, error);
      if (photo == NULL)
        return FALSE;
      add_item (work, photo, find_meeting (meetings, photo));
    }

  return TRUE;
}

static gboolean
add_wanted (ZbExportWork        *work,
            ZbDb                *db,
            GHashTable          *meetings,
            const ZbExportWhich *which,
            GError             **error)
{
  g_autoptr (GPtrArray) photos = zb_photo_store_list (db, ZB_PHOTOS_ALL, which->meeting, 0, error);

  for (guint i = 0; photos != NULL && i < photos->len; i++)
    {
      ZbMeeting *meeting = find_meeting (meetings, photos->pdata[i]);

      if (is_wanted (which, zb_photo_get (photos->pdata[i]), meeting))
        add_item (work, photos->pdata[i], meeting);
    }

  return photos != NULL;
}

/* What is no longer in the album is left out: it was not asked for. One query, for there may be as many as the album has. */
static gboolean
add_extra (ZbExportWork *work,
           ZbDb         *db,
           GHashTable   *meetings,
           const GArray *photos,
           GError      **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < photos->len; i++)
    g_hash_table_add (wanted, &g_array_index (photos, gint64, i));
  for (guint i = 0; i < work->items->len; i++)
    g_hash_table_remove (wanted, &zb_photo_get (g_array_index (work->items, ZbExportItem, i).photo)->id);
  if (g_hash_table_size (wanted) == 0)
    return TRUE;

  all = zb_photo_store_list (db, ZB_PHOTOS_ALL, 0, 0, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (g_hash_table_contains (wanted, &zb_photo_get (all->pdata[i])->id))
      {
        add_item (work, all->pdata[i], find_meeting (meetings, all->pdata[i]));
        g_array_index (work->items, ZbExportItem, work->items->len - 1).extra = TRUE;
      }

  return all != NULL;
}

static gint
compare_ids (gint64 a,
             gint64 b)
{
  return (a > b) - (a < b);
}

static gint
compare_meetings (ZbMeeting *a,
                  ZbMeeting *b)
{
  gint order;

  if (a == b || a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);

  order = zb_wall_compare (zb_meeting_get_start (a), zb_meeting_get_start (b));
  return order != 0 ? order : compare_ids (zb_meeting_get_id (a), zb_meeting_get_id (b));
}

static gint
compare_items (gconstpointer first,
               gconstpointer second)
{
  const ZbExportItem  *a = first, *b = second;
  const ZbPhotoFields *of_a = zb_photo_get (a->photo), *of_b = zb_photo_get (b->photo);
  gint                 order = compare_meetings (a->meeting, b->meeting);

  if (order == 0)
    order = zb_wall_compare (&of_a->taken, &of_b->taken);
  return order != 0 ? order : compare_ids (of_a->id, of_b->id);
}

static void
make_sections (ZbExportWork *work)
{
  g_array_sort (work->items, compare_items);
  for (guint i = 0; i < work->items->len; i++)
    {
      ZbExportItem *item = &g_array_index (work->items, ZbExportItem, i);

      if (i == 0 || item->meeting != g_array_index (work->items, ZbExportItem, i - 1).meeting)
        {
          ZbExportSection section = { .first = i };

          g_set_object (&section.meeting, item->meeting);
          if (section.meeting != NULL)
            zb_meeting_get_attendance (section.meeting, &section.expected, &section.present);
          g_array_append_val (work->sections, section);
        }
      item->section = work->sections->len - 1;
      g_array_index (work->sections, ZbExportSection, item->section).n++;
    }
}

static gboolean
name_library (ZbExportWork *work,
              ZbLibrary    *library,
              ZbDb         *db,
              GError      **error)
{
  g_autofree char *founded = NULL;

  work->root = g_canonicalize_filename (zb_library_get_folder (library), NULL);
  zb_day_parse (&work->today, zb_library_get_today (library));
  work->branch = zb_branch_store_get (db, &founded, error);
  if (work->branch != NULL)
    work->uid = zb_branch_store_get_uid (db, error);

  return work->uid != NULL;
}

ZbExportWork *
zb_export_gather (ZbLibrary           *library,
                  ZbDb                *db,
                  const ZbExportWhich *which,
                  const GArray        *extra,
                  GError             **error)
{
  g_autoptr (ZbExportWork) work = work_new ();
  g_autoptr (GHashTable) meetings = load_meetings (db, error);

  if (meetings == NULL || !name_library (work, library, db, error) ||
      !(which->photos != NULL ? add_named (work, db, meetings, which->photos, error)
                              : add_wanted (work, db, meetings, which, error)))
    return NULL;
  if (work->items->len == 0)
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no photo to export");
      return NULL;
    }

  if (extra != NULL && !add_extra (work, db, meetings, extra, error))
    return NULL;
  make_sections (work);
  return g_steal_pointer (&work);
}
