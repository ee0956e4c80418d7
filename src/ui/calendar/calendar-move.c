/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/calendar-move.h"

#include <glib/gi18n.h>

#include "ui/window.h"
#include "ui/words.h"

typedef struct
{
  GtkWidget *page;
  char      *words;
} Move;

static void
move_free (Move *move)
{
  g_object_unref (move->page);
  g_free (move->words);
  g_free (move);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

static char *
dup_move_words (ZbMeeting *meeting,
                ZbDay      day)
{
  const ZbDay      from = zb_meeting_get_day (meeting);
  g_autofree char *title = zb_words_meeting_title (meeting);
  const ZbWall     planned = zb_meeting_get_facts (meeting)->planned;
  int              year, month, number;

  if (!zb_wall_is_set (&planned))
    return g_strdup_printf (_ ("已把“%s”从 %d 月 %d 日改到 %d 月 %d 日"), title, from.month, from.day, day.month, day.day);

  zb_wall_split (&planned, &year, &month, &number, NULL, NULL, NULL);
  if (year == day.year && month == day.month && number == day.day)
    return g_strdup_printf (_ ("已把“%s”改回原计划的 %d 月 %d 日"), title, day.month, day.day);
  if (month == day.month)
    return g_strdup_printf (_ ("已把“%s”改到 %d 月 %d 日，原计划 %d 日保留"), title, day.month, day.day, number);

  return g_strdup_printf (_ ("已把“%s”改到 %d 月 %d 日，原计划 %d 月 %d 日保留"), title, day.month, day.day, month, number);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Move) move = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;

  if (zb_meetings_edit_finish (ZB_MEETINGS (source), result, &error) > 0)
    {
      zb_window_toast (move->page, move->words, TRUE);
      return;
    }

  fault = zb_words_error (error);
  zb_window_toast (move->page, fault, FALSE);
}

void
zb_calendar_move (GtkWidget    *widget,
                  ZbCalendar   *calendar,
                  GVariant     *target,
                  GCancellable *cancellable)
{
  ZbMeetings *meetings = zb_calendar_get_meetings (calendar);
  ZbMeeting  *meeting;
  const char *text;
  gint64      id;
  ZbDay       day;
  ZbWall      start;
  Move       *move;

  g_variant_get (target, "(x&s)", &id, &text);
  meeting = zb_meetings_find (meetings, id);
  if (meeting == NULL || !zb_day_parse (&day, text) || !zb_day_is_whole (day))
    return;

  start = zb_wall_plus (*zb_meeting_get_start (meeting), zb_day_between (zb_meeting_get_day (meeting), day) * ZB_DAY_SECONDS);
  move = g_new0 (Move, 1);
  move->page = g_object_ref (widget);
  move->words = dup_move_words (meeting, day);
  zb_meetings_move_async (meetings, id, &start, cancellable, moved_cb, move);
}
