/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/meeting-run.h"
#include "cli/out.h"
#include "cli/say.h"
#include "service/record.h"

#include <glib/gi18n.h>

/* One meeting with all that is recorded of it. */

static void
begin_list (JsonBuilder *builder,
            const char  *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
}

static void
out_agenda (JsonBuilder *builder,
            GPtrArray   *items)
{
  begin_list (builder, "agenda");
  for (guint i = 0; i < items->len; i++)
    {
      const ZbAgendaItem *item = items->pdata[i];

      json_builder_begin_object (builder);
      zb_out_int (builder, "item", item->id);
      zb_out_text (builder, "title", item->title);
      zb_out_text (builder, "speaker", item->speaker);
      zb_out_text (builder, "text", item->body);
      zb_out_bool (builder, "written", item->written);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
out_attendance (JsonBuilder *builder,
                GPtrArray   *lines)
{
  begin_list (builder, "attendance");
  for (guint i = 0; i < lines->len; i++)
    {
      const ZbAttendance *line = lines->pdata[i];

      json_builder_begin_object (builder);
      zb_out_int (builder, "member", line->member);
      zb_out_text (builder, "name", line->name);
      zb_out_text (builder, "mark", zb_mark_to_code (line->mark));
      zb_out_bool (builder, "voter", line->voter);
      zb_out_text (builder, "reason", line->reason);
      zb_out_text (builder, "note", line->note);
      zb_out_text (builder, "approver", line->approver);
      zb_out_text (builder, "approved", line->approved);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
out_votes (JsonBuilder *builder,
           ZbCalendar  *calendar,
           ZbRecord    *record)
{
  begin_list (builder, "votes");
  for (guint i = 0; i < record->votes->len; i++)
    {
      const ZbVote *vote = record->votes->pdata[i];
      ZbVoteCard   *card = zb_calendar_count_vote (calendar, record->meeting, record->attendance, vote);

      json_builder_begin_object (builder);
      zb_out_int (builder, "vote", vote->id);
      zb_out_text (builder, "matter", vote->matter);
      zb_out_text (builder, "formula", vote->formula);
      zb_out_int (builder, "issued", vote->issued);
      zb_out_int (builder, "returned", vote->returned);
      zb_out_int (builder, "yes", vote->yes);
      zb_out_int (builder, "no", vote->no);
      zb_out_int (builder, "abstain", vote->abstain);
      zb_out_int (builder, "written", vote->written);
      zb_out_bool (builder, "passed", card->passed);
      zb_out_bool (builder, "differs", card->differs);
      zb_out_text (builder, "words", card->words);
      json_builder_end_object (builder);
      zb_vote_card_free (card);
    }
  json_builder_end_array (builder);
}

static void
out_remedies (JsonBuilder *builder,
              GPtrArray   *remedies)
{
  begin_list (builder, "remedies");
  for (guint i = 0; i < remedies->len; i++)
    {
      const ZbRemedy *remedy = remedies->pdata[i];

      json_builder_begin_object (builder);
      zb_out_int (builder, "remedy", remedy->id);
      zb_out_text (builder, "what", remedy->what);
      zb_out_text (builder, "who", remedy->who);
      zb_out_day (builder, "due", remedy->due);
      zb_out_day (builder, "done", remedy->done);
      zb_out_day (builder, "published", remedy->published);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
out_files (JsonBuilder *builder,
           GPtrArray   *attachments)
{
  begin_list (builder, "attachments");
  for (guint i = 0; i < attachments->len; i++)
    {
      const ZbAttachment *file = attachments->pdata[i];

      json_builder_begin_object (builder);
      zb_out_int (builder, "attachment", file->id);
      zb_out_text (builder, "name", file->name);
      zb_out_text (builder, "file", file->path);
      zb_out_int (builder, "bytes", file->bytes);
      zb_out_text (builder, "sha256", file->sha256);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
out_steps (JsonBuilder *builder,
           GPtrArray   *steps)
{
  begin_list (builder, "steps");
  for (guint i = 0; i < steps->len; i++)
    {
      const ZbMeetingStep *step = steps->pdata[i];

      json_builder_begin_object (builder);
      zb_out_text (builder, "moment", step->moment);
      zb_out_text (builder, "step", step->step);
      zb_out_text (builder, "who", step->who);
      zb_out_text (builder, "note", step->note);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
out_record (ZbCalendar *calendar,
            ZbRecord   *record)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) missing = zb_gaps_list_codes (zb_calendar_get_gaps (calendar, record->meeting));

  json_builder_begin_object (builder);
  zb_out_meeting (builder, record->meeting, missing);
  zb_out_text (builder, "material", zb_meeting_get_material (record->meeting));
  zb_out_text (builder, "resolution", zb_meeting_get_resolution (record->meeting));
  out_agenda (builder, record->agenda);
  out_attendance (builder, record->attendance);
  out_votes (builder, calendar, record);
  out_remedies (builder, record->remedies);
  out_files (builder, record->attachments);
  out_steps (builder, record->steps);
  json_builder_end_object (builder);
  zb_out_value (builder);
}

static void
print_quorum (ZbCalendar *calendar,
              ZbRecord   *record)
{
  ZbQuorumCard card = zb_calendar_judge (calendar, record->meeting, record->attendance);

  g_print (_ ("  应到 %u，实到 %u，请假 %u，缺席 %u，不计 %u，未登记 %u\n"), card.count.expected, card.count.present,
           card.count.excused, card.count.absent, card.count.exempt, card.count.unmarked);
  if (card.asks)
    g_print (_ ("  %s：至少 %u 人，%s\n"), card.words, card.least, card.holds ? _ ("符合规定") : _ ("人数不够"));
}

static void
print_record (ZbCalendar *calendar,
              ZbRecord   *record)
{
  zb_meeting_print (calendar, record->meeting);
  print_quorum (calendar, record);
  for (guint i = 0; i < record->agenda->len; i++)
    {
      const ZbAgendaItem *item = record->agenda->pdata[i];

      g_print ("  %u. %s%s%s\n", i + 1, item->title, item->speaker != NULL ? "  " : "", item->speaker != NULL ? item->speaker : "");
      if (item->body != NULL)
        g_print ("%s\n", item->body);
    }
  for (guint i = 0; i < record->votes->len; i++)
    {
      const ZbVote *vote = record->votes->pdata[i];
      ZbVoteCard   *card = zb_calendar_count_vote (calendar, record->meeting, record->attendance, vote);

      g_print (_ ("  表决：%s。%s\n"), vote->matter, card->words);
      zb_vote_card_free (card);
    }
  if (zb_meeting_get_resolution (record->meeting) != NULL)
    g_print (_ ("  决议：%s\n"), zb_meeting_get_resolution (record->meeting));
}

ZbExit
zb_meeting_show (ZbRun *run)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  g_autoptr (ZbRecord) record = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbExit status = zb_meeting_of_args (run, &calendar, &meeting);

  if (status != ZB_EXIT_DONE)
    return status;

  zb_record_load_async (zb_calendar_get_meetings (calendar), zb_meeting_get_id (meeting), run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  record = zb_record_load_finish (zb_calendar_get_meetings (calendar), result, &error);
  if (record == NULL)
    return zb_say_error (run, error);

  if (run->options->json)
    out_record (calendar, record);
  else
    print_record (calendar, record);
  return ZB_EXIT_DONE;
}
