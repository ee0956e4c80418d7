/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A big album on the screen: the page as the window shows it, scrolled five screens a second, dragged by its bar, its pictures
 * made larger and smaller and its window narrower, against a bare list view of coloured boxes of the same shape in the same run;
 * and what a search costs. `bench-album LIBRARY`, a library that `make-library` filled.
 *
 * Processor time is the main thread's own, of all it did from one frame's end to the next's.
 */
#include "base/memory.h"
#include "support/support.h"
#include "ui/album/album-model.h"
#include "ui/album/album-page.h"
#include "ui/album/album-view.h"

#include <adwaita.h>
#include <string.h>
#include <time.h>

#define SCREENS_A_SECOND 5.0
#define N_FRAMES 600
#define N_DRAGS 120
#define LONG 120
#define MOST 33000 /* µs */
#define CELL_HEIGHT 111
#define GAP 12

typedef struct
{
  GtkWidget     *window;
  GdkFrameClock *clock;
  gulong         handler;
  GtkAdjustment *place;
  GArray        *frames; /* of gint64: µs of processor time */
  gint64         last;
  double         step; /* of a screen a frame */
} Scene;

static gint64
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static glong
read_memory (const char *name)
{
  g_autofree char *status = NULL;
  const char      *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, name);
  return line != NULL ? atol (line + strlen (name)) : 0;
}

/* --- coloured boxes --- */

#define BENCH_TYPE_BOX (bench_box_get_type ())
G_DECLARE_FINAL_TYPE (BenchBox, bench_box, BENCH, BOX, GtkWidget)

struct _BenchBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (BenchBox, bench_box, GTK_TYPE_WIDGET)

static void
bench_box_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  GdkRGBA color = { 0.3f, 0.5f, 0.7f, 1 };

  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
}

static void
bench_box_class_init (BenchBoxClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = bench_box_snapshot;
}

static void
bench_box_init (BenchBox *self)
{
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          ZbAlbumModel       *model)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);

  gtk_box_set_homogeneous (GTK_BOX (strip), TRUE);
  for (guint i = 0; i < zb_album_model_get_columns (model); i++)
    {
      GtkWidget *box = g_object_new (BENCH_TYPE_BOX, "hexpand", TRUE, "height-request", CELL_HEIGHT, "margin-bottom", GAP, NULL);

      gtk_box_append (GTK_BOX (strip), box);
    }
  gtk_list_item_set_child (item, strip);
}

static GtkWidget *
make_boxes (ZbAlbumIndex *index,
            guint         columns)
{
  ZbAlbumModel       *model = zb_album_model_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();

  zb_album_model_set_columns (model, columns);
  zb_album_model_set_index (model, index);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), model);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (model))), factory));
  return scroller;
}

/* --- frames --- */

static GtkWidget *
find_widget (GtkWidget *root,
             GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Scene         *self)
{
  gint64 now = get_cpu ();
  gint64 cost = now - self->last;

  self->last = now;
  g_array_append_val (self->frames, cost);
}

static void
paint (Scene *self)
{
  const guint n = self->frames->len;

  gtk_widget_queue_draw (self->window);
  while (self->frames->len == n)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns the processor time until the first frame stands, with what is filled in after it. */
static gint64
scene_show (Scene     *self,
            GtkWidget *content)
{
  const gint64 from = get_cpu ();
  GtkWidget   *grid;

  self->window = gtk_window_new ();
  self->frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->last = from;
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1372, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), content);
  gtk_window_present (GTK_WINDOW (self->window));
  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->window));
  self->handler = g_signal_connect (self->clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  for (guint i = 0; i < 3; i++)
    paint (self);
  grid = find_widget (content, ZB_TYPE_ALBUM_VIEW);
  self->place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_widget (grid != NULL ? grid : content, GTK_TYPE_LIST_VIEW)));
  return get_cpu () - from;
}

static void
scene_hide (Scene *self)
{
  g_clear_signal_handler (&self->handler, self->clock);
  g_clear_object (&self->clock);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_array_unref (self->frames);
}

