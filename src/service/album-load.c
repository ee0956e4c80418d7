/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "service/links-private.h"
#include "store/album-store.h"
#include "store/meeting-store.h"
#include "store/photo-store.h"

#include <string.h>

/* From all photos to what the album shows: flat rows in groups, in order. One pass over one array
 * that SQLite has sorted by time; no object a photo. Suggestions are made from all photos, whatever
 * the filter, so that a group's reason does not depend on what is looked at.
 */

typedef struct
{
  ZbAlbumGroup *group;
  GArray       *rows;   /* of ZbAlbumRow */
  gint64        order;  /* wall seconds of its place in time */
  gboolean      at_end; /* those that have none */
  ZbProposal    whole;  /* SUGGEST, NEW: for its reason; owns nothing */
  guint         biggest;
} Pile;

typedef struct
{
  const ZbAlbumFilter *filter;
  gint64               batch; /* of the filter, resolved */
  ZbPhotoBriefs       *briefs;
  GPtrArray           *meetings;
  GHashTable          *by_id; /* gint64 → ZbMeeting */
  GPtrArray           *piles;
  GHashTable          *of_meeting; /* ZbMeeting → Pile */
} Load;

static void
pile_free (Pile *pile)
{
  g_clear_pointer (&pile->group, zb_album_group_free);
  g_array_unref (pile->rows);
  g_free (pile);
}

static Pile *
add_pile (Load       *self,
          ZbGroupKind kind,
          ZbMeeting  *meeting)
{
  Pile *pile = g_new0 (Pile, 1);

  pile->group = zb_album_group_new (kind, meeting);
  pile->rows = g_array_new (FALSE, FALSE, sizeof (ZbAlbumRow));
  pile->at_end = kind >= ZB_GROUP_UNDATED;
  if (kind == ZB_GROUP_MEETING)
    pile->order = zb_meeting_get_start (meeting)->seconds;
  g_ptr_array_add (self->piles, pile);
  return pile;
}

static void
load_clear (Load *self)
{
  g_clear_pointer (&self->briefs, zb_photo_briefs_free);
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->piles, g_ptr_array_unref);
  g_clear_pointer (&self->of_meeting, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, load_clear)

static gboolean
is_undated (const ZbPhotoBrief *photo)
{
  return !zb_wall_is_set (&photo->taken) || photo->confidence <= ZB_CONFIDENCE_LOW;
}

static gboolean
passes_filter (const Load         *self,
               const ZbPhotoBrief *photo)
{
  const ZbAlbumFilter *filter = self->filter;

  switch (filter->kind)
    {
    case ZB_ALBUM_UNLINKED:
      return photo->meeting == 0;
    case ZB_ALBUM_UNDATED:
      return is_undated (photo);
    case ZB_ALBUM_BATCH:
      return photo->batch == self->batch;
    case ZB_ALBUM_MEETING:
      return photo->meeting == filter->id;
    case ZB_ALBUM_SPAN:
      return zb_wall_is_set (&photo->taken) && photo->taken.seconds >= filter->from &&
             photo->taken.seconds < filter->to;
    case ZB_ALBUM_PICKED:
      return (photo->flags & ZB_ROW_PICKED) != 0;
    case ZB_ALBUM_CLOCK:
      return (photo->flags & ZB_ROW_CLOCK) != 0;
    case ZB_ALBUM_MISSING:
      return (photo->flags & ZB_ROW_MISSING) != 0;
    case ZB_ALBUM_ALL:
    case ZB_ALBUM_TRASH:
    case ZB_N_ALBUM_FILTERS:
    default:
      return TRUE;
    }
}

static void
add_row (Load               *self,
         Pile               *pile,
         const ZbPhotoBrief *photo)
{
  const ZbAlbumRow row = { .photo = photo->id, .seconds = photo->taken.seconds, .flags = photo->flags };

  if (!passes_filter (self, photo))
    return;

  g_array_append_val (pile->rows, row);
  zb_album_group_count (pile->group, &row);
}

