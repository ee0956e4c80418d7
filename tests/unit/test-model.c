/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/album-index.h"
#include "model/meeting.h"
#include "model/outcome.h"
#include "model/photo.h"
#include "model/taken.h"

static void
test_kinds (void)
{
  for (guint i = 0; i < ZB_N_KINDS; i++)
    {
      ZbKind kind = ZB_N_KINDS;

      g_assert_true (zb_kind_parse (zb_kind_to_code (i), &kind));
      g_assert_cmpint (kind, ==, i);
      g_assert_true (zb_kind_parse (zb_kind_get_name (i), &kind));
      g_assert_cmpint (kind, ==, i);
      g_assert_cmpint (g_utf8_strlen (zb_kind_get_mark (i), -1), ==, 1);
    }
}

static void
test_kind_sets (void)
{
  ZbKinds          both = 1u << ZB_KIND_LECTURE | 1u << ZB_KIND_THEME_DAY;
  g_autofree char *codes = zb_kinds_to_text (both);
  g_autofree char *names = zb_kinds_to_names (both);

  g_assert_cmpstr (codes, ==, "theme-day,lecture");
  g_assert_cmpstr (names, ==, "主题党日、党课");
  g_assert_cmpuint (zb_kinds_parse ("lecture, theme-day"), ==, both);
  g_assert_cmpuint (zb_kinds_parse ("lecture,party"), ==, 0);
  g_assert_cmpuint (zb_kinds_parse (""), ==, 0);
  g_assert_cmpuint (zb_kinds_parse (NULL), ==, 0);
  g_assert_cmpint (zb_kinds_first (both), ==, ZB_KIND_THEME_DAY);
  g_assert_cmpint (zb_kinds_first (0), ==, ZB_KIND_OTHER);
}

static ZbMeetingDraft *
make_draft (const char *theme,
            ZbKinds     kinds,
            const char *start,
            const char *end)
{
  ZbMeetingDraft *draft = zb_meeting_draft_new ();

  draft->theme = g_strdup (theme);
  draft->kinds = kinds;
  zb_wall_parse (&draft->start, start);
  zb_wall_parse (&draft->end, end);
  return draft;
}

static const struct
{
  const char    *theme;
  ZbKinds        kinds;
  const char    *start, *end;
  ZbMeetingFault fault;
} drafts[] = {
  { "重温入党誓词", 1, "2019-06-10T09:00", "2019-06-10T11:40", ZB_MEETING_OK },
  { "重温入党誓词", 1, "2019-06-10", NULL, ZB_MEETING_OK },
  { "重温入党誓词", 1, "2019-06-10T09:00", "2019-06-10", ZB_MEETING_OK },
  { "　 ", 1, "2019-06-10", NULL, ZB_MEETING_NO_THEME },
  { NULL, 1, "2019-06-10", NULL, ZB_MEETING_NO_THEME },
  { "学习", 0, "2019-06-10", NULL, ZB_MEETING_NO_KIND },
  { "学习", 1u << ZB_N_KINDS, "2019-06-10", NULL, ZB_MEETING_NO_KIND },
  { "学习", 1, NULL, NULL, ZB_MEETING_NO_START },
  { "学习", 1, "2019-06-10T09:00", "2019-06-10T08:59", ZB_MEETING_END_BEFORE_START },
  { "学习", 1, "2019-06-10", "2019-06-09", ZB_MEETING_END_BEFORE_START },
};

static void
test_drafts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_autoptr (ZbMeetingDraft) draft =
          make_draft (drafts[i].theme, drafts[i].kinds, drafts[i].start, drafts[i].end);

      g_assert_cmpint (zb_meeting_draft_check (draft), ==, drafts[i].fault);
    }
}

static void
test_meeting (void)
{
  g_autoptr (ZbMeetingDraft) draft = make_draft ("学习", 3, "2019-06-10T09:00", "2019-06-10T10:00");
  ZbMeeting *meeting = zb_meeting_new (7, draft, 3);
  g_autoptr (ZbMeetingDraft) again = zb_meeting_to_draft (meeting);
  g_autofree char *date = zb_meeting_dup_date (meeting);
  g_autofree char *when = NULL;

  g_clear_pointer (&draft->theme, g_free);
  g_object_get (meeting, "when", &when, NULL);
  g_assert_cmpstr (when, ==, "6 月 10 日 周一 09:00–10:00");
  g_assert_cmpstr (date, ==, "2019-06-10");
  g_assert_cmpstr (again->theme, ==, "学习");
  g_assert_cmpstr (zb_meeting_get_theme (meeting), ==, "学习");
  g_assert_finalize_object (meeting);
}

