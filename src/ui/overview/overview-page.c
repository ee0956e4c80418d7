/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filled in one go from what the calendar has in hand; only the photos are read. While the page is not to be seen it only
 * remembers that it is out of date.
 */
#include "ui/overview/overview-page.h"

#include <glib/gi18n.h>

#include "ui/overview/overview-line.h"
#include "ui/overview/overview-row.h"
#include "ui/overview/recent-photo.h"
#include "ui/overview/todo-row.h"
#include "ui/album/thumbnail-loader.h"
#include "ui/trace.h"

#define N_PHOTOS 6
#define MOST_OF_ONE 2 /* of one meeting, so that the newest does not hide the others */
#define LEAST_TODO 6
#define NARROW 820 /* px; below it the two lists stand one above the other */
#define DELAY 60   /* ms: changes that come together are one */

struct _ZbOverviewPage
{
  AdwBin parent_instance;

  ZbCalendar        *calendar;
  ZbAlbum           *album;
  ZbThumbnailLoader *loader;
  GCancellable      *cancellable;
  gboolean           folded;
  gboolean           stale;
  gboolean           all_todo;
  gboolean           filled;
  guint              refresh_id;
  guint              turn_id;

  AdwWindowTitle    *title;
  GtkStack          *states;
  GtkRevealer       *complaint;
  GtkLabel          *complaint_text;
  GtkScrolledWindow *scroller;
  GtkWidget         *first;
  GtkListBox        *steps;
  GtkBox            *columns;
  GtkLabel          *quarter;
  GtkListBox        *lines;
  GtkListBox        *todo;
  GtkButton         *more;
  GtkWidget         *photos_part;
  GtkLabel          *photos_count;
  GtkButton         *photos_waiting;
  GtkFlowBox        *photos;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbOverviewPage, zb_overview_page, ADW_TYPE_BIN)

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static gboolean
has_members (ZbOverviewPage *self)
{
  GListModel *members = zb_roster_get_model (zb_calendar_get_roster (self->calendar));

  return g_list_model_get_n_items (members) > 0;
}

static gboolean
has_meetings (ZbOverviewPage *self)
{
  return g_list_model_get_n_items (zb_meetings_get_model (zb_calendar_get_meetings (self->calendar))) > 0;
}

static void
show_title (ZbOverviewPage *self,
            ZbDay           today)
{
  g_autofree char *words = zb_day_dup_words (today);
  g_autofree char *subtitle = g_strdup_printf ("%s %s", words, zb_overview_get_weekday (today));

  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
show_complaint (ZbOverviewPage *self)
{
  const char *words = zb_calendar_get_complaint (self->calendar);

  gtk_label_set_label (self->complaint_text, words != NULL ? words : "");
  gtk_revealer_set_reveal_child (self->complaint, words != NULL);
}

static void
add_step (ZbOverviewPage *self,
          const char     *title,
          const char     *subtitle,
          const char     *action,
          gboolean        done)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *sign = gtk_image_new_from_icon_name (done ? "emblem-ok-symbolic" : "go-next-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
  if (done)
    gtk_widget_add_css_class (sign, "success");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !done);
  gtk_widget_set_sensitive (row, !done);
  if (!done)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (row), action);
  gtk_list_box_append (self->steps, row);
}

/* A new library: what comes first, with what is done already. */
static void
show_steps (ZbOverviewPage *self,
            ZbDay           today)
{
  gboolean         members = has_members (self), meetings = has_meetings (self);
  g_autofree char *plan = g_strdup_printf ("win.plan(%d)", today.year);

  clear_list (self->steps);
  gtk_widget_set_visible (self->first, !members || !meetings);
  if (members && meetings)
    return;

  add_step (self, _ ("导入党员名册"), _ ("应到的人、党小组和提醒都从名册来；.xls、.xlsx、.csv 都可以"), "win.page(3)", members);
  add_step (self, _ ("生成年度计划"), _ ("按规定排出全年的主题党日、三会一课，遇到节假日会提出改期建议"), plan, meetings);
  add_step (self, _ ("导入照片"), _ ("从相机、存储卡或文件夹导入；日期和活动会自动对上"), "win.import", FALSE);
}

static void
show_lines (ZbOverviewPage *self,
            ZbDay           today)
{
  ZbMeetings *meetings = zb_calendar_get_meetings (self->calendar);
  g_autoptr (GPtrArray) lines = zb_overview_list_lines (self->calendar, today);
  g_autofree char *period = zb_calendar_dup_period (ZB_PERIOD_QUARTER, today);
  g_autofree char *words = NULL;
  ZbDay            first, last;

  zb_calendar_get_period (ZB_PERIOD_QUARTER, today, &first, &last);
  words = g_strdup_printf (_ ("%s，还有 %d 天"), period, zb_day_between (today, last));
  gtk_label_set_label (self->quarter, words);
  clear_list (self->lines);
  for (guint i = 0; i < lines->len; i++)
    gtk_list_box_append (self->lines, zb_overview_row_new (lines->pdata[i], meetings, today.year));
}

