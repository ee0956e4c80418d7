/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/album-store.h"

#include "store/statement.h"

/* Correcting cameras' clocks. Only dates that a camera's clock gave move; what a person, GPS, a
 * chat program or a folder said stays.
 */
#define CLOCK_SOURCES "('exif-original', 'xmp', 'iptc', 'exif-digitized', 'container', 'name', 'exif-modified')"

/* Doubts that came from the wrong clock and go with it. */
#define CLOCK_DOUBTS (ZB_DOUBT_RESET | ZB_DOUBT_FUTURE | ZB_DOUBT_OLD | ZB_DOUBT_BEFORE_BRANCH)

static GPtrArray *
list_cameras (ZbDb       *db,
              const char *sql,
              const char *name,
              gint64      batch,
              GError    **error)
{
  g_autoptr (GPtrArray) cameras = g_ptr_array_new_with_free_func (g_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, sql, error))
    return NULL;

  zb_statement_text (&query, 1, name);
  zb_statement_id (&query, 2, batch);
  while (zb_statement_next (&query, error))
    g_ptr_array_add (cameras, zb_statement_dup_text (&query, 0));

  return query.failed ? NULL : g_steal_pointer (&cameras);
}

GPtrArray *
zb_album_store_find_cameras (ZbDb       *db,
                             const char *name,
                             gint64      batch,
                             GError    **error)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_autoptr (GPtrArray) cameras = NULL;

  cameras = list_cameras (db,
                          "SELECT DISTINCT camera FROM photo"
                          " WHERE lower (camera) = ?1 AND trashed IS NULL AND (?2 IS NULL OR batch = ?2)",
                          folded, batch, error);
  if (cameras == NULL || cameras->len > 0)
    return g_steal_pointer (&cameras);

  return list_cameras (db,
                       "SELECT DISTINCT camera FROM photo WHERE instr (lower (camera), ?1) > 0"
                       " AND trashed IS NULL AND (?2 IS NULL OR batch = ?2) ORDER BY camera",
                       folded, batch, error);
}

GArray *
zb_album_store_list_camera (ZbDb       *db,
                            const char *camera,
                            gint64      batch,
                            GError    **error)
{
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT id FROM photo WHERE camera = ?1 AND trashed IS NULL"
                          " AND (?2 IS NULL OR batch = ?2) AND source IN " CLOCK_SOURCES " ORDER BY taken_s, id",
                          error))
    return NULL;

  zb_statement_text (&query, 1, camera);
  zb_statement_id (&query, 2, batch);
  while (zb_statement_next (&query, error))
    {
      gint64 id = zb_statement_get_int (&query, 0);

      g_array_append_val (photos, id);
    }

  return query.failed ? NULL : g_steal_pointer (&photos);
}

/* What a reading is worth once its clock is right, by its rank on the ladder. */
static ZbConfidence
get_worth (gint64 rank)
{
  if (rank <= 3)
    return ZB_CONFIDENCE_HIGH;

  return rank == 4 ? ZB_CONFIDENCE_MEDIUM : ZB_CONFIDENCE_LOW;
}

static gboolean
update_candidate (ZbDb         *db,
                  gint64        photo,
                  const ZbWall *taken,
                  ZbConfidence  worth,
                  GError      **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db,
                          "UPDATE photo_date SET reading = ?2, confidence = ?5, doubts = (doubts & ~?3) | ?4"
                          " WHERE photo = ?1 AND chosen = 1",
                          error))
    return FALSE;

  zb_statement_int (&update, 1, photo);
  zb_statement_wall (&update, 2, taken);
  zb_statement_int (&update, 3, CLOCK_DOUBTS);
  zb_statement_int (&update, 4, ZB_DOUBT_SHIFTED);
  zb_statement_text (&update, 5, zb_confidence_to_code (worth));
  return zb_statement_run (&update, error);
}

static gboolean
update_photo (ZbDb         *db,
              gint64        photo,
              const ZbWall *taken,
              ZbConfidence  worth,
              gint64        seconds,
              GError      **error)
{
  g_auto (ZbStatement) update = { 0 };
  gboolean links = worth >= ZB_CONFIDENCE_MEDIUM && taken->precision >= ZB_PRECISION_MINUTE;

  if (!zb_statement_init (&update, db,
                          "UPDATE photo SET taken = ?2, taken_s = ?3, confidence = ?4, links = ?5,"
                          " doubts = (doubts & ~?6) | ?7, shift_s = shift_s + ?8 WHERE id = ?1",
                          error))
    return FALSE;

  zb_statement_int (&update, 1, photo);
  zb_statement_wall (&update, 2, taken);
  zb_statement_int (&update, 3, taken->seconds);
  zb_statement_text (&update, 4, zb_confidence_to_code (worth));
  zb_statement_int (&update, 5, links);
  zb_statement_int (&update, 6, CLOCK_DOUBTS);
  zb_statement_int (&update, 7, ZB_DOUBT_SHIFTED);
  zb_statement_int (&update, 8, seconds);
  return zb_statement_run (&update, error);
}

/* A day without a time moves by whole days or not at all. */
static gboolean
shift_wall (ZbWall *wall,
            gint64  seconds)
{
  g_autofree char *text = NULL;

  if (!zb_wall_is_set (wall) || (wall->precision == ZB_PRECISION_DAY && seconds % ZB_DAY_SECONDS != 0))
    return FALSE;

  *wall = zb_wall_plus (*wall, seconds);
  text = zb_wall_to_text (wall);
  return text != NULL && zb_wall_parse (&(ZbWall){ 0 }, text);
}

gboolean
zb_album_store_shift (ZbDb     *db,
                      gint64    photo,
                      gint64    seconds,
                      gboolean *shifted,
                      GError  **error)
{
  g_auto (ZbStatement) query = { 0 };
  ZbWall       taken = ZB_WALL_NONE;
  ZbConfidence worth;

  *shifted = FALSE;
  if (!zb_statement_init (&query, db,
                          "SELECT p.taken, coalesce (d.rank, 1) FROM photo AS p"
                          " LEFT JOIN photo_date AS d ON d.photo = p.id AND d.chosen = 1"
                          " WHERE p.id = ?1 AND p.taken IS NOT NULL AND p.source IN " CLOCK_SOURCES,
                          error))
    return FALSE;

  zb_statement_int (&query, 1, photo);
  if (!zb_statement_next (&query, error))
    return !query.failed;

  zb_wall_parse (&taken, zb_statement_get_text (&query, 0));
  if (!shift_wall (&taken, seconds))
    return TRUE;

  *shifted = TRUE;
  worth = get_worth (zb_statement_get_int (&query, 1));
  return update_candidate (db, photo, &taken, worth, error) &&
         update_photo (db, photo, &taken, worth, seconds, error);
}

gboolean
zb_album_store_get_span (ZbDb         *db,
                         const gint64 *photos,
                         guint         n,
                         gint64       *from,
                         gint64       *to,
                         GError      **error)
{
  g_auto (ZbStatement) query = { 0 };

  *from = G_MAXINT64;
  *to = G_MININT64;
  if (!zb_statement_init (&query, db, "SELECT taken_s FROM photo WHERE id = ?1 AND taken_s IS NOT NULL", error))
    return FALSE;

  for (guint i = 0; i < n && !query.failed; i++)
    {
      zb_statement_int (&query, 1, photos[i]);
      if (zb_statement_next (&query, error))
        {
          *from = MIN (*from, zb_statement_get_int (&query, 0));
          *to = MAX (*to, zb_statement_get_int (&query, 0));
        }
      sqlite3_reset (query.stmt);
    }

  return !query.failed;
}
