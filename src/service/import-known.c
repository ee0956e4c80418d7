/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

#include <string.h>
#include <sys/stat.h>

/* What the library has, asked by content and by fingerprint.
 *
 * A fingerprint is name, size and time with the hash of the head. Times may differ by what a time
 * zone makes of them (a multiple of 15 minutes within 14 hours) and by FAT's two seconds. A row
 * whose file is not there with its size is no answer: the picture is taken again.
 */

#define ZONE_MOST (14 * 3600)
#define ZONE_STEP (15 * 60)
#define FAT_SECONDS 2

struct _ZbKnown
{
  char       *folder;
  GPtrArray  *files;  /* of ZbKnownFile *, by name and size */
  GHashTable *by_sha; /* → ZbKnownFile * */

  GMutex      lock;
  GHashTable *claims;  /* sha256 → ZbFileState * */
  GHashTable *revived; /* of ZbKnownFile */
  GHashTable *orphans; /* size → GPtrArray of paths */
};

static guint
hash_sha (gconstpointer key)
{
  guint hash;

  memcpy (&hash, key, sizeof hash);
  return hash;
}

static gboolean
equal_sha (gconstpointer a,
           gconstpointer b)
{
  return memcmp (a, b, ZB_HASH_SIZE) == 0;
}

static gint
compare_print (const char        *name,
               gint64             bytes,
               const ZbKnownFile *file)
{
  gint order = strcmp (name, file->original);

  return order != 0 ? order : (bytes > file->bytes) - (bytes < file->bytes);
}

static gint
compare_files (gconstpointer a,
               gconstpointer b)
{
  const ZbKnownFile *one = *(const ZbKnownFile *const *) a;

  return compare_print (one->original, one->bytes, *(const ZbKnownFile *const *) b);
}

static void
add_orphan (ZbKnown *self,
            char    *path,
            gint64   size)
{
  GPtrArray *paths = g_hash_table_lookup (self->orphans, &size);

  if (paths == NULL)
    {
      paths = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->orphans, g_memdup2 (&size, sizeof size), paths);
    }
  g_ptr_array_add (paths, path);
}

