/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import.h"
#include "service/sample.h"
#include "ui/album/date-dialog.h"
#include "ui/album/date-entry.h"
#include "ui/album/date-plan.h"
#include "ui/album/review-page-private.h"
#include "ui/album/review-queue.h"
#include "ui/album/similar-page.h"
#include "ui/album/similar-row.h"

#include "support/support.h"

#include <glib/gstdio.h>

#define LONG 60

static void
test_a_time_is_read_as_people_write_it (void)
{
  static const struct
  {
    const char *text;
    const char *iso; /* NULL: refused */
  } rows[] = {
    { "2019-06-10 09:30", "2019-06-10T09:30" },
    { " 2019-06-10T09:30 ", "2019-06-10T09:30" },
    { "2019.6.10 9:30:05", "2019-06-10T09:30:05" },
    { "2019/6/10 9：30", "2019-06-10T09:30" },
    { "2019年6月10日 下午2点半", "2019-06-10T14:30" },
    { "2019年6月10日上午9点30分", "2019-06-10T09:30" },
    { "2019/6/10 晚上8:30", "2019-06-10T20:30" },
    { "20190610 0930", "2019-06-10T09:30" },
    { "20190610093012", "2019-06-10T09:30:12" },
    { "19-6-10 8:05", "2019-06-10T08:05" },
    { "6-10 9:30", "2018-06-10T09:30" },
    { "6月10日", "2018-06-10" },
    { "6月10日9点", "2018-06-10T09:00" },
    { "9:30", "2018-05-01T09:30" },
    { "2019-6-10", "2019-06-10" },
    { "2019-6", NULL },
    { "930", NULL },
    { "八点", NULL },
    { "", NULL },
    { "::", NULL },
    { "半", NULL },
    { "2019-02-30 08:00", NULL },
    { "2019-06-10 25:00", NULL },
    { "2019-06-10 9:30 1:2", NULL },
    { "99999999999999999999", NULL },
    { "2019-06-10 09:30 x", NULL },
    { "\xff\xfe", NULL },
  };
  ZbWall near;

  g_assert_true (zb_wall_parse (&near, "2018-05-01"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *iso = NULL;
      ZbWall           wall;

      g_assert_cmpint (zb_date_entry_parse (rows[i].text, &near, &wall), ==, rows[i].iso != NULL);
      iso = zb_wall_to_text (&wall);
      g_assert_cmpstr (iso, ==, rows[i].iso);
    }
  g_assert_false (zb_date_entry_parse ("9:30", &ZB_WALL_NONE, &(ZbWall){ 0 }));
}

static void
test_a_minute_that_was_typed_keeps_the_seconds (void)
{
  ZbWall said, actual;

  zb_wall_set (&said, 2000, 1, 1, 0, 3, 27);
  g_assert_true (zb_date_entry_parse (" 2000-01-01 08:03 ", &ZB_WALL_NONE, &actual));
  g_assert_cmpint (zb_date_entry_shift (&actual, &said), ==, 8 * 3600);
  g_assert_true (zb_date_entry_parse ("2000-01-01 00:03:26", &ZB_WALL_NONE, &actual));
  g_assert_cmpint (zb_date_entry_shift (&actual, &said), ==, -1);
  g_assert_true (zb_date_entry_parse ("2000-01-03", &ZB_WALL_NONE, &actual));
  g_assert_cmpint (zb_date_entry_shift (&actual, &said), ==, 2 * ZB_DAY_SECONDS);
}

/* Photos 1 … n in groups: `sizes` ends with 0. */
static ZbAlbumIndex *
make_index (const ZbGroupKind *kinds,
            const guint       *sizes)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_group_free);
  GArray    *rows = g_array_new (FALSE, TRUE, sizeof (ZbAlbumRow));
  guint      counts[ZB_N_ALBUM_FILTERS] = { 0 };

  for (guint i = 0; sizes[i] > 0; i++)
    {
      ZbAlbumGroup *group = zb_album_group_new (kinds[i], NULL);

      group->first = rows->len;
      group->n = sizes[i];
      g_ptr_array_add (groups, group);
      for (guint j = 0; j < sizes[i]; j++)
        {
          ZbAlbumRow row = { .photo = rows->len + 1 };

          g_array_append_val (rows, row);
        }
    }

  return zb_album_index_new (groups, rows, counts);
}

