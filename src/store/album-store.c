/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/album-store.h"

#include "store/statement.h"

#include <string.h>

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
};

#define SELECT                                                                                \
  "SELECT p.id, p.meeting, p.batch, p.gps_s, p.taken_s, p.precision, p.source, p.confidence," \
  " p.doubts, p.linked, p.links, p.camera, p.screenshot, p.format IN ('mp4', 'mov'),"         \
  " p.caption IS NOT NULL, p.problem IS NOT NULL, p.trashed IS NOT NULL,"                     \
  " p.picked, p.cover, p.turn FROM photo AS p"                                                \
  " WHERE (p.trashed IS NOT NULL) = ?1 ORDER BY p.taken_s, p.id"

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
  flags |= (guint) (zb_statement_get_int (query, TURN) / 90) << 11 | (guint) row->taken.precision << 13;

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
         ZbStatement   *query)
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
  g_array_append_val (briefs->rows, row);
}

ZbPhotoBriefs *
zb_album_store_list (ZbDb    *db,
                     gboolean trashed,
                     GError **error)
{
  g_autoptr (ZbPhotoBriefs) briefs = g_new0 (ZbPhotoBriefs, 1);
  g_auto (ZbStatement) statement = { 0 };

  briefs->rows = g_array_new (FALSE, FALSE, sizeof (ZbPhotoBrief));
  briefs->texts = g_string_chunk_new (4096);
  if (!zb_statement_init (&statement, db, SELECT, error))
    return NULL;

  zb_statement_int (&statement, 1, trashed != FALSE);
  while (zb_statement_next (&statement, error))
    add_row (briefs, &statement);

  return statement.failed ? NULL : g_steal_pointer (&briefs);
}

/* Where a photo's row is. */
typedef struct
{
  gint64 photo;
  guint  row;
} Place;

static gint
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *one = a, *two = b;

  return (one->photo > two->photo) - (one->photo < two->photo);
}

static GArray *
list_places (const ZbPhotoBriefs *briefs)
{
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (Place), briefs->rows->len);

  for (guint i = 0; i < briefs->rows->len; i++)
    {
      const Place place = { g_array_index (briefs->rows, ZbPhotoBrief, i).id, i };

      g_array_append_val (places, place);
    }

  g_array_sort (places, compare_places);
  return places;
}

gboolean
zb_album_store_add_names (ZbDb          *db,
                          ZbPhotoBriefs *briefs,
                          GError       **error)
{
  g_autoptr (GArray) places = list_places (briefs);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT photo, original FROM photo_file WHERE role = 'main'", error))
    return FALSE;

  while (zb_statement_next (&query, error))
    {
      const Place  wanted = { .photo = zb_statement_get_int (&query, 0) };
      const Place *place = bsearch (&wanted, places->data, places->len, sizeof wanted, compare_places);

      if (place != NULL)
        g_array_index (briefs->rows, ZbPhotoBrief, place->row).name = g_string_chunk_insert (briefs->texts, zb_statement_get_text (&query, 1));
    }

  return !query.failed;
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
                          " count (*) FILTER (WHERE trashed IS NOT NULL),"
                          " count (*) FILTER (WHERE trashed IS NULL AND picked = 1) FROM photo",
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
  counts[ZB_ALBUM_PICKED] = zb_statement_get_int (&query, 5);
  return TRUE;
}

gboolean
zb_album_store_count_all (ZbDb    *db,
                          gint64  *all,
                          gint64  *latest,
                          GError **error)
{
  return zb_db_number (db, "SELECT count (*) FROM photo", 0, all, error) &&
         zb_db_number (db, "SELECT max (batch) FROM photo WHERE trashed IS NULL", 0, latest, error);
}

/* Meetings are searched once, then photos by number: no text of a meeting is looked at twice. LIKE folds ASCII case itself, which
 * costs a third of instr (lower ()).
 */
