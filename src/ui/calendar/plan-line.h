/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* One proposal of a plan, and what a hand has changed of it. It belongs to a plan and changes its item. Signal: "changed". */
#define ZB_TYPE_PLAN_LINE (zb_plan_line_get_type ())
G_DECLARE_FINAL_TYPE (ZbPlanLine, zb_plan_line, ZB, PLAN_LINE, GObject)

ZbPlanLine       *zb_plan_line_new (ZbCalendar *calendar, ZbPlanItem *item);
const ZbPlanItem *zb_plan_line_get_item (ZbPlanLine *self);

gboolean zb_plan_line_is_task (ZbPlanLine *self);  /* a day not to be missed: nothing to make */
gboolean zb_plan_line_is_moved (ZbPlanLine *self); /* on another day than the rule says */
gboolean zb_plan_line_get_ticked (ZbPlanLine *self);
void     zb_plan_line_set_ticked (ZbPlanLine *self, gboolean ticked);
void     zb_plan_line_set_day (ZbPlanLine *self, ZbDay day);
void     zb_plan_line_set_theme (ZbPlanLine *self, const char *theme); /* an empty one is not taken */
char    *zb_plan_line_dup_doubt (ZbPlanLine *self);                    /* what is said of its day: 春节假期; NULL */
/* The same proposal of another plan takes over what a hand has changed. */
char *zb_plan_line_dup_key (ZbPlanLine *self);
void  zb_plan_line_take (ZbPlanLine *self, ZbPlanLine *old);

G_END_DECLS
