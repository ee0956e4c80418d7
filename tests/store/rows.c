/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/rows.h"

#include "store/batch-store.h"
#include "store/setting-store.h"
#include "store/statement.h"

ZbDb *
zb_test_rows_open (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);
  g_autoptr (GError) error = NULL;
  ZbDb *db = zb_db_open (path, &error);

  g_assert_no_error (error);
  g_assert_true (zb_branch_store_insert (db, "第一党支部", &error));
  g_assert_cmpint (zb_batch_store_insert (db, "card", "2019-06-11T19:42:00", &error), ==, 1);
  g_assert_no_error (error);
  return db;
}

static void
add_file (ZbPhotoRow *row,
          const char *name)
{
  ZbPhotoFileRow file = { .role = "main", .bytes = 1000, .mtime = 1560130212 };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = sizeof file.sha256;

  g_checksum_update (sum, (const guchar *) name, -1);
  g_checksum_get_digest (sum, file.sha256, &size);
  memcpy (file.head, file.sha256, sizeof file.head);
  file.path = g_strdup_printf ("photos/2019/06/%s", name);
  file.original = g_strdup (name);

  row->files = g_array_new (FALSE, FALSE, sizeof (ZbPhotoFileRow));
  g_array_set_clear_func (row->files, (GDestroyNotify) zb_photo_file_row_clear);
  g_array_append_val (row->files, file);
}

static ZbTaken *
make_taken (const ZbTestPhoto *photo,
            const ZbWall      *wall,
            ZbSource           source)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_candidate_free);

  if (photo->taken != NULL)
    {
      ZbCandidate *candidate = zb_candidate_new (source, 1, photo->taken);

      candidate->wall = *wall;
      candidate->confidence = ZB_CONFIDENCE_HIGH;
      g_ptr_array_add (candidates, candidate);
    }

  return zb_taken_new (g_steal_pointer (&candidates), photo->taken != NULL ? 0 : -1, photo->taken != NULL);
}

gint64
zb_test_rows_add_photo (ZbDb              *db,
                        const ZbTestPhoto *photo)
{
  ZbPhotoRow *row = g_new0 (ZbPhotoRow, 1);
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (photo->taken != NULL)
    g_assert_true (zb_wall_parse (&row->fields.taken, photo->taken));
  row->fields.source = photo->taken == NULL ? ZB_SOURCE_NONE
                       : photo->source != 0 ? photo->source
                                            : ZB_SOURCE_EXIF_ORIGINAL;
  row->fields.confidence = photo->taken != NULL ? ZB_CONFIDENCE_HIGH : ZB_CONFIDENCE_NONE;
  row->fields.links = photo->taken != NULL;
  row->fields.format = g_strdup ("jpeg");
  row->fields.camera = g_strdup (photo->camera);
  row->fields.batch = photo->batch != 0 ? photo->batch : 1;
  row->fields.meeting = photo->meeting;
  row->fields.linked = photo->linked;
  row->fields.screenshot = photo->screenshot;
  row->fields.imported_at = g_strdup ("2019-06-11T19:42:10");
  row->taken = make_taken (photo, &row->fields.taken, row->fields.source);
  add_file (row, photo->name);

  id = zb_photo_store_insert (db, row, &error);
  g_assert_no_error (error);
  zb_photo_row_free (row);
  return id;
}

ZbMeetingDraft *
zb_test_rows_draft (const char *theme,
                    const char *start,
                    const char *end)
{
  ZbMeetingDraft *draft = zb_meeting_draft_new ();

  draft->theme = g_strdup (theme);
  draft->kinds = 1u << ZB_KIND_THEME_DAY;
  g_assert_true (zb_wall_parse (&draft->start, start));
  if (end != NULL)
    g_assert_true (zb_wall_parse (&draft->end, end));
  return draft;
}

char *
zb_test_rows_dump (ZbDb *db)
{
  static const char *const queries[] = {
    "SELECT * FROM branch ORDER BY id", "SELECT * FROM setting ORDER BY key",
    "SELECT * FROM meeting ORDER BY id", "SELECT * FROM meeting_kind ORDER BY meeting, kind",
    "SELECT * FROM photo ORDER BY id", "SELECT * FROM photo_file ORDER BY id",
    "SELECT * FROM photo_date ORDER BY id", "SELECT * FROM correction ORDER BY id",
    "SELECT * FROM party_group ORDER BY id", "SELECT * FROM member ORDER BY id",
    "SELECT * FROM span ORDER BY id", "SELECT * FROM letter ORDER BY id",
    "SELECT * FROM difference ORDER BY id"
  };
  g_autoptr (GString) dump = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_auto (ZbStatement) query = { 0 };

      g_assert_true (zb_statement_init (&query, db, queries[i], &error));
      g_string_append_printf (dump, "%s\n", queries[i]);
      while (zb_statement_next (&query, &error))
        {
          for (int j = 0; j < sqlite3_column_count (query.stmt); j++)
            {
              const char *text = zb_statement_get_text (&query, j);

              g_string_append_printf (dump, "%s|", text != NULL ? text : "NULL");
            }
          g_string_append_c (dump, '\n');
        }
      g_assert_no_error (error);
    }

  return g_string_free (g_steal_pointer (&dump), FALSE);
}
