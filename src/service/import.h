/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "model/outcome.h"
#include "model/photo.h"
#include "service/library.h"

G_BEGIN_DECLS

/* One import run: look → review → run → summary. A command line runs without looking first.
 * Everything is called on the main thread; "progress" is emitted there at most every 100 ms.
 *
 * Signals: "progress"; properties: state (notify).
 */
typedef enum
{
  ZB_IMPORT_NEW,
  ZB_IMPORT_LOOKING,
  ZB_IMPORT_REVIEW,
  ZB_IMPORT_RUNNING,
  ZB_IMPORT_PAUSED, /* the card is gone: put it back and resume, or cancel */
  ZB_IMPORT_DONE,
} ZbImportState;

typedef struct
{
  guint   n_done, n_total; /* files; n_total grows while looking */
  gint64  bytes_done, bytes_total;
  guint   n_checked;      /* read back and compared */
  double  seconds;        /* since the start */
  double  rate;           /* files a second, over the last seconds */
  double  seconds_left;   /* < 0 unknown */
  char   *last;           /* name of the last file, NULL at first */
  GBytes *last_thumbnail; /* JPEG or NULL */
} ZbImportProgress;

typedef enum
{
  ZB_CARD_MEETING, /* fits one meeting: linked by default */
  ZB_CARD_SUGGEST, /* a meeting is suggested: not linked by default */
  ZB_CARD_NEW,     /* fits none: a new meeting is proposed, made only on choice */
  ZB_CARD_CLOCK,   /* one camera's clock may be wrong */
  ZB_CARD_UNDATED,
  ZB_CARD_SCREENSHOT, /* left out by default */
  ZB_CARD_DUPLICATE,  /* told only */
  ZB_CARD_OTHER,      /* not pictures, unreadable: told only */
} ZbCardKind;

typedef enum
{
  ZB_CHOICE_LINK,     /* to `meeting` */
  ZB_CHOICE_NEW,      /* to a meeting made from `draft` */
  ZB_CHOICE_UNLINKED, /* import, leave for later */
  ZB_CHOICE_SHIFT,    /* CLOCK: correct by `seconds`, then match */
  ZB_CHOICE_LEAVE,    /* do not import */
} ZbChoice;

/* One picture of a card. */
typedef struct
{
  char    *path; /* display form */
  char    *name;
  GBytes  *thumbnail; /* small JPEG or NULL */
  ZbTaken *taken;     /* may be NULL */
  ZbPhoto *photo;     /* NULL, or the one already in the album (DUPLICATE) */
  gboolean left_out;  /* by a person */
  char    *reason;    /* OTHER: Chinese, why */
} ZbCardItem;

/* A card of the review, changed only through zb_import_choose() and zb_import_leave_out(). */
typedef struct
{
  ZbCardKind      kind;
  GPtrArray      *items;  /* of ZbCardItem * */
  char           *reason; /* Chinese, one sentence */
  ZbWall          from, to;
  gint64          meeting; /* proposed, 0 none */
  GArray         *others;  /* of gint64: further meetings that may be meant */
  char           *camera;  /* CLOCK */
  gint64          seconds; /* CLOCK: proposed correction; 0: ask */
  ZbChoice        choice;
  gint64          chosen_meeting;
  ZbMeetingDraft *draft; /* NEW: filled in from the photos' time; else NULL */
  gint64          chosen_seconds;
} ZbImportCard;

typedef struct
{
  char     *path; /* display form, valid UTF-8 */
  ZbOutcome outcome;
  gint64    photo;   /* 0 none */
  gint64    meeting; /* 0 none */
  char     *reason;  /* Chinese or NULL */
} ZbImportFile;

typedef struct
{
  guint      seen;             /* files */
  guint      n[ZB_N_OUTCOMES]; /* files of each outcome */
  guint      photos;           /* new photos (RAW+JPEG is one) */
  guint      undated, linked;  /* photos */
  guint      meetings;         /* meetings they went to */
  gint64     bytes;
  double     seconds;
  gint64     batch;  /* 0: nothing was written */
  gint64     change; /* for zb_library_revert_async; 0 none */
  gboolean   cancelled;
  GPtrArray *files;   /* of ZbImportFile * */
  GError    *stopped; /* NULL, or why it stopped before the end (disk full …): what is in is kept */
} ZbImportSummary;
void zb_import_summary_free (ZbImportSummary *summary);
/* Every file that was meant to come is in and was read back the same: what it came from can be taken out, and emptied. */
gboolean zb_import_summary_is_whole (const ZbImportSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbImportSummary, zb_import_summary_free)

#define ZB_TYPE_IMPORT (zb_import_get_type ())
G_DECLARE_FINAL_TYPE (ZbImport, zb_import, ZB, IMPORT, GObject)

ZbImport *zb_import_new (ZbLibrary *library, const char *const *paths);

/* Looking: at most 128 KiB a file; nothing is copied. Afterwards the cards are there. */
void       zb_import_look_async (ZbImport           *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            data);
gboolean   zb_import_look_finish (ZbImport *self, GAsyncResult *result, GError **error);
GPtrArray *zb_import_get_cards (ZbImport *self); /* of ZbImportCard *, NULL before; borrowed */
guint      zb_import_get_n_new (ZbImport *self); /* pictures that 导入 would import now */

/* What a person decides about a card. meeting for LINK, draft for NEW, seconds for SHIFT. */
void zb_import_choose (ZbImport             *self,
                       guint                 card,
                       ZbChoice              choice,
                       gint64                meeting,
                       const ZbMeetingDraft *draft,
                       gint64                seconds);
void zb_import_leave_out (ZbImport *self, guint card, guint item, gboolean left_out);
/* All new pictures to this meeting (dropped onto it). */
void zb_import_set_meeting (ZbImport *self, gint64 meeting);

/* Runs; a summary also when cancelled or stopped half-way. `dry_run`: everything but writing.
 * An error only when nothing could be begun (locked, read-only, no space at all).
 */
void             zb_import_run_async (ZbImport           *self,
                                      gboolean            dry_run,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            data);
ZbImportSummary *zb_import_run_finish (ZbImport *self, GAsyncResult *result, GError **error);
void             zb_import_cancel (ZbImport *self); /* stops after the files in hand */
void             zb_import_resume (ZbImport *self); /* after PAUSED */

ZbImportState           zb_import_get_state (ZbImport *self);
const ZbImportProgress *zb_import_get_progress (ZbImport *self);

G_END_DECLS
