/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/album-store.h"

#include "store/statement.h"

void
zb_photo_briefs_free (ZbPhotoBriefs *briefs)
{
  g_array_unref (briefs->rows);
  g_string_chunk_free (briefs->texts);
  g_free (briefs);
}

/* Columns of the list, in the order of its SELECT. */
enum
{
  ID,
  MEETING,
  BATCH,
  GPS,
  SECONDS,
  PRECISION,
  SOURCE,
  CONFIDENCE,
  DOUBTS,
  LINKED,
  LINKS,
  CAMERA,
  SCREENSHOT,
  VIDEO,
  CAPTION,
  PROBLEM,
  TRASHED,
  PICKED,
  COVER,
  TURN,
  NAME,
};

#define SELECT                                                                                \
  "SELECT p.id, p.meeting, p.batch, p.gps_s, p.taken_s, p.precision, p.source, p.confidence," \
  " p.doubts, p.linked, p.links, p.camera, p.screenshot, p.format IN ('mp4', 'mov'),"         \
  " p.caption IS NOT NULL, p.problem IS NOT NULL, p.trashed IS NOT NULL,"                     \
  " p.picked, p.cover, p.turn"

#define WHERE " WHERE (p.trashed IS NOT NULL) = ?1 ORDER BY p.taken_s, p.id"

static guint
read_flags (ZbStatement        *query,
            const ZbPhotoBrief *row)
{
  guint flags = 0;

  if (row->confidence < ZB_CONFIDENCE_HIGH)
    flags |= ZB_ROW_DOUBT;
  if (!zb_wall_is_set (&row->taken))
    flags |= ZB_ROW_UNDATED | ZB_ROW_DOUBT;
  if (zb_statement_get_int (query, CAPTION))
    flags |= ZB_ROW_CAPTION;
  if (zb_statement_get_int (query, VIDEO))
    flags |= ZB_ROW_VIDEO;
  if (zb_statement_get_int (query, PROBLEM))
    flags |= ZB_ROW_PROBLEM;
  if (zb_statement_get_int (query, SCREENSHOT))
    flags |= ZB_ROW_SCREENSHOT;
  if (zb_statement_get_int (query, TRASHED))
    flags |= ZB_ROW_TRASHED;
  if (zb_statement_get_int (query, PICKED))
    flags |= ZB_ROW_PICKED;
  if (zb_statement_get_int (query, COVER))
    flags |= ZB_ROW_COVER;
  flags |= (guint) (zb_statement_get_int (query, TURN) / 90) << 11;

  return flags;
}

static const char *
keep_text (ZbPhotoBriefs *briefs,
           ZbStatement   *query,
           int            column)
{
  const char *text = zb_statement_get_text (query, column);

  return text != NULL ? g_string_chunk_insert_const (briefs->texts, text) : NULL;
}

static void
add_row (ZbPhotoBriefs *briefs,
         ZbStatement   *query,
         gboolean       with_names)
{
  ZbPhotoBrief row = {
    .id = zb_statement_get_int (query, ID),
    .meeting = zb_statement_get_int (query, MEETING),
    .batch = zb_statement_get_int (query, BATCH),
    .gps = zb_statement_get_int (query, GPS),
    .source = zb_source_from_code (zb_statement_get_text (query, SOURCE)),
    .confidence = zb_confidence_from_code (zb_statement_get_text (query, CONFIDENCE)),
    .doubts = zb_statement_get_int (query, DOUBTS),
    .linked = zb_linked_from_code (zb_statement_get_text (query, LINKED)),
    .links = zb_statement_get_int (query, LINKS) != 0,
    .camera = keep_text (briefs, query, CAMERA),
  };

  row.taken.seconds = zb_statement_get_int (query, SECONDS);
  row.taken.precision = zb_precision_from_code (zb_statement_get_text (query, PRECISION));
  row.flags = read_flags (query, &row);
  if (with_names)
    row.name = keep_text (briefs, query, NAME);
  g_array_append_val (briefs->rows, row);
}

