/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/sample-branch.h"

#include "service/library-private.h"
#include "service/sample-story.h"
#include "store/filing-store.h"
#include "store/meeting-store.h"
#include "store/member-store.h"
#include "store/record-store.h"

/* A branch of 23 in two groups, its meetings recorded up to the day before yesterday, and what is planned. */

#define FIRST_GROUP "第一党小组"
#define SECOND_GROUP "第二党小组"

static const struct
{
  const char *name, *sex, *birth, *joined, *full_on; /* NULL: still probationary */
  const char *group;
  const char *duty; /* code, NULL none */
  const char *post;
} people[] = {
  { "王某某", "female", "1974-03-11", "1996-06-20", "1997-06-20", FIRST_GROUP, "secretary", "政治部主任" },
  { "李某某", "male", "1981-09-02", "2004-05-12", "2005-05-12", FIRST_GROUP, "organisation", "政治部干部" },
  { "赵某某", "male", "1979-11-23", "2001-12-05", "2002-12-05", SECOND_GROUP, "publicity", "刑事审判庭庭长" },
  { "周某某", "female", "1992-01-17", "2018-08-03", NULL, FIRST_GROUP, NULL, "书记员" },
  { "张某某", "male", "1968-05-30", "1990-07-01", "1991-07-01", FIRST_GROUP, NULL, "立案庭法官" },
  { "刘某某", "female", "1985-07-08", "2007-06-28", "2008-06-28", FIRST_GROUP, NULL, "民事审判庭法官" },
  { "陈某某", "male", "1977-02-14", "1999-10-09", "2000-10-09", FIRST_GROUP, NULL, "执行局法官" },
  { "杨某某", "female", "1988-12-01", "2011-05-17", "2012-05-17", FIRST_GROUP, NULL, "法官助理" },
  { "黄某某", "male", "1971-08-19", "1994-11-30", "1995-11-30", FIRST_GROUP, "group-leader", "审判管理办公室主任" },
  { "吴某某", "male", "1983-04-26", "2006-06-15", "2007-06-15", FIRST_GROUP, NULL, "司法警察" },
  { "徐某某", "female", "1990-06-18", "2013-06-18", "2014-06-18", FIRST_GROUP, NULL, "法官助理" },
  { "孙某某", "male", "1962-10-05", "1986-03-21", "1987-03-21", FIRST_GROUP, NULL, "综合办公室干部" },
  { "胡某某", "male", "1980-01-09", "2002-09-27", "2003-09-27", SECOND_GROUP, NULL, "行政审判庭法官" },
  { "朱某某", "female", "1987-03-03", "2009-12-16", "2010-12-16", SECOND_GROUP, NULL, "民事审判庭法官" },
  { "高某某", "male", "1976-06-21", "1998-07-01", "1999-07-01", SECOND_GROUP, "group-leader", "执行局局长" },
  { "林某某", "female", "1984-11-12", "2005-12-02", "2006-12-02", SECOND_GROUP, NULL, "刑事审判庭法官" },
  { "何某某", "male", "1991-02-28", "2014-06-24", "2015-06-24", SECOND_GROUP, NULL, "书记员" },
  { "郭某某", "male", "1973-09-15", "1997-05-08", "1998-05-08", SECOND_GROUP, NULL, "立案庭庭长" },
  { "马某某", "male", "1949-04-04", "1971-07-01", "1971-07-01", SECOND_GROUP, NULL, "退休干部" },
  { "罗某某", "female", "1986-10-31", "2008-11-11", "2009-11-11", SECOND_GROUP, NULL, "法官助理" },
  { "梁某某", "male", "1978-12-24", "2000-06-30", "2001-06-30", SECOND_GROUP, NULL, "技术室主任" },
  { "宋某某", "female", "1993-05-05", "2018-12-20", NULL, SECOND_GROUP, NULL, "书记员" },
  { "郑某某", "male", "1946-08-08", "1969-07-01", "1969-07-01", SECOND_GROUP, NULL, "退休干部" },
};

