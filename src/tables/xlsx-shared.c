/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/xlsx-private.h"

#include <string.h>

#define MAX_STRINGS ZB_TABLE_MAX_CELLS
#define MAX_STYLES 65536 /* Excel has 65490 */
#define MAX_CODE 1024    /* bytes; Excel has 255 characters */

typedef struct
{
  ZbShared *shared;
  ZbTable  *table;
  ZbRuns    runs;
} Strings;

typedef struct
{
  ZbShared *shared;
  ZbTable  *table;
  gboolean  in_cells; /* the list of cells' styles, not that of named styles */
} Styles;

void
zb_shared_init (ZbShared *shared)
{
  *shared = (ZbShared){ .strings = g_ptr_array_new () };
  shared->texts = g_string_chunk_new (64 * 1024);
  shared->codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  shared->formats = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
zb_shared_clear (ZbShared *shared)
{
  g_clear_pointer (&shared->strings, g_ptr_array_unref);
  g_clear_pointer (&shared->texts, g_string_chunk_free);
  g_clear_pointer (&shared->codes, g_hash_table_unref);
  g_clear_pointer (&shared->formats, g_array_unref);
}

static void
strings_start (gpointer         data,
               const ZbElement *element)
{
  Strings *self = data;

  zb_runs_start (&self->runs, element);
  if (zb_element_is (element, "si"))
    g_string_truncate (self->runs.text, 0);
}

static void
strings_text (gpointer    data,
              const char *text,
              int         len)
{
  Strings *self = data;

  if (self->runs.inside && self->runs.aside == 0 && !zb_runs_add (&self->runs, text, len))
    zb_table_fail (self->table, ZB_TABLE_TOO_BIG, "a shared string");
}

static void
strings_end (gpointer    data,
             const char *name)
{
  Strings  *self = data;
  ZbShared *shared = self->shared;

  zb_runs_end (&self->runs, name);
  if (strcmp (name, "si") != 0)
    return;

  zb_runs_unescape (self->runs.text);
  shared->n_text += self->runs.text->len + 1;
  if (shared->strings->len >= MAX_STRINGS || shared->n_text > ZB_TABLE_MAX_TEXT)
    zb_table_fail (self->table, ZB_TABLE_TOO_BIG, "shared strings");
  else
    g_ptr_array_add (shared->strings, self->runs.text->len == 0 ? NULL : g_string_chunk_insert_len (shared->texts, self->runs.text->str, self->runs.text->len));
}

gboolean
zb_shared_read_strings (ZbShared   *shared,
                        ZbPackage  *package,
                        const char *path)
{
  static const ZbPartFuncs funcs = { strings_start, strings_end, strings_text };
  g_autoptr (GString) text = g_string_new (NULL);
  Strings strings = { .shared = shared, .table = package->table, .runs = { .text = text } };

  return zb_package_read_part (package, path, &funcs, &strings) != ZB_PART_FAILED;
}

static void
add_code (ZbShared        *shared,
          const ZbElement *element)
{
  g_autofree char *code = zb_element_dup (element, "formatCode", FALSE);
  guint            number;

  if (code != NULL && strlen (code) <= MAX_CODE && zb_element_get_uint (element, "numFmtId", &number) && g_hash_table_size (shared->codes) < MAX_STYLES)
    g_hash_table_replace (shared->codes, GUINT_TO_POINTER (number), g_steal_pointer (&code));
}

static void
styles_start (gpointer         data,
              const ZbElement *element)
{
  Styles *self = data;
  guint   number = 0;

  if (zb_element_is (element, "numFmt"))
    add_code (self->shared, element);
  else if (zb_element_is (element, "cellXfs"))
    self->in_cells = TRUE;
  else if (zb_element_is (element, "xf") && self->in_cells)
    {
      zb_element_get_uint (element, "numFmtId", &number);
      g_array_append_val (self->shared->formats, number);
      if (self->shared->formats->len > MAX_STYLES)
        zb_table_fail (self->table, ZB_TABLE_TOO_BIG, "styles");
    }
}

static void
styles_end (gpointer    data,
            const char *name)
{
  Styles *self = data;

  if (strcmp (name, "cellXfs") == 0)
    self->in_cells = FALSE;
}

gboolean
zb_shared_read_styles (ZbShared   *shared,
                       ZbPackage  *package,
                       const char *path)
{
  static const ZbPartFuncs funcs = { styles_start, styles_end, NULL };
  Styles                   styles = { .shared = shared, .table = package->table };

  return zb_package_read_part (package, path, &funcs, &styles) != ZB_PART_FAILED;
}

const char *
zb_shared_get_format (const ZbShared *shared,
                      guint           style)
{
  const char *code;
  guint       number;

  if (style >= shared->formats->len)
    return NULL;

  number = g_array_index (shared->formats, guint, style);
  code = g_hash_table_lookup (shared->codes, GUINT_TO_POINTER (number));
  return code != NULL ? code : zb_format_builtin (number);
}
