/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/album-index.h"

#include "model/photo.h"

#include <string.h>

struct _ZbAlbumIndex
{
  GPtrArray *groups;
  GArray    *rows;
  guint      counts[ZB_N_ALBUM_FILTERS];
};

G_DEFINE_BOXED_TYPE (ZbAlbumIndex, zb_album_index, zb_album_index_ref, zb_album_index_unref)

ZbAlbumIndex *
zb_album_index_new (GPtrArray   *groups,
                    GArray      *rows,
                    const guint *counts)
{
  ZbAlbumIndex *self = g_atomic_rc_box_new0 (ZbAlbumIndex);

  self->groups = groups;
  self->rows = rows;
  memcpy (self->counts, counts, sizeof self->counts);

  return self;
}

static void
narrow_group (const ZbAlbumIndex *self,
              const ZbAlbumGroup *of,
              const GArray       *photos,
              GPtrArray          *groups,
              GArray             *rows)
{
  ZbAlbumGroup *group = zb_album_group_new (of->kind, of->meeting);

  group->first = rows->len;
  for (guint i = of->first; i < of->first + of->n; i++)
    {
      const ZbAlbumRow *row = &g_array_index (self->rows, ZbAlbumRow, i);

      if (!zb_photo_ids_contain (photos, row->photo))
        continue;
      zb_album_group_count (group, row);
      g_array_append_vals (rows, row, 1);
    }

  if (group->n == 0)
    {
      zb_album_group_free (group);
      return;
    }

  group->reason = g_strdup (of->reason);
  g_ptr_array_add (groups, group);
}

ZbAlbumIndex *
zb_album_index_narrow (const ZbAlbumIndex *self,
                       const GArray       *photos)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_group_free);
  GArray    *rows = g_array_new (FALSE, FALSE, sizeof (ZbAlbumRow));

  for (guint i = 0; photos->len > 0 && i < self->groups->len; i++)
    narrow_group (self, self->groups->pdata[i], photos, groups, rows);

  return zb_album_index_new (groups, rows, self->counts);
}

ZbAlbumIndex *
zb_album_index_ref (ZbAlbumIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_index (gpointer data)
{
  ZbAlbumIndex *self = data;

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
}

void
zb_album_index_unref (ZbAlbumIndex *self)
{
  g_atomic_rc_box_release_full (self, clear_index);
}

guint
zb_album_index_get_n_groups (const ZbAlbumIndex *self)
{
  return self->groups->len;
}

const ZbAlbumGroup *
zb_album_index_get_group (const ZbAlbumIndex *self,
                          guint               index)
{
  g_return_val_if_fail (index < self->groups->len, NULL);

  return g_ptr_array_index (self->groups, index);
}

guint
zb_album_index_get_n_rows (const ZbAlbumIndex *self)
{
  return self->rows->len;
}

const ZbAlbumRow *
zb_album_index_get_row (const ZbAlbumIndex *self,
                        guint               index)
{
  g_return_val_if_fail (index < self->rows->len, NULL);

  return &g_array_index (self->rows, ZbAlbumRow, index);
}

guint
zb_album_index_get_count (const ZbAlbumIndex *self,
                          ZbAlbumFilterKind   kind)
{
  g_return_val_if_fail (kind < ZB_N_ALBUM_FILTERS, 0);

  return self->counts[kind];
}

ZbAlbumGroup *
zb_album_group_new (ZbGroupKind kind,
                    ZbMeeting  *meeting)
{
  ZbAlbumGroup *group = g_new0 (ZbAlbumGroup, 1);

  group->kind = kind;
  g_set_object (&group->meeting, meeting);

  return group;
}

void
zb_album_group_count (ZbAlbumGroup     *group,
                      const ZbAlbumRow *row)
{
  const ZbWall taken = zb_album_row_get_taken (row);

  group->n++;
  if (!(row->flags & ZB_ROW_CAPTION))
    group->n_without_caption++;
  if (!zb_wall_is_set (&taken))
    return;

  if (!zb_wall_is_set (&group->from) || zb_wall_compare (&taken, &group->from) < 0)
    group->from = taken;
  if (!zb_wall_is_set (&group->to) || zb_wall_compare (&taken, &group->to) > 0)
    group->to = taken;
}

void
zb_album_group_free (ZbAlbumGroup *group)
{
  g_clear_object (&group->meeting);
  g_free (group->reason);
  g_free (group);
}