static guint
count_rows (GtkListBox *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;

  return n;
}

static void
show_todo (ZbOverviewPage *self,
           ZbDay           today)
{
  g_autoptr (GPtrArray) todo = zb_calendar_list_todo (self->calendar);
  guint            room = MAX (count_rows (self->lines), LEAST_TODO);
  guint            shown = self->all_todo ? todo->len : MIN (todo->len, room);
  g_autofree char *label = g_strdup_printf (_ ("还有 %u 件"), todo->len - shown);

  clear_list (self->todo);
  for (guint i = 0; i < shown; i++)
    gtk_list_box_append (self->todo, zb_todo_row_new (todo->pdata[i], today));
  gtk_button_set_label (self->more, label);
  gtk_widget_set_visible (GTK_WIDGET (self->more), shown < todo->len);
}

static void
more_clicked_cb (ZbOverviewPage *self)
{
  self->all_todo = TRUE;
  show_todo (self, zb_calendar_get_today (self->calendar));
}

/* The newest of the index that are not yet among `chosen`; G_MAXUINT none. */
static guint
find_newest (ZbAlbumIndex *index,
             GHashTable   *per_group,
             gint64        before,
             guint        *group)
{
  guint  found = G_MAXUINT;
  gint64 newest = 0;

  for (guint g = 0; g < zb_album_index_get_n_groups (index); g++)
    {
      const ZbAlbumGroup *part = zb_album_index_get_group (index, g);

      if (part->kind == ZB_GROUP_TRASH || GPOINTER_TO_UINT (g_hash_table_lookup (per_group, part)) >= MOST_OF_ONE)
        continue;
      for (guint i = part->first; i < part->first + part->n; i++)
        {
          const ZbAlbumRow *row = zb_album_index_get_row (index, i);

          if (row->seconds > newest && row->seconds < before && (row->flags & (ZB_ROW_TRASHED | ZB_ROW_VIDEO)) == 0)
            {
              newest = row->seconds;
              found = i;
              *group = g;
            }
        }
    }

  return found;
}

static void
add_photo (ZbOverviewPage *self,
           ZbAlbumIndex   *index,
           guint           row,
           guint           group)
{
  GtkWidget *photo = zb_recent_photo_new (self->loader, zb_album_index_get_row (index, row), zb_album_index_get_group (index, group));

  gtk_flow_box_append (self->photos, photo);
  gtk_widget_set_focusable (gtk_widget_get_parent (photo), FALSE);
}

/* Those in no meeting that nobody set apart. */
static void
show_waiting (ZbOverviewPage *self,
              ZbAlbumIndex   *index)
{
  guint            n = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < zb_album_index_get_n_groups (index); i++)
    if (zb_album_index_get_group (index, i)->kind != ZB_GROUP_MEETING &&
        zb_album_index_get_group (index, i)->kind != ZB_GROUP_APART)
      n += zb_album_index_get_group (index, i)->n;
  words = g_strdup_printf (_ ("%u 张待整理"), n);
  gtk_button_set_label (self->photos_waiting, words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->photos_waiting), "(ix)", ZB_ALBUM_UNLINKED, (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->photos_waiting), "win.review-photos");
  gtk_widget_set_visible (GTK_WIDGET (self->photos_waiting), n > 0);
}

static void
show_photos (ZbOverviewPage *self,
             ZbAlbumIndex   *index)
{
  g_autoptr (GHashTable) per_group = g_hash_table_new (NULL, NULL);
  guint            total = zb_album_index_get_count (index, ZB_ALBUM_ALL), n = 0, row, group = 0;
  gint64           before = G_MAXINT64;
  g_autofree char *words = NULL;
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->photos))) != NULL)
    gtk_flow_box_remove (self->photos, child);
  while (n < N_PHOTOS && (row = find_newest (index, per_group, before, &group)) != G_MAXUINT)
    {
      const ZbAlbumGroup *part = zb_album_index_get_group (index, group);
      guint               of_it = GPOINTER_TO_UINT (g_hash_table_lookup (per_group, part));

      add_photo (self, index, row, group);
      g_hash_table_insert (per_group, (gpointer) part, GUINT_TO_POINTER (of_it + 1));
      before = zb_album_index_get_row (index, row)->seconds;
      n++;
    }
  words = g_strdup_printf (_ ("共 %'u 张"), total);
  gtk_label_set_label (self->photos_count, words);
  show_waiting (self, index);
  gtk_widget_set_visible (self->photos_part, n > 0);
}