static void
test_what_is_set_apart_does_not_wait (void)
{
  const ZbGroupKind kinds[] = { ZB_GROUP_SUGGEST, ZB_GROUP_APART, ZB_GROUP_UNDATED, ZB_GROUP_TRASH };
  const guint       sizes[] = { 3, 4, 2, 5, 0 };
  g_autoptr (ZbAlbumIndex) loaded = make_index (kinds, sizes);
  g_autoptr (GHashTable) done = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (ZbAlbumIndex) queue = NULL;
  gint64 second = 2;

  g_hash_table_add (done, &second);
  queue = zb_review_queue_new (loaded, done);
  g_assert_cmpuint (zb_review_queue_count (loaded), ==, 5);
  g_assert_cmpuint (zb_album_index_get_n_rows (queue), ==, 4);
  g_assert_cmpuint (zb_album_index_get_n_groups (queue), ==, 2);
  g_assert_cmpint (zb_album_index_get_row (queue, 1)->photo, ==, 3);
  g_assert_cmpint (zb_album_index_get_row (queue, 2)->photo, ==, 8);
  g_assert_cmpint (zb_review_queue_get_group (queue, 2)->kind, ==, ZB_GROUP_UNDATED);
  g_assert_null (zb_review_queue_get_group (queue, 4));
}

static gint64
find_next (ZbAlbumIndex *queue,
           gint64        first,
           gint64        second)
{
  g_autoptr (GArray) treated = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (treated, first);
  if (second != 0)
    g_array_append_val (treated, second);

  return zb_review_queue_find_next (queue, treated);
}

static void
test_goes_on_behind_what_was_treated (void)
{
  const ZbGroupKind kinds[] = { ZB_GROUP_NEW };
  const guint       sizes[] = { 4, 0 };
  g_autoptr (ZbAlbumIndex) queue = make_index (kinds, sizes);
  const guint only[] = { 1, 0 };
  g_autoptr (ZbAlbumIndex) last = make_index (kinds, only);

  g_assert_cmpint (find_next (queue, 2, 0), ==, 3);
  g_assert_cmpint (find_next (queue, 1, 3), ==, 2);
  g_assert_cmpint (find_next (queue, 2, 3), ==, 4);
  g_assert_cmpint (find_next (queue, 4, 0), ==, 3);
  g_assert_cmpint (find_next (last, 1, 0), ==, 0);
}

