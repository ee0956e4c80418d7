/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/reports-private.h"

#include "service/library-private.h"
#include "store/photo-store.h"
#include "store/record-store.h"

#include <string.h>

/* What a paper says: from the calendar on the main thread, from the database on the store thread, pictures on the report thread. */

gboolean
zb_report_is_of_meeting (ZbReportKind kind)
{
  return kind == ZB_REPORT_RECORD || kind == ZB_REPORT_SHEET || kind == ZB_REPORT_BLANK;
}

/* 计划报备表 leaves out what is cancelled. */
static GPtrArray *
list_meetings (ZbReportJob *job)
{
  g_autoptr (GPtrArray) touching = zb_calendar_list_meetings (job->calendar, job->report.from, job->report.to);
  GPtrArray *meetings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < touching->len; i++)
    {
      ZbMeeting *meeting = g_ptr_array_index (touching, i);
      gboolean   starts = zb_day_compare (zb_meeting_get_day (meeting), job->report.from) >= 0;
      gboolean   cancelled = zb_meeting_get_state (meeting) == ZB_STATE_CANCELLED;

      if (job->report.kind != ZB_REPORT_PLAN || (starts && !cancelled))
        g_ptr_array_add (meetings, g_object_ref (meeting));
    }

  return meetings;
}

static char *
dup_gaps (ZbReportJob *job,
          ZbMeeting   *meeting)
{
  guint    gaps = zb_calendar_get_gaps (job->calendar, meeting);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < ZB_N_GAPS; i++)
    if ((gaps & 1u << i) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? "、" : "", zb_calendar_get_gap_name (1 << i));

  return g_string_free (words, FALSE);
}

static void
gather_gaps (ZbReportJob *job)
{
  job->gaps = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < job->meetings->len; i++)
    g_ptr_array_add (job->gaps, dup_gaps (job, g_ptr_array_index (job->meetings, i)));
}

/* Of the year's verdicts those of the quarter: what is owed once in a year or half of it as well. */
static GPtrArray *
list_touching (GPtrArray *verdicts,
               ZbDay      first,
               ZbDay      last)
{
  GPtrArray *touching = g_ptr_array_new ();

  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (zb_day_compare (verdict->first, last) <= 0 && zb_day_compare (verdict->last, first) >= 0)
        g_ptr_array_add (touching, (gpointer) verdict);
    }

  return touching;
}

static void
gather_verdicts (ZbReportJob *job)
{
  ZbReport *report = &job->report;
  ZbDay     first, last;

  zb_calendar_get_period (ZB_PERIOD_YEAR, report->from, &first, &last);
  job->year = zb_calendar_check (job->calendar, first, last);
  if (report->kind == ZB_REPORT_OVERVIEW)
    zb_calendar_get_period (ZB_PERIOD_QUARTER, report->from, &first, &last);
  job->verdicts = list_touching (job->year, first, last);
  report->from = first;
  report->to = last;
}

static GStrv
make_line (const ZbTodo *todo)
{
  ZbWall           wall = ZB_WALL_NONE;
  const ZbWall     none = ZB_WALL_NONE;
  g_autofree char *day = NULL;
  const char      *texts[4] = { NULL };

  zb_wall_set_day (&wall, todo->day.year, todo->day.month, todo->day.day);
  day = zb_wall_dup_span (&wall, &none);
  if (todo->late)
    {
      g_autofree char *plain = g_steal_pointer (&day);

      day = g_strconcat (plain, " 已过期", NULL);
    }
  texts[0] = day;
  texts[1] = todo->title != NULL ? todo->title : "";
  texts[2] = todo->detail != NULL ? todo->detail : "";
  return g_strdupv ((GStrv) texts);
}

static void
gather_lines (ZbReportJob *job)
{
  g_autoptr (GPtrArray) todo = zb_calendar_list_todo (job->calendar);

  job->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < todo->len; i++)
    g_ptr_array_add (job->lines, make_line (g_ptr_array_index (todo, i)));
}