static void
photos_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbOverviewPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbAlbumIndex) index = zb_album_load_finish (ZB_ALBUM (source), result, &error);

  if (index != NULL && self->calendar != NULL)
    show_photos (self, index);
  else if (index == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("photos: %s", error->message);
}

static void
load_photos (ZbOverviewPage *self)
{
  ZbAlbumFilter filter = { .kind = ZB_ALBUM_ALL };

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  zb_album_load_async (self->album, &filter, self->cancellable, photos_cb, g_object_ref (self));
}

static void
fill (ZbOverviewPage *self)
{
  ZbDay today = zb_calendar_get_today (self->calendar);

  self->stale = FALSE;
  show_title (self, today);
  show_complaint (self);
  show_steps (self, today);
  show_lines (self, today);
  show_todo (self, today);
  load_photos (self);
  gtk_stack_set_visible_child_name (self->states, "quarter");
  if (!self->filled && gtk_widget_get_mapped (GTK_WIDGET (self)))
    zb_trace_frame (GTK_WIDGET (self), "overview-frame");
  self->filled = TRUE;
}

static gboolean
refresh_cb (gpointer data)
{
  ZbOverviewPage *self = data;

  self->refresh_id = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && zb_calendar_is_loaded (self->calendar))
    fill (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (ZbOverviewPage *self)
{
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));

  self->stale = TRUE;
  if (mapped && !self->filled && zb_calendar_is_loaded (self->calendar))
    fill (self); /* the first time nobody waits */
  else if (mapped && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (DELAY, refresh_cb, self);
}

static void
library_changed_cb (ZbOverviewPage *self,
                    guint           tables)
{
  if ((tables & ZB_TABLE_PHOTO) != 0)
    changed_cb (self);
}

static void
zb_overview_page_map (GtkWidget *widget)
{
  ZbOverviewPage *self = ZB_OVERVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (zb_overview_page_parent_class)->map (widget);
  if (self->stale && self->calendar != NULL && zb_calendar_is_loaded (self->calendar))
    fill (self);
}

static gboolean
is_narrow (ZbOverviewPage *self)
{
  return gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scroller)) < NARROW;
}

static gboolean
turn_cb (gpointer data)
{
  ZbOverviewPage *self = data;
  gboolean        narrow = is_narrow (self);

  self->turn_id = 0;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_flow_box_set_min_children_per_line (self->photos, narrow ? N_PHOTOS / 2 : N_PHOTOS);
  return G_SOURCE_REMOVE;
}

/* It is told in the middle of a layout, which nothing may change. */
static void
width_changed_cb (ZbOverviewPage *self)
{
  GtkOrientation orientation = gtk_orientable_get_orientation (GTK_ORIENTABLE (self->columns));

  if (self->turn_id == 0 && is_narrow (self) != (orientation == GTK_ORIENTATION_VERTICAL))
    self->turn_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, turn_cb, self, NULL);
}

static void
back_cb (ZbOverviewPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
zb_overview_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, ZB_OVERVIEW_PAGE (object)->folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_overview_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_FOLDED:
      ZB_OVERVIEW_PAGE (object)->folded = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_overview_page_dispose (GObject *object)
{
  ZbOverviewPage *self = ZB_OVERVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->turn_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_OVERVIEW_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->loader);
  g_clear_object (&self->album);
  g_clear_object (&self->calendar);

  G_OBJECT_CLASS (zb_overview_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, states);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, complaint);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, complaint_text);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, first);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, steps);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, columns);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, quarter);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, lines);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, todo);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, more);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, photos_part);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, photos_count);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, photos_waiting);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewPage, photos);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
}

static void
zb_overview_page_class_init (ZbOverviewPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_overview_page_dispose;
  object_class->get_property = zb_overview_page_get_property;
  object_class->set_property = zb_overview_page_set_property;
  widget_class->map = zb_overview_page_map;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[BACK] = g_signal_new ("back", ZB_TYPE_OVERVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
zb_overview_page_init (ZbOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "notify::page-size",
                           G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
}

void
zb_overview_page_set_calendar (ZbOverviewPage *self,
                               ZbCalendar     *calendar,
                               ZbAlbum        *album)
{
  g_set_object (&self->calendar, calendar);
  g_set_object (&self->album, album);
  self->loader = zb_thumbnail_loader_new (album);
  g_signal_connect_object (calendar, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zb_calendar_get_library (calendar), "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  show_title (self, zb_calendar_get_today (calendar));
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && zb_calendar_is_loaded (calendar))
    fill (self);
}
