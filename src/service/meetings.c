/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/meetings.h"

#include "service/library-private.h"
#include "store/meeting-store.h"

#include <string.h>

struct _ZbMeetings
{
  GObject parent_instance;

  ZbLibrary  *library;
  GListStore *model;
  GHashTable *by_id;   /* gint64 → ZbMeeting, borrowed from the model */
  gboolean    loaded;  /* once: from then on it keeps itself up to date … */
  gboolean    loading; /* … with one look at a time */
  gboolean    again;
};

G_DEFINE_FINAL_TYPE (ZbMeetings, zb_meetings, G_TYPE_OBJECT)

/* Latest first; of one start, the later record first. */
static gint
compare_meetings (ZbMeeting *a,
                  ZbMeeting *b)
{
  gint order = zb_wall_compare (zb_meeting_get_start (b), zb_meeting_get_start (a));

  if (order != 0)
    return order;

  return (zb_meeting_get_id (b) > zb_meeting_get_id (a)) - (zb_meeting_get_id (b) < zb_meeting_get_id (a));
}

static gboolean
is_same_time (const ZbWall *a,
              const ZbWall *b)
{
  return a->precision == b->precision && a->seconds == b->seconds;
}

static gboolean
is_same_texts (ZbMeeting *a,
               ZbMeeting *b)
{
  return g_str_equal (zb_meeting_get_theme (a), zb_meeting_get_theme (b)) &&
         g_strcmp0 (zb_meeting_get_place (a), zb_meeting_get_place (b)) == 0 &&
         g_strcmp0 (zb_meeting_get_group (a), zb_meeting_get_group (b)) == 0 &&
         g_strcmp0 (zb_meeting_get_host (a), zb_meeting_get_host (b)) == 0 &&
         g_strcmp0 (zb_meeting_get_recorder (a), zb_meeting_get_recorder (b)) == 0 &&
         g_strcmp0 (zb_meeting_get_lecturer (a), zb_meeting_get_lecturer (b)) == 0 &&
         g_strcmp0 (zb_meeting_get_material (a), zb_meeting_get_material (b)) == 0 &&
         g_strcmp0 (zb_meeting_get_resolution (a), zb_meeting_get_resolution (b)) == 0;
}

/* Facts are all zeroes before they are filled in, so the bytes of all but the time can be compared. */
static gboolean
is_same_facts (ZbMeeting *a,
               ZbMeeting *b)
{
  ZbMeetingFacts first = *zb_meeting_get_facts (a);
  ZbMeetingFacts second = *zb_meeting_get_facts (b);

  if (!is_same_time (&first.planned, &second.planned))
    return FALSE;

  memset (&first.planned, 0, sizeof first.planned);
  memset (&second.planned, 0, sizeof second.planned);
  return memcmp (&first, &second, sizeof first) == 0;
}

static gboolean
is_same (ZbMeeting *a,
         ZbMeeting *b)
{
  return zb_meeting_get_id (a) == zb_meeting_get_id (b) &&
         zb_meeting_get_kinds (a) == zb_meeting_get_kinds (b) &&
         zb_meeting_get_joint (a) == zb_meeting_get_joint (b) &&
         zb_meeting_get_activists (a) == zb_meeting_get_activists (b) &&
         is_same_time (zb_meeting_get_start (a), zb_meeting_get_start (b)) &&
         is_same_time (zb_meeting_get_end (a), zb_meeting_get_end (b)) &&
         is_same_texts (a, b) &&
         is_same_facts (a, b);
}

/* One item at `at` becomes `fresh` (NULL: goes); `replaced` items were there for it. */
static void
put (ZbMeetings *self,
     guint       at,
     guint       replaced,
     ZbMeeting  *fresh)
{
  g_list_store_splice (self->model, at, replaced, (gpointer *) &fresh, fresh != NULL ? 1 : 0);
}

/* Both lists are in order, so one walk finds what is different, and only that is spliced: a list
 * on the screen keeps its place.
 */
static void
take_list (ZbMeetings *self,
           GPtrArray  *meetings)
{
  guint at = 0;
  guint n;

  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < meetings->len; i++)
    {
      ZbMeeting *fresh = meetings->pdata[i];

      for (;;)
        {
          g_autoptr (ZbMeeting) old = g_list_model_get_item (G_LIST_MODEL (self->model), at);
          gint order = old != NULL ? compare_meetings (old, fresh) : 1;

          if (order < 0)
            {
              put (self, at, 1, NULL);
              continue;
            }

          if (order > 0)
            put (self, at, 0, fresh);
          else if (!is_same (old, fresh))
            put (self, at, 1, fresh);
          break;
        }
      at++;
    }

  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (n > at)
    g_list_store_splice (self->model, at, n - at, NULL, 0);
}