/* What is still to come, as filed for the quarter. */
static const struct
{
  const char *theme, *kinds, *start;
  const char *planned; /* NULL: for the same time */
  const char *group;
  gboolean    filed;
} plans[] = {
  { "讨论预备党员转正", "assembly", "2019-06-11T14:30", NULL, NULL, TRUE },
  { "二组 六月会", "group-meeting", "2019-06-13T15:30", NULL, SECOND_GROUP, TRUE },
  { "微党课", "lecture", "2019-06-18T15:00", "2019-06-20T15:00", NULL, TRUE },
  { "组织生活会", "review", "2019-06-21T14:30", NULL, NULL, TRUE },
  { "七月准备会", "committee", "2019-06-26T15:00", NULL, NULL, FALSE },
  { "廉政教育", "theme-day", "2019-07-10T09:00", NULL, NULL, FALSE },
};

static gboolean
add_duty (ZbDb       *db,
          gint64      member,
          const char *duty,
          GError    **error)
{
  g_autoptr (ZbSpan) span = zb_span_new ();

  span->member = member;
  span->kind = ZB_SPAN_DUTY;
  span->value = g_strdup (duty);
  zb_day_set (&span->starts, 2017, 11, 20);
  return zb_span_store_insert (db, span, error) != 0;
}

static gboolean
add_people (ZbDb    *db,
            GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
      gint64 member;

      zb_member_draft_set (draft, ZB_MEMBER_NAME, people[i].name);
      zb_member_draft_set (draft, ZB_MEMBER_SEX, people[i].sex);
      zb_member_draft_set (draft, ZB_MEMBER_BIRTH, people[i].birth);
      zb_member_draft_set (draft, ZB_MEMBER_JOINED, people[i].joined);
      zb_member_draft_set (draft, ZB_MEMBER_FULL_ON, people[i].full_on);
      zb_member_draft_set (draft, ZB_MEMBER_CATEGORY, people[i].full_on != NULL ? "full" : "probationary");
      zb_member_draft_set (draft, ZB_MEMBER_GROUP, people[i].group);
      zb_member_draft_set (draft, ZB_MEMBER_POST, people[i].post);
      member = zb_member_store_insert (db, draft, ZB_MEMBER_INSERT_KNOWN, ZB_SAMPLE_TODAY, error);
      if (member == 0 || (people[i].duty != NULL && !add_duty (db, member, people[i].duty, error)))
        return FALSE;
    }

  return TRUE;
}

/* Somebody else is ill each time. */
static gboolean
mark_attendance (ZbDb      *db,
                 ZbMeeting *meeting,
                 GError   **error)
{
  g_autoptr (GPtrArray) lines = zb_attendance_store_propose (db, meeting, error);
  gint64 id = zb_meeting_get_id (meeting);

  if (lines == NULL)
    return FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      ZbAttendance *line = lines->pdata[i];

      line->mark = lines->len > 5 && i == id * 7 % lines->len ? ZB_MARK_EXCUSED : ZB_MARK_PRESENT;
      if (line->mark == ZB_MARK_EXCUSED)
        {
          line->reason = g_strdup ("sick");
          line->note = g_strdup ("住院");
          line->approver = g_strdup (people[0].name);
          line->approved = zb_meeting_dup_date (meeting);
        }
    }

  return lines->len == 0 || zb_attendance_store_put (db, id, lines, error);
}

/* What is not said in the story: who was in the chair, which group it was. */
static gboolean
complete (ZbDb      *db,
          ZbMeeting *meeting,
          GError   **error)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_to_draft (meeting);

  draft->host = g_strdup (people[0].name);
  draft->recorder = g_strdup (people[1].name);
  if (draft->kinds & (1u << ZB_KIND_LECTURE))
    draft->lecturer = g_strdup (people[2].name);
  if (draft->kinds & (1u << ZB_KIND_GROUP_MEETING))
    draft->group = g_strdup (g_str_has_prefix (draft->theme, "一组") ? FIRST_GROUP : SECOND_GROUP);
  if (draft->kinds & (1u << ZB_KIND_ASSEMBLY))
    draft->resolution = g_strdup ("同意按期转正。");

  return zb_meeting_store_update (db, zb_meeting_get_id (meeting), draft, error);
}

