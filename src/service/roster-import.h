/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/roster.h"

G_BEGIN_DECLS

/* A spreadsheet on its way into the ledger: read in the worker process, its sheet and heading row found, its columns mapped, its
 * people matched with the members (by identity number, else by name + birth + joined as far as known; two of one name are never
 * merged silently), and shown before anything is written.
 *
 * Properties: "busy" (notify). Signals: "changed": the preview is new; "ticked": another choice of what to write.
 */
#define ZB_TYPE_ROSTER_IMPORT (zb_roster_import_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterImport, zb_roster_import, ZB, ROSTER_IMPORT, GObject)

ZbRosterImport *zb_roster_import_new (ZbRoster *roster);

/* Why a file as a whole could not be read. */
typedef enum
{
  ZB_SHEET_OK,
  ZB_SHEET_EMPTY,
  ZB_SHEET_NOT_A_TABLE,
  ZB_SHEET_DAMAGED,
  ZB_SHEET_ENCRYPTED,
  ZB_SHEET_TOO_BIG,
  ZB_SHEET_OLD,
  ZB_SHEET_UNREADABLE, /* the file itself: gone, no permission */
  ZB_SHEET_TIMEOUT,
  ZB_SHEET_CRASH,
  ZB_SHEET_NO_HEADINGS, /* read, but no row names 姓名 and another column */
} ZbSheetProblem;

/* Reads the file and makes the preview. Finish: FALSE and the error only when it was cancelled or the library failed; what is wrong
 * with the file is in get_problem. */
void           zb_roster_import_open_async (ZbRosterImport *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean       zb_roster_import_open_finish (ZbRosterImport *self, GAsyncResult *result, GError **error);
ZbSheetProblem zb_roster_import_get_problem (ZbRosterImport *self);
char          *zb_roster_import_dup_problem_words (ZbRosterImport *self); /* Chinese, what to do next; "" when OK */

const char *zb_roster_import_get_file (ZbRosterImport *self);  /* its name without folder */
const char *zb_roster_import_get_sheet (ZbRosterImport *self); /* the sheet's name */

/* The columns, left to right. */
typedef struct
{
  guint         column;
  char         *letter;  /* "D" */
  char         *heading; /* as in the sheet: "公民身份证号"; parts of two rows joined by "/" */
  gboolean      used;
  ZbMemberField field;  /* when used */
  char         *sample; /* the first value below; masked where it must be */
} ZbRosterColumn;
GPtrArray *zb_roster_import_get_columns (ZbRosterImport *self); /* of ZbRosterColumn; borrowed until "changed" */
/* Corrects the mapping (used FALSE: leave out) and makes the preview again. A field taken from another column leaves that one unused. */
void zb_roster_import_map (ZbRosterImport *self, guint column, gboolean used, ZbMemberField field);

typedef enum
{
  ZB_ROW_NEW,
  ZB_ROW_CHANGED,
  ZB_ROW_SAME,
  ZB_ROW_REFUSED, /* nothing of the row can be taken: no name, or nobody can tell whom it means */
} ZbRowKind;

typedef struct
{
  ZbMemberField field;
  char         *ours;   /* canonical, NULL: was empty */
  char         *theirs; /* canonical */
  gboolean      finer;  /* the same day, known more precisely */
  gboolean      ticked; /* take the table's; zb_roster_import_tick_field() */
} ZbFieldChange;

typedef struct
{
  char    *sheet;
  guint    row;     /* from 1, as in the sheet */
  char    *column;  /* "D", NULL: the row */
  char    *kind;    /* code: id-rounded … */
  char    *text;    /* Chinese: what is wrong and how to mend it in the table */
  gboolean refuses; /* its value is not taken over */
} ZbRowProblem;

typedef struct
{
  ZbRowKind      kind;
  guint          row;           /* from 1 */
  gint64         member;        /* who it is here; 0 for new */
  gint64         perhaps;       /* NEW: a member that it may be (same name; has left, …): unticked until the person says; 0 none */
  char          *perhaps_words; /* 可能与“郭某某（已转出）”是同一人; NULL */
  ZbMemberDraft *draft;         /* the values of the table that can be taken; NULL value: the table says nothing */
  GArray        *changes;       /* of ZbFieldChange: NEW: every value; CHANGED: those that differ */
  GPtrArray     *problems;      /* of ZbRowProblem */
  gboolean       ticked;
} ZbRosterRow;

/* Rows in the table's order. Borrowed until "changed". A date known to the month is no difference from the same date known to the day,
 * nor replaces it; an empty cell changes nothing; a refused value is left out of its row. */
GPtrArray *zb_roster_import_get_rows (ZbRosterImport *self);
guint      zb_roster_import_count (ZbRosterImport *self, ZbRowKind kind);
GPtrArray *zb_roster_import_get_problems (ZbRosterImport *self); /* of ZbRowProblem, all rows, the table's order */
GPtrArray *zb_roster_import_get_absent (ZbRosterImport *self);   /* of ZbMember: here, not in the table; never deleted */

void zb_roster_import_tick (ZbRosterImport *self, guint index, gboolean ticked);
void zb_roster_import_tick_field (ZbRosterImport *self, guint index, ZbMemberField field, gboolean ticked);
/* NEW with `perhaps`: it is that one (TRUE), or somebody else; makes the row again. */
void  zb_roster_import_identify (ZbRosterImport *self, guint index, gboolean is_same);
guint zb_roster_import_count_ticked (ZbRosterImport *self); /* rows NEW and CHANGED that 应用 would write */

/* Writes the ticked ones as one change. Conflict, nothing written, when the ledger changed since the preview. */
void     zb_roster_import_apply_async (ZbRosterImport *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zb_roster_import_apply_finish (ZbRosterImport *self, GAsyncResult *result, guint *n_new, guint *n_changed, GError **error);

/* For the comparison and the mapping dialog: fields a column can be mapped to, in order, are all of ZbMemberField. */

G_END_DECLS
