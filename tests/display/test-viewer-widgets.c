/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/photo-viewer-private.h"

#include "flow/import-flow.h"

#include <glib/gstdio.h>
#include <math.h>

#define LONG 60

/* --- the canvas --- */

typedef struct
{
  GtkWidget     *window;
  ZbPhotoCanvas *canvas;
} Sheet;

static gboolean
is_laid_out (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0 && gtk_widget_get_height (widget) > 0;
}

static GdkTexture *
make_texture (int width,
              int height)
{
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 ((gsize) width * height * 3), (gsize) width * height * 3);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8, pixels, (gsize) width * 3);
}

/* A picture of 4000 × 3000 is known by a texture of 400 × 300. */
static void
open_sheet (Sheet        *self,
            gconstpointer data)
{
  g_autoptr (GdkTexture) texture = make_texture (400, 300);

  self->window = gtk_window_new ();
  self->canvas = ZB_PHOTO_CANVAS (zb_photo_canvas_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 500);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->canvas));
  gtk_window_present (GTK_WINDOW (self->window));
  zb_test_until (is_laid_out, self->canvas, LONG);
  zb_photo_canvas_show (self->canvas, texture, 4000, 3000, FALSE);
}

static void
close_sheet (Sheet        *self,
             gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static graphene_rect_t
get_seen (Sheet *self)
{
  graphene_rect_t seen = { 0 };

  g_assert_true (zb_photo_canvas_get_visible (self->canvas, &seen));
  return seen;
}

static void
test_all_of_it_is_fitted (Sheet        *self,
                          gconstpointer data)
{
  const double          width = gtk_widget_get_width (GTK_WIDGET (self->canvas)), height = gtk_widget_get_height (GTK_WIDGET (self->canvas));
  const graphene_rect_t seen = get_seen (self);

  g_assert_true (zb_photo_canvas_is_fitted (self->canvas));
  g_assert_cmpfloat_with_epsilon (zb_photo_canvas_get_scale (self->canvas), MIN (width / 4000, height / 3000), 1e-9);
  g_assert_cmpfloat_with_epsilon (seen.size.width, 4000, 0.01);
  g_assert_cmpfloat_with_epsilon (seen.size.height, 3000, 0.01);
}

static void
test_what_is_pointed_at_stays (Sheet        *self,
                               gconstpointer data)
{
  const double    width = gtk_widget_get_width (GTK_WIDGET (self->canvas)), height = gtk_widget_get_height (GTK_WIDGET (self->canvas));
  graphene_rect_t near, far;

  zb_photo_canvas_zoom_to (self->canvas, 0.5, width / 2, height / 2);
  far = get_seen (self);
  zb_photo_canvas_zoom_to (self->canvas, 1, width * 0.75, height * 0.25);
  near = get_seen (self);
  g_assert_cmpfloat_with_epsilon (zb_photo_canvas_get_scale (self->canvas), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (near.size.width, width, 0.01);
  g_assert_cmpfloat_with_epsilon (near.origin.x + near.size.width * 0.75, far.origin.x + far.size.width * 0.75, 0.5);
  g_assert_cmpfloat_with_epsilon (near.origin.y + near.size.height * 0.25, far.origin.y + far.size.height * 0.25, 0.5);
}

static void
test_no_edge_comes_further_in (Sheet        *self,
                               gconstpointer data)
{
  graphene_rect_t seen;

  zb_photo_canvas_zoom_to (self->canvas, 1, 100, 100);
  zb_photo_canvas_move (self->canvas, -1e6, -1e6);
  seen = get_seen (self);
  g_assert_cmpfloat_with_epsilon (seen.origin.x, 0, 0.01);
  g_assert_cmpfloat_with_epsilon (seen.origin.y, 0, 0.01);
  zb_photo_canvas_move (self->canvas, 1e6, 1e6);
  seen = get_seen (self);
  g_assert_cmpfloat_with_epsilon (seen.origin.x + seen.size.width, 4000, 0.01);
  g_assert_cmpfloat_with_epsilon (seen.origin.y + seen.size.height, 3000, 0.01);
  zb_photo_canvas_zoom_by (self->canvas, 1e-6);
  g_assert_true (zb_photo_canvas_is_fitted (self->canvas));
  zb_photo_canvas_zoom_by (self->canvas, 1e6);
  g_assert_cmpfloat_with_epsilon (zb_photo_canvas_get_scale (self->canvas), 8, 1e-9);
}

/* A thumbnail was thought to be a tenth; the picture says what it is. */
static void
test_a_better_one_takes_its_place (Sheet        *self,
                                   gconstpointer data)
{
  g_autoptr (GdkTexture) better = make_texture (800, 600);
  graphene_rect_t before, after;

  zb_photo_canvas_zoom_to (self->canvas, 1, 300, 200);
  before = get_seen (self);
  zb_photo_canvas_refine (self->canvas, better, 8000, 6000);
  after = get_seen (self);
  g_assert_cmpfloat_with_epsilon (after.origin.x, before.origin.x * 2, 0.5);
  g_assert_cmpfloat_with_epsilon (after.size.width, before.size.width * 2, 0.5);
  g_assert_false (zb_photo_canvas_is_fitted (self->canvas));
}

/* --- the viewer --- */

/* Three photos of a meeting, all of them shown. */
typedef struct
{
  ZbTestFolder      *folder;
  ZbLibrary         *library;
  ZbAlbum           *album;
  ZbThumbnailLoader *loader;
  GtkWidget         *window;
  ZbPhotoViewer     *viewer;
  gint64             closed; /* the photo it was left at, -1: it is open */
} Case;

static void
closed_cb (ZbPhotoViewer *viewer,
           gint64         photo,
           Case          *self)
{
  self->closed = photo;
}

static ZbAlbumIndex *
load (Case *self)
{
  const ZbAlbumFilter filter = { .oldest_first = TRUE };
  GAsyncResult       *waiting = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZbAlbumIndex *index;

  zb_album_load_async (self->album, &filter, NULL, zb_test_result_cb, &waiting);
  result = zb_test_wait (&waiting, LONG);
  index = zb_album_load_finish (self->album, result, NULL);
  g_assert_nonnull (index);
  return index;
}

static gboolean
is_shown (gpointer data)
{
  Case           *self = data;
  graphene_rect_t seen;

  return self->viewer->view != NULL && self->viewer->photo != NULL && is_laid_out (self->viewer->canvas) &&
         zb_photo_canvas_get_visible (self->viewer->canvas, &seen);
}

static void
open_viewer (Case *self)
{
  g_autoptr (ZbAlbumIndex) index = load (self);

  self->window = gtk_window_new ();
  self->viewer = zb_photo_viewer_new (self->album, self->loader);
  g_signal_connect (self->viewer, "closed", G_CALLBACK (closed_cb), self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->viewer));
  gtk_window_present (GTK_WINDOW (self->window));
  zb_photo_viewer_show (self->viewer, index, 1);
}

static void
set_up (Case         *self,
        gconstpointer missing)
{
  g_autofree char *card = NULL;
  g_autofree char *library = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;

  self->folder = zb_test_folder_new ();
  self->closed = -1;
  card = g_build_filename (self->folder, "card", NULL);
  library = g_build_filename (self->folder, "library", NULL);
  self->library = flow_create (library);
  flow_add_meeting (self->library, "重温入党誓词", "2019-06-10T09:00", "2019-06-10T11:00");
  flow_picture (card, "IMG_0001.JPG", "2019-06-10T09:20:00", 1);
  flow_picture (card, "IMG_0002.JPG", "2019-06-10T09:21:00", 2);
  flow_picture (card, "IMG_0003.JPG", "2019-06-10T09:22:00", 3);
  summary = flow_import (self->library, card);
  g_assert_cmpuint (summary->photos, ==, 3);
  if (missing != NULL)
    {
      g_autofree char *file = flow_photo_path (self->library, 1);
      g_autofree char *path = g_build_filename (library, file, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  self->album = zb_album_new (self->library);
  self->loader = zb_thumbnail_loader_new (self->album);
  open_viewer (self);
  zb_test_until (is_shown, self, LONG);
}

static gboolean
is_let_go (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_run_dispose (G_OBJECT (self->loader));
  g_object_unref (self->loader);
  zb_test_until (is_let_go, self->album, LONG);
  g_assert_finalize_object (self->album);
  zb_library_close (self->library);
  g_assert_finalize_object (self->library);
  zb_test_folder_free (self->folder);
}

static void
press (Case *self,
       guint key)
{
  g_assert_true (zb_viewer_key (self->viewer, key, 0));
}

static void
test_keys_go_through (Case         *self,
                      gconstpointer data)
{
  static const struct
  {
    guint  key;
    gint64 photo;
  } steps[] = {
    { GDK_KEY_Right, 2 },
    { GDK_KEY_space, 3 },
    { GDK_KEY_Right, 3 },
    { GDK_KEY_Home, 1 },
    { GDK_KEY_Left, 1 },
    { GDK_KEY_End, 3 },
    { GDK_KEY_Page_Up, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      press (self, steps[i].key);
      g_assert_cmpint (zb_photo_viewer_get_photo (self->viewer), ==, steps[i].photo);
    }
  g_assert_cmpstr (adw_window_title_get_subtitle (self->viewer->title), ==, "第 2 张，共 3 张");
}

/* Zoomed in, an arrow moves the picture; Escape undoes one thing after the other and leaves last. */
static void
test_escape_leaves_one_thing_after_the_other (Case         *self,
                                              gconstpointer data)
{
  press (self, GDK_KEY_plus);
  g_assert_false (zb_photo_canvas_is_fitted (self->viewer->canvas));
  press (self, GDK_KEY_Right);
  g_assert_cmpint (zb_photo_viewer_get_photo (self->viewer), ==, 1);
  press (self, GDK_KEY_Escape);
  g_assert_true (zb_photo_canvas_is_fitted (self->viewer->canvas));
  press (self, GDK_KEY_F5);
  g_assert_true (self->viewer->playing);
  press (self, GDK_KEY_Escape);
  g_assert_false (self->viewer->playing);
  g_assert_cmpint (self->closed, ==, -1);
  press (self, GDK_KEY_Right);
  press (self, GDK_KEY_Escape);
  g_assert_cmpint (self->closed, ==, 2);
}

typedef struct
{
  Case       *self;
  const char *caption; /* of the photo shown */
} Captioned;

static gboolean
has_caption (gpointer data)
{
  const Captioned *asked = data;

  return g_str_equal (gtk_label_get_label (asked->self->viewer->caption), asked->caption);
}

static void
test_a_caption_is_written_in_place (Case         *self,
                                    gconstpointer data)
{
  press (self, GDK_KEY_e);
  g_assert_false (zb_viewer_key (self->viewer, GDK_KEY_Right, 0)); /* the entry's own */
  gtk_editable_set_text (GTK_EDITABLE (self->viewer->entry), "宣誓");
  g_signal_emit_by_name (self->viewer->entry, "activate");
  zb_test_until (has_caption, &(Captioned){ self, "宣誓" }, LONG);

  press (self, GDK_KEY_F2);
  gtk_editable_set_text (GTK_EDITABLE (self->viewer->entry), "写错了");
  press (self, GDK_KEY_Escape);
  flow_undo (self->library);
  zb_test_until (has_caption, &(Captioned){ self, "还没有说明" }, LONG);
  g_assert_cmpint (self->closed, ==, -1);
}

/* What was typed is kept when one goes on without Enter. */
static void
test_going_on_keeps_the_caption (Case         *self,
                                 gconstpointer data)
{
  press (self, GDK_KEY_e);
  gtk_editable_set_text (GTK_EDITABLE (self->viewer->entry), "领誓");
  gtk_widget_activate_action (GTK_WIDGET (self->viewer), "viewer.next", NULL);
  g_assert_cmpint (zb_photo_viewer_get_photo (self->viewer), ==, 2);
  zb_test_until (is_shown, self, LONG);
  gtk_widget_activate_action (GTK_WIDGET (self->viewer), "viewer.previous", NULL);
  zb_test_until (has_caption, &(Captioned){ self, "领誓" }, LONG);
}

typedef struct
{
  Case  *self;
  gint64 photo;
} Wanted;

static gboolean
shows (gpointer data)
{
  const Wanted *wanted = data;

  return zb_photo_viewer_get_photo (wanted->self->viewer) == wanted->photo;
}

static gboolean
is_closed (gpointer data)
{
  return ((Case *) data)->closed != -1;
}

static void
test_the_neighbour_of_what_is_gone_is_shown (Case         *self,
                                             gconstpointer data)
{
  press (self, GDK_KEY_Right);
  press (self, GDK_KEY_Delete);
  zb_test_until (shows, &(Wanted){ self, 3 }, LONG);
  g_assert_cmpstr (adw_window_title_get_subtitle (self->viewer->title), ==, "第 2 张，共 2 张");
  press (self, GDK_KEY_Delete);
  zb_test_until (shows, &(Wanted){ self, 1 }, LONG);
  g_assert_cmpint (self->closed, ==, -1);
  press (self, GDK_KEY_Delete);
  zb_test_until (is_closed, self, LONG);
  g_assert_cmpint (self->closed, ==, 0);
}

static void
test_a_show_ends_by_itself (Case         *self,
                            gconstpointer data)
{
  zb_photo_viewer_play (self->viewer, FALSE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->viewer->slide_title)));
  g_assert_cmpstr (adw_status_page_get_title (self->viewer->slide_title), ==, "重温入党誓词");
  press (self, GDK_KEY_Right); /* the title was a slide of its own */
  g_assert_cmpint (zb_photo_viewer_get_photo (self->viewer), ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->viewer->slide_title)));
  press (self, GDK_KEY_Right);
  press (self, GDK_KEY_Right);
  g_assert_cmpint (zb_photo_viewer_get_photo (self->viewer), ==, 3);
  g_assert_cmpuint (self->viewer->play_id, !=, 0);
  press (self, GDK_KEY_Right);
  g_assert_cmpstr (adw_status_page_get_title (self->viewer->slide_title), ==, "放映完了");
  g_assert_cmpuint (self->viewer->play_id, ==, 0);
  press (self, GDK_KEY_Delete); /* nothing is thrown away before an audience */
  press (self, GDK_KEY_Escape);
  g_assert_false (self->viewer->playing);
  g_assert_cmpint (zb_photo_viewer_get_photo (self->viewer), ==, 3);
}

