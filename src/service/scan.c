/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/scan.h"

#include "photo/shelf.h"
#include "photo/taken.h"
#include "service/picture-pool.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One thread walks, then one a core has files read by the pool, in any order; what is done is told
 * on the asker's thread in order. `lock` guards `next`, `n_told`, `telling` and every `is_done`.
 */
#define ZONE "Asia/Shanghai" /* there is no library to say another */
#define UNREADABLE "unreadable"
#define MAX_THREADS 16

typedef struct
{
  const ZbSourceFile *file;
  ZbPhotoFields       fields;
  gboolean            is_done;
} Entry;

typedef struct
{
  GStrv          paths;
  gint64         today;
  GTimeZone     *zone;
  ZbScanFunc     found;
  gpointer       found_data;
  ZbPicturePool *pool;
  GPtrArray     *shots;   /* of ZbShot, owns the files */
  GPtrArray     *entries; /* of Entry, by path */
  GMutex         lock;
  guint          next;
  guint          n_told;
  gboolean       telling;
  gint           n_bad;
} Scan;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  zb_photo_fields_clear (&entry->fields);
  g_free (entry);
}

static void
scan_free (gpointer data)
{
  Scan *scan = data;

  g_clear_pointer (&scan->pool, zb_picture_pool_free);
  g_clear_pointer (&scan->entries, g_ptr_array_unref);
  g_clear_pointer (&scan->shots, g_ptr_array_unref);
  g_time_zone_unref (scan->zone);
  g_mutex_clear (&scan->lock);
  g_strfreev (scan->paths);
  g_free (scan);
}

static void
set_taken (ZbPhotoFields *fields,
           const ZbTaken *taken)
{
  const ZbCandidate *best = zb_taken_get_best (taken);

  fields->links = zb_taken_get_links (taken);
  if (best == NULL)
    return;

  fields->taken = best->wall;
  fields->source = best->source;
  fields->confidence = best->confidence;
  fields->doubts = best->doubts;
  fields->offset = g_strdup (best->offset);
}

static void
set_picture (Scan         *scan,
             Entry        *entry,
             const ZbTags *tags)
{
  g_autofree char *folder_path = g_path_get_dirname (entry->file->path);
  g_autofree char *folder = g_filename_display_basename (folder_path);
  ZbTakenContext   context = {
      .name = entry->file->name,
      .folder = folder,
      .mtime = entry->file->mtime,
      .today = scan->today,
      .zone = scan->zone,
  };
  g_autoptr (ZbTaken) taken = zb_taken_decide (tags, &context);
  ZbPhotoFields *fields = &entry->fields;

  set_taken (fields, taken);
  fields->camera = zb_tags_dup_camera (tags);
  fields->width = tags->width;
  fields->height = tags->height;
  fields->screenshot = zb_taken_is_screenshot (tags, entry->file->name);
}

/* An open file whose first byte can be read, or -1. */
static int
open_source (const ZbSourceFile *file)
{
  struct stat st;
  char        byte;
  int         fd;

  if (file->size < 0 || (fd = open (file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) < 0)
    return -1;
  if (fstat (fd, &st) == 0 && S_ISREG (st.st_mode) && pread (fd, &byte, 1, 0) >= 0)
    return fd;

  close (fd);
  return -1;
}

static void
read_entry (Scan  *scan,
            Entry *entry)
{
  g_auto (ZbPicture) picture = { 0 };
  ZbPhotoFields *fields = &entry->fields;
  int            fd = open_source (entry->file);

  fields->file = g_filename_display_name (entry->file->path);
  fields->original = g_strdup (entry->file->name);
  fields->bytes = MAX (entry->file->size, 0);
  fields->orientation = 1;
  if (fd < 0)
    {
      if (entry->file->size != ZB_SIZE_NOT_A_FILE)
        fields->problem = g_strdup (UNREADABLE);
      return;
    }

  zb_picture_pool_read (scan->pool, fd, ZB_WANT_TAGS, &picture);
  close (fd);
  fields->format = g_strdup (zb_format_to_code (picture.tags.format));
  fields->problem = g_strdup (zb_problem_to_code (picture.tags.problem));
  fields->orientation = MAX (picture.tags.orientation, 1);
  if (picture.tags.format != ZB_FORMAT_NONE)
    set_picture (scan, entry, &picture.tags);
}

static Entry *
next_to_tell (Scan *scan)
{
  Entry *entry = NULL;

  g_mutex_lock (&scan->lock);
  if (scan->n_told < scan->entries->len)
    entry = scan->entries->pdata[scan->n_told];
  if (entry != NULL && entry->is_done)
    scan->n_told++;
  else
    {
      entry = NULL;
      scan->telling = FALSE;
    }
  g_mutex_unlock (&scan->lock);

  return entry;
}

/* On the asker's thread. */
static gboolean
tell_cb (gpointer data)
{
  GTask *task = data;
  Scan  *scan = g_task_get_task_data (task);
  Entry *entry;

  while ((entry = next_to_tell (scan)) != NULL)
    {
      if (entry->fields.problem != NULL)
        scan->n_bad++;
      if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        scan->found (&entry->fields, scan->found_data);
      zb_photo_fields_clear (&entry->fields);
      memset (&entry->fields, 0, sizeof entry->fields);
    }

  return G_SOURCE_REMOVE;
}

/* On the asker's thread, after all that was told. */
static gboolean
finish_cb (gpointer data)
{
  g_autoptr (GTask) task = data;
  Scan *scan = g_task_get_task_data (task);

  tell_cb (task);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_int (task, scan->n_bad);

  return G_SOURCE_REMOVE;
}

static void
send (GTask         *task,
      GSourceFunc    func,
      gpointer       data,
      GDestroyNotify free_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, func, data, free_data);
  g_source_attach (source, g_task_get_context (task));
}

