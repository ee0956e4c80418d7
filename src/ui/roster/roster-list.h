/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/roster.h"
#include "ui/roster/roster-line.h"

G_BEGIN_DECLS

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

/* What the page of members shows: the roster, filtered, searched, sorted and grouped: a list of ZbRosterLine, and which one
 * of them is selected (it stays selected whatever hides it).
 */
#define ZB_TYPE_ROSTER_LIST (zb_roster_list_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterList, zb_roster_list, ZB, ROSTER_LIST, GObject)

/* Signal: "changed": other members are shown. */
ZbRosterList *zb_roster_list_new (ZbRoster *roster);
guint         zb_roster_list_count (ZbRosterList *self); /* members shown */
GPtrArray    *zb_roster_list_list (ZbRosterList *self);  /* of ZbMember, in the order shown, without those under closed headings */

void zb_roster_list_set_sorter (ZbRosterList *self, GtkSorter *sorter); /* of ZbMember */
void zb_roster_list_set_view (ZbRosterList *self, ZbRosterView view, const char *group);
void zb_roster_list_set_search (ZbRosterList *self, const char *words);
/* Only members whose `field` has that value; NULL takes the condition away. */
void zb_roster_list_set_only (ZbRosterList *self, ZbMemberField field, const char *value);
void zb_roster_list_set_grouping (ZbRosterList *self, ZbGrouping grouping);

G_END_DECLS
