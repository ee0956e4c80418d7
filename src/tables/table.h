/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A spreadsheet as it came: sheets of cells, and what could not be read. Bytes in, values out; what a column means
 * is nobody's business here. All readers are bounded: ZB_TABLE_MAX_*; a file that wants more has problem TOO_BIG.
 * Runs only in the worker process; the asker gets the table by zb_table_from_variant().
 */
#define ZB_TABLE_MAX_SHEETS 64
#define ZB_TABLE_MAX_ROWS 65536
#define ZB_TABLE_MAX_COLUMNS 256             /* cells further right are left out */
#define ZB_TABLE_MAX_CELLS 1000000           /* that hold something */
#define ZB_TABLE_MAX_TEXT (24 * 1024 * 1024) /* bytes of all texts */
#define ZB_TABLE_MAX_PART (96 * 1024 * 1024) /* bytes one part of a package may unpack to */
#define ZB_TABLE_MAX_FILE (64 * 1024 * 1024)

typedef enum
{
  ZB_CELL_TEXT,
  ZB_CELL_NUMBER, /* text: shortest that reads back, no exponent below 1e15; `rounded` when it lost digits */
  ZB_CELL_DATE,   /* by its number format; text: "1980-05-01", with a time of day "1980-05-01 09:30:00"; "1980-05" when
                   * the format shows no day and the day is the first: nobody said that day */
  ZB_CELL_BOOL,   /* text: "TRUE" | "FALSE" */
  ZB_CELL_ERROR,  /* text: "#N/A" */
} ZbCellKind;

typedef struct
{
  guint32 row;    /* from 0; shown to people from 1 */
  guint16 column; /* from 0; shown as A, B, …, AA */
  guint8  kind;   /* ZbCellKind */
  guint8  flags;  /* ZbCellFlags */
  char   *text;   /* UTF-8, never NULL, the table's; empty cells are not there */
} ZbCell;

typedef enum
{
  ZB_CELL_FORMULA = 1 << 0,      /* a formula's kept result */
  ZB_CELL_ROUNDED = 1 << 1,      /* a number of more than 15 digits: the last ones are gone */
  ZB_CELL_LIKE_FORMULA = 1 << 2, /* text that starts with = + - @: would run in a spreadsheet */
} ZbCellFlags;

typedef struct
{
  guint32 first_row, last_row;
  guint16 first_column, last_column; /* both included; the value stands in the first cell only */
} ZbMerge;

typedef struct
{
  char    *name;
  gboolean hidden;
  GArray  *cells;       /* of ZbCell, by row, then column */
  GArray  *merges;      /* of ZbMerge */
  GArray  *hidden_rows; /* of guint32, ascending */
} ZbSheet;

typedef enum
{
  ZB_TABLE_OK,
  ZB_TABLE_EMPTY,       /* no bytes, or no sheet with a cell */
  ZB_TABLE_NOT_A_TABLE, /* none of the kinds that are read (also: a wrong name on a picture, a .doc) */
  ZB_TABLE_DAMAGED,     /* ends early, or its structure is broken; what was read is kept in `sheets` but must not be used */
  ZB_TABLE_ENCRYPTED,   /* wants a password */
  ZB_TABLE_TOO_BIG,
  ZB_TABLE_OLD,     /* BIFF5 or older, or xlsb: ask to save it as .xlsx */
  ZB_TABLE_TIMEOUT, /* set by the asker: the reader took too long */
  ZB_TABLE_CRASH,   /* set by the asker: the reader died of it */
} ZbTableProblem;

typedef struct
{
  ZbTableProblem problem;
  char          *where;  /* English, for the log: the part or record; may be NULL */
  GPtrArray     *sheets; /* of ZbSheet */
  GStringChunk  *texts;  /* of all cells */
  gsize          n_cells, n_text;
} ZbTable;

ZbTable *zb_table_new (void);
void     zb_table_free (ZbTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbTable, zb_table_free)

/* For readers. Each returns FALSE, with `problem` set, once a bound is passed: the reader then stops. */
ZbSheet *zb_table_add_sheet (ZbTable *table, const char *name); /* NULL: too many */
gboolean zb_table_add_text (ZbTable *table, ZbSheet *sheet, guint row, guint column, const char *text, gssize length, guint flags);
/* `format`: the number format's code ("yyyy\"年\"m\"月\"", "General"; NULL is General): decides NUMBER or DATE. */
gboolean zb_table_add_number (
    ZbTable *table, ZbSheet *sheet, guint row, guint column, double number, const char *format, gboolean is_1904, guint flags);
gboolean zb_table_add_other (ZbTable *table, ZbSheet *sheet, guint row, guint column, ZbCellKind kind, const char *text, guint flags);
gboolean zb_table_fail (ZbTable *table, ZbTableProblem problem, const char *where); /* FALSE; the first one stays */
/* Sorts cells by place, drops all but the last of one place, notes EMPTY. Call once, at the end. */
void zb_table_finish (ZbTable *table);

/* Whether a number format shows a day (not only a time of day): y or d outside quotes, brackets and escapes, or m beside them. */
gboolean zb_format_is_date (const char *format);
/* The code of a builtin number format (0–49, and 27–36, 50–58 of Chinese Excel), NULL for others. */
const char *zb_format_builtin (guint number);

/* By its bytes, not by its name: OLE2 with a workbook, zip with a workbook, else text. Takes no ownership. */
ZbTable *zb_table_read (const guint8 *bytes, gsize size);
void     zb_xls_read (ZbTable *table, const guint8 *bytes, gsize size);  /* tables/xls.c: BIFF8 in OLE2 (libgsf) */
void     zb_xlsx_read (ZbTable *table, const guint8 *bytes, gsize size); /* tables/xlsx.c: libgsf zip + libxml2 SAX */
void     zb_csv_read (ZbTable *table, const guint8 *bytes, gsize size);  /* tables/csv.c: UTF-8 (mark or not), UTF-16, GB18030; , ; tab */

/* For the message between processes. */
#define ZB_TABLE_TYPE "(usa(sba(uqyys)a(uuqq)au))"
GVariant *zb_table_to_variant (ZbTable *table);      /* floating */
ZbTable  *zb_table_from_variant (GVariant *variant); /* normal form is checked; problem CRASH when it is not */

/* "A", "AA" of a column from 0. */
char *zb_column_dup_name (guint column);

G_END_DECLS
