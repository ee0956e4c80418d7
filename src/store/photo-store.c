/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/photo-store.h"

#include "store/statement.h"

void
zb_photo_file_row_clear (ZbPhotoFileRow *row)
{
  g_clear_pointer (&row->path, g_free);
  g_clear_pointer (&row->original, g_free);
}

void
zb_photo_row_free (ZbPhotoRow *row)
{
  zb_photo_fields_clear (&row->fields);
  g_clear_pointer (&row->taken, zb_taken_unref);
  g_clear_pointer (&row->files, g_array_unref);
  g_free (row);
}

void
zb_known_file_free (ZbKnownFile *file)
{
  g_free (file->original);
  g_free (file->path);
  g_free (file);
}

static const char *
trash_to_code (ZbTrash trash)
{
  static const char *const codes[] = { NULL, "person", "undo" };

  return codes[trash];
}

static ZbTrash
trash_from_code (const char *code)
{
  if (code == NULL)
    return ZB_TRASH_NOT;

  return strcmp (code, "undo") == 0 ? ZB_TRASH_UNDO : ZB_TRASH_PERSON;
}

static void
bind_date (ZbStatement         *insert,
           const ZbPhotoFields *fields,
           gint64               gps)
{
  zb_statement_wall (insert, 3, &fields->taken);
  if (zb_wall_is_set (&fields->taken))
    zb_statement_int (insert, 4, fields->taken.seconds);
  zb_statement_text (insert, 5, zb_precision_to_code (fields->taken.precision));
  zb_statement_text (insert, 6, zb_source_to_code (fields->source));
  zb_statement_text (insert, 7, zb_confidence_to_code (fields->confidence));
  zb_statement_int (insert, 8, fields->doubts);
  zb_statement_int (insert, 9, fields->links != FALSE);
  zb_statement_text (insert, 10, fields->offset);
  zb_statement_id (insert, 11, gps);
}

static void
bind_picture (ZbStatement         *insert,
              const ZbPhotoFields *fields)
{
  gboolean upright = fields->orientation < 1 || fields->orientation > 8;

  zb_statement_text (insert, 2, fields->format);
  zb_statement_text (insert, 12, fields->camera);
  zb_statement_int (insert, 13, fields->width);
  zb_statement_int (insert, 14, fields->height);
  zb_statement_int (insert, 15, upright ? 1 : fields->orientation);
  zb_statement_int (insert, 16, fields->screenshot != FALSE);
  zb_statement_text (insert, 17, fields->problem);
  zb_statement_text (insert, 18, fields->caption);
  zb_statement_id (insert, 19, fields->meeting);
  zb_statement_text (insert, 20, zb_linked_to_code (fields->linked));
  zb_statement_text (insert, 21, fields->imported_at);
  zb_statement_text (insert, 22, trash_to_code (fields->trash));
}

static gboolean
insert_photo (ZbDb             *db,
              const ZbPhotoRow *row,
              GError          **error)
{
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO photo (batch, format, taken, taken_s, precision, source, confidence, doubts,"
                          " links, utc_offset, gps_s, camera, width, height, orientation, screenshot, problem,"
                          " caption, meeting, linked, imported, trashed, uid)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
                          " ?18, ?19, ?20, ?21, ?22, ?23)",
                          error))
    return FALSE;

  zb_statement_int (&insert, 1, row->fields.batch);
  bind_date (&insert, &row->fields, row->gps);
  bind_picture (&insert, &row->fields);
  zb_statement_text (&insert, 23, uid);
  return zb_statement_run (&insert, error);
}

