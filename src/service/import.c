/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

/* The main thread's side of an import: state, progress, choices. The work is a job's, done by
 * threads that know nothing of this object.
 */

#define TICK 100      /* ms */
#define RATE_TICKS 50 /* the rate is over so many */

struct _ZbImport
{
  GObject parent_instance;

  ZbImportJob     *job;
  ZbImportState    state;
  ZbImportProgress progress;
  gint64           began;
  gint64           waited; /* µs paused */
  guint            tick;
  guint            n_ticks;
  guint            done_at[RATE_TICKS];
  GCancellable    *given; /* the caller's, for the running call */
};

G_DEFINE_FINAL_TYPE (ZbImport, zb_import, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS
};

/* Folders of libraries that an import writes to now; one at a time, for each sweeps up after those
 * before it.
 */
static GHashTable *running;

static GParamSpec *properties[N_PROPS];
static guint       progress_signal;

static ZbImportJob *
new_job (ZbLibrary         *library,
         const char *const *paths)
{
  ZbImportJob *job = g_new0 (ZbImportJob, 1);
  ZbWall       today = ZB_WALL_NONE;

  job->library = g_object_ref (library);
  job->folder = g_strdup (zb_library_get_folder (library));
  job->paths = g_strdupv ((char **) paths);
  job->cancellable = g_cancellable_new ();
  job->pending = g_ptr_array_new ();
  zb_wall_parse (&today, zb_library_get_today (library));
  job->today = today.seconds;
  g_mutex_init (&job->lock);
  g_cond_init (&job->cond);

  return job;
}

static void
free_job (ZbImportJob *job)
{
  g_clear_pointer (&job->cards, g_ptr_array_unref);
  g_clear_pointer (&job->looked, g_ptr_array_unref);
  g_clear_pointer (&job->meetings, g_ptr_array_unref);
  g_clear_pointer (&job->pending, g_ptr_array_unref);
  g_clear_pointer (&job->shots, g_ptr_array_unref);
  g_clear_pointer (&job->known, zb_known_free);
  g_clear_pointer (&job->last_thumbnail, g_bytes_unref);
  g_clear_error (&job->stopped);
  g_free (job->last);
  g_free (job->devices);
  g_strfreev (job->paths);
  g_free (job->folder);
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->cond);
  g_object_unref (job->cancellable);
  g_object_unref (job->library);
  g_free (job);
}

static void
set_state (ZbImport     *self,
           ZbImportState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
update_rate (ZbImport *self)
{
  ZbImportProgress *progress = &self->progress;
  guint             ticks = MIN (self->n_ticks, RATE_TICKS);
  guint             before = self->done_at[self->n_ticks % RATE_TICKS];
  double            speed = progress->seconds > 0 ? progress->bytes_done / progress->seconds : 0;

  if (self->n_ticks < RATE_TICKS)
    before = 0;
  self->done_at[self->n_ticks++ % RATE_TICKS] = progress->n_done;
  progress->rate = ticks > 0 ? (progress->n_done - before) * 1000.0 / (ticks * TICK) : 0;
  if (self->state == ZB_IMPORT_LOOKING)
    progress->seconds_left = progress->rate > 0
                                 ? (progress->n_total - progress->n_done) / progress->rate
                                 : -1;
  else
    progress->seconds_left =
        speed > 0 ? MAX (progress->bytes_total - progress->bytes_done, 0) / speed : -1;
}

static void
read_progress (ZbImport *self)
{
  ZbImportJob      *job = self->job;
  ZbImportProgress *progress = &self->progress;

  progress->n_done = (guint) g_atomic_int_get (&job->n_done);
  progress->n_total = (guint) g_atomic_int_get (&job->n_total);
  progress->n_checked = (guint) g_atomic_int_get (&job->n_checked);
  progress->bytes_done = __atomic_load_n (&job->bytes_done, __ATOMIC_RELAXED);
  progress->bytes_total = __atomic_load_n (&job->bytes_total, __ATOMIC_RELAXED);
  progress->seconds =
      (double) (g_get_monotonic_time () - self->began - self->waited) / G_USEC_PER_SEC;

  g_mutex_lock (&job->lock);
  g_free (progress->last);
  progress->last = g_strdup (job->last);
  g_clear_pointer (&progress->last_thumbnail, g_bytes_unref);
  progress->last_thumbnail =
      job->last_thumbnail != NULL ? g_bytes_ref (job->last_thumbnail) : NULL;
  g_mutex_unlock (&job->lock);
}

static gboolean
is_paused (ZbImport *self)
{
  gboolean paused;

  g_mutex_lock (&self->job->lock);
  paused = self->job->paused;
  g_mutex_unlock (&self->job->lock);

  return paused;
}

static gboolean
tick_cb (gpointer data)
{
  ZbImport *self = data;

  if (self->given != NULL && g_cancellable_is_cancelled (self->given))
    zb_import_cancel (self);

  if (is_paused (self))
    {
      self->waited += TICK * 1000;
      set_state (self, ZB_IMPORT_PAUSED);
    }
  else if (self->state == ZB_IMPORT_PAUSED)
    set_state (self, self->job->looking ? ZB_IMPORT_LOOKING : ZB_IMPORT_RUNNING);

  read_progress (self);
  update_rate (self);
  g_signal_emit (self, progress_signal, 0);

  return G_SOURCE_CONTINUE;
}

/* One call at a time: its threads are in `func`. */
static void
begin (ZbImport           *self,
       ZbImportState       state,
       GTaskThreadFunc     func,
       GAsyncReadyCallback inside,
       GTask              *outer)
{
  ZbImportJob *job = self->job;
  g_autoptr (GTask) task = g_task_new (self, NULL, inside, g_object_ref (outer));

  job->looking = state == ZB_IMPORT_LOOKING;
  g_atomic_int_set (&job->n_done, 0);
  g_atomic_int_set (&job->n_checked, 0);
  g_atomic_int_set (&job->n_photos, 0);
  g_atomic_int_set (&job->n_undated, 0);
  __atomic_store_n (&job->bytes_done, 0, __ATOMIC_RELAXED);
  self->began = g_get_monotonic_time ();
  self->waited = 0;
  self->n_ticks = 0;
  g_set_object (&self->given, g_task_get_cancellable (outer));
  self->tick = g_timeout_add (TICK, tick_cb, self);
  set_state (self, state);
  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, func);
}

