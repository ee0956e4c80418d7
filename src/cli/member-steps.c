/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/member-run.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/typed.h"

#include "model/record.h"

#include <glib/gi18n.h>

#define VALID 30 /* days, when --valid does not say */
#define TERM 3   /* years */

/* The steps of a member's life here, who had a vote, and what runs out. */

/* FALSE: it was said why. No --letter and no --valid: no letter. */
static gboolean
read_letter (ZbRun      *run,
             ZbTransfer *transfer,
             ZbExit     *status)
{
  const ZbOptions *options = run->options;
  gint64           valid = options->letter != NULL ? VALID : 0;

  if (options->valid != NULL && !g_ascii_string_to_signed (options->valid, 10, 1, 92, &valid, NULL))
    {
      *status = zb_say_usage (run, _ ("--valid 要是 1 到 92 的天数"));
      return FALSE;
    }

  transfer->number = options->letter;
  transfer->valid = valid;
  return TRUE;
}

static gboolean
read_step (ZbRun     *run,
           ZbRoster **roster,
           ZbMember **member,
           char     **day,
           ZbExit    *status)
{
  if (!zb_member_read_day (run, "--day", run->options->day, NULL, day, status))
    return FALSE;

  *status = zb_member_of_args (run, roster, member);
  return *status == ZB_EXIT_DONE;
}

