/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/roster-import.h"

G_BEGIN_DECLS

/* 与平台核对: what is different between the ledger and the platform's export, kept in the library until it is worked off.
 * A list that keeps itself up to date.
 */
#define ZB_TYPE_DIFFERENCE (zb_difference_get_type ())
G_DECLARE_FINAL_TYPE (ZbDifference, zb_difference, ZB, DIFFERENCE, GObject)

/* Frozen. Properties (read only): id, kind, member (gint64, 0 nobody), name, title (Chinese: 手机号不一致), ours, theirs (as shown, masked),
 * source, note, open (gboolean). */
gint64      zb_difference_get_id (ZbDifference *self);
const char *zb_difference_get_kind (ZbDifference *self); /* only-here | only-there | differs | refused */
gint64      zb_difference_get_member (ZbDifference *self);
const char *zb_difference_get_name (ZbDifference *self);
const char *zb_difference_get_field (ZbDifference *self);     /* code, NULL */
const char *zb_difference_get_ours (ZbDifference *self);      /* canonical, NULL */
const char *zb_difference_get_theirs (ZbDifference *self);    /* canonical, NULL; of only-there NULL */
const char *zb_difference_get_id_number (ZbDifference *self); /* the person's, whole; NULL */
const char *zb_difference_get_source (ZbDifference *self);
const char *zb_difference_get_note (ZbDifference *self);
gboolean    zb_difference_get_open (ZbDifference *self);

#define ZB_TYPE_ROSTER_COMPARE (zb_roster_compare_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterCompare, zb_roster_compare, ZB, ROSTER_COMPARE, GObject)

/* Loads by itself and with every change of the library. Property: "n-open" (guint, notify). */
ZbRosterCompare *zb_roster_compare_new (ZbRoster *roster);
GListModel      *zb_roster_compare_get_model (ZbRosterCompare *self); /* of ZbDifference; open first, by kind */
void             zb_roster_compare_load_async (ZbRosterCompare *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean         zb_roster_compare_load_finish (ZbRosterCompare *self, GAsyncResult *result, GError **error);

/* Compares with a table that was opened and previewed (problem OK). Writes the differences as one change. Finish: the number of
 * people that agree, -1 on error. Compared: name id sex birth ethnicity education category branch joined full_on phone landline
 * work post address status lost away: those the table has a column for. */
void zb_roster_compare_run_async (ZbRosterCompare *self, ZbRosterImport *table, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
int  zb_roster_compare_run_finish (ZbRosterCompare *self, GAsyncResult *result, GError **error);

/* The same without writing: of ZbDifference (id 0); n_same: people that agree. Main thread, at once. */
GPtrArray *zb_roster_compare_list (ZbRosterCompare *self, ZbRosterImport *table, guint *n_same);

typedef enum
{
  ZB_RESOLVE_TAKE, /* differs: the platform's value; only-there: as a new member; only-here: the member has left (transfer out, today) */
  ZB_RESOLVE_KEEP, /* ours is right; `note`: why, what was told to the platform; may be NULL */
  ZB_RESOLVE_OPEN, /* again to be done */
} ZbResolution;
void     zb_roster_compare_resolve_async (ZbRosterCompare *self, gint64 difference, ZbResolution resolution, const char *note, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zb_roster_compare_resolve_finish (ZbRosterCompare *self, GAsyncResult *result, GError **error);

G_END_DECLS
