/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GTK keeps some two hundred rows alive whatever is seen. All but those near to the view are empty
 * boxes of the right height: no cells, no headings, no pictures.
 */
#include "ui/album/album-list-row.h"

#include "ui/album/album-heading.h"
#include "ui/album/photo-cell.h"

#define HEADING_HEIGHT 60
#define GAP 12

struct _ZbAlbumListRow
{
  GtkWidget parent_instance;

  ZbAlbumItem *item;
  ZbAlbumView *view; /* borrowed while mapped */
  gboolean     near;
};

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbAlbumListRow, zb_album_list_row, GTK_TYPE_WIDGET)

static guint
get_columns (ZbAlbumListRow *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ZB_TYPE_ALBUM_VIEW);

  return view != NULL ? zb_album_view_get_columns (ZB_ALBUM_VIEW (view)) : 1;
}

/* Cells grow so that a full strip fills the width. */
static void
get_cell_size (ZbAlbumListRow *self,
               int             width,
               int            *cell_width,
               int            *cell_height)
{
  int columns = get_columns (self);

  *cell_width = MAX (1, (width - (columns - 1) * GAP) / columns);
  *cell_height = MAX (1, *cell_width * 3 / 4);
}

static void
drop_children (ZbAlbumListRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
make_children (ZbAlbumListRow *self)
{
  if (zb_album_item_is_heading (self->item))
    {
      gtk_widget_set_parent (zb_album_heading_new (self->item), GTK_WIDGET (self));
      return;
    }

  for (guint i = 0; i < zb_album_item_get_n (self->item); i++)
    gtk_widget_set_parent (zb_photo_cell_new (zb_album_view_get_loader (self->view),
                                              zb_album_item_get_photo (self->item, i)),
                           GTK_WIDGET (self));
  zb_album_list_row_mark (self);
}

static GtkSizeRequestMode
zb_album_list_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zb_album_list_row_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  ZbAlbumListRow *self = ZB_ALBUM_LIST_ROW (widget);
  int             cell_width, cell_height;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->item == NULL)
    return;

  get_cell_size (self, for_size, &cell_width, &cell_height);
  *minimum = *natural = zb_album_item_is_heading (self->item) ? HEADING_HEIGHT : cell_height + GAP;
}

static void
zb_album_list_row_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  ZbAlbumListRow *self = ZB_ALBUM_LIST_ROW (widget);
  GtkWidget      *child = gtk_widget_get_first_child (widget);
  int             cell_width, cell_height, number = 0;
  gboolean        mirror = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (child == NULL)
    return;

  if (zb_album_item_is_heading (self->item))
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_allocate (child, width, height, baseline, NULL);
      return;
    }

  get_cell_size (self, width, &cell_width, &cell_height);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int x = number++ * (cell_width + GAP);

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (child,
                                &(GtkAllocation){ mirror ? width - x - cell_width : x, 0,
                                                  cell_width, cell_height },
                                -1);
    }
}

static void
zb_album_list_row_map (GtkWidget *widget)
{
  ZbAlbumListRow *self = ZB_ALBUM_LIST_ROW (widget);

  GTK_WIDGET_CLASS (zb_album_list_row_parent_class)->map (widget);

  self->view = ZB_ALBUM_VIEW (gtk_widget_get_ancestor (widget, ZB_TYPE_ALBUM_VIEW));
  zb_album_view_add_row (self->view, self);
}

static void
zb_album_list_row_unmap (GtkWidget *widget)
{
  ZbAlbumListRow *self = ZB_ALBUM_LIST_ROW (widget);

  zb_album_list_row_set_near (self, FALSE);
  zb_album_view_remove_row (self->view, self);
  self->view = NULL;

  GTK_WIDGET_CLASS (zb_album_list_row_parent_class)->unmap (widget);
}

static void
set_item (ZbAlbumListRow *self,
          ZbAlbumItem    *item)
{
  if (self->item == item)
    return;

  zb_album_list_row_set_near (self, FALSE);
  g_set_object (&self->item, item);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->view != NULL)
    zb_album_view_queue_look (self->view);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

static void
zb_album_list_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, ZB_ALBUM_LIST_ROW (object)->item);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_album_list_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      set_item (ZB_ALBUM_LIST_ROW (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_album_list_row_dispose (GObject *object)
{
  ZbAlbumListRow *self = ZB_ALBUM_LIST_ROW (object);

  drop_children (self);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (zb_album_list_row_parent_class)->dispose (object);
}

static void
zb_album_list_row_class_init (ZbAlbumListRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_album_list_row_dispose;
  object_class->get_property = zb_album_list_row_get_property;
  object_class->set_property = zb_album_list_row_set_property;
  widget_class->get_request_mode = zb_album_list_row_get_request_mode;
  widget_class->measure = zb_album_list_row_measure;
  widget_class->size_allocate = zb_album_list_row_size_allocate;
  widget_class->map = zb_album_list_row_map;
  widget_class->unmap = zb_album_list_row_unmap;

  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, ZB_TYPE_ALBUM_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "album-row");
}

static void
zb_album_list_row_init (ZbAlbumListRow *self)
{
}

ZbAlbumItem *
zb_album_list_row_get_item (ZbAlbumListRow *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_LIST_ROW (self), NULL);

  return self->item;
}

gboolean
zb_album_list_row_get_near (ZbAlbumListRow *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_LIST_ROW (self), FALSE);

  return self->near;
}

void
zb_album_list_row_set_near (ZbAlbumListRow *self,
                            gboolean        near)
{
  g_return_if_fail (ZB_IS_ALBUM_LIST_ROW (self));

  if (self->near == near || (near && (self->item == NULL || self->view == NULL)))
    return;

  self->near = near;
  if (near)
    make_children (self);
  else
    drop_children (self);
}

void
zb_album_list_row_load (ZbAlbumListRow *self)
{
  int cell_width, cell_height;

  g_return_if_fail (ZB_IS_ALBUM_LIST_ROW (self));

  if (!self->near || zb_album_item_is_heading (self->item))
    return;

  get_cell_size (self, gtk_widget_get_width (GTK_WIDGET (self)), &cell_width, &cell_height);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    zb_photo_cell_load (ZB_PHOTO_CELL (child), cell_width, cell_height);
}

void
zb_album_list_row_mark (ZbAlbumListRow *self)
{
  ZbAlbumSelection *selection;

  g_return_if_fail (ZB_IS_ALBUM_LIST_ROW (self));

  if (!self->near || zb_album_item_is_heading (self->item))
    return;

  selection = zb_album_view_get_selection (self->view);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gint64 photo = zb_photo_cell_get_photo (ZB_PHOTO_CELL (child));

      zb_photo_cell_set_marks (ZB_PHOTO_CELL (child), zb_album_selection_has (selection, photo),
                               zb_album_selection_get_cursor (selection) == photo);
    }
}
