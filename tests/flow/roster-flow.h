/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/roster-compare.h"
#include "service/roster-import-private.h"
#include "support/support.h"

G_BEGIN_DECLS

/* A library with a ledger, its verbs waited for. Errors fail the test. Today is 2019-06-30. */
typedef struct
{
  ZbTestFolder   *folder;
  ZbLibrary      *library;
  ZbRoster       *roster;
  ZbRosterImport *import;
} RosterFlow;
void roster_flow_set_up (RosterFlow *self, gconstpointer data);
void roster_flow_tear_down (RosterFlow *self, gconstpointer data);

/* A line a row, a tab between cells; as a .csv comes out of its reader. */
ZbTable *roster_flow_table (const char *text);
ZbSheet *roster_flow_sheet (ZbTable *table);

void roster_flow_open_table (RosterFlow *self, ZbTable *table); /* takes it */
void roster_flow_open_text (RosterFlow *self, const char *text);
void roster_flow_open_file (RosterFlow *self, const char *path);
/* NULL, and the test skipped, without samples. */
char *roster_flow_sample (const char *name);

gboolean roster_flow_apply (RosterFlow *self, guint *n_new, guint *n_changed, GError **error);
void     roster_flow_take_text (RosterFlow *self, const char *text); /* opens and applies */
void     roster_flow_load (RosterFlow *self);
void     roster_flow_undo (RosterFlow *self);
gint64   roster_flow_edit_finish (RosterFlow *self, GAsyncResult **result);

ZbMember    *roster_flow_find (RosterFlow *self, const char *name); /* borrowed; the only one of the name */
const char  *roster_flow_value (RosterFlow *self, const char *name, ZbMemberField field);
ZbRosterRow *roster_flow_row (RosterFlow *self, guint index);
char        *roster_flow_counts (RosterFlow *self);   /* "new 1 changed 0 same 2 refused 0" */
char        *roster_flow_problems (RosterFlow *self); /* "4D id-check, 5 hidden-row" */
char        *roster_flow_columns (RosterFlow *self);  /* "B name C birth" of those that are used */
char        *roster_flow_changes (const ZbRosterRow *row);

/* A right identity number: 999001, the birthday (8 digits), the order. */
char *roster_flow_number (const char *birth, guint order);

G_END_DECLS
