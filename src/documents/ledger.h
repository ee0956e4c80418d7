/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "model/member.h"

G_BEGIN_DECLS

/* The members' ledger (党员台账) on paper and as a spreadsheet. Any thread but the main one; writes to the path it is given
 * through a temporary file beside it, renamed when whole. Errors: ZB_DOCUMENT_ERROR.
 */
typedef enum
{
  ZB_DOCUMENT_ERROR_FAILED,
  ZB_DOCUMENT_ERROR_FULL,
  ZB_DOCUMENT_ERROR_PERMISSION,
} ZbDocumentError;
#define ZB_DOCUMENT_ERROR (zb_document_error_quark ())
GQuark zb_document_error_quark (void);

typedef enum
{
  ZB_LEDGER_UNIT,     /* 序号 姓名 性别 出生年月 入党时间 工作单位及职务 联系电话 所属支部 */
  ZB_LEDGER_NATIONAL, /* the national form's columns A–U (domain.md 2.1), heading rows and all */
  ZB_LEDGER_FULL,     /* every field, one heading row: what an import reads back whole */
} ZbLedgerLayout;

typedef struct
{
  const char    *title;   /* 清晏区人民法院第一党支部党员台账 */
  const char    *day;     /* ISO: as of */
  GPtrArray     *members; /* of ZbMember, in the order to print */
  ZbLedgerLayout layout;
  gboolean       masked; /* identity numbers and phones masked; always TRUE in what is published */
} ZbLedgerPlan;

/* .xlsx: typed cells (days that are whole as dates, numbers of identity as text), widths, print titles; text never a formula. */
gboolean zb_ledger_write_sheet (const ZbLedgerPlan *plan, const char *path, GCancellable *cancellable, GError **error);
/* PDF: A4 landscape, heading on every page, page numbers 第 1 页 共 3 页, Chinese line breaking, selectable text. */
gboolean zb_ledger_write_pdf (const ZbLedgerPlan *plan, const char *path, GCancellable *cancellable, GError **error);

/* The same pages for a print dialog: laid out for a page of that size in points (0, 0: A4 landscape). Copies what it needs. */
typedef struct _ZbLedgerPages ZbLedgerPages;
ZbLedgerPages                *zb_ledger_pages_new (const ZbLedgerPlan *plan, double width, double height);
void                          zb_ledger_pages_free (ZbLedgerPages *pages);
guint                         zb_ledger_pages_count (ZbLedgerPages *pages);
void                          zb_ledger_pages_draw (ZbLedgerPages *pages, guint page, cairo_t *cr); /* page from 0 */
const char                   *zb_ledger_pages_get_font (ZbLedgerPages *pages);                      /* the family really used */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbLedgerPages, zb_ledger_pages_free)

/* A list of differences (与平台核对) to print: rows of six texts (状态, 姓名, 项目, 台账, 平台, 备注). */
ZbLedgerPages *zb_difference_pages_new (const char *title, const char *day, GPtrArray *rows /* of GStrv */, double width, double height);
gboolean       zb_difference_write_pdf (const char *title, const char *day, GPtrArray *rows, const char *path, GError **error);

G_END_DECLS
