/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/clock.h"

#include <string.h>

#define MOST 12
#define NIKON "NIKON CORPORATION NIKON D3200 #6021456"

typedef struct
{
  const char *taken;
  const char *name;
  guint       doubts;
  const char *gps; /* by the library's zone */
} Photo;

typedef struct
{
  const char *start, *end;
} Meeting;

typedef struct
{
  const char *name;
  Photo       photos[MOST];
  Meeting     meetings[6];
  const char *found; /* "shift +28800 3", "reset 2", "" for nothing; several by commas */
} Case;

static const Case cases[] = {
  { "/clock/eight-hours-slow",
    { { "2019-05-08T07:05" }, { "2019-05-08T07:30" }, { "2019-05-08T08:02" } },
    { { "2019-05-08T15:00", "2019-05-08T16:10" } },
    "shift +28800 3" },
  { "/clock/twelve-hours-fast",
    { { "2019-05-08T21:10" }, { "2019-05-08T21:30" }, { "2019-05-08T22:00" } },
    { { "2019-05-08T09:00", "2019-05-08T10:30" } },
    "shift -43200 3" },
  { "/clock/a-year-behind",
    { { "2018-05-08T15:10" }, { "2018-05-08T15:30" }, { "2018-05-08T16:00" } },
    { { "2019-05-08T15:00", "2019-05-08T16:10" } },
    "shift +31536000 3" },
  { "/clock/a-day-ahead-in-two-meetings",
    { { "2019-05-09T15:10" }, { "2019-05-09T15:30" }, { "2019-05-21T09:30" }, { "2019-05-21T09:50" } },
    { { "2019-05-08T15:00", "2019-05-08T16:10" }, { "2019-05-20T09:00", "2019-05-20T11:00" } },
    "shift -86400 4" },
  { "/clock/a-day-off-from-one-meeting-is-chance",
    { { "2019-05-09T15:10" }, { "2019-05-09T15:30" }, { "2019-05-09T15:50" } },
    { { "2019-05-08T15:00", "2019-05-08T16:10" } },
    "" },
  { "/clock/two-photos-are-not-enough",
    { { "2019-05-08T07:05" }, { "2019-05-08T07:30" } },
    { { "2019-05-08T15:00", "2019-05-08T16:10" } },
    "" },
  { "/clock/what-fits-is-left-alone",
    { { "2019-05-08T15:05" }, { "2019-05-08T15:30" }, { "2019-05-08T16:02" } },
    { { "2019-05-08T15:00", "2019-05-08T16:10" }, { "2019-05-08T07:00", "2019-05-08T08:00" } },
    "" },
  { "/clock/an-evening-of-a-camera-that-fits-is-no-wrong-clock",
    { { "2019-05-08T15:05" },
      { "2019-05-08T15:30" },
      { "2019-05-10T15:05" },
      { "2019-05-10T23:05" },
      { "2019-05-10T23:10" },
      { "2019-05-10T23:20" } },
    { { "2019-05-08T15:00", "2019-05-08T16:10" }, { "2019-05-10T15:00", "2019-05-10T16:10" } },
    "" },
  { "/clock/no-meeting-no-guess",
    { { "2019-05-08T07:05" }, { "2019-05-08T07:30" }, { "2019-05-08T08:02" } },
    { { NULL } },
    "" },
  { "/clock/fixes-tell-it-without-meetings",
    { { "2019-05-08T07:05", NULL, 0, "2019-05-08T15:05" },
      { "2019-05-08T07:30", NULL, 0, "2019-05-08T15:29" },
      { "2019-05-08T08:02", NULL, 0, "2019-05-08T16:01" } },
    { { NULL } },
    "shift +28800 3" },
  { "/clock/fixes-that-agree-end-the-question",
    { { "2019-05-08T07:05", NULL, 0, "2019-05-08T07:05" },
      { "2019-05-08T07:30", NULL, 0, "2019-05-08T07:30" },
      { "2019-05-08T08:02", NULL, 0, "2019-05-08T08:02" } },
    { { "2019-05-08T15:00", "2019-05-08T16:10" } },
    "" },
  { "/clock/a-lost-clock-is-asked",
    { { "2000-01-01T00:03", "DSC00448.JPG", ZB_DOUBT_RESET }, { "2000-01-01T00:10", "DSC00449.JPG", ZB_DOUBT_RESET } },
    { { "2019-05-08T15:00", "2019-05-08T16:10" } },
    "reset 2" },
  { "/clock/back-while-the-numbers-rise-is-lost",
    { { "2019-05-01T10:00", "DSC_0010.JPG" },
      { "2019-05-01T10:05", "DSC_0011.JPG" },
      { "2019-05-01T10:10", "DSC_0012.JPG" },
      { "2012-03-04T00:10", "DSC_0013.JPG" },
      { "2012-03-04T00:20", "DSC_0014.JPG" } },
    { { NULL } },
    "reset 2" },
  { "/clock/after-9999-comes-0001",
    { { "2019-05-01T10:00", "DSC_9997.JPG" },
      { "2019-05-01T10:05", "DSC_9998.JPG" },
      { "2019-05-03T10:10", "DSC_0001.JPG" },
      { "2019-05-04T10:10", "DSC_0002.JPG" } },
    { { NULL } },
    "" },
  { "/clock/back-after-9999-is-lost-all-the-same",
    { { "2019-05-01T10:00", "DSC_9997.JPG" },
      { "2019-05-01T10:05", "DSC_9998.JPG" },
      { "2019-05-03T10:10", "DSC_0001.JPG" },
      { "2012-05-04T10:10", "DSC_0002.JPG" } },
    { { NULL } },
    "reset 1" },
  { "/clock/a-counter-that-started-again-is-no-clock",
    { { "2019-03-01T10:00", "IMG_0001.JPG" },
      { "2019-03-01T10:05", "IMG_0002.JPG" },
      { "2019-05-01T10:00", "IMG_0001.JPG" },
      { "2019-05-01T10:05", "IMG_0002.JPG" } },
    { { NULL } },
    "" },
  { "/clock/numbers-in-phone-names-are-times",
    { { "2019-03-01T10:00", "IMG_20190301_100000.jpg" },
      { "2019-05-01T09:00", "IMG_20190501_090000.jpg" },
      { "2019-06-01T08:00", "IMG_20190601_080000.jpg" } },
    { { NULL } },
    "" },
};