static void
test_an_answer_is_a_date_or_a_shift (void)
{
  static const struct
  {
    const char *text;
    const char *said; /* NULL: no clock */
    ZbDateScope scope;
    guint       n;
    ZbDateVerb  verb;
    gint64      seconds;
  } rows[] = {
    { "2019-06-10 09:30", "2000-01-01T00:03:27", ZB_DATE_THESE, 1, ZB_DATE_SET, 0 },
    { "2019-06-10 09:30", NULL, ZB_DATE_THESE, 5, ZB_DATE_SET, 0 },
    { "2019-06-10", "2000-01-01T00:03:27", ZB_DATE_THESE, 5, ZB_DATE_SET, 0 },
    { "2000-01-01 08:03", "2000-01-01T00:03:27", ZB_DATE_THESE, 5, ZB_DATE_SHIFT, 8 * 3600 },
    { "2000-01-01 08:03", "2000-01-01T00:03:27", ZB_DATE_RUN, 1, ZB_DATE_SHIFT, 8 * 3600 },
    { "2000-01-01 08:03", "2000-01-01T00:03:27", ZB_DATE_IMPORT, 1, ZB_DATE_SHIFT, 8 * 3600 },
    { "2000-01-01 00:03", "2000-01-01T00:03:27", ZB_DATE_RUN, 1, ZB_DATE_NOT_YET, 0 },
    { "2019-06-10", "2000-01-01T00:03:27", ZB_DATE_RUN, 1, ZB_DATE_NOT_YET, 0 },
    { "", "2000-01-01T00:03:27", ZB_DATE_THESE, 1, ZB_DATE_NOT_YET, 0 },
    { "昨天", NULL, ZB_DATE_THESE, 1, ZB_DATE_NOT_YET, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZbWall     said = ZB_WALL_NONE, wall;
      ZbDatePlan plan;

      if (rows[i].said != NULL)
        g_assert_true (zb_wall_parse (&said, rows[i].said));
      plan = zb_date_plan (rows[i].text, &said, &said, rows[i].scope, rows[i].n, &wall);
      g_assert_cmpint (plan.verb, ==, rows[i].verb);
      g_assert_cmpint (plan.seconds, ==, rows[i].seconds);
      g_assert_cmpint (plan.hint != NULL, ==, rows[i].verb == ZB_DATE_NOT_YET);
    }
}

static ZbMeeting *
make_meeting (gint64      id,
              const char *theme,
              const char *start)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();

  draft->theme = g_strdup (theme);
  draft->kinds = 1u << ZB_KIND_THEME_DAY;
  g_assert_true (zb_wall_parse (&draft->start, start));

  return zb_meeting_new (id, draft, 0);
}

static void
test_a_preview_says_where_the_photos_would_be (void)
{
  g_autoptr (ZbMeeting) meeting = make_meeting (1, "重温入党誓词", "2019-06-10T09:00");
  g_autoptr (GPtrArray) shares = g_ptr_array_new ();
  ZbShiftShare     linked = { .meeting = meeting, .n = 90, .n_new = 90 }, none = { .n = 28 };
  ZbShiftPreview   preview = { .n_photos = 118, .shares = shares };
  g_autofree char *text = NULL;
  g_autofree char *nowhere = NULL;

  g_ptr_array_add (shares, &linked);
  g_ptr_array_add (shares, &none);
  text = zb_date_entry_dup_preview (&preview);
  g_assert_cmpstr (text, ==, "118 张 → 重温入党誓词（6 月 10 日）90 张；28 张仍不归入");
  g_ptr_array_remove_index (shares, 0);
  nowhere = zb_date_entry_dup_preview (&preview);
  g_assert_cmpstr (nowhere, ==, "118 张 → 没有对应的活动，仍不归入");
}

static void
test_a_typed_time_names_its_meeting (void)
{
  g_autoptr (GListStore) meetings = g_list_store_new (ZB_TYPE_MEETING);
  g_autoptr (ZbMeeting) morning = make_meeting (1, "重温入党誓词", "2019-06-10T09:00");
  g_autoptr (ZbMeeting) evening = make_meeting (2, "支委会", "2019-06-10T19:00");
  static const struct
  {
    const char *when;
    const char *words;
  } rows[] = {
    { "2019-06-10T08:00", "→ 重温入党誓词（6 月 10 日）" },
    { "2019-06-10T19:30", "→ 支委会（6 月 10 日）" },
    { "2019-06-10T15:00", "那时没有活动，仍不归入" },
    { "2019-06-10", "那时有 2 次活动：重温入党誓词（6 月 10 日）；支委会（6 月 10 日）" },
  };

  g_list_store_append (meetings, morning);
  g_list_store_append (meetings, evening);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      ZbWall           wall;

      g_assert_true (zb_wall_parse (&wall, rows[i].when));
      text = zb_date_entry_dup_meetings (G_LIST_MODEL (meetings), &wall);
      g_assert_cmpstr (text, ==, rows[i].words);
    }
}

/* --- in a window, with a real library --- */

