/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents/papers.h"
#include "service/reports.h"
#include "store/db.h"

G_BEGIN_DECLS

#define ZB_REPORT_PHOTOS 6

/* One paper on its way: asked on the main thread, filled there and on the store thread, laid out on the report thread. The task that
 * holds the calendar outlives all three.
 */
typedef struct
{
  ZbCalendar   *calendar; /* borrowed */
  ZbLibrary    *library;  /* borrowed */
  ZbReport      report;
  char         *path; /* NULL: pages for the print dialog */
  double        width, height;
  ZbRecord     *record;
  GPtrArray    *chosen;   /* of ZbPhoto: those to show */
  guint         n_photos; /* of the meeting */
  GPtrArray    *meetings; /* of ZbMeeting */
  GPtrArray    *year;     /* of ZbVerdict: the calendar's own */
  GPtrArray    *verdicts; /* of ZbVerdict: those of them that the paper is about */
  GPtrArray    *lines;    /* of GStrv */
  GPtrArray    *gaps;     /* of char * */
  GPtrArray    *results;  /* of char * */
  GPtrArray    *uids;     /* of char * */
  char         *branch;
  char         *quorum;
  gboolean      late;
  ZbPaperPages *pages;
} ZbReportJob;

void zb_report_job_free (ZbReportJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbReportJob, zb_report_job_free)

gboolean zb_report_is_of_meeting (ZbReportKind kind);
/* Main thread: what the calendar knows, of a span. */
void zb_report_gather_span (ZbReportJob *job);
/* Store thread: the record and which of its photos to show. */
gboolean zb_report_gather_record (ZbReportJob *job, ZbDb *db, GError **error);
/* Main thread: what the rules say of the record. */
void zb_report_judge (ZbReportJob *job);
/* Report thread: of ZbPaperPhoto. */
GPtrArray *zb_report_read_photos (ZbReportJob *job);

G_END_DECLS
