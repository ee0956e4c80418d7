/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-private.h"

#include "service/library-private.h"
#include "store/branch-store.h"
#include "store/member-store.h"

#include <stdlib.h>
#include <string.h>

/* A member's life as lines for a person to read. Most spans are one line, where they begin; an end
 * is a line of its own when it says something that no later beginning does.
 */
typedef struct
{
  GPtrArray *lines;
  GPtrArray *spans;
  GPtrArray *letters;
} History;

void
zb_history_line_free (ZbHistoryLine *line)
{
  g_clear_pointer (&line->record, zb_span_free);
  g_free (line->day);
  g_free (line->title);
  g_free (line->detail);
  g_free (line);
}

/* What follows from 入党时间 and 转正时间 is made again from them: to be edited there. */
static gboolean
is_from_ledger (const ZbSpan *span)
{
  return span->kind == ZB_SPAN_CATEGORY && (g_strcmp0 (span->value, "full") == 0 || g_strcmp0 (span->value, "probationary") == 0);
}

static char *
dup_day (ZbDay day)
{
  char *text = zb_day_to_text (day);

  return text != NULL ? text : g_strdup ("");
}

/* Takes title and detail. */
static void
add_line (History      *history,
          const ZbSpan *span,
          ZbDay         day,
          char         *title,
          char         *detail)
{
  ZbHistoryLine *line = g_new0 (ZbHistoryLine, 1);
  gboolean       begins = zb_day_is_set (span->starts) ? zb_day_compare (day, span->starts) == 0 : !zb_day_is_set (day);

  if (!is_from_ledger (span))
    {
      line->span = span->id;
      line->record = zb_span_copy (span);
    }
  line->day = dup_day (day);
  line->title = title;
  line->detail = detail != NULL ? detail : g_strdup ("");
  line->in_force = begins && span->kind != ZB_SPAN_EVENT && !zb_day_is_set (span->ends);
  g_ptr_array_add (history->lines, line);
}

#define ARROW " → "

char *
zb_roster_join_note (const char *begin,
                     const char *end)
{
  if (end == NULL || *end == '\0')
    return g_strdup (begin);

  return g_strconcat (begin != NULL ? begin : "", ARROW, end, NULL);
}

char *
zb_roster_dup_note (const ZbSpan *span,
                    gboolean      end)
{
  const char *note = span->note;
  const char *arrow = note != NULL ? strstr (note, ARROW) : NULL;
  gboolean    of_end = span->ended != NULL && g_strcmp0 (span->began, ZB_CAUSE_TRANSFER_IN) != 0;

  if (arrow != NULL)
    return end ? g_strdup (arrow + strlen (ARROW)) : g_strndup (note, arrow - note);

  return of_end == end ? g_strdup (note) : NULL;
}

char *
zb_roster_dup_number (const char *number)
{
  if (number == NULL || *number == '\0')
    return NULL;

  return strstr (number, "号") != NULL ? g_strdup (number) : g_strdup_printf ("第 %s 号", number);
}

static const ZbLetterRow *
find_letter (History *history,
             gboolean out,
             ZbDay    day)
{
  g_autofree char *issued = dup_day (day);

  for (guint i = 0; i < history->letters->len; i++)
    {
      const ZbLetterRow *letter = history->letters->pdata[i];

      if (letter->out == out && g_str_equal (letter->issued, issued))
        return letter;
    }

  return NULL;
}

static void
append (GString    *text,
        const char *before,
        const char *words)
{
  if (words == NULL || *words == '\0')
    return;

  g_string_append_printf (text, "%s%s%s", text->len > 0 ? "，" : "", before, words);
}