static char *
describe (GPtrArray *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const ZbClockProposal *proposal = found->pdata[i];
      const char            *separator = i > 0 ? "," : "";

      g_assert_cmpstr (proposal->camera, ==, NIKON);
      if (proposal->kind == ZB_CLOCK_RESET)
        g_string_append_printf (text, "%sreset %u", separator, proposal->photos->len);
      else
        g_string_append_printf (text, "%sshift %+" G_GINT64_FORMAT " %u", separator, proposal->seconds,
                                proposal->photos->len);
    }

  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case      *one = data;
  ZbClockPhoto     photos[MOST] = { 0 };
  ZbMatchMeeting   meetings[G_N_ELEMENTS (one->meetings)] = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) found = NULL;
  guint n = 0, m = 0;

  for (; n < MOST && one->photos[n].taken != NULL; n++)
    {
      ZbWall fix;

      photos[n].photo.camera = NIKON;
      photos[n].photo.doubts = one->photos[n].doubts;
      photos[n].photo.links = one->photos[n].doubts == 0;
      photos[n].photo.source = ZB_SOURCE_EXIF_ORIGINAL;
      photos[n].name = one->photos[n].name;
      g_assert_true (zb_wall_parse (&photos[n].photo.taken, one->photos[n].taken));
      if (zb_wall_parse (&fix, one->photos[n].gps))
        photos[n].gps = fix.seconds;
    }
  for (; m < G_N_ELEMENTS (meetings) && one->meetings[m].start != NULL; m++)
    {
      meetings[m].id = m + 1;
      zb_wall_parse (&meetings[m].start, one->meetings[m].start);
      zb_wall_parse (&meetings[m].end, one->meetings[m].end);
    }

  found = zb_clock_find (photos, n, meetings, m);
  text = describe (found);
  g_assert_cmpstr (text, ==, one->found);
}

