/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/meetings.h"

#include "photo/match.h"
#include "service/library-private.h"
#include "service/links.h"
#include "store/meeting-store.h"
#include "store/photo-store.h"
#include "store/record-store.h"

#include <string.h>

/* What is done to a meeting as a whole: each one change, in which the links of photos follow its time. */

typedef struct
{
  ZbLibrary      *library; /* borrowed: the task's source object holds it */
  gint64          id;
  ZbMeetingDraft *draft;
  GArray         *photos;
  ZbWall          start; /* of a move */
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

  edit->library = zb_meetings_get_library (self);
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

/* What was over before it was entered was held, and never planned here. */
static gboolean
is_past (ZbLibrary            *library,
         const ZbMeetingDraft *draft)
{
  g_autofree char *now = zb_library_dup_now (library);
  const ZbWall    *last = zb_wall_is_set (&draft->end) ? &draft->end : &draft->start;
  g_autofree char *end = zb_wall_to_text (last);

  return end != NULL && strncmp (end, now, strlen (end)) < 0;
}

static gpointer
run_add (ZbDb         *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Edit    *edit = data;
  gint64   from = G_MAXINT64, to = G_MININT64;
  gboolean past = is_past (edit->library, edit->draft);
  gint64   id = zb_meeting_store_insert_as (db, edit->draft, past ? ZB_STATE_HELD : ZB_STATE_PLANNED, !past, error);

  if (id == 0)
    return NULL;

  if (edit->photos != NULL &&
      (!zb_photo_store_check (db, (gint64 *) edit->photos->data, edit->photos->len, error) ||
       !zb_photo_store_link (db, (gint64 *) edit->photos->data, edit->photos->len, id, ZB_LINKED_PERSON, error)))
    return NULL;

  widen (&edit->draft->start, &edit->draft->end, &from, &to);
  return remake (db, from, to, error) ? answer (id) : NULL;
}

static gboolean
is_same_time (const ZbWall *a,
              const ZbWall *b)
{
  return a->precision == b->precision && a->seconds == b->seconds;
}

/* The record keeps from which day it was moved. */
static gboolean
log_move (ZbDb      *db,
          Edit      *edit,
          ZbMeeting *before,
          GError   **error)
{
  g_autofree char *when = zb_meeting_dup_when (before);
  g_autofree char *note = g_strdup_printf ("原为 %s", when);
  g_autofree char *now = zb_library_dup_now (edit->library);

  return zb_record_store_step (db, edit->id, "moved", now, NULL, note, error);
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
  if (zb_wall_day_start (zb_meeting_get_start (before)) != zb_wall_day_start (&edit->draft->start) &&
      !log_move (db, edit, before, error))
    return NULL;

  if (is_same_time (zb_meeting_get_start (before), &edit->draft->start) &&
      is_same_time (zb_meeting_get_end (before), &edit->draft->end))
    return answer (edit->id);

  widen (zb_meeting_get_start (before), zb_meeting_get_end (before), &from, &to);
  widen (&edit->draft->start, &edit->draft->end, &from, &to);
  return remake (db, from, to, error) ? answer (edit->id) : NULL;
}

/* A day without a time keeps the meeting's own time of day; the end keeps its distance. */
static gpointer
run_move (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Edit  *edit = data;
  gint64 by;
  g_autoptr (ZbMeeting) before = zb_meeting_store_get (db, edit->id, error);

  if (before == NULL)
    return NULL;

  edit->draft = zb_meeting_to_draft (before);
  by = edit->start.precision == ZB_PRECISION_DAY
           ? edit->start.seconds - zb_wall_day_start (&edit->draft->start)
           : edit->start.seconds - edit->draft->start.seconds;
  if (edit->start.precision == ZB_PRECISION_DAY)
    edit->draft->start = zb_wall_plus (edit->draft->start, by);
  else
    edit->draft->start = edit->start;
  if (zb_wall_is_set (&edit->draft->end))
    edit->draft->end = zb_wall_plus (edit->draft->end, by);

  zb_library_take_label (edit->library, g_strdup_printf ("改期：%s", edit->draft->theme));
  return run_edit (db, edit, cancellable, error);
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
  zb_library_change (zb_meetings_get_library (self), task, label, func, g_free);
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

void
zb_meetings_move_async (ZbMeetings         *self,
                        gint64              id,
                        const ZbWall       *start,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Edit *edit = edit_new (self, id, NULL);

  edit->start = *start;
  start_edit (self, task, "改期", run_move, edit);
}

gint64
zb_meetings_edit_finish (ZbMeetings   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_autofree gint64 *id = g_task_propagate_pointer (G_TASK (result), error);

  return id != NULL ? *id : 0;
}
