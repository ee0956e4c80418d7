/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/calendar-flow.h"

#include "service/words.h"

#define TODAY "2025-12-20"
#define LONG 60

static void
changed_cb (CalendarFlow *self)
{
  self->n_changed++;
}

static void
take_library (CalendarFlow  *self,
              GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;

  self->library = zb_library_open_finish (done, &error);
  g_assert_no_error (error);
  self->meetings = zb_meetings_new (self->library);
  self->roster = zb_roster_new (self->library);
  self->calendar = zb_calendar_new (self->meetings, self->roster);
  self->n_changed = 0;
  g_signal_connect_swapped (self->calendar, "changed", G_CALLBACK (changed_cb), self);
  calendar_flow_load (self);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
let_go (CalendarFlow *self)
{
  zb_test_until (is_last, self->calendar, LONG);
  g_assert_finalize_object (self->calendar);
  zb_test_until (is_last, self->roster, LONG);
  g_assert_finalize_object (self->roster);
  zb_test_until (is_last, self->meetings, LONG);
  g_assert_finalize_object (self->meetings);
  zb_test_until (is_last, self->library, LONG);
  g_assert_finalize_object (self->library);
}

static void
finish_member (CalendarFlow  *self,
               GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;

  zb_roster_edit_finish (self->roster, done, &error);
  g_assert_no_error (error);
  calendar_flow_load (self);
}

static void
add_member (CalendarFlow *self,
            const char   *name,
            const char   *category,
            const char   *joined,
            const char   *group)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  GAsyncResult *result = NULL;

  zb_member_draft_set (draft, ZB_MEMBER_NAME, name);
  zb_member_draft_set (draft, ZB_MEMBER_CATEGORY, category);
  zb_member_draft_set (draft, ZB_MEMBER_GROUP, group);
  zb_member_draft_set (draft, ZB_MEMBER_JOINED, joined);
  zb_roster_add_async (self->roster, draft, FALSE, NULL, zb_test_result_cb, &result);
  finish_member (self, &result);
}

static void
make_secretary (CalendarFlow *self,
                const char   *name)
{
  g_autoptr (ZbSpan) span = zb_span_new ();
  GAsyncResult *result = NULL;

  span->member = calendar_flow_member (self, name);
  span->kind = ZB_SPAN_DUTY;
  span->value = g_strdup ("secretary");
  zb_roster_put_span_async (self->roster, span, NULL, zb_test_result_cb, &result);
  finish_member (self, &result);
}

void
calendar_flow_set_up (CalendarFlow *self,
                      gconstpointer data)
{
  GAsyncResult *result = NULL;

  self->folder = zb_test_folder_new ();
  zb_library_create_async (self->folder, "第一党支部", "court", TODAY, NULL, zb_test_result_cb, &result);
  take_library (self, &result);
  add_member (self, "甲", "full", "2010-07-01", "一组");
  add_member (self, "乙", "full", "2011-07-01", "一组");
  add_member (self, "丙", "probationary", "2025-03-01", "二组");
  add_member (self, "丁", "full", "2012-07-01", "二组");
  make_secretary (self, "甲");
}

void
calendar_flow_tear_down (CalendarFlow *self,
                         gconstpointer data)
{
  let_go (self);
  zb_test_folder_free (self->folder);
}

void
calendar_flow_reopen (CalendarFlow *self,
                      const char   *today)
{
  GAsyncResult *result = NULL;

  let_go (self);
  zb_library_open_async (self->folder, today, NULL, zb_test_result_cb, &result);
  take_library (self, &result);
}

void
calendar_flow_load (CalendarFlow *self)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_calendar_load_async (self->calendar, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_calendar_load_finish (self->calendar, done, &error);
  g_assert_no_error (error);
}

void
calendar_flow_undo (CalendarFlow *self)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_library_undo_async (self->library, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_free (zb_library_undo_finish (self->library, done, &error));
  g_assert_no_error (error);
  calendar_flow_load (self);
}

