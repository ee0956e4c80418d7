/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 3,000 members on the screen: the page of members as the window shows it, scrolled five screens a second to its end and
 * back, dragged by the scroll bar, searched, sorted and grouped, against a column view of plain labels with the same words
 * scrolled in the same run. `bench-roster LIBRARY [MEMBERS]`, a library that `bench-table.py` filled.
 *
 * Processor time is the main thread's own, of all it did from one frame's end to the next's; the time by the clock is from
 * a frame's beginning (of a letter: from the key) to its end, and other programs on the machine lengthen it.
 */
#include "service/library.h"
#include "support/support.h"
#include "ui/roster/roster-columns.h"
#include "ui/roster/roster-page.h"

#include <adwaita.h>
#include <time.h>

#define N_MEMBERS 3000
#define SCREENS_A_SECOND 5.0
#define LONG 300

typedef struct
{
  gint64 cpu;
  gint64 wall;
} Cost;

typedef struct
{
  GtkWidget     *window;
  GtkAdjustment *place;
  GArray        *frames; /* of Cost */
  Cost           began;
  gint64         last; /* processor time at the last frame's end */
  guint          settling;
  gint64         follows; /* the worst of the frames after the one that showed a change */
  double         step;    /* of a screen a frame; 0: stand still */
} Scene;

static gint64
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* --- frames --- */

static void
before_paint_cb (GdkFrameClock *clock,
                 Scene         *self)
{
  double top = gtk_adjustment_get_upper (self->place) - gtk_adjustment_get_page_size (self->place);
  double at = gtk_adjustment_get_value (self->place);

  self->began.wall = g_get_monotonic_time ();
  if (self->settling > 0 || self->step == 0)
    return;

  if (self->step > 0 && at >= top)
    self->step = -self->step;
  else if (self->step < 0 && at <= 0)
    self->step = 0;
  gtk_adjustment_set_value (self->place, at + gtk_adjustment_get_page_size (self->place) * self->step);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Scene         *self)
{
  gint64 cpu = get_cpu ();
  Cost   cost = { cpu - self->last, g_get_monotonic_time () - self->began.wall };

  self->last = cpu;
  if (self->settling == 0)
    {
      g_array_append_val (self->frames, cost);
      return;
    }

  self->settling--;
  self->follows = MAX (self->follows, cost.cpu);
}

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

static gboolean
has_settled (gpointer data)
{
  Scene *self = data;

  gtk_widget_queue_draw (self->window);
  return self->settling == 0;
}

static void
scene_show (Scene     *self,
            GtkWidget *content,
            int        width,
            int        height)
{
  GdkFrameClock *clock;

  self->window = gtk_window_new ();
  self->frames = g_array_new (FALSE, FALSE, sizeof (Cost));
  self->settling = 60;
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_set_child (GTK_WINDOW (self->window), content);
  self->place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_widget (content, GTK_TYPE_COLUMN_VIEW)));
  gtk_window_present (GTK_WINDOW (self->window));
  clock = gtk_widget_get_frame_clock (self->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  self->last = get_cpu ();
  zb_test_until (has_settled, self, LONG);
}

static void
scene_hide (Scene *self)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (self->window), self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_array_unref (self->frames);
}

/* --- scrolling --- */

static gboolean
has_come_back (gpointer data)
{
  Scene *self = data;

  gtk_widget_queue_draw (self->window);
  return self->step == 0;
}

static int
compare_cpu (gconstpointer a,
             gconstpointer b)
{
  return (((Cost *) a)->cpu > ((Cost *) b)->cpu) - (((Cost *) a)->cpu < ((Cost *) b)->cpu);
}

static Cost
summarise (Scene      *self,
           const char *what)
{
  Cost  *frames = (Cost *) self->frames->data;
  guint  n = self->frames->len;
  Cost   sum = { 0, 0 };
  gint64 slowest = 0;
  guint  n_late = 0;

  g_assert_cmpuint (n, >, 0);
  g_array_sort (self->frames, compare_cpu);
  for (guint i = 0; i < n; i++)
    {
      sum.cpu += frames[i].cpu;
      sum.wall += frames[i].wall;
      slowest = MAX (slowest, frames[i].wall);
      n_late += frames[i].cpu > 16667;
    }
  g_print ("%s: %u frames, processor time: worst %.1f ms, 99 of 100 %.1f ms, mean %.1f ms, above 16.7 ms %u; by the clock: worst %.1f ms, mean %.1f ms\n", what, n,
           frames[n - 1].cpu / 1000.0, frames[n * 99 / 100].cpu / 1000.0, sum.cpu / 1000.0 / n, n_late, slowest / 1000.0, sum.wall / 1000.0 / n);
  return (Cost){ frames[n - 1].cpu, slowest };
}