typedef struct
{
  ZbTestFolder      *folder;
  ZbLibrary         *library;
  ZbMeetings        *meetings;
  ZbAlbum           *album;
  ZbThumbnailLoader *loader;
  GtkWidget         *window;
} Desk;

static void
wait_for (GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);

  *result = g_steal_pointer (&done);
}

static void
desk_init (Desk *desk)
{
  g_autoptr (GAsyncResult) made = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;

  desk->folder = zb_test_folder_new ();
  zb_sample_async (desk->folder, NULL, zb_test_result_cb, &made);
  wait_for (&made);
  desk->library = zb_sample_finish (made, &error);
  g_assert_no_error (error);
  desk->meetings = zb_meetings_new (desk->library);
  zb_meetings_load_async (desk->meetings, NULL, zb_test_result_cb, &loaded);
  wait_for (&loaded);
  desk->album = zb_album_new (desk->library);
  desk->loader = zb_thumbnail_loader_new (desk->album);
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1024, 700);
}

static gboolean
is_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
desk_clear (Desk *desk)
{
  g_autofree char *folder = g_strdup (zb_library_get_folder (desk->library));

  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_run_dispose (G_OBJECT (desk->loader));
  g_clear_object (&desk->loader);
  zb_test_until (is_alone, desk->album, LONG); /* what was asked last is answered */
  g_clear_object (&desk->album);
  g_clear_object (&desk->meetings);
  zb_library_close (desk->library);
  g_clear_object (&desk->library);
  zb_sample_remove (folder);
  zb_test_folder_free (desk->folder);
}

static ZbReviewPage *
open_review (Desk             *desk,
             ZbAlbumFilterKind kind)
{
  ZbReviewPage *page = zb_review_page_new (desk->album, desk->meetings, desk->loader);

  gtk_window_set_child (GTK_WINDOW (desk->window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (desk->window));
  zb_review_page_show (page, kind, 0);

  return page;
}

/* The photo in hand has been read, and nothing is under way. */
static gboolean
is_ready (gpointer data)
{
  ZbReviewPage *page = data;

  return page->queue != NULL && page->pending == 0 && page->loading == NULL && page->reload_id == 0 &&
         page->photo != NULL && page->choices != NULL;
}

static ZbPhoto *
read_photo (Desk  *desk,
            gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  ZbPhoto *photo;

  zb_album_photo_async (desk->album, id, NULL, zb_test_result_cb, &result);
  wait_for (&result);
  photo = zb_album_photo_finish (desk->album, result, NULL);
  g_assert_nonnull (photo);

  return photo;
}

static guint
count_waiting (ZbReviewPage *page)
{
  return zb_album_index_get_n_rows (page->queue);
}

/* To a photo with a proposal. */
static gint64
go_to_proposal (ZbReviewPage *page)
{
  for (guint i = 0; i < zb_album_index_get_n_groups (page->queue); i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (page->queue, i);

      if (group->kind == ZB_GROUP_SUGGEST)
        {
          zb_album_selection_only (page->selection, zb_album_index_get_row (page->queue, group->first)->photo);
          zb_test_until (is_ready, page, LONG);
          return page->shown;
        }
    }

  g_assert_not_reached ();
}

static void
undo (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *label = NULL;

  zb_library_undo_async (desk->library, NULL, zb_test_result_cb, &result);
  wait_for (&result);
  label = zb_library_undo_finish (desk->library, result, NULL);
  g_assert_nonnull (label);
}

static void
test_one_key_takes_the_proposal_and_moves_on (void)
{
  Desk          desk = { 0 };
  ZbReviewPage *page;
  gint64        photo, meeting;
  guint         before;

  desk_init (&desk);
  page = open_review (&desk, ZB_ALBUM_UNDATED);
  zb_test_until (is_ready, page, LONG);
  before = count_waiting (page);
  g_assert_cmpuint (before, >, 3);
  photo = go_to_proposal (page);
  g_assert_nonnull (page->proposal);
  meeting = zb_meeting_get_id (page->proposal);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "review.take", NULL));
  g_assert_cmpuint (count_waiting (page), ==, before - 1); /* nobody waits for the disk */
  g_assert_cmpint (page->shown, !=, photo);
  zb_test_until (is_ready, page, LONG);
  g_assert_cmpuint (count_waiting (page), ==, before - 1);
  {
    g_autoptr (ZbPhoto) read = read_photo (&desk, photo);

    g_assert_cmpint (zb_photo_get (read)->meeting, ==, meeting);
    g_assert_cmpint (zb_photo_get (read)->linked, ==, ZB_LINKED_PERSON);
    g_assert_cmpint (zb_photo_get (read)->source, ==, ZB_SOURCE_MANUAL);
  }

  undo (&desk);
  zb_test_until (is_ready, page, LONG);
  g_assert_cmpuint (count_waiting (page), ==, before);
  g_assert_cmpint (page->shown, ==, photo); /* back where it was */
  desk_clear (&desk);
}

