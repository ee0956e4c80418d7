/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-private.h"

#include "base/pinyin.h"
#include "rules/member-check.h"
#include "rules/talk.h"
#include "service/library-private.h"
#include "store/branch-store.h"
#include "store/member-store.h"

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbRoster, zb_roster, G_TYPE_OBJECT)

/* What one look at the library brings. */
typedef struct
{
  GPtrArray *members;
  GPtrArray *branches;
  GPtrArray *groups;
  GPtrArray *timers;
} Look;

static void
look_free (Look *look)
{
  g_clear_pointer (&look->members, g_ptr_array_unref);
  g_clear_pointer (&look->branches, g_ptr_array_unref);
  g_clear_pointer (&look->groups, g_ptr_array_unref);
  g_clear_pointer (&look->timers, g_ptr_array_unref);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

void
zb_roster_branch_free (ZbBranch *branch)
{
  g_free (branch->name);
  g_free (branch->founded);
  g_free (branch->elected);
  g_free (branch);
}

/* With what the store does not know: how much is in doubt. */
static ZbMember *
check_member (ZbMember *member,
              ZbDay     today)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_to_draft (member);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (ZbMemberProblem));
  g_autofree char *pinyin = NULL;

  zb_member_check (draft, today, problems);
  if (problems->len == 0)
    return g_object_ref (member);

  pinyin = zb_pinyin_dup (zb_member_get_name (member));
  return zb_member_new (zb_member_get_id (member), draft, zb_member_get_duties (member), zb_member_get_present (member), pinyin, problems->len);
}

/* Store thread. */
static GPtrArray *
list_members (ZbDb       *db,
              const char *day,
              const char *today,
              GError    **error)
{
  g_autoptr (GPtrArray) bare = zb_member_store_list (db, day, error);
  GPtrArray *members;
  ZbDay      now;

  if (bare == NULL)
    return NULL;

  zb_day_parse (&now, today);
  members = g_ptr_array_new_full (bare->len, g_object_unref);
  for (guint i = 0; i < bare->len; i++)
    g_ptr_array_add (members, check_member (bare->pdata[i], now));

  return members;
}

static GPtrArray *
list_branches (ZbDb    *db,
               GError **error)
{
  g_autoptr (GPtrArray) rows = zb_branch_store_list (db, error);
  GPtrArray *branches;

  if (rows == NULL)
    return NULL;

  branches = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_roster_branch_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const ZbBranchRow *row = rows->pdata[i];
      ZbBranch          *branch = g_new0 (ZbBranch, 1);

      *branch = (ZbBranch){ row->id, g_strdup (row->name), g_strdup (row->founded), g_strdup (row->elected), row->term };
      g_ptr_array_add (branches, branch);
    }

  return branches;
}

/* Store thread; `data` is the task's: the ISO day of today. */
static gpointer
run_load (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  const char *today = data;
  g_autoptr (Look) look = g_new0 (Look, 1);

  if (!(look->members = list_members (db, today, today, error)) ||
      !(look->branches = list_branches (db, error)) ||
      !(look->groups = zb_group_store_list (db, 0, error)) ||
      !(look->timers = zb_roster_list_timers (db, look->members, today, error)))
    return NULL;

  return g_steal_pointer (&look);
}

void
zb_roster_load_async (ZbRoster           *self,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, zb_roster_load_async);
  g_task_set_task_data (task, g_strdup (zb_roster_get_today (self)), g_free);
  zb_library_read (self->library, task, run_load, (GDestroyNotify) look_free);
}

/* Everything is new before anybody is told of anything. */
static void
take_look (ZbRoster *self,
           Look     *look)
{
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->timers, g_ptr_array_unref);
  self->branches = g_steal_pointer (&look->branches);
  self->groups = g_steal_pointer (&look->groups);
  self->timers = g_steal_pointer (&look->timers);
  zb_roster_take_members (self, look->members);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
zb_roster_load_finish (ZbRoster     *self,
                       GAsyncResult *result,
                       GError      **error)
{
  g_autoptr (Look) look = g_task_propagate_pointer (G_TASK (result), error);

  if (look == NULL)
    return FALSE;

  self->loaded = TRUE;
  take_look (self, look);
  return TRUE;
}

