/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/roster.h"
#include "store/db.h"

G_BEGIN_DECLS

struct _ZbRoster
{
  GObject parent_instance;

  ZbLibrary  *library;
  GListStore *model;
  GHashTable *by_id; /* gint64 → ZbMember, those of the model */
  GPtrArray  *branches;
  GPtrArray  *groups;
  GPtrArray  *timers;
  gboolean    loaded;  /* once: from then on it keeps itself up to date … */
  gboolean    loading; /* … with one look at a time */
  gboolean    again;
};

/* Makes the model what `members` are, in their order; what stays as it was is not touched, and what
 * changes side by side is one signal. `members` then has the objects of the model.
 */
void zb_roster_take_members (ZbRoster *self, GPtrArray *members);

void zb_roster_branch_free (ZbBranch *branch);
void zb_roster_timer_free (ZbRosterTimer *timer);

/* Store thread. `members`: of ZbMember; of ZbRosterTimer, by due day. */
GPtrArray *zb_roster_list_timers (ZbDb *db, GPtrArray *members, const char *today, GError **error);

/* The one of this kind that is still so, or NULL; borrowed from `spans`. */
ZbSpan *zb_roster_find_open (GPtrArray *spans, ZbSpanKind kind);

/* A membership has one note for both of its ends: 来处 → 去处. Either may be NULL, and so may be the answer. */
char *zb_roster_join_note (const char *begin, const char *end);
char *zb_roster_dup_note (const ZbSpan *span, gboolean end);

/* 第 214 号 of 214; what says so itself stays. NULL for NULL. */
char *zb_roster_dup_number (const char *number);

G_END_DECLS