static gboolean
is_done (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (((ZbReviewPage *) data)->stack), "done") == 0;
}

static void
test_several_are_treated_at_once (void)
{
  Desk          desk = { 0 };
  ZbReviewPage *page;
  guint         before;

  desk_init (&desk);
  page = open_review (&desk, ZB_ALBUM_UNDATED);
  zb_test_until (is_ready, page, LONG);
  before = count_waiting (page);
  g_assert_true (zb_review_strip_key (page->strip, GDK_KEY_Home, 0));
  g_assert_true (zb_review_strip_key (page->strip, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_true (zb_review_strip_key (page->strip, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_cmpuint (zb_album_selection_get_n (page->selection), ==, 3);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "review.apart", NULL));
  zb_test_until (is_ready, page, LONG);
  g_assert_cmpuint (count_waiting (page), ==, before - 3);
  g_assert_cmpuint (page->gone->len, ==, 3);

  /* One change, and the whole of it. */
  undo (&desk);
  zb_test_until (is_ready, page, LONG);
  g_assert_cmpuint (count_waiting (page), ==, before);

  g_assert_true (zb_review_strip_key (page->strip, GDK_KEY_Home, 0));
  g_assert_true (zb_review_strip_key (page->strip, GDK_KEY_End, GDK_SHIFT_MASK));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "review.trash", NULL));
  zb_test_until (is_done, page, LONG);
  desk_clear (&desk);
}

/* --- sets of nearly the same photos --- */

/* Three of one scene a second apart by their names, and one of another. */
static void
draw_photos (const char *folder)
{
  static const struct
  {
    const char *name;
    guint       seed;
    guint       shade;
  } rows[] = {
    { "IMG_20190610_093012.jpg", 7, 0 },
    { "IMG_20190610_093013.jpg", 7, 2 },
    { "IMG_20190610_093014.jpg", 7, 4 },
    { "IMG_20190610_101500.jpg", 91, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 240);
      g_autofree char *path = g_build_filename (folder, rows[i].name, NULL);
      g_autoptr (GError) error = NULL;
      guint8 *data = gdk_pixbuf_get_pixels (pixels);
      int     stride = gdk_pixbuf_get_rowstride (pixels);

      for (int y = 0; y < 240; y++)
        for (int x = 0; x < 320 * 3; x++)
          data[y * stride + x] = (guint8) (MIN (251, ((x / 96 + 1) * (y / 40 + 3) * rows[i].seed * 37) % 250) + rows[i].shade);
      g_assert_true (gdk_pixbuf_save (pixels, path, "jpeg", &error, "quality", "95", NULL));
      g_assert_no_error (error);
    }
}