static void
index_list (ZbMeetings *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZbMeeting) meeting = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      gint64 id = zb_meeting_get_id (meeting);

      g_hash_table_insert (self->by_id, g_memdup2 (&id, sizeof id), meeting);
    }
}

static gint
compare_pointers (gconstpointer a,
                  gconstpointer b)
{
  return compare_meetings (*(ZbMeeting *const *) a, *(ZbMeeting *const *) b);
}

/* Store thread. */
static gpointer
run_load (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  GPtrArray *meetings = zb_meeting_store_list (db, error);

  if (meetings != NULL)
    g_ptr_array_sort (meetings, compare_pointers);
  return meetings;
}

void
zb_meetings_load_async (ZbMeetings         *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, zb_meetings_load_async);
  zb_library_read (self->library, task, run_load, (GDestroyNotify) g_ptr_array_unref);
}

gboolean
zb_meetings_load_finish (ZbMeetings   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_autoptr (GPtrArray) meetings = g_task_propagate_pointer (G_TASK (result), error);

  if (meetings == NULL)
    return FALSE;

  self->loaded = TRUE;
  take_list (self, meetings);
  index_list (self);
  return TRUE;
}

static void loaded_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
reload (ZbMeetings *self)
{
  self->again = self->loading;
  if (self->loading || !self->loaded)
    return;

  self->loading = TRUE;
  zb_meetings_load_async (self, NULL, loaded_cb, NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  ZbMeetings *self = ZB_MEETINGS (source);
  g_autoptr (GError) error = NULL;

  self->loading = FALSE;
  if (!zb_meetings_load_finish (self, result, &error))
    {
      g_info ("the meetings stay as they were: %s", error->message);
      return;
    }

  if (self->again)
    reload (self);
}

/* Photos too: a meeting says how many it has. */
static void
changed_cb (ZbMeetings *self,
            guint       tables)
{
  if (tables & (ZB_TABLE_MEETING | ZB_TABLE_PHOTO))
    reload (self);
}

static void
zb_meetings_dispose (GObject *object)
{
  ZbMeetings *self = ZB_MEETINGS (object);

  g_clear_object (&self->library);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (zb_meetings_parent_class)->dispose (object);
}

static void
zb_meetings_finalize (GObject *object)
{
  ZbMeetings *self = ZB_MEETINGS (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);

  G_OBJECT_CLASS (zb_meetings_parent_class)->finalize (object);
}

static void
zb_meetings_class_init (ZbMeetingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_meetings_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_meetings_finalize;
}

static void
zb_meetings_init (ZbMeetings *self)
{
  self->model = g_list_store_new (ZB_TYPE_MEETING);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

ZbMeetings *
zb_meetings_new (ZbLibrary *library)
{
  ZbMeetings *self = g_object_new (ZB_TYPE_MEETINGS, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GListModel *
zb_meetings_get_model (ZbMeetings *self)
{
  return G_LIST_MODEL (self->model);
}

ZbMeeting *
zb_meetings_find (ZbMeetings *self,
                  gint64      id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

ZbLibrary *
zb_meetings_get_library (ZbMeetings *self)
{
  return self->library;
}

const char *
zb_meetings_get_today (ZbMeetings *self)
{
  return zb_library_get_today (self->library);
}

static gint
compare_counts (gconstpointer a,
                gconstpointer b,
                gpointer      counts)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  gint        order = GPOINTER_TO_INT (g_hash_table_lookup (counts, second)) -
               GPOINTER_TO_INT (g_hash_table_lookup (counts, first));

  return order != 0 ? order : strcmp (first, second);
}

GPtrArray *
zb_meetings_list_places (ZbMeetings *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray     *places = g_ptr_array_new_with_free_func (g_free);
  guint          n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  GHashTableIter iter;
  gpointer       place, count;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZbMeeting) meeting = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      gpointer key = (gpointer) zb_meeting_get_place (meeting);

      if (key != NULL)
        g_hash_table_insert (counts, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) + 1));
    }

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &place, &count))
    g_ptr_array_add (places, g_strdup (place));
  g_ptr_array_sort_with_data (places, compare_counts, counts);
  return places;
}
