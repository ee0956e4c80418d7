/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsf/gsf-infile.h>

#include "tables/table.h"
#include "tables/zip-list.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInfile, g_object_unref)

/* The parts of a package (a zip of XML), read as they unpack: never one whole in memory. A part with a document type,
 * that is not well-formed, too deep or too long ends the table with its problem.
 */
typedef struct
{
  ZbTable   *table;
  GsfInfile *files;
  ZbZipList  list;
  gsize      unpacked; /* of all parts so far */
} ZbPackage;

typedef struct
{
  const char    *name;       /* without its prefix */
  const guchar **attributes; /* libxml2's five a piece */
  int            n_attributes;
} ZbElement;

/* Elements of other vocabularies than the part's are not told. */
typedef struct
{
  void (*start) (gpointer data, const ZbElement *element);
  void (*end) (gpointer data, const char *name);           /* may be NULL */
  void (*text) (gpointer data, const char *text, int len); /* may be NULL */
} ZbPartFuncs;

typedef enum
{
  ZB_PART_READ,
  ZB_PART_MISSING,
  ZB_PART_FAILED, /* with the table's problem */
} ZbPartResult;

gboolean     zb_package_open (ZbPackage *package, ZbTable *table, const guint8 *bytes, gsize size);
void         zb_package_clear (ZbPackage *package);
gboolean     zb_package_has_part (ZbPackage *package, const char *path);
ZbPartResult zb_package_read_part (ZbPackage *package, const char *path, const ZbPartFuncs *funcs, gpointer data);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbPackage, zb_package_clear)

gboolean zb_element_is (const ZbElement *element, const char *name);
/* The value, NULL when the element has no such attribute. `id` is r:id where `prefixed`. */
char    *zb_element_dup (const ZbElement *element, const char *attribute, gboolean prefixed);
gboolean zb_element_get_uint (const ZbElement *element, const char *attribute, guint *value);
gboolean zb_element_get_boolean (const ZbElement *element, const char *attribute);

/* Opens what reading needs, for a process that can open nothing later. */
void zb_package_prepare (void);

G_END_DECLS