static Cost
scroll (Scene      *self,
        const char *what)
{
  g_array_set_size (self->frames, 0);
  self->step = SCREENS_A_SECOND / 60;
  zb_test_until (has_come_back, self, LONG);
  g_assert_cmpfloat (gtk_adjustment_get_upper (self->place), >, 20 * gtk_adjustment_get_page_size (self->place));

  return summarise (self, what);
}

static gboolean
has_painted (gpointer data)
{
  Scene *self = data;

  return self->frames->len > 0;
}

/* The scroll bar is dragged: every frame shows other members. */
static Cost
drag (Scene      *self,
      const char *what)
{
  double top = gtk_adjustment_get_upper (self->place) - gtk_adjustment_get_page_size (self->place);

  g_array_set_size (self->frames, 0);
  for (guint i = 1; i <= 60; i++)
    {
      guint n = self->frames->len;

      gtk_adjustment_set_value (self->place, top * ((i * 7) % 61) / 61);
      gtk_widget_queue_draw (self->window);
      while (self->frames->len == n)
        g_main_context_iteration (NULL, TRUE);
    }

  return summarise (self, what);
}

/* --- one thing done, until what it changed is painted --- */

static void
begin (Scene *self)
{
  zb_test_until (has_settled, self, LONG);
  self->began.cpu = get_cpu ();
  self->last = self->began.cpu;
}

static Cost
end (Scene *self,
     gint64 from)
{
  g_array_set_size (self->frames, 0);
  gtk_widget_queue_draw (self->window);
  zb_test_until (has_painted, self, LONG);
  self->settling = 40;

  return (Cost){ get_cpu () - self->began.cpu, g_get_monotonic_time () - from };
}

/* Other frames come after it, that show nothing else: long ones would hold up the next letter. */
static void
print_worst (Scene      *self,
             const char *what,
             Cost        worst)
{
  zb_test_until (has_settled, self, LONG);
  g_print ("%s until painted: worst %.1f ms of processor time, %.1f ms by the clock; a frame that follows: worst %.1f ms of processor time\n", what,
           worst.cpu / 1000.0, worst.wall / 1000.0, self->follows / 1000.0);
  self->follows = 0;
}

static void
take_worst (Cost *worst,
            Cost  cost)
{
  worst->cpu = MAX (worst->cpu, cost.cpu);
  worst->wall = MAX (worst->wall, cost.wall);
}

static void
searched_cb (GtkWidget *entry,
             gboolean  *searched)
{
  *searched = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Names, initials and numbers letter by letter, and back. */
static Cost
search (Scene *self)
{
  static const char *const typed[] = { "w", "wa", "wan", "wang", "wangw", "wang", "w", "", "z", "zg", "z", "", "1", "13", "133", "1", "",
                                       "王", "王文", "王", "", "没有", "" };
  GtkWidget               *entry = find_widget (self->window, GTK_TYPE_SEARCH_ENTRY);
  Cost                     worst = { 0, 0 };
  gboolean                 searched = FALSE;

  g_signal_connect (entry, "search-changed", G_CALLBACK (searched_cb), &searched);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gint64 from;

      begin (self);
      from = g_get_monotonic_time ();
      searched = FALSE;
      gtk_editable_set_text (GTK_EDITABLE (entry), typed[i]);
      zb_test_until (is_true, &searched, LONG);
      take_worst (&worst, end (self, from));
    }
  g_signal_handlers_disconnect_by_data (entry, &searched);

  print_worst (self, "a letter typed", worst);
  return worst;
}

static void
sort (Scene *self)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_widget (self->window, GTK_TYPE_COLUMN_VIEW));
  GListModel    *columns = gtk_column_view_get_columns (view);
  Cost           worst = { 0, 0 };

  for (guint i = 0; i < 2 * g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i / 2);
      gint64 from;

      begin (self);
      from = g_get_monotonic_time ();
      gtk_column_view_sort_by_column (view, column, i % 2 == 0 ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
      take_worst (&worst, end (self, from));
    }
  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);

  print_worst (self, "sorted by a column", worst);
}

static GtkDropDown *
find_choice (GtkWidget  *root,
             const char *first)
{
  GtkWidget *bar = gtk_widget_get_parent (find_widget (root, GTK_TYPE_DROP_DOWN));

  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_DROP_DOWN (child))
      {
        g_autoptr (GtkStringObject) item = g_list_model_get_item (gtk_drop_down_get_model (GTK_DROP_DOWN (child)), 0);

        if (g_str_equal (gtk_string_object_get_string (item), first))
          return GTK_DROP_DOWN (child);
      }

  g_assert_not_reached ();
}

