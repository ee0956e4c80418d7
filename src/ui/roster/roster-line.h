/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/member.h"

G_BEGIN_DECLS

typedef enum
{
  ZB_GROUPING_NONE,
  ZB_GROUPING_GROUP,
  ZB_GROUPING_CATEGORY,
  ZB_GROUPING_BRANCH,
  ZB_N_GROUPINGS
} ZbGrouping;

/* The key of a member's group; "": none. */
const char *zb_roster_grouping_get_key (ZbGrouping grouping, ZbMember *member);

/* A heading of the ledger. Property: "expanded". */
#define ZB_TYPE_ROSTER_GROUP (zb_roster_group_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterGroup, zb_roster_group, ZB, ROSTER_GROUP, GObject)

/* `key`: a value of the field that groups; "": none. */
ZbRosterGroup *zb_roster_group_new (ZbGrouping grouping, const char *key);
const char    *zb_roster_group_get_key (ZbRosterGroup *self);
GPtrArray     *zb_roster_group_get_members (ZbRosterGroup *self); /* of ZbMember, shown now: the list fills it */
const char    *zb_roster_group_get_title (ZbRosterGroup *self);
/* 12 名，组长 张某某; the members shown now. */
char    *zb_roster_group_dup_detail (ZbRosterGroup *self);
gboolean zb_roster_group_get_expanded (ZbRosterGroup *self);
void     zb_roster_group_set_expanded (ZbRosterGroup *self, gboolean expanded);

/* One line of the ledger. Whom it shows changes under it ("notify::item"): other members are then new words in the
 * widgets that are there.
 */
#define ZB_TYPE_ROSTER_LINE (zb_roster_line_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterLine, zb_roster_line, ZB, ROSTER_LINE, GObject)

ZbRosterLine  *zb_roster_line_new (GObject *item);           /* ZbMember or ZbRosterGroup */
GObject       *zb_roster_line_get_item (ZbRosterLine *self); /* NULL: it shows nobody, and is hidden until it goes */
void           zb_roster_line_set_item (ZbRosterLine *self, GObject *item);
ZbMember      *zb_roster_line_get_member (ZbRosterLine *self); /* NULL: a heading */
ZbRosterGroup *zb_roster_line_get_group (ZbRosterLine *self);  /* NULL: a member */

G_END_DECLS
