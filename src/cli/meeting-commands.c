/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/typed.h"
#include "service/meetings.h"

#include <glib/gi18n.h>

/* NULL: it was said why. */
static ZbMeetings *
load_meetings (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbMeetings) meetings = NULL;
  g_autoptr (GError) error = NULL;

  if (!zb_run_open (run))
    return NULL;

  meetings = zb_meetings_new (run->library);
  zb_meetings_load_async (meetings, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_meetings_load_finish (meetings, result, &error))
    {
      zb_say_error (run, error);
      return NULL;
    }

  return g_steal_pointer (&meetings);
}

static void
print_meeting (ZbMeeting *meeting)
{
  g_autofree char *start = zb_show_wall (zb_meeting_get_start (meeting));
  g_autofree char *end = zb_show_wall (zb_meeting_get_end (meeting));
  g_autofree char *kinds = zb_kinds_to_names (zb_meeting_get_kinds (meeting));

  g_print ("%5" G_GINT64_FORMAT "  %s", zb_meeting_get_id (meeting), start);
  if (zb_wall_is_set (zb_meeting_get_end (meeting)))
    g_print (_ (" 至 %s"), end);
  g_print (_ ("  %s（%s）"), zb_meeting_get_theme (meeting), kinds);
  if (zb_meeting_get_place (meeting) != NULL)
    g_print ("  %s", zb_meeting_get_place (meeting));
  if (zb_meeting_get_joint (meeting))
    g_print ("  %s", _ ("联合"));
  g_print (_ ("  照片 %u 张\n"), zb_meeting_get_n_photos (meeting));
}

static void
put_meeting (const ZbRun *run,
             ZbMeeting   *meeting)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!run->options->json)
    {
      print_meeting (meeting);
      return;
    }

  zb_out_meeting (builder, meeting);
  zb_out_value (builder);
}

/* NULL and the exit status: it was said why. */
static ZbMeeting *
find_meeting (ZbRun      *run,
              ZbMeetings *meetings,
              gint64      id)
{
  g_autofree char *shown = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  ZbMeeting       *meeting = zb_meetings_find (meetings, id);

  if (meeting == NULL)
    g_printerr (_ ("没有编号为 %s 的活动，什么也没有改动；用 zhibuctl meeting list 查看编号。\n"), shown);

  return meeting;
}

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

  if (options->joint && options->own)
    return zb_say_usage (run, _ ("--joint 和 --own 只能写一个"));
  if (options->kind != NULL && (draft->kinds = zb_kinds_parse (options->kind)) == 0)
    return zb_say_usage (run, _ ("不认识 --kind 里的活动类型"));
  if (!fill_times (run, draft, &status))
    return status;

  replace_text (&draft->theme, options->theme);
  replace_text (&draft->place, options->place);
  if (options->joint || options->own)
    draft->joint = options->joint;

  return check_draft (run, draft);
}

/* After an edit the list reloads by itself; this one asks for it now. */
static ZbExit
put_edited (ZbRun        *run,
            ZbMeetings   *meetings,
            GAsyncResult *edited)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64     id = zb_meetings_edit_finish (meetings, edited, &error);
  ZbMeeting *meeting;

  if (id == 0)
    return zb_say_error (run, error);

  zb_meetings_load_async (meetings, NULL, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_meetings_load_finish (meetings, result, &error))
    return zb_say_error (run, error);

  meeting = find_meeting (run, meetings, id);
  if (meeting == NULL)
    return ZB_EXIT_FAILED;

  put_meeting (run, meeting);
  return ZB_EXIT_DONE;
}

ZbExit
zb_meeting_add (ZbRun *run)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  g_autoptr (ZbMeetings) meetings = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZbExit status = fill_draft (run, draft);

  if (status != ZB_EXIT_DONE)
    return status;
  if (!(meetings = load_meetings (run)))
    return ZB_EXIT_FAILED;

  zb_meetings_add_async (meetings, draft, NULL, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return put_edited (run, meetings, result);
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
  g_autoptr (ZbMeetings) meetings = NULL;
  GListModel *model;
  gint64      from, to;

  if (!read_span (run, &from, &to))
    return ZB_EXIT_USAGE;
  if (!(meetings = load_meetings (run)))
    return ZB_EXIT_FAILED;

  model = zb_meetings_get_model (meetings);
  json_builder_begin_array (builder);
  for (guint i = g_list_model_get_n_items (model); i-- > 0;)
    {
      g_autoptr (ZbMeeting) meeting = g_list_model_get_item (model, i);

      if (!is_within (meeting, from, to))
        continue;
      if (run->options->json)
        zb_out_meeting (builder, meeting);
      else
        print_meeting (meeting);
    }
  json_builder_end_array (builder);
  if (run->options->json)
    zb_out_value (builder);

  return ZB_EXIT_DONE;
}

ZbExit
zb_meeting_show (ZbRun *run)
{
  g_autoptr (ZbMeetings) meetings = NULL;
  ZbMeeting *meeting;
  gint64     id;

  if (!zb_read_id (run->args[0], &id))
    return zb_say_usage (run, _ ("活动编号要是数字"));
  if (!(meetings = load_meetings (run)) || !(meeting = find_meeting (run, meetings, id)))
    return ZB_EXIT_FAILED;

  put_meeting (run, meeting);
  return ZB_EXIT_DONE;
}

ZbExit
zb_meeting_edit (ZbRun *run)
{
  g_autoptr (ZbMeetings) meetings = NULL;
  g_autoptr (ZbMeetingDraft) draft = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZbMeeting *meeting;
  ZbExit     status;
  gint64     id;

  if (!zb_read_id (run->args[0], &id))
    return zb_say_usage (run, _ ("活动编号要是数字"));
  if (!(meetings = load_meetings (run)) || !(meeting = find_meeting (run, meetings, id)))
    return ZB_EXIT_FAILED;

  draft = zb_meeting_to_draft (meeting);
  if ((status = fill_draft (run, draft)) != ZB_EXIT_DONE)
    return status;

  zb_meetings_edit_async (meetings, id, draft, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return put_edited (run, meetings, result);
}

ZbExit
zb_meeting_remove (ZbRun *run)
{
  g_autoptr (ZbMeetings) meetings = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!zb_read_id (run->args[0], &id))
    return zb_say_usage (run, _ ("活动编号要是数字"));
  if (!(meetings = load_meetings (run)) || !(meeting = find_meeting (run, meetings, id)))
    return ZB_EXIT_FAILED;

  g_object_ref (meeting);
  zb_meetings_remove_async (meetings, id, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (zb_meetings_edit_finish (meetings, result, &error) == 0)
    return zb_say_error (run, error);

  put_meeting (run, meeting);
  return ZB_EXIT_DONE;
}
