/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows tell the view when they are mapped. After each frame in which the list moved, one look over
 * them (some two hundred boxes) says which are within a view's height of what is seen: those get
 * their children and ask for their pictures, those that are seen first; the others lose both.
 */
#include "ui/album/album-view.h"

#include "ui/album/album-list-row.h"
#include "ui/album/album-model.h"
#include "ui/album/album-pointer.h"
#include "ui/trace.h"

#define GAP 12
#define MARGIN 18
#define NATURAL_WIDTH 620 /* less room than this beside the details folds them away */
#define FILES_INTERVAL (20 * G_TIME_SPAN_SECOND)
#define NEAR_BUDGET 3000 /* µs at once for rows that are not seen yet */
#define RESIZE_DELAY 120 /* ms without a new width before pictures are scaled again */

struct _ZbAlbumView
{
  GtkWidget parent_instance;

  ZbAlbumModel      *model;
  ZbAlbumSelection  *selection;
  ZbThumbnailLoader *loader; /* NULL before there is an album */
  ZbAlbum           *album;
  GCancellable      *cancellable; /* of the look for files; NULL when none is under way */
  gint64             looked_for_files;
  GPtrArray         *rows; /* of ZbAlbumListRow *, borrowed: those that are mapped */
  int                cell_size;
  int                width;
  graphene_rect_t    band; /* empty: none */
  guint              look_id;
  guint              resize_id;
  guint              columns_id;
  gboolean           looked;
  gboolean           laid_out; /* its columns are known, and the list has the model */

  GtkScrolledWindow *scroller;
  GtkListView       *list;
};

enum
{
  PROP_0,
  PROP_MODEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAlbumView, zb_album_view, GTK_TYPE_WIDGET)

static gboolean
get_row_span (ZbAlbumView    *self,
              ZbAlbumListRow *row,
              float          *top,
              float          *bottom)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    return FALSE;

  *top = bounds.origin.y;
  *bottom = bounds.origin.y + bounds.size.height;
  return TRUE;
}

/* Rows that reach into the view widened by `margin`. FALSE: the time was up before all had their children. */
static gboolean
show_rows (ZbAlbumView *self,
           float        margin,
           gint64       until)
{
  float    height = gtk_widget_get_height (GTK_WIDGET (self->list)), top, bottom;
  gboolean all = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      ZbAlbumListRow *row = self->rows->pdata[i];

      if (!get_row_span (self, row, &top, &bottom) || bottom <= -margin || top >= height + margin)
        continue;
      if (!zb_album_list_row_get_near (row) && g_get_monotonic_time () > until)
        {
          all = FALSE;
          continue;
        }
      zb_album_list_row_set_near (row, TRUE);
      if (self->resize_id == 0)
        zb_album_list_row_load (row);
    }

  return all;
}

static void
hide_rows (ZbAlbumView *self)
{
  float height = gtk_widget_get_height (GTK_WIDGET (self->list)), top, bottom;

  for (guint i = 0; i < self->rows->len; i++)
    {
      ZbAlbumListRow *row = self->rows->pdata[i];

      if (zb_album_list_row_get_near (row) &&
          (!get_row_span (self, row, &top, &bottom) || bottom < -1.5f * height || top > 2.5f * height))
        zb_album_list_row_set_near (row, FALSE);
    }
}

static gboolean
look_cb (gpointer data)
{
  ZbAlbumView *self = data;

  self->look_id = 0;
  if (self->loader == NULL || gtk_widget_get_height (GTK_WIDGET (self->list)) == 0)
    return G_SOURCE_REMOVE;

  if (!self->looked && self->rows->len > 0)
    zb_trace_frame (GTK_WIDGET (self), "album-frame");
  self->looked = self->looked || self->rows->len > 0;

  hide_rows (self);
  show_rows (self, 0, G_MAXINT64);
  if (!show_rows (self, gtk_widget_get_height (GTK_WIDGET (self->list)), g_get_monotonic_time () + NEAR_BUDGET))
    zb_album_view_queue_look (self);

  return G_SOURCE_REMOVE;
}

void
zb_album_view_queue_look (ZbAlbumView *self)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));

  if (self->look_id == 0)
    self->look_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, look_cb, self, NULL);
}

static void
files_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbAlbumView) self = data;

  /* The album tells by itself that rows are different now. */
  zb_album_look_for_files_finish (ZB_ALBUM (source), result, NULL, NULL);
  g_clear_object (&self->cancellable);
}