static gint64
add_meeting (Desk *desk)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  g_autoptr (GAsyncResult) result = NULL;

  draft->theme = g_strdup ("挑照片");
  draft->kinds = 1u << ZB_KIND_THEME_DAY;
  g_assert_true (zb_wall_parse (&draft->start, "2019-06-10T09:00"));
  zb_meetings_add_async (desk->meetings, draft, NULL, NULL, zb_test_result_cb, &result);
  wait_for (&result);

  return zb_meetings_edit_finish (desk->meetings, result, NULL);
}

static void
import_photos (Desk       *desk,
               const char *folder,
               gint64      meeting)
{
  const char *const paths[] = { folder, NULL };
  g_autoptr (ZbImport) import = zb_import_new (desk->library, paths);
  g_autoptr (GAsyncResult) looked = NULL;
  g_autoptr (GAsyncResult) run = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;

  zb_import_look_async (import, NULL, zb_test_result_cb, &looked);
  wait_for (&looked);
  g_assert_true (zb_import_look_finish (import, looked, NULL));
  zb_import_set_meeting (import, meeting);
  zb_import_run_async (import, FALSE, NULL, zb_test_result_cb, &run);
  wait_for (&run);
  summary = zb_import_run_finish (import, run, NULL);
  g_assert_cmpuint (summary->photos, ==, 4);
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
shows_a_set (gpointer page)
{
  return find_type (page, ZB_TYPE_SIMILAR_ROW) != NULL;
}

static gboolean
shows_no_set (gpointer page)
{
  return find_type (page, ZB_TYPE_SIMILAR_ROW) == NULL;
}

static gboolean
can_undo (gpointer library)
{
  const char *label = zb_library_get_undo_label (library);

  return label != NULL && g_str_has_prefix (label, "挑选相似照片");
}

static void
test_of_a_set_one_is_kept (void)
{
  Desk             desk = { 0 };
  ZbSimilarPage   *page;
  ZbSimilarRow    *row;
  gint64           meeting;
  g_autofree char *card = NULL;
  g_autoptr (GArray) keep = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) drop = g_array_new (FALSE, FALSE, sizeof (gint64));

  desk_init (&desk);
  card = g_build_filename (desk.folder, "mine", NULL);
  g_assert_cmpint (g_mkdir (card, 0700), ==, 0);
  draw_photos (card);
  meeting = add_meeting (&desk);
  import_photos (&desk, card, meeting);

  page = zb_similar_page_new (desk.album, desk.loader);
  gtk_window_set_child (GTK_WINDOW (desk.window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (desk.window));
  zb_similar_page_show (page, meeting, "挑照片");
  zb_test_until (shows_a_set, page, LONG);
  row = ZB_SIMILAR_ROW (find_type (GTK_WIDGET (page), ZB_TYPE_SIMILAR_ROW));
  zb_similar_row_collect (row, keep, drop);
  g_assert_cmpuint (keep->len, ==, 1);
  g_assert_cmpuint (drop->len, ==, 2);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "similar.keep-each", NULL));
  zb_test_until (can_undo, desk.library, LONG);
  zb_test_until (shows_no_set, page, LONG);
  {
    g_autoptr (ZbPhoto) kept = read_photo (&desk, g_array_index (keep, gint64, 0));
    g_autoptr (ZbPhoto) dropped = read_photo (&desk, g_array_index (drop, gint64, 0));

    g_assert_true (zb_photo_get (kept)->picked);
    g_assert_cmpint (zb_photo_get (dropped)->trash, ==, ZB_TRASH_PERSON);
  }

  undo (&desk);
  zb_test_until (shows_a_set, page, LONG);
  desk_clear (&desk);
}

/* --- the question when it was --- */

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_ENTRY_ROW (widget) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *words)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, words);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
previews_a_meeting (gpointer dialog)
{
  return find_label (dialog, "3 张 → 二月支委会（2 月 13 日）3 张") != NULL;
}

static gboolean
is_closed (gpointer library)
{
  const char *label = zb_library_get_undo_label (library);

  return label != NULL && g_str_has_prefix (label, "修正相机时间");
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ZB_IS_DATE_DIALOG (window))
        return window;
    }

  g_assert_not_reached ();
}