static void
test_a_camera_wrong_for_a_while (void)
{
  static const char *const days[] = { "2019-03-04", "2019-03-11", "2019-03-18", "2019-03-25", "2019-04-01", "2019-04-08" };
  ZbMatchMeeting           meetings[G_N_ELEMENTS (days)] = { 0 };
  ZbClockPhoto             photos[G_N_ELEMENTS (days) * 3] = { 0 };
  g_autoptr (GPtrArray) found = NULL;
  const ZbClockProposal *proposal;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      ZbWall day;

      g_assert_true (zb_wall_parse (&day, days[i]));
      meetings[i] = (ZbMatchMeeting){ i + 1, { day.seconds + 15 * 3600, ZB_PRECISION_MINUTE, "" }, ZB_WALL_NONE };
      for (guint k = 0; k < 3; k++)
        {
          ZbClockPhoto *photo = &photos[i * 3 + k];
          gboolean      slow = i >= 1 && i <= 4;

          photo->photo.camera = NIKON;
          photo->photo.links = TRUE;
          photo->photo.source = ZB_SOURCE_EXIF_ORIGINAL;
          photo->photo.taken = (ZbWall){ meetings[i].start.seconds + 600 * k - (slow ? 8 * 3600 : 0), ZB_PRECISION_SECOND, "" };
        }
    }

  found = zb_clock_find (photos, G_N_ELEMENTS (photos), meetings, G_N_ELEMENTS (meetings));
  g_assert_cmpuint (found->len, ==, 1);
  proposal = found->pdata[0];
  g_assert_cmpint (proposal->seconds, ==, 8 * 3600);
  g_assert_cmpuint (proposal->photos->len, ==, 12);
  g_assert_cmpuint (proposal->n_linked, ==, 12);
}

static void
test_reasons (void)
{
  ZbClockProposal  proposal = { ZB_CLOCK_SHIFT, (char *) NIKON, 8 * 3600 };
  g_autofree char *slow = NULL;
  g_autofree char *fast = NULL;
  g_autofree char *reset = NULL;
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (guint));

  proposal.photos = photos;
  slow = zb_clock_proposal_dup_reason (&proposal);
  g_assert_cmpstr (slow, ==, "尼康 D3200 的时间可能慢了 8 小时");

  proposal.camera = (char *) "Canon EOS 700D";
  proposal.seconds = -90061;
  fast = zb_clock_proposal_dup_reason (&proposal);
  g_assert_cmpstr (fast, ==, "佳能 EOS 700D 的时间可能快了 1 天 1 小时 1 分 1 秒");

  proposal.kind = ZB_CLOCK_RESET;
  proposal.seconds = 0;
  zb_wall_set_day (&proposal.from, 2000, 1, 1);
  reset = zb_clock_proposal_dup_reason (&proposal);
  g_assert_nonnull (strstr (reset, "2000 年 1 月 1 日"));
}

static void
test_offsets (void)
{
  static const struct
  {
    const char *text;
    gint64      seconds; /* 0: refused */
  } rows[] = {
    { "+8h", 28800 },
    { "-3d", -259200 },
    { "+00:12:30", 750 },
    { "-08:00", -28800 },
    { "+1y", 31536000 },
    { "+1d8h", 115200 },
    { "+2m10s", 130 },
    { "+0h", 0 },
    { "8h", 0 },
    { "+", 0 },
    { "", 0 },
    { "+8", 0 },
    { "+8x", 0 },
    { "+8h8h", 0 },
    { "+1h1d", 0 },
    { "++8h", 0 },
    { "+ 8h", 0 },
    { "+00:61:00", 0 },
    { "+1:2", 0 },
    { "+00:00:00:00", 0 },
    { "+99999999999999999999y", 0 },
    { "+101y", 0 },
  };
  gint64 seconds;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (zb_clock_parse_offset (rows[i].text, &seconds), ==, rows[i].seconds != 0);
      g_assert_cmpint (seconds, ==, rows[i].seconds);
    }
  g_assert_false (zb_clock_parse_offset (NULL, &seconds));
}

static void
test_offsets_in_words (void)
{
  static const struct
  {
    gint64      seconds;
    const char *words;
  } rows[] = {
    { 28800, "8 小时" },
    { -28800, "8 小时" },
    { 266400, "3 天 2 小时" },
    { 750, "12 分 30 秒" },
    { 720, "12 分钟" },
    { 0, "0 秒" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = zb_clock_dup_offset (rows[i].seconds);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_case);
  g_test_add_func ("/clock/a-camera-wrong-for-a-while", test_a_camera_wrong_for_a_while);
  g_test_add_func ("/clock/reasons-are-one-sentence", test_reasons);
  g_test_add_func ("/clock/offsets-as-they-are-typed", test_offsets);
  g_test_add_func ("/clock/offsets-in-words", test_offsets_in_words);

  return g_test_run ();
}