/* 自 示例区委办公室党支部，介绍信 第 214 号，回执 2013-09-20 收到 */
static char *
describe_transfer (History      *history,
                   const ZbSpan *span,
                   gboolean      out)
{
  ZbDay            day = out ? span->ends : span->starts;
  g_autofree char *note = zb_roster_dup_note (span, out);
  g_autoptr (GString) text = g_string_new (NULL);
  const ZbLetterRow *letter = find_letter (history, out, day);
  g_autofree char   *number = letter != NULL ? zb_roster_dup_number (letter->number) : NULL;

  append (text, out ? "至 " : "自 ", letter != NULL ? letter->other : note);
  append (text, "介绍信 ", number);
  if (letter != NULL && letter->receipt != NULL)
    append (text, "回执收到于 ", letter->receipt);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What was so until the day on which this began, or NULL. */
static const ZbSpan *
find_before (History      *history,
             const ZbSpan *span)
{
  for (guint i = 0; i < history->spans->len; i++)
    {
      const ZbSpan *other = history->spans->pdata[i];

      if (other != span && other->kind == span->kind && zb_day_is_set (other->ends) && zb_day_is_set (span->starts) &&
          zb_day_compare (other->ends, span->starts) == 0)
        return other;
    }

  return NULL;
}

static char *
dup_former (History      *history,
            const ZbSpan *span)
{
  const ZbSpan    *before = find_before (history, span);
  g_autofree char *note = zb_roster_dup_note (span, FALSE);
  g_autoptr (GString) text = g_string_new (NULL);

  append (text, "原", before != NULL ? before->value : NULL);
  append (text, "", note);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_branch (History      *history,
            const ZbSpan *span)
{
  if (g_strcmp0 (span->began, ZB_CAUSE_TRANSFER_IN) == 0)
    add_line (history, span, span->starts, g_strdup ("组织关系转入"), describe_transfer (history, span, FALSE));
  else
    add_line (history, span, span->starts, g_strdup_printf ("编入%s", span->value), dup_former (history, span));
}

/* In the years when there was no probation, admission and 转正 are one day. */
static gboolean
is_admitted_full (History      *history,
                  const ZbSpan *span)
{
  for (guint i = 0; i < history->spans->len; i++)
    {
      const ZbSpan *other = history->spans->pdata[i];

      if (other->kind == ZB_SPAN_CATEGORY && g_strcmp0 (other->value, "probationary") == 0)
        return FALSE;
    }

  return zb_day_is_set (span->starts);
}

static void
add_category (History      *history,
              const ZbSpan *span)
{
  const char *title;

  if (g_strcmp0 (span->value, "probationary") == 0)
    title = "接收为预备党员";
  else if (g_strcmp0 (span->value, "full") == 0)
    title = is_admitted_full (history, span) ? "加入中国共产党" : "转为正式党员";
  else if (g_strcmp0 (span->value, "candidate") == 0)
    title = "列为发展对象";
  else
    title = "确定为入党积极分子";

  add_line (history, span, span->starts, g_strdup (title), g_strdup (span->note));
}

/* 支部组织委员, 党小组组长 */
static char *
dup_duty (const ZbSpan *span)
{
  ZbDuty duty;

  if (!zb_duty_parse (span->value, &duty))
    return g_strdup (span->value);

  return g_strdup_printf ("%s%s", duty == ZB_DUTY_GROUP_LEADER ? "党小组" : "支部", zb_duty_get_name (duty));
}

static void
add_start (History      *history,
           const ZbSpan *span)
{
  g_autofree char *duty = NULL;

  switch (span->kind)
    {
    case ZB_SPAN_BRANCH:
      add_branch (history, span);
      break;
    case ZB_SPAN_CATEGORY:
      add_category (history, span);
      break;
    case ZB_SPAN_GROUP:
      add_line (history, span, span->starts, g_strdup_printf ("编入%s", span->value), dup_former (history, span));
      break;
    case ZB_SPAN_DUTY:
      duty = dup_duty (span);
      add_line (history, span, span->starts, g_strdup_printf ("当选%s", duty), g_strdup (span->note));
      break;
    case ZB_SPAN_SUSPENDED:
      add_line (history, span, span->starts, g_strdup_printf ("党员权利暂停：%s", span->value), g_strdup (span->note));
      break;
    case ZB_SPAN_EVENT:
      add_line (history, span, span->starts, g_strdup (span->value), g_strdup (span->note));
      break;
    case ZB_N_SPANS:
    default:
      break;
    }
}

/* Whether the member left that day: posts and groups ended with it. */
static gboolean
is_departure (History *history,
              ZbDay    day)
{
  for (guint i = 0; i < history->spans->len; i++)
    {
      const ZbSpan *span = history->spans->pdata[i];

      if (span->kind == ZB_SPAN_BRANCH && span->ended != NULL && zb_day_compare (span->ends, day) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_followed (History      *history,
             const ZbSpan *span)
{
  for (guint i = 0; i < history->spans->len; i++)
    {
      const ZbSpan *other = history->spans->pdata[i];

      if (other != span && other->kind == span->kind && zb_day_is_set (other->starts) && zb_day_compare (other->starts, span->ends) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
end_branch (History      *history,
            const ZbSpan *span)
{
  if (g_strcmp0 (span->ended, ZB_CAUSE_TRANSFER_OUT) == 0)
    add_line (history, span, span->ends, g_strdup ("组织关系转出"), describe_transfer (history, span, TRUE));
  else if (g_strcmp0 (span->ended, ZB_CAUSE_DIED) == 0)
    add_line (history, span, span->ends, g_strdup ("去世"), zb_roster_dup_note (span, TRUE));
  else if (g_strcmp0 (span->ended, ZB_CAUSE_EXPELLED) == 0)
    add_line (history, span, span->ends, g_strdup ("开除党籍"), zb_roster_dup_note (span, TRUE));
  else if (g_strcmp0 (span->ended, ZB_CAUSE_WITHDRAWN) == 0)
    add_line (history, span, span->ends, g_strdup ("退党除名"), zb_roster_dup_note (span, TRUE));
  else if (!is_followed (history, span))
    add_line (history, span, span->ends, g_strdup_printf ("离开%s", span->value), NULL);
}

static void
add_end (History      *history,
         const ZbSpan *span)
{
  g_autofree char *duty = NULL;

  if (!zb_day_is_set (span->ends))
    return;
  if (span->kind == ZB_SPAN_BRANCH)
    end_branch (history, span);
  if (is_departure (history, span->ends))
    return;

  if (span->kind == ZB_SPAN_SUSPENDED)
    add_line (history, span, span->ends, g_strdup ("恢复党员权利"), NULL);
  else if (span->kind == ZB_SPAN_GROUP && !is_followed (history, span))
    add_line (history, span, span->ends, g_strdup_printf ("离开%s", span->value), NULL);
  else if (span->kind == ZB_SPAN_DUTY)
    {
      duty = dup_duty (span);
      add_line (history, span, span->ends, g_strdup_printf ("不再担任%s", duty), NULL);
    }
}

/* The place of a line before they were sorted decides between lines of one day. */
typedef struct
{
  ZbHistoryLine *line;
  ZbDay          day;
  guint          place;
} Sorted;

static gint
compare_sorted (gconstpointer a,
                gconstpointer b)
{
  const Sorted *one = a, *other = b;
  gboolean      both = zb_day_is_set (one->day) && zb_day_is_set (other->day);
  gint          order = both ? zb_day_compare (other->day, one->day) : zb_day_compare (one->day, other->day);

  return order != 0 ? order : (gint) other->place - (gint) one->place;
}

/* Newest first; unknown days last. */
static void
sort_lines (GPtrArray *lines)
{
  g_autofree Sorted *sorted = g_new0 (Sorted, lines->len + 1);

  for (guint i = 0; i < lines->len; i++)
    {
      ZbHistoryLine *line = lines->pdata[i];

      sorted[i].line = line;
      sorted[i].place = i;
      zb_day_parse (&sorted[i].day, line->day);
    }

  qsort (sorted, lines->len, sizeof *sorted, compare_sorted);
  for (guint i = 0; i < lines->len; i++)
    lines->pdata[i] = sorted[i].line;
}

/* Store thread; `data` is the task's: the member. */
static gpointer
run_history (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  gint64 member = *(gint64 *) data;
  g_autoptr (GPtrArray) spans = zb_span_store_list (db, member, error);
  g_autoptr (GPtrArray) letters = spans != NULL ? zb_letter_store_list (db, member, error) : NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_history_line_free);
  History history = { lines, spans, letters };

  if (letters == NULL)
    return NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      add_start (&history, spans->pdata[i]);
      add_end (&history, spans->pdata[i]);
    }
  sort_lines (lines);

  return g_steal_pointer (&lines);
}

void
zb_roster_history_async (ZbRoster           *self,
                         gint64              member,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, zb_roster_history_async);
  g_task_set_task_data (task, g_memdup2 (&member, sizeof member), g_free);
  zb_library_read (self->library, task, run_history, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
zb_roster_history_finish (ZbRoster     *self,
                          GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
