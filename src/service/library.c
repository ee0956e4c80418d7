/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/library-state.h"

#include "base/wall.h"
#include "store/setting-store.h"

enum
{
  PROP_0,
  PROP_FOLDER,
  PROP_BRANCH,
  PROP_PROFILE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbLibrary, zb_library, G_TYPE_OBJECT)

/* Main thread. Takes over what the store thread sent; the labels are right from here on, whether
 * or not "changed" was emitted yet.
 */
static guint
take_news (ZbLibrary *self)
{
  guint            tables;
  gboolean         labels_are_new;
  g_autofree char *branch = NULL;

  g_mutex_lock (&self->mutex);
  branch = g_steal_pointer (&self->next_branch);
  tables = self->tables;
  labels_are_new = self->labels_are_new;
  self->labels_are_new = FALSE;
  if (labels_are_new)
    {
      g_free (self->undo_label);
      g_free (self->redo_label);
      self->undo_label = g_steal_pointer (&self->next_undo);
      self->redo_label = g_steal_pointer (&self->next_redo);
    }
  g_mutex_unlock (&self->mutex);

  if (labels_are_new)
    for (guint i = PROP_CAN_UNDO; i < N_PROPS; i++)
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  if (branch != NULL && g_strcmp0 (branch, self->branch) != 0)
    {
      g_free (self->branch);
      self->branch = g_steal_pointer (&branch);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BRANCH]);
    }

  return tables;
}

static gboolean
wakeup_cb (gpointer data)
{
  g_autoptr (ZbLibrary) self = g_object_ref (data);
  guint tables;

  g_source_set_ready_time (self->wakeup, -1);
  tables = take_news (self);

  g_mutex_lock (&self->mutex);
  self->tables &= ~tables;
  g_mutex_unlock (&self->mutex);

  if (tables != 0)
    g_signal_emit (self, signals[CHANGED], 0, tables);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_wakeup (GSource    *source,
                 GSourceFunc callback,
                 gpointer    data)
{
  return callback (data);
}

static GSourceFuncs wakeup_funcs = { .dispatch = dispatch_wakeup };

void
zb_library_notify_changed (ZbLibrary *self,
                           guint      tables)
{
  g_mutex_lock (&self->mutex);
  self->tables |= tables;
  g_mutex_unlock (&self->mutex);

  g_source_set_ready_time (self->wakeup, 0);
}

void
zb_library_send_changed (ZbLibrary *self,
                         guint      tables)
{
  g_autoptr (ZbChange) undo = zb_change_store_get_undo (self->db, NULL);
  g_autoptr (ZbChange) redo = zb_change_store_get_redo (self->db, NULL);
  g_autofree char *founded = NULL;
  char            *branch = (tables & ZB_TABLE_MEMBER) != 0 ? zb_branch_store_get (self->db, &founded, NULL) : NULL;
  ZbWall           day = ZB_WALL_NONE;

  g_mutex_lock (&self->mutex);
  if (branch != NULL)
    {
      g_free (self->next_branch);
      self->next_branch = branch;
      self->founded = founded != NULL && zb_wall_parse (&day, founded) ? day.seconds : 0;
    }
  g_free (self->next_undo);
  g_free (self->next_redo);
  self->next_undo = undo != NULL ? g_strdup (undo->label) : NULL;
  self->next_redo = redo != NULL ? g_strdup (redo->label) : NULL;
  self->labels_are_new = TRUE;
  g_mutex_unlock (&self->mutex);

  zb_library_notify_changed (self, tables);
}

static void
zb_library_dispose (GObject *object)
{
  ZbLibrary *self = ZB_LIBRARY (object);

  zb_library_close (self);
  if (self->wakeup != NULL)
    g_source_destroy (self->wakeup);
  g_clear_pointer (&self->wakeup, g_source_unref);

  G_OBJECT_CLASS (zb_library_parent_class)->dispose (object);
}

static void
zb_library_finalize (GObject *object)
{
  ZbLibrary *self = ZB_LIBRARY (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->branch, g_free);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->next_branch, g_free);
  g_clear_pointer (&self->next_undo, g_free);
  g_clear_pointer (&self->next_redo, g_free);
  g_clear_pointer (&self->undo_label, g_free);
  g_clear_pointer (&self->redo_label, g_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (zb_library_parent_class)->finalize (object);
}

static void
zb_library_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  ZbLibrary *self = ZB_LIBRARY (object);

  switch (id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_BRANCH:
      g_value_set_string (value, self->branch);
      break;
    case PROP_PROFILE:
      g_value_set_string (value, self->profile);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, zb_library_get_undo_label (self) != NULL);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, zb_library_get_redo_label (self) != NULL);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, zb_library_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, zb_library_get_redo_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
