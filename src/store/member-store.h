/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"
#include "store/db.h"

G_BEGIN_DECLS

/* Members and their history. `today`: the day from which a change of branch or group counts.
 *
 * A draft is kept as fields of the row and as spans: branch and group as spans whose value is a name (made when there is none
 * of that name); category as spans made from category, joined and full_on: probationary from joined, full from full_on (from
 * always when full and the day is unknown; full from joined when both are one day); candidate and activist from `today`.
 * Correcting joined, full_on or category makes the probationary and full spans again; earlier candidate and activist spans stay,
 * and end where the next begins. A new branch or group ends the old span at `today` and begins one, unless the old one began that
 * day: then it is corrected.
 */
typedef enum
{
  ZB_MEMBER_INSERT_KNOWN, /* was always here so far, as an imported ledger says: branch from NULL */
  ZB_MEMBER_INSERT_NEW,   /* admitted here `today` or on joined */
} ZbMemberOrigin;

/* 0 on error. Refused (CONFLICT): no name, no branch name and no branch in the library (else its first), an id number that another has. */
gint64   zb_member_store_insert (ZbDb *db, const ZbMemberDraft *draft, ZbMemberOrigin origin, const char *today, GError **error);
gboolean zb_member_store_update (ZbDb *db, gint64 member, const ZbMemberDraft *draft, const char *today, GError **error);
/* The member with all spans, letters and differences: only for one entered by mistake. */
gboolean zb_member_store_delete (ZbDb *db, gint64 member, GError **error);

/* As of `day` (ISO): values of branch, group, category, duties are that day's; of one who has left, the last ones, present FALSE. */
ZbMember  *zb_member_store_get (ZbDb *db, gint64 member, const char *day, GError **error);
GPtrArray *zb_member_store_list (ZbDb *db, const char *day, GError **error); /* ZbMember; branch, then the ledger's order */

/* Who was a full member with a vote in `branch` (0: any) on that day: in it, full, no suspended rights, status not suspended.
 * For meetings and votes (domain.md 1.3). ids, the ledger's order. */
GArray *zb_member_store_list_voters (ZbDb *db, gint64 branch, const char *day, GError **error);

/* History. `member` 0: of all. By start (unknown first), then id. */
GPtrArray *zb_span_store_list (ZbDb *db, gint64 member, GError **error);        /* of ZbSpan */
gint64     zb_span_store_insert (ZbDb *db, const ZbSpan *span, GError **error); /* CONFLICT: ends before starts, or overlaps one of the same kind (branch, category, group) */
gboolean   zb_span_store_update (ZbDb *db, const ZbSpan *span, GError **error);
gboolean   zb_span_store_delete (ZbDb *db, gint64 span, GError **error);

/* Ends every open span of branch, group and duty on `day`: has left. `cause`: ZB_CAUSE_*. `note` may be NULL. */
gboolean zb_member_store_leave (ZbDb *db, gint64 member, const char *day, const char *cause, const char *note, GError **error);

G_END_DECLS
