/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-memo.h"

#include "photo/clock.h"
#include "service/links-private.h"

#include <string.h>

struct _ZbAlbumMemo
{
  GMutex   mutex;
  GArray  *missing; /* of gint64, in order */
  GArray  *clocks;  /* of gint64, in order: taken by a clock that looks wrong */
  guint64  judged;  /* what the clocks were judged by */
  gboolean known;
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

/* gint64 * → name, in `names`. */
typedef struct
{
  GHashTable   *by_photo;
  GStringChunk *texts;
} Names;

static void
take_name (gint64      photo,
           const char *path,
           const char *original,
           gpointer    data)
{
  Names *names = data;

  g_hash_table_insert (names->by_photo, g_memdup2 (&photo, sizeof photo), g_string_chunk_insert (names->texts, original));
}

/* What a person tied, or corrected already, is settled. */
static gboolean
is_open (const ZbPhotoBrief *brief)
{
  return brief->linked != ZB_LINKED_PERSON && brief->linked != ZB_LINKED_APART && (brief->doubts & ZB_DOUBT_SHIFTED) == 0;
}

static GArray *
judge (const ZbPhotoBriefs *briefs,
       const GArray        *meetings,
       GHashTable          *names)
{
  g_autoptr (GArray) given = g_array_new (FALSE, TRUE, sizeof (ZbClockPhoto));
  g_autoptr (GPtrArray) proposals = NULL;
  GArray *clocks = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < briefs->rows->len; i++)
    {
      const ZbPhotoBrief *brief = &g_array_index (briefs->rows, ZbPhotoBrief, i);
      ZbClockPhoto        row = { zb_links_brief_to_match (brief), g_hash_table_lookup (names, &brief->id), brief->gps };

      if (is_open (brief))
        g_array_append_val (given, row);
    }

  proposals = zb_clock_find ((const ZbClockPhoto *) given->data, given->len, (const ZbMatchMeeting *) meetings->data, meetings->len);
  for (guint i = 0; i < proposals->len; i++)
    {
      const ZbClockProposal *proposal = proposals->pdata[i];

      for (guint j = 0; j < proposal->photos->len; j++)
        g_array_append_val (clocks, g_array_index (given, ZbClockPhoto, g_array_index (proposal->photos, guint, j)).photo.id);
    }

  return clocks;
}

static gint
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const gint64 *one = a, *two = b;

  return (*one > *two) - (*one < *two);
}

static gboolean
find_clocks (ZbAlbumMemo         *self,
             ZbDb                *db,
             const ZbPhotoBriefs *briefs,
             GPtrArray           *meetings,
             GError             **error)
{
  g_autoptr (GArray) given = zb_links_list_meetings (meetings);
  g_autoptr (GHashTable) by_photo = NULL;
  g_autoptr (GArray) clocks = NULL;
  guint64  judged = mix_all (briefs, given);
  Names    names;
  gboolean done;

  if (self->known && self->judged == judged)
    return TRUE;

  by_photo = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  names = (Names){ by_photo, g_string_chunk_new (1 << 16) };
  if ((done = zb_album_store_each_file (db, take_name, &names, error)))
    {
      clocks = judge (briefs, given, by_photo);
      g_array_sort (clocks, compare_ids);
      g_array_unref (self->clocks);
      self->clocks = g_steal_pointer (&clocks);
      self->judged = judged;
      self->known = TRUE;
    }
  g_string_chunk_free (names.texts);

  return done;
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

  g_array_sort (missing, compare_ids);
  locker = g_mutex_locker_new (&self->mutex);
  same = missing->len == self->missing->len &&
         (missing->len == 0 || memcmp (missing->data, self->missing->data, missing->len * sizeof (gint64)) == 0);
  g_array_unref (self->missing);
  self->missing = missing;

  return !same;
}
