/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/shelf.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What is on a card, put together into shots.
 *
 * Everything is listed, because the content decides what is a picture; only hidden names (the
 * system's own) and libraries are passed over. Links and devices come with the size
 * ZB_SIZE_NOT_A_FILE so that the report can name them.
 */

#define ZB_SHOT_SECONDS 30 /* between the files of one press of the shutter */
#define ZB_SHOT_MOST 8

typedef struct
{
  GPtrArray    *shots;
  GHashTable   *seen; /* canonical paths, so that nothing given twice is taken twice */
  GCancellable *cancellable;
  void (*found) (guint n, gpointer data);
  gpointer data;
  guint    n;
} Walk;

void
zb_shot_free (ZbShot *shot)
{
  for (guint i = 0; i < shot->n_files; i++)
    {
      g_free (shot->files[i].path);
      g_free (shot->files[i].name);
    }
  g_free (shot->files);
  g_free (shot);
}

static void
add_file (ZbShot      *shot,
          ZbSourceFile file)
{
  shot->files = g_renew (ZbSourceFile, shot->files, shot->n_files + 1);
  shot->files[shot->n_files++] = file;
}

/* Extensions: what may accompany what. */

static gboolean
has_extension (const char *name,
               const char *list)
{
  const char      *dot = strrchr (name, '.');
  g_autofree char *word = NULL;

  if (dot == NULL || dot[1] == '\0' || strlen (dot) > 6)
    return FALSE;
  word = g_strconcat (" ", dot + 1, " ", NULL);
  for (char *p = word; *p != '\0'; p++)
    *p = g_ascii_tolower (*p);

  return strstr (list, word) != NULL;
}

static gboolean
is_raw (const char *name)
{
  return has_extension (name, " cr2 cr3 crw nef nrw arw sr2 srw dng orf rw2 raf pef ");
}

static gboolean
is_picture (const char *name)
{
  return has_extension (name, " jpg jpeg jpe heic heif hif ");
}

gboolean
zb_shelf_has_picture_name (const char *name)
{
  return is_raw (name) || is_picture (name) ||
         has_extension (name, " png webp tif tiff avif mp4 mov m4v 3gp ");
}

static gboolean
is_sidecar (const char *name)
{
  return has_extension (name, " xmp aae thm ");
}

/* What files of one shot have in common: folder and name, case aside, without the last extension
 * when `stem`.
 */
static char *
dup_key (const ZbSourceFile *file,
         gboolean            stem)
{
  const char      *dot = strrchr (file->name, '.');
  gssize           length = stem && dot != NULL && dot != file->name ? dot - file->name : -1;
  g_autofree char *name = g_utf8_casefold (file->name, length);
  g_autofree char *folder = g_path_get_dirname (file->path);

  return g_build_filename (folder, name, NULL);
}

static void
add_leader (GHashTable *leaders,
            ZbShot     *shot)
{
  const ZbSourceFile *file = &shot->files[0];
  g_autofree char    *stem = dup_key (file, TRUE);
  const ZbShot       *other = g_hash_table_lookup (leaders, stem);

  if (file->size < 0 || is_sidecar (file->name))
    return;
  if (other == NULL || (!is_picture (other->files[0].name) && is_picture (file->name)))
    g_hash_table_replace (leaders, g_steal_pointer (&stem), shot);
  g_hash_table_replace (leaders, dup_key (file, FALSE), shot);
}

/* The shot that `file` goes along with; `leaders`: key → ZbShot *. */
static ZbShot *
find_leader (GHashTable         *leaders,
             const ZbSourceFile *file)
{
  g_autofree char *stem = dup_key (file, TRUE);
  ZbShot          *shot = g_hash_table_lookup (leaders, stem);

  if (file->size < 0 || shot == NULL || shot->files[0].path == file->path)
    return NULL;
  if (is_sidecar (file->name))
    return shot;
  if (is_raw (file->name) && is_picture (shot->files[0].name) &&
      ABS (shot->files[0].mtime - file->mtime) <= ZB_SHOT_SECONDS)
    return shot;

  return NULL;
}

static void
join_shot (GHashTable *leaders,
           ZbShot    **place)
{
  ZbShot *shot = *place;
  ZbShot *leader = find_leader (leaders, &shot->files[0]);

  if (leader == NULL || leader->n_files >= ZB_SHOT_MOST)
    return;

  add_file (leader, shot->files[0]);
  g_hash_table_replace (leaders, dup_key (&shot->files[0], FALSE), leader);
  g_free (shot->files);
  g_free (shot);
  *place = NULL;
}

/* `shots`: one a file. Those that go along move into their leader's and leave NULL behind. */
static void
join_shots (GPtrArray *shots)
{
  g_autoptr (GHashTable) leaders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < shots->len; i++)
    add_leader (leaders, shots->pdata[i]);

  for (int sidecars = 0; sidecars < 2; sidecars++)
    for (guint i = 0; i < shots->len; i++)
      {
        ZbShot *shot = shots->pdata[i];

        if (shot != NULL && is_sidecar (shot->files[0].name) == sidecars)
          join_shot (leaders, (ZbShot **) &shots->pdata[i]);
      }
}

