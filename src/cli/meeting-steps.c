/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/meeting-run.h"
#include "cli/say.h"
#include "cli/typed.h"
#include "service/record.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is recorded of a meeting: who came, what was said, decided and done afterwards, and the steps of its life. */

/* A service's verb about a meeting, and its object. */
typedef void (*PutFunc) (ZbMeetings *meetings, gint64 meeting, gpointer item, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

static ZbExit
put (ZbRun      *run,
     ZbCalendar *calendar,
     ZbMeeting  *meeting,
     PutFunc     func,
     gpointer    item)
{
  g_autoptr (GAsyncResult) result = NULL;

  func (zb_calendar_get_meetings (calendar), zb_meeting_get_id (meeting), item, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_meeting_put_edited (run, calendar, result);
}

/* The same, and the meeting is not shown yet. */
static ZbExit
put_quietly (ZbRun      *run,
             ZbCalendar *calendar,
             ZbMeeting  *meeting,
             PutFunc     func,
             gpointer    item)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbMeetings *meetings = zb_calendar_get_meetings (calendar);

  func (meetings, zb_meeting_get_id (meeting), item, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_meetings_edit_finish (meetings, result, &error) != 0 ? ZB_EXIT_DONE : zb_say_error (run, error);
}

static ZbRecord *
load_record (ZbRun      *run,
             ZbCalendar *calendar,
             ZbMeeting  *meeting)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbMeetings *meetings = zb_calendar_get_meetings (calendar);
  ZbRecord   *record;

  zb_record_load_async (meetings, zb_meeting_get_id (meeting), run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  record = zb_record_load_finish (meetings, result, &error);
  if (record == NULL)
    zb_say_error (run, error);
  return record;
}

static ZbAttendance *
find_line (ZbRecord *record,
           gint64    member)
{
  for (guint i = 0; i < record->attendance->len; i++)
    if (((ZbAttendance *) record->attendance->pdata[i])->member == member)
      return record->attendance->pdata[i];

  return NULL;
}

static gboolean
is_code (const char *const *codes,
         const char        *word)
{
  return word == NULL || g_strv_contains (codes, word);
}

/* What the options say of a line. */
static void
fill_line (const ZbOptions *options,
           ZbMark           mark,
           ZbAttendance    *line)
{
  g_free (line->reason);
  g_free (line->note);
  g_free (line->approver);
  g_free (line->approved);
  line->mark = mark;
  line->reason = g_strdup (options->reason);
  line->note = g_strdup (options->note);
  line->approver = g_strdup (options->approver);
  line->approved = g_strdup (options->day);
}

/* Somebody who was not expected: listed when the mark says that he came all the same. */
static ZbAttendance *
line_of_guest (ZbRun      *run,
               ZbCalendar *calendar,
               gint64      id)
{
  ZbMember        *member = zb_roster_find (zb_calendar_get_roster (calendar), id);
  g_autofree char *shown = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  ZbAttendance    *line;

  if (member == NULL)
    {
      g_printerr (_ ("没有编号为 %s 的党员，什么也没有改动；用 zhibuctl member list --all 查看编号。\n"), shown);
      return NULL;
    }

  line = g_new0 (ZbAttendance, 1);
  line->member = id;
  line->name = g_strdup (zb_member_get_name (member));
  line->group = g_strdup (zb_member_get_value (member, ZB_MEMBER_GROUP));
  line->duties = zb_member_dup_duties (member);
  return line;
}

/* Those named, or all who are not marked yet. NULL: it was said why. */
static GPtrArray *
list_lines (ZbRun      *run,
            ZbCalendar *calendar,
            ZbRecord   *record,
            GArray     *members,
            ZbMark      mark)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_attendance_free);

  for (guint i = 0; members->len == 0 && i < record->attendance->len; i++)
    if (((ZbAttendance *) record->attendance->pdata[i])->mark == ZB_MARK_NONE)
      g_ptr_array_add (lines, zb_attendance_copy (record->attendance->pdata[i]));
  for (guint i = 0; i < members->len; i++)
    {
      gint64        id = g_array_index (members, gint64, i);
      ZbAttendance *line = find_line (record, id);

      line = line != NULL ? zb_attendance_copy (line) : line_of_guest (run, calendar, id);
      if (line == NULL)
        return NULL;
      g_ptr_array_add (lines, line);
    }

  for (guint i = 0; i < lines->len; i++)
    fill_line (run->options, mark, lines->pdata[i]);
  return g_steal_pointer (&lines);
}

