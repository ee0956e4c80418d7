/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/calendar-private.h"

#include "service/library-private.h"
#include "service/roster-private.h"

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbCalendar, zb_calendar, G_TYPE_OBJECT)

/* What the store thread needs to know. */
typedef struct
{
  char *program;
  char *today;
} Question;

static void
question_free (Question *question)
{
  g_free (question->program);
  g_free (question->today);
  g_free (question);
}

static gpointer
run_load (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  const Question *question = data;

  return zb_calendar_look_take (db, question->program, question->today, error);
}

/* The roster's own look is asked for first, so that its timers are there when this one is. */
static void
start_look (GTask *task)
{
  ZbCalendar *self = g_task_get_source_object (task);
  ZbLibrary  *library = zb_calendar_get_library (self);
  Question   *question = g_new0 (Question, 1);

  question->program = g_strdup (zb_library_get_profile (library));
  question->today = g_strdup (zb_library_get_today (library));
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  zb_library_read (library, task, run_load, (GDestroyNotify) zb_calendar_look_free);
}

static void
roster_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (!zb_roster_load_finish (ZB_ROSTER (source), result, &error))
    g_task_return_error (task, error);
  else
    start_look (task);
}

static void
ensure_roster (GTask *task)
{
  ZbCalendar *self = g_task_get_source_object (task);

  if (self->roster->loaded)
    start_look (task);
  else
    zb_roster_load_async (self->roster, g_task_get_cancellable (task), roster_loaded_cb, g_object_ref (task));
}

static void
meetings_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (!zb_meetings_load_finish (ZB_MEETINGS (source), result, &error))
    g_task_return_error (task, error);
  else
    ensure_roster (task);
}

/* The store thread has its own order: what is asked for here is there before what is asked for next. */
static void
start_load (ZbCalendar *self,
            GTask      *task,
            gboolean    with_meetings)
{
  if (with_meetings)
    zb_meetings_load_async (self->meetings, g_task_get_cancellable (task), meetings_loaded_cb, g_object_ref (task));
  else
    ensure_roster (task);
}

/* Meetings that are there at first were loaded, and keep themselves up to date; whoever asks again wants them as they are now. */
void
zb_calendar_load_async (ZbCalendar         *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, zb_calendar_load_async);
  start_load (self, task, self->loaded || g_list_model_get_n_items (zb_meetings_get_model (self->meetings)) == 0);
}

/* The same text is the same profile, so that rules which somebody has stay what they are. */
static void
keep_profile (ZbCalendar     *self,
              ZbCalendarLook *fresh)
{
  if (self->loaded && g_strcmp0 (fresh->own_rules, self->look->own_rules) == 0)
    {
      zb_profile_unref (fresh->profile);
      fresh->profile = zb_profile_ref (self->look->profile);
    }
  else
    g_ptr_array_add (self->profiles, zb_profile_ref (fresh->profile));
}

