/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/photo-store.h"

#include "store/statement.h"

/* What a person says of a photo. */

/* `sql` with the photo as ?1 and a value as ?2, for each. */
static gboolean
update_each (ZbDb         *db,
             const char   *sql,
             const gint64 *photos,
             guint         n,
             gint64        value,
             GError      **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db, sql, error))
    return FALSE;

  zb_statement_int (&update, 2, value);
  for (guint i = 0; i < n; i++)
    {
      zb_statement_int (&update, 1, photos[i]);
      if (!zb_statement_run (&update, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
zb_photo_store_pick (ZbDb         *db,
                     const gint64 *photos,
                     guint         n,
                     gboolean      picked,
                     GError      **error)
{
  return update_each (db, "UPDATE photo SET picked = ?2 WHERE id = ?1 AND picked <> ?2", photos, n, picked != FALSE, error);
}

gboolean
zb_photo_store_turn (ZbDb         *db,
                     const gint64 *photos,
                     guint         n,
                     int           degrees,
                     GError      **error)
{
  gint64 turn = ((degrees % 360) + 360) % 360;

  if (turn % 90 != 0)
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "%d degrees are no quarter turns", degrees);
      return FALSE;
    }

  return turn == 0 || update_each (db, "UPDATE photo SET turn = (turn + ?2) % 360 WHERE id = ?1", photos, n, turn, error);
}

/* 0: none it could be the cover of; -1 on error. */
static gint64
find_meeting (ZbDb    *db,
              gint64   photo,
              GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT coalesce (meeting, 0) FROM photo WHERE id = ?1 AND trashed IS NULL", error))
    return -1;

  zb_statement_int (&query, 1, photo);
  if (zb_statement_next (&query, error))
    return zb_statement_get_int (&query, 0);

  return query.failed ? -1 : 0;
}

gboolean
zb_photo_store_cover (ZbDb    *db,
                      gint64   photo,
                      gboolean cover,
                      GError **error)
{
  gint64 meeting;

  if (!cover)
    return update_each (db, "UPDATE photo SET cover = ?2 WHERE id = ?1 AND cover <> ?2", &photo, 1, 0, error);

  meeting = find_meeting (db, photo, error);
  if (meeting == 0)
    g_set_error_literal (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "the photo is in no meeting");
  if (meeting <= 0)
    return FALSE;

  return update_each (db, "UPDATE photo SET cover = 0 WHERE meeting = ?2 AND cover = 1 AND id <> ?1", &photo, 1, meeting, error) &&
         update_each (db, "UPDATE photo SET cover = ?2 WHERE id = ?1 AND cover <> ?2", &photo, 1, 1, error);
}

static gboolean
insert_date (ZbDb         *db,
             gint64        photo,
             const ZbWall *wall,
             const char   *reason,
             GError      **error)
{
  g_auto (ZbStatement) insert = { 0 };

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO photo_date (photo, source, rank, confidence, doubts, raw, reading, chosen)"
                          " VALUES (?1, 'manual', 0, 'high', 0, ?2, ?3, 1)",
                          error))
    return FALSE;

  zb_statement_int (&insert, 1, photo);
  zb_statement_text (&insert, 2, reason);
  zb_statement_wall (&insert, 3, wall);
  return zb_statement_run (&insert, error);
}

gboolean
zb_photo_store_date (ZbDb         *db,
                     gint64        photo,
                     const ZbWall *wall,
                     const char   *reason,
                     GError      **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!update_each (db, "UPDATE photo_date SET chosen = ?2 WHERE photo = ?1 AND chosen <> ?2", &photo, 1, 0, error) ||
      !insert_date (db, photo, wall, reason, error) ||
      !zb_statement_init (&update, db,
                          "UPDATE photo SET taken = ?2, taken_s = ?3, precision = ?4, source = 'manual', confidence = 'high',"
                          " doubts = 0, links = 1, utc_offset = NULL, shift_s = 0 WHERE id = ?1",
                          error))
    return FALSE;

  zb_statement_int (&update, 1, photo);
  zb_statement_wall (&update, 2, wall);
  zb_statement_int (&update, 3, wall->seconds);
  zb_statement_text (&update, 4, zb_precision_to_code (wall->precision));
  return zb_statement_run (&update, error);
}
