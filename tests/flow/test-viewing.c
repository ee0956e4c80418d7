/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/album-flow.h"
#include "flow/workers.h"

#include "photo/sample-picture.h"
#include "service/viewing.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* Answers wait for workers that are started first. */
#define SECONDS 30

typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbAlbum      *album;
  ZbViewing    *viewing;
} Fixture;

static const ZbTestPhoto photos[] = {
  { .name = "IMG_0001.JPG", .taken = "2019-06-10T09:30:00", .camera = "Canon EOS 700D #1" },
  { .name = "IMG_0002.JPG", .taken = "2019-06-10T09:40:00", .camera = "Canon EOS 700D #1" },
  { .name = "IMG_0003.JPG", .taken = "2019-06-05T15:10:00", .camera = "Canon EOS 700D #1" },
  { .name = "IMG_0004.JPG", .taken = "2019-04-20T10:00:00", .camera = "Canon EOS 700D #1" },
};

static char *
dup_path (Fixture *self,
          gint64   photo)
{
  g_autoptr (ZbPhoto) found = album_flow_photo (self->album, photo);

  return g_build_filename (zb_library_get_folder (self->library), zb_photo_get (found)->file, NULL);
}

static void
draw (Fixture *self,
      gint64   photo,
      int      width,
      int      height)
{
  g_autofree char *path = dup_path (self, photo);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  const ZbSamplePicture picture = { .scene = (guint) photo, .width = width, .height = height };

  g_mkdir_with_parents (folder, 0700);
  g_unlink (path);
  g_assert_true (zb_sample_picture_write (path, &picture, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->library = album_flow_create (self->folder);
  self->album = zb_album_new (self->library);
  album_flow_import (self->library, photos, G_N_ELEMENTS (photos));
  self->viewing = zb_viewing_new (self->album);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&self->viewing));
  g_assert_finalize_object (g_steal_pointer (&self->album));
  album_flow_close (g_steal_pointer (&self->library));
  zb_test_folder_free (self->folder);
}

static ZbView *
view (Fixture     *self,
      gint64       photo,
      ZbViewWanted wanted)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *ready = NULL;
  ZbView       *seen;

  zb_viewing_view_async (self->viewing, photo, &wanted, NULL, zb_test_result_cb, &ready);
  result = zb_test_wait (&ready, SECONDS);
  seen = zb_viewing_view_finish (self->viewing, result, &error);
  g_assert_no_error (error);
  return seen;
}

static void
test_shown (Fixture      *self,
            gconstpointer data)
{
  g_autofree char *path = dup_path (self, 1);
  g_autoptr (ZbView) whole = NULL;
  g_autoptr (ZbView) part = NULL;

  draw (self, 1, 900, 600);
  whole = view (self, 1, (ZbViewWanted){ .size = 300 });
  g_assert_cmpint (whole->state, ==, ZB_VIEW_SHOWN);
  g_assert_cmpint (whole->width, ==, 300);
  g_assert_cmpint (whole->height, ==, 200);
  g_assert_cmpint (whole->full_width, ==, 900);
  g_assert_cmpuint (g_bytes_get_size (whole->pixels), ==, 300 * 200 * 3);
  g_assert_cmpstr (whole->path, ==, path);
  g_assert_null (whole->reason);

  part = view (self, 1, (ZbViewWanted){ .x = 800, .y = 500, .width = 512, .height = 512 });
  g_assert_cmpint (part->x, ==, 800);
  g_assert_cmpint (part->width, ==, 100);
  g_assert_cmpint (part->height, ==, 100);
  g_assert_cmpint (part->whole_width, ==, 900);
}

static void
test_states (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *path = dup_path (self, 1);
  g_autoptr (ZbView) missing = view (self, 1, (ZbViewWanted){ .size = 300 });
  g_autoptr (ZbView) damaged = NULL;
  g_autoptr (ZbView) nothing = NULL;
  g_autofree char *bytes = NULL;
  gsize            size;

  g_assert_cmpint (missing->state, ==, ZB_VIEW_MISSING);
  g_assert_cmpstr (missing->path, ==, path);
  g_assert_null (missing->pixels);

  draw (self, 1, 900, 600);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size * 2 / 3, NULL));
  damaged = view (self, 1, (ZbViewWanted){ .size = 300 });
  g_assert_cmpint (damaged->state, ==, ZB_VIEW_DAMAGED);
  g_assert_nonnull (damaged->pixels);
  g_assert_nonnull (damaged->reason);

  g_assert_true (g_file_set_contents (path, "text", 4, NULL));
  nothing = view (self, 1, (ZbViewWanted){ .size = 300 });
  g_assert_cmpint (nothing->state, ==, ZB_VIEW_NOTHING);
  g_assert_null (nothing->pixels);
  g_assert_nonnull (nothing->reason);
}

