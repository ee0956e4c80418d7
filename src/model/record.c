/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/record.h"

typedef struct
{
  const char *code;
  const char *name;
} Word;

static const Word marks[ZB_N_MARKS] = {
  [ZB_MARK_NONE] = { "none", "未登记" },
  [ZB_MARK_PRESENT] = { "present", "到会" },
  [ZB_MARK_EXCUSED] = { "excused", "请假" },
  [ZB_MARK_ABSENT] = { "absent", "缺席" },
  [ZB_MARK_EXEMPT] = { "exempt", "不计" },
  [ZB_MARK_OBSERVER] = { "observer", "列席" },
};

static const char *const leave_codes[] = { "private", "sick", "duty", "travel", "maternity", "other", NULL };
static const char *const leave_names[] = { "事假", "病假", "公务", "出差", "产假", "其他" };

/* domain.md 1.3: the six cases that the superior and the meeting may agree to leave out of 应到. */
static const char *const exemption_codes[] = { "incapable", "abroad", "serving", "bedridden", "away", "retired", NULL };
static const char *const exemption_names[] = { "不能表达意志", "自费出国半年以上", "留党察看或服刑", "年老体弱卧床", "外出半年以上未转关系", "离退休长期在外居住" };

const char *
zb_mark_to_code (ZbMark mark)
{
  return marks[MIN (mark, ZB_MARK_OBSERVER)].code;
}

const char *
zb_mark_get_name (ZbMark mark)
{
  return marks[MIN (mark, ZB_MARK_OBSERVER)].name;
}

gboolean
zb_mark_parse (const char *word,
               ZbMark     *mark)
{
  for (guint i = 0; i < ZB_N_MARKS; i++)
    if (g_strcmp0 (word, marks[i].code) == 0 || g_strcmp0 (word, marks[i].name) == 0)
      {
        *mark = i;
        return TRUE;
      }

  return FALSE;
}

static const char *
find_name (const char *const *codes,
           const char *const *names,
           const char        *code)
{
  for (guint i = 0; codes[i] != NULL; i++)
    if (g_strcmp0 (codes[i], code) == 0)
      return names[i];

  return code;
}

const char *const *
zb_leave_list_codes (void)
{
  return leave_codes;
}

const char *
zb_leave_get_name (const char *code)
{
  return find_name (leave_codes, leave_names, code);
}

const char *const *
zb_exemption_list_codes (void)
{
  return exemption_codes;
}

const char *
zb_exemption_get_name (const char *code)
{
  return find_name (exemption_codes, exemption_names, code);
}

void
zb_agenda_item_free (ZbAgendaItem *item)
{
  g_free (item->title);
  g_free (item->speaker);
  g_free (item->starts);
  g_free (item->body);
  g_free (item);
}

void
zb_attendance_free (ZbAttendance *attendance)
{
  g_free (attendance->name);
  g_free (attendance->group);
  g_free (attendance->duties);
  g_free (attendance->reason);
  g_free (attendance->note);
  g_free (attendance->approver);
  g_free (attendance->approved);
  g_free (attendance);
}

ZbAttendance *
zb_attendance_copy (const ZbAttendance *attendance)
{
  ZbAttendance *copy = g_memdup2 (attendance, sizeof *attendance);

  copy->name = g_strdup (attendance->name);
  copy->group = g_strdup (attendance->group);
  copy->duties = g_strdup (attendance->duties);
  copy->reason = g_strdup (attendance->reason);
  copy->note = g_strdup (attendance->note);
  copy->approver = g_strdup (attendance->approver);
  copy->approved = g_strdup (attendance->approved);
  return copy;
}

void
zb_vote_free (ZbVote *vote)
{
  g_free (vote->matter);
  g_free (vote->formula);
  g_free (vote->note);
  g_free (vote);
}

ZbVote *
zb_vote_copy (const ZbVote *vote)
{
  ZbVote *copy = g_memdup2 (vote, sizeof *vote);

  copy->matter = g_strdup (vote->matter);
  copy->formula = g_strdup (vote->formula);
  copy->note = g_strdup (vote->note);
  return copy;
}

void
zb_remedy_free (ZbRemedy *remedy)
{
  g_free (remedy->what);
  g_free (remedy->measure);
  g_free (remedy->who);
  g_free (remedy->result);
  g_free (remedy);
}

