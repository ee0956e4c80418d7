/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-node.h"

#include <glib/gi18n.h>

#include "ui/words.h"

struct _ZbAlbumNode
{
  GObject parent_instance;

  int         year;
  int         quarter;
  gint64      meeting;
  guint       kinds;
  char       *label;
  char       *title;
  char       *count;
  GListStore *children;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_COUNT,
  PROP_KINDS,
  PROP_CHILDREN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbAlbumNode, zb_album_node, G_TYPE_OBJECT)

static void
zb_album_node_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ZbAlbumNode *self = ZB_ALBUM_NODE (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;

    case PROP_COUNT:
      g_value_set_string (value, self->count);
      break;

    case PROP_KINDS:
      g_value_set_uint (value, self->kinds);
      break;

    case PROP_CHILDREN:
      g_value_set_object (value, self->children);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_album_node_finalize (GObject *object)
{
  ZbAlbumNode *self = ZB_ALBUM_NODE (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->count, g_free);
  g_clear_object (&self->children);

  G_OBJECT_CLASS (zb_album_node_parent_class)->finalize (object);
}

static void
zb_album_node_class_init (ZbAlbumNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = zb_album_node_finalize;
  object_class->get_property = zb_album_node_get_property;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_string ("count", NULL, NULL, NULL, flags);
  properties[PROP_KINDS] = g_param_spec_uint ("kinds", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CHILDREN] =
      g_param_spec_object ("children", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
zb_album_node_init (ZbAlbumNode *self)
{
}

static char *
dup_quarter_name (int quarter)
{
  switch (quarter)
    {
    case 1:
      return g_strdup (_ ("第一季度"));
    case 2:
      return g_strdup (_ ("第二季度"));
    case 3:
      return g_strdup (_ ("第三季度"));
    default:
      return g_strdup (_ ("第四季度"));
    }
}

ZbAlbumNode *
zb_album_node_new_span (int year,
                        int quarter)
{
  ZbAlbumNode *self = g_object_new (ZB_TYPE_ALBUM_NODE, NULL);

  self->year = year;
  self->quarter = quarter;
  self->children = g_list_store_new (ZB_TYPE_ALBUM_NODE);
  self->title = g_strdup_printf (_ ("%d 年"), year);
  self->label = quarter > 0 ? dup_quarter_name (quarter) : g_strdup (self->title);
  if (quarter > 0)
    {
      g_autofree char *whole = g_steal_pointer (&self->title);

      self->title = g_strconcat (whole, self->label, NULL);
    }

  return self;
}

ZbAlbumNode *
zb_album_node_new_meeting (gint64 id)
{
  ZbAlbumNode *self = g_object_new (ZB_TYPE_ALBUM_NODE, NULL);

  self->meeting = id;

  return self;
}

void
zb_album_node_set_count (ZbAlbumNode *self,
                         guint        count)
{
  g_autofree char *text = g_strdup_printf ("%'u", count);

  g_return_if_fail (ZB_IS_ALBUM_NODE (self));

  if (g_strcmp0 (text, self->count) == 0)
    return;

  g_free (self->count);
  self->count = g_steal_pointer (&text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

void
zb_album_node_set_meeting (ZbAlbumNode *self,
                           ZbMeeting   *meeting)
{
  g_autofree char *title = zb_words_meeting_title (meeting);
  g_autofree char *label = NULL;
  int              month = 0, day = 0;

  g_return_if_fail (ZB_IS_ALBUM_NODE (self));

  zb_wall_split (zb_meeting_get_start (meeting), NULL, &month, &day, NULL, NULL, NULL);
  label = g_strdup_printf ("%02d-%02d %s", month, day, title);
  zb_album_node_set_count (self, zb_meeting_get_n_photos (meeting));
  if (g_strcmp0 (label, self->label) != 0)
    {
      g_free (self->title);
      g_free (self->label);
      self->title = g_steal_pointer (&title);
      self->label = g_steal_pointer (&label);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
    }
  if (self->kinds != zb_meeting_get_kinds (meeting))
    {
      self->kinds = zb_meeting_get_kinds (meeting);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KINDS]);
    }
}

GListStore *
zb_album_node_get_children (ZbAlbumNode *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_NODE (self), NULL);

  return self->children;
}

gint64
zb_album_node_get_meeting (ZbAlbumNode *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_NODE (self), 0);

  return self->meeting;
}

const char *
zb_album_node_get_title (ZbAlbumNode *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_NODE (self), NULL);

  return self->title;
}

void
zb_album_node_fill_filter (ZbAlbumNode   *self,
                           ZbAlbumFilter *filter)
{
  ZbWall from, to;
  int    month = self->quarter > 0 ? self->quarter * 3 - 2 : 1;
  int    months = self->quarter > 0 ? 3 : 12;
  int    end = month + months;

  g_return_if_fail (ZB_IS_ALBUM_NODE (self));

  if (self->meeting != 0)
    {
      filter->kind = ZB_ALBUM_MEETING;
      filter->id = self->meeting;
      return;
    }

  zb_wall_set_day (&from, self->year, month, 1);
  zb_wall_set_day (&to, end > 12 ? self->year + 1 : self->year, end > 12 ? end - 12 : end, 1);
  filter->kind = ZB_ALBUM_SPAN;
  filter->from = from.seconds;
  filter->to = to.seconds;
}
