/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/roster-flow.h"
#include "service/backup.h"
#include "service/record.h"

#include <glib/gstdio.h>
#include <unistd.h>
#include <string.h>

#define LONG 60

/* Today is 2019-06-30. Four in the branch: 甲 (a secretary) and 乙 of one group, 丙 a probationary member of the other, 丁 came on 1 June. */
typedef struct
{
  RosterFlow  flow;
  ZbMeetings *meetings;
  gint64      meeting; /* an assembly on 2019-05-20 */
} Fixture;

static GAsyncResult *answer;

static gint64
finish (Fixture *self,
        GError **error)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (&answer, LONG);

  return zb_meetings_edit_finish (self->meetings, done, error);
}

static gint64
edited (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 id = finish (self, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);
  return id;
}

static void
refused (Fixture *self,
         ZbFault  fault)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (finish (self, &error), ==, 0);
  g_assert_cmpint (zb_service_fault (error), ==, fault);
}

static ZbRecord *
load_of (Fixture *self,
         gint64   meeting)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  ZbRecord *record;

  zb_record_load_async (self->meetings, meeting, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, LONG);
  record = zb_record_load_finish (self->meetings, done, &error);
  g_assert_no_error (error);
  return record;
}

static ZbRecord *
load (Fixture *self)
{
  return load_of (self, self->meeting);
}

static gint64
add_meeting (Fixture    *self,
             const char *kinds,
             const char *start,
             const char *group)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();

  draft->theme = g_strdup ("讨论转正");
  draft->kinds = zb_kinds_parse (kinds);
  draft->group = g_strdup (group);
  g_assert_true (zb_wall_parse (&draft->start, start));
  zb_meetings_add_async (self->meetings, draft, NULL, NULL, zb_test_result_cb, &answer);
  return edited (self);
}

static void
add_member (Fixture    *self,
            const char *name,
            const char *category,
            const char *group,
            const char *arrives)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  ZbTransfer transfer = { .other = (char *) "别的支部", .valid = 10 };

  zb_member_draft_set (draft, ZB_MEMBER_NAME, name);
  zb_member_draft_set (draft, ZB_MEMBER_CATEGORY, category);
  zb_member_draft_set (draft, ZB_MEMBER_GROUP, group);
  zb_member_draft_set (draft, ZB_MEMBER_JOINED, "2018-07-01");
  if (arrives == NULL)
    zb_roster_add_async (self->flow.roster, draft, FALSE, NULL, zb_test_result_cb, &answer);
  else
    zb_roster_transfer_in_async (self->flow.roster, 0, draft, arrives, &transfer, NULL, zb_test_result_cb, &answer);
  roster_flow_edit_finish (&self->flow, &answer);
}