static void
settle (Scene *self)
{
  for (guint i = 0; i < 60; i++)
    paint (self);
  g_array_set_size (self->frames, 0);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return (*(gint64 *) a > *(gint64 *) b) - (*(gint64 *) a < *(gint64 *) b);
}

static gint64
summarise (Scene      *self,
           const char *what)
{
  gint64     *frames = (gint64 *) self->frames->data;
  const guint n = self->frames->len;

  g_array_sort (self->frames, compare);
  g_print ("%s: %u frames, main-thread work: worst %.1f ms, 99 of 100 %.1f ms, median %.1f ms\n", what, n, frames[n - 1] / 1000.0,
           frames[n * 99 / 100] / 1000.0, frames[n / 2] / 1000.0);
  return frames[n - 1];
}

static void
pause_for_frame (void)
{
  const gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC / 60;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static gint64
scroll (Scene      *self,
        const char *what)
{
  gtk_adjustment_set_value (self->place, 0);
  settle (self);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      gtk_adjustment_set_value (self->place, gtk_adjustment_get_value (self->place) +
                                                 gtk_adjustment_get_page_size (self->place) * SCREENS_A_SECOND / 60);
      paint (self);
      pause_for_frame ();
    }

  return summarise (self, what);
}

static gint64
drag (Scene      *self,
      const char *what)
{
  settle (self);
  for (guint i = 0; i < N_DRAGS; i++)
    {
      double top = gtk_adjustment_get_upper (self->place) - gtk_adjustment_get_page_size (self->place);

      gtk_adjustment_set_value (self->place, top * ((i * 7) % (N_DRAGS + 1)) / N_DRAGS);
      paint (self);
      pause_for_frame ();
    }

  return summarise (self, what);
}

static gint64
resize (Scene       *self,
        ZbAlbumView *view)
{
  settle (self);
  for (guint i = 0; i < 60; i++)
    {
      if (i % 2 == 0)
        zb_album_view_set_cell_size (view, 110 + i * 3);
      else
        gtk_window_set_default_size (GTK_WINDOW (self->window), 1372 - (int) i * 6, 800);
      paint (self);
      pause_for_frame ();
    }
  zb_album_view_set_cell_size (view, 148);

  return summarise (self, "the album's page, cells and window of other sizes");
}

/* --- the album --- */

static ZbLibrary *
open_library (const char *folder)
{
  GAsyncResult *waiting = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbLibrary *library;

  zb_library_open_async (folder, "2026-11-23", NULL, zb_test_result_cb, &waiting);
  result = zb_test_wait (&waiting, LONG);
  library = zb_library_open_finish (result, &error);
  g_assert_no_error (error);
  return library;
}

static ZbAlbumIndex *
load (ZbAlbum    *album,
      const char *search,
      gint64     *took)
{
  GAsyncResult *waiting = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const gint64  from = g_get_monotonic_time ();
  ZbAlbumIndex *index;

  zb_album_load_async (album, &(ZbAlbumFilter){ .search = search }, NULL, zb_test_result_cb, &waiting);
  result = zb_test_wait (&waiting, LONG);
  index = zb_album_load_finish (album, result, NULL);
  g_assert_nonnull (index);
  *took = g_get_monotonic_time () - from;
  return index;
}

/* From the words until the index of what was found is there, as the page asks for it: after a load without them. */
static gint64
time_search (ZbAlbum    *album,
             const char *words)
{
  gint64 best = G_MAXINT64, took;

  for (guint i = 0; i < 5; i++)
    {
      G_GNUC_UNUSED g_autoptr (ZbAlbumIndex) all = load (album, NULL, &took);
      G_GNUC_UNUSED g_autoptr (ZbAlbumIndex) found = load (album, words, &took);

      best = MIN (best, took);
    }

  return best;
}

static gboolean
has_index (gpointer data)
{
  return zb_album_page_get_n_shown (data) > 0;
}