ZbExit
zb_member_transfer_out (ZbRun *run)
{
  ZbTransfer transfer = { .other = run->options->to };
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *day = NULL;
  ZbExit           status = ZB_EXIT_DONE;

  if (transfer.other == NULL || *transfer.other == '\0')
    return zb_say_usage (run, _ ("缺少转往的党组织，请写 --to"));
  if (!read_letter (run, &transfer, &status) || !read_step (run, &roster, &member, &day, &status))
    return status;

  zb_roster_transfer_out_async (roster, zb_member_get_id (member), day, &transfer, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_member_put_edited (run, roster, result);
}

/* Whom a transfer brings: somebody new, or one who had left. */
static ZbExit
read_arrival (ZbRun          *run,
              ZbRoster      **roster,
              gint64         *id,
              ZbMemberDraft **draft)
{
  g_autoptr (ZbMember) member = NULL;
  ZbExit status;

  if (run->n_args == 0)
    {
      *draft = zb_member_draft_new ();
      if ((status = zb_member_fill (run, *draft)) != ZB_EXIT_DONE)
        return status;
      return (*roster = zb_member_load (run)) != NULL ? ZB_EXIT_DONE : ZB_EXIT_FAILED;
    }

  if ((status = zb_member_of_args (run, roster, &member)) != ZB_EXIT_DONE)
    return status;
  *id = zb_member_get_id (member);
  *draft = zb_member_to_draft (member);
  return zb_member_fill (run, *draft);
}

ZbExit
zb_member_transfer_in (ZbRun *run)
{
  ZbTransfer transfer = { .other = run->options->from };
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMemberDraft) draft = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *day = NULL;
  gint64           id = 0;
  ZbExit           status = ZB_EXIT_DONE;

  if (transfer.other == NULL || *transfer.other == '\0')
    return zb_say_usage (run, _ ("缺少转来的党组织，请写 --from"));
  if (!read_letter (run, &transfer, &status) || !zb_member_read_day (run, "--day", run->options->day, NULL, &day, &status))
    return status;
  if ((status = read_arrival (run, &roster, &id, &draft)) != ZB_EXIT_DONE)
    return status;

  zb_roster_transfer_in_async (roster, id, draft, day, &transfer, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_member_put_edited (run, roster, result);
}

ZbExit
zb_member_turn_full (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *day = NULL;
  ZbExit           status = ZB_EXIT_DONE;

  if (!read_step (run, &roster, &member, &day, &status))
    return status;

  zb_roster_turn_full_async (roster, zb_member_get_id (member), day, run->options->note, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_member_put_edited (run, roster, result);
}

ZbExit
zb_member_leave (ZbRun *run)
{
  static const char *const causes[] = { ZB_CAUSE_DIED, ZB_CAUSE_EXPELLED, ZB_CAUSE_WITHDRAWN, NULL };
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *day = NULL;
  const char      *cause = run->options->cause;
  ZbExit           status = ZB_EXIT_DONE;

  if (cause == NULL || !g_strv_contains (causes, cause))
    return zb_say_usage (run, _ ("--cause 要是 died、expelled 或 withdrawn"));
  if (!read_step (run, &roster, &member, &day, &status))
    return status;

  zb_roster_leave_async (roster, zb_member_get_id (member), day, cause, run->options->note, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_member_put_edited (run, roster, result);
}

ZbExit
zb_member_receipt (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *day = NULL;
  ZbExit           status = zb_member_of_args (run, &roster, &member);

  if (status != ZB_EXIT_DONE || !zb_member_read_day (run, "--day", run->options->day, roster, &day, &status))
    return status;

  zb_roster_receipt_async (roster, zb_member_get_id (member), day, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_member_put_edited (run, roster, result);
}

/* A post by its code or its Chinese name; FALSE: it was said why. */
static gboolean
read_value (ZbRun  *run,
            ZbSpan *span)
{
  ZbDuty duty;

  if (!zb_span_kind_from_code (run->args[1], &span->kind) || span->kind == ZB_SPAN_CATEGORY || span->kind == ZB_SPAN_BRANCH)
    {
      zb_say_usage (run, _ ("能记的是 duty、group、suspended 或 event"));
      return FALSE;
    }
  if (span->kind == ZB_SPAN_DUTY && !zb_duty_parse (run->args[2], &duty))
    {
      zb_say_usage (run, _ ("不认识这个支部职务"));
      return FALSE;
    }

  span->value = g_strdup (span->kind == ZB_SPAN_DUTY ? zb_duty_to_code (duty) : run->args[2]);
  return TRUE;
}

static gboolean
read_span (ZbRun  *run,
           ZbSpan *span)
{
  const ZbOptions *options = run->options;

  if (!read_value (run, span))
    return FALSE;
  if ((options->start != NULL && !zb_day_read (&span->starts, options->start)) ||
      (options->end != NULL && !zb_day_read (&span->ends, options->end)))
    {
      zb_say_usage (run, _ ("--start 和 --end 要写成 2019-06-10 或 2019-06 这样的日期"));
      return FALSE;
    }

  if (span->kind == ZB_SPAN_EVENT)
    span->ends = span->starts;
  span->note = g_strdup (options->note);
  return TRUE;
}

ZbExit
zb_member_record (ZbRun *run)
{
  g_autoptr (ZbSpan) span = zb_span_new ();
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZbExit status;

  if (!read_span (run, span))
    return ZB_EXIT_USAGE;
  if ((status = zb_member_of_args (run, &roster, &member)) != ZB_EXIT_DONE)
    return status;

  span->member = zb_member_get_id (member);
  zb_roster_put_span_async (roster, span, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);

  return zb_member_put_edited (run, roster, result);
}

/* By name; NULL is the library's own. NULL: it was said why. */
static const ZbBranch *
find_branch (ZbRoster   *roster,
             const char *name)
{
  GPtrArray *branches = zb_roster_get_branches (roster);

  for (guint i = 0; i < branches->len; i++)
    {
      const ZbBranch *branch = branches->pdata[i];

      if (name == NULL || g_str_equal (branch->name, name))
        return branch;
    }

  g_printerr (_ ("没有名叫“%s”的党支部，什么也没有改动。\n"), name);
  return NULL;
}

/* Without --founded the day stays as it is. */
ZbExit
zb_branch_name (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *founded = NULL;
  const ZbBranch  *branch;
  ZbExit           status = ZB_EXIT_DONE;

  if (run->options->day != NULL && !zb_member_read_day (run, "--founded", run->options->day, NULL, &founded, &status))
    return status;
  if (!(roster = zb_member_load (run)) || !(branch = find_branch (roster, NULL)))
    return ZB_EXIT_FAILED;

  if (founded == NULL)
    founded = g_strdup (branch->founded);
  zb_roster_name_branch_async (roster, branch->id, run->args[0], founded, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (zb_roster_edit_finish (roster, result, &error) == 0)
    return zb_say_error (run, error);

  json_builder_begin_object (builder);
  zb_out_text (builder, "name", run->args[0]);
  zb_out_text (builder, "founded", founded);
  json_builder_end_object (builder);
  if (run->options->json)
    zb_out_value (builder);
  return ZB_EXIT_DONE;
}

ZbExit
zb_branch_elected (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *day = NULL;
  const ZbBranch  *branch;
  gint64           term = TERM;
  ZbExit           status = ZB_EXIT_DONE;

  if (run->options->term != NULL && !g_ascii_string_to_signed (run->options->term, 10, 1, 10, &term, NULL))
    return zb_say_usage (run, _ ("--term 要是 1 到 10 的年数"));
  if (!zb_member_read_day (run, "--day", run->options->day, NULL, &day, &status))
    return status;
  if (!(roster = zb_member_load (run)) || !(branch = find_branch (roster, run->n_args > 0 ? run->args[0] : NULL)))
    return ZB_EXIT_FAILED;

  zb_roster_set_term_async (roster, branch->id, day, (int) term, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (zb_roster_edit_finish (roster, result, &error) == 0)
    return zb_say_error (run, error);

  json_builder_begin_object (builder);
  zb_out_text (builder, "elected", day);
  zb_out_int (builder, "term", term);
  json_builder_end_object (builder);
  if (run->options->json)
    zb_out_value (builder);
  return ZB_EXIT_DONE;
}

static void
put_voters (ZbRun    *run,
            ZbRoster *roster,
            GArray   *voters)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < voters->len; i++)
    {
      gint64      id = g_array_index (voters, gint64, i);
      ZbMember   *member = zb_roster_find (roster, id);
      const char *name = member != NULL ? zb_member_get_name (member) : "";

      json_builder_begin_object (builder);
      zb_out_int (builder, "member", id);
      zb_out_text (builder, "name", name);
      json_builder_end_object (builder);
      if (!run->options->json)
        g_print ("%5" G_GINT64_FORMAT "  %s\n", id, name);
    }
  json_builder_end_array (builder);

  if (run->options->json)
    zb_out_value (builder);
  else
    g_print (_ ("有表决权的共 %u 名。\n"), voters->len);
}

ZbExit
zb_member_voters (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) voters = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *day = NULL;
  const ZbBranch  *branch = NULL;
  ZbExit           status = ZB_EXIT_DONE;

  if (run->options->on != NULL && !zb_member_read_day (run, "--on", run->options->on, NULL, &day, &status))
    return status;
  if (!(roster = zb_member_load (run)) || (run->options->branch != NULL && !(branch = find_branch (roster, run->options->branch))))
    return ZB_EXIT_FAILED;

  zb_roster_voters_async (roster, branch != NULL ? branch->id : 0, day != NULL ? day : zb_roster_get_today (roster), run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  voters = zb_roster_voters_finish (roster, result, &error);
  if (voters == NULL)
    return zb_say_error (run, error);

  put_voters (run, roster, voters);
  return ZB_EXIT_DONE;
}

static void
out_timer (JsonBuilder         *builder,
           const ZbRosterTimer *timer)
{
  json_builder_begin_object (builder);
  zb_out_text (builder, "code", timer->code);
  zb_out_bool (builder, "due", timer->due);
  zb_out_id (builder, "member", timer->member);
  zb_out_id (builder, "branch", timer->branch);
  zb_out_text (builder, "day", timer->day);
  zb_out_int (builder, "days", timer->days);
  zb_out_text (builder, "title", timer->title);
  zb_out_text (builder, "detail", timer->detail);
  json_builder_end_object (builder);
}

ZbExit
zb_timers (ZbRun *run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (ZbRoster) roster = zb_member_load (run);
  GPtrArray *timers;

  if (roster == NULL)
    return ZB_EXIT_FAILED;

  timers = zb_roster_get_timers (roster);
  json_builder_begin_array (builder);
  for (guint i = 0; i < timers->len; i++)
    {
      const ZbRosterTimer *timer = timers->pdata[i];

      out_timer (builder, timer);
      if (!run->options->json)
        g_print ("%s %s  %s  %s\n", timer->due ? "!" : " ", timer->day, timer->title, timer->detail);
    }
  json_builder_end_array (builder);
  if (run->options->json)
    zb_out_value (builder);

  return ZB_EXIT_DONE;
}

static void
out_attendance (ZbMember  *member,
                GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  ZbAttendanceSum sum = zb_attendance_entries_sum (entries);

  json_builder_begin_object (builder);
  zb_out_int (builder, "member", zb_member_get_id (member));
  zb_out_int (builder, "expected", sum.expected);
  zb_out_int (builder, "present", sum.present);
  zb_out_int (builder, "excused", sum.excused);
  zb_out_int (builder, "absent", sum.absent);
  zb_out_int (builder, "running", sum.running);
  json_builder_set_member_name (builder, "meetings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbAttendanceEntry *entry = entries->pdata[i];
      g_autofree char         *start = zb_wall_to_text (&entry->start);

      json_builder_begin_object (builder);
      zb_out_int (builder, "meeting", entry->meeting);
      zb_out_text (builder, "start", start);
      zb_out_text (builder, "theme", entry->theme);
      zb_out_kinds (builder, entry->kinds);
      zb_out_text (builder, "mark", zb_mark_to_code (entry->mark));
      zb_out_text (builder, "reason", entry->reason);
      zb_out_text (builder, "note", entry->note);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

static void
print_attendance (GPtrArray *entries)
{
  ZbAttendanceSum sum = zb_attendance_entries_sum (entries);

  for (guint i = entries->len; i-- > 0;)
    {
      const ZbAttendanceEntry *entry = entries->pdata[i];
      g_autofree char         *start = zb_show_wall (&entry->start);

      g_print ("%s  %s  %s%s%s\n", start, entry->theme, zb_mark_get_name (entry->mark), entry->note != NULL ? "  " : "",
               entry->note != NULL ? entry->note : "");
    }
  g_print (_ ("应到 %u，到会 %u，请假 %u，缺席 %u，最近连续无故未到 %u 次\n"), sum.expected, sum.present, sum.excused, sum.absent, sum.running);
}

/* This year, unless --from or --to say otherwise. */
ZbExit
zb_member_attendance (ZbRun *run)
{
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbMember) member = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  ZbExit           status = zb_member_of_args (run, &roster, &member);

  if (status != ZB_EXIT_DONE)
    return status;
  if ((run->options->from != NULL && !zb_member_read_day (run, "--from", run->options->from, NULL, &from, &status)) ||
      (run->options->to != NULL && !zb_member_read_day (run, "--to", run->options->to, NULL, &to, &status)))
    return status;

  if (from == NULL)
    from = g_strdup_printf ("%.4s-01-01", zb_roster_get_today (roster));
  if (to == NULL)
    to = g_strdup_printf ("%.4s-12-31", zb_roster_get_today (roster));
  zb_roster_attendance_async (roster, zb_member_get_id (member), from, to, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  entries = zb_roster_attendance_finish (roster, result, &error);
  if (entries == NULL)
    return zb_say_error (run, error);

  if (run->options->json)
    out_attendance (member, entries);
  else
    print_attendance (entries);
  return ZB_EXIT_DONE;
}
