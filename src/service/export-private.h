/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Between the export's own files. */
#include "service/export.h"
#include "service/library-private.h"
#include "service/picture-pool.h"

G_BEGIN_DECLS

/* One photo on its way out, in the order of the album: by meeting's start, then time, then id. */
typedef struct
{
  ZbPhoto   *photo;
  ZbMeeting *meeting; /* NULL: in none */
  guint      section; /* index into `sections` */
  gboolean   extra;   /* not asked for: in the folder since an earlier export */
} ZbExportItem;

/* A meeting's part. */
typedef struct
{
  ZbMeeting *meeting; /* NULL: photos of none */
  guint      first, n;
  guint      expected, present; /* 0: not known */
} ZbExportSection;

/* Gathered once on the store thread, then read on the export's thread. */
typedef struct
{
  char      *root; /* of the library, absolute */
  char      *branch;
  char      *uid; /* tells libraries apart */
  ZbDay      today;
  GArray    *items;    /* of ZbExportItem */
  GArray    *sections; /* of ZbExportSection */
  guint64    bytes;    /* of the originals */
  GPtrArray *files;    /* PACK: all files of the library, of ZbKnownFile *; else NULL */
} ZbExportWork;
void zb_export_work_free (ZbExportWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbExportWork, zb_export_work_free)

/* Store thread; NOT_FOUND when nothing is left. `extra`: photos that go along if they are in the album still; of gint64, or NULL. */
ZbExportWork *zb_export_gather (ZbLibrary *library, ZbDb *db, const ZbExportWhich *which, const GArray *extra, GError **error);

/* Counted by the export's thread, read by its tick. */
typedef struct
{
  gint n_done;    /* atomic, as the others */
  gint kibibytes; /* of the originals */
  gint n_total;
  gint kibibytes_total;
} ZbExportCounts;

/* What each way is given; any thread. Returns NULL with an error, else the result. Everything in it lives as long as the job: pages,
 * whose pictures are made when they are drawn, keep a reference. */
typedef struct
{
  const ZbExportSpec *spec;
  const ZbExportWork *work;
  ZbPicturePool      *pool;
  ZbExportCounts     *counts;
  GCancellable       *cancellable;
} ZbExportJob;
ZbExportJob *zb_export_job_ref (const ZbExportJob *job);
void         zb_export_job_unref (ZbExportJob *job); /* any thread */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbExportJob, zb_export_job_unref)
ZbExportResult *zb_export_result_new (const ZbExportWork *work);
void            zb_export_add_problem (ZbExportResult *result, const char *name, const char *reason); /* copies both */

ZbExportResult *zb_export_write_folder (const ZbExportJob *job, GError **error);
ZbExportResult *zb_export_write_pdf (const ZbExportJob *job, GError **error);
ZbExportResult *zb_export_write_pack (const ZbExportJob *job, GError **error);
ZbExportResult *zb_export_write_copies (const ZbExportJob *job, GError **error);
ZbPages        *zb_export_make_pages (const ZbExportJob *job, double width, double height, GError **error);

char *zb_export_say_fault (ZbExportKind kind, const GError *error); /* Chinese */

/* `func` for 0 … n - 1, several at a time; the first that fails (or the cancellable) ends it. */
gboolean zb_export_each (guint n, gboolean (*func) (guint index, gpointer data, GError **error), gpointer data, GCancellable *cancellable, GError **error);
void     zb_export_count (const ZbExportJob *job, ZbPhoto *photo); /* it is done */

/* The original of a photo open for reading; -1 with errno. */
int zb_export_open (const ZbExportWork *work, ZbPhoto *photo);
/* The copy of a photo by the pool into a fresh memfd; -1: no copy can be made, *reason (Chinese, static) says why. The spec's turn, taken
 * and caption are filled in from the photo. */
int zb_export_copy (const ZbExportJob *job, ZbPhoto *photo, ZbCopySpec *spec, ZbCopyAnswer *answer, const char **reason);

G_END_DECLS
