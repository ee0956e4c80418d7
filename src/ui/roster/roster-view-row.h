/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/roster/roster-list.h"

G_BEGIN_DECLS

/* A row of the sidebar: an icon, a name, a count; amber where it is work for the secretary. */
typedef enum
{
  ZB_ROSTER_ROW_VIEW,
  ZB_ROSTER_ROW_WORK, /* a view that wants work */
  ZB_ROSTER_ROW_TIMERS,
  ZB_ROSTER_ROW_DIFFERENCES,
} ZbRosterRowKind;

#define ZB_TYPE_ROSTER_VIEW_ROW (zb_roster_view_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterViewRow, zb_roster_view_row, ZB, ROSTER_VIEW_ROW, GtkListBoxRow)

GtkWidget      *zb_roster_view_row_new (ZbRosterRowKind kind, const char *icon, const char *title, guint count);
ZbRosterRowKind zb_roster_view_row_get_kind (ZbRosterViewRow *self);
const char     *zb_roster_view_row_get_title (ZbRosterViewRow *self);

void         zb_roster_view_row_set_view (ZbRosterViewRow *self, ZbRosterView view, const char *group);
ZbRosterView zb_roster_view_row_get_view (ZbRosterViewRow *self, const char **group);
/* The heading it stands under, NULL none. */
void        zb_roster_view_row_set_section (ZbRosterViewRow *self, const char *section);
const char *zb_roster_view_row_get_section (ZbRosterViewRow *self);

G_END_DECLS
