/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/meeting-run.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/typed.h"

#include <glib/gi18n.h>

static gboolean
fill_times (ZbRun          *run,
            ZbMeetingDraft *draft,
            ZbExit         *status)
{
  const ZbOptions *options = run->options;
  gboolean         no_end = options->end != NULL && *options->end == '\0';

  if (options->start != NULL && !zb_wall_parse (&draft->start, options->start))
    *status = zb_say_usage (run, _ ("--start 要写成 \"2019-06-10 09:00\" 或 2019-06-10"));
  else if (options->end != NULL && !no_end && !zb_wall_parse (&draft->end, options->end))
    *status = zb_say_usage (run, _ ("--end 要写成 \"2019-06-10 11:00\" 或 2019-06-10"));
  if (no_end)
    draft->end = ZB_WALL_NONE;

  return *status == ZB_EXIT_DONE;
}

static void
replace_text (char      **text,
              const char *given)
{
  if (given == NULL)
    return;

  g_free (*text);
  *text = *given != '\0' ? g_strdup (given) : NULL;
}

static ZbExit
check_draft (ZbRun                *run,
             const ZbMeetingDraft *draft)
{
  switch (zb_meeting_draft_check (draft))
    {
    case ZB_MEETING_NO_THEME:
      return zb_say_usage (run, _ ("缺少主题，请写 --theme"));
    case ZB_MEETING_NO_KIND:
      return zb_say_usage (run, _ ("缺少活动类型，请写 --kind"));
    case ZB_MEETING_NO_START:
      return zb_say_usage (run, _ ("缺少开始时间，请写 --start"));
    case ZB_MEETING_END_BEFORE_START:
      return zb_say_usage (run, _ ("结束时间不能早于开始时间"));
    case ZB_MEETING_OK:
    default:
      return ZB_EXIT_DONE;
    }
}

/* What was typed, into the draft. */
static ZbExit
fill_draft (ZbRun          *run,
            ZbMeetingDraft *draft)
{
  const ZbOptions *options = run->options;
  ZbExit           status = ZB_EXIT_DONE;
  guint            activists;

  if (options->joint && options->own)
    return zb_say_usage (run, _ ("--joint 和 --own 只能写一个"));
  if (options->kind != NULL && (draft->kinds = zb_kinds_parse (options->kind)) == 0)
    return zb_say_usage (run, _ ("不认识 --kind 里的活动类型"));
  if (!fill_times (run, draft, &status))
    return status;

  replace_text (&draft->theme, options->theme);
  replace_text (&draft->place, options->place);
  replace_text (&draft->group, options->group);
  replace_text (&draft->host, options->host);
  replace_text (&draft->recorder, options->recorder);
  replace_text (&draft->lecturer, options->lecturer);
  replace_text (&draft->material, options->material);
  replace_text (&draft->resolution, options->resolution);
  if (options->activists != NULL && !zb_read_count (options->activists, &activists))
    return zb_say_usage (run, _ ("--activists 要是人数"));
  if (options->activists != NULL)
    draft->activists = activists;
  if (options->joint || options->own)
    draft->joint = options->joint;

  return check_draft (run, draft);
}

/* What speaks against it is told and forbids nothing. */
static void
say_doubts (ZbCalendar           *calendar,
            const ZbMeetingDraft *draft,
            gint64                except)
{
  g_autoptr (GPtrArray) doubts = zb_calendar_list_doubts (calendar, draft, except);

  for (guint i = 0; i < doubts->len; i++)
    g_printerr (_ ("请注意：%s\n"), (const char *) doubts->pdata[i]);
}

ZbExit
zb_meeting_add (ZbRun *run)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZbExit status = fill_draft (run, draft);

  if (status != ZB_EXIT_DONE)
    return status;
  if (!(calendar = zb_meeting_load (run)))
    return ZB_EXIT_FAILED;

  say_doubts (calendar, draft, 0);
  zb_meetings_add_async (zb_calendar_get_meetings (calendar), draft, NULL, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_meeting_put_edited (run, calendar, result);
}