static gboolean
is_turned (gpointer data)
{
  Case *self = data;

  return self->viewer->photo != NULL && zb_photo_get (self->viewer->photo)->turn == 90 && self->viewer->view != NULL &&
         self->viewer->view->full_height > self->viewer->view->full_width;
}

static void
test_it_is_turned (Case         *self,
                   gconstpointer data)
{
  g_assert_cmpint (self->viewer->view->full_width, >, self->viewer->view->full_height);
  g_assert_true (zb_viewer_key (self->viewer, GDK_KEY_r, GDK_CONTROL_MASK));
  zb_test_until (is_turned, self, LONG);
}

/* The words say where it should be; the thumbnail is there, whichever of the two came first. */
static void
test_a_missing_one_says_so (Case         *self,
                            gconstpointer data)
{
  g_assert_cmpint (self->viewer->view->state, ==, ZB_VIEW_MISSING);
  g_assert_true (gtk_widget_get_visible (self->viewer->note_box));
  g_assert_nonnull (strstr (gtk_label_get_label (self->viewer->note), "IMG_0001"));
  press (self, GDK_KEY_Right);
  zb_test_until (is_shown, self, LONG);
  g_assert_false (gtk_widget_get_visible (self->viewer->note_box));
}

static void
add (const char *name,
     void (*test) (Case *, gconstpointer),
     gboolean missing)
{
  g_autofree char *path = g_strconcat ("/viewer/", name, NULL);

  g_test_add (path, Case, GINT_TO_POINTER (missing), set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_skip ("no display: run under xvfb-run");
      return 77;
    }

  adw_init ();
  g_test_add ("/canvas/all-of-it-is-fitted", Sheet, NULL, open_sheet, test_all_of_it_is_fitted, close_sheet);
  g_test_add ("/canvas/what-is-pointed-at-stays", Sheet, NULL, open_sheet, test_what_is_pointed_at_stays, close_sheet);
  g_test_add ("/canvas/no-edge-comes-further-in", Sheet, NULL, open_sheet, test_no_edge_comes_further_in, close_sheet);
  g_test_add ("/canvas/a-better-one-takes-its-place", Sheet, NULL, open_sheet, test_a_better_one_takes_its_place, close_sheet);
  add ("keys-go-through", test_keys_go_through, FALSE);
  add ("escape-leaves-one-thing-after-the-other", test_escape_leaves_one_thing_after_the_other, FALSE);
  add ("a-caption-is-written-in-place", test_a_caption_is_written_in_place, FALSE);
  add ("going-on-keeps-the-caption", test_going_on_keeps_the_caption, FALSE);
  add ("the-neighbour-of-what-is-gone-is-shown", test_the_neighbour_of_what_is_gone_is_shown, FALSE);
  add ("a-show-ends-by-itself", test_a_show_ends_by_itself, FALSE);
  add ("it-is-turned", test_it_is_turned, FALSE);
  add ("a-missing-one-says-so", test_a_missing_one_says_so, TRUE);

  return g_test_run ();
}