static void
test_codes (void)
{
  for (guint i = 0; i < ZB_N_SOURCES; i++)
    g_assert_cmpint (zb_source_from_code (zb_source_to_code (i)), ==, i);
  for (guint i = 0; i < ZB_N_OUTCOMES; i++)
    g_assert_cmpint (zb_outcome_from_code (zb_outcome_to_code (i)), ==, i);
  for (guint i = 0; i <= ZB_CONFIDENCE_HIGH; i++)
    g_assert_cmpint (zb_confidence_from_code (zb_confidence_to_code (i)), ==, i);
  for (guint i = 0; i <= ZB_LINKED_APART; i++)
    g_assert_cmpint (zb_linked_from_code (zb_linked_to_code (i)), ==, i);
  for (guint i = 0; i <= ZB_PRECISION_SECOND; i++)
    g_assert_cmpint (zb_precision_from_code (zb_precision_to_code (i)), ==, i);
}

static void
test_sentences (void)
{
  GPtrArray   *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_candidate_free);
  ZbCandidate *original = zb_candidate_new (ZB_SOURCE_EXIF_ORIGINAL, 1, "2019:06:10 09:30:12");
  ZbCandidate *refused = zb_candidate_new (ZB_SOURCE_EXIF_DIGITIZED, 3, "2019:13:10\xff");
  g_autoptr (ZbTaken) taken = NULL;
  g_autofree char *why = NULL;
  g_autofree char *why_not = NULL;

  original->confidence = ZB_CONFIDENCE_HIGH;
  zb_wall_parse (&original->wall, "2019-06-10T09:30:12");
  refused->doubts = ZB_DOUBT_REFUSED;
  g_ptr_array_add (candidates, original);
  g_ptr_array_add (candidates, refused);

  taken = zb_taken_new (candidates, 0, TRUE);
  why = zb_taken_dup_sentence (taken);
  why_not = zb_candidate_dup_sentence (refused);
  g_assert_cmpstr (why, ==, "相机记录的拍摄时间：2019-06-10 09:30:12（可靠）");
  g_assert_cmpstr (why_not, ==, "相机记录的数字化时间：“2019:13:10\xef\xbf\xbd”；不是有效的日期，没有采用");
}

static void
test_nothing_known (void)
{
  g_autoptr (ZbTaken) taken = zb_taken_new (g_ptr_array_new (), 3, TRUE);
  g_autofree char *why = zb_taken_dup_sentence (taken);

  g_assert_null (zb_taken_get_best (taken));
  g_assert_false (zb_taken_get_links (taken));
  g_assert_cmpstr (why, ==, "文件里、文件名里都没有日期，日期待定");
}

static void
test_photo_keeps_its_own (void)
{
  ZbPhotoFields fields = { .id = 3, .original = g_strdup ("IMG_0412.JPG"), .width = 4000 };
  ZbPhoto      *photo = zb_photo_new (&fields, NULL);

  zb_photo_fields_clear (&fields);
  g_assert_cmpstr (zb_photo_get (photo)->original, ==, "IMG_0412.JPG");
  g_assert_cmpint (zb_photo_get (photo)->width, ==, 4000);
  g_assert_finalize_object (photo);
}

static void
test_index (void)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_group_free);
  GArray    *rows = g_array_new (FALSE, TRUE, sizeof (ZbAlbumRow));
  ZbAlbumRow row = { .photo = 9, .flags = ZB_ROW_DOUBT };
  guint      counts[ZB_N_ALBUM_FILTERS] = { [ZB_ALBUM_UNLINKED] = 1 };
  g_autoptr (ZbAlbumIndex) index = NULL;

  g_array_append_val (rows, row);
  g_ptr_array_add (groups, zb_album_group_new (ZB_GROUP_UNDATED, NULL));
  index = zb_album_index_new (groups, rows, counts);

  g_assert_cmpuint (zb_album_index_get_n_groups (index), ==, 1);
  g_assert_cmpint (zb_album_index_get_row (index, 0)->photo, ==, 9);
  g_assert_cmpuint (zb_album_index_get_count (index, ZB_ALBUM_UNLINKED), ==, 1);
}

