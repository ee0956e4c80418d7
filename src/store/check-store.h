/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"
#include "store/db.h"

G_BEGIN_DECLS

/* What a check of the whole library wants beside its meetings: one query each, whatever the number of records. All of the
 * library's own branch, its first; while nobody was ever recorded in that, of all.
 */

/* A group or a person, from when to when (the first day on which no longer; empty: always so far, still so). */
typedef struct
{
  gint64   id;
  char    *name;
  ZbDay    starts, ends;
  guint    duties; /* of a person, bits 1 << ZbDuty, on the day asked about */
  gboolean leader; /* 党员领导干部 */
} ZbCheckRow;
void zb_check_row_free (ZbCheckRow *row);

/* Full and probationary members, in the ledger's order: since when both the branch and the membership hold; of who left and came
 * back, since then. Suspended membership is left out.
 */
GPtrArray *zb_check_store_list_persons (ZbDb *db, const char *day, GError **error); /* of ZbCheckRow */
/* Groups that anybody was in, by id: from the first one's coming to the last one's leaving. */
GPtrArray *zb_check_store_list_groups (ZbDb *db, GError **error); /* of ZbCheckRow */

typedef struct
{
  gint64 meeting;
  gint64 member;
  ZbMark mark;
} ZbMarkRow;
GArray *zb_check_store_list_marks (ZbDb *db, GError **error); /* of ZbMarkRow, by meeting */

G_END_DECLS