static gboolean
insert_files (ZbDb             *db,
              gint64            photo,
              const ZbPhotoRow *row,
              GError          **error)
{
  g_auto (ZbStatement) insert = { 0 };

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO photo_file (photo, role, path, original, bytes, mtime, sha256, head)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                          error))
    return FALSE;

  for (guint i = 0; i < row->files->len; i++)
    {
      const ZbPhotoFileRow *file = &g_array_index (row->files, ZbPhotoFileRow, i);

      zb_statement_int (&insert, 1, photo);
      zb_statement_text (&insert, 2, file->role);
      zb_statement_text (&insert, 3, file->path);
      zb_statement_text (&insert, 4, file->original);
      zb_statement_int (&insert, 5, file->bytes);
      zb_statement_int (&insert, 6, file->mtime);
      zb_statement_blob (&insert, 7, file->sha256, sizeof file->sha256);
      zb_statement_blob (&insert, 8, file->head, sizeof file->head);
      if (!zb_statement_run (&insert, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_dates (ZbDb    *db,
              gint64   photo,
              ZbTaken *taken,
              GError **error)
{
  g_auto (ZbStatement) insert = { 0 };
  guint n = taken != NULL ? zb_taken_get_n (taken) : 0;

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO photo_date (photo, source, rank, confidence, doubts, raw, reading, utc_offset,"
                          " chosen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                          error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const ZbCandidate *candidate = zb_taken_get (taken, i);

      zb_statement_int (&insert, 1, photo);
      zb_statement_text (&insert, 2, zb_source_to_code (candidate->source));
      zb_statement_int (&insert, 3, candidate->rank);
      zb_statement_text (&insert, 4, zb_confidence_to_code (candidate->confidence));
      zb_statement_int (&insert, 5, candidate->doubts);
      zb_statement_text (&insert, 6, candidate->raw != NULL ? candidate->raw : "");
      zb_statement_wall (&insert, 7, &candidate->wall);
      zb_statement_text (&insert, 8, candidate->offset);
      zb_statement_int (&insert, 9, zb_taken_get_chosen (taken) == (int) i);
      if (!zb_statement_run (&insert, error))
        return FALSE;
    }

  return TRUE;
}

gint64
zb_photo_store_insert (ZbDb             *db,
                       const ZbPhotoRow *row,
                       GError          **error)
{
  gint64 photo;

  if (!insert_photo (db, row, error))
    return 0;

  photo = sqlite3_last_insert_rowid (db->handle);
  if (!insert_files (db, photo, row, error) || !insert_dates (db, photo, row->taken, error))
    return 0;

  return photo;
}

GPtrArray *
zb_photo_store_known (ZbDb    *db,
                      GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_known_file_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT f.sha256, f.head, f.bytes, f.mtime, f.photo, p.trashed, f.original, f.path"
                          " FROM photo_file AS f JOIN photo AS p ON p.id = f.photo ORDER BY f.id",
                          error))
    return NULL;

  while (zb_statement_next (&query, error))
    {
      ZbKnownFile *file = g_new0 (ZbKnownFile, 1);

      zb_statement_copy_hash (&query, 0, file->sha256);
      zb_statement_copy_hash (&query, 1, file->head);
      file->bytes = zb_statement_get_int (&query, 2);
      file->mtime = zb_statement_get_int (&query, 3);
      file->photo = zb_statement_get_int (&query, 4);
      file->trash = trash_from_code (zb_statement_get_text (&query, 5));
      file->original = zb_statement_dup_text (&query, 6);
      file->path = zb_statement_dup_text (&query, 7);
      g_ptr_array_add (files, file);
    }

  return query.failed ? NULL : g_steal_pointer (&files);
}

#define COLUMNS                                                                                    \
  "SELECT p.id, f.path, f.original, p.format, lower (hex (f.sha256)), f.bytes, p.taken, p.source," \
  " p.confidence, p.doubts, p.links, p.utc_offset, p.camera, p.width, p.height, p.orientation,"    \
  " p.screenshot, p.meeting, p.linked, p.caption, p.problem, p.batch, p.imported, p.trashed,"      \
  " p.turn, p.picked, p.cover"                                                                     \
  " FROM photo AS p JOIN photo_file AS f ON f.photo = p.id AND f.role = 'main' "

static ZbPhoto *
read_photo (ZbStatement *query,
            ZbTaken     *taken)
{
  /* Borrowed from the row; zb_photo_new() copies. */
  ZbPhotoFields fields = {
    .id = zb_statement_get_int (query, 0),
    .file = (char *) zb_statement_get_text (query, 1),
    .original = (char *) zb_statement_get_text (query, 2),
    .format = (char *) zb_statement_get_text (query, 3),
    .sha256 = (char *) zb_statement_get_text (query, 4),
    .bytes = zb_statement_get_int (query, 5),
    .source = zb_source_from_code (zb_statement_get_text (query, 7)),
    .confidence = zb_confidence_from_code (zb_statement_get_text (query, 8)),
    .doubts = zb_statement_get_int (query, 9),
    .links = zb_statement_get_int (query, 10) != 0,
    .offset = (char *) zb_statement_get_text (query, 11),
    .camera = (char *) zb_statement_get_text (query, 12),
    .width = zb_statement_get_int (query, 13),
    .height = zb_statement_get_int (query, 14),
    .orientation = zb_statement_get_int (query, 15),
    .screenshot = zb_statement_get_int (query, 16) != 0,
    .meeting = zb_statement_get_int (query, 17),
    .linked = zb_linked_from_code (zb_statement_get_text (query, 18)),
    .caption = (char *) zb_statement_get_text (query, 19),
    .problem = (char *) zb_statement_get_text (query, 20),
    .batch = zb_statement_get_int (query, 21),
    .imported_at = (char *) zb_statement_get_text (query, 22),
    .trash = trash_from_code (zb_statement_get_text (query, 23)),
    .turn = zb_statement_get_int (query, 24),
    .picked = zb_statement_get_int (query, 25) != 0,
    .cover = zb_statement_get_int (query, 26) != 0,
  };

  if (zb_statement_get_text (query, 6) != NULL)
    zb_wall_parse (&fields.taken, zb_statement_get_text (query, 6));

  return zb_photo_new (&fields, taken);
}

static ZbCandidate *
read_candidate (ZbStatement *query)
{
  ZbCandidate *candidate = zb_candidate_new (zb_source_from_code (zb_statement_get_text (query, 0)),
                                             zb_statement_get_int (query, 1),
                                             zb_statement_get_text (query, 4));

  candidate->confidence = zb_confidence_from_code (zb_statement_get_text (query, 2));
  candidate->doubts = zb_statement_get_int (query, 3);
  candidate->offset = zb_statement_dup_text (query, 6);
  if (zb_statement_get_text (query, 5) != NULL)
    zb_wall_parse (&candidate->wall, zb_statement_get_text (query, 5));

  return candidate;
}

static ZbTaken *
read_taken (ZbDb    *db,
            gint64   photo,
            gboolean links,
            GError **error)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_candidate_free);
  g_auto (ZbStatement) query = { 0 };
  int chosen = -1;

  if (!zb_statement_init (&query, db,
                          "SELECT source, rank, confidence, doubts, raw, reading, utc_offset, chosen"
                          " FROM photo_date WHERE photo = ?1 ORDER BY rank, id",
                          error))
    return NULL;

  zb_statement_int (&query, 1, photo);
  while (zb_statement_next (&query, error))
    {
      if (zb_statement_get_int (&query, 7) != 0)
        chosen = candidates->len;
      g_ptr_array_add (candidates, read_candidate (&query));
    }

  return query.failed ? NULL : zb_taken_new (g_steal_pointer (&candidates), chosen, links);
}