ZbRemedy *
zb_remedy_copy (const ZbRemedy *remedy)
{
  ZbRemedy *copy = g_memdup2 (remedy, sizeof *remedy);

  copy->what = g_strdup (remedy->what);
  copy->measure = g_strdup (remedy->measure);
  copy->who = g_strdup (remedy->who);
  copy->result = g_strdup (remedy->result);
  return copy;
}

void
zb_attachment_free (ZbAttachment *attachment)
{
  g_free (attachment->name);
  g_free (attachment->path);
  g_free (attachment->sha256);
  g_free (attachment);
}

void
zb_follow_up_free (ZbFollowUp *follow_up)
{
  g_free (follow_up->name);
  g_free (follow_up->by);
  g_free (follow_up->outcome);
  g_free (follow_up);
}

ZbFollowUp *
zb_follow_up_copy (const ZbFollowUp *follow_up)
{
  ZbFollowUp *copy = g_memdup2 (follow_up, sizeof *follow_up);

  copy->name = g_strdup (follow_up->name);
  copy->by = g_strdup (follow_up->by);
  copy->outcome = g_strdup (follow_up->outcome);
  return copy;
}

void
zb_meeting_step_free (ZbMeetingStep *step)
{
  g_free (step->moment);
  g_free (step->step);
  g_free (step->who);
  g_free (step->note);
  g_free (step);
}

void
zb_filing_free (ZbFiling *filing)
{
  g_free (filing->task);
  g_free (filing->note);
  g_free (filing);
}

void
zb_record_free (ZbRecord *record)
{
  g_clear_object (&record->meeting);
  g_clear_pointer (&record->agenda, g_ptr_array_unref);
  g_clear_pointer (&record->attendance, g_ptr_array_unref);
  g_clear_pointer (&record->votes, g_ptr_array_unref);
  g_clear_pointer (&record->remedies, g_ptr_array_unref);
  g_clear_pointer (&record->attachments, g_ptr_array_unref);
  g_clear_pointer (&record->follow_ups, g_ptr_array_unref);
  g_clear_pointer (&record->steps, g_ptr_array_unref);
  g_free (record);
}

/* Somebody with no vote does not count where only votes do; those present are told apart. */
static void
count_line (ZbAttendanceCount  *count,
            const ZbAttendance *line,
            gboolean            voters_only)
{
  gboolean counts = !voters_only || line->voter;

  count->listed++;
  count->unmarked += line->mark == ZB_MARK_NONE;
  count->exempt += line->mark == ZB_MARK_EXEMPT;
  count->observers += line->mark == ZB_MARK_OBSERVER;
  if (line->mark == ZB_MARK_EXEMPT || line->mark == ZB_MARK_OBSERVER)
    return;

  count->probationary += line->probationary && line->mark == ZB_MARK_PRESENT;
  count->excused += line->mark == ZB_MARK_EXCUSED;
  count->absent += line->mark == ZB_MARK_ABSENT;
  count->expected += counts;
  count->present += counts && line->mark == ZB_MARK_PRESENT;
}

ZbAttendanceCount
zb_record_count (GPtrArray *attendance,
                 gboolean   voters_only)
{
  ZbAttendanceCount count = { 0 };

  for (guint i = 0; i < attendance->len; i++)
    count_line (&count, attendance->pdata[i], voters_only);

  return count;
}

void
zb_attendance_entry_free (ZbAttendanceEntry *entry)
{
  g_free (entry->theme);
  g_free (entry->reason);
  g_free (entry->note);
  g_free (entry);
}

ZbAttendanceSum
zb_attendance_entries_sum (GPtrArray *entries)
{
  ZbAttendanceSum sum = { 0 };
  gboolean        runs = TRUE;

  for (guint i = 0; i < entries->len; i++)
    {
      ZbMark mark = ((const ZbAttendanceEntry *) entries->pdata[i])->mark;

      sum.present += mark == ZB_MARK_PRESENT;
      sum.excused += mark == ZB_MARK_EXCUSED;
      sum.absent += mark == ZB_MARK_ABSENT;
      runs = runs && mark != ZB_MARK_PRESENT;
      sum.running += runs && mark == ZB_MARK_ABSENT;
    }
  sum.expected = sum.present + sum.excused + sum.absent;

  return sum;
}
