/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/roster-private.h"

G_BEGIN_DECLS

/* One edit on its way to the store thread. */
typedef struct
{
  ZbLibrary     *library; /* borrowed: the task's source object holds it */
  gint64         id;      /* member, or branch */
  gint64         span_id;
  ZbMemberDraft *draft;
  ZbSpan        *span;
  gboolean       new_here;
  int            years;
  char          *day; /* of the step; else today */
  char          *cause;
  char          *note;
  ZbTransfer     transfer;
} ZbRosterEdit;

/* Sets CONFLICT; FALSE. */
gboolean zb_roster_refuse (GError **error, const char *why);
/* What the edit knows only now: 修改党员：张三. */
void     zb_roster_edit_label (ZbRosterEdit *edit, const char *verb, const char *name);
gpointer zb_roster_edit_answer (gint64 id);

/* The steps of a member's life here: store thread, inside a change; `data` is a ZbRosterEdit. */
gpointer zb_roster_run_transfer_in (ZbDb *db, gpointer data, GCancellable *cancellable, GError **error);
gpointer zb_roster_run_leave (ZbDb *db, gpointer data, GCancellable *cancellable, GError **error);
gpointer zb_roster_run_turn_full (ZbDb *db, gpointer data, GCancellable *cancellable, GError **error);
gpointer zb_roster_run_receipt (ZbDb *db, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
