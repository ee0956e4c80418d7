/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/calendar-private.h"

#include "photo/match.h"
#include "rules/planner.h"
#include "service/library-private.h"
#include "service/links.h"
#include "store/filing-store.h"
#include "store/meeting-store.h"
#include "store/record-store.h"

#define FILED_WITH_PLAN "plan-filing" /* the task that makes planned meetings filed */

ZbPlan *
zb_calendar_propose (ZbCalendar *self,
                     int         year,
                     guint       fixed_day,
                     ZbShift     shift,
                     ZbKinds     kinds)
{
  ZbCheckInput input = zb_calendar_get_input (self);
  ZbPlanWish   wish = { &input, year, fixed_day, shift, kinds };

  return zb_plan_make (&wish);
}

void
zb_calendar_free_plan (ZbPlan *plan)
{
  zb_plan_free (plan);
}

static ZbMeetingDraft *
draft_of (const ZbPlanItem *item)
{
  ZbMeetingDraft *draft = zb_meeting_draft_new ();
  ZbDay           day = item->day;

  draft->theme = g_strdup (item->theme);
  draft->kinds = item->kinds;
  draft->joint = item->joint;
  draft->group = g_strdup (item->group_name);
  if (item->hour < 0)
    zb_wall_set_day (&draft->start, day.year, day.month, day.day);
  else if (zb_wall_set (&draft->start, day.year, day.month, day.day, item->hour, item->minute, 0))
    draft->start.precision = ZB_PRECISION_MINUTE;

  return draft;
}

/* Photos that are there already find the meetings; most plans are of days to come, and none is. */
static gboolean
link_photos (ZbDb      *db,
             GPtrArray *drafts,
             GError   **error)
{
  gint64 from = G_MAXINT64, to = G_MININT64;
  guint  n_linked;

  for (guint i = 0; i < drafts->len; i++)
    {
      const ZbMeetingDraft *draft = drafts->pdata[i];
      ZbMatchMeeting        meeting = { .start = draft->start, .end = draft->end };
      gint64                opens, closes;

      zb_match_window (&meeting, &opens, &closes);
      from = MIN (from, opens);
      to = MAX (to, closes);
    }

  return drafts->len == 0 || zb_links_remake (db, from, to, 0, &n_linked, error);
}

/* Answers one more than the number of meetings, so that none is no error. */
static gpointer
run_make (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  GPtrArray *drafts = data;

  for (guint i = 0; i < drafts->len; i++)
    if (zb_meeting_store_insert_as (db, drafts->pdata[i], ZB_STATE_PLANNED, TRUE, error) == 0)
      return NULL;

  return link_photos (db, drafts, error) ? GUINT_TO_POINTER (drafts->len + 1) : NULL;
}

void
zb_calendar_make_plan_async (ZbCalendar         *self,
                             int                 year,
                             GPtrArray          *items,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *label = g_strdup_printf ("生成 %d 年度计划", year);
  GPtrArray       *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_meeting_draft_free);

  for (guint i = 0; i < items->len; i++)
    if (((const ZbPlanItem *) items->pdata[i])->kinds != 0)
      g_ptr_array_add (drafts, draft_of (items->pdata[i]));

  g_task_set_task_data (task, drafts, (GDestroyNotify) g_ptr_array_unref);
  zb_library_change (zb_calendar_get_library (self), task, label, run_make, NULL);
}

/* What is handed in, and what it says to the meetings of its period. */
typedef struct
{
  ZbFiling *filing;
  char     *now;
  ZbDay     last; /* of the period */
} Handing;

static void
handing_free (Handing *handing)
{
  zb_filing_free (handing->filing);
  g_free (handing->now);
  g_free (handing);
}

static gboolean
is_to_file (const Handing *handing,
            ZbMeeting     *meeting)
{
  ZbDay day = zb_meeting_get_day (meeting);

  return zb_meeting_get_facts (meeting)->state == ZB_STATE_PLANNED && zb_day_compare (day, handing->filing->first) >= 0 &&
         zb_day_compare (day, handing->last) <= 0;
}

static gboolean
file_meetings (ZbDb          *db,
               const Handing *handing,
               guint         *n_filed,
               GError       **error)
{
  g_autoptr (GPtrArray) meetings = zb_meeting_store_list (db, error);

  if (meetings == NULL)
    return FALSE;

  for (guint i = 0; i < meetings->len; i++)
    {
      if (!is_to_file (handing, meetings->pdata[i]))
        continue;
      if (!zb_record_store_step (db, zb_meeting_get_id (meetings->pdata[i]), "filed", handing->now, NULL, NULL, error))
        return FALSE;
      (*n_filed)++;
    }

  return TRUE;
}

static gpointer
run_file (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  const Handing *handing = data;
  guint          n_filed = 0;

  if (!zb_filing_store_put (db, handing->filing, error))
    return NULL;
  if (g_str_equal (handing->filing->task, FILED_WITH_PLAN) && !file_meetings (db, handing, &n_filed, error))
    return NULL;

  return GUINT_TO_POINTER (n_filed + 1);
}

static const ZbRequirement *
find_task (const ZbProfile *profile,
           const char      *task)
{
  for (guint i = 0; i < profile->requirements->len; i++)
    {
      const ZbRequirement *rule = profile->requirements->pdata[i];

      if (rule->task != NULL && g_strcmp0 (rule->task, task) == 0)
        return rule;
    }

  return NULL;
}

/* 报送 2019 年第三季度计划报备 */
void
zb_calendar_file_async (ZbCalendar         *self,
                        const char         *task,
                        ZbDay               first,
                        ZbDay               day,
                        const char         *note,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) job = g_task_new (self, cancellable, callback, data);
  const ZbRequirement *rule = find_task (self->look->profile, task);
  g_autofree char     *period = NULL;
  g_autofree char     *label = NULL;
  Handing             *handing;

  if (rule == NULL || !zb_day_is_whole (first) || !zb_day_is_whole (day))
    {
      g_task_return_new_error (job, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT,
                               rule == NULL ? "the profile has no such task: %s" : "a paper wants a whole day: %s", task);
      return;
    }

  handing = g_new0 (Handing, 1);
  handing->filing = g_new0 (ZbFiling, 1);
  zb_period_bounds (rule->period, first, &first, &handing->last);
  *handing->filing = (ZbFiling){ 0, g_strdup (task), first, day, g_strdup (note) };
  handing->now = zb_library_dup_now (zb_calendar_get_library (self));
  period = zb_period_dup_words (rule->period, first);
  label = g_strdup_printf ("完成%s：%s", rule->name, period);
  g_task_set_task_data (job, handing, (GDestroyNotify) handing_free);
  zb_library_change (zb_calendar_get_library (self), job, label, run_file, NULL);
}

int
zb_calendar_edit_finish (ZbCalendar   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  gpointer answer = g_task_propagate_pointer (G_TASK (result), error);

  return GPOINTER_TO_INT (answer) - 1;
}
