/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/clock.h"
#include "photo/match.h"
#include "photo/shelf.h"
#include "photo/taken.h"
#include "service/import.h"
#include "service/library-private.h"
#include "service/picture-pool.h"
#include "store/photo-store.h"

G_BEGIN_DECLS

/* How an import works inside. One director thread (import-run, import-look) makes the plan, starts
 * the lanes, closes the batch. A lane (import-lane) takes one shot after the other: copy, ask a
 * worker, place, read back. What is safe on disk collects in a slice (import-slice), which a lane
 * records on the store thread. Counters are atomic; what lanes share is under `lock`.
 */

/* What became of one source file. */
typedef struct _ZbFileState ZbFileState;
struct _ZbFileState
{
  gboolean           settled;
  ZbOutcome          outcome;
  gint64             photo;
  gint64             meeting;
  char              *reason;
  const ZbFileState *twin;    /* the same content, met earlier in this run */
  gboolean           revive;  /* `photo` comes back out of the trash */
  guint              n_again; /* pauses for which it was tried again */
};

/* A photo that is on disk and checked, on its way to its row. */
typedef struct
{
  ZbPhotoRow *row;
  GBytes     *thumbnail;
  GArray     *files; /* of guint: which files of its shot */
} ZbMade;

/* A shot and how far it is. */
typedef struct
{
  guint        index;
  ZbShot      *shot;
  ZbFileState *files; /* as many as shot->files */
  GPtrArray   *made;  /* of ZbMade *, until recorded; NULL none */
  gboolean     leave; /* left out by choice */
} ZbImportShot;

/* What looking at a picture told. */
typedef struct
{
  guint    shot;
  guint    file; /* of the shot */
  ZbTaken *taken;
  char    *camera;
  gboolean screenshot;
  GBytes  *thumbnail;
} ZbLooked;

/* A card of the review, and what the front end need not see of it. */
typedef struct
{
  ZbImportCard card;
  GArray      *shots;   /* of guint: one an item */
  gboolean     touched; /* a person chose */
} ZbCard;

/* What the library has (import-known). */
typedef struct _ZbKnown ZbKnown;
ZbKnown                *zb_known_new (const char *folder, GPtrArray *files); /* takes files */
void                    zb_known_free (ZbKnown *self);
gboolean                zb_known_may_have (ZbKnown *self, const ZbSourceFile *file);
const ZbKnownFile      *zb_known_find_print (ZbKnown *self, const ZbSourceFile *file);
/* The one of this content whose file is not where it was put; NULL none. */
const ZbKnownFile *zb_known_find_lost (ZbKnown *self, const guint8 *sha256);
/* First to come with this content: TRUE. Else `known` or `twin` says who has it. */
gboolean zb_known_claim (ZbKnown            *self,
                         const guint8       *sha256,
                         ZbFileState        *state,
                         const ZbKnownFile **known,
                         const ZbFileState **twin);
void     zb_known_unclaim (ZbKnown *self, const guint8 *sha256);
/* The trash gives it back, once. */
gboolean zb_known_revive (ZbKnown *self, const ZbKnownFile *file);
/* A file that an import placed and did not live to record. */
char *zb_known_take_orphan (ZbKnown *self, const guint8 *sha256, gint64 size);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbKnown, zb_known_free)

typedef struct
{
  /* set before the lanes start */
  ZbLibrary    *library;
  char         *folder;
  char        **paths;
  guint64      *devices; /* of each path, when the walk began */
  GPtrArray    *shots;   /* of ZbImportShot *, NULL before the walk */
  ZbKnown      *known;
  GPtrArray    *meetings; /* of ZbMeeting *, when looking */
  gint64        today;    /* wall seconds */
  GCancellable *cancellable;
  gboolean      dry_run;
  gboolean      looking;
  gint64        meeting; /* all to this one; 0 not */

  /* the lanes' */
  ZbPicturePool *pool;
  GMutex         lock;
  GCond          cond;
  guint          next;
  gboolean       paused;
  guint          n_pauses; /* so far */
  gboolean       recording;
  GError        *stopped;
  GPtrArray     *pending; /* of ZbImportShot *, borrowed: settled, not recorded */
  guint          n_pending_made;
  gint64         pending_since;
  GPtrArray     *looked; /* of ZbLooked * */
  gint64         batch;
  char          *last;
  GBytes        *last_thumbnail;

  /* atomic */
  gint   n_done, n_total, n_checked, n_photos, n_undated;
  gint64 bytes_done, bytes_total;

  /* the review's */
  GPtrArray *cards; /* of ZbCard * */
} ZbImportJob;

