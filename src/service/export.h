/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"
#include "service/ledger.h"

G_BEGIN_DECLS

/* What leaves the album. Four ways out:
 *  - FOLDER: 2019年/06-10 主题党日 重温入党誓词/09-30-12.jpg, an index page (index.html) and the captions (照片目录.xlsx); a second run
 *    writes only what changed. What it wrote it knows by a list in the target (.zhibu-export, plain text) with size, time and hash; what is
 *    not on the list, or was changed since, is never overwritten nor removed: it is named in `problems`. Photos that earlier exports
 *    put there go along, so that one meeting after another can go into one folder; they count in written and unchanged alone.
 *  - PDF: the album as a document, one section a meeting.
 *  - PACK: for the archive (DA/T 50-2014 数码照片归档与管理规范): originals unchanged, SHA-256 list for `sha256sum -c`, captions; one .tar. The
 *    only way out that carries place and device: the caller asks first.
 *  - COPIES: some photos for a chat, small, caption and date written into the copy.
 * Every copy but the pack's is stripped (photo/copy.h) unless asked. Originals are only read.
 */
typedef enum
{
  ZB_EXPORT_FOLDER,
  ZB_EXPORT_PDF,
  ZB_EXPORT_PACK,
  ZB_EXPORT_COPIES,
} ZbExportKind;

/* Which photos: those of `photos`, or else what the others leave of the album without its trash. Screenshots and photos in no meeting
 * go along only if `photos` names them, or `meeting` … are not set and `unlinked` is. */
typedef struct
{
  GArray  *photos;   /* of gint64, or NULL */
  gint64   meeting;  /* 0 any */
  ZbDay    from, to; /* of the meeting's start; 0 open. Both days are in */
  gboolean picked;   /* 精选 only */
  gboolean unlinked; /* those of no meeting too */
} ZbExportWhich;

typedef struct
{
  ZbExportKind  kind;
  const char   *target; /* a folder (FOLDER, COPIES) or a file (PDF, PACK) */
  ZbExportWhich which;
  gboolean      replace;     /* PDF, PACK: over a file that is there. FOLDER: of earlier exports into it only what is asked for now stays */
  int           size;        /* longer side in pixels; 0 as it is */
  guint64       bytes;       /* COPIES: of each file, 0 any */
  guint         per_page;    /* PDF: 1 … 6; 0 by their shapes */
  gboolean      date_line;   /* COPIES: the date in the corner */
  gboolean      keep_place;  /* GPS */
  gboolean      keep_device; /* make, model, serial number */
} ZbExportSpec;

typedef struct
{
  char *name;   /* of the photo on the card, or of the file in the target */
  char *reason; /* Chinese, one sentence */
} ZbExportProblem;

typedef struct
{
  guint      photos, meetings;
  guint      written, unchanged, removed; /* files of the target; PDF, PACK: written 1 */
  guint64    bytes;
  guint      pages;    /* PDF */
  char      *font;     /* PDF: family really used; else NULL */
  GPtrArray *problems; /* of ZbExportProblem *: photos without a copy, files left alone */
} ZbExportResult;
void zb_export_result_free (ZbExportResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbExportResult, zb_export_result_free)

typedef struct
{
  guint   n_done, n_total; /* photos */
  guint64 bytes_done, bytes_total;
  double  seconds, seconds_left; /* left < 0 unknown */
} ZbExportProgress;

/* One export. Main thread; files on a thread of its own, pictures in workers. Signal: "progress", at most every 100 ms. Cancelled or
 * stopped by an error, what is finished stays (FOLDER, COPIES: the next run goes on from there), what is not has no name yet. */
#define ZB_TYPE_EXPORT (zb_export_get_type ())
G_DECLARE_FINAL_TYPE (ZbExport, zb_export, ZB, EXPORT, GObject)

ZbExport *zb_export_new (ZbAlbum *album, const ZbExportSpec *spec); /* copies the spec */

/* What it would be, for the dialog: photos, meetings, about how many bytes, room in the target (0 unknown). */
typedef struct
{
  guint   photos, meetings;
  guint   with_place; /* PACK: photos that carry where they were taken */
  guint64 bytes, room;
} ZbExportEstimate;
void     zb_export_estimate_async (ZbExport *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zb_export_estimate_finish (ZbExport *self, GAsyncResult *result, ZbExportEstimate *estimate, GError **error);

/* Errors: ZB_DOCUMENT_ERROR (documents/error.h), the message names the target; NOTHING to export is ZB_STORE_ERROR_NOT_FOUND. */
void                    zb_export_run_async (ZbExport *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
ZbExportResult         *zb_export_run_finish (ZbExport *self, GAsyncResult *result, GError **error);
const ZbExportProgress *zb_export_get_progress (ZbExport *self);
/* What went wrong and what was kept, for people, in Chinese. */
char *zb_export_dup_fault (ZbExport *self, const GError *error);
/* A name to offer: 支部相册 2019.pdf, 支部相册 2019-06-10 重温入党誓词 … without characters a file system refuses. */
char *zb_export_dup_name (const ZbExportSpec *spec, ZbMeeting *meeting);

/* The album PDF's pages for the print dialog; pictures are made at 150 dpi as they are drawn. */
void     zb_export_pages_async (ZbExport *self, double width, double height, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
ZbPages *zb_export_pages_finish (ZbExport *self, GAsyncResult *result, GError **error);

G_END_DECLS