static gboolean
not_found (gint64   photo,
           GError **error)
{
  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no photo %" G_GINT64_FORMAT, photo);
  return FALSE;
}

ZbPhoto *
zb_photo_store_get (ZbDb    *db,
                    gint64   photo,
                    GError **error)
{
  g_auto (ZbStatement) query = { 0 };
  g_autoptr (ZbTaken) taken = NULL;

  if (!zb_statement_init (&query, db, COLUMNS "WHERE p.id = ?1", error))
    return NULL;

  zb_statement_int (&query, 1, photo);
  if (!zb_statement_next (&query, error))
    {
      if (!query.failed)
        not_found (photo, error);
      return NULL;
    }

  if (!(taken = read_taken (db, photo, zb_statement_get_int (&query, 10) != 0, error)))
    return NULL;

  return read_photo (&query, taken);
}

GPtrArray *
zb_photo_store_list (ZbDb         *db,
                     ZbPhotosWhich which,
                     gint64        meeting,
                     gint64        batch,
                     GError      **error)
{
  static const char *const sql[] = {
#define LIST(condition)                                                                          \
  COLUMNS "WHERE (?1 IS NULL OR p.meeting = ?1) AND (?2 IS NULL OR p.batch = ?2) AND " condition \
          " ORDER BY p.taken_s IS NULL, p.taken_s, p.id"
    [ZB_PHOTOS_ALL] = LIST ("p.trashed IS NULL"),
    [ZB_PHOTOS_UNLINKED] = LIST ("p.trashed IS NULL AND p.meeting IS NULL"),
    [ZB_PHOTOS_UNDATED] = LIST ("p.trashed IS NULL AND (p.taken_s IS NULL OR p.confidence IN ('low', 'none'))"),
    [ZB_PHOTOS_TRASH] = LIST ("p.trashed IS NOT NULL"),
#undef LIST
  };
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, sql[which], error))
    return NULL;

  zb_statement_id (&query, 1, meeting);
  zb_statement_id (&query, 2, batch);
  while (zb_statement_next (&query, error))
    g_ptr_array_add (photos, read_photo (&query, NULL));

  return query.failed ? NULL : g_steal_pointer (&photos);
}

