/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/meetings.h"

#include "photo/match.h"
#include "service/library-private.h"
#include "service/links.h"
#include "store/meeting-store.h"
#include "store/photo-store.h"

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
is_same (ZbMeeting *a,
         ZbMeeting *b)
{
  return zb_meeting_get_id (a) == zb_meeting_get_id (b) &&
         g_str_equal (zb_meeting_get_theme (a), zb_meeting_get_theme (b)) &&
         g_strcmp0 (zb_meeting_get_place (a), zb_meeting_get_place (b)) == 0 &&
         zb_meeting_get_kinds (a) == zb_meeting_get_kinds (b) &&
         zb_meeting_get_joint (a) == zb_meeting_get_joint (b) &&
         zb_meeting_get_n_photos (a) == zb_meeting_get_n_photos (b) &&
         is_same_time (zb_meeting_get_start (a), zb_meeting_get_start (b)) &&
         is_same_time (zb_meeting_get_end (a), zb_meeting_get_end (b));
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

typedef struct
{
  ZbLibrary      *library; /* borrowed: the task's source object holds it */
  gint64          id;
  ZbMeetingDraft *draft;
  GArray         *photos;
} Edit;

static void
edit_free (Edit *edit)
{
  g_clear_pointer (&edit->draft, zb_meeting_draft_free);
  g_clear_pointer (&edit->photos, g_array_unref);
  g_free (edit);
}

static Edit *
edit_new (ZbMeetings           *self,
          gint64                id,
          const ZbMeetingDraft *draft)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->library = self->library;
  edit->id = id;
  edit->draft = draft != NULL ? zb_meeting_draft_copy (draft) : NULL;
  return edit;
}

static gpointer
answer (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/* Widens the span from … to by the window of a meeting. */
static void
widen (const ZbWall *start,
       const ZbWall *end,
       gint64       *from,
       gint64       *to)
{
  ZbMatchMeeting meeting = { .start = *start, .end = *end };
  gint64         opens, closes;

  zb_match_window (&meeting, &opens, &closes);
  *from = MIN (*from, opens);
  *to = MAX (*to, closes);
}

static gboolean
remake (ZbDb    *db,
        gint64   from,
        gint64   to,
        GError **error)
{
  guint n_linked;

  return zb_links_remake (db, from, to, 0, &n_linked, error);
}

static gpointer
run_add (ZbDb         *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Edit  *edit = data;
  gint64 from = G_MAXINT64, to = G_MININT64;
  gint64 id = zb_meeting_store_insert (db, edit->draft, error);

  if (id == 0)
    return NULL;

  if (edit->photos != NULL &&
      (!zb_photo_store_check (db, (gint64 *) edit->photos->data, edit->photos->len, error) ||
       !zb_photo_store_link (db, (gint64 *) edit->photos->data, edit->photos->len, id, ZB_LINKED_PERSON, error)))
    return NULL;

  widen (&edit->draft->start, &edit->draft->end, &from, &to);
  return remake (db, from, to, error) ? answer (id) : NULL;
}

static gpointer
run_edit (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Edit  *edit = data;
  gint64 from = G_MAXINT64, to = G_MININT64;
  g_autoptr (ZbMeeting) before = zb_meeting_store_get (db, edit->id, error);

  if (before == NULL || !zb_meeting_store_update (db, edit->id, edit->draft, error))
    return NULL;

  if (is_same_time (zb_meeting_get_start (before), &edit->draft->start) &&
      is_same_time (zb_meeting_get_end (before), &edit->draft->end))
    return answer (edit->id);

  widen (zb_meeting_get_start (before), zb_meeting_get_end (before), &from, &to);
  widen (&edit->draft->start, &edit->draft->end, &from, &to);
  return remake (db, from, to, error) ? answer (edit->id) : NULL;
}

static gpointer
run_remove (ZbDb         *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Edit  *edit = data;
  gint64 from = G_MAXINT64, to = G_MININT64;
  g_autoptr (ZbMeeting) before = zb_meeting_store_get (db, edit->id, error);

  if (before == NULL || !zb_meeting_store_delete (db, edit->id, error))
    return NULL;

  zb_library_take_label (edit->library, g_strdup_printf ("删除活动：%s", zb_meeting_get_theme (before)));
  widen (zb_meeting_get_start (before), zb_meeting_get_end (before), &from, &to);
  return remake (db, from, to, error) ? answer (edit->id) : NULL;
}

static void
start_edit (ZbMeetings *self,
            GTask      *task,
            const char *label,
            ZbDbFunc    func,
            Edit       *edit)
{
  g_task_set_task_data (task, edit, (GDestroyNotify) edit_free);
  zb_library_change (self->library, task, label, func, g_free);
}

void
zb_meetings_add_async (ZbMeetings           *self,
                       const ZbMeetingDraft *draft,
                       GArray               *photos,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *label = g_strdup_printf ("新建活动：%s", draft->theme != NULL ? draft->theme : "");
  Edit            *edit = edit_new (self, 0, draft);

  if (photos != NULL)
    edit->photos = g_array_copy (photos);
  start_edit (self, task, label, run_add, edit);
}

void
zb_meetings_edit_async (ZbMeetings           *self,
                        gint64                id,
                        const ZbMeetingDraft *draft,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *label = g_strdup_printf ("修改活动：%s", draft->theme != NULL ? draft->theme : "");

  start_edit (self, task, label, run_edit, edit_new (self, id, draft));
}

void
zb_meetings_remove_async (ZbMeetings         *self,
                          gint64              id,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  start_edit (self, task, "删除活动", run_remove, edit_new (self, id, NULL));
}

gint64
zb_meetings_edit_finish (ZbMeetings   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_autofree gint64 *id = g_task_propagate_pointer (G_TASK (result), error);

  return id != NULL ? *id : 0;
}
