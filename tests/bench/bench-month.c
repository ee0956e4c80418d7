/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ten years of 5,000 meetings: the calendar's page with its side list, turned month by month through all of them, against 42
 * plain labels whose texts change, in the same run. `bench-month [MEETINGS]`.
 *
 * Processor time is the main thread's own, from the turn to the end of the frame that shows it; the time by the clock is
 * lengthened by other programs on the machine.
 */
#include "ui/calendar/calendar-page.h"

#include "support/support.h"

#include <time.h>

#define N_MEETINGS 5000
#define FIRST_YEAR 2014
#define N_YEARS 10
#define LONG 300
#define MOST 16000 /* µs */

typedef struct
{
  GtkWidget *window;
  GtkWidget *page;
  GPtrArray *labels;
  guint      month;
  guint      n_frames;
  GArray    *costs; /* of gint64, µs */
  gint64     slowest;
} Scene;

static gint64
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* --- the meetings --- */

static ZbPlanItem *
make_item (guint i)
{
  static const ZbKinds kinds[] = { 1u << ZB_KIND_THEME_DAY | 1u << ZB_KIND_LECTURE, 1u << ZB_KIND_ASSEMBLY, 1u << ZB_KIND_COMMITTEE,
                                   1u << ZB_KIND_GROUP_MEETING, 1u << ZB_KIND_LECTURE, 1u << ZB_KIND_REVIEW, 1u << ZB_KIND_TALK };
  ZbPlanItem          *item = g_new0 (ZbPlanItem, 1);

  item->day = zb_day_plus_days ((ZbDay){ FIRST_YEAR, 1, 1 }, (gint64) i * N_YEARS * 365 / N_MEETINGS);
  item->wanted = item->day;
  item->kinds = kinds[i % G_N_ELEMENTS (kinds)];
  item->joint = i % 5 == 0;
  item->theme = g_strdup_printf ("第 %u 次 学习讨论和工作安排", i + 1);
  item->hour = 9 + i % 7;
  return item;
}

static void
free_item (gpointer data)
{
  ZbPlanItem *item = data;

  g_free (item->theme);
  g_free (item);
}

static void
fill (ZbCalendar *calendar,
      guint       n)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, make_item (i));
  zb_calendar_make_plan_async (calendar, FIRST_YEAR, items, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_assert_cmpint (zb_calendar_edit_finish (calendar, done, &error), ==, n);
  g_assert_no_error (error);
}

static ZbCalendar *
make_calendar (const char *folder)
{
  GAsyncResult *result = NULL, *loading = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = NULL;
  g_autoptr (ZbMeetings) meetings = NULL;
  g_autoptr (ZbRoster) roster = NULL;
  g_autofree char *path = g_build_filename (folder, "library", NULL);
  ZbCalendar      *calendar;

  zb_library_create_async (path, "第一党支部", "court", "2019-06-11", NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  library = zb_library_open_finish (done, &error);
  g_assert_no_error (error);
  meetings = zb_meetings_new (library);
  roster = zb_roster_new (library);
  calendar = zb_calendar_new (meetings, roster);
  zb_calendar_load_async (calendar, NULL, zb_test_result_cb, &loading);
  loaded = zb_test_wait (&loading, LONG);
  zb_calendar_load_finish (calendar, loaded, &error);
  g_assert_no_error (error);

  return calendar;
}

static gboolean
has_meetings (gpointer data)
{
  g_autoptr (GPtrArray) found = zb_calendar_list_meetings (data, (ZbDay){ FIRST_YEAR, 1, 1 }, (ZbDay){ FIRST_YEAR, 12, 31 });

  return found->len > 0;
}

/* --- scenes --- */

static void
after_paint_cb (GdkFrameClock *clock,
                Scene         *self)
{
  self->n_frames++;
}

static gboolean
has_settled (gpointer data)
{
  Scene *self = data;

  gtk_widget_queue_draw (self->window);
  return self->n_frames > 20;
}

static void
scene_show (Scene     *self,
            GtkWidget *content)
{
  self->window = gtk_window_new ();
  self->costs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1228, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), content);
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect (gtk_widget_get_frame_clock (self->window), "after-paint", G_CALLBACK (after_paint_cb), self);
  zb_test_until (has_settled, self, LONG);
}

