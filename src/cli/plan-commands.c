/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/meeting-run.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/typed.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* The year's plan, what is owed, and the rules themselves. */

static ZbExit
read_wish (ZbRun   *run,
           gint64  *year,
           guint   *fixed_day,
           ZbShift *shift,
           ZbKinds *kinds)
{
  static const char *const shifts[] = { "next", "previous", "keep" };
  const ZbOptions         *options = run->options;

  *fixed_day = 0;
  *shift = ZB_SHIFT_NEXT;
  *kinds = 0;
  if (!g_ascii_string_to_signed (run->args[0], 10, 1949, 2199, year, NULL))
    return zb_say_usage (run, _ ("年份要写成 2019"));
  if (options->fixed_day != NULL && (!zb_read_count (options->fixed_day, fixed_day) || *fixed_day < 1 || *fixed_day > 28))
    return zb_say_usage (run, _ ("--fixed-day 要是 1 到 28"));
  if (options->kind != NULL && (*kinds = zb_kinds_parse (options->kind)) == 0)
    return zb_say_usage (run, _ ("不认识 --kind 里的活动类型"));
  if (options->shift == NULL)
    return ZB_EXIT_DONE;

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    if (g_str_equal (shifts[i], options->shift))
      {
        *shift = i;
        return ZB_EXIT_DONE;
      }

  return zb_say_usage (run, _ ("--shift 要是 next、previous 或 keep"));
}

static void
out_item (JsonBuilder      *builder,
          const ZbPlanItem *item)
{
  gboolean moved = zb_day_compare (item->day, item->wanted) != 0;

  json_builder_begin_object (builder);
  zb_out_day (builder, "date", item->day);
  zb_out_kinds (builder, item->kinds);
  zb_out_bool (builder, "joint", item->joint);
  zb_out_text (builder, "theme", item->theme);
  zb_out_day (builder, "moved_from", moved ? item->wanted : ZB_DAY_NONE);
  zb_out_text (builder, "why", item->why);
  zb_out_text (builder, "group", item->group_name);
  zb_out_text (builder, "task", item->task);
  zb_out_texts (builder, "rules", item->rules);
  json_builder_end_object (builder);
}

static void
print_item (const ZbPlanItem *item)
{
  g_autofree char *day = zb_day_to_text (item->day);
  g_autofree char *wanted = zb_day_to_text (item->wanted);
  g_autofree char *kinds = item->kinds != 0 ? zb_kinds_to_names (item->kinds) : g_strdup (_ ("截止"));

  g_print ("%s  %s  %s", day, kinds, item->theme);
  if (item->joint)
    g_print ("  %s", _ ("联合"));
  if (!g_str_equal (day, wanted))
    g_print (_ ("  原为 %s"), wanted);
  g_print ("%s%s\n", item->why != NULL ? "  " : "", item->why != NULL ? item->why : "");
}

static void
put_plan (ZbRun  *run,
          ZbPlan *plan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->items->len; i++)
    if (run->options->json)
      out_item (builder, plan->items->pdata[i]);
    else
      print_item (plan->items->pdata[i]);
  json_builder_end_array (builder);
  if (run->options->json)
    zb_out_value (builder);

  if (plan->no_holidays)
    g_printerr ("%s", _ ("请注意：没有这一年的放假安排，只避开了周末；公布以后请补上再核对。\n"));
  for (guint i = 0; i < plan->to_name->len; i++)
    g_printerr (_ ("请注意：%s 这一年要讲一次党课，请安排在其中一次。\n"), (const char *) plan->to_name->pdata[i]);
}

static ZbExit
make_plan (ZbRun      *run,
           ZbCalendar *calendar,
           int         year,
           ZbPlan     *plan)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n;

  zb_calendar_make_plan_async (calendar, year, plan->items, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  n = zb_calendar_edit_finish (calendar, result, &error);
  if (n < 0)
    return zb_say_error (run, error);

  put_plan (run, plan);
  if (!run->options->json)
    g_print (_ ("建立了 %d 次活动，可以用 zhibuctl undo 一次撤销。\n"), n);
  return ZB_EXIT_DONE;
}