static GtkWidget *
make_page (ZbAlbum      *album,
           ZbAlbumPage **page)
{
  GtkWidget      *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  ZbAlbumSidebar *sidebar = g_object_new (ZB_TYPE_ALBUM_SIDEBAR, "width-request", 228, NULL);
  g_autoptr (ZbMeetings) meetings = zb_meetings_new (zb_album_get_library (album));

  *page = g_object_new (ZB_TYPE_ALBUM_PAGE, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (sidebar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*page));
  zb_album_sidebar_set_meetings (sidebar, meetings);
  zb_album_page_set_album (*page, album, meetings, sidebar);
  return box;
}

static gint64
run_page (ZbAlbum *album)
{
  Scene        scene = { 0 };
  ZbAlbumPage *page;
  ZbAlbumView *view;
  gint64       worst;

  scene_show (&scene, make_page (album, &page));
  zb_test_until (has_index, page, LONG);
  settle (&scene);
  view = ZB_ALBUM_VIEW (find_widget (GTK_WIDGET (page), ZB_TYPE_ALBUM_VIEW));
  worst = scroll (&scene, "the album's page, five screens a second");
  worst = MAX (worst, drag (&scene, "the album's page, dragged by its bar"));
  resize (&scene, view);
  scene_hide (&scene);
  return worst;
}

static GtkWidget *
make_view (ZbAlbum      *album,
           ZbAlbumIndex *index)
{
  ZbAlbumView *view = g_object_new (ZB_TYPE_ALBUM_VIEW, NULL);

  zb_album_view_set_album (view, album);
  zb_album_view_set_index (view, index);
  return GTK_WIDGET (view);
}

static double
compare_first_frames (ZbAlbum      *album,
                      ZbAlbumIndex *index)
{
  gint64 ours = G_MAXINT64, theirs = G_MAXINT64;

  for (guint i = 0; i < 15; i++)
    {
      Scene        view = { 0 }, boxes = { 0 };
      const gint64 one = scene_show (&view, make_view (album, index));
      gint64       other;

      scene_hide (&view);
      other = scene_show (&boxes, make_boxes (index, 8));
      scene_hide (&boxes);
      ours = MIN (ours, one);
      theirs = MIN (theirs, other);
    }
  g_print ("first frame, main-thread work: album %.1f ms, coloured boxes %.1f ms: ratio %.2f\n", ours / 1000.0, theirs / 1000.0,
           (double) ours / theirs);

  return (double) ours / theirs;
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/zhibu/Zhibu/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), "/org/zhibu/Zhibu/icons");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (ZbLibrary) library = NULL;
  g_autoptr (ZbAlbum) album = NULL;
  g_autoptr (ZbAlbumIndex) index = NULL;
  Scene  boxes = { 0 };
  gint64 first, again, worst;
  double ratio;
  glong  before;

  if (argc < 2)
    return 2;

  zb_memory_init ();
  adw_init ();
  load_style ();
  library = open_library (argv[1]);
  album = zb_album_new (library);
  before = read_memory ("VmRSS:");
  index = load (album, NULL, &first);
  zb_album_index_unref (g_steal_pointer (&index));
  index = load (album, NULL, &again);
  g_print ("%u photos in %u groups: loaded in %.0f ms, once more in %.0f ms; memory %ld kB before, %ld kB after\n", zb_album_index_get_n_rows (index),
           zb_album_index_get_n_groups (index), first / 1000.0, again / 1000.0, before, read_memory ("VmRSS:"));

  worst = run_page (album);
  g_print ("memory: peak %ld kB\n", read_memory ("VmHWM:"));
  ratio = compare_first_frames (album, index);
  scene_show (&boxes, make_boxes (index, 8));
  scroll (&boxes, "coloured boxes, five screens a second");
  drag (&boxes, "coloured boxes, dragged");
  scene_hide (&boxes);
  g_print ("search: nothing found %.1f ms, a theme %.1f ms, a name %.1f ms\n", time_search (album, "英烈") / 1000.0,
           time_search (album, "主题") / 1000.0, time_search (album, "IMG_0077") / 1000.0);
  g_print ("worst frame %.1f ms (allowed %d): ratio of the first frame %.2f (allowed 1.50)\n", worst / 1000.0, MOST / 1000, ratio);

  return worst > MOST || ratio > 1.5;
}
