/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/xlsx-private.h"

#include <string.h>

#include "tables/hush.h"

/* A package's relations lead to its workbook, and the workbook's to its sheets and to what they share. */
#define MAX_RELATIONS 1024
#define MAX_PATH 512

typedef struct
{
  char    *id;
  char    *kind; /* the last word of its type: "worksheet" */
  char    *path; /* from the package's root */
  gboolean outside;
} Relation;

typedef struct
{
  ZbTable    *table;
  const char *folder; /* of the part whose relations these are */
  GPtrArray  *list;
} Relations;

typedef struct
{
  char    *name;
  char    *relation;
  gboolean hidden;
} Entry;

typedef struct
{
  ZbTable   *table;
  GPtrArray *entries;
  gboolean   is_workbook, is_1904;
} Workbook;

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->id);
  g_free (relation->kind);
  g_free (relation->path);
  g_free (relation);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->relation);
  g_free (entry);
}

/* "../x.xml" below "xl/y" is "xl/x.xml"; "/x.xml" is "x.xml". */
static char *
resolve (const char *folder,
         const char *target)
{
  g_autofree char *slashed = g_strdelimit (g_strdup (target), "\\", '/');
  g_autofree char *from_root = g_canonicalize_filename (slashed, folder);

  return g_strdup (from_root + strspn (from_root, "/"));
}

static void
relations_start (gpointer         data,
                 const ZbElement *element)
{
  Relations       *self = data;
  g_autofree char *type = NULL;
  g_autofree char *target = NULL;
  g_autofree char *mode = NULL;
  const char      *last;
  Relation        *relation;

  if (!zb_element_is (element, "Relationship"))
    return;
  type = zb_element_dup (element, "Type", FALSE);
  target = zb_element_dup (element, "Target", FALSE);
  mode = zb_element_dup (element, "TargetMode", FALSE);
  if (type == NULL || target == NULL || strlen (target) > MAX_PATH || strlen (type) > MAX_PATH)
    return;
  if (self->list->len >= MAX_RELATIONS)
    {
      zb_table_fail (self->table, ZB_TABLE_TOO_BIG, "relations");
      return;
    }

  last = strrchr (type, '/');
  relation = g_new0 (Relation, 1);
  relation->id = zb_element_dup (element, "Id", FALSE);
  relation->kind = g_strdup (last != NULL ? last + 1 : type);
  relation->path = resolve (self->folder, target);
  relation->outside = mode != NULL && g_ascii_strcasecmp (mode, "External") == 0;
  g_ptr_array_add (self->list, relation);
}

/* NULL with the table's problem. A part without relations has none. */
static GPtrArray *
read_relations (ZbPackage  *package,
                const char *part)
{
  static const ZbPartFuncs funcs = { relations_start, NULL, NULL };
  g_autofree char         *within = g_path_get_dirname (part);
  g_autofree char         *folder = g_strconcat ("/", strcmp (within, ".") == 0 ? "" : within, NULL);
  g_autofree char         *name = *part == '\0' ? g_strdup ("") : g_path_get_basename (part);
  g_autofree char         *path = g_strdup_printf ("%s/_rels/%s.rels", folder, name);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (relation_free);
  Relations relations = { package->table, folder, list };

  if (zb_package_read_part (package, path, &funcs, &relations) == ZB_PART_FAILED)
    return NULL;

  return g_steal_pointer (&list);
}

static const Relation *
find_relation (GPtrArray  *relations,
               const char *id,
               const char *kind)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const Relation *relation = relations->pdata[i];

      if (!relation->outside && (id == NULL || g_strcmp0 (relation->id, id) == 0) && (kind == NULL || strcmp (relation->kind, kind) == 0))
        return relation;
    }

  return NULL;
}