static void
test_unknown (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *ready = NULL;

  zb_viewing_view_async (self->viewing, 99, &(ZbViewWanted){ .size = 300 }, NULL, zb_test_result_cb, &ready);
  result = zb_test_wait (&ready, SECONDS);
  g_assert_null (zb_viewing_view_finish (self->viewing, result, &error));
  g_assert_nonnull (error);
}

typedef struct
{
  GString *order;
  gint64   photo;
} Asked;

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree Asked *asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbView) seen = zb_viewing_view_finish (ZB_VIEWING (source), result, &error);

  g_assert_true ((seen == NULL) == (error != NULL));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_string_append_c (asked->order, 'x');
  else
    g_string_append_printf (asked->order, "%" G_GINT64_FORMAT, asked->photo);
}

static void
ask (Fixture      *self,
     GString      *order,
     gint64        photo,
     gboolean      ahead,
     GCancellable *cancellable)
{
  const ZbViewWanted wanted = { .size = 200, .ahead = ahead };
  Asked             *asked = g_new (Asked, 1);

  *asked = (Asked){ order, photo };
  zb_viewing_view_async (self->viewing, photo, &wanted, cancellable, answered_cb, asked);
}

static gboolean
has_five (gpointer data)
{
  return ((GString *) data)->len >= 5;
}

/* Those who look ahead come last, however early they asked; a cancelled one costs nothing. */
static void
test_order (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  for (gint64 photo = 1; photo <= 4; photo++)
    draw (self, photo, photo == 4 ? 300 : 3000, photo == 4 ? 200 : 2000);
  ask (self, order, 1, FALSE, NULL);
  ask (self, order, 2, FALSE, NULL);
  ask (self, order, 4, TRUE, NULL);
  ask (self, order, 3, FALSE, cancellable);
  ask (self, order, 3, FALSE, NULL);
  g_cancellable_cancel (cancellable);
  zb_test_until (has_five, order, SECONDS);
  g_assert_nonnull (strchr (order->str, 'x'));
  g_assert_cmpint (strchr (order->str, '4') - order->str, >=, 3); /* the smallest by far, and it waited */
}

static gboolean
no_workers (gpointer data)
{
  g_autoptr (GArray) workers = workers_list ();

  return workers->len == 0;
}

/* The object may go while a picture is in work; the pixels may stay when it is gone. */
static void
test_gone (Fixture      *self,
           gconstpointer data)
{
  ZbViewing *other = zb_viewing_new (self->album);
  g_autoptr (ZbView) kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *ready = NULL;
  const guint8 *pixels;
  guint         sum = 0;

  draw (self, 1, 3000, 2000);
  kept = view (self, 1, (ZbViewWanted){ .size = 500 });
  zb_viewing_view_async (other, 1, &(ZbViewWanted){ 0 }, NULL, zb_test_result_cb, &ready);
  g_object_unref (other); /* the question holds it */
  result = zb_test_wait (&ready, SECONDS);
  zb_view_free (zb_viewing_view_finish (ZB_VIEWING (g_async_result_get_source_object (result)), result, NULL));
  g_object_unref (other); /* what get_source_object gave */
  g_clear_object (&result);
  g_object_unref (self->viewing);
  zb_test_until (no_workers, NULL, SECONDS);

  pixels = g_bytes_get_data (kept->pixels, NULL);
  for (gsize i = 0; i < g_bytes_get_size (kept->pixels); i++)
    sum += pixels[i];
  g_assert_cmpuint (sum, >, 0);
  self->viewing = zb_viewing_new (self->album);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/viewing/shows-whole-and-part", test_shown },
    { "/viewing/missing-damaged-and-nothing-are-states", test_states },
    { "/viewing/an-unknown-photo-is-an-error", test_unknown },
    { "/viewing/those-who-look-ahead-wait", test_order },
    { "/viewing/may-go-while-pictures-are-made", test_gone },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
