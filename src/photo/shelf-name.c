/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/shelf-private.h"

#include <dirent.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names in the library: safe on any disk, and never equal but for case.
 *
 * A folder's names are read once and kept, folded, for as long as an import runs, so that the
 * 10,000th picture of a folder costs what the first does. That they may grow stale is harmless: the
 * rename itself cannot overwrite.
 */

#define NAME_BYTES 255
#define EXTENSION_BYTES 16 /* with its dot; a longer one is cut like any name */

static char *
fold (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}

static gboolean
is_unsafe (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '/' || c == '\\' || type == G_UNICODE_CONTROL ||
         type == G_UNICODE_FORMAT || /* among them what turns the direction of writing */
         type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

char *
zb_shelf_clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, is_unsafe (c) || (p == normal && c == '.') ? '_' : c);
    }
  if (clean->len == 0)
    g_string_assign (clean, "_");

  return zb_shelf_numbered_name (clean->str, 0);
}

char *
zb_shelf_numbered_name (const char *name,
                        guint       n)
{
  const char      *dot = strrchr (name, '.');
  const char      *end = name + strlen (name);
  const char      *extension = dot != NULL && dot != name && end - dot <= EXTENSION_BYTES ? dot : end;
  g_autofree char *number = n < 2 ? g_strdup ("") : g_strdup_printf ("-%u", n);
  gsize            room = NAME_BYTES - strlen (number) - strlen (extension);
  gsize            stem = (gsize) (extension - name);

  if (stem > room)
    {
      const char *cut = name + room;

      if ((*cut & 0xc0) == 0x80)
        cut = g_utf8_find_prev_char (name, cut);
      stem = (gsize) (cut - name);
    }

  return g_strdup_printf ("%.*s%s%s", (int) stem, name, number, extension);
}

static GMutex      names_lock;
static GHashTable *names_of; /* "device:inode" of a folder → (folded name → number last tried) */

static GHashTable *
read_names (int folder)
{
  GHashTable    *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int            fd = dup (folder);
  DIR           *dir = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;

  if (dir == NULL && fd >= 0)
    close (fd);
  if (dir != NULL)
    {
      rewinddir (dir);
      while ((entry = readdir (dir)) != NULL)
        g_hash_table_replace (names, fold (entry->d_name), GUINT_TO_POINTER (1));
      closedir (dir);
    }

  return names;
}

/* With names_lock held. */
static GHashTable *
get_names (int folder)
{
  struct stat      st;
  g_autofree char *key = NULL;
  GHashTable      *names = NULL;

  if (fstat (folder, &st) != 0)
    memset (&st, 0, sizeof st);
  key = g_strdup_printf (
      "%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64) st.st_dev, (guint64) st.st_ino);
  if (names_of == NULL)
    names_of = g_hash_table_new_full (
        g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);

  names = g_hash_table_lookup (names_of, key);
  if (names == NULL)
    {
      names = read_names (folder);
      g_hash_table_insert (names_of, g_steal_pointer (&key), names);
    }

  return names;
}

char *
zb_shelf_claim_name (int         folder,
                     const char *name,
                     guint      *n)
{
  g_autofree char *whole = fold (name);
  GHashTable      *names = NULL;
  char            *claimed = NULL;
  char            *key = NULL;

  g_mutex_lock (&names_lock);
  names = get_names (folder);
  *n = MAX (*n, GPOINTER_TO_UINT (g_hash_table_lookup (names, whole)) + 1);
  while (claimed == NULL)
    {
      claimed = zb_shelf_numbered_name (name, *n);
      key = fold (claimed);
      if (g_hash_table_contains (names, key))
        {
          g_clear_pointer (&key, g_free);
          g_clear_pointer (&claimed, g_free);
          (*n)++;
        }
    }
  g_hash_table_replace (names, key, GUINT_TO_POINTER (1));
  g_hash_table_replace (names, g_steal_pointer (&whole), GUINT_TO_POINTER (*n));
  g_mutex_unlock (&names_lock);

  return claimed;
}

void
zb_shelf_forget_names (void)
{
  g_mutex_lock (&names_lock);
  g_clear_pointer (&names_of, g_hash_table_unref);
  g_mutex_unlock (&names_lock);
}