/* What was kept is of what was there before. */
static void
tell (ZbCalendar *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_hash_table_remove_all (self->gaps);
  g_hash_table_remove_all (self->checks);
  g_hash_table_remove_all (self->notes);
  zb_calendar_index (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
idle_cb (gpointer data)
{
  ZbCalendar *self = data;

  self->idle_id = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

/* The list comes first and the look after it, which tells; where none is on its way (photos were captioned), this does. */
static void
meetings_changed_cb (ZbCalendar *self)
{
  if (self->loaded && !self->loading && self->idle_id == 0)
    self->idle_id = g_idle_add (idle_cb, self);
}

static void loaded_cb (GObject *source, GAsyncResult *result, gpointer data);

/* What changes before the first look is there is looked at after it. */
static void
reload (ZbCalendar *self)
{
  g_autoptr (GTask) task = NULL;

  self->again = self->loading || !self->loaded;
  if (self->again)
    return;

  self->loading = TRUE;
  task = g_task_new (self, NULL, loaded_cb, NULL);
  start_load (self, task, FALSE);
}

gboolean
zb_calendar_load_finish (ZbCalendar   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_autoptr (ZbCalendarLook) fresh = g_task_propagate_pointer (G_TASK (result), error);

  if (fresh == NULL)
    return FALSE;

  keep_profile (self, fresh);
  zb_calendar_look_free (self->look);
  self->look = g_steal_pointer (&fresh);
  self->loaded = TRUE;
  tell (self);
  if (self->again)
    reload (self);
  return TRUE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  ZbCalendar *self = ZB_CALENDAR (source);
  g_autoptr (GError) error = NULL;

  self->loading = FALSE;
  if (!zb_calendar_load_finish (self, result, &error))
    g_info ("the calendar stays as it was: %s", error->message);
}

/* Rules and holidays are settings. What photos change of a meeting, its list tells. */
static void
changed_cb (ZbCalendar *self,
            guint       tables)
{
  if (tables & (ZB_TABLE_MEETING | ZB_TABLE_MEMBER | ZB_TABLE_OTHER))
    reload (self);
}

static void
zb_calendar_dispose (GObject *object)
{
  ZbCalendar *self = ZB_CALENDAR (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->meetings);
  g_clear_object (&self->roster);

  G_OBJECT_CLASS (zb_calendar_parent_class)->dispose (object);
}

static void
zb_calendar_finalize (GObject *object)
{
  ZbCalendar *self = ZB_CALENDAR (object);

  g_clear_pointer (&self->gaps, g_hash_table_unref);
  g_clear_pointer (&self->checks, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->reach, g_free);
  g_clear_pointer (&self->moved, g_ptr_array_unref);
  g_clear_pointer (&self->look, zb_calendar_look_free);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_calendar_parent_class)->finalize (object);
}

static void
zb_calendar_class_init (ZbCalendarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_calendar_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_calendar_finalize;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", ZB_TYPE_CALENDAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_calendar_init (ZbCalendar *self)
{
  self->days = g_ptr_array_new_with_free_func (g_object_unref);
  self->moved = g_ptr_array_new_with_free_func (g_object_unref);
  self->profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_profile_unref);
  self->gaps = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->checks = zb_calendar_checks_new ();
  self->notes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

ZbCalendar *
zb_calendar_new (ZbMeetings *meetings,
                 ZbRoster   *roster)
{
  ZbCalendar *self = g_object_new (ZB_TYPE_CALENDAR, NULL);
  ZbLibrary  *library = zb_meetings_get_library (meetings);

  self->meetings = g_object_ref (meetings);
  self->roster = g_object_ref (roster);
  zb_day_parse (&self->today, zb_library_get_today (library));
  self->look = zb_calendar_look_new_empty (zb_library_get_profile (library));
  g_ptr_array_add (self->profiles, zb_profile_ref (self->look->profile));
  zb_calendar_index (self);
  g_signal_connect_object (zb_meetings_get_model (meetings), "items-changed", G_CALLBACK (meetings_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

ZbMeetings *
zb_calendar_get_meetings (ZbCalendar *self)
{
  return self->meetings;
}

ZbRoster *
zb_calendar_get_roster (ZbCalendar *self)
{
  return self->roster;
}

ZbLibrary *
zb_calendar_get_library (ZbCalendar *self)
{
  return zb_meetings_get_library (self->meetings);
}

ZbDay
zb_calendar_get_today (ZbCalendar *self)
{
  return self->today;
}

gboolean
zb_calendar_is_loaded (ZbCalendar *self)
{
  return self->loaded;
}

ZbCheckInput
zb_calendar_get_input (ZbCalendar *self)
{
  const ZbCalendarLook *look = self->look;

  return (ZbCheckInput){
    .profile = look->profile,
    .holidays = look->holidays,
    .meetings = self->days,
    .groups = look->groups,
    .persons = look->persons,
    .attended = look->attended,
    .filings = look->filings,
    .founded = look->founded,
    .today = self->today,
  };
}