#define LONGEST_WORD 1000 /* SQLite refuses patterns of 50,000 bytes, and nothing here is as long */
#define FIND_IN_MEETINGS                                                                              \
  "WITH m (id) AS (SELECT id FROM meeting WHERE theme LIKE ?1 ESCAPE '!' OR place LIKE ?1 ESCAPE '!'" \
  " UNION SELECT meeting FROM agenda WHERE title LIKE ?1 ESCAPE '!' OR body LIKE ?1 ESCAPE '!'"       \
  " OR speaker LIKE ?1 ESCAPE '!') "

static char *
dup_pattern (const char *word)
{
  g_autoptr (GString) pattern = g_string_new ("%");

  for (; *word != '\0'; word++)
    {
      if (strchr ("%_!", *word) != NULL)
        g_string_append_c (pattern, '!');
      g_string_append_c (pattern, *word);
    }

  g_string_append_c (pattern, '%');
  return g_string_free (g_steal_pointer (&pattern), FALSE);
}

static gboolean
append_ids (ZbDb       *db,
            const char *sql,
            const char *pattern,
            GArray     *ids,
            GError    **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, sql, error))
    return FALSE;

  zb_statement_text (&query, 1, pattern);
  while (zb_statement_next (&query, error))
    {
      gint64 id = zb_statement_get_int (&query, 0);

      g_array_append_val (ids, id);
    }

  return !query.failed;
}

static void
keep_once (GArray *ids)
{
  guint n = 0;

  zb_photo_ids_sort (ids);
  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || g_array_index (ids, gint64, i) != g_array_index (ids, gint64, n - 1))
      g_array_index (ids, gint64, n++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, n);
}

static GArray *
search_word (ZbDb       *db,
             const char *word,
             GError    **error)
{
  g_autofree char *pattern = dup_pattern (word);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (strlen (word) > LONGEST_WORD)
    return g_steal_pointer (&ids);

  if (!append_ids (db, FIND_IN_MEETINGS "SELECT id FROM photo WHERE meeting IN (SELECT id FROM m)", pattern, ids, error) ||
      !append_ids (db, "SELECT id FROM photo WHERE caption IS NOT NULL AND caption LIKE ?1 ESCAPE '!'", pattern, ids, error) ||
      !append_ids (db, "SELECT photo FROM photo_file WHERE role = 'main' AND original LIKE ?1 ESCAPE '!'", pattern, ids, error))
    return NULL;

  keep_once (ids);
  return g_steal_pointer (&ids);
}

static void
keep_common (GArray       *ids,
             const GArray *others)
{
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (zb_photo_ids_contain (others, id))
        g_array_index (ids, gint64, n++) = id;
    }

  g_array_set_size (ids, n);
}

GArray *
zb_album_store_search (ZbDb       *db,
                       const char *words,
                       GError    **error)
{
  g_auto (GStrv) each = g_strsplit_set (words, " \t", -1);
  g_autoptr (GArray) found = NULL;

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autoptr (GArray) more = NULL;

      if (*each[i] == '\0')
        continue;
      if (!(more = search_word (db, each[i], error)))
        return NULL;
      if (found == NULL)
        found = g_steal_pointer (&more);
      else
        keep_common (found, more);
    }

  return found != NULL ? g_steal_pointer (&found) : search_word (db, "", error);
}

gboolean
zb_album_store_each_file (ZbDb           *db,
                          ZbPhotoFileFunc func,
                          gpointer        data,
                          GError        **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT photo, path FROM photo_file WHERE role = 'main'", error))
    return FALSE;

  while (zb_statement_next (&query, error))
    func (zb_statement_get_int (&query, 0), zb_statement_get_text (&query, 1), data);

  return !query.failed;
}

GHashTable *
zb_album_store_list_turns (ZbDb    *db,
                           GError **error)
{
  g_autoptr (GHashTable) turns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT id, turn FROM photo WHERE turn <> 0", error))
    return NULL;

  while (zb_statement_next (&query, error))
    {
      gint64 id = zb_statement_get_int (&query, 0);

      g_hash_table_insert (turns, g_memdup2 (&id, sizeof id), GINT_TO_POINTER ((int) zb_statement_get_int (&query, 1)));
    }

  return query.failed ? NULL : g_steal_pointer (&turns);
}