static void loaded_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
reload (ZbRoster *self)
{
  self->again = self->loading;
  if (self->loading || !self->loaded)
    return;

  self->loading = TRUE;
  zb_roster_load_async (self, NULL, loaded_cb, NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  ZbRoster *self = ZB_ROSTER (source);
  g_autoptr (GError) error = NULL;

  self->loading = FALSE;
  if (!zb_roster_load_finish (self, result, &error))
    {
      g_info ("the roster stays as it was: %s", error->message);
      return;
    }

  if (self->again)
    reload (self);
}

static void
changed_cb (ZbRoster *self,
            guint     tables)
{
  if (tables & ZB_TABLE_MEMBER)
    reload (self);
}

static void
zb_roster_dispose (GObject *object)
{
  ZbRoster *self = ZB_ROSTER (object);

  g_clear_object (&self->library);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (zb_roster_parent_class)->dispose (object);
}

static void
zb_roster_finalize (GObject *object)
{
  ZbRoster *self = ZB_ROSTER (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->timers, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_roster_parent_class)->finalize (object);
}

static void
zb_roster_class_init (ZbRosterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_roster_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_roster_finalize;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", ZB_TYPE_ROSTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_roster_init (ZbRoster *self)
{
  self->model = g_list_store_new (ZB_TYPE_MEMBER);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->branches = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_roster_branch_free);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->timers = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_roster_timer_free);
}

ZbRoster *
zb_roster_new (ZbLibrary *library)
{
  ZbRoster *self = g_object_new (ZB_TYPE_ROSTER, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

ZbLibrary *
zb_roster_get_library (ZbRoster *self)
{
  return self->library;
}

GListModel *
zb_roster_get_model (ZbRoster *self)
{
  return G_LIST_MODEL (self->model);
}

ZbMember *
zb_roster_find (ZbRoster *self,
                gint64    id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

GPtrArray *
zb_roster_get_branches (ZbRoster *self)
{
  return self->branches;
}

GPtrArray *
zb_roster_get_groups (ZbRoster *self)
{
  return self->groups;
}

GPtrArray *
zb_roster_get_timers (ZbRoster *self)
{
  return self->timers;
}

const char *
zb_roster_get_today (ZbRoster *self)
{
  return zb_library_get_today (self->library);
}

/* A question about one day. */
typedef struct
{
  gint64 branch;
  char  *day;
  char  *today;
} Question;

static void
question_free (Question *question)
{
  g_free (question->day);
  g_free (question->today);
  g_free (question);
}

static void
ask (ZbRoster      *self,
     GTask         *task,
     Question       question,
     ZbDbFunc       func,
     GDestroyNotify free_answer)
{
  Question *copy = g_new0 (Question, 1);

  *copy = (Question){ question.branch, g_strdup (question.day), g_strdup (zb_roster_get_today (self)) };
  g_task_set_task_data (task, copy, (GDestroyNotify) question_free);
  zb_library_read (self->library, task, func, free_answer);
}

static gpointer
run_voters (ZbDb         *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  const Question *question = data;

  return zb_member_store_list_voters (db, question->branch, question->day, error);
}

void
zb_roster_voters_async (ZbRoster           *self,
                        gint64              branch,
                        const char         *day,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  ask (self, task, (Question){ branch, (char *) day, NULL }, run_voters, (GDestroyNotify) g_array_unref);
}

GArray *
zb_roster_voters_finish (ZbRoster     *self,
                         GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
run_list_on (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  const Question *question = data;

  return list_members (db, question->day, question->today, error);
}

void
zb_roster_list_on_async (ZbRoster           *self,
                         const char         *day,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  ask (self, task, (Question){ 0, (char *) day, NULL }, run_list_on, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
zb_roster_list_on_finish (ZbRoster     *self,
                          GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
run_talks (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const Question *question = data;
  g_autoptr (GPtrArray) spans = zb_span_store_list (db, 0, error);
  ZbDay from = ZB_DAY_NONE, today = ZB_DAY_NONE;

  if (spans == NULL)
    return NULL;

  zb_day_parse (&from, question->day);
  zb_day_parse (&today, question->today);
  return zb_talk_find (spans, from, today);
}

void
zb_roster_talks_async (ZbRoster           *self,
                       const char         *day,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  ask (self, task, (Question){ 0, (char *) day, NULL }, run_talks, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
zb_roster_talks_finish (ZbRoster     *self,
                        GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