/* The clock of one of the sample's cameras was lost. */
static void
test_the_answer_is_previewed_and_done (void)
{
  Desk desk = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) clocks = NULL;
  const ZbClockFinding *lost = NULL;
  GtkWidget            *dialog, *apply;

  desk_init (&desk);
  zb_album_clocks_async (desk.album, 0, NULL, zb_test_result_cb, &result);
  wait_for (&result);
  clocks = zb_album_clocks_finish (desk.album, result, NULL);
  g_clear_object (&result); /* it holds the album */
  for (guint i = 0; i < clocks->len; i++)
    if (((ZbClockFinding *) clocks->pdata[i])->seconds == 0)
      lost = clocks->pdata[i];
  g_assert_nonnull (lost);

  gtk_window_present (GTK_WINDOW (desk.window));
  zb_date_dialog_present_finding (GTK_WINDOW (desk.window), desk.album, desk.meetings, desk.loader, lost);
  dialog = find_dialog ();
  apply = gtk_window_get_default_widget (GTK_WINDOW (dialog));
  g_assert_false (gtk_widget_get_sensitive (apply));

  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "实际时间")), "2019.2.13 下午3点10分");
  zb_test_until (previews_a_meeting, dialog, LONG);
  g_assert_true (gtk_widget_get_sensitive (apply));
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "原因")), "  ");
  g_assert_false (gtk_widget_get_sensitive (apply)); /* no correction without a reason */
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "原因")), "时钟复位");
  g_signal_emit_by_name (apply, "clicked");
  zb_test_until (is_closed, desk.library, LONG);
  {
    g_autoptr (ZbPhoto) photo = read_photo (&desk, g_array_index (lost->photos, gint64, 0));
    g_autofree char *taken = zb_wall_to_text (&zb_photo_get (photo)->taken);

    g_assert_true (g_str_has_prefix (taken, "2019-02-13T15:10"));
    g_assert_cmpint (zb_photo_get (photo)->meeting, !=, 0);
  }
  desk_clear (&desk);
}

int
main (int   argc,
      char *argv[])
{
  gboolean display;

  g_test_init (&argc, &argv, NULL);
  display = gtk_init_check ();
  g_test_add_func ("/sorting/date/a-time-is-read-as-people-write-it", test_a_time_is_read_as_people_write_it);
  g_test_add_func ("/sorting/date/a-minute-that-was-typed-keeps-the-seconds", test_a_minute_that_was_typed_keeps_the_seconds);
  g_test_add_func ("/sorting/date/an-answer-is-a-date-or-a-shift", test_an_answer_is_a_date_or_a_shift);
  g_test_add_func ("/sorting/date/a-preview-says-where-the-photos-would-be", test_a_preview_says_where_the_photos_would_be);
  g_test_add_func ("/sorting/date/a-typed-time-names-its-meeting", test_a_typed_time_names_its_meeting);
  g_test_add_func ("/sorting/queue/what-is-set-apart-does-not-wait", test_what_is_set_apart_does_not_wait);
  g_test_add_func ("/sorting/queue/goes-on-behind-what-was-treated", test_goes_on_behind_what_was_treated);
  if (display)
    {
      adw_init ();
      g_test_add_func ("/sorting/review/one-key-takes-the-proposal-and-moves-on", test_one_key_takes_the_proposal_and_moves_on);
      g_test_add_func ("/sorting/review/several-are-treated-at-once", test_several_are_treated_at_once);
      g_test_add_func ("/sorting/similar/of-a-set-one-is-kept", test_of_a_set_one_is_kept);
      g_test_add_func ("/sorting/date/the-answer-is-previewed-and-done", test_the_answer_is_previewed_and_done);
    }
  else
    g_test_message ("no display: the tests of widgets are left out (run under xvfb-run)");

  return g_test_run ();
}