static void
end (ZbImport     *self,
     ZbImportState state)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->given);
  read_progress (self);
  self->progress.seconds_left = 0;
  g_signal_emit (self, progress_signal, 0);
  set_state (self, state);
}

static void
look_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (zb_import_direct_look (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      end (ZB_IMPORT (source), ZB_IMPORT_REVIEW);
      g_task_return_boolean (outer, TRUE);
      return;
    }
  end (ZB_IMPORT (source), ZB_IMPORT_DONE);
  g_task_return_error (outer, error);
}

static gboolean
refuse (ZbImport *self,
        GTask    *task,
        gboolean  allowed)
{
  if (!allowed)
    g_task_return_new_error (
        task, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "this import has begun or ended already");

  return !allowed;
}

void
zb_import_look_async (ZbImport           *self,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  if (!refuse (self, task, self->state == ZB_IMPORT_NEW))
    begin (self, ZB_IMPORT_LOOKING, look_thread, looked_cb, task);
}

gboolean
zb_import_look_finish (ZbImport     *self,
                       GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
run_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  GError          *error = NULL;
  ZbImportSummary *summary = zb_import_direct_run (task_data, &error);

  if (summary != NULL)
    g_task_return_pointer (task, summary, (GDestroyNotify) zb_import_summary_free);
  else
    g_task_return_error (task, error);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GTask) outer = data;
  GError          *error = NULL;
  ZbImportSummary *summary = g_task_propagate_pointer (G_TASK (result), &error);

  g_hash_table_remove (running, ZB_IMPORT (source)->job->folder);
  end (ZB_IMPORT (source), ZB_IMPORT_DONE);
  if (summary != NULL)
    g_task_return_pointer (outer, summary, (GDestroyNotify) zb_import_summary_free);
  else
    g_task_return_error (outer, error);
}

/* What was chosen in the review, where the lanes see it. */
static void
apply_choices (ZbImportJob *job)
{
  for (guint i = 0; job->cards != NULL && i < job->cards->len; i++)
    {
      const ZbCard *card = job->cards->pdata[i];

      for (guint k = 0; zb_card_is_new (card) && k < card->shots->len; k++)
        {
          const ZbCardItem *item = card->card.items->pdata[k];
          ZbImportShot     *shot = job->shots->pdata[g_array_index (card->shots, guint, k)];

          shot->leave = item->left_out || card->card.choice == ZB_CHOICE_LEAVE;
        }
    }
}

void
zb_import_run_async (ZbImport           *self,
                     gboolean            dry_run,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_check_cancellable (task, FALSE); /* a cancelled run has a summary too */
  if (refuse (self, task, self->state == ZB_IMPORT_NEW || self->state == ZB_IMPORT_REVIEW))
    return;
  if (running == NULL)
    running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_add (running, g_strdup (self->job->folder)))
    {
      g_task_return_new_error (
          task, ZB_STORE_ERROR, ZB_STORE_ERROR_BUSY, "another import is running");
      return;
    }
  self->job->dry_run = dry_run;
  apply_choices (self->job);
  begin (self, ZB_IMPORT_RUNNING, run_thread, ran_cb, task);
}