static void
turn (Scene *self)
{
  self->month++;
  if (self->page != NULL)
    {
      gtk_widget_activate_action (self->page, "calendar.next", NULL);
      return;
    }

  for (guint i = 0; i < self->labels->len; i++)
    {
      g_autofree char *words = g_strdup_printf ("%u", (self->month + i) % 31 + 1);

      gtk_label_set_label (self->labels->pdata[i], words);
    }
}

static void
measure (Scene *self)
{
  const guint  n = self->n_frames;
  const gint64 clock = g_get_monotonic_time ();
  gint64       cpu = get_cpu ();

  turn (self);
  while (self->n_frames == n)
    g_main_context_iteration (NULL, TRUE);
  cpu = get_cpu () - cpu;
  g_array_append_val (self->costs, cpu);
  self->slowest = MAX (self->slowest, g_get_monotonic_time () - clock);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return (*(gint64 *) a > *(gint64 *) b) - (*(gint64 *) a < *(gint64 *) b);
}

static gint64
run (Scene      *self,
     const char *what)
{
  const gint64 *costs;
  guint         n;
  gint64        sum = 0;

  for (guint i = 0; i < (N_YEARS - 1) * 12; i++)
    measure (self);
  g_array_sort (self->costs, compare);
  costs = (const gint64 *) self->costs->data;
  n = self->costs->len;
  for (guint i = 0; i < n; i++)
    sum += costs[i];
  g_print ("%s: %u turns, processor time: worst %.1f ms, 95 of 100 %.1f ms, median %.1f ms, mean %.1f ms; by the clock: worst %.1f ms\n", what, n,
           costs[n - 1] / 1000.0, costs[n * 95 / 100] / 1000.0, costs[n / 2] / 1000.0, sum / 1000.0 / n, self->slowest / 1000.0);
  return costs[n / 2];
}

static GtkWidget *
make_page (Scene      *self,
           ZbCalendar *calendar)
{
  GtkWidget         *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  ZbCalendarSidebar *sidebar = g_object_new (ZB_TYPE_CALENDAR_SIDEBAR, "width-request", 228, NULL);

  self->page = g_object_new (ZB_TYPE_CALENDAR_PAGE, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (sidebar));
  gtk_box_append (GTK_BOX (box), self->page);
  zb_calendar_page_set_calendar (ZB_CALENDAR_PAGE (self->page), calendar, sidebar);
  zb_calendar_page_show_day (ZB_CALENDAR_PAGE (self->page), (ZbDay){ FIRST_YEAR, 1, 1 });
  return box;
}

static GtkWidget *
make_labels (Scene *self)
{
  GtkWidget *grid = gtk_grid_new ();

  self->labels = g_ptr_array_new ();
  gtk_grid_set_row_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; i < 42; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_vexpand (label, TRUE);
      g_ptr_array_add (self->labels, label);
      gtk_grid_attach (GTK_GRID (grid), label, i % 7, i / 7, 1, 1);
    }
  return grid;
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
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbCalendar) calendar = NULL;
  Scene       page = { 0 }, plain = { 0 };
  const guint n = argc > 1 ? atoi (argv[1]) : N_MEETINGS;
  gint64      ours, theirs;

  adw_init ();
  load_style ();
  calendar = make_calendar (folder);
  fill (calendar, n);
  zb_test_until (has_meetings, calendar, LONG);

  scene_show (&page, make_page (&page, calendar));
  run (&page, "the calendar's page, every month for the first time");
  g_array_set_size (page.costs, 0);
  page.slowest = 0;
  zb_calendar_page_show_day (ZB_CALENDAR_PAGE (page.page), (ZbDay){ FIRST_YEAR, 1, 1 });
  ours = run (&page, "the calendar's page, once more");
  gtk_window_destroy (GTK_WINDOW (page.window));
  scene_show (&plain, make_labels (&plain));
  theirs = run (&plain, "42 plain labels");
  gtk_window_destroy (GTK_WINDOW (plain.window));

  g_print ("%u meetings, a month turned: half of the turns at most %.1f ms of main-thread work (allowed %.0f), plain labels %.1f ms: ratio %.2f\n", n, ours / 1000.0, MOST / 1000.0,
           theirs / 1000.0, (double) ours / theirs);
  return ours > MOST;
}