static void
make_secretary (Fixture    *self,
                const char *name)
{
  g_autoptr (ZbSpan) span = zb_span_new ();

  span->member = zb_member_get_id (roster_flow_find (&self->flow, name));
  span->kind = ZB_SPAN_DUTY;
  span->value = g_strdup ("secretary");
  zb_roster_put_span_async (self->flow.roster, span, NULL, zb_test_result_cb, &answer);
  roster_flow_edit_finish (&self->flow, &answer);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  roster_flow_set_up (&self->flow, data);
  self->meetings = zb_meetings_new (self->flow.library);
  add_member (self, "甲", "full", "一组", NULL);
  add_member (self, "乙", "full", "一组", NULL);
  add_member (self, "丙", "probationary", "二组", NULL);
  add_member (self, "丁", "full", "二组", "2019-06-01");
  roster_flow_load (&self->flow);
  make_secretary (self, "甲");
  self->meeting = add_meeting (self, "assembly", "2019-05-20T14:30", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_clear_object (&self->meetings);
  roster_flow_tear_down (&self->flow, data);
}

/* "甲 present, 乙 none" */
static char *
list_marks (ZbRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < record->attendance->len; i++)
    {
      const ZbAttendance *line = record->attendance->pdata[i];

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", line->name, zb_mark_to_code (line->mark));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_marks (Fixture    *self,
              gint64      meeting,
              const char *expected)
{
  g_autoptr (ZbRecord) record = load_of (self, meeting);
  g_autofree char *marks = list_marks (record);

  g_assert_cmpstr (marks, ==, expected);
}

static ZbAttendance *
find_line (ZbRecord   *record,
           const char *name)
{
  for (guint i = 0; i < record->attendance->len; i++)
    {
      ZbAttendance *line = record->attendance->pdata[i];

      if (g_str_equal (line->name, name))
        return line;
    }

  g_assert_not_reached ();
}

static void
mark (Fixture    *self,
      const char *name,
      ZbMark      how)
{
  g_autoptr (ZbRecord) record = load (self);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  ZbAttendance *line = find_line (record, name);

  line->mark = how;
  g_ptr_array_add (lines, line);
  zb_record_put_attendance_async (self->meetings, self->meeting, lines, NULL, zb_test_result_cb, &answer);
  edited (self);
}

static void
take_step (Fixture    *self,
           ZbStep      step,
           const char *note)
{
  zb_record_step_async (self->meetings, self->meeting, step, "甲", note, NULL, zb_test_result_cb, &answer);
}

static void
test_expected (Fixture      *self,
               gconstpointer data)
{
  gint64 committee = add_meeting (self, "committee", "2019-06-05T15:00", NULL);
  gint64 group = add_meeting (self, "group-meeting", "2019-06-06T15:00", "二组");
  gint64 talk = add_meeting (self, "talk", "2019-06-07T15:00", NULL);

  assert_marks (self, self->meeting, "甲 none, 乙 none, 丙 none");
  assert_marks (self, committee, "甲 none");
  assert_marks (self, group, "丙 none, 丁 none");
  assert_marks (self, talk, "");
}

/* A ledger names the organisation before the branch: it is the same branch. */
static void
test_ledger_name (RosterFlow   *flow,
                  gconstpointer data)
{
  Fixture self = { .flow = *flow, .meetings = zb_meetings_new (flow->library) };
  gint64  meeting;

  roster_flow_take_text (flow, "姓名\t性别\t入党时间\t所属支部\n张三\t男\t2000-07-01\t清晏区人民法院第一党支部\n李四\t女\t2001-07-01\t清晏区人民法院第二党支部");
  meeting = add_meeting (&self, "assembly", "2019-05-20T14:30", NULL);
  assert_marks (&self, meeting, "张三 none");
  g_assert_cmpstr (zb_library_get_branch (flow->library), ==, "清晏区人民法院第一党支部");
  g_assert_cmpuint (zb_roster_get_branches (flow->roster)->len, ==, 2);
  g_clear_object (&self.meetings);
}

static void
test_votes (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (ZbRecord) record = load (self);
  ZbAttendanceCount all, voters;

  g_assert_true (find_line (record, "甲")->voter);
  g_assert_cmpstr (find_line (record, "甲")->duties, ==, "书记");
  g_assert_false (find_line (record, "丙")->voter);
  g_assert_true (find_line (record, "丙")->probationary);

  find_line (record, "甲")->mark = ZB_MARK_PRESENT;
  find_line (record, "乙")->mark = ZB_MARK_EXEMPT;
  find_line (record, "丙")->mark = ZB_MARK_PRESENT;
  all = zb_record_count (record->attendance, FALSE);
  voters = zb_record_count (record->attendance, TRUE);
  g_assert_cmpuint (all.expected, ==, 2);
  g_assert_cmpuint (all.present, ==, 2);
  g_assert_cmpuint (voters.expected, ==, 1);
  g_assert_cmpuint (voters.present, ==, 1);
  g_assert_cmpuint (voters.probationary, ==, 1);
}

static void
test_frozen (Fixture      *self,
             gconstpointer data)
{
  ZbMember *second = roster_flow_find (&self->flow, "乙");

  mark (self, "甲", ZB_MARK_PRESENT);
  zb_roster_remove_async (self->flow.roster, zb_member_get_id (roster_flow_find (&self->flow, "丁")), NULL, zb_test_result_cb, &answer);
  roster_flow_edit_finish (&self->flow, &answer);
  zb_roster_leave_async (self->flow.roster, zb_member_get_id (second), "2019-05-01", ZB_CAUSE_DIED, NULL, NULL, zb_test_result_cb, &answer);
  roster_flow_edit_finish (&self->flow, &answer);
  assert_marks (self, self->meeting, "甲 present, 乙 none, 丙 none");

  zb_record_refresh_attendance_async (self->meetings, self->meeting, NULL, zb_test_result_cb, &answer);
  edited (self);
  assert_marks (self, self->meeting, "甲 present, 丙 none");
}

static void
test_absent (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (ZbRecord) record = NULL;
  g_autoptr (ZbRecord) after = NULL;
  g_autoptr (ZbRecord) last = NULL;
  ZbFollowUp *open;

  mark (self, "乙", ZB_MARK_ABSENT);
  record = load (self);
  g_assert_cmpuint (record->follow_ups->len, ==, 1);
  g_assert_cmpuint (zb_meeting_get_facts (record->meeting)->n_unfollowed, ==, 1);

  open = record->follow_ups->pdata[0];
  g_assert_true (zb_day_parse (&open->day, "2019-06-02"));
  open->outcome = g_strdup ("已认识到错误");
  zb_record_put_follow_up_async (self->meetings, self->meeting, open, NULL, zb_test_result_cb, &answer);
  edited (self);
  mark (self, "乙", ZB_MARK_EXCUSED);
  after = load (self);
  g_assert_cmpuint (after->follow_ups->len, ==, 1);

  mark (self, "甲", ZB_MARK_ABSENT);
  mark (self, "甲", ZB_MARK_PRESENT);
  last = load (self);
  g_assert_cmpuint (last->follow_ups->len, ==, 1);
  g_assert_cmpuint (zb_meeting_get_facts (last->meeting)->n_absent, ==, 0);
}

static ZbMeetingState
get_state (Fixture *self)
{
  g_autoptr (ZbRecord) record = load (self);

  return zb_meeting_get_facts (record->meeting)->state;
}

static void
test_held (Fixture      *self,
           gconstpointer data)
{
  ZbMeetingFacts facts;
  g_autoptr (ZbRecord) record = load (self);
  gint64 coming = add_meeting (self, "theme-day", "2019-07-10T09:00", NULL);
  g_autoptr (ZbRecord) plan = load_of (self, coming);

  facts = *zb_meeting_get_facts (record->meeting);
  g_assert_cmpint (facts.state, ==, ZB_STATE_HELD);
  g_assert_false (zb_wall_is_set (&facts.planned));

  facts = *zb_meeting_get_facts (plan->meeting);
  g_assert_cmpint (facts.state, ==, ZB_STATE_PLANNED);
  g_assert_true (zb_wall_is_set (&facts.planned));
}

static void
test_to_come (Fixture      *self,
              gconstpointer data)
{
  self->meeting = add_meeting (self, "theme-day", "2019-07-10T09:00", NULL);
  take_step (self, ZB_STEP_HOLD, NULL);
  refused (self, ZB_FAULT_CONFLICT);
  take_step (self, ZB_STEP_RECORD, NULL);
  refused (self, ZB_FAULT_CONFLICT);
}

static void
test_lock (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (ZbRecord) record = NULL;
  ZbAgendaItem item = { .title = (char *) "通报情况" };

  take_step (self, ZB_STEP_REVIEW, NULL);
  refused (self, ZB_FAULT_CONFLICT);
  take_step (self, ZB_STEP_RECORD, NULL);
  edited (self);
  take_step (self, ZB_STEP_REVIEW, NULL);
  edited (self);

  zb_record_put_agenda_async (self->meetings, self->meeting, &item, NULL, zb_test_result_cb, &answer);
  refused (self, ZB_FAULT_CONFLICT);
  zb_meetings_remove_async (self->meetings, self->meeting, NULL, zb_test_result_cb, &answer);
  refused (self, ZB_FAULT_CONFLICT);
  take_step (self, ZB_STEP_UNLOCK, NULL);
  refused (self, ZB_FAULT_CONFLICT);
  g_assert_cmpint (get_state (self), ==, ZB_STATE_REVIEWED);

  take_step (self, ZB_STEP_UNLOCK, "补签字");
  edited (self);
  zb_record_put_agenda_async (self->meetings, self->meeting, &item, NULL, zb_test_result_cb, &answer);
  edited (self);
  record = load (self);
  g_assert_cmpuint (record->steps->len, ==, 3);
  g_assert_cmpstr (((ZbMeetingStep *) record->steps->pdata[2])->note, ==, "补签字");
}

static void
test_first_record (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (ZbRecord) record = NULL;
  g_autofree char *day = NULL;

  take_step (self, ZB_STEP_RECORD, NULL);
  edited (self);
  record = load (self);
  day = zb_day_to_text (zb_meeting_get_facts (record->meeting)->recorded);
  g_assert_cmpstr (day, ==, "2019-06-30");
}

static void
test_agenda (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (ZbRecord) record = NULL;
  g_autoptr (ZbRecord) again = NULL;
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *body = g_strnfill (5 * 1024 * 1024, 'x');
  g_autofree char *huge = g_strnfill (ZB_RECORD_MAX_TEXT + 1, 'x');
  ZbAgendaItem     first = { .title = (char *) "一", .body = body, .written = TRUE };
  ZbAgendaItem     second = { .title = (char *) "二" };

  zb_record_put_agenda_async (self->meetings, self->meeting, &first, NULL, zb_test_result_cb, &answer);
  edited (self);
  zb_record_put_agenda_async (self->meetings, self->meeting, &second, NULL, zb_test_result_cb, &answer);
  edited (self);
  record = load (self);
  g_assert_cmpuint (strlen (((ZbAgendaItem *) record->agenda->pdata[0])->body), ==, 5 * 1024 * 1024);
  g_assert_cmpuint (zb_meeting_get_facts (record->meeting)->n_written, ==, 1);

  for (guint i = 2; i-- > 0;)
    g_array_append_val (order, ((ZbAgendaItem *) record->agenda->pdata[i])->id);
  zb_record_order_agenda_async (self->meetings, self->meeting, order, NULL, zb_test_result_cb, &answer);
  edited (self);
  again = load (self);
  g_assert_cmpstr (((ZbAgendaItem *) again->agenda->pdata[0])->title, ==, "二");

  second.id = ((ZbAgendaItem *) again->agenda->pdata[0])->id;
  second.body = huge;
  zb_record_put_agenda_async (self->meetings, self->meeting, &second, NULL, zb_test_result_cb, &answer);
  refused (self, ZB_FAULT_CONFLICT);
}

static void
test_draft (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (ZbRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *field = NULL;
  g_autofree char *kept = NULL;
  ZbAgendaItem     item = { .title = (char *) "一" };

  zb_record_put_agenda_async (self->meetings, self->meeting, &item, NULL, zb_test_result_cb, &answer);
  edited (self);
  record = load (self);
  item.id = ((ZbAgendaItem *) record->agenda->pdata[0])->id;
  field = zb_record_dup_draft_field (item.id);
  zb_library_save_draft (self->flow.library, field, "写到一半");

  item.body = (char *) "写完了";
  zb_record_put_agenda_async (self->meetings, self->meeting, &item, NULL, zb_test_result_cb, &answer);
  edited (self);
  zb_library_load_draft_async (self->flow.library, field, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, LONG);
  kept = zb_library_load_draft_finish (self->flow.library, done, &error);
  g_assert_no_error (error);
  g_assert_null (kept);
}

static void
test_move (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (ZbRecord) record = NULL;
  g_autofree char *start = NULL;
  ZbWall           day;

  self->meeting = add_meeting (self, "theme-day", "2019-07-10T09:00", NULL);
  g_assert_true (zb_wall_parse (&day, "2019-07-12"));
  zb_meetings_move_async (self->meetings, self->meeting, &day, NULL, zb_test_result_cb, &answer);
  edited (self);
  record = load (self);
  start = zb_wall_to_text (zb_meeting_get_start (record->meeting));
  g_assert_cmpstr (start, ==, "2019-07-12T09:00");
  g_assert_cmpstr (((ZbMeetingStep *) record->steps->pdata[0])->step, ==, "moved");
  g_assert_cmpint (zb_meeting_get_facts (record->meeting)->planned.seconds + 2 * ZB_DAY_SECONDS, ==,
                   zb_meeting_get_start (record->meeting)->seconds);
}

static void
test_cancel (Fixture      *self,
             gconstpointer data)
{
  take_step (self, ZB_STEP_CANCEL, "疫情");
  refused (self, ZB_FAULT_CONFLICT);

  self->meeting = add_meeting (self, "theme-day", "2019-07-10T09:00", NULL);
  take_step (self, ZB_STEP_CANCEL, NULL);
  refused (self, ZB_FAULT_CONFLICT);
  take_step (self, ZB_STEP_CANCEL, "防汛");
  edited (self);
  g_assert_cmpint (get_state (self), ==, ZB_STATE_CANCELLED);
  take_step (self, ZB_STEP_RESTORE, NULL);
  edited (self);
  g_assert_cmpint (get_state (self), ==, ZB_STATE_PLANNED);
}

static void
test_parts (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (ZbRecord) record = NULL;
  ZbVote   vote = { .matter = (char *) "同意转正", .formula = (char *) "admission", .issued = 2, .returned = 2, .yes = 2 };
  ZbRemedy remedy = { .what = (char *) "学习笔记不齐", .who = (char *) "乙" };

  g_assert_true (zb_day_parse (&remedy.due, "2019-06-10"));
  zb_record_put_vote_async (self->meetings, self->meeting, &vote, NULL, zb_test_result_cb, &answer);
  edited (self);
  zb_record_put_remedy_async (self->meetings, self->meeting, &remedy, NULL, zb_test_result_cb, &answer);
  edited (self);
  record = load (self);
  g_assert_cmpuint (record->votes->len, ==, 1);
  g_assert_cmpuint (((ZbVote *) record->votes->pdata[0])->yes, ==, 2);
  g_assert_cmpuint (zb_meeting_get_facts (record->meeting)->n_open_remedies, ==, 1);
  g_assert_cmpint (zb_meeting_get_facts (record->meeting)->remedy_due.day, ==, 10);

  zb_record_remove_vote_async (self->meetings, self->meeting, 4711, NULL, zb_test_result_cb, &answer);
  refused (self, ZB_FAULT_NOT_FOUND);
}

static guint
count_materials (Fixture *self)
{
  g_autofree char *folder = g_build_filename (self->flow.folder, "materials", "2019", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_attach (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (ZbTestFolder) desk = zb_test_folder_new ();
  g_autofree char  *plan = g_build_filename (desk, "方案.txt", NULL);
  g_autofree char  *gone = g_build_filename (desk, "没有.txt", NULL);
  const char *const both[] = { plan, gone, NULL };
  const char *const one[] = { plan, NULL };
  g_autoptr (ZbRecord) record = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (plan, "六月方案", -1, NULL));
  zb_record_attach_async (self->meetings, self->meeting, both, NULL, zb_test_result_cb, &answer);
  refused (self, ZB_FAULT_SOURCE);
  g_assert_cmpuint (count_materials (self), ==, 0);

  zb_record_attach_async (self->meetings, self->meeting, one, NULL, zb_test_result_cb, &answer);
  edited (self);
  g_unlink (plan);
  record = load (self);
  g_assert_cmpuint (record->attachments->len, ==, 1);
  path = zb_record_dup_attachment_path (self->meetings, record->attachments->pdata[0]);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "六月方案");
  g_assert_cmpstr (((ZbAttachment *) record->attachments->pdata[0])->name, ==, "方案.txt");
}

#define LARGE (64 * 1024 * 1024)

/* As a disk that is pulled out does: when a part of it was read, the rest is no longer there. */
static gpointer
pull_away (gpointer data)
{
  const char *const io = "/proc/self/fd";
  gboolean          begun = FALSE;

  while (!begun)
    {
      g_autoptr (GDir) open_files = g_dir_open (io, 0, NULL);
      const char *name;

      while (!begun && (name = g_dir_read_name (open_files)) != NULL)
        {
          g_autofree char *link = g_build_filename (io, name, NULL);
          g_autofree char *path = g_file_read_link (link, NULL);

          begun = g_strcmp0 (path, data) == 0;
        }
      g_thread_yield ();
    }
  g_assert_cmpint (truncate (data, 4096), ==, 0);
  return NULL;
}

static void
test_attachment_vanishes (Fixture      *self,
                          gconstpointer data)
{
  g_autoptr (ZbTestFolder) desk = zb_test_folder_new ();
  g_autofree char  *film = g_build_filename (desk, "录像.mp4", NULL);
  const char *const one[] = { film, NULL };
  g_autoptr (ZbRecord) record = NULL;
  GThread *thread;

  g_assert_true (g_file_set_contents (film, "x", -1, NULL));
  g_assert_cmpint (truncate (film, LARGE), ==, 0);
  thread = g_thread_new ("pull", pull_away, film);
  zb_record_attach_async (self->meetings, self->meeting, one, NULL, zb_test_result_cb, &answer);
  refused (self, ZB_FAULT_SOURCE);
  g_thread_join (thread);
  g_assert_cmpuint (count_materials (self), ==, 0);
  record = load (self);
  g_assert_cmpuint (record->attachments->len, ==, 0);
}

static guint
count_missing (Fixture *self)
{
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (ZbVerifyResult) verify = NULL;
  g_autoptr (GError) error = NULL;

  zb_verify_async (self->flow.library, FALSE, NULL, NULL, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, LONG);
  verify = zb_verify_finish (done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verify->photos, ==, 0);
  return verify->missing->len;
}

static void
test_attachment_verified (Fixture      *self,
                          gconstpointer data)
{
  g_autoptr (ZbTestFolder) desk = zb_test_folder_new ();
  g_autofree char  *plan = g_build_filename (desk, "a.txt", NULL);
  g_autofree char  *path = NULL;
  const char *const one[] = { plan, NULL };
  g_autoptr (ZbRecord) record = NULL;

  g_assert_true (g_file_set_contents (plan, "x", -1, NULL));
  zb_record_attach_async (self->meetings, self->meeting, one, NULL, zb_test_result_cb, &answer);
  edited (self);
  g_assert_cmpuint (count_missing (self), ==, 0);

  record = load (self);
  path = zb_record_dup_attachment_path (self->meetings, record->attachments->pdata[0]);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpuint (count_missing (self), ==, 1);
}

static void
test_attach_locked (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (ZbTestFolder) desk = zb_test_folder_new ();
  g_autofree char  *plan = g_build_filename (desk, "a.txt", NULL);
  const char *const one[] = { plan, NULL };

  take_step (self, ZB_STEP_RECORD, NULL);
  edited (self);
  take_step (self, ZB_STEP_REVIEW, NULL);
  edited (self);
  g_assert_true (g_file_set_contents (plan, "x", -1, NULL));
  zb_record_attach_async (self->meetings, self->meeting, one, NULL, zb_test_result_cb, &answer);
  refused (self, ZB_FAULT_CONFLICT);
  g_assert_cmpuint (count_materials (self), ==, 0);
}

/* Whoever is in a record cannot be taken back from under it. */
static void
test_revert_member (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;
  gint64 change = 0;

  mark (self, "乙", ZB_MARK_PRESENT);
  zb_library_log_async (self->flow.library, 50, NULL, zb_test_result_cb, &answer);
  listed = zb_test_wait (&answer, LONG);
  log = zb_library_log_finish (self->flow.library, listed, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < log->len; i++)
    if (strstr (((ZbLogEntry *) log->pdata[i])->label, "添加党员：乙") != NULL)
      change = ((ZbLogEntry *) log->pdata[i])->id;
  g_assert_cmpint (change, !=, 0);

  zb_library_revert_async (self->flow.library, change, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, LONG);
  g_assert_null (zb_library_undo_finish (self->flow.library, done, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CONFLICT);
  g_assert_nonnull (strstr (error->message, "登记考勤"));
}

/* Everything hangs on the meeting: it goes with it, and one undo brings it back. */
static void
test_remove (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (ZbRecord) record = NULL;
  ZbAgendaItem item = { .title = (char *) "一" };
  ZbVote       vote = { .matter = (char *) "同意", .formula = (char *) "ordinary" };

  mark (self, "乙", ZB_MARK_ABSENT);
  zb_record_put_agenda_async (self->meetings, self->meeting, &item, NULL, zb_test_result_cb, &answer);
  edited (self);
  zb_record_put_vote_async (self->meetings, self->meeting, &vote, NULL, zb_test_result_cb, &answer);
  edited (self);
  zb_meetings_remove_async (self->meetings, self->meeting, NULL, zb_test_result_cb, &answer);
  edited (self);
  roster_flow_undo (&self->flow);

  record = load (self);
  g_assert_cmpuint (record->agenda->len, ==, 1);
  g_assert_cmpuint (record->votes->len, ==, 1);
  g_assert_cmpuint (record->follow_ups->len, ==, 1);
  g_assert_cmpuint (record->attendance->len, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/record/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("those-of-that-day-are-expected", test_expected);
  ADD ("only-full-members-have-a-vote", test_votes);
  ADD ("a-saved-list-no-longer-follows-the-roster", test_frozen);
  ADD ("an-absence-without-reason-is-followed", test_absent);
  ADD ("what-is-entered-afterwards-was-held", test_held);
  ADD ("what-is-to-come-was-not-held", test_to_come);
  ADD ("a-review-locks-until-a-reason-is-given", test_lock);
  ADD ("the-day-of-the-record-is-kept", test_first_record);
  ADD ("five-megabytes-of-minutes", test_agenda);
  ADD ("what-is-recorded-is-no-draft", test_draft);
  ADD ("a-move-keeps-the-planned-day", test_move);
  ADD ("only-what-was-not-held-can-be-cancelled", test_cancel);
  ADD ("votes-and-remedies", test_parts);
  ADD ("attachments-come-all-or-none", test_attach);
  ADD ("an-attachment-that-vanishes-while-copied-leaves-nothing", test_attachment_vanishes);
  ADD ("a-lost-attachment-is-told", test_attachment_verified);
  ADD ("a-locked-meeting-takes-no-attachment", test_attach_locked);
  ADD ("whoever-is-in-a-record-stays", test_revert_member);
  ADD ("a-removed-meeting-comes-back-whole", test_remove);
#undef ADD
  g_test_add ("/record/the-ledgers-name-of-the-branch", RosterFlow, NULL, roster_flow_set_up, test_ledger_name, roster_flow_tear_down);

  return g_test_run ();
}