/* Files below `folder` that no row names. */
static void
find_orphans (ZbKnown    *self,
              GHashTable *rows,
              const char *folder)
{
  g_autofree char *whole = g_build_filename (self->folder, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (whole, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *child = g_build_filename (whole, name, NULL);
      struct stat      st;

      if (*name == '.' || g_hash_table_contains (rows, path) || lstat (child, &st) != 0)
        continue;
      if (S_ISDIR (st.st_mode))
        find_orphans (self, rows, path);
      else if (S_ISREG (st.st_mode))
        add_orphan (self, g_steal_pointer (&path), st.st_size);
    }
}

ZbKnown *
zb_known_new (const char *folder,
              GPtrArray  *files)
{
  ZbKnown *self = g_new0 (ZbKnown, 1);
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);

  self->folder = g_strdup (folder);
  self->files = files;
  self->by_sha = g_hash_table_new (hash_sha, equal_sha);
  self->claims = g_hash_table_new_full (hash_sha, equal_sha, g_free, NULL);
  self->revived = g_hash_table_new (NULL, NULL);
  self->orphans = g_hash_table_new_full (
      g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_mutex_init (&self->lock);

  g_ptr_array_sort (files, compare_files);
  for (guint i = 0; i < files->len; i++)
    {
      ZbKnownFile       *file = files->pdata[i];
      const ZbKnownFile *other = g_hash_table_lookup (self->by_sha, file->sha256);

      g_hash_table_add (rows, file->path);
      if (other == NULL || other->trash != ZB_TRASH_NOT)
        g_hash_table_replace (self->by_sha, file->sha256, file);
    }
  find_orphans (self, rows, "photos");

  return self;
}

void
zb_known_free (ZbKnown *self)
{
  g_free (self->folder);
  g_hash_table_unref (self->by_sha);
  g_hash_table_unref (self->claims);
  g_hash_table_unref (self->revived);
  g_hash_table_unref (self->orphans);
  g_ptr_array_unref (self->files);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
is_there (ZbKnown           *self,
          const ZbKnownFile *file)
{
  g_autofree char *path = g_build_filename (self->folder, file->path, NULL);
  struct stat      st;

  return lstat (path, &st) == 0 && S_ISREG (st.st_mode) && st.st_size == file->bytes;
}

/* FAT keeps even seconds, so a file may come back up to two seconds away from a whole step. */
static gboolean
is_same_time (gint64 a,
              gint64 b)
{
  gint64 apart = ABS (a - b);
  gint64 rest = apart % ZONE_STEP;

  return apart <= ZONE_MOST + FAT_SECONDS && (rest <= FAT_SECONDS || rest >= ZONE_STEP - FAT_SECONDS);
}

/* Index of the first known file of this name and size, or of what comes after. */
static guint
find_first (ZbKnown            *self,
            const ZbSourceFile *file)
{
  guint low = 0, high = self->files->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_print (file->name, file->size, self->files->pdata[middle]) > 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static const ZbKnownFile *
get_print (ZbKnown            *self,
           const ZbSourceFile *file,
           guint               index)
{
  const ZbKnownFile *known = index < self->files->len ? self->files->pdata[index] : NULL;

  return known != NULL && compare_print (file->name, file->size, known) == 0 ? known : NULL;
}

/* By name, size and time only: for an estimate, without touching the file. */
gboolean
zb_known_may_have (ZbKnown            *self,
                   const ZbSourceFile *file)
{
  const ZbKnownFile *known = NULL;

  for (guint i = find_first (self, file); (known = get_print (self, file, i)) != NULL; i++)
    if (is_same_time (known->mtime, file->mtime))
      return TRUE;

  return FALSE;
}

const ZbKnownFile *
zb_known_find_print (ZbKnown            *self,
                     const ZbSourceFile *file)
{
  const ZbKnownFile *known = NULL;
  guint8             head[ZB_HASH_SIZE];

  if (!zb_known_may_have (self, file) || !zb_shelf_head (file->path, head, NULL))
    return NULL;

  for (guint i = find_first (self, file); (known = get_print (self, file, i)) != NULL; i++)
    if (is_same_time (known->mtime, file->mtime) && equal_sha (known->head, head) &&
        is_there (self, known))
      return known;

  return NULL;
}

const ZbKnownFile *
zb_known_find_lost (ZbKnown      *self,
                    const guint8 *sha256)
{
  const ZbKnownFile *known = g_hash_table_lookup (self->by_sha, sha256);

  return known != NULL && !is_there (self, known) ? known : NULL;
}

gboolean
zb_known_claim (ZbKnown            *self,
                const guint8       *sha256,
                ZbFileState        *state,
                const ZbKnownFile **known,
                const ZbFileState **twin)
{
  *twin = NULL;
  *known = g_hash_table_lookup (self->by_sha, sha256);
  if (*known != NULL && is_there (self, *known))
    return FALSE;

  *known = NULL;
  g_mutex_lock (&self->lock);
  *twin = g_hash_table_lookup (self->claims, sha256);
  if (*twin == NULL || *twin == state)
    g_hash_table_replace (self->claims, g_memdup2 (sha256, ZB_HASH_SIZE), state);
  g_mutex_unlock (&self->lock);

  return *twin == NULL || *twin == state;
}

void
zb_known_unclaim (ZbKnown      *self,
                  const guint8 *sha256)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->claims, sha256);
  g_mutex_unlock (&self->lock);
}

gboolean
zb_known_revive (ZbKnown           *self,
                 const ZbKnownFile *file)
{
  gboolean first;

  g_mutex_lock (&self->lock);
  first = file->trash == ZB_TRASH_UNDO && g_hash_table_add (self->revived, (gpointer) file);
  g_mutex_unlock (&self->lock);

  return first;
}

/* Under the lock while it reads: two of one size must not hide from one another. */
char *
zb_known_take_orphan (ZbKnown      *self,
                      const guint8 *sha256,
                      gint64        size)
{
  GPtrArray *paths = NULL;
  char      *path = NULL;

  g_mutex_lock (&self->lock);
  paths = g_hash_table_lookup (self->orphans, &size);
  for (guint i = 0; paths != NULL && path == NULL && i < paths->len; i++)
    if (zb_shelf_check (self->folder, paths->pdata[i], sha256, NULL, NULL))
      path = g_ptr_array_steal_index_fast (paths, i);
  g_mutex_unlock (&self->lock);

  return path;
}
