/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tables/xlsx-part.h"

G_BEGIN_DECLS

/* What the sheets of a workbook refer to by number. */
typedef struct
{
  GPtrArray    *strings; /* of const char *, in `texts` */
  GStringChunk *texts;   /* bounded as the table's */
  gsize         n_text;
  GHashTable   *codes;   /* number format → its code */
  GArray       *formats; /* of guint: the number format of each style */
  gboolean      is_1904;
} ZbShared;

void zb_shared_init (ZbShared *shared);
void zb_shared_clear (ZbShared *shared);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbShared, zb_shared_clear)

gboolean    zb_shared_read_strings (ZbShared *shared, ZbPackage *package, const char *path);
gboolean    zb_shared_read_styles (ZbShared *shared, ZbPackage *package, const char *path);
const char *zb_shared_get_format (const ZbShared *shared, guint style); /* NULL is General */

/* `path` of a part whose cells go to the sheet. FALSE with the table's problem. */
gboolean zb_xlsx_read_sheet (ZbPackage *package, const ZbShared *shared, ZbSheet *sheet, const char *path);

/* Text in parts: of runs, without what is only its pronunciation. */
typedef struct
{
  GString *text;
  gboolean inside; /* a <t> */
  guint    aside;  /* within <rPh> */
} ZbRuns;

void     zb_runs_start (ZbRuns *runs, const ZbElement *element);
void     zb_runs_end (ZbRuns *runs, const char *name);
gboolean zb_runs_add (ZbRuns *runs, const char *text, int len); /* FALSE: too long */
/* _x000D_ and the like become what they stand for. */
void zb_runs_unescape (GString *text);

G_END_DECLS