static void
add_row (GArray     *rows,
         gint64      photo,
         const char *taken,
         guint       flags)
{
  ZbAlbumRow row = { .photo = photo, .flags = flags };
  ZbWall     wall;

  if (zb_wall_parse (&wall, taken))
    row.seconds = wall.seconds;
  row.flags |= (guint) wall.precision << 13;
  g_array_append_val (rows, row);
}

/* Photos 1 to 4 of a day, 5 without one. */
static ZbAlbumIndex *
make_two_groups (void)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_group_free);
  GArray    *rows = g_array_new (FALSE, TRUE, sizeof (ZbAlbumRow));
  guint      counts[ZB_N_ALBUM_FILTERS] = { [ZB_ALBUM_ALL] = 5 };

  add_row (rows, 1, "2019-06-10T09:00", ZB_ROW_CAPTION);
  add_row (rows, 2, "2019-06-10T09:10:30", 0);
  add_row (rows, 3, "2019-06-10T09:20", ZB_ROW_CAPTION);
  add_row (rows, 4, "2019-06-10", 0);
  add_row (rows, 5, "", ZB_ROW_UNDATED);
  for (guint i = 0; i < 2; i++)
    {
      ZbAlbumGroup *group = zb_album_group_new (i == 0 ? ZB_GROUP_NEW : ZB_GROUP_UNDATED, NULL);

      group->first = i * 4;
      for (guint k = group->first; k < (i == 0 ? 4 : 5); k++)
        zb_album_group_count (group, &g_array_index (rows, ZbAlbumRow, k));
      group->reason = g_strdup (i == 0 ? "新" : "待定");
      g_ptr_array_add (groups, group);
    }

  return zb_album_index_new (groups, rows, counts);
}

static void
test_narrowed (void)
{
  const gint64 ids[] = { 2, 3, 77 };
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ZbAlbumIndex) whole = make_two_groups ();
  g_autoptr (ZbAlbumIndex) none = zb_album_index_narrow (whole, photos);
  g_autoptr (ZbAlbumIndex) some = zb_album_index_narrow (whole, g_array_append_vals (photos, ids, G_N_ELEMENTS (ids)));
  const ZbAlbumGroup *group = zb_album_index_get_group (some, 0);
  g_autofree char    *from = zb_wall_to_text (&group->from), *to = zb_wall_to_text (&group->to);
  g_autofree char    *first = zb_wall_to_text (&zb_album_index_get_group (whole, 0)->from);

  g_assert_cmpstr (first, ==, "2019-06-10");
  g_assert_cmpuint (zb_album_index_get_n_groups (none), ==, 0);
  g_assert_cmpuint (zb_album_index_get_n_groups (some), ==, 1);
  g_assert_cmpuint (zb_album_index_get_n_rows (some), ==, 2);
  g_assert_cmpuint (zb_album_index_get_count (some, ZB_ALBUM_ALL), ==, 5);
  g_assert_cmpuint (group->n, ==, 2);
  g_assert_cmpuint (group->n_without_caption, ==, 1);
  g_assert_cmpstr (group->reason, ==, "新");
  g_assert_cmpstr (from, ==, "2019-06-10T09:10:30");
  g_assert_cmpstr (to, ==, "2019-06-10T09:20");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kind/codes-and-names-come-back", test_kinds);
  g_test_add_func ("/kind/a-set-is-one-text", test_kind_sets);
  g_test_add_func ("/meeting/a-draft-says-what-is-wrong", test_drafts);
  g_test_add_func ("/meeting/a-record-keeps-its-own-words", test_meeting);
  g_test_add_func ("/model/codes-come-back", test_codes);
  g_test_add_func ("/taken/the-reason-is-one-sentence", test_sentences);
  g_test_add_func ("/taken/nothing-known-says-so", test_nothing_known);
  g_test_add_func ("/photo/a-record-keeps-its-own-words", test_photo_keeps_its_own);
  g_test_add_func ("/album-index/rows-and-groups-are-there", test_index);
  g_test_add_func ("/album-index/narrowed-it-keeps-what-is-asked-for", test_narrowed);
  return g_test_run ();
}