static void
workbook_start (gpointer         data,
                const ZbElement *element)
{
  Workbook        *self = data;
  g_autofree char *state = NULL;
  Entry           *entry;

  self->is_workbook = self->is_workbook || zb_element_is (element, "workbook");
  if (zb_element_is (element, "workbookPr"))
    self->is_1904 = zb_element_get_boolean (element, "date1904");
  if (!zb_element_is (element, "sheet"))
    return;
  if (self->entries->len >= MAX_RELATIONS)
    {
      zb_table_fail (self->table, ZB_TABLE_TOO_BIG, "sheets");
      return;
    }

  state = zb_element_dup (element, "state", FALSE);
  entry = g_new0 (Entry, 1);
  entry->name = zb_element_dup (element, "name", FALSE);
  entry->relation = zb_element_dup (element, "id", TRUE);
  entry->hidden = state != NULL && g_ascii_strcasecmp (state, "visible") != 0;
  g_ptr_array_add (self->entries, entry);
}

static gboolean
read_shared (ZbPackage *package,
             GPtrArray *relations,
             ZbShared  *shared)
{
  const Relation *strings = find_relation (relations, NULL, "sharedStrings");
  const Relation *styles = find_relation (relations, NULL, "styles");

  return (strings == NULL || zb_shared_read_strings (shared, package, strings->path)) &&
         (styles == NULL || zb_shared_read_styles (shared, package, styles->path));
}

/* Charts and macros have sheets of their own, without cells. */
static gboolean
read_sheets (ZbPackage      *package,
             GPtrArray      *relations,
             const Workbook *workbook,
             const ZbShared *shared)
{
  for (guint i = 0; i < workbook->entries->len; i++)
    {
      const Entry    *entry = workbook->entries->pdata[i];
      const Relation *relation = entry->relation == NULL ? NULL : find_relation (relations, entry->relation, NULL);
      ZbSheet        *sheet;

      if (relation == NULL)
        return zb_table_fail (package->table, ZB_TABLE_DAMAGED, "a sheet without a part");
      if (strcmp (relation->kind, "worksheet") != 0)
        continue;
      sheet = zb_table_add_sheet (package->table, entry->name != NULL ? entry->name : "");
      if (sheet == NULL)
        return FALSE;
      sheet->hidden = entry->hidden;
      if (!zb_xlsx_read_sheet (package, shared, sheet, relation->path))
        return FALSE;
    }

  return TRUE;
}

static void
read_workbook (ZbPackage  *package,
               const char *path)
{
  static const ZbPartFuncs funcs = { workbook_start, NULL, NULL };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GPtrArray) relations = NULL;
  g_auto (ZbShared) shared = { 0 };
  Workbook     workbook = { .table = package->table, .entries = entries };
  ZbPartResult result = zb_package_read_part (package, path, &funcs, &workbook);

  if (result == ZB_PART_MISSING)
    zb_table_fail (package->table, ZB_TABLE_DAMAGED, path);
  else if (result == ZB_PART_READ && !workbook.is_workbook)
    zb_table_fail (package->table, ZB_TABLE_NOT_A_TABLE, path);
  if (package->table->problem != ZB_TABLE_OK || (relations = read_relations (package, path)) == NULL)
    return;

  zb_shared_init (&shared);
  shared.is_1904 = workbook.is_1904;
  if (read_shared (package, relations, &shared))
    read_sheets (package, relations, &workbook, &shared);
}

static void
read_package (ZbTable      *table,
              const guint8 *bytes,
              gsize         size)
{
  g_auto (ZbPackage) package = { 0 };
  g_autoptr (GPtrArray) relations = NULL;
  const Relation *document;

  if (!zb_package_open (&package, table, bytes, size) || (relations = read_relations (&package, "")) == NULL)
    return;

  document = find_relation (relations, NULL, "officeDocument");
  if (document == NULL)
    zb_table_fail (table, ZB_TABLE_NOT_A_TABLE, "a zip");
  else if (g_str_has_suffix (document->path, ".bin"))
    zb_table_fail (table, ZB_TABLE_OLD, document->path);
  else
    read_workbook (&package, document->path);
}

void
zb_xlsx_read (ZbTable      *table,
              const guint8 *bytes,
              gsize         size)
{
  ZbHush hush;

  zb_hush_begin (&hush);
  read_package (table, bytes, size);
  zb_hush_end (&hush);
}