zb_library_class_init (ZbLibraryClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = zb_library_dispose;
  object_class->finalize = zb_library_finalize;
  object_class->get_property = zb_library_get_property;

  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, NULL, flags);
  properties[PROP_BRANCH] = g_param_spec_string ("branch", NULL, NULL, NULL, flags);
  properties[PROP_PROFILE] = g_param_spec_string ("profile", NULL, NULL, NULL, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
zb_library_init (ZbLibrary *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_mutex_init (&self->mutex);
  self->lock = -1;
  self->worker = zb_worker_new ("zb-store");
  self->wakeup = g_source_new (&wakeup_funcs, sizeof (GSource));
  g_source_set_name (self->wakeup, "zb-library");
  g_source_set_callback (self->wakeup, wakeup_cb, self, NULL);
  g_source_attach (self->wakeup, context);
}

char *
zb_library_dup_default_folder (void)
{
  const char *given = g_getenv ("ZHIBU_LIBRARY");

  if (given != NULL && *given != '\0')
    return g_strdup (given);

  return g_build_filename (g_get_user_data_dir (), "zhibu", "library", NULL);
}

gboolean
zb_library_exists (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

typedef struct
{
  char *branch;
  char *profile;
} CreateRequest;

static void
create_request_free (CreateRequest *request)
{
  g_free (request->branch);
  g_free (request->profile);
  g_free (request);
}

/* Store thread. */
static gpointer
run_open (gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbLibrary     *self = source_object;
  CreateRequest *request = task_data;
  gboolean       done;

  if (request != NULL)
    done = zb_library_create_store (self, request->branch, request->profile, error);
  else
    done = zb_library_open_store (self, error);

  return GINT_TO_POINTER (done);
}

static void
start_opening (const char         *folder,
               const char         *today,
               CreateRequest      *request,
               GCancellable       *cancellable,
               GAsyncReadyCallback callback,
               gpointer            data)
{
  g_autoptr (ZbLibrary) self = g_object_new (ZB_TYPE_LIBRARY, NULL);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->today = g_strdup (today);
  g_task_set_source_tag (task, start_opening);
  g_task_set_check_cancellable (task, FALSE);
  if (request != NULL)
    g_task_set_task_data (task, request, (GDestroyNotify) create_request_free);
  zb_worker_run (self->worker, task, run_open, NULL);
}

void
zb_library_create_async (const char         *folder,
                         const char         *branch,
                         const char         *profile,
                         const char         *today,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            data)
{
  CreateRequest *request = g_new0 (CreateRequest, 1);

  request->branch = g_strdup (branch);
  request->profile = g_strdup (profile);
  start_opening (folder, today, request, cancellable, callback, data);
}

void
zb_library_open_async (const char         *folder,
                       const char         *today,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  start_opening (folder, today, NULL, cancellable, callback, data);
}

ZbLibrary *
zb_library_open_finish (GAsyncResult *result,
                        GError      **error)
{
  if (g_task_propagate_pointer (G_TASK (result), error) == NULL)
    return NULL;

  return g_object_ref (g_task_get_source_object (G_TASK (result)));
}

/* The main thread waits here, once, at the end of the program. */
void
zb_library_close (ZbLibrary *self)
{
  if (self->worker == NULL)
    return;

  /* The jobs that are still queued ask which thread they are on. */
  zb_worker_free (self->worker);
  self->worker = NULL;
  zb_library_close_store (self);
}

const char *
zb_library_get_folder (ZbLibrary *self)
{
  return self->folder;
}

const char *
zb_library_get_branch (ZbLibrary *self)
{
  return self->branch;
}

const char *
zb_library_get_profile (ZbLibrary *self)
{
  return self->profile;
}

const char *
zb_library_get_undo_label (ZbLibrary *self)
{
  take_news (self);
  return self->undo_label;
}

const char *
zb_library_get_redo_label (ZbLibrary *self)
{
  take_news (self);
  return self->redo_label;
}

ZbDb *
zb_library_get_db (ZbLibrary *self)
{
  g_assert (zb_worker_is_self (self->worker));
  return self->db;
}

ZbWorker *
zb_library_get_worker (ZbLibrary *self)
{
  return self->worker;
}

GTimeZone *
zb_library_get_zone (ZbLibrary *self)
{
  return self->zone;
}

gint64
zb_library_get_founded (ZbLibrary *self)
{
  gint64 founded;

  g_mutex_lock (&self->mutex);
  founded = self->founded;
  g_mutex_unlock (&self->mutex);
  return founded;
}

/* One short string a day stays in memory. */
const char *
zb_library_get_today (ZbLibrary *self)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *day = NULL;

  if (self->today != NULL)
    return self->today;

  now = g_date_time_new_now (self->zone);
  day = g_date_time_format (now, "%Y-%m-%d");
  return g_intern_string (day);
}

char *
zb_library_dup_now (ZbLibrary *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (self->zone);
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");

  return g_strdup_printf ("%sT%s", zb_library_get_today (self), time);
}

char *
zb_library_dup_thumbnail (ZbLibrary *self,
                          gint64     photo)
{
  g_autofree char *group = g_strdup_printf ("%" G_GINT64_FORMAT, photo / 1000);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".jpg", photo);

  return g_build_filename (self->folder, "cache", "thumbnails", group, name, NULL);
}