/* `choice` goes through its first four and back to the first. */
static void
choose (Scene      *self,
        const char *first,
        const char *what)
{
  GtkDropDown *choice = find_choice (self->window, first);
  Cost         worst = { 0, 0 };

  for (guint i = 1; i <= 4; i++)
    {
      gint64 from;

      begin (self);
      from = g_get_monotonic_time ();
      gtk_drop_down_set_selected (choice, i % MIN (4, g_list_model_get_n_items (gtk_drop_down_get_model (choice))));
      take_worst (&worst, end (self, from));
    }

  print_worst (self, what, worst);
}

/* --- the reference --- */

static const ZbMemberField fields[] = { ZB_MEMBER_NAME, ZB_MEMBER_SEX, ZB_MEMBER_BIRTH, ZB_MEMBER_JOINED,
                                        ZB_MEMBER_POST, ZB_MEMBER_PHONE, ZB_MEMBER_BRANCH, ZB_MEMBER_CATEGORY };

static void
label_setup_cb (GtkListItemFactory *factory,
                GtkListItem        *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
label_bind_cb (GtkListItemFactory  *factory,
               GtkListItem         *item,
               const ZbMemberField *field)
{
  g_autofree char *words = zb_roster_dup_cell (gtk_list_item_get_item (item), *field);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), words);
}

static GtkWidget *
make_reference (ZbRoster *roster)
{
  GListModel    *members = g_object_ref (zb_roster_get_model (roster));
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (members))));
  GtkWidget     *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (zb_member_field_get_name (fields[i]), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (label_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (label_bind_cb), (gpointer) &fields[i]);
      gtk_column_view_append_column (view, column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (view));

  return scrolled;
}

/* --- the page --- */

static ZbRoster *
load (const char *folder)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (ZbLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  ZbRoster *roster;

  zb_library_open_async (folder, NULL, NULL, zb_test_result_cb, &opened);
  library = zb_library_open_finish (zb_test_wait (&opened, 60), &error);
  g_assert_no_error (error);
  roster = zb_roster_new (library);
  zb_roster_load_async (roster, NULL, zb_test_result_cb, &loaded);
  zb_roster_load_finish (roster, zb_test_wait (&loaded, 60), &error);
  g_assert_no_error (error);

  return roster;
}

static GtkWidget *
make_page (ZbRoster *roster)
{
  g_autoptr (ZbRosterCompare) compare = zb_roster_compare_new (roster);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  ZbRosterPage    *page = g_object_new (ZB_TYPE_ROSTER_PAGE, "hexpand", TRUE, "search-mode", TRUE, NULL);
  ZbRosterSidebar *sidebar = g_object_new (ZB_TYPE_ROSTER_SIDEBAR, "width-request", 228, NULL);

  zb_roster_sidebar_set_roster (sidebar, roster, compare);
  zb_roster_page_set_roster (page, roster, sidebar, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (sidebar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (page));

  return box;
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/zhibu/Zhibu/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (ZbRoster) roster = NULL;
  Scene      page = { 0 }, plain = { 0 };
  GtkWidget *view;
  Cost       ours, theirs, letter;
  guint      n_wanted = argc > 2 ? atoi (argv[2]) : N_MEMBERS;

  adw_init ();
  load_style ();
  roster = load (argv[1]);
  g_assert_cmpuint (g_list_model_get_n_items (zb_roster_get_model (roster)), ==, n_wanted);

  scene_show (&page, make_page (roster), 1228, 800);
  view = find_widget (page.window, GTK_TYPE_COLUMN_VIEW);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)))), ==, n_wanted);
  ours = scroll (&page, "the page, five screens a second");
  drag (&page, "the page, its scroll bar dragged");
  page.follows = 0;
  letter = search (&page);
  sort (&page);
  choose (&page, "不分组", "grouped");
  choose (&page, "支部：全部", "another branch chosen");

  scene_show (&plain, make_reference (roster), gtk_widget_get_width (view), gtk_widget_get_height (view));
  theirs = scroll (&plain, "plain labels, five screens a second");
  drag (&plain, "plain labels, their scroll bar dragged");
  scene_hide (&plain);
  scene_hide (&page);

  g_print ("%u members, five screens a second: worst frame %.1f ms, plain labels %.1f ms: ratio %.2f\n", n_wanted, ours.cpu / 1000.0, theirs.cpu / 1000.0,
           (double) ours.cpu / theirs.cpu);
  g_print ("a letter typed until its result is painted: %.1f ms of main-thread work, ratio %.2f (to 50 ms, at most 1)\n", letter.cpu / 1000.0, letter.cpu / 50000.0);
  return letter.cpu > 50000 || ours.cpu > 33000 || (ours.cpu > 16667 && ours.cpu > theirs.cpu * 3 / 2);
}