gboolean
zb_photo_store_check (ZbDb         *db,
                      const gint64 *photos,
                      guint         n,
                      GError      **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT count (*) FROM photo WHERE id = ?1", error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      zb_statement_int (&query, 1, photos[i]);
      if (!zb_statement_next (&query, error))
        return FALSE;
      if (zb_statement_get_int (&query, 0) == 0)
        return not_found (photos[i], error);
      sqlite3_reset (query.stmt);
    }

  return TRUE;
}

gboolean
zb_photo_store_link (ZbDb         *db,
                     const gint64 *photos,
                     guint         n,
                     gint64        meeting,
                     ZbLinked      linked,
                     GError      **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db,
                          "UPDATE photo SET meeting = ?2, linked = ?3, cover = cover AND meeting IS ?2"
                          " WHERE id = ?1 AND (meeting IS NOT ?2 OR linked IS NOT ?3)",
                          error))
    return FALSE;

  zb_statement_id (&update, 2, meeting);
  zb_statement_text (&update, 3, zb_linked_to_code (linked));
  for (guint i = 0; i < n; i++)
    {
      zb_statement_int (&update, 1, photos[i]);
      if (!zb_statement_run (&update, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
zb_photo_store_caption (ZbDb       *db,
                        gint64      photo,
                        const char *caption,
                        GError    **error)
{
  g_auto (ZbStatement) update = { 0 };
  gboolean empty = caption == NULL || *caption == '\0';

  if (!zb_statement_init (&update, db,
                          "UPDATE photo SET caption = ?2 WHERE id = ?1 AND caption IS NOT ?2", error))
    return FALSE;

  zb_statement_int (&update, 1, photo);
  zb_statement_text (&update, 2, empty ? NULL : caption);
  return zb_statement_run (&update, error);
}

gboolean
zb_photo_store_trash (ZbDb         *db,
                      const gint64 *photos,
                      guint         n,
                      ZbTrash       trash,
                      GError      **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db,
                          "UPDATE photo SET trashed = ?2, cover = cover AND ?2 IS NULL"
                          " WHERE id = ?1 AND trashed IS NOT ?2",
                          error))
    return FALSE;

  zb_statement_text (&update, 2, trash_to_code (trash));
  for (guint i = 0; i < n; i++)
    {
      zb_statement_int (&update, 1, photos[i]);
      if (!zb_statement_run (&update, error))
        return FALSE;
    }

  return TRUE;
}

gint
zb_photo_store_trash_batch (ZbDb    *db,
                            gint64   batch,
                            ZbTrash  from,
                            ZbTrash  to,
                            GError **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db,
                          "UPDATE photo SET trashed = ?3 WHERE batch = ?1 AND trashed IS ?2", error))
    return -1;

  zb_statement_int (&update, 1, batch);
  zb_statement_text (&update, 2, trash_to_code (from));
  zb_statement_text (&update, 3, trash_to_code (to));
  return zb_statement_run (&update, error) ? sqlite3_changes (db->handle) : -1;
}

gboolean
zb_photo_store_revive (ZbDb    *db,
                       gint64   photo,
                       gint64   batch,
                       GError **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db, "UPDATE photo SET trashed = NULL, batch = ?2 WHERE id = ?1", error))
    return FALSE;

  zb_statement_int (&update, 1, photo);
  zb_statement_int (&update, 2, batch);
  return zb_statement_run (&update, error);
}

guint
zb_db_get_n_changed (ZbDb *db)
{
  return sqlite3_total_changes (db->handle);
}
