/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/taken.h"

#include <string.h>

/* The ladder: what a file says of itself, and its name, in; which date, and how sure, out. */
#define HIGH ZB_CONFIDENCE_HIGH
#define MEDIUM ZB_CONFIDENCE_MEDIUM
#define LOW ZB_CONFIDENCE_LOW
#define TODAY "2024-03-01"

typedef struct
{
  ZbText      text;
  const char *value;
} Said;

typedef struct
{
  const char  *title;
  Said         said[6];
  const char  *name;
  const char  *folder;
  ZbSource     source;
  const char  *wall;
  const char  *offset;
  ZbConfidence confidence;
  guint        doubts;
  gboolean     links;
  ZbFormat     format;
} Case;

#define ORIGINAL ZB_TEXT_EXIF_ORIGINAL
#define DIGITIZED ZB_TEXT_EXIF_DIGITIZED
#define MODIFIED ZB_TEXT_EXIF_MODIFIED

static const Case cases[] = {
  { "the camera's record", { { ORIGINAL, "2019:06:10 09:30:12" } }, "IMG_0001.JPG", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, HIGH, 0, TRUE },
  { "sub-seconds are a fraction", { { ORIGINAL, "2019:06:10 09:30:12" }, { ZB_TEXT_EXIF_ORIGINAL_SUBSEC, "07 " } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12.07", NULL, HIGH, 0, TRUE },
  { "senseless sub-seconds", { { ORIGINAL, "2019:06:10 09:30:12" }, { ZB_TEXT_EXIF_ORIGINAL_SUBSEC, "0x10" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, HIGH, 0, TRUE },
  { "the offset is kept, not applied", { { ORIGINAL, "2019:06:10 09:30:12" }, { ZB_TEXT_EXIF_ORIGINAL_OFFSET, "-0500" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", "-05:00", HIGH, 0, TRUE },
  { "a blank offset", { { ORIGINAL, "2019:06:10 09:30:12" }, { ZB_TEXT_EXIF_ORIGINAL_OFFSET, "   :  " } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, HIGH, 0, TRUE },
  { "OffsetTime belongs to DateTime", { { ORIGINAL, "2019:06:10 09:30:12" }, { ZB_TEXT_EXIF_MODIFIED_OFFSET, "+02:00" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, HIGH, 0, TRUE },
  { "a later edit is no contradiction", { { ORIGINAL, "2019:06:10 09:30:12" }, { MODIFIED, "2020:01:02 10:00:00" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, HIGH, 0, TRUE },
  { "XMP of another day is one", { { ORIGINAL, "2019:06:10 09:30:12" }, { ZB_TEXT_XMP_ORIGINAL, "2018-06-10T09:30:12" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, MEDIUM, ZB_DOUBT_CONTRADICTED, FALSE },
  { "a day that an editor wrote is none", { { ORIGINAL, "2019:06:10 09:30:12" }, { ZB_TEXT_XMP_PHOTOSHOP, "2019-08-10" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, HIGH, 0, TRUE },
  { "XMP in another zone is none", { { ORIGINAL, "2019:06:10 09:30:12" }, { ZB_TEXT_XMP_ORIGINAL, "2019-06-10T01:30:12Z" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, HIGH, 0, TRUE },
  { "blanks are absent", { { ORIGINAL, "    :  :     :  :  " }, { DIGITIZED, "2019:06:10 09:30:13" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_DIGITIZED, "2019-06-10T09:30:13", NULL, HIGH, 0, TRUE },
  { "what is no date is refused", { { ORIGINAL, "2019:13:10 09:30:12" }, { DIGITIZED, "2019:06:10 09:30:13" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_DIGITIZED, "2019-06-10T09:30:13", NULL, HIGH, 0, TRUE },
  { "a leap second", { { ORIGINAL, "2016:12:31 23:59:60" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2016-12-31T23:59:59", NULL, HIGH, ZB_DOUBT_SECOND_60, TRUE },
  { "XMP before Digitized", { { ZB_TEXT_XMP_ORIGINAL, "2019-06-10T09:30:12.25+02:00" }, { DIGITIZED, "2019:06:11 09:00:00" } }, "a.jpg", NULL, ZB_SOURCE_XMP, "2019-06-10T09:30:12.25", "+02:00", HIGH, 0, TRUE },
  { "a day alone does not link", { { ZB_TEXT_XMP_PHOTOSHOP, "2019-06-10" } }, "a.jpg", NULL, ZB_SOURCE_XMP, "2019-06-10", NULL, HIGH, 0, FALSE },
  { "IPTC's day and time", { { ZB_TEXT_IPTC_DATE, "20190610" }, { ZB_TEXT_IPTC_TIME, "093012+0800" } }, "a.jpg", NULL, ZB_SOURCE_IPTC, "2019-06-10T09:30:12", "+08:00", HIGH, 0, TRUE },
  { "a camera's name", { { ZB_N_TEXTS, NULL } }, "IMG_20190610_093012.jpg", NULL, ZB_SOURCE_NAME, "2019-06-10T09:30:12", NULL, MEDIUM, 0, TRUE },
  { "a camera's name against its folder", { { ZB_N_TEXTS, NULL } }, "IMG_20190610_093012.jpg", "2019-07-01 主题党日", ZB_SOURCE_NAME, "2019-06-10T09:30:12", NULL, LOW, ZB_DOUBT_CONTRADICTED, FALSE },
  { "a camera's name edited before it was", { { MODIFIED, "2018:01:01 10:00:00" } }, "IMG_20190610_093012.jpg", NULL, ZB_SOURCE_NAME, "2019-06-10T09:30:12", NULL, LOW, ZB_DOUBT_CONTRADICTED, FALSE },
  { "a camera's name edited later", { { MODIFIED, "2019:08:01 10:00:00" } }, "IMG_20190610_093012.jpg", NULL, ZB_SOURCE_NAME, "2019-06-10T09:30:12", NULL, MEDIUM, 0, TRUE },
  { "a name in UTC", { { ZB_N_TEXTS, NULL } }, "PXL_20190610_013012345.jpg", NULL, ZB_SOURCE_NAME, "2019-06-10T09:30:12", NULL, MEDIUM, ZB_DOUBT_UTC, TRUE },
  { "an open decade", { { ZB_N_TEXTS, NULL } }, "P51222-205940.jpg", NULL, ZB_SOURCE_NAME, "2015-12-22T20:59:40", NULL, LOW, ZB_DOUBT_DECADE, FALSE },
  { "GPS is UTC", { { ZB_TEXT_GPS_DATE, "2019:06:10 " }, { ZB_TEXT_GPS_TIME, "01:30:12.5" } }, "a.jpg", NULL, ZB_SOURCE_GPS, "2019-06-10T09:30:12", NULL, MEDIUM, ZB_DOUBT_UTC, FALSE },
  { "GPS over midnight", { { ZB_TEXT_GPS_DATE, "2019:06:10" }, { ZB_TEXT_GPS_TIME, "16:30:12" } }, "a.jpg", NULL, ZB_SOURCE_GPS, "2019-06-11T00:30:12", NULL, MEDIUM, ZB_DOUBT_UTC, FALSE },
  { "GPS without a day", { { ZB_TEXT_GPS_TIME, "01:30:12" } }, "a.jpg", NULL, ZB_SOURCE_NONE, NULL, NULL, 0, 0, FALSE },
  { "xmp:CreateDate", { { ZB_TEXT_XMP_CREATE, "2019-06-10T09:30" } }, "a.jpg", NULL, ZB_SOURCE_XMP, "2019-06-10T09:30", NULL, LOW, 0, FALSE },
  { "the last edit", { { MODIFIED, "2019:06:10 09:30:12" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_MODIFIED, "2019-06-10T09:30:12", NULL, LOW, ZB_DOUBT_EDITED, FALSE },
  { "a video", { { ZB_TEXT_CONTAINER, "2019-06-10T01:30:12Z" } }, "MVI_0001.MP4", NULL, ZB_SOURCE_CONTAINER, "2019-06-10T09:30:12", NULL, MEDIUM, ZB_DOUBT_UTC, FALSE, ZB_FORMAT_MP4 },
  { "a PNG's text", { { ZB_TEXT_CONTAINER, "2019:06:10 09:30:12" } }, "a.png", NULL, ZB_SOURCE_CONTAINER, "2019-06-10T09:30:12", NULL, LOW, 0, FALSE, ZB_FORMAT_PNG },
  { "a chat's saving time", { { ZB_N_TEXTS, NULL } }, "mmexport1560130212345.jpg", NULL, ZB_SOURCE_CHAT_NAME, "2019-06-10T09:30:12", NULL, LOW, ZB_DOUBT_NOT_AFTER | ZB_DOUBT_UTC | ZB_DOUBT_CHAT, FALSE },
  { "a chat's wall clock", { { ZB_N_TEXTS, NULL } }, "微信图片_20190610093012.jpg", "2019-06-01", ZB_SOURCE_CHAT_NAME, "2019-06-10T09:30:12", NULL, LOW, ZB_DOUBT_NOT_AFTER | ZB_DOUBT_CHAT, FALSE },
  { "a chat's picture with a date and no camera", { { ORIGINAL, "2019:06:10 09:30:12" } }, "mmexport1560130212345.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, LOW, ZB_DOUBT_CHAT, FALSE },
  { "a chat's original picture", { { ORIGINAL, "2019:06:10 09:30:12" }, { ZB_TEXT_MODEL, "P30" } }, "mmexport1560130212345.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, HIGH, 0, TRUE },
  { "an edited picture's name", { { ZB_N_TEXTS, NULL } }, "MTXX_20190610093012.jpg", NULL, ZB_SOURCE_CHAT_NAME, "2019-06-10T09:30:12", NULL, LOW, ZB_DOUBT_NOT_AFTER | ZB_DOUBT_EDITED, FALSE },
  { "a folder's day", { { ZB_N_TEXTS, NULL } }, "DSC_0001.JPG", "2019-06-10 主题党日", ZB_SOURCE_FOLDER, "2019-06-10", NULL, LOW, 0, FALSE },
  { "nothing but the file's time", { { ZB_N_TEXTS, NULL } }, "DSC_0001.JPG", NULL, ZB_SOURCE_NONE, NULL, NULL, 0, 0, FALSE },
  { "a lost clock", { { ORIGINAL, "2000:01:01 00:00:07" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2000-01-01T00:00:07", NULL, LOW, ZB_DOUBT_RESET | ZB_DOUBT_BEFORE_BRANCH, FALSE },
  { "New Year at noon is no lost clock", { { ORIGINAL, "2019:01:01 12:00:07" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-01-01T12:00:07", NULL, HIGH, 0, TRUE },
  { "Canon's lost clock", { { ORIGINAL, "2002:12:08 12:00:00" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2002-12-08T12:00:00", NULL, LOW, ZB_DOUBT_RESET | ZB_DOUBT_BEFORE_BRANCH, FALSE },
  { "1970", { { ORIGINAL, "1970:01:01 10:00:00" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "1970-01-01T10:00:00", NULL, LOW, ZB_DOUBT_RESET | ZB_DOUBT_OLD | ZB_DOUBT_BEFORE_BRANCH, FALSE },
  { "tomorrow is no future", { { ORIGINAL, "2024:03:02 10:00:00" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2024-03-02T10:00:00", NULL, HIGH, 0, TRUE },
  { "the day after is", { { ORIGINAL, "2024:03:03 10:00:00" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2024-03-03T10:00:00", NULL, LOW, ZB_DOUBT_FUTURE, FALSE },
  { "before the branch", { { ORIGINAL, "2009:06:10 09:30:12" } }, "a.jpg", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2009-06-10T09:30:12", NULL, LOW, ZB_DOUBT_BEFORE_BRANCH, FALSE },
  { "a screen shot never links", { { ORIGINAL, "2019:06:10 09:30:12" } }, "Screenshot_20190610-093012.png", NULL, ZB_SOURCE_EXIF_ORIGINAL, "2019-06-10T09:30:12", NULL, HIGH, 0, FALSE },
};

static ZbTaken *
decide (const Case *c,
        gboolean    scanner)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  ZbTags         tags = { .format = c->format != ZB_FORMAT_NONE ? c->format : ZB_FORMAT_JPEG, .orientation = 1, .scanner = scanner };
  ZbTakenContext context = { .name = c->name, .folder = c->folder, .mtime = 1234567890, .zone = zone };
  ZbWall         today, founded;

  for (guint i = 0; i < G_N_ELEMENTS (c->said); i++)
    if (c->said[i].value != NULL)
      tags.text[c->said[i].text] = (char *) c->said[i].value;
  g_assert_true (zb_wall_parse (&today, TODAY));
  g_assert_true (zb_wall_parse (&founded, "2010-07-01"));
  context.today = today.seconds;
  context.founded = founded.seconds;

  return zb_taken_decide (&tags, &context);
}

static void
test_ladder (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZbTaken) taken = decide (&cases[i], FALSE);
      g_autofree char   *text = NULL;
      const ZbCandidate *best = zb_taken_get_best (taken);

      g_test_message ("%s", cases[i].title);
      g_assert_cmpint (zb_taken_get_links (taken), ==, cases[i].links);
      if (cases[i].wall == NULL)
        {
          g_assert_null (best);
          continue;
        }
      g_assert_nonnull (best);
      text = zb_wall_to_text (&best->wall);
      g_assert_cmpstr (text, ==, cases[i].wall);
      g_assert_cmpint (best->source, ==, cases[i].source);
      g_assert_cmpstr (best->offset, ==, cases[i].offset);
      g_assert_cmpint (best->confidence, ==, cases[i].confidence);
      g_assert_cmphex (best->doubts, ==, cases[i].doubts);
    }
}

static void
test_scanner (void)
{
  const Case c = { "", { { DIGITIZED, "2019:06:10 09:30:12" } }, "a.jpg", NULL };
  g_autoptr (ZbTaken) taken = decide (&c, TRUE);

  g_assert_null (zb_taken_get_best (taken));
  g_assert_cmpint (zb_taken_get (taken, 0)->source, ==, ZB_SOURCE_SCAN);
}

/* All of them stay, in order, each with what stood there. */
static void
test_candidates (void)
{
  const Case            c = { "", { { ORIGINAL, "2019:13:10 09:30:12" }, { DIGITIZED, "2019:06:10 09:30:13" }, { ZB_TEXT_XMP_CREATE, "2019-06-10" }, { MODIFIED, "2019:06:11 08:00:00" }, { ZB_TEXT_GPS_DATE, "2019:06:10" }, { ZB_TEXT_GPS_TIME, "99:99:99" } }, "IMG_20190610_093012.jpg", "2019-06-10" };
  static const ZbSource expected[] = { ZB_SOURCE_EXIF_ORIGINAL, ZB_SOURCE_EXIF_DIGITIZED, ZB_SOURCE_NAME, ZB_SOURCE_GPS, ZB_SOURCE_XMP, ZB_SOURCE_EXIF_MODIFIED, ZB_SOURCE_FOLDER, ZB_SOURCE_FILE_TIME };
  g_autoptr (ZbTaken) taken = decide (&c, FALSE);

  g_assert_cmpuint (zb_taken_get_n (taken), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (zb_taken_get (taken, i)->source, ==, expected[i]);
  g_assert_cmphex (zb_taken_get (taken, 0)->doubts, ==, ZB_DOUBT_REFUSED);
  g_assert_cmpstr (zb_taken_get (taken, 0)->raw, ==, "2019:13:10 09:30:12");
  g_assert_cmphex (zb_taken_get (taken, 3)->doubts, ==, ZB_DOUBT_REFUSED);
  g_assert_cmpint (zb_taken_get_chosen (taken), ==, 1);
}

static void
test_raw_is_short (void)
{
  g_autofree char *folder = g_strnfill (300, 'x');
  g_autofree char *name = g_strconcat ("2019-06-10 主题党日", folder, NULL);
  const Case       c = { "", { { ZB_N_TEXTS, NULL } }, "a.jpg", name };
  g_autoptr (ZbTaken) taken = decide (&c, FALSE);

  g_assert_cmpuint (strlen (zb_taken_get (taken, 0)->raw), <=, 80);
  g_assert_true (g_utf8_validate (zb_taken_get (taken, 0)->raw, -1, NULL));
}

static void
test_screenshots (void)
{
  static const struct
  {
    ZbFormat    format;
    int         width, height;
    const char *make, *name;
    gboolean    screenshot;
  } pictures[] = {
    { ZB_FORMAT_PNG, 1080, 2340, NULL, "a.png", TRUE },
    { ZB_FORMAT_PNG, 2340, 1080, NULL, "a.png", TRUE },
    { ZB_FORMAT_PNG, 1920, 1080, NULL, "a.png", TRUE },
    { ZB_FORMAT_PNG, 1080, 2340, "HUAWEI", "a.png", FALSE },
    { ZB_FORMAT_PNG, 1200, 800, NULL, "a.png", FALSE },
    { ZB_FORMAT_JPEG, 1080, 2340, NULL, "a.jpg", FALSE },
    { ZB_FORMAT_JPEG, 100, 100, NULL, "Screenshot_1.jpg", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      ZbTags tags = { .format = pictures[i].format, .width = pictures[i].width, .height = pictures[i].height };

      tags.text[ZB_TEXT_MAKE] = (char *) pictures[i].make;
      g_assert_cmpint (zb_taken_is_screenshot (&tags, pictures[i].name), ==, pictures[i].screenshot);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/taken/the-strongest-source-and-its-doubts", test_ladder);
  g_test_add_func ("/photo/taken/a-scan-is-no-shooting-time", test_scanner);
  g_test_add_func ("/photo/taken/every-candidate-is-kept-in-order", test_candidates);
  g_test_add_func ("/photo/taken/what-stood-there-is-cut-between-characters", test_raw_is_short);
  g_test_add_func ("/photo/taken/screen-shots-are-known-by-name-or-size", test_screenshots);

  return g_test_run ();
}
