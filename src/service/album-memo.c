/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-memo.h"

#include "service/links-private.h"
#include "store/statement.h"

#include <string.h>

/* Differs when anything was written, by this connection or by another. */
typedef struct
{
  gint64 here, elsewhere;
} Written;

struct _ZbAlbumMemo
{
  GMutex   mutex;
  GArray  *missing; /* of gint64, in order */
  GArray  *clocks;  /* of gint64, in order: taken by a clock that looks wrong */
  guint64  judged;  /* what the clocks were judged by */
  gboolean known;

  ZbAlbumIndex *last; /* or NULL */
  ZbAlbumFilter of;
  Written       at;
  gboolean      stale; /* other files are missing than it says */
};

ZbAlbumMemo *
zb_album_memo_new (void)
{
  ZbAlbumMemo *self = g_atomic_rc_box_new0 (ZbAlbumMemo);

  g_mutex_init (&self->mutex);
  self->missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->clocks = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

ZbAlbumMemo *
zb_album_memo_ref (ZbAlbumMemo *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_memo (gpointer data)
{
  ZbAlbumMemo *self = data;

  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_pointer (&self->clocks, g_array_unref);
  g_clear_pointer (&self->last, zb_album_index_unref);
  g_mutex_clear (&self->mutex);
}

void
zb_album_memo_unref (ZbAlbumMemo *self)
{
  g_atomic_rc_box_release_full (self, clear_memo);
}

/* FNV-1a over words instead of bytes. */
static guint64
mix (guint64 hash,
     guint64 word)
{
  return (hash ^ word) * G_GUINT64_CONSTANT (1099511628211);
}

static guint64
mix_photo (guint64             hash,
           const ZbPhotoBrief *brief)
{
  const guint screenshot = brief->flags & ZB_ROW_SCREENSHOT;

  hash = mix (hash, brief->id);
  hash = mix (hash, brief->taken.seconds);
  hash = mix (hash, brief->gps);
  hash = mix (hash, brief->meeting);
  return mix (hash, (guint64) brief->taken.precision | (guint64) brief->source << 4 | (guint64) brief->confidence << 12 |
                        (guint64) brief->linked << 16 | (guint64) brief->links << 20 | (guint64) screenshot << 21 |
                        (guint64) brief->doubts << 32);
}

static guint64
mix_all (const ZbPhotoBriefs *briefs,
         const GArray        *meetings)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (guint i = 0; i < briefs->rows->len; i++)
    hash = mix_photo (hash, &g_array_index (briefs->rows, ZbPhotoBrief, i));
  for (guint i = 0; i < meetings->len; i++)
    {
      const ZbMatchMeeting *meeting = &g_array_index (meetings, ZbMatchMeeting, i);

      hash = mix (hash, meeting->id);
      hash = mix (hash, meeting->start.seconds);
      hash = mix (hash, meeting->end.seconds);
      hash = mix (hash, (guint64) meeting->start.precision << 8 | meeting->end.precision);
    }

  return hash;
}

static GArray *
judge (const ZbPhotoBriefs *briefs,
       const GArray        *meetings)
{
  g_autoptr (GArray) given = zb_links_list_clock_photos (briefs, 0);
  g_autoptr (GPtrArray) proposals = NULL;
  GArray *clocks = g_array_new (FALSE, FALSE, sizeof (gint64));

  proposals = zb_clock_find ((const ZbClockPhoto *) given->data, given->len, (const ZbMatchMeeting *) meetings->data, meetings->len);
  for (guint i = 0; i < proposals->len; i++)
    {
      const ZbClockProposal *proposal = proposals->pdata[i];

      for (guint j = 0; j < proposal->photos->len; j++)
        g_array_append_val (clocks, g_array_index (given, ZbClockPhoto, g_array_index (proposal->photos, guint, j)).photo.id);
    }

  return clocks;
}

static gboolean
find_clocks (ZbAlbumMemo   *self,
             ZbDb          *db,
             ZbPhotoBriefs *briefs,
             GPtrArray     *meetings,
             GError       **error)
{
  g_autoptr (GArray) given = zb_links_list_meetings (meetings);
  const guint64 judged = mix_all (briefs, given);

  if (self->known && self->judged == judged)
    return TRUE;
  if (!zb_album_store_add_names (db, briefs, error))
    return FALSE;

  g_array_unref (self->clocks);
  self->clocks = judge (briefs, given);
  zb_photo_ids_sort (self->clocks);
  self->judged = judged;
  self->known = TRUE;
  return TRUE;
}

gboolean
zb_album_memo_mark (ZbAlbumMemo   *self,
                    ZbDb          *db,
                    ZbPhotoBriefs *briefs,
                    GPtrArray     *meetings,
                    GError       **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  /* The clocks are the store thread's alone. */
  if (meetings != NULL && !find_clocks (self, db, briefs, meetings, error))
    return FALSE;

  locker = g_mutex_locker_new (&self->mutex);
  self->stale = FALSE;
  if (self->missing->len == 0 && (meetings == NULL || self->clocks->len == 0))
    return TRUE;

  for (guint i = 0; i < briefs->rows->len; i++)
    {
      ZbPhotoBrief *brief = &g_array_index (briefs->rows, ZbPhotoBrief, i);

      if (zb_photo_ids_contain (self->missing, brief->id))
        brief->flags |= ZB_ROW_MISSING;
      if (meetings != NULL && zb_photo_ids_contain (self->clocks, brief->id))
        brief->flags |= ZB_ROW_CLOCK;
    }

  return TRUE;
}

gboolean
zb_album_memo_take_missing (ZbAlbumMemo *self,
                            GArray      *missing)
{
  g_autoptr (GMutexLocker) locker = NULL;
  gboolean same;

  zb_photo_ids_sort (missing);
  locker = g_mutex_locker_new (&self->mutex);
  same = missing->len == self->missing->len &&
         (missing->len == 0 || memcmp (missing->data, self->missing->data, missing->len * sizeof (gint64)) == 0);
  g_array_unref (self->missing);
  self->missing = missing;
  self->stale = self->stale || !same;

  return !same;
}

static gboolean
read_written (ZbDb    *db,
              Written *written)
{
  return zb_db_number (db, "SELECT total_changes ()", 0, &written->here, NULL) &&
         zb_db_number (db, "PRAGMA data_version", 0, &written->elsewhere, NULL);
}

static gboolean
is_of (const ZbAlbumMemo   *self,
       const ZbAlbumFilter *filter)
{
  return self->of.kind == filter->kind && self->of.id == filter->id && self->of.from == filter->from && self->of.to == filter->to &&
         self->of.oldest_first == filter->oldest_first;
}

ZbAlbumIndex *
zb_album_memo_dup_last (ZbAlbumMemo         *self,
                        ZbDb                *db,
                        const ZbAlbumFilter *filter)
{
  Written now;
  g_autoptr (GMutexLocker) locker = NULL;

  if (self->last == NULL || !is_of (self, filter) || !read_written (db, &now) || now.here != self->at.here ||
      now.elsewhere != self->at.elsewhere)
    return NULL;

  locker = g_mutex_locker_new (&self->mutex);
  return self->stale ? NULL : zb_album_index_ref (self->last);
}

void
zb_album_memo_keep_last (ZbAlbumMemo         *self,
                         ZbDb                *db,
                         const ZbAlbumFilter *filter,
                         ZbAlbumIndex        *index)
{
  g_clear_pointer (&self->last, zb_album_index_unref);
  if (!read_written (db, &self->at))
    return;

  self->of = *filter;
  self->of.search = NULL;
  self->last = zb_album_index_ref (index);
}
