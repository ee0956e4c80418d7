/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/match.h"

#include <string.h>

#define SPEED_PHOTOS 100000
#define SPEED_MEETINGS 5000
#define MOST 16

typedef struct
{
  const char *taken;
  const char *camera;
  guint       doubts;
  gboolean    doubtful; /* its date may not link */
  gint64      meeting;  /* linked by a person */
} Photo;

typedef struct
{
  const char *start, *end;
} Meeting;

/* What is expected of the first photo's proposal. */
typedef struct
{
  const char *name;
  Photo       photos[MOST];
  Meeting     meetings[4];
  ZbMatchWhy  why;
  gint64      meeting;     /* counted from 1 */
  guint       n_proposals; /* 0: any */
  const char *reason;      /* a part of it, or NULL */
  gboolean    kept;        /* the calendar has been kept for a while: many more meetings long ago */
} Case;

#define KEPT 30

#define A "Canon EOS 700D"
#define B "HUAWEI VOG-AL00"

static const Case cases[] = {
  { "/match/during-a-meeting-is-linked",
    { { "2019-06-10T09:12", A }, { "2019-06-10T09:40", A }, { "2019-06-10T10:20", A } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_FITS,
    1,
    1,
    "拍摄于 09:12–10:20，与活动时间重合" },
  { "/match/an-hour-before-is-in-the-window",
    { { "2019-06-10T08:00", A } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_FITS,
    1,
    1,
    NULL },
  { "/match/more-than-an-hour-before-is-not",
    { { "2019-06-10T07:59", A } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_NONE,
    0,
    1,
    "没有对应的活动" },
  { "/match/ninety-minutes-after-is-in-the-window",
    { { "2019-06-10T13:10", A } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_FITS,
    1,
    1,
    NULL },
  { "/match/no-end-is-two-hours",
    { { "2019-06-10T12:29", A } },
    { { "2019-06-10T09:00", NULL } },
    ZB_MATCH_FITS,
    1,
    1,
    NULL },
  { "/match/no-end-is-no-more-than-two-hours",
    { { "2019-06-10T12:31", A } },
    { { "2019-06-10T09:00", NULL } },
    ZB_MATCH_NONE,
    0,
    1,
    NULL },
  { "/match/a-whole-day-begins-at-four",
    { { "2019-06-10T04:00", A } },
    { { "2019-06-10", NULL } },
    ZB_MATCH_FITS,
    1,
    1,
    NULL },
  { "/match/a-whole-day-ends-at-four",
    { { "2019-06-11T03:59", A }, { "2019-06-11T04:00", A } },
    { { "2019-06-10", NULL } },
    ZB_MATCH_FITS,
    1,
    2,
    NULL },
  { "/match/several-days-are-their-span",
    { { "2019-06-12T16:00", A } },
    { { "2019-06-10", "2019-06-12" } },
    ZB_MATCH_FITS,
    1,
    1,
    NULL },
  { "/match/a-timed-meeting-beats-a-whole-day",
    { { "2019-06-10T15:10", A } },
    { { "2019-06-10", NULL }, { "2019-06-10T15:00", "2019-06-10T16:00" } },
    ZB_MATCH_FITS,
    2,
    1,
    NULL },
  { "/match/the-rest-of-the-day-is-the-whole-day-s",
    { { "2019-06-10T10:10", A } },
    { { "2019-06-10", NULL }, { "2019-06-10T15:00", "2019-06-10T16:00" } },
    ZB_MATCH_FITS,
    1,
    1,
    NULL },
  { "/match/two-at-the-same-time-are-asked",
    { { "2019-06-10T15:10", A } },
    { { "2019-06-10T15:00", "2019-06-10T16:00" }, { "2019-06-10T15:00", "2019-06-10T16:30" } },
    ZB_MATCH_SEVERAL,
    1,
    1,
    "当天下午有两次活动" },
  { "/match/between-two-is-asked",
    { { "2019-06-10T10:20", A } },
    { { "2019-06-10T09:00", "2019-06-10T10:00" }, { "2019-06-10T10:40", "2019-06-10T11:30" } },
    ZB_MATCH_SEVERAL,
    1,
    1,
    "当天上午有两次活动" },
  { "/match/between-two-goes-with-what-was-just-taken",
    { { "2019-06-10T09:58", A }, { "2019-06-10T10:04", A } },
    { { "2019-06-10T09:00", "2019-06-10T10:00" }, { "2019-06-10T10:40", "2019-06-10T11:30" } },
    ZB_MATCH_FITS,
    1,
    1,
    NULL },
  { "/match/one-after-the-other-are-two",
    { { "2019-06-10T09:30", A }, { "2019-06-10T09:55", A }, { "2019-06-10T10:35", A }, { "2019-06-10T11:00", A } },
    { { "2019-06-10T09:00", "2019-06-10T10:00" }, { "2019-06-10T10:30", "2019-06-10T11:30" } },
    ZB_MATCH_FITS,
    1,
    2,
    NULL },
  { "/match/out-of-the-window-without-a-pause-is-asked",
    { { "2019-06-10T12:50", A }, { "2019-06-10T13:05", A }, { "2019-06-10T13:15", A }, { "2019-06-10T13:20", A } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_EDGE,
    1,
    1,
    "一部分不在活动时间内" },
  { "/match/after-a-long-pause-it-is-another-thing",
    { { "2019-06-10T10:00", A }, { "2019-06-10T10:46", A } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_FITS,
    1,
    2,
    NULL },
  { "/match/two-cameras-are-two-clusters",
    { { "2019-06-10T10:00", A }, { "2019-06-10T10:01", B } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_FITS,
    1,
    2,
    NULL },
  { "/match/a-doubtful-date-is-only-suggested",
    { { "2019-06-10T10:00", A, 0, TRUE } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_DOUBTFUL,
    1,
    1,
    "不够可靠" },
  { "/match/a-lost-clock-proposes-no-meeting",
    { { "2000-01-01T00:10", A, ZB_DOUBT_RESET, TRUE } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_UNDATED,
    0,
    1,
    "待定日期" },
  { "/match/a-day-suggests-its-meeting",
    { { "2019-06-10", NULL, 0, TRUE } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_DAY_ONLY,
    1,
    1,
    "只知道是 6 月 10 日" },
  { "/match/a-day-without-meeting-is-new",
    { { "2019-06-11", NULL, 0, TRUE } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" } },
    ZB_MATCH_NONE,
    0,
    1,
    "当天没有活动" },
  { "/match/chat-suggests-the-latest-before",
    { { "2019-06-12T20:00", NULL, ZB_DOUBT_NOT_AFTER, TRUE } },
    { { "2019-06-10T09:00", "2019-06-10T11:40" }, { "2019-06-12T15:00", "2019-06-12T16:00" }, { "2019-06-12T20:30", NULL } },
    ZB_MATCH_CHAT,
    2,
    1,
    "不晚于 6 月 12 日 20:00" },
  { "/match/chat-looks-three-days-back",
    { { "2019-06-14T10:00", NULL, ZB_DOUBT_NOT_AFTER, TRUE } },
    { { "2019-06-10T09:00", "2019-06-10T10:00" } },
    ZB_MATCH_UNDATED,
    0,
    1,
    NULL },
  { "/match/no-date-is-undated", { { NULL } }, { { "2019-06-10", NULL } }, ZB_MATCH_UNDATED, 0, 1, NULL },
  { "/match/what-a-person-linked-decides-for-its-neighbours",
    { { "2019-06-10T15:10", A }, { "2019-06-10T15:12", A, 0, FALSE, 2 }, { "2019-06-10T15:50", A } },
    { { "2019-06-10T16:30", "2019-06-10T17:00" }, { "2019-06-10T13:00", "2019-06-10T14:30" } },
    ZB_MATCH_FITS,
    2,
    2,
    NULL },
  { "/match/who-is-never-at-meetings-is-asked",
    { { "2019-06-10T18:30", B },
      { "2019-06-03T18:40", B },
      { "2019-06-04T19:10", B },
      { "2019-06-05T20:00", B },
      { "2019-06-06T21:00", B } },
    { { "2019-06-10T15:00", "2019-06-10T17:10" } },
    ZB_MATCH_STRANGER,
    1,
    5,
    "多在拍别的",
    TRUE },
  { "/match/before-a-calendar-is-kept-nothing-is-held-against-a-camera",
    { { "2019-06-10T18:30", B },
      { "2019-06-03T18:40", B },
      { "2019-06-04T19:10", B },
      { "2019-06-05T20:00", B },
      { "2019-06-06T21:00", B } },
    { { "2019-06-10T15:00", "2019-06-10T17:10" } },
    ZB_MATCH_FITS,
    1,
    5,
    NULL },
};

static guint
add_kept_calendar (ZbMatchMeeting *meetings, guint n)
{
  for (guint i = 0; i < KEPT; i++)
    {
      meetings[n + i] = (ZbMatchMeeting){ .id = n + i + 1 };
      g_assert_true (zb_wall_set (&meetings[n + i].start, 2010, 1, i + 1, 9, 0, 0));
    }

  return n + KEPT;
}

static GArray *
make_photos (const Case *one)
{
  GArray *photos = g_array_new (FALSE, TRUE, sizeof (ZbMatchPhoto));

  for (guint i = 0; i < MOST && (i == 0 || one->photos[i].taken != NULL); i++)
    {
      const Photo *given = &one->photos[i];
      ZbMatchPhoto photo = { .id = i + 1, .camera = given->camera, .doubts = given->doubts, .meeting = given->meeting };

      photo.links = !given->doubtful;
      photo.confidence = given->doubtful ? ZB_CONFIDENCE_LOW : ZB_CONFIDENCE_HIGH;
      photo.source = ZB_SOURCE_EXIF_ORIGINAL;
      zb_wall_parse (&photo.taken, given->taken);
      g_array_append_val (photos, photo);
    }

  return photos;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GArray) photos = make_photos (one);
  g_autoptr (GPtrArray) proposals = NULL;
  ZbMatchMeeting meetings[G_N_ELEMENTS (one->meetings) + KEPT];
  guint          n = 0, n_seen = 0;

  for (; n < G_N_ELEMENTS (one->meetings) && one->meetings[n].start != NULL; n++)
    {
      meetings[n].id = n + 1;
      g_assert_true (zb_wall_parse (&meetings[n].start, one->meetings[n].start));
      zb_wall_parse (&meetings[n].end, one->meetings[n].end);
    }

  if (one->kept)
    n = add_kept_calendar (meetings, n);
  proposals = zb_match ((const ZbMatchPhoto *) photos->data, photos->len, meetings, n);
  if (one->n_proposals > 0)
    g_assert_cmpuint (proposals->len, ==, one->n_proposals);

  for (guint i = 0; i < proposals->len; i++)
    {
      const ZbProposal *proposal = proposals->pdata[i];
      g_autofree char  *reason = zb_proposal_dup_reason (proposal);

      if (g_array_index (proposal->photos, guint, 0) != 0)
        continue;
      n_seen++;
      g_assert_cmpint (proposal->why, ==, one->why);
      g_assert_cmpint (proposal->meeting, ==, one->meeting);
      g_assert_cmpint (proposal->certain, ==, one->why == ZB_MATCH_FITS);
      g_assert_cmpfloat (proposal->score, >=, 0);
      g_assert_cmpfloat (proposal->score, <=, 1);
      if (one->reason != NULL && strstr (reason, one->reason) == NULL)
        g_error ("“%s” does not say “%s”", reason, one->reason);
    }
  g_assert_cmpuint (n_seen, ==, 1);
}

static void
test_windows (void)
{
  static const struct
  {
    const char *start, *end, *from, *to;
  } rows[] = {
    { "2019-06-10T09:00", "2019-06-10T11:40", "2019-06-10T08:00", "2019-06-10T13:10" },
    { "2019-06-10T09:00", NULL, "2019-06-10T08:00", "2019-06-10T12:30" },
    { "2019-06-10", NULL, "2019-06-10T04:00", "2019-06-11T03:59:59" },
    { "2019-06-10", "2019-06-12", "2019-06-10T04:00", "2019-06-13T03:59:59" },
    { "2019-06-10T14:00", "2019-06-12T12:00", "2019-06-10T13:00", "2019-06-12T13:30" },
    { "2019-06-10T14:00", "2019-06-12", "2019-06-10T13:00", "2019-06-13T03:59:59" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZbMatchMeeting meeting = { .id = 1 };
      ZbWall         from, to;
      gint64         opens, closes;

      zb_wall_parse (&meeting.start, rows[i].start);
      zb_wall_parse (&meeting.end, rows[i].end);
      zb_wall_parse (&from, rows[i].from);
      zb_wall_parse (&to, rows[i].to);
      zb_match_window (&meeting, &opens, &closes);
      g_assert_cmpint (opens, ==, from.seconds);
      g_assert_cmpint (closes, ==, to.seconds);
    }
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) proposals = zb_match (NULL, 0, NULL, 0);

  g_assert_cmpuint (proposals->len, ==, 0);
}

/* A meeting that lasts for years is among them: it must not cost every photo a walk. */
static void
test_speed (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree ZbMatchPhoto   *photos = g_new0 (ZbMatchPhoto, SPEED_PHOTOS);
  g_autofree ZbMatchMeeting *meetings = g_new0 (ZbMatchMeeting, SPEED_MEETINGS);
  g_autoptr (GPtrArray) proposals = NULL;
  static const char *const cameras[] = { A, B, "NIKON D3200", NULL };
  guint                    n = 0;
  gint64                   began;

  for (guint i = 0; i < SPEED_PHOTOS; i++)
    {
      photos[i].taken = (ZbWall){ 1420070400 + g_rand_int_range (rand, 0, 5 * 365 * 86400), ZB_PRECISION_SECOND, "" };
      photos[i].links = TRUE;
      photos[i].camera = cameras[i % G_N_ELEMENTS (cameras)];
    }
  for (guint i = 0; i < SPEED_MEETINGS; i++)
    {
      meetings[i].id = i + 1;
      meetings[i].start = (ZbWall){ 1420070400 + g_rand_int_range (rand, 0, 5 * 365 * 86400), ZB_PRECISION_MINUTE, "" };
      if (i == 0)
        meetings[i].end = zb_wall_plus (meetings[i].start, 900 * ZB_DAY_SECONDS);
    }

  began = g_get_monotonic_time ();
  proposals = zb_match (photos, SPEED_PHOTOS, meetings, SPEED_MEETINGS);
  g_test_message ("%d photos, %d meetings: %.0f ms", SPEED_PHOTOS, SPEED_MEETINGS, (g_get_monotonic_time () - began) / 1e3);
  for (guint i = 0; i < proposals->len; i++)
    n += ((ZbProposal *) proposals->pdata[i])->photos->len;
  g_assert_cmpuint (n, ==, SPEED_PHOTOS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_case);
  g_test_add_func ("/match/windows", test_windows);
  g_test_add_func ("/match/nothing-is-nothing", test_nothing);
  g_test_add_func ("/match/a-hundred-thousand-photos-are-each-in-one-proposal", test_speed);

  return g_test_run ();
}
