/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/heif-grid.h"

#include "photo/heif-private.h"

#include <string.h>

#define TYPE_GRID 0x67726964
#define REFERENCES_MAX 4096

/* The primary picture's kind; on the way, what hides items is noted. */
static guint32
read_items (ZbHeif     *heif,
            ZbHeifGrid *grid)
{
  ZbBox        iinf, infe;
  ZbHeifCursor list = { &iinf.data, 0, TRUE };
  guint32      type = 0;
  gint64       at;

  if (!zb_box_find (&iinf, &heif->meta, 0, "iinf"))
    return 0;

  zb_heif_take (&list, zb_heif_take_version (&list, NULL) == 0 ? 2 : 4);
  at = list.at;
  for (guint n = 0; n < ZB_HEIF_ITEMS_MAX && zb_box_next (&infe, &iinf.data, &at); n++)
    {
      ZbHeifCursor  cursor = { &infe.data, 0, TRUE };
      guint         flags = 0;
      const guint   version = zb_heif_take_version (&cursor, &flags);
      const guint32 id = (guint32) zb_heif_take (&cursor, version <= 2 ? 2 : 4);
      const gint64  place = heif->offset + (infe.data.data - heif->meta.data) + 3;

      zb_heif_take (&cursor, 2); /* protection */
      if (version >= 2 && (flags & 1) != 0)
        g_array_append_val (grid->hidden, place);
      if (version >= 2 && id == heif->primary)
        type = (guint32) zb_heif_take (&cursor, 4);
    }

  return type;
}

/* "version, flags (1: numbers of four bytes), rows - 1, columns - 1, width, height" */
static gboolean
read_sides (ZbHeif     *heif,
            ZbHeifGrid *grid)
{
  ZbSpan       extent;
  ZbHeifCursor cursor = { &extent, 1, TRUE };
  guint        size;

  if (!zb_heif_locate (heif, heif->primary, &extent))
    return FALSE;

  size = zb_heif_take (&cursor, 1) & 1 ? 4 : 2;
  grid->rows = (guint) zb_heif_take (&cursor, 1) + 1;
  grid->columns = (guint) zb_heif_take (&cursor, 1) + 1;
  grid->width = (guint32) zb_heif_take (&cursor, size);
  grid->height = (guint32) zb_heif_take (&cursor, size);
  return cursor.ok && grid->width > 0 && grid->height > 0 && grid->rows * grid->columns <= ZB_HEIF_TILES_MAX;
}

static gboolean
read_tiles (ZbHeifGrid   *grid,
            ZbHeifCursor *cursor,
            guint         id_size)
{
  const guint n = (guint) zb_heif_take (cursor, 2);

  if (!cursor->ok || n != grid->rows * grid->columns || grid->tiles != NULL)
    return FALSE;

  grid->tiles = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    grid->tiles[i] = (guint32) zb_heif_take (cursor, id_size);
  return cursor->ok;
}

/* Of the primary picture: its tiles; and nothing may be laid on it (transparency). */
static gboolean
read_references (ZbHeif     *heif,
                 ZbHeifGrid *grid)
{
  ZbBox        iref, box;
  ZbHeifCursor head = { &iref.data, 0, TRUE };
  guint        id_size;
  gint64       at;

  if (!zb_box_find (&iref, &heif->meta, 0, "iref"))
    return FALSE;

  id_size = zb_heif_take_version (&head, NULL) == 0 ? 2 : 4;
  at = head.at;
  for (guint n = 0; n < REFERENCES_MAX && zb_box_next (&box, &iref.data, &at); n++)
    {
      ZbHeifCursor  cursor = { &box.data, 0, TRUE };
      const guint32 from = (guint32) zb_heif_take (&cursor, id_size);

      if (from == heif->primary && strcmp (box.type, "dimg") == 0 && !read_tiles (grid, &cursor, id_size))
        return FALSE;
    }

  return grid->tiles != NULL;
}

gboolean
zb_heif_grid_read (ZbHeifGrid   *grid,
                   const ZbSpan *file)
{
  ZbHeif             heif = { 0 };
  g_autofree guint8 *bytes = zb_heif_open (&heif, file);

  *grid = (ZbHeifGrid){ .hidden = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  return bytes != NULL && read_items (&heif, grid) == TYPE_GRID && read_sides (&heif, grid) && read_references (&heif, grid);
}

void
zb_heif_grid_clear (ZbHeifGrid *grid)
{
  g_clear_pointer (&grid->tiles, g_free);
  g_clear_pointer (&grid->hidden, g_array_unref);
}