ZbPhotoBriefs *
zb_album_store_list (ZbDb                    *db,
                     const ZbPhotoBriefQuery *query,
                     GError                 **error)
{
  g_autoptr (ZbPhotoBriefs) briefs = g_new0 (ZbPhotoBriefs, 1);
  g_auto (ZbStatement) statement = { 0 };
  const char *sql = SELECT " FROM photo AS p" WHERE;

  briefs->rows = g_array_new (FALSE, FALSE, sizeof (ZbPhotoBrief));
  briefs->texts = g_string_chunk_new (4096);
  if (query->with_names)
    sql = SELECT ", f.original FROM photo AS p JOIN photo_file AS f ON f.photo = p.id AND f.role = 'main'" WHERE;

  if (!zb_statement_init (&statement, db, sql, error))
    return NULL;

  zb_statement_int (&statement, 1, query->trashed != FALSE);
  while (zb_statement_next (&statement, error))
    add_row (briefs, &statement, query->with_names);

  return statement.failed ? NULL : g_steal_pointer (&briefs);
}

gboolean
zb_album_store_count (ZbDb    *db,
                      guint   *counts,
                      gint64  *latest,
                      GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  memset (counts, 0, ZB_N_ALBUM_FILTERS * sizeof *counts);
  if (!zb_db_number (db, "SELECT max (batch) FROM photo WHERE trashed IS NULL", 0, latest, error) ||
      !zb_statement_init (&query, db,
                          "SELECT count (*) FILTER (WHERE trashed IS NULL),"
                          " count (*) FILTER (WHERE trashed IS NULL AND meeting IS NULL),"
                          " count (*) FILTER (WHERE trashed IS NULL"
                          "                   AND (taken_s IS NULL OR confidence IN ('low', 'none'))),"
                          " count (*) FILTER (WHERE trashed IS NULL AND batch = ?1),"
                          " count (*) FILTER (WHERE trashed IS NOT NULL) FROM photo",
                          error))
    return FALSE;

  zb_statement_int (&query, 1, *latest);
  if (!zb_statement_next (&query, error))
    return FALSE;

  counts[ZB_ALBUM_ALL] = zb_statement_get_int (&query, 0);
  counts[ZB_ALBUM_UNLINKED] = zb_statement_get_int (&query, 1);
  counts[ZB_ALBUM_UNDATED] = zb_statement_get_int (&query, 2);
  counts[ZB_ALBUM_BATCH] = zb_statement_get_int (&query, 3);
  counts[ZB_ALBUM_TRASH] = zb_statement_get_int (&query, 4);
  return TRUE;
}

static GHashTable *
search_word (ZbDb       *db,
             const char *word,
             GError    **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT p.id FROM photo AS p JOIN photo_file AS f ON f.photo = p.id AND f.role = 'main'"
                          " LEFT JOIN meeting AS m ON m.id = p.meeting"
                          " WHERE instr (lower (coalesce (m.theme, '')), ?1) > 0"
                          " OR instr (lower (coalesce (m.place, '')), ?1) > 0"
                          " OR instr (lower (coalesce (p.caption, '')), ?1) > 0"
                          " OR instr (lower (f.original), ?1) > 0",
                          error))
    return NULL;

  zb_statement_text (&query, 1, word);
  while (zb_statement_next (&query, error))
    {
      gint64 id = zb_statement_get_int (&query, 0);

      g_hash_table_add (found, g_memdup2 (&id, sizeof id));
    }

  return query.failed ? NULL : g_steal_pointer (&found);
}

static gboolean
is_not_in (gpointer key,
           gpointer value,
           gpointer data)
{
  return !g_hash_table_contains (data, key);
}

GHashTable *
zb_album_store_search (ZbDb       *db,
                       const char *words,
                       GError    **error)
{
  g_autofree char *folded = g_ascii_strdown (words, -1);
  g_auto (GStrv) each = g_strsplit_set (folded, " \t", -1);
  g_autoptr (GHashTable) found = NULL;

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autoptr (GHashTable) more = NULL;

      if (*each[i] == '\0')
        continue;
      if (!(more = search_word (db, each[i], error)))
        return NULL;
      if (found == NULL)
        found = g_steal_pointer (&more);
      else
        g_hash_table_foreach_remove (found, is_not_in, more);
    }

  return found != NULL ? g_steal_pointer (&found) : search_word (db, "", error);
}