ZbExit
zb_plan_generate (ZbRun *run)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  gint64  year;
  guint   fixed_day;
  ZbShift shift;
  ZbKinds kinds;
  ZbPlan *plan;
  ZbExit  status = read_wish (run, &year, &fixed_day, &shift, &kinds);

  if (status != ZB_EXIT_DONE)
    return status;
  if (!(calendar = zb_meeting_load (run)))
    return ZB_EXIT_FAILED;

  plan = zb_calendar_propose (calendar, year, fixed_day, shift, kinds);
  if (run->options->dry_run)
    put_plan (run, plan);
  else
    status = make_plan (run, calendar, year, plan);
  zb_calendar_free_plan (plan);

  return status;
}

/* 2019Q2, or the current quarter. */
ZbExit
zb_plan_file (ZbRun *run)
{
  const ZbOptions *options = run->options;
  const char      *task = options->task != NULL ? options->task : "plan-filing";
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbDay first, last, day;
  int   n;

  if (options->day != NULL && (!zb_day_parse (&day, options->day) || !zb_day_is_whole (day)))
    return zb_say_usage (run, _ ("--day 要写成 2019-06-10"));
  if (!(calendar = zb_meeting_load (run)))
    return ZB_EXIT_FAILED;
  if (!zb_period_of_options (run, zb_calendar_get_today (calendar), &first, &last))
    return ZB_EXIT_USAGE;

  if (options->day == NULL)
    day = zb_calendar_get_today (calendar);
  zb_calendar_file_async (calendar, task, first, day, options->note, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  n = zb_calendar_edit_finish (calendar, result, &error);
  if (n < 0)
    return zb_say_error (run, error);

  if (run->options->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      zb_out_int (builder, "changed", n);
      json_builder_end_object (builder);
      zb_out_value (builder);
    }
  else
    g_print ("%s\n", _ ("已登记。"));
  return ZB_EXIT_DONE;
}

/* 2019-06, 2019Q2, 2019H1, 2019 */
static char *
dup_period (const ZbVerdict *verdict)
{
  int year = verdict->first.year, month = verdict->first.month;

  switch (verdict->rule->period)
    {
    case ZB_PERIOD_MONTH:
      return g_strdup_printf ("%04d-%02d", year, month);
    case ZB_PERIOD_QUARTER:
      return g_strdup_printf ("%04dQ%d", year, (month + 2) / 3);
    case ZB_PERIOD_HALF:
      return g_strdup_printf ("%04dH%d", year, month > 6 ? 2 : 1);
    case ZB_PERIOD_YEAR:
    case ZB_N_PERIODS:
    default:
      return g_strdup_printf ("%04d", year);
    }
}

/* Something is short that can no longer be held, or a held meeting lacks something. */
static gboolean
is_found (const ZbVerdict *verdict)
{
  return verdict->gaps != 0 || (verdict->over && verdict->held < verdict->owed);
}

static void
out_verdict (JsonBuilder     *builder,
             const ZbVerdict *verdict)
{
  g_autoptr (GPtrArray) missing = zb_gaps_list_codes (verdict->gaps);
  g_autofree char *period = dup_period (verdict);

  json_builder_begin_object (builder);
  zb_out_text (builder, "rule", verdict->rule->code);
  zb_out_text (builder, "name", verdict->rule->name);
  zb_out_text (builder, "period", period);
  zb_out_text (builder, "subject", verdict->name);
  zb_out_int (builder, "owed", verdict->owed);
  zb_out_int (builder, "held", verdict->held);
  zb_out_int (builder, "planned", verdict->planned);
  zb_out_texts (builder, "missing", missing);
  zb_out_day (builder, "next", verdict->next);
  zb_out_text (builder, "article", verdict->rule->article);
  zb_out_bool (builder, "verified", verdict->rule->verified);
  json_builder_set_member_name (builder, "meetings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < verdict->meetings->len; i++)
    json_builder_add_int_value (builder, g_array_index (verdict->meetings, gint64, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_verdict (const ZbVerdict *verdict)
{
  g_autofree char *period = dup_period (verdict);
  g_autofree char *next = zb_day_to_text (verdict->next);
  g_autofree char *missing = zb_gaps_dup_names (verdict->gaps);

  g_print ("%s  %s", period, verdict->rule->name);
  if (verdict->name != NULL)
    g_print ("  %s", verdict->name);
  g_print ("  %u/%u", verdict->held, verdict->owed);
  if (verdict->planned > 0)
    g_print (_ ("  已安排 %u"), verdict->planned);
  if (next != NULL)
    g_print (_ ("  下次 %s"), next);
  if (verdict->over && verdict->held < verdict->owed)
    g_print ("  %s", _ ("欠开"));
  g_print ("%s%s%s\n", *missing != '\0' ? "  " : "", missing, verdict->rule->verified ? "" : _ ("  （依据未核对）"));
}

ZbExit
zb_check (ZbRun *run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  gboolean found = FALSE;
  ZbDay    first, last;

  if (run->options->quarter != NULL && run->options->year != NULL)
    return zb_say_usage (run, _ ("--quarter 和 --year 只能写一个"));
  if (!(calendar = zb_meeting_load (run)))
    return ZB_EXIT_FAILED;
  if (!zb_period_of_options (run, zb_calendar_get_today (calendar), &first, &last))
    return ZB_EXIT_USAGE;

  verdicts = zb_calendar_check (calendar, first, last);
  json_builder_begin_array (builder);
  for (guint i = 0; i < verdicts->len; i++)
    {
      found |= is_found (verdicts->pdata[i]);
      if (run->options->json)
        out_verdict (builder, verdicts->pdata[i]);
      else
        print_verdict (verdicts->pdata[i]);
    }
  json_builder_end_array (builder);
  if (run->options->json)
    zb_out_value (builder);

  return found ? ZB_EXIT_FOUND : ZB_EXIT_DONE;
}

typedef char *(*DupFunc) (ZbCalendar *calendar, gboolean *own);
typedef char *(*CheckFunc) (const char *text, guint *line);
typedef void (*SetFunc) (ZbCalendar *calendar, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

static ZbExit
show_text (ZbRun  *run,
           DupFunc dup)
{
  g_autoptr (ZbCalendar) calendar = zb_meeting_load (run);
  g_autofree char *text = NULL;
  gboolean         own;

  if (calendar == NULL)
    return ZB_EXIT_FAILED;

  text = dup (calendar, &own);
  if (run->options->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      zb_out_bool (builder, "own", own);
      zb_out_text (builder, "text", text);
      json_builder_end_object (builder);
      zb_out_value (builder);
    }
  else
    fputs (text, stdout);
  return ZB_EXIT_DONE;
}

/* "" goes back to the program's own. FALSE: it was said why. */
static gboolean
read_own (ZbRun    *run,
          CheckFunc check,
          char    **text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wrong = NULL;
  gsize            length;
  guint            line;

  if (run->options->program)
    {
      *text = g_strdup ("");
      return TRUE;
    }
  if (!g_file_get_contents (run->args[0], text, &length, &error))
    {
      g_printerr (_ ("读不出这个文件，什么也没有改动：%s\n"), error->message);
      return FALSE;
    }

  wrong = strlen (*text) == length ? check (*text, &line) : g_strdup (_ ("文件里有不是文字的内容"));
  if (wrong == NULL)
    return TRUE;

  g_printerr (_ ("没有采用 %s，什么也没有改动：%s\n"), run->args[0], wrong);
  return FALSE;
}

static ZbExit
set_text (ZbRun    *run,
          CheckFunc check,
          SetFunc   set)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (run->options->program == (run->n_args == 1))
    return zb_say_usage (run, _ ("请写一个文件，或写 --program 用程序自带的"));
  if (!read_own (run, check, &text) || !(calendar = zb_meeting_load (run)))
    return ZB_EXIT_FAILED;

  set (calendar, text, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (zb_calendar_edit_finish (calendar, result, &error) < 0)
    return zb_say_error (run, error);

  return run->options->json ? ZB_EXIT_DONE : (g_print ("%s\n", _ ("已采用。")), ZB_EXIT_DONE);
}

ZbExit
zb_rules_show (ZbRun *run)
{
  return show_text (run, zb_calendar_dup_rules);
}

ZbExit
zb_rules_set (ZbRun *run)
{
  return set_text (run, zb_calendar_check_rules, zb_calendar_set_rules_async);
}

ZbExit
zb_holidays_show (ZbRun *run)
{
  return show_text (run, zb_calendar_dup_holidays);
}

ZbExit
zb_holidays_set (ZbRun *run)
{
  return set_text (run, zb_calendar_check_holidays, zb_calendar_set_holidays_async);
}
