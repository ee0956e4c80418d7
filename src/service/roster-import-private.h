/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/library-private.h"
#include "service/roster-import.h"
#include "tables/table.h"

G_BEGIN_DECLS

/* How a spreadsheet becomes a preview: its headings say which column is which field (roster-columns),
 * each row becomes a draft with what is wrong in it (roster-row), drafts meet the members
 * (roster-match), and each meeting becomes a row to tick (roster-preview). All of it is pure and can
 * be made again in a moment; only roster-import and roster-apply touch files and the library.
 */

/* A sheet's cells by place. */
typedef struct
{
  guint32 row;
  guint   first; /* in cells */
  guint   n;
} ZbSheetLine;

typedef struct
{
  const ZbSheet *sheet; /* borrowed */
  GArray        *lines; /* of ZbSheetLine: rows that hold something, ascending */
} ZbSheetView;
ZbSheetView  *zb_sheet_view_new (const ZbSheet *sheet);
void          zb_sheet_view_free (ZbSheetView *view);
const ZbCell *zb_sheet_view_find (const ZbSheetView *view, guint line, guint column); /* NULL: empty */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSheetView, zb_sheet_view_free)

/* roster-headings: what a heading means. `rank`: 0 for the plainest word of its field. */
gboolean zb_heading_read (const char *heading, ZbMemberField *field, guint *rank);
gboolean zb_heading_is_any_phone (const char *heading); /* 联系电话: either kind */
char    *zb_heading_clean (const char *heading);        /* without blanks, stars, colons, padding */

/* roster-columns: the sheet, its heading rows and what its columns are. */
typedef struct
{
  ZbSheetView *view;
  guint        body;    /* index in view->lines of the first line below the headings */
  GPtrArray   *columns; /* of ZbRosterColumn */
} ZbRosterSheet;
ZbRosterSheet  *zb_roster_sheet_find (const ZbTable *table); /* NULL: no headings */
void            zb_roster_sheet_free (ZbRosterSheet *self);
void            zb_roster_sheet_map (ZbRosterSheet *self, guint column, gboolean used, ZbMemberField field);
ZbRosterColumn *zb_roster_sheet_get_column (ZbRosterSheet *self, ZbMemberField field); /* NULL: none */
gboolean        zb_roster_sheet_is_heading (ZbRosterSheet *self, guint line);          /* repeated inside */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbRosterSheet, zb_roster_sheet_free)

/* roster-row: who stands in the body. */
typedef struct
{
  guint          row;                         /* from 1 */
  ZbMemberDraft *draft;                       /* without the refused values */
  char          *refused[ZB_N_MEMBER_FIELDS]; /* as in the sheet */
  GPtrArray     *problems;                    /* of ZbRowProblem */
} ZbRosterPerson;
GPtrArray *zb_roster_sheet_read (ZbRosterSheet *self, const char *today); /* of ZbRosterPerson */
char      *zb_roster_sample (const ZbRosterColumn *column, const char *text);

ZbRowProblem *zb_row_problem_new (const char *sheet, guint row, const char *kind, gboolean refuses);
ZbRowProblem *zb_row_problem_copy (const ZbRowProblem *problem);
void          zb_row_problem_free (ZbRowProblem *problem);

/* roster-cell: one cell as a field's value. Takes what can be taken into the draft; else a problem's code. */
const char *zb_roster_cell_read (ZbMemberField field, const ZbCell *cell, ZbMemberDraft *draft, gboolean any_phone);
char       *zb_roster_cell_dup_words (const char *code, ZbMemberField field, const char *text); /* what is wrong */
char       *zb_roster_clean_text (const char *text);

/* roster-match: whom the drafts mean. Pure. */
typedef enum
{
  ZB_SAID_NOTHING,
  ZB_SAID_SAME,
  ZB_SAID_OTHER,
} ZbSaid;