void
zb_report_gather_span (ZbReportJob *job)
{
  ZbReportKind kind = job->report.kind;

  if (kind == ZB_REPORT_YEAR || kind >= ZB_REPORT_OVERVIEW)
    gather_verdicts (job);
  job->meetings = list_meetings (job);
  if (kind == ZB_REPORT_AGENDA)
    gather_gaps (job);
  if (kind == ZB_REPORT_OVERVIEW)
    gather_lines (job);
}

static gboolean
has_caption (ZbPhoto *photo)
{
  const char *caption = zb_photo_get (photo)->caption;

  return caption != NULL && *caption != '\0';
}

/* So many of those with (or without) a caption, evenly from the first to the last. */
static void
pick (GPtrArray *photos,
      gboolean   captioned,
      guint      most,
      gboolean  *picked)
{
  guint n = 0, seen = 0;

  for (guint i = 0; i < photos->len; i++)
    n += has_caption (g_ptr_array_index (photos, i)) == captioned;
  for (guint i = 0; i < photos->len; i++)
    if (has_caption (g_ptr_array_index (photos, i)) == captioned)
      {
        picked[i] = n <= most || (guint64) (seen + 1) * most / n > (guint64) seen * most / n;
        seen++;
      }
}

/* Those with a caption first; in the order of their time. */
static GPtrArray *
choose_photos (GPtrArray *photos)
{
  GPtrArray           *chosen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree gboolean *picked = g_new0 (gboolean, photos->len + 1);
  guint                n = 0;

  pick (photos, TRUE, ZB_REPORT_PHOTOS, picked);
  for (guint i = 0; i < photos->len; i++)
    n += picked[i];
  pick (photos, FALSE, ZB_REPORT_PHOTOS - n, picked);
  for (guint i = 0; i < photos->len; i++)
    if (picked[i])
      g_ptr_array_add (chosen, g_object_ref (g_ptr_array_index (photos, i)));

  return chosen;
}

gboolean
zb_report_gather_record (ZbReportJob *job,
                         ZbDb        *db,
                         GError     **error)
{
  g_autoptr (GPtrArray) photos = NULL;

  job->record = zb_record_store_load (db, job->report.meeting, error);
  if (job->record == NULL)
    return FALSE;
  if (job->report.kind != ZB_REPORT_RECORD)
    return TRUE;

  photos = zb_photo_store_list (db, ZB_PHOTOS_ALL, job->report.meeting, 0, error);
  if (photos == NULL)
    return FALSE;

  job->n_photos = photos->len;
  job->chosen = choose_photos (photos);
  return TRUE;
}

static void
judge_votes (ZbReportJob *job)
{
  ZbRecord *record = job->record;

  job->results = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < record->votes->len; i++)
    {
      ZbVoteCard *card = zb_calendar_count_vote (job->calendar, record->meeting, record->attendance, g_ptr_array_index (record->votes, i));

      g_ptr_array_add (job->results, g_strdup_printf ("%s%s%s%s", card->words, card->other != NULL ? "（按另一读法：" : "",
                                                      card->other != NULL ? card->other : "", card->other != NULL ? "）" : ""));
      zb_vote_card_free (card);
    }
}

static void
judge_quorum (ZbReportJob *job)
{
  ZbRecord    *record = job->record;
  ZbQuorumCard card = zb_calendar_judge (job->calendar, record->meeting, record->attendance);

  if (!card.asks || !record->frozen)
    return;

  job->quorum = g_strdup_printf ("应到 %u 人，实到 %u 人，%s，至少须 %u 人：%s", card.count.expected, card.count.present,
                                 card.words != NULL ? card.words : "", card.least, card.holds ? "符合规定" : "人数不足");
}

void
zb_report_judge (ZbReportJob *job)
{
  ZbMeeting *meeting = zb_meetings_find (zb_calendar_get_meetings (job->calendar), job->report.meeting);

  judge_votes (job);
  judge_quorum (job);
  job->late = meeting != NULL && zb_day_is_set (zb_meeting_get_facts (meeting)->recorded) &&
              (zb_calendar_get_gaps (job->calendar, meeting) & ZB_GAP_LATE) != 0;
}