static ZbExit
read_mark (ZbRun  *run,
           ZbMark *mark)
{
  const ZbOptions *options = run->options;
  const char      *word = options->mark != NULL ? options->mark : "present";
  ZbDay            day;

  if (!zb_mark_parse (word, mark))
    return zb_say_usage (run, _ ("--mark 要是 present、excused、absent、exempt、observer 或 none"));
  if (*mark == ZB_MARK_EXCUSED && !is_code (zb_leave_list_codes (), options->reason))
    return zb_say_usage (run, _ ("请假的 --reason 要是 private、sick、duty、travel、maternity 或 other"));
  if (*mark == ZB_MARK_EXEMPT && (options->reason == NULL || !is_code (zb_exemption_list_codes (), options->reason)))
    return zb_say_usage (run, _ ("不计入应到的 --reason 要是 incapable、abroad、serving、bedridden、away 或 retired"));
  if (options->day != NULL && (!zb_day_parse (&day, options->day) || !zb_day_is_whole (day)))
    return zb_say_usage (run, _ ("--day 要写成 2019-06-10"));

  return ZB_EXIT_DONE;
}

static void
put_attendance (ZbMeetings         *meetings,
                gint64              meeting,
                gpointer            lines,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback,
                gpointer            data)
{
  zb_record_put_attendance_async (meetings, meeting, lines, cancellable, callback, data);
}

ZbExit
zb_meeting_attend (ZbRun *run)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  g_autoptr (ZbRecord) record = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GArray) members = zb_read_ids (run->args + 1, run->n_args - 1);
  ZbMark mark;
  ZbExit status = read_mark (run, &mark);

  if (status != ZB_EXIT_DONE)
    return status;
  if (members == NULL)
    return zb_say_usage (run, _ ("党员编号要是数字"));
  if ((status = zb_meeting_of_args (run, &calendar, &meeting)) != ZB_EXIT_DONE)
    return status;
  if (!(record = load_record (run, calendar, meeting)) || !(lines = list_lines (run, calendar, record, members, mark)))
    return ZB_EXIT_FAILED;

  return put (run, calendar, meeting, put_attendance, lines);
}

/* FALSE and *status: it was said why. Nothing given leaves the count. */
static gboolean
take_count (ZbRun      *run,
            const char *given,
            guint      *count,
            ZbExit     *status)
{
  if (given == NULL || zb_read_count (given, count))
    return TRUE;

  *status = zb_say_usage (run, _ ("票数要是不小于 0 的整数"));
  return FALSE;
}

static void
put_vote (ZbMeetings         *meetings,
          gint64              meeting,
          gpointer            vote,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            data)
{
  zb_record_put_vote_async (meetings, meeting, vote, cancellable, callback, data);
}

/* On standard error, so that the answer stays the meeting. */
static void
say_result (ZbRun      *run,
            ZbCalendar *calendar,
            ZbMeeting  *meeting,
            ZbVote     *vote)
{
  g_autoptr (ZbRecord) record = load_record (run, calendar, meeting);
  ZbVoteCard *card;

  if (record == NULL)
    return;

  card = zb_calendar_count_vote (calendar, record->meeting, record->attendance, vote);
  g_printerr ("%s\n", card->words);
  if (card->other != NULL)
    g_printerr (_ ("另一种读法：%s\n"), card->other);
  zb_vote_card_free (card);
}

ZbExit
zb_meeting_vote (ZbRun *run)
{
  const ZbOptions *options = run->options;
  ZbVote           vote = { .matter = options->matter, .formula = options->formula, .note = options->note };
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  ZbExit status = ZB_EXIT_DONE;

  if (vote.formula == NULL)
    vote.formula = (char *) "ordinary";
  if (vote.matter == NULL || *vote.matter == '\0')
    return zb_say_usage (run, _ ("缺少表决的事项，请写 --matter"));
  if (!g_strv_contains ((const char *const[]){ "ordinary", "admission", "election", "committee", NULL }, vote.formula))
    return zb_say_usage (run, _ ("--formula 要是 ordinary、admission、election 或 committee"));
  if (!take_count (run, options->yes, &vote.yes, &status) || !take_count (run, options->no, &vote.no, &status) ||
      !take_count (run, options->abstain, &vote.abstain, &status))
    return status;

  vote.returned = vote.yes + vote.no + vote.abstain;
  if (!take_count (run, options->returned, &vote.returned, &status))
    return status;
  vote.issued = vote.returned;
  if (!take_count (run, options->issued, &vote.issued, &status) || !take_count (run, options->written, &vote.written, &status))
    return status;
  if ((status = zb_meeting_of_args (run, &calendar, &meeting)) != ZB_EXIT_DONE)
    return status;

  status = put (run, calendar, meeting, put_vote, &vote);
  if (status == ZB_EXIT_DONE)
    say_result (run, calendar, meeting, &vote);
  return status;
}

static void
put_agenda (ZbMeetings         *meetings,
            gint64              meeting,
            gpointer            item,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            data)
{
  zb_record_put_agenda_async (meetings, meeting, item, cancellable, callback, data);
}