/* Whether the originals are still where they were: asked as the album is shown, and again now and then. */
static void
look_for_files (ZbAlbumView *self)
{
  const gint64 now = g_get_monotonic_time ();

  if (self->album == NULL || self->cancellable != NULL ||
      (self->looked_for_files != 0 && now - self->looked_for_files < FILES_INTERVAL))
    return;

  self->looked_for_files = now;
  self->cancellable = g_cancellable_new ();
  zb_album_look_for_files_async (self->album, self->cancellable, files_cb, g_object_ref (self));
}

static gboolean
resized_cb (gpointer data)
{
  ZbAlbumView *self = data;

  self->resize_id = 0;
  zb_album_view_queue_look (self);

  return G_SOURCE_REMOVE;
}

static guint
count_columns (ZbAlbumView *self)
{
  int room = self->width - 2 * MARGIN + GAP;

  return MAX (1, room / (self->cell_size + GAP));
}

/* First index row that is seen, -1 when the top is seen. */
static gint
find_top_row (ZbAlbumView *self)
{
  ZbAlbumListRow *best = NULL;
  float           best_top = G_MAXFLOAT, top, bottom;
  ZbAlbumItem    *item;

  if (gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller)) < 1)
    return -1;

  for (guint i = 0; i < self->rows->len; i++)
    if (get_row_span (self, self->rows->pdata[i], &top, &bottom) && bottom > 0 && top < best_top &&
        !zb_album_item_is_heading (zb_album_list_row_get_item (self->rows->pdata[i])))
      {
        best = self->rows->pdata[i];
        best_top = top;
      }
  if (best == NULL)
    return -1;

  item = zb_album_list_row_get_item (best);
  return zb_album_selection_find (self->selection, zb_album_item_get_photo (item, 0)->photo);
}

static gboolean
columns_cb (gpointer data)
{
  ZbAlbumView *self = data;
  guint        columns = count_columns (self);

  self->columns_id = 0;
  if (columns != zb_album_model_get_columns (self->model))
    {
      gint top = find_top_row (self);

      zb_album_model_set_columns (self->model, columns);
      if (top >= 0)
        zb_album_view_scroll_to (self, top);
    }
  if (!self->laid_out)
    {
      self->laid_out = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
    }
  zb_album_view_queue_look (self);

  return G_SOURCE_REMOVE;
}

static void
update_columns (ZbAlbumView *self)
{
  if (self->columns_id == 0 && (!self->laid_out || count_columns (self) != zb_album_model_get_columns (self->model)))
    self->columns_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, columns_cb, self, NULL);
}

static void
zb_album_view_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (ZB_ALBUM_VIEW (widget)->scroller), orientation, for_size, minimum,
                      natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, 2 * MARGIN + ZB_CELL_SIZE_LEAST);
      *natural = MAX (*natural, NATURAL_WIDTH);
    }
}

static void
zb_album_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  ZbAlbumView *self = ZB_ALBUM_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->scroller), width, height, baseline, NULL);

  if (width == self->width)
    {
      zb_album_view_queue_look (self);
      return;
    }

  /* While a window is dragged wider its pictures are stretched, not decoded at every step. */
  if (self->width > 0)
    {
      g_clear_handle_id (&self->resize_id, g_source_remove);
      self->resize_id = g_timeout_add (RESIZE_DELAY, resized_cb, self);
    }
  self->width = width;
  update_columns (self);
  zb_album_view_queue_look (self);
}

static void
zb_album_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ZbAlbumView    *self = ZB_ALBUM_VIEW (widget);
  GdkRGBA         color = { 0.208f, 0.518f, 0.894f, 0.25f };
  graphene_rect_t area;

  GTK_WIDGET_CLASS (zb_album_view_parent_class)->snapshot (widget, snapshot);

  if (self->band.size.width > 0 && gtk_widget_compute_bounds (GTK_WIDGET (self->list), widget, &area) &&
      graphene_rect_intersection (&self->band, &area, &area))
    gtk_snapshot_append_color (snapshot, &color, &area);
}

static void
selection_changed_cb (ZbAlbumView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    zb_album_list_row_mark (self->rows->pdata[i]);
}

/* By hand: GTK makes two hundred rows at once, and building each from a template took a third of
 * the time to the first picture.
 */
static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, g_object_new (ZB_TYPE_ALBUM_LIST_ROW, NULL));
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  g_object_set (gtk_list_item_get_child (item), "item", gtk_list_item_get_item (item), NULL);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item)
{
  g_object_set (gtk_list_item_get_child (item), "item", NULL, NULL);
}

static void
zb_album_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, ZB_ALBUM_VIEW (object)->laid_out ? ZB_ALBUM_VIEW (object)->model : NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_album_view_dispose (GObject *object)
{
  ZbAlbumView *self = ZB_ALBUM_VIEW (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->resize_id, g_source_remove);
  g_clear_handle_id (&self->columns_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->album);
  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scroller));
  self->scroller = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ALBUM_VIEW);
  if (self->loader != NULL)
    g_object_run_dispose (G_OBJECT (self->loader));
  g_clear_object (&self->loader);
  g_clear_object (&self->model);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (zb_album_view_parent_class)->dispose (object);
}

