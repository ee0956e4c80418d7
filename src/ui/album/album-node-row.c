/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-node-row.h"

#include "ui/album/album-sidebar.h"
#include "ui/kind-badge.h"

struct _ZbAlbumNodeRow
{
  AdwBin parent_instance;

  ZbAlbumNode *node;
  GtkBox      *badges;
};

enum
{
  PROP_0,
  PROP_NODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbAlbumNodeRow, zb_album_node_row, ADW_TYPE_BIN)

static void
node_changed_cb (ZbAlbumNodeRow *self)
{
  g_autofree char *label = NULL;
  guint            kinds;

  g_object_get (self->node, "kinds", &kinds, "label", &label, NULL);
  /* One badge: the line is narrow, and the heading shows them all. */
  zb_kind_badge_fill (self->badges, kinds != 0 ? 1u << zb_kinds_first (kinds) : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->badges), kinds != 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), kinds != 0 ? label : NULL);
}

static void
set_node (ZbAlbumNodeRow *self,
          ZbAlbumNode    *node)
{
  if (self->node == node)
    return;

  if (self->node != NULL)
    g_signal_handlers_disconnect_by_func (self->node, node_changed_cb, self);
  g_set_object (&self->node, node);
  if (node != NULL)
    {
      g_signal_connect_object (node, "notify", G_CALLBACK (node_changed_cb), self,
                               G_CONNECT_SWAPPED);
      node_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NODE]);
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            gpointer       data)
{
  ZbAlbumNodeRow *self = data;
  GtkWidget      *sidebar = gtk_widget_get_ancestor (GTK_WIDGET (self), ZB_TYPE_ALBUM_SIDEBAR);
  gint64          meeting = self->node != NULL ? zb_album_node_get_meeting (self->node) : 0;

  if (meeting == 0 || sidebar == NULL)
    return FALSE;

  zb_album_sidebar_drop (ZB_ALBUM_SIDEBAR (sidebar), meeting, value);
  return TRUE;
}

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           gpointer       data)
{
  ZbAlbumNodeRow *self = data;

  return self->node != NULL && zb_album_node_get_meeting (self->node) != 0 ? GDK_ACTION_COPY : 0;
}

static void
zb_album_node_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NODE:
      g_value_set_object (value, ZB_ALBUM_NODE_ROW (object)->node);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_album_node_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NODE:
      set_node (ZB_ALBUM_NODE_ROW (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_album_node_row_dispose (GObject *object)
{
  ZbAlbumNodeRow *self = ZB_ALBUM_NODE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ALBUM_NODE_ROW);
  g_clear_object (&self->node);

  G_OBJECT_CLASS (zb_album_node_row_parent_class)->dispose (object);
}

static void
zb_album_node_row_class_init (ZbAlbumNodeRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_album_node_row_dispose;
  object_class->get_property = zb_album_node_row_get_property;
  object_class->set_property = zb_album_node_row_set_property;

  properties[PROP_NODE] =
      g_param_spec_object ("node", NULL, NULL, ZB_TYPE_ALBUM_NODE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/zhibu/Zhibu/ui/album-node-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumNodeRow, badges);
}

static void
zb_album_node_row_init (ZbAlbumNodeRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType          types[] = { G_TYPE_ARRAY, GDK_TYPE_FILE_LIST };

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