static void
take_step (ZbMeetings         *meetings,
           gint64              meeting,
           gpointer            data,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  ZbRun *run = user_data;

  zb_record_step_async (meetings, meeting, GPOINTER_TO_INT (data), run->options->who,
                        run->options->reason != NULL ? run->options->reason : run->options->note, cancellable, callback, user_data);
}

/* --text, or what the file says. FALSE: it was said why. */
static gboolean
read_text (ZbRun  *run,
           char  **text,
           ZbExit *status)
{
  const ZbOptions *options = run->options;
  g_autoptr (GError) error = NULL;
  gsize length;

  *text = g_strdup (options->text);
  if (options->file == NULL)
    return TRUE;

  g_clear_pointer (text, g_free);
  if (!g_file_get_contents (options->file, text, &length, &error))
    {
      g_printerr (_ ("读不出这个文件，什么也没有改动：%s\n"), error->message);
      *status = ZB_EXIT_FAILED;
      return FALSE;
    }
  if (length <= ZB_RECORD_MAX_TEXT && g_utf8_validate (*text, length, NULL))
    return TRUE;

  g_clear_pointer (text, g_free);
  g_printerr ("%s", _ ("文件不是 8 MB 以内的 UTF-8 文本，什么也没有改动；请另存为 UTF-8 再试。\n"));
  *status = ZB_EXIT_FAILED;
  return FALSE;
}

ZbExit
zb_meeting_record (ZbRun *run)
{
  const ZbOptions *options = run->options;
  g_autofree char *text = NULL;
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  ZbAgendaItem item = { .title = options->title, .speaker = options->speaker };
  ZbExit       status = ZB_EXIT_DONE;

  if (options->title == NULL && !options->done)
    return zb_say_usage (run, _ ("请写 --title 记一项议程，或写 --done 表示记录写好了"));
  if (!read_text (run, &text, &status) || (status = zb_meeting_of_args (run, &calendar, &meeting)) != ZB_EXIT_DONE)
    return status;

  item.body = text;
  item.written = text != NULL && *text != '\0';
  if (!options->done)
    return put (run, calendar, meeting, put_agenda, &item);
  if (item.title != NULL && (status = put_quietly (run, calendar, meeting, put_agenda, &item)) != ZB_EXIT_DONE)
    return status;

  return put (run, calendar, meeting, take_step, GINT_TO_POINTER (ZB_STEP_RECORD));
}

static ZbExit
do_step (ZbRun *run,
         ZbStep step)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  ZbExit status;

  if ((step == ZB_STEP_UNLOCK || step == ZB_STEP_CANCEL) && (run->options->reason == NULL || *run->options->reason == '\0'))
    return zb_say_usage (run, _ ("缺少原因，请写 --reason"));
  if ((status = zb_meeting_of_args (run, &calendar, &meeting)) != ZB_EXIT_DONE)
    return status;

  return put (run, calendar, meeting, take_step, GINT_TO_POINTER (step));
}

ZbExit
zb_meeting_hold (ZbRun *run)
{
  return do_step (run, ZB_STEP_HOLD);
}

ZbExit
zb_meeting_review (ZbRun *run)
{
  return do_step (run, ZB_STEP_REVIEW);
}

ZbExit
zb_meeting_unlock (ZbRun *run)
{
  return do_step (run, ZB_STEP_UNLOCK);
}

ZbExit
zb_meeting_cancel (ZbRun *run)
{
  return do_step (run, ZB_STEP_CANCEL);
}

ZbExit
zb_meeting_reopen (ZbRun *run)
{
  return do_step (run, ZB_STEP_RESTORE);
}

static void
put_remedy (ZbMeetings         *meetings,
            gint64              meeting,
            gpointer            remedy,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            data)
{
  zb_record_put_remedy_async (meetings, meeting, remedy, cancellable, callback, data);
}

ZbExit
zb_meeting_remedy (ZbRun *run)
{
  const ZbOptions *options = run->options;
  ZbRemedy         remedy = { .what = run->args[1], .measure = options->note, .who = options->who };
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  ZbExit status;

  if (options->day != NULL && (!zb_day_parse (&remedy.due, options->day) || !zb_day_is_whole (remedy.due)))
    return zb_say_usage (run, _ ("--day 要写成 2019-06-10"));
  if ((status = zb_meeting_of_args (run, &calendar, &meeting)) != ZB_EXIT_DONE)
    return status;

  return put (run, calendar, meeting, put_remedy, &remedy);
}

static void
put_files (ZbMeetings         *meetings,
           gint64              meeting,
           gpointer            paths,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            data)
{
  zb_record_attach_async (meetings, meeting, paths, cancellable, callback, data);
}

ZbExit
zb_meeting_attach (ZbRun *run)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  ZbExit status = zb_meeting_of_args (run, &calendar, &meeting);

  return status == ZB_EXIT_DONE ? put (run, calendar, meeting, put_files, run->args + 1) : status;
}