static void
zb_album_view_finalize (GObject *object)
{
  g_clear_pointer (&ZB_ALBUM_VIEW (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_album_view_parent_class)->finalize (object);
}

static void
zb_album_view_class_init (ZbAlbumViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_album_view_dispose;
  object_class->finalize = zb_album_view_finalize;
  object_class->get_property = zb_album_view_get_property;
  widget_class->measure = zb_album_view_measure;
  widget_class->size_allocate = zb_album_view_size_allocate;
  widget_class->snapshot = zb_album_view_snapshot;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/album-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumView, scroller);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumView, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
zb_album_view_init (ZbAlbumView *self)
{
  GtkAdjustment *adjustment;

  self->cell_size = 148;
  self->model = zb_album_model_new ();
  self->rows = g_ptr_array_new ();
  self->selection = zb_album_selection_new ();
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (zb_album_view_queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (zb_album_view_queue_look), self, G_CONNECT_SWAPPED);
  zb_album_pointer_attach (self, GTK_WIDGET (self->list));
}

void
zb_album_view_set_album (ZbAlbumView *self,
                         ZbAlbum     *album)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));
  g_return_if_fail (self->loader == NULL);

  self->album = g_object_ref (album);
  self->loader = zb_thumbnail_loader_new (album);
}

void
zb_album_view_set_index (ZbAlbumView  *self,
                         ZbAlbumIndex *index)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));
  g_return_if_fail (index != NULL);

  zb_album_selection_set_index (self->selection, index);
  zb_album_model_set_index (self->model, index);
  zb_album_view_queue_look (self);
  look_for_files (self);
}

ZbAlbumIndex *
zb_album_view_get_index (ZbAlbumView *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_VIEW (self), NULL);

  return zb_album_model_get_index (self->model);
}

ZbAlbumSelection *
zb_album_view_get_selection (ZbAlbumView *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_VIEW (self), NULL);

  return self->selection;
}

ZbThumbnailLoader *
zb_album_view_get_loader (ZbAlbumView *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_VIEW (self), NULL);

  return self->loader;
}

guint
zb_album_view_get_columns (ZbAlbumView *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_VIEW (self), 1);

  return zb_album_model_get_columns (self->model);
}

void
zb_album_view_set_cell_size (ZbAlbumView *self,
                             int          size)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));

  self->cell_size = CLAMP (size, ZB_CELL_SIZE_LEAST, ZB_CELL_SIZE_MOST);
  if (self->width > 0)
    update_columns (self);
}

void
zb_album_view_scroll_to (ZbAlbumView *self,
                         guint        row)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));

  if (self->laid_out)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                                zb_album_model_find_row (self->model, row));
}

static gboolean
has_photo (ZbAlbumItem *item,
           gint64       photo)
{
  for (guint i = 0; item != NULL && i < zb_album_item_get_n (item); i++)
    if (zb_album_item_get_photo (item, i)->photo == photo)
      return TRUE;

  return FALSE;
}

gboolean
zb_album_view_focus (ZbAlbumView *self,
                     gint64       photo)
{
  g_return_val_if_fail (ZB_IS_ALBUM_VIEW (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (has_photo (zb_album_list_row_get_item (self->rows->pdata[i]), photo))
      return gtk_widget_grab_focus (gtk_widget_get_parent (self->rows->pdata[i]));

  return FALSE;
}

void
zb_album_view_scroll_to_start (ZbAlbumView *self)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

void
zb_album_view_activate (ZbAlbumView *self,
                        gint64       photo)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));

  g_signal_emit (self, signals[ACTIVATED], 0, photo);
}

void
zb_album_view_add_row (ZbAlbumView    *self,
                       ZbAlbumListRow *row)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));

  g_ptr_array_add (self->rows, row);
  zb_album_view_queue_look (self);
}

void
zb_album_view_remove_row (ZbAlbumView    *self,
                          ZbAlbumListRow *row)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));

  g_ptr_array_remove_fast (self->rows, row);
}

void
zb_album_view_set_band (ZbAlbumView           *self,
                        const graphene_rect_t *band)
{
  g_return_if_fail (ZB_IS_ALBUM_VIEW (self));

  self->band = band != NULL ? *band : *graphene_rect_zero ();
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GPtrArray *
zb_album_view_get_rows (ZbAlbumView *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_VIEW (self), NULL);

  return self->rows;
}
