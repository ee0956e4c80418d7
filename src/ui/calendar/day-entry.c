/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/day-entry.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "ui/overview/overview-line.h"
#include "ui/words.h"

/* What is not work to be done: the first stays so for ever, the second is the secretary's next step. */
#define NOT_MISSING (ZB_GAP_LATE | ZB_GAP_REVIEW)

static ZbDayEntry *
entry_new (ZbEntryKind kind,
           ZbMeeting  *meeting)
{
  ZbDayEntry *entry = g_new0 (ZbDayEntry, 1);

  g_atomic_ref_count_init (&entry->count);
  entry->kind = kind;
  if (meeting != NULL)
    {
      entry->meeting = g_object_ref (meeting);
      entry->title = zb_words_meeting_title (meeting);
    }

  return entry;
}

static char *
join_gaps (guint       gaps,
           const char *between)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ZB_N_GAPS; i++)
    if ((gaps & (1u << i)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", zb_calendar_get_gap_name (1u << i));

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* 缺记录 等 3 项 */
static char *
dup_brief (guint gaps)
{
  guint n = 0;

  for (guint i = 0; i < ZB_N_GAPS; i++)
    n += (gaps & (1u << i)) != 0;

  return n > 1 ? g_strdup_printf (_ ("%s 等 %u 项"), zb_calendar_get_gap_name (gaps & -gaps), n) : NULL;
}

ZbDayEntry *
zb_day_entry_new_meeting (ZbCalendar *calendar,
                          ZbMeeting  *meeting)
{
  ZbDayEntry *entry = entry_new (ZB_ENTRY_MEETING, meeting);

  entry->gaps = zb_calendar_get_gaps (calendar, meeting);
  if (zb_meeting_get_state (meeting) == ZB_STATE_CANCELLED)
    entry->line = g_strdup (zb_state_get_name (ZB_STATE_CANCELLED));
  else
    {
      entry->line = join_gaps (entry->gaps & ~NOT_MISSING, " · ");
      entry->brief = dup_brief (entry->gaps & ~NOT_MISSING);
    }

  return entry;
}

ZbDayEntry *
zb_day_entry_new_ghost (ZbMeeting *meeting)
{
  ZbDayEntry  *entry = entry_new (ZB_ENTRY_GHOST, meeting);
  const ZbDay  day = zb_meeting_get_day (meeting);
  const ZbWall planned = zb_meeting_get_facts (meeting)->planned;
  int          year, month;

  zb_wall_split (&planned, &year, &month, NULL, NULL, NULL, NULL);
  entry->line = year == day.year && month == day.month ? g_strdup_printf (_ ("改到 %d 日"), day.day)
                                                       : g_strdup_printf (_ ("改到 %d 月 %d 日"), day.month, day.day);
  return entry;
}

ZbDayEntry *
zb_day_entry_new_deadline (ZbCalendar      *calendar,
                           const ZbVerdict *verdict)
{
  ZbDayEntry      *entry = entry_new (ZB_ENTRY_DEADLINE, NULL);
  g_autofree char *period = zb_calendar_dup_period (verdict->rule->period, verdict->first);

  entry->title = g_strdup_printf (_ ("%s截止"), verdict->rule->name);
  entry->line = g_strdup (period);
  entry->task = g_strdup (verdict->rule->task);
  entry->name = g_strdup_printf ("%s %s", period, verdict->rule->name);
  entry->first = verdict->first;
  return entry;
}

ZbDayEntry *
zb_day_entry_ref (ZbDayEntry *entry)
{
  g_atomic_ref_count_inc (&entry->count);
  return entry;
}

void
zb_day_entry_unref (ZbDayEntry *entry)
{
  if (!g_atomic_ref_count_dec (&entry->count))
    return;

  g_clear_object (&entry->meeting);
  g_free (entry->title);
  g_free (entry->line);
  g_free (entry->brief);
  g_free (entry->task);
  g_free (entry->name);
  g_free (entry);
}

gboolean
zb_day_entry_equal (const ZbDayEntry *a,
                    const ZbDayEntry *b)
{
  return a->kind == b->kind && a->meeting == b->meeting && a->gaps == b->gaps && g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->line, b->line) == 0 && g_strcmp0 (a->task, b->task) == 0 && zb_day_compare (a->first, b->first) == 0;
}

char *
zb_day_entry_dup_words (const ZbDayEntry *entry)
{
  g_autofree char *kinds = NULL;
  g_autofree char *when = NULL;
  g_autofree char *gaps = NULL;
  const char      *state;

  if (entry->kind == ZB_ENTRY_DEADLINE)
    return g_strdup_printf (_ ("%s（%s）"), entry->title, entry->line);

  kinds = zb_kinds_to_names (zb_meeting_get_kinds (entry->meeting));
  if (entry->kind == ZB_ENTRY_GHOST)
    return g_strdup_printf (_ ("%s“%s”原定这天，%s"), kinds, entry->title, entry->line);

  when = zb_meeting_dup_when (entry->meeting);
  gaps = join_gaps (entry->gaps, "、");
  state = zb_state_get_name (zb_meeting_get_state (entry->meeting));
  return g_strdup_printf ("%s“%s”，%s，%s%s%s", kinds, entry->title, when, state, gaps != NULL ? "，" : "", gaps != NULL ? gaps : "");
}

static void
activate_deadline (const ZbDayEntry *entry,
                   GtkWidget        *widget)
{
  g_autofree char *first = zb_day_to_text (entry->first);

  gtk_widget_activate_action (widget, "win.file", "(sss)", entry->task, first, entry->name);
}

void
zb_day_entry_activate (const ZbDayEntry *entry,
                       gpointer          widget)
{
  const guint gaps = entry->gaps & ~NOT_MISSING;

  if (entry->kind == ZB_ENTRY_DEADLINE)
    activate_deadline (entry, widget);
  else
    gtk_widget_activate_action (widget, "calendar.open", "(xs)", zb_meeting_get_id (entry->meeting),
                                gaps != 0 ? zb_overview_get_tab (gaps & -gaps) : "");
}