static ZbMeeting *
find_meeting (const Load *self,
              gint64      id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

static void
add_linked (Load               *self,
            const ZbPhotoBrief *photo)
{
  ZbMeeting *meeting = find_meeting (self, photo->meeting);
  Pile      *pile = g_hash_table_lookup (self->of_meeting, meeting);

  if (pile == NULL)
    {
      pile = add_pile (self, ZB_GROUP_MEETING, meeting);
      g_hash_table_insert (self->of_meeting, meeting, pile);
    }
  add_row (self, pile, photo);
}

/* Proposals that say the same are shown as one: suggestions of one meeting for one reason, and
 * clusters of several cameras that fit nothing and lie together in time.
 */
static gboolean
belongs_to (const Pile       *pile,
            const ZbProposal *proposal)
{
  if (pile->whole.photos == NULL || pile->whole.meeting != proposal->meeting || pile->whole.why != proposal->why)
    return FALSE;

  return proposal->meeting != 0 ||
         (proposal->from.seconds <= pile->whole.to.seconds + ZB_MATCH_GAP &&
          proposal->to.seconds >= pile->whole.from.seconds - ZB_MATCH_GAP);
}

static Pile *
find_pile (Load             *self,
           const ZbProposal *proposal)
{
  for (guint i = self->piles->len; i > 0; i--)
    if (belongs_to (self->piles->pdata[i - 1], proposal))
      return self->piles->pdata[i - 1];

  return NULL;
}

/* The reason is the biggest proposal's, over the time of all of them. */
static void
take_reason (Pile             *pile,
             const ZbProposal *proposal)
{
  ZbProposal before = pile->whole;

  if (proposal->photos->len > pile->biggest)
    {
      pile->biggest = proposal->photos->len;
      pile->whole = *proposal;
    }

  if (before.photos != NULL)
    {
      pile->whole.from = zb_wall_compare (&before.from, &proposal->from) < 0 ? before.from : proposal->from;
      pile->whole.to = zb_wall_compare (&before.to, &proposal->to) > 0 ? before.to : proposal->to;
    }
  pile->order = pile->whole.from.seconds;
}

static void
add_proposal (Load             *self,
              const ZbProposal *proposal,
              const GArray     *rows)
{
  ZbGroupKind kind = proposal->meeting != 0 ? ZB_GROUP_SUGGEST : ZB_GROUP_NEW;
  Pile       *pile = find_pile (self, proposal);

  if (proposal->why == ZB_MATCH_UNDATED)
    kind = ZB_GROUP_UNDATED;
  if (pile == NULL)
    pile = add_pile (self, kind, find_meeting (self, proposal->meeting));

  take_reason (pile, proposal);
  for (guint i = 0; i < proposal->photos->len; i++)
    {
      guint row = g_array_index (rows, guint, g_array_index (proposal->photos, guint, i));

      add_row (self, pile, &g_array_index (self->briefs->rows, ZbPhotoBrief, row));
    }
}

/* `given`, and beside each the row it is of. */
static void
list_matchable (const Load *self,
                GArray     *rows,
                GArray     *given)
{
  for (guint i = 0; i < self->briefs->rows->len; i++)
    {
      const ZbPhotoBrief *photo = &g_array_index (self->briefs->rows, ZbPhotoBrief, i);
      ZbMatchPhoto        row = zb_links_brief_to_match (photo);

      if (photo->linked == ZB_LINKED_APART || row.screenshot)
        continue;

      g_array_append_val (rows, i);
      g_array_append_val (given, row);
    }
}

static void
add_suggestions (Load *self)
{
  const guint n = self->briefs->rows->len;
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  g_autoptr (GArray) given = g_array_sized_new (FALSE, TRUE, sizeof (ZbMatchPhoto), n);
  g_autoptr (GArray) meetings = zb_links_list_meetings (self->meetings);
  g_autoptr (GPtrArray) proposals = NULL;

  list_matchable (self, rows, given);
  proposals = zb_match ((const ZbMatchPhoto *) given->data, given->len,
                        (const ZbMatchMeeting *) meetings->data, meetings->len);
  for (guint i = 0; i < proposals->len; i++)
    add_proposal (self, proposals->pdata[i], rows);

  for (guint i = 0; i < self->piles->len; i++)
    {
      Pile *pile = self->piles->pdata[i];

      if (pile->whole.photos != NULL)
        pile->group->reason = zb_proposal_dup_reason (&pile->whole);
      pile->whole = (ZbProposal){ 0 };
    }
}

static void
add_apart (Load *self)
{
  Pile *pile = NULL;

  for (guint i = 0; i < self->briefs->rows->len; i++)
    {
      const ZbPhotoBrief *photo = &g_array_index (self->briefs->rows, ZbPhotoBrief, i);

      if (photo->meeting != 0 || (photo->linked != ZB_LINKED_APART && !(photo->flags & ZB_ROW_SCREENSHOT)))
        continue;

      if (pile == NULL)
        {
          pile = add_pile (self, ZB_GROUP_APART, NULL);
          pile->group->reason = g_strdup ("屏幕截图，或由人从活动中取出，不再自动归入");
        }
      add_row (self, pile, photo);
    }
}

static void
sort_into_piles (Load *self)
{
  if (self->filter->kind == ZB_ALBUM_TRASH)
    {
      Pile *pile = add_pile (self, ZB_GROUP_TRASH, NULL);

      pile->group->reason = g_strdup ("可以恢复");
      for (guint i = 0; i < self->briefs->rows->len; i++)
        add_row (self, pile, &g_array_index (self->briefs->rows, ZbPhotoBrief, i));
      return;
    }

  for (guint i = 0; i < self->briefs->rows->len; i++)
    {
      const ZbPhotoBrief *photo = &g_array_index (self->briefs->rows, ZbPhotoBrief, i);

      if (photo->meeting != 0)
        add_linked (self, photo);
    }

  if (self->filter->kind != ZB_ALBUM_MEETING)
    {
      add_suggestions (self);
      add_apart (self);
    }
}

static gint
compare_piles (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const Pile    *one = *(const Pile *const *) a;
  const Pile    *two = *(const Pile *const *) b;
  const gboolean oldest_first = *(const gboolean *) data;
  gint           order;

  if (one->at_end != two->at_end)
    return one->at_end ? 1 : -1;
  if (one->at_end || one->order == two->order)
    return (gint) one->group->kind - (gint) two->group->kind;

  order = one->order < two->order ? -1 : 1;
  return oldest_first ? order : -order;
}

static ZbAlbumIndex *
flatten (Load        *self,
         const guint *counts)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_group_free);
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (ZbAlbumRow), self->briefs->rows->len);
  gboolean oldest_first = self->filter->oldest_first;

  g_ptr_array_sort_with_data (self->piles, compare_piles, &oldest_first);
  for (guint i = 0; i < self->piles->len; i++)
    {
      Pile *pile = self->piles->pdata[i];

      if (pile->rows->len == 0)
        continue;

      pile->group->first = rows->len;
      g_array_append_vals (rows, pile->rows->data, pile->rows->len);
      g_ptr_array_add (groups, g_steal_pointer (&pile->group));
    }

  return zb_album_index_new (g_steal_pointer (&groups), g_steal_pointer (&rows), counts);
}

