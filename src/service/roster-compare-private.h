/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/roster-compare.h"
#include "service/roster-import-private.h"
#include "store/difference-store.h"

G_BEGIN_DECLS

ZbRoster *zb_roster_compare_get_roster (ZbRosterCompare *self);

/* `id_number` may be NULL. Takes nothing. */
ZbDifference *zb_difference_new (const ZbDifferenceRow *row, const char *id_number);
gboolean      zb_difference_equal (ZbDifference *a, ZbDifference *b);

/* Of ZbDifferenceRow, by kind and then as the table has them. `today`: when they were found. */
GPtrArray *zb_roster_compare_rows (ZbRosterImport *table, const char *today, guint *n_same);

/* "code\tvalue" a line. */
char          *zb_roster_draft_to_lines (const ZbMemberDraft *draft);
ZbMemberDraft *zb_roster_draft_from_lines (const char *lines);

/* Store thread: what a decision does to the ledger and to the difference. */
gboolean zb_roster_resolve (ZbDb            *db,
                            ZbDifferenceRow *row,
                            ZbResolution     resolution,
                            const char      *note,
                            const char      *today,
                            GError         **error);

G_END_DECLS