/* import-plan */
gboolean zb_import_plan (ZbImportJob *job, GError **error); /* walks, learns what is known */
gboolean zb_import_has_room (ZbImportJob *job, GError **error);
gboolean zb_import_source_is_gone (ZbImportJob *job, const char *path);
void     zb_import_shot_free (ZbImportShot *shot);
void     zb_file_state_settle (ZbFileState *state, ZbOutcome outcome, const char *reason);
void     zb_made_free (ZbMade *made);

/* import-lane: runs `work` for every shot on several threads, until done, cancelled or stopped. */
gboolean zb_import_start_pool (ZbImportJob *job, GError **error);
typedef void (*ZbLaneFunc) (ZbImportJob *job, ZbImportShot *shot);
void     zb_import_run_lanes (ZbImportJob *job, ZbLaneFunc work);
void     zb_import_stop (ZbImportJob *job, GError *error); /* takes it */
gboolean zb_import_is_over (ZbImportJob *job);
/* Waits while the source is away. TRUE: try again. */
gboolean zb_import_pause (ZbImportJob *job, const GError *error);
void     zb_import_show (ZbImportJob *job, const ZbSourceFile *file, GBytes *thumbnail);

/* import-take: one shot into the library. */
void zb_import_take_shot (ZbImportJob *job, ZbImportShot *shot);
/* import-look: one shot looked at; nothing written. */
void zb_import_look_shot (ZbImportJob *job, ZbImportShot *shot);
void zb_looked_free (ZbLooked *looked);
/* Indices in what comes back are those of `looked`. */
GPtrArray *zb_import_match (ZbImportJob *job, GPtrArray *looked);       /* of ZbProposal * */
GPtrArray *zb_import_find_clocks (ZbImportJob *job, GPtrArray *looked); /* of ZbClockProposal * */
void       zb_import_read_thumbnail (ZbImportJob *job, ZbLooked *looked);

/* What both do: is it known, is it a picture. */
gboolean zb_import_settle_known (ZbImportJob *job, const ZbSourceFile *file, ZbFileState *state);
void     zb_import_settle_as (ZbImportJob       *job,
                              const ZbKnownFile *known,
                              const ZbFileState *twin,
                              ZbFileState       *state);
gboolean zb_import_is_worth_copying (ZbImportJob *job, const ZbSourceFile *file, ZbFileState *state);
gboolean zb_import_settle_error (ZbImportJob        *job,
                                 const ZbSourceFile *file,
                                 ZbFileState        *state,
                                 const GError       *error);
gint64   zb_import_get_gps (const ZbTaken *taken); /* wall seconds, 0 none */
ZbTaken *zb_import_decide (ZbImportJob *job, const ZbSourceFile *file, const ZbTags *tags);

/* import-slice */
void     zb_import_collect (ZbImportJob *job, ZbImportShot *shot); /* a settled shot, on a lane */
void     zb_import_record (ZbImportJob *job, gboolean all);        /* what is collected, if it is enough */
gboolean zb_import_on_store (ZbImportJob *job,
                             gboolean (*func) (ZbImportJob *job, gpointer data, GError **error),
                             gpointer data,
                             GError **error);

/* import-close */
gboolean         zb_import_close_batch (ZbImportJob *job, GError **error);
ZbImportSummary *zb_import_summarize (ZbImportJob *job, double seconds);

/* import-cards */
void     zb_import_make_cards (ZbImportJob *job);
gboolean zb_card_is_new (const ZbCard *card); /* its pictures are not in the library yet */

/* import-run, import-look: directors, on a thread of their own. */
ZbImportSummary *zb_import_direct_run (ZbImportJob *job, GError **error);
gboolean         zb_import_direct_look (ZbImportJob *job, GError **error);

G_END_DECLS
