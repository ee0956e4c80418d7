/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "service/roster-compare.h"
#include "service/roster.h"

G_BEGIN_DECLS

/* The ledger on its way out: as .xlsx or PDF by the file's ending, or to the print dialog. */
typedef enum
{
  ZB_EXPORT_UNIT,     /* the unit's 台账 */
  ZB_EXPORT_NATIONAL, /* the national form's columns A–U */
  ZB_EXPORT_FULL,     /* every field: comes back whole by an import */
} ZbExportLayout;

/* `members`: of ZbMember, in the order to print (NULL: all present). Never over a file it did not write unless `replace`. Finish: the
 * number of members, -1 on error. */
void zb_ledger_export_async (ZbRoster *roster, const char *path, GPtrArray *members, ZbExportLayout layout, gboolean masked, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
int  zb_ledger_export_finish (ZbRoster *roster, GAsyncResult *result, GError **error);

/* Pages for GtkPrintOperation; width and height in points. */
typedef struct _ZbPages ZbPages;
ZbPages                *zb_ledger_pages (ZbRoster *roster, GPtrArray *members, ZbExportLayout layout, gboolean masked, double width, double height);
ZbPages                *zb_compare_pages (ZbRosterCompare *compare, double width, double height);
void                    zb_pages_free (ZbPages *pages);
guint                   zb_pages_count (ZbPages *pages);
void                    zb_pages_draw (ZbPages *pages, guint page, cairo_t *cr);
const char             *zb_pages_get_font (ZbPages *pages); /* the family really used, of those that official papers name */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbPages, zb_pages_free)

/* The differences as PDF. Finish: FALSE on error. */
void     zb_compare_export_async (ZbRosterCompare *compare, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zb_compare_export_finish (ZbRosterCompare *compare, GAsyncResult *result, GError **error);

G_END_DECLS
