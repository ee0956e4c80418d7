/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/links-private.h"

#include "store/meeting-store.h"
#include "store/photo-store.h"

/* Decided are photos two days around. All the others are looked at too: what a camera does when
 * there is no meeting says how far to believe it.
 */
#define WIDENED (2 * ZB_DAY_SECONDS)

GArray *
zb_links_list_meetings (GPtrArray *meetings)
{
  GArray *given = g_array_sized_new (FALSE, TRUE, sizeof (ZbMatchMeeting), meetings->len);

  for (guint i = 0; i < meetings->len; i++)
    {
      ZbMeeting     *meeting = meetings->pdata[i];
      ZbMatchMeeting row = {
        .id = zb_meeting_get_id (meeting),
        .start = *zb_meeting_get_start (meeting),
        .end = *zb_meeting_get_end (meeting),
      };

      g_array_append_val (given, row);
    }

  return given;
}

ZbMatchPhoto
zb_links_brief_to_match (const ZbPhotoBrief *brief)
{
  return (ZbMatchPhoto){
    .id = brief->id,
    .taken = brief->taken,
    .source = brief->source,
    .confidence = brief->confidence,
    .doubts = brief->doubts,
    .links = brief->links,
    .screenshot = (brief->flags & ZB_ROW_SCREENSHOT) != 0,
    .camera = brief->camera,
    .meeting = brief->meeting,
  };
}

/* What a person tied, or corrected already, is settled. */
static gboolean
is_settled (const ZbPhotoBrief *brief)
{
  return brief->linked == ZB_LINKED_PERSON || brief->linked == ZB_LINKED_APART || (brief->doubts & ZB_DOUBT_SHIFTED) != 0;
}

GArray *
zb_links_list_clock_photos (const ZbPhotoBriefs *briefs,
                            gint64               batch)
{
  GArray *given = g_array_sized_new (FALSE, TRUE, sizeof (ZbClockPhoto), briefs->rows->len);

  for (guint i = 0; i < briefs->rows->len; i++)
    {
      const ZbPhotoBrief *brief = &g_array_index (briefs->rows, ZbPhotoBrief, i);
      const ZbClockPhoto  row = { .photo = zb_links_brief_to_match (brief), .name = brief->name, .gps = brief->gps };

      if (!is_settled (brief) && (batch == 0 || brief->batch == batch))
        g_array_append_val (given, row);
    }

  return given;
}

/* The link that each photo has now, by id. */
static GHashTable *
index_briefs (const ZbPhotoBriefs *briefs)
{
  GHashTable *by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < briefs->rows->len; i++)
    {
      ZbPhotoBrief *brief = &g_array_index (briefs->rows, ZbPhotoBrief, i);

      g_hash_table_insert (by_id, &brief->id, brief);
    }

  return by_id;
}

typedef struct
{
  ZbDb       *db;
  GHashTable *now;
  gint64      from, to;
  gint64      batch;
  guint       n_linked;
} Remake;

static gboolean
is_up (const Remake       *self,
       const ZbPhotoBrief *photo)
{
  return photo->taken.seconds >= self->from && photo->taken.seconds <= self->to &&
         (self->batch == 0 || photo->batch == self->batch);
}

/* Of ZbMatchPhoto: what a rule tied is up for decision again, every other link is evidence, and what
 * a person set apart does not take part.
 */
static GArray *
list_photos (const Remake        *self,
             const ZbPhotoBriefs *briefs)
{
  GArray *given = g_array_sized_new (FALSE, TRUE, sizeof (ZbMatchPhoto), briefs->rows->len);

  for (guint i = 0; i < briefs->rows->len; i++)
    {
      const ZbPhotoBrief *brief = &g_array_index (briefs->rows, ZbPhotoBrief, i);
      ZbMatchPhoto        row = zb_links_brief_to_match (brief);

      if (brief->linked == ZB_LINKED_APART)
        continue;
      if (brief->linked == ZB_LINKED_AUTO && is_up (self, brief))
        row.meeting = 0;
      g_array_append_val (given, row);
    }

  return given;
}

static gboolean
decide_photo (Remake  *self,
              gint64   photo,
              gint64   meeting,
              GError **error)
{
  const ZbPhotoBrief *now = g_hash_table_lookup (self->now, &photo);

  if (now->meeting == meeting || !is_up (self, now))
    return TRUE;

  if (meeting != 0)
    self->n_linked++;
  return zb_photo_store_link (self->db, &photo, 1, meeting, meeting != 0 ? ZB_LINKED_AUTO : ZB_LINKED_NOT, error);
}

static gboolean
carry_out (Remake    *self,
           GPtrArray *proposals,
           GArray    *photos,
           GError   **error)
{
  for (guint i = 0; i < proposals->len; i++)
    {
      const ZbProposal *proposal = proposals->pdata[i];
      gint64            meeting = proposal->certain ? proposal->meeting : 0;

      for (guint j = 0; j < proposal->photos->len; j++)
        {
          guint index = g_array_index (proposal->photos, guint, j);

          if (!decide_photo (self, g_array_index (photos, ZbMatchPhoto, index).id, meeting, error))
            return FALSE;
        }
    }

  return TRUE;
}

gboolean
zb_links_remake (ZbDb    *db,
                 gint64   from,
                 gint64   to,
                 gint64   batch,
                 guint   *n_linked,
                 GError **error)
{
  g_autoptr (ZbPhotoBriefs) briefs = zb_album_store_list (db, FALSE, error);
  g_autoptr (GPtrArray) meetings = briefs != NULL ? zb_meeting_store_list (db, error) : NULL;
  g_autoptr (GHashTable) now = NULL;
  g_autoptr (GArray) photos = NULL;
  g_autoptr (GArray) given = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  Remake   remake = { .db = db, .from = from - WIDENED, .to = to + WIDENED, .batch = batch };
  gboolean done;

  *n_linked = 0;
  if (meetings == NULL)
    return FALSE;

  photos = list_photos (&remake, briefs);
  given = zb_links_list_meetings (meetings);
  now = remake.now = index_briefs (briefs);
  proposals = zb_match ((const ZbMatchPhoto *) photos->data, photos->len,
                        (const ZbMatchMeeting *) given->data, given->len);
  done = carry_out (&remake, proposals, photos, error);
  *n_linked = remake.n_linked;

  return done;
}