ZbImportSummary *
zb_import_run_finish (ZbImport     *self,
                      GAsyncResult *result,
                      GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zb_import_cancel (ZbImport *self)
{
  g_cancellable_cancel (self->job->cancellable);
  g_mutex_lock (&self->job->lock);
  g_cond_broadcast (&self->job->cond);
  g_mutex_unlock (&self->job->lock);
}

void
zb_import_resume (ZbImport *self)
{
  g_mutex_lock (&self->job->lock);
  self->job->paused = FALSE;
  g_cond_broadcast (&self->job->cond);
  g_mutex_unlock (&self->job->lock);
}

GPtrArray *
zb_import_get_cards (ZbImport *self)
{
  return self->state == ZB_IMPORT_LOOKING ? NULL : self->job->cards;
}

guint
zb_import_get_n_new (ZbImport *self)
{
  GPtrArray *cards = zb_import_get_cards (self);
  guint      n = 0;

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      const ZbCard *card = cards->pdata[i];

      for (guint k = 0; zb_card_is_new (card) && k < card->card.items->len; k++)
        n += card->card.choice != ZB_CHOICE_LEAVE &&
             !((ZbCardItem *) card->card.items->pdata[k])->left_out;
    }

  return n;
}

static ZbCard *
get_card (ZbImport *self,
          guint     card)
{
  GPtrArray *cards = self->state == ZB_IMPORT_REVIEW ? self->job->cards : NULL;

  return cards != NULL && card < cards->len ? cards->pdata[card] : NULL;
}

void
zb_import_choose (ZbImport             *self,
                  guint                 card,
                  ZbChoice              choice,
                  gint64                meeting,
                  const ZbMeetingDraft *draft,
                  gint64                seconds)
{
  ZbCard         *chosen = get_card (self, card);
  ZbMeetingDraft *copy = draft != NULL ? zb_meeting_draft_copy (draft) : NULL;

  if (chosen == NULL || (choice == ZB_CHOICE_LINK && meeting == 0) ||
      (choice == ZB_CHOICE_NEW && copy == NULL && chosen->card.draft == NULL) ||
      (choice == ZB_CHOICE_SHIFT && seconds == 0))
    {
      g_clear_pointer (&copy, zb_meeting_draft_free);
      return;
    }

  chosen->touched = TRUE;
  chosen->card.choice = choice;
  if (choice == ZB_CHOICE_LINK)
    chosen->card.chosen_meeting = meeting;
  if (choice == ZB_CHOICE_SHIFT)
    chosen->card.chosen_seconds = seconds;
  if (copy != NULL)
    {
      g_clear_pointer (&chosen->card.draft, zb_meeting_draft_free);
      chosen->card.draft = copy;
    }
}

void
zb_import_leave_out (ZbImport *self,
                     guint     card,
                     guint     item,
                     gboolean  left_out)
{
  ZbCard *chosen = get_card (self, card);

  if (chosen != NULL && item < chosen->card.items->len)
    ((ZbCardItem *) chosen->card.items->pdata[item])->left_out = left_out;
}

void
zb_import_set_meeting (ZbImport *self,
                       gint64    meeting)
{
  if (self->state == ZB_IMPORT_NEW || self->state == ZB_IMPORT_REVIEW)
    self->job->meeting = meeting;
}

ZbImportState
zb_import_get_state (ZbImport *self)
{
  return self->state;
}

const ZbImportProgress *
zb_import_get_progress (ZbImport *self)
{
  return &self->progress;
}

static void
zb_import_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_int (value, (gint) ZB_IMPORT (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zb_import_finalize (GObject *object)
{
  ZbImport *self = ZB_IMPORT (object);

  free_job (self->job);
  g_free (self->progress.last);
  g_clear_pointer (&self->progress.last_thumbnail, g_bytes_unref);
  g_clear_object (&self->given);

  G_OBJECT_CLASS (zb_import_parent_class)->finalize (object);
}

static void
zb_import_class_init (ZbImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zb_import_get_property;
  object_class->finalize = zb_import_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             ZB_IMPORT_NEW,
                                             ZB_IMPORT_DONE,
                                             ZB_IMPORT_NEW,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                 G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  progress_signal = g_signal_new (
      "progress", ZB_TYPE_IMPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_import_init (ZbImport *self)
{
  self->progress.seconds_left = -1;
}

ZbImport *
zb_import_new (ZbLibrary         *library,
               const char *const *paths)
{
  ZbImport *self = g_object_new (ZB_TYPE_IMPORT, NULL);

  self->job = new_job (library, paths);

  return self;
}
