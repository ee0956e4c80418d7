/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/meeting.h"

G_BEGIN_DECLS

/* What the album shows, in order, without an object a photo: groups with a heading each,
 * and one flat array of rows. Frozen and counted; a refresh makes a new one.
 */
enum
{
  ZB_ROW_DOUBT = 1 << 0, /* confidence below high, or no date: clock mark */
  ZB_ROW_UNDATED = 1 << 1,
  ZB_ROW_CAPTION = 1 << 2, /* has a caption */
  ZB_ROW_VIDEO = 1 << 3,
  ZB_ROW_PROBLEM = 1 << 4, /* arrived damaged */
  ZB_ROW_SCREENSHOT = 1 << 5,
  ZB_ROW_TRASHED = 1 << 6,
  ZB_ROW_PICKED = 1 << 7,  /* 精选 */
  ZB_ROW_COVER = 1 << 8,   /* 封面 of its meeting */
  ZB_ROW_MISSING = 1 << 9, /* its file was not where it should be when last looked */
  ZB_ROW_CLOCK = 1 << 10,  /* its camera's clock looks wrong */
  ZB_ROW_TURN = 3 << 11,   /* quarter turns clockwise, stored: zb_album_row_get_turn() */
  ZB_ROW_EXACT = 3 << 13,  /* how exactly its moment is known: zb_album_row_get_taken() */
};

typedef struct
{
  gint64  photo;
  gint64  seconds; /* wall clock; 0 when undated */
  guint32 flags;
} ZbAlbumRow;

static inline int /* 0, 90, 180, 270 */
zb_album_row_get_turn (const ZbAlbumRow *row)
{
  return (int) ((row->flags & ZB_ROW_TURN) >> 11) * 90;
}

static inline ZbWall /* without a fraction */
zb_album_row_get_taken (const ZbAlbumRow *row)
{
  return (ZbWall){ .seconds = row->seconds, .precision = (ZbPrecision) ((row->flags & ZB_ROW_EXACT) >> 13) };
}

/* Why a group stands where it stands. */
typedef enum
{
  ZB_GROUP_MEETING, /* photos of `meeting` */
  ZB_GROUP_SUGGEST, /* unlinked; `meeting` is suggested, `reason` says why */
  ZB_GROUP_NEW,     /* unlinked; fits nothing: offers a new meeting from `from` to `to` */
  ZB_GROUP_UNDATED, /* no date known */
  ZB_GROUP_APART,   /* screenshots and what a person set apart */
  ZB_GROUP_TRASH,
} ZbGroupKind;

typedef struct
{
  ZbGroupKind kind;
  ZbMeeting  *meeting;  /* NULL where there is none */
  ZbWall      from, to; /* first and last photo */
  char       *reason;   /* Chinese, NULL for MEETING */
  guint       first;    /* index of its first row */
  guint       n;
  guint       n_without_caption;
} ZbAlbumGroup;

typedef enum
{
  ZB_ALBUM_ALL,
  ZB_ALBUM_UNLINKED,
  ZB_ALBUM_UNDATED, /* 待定日期: no date, or one of low confidence */
  ZB_ALBUM_BATCH,   /* 本次导入: the latest batch, or `batch` */
  ZB_ALBUM_MEETING,
  ZB_ALBUM_SPAN, /* from ≤ taken < to: a year, a quarter */
  ZB_ALBUM_TRASH,
  ZB_ALBUM_PICKED,  /* 精选 */
  ZB_ALBUM_CLOCK,   /* 时钟可疑: a camera whose clock looks wrong, and nobody has settled it */
  ZB_ALBUM_MISSING, /* the file is not where it should be */
  ZB_N_ALBUM_FILTERS
} ZbAlbumFilterKind;

typedef struct
{
  ZbAlbumFilterKind kind;
  gint64            id;       /* batch or meeting; 0: the latest batch */
  gint64            from, to; /* wall seconds, for SPAN */
  gboolean          oldest_first;
  const char       *search; /* NULL, or words looked for in themes, places, captions, names, minutes */
} ZbAlbumFilter;

typedef struct _ZbAlbumIndex ZbAlbumIndex;
#define ZB_TYPE_ALBUM_INDEX (zb_album_index_get_type ())
GType zb_album_index_get_type (void);

/* Takes both arrays: groups of ZbAlbumGroup * (with free function), rows of ZbAlbumRow. `counts`
 * has ZB_N_ALBUM_FILTERS entries for the whole library (MEETING and SPAN are 0).
 */
ZbAlbumIndex *zb_album_index_new (GPtrArray *groups, GArray *rows, const guint *counts);
/* Those of its rows that are among `photos` (of gint64, in order), in their groups; groups that have none are left out. */
ZbAlbumIndex *zb_album_index_narrow (const ZbAlbumIndex *self, const GArray *photos);
ZbAlbumIndex *zb_album_index_ref (ZbAlbumIndex *self);
void          zb_album_index_unref (ZbAlbumIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbAlbumIndex, zb_album_index_unref)

guint               zb_album_index_get_n_groups (const ZbAlbumIndex *self);
const ZbAlbumGroup *zb_album_index_get_group (const ZbAlbumIndex *self, guint index);
guint               zb_album_index_get_n_rows (const ZbAlbumIndex *self);
const ZbAlbumRow   *zb_album_index_get_row (const ZbAlbumIndex *self, guint index);
guint               zb_album_index_get_count (const ZbAlbumIndex *self, ZbAlbumFilterKind kind);
ZbAlbumGroup       *zb_album_group_new (ZbGroupKind kind, ZbMeeting *meeting);
void                zb_album_group_count (ZbAlbumGroup *group, const ZbAlbumRow *row); /* one row more: n, from, to … */
void                zb_album_group_free (ZbAlbumGroup *group);

G_END_DECLS
