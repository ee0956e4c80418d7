/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/review-queue.h"

#include <glib/gi18n.h>

static gboolean
waits (const ZbAlbumGroup *group)
{
  return group->kind != ZB_GROUP_APART && group->kind != ZB_GROUP_TRASH;
}

static ZbAlbumGroup *
copy_group (const ZbAlbumGroup *group,
            guint               first)
{
  ZbAlbumGroup *copy = zb_album_group_new (group->kind, group->meeting);

  copy->from = group->from;
  copy->to = group->to;
  copy->reason = g_strdup (group->reason);
  copy->first = first;
  return copy;
}

static void
add_group (GPtrArray          *groups,
           GArray             *rows,
           ZbAlbumIndex       *loaded,
           const ZbAlbumGroup *group,
           GHashTable         *done)
{
  ZbAlbumGroup *copy = copy_group (group, rows->len);

  g_ptr_array_add (groups, copy);
  for (guint i = 0; i < group->n; i++)
    {
      const ZbAlbumRow *row = zb_album_index_get_row (loaded, group->first + i);

      if (done != NULL && g_hash_table_contains (done, &row->photo))
        continue;

      g_array_append_vals (rows, row, 1);
      copy->n++;
      if ((row->flags & ZB_ROW_CAPTION) == 0)
        copy->n_without_caption++;
    }

  if (copy->n == 0)
    g_ptr_array_remove_index (groups, groups->len - 1);
}

ZbAlbumIndex *
zb_review_queue_new (ZbAlbumIndex *loaded,
                     GHashTable   *done)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_group_free);
  GArray    *rows = g_array_new (FALSE, FALSE, sizeof (ZbAlbumRow));
  guint      counts[ZB_N_ALBUM_FILTERS];

  for (guint i = 0; i < ZB_N_ALBUM_FILTERS; i++)
    counts[i] = zb_album_index_get_count (loaded, i);
  for (guint i = 0; i < zb_album_index_get_n_groups (loaded); i++)
    if (waits (zb_album_index_get_group (loaded, i)))
      add_group (groups, rows, loaded, zb_album_index_get_group (loaded, i), done);

  return zb_album_index_new (groups, rows, counts);
}

guint
zb_review_queue_count (ZbAlbumIndex *loaded)
{
  guint n = 0;

  for (guint i = 0; i < zb_album_index_get_n_groups (loaded); i++)
    if (waits (zb_album_index_get_group (loaded, i)))
      n += zb_album_index_get_group (loaded, i)->n;

  return n;
}

const ZbAlbumGroup *
zb_review_queue_get_group (ZbAlbumIndex *queue,
                           guint         row)
{
  for (guint i = 0; i < zb_album_index_get_n_groups (queue); i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (queue, i);

      if (row >= group->first && row < group->first + group->n)
        return group;
    }

  return NULL;
}

gint64
zb_review_queue_find_next (ZbAlbumIndex *queue,
                           const GArray *treated)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64   before = 0;
  gboolean passed = FALSE;

  for (guint i = 0; i < treated->len; i++)
    g_hash_table_add (gone, &g_array_index (treated, gint64, i));

  for (guint i = 0; i < zb_album_index_get_n_rows (queue); i++)
    {
      gint64 photo = zb_album_index_get_row (queue, i)->photo;

      if (g_hash_table_contains (gone, &photo))
        passed = TRUE;
      else if (passed)
        return photo;
      else
        before = photo;
    }

  return before;
}

char *
zb_review_queue_dup_reason (const ZbPhotoFields *photo,
                            ZbMeeting           *meeting)
{
  const ZbWall *start = zb_meeting_get_start (meeting);
  gint64        days;

  if (!zb_wall_is_set (&photo->taken) || !zb_wall_is_set (start))
    return g_strdup (_ ("照片没有日期，请看一看是不是这次活动"));

  days = (zb_wall_day_start (&photo->taken) - zb_wall_day_start (start)) / ZB_DAY_SECONDS;
  if (days == 0)
    return g_strdup (_ ("照片的日期就是活动当天"));
  if (days > 0)
    return g_strdup_printf (_ ("活动在照片日期之前 %d 天"), (int) days);

  return g_strdup_printf (_ ("活动在照片日期之后 %d 天"), (int) -days);
}
