/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "documents/ledger.h"
#include "model/record.h"
#include "model/verdict.h"

G_BEGIN_DECLS

/* The papers of the calendar in the page grid of GB/T 9704-2012 (domain.md 2.5): A4, margins 37/35/28/26 mm, 22 lines of 28
 * characters of 16 pt 仿宋 with −0.207 pt letter spacing, title 22 pt, page numbers "— 1 —". Any thread. All copy what they need.
 */
typedef struct
{
  guint8 *pixels; /* packed RGB, upright */
  int     width, height;
  char   *caption; /* may be NULL */
} ZbPaperPhoto;
void zb_paper_photo_free (ZbPaperPhoto *photo);

typedef struct
{
  const char *branch;       /* 清晏区人民法院第一党支部 */
  const char *organisation; /* to whom a plan is filed; may be NULL */
  ZbRecord   *record;       /* of RECORD, SHEET */
  GPtrArray  *photos;       /* of ZbPaperPhoto, at most six are drawn; may be NULL */
  gboolean    blank;        /* of SHEET */
  GPtrArray  *meetings;     /* of ZbMeeting: of PLAN, AGENDA; of YEAR those that the verdicts name */
  GPtrArray  *verdicts;     /* of ZbVerdict: of YEAR, OVERVIEW, REMINDER */
  GPtrArray  *lines;        /* of GStrv {day, title, detail}: what to do next, of OVERVIEW; may be NULL */
  GPtrArray  *gaps;         /* of char *: for each of `meetings` what it lacks in words, "" nothing; may be NULL */
  ZbDay       from, to, today;
  const char *quorum;                  /* of RECORD: 应到 20 人，实到 18 人，符合规定; may be NULL */
  GPtrArray  *results;                 /* of RECORD: for each vote what came of it in words (char *); may be NULL */
  gboolean    late;                    /* of RECORD: 补记 */
  guint       n_unshown;               /* of RECORD: photos of the meeting that are not among `photos` */
  const char *(*name_gap) (ZbGap gap); /* of YEAR, OVERVIEW: 缺记录; may be NULL */
  GCancellable *cancellable;           /* laying out ends early, writing then fails; may be NULL */
} ZbPaper;

typedef struct _ZbPaperPages ZbPaperPages;
ZbPaperPages                *zb_paper_record (const ZbPaper *paper, double width, double height);
ZbPaperPages                *zb_paper_sheet (const ZbPaper *paper, double width, double height);
ZbPaperPages                *zb_paper_plan (const ZbPaper *paper, double width, double height);
ZbPaperPages                *zb_paper_agenda (const ZbPaper *paper, double width, double height);
ZbPaperPages                *zb_paper_year (const ZbPaper *paper, double width, double height);
ZbPaperPages                *zb_paper_overview (const ZbPaper *paper, double width, double height);
ZbPaperPages                *zb_paper_reminder (const ZbPaper *paper, double width, double height); /* of the year of `from` */
void                         zb_paper_pages_free (ZbPaperPages *pages);
guint                        zb_paper_pages_count (ZbPaperPages *pages);
void                         zb_paper_pages_draw (ZbPaperPages *pages, guint page, cairo_t *cr);
const char                  *zb_paper_pages_get_font (ZbPaperPages *pages); /* the family really used for the body */
gboolean                     zb_paper_pages_write (ZbPaperPages *pages, const char *path, GCancellable *cancellable, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbPaperPages, zb_paper_pages_free)

/* .ics by libical-glib: `meetings` of ZbMeeting, `uids` their uid (char *), wall times in `zone` (Asia/Shanghai, with its VTIMEZONE).
 * Meetings after the year 2500, a slip of the pen, are left out. */
gboolean zb_ics_write (GPtrArray *meetings, GPtrArray *uids, const char *branch, const char *zone, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
