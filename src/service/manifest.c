/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/manifest.h"

#include "photo/shelf.h"
#include "store/db.h"

#include <string.h>

#define HEX 64

static void
line_free (gpointer data)
{
  ZbManifestLine *line = data;

  g_free (line->path);
  g_free (line);
}

GPtrArray *
zb_manifest_lines_new (void)
{
  return g_ptr_array_new_with_free_func (line_free);
}

ZbManifestLine *
zb_manifest_line_new (const char *path)
{
  ZbManifestLine *line = g_new0 (ZbManifestLine, 1);

  line->path = g_strdup (path);
  return line;
}

static void
append_path (GString    *text,
             const char *path)
{
  for (; *path != '\0'; path++)
    switch (*path)
      {
      case '\\':
        g_string_append (text, "\\\\");
        break;
      case '\n':
        g_string_append (text, "\\n");
        break;
      case '\r':
        g_string_append (text, "\\r");
        break;
      default:
        g_string_append_c (text, *path);
      }
}

char *
zb_manifest_to_text (GPtrArray *lines,
                     gsize     *length)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const ZbManifestLine *line = lines->pdata[i];
      g_autofree char      *hex = zb_shelf_hex (line->sha256);

      if (strpbrk (line->path, "\\\n\r") != NULL)
        g_string_append_c (text, '\\');
      g_string_append (text, hex);
      g_string_append (text, "  ");
      append_path (text, line->path);
      g_string_append_c (text, '\n');
    }

  *length = text->len;
  return g_string_free (text, FALSE);
}

gboolean
zb_manifest_allows (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (strcmp (path, "zhibu.db") == 0)
    return TRUE;
  if (!g_str_has_prefix (path, "photos/") && !g_str_has_prefix (path, "materials/"))
    return FALSE;

  parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;

  return TRUE;
}

/* NULL for an escape that sha256sum does not write. */
static char *
read_path (const char *text,
           gboolean    escaped)
{
  g_autoptr (GString) path = g_string_new (NULL);

  if (!escaped)
    return g_strdup (text);

  for (; *text != '\0'; text++)
    {
      if (*text != '\\')
        g_string_append_c (path, *text);
      else if (*++text == '\\')
        g_string_append_c (path, '\\');
      else if (*text == 'n' || *text == 'r')
        g_string_append_c (path, *text == 'n' ? '\n' : '\r');
      else
        return NULL;
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static ZbManifestLine *
read_line (const char *text)
{
  g_autofree char *hex = NULL;
  g_autofree char *path = NULL;
  ZbManifestLine  *line;
  guint8           sha256[ZB_HASH_SIZE];
  gboolean         escaped = *text == '\\';

  text += escaped;
  if (strnlen (text, HEX + 3) < HEX + 3 || text[HEX] != ' ' || (text[HEX + 1] != ' ' && text[HEX + 1] != '*'))
    return NULL;

  hex = g_strndup (text, HEX);
  path = read_path (text + HEX + 2, escaped);
  if (path == NULL || !zb_shelf_unhex (hex, sha256) || !zb_manifest_allows (path))
    return NULL;

  line = zb_manifest_line_new (path);
  memcpy (line->sha256, sha256, sizeof sha256);
  return line;
}

GPtrArray *
zb_manifest_parse (const char *text,
                   gsize       length,
                   GError    **error)
{
  g_autoptr (GPtrArray) lines = zb_manifest_lines_new ();
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  const char *end = text + length;

  while (text < end)
    {
      const char      *stop = memchr (text, '\n', end - text);
      g_autofree char *one = stop != NULL ? g_strndup (text, stop - text) : NULL;
      ZbManifestLine  *line = one != NULL ? read_line (one) : NULL;

      if (line != NULL)
        g_ptr_array_add (lines, line);
      if (line == NULL || !g_hash_table_add (paths, line->path))
        {
          g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED, "line %u of the manifest is not allowed", lines->len + 1);
          return NULL;
        }
      text = stop + 1;
    }

  return g_steal_pointer (&lines);
}