static gboolean
write_minutes (ZbDb      *db,
               ZbMeeting *meeting,
               GError   **error)
{
  gint64           id = zb_meeting_get_id (meeting);
  g_autofree char *day = zb_meeting_dup_date (meeting);
  g_autofree char *evening = g_strconcat (day, "T18:00:00", NULL);
  ZbAgendaItem     item = {
        .title = (char *) zb_meeting_get_theme (meeting),
        .speaker = (char *) people[0].name,
        .body = (char *) "# 内容\n全体参加人员按议程开展。\n# 意见\n张某某：把当事人的“小事”当作自己的大事。",
        .written = TRUE,
  };

  return zb_record_store_put_agenda (db, id, &item, error) != 0 &&
         zb_record_store_step (db, id, "recorded", evening, people[1].name, NULL, error) &&
         zb_record_store_step (db, id, "reviewed", evening, people[0].name, NULL, error);
}

/* The last one, of yesterday, is still to be written. */
static gboolean
record_meetings (ZbDb    *db,
                 GError **error)
{
  g_autoptr (GPtrArray) meetings = zb_meeting_store_list (db, error);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      ZbMeeting *meeting = meetings->pdata[i];
      g_autoptr (ZbMeeting) whole = NULL;

      if (!complete (db, meeting, error) || !(whole = zb_meeting_store_get (db, zb_meeting_get_id (meeting), error)) ||
          !mark_attendance (db, whole, error) || (i + 1 < meetings->len && !write_minutes (db, whole, error)))
        return FALSE;
    }

  return meetings != NULL;
}

static gboolean
add_plan (ZbDb    *db,
          guint    at,
          GError **error)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  const char *planned = plans[at].planned != NULL ? plans[at].planned : plans[at].start;
  gint64      meeting;

  draft->theme = g_strdup (plans[at].theme);
  draft->kinds = zb_kinds_parse (plans[at].kinds);
  draft->place = g_strdup ("三楼会议室");
  draft->group = g_strdup (plans[at].group);
  zb_wall_parse (&draft->start, planned);
  meeting = zb_meeting_store_insert_as (db, draft, plans[at].filed ? ZB_STATE_FILED : ZB_STATE_PLANNED, TRUE, error);
  if (meeting == 0 || plans[at].planned == NULL)
    return meeting != 0;

  zb_wall_parse (&draft->start, plans[at].start);
  return zb_meeting_store_update (db, meeting, draft, error) &&
         zb_record_store_step (db, meeting, "moved", ZB_SAMPLE_TODAY "T08:30:00", people[1].name, NULL, error);
}

static gboolean
put_filing (ZbDb       *db,
            const char *task,
            const char *first,
            const char *day,
            GError    **error)
{
  ZbFiling filing = { .task = (char *) task };

  zb_day_parse (&filing.first, first);
  zb_day_parse (&filing.day, day);
  return zb_filing_store_put (db, &filing, error);
}

static gboolean
file_papers (ZbDb    *db,
             GError **error)
{
  return put_filing (db, "plan-filing", "2019-01-01", "2019-01-03", error) &&
         put_filing (db, "brief", "2019-01-01", "2019-03-29", error) &&
         put_filing (db, "plan-filing", "2019-04-01", "2019-04-03", error);
}

/* Store thread. */
static gpointer
run_fill (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  if (!add_people (db, error) || !record_meetings (db, error) || !file_papers (db, error))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    if (!add_plan (db, i, error))
      return NULL;

  return GINT_TO_POINTER (TRUE);
}

void
zb_sample_fill_async (ZbLibrary          *library,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, data);

  zb_library_change (library, task, "示例支部的党员和记录", run_fill, NULL);
}

gboolean
zb_sample_fill_finish (ZbLibrary    *library,
                       GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
