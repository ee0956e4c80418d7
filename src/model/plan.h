/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/day.h"
#include "model/kind.h"

G_BEGIN_DECLS

/* A year's plan as proposed (rules/planner.h). */
typedef enum
{
  ZB_SHIFT_NEXT,     /* on a day off: the next working day … */
  ZB_SHIFT_PREVIOUS, /* … the last one before … */
  ZB_SHIFT_KEEP,     /* … or the day itself; it is told in any case */
} ZbShift;

/* Another day for a proposal, and why it could be that one. */
typedef struct
{
  ZbDay day;
  char *why; /* 节后第一个工作日 */
} ZbPlanChoice;

typedef struct
{
  ZbDay      day;    /* proposed */
  ZbDay      wanted; /* what the rule says; other than `day` when it is moved */
  char      *why;    /* why `wanted` is doubtful: 春节假期, 周日, 该年无放假安排; NULL when it is not */
  ZbKinds    kinds;  /* 0: a task */
  char      *task;   /* plan-filing …: a day not to be missed, no meeting; NULL */
  gboolean   joint;
  gint64     group; /* 0: the branch */
  char      *group_name;
  char      *theme;        /* 一季度党员大会 */
  int        hour, minute; /* a usual time; hour -1: the whole day */
  GPtrArray *choices;      /* of ZbPlanChoice: the proposal first; other days that would do */
  GPtrArray *rules;        /* of char *: codes of the requirements it satisfies */
} ZbPlanItem;
typedef struct
{
  GPtrArray *items;       /* of ZbPlanItem, by day */
  guint      n_owed;      /* requirements that the meetings satisfy, one for each period and subject */
  guint      n_folded;    /* of those, held inside another meeting */
  gboolean   no_holidays; /* the table says nothing of that year */
  GPtrArray *to_name;     /* of char *: persons who owe a lecture this year and have to be put down as lecturers */
} ZbPlan;
G_END_DECLS