int
calendar_flow_finish (CalendarFlow  *self,
                      GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;
  int n = zb_calendar_edit_finish (self->calendar, done, &error);

  g_assert_no_error (error);
  calendar_flow_load (self);
  return n;
}

gint64
calendar_flow_finish_meeting (CalendarFlow  *self,
                              GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;
  gint64 id = zb_meetings_edit_finish (self->meetings, done, &error);

  g_assert_no_error (error);
  calendar_flow_load (self);
  return id;
}

void
calendar_flow_refused (CalendarFlow  *self,
                       GAsyncResult **result,
                       ZbFault        fault)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (zb_calendar_edit_finish (self->calendar, done, &error), ==, -1);
  g_assert_cmpint (zb_service_fault (error), ==, fault);
  g_assert_nonnull (zb_words_conflict (error));
}

gint64
calendar_flow_add (CalendarFlow *self,
                   const char   *theme,
                   const char   *kinds,
                   const char   *start,
                   const char   *end,
                   const char   *group)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  GAsyncResult *result = NULL;

  draft->theme = g_strdup (theme);
  draft->kinds = zb_kinds_parse (kinds);
  draft->group = g_strdup (group);
  g_assert_true (zb_wall_parse (&draft->start, start));
  if (end != NULL)
    g_assert_true (zb_wall_parse (&draft->end, end));
  zb_meetings_add_async (self->meetings, draft, NULL, NULL, zb_test_result_cb, &result);
  return calendar_flow_finish_meeting (self, &result);
}

void
calendar_flow_step (CalendarFlow *self,
                    gint64        meeting,
                    ZbStep        step)
{
  GAsyncResult *result = NULL;

  zb_record_step_async (self->meetings, meeting, step, "甲", "因故", NULL, zb_test_result_cb, &result);
  calendar_flow_finish_meeting (self, &result);
}

void
calendar_flow_mark (CalendarFlow *self,
                    gint64        meeting,
                    const char   *name,
                    ZbMark        mark)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_attendance_free);
  ZbAttendance *line = g_new0 (ZbAttendance, 1);
  GAsyncResult *result = NULL;

  line->member = calendar_flow_member (self, name);
  line->mark = mark;
  g_ptr_array_add (lines, line);
  zb_record_put_attendance_async (self->meetings, meeting, lines, NULL, zb_test_result_cb, &result);
  calendar_flow_finish_meeting (self, &result);
}

ZbMeeting *
calendar_flow_find (CalendarFlow *self,
                    gint64        meeting)
{
  g_autoptr (GPtrArray) all = zb_calendar_list_meetings (self->calendar, calendar_flow_day ("1900-01-01"), calendar_flow_day ("2100-01-01"));

  for (guint i = 0; i < all->len; i++)
    if (zb_meeting_get_id (all->pdata[i]) == meeting)
      return all->pdata[i];

  g_assert_not_reached ();
}

gint64
calendar_flow_member (CalendarFlow *self,
                      const char   *name)
{
  GListModel *model = zb_roster_get_model (self->roster);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);

      if (g_str_equal (zb_member_get_name (member), name))
        return zb_member_get_id (member);
    }

  g_assert_not_reached ();
}

ZbDay
calendar_flow_day (const char *text)
{
  ZbDay day;

  g_assert_true (zb_day_parse (&day, text));
  return day;
}

const ZbVerdict *
calendar_flow_verdict (GPtrArray  *verdicts,
                       const char *code,
                       const char *first,
                       const char *name)
{
  const ZbVerdict *found = NULL;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];

      if (!g_str_equal (verdict->rule->code, code) || g_strcmp0 (verdict->name, name) != 0 ||
          zb_day_compare (verdict->first, calendar_flow_day (first)) != 0)
        continue;
      g_assert_null (found);
      found = verdict;
    }

  g_assert_nonnull (found);
  return found;
}

const ZbTodo *
calendar_flow_todo (GPtrArray  *todo,
                    const char *title)
{
  for (guint i = 0; i < todo->len; i++)
    if (g_str_equal (((const ZbTodo *) todo->pdata[i])->title, title))
      return todo->pdata[i];

  return NULL;
}
