/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A zip made part by part, and a workbook in one. */
typedef struct _ZbTestZip ZbTestZip;

ZbTestZip *zb_test_zip_new (void);
void       zb_test_zip_add (ZbTestZip *zip, const char *path, const char *text);
/* `text` n times, for parts that are larger than they look. */
void    zb_test_zip_add_much (ZbTestZip *zip, const char *path, const char *before, const char *text, guint n, const char *after);
GBytes *zb_test_zip_end (ZbTestZip *zip); /* frees it */

/* What a workbook with one sheet "Sheet1" (xl/worksheets/sheet1.xml) needs but that sheet. `strings` and `styles` are what
 * stands in their root elements, or NULL. */
ZbTestZip *zb_test_xlsx_new (const char *strings, const char *styles);
/* The same, with a sheet of those rows. */
GBytes *zb_test_xlsx (const char *rows, const char *strings, const char *styles);
char   *zb_test_xlsx_sheet (const char *rows);

G_END_DECLS
