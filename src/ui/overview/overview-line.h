/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/calendar.h"

G_BEGIN_DECLS

/* What several meetings of a requirement lack. */
typedef struct
{
  ZbGap   gap;
  guint   n;        /* meetings; of CAPTIONS photos */
  GArray *meetings; /* gint64, by start */
} ZbOverviewTag;

/* One requirement in one quarter: all its periods, groups and persons together. */
typedef struct
{
  char      *name;
  ZbKinds    kinds; /* 0: a paper */
  char      *task;  /* of a paper that is still owed; NULL */
  ZbDay      first; /* of the period that it is owed for */
  guint      owed, held, planned;
  gboolean   later;    /* owed this year, and not in this quarter */
  char      *when;     /* 下次 7 月 10 日 周三 */
  gboolean   short_of; /* neither held nor planned as often as it is owed */
  GPtrArray *tags;     /* of ZbOverviewTag */
} ZbOverviewLine;

void zb_overview_line_free (ZbOverviewLine *line);

/* Of ZbOverviewLine, in the profile's order, of the quarter that `day` is in. */
GPtrArray *zb_overview_list_lines (ZbCalendar *calendar, ZbDay day);

/* The tab of a meeting's page where a gap is mended. */
const char *zb_overview_get_tab (ZbGap gap);
char       *zb_overview_dup_tag (const ZbOverviewTag *tag); /* 缺说明 9 */
char       *zb_overview_dup_day (ZbDay day);                /* 7 月 10 日 周三 */
const char *zb_overview_get_weekday (ZbDay day);            /* 周三 */

G_END_DECLS
