/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/calendar.h"

G_BEGIN_DECLS

/* A year as the year page and nobody else shows it: one line for each requirement of meetings, one span for each of its periods
 * with all groups or persons together. A person's requirement has a line when no other asks for that kind.
 */
typedef struct
{
  ZbDay          first, last;
  guint          owed, held; /* what one subject has held too often makes up for nobody else */
  guint          n_subjects;
  gboolean       over;
  gboolean       short_of; /* over, and less held than owed */
  gboolean       open;     /* not over, and less held and planned than owed */
  gboolean       joint, moved;
  ZbMeetingState state;    /* of the meetings: the one furthest behind */
  GPtrArray     *meetings; /* of ZbMeeting, by start */
  GPtrArray     *done;     /* of char *: subjects that have all; borrowed from the verdicts, as the next */
  GPtrArray     *missing;
} ZbYearSpan;

typedef struct
{
  const ZbRequirement *rule; /* borrowed from the calendar until it changes */
  guint                owed, held;
  GPtrArray           *spans; /* of ZbYearSpan, by first */
  GPtrArray           *verdicts;
} ZbYearLine;

void       zb_year_line_free (ZbYearLine *line);
GPtrArray *zb_year_list_lines (ZbCalendar *calendar, int year, ZbKinds kinds);
/* What stands in the span beside the count: a date, groups, what is missing. `wide`: there is room for more than a date. */
char *zb_year_span_dup_words (const ZbYearLine *line, const ZbYearSpan *span, gboolean wide);
/* All of it, to be said. */
char *zb_year_span_dup_said (const ZbYearLine *line, const ZbYearSpan *span);
/* The day a new meeting would begin on. */
ZbDay zb_year_span_get_day (const ZbYearLine *line, const ZbYearSpan *span, ZbDay today);

G_END_DECLS