static void
index_meetings (Load *self)
{
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->meetings->len; i++)
    {
      gint64 id = zb_meeting_get_id (self->meetings->pdata[i]);

      g_hash_table_insert (self->by_id, g_memdup2 (&id, sizeof id), self->meetings->pdata[i]);
    }
}

/* The album's counts come from the rows that were read anyway; the other side's from the store. */
static void
count_rows (const Load *self,
            gint64      latest,
            guint      *counts)
{
  for (guint i = 0; i < self->briefs->rows->len; i++)
    {
      const ZbPhotoBrief *photo = &g_array_index (self->briefs->rows, ZbPhotoBrief, i);

      counts[ZB_ALBUM_ALL]++;
      counts[ZB_ALBUM_UNLINKED] += photo->meeting == 0;
      counts[ZB_ALBUM_UNDATED] += is_undated (photo);
      counts[ZB_ALBUM_BATCH] += photo->batch == latest;
      counts[ZB_ALBUM_PICKED] += (photo->flags & ZB_ROW_PICKED) != 0;
      counts[ZB_ALBUM_CLOCK] += (photo->flags & ZB_ROW_CLOCK) != 0;
      counts[ZB_ALBUM_MISSING] += (photo->flags & ZB_ROW_MISSING) != 0;
    }
}

static gboolean
count (const Load *self,
       ZbDb       *db,
       gint64     *latest,
       guint      *counts,
       GError    **error)
{
  gint64 all;

  if (self->filter->kind == ZB_ALBUM_TRASH)
    return zb_album_store_count (db, counts, latest, error);

  memset (counts, 0, ZB_N_ALBUM_FILTERS * sizeof *counts);
  if (!zb_album_store_count_all (db, &all, latest, error))
    return FALSE;

  count_rows (self, *latest, counts);
  counts[ZB_ALBUM_TRASH] = all - counts[ZB_ALBUM_ALL];
  return TRUE;
}