typedef struct
{
  ZbMember *member;    /* borrowed: this one */
  ZbMember *perhaps;   /* borrowed: may be this one */
  gboolean  by_number; /* `member` or `perhaps` has the draft's identity number */
  gboolean  same_name; /* somebody else has the name */
  gboolean  many;      /* cannot be told which of several: refused */
  gint      twin;      /* index of an earlier draft of the same person: refused; else -1 */
} ZbRosterMatch;

/* `members`: of ZbMember. `drafts`: of ZbMemberDraft; without a name: matched by number alone. `said`: of guint8 (ZbSaid), as many.
 * `seen`: ids (gint64, owned) of members that some draft means or may mean. */
GArray *zb_roster_match (GPtrArray *members, GPtrArray *drafts, GArray *said, GHashTable *seen);

/* roster-values: whether a value of a table says something else than ours. */
typedef enum
{
  ZB_VALUES_AGREE,
  ZB_VALUES_FINER, /* theirs is the same day, known more precisely */
  ZB_VALUES_DIFFER,
} ZbValues;
ZbValues zb_roster_values_compare (ZbMemberField field, const char *ours, const char *theirs);
char    *zb_roster_branch_key (const char *name);   /* one for all ways to write a branch's name */
char    *zb_roster_number_key (const char *number); /* one for an old number and its new one */

/* roster-preview */
typedef struct
{
  ZbRosterRow     row;
  ZbRosterPerson *person; /* borrowed */
  ZbMember       *who;    /* borrowed: member or perhaps */
  gboolean        by_number;
} ZbPreviewRow;

typedef struct
{
  GPtrArray *rows;     /* of ZbRosterRow, each the start of a ZbPreviewRow */
  GPtrArray *problems; /* of ZbRowProblem */
  GPtrArray *absent;   /* of ZbMember */
} ZbPreview;
ZbPreview *zb_preview_new (GPtrArray *people, GPtrArray *members, GPtrArray *branches, GArray *said, ZbRosterSheet *found, const char *today);
void       zb_preview_free (ZbPreview *self);
/* The same rows made again, but for one. */
void zb_preview_keep_ticks (ZbPreview *self, const ZbPreview *before, guint except);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbPreview, zb_preview_free)

/* roster-import: what the others need of it. */
typedef struct
{
  GPtrArray *members;  /* of ZbMember, everybody */
  GPtrArray *branches; /* of char * */
} ZbRosterSnapshot;
/* Store thread. */
ZbRosterSnapshot *zb_roster_snapshot_read (ZbDb *db, const char *today, GError **error);
ZbRosterSnapshot *zb_roster_snapshot_ref (ZbRosterSnapshot *self);
void              zb_roster_snapshot_unref (ZbRosterSnapshot *self);
gboolean          zb_roster_snapshot_equal (const ZbRosterSnapshot *a, const ZbRosterSnapshot *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbRosterSnapshot, zb_roster_snapshot_unref)

ZbRosterSnapshot *zb_roster_import_get_snapshot (ZbRosterImport *self); /* NULL before a file was opened */
ZbRoster         *zb_roster_import_get_roster (ZbRosterImport *self);
ZbPreview        *zb_roster_import_get_preview (ZbRosterImport *self); /* NULL: nothing to see */
ZbRosterSheet    *zb_roster_import_get_found (ZbRosterImport *self);
void              zb_roster_import_say_ticked (ZbRosterImport *self); /* emits "ticked" */

/* As opening a file, with a table that is here already: takes it. Finish as open. */
void zb_roster_import_open_table_async (ZbRosterImport     *self,
                                        ZbTable            *table,
                                        const char         *name,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);

/* roster-apply: writes rows. Store thread. */
typedef struct
{
  gint64         member; /* 0: a new one */
  gboolean       back;   /* had left, and is in the table: begins again today */
  ZbMemberDraft *draft;  /* whole */
} ZbRosterWrite;
void     zb_roster_write_free (ZbRosterWrite *write);
gboolean zb_roster_write (ZbDb *db, const ZbRosterWrite *write, const char *today, GError **error);

G_END_DECLS