/* FALSE: it was said why. */
static gboolean
read_span (ZbRun  *run,
           gint64 *from,
           gint64 *to)
{
  ZbWall first = ZB_WALL_NONE, last = ZB_WALL_NONE;

  *from = G_MININT64;
  *to = G_MAXINT64;
  if ((run->options->from != NULL && !zb_wall_parse (&first, run->options->from)) ||
      (run->options->to != NULL && !zb_wall_parse (&last, run->options->to)))
    {
      zb_say_usage (run, _ ("--from 和 --to 要写成 2019-06-10 这样的日期"));
      return FALSE;
    }

  if (zb_wall_is_set (&first))
    *from = zb_wall_day_start (&first);
  if (zb_wall_is_set (&last))
    *to = zb_wall_day_start (&last) + ZB_DAY_SECONDS - 1;
  return TRUE;
}

static gboolean
is_within (ZbMeeting *meeting,
           gint64     from,
           gint64     to)
{
  const ZbWall *start = zb_meeting_get_start (meeting);
  const ZbWall *end = zb_wall_is_set (zb_meeting_get_end (meeting)) ? zb_meeting_get_end (meeting) : start;

  return start->seconds <= to && zb_wall_day_start (end) + ZB_DAY_SECONDS > from;
}

/* The model has the latest first; a list on paper starts with the oldest. */
ZbExit
zb_meeting_list (ZbRun *run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (ZbCalendar) calendar = NULL;
  GListModel *model;
  gint64      from, to;

  if (!read_span (run, &from, &to))
    return ZB_EXIT_USAGE;
  if (!(calendar = zb_meeting_load (run)))
    return ZB_EXIT_FAILED;

  model = zb_meetings_get_model (zb_calendar_get_meetings (calendar));
  json_builder_begin_array (builder);
  for (guint i = g_list_model_get_n_items (model); i-- > 0;)
    {
      g_autoptr (ZbMeeting) meeting = g_list_model_get_item (model, i);

      if (!is_within (meeting, from, to))
        continue;
      if (run->options->json)
        zb_meeting_out (builder, calendar, meeting);
      else
        zb_meeting_print (calendar, meeting);
    }
  json_builder_end_array (builder);
  if (run->options->json)
    zb_out_value (builder);

  return ZB_EXIT_DONE;
}

ZbExit
zb_meeting_edit (ZbRun *run)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  g_autoptr (ZbMeetingDraft) draft = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZbExit status = zb_meeting_of_args (run, &calendar, &meeting);

  if (status != ZB_EXIT_DONE)
    return status;

  draft = zb_meeting_to_draft (meeting);
  if ((status = fill_draft (run, draft)) != ZB_EXIT_DONE)
    return status;

  say_doubts (calendar, draft, zb_meeting_get_id (meeting));
  zb_meetings_edit_async (zb_calendar_get_meetings (calendar), zb_meeting_get_id (meeting), draft, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_meeting_put_edited (run, calendar, result);
}

ZbExit
zb_meeting_move (ZbRun *run)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZbWall start;
  ZbExit status;

  if (run->options->start == NULL || !zb_wall_parse (&start, run->options->start))
    return zb_say_usage (run, _ ("--start 要写成 \"2019-06-10 09:00\" 或 2019-06-10"));
  if ((status = zb_meeting_of_args (run, &calendar, &meeting)) != ZB_EXIT_DONE)
    return status;

  zb_meetings_move_async (zb_calendar_get_meetings (calendar), zb_meeting_get_id (meeting), &start, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_meeting_put_edited (run, calendar, result);
}

ZbExit
zb_meeting_remove (ZbRun *run)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbExit status = zb_meeting_of_args (run, &calendar, &meeting);

  if (status != ZB_EXIT_DONE)
    return status;

  zb_meetings_remove_async (zb_calendar_get_meetings (calendar), zb_meeting_get_id (meeting), run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (zb_meetings_edit_finish (zb_calendar_get_meetings (calendar), result, &error) == 0)
    return zb_say_error (run, error);

  zb_meeting_put (run, calendar, meeting);
  return ZB_EXIT_DONE;
}