/* Rows with every mark, and how many there are. */
static gboolean
read_rows (Load               *self,
           ZbDb               *db,
           const ZbAlbumQuery *asked,
           guint              *counts,
           GError            **error)
{
  const gboolean trashed = asked->filter.kind == ZB_ALBUM_TRASH;
  gint64         latest;

  self->filter = &asked->filter;
  if (!(self->briefs = zb_album_store_list (db, trashed, error)) ||
      !(self->meetings = zb_meeting_store_list (db, error)) ||
      !zb_album_memo_mark (asked->memo, db, self->briefs, trashed ? NULL : self->meetings, error) ||
      !count (self, db, &latest, counts, error))
    return FALSE;

  self->batch = self->filter->id != 0 ? self->filter->id : latest;
  return TRUE;
}

static ZbAlbumIndex *
load_whole (ZbDb               *db,
            const ZbAlbumQuery *query,
            GError            **error)
{
  g_auto (Load) self = { 0 };
  guint         counts[ZB_N_ALBUM_FILTERS];
  ZbAlbumIndex *index;

  if (!read_rows (&self, db, query, counts, error))
    return NULL;

  self.piles = g_ptr_array_new_with_free_func ((GDestroyNotify) pile_free);
  self.of_meeting = g_hash_table_new (NULL, NULL);
  index_meetings (&self);
  sort_into_piles (&self);
  index = flatten (&self, counts);
  zb_album_memo_keep_last (query->memo, db, &query->filter, index);
  return index;
}

/* What is searched in is mostly what was loaded a moment ago. */
gpointer
zb_album_run_load (ZbDb         *db,
                   gpointer      data,
                   GCancellable *cancellable,
                   GError      **error)
{
  const ZbAlbumQuery *query = data;
  const char         *search = query->filter.search;
  g_autoptr (ZbAlbumIndex) whole = search != NULL ? zb_album_memo_dup_last (query->memo, db, &query->filter) : NULL;
  g_autoptr (GArray) found = NULL;

  if (whole == NULL && !(whole = load_whole (db, query, error)))
    return NULL;
  if (search == NULL)
    return g_steal_pointer (&whole);

  found = zb_album_store_search (db, search, error);
  return found != NULL ? zb_album_index_narrow (whole, found) : NULL;
}

/* In order: those that pass, and are found. */
static GArray *
list_passing (const Load   *self,
              const GArray *found)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->briefs->rows->len; i++)
    {
      const ZbPhotoBrief *photo = &g_array_index (self->briefs->rows, ZbPhotoBrief, i);

      if (passes_filter (self, photo) && (found == NULL || zb_photo_ids_contain (found, photo->id)))
        g_array_append_val (ids, photo->id);
    }

  zb_photo_ids_sort (ids);
  return ids;
}

gpointer
zb_album_run_list (ZbDb         *db,
                   gpointer      data,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_auto (Load) self = { 0 };
  const ZbAlbumFilter *filter = &((ZbAlbumQuery *) data)->filter;
  ZbPhotosWhich        which = filter->kind == ZB_ALBUM_TRASH ? ZB_PHOTOS_TRASH : ZB_PHOTOS_ALL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  guint counts[ZB_N_ALBUM_FILTERS], n = 0;

  if (!read_rows (&self, db, data, counts, error) ||
      (filter->search != NULL && !(found = zb_album_store_search (db, filter->search, error))) ||
      !(photos = zb_photo_store_list (db, which, filter->kind == ZB_ALBUM_MEETING ? filter->id : 0,
                                      filter->kind == ZB_ALBUM_BATCH ? self.batch : 0, error)))
    return NULL;

  ids = list_passing (&self, found);
  for (guint i = 0; i < photos->len; i++)
    if (zb_photo_ids_contain (ids, zb_photo_get (photos->pdata[i])->id))
      {
        gpointer kept = photos->pdata[n];

        photos->pdata[n++] = photos->pdata[i];
        photos->pdata[i] = kept;
      }
  g_ptr_array_set_size (photos, n);
  return g_steal_pointer (&photos);
}
