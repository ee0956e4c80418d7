/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/match.h"

G_BEGIN_DECLS

/* Meetings by day, for looking up whose time a moment is. */
typedef struct
{
  gint64   from, to;           /* window, both inclusive */
  gint64   core_from, core_to; /* from its start to its end */
  gboolean whole_days;
} ZbMatchWindow;

#define ZB_MATCH_NOBODY -1    /* in no meeting's window */
#define ZB_MATCH_AMBIGUOUS -2 /* in those of several, and no telling which */

#define ZB_MATCH_WORK_STARTS (8 * 3600)
#define ZB_MATCH_WORK_ENDS (18 * 3600)

typedef struct _ZbMatchIndex ZbMatchIndex;

/* Borrows the meetings. */
ZbMatchIndex *zb_match_index_new (const ZbMatchMeeting *meetings, guint n_meetings);
void          zb_match_index_free (ZbMatchIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbMatchIndex, zb_match_index_free)

const ZbMatchWindow *zb_match_index_get (const ZbMatchIndex *self, guint meeting);
int                  zb_match_index_of_id (const ZbMatchIndex *self, gint64 id); /* or NOBODY */

/* Who owns a moment: a meeting during which it is (*core TRUE), else the one it is just before or
 * after, timed ones before whole days. Ambiguous and core: meetings at the same time.
 */
int zb_match_index_find (const ZbMatchIndex *self, gint64 seconds, gboolean *core);

/* Of guint: meetings whose window touches from … to, nearest to `middle` first. */
GArray *zb_match_index_list (const ZbMatchIndex *self, gint64 from, gint64 to, gint64 middle);

gint64 zb_match_get_day (gint64 seconds);         /* counted from 04:00 */
gint64 zb_match_get_day_seconds (gint64 seconds); /* since 00:00 */

G_END_DECLS