static void
take_file (Walk       *walk,
           GPtrArray  *shots,
           const char *path,
           gint64      size,
           gint64      mtime)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *base = g_path_get_basename (path);
  ZbShot          *shot = NULL;

  if (!g_hash_table_add (walk->seen, g_steal_pointer (&canonical)))
    return;
  shot = g_new0 (ZbShot, 1);
  add_file (shot,
            (ZbSourceFile){ .path = g_strdup (path),
                            .name = g_utf8_make_valid (base, -1),
                            .size = size,
                            .mtime = mtime });
  g_ptr_array_add (shots, shot);
  walk->n++;
  if (walk->found != NULL)
    walk->found (walk->n, walk->data);
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const char *path)
{
  DIR           *dir = opendir (path);
  GPtrArray     *names = NULL;
  struct dirent *entry;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((entry = readdir (dir)) != NULL)
    if (entry->d_name[0] != '.')
      g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (dir);
  g_ptr_array_sort (names, compare_names);

  return names;
}

static gboolean
is_library (const char *folder)
{
  g_autofree char *db = g_build_filename (folder, "zhibu.db", NULL);

  return g_file_test (db, G_FILE_TEST_IS_REGULAR);
}

static void
take_shots (Walk      *walk,
            GPtrArray *shots)
{
  join_shots (shots);
  for (guint i = 0; i < shots->len; i++)
    if (shots->pdata[i] != NULL)
      g_ptr_array_add (walk->shots, shots->pdata[i]);
}

static void
walk_folder (Walk       *walk,
             const char *folder)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) shots = g_ptr_array_new ();
  g_autoptr (GPtrArray) below = g_ptr_array_new_with_free_func (g_free);

  if (is_library (folder) || g_cancellable_is_cancelled (walk->cancellable))
    return;

  names = list_names (folder);
  if (names == NULL)
    take_file (walk, shots, folder, ZB_SIZE_UNREADABLE, 0);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      struct stat      st;

      if (lstat (path, &st) != 0)
        take_file (walk, shots, path, ZB_SIZE_UNREADABLE, 0);
      else if (S_ISDIR (st.st_mode))
        g_ptr_array_add (below, g_steal_pointer (&path));
      else if (S_ISREG (st.st_mode))
        take_file (walk, shots, path, st.st_size, st.st_mtime);
      else
        take_file (walk, shots, path, ZB_SIZE_NOT_A_FILE, 0);
    }

  take_shots (walk, shots);
  for (guint i = 0; i < below->len; i++)
    walk_folder (walk, below->pdata[i]);
}

static gint
compare_shots (gconstpointer a,
               gconstpointer b)
{
  const ZbShot *one = *(const ZbShot *const *) a;
  const ZbShot *two = *(const ZbShot *const *) b;

  return strcmp (one->files[0].path, two->files[0].path);
}

GPtrArray *
zb_shelf_walk (const char *const *paths,
               GCancellable      *cancellable,
               void (*found) (guint n, gpointer data),
               gpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) single = g_ptr_array_new ();
  Walk walk = { g_ptr_array_new_with_free_func ((GDestroyNotify) zb_shot_free),
                seen,
                cancellable,
                found,
                data,
                0 };

  for (guint i = 0; paths[i] != NULL; i++)
    {
      struct stat st;

      /* What a person names is followed, even a link. */
      if (stat (paths[i], &st) != 0)
        take_file (&walk, single, paths[i], ZB_SIZE_UNREADABLE, 0);
      else if (S_ISDIR (st.st_mode))
        walk_folder (&walk, paths[i]);
      else if (S_ISREG (st.st_mode))
        take_file (&walk, single, paths[i], st.st_size, st.st_mtime);
      else
        take_file (&walk, single, paths[i], ZB_SIZE_NOT_A_FILE, 0);
    }
  take_shots (&walk, single);
  g_ptr_array_sort (walk.shots, compare_shots);

  return walk.shots;
}
