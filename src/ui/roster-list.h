/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* What the page of members shows: the roster, filtered, searched and grouped. Its model is a tree
 * (GtkTreeListRow of ZbRosterGroup or ZbMember); without grouping it is flat.
 */
#define ZB_TYPE_ROSTER_GROUP (zb_roster_group_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterGroup, zb_roster_group, ZB, ROSTER_GROUP, GObject)

const char *zb_roster_group_get_title (ZbRosterGroup *self);
/* 12 名，组长 张某某; the members shown now. */
char *zb_roster_group_dup_detail (ZbRosterGroup *self);
guint zb_roster_group_get_order (ZbRosterGroup *self);

typedef enum
{
  ZB_VIEW_ALL, /* who belongs to a branch now */
  ZB_VIEW_FULL,
  ZB_VIEW_PROBATIONARY,
  ZB_VIEW_ON_THE_WAY, /* activists and candidates */
  ZB_VIEW_GROUP,      /* of one 党小组, by name */
  ZB_VIEW_DOUBTFUL,
  ZB_VIEW_LEFT,
  ZB_N_VIEWS
} ZbRosterView;

/* Whether a member is shown in a view; `group` for GROUP. */
gboolean zb_roster_view_has (ZbRosterView view, const char *group, ZbMember *member);

typedef enum
{
  ZB_GROUPING_NONE,
  ZB_GROUPING_GROUP,
  ZB_GROUPING_CATEGORY,
  ZB_GROUPING_BRANCH,
  ZB_N_GROUPINGS
} ZbGrouping;

#define ZB_TYPE_ROSTER_LIST (zb_roster_list_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterList, zb_roster_list, ZB, ROSTER_LIST, GObject)

/* Signal: "changed": other members are shown. */
ZbRosterList *zb_roster_list_new (ZbRoster *roster);
GListModel   *zb_roster_list_get_tree (ZbRosterList *self);
guint         zb_roster_list_count (ZbRosterList *self); /* members shown */

void zb_roster_list_set_view (ZbRosterList *self, ZbRosterView view, const char *group);
void zb_roster_list_set_search (ZbRosterList *self, const char *words);
/* Only members whose `field` has that value; NULL takes the condition away. */
void zb_roster_list_set_only (ZbRosterList *self, ZbMemberField field, const char *value);
void zb_roster_list_set_grouping (ZbRosterList *self, ZbGrouping grouping);

G_END_DECLS