static void
finish_entry (GTask *task,
              Scan  *scan,
              Entry *entry)
{
  gboolean wake;

  g_mutex_lock (&scan->lock);
  entry->is_done = TRUE;
  wake = !scan->telling && scan->entries->pdata[scan->n_told] == entry;
  scan->telling = scan->telling || wake;
  g_mutex_unlock (&scan->lock);

  if (wake)
    send (task, tell_cb, g_object_ref (task), g_object_unref);
}

static gpointer
read_thread (gpointer data)
{
  GTask *task = data;
  Scan  *scan = g_task_get_task_data (task);

  while (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      Entry *entry = NULL;

      g_mutex_lock (&scan->lock);
      if (scan->next < scan->entries->len)
        entry = scan->entries->pdata[scan->next++];
      g_mutex_unlock (&scan->lock);
      if (entry == NULL)
        break;

      read_entry (scan, entry);
      finish_entry (task, scan, entry);
    }

  return NULL;
}

static gint
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  return strcmp ((*(Entry *const *) a)->file->path, (*(Entry *const *) b)->file->path);
}

static void
list_entries (Scan *scan)
{
  for (guint i = 0; i < scan->shots->len; i++)
    {
      const ZbShot *shot = scan->shots->pdata[i];

      for (guint j = 0; j < shot->n_files; j++)
        {
          Entry *entry = g_new0 (Entry, 1);

          entry->file = &shot->files[j];
          g_ptr_array_add (scan->entries, entry);
        }
    }
  g_ptr_array_sort (scan->entries, compare_entries);
}

static gpointer
scan_thread (gpointer data)
{
  GTask   *task = data;
  Scan    *scan = g_task_get_task_data (task);
  guint    n_threads = CLAMP (g_get_num_processors (), 1, MAX_THREADS);
  GThread *threads[MAX_THREADS];

  scan->shots = zb_shelf_walk (
      (const char *const *) scan->paths, g_task_get_cancellable (task), NULL, NULL);
  list_entries (scan);
  scan->pool = zb_picture_pool_new (n_threads);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("scan", read_thread, task);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  g_clear_pointer (&scan->pool, zb_picture_pool_free);

  send (task, finish_cb, task, NULL);
  return NULL;
}

void
zb_scan_async (const char *const  *paths,
               const char         *today,
               ZbScanFunc          found,
               gpointer            found_data,
               GCancellable       *cancellable,
               GAsyncReadyCallback callback,
               gpointer            data)
{
  GTask   *task = g_task_new (NULL, cancellable, callback, data);
  Scan    *scan = g_new0 (Scan, 1);
  ZbWall   day = ZB_WALL_NONE;
  GThread *thread;

  g_task_set_source_tag (task, zb_scan_async);
  zb_wall_parse (&day, today);
  g_mutex_init (&scan->lock);
  scan->paths = g_strdupv ((GStrv) paths);
  scan->today = day.seconds;
  scan->zone = g_time_zone_new_identifier (ZONE);
  if (scan->zone == NULL)
    scan->zone = g_time_zone_new_offset (8 * 3600);
  scan->found = found;
  scan->found_data = found_data;
  scan->entries = g_ptr_array_new_with_free_func (entry_free);
  g_task_set_task_data (task, scan, scan_free);

  thread = g_thread_new ("scan-walk", scan_thread, task);
  g_thread_unref (thread);
}

gint
zb_scan_finish (GAsyncResult *result,
                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, zb_scan_async), -1);

  return (gint) g_task_propagate_int (G_TASK (result), error);
}
