/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-sidebar.h"

#include <glib/gi18n.h>

#include "ui/album/album-jump-entry.h"
#include "ui/album/album-node-row.h"
#include "ui/album/album-tree.h"

/* In the order of the rows in the template. */
static const ZbAlbumFilterKind row_kinds[] = { ZB_ALBUM_ALL, ZB_ALBUM_UNLINKED, ZB_ALBUM_UNDATED, ZB_ALBUM_CLOCK,
                                               ZB_ALBUM_PICKED, ZB_ALBUM_MISSING, ZB_ALBUM_BATCH, ZB_ALBUM_TRASH };
#define N_ROWS G_N_ELEMENTS (row_kinds)

struct _ZbAlbumSidebar
{
  AdwBin parent_instance;

  ZbMeetings   *meetings;
  ZbAlbumTree  *tree;
  ZbAlbumIndex *all;
  gint64        batch;
  guint         update_id;
  gboolean      quiet; /* while one list's choice is let go for the other's */

  GtkListBox         *filters;
  GtkLabel           *counts[N_ROWS];
  GtkWidget          *by_time;
  ZbAlbumJumpEntry   *jump;
  GtkListView        *list;
  GtkSingleSelection *nodes;
};

enum
{
  CHOSEN,
  ACTIVATED,
  PHOTOS_DROPPED,
  FILES_DROPPED,
  JUMPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAlbumSidebar, zb_album_sidebar, ADW_TYPE_BIN)

static ZbAlbumNode *
get_chosen_node (ZbAlbumSidebar *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->nodes);
  ZbAlbumNode    *node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  if (node != NULL)
    g_object_unref (node); /* the tree holds it */
  return node;
}

static void
filter_selected_cb (ZbAlbumSidebar *self,
                    GtkListBoxRow  *row)
{
  if (self->quiet || row == NULL)
    return;

  self->batch = 0;
  self->quiet = TRUE;
  gtk_single_selection_set_selected (self->nodes, GTK_INVALID_LIST_POSITION);
  self->quiet = FALSE;
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* Also when it is chosen already: a folded window goes on to the photos. */
static void
filter_activated_cb (ZbAlbumSidebar *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
jumped_cb (ZbAlbumSidebar *self,
           gint64          photo)
{
  g_signal_emit (self, signals[JUMPED], 0, photo);
}

static void
node_selected_cb (ZbAlbumSidebar *self)
{
  if (self->quiet || get_chosen_node (self) == NULL)
    return;

  self->quiet = TRUE;
  gtk_list_box_unselect_all (self->filters);
  self->quiet = FALSE;
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* A meeting that was chosen and is gone leaves nothing chosen: back to everything. */
static void
keep_choice (ZbAlbumSidebar *self)
{
  if (gtk_list_box_get_selected_row (self->filters) == NULL && get_chosen_node (self) == NULL)
    gtk_list_box_select_row (self->filters, gtk_list_box_get_row_at_index (self->filters, 0));
}

static void
update_tree (ZbAlbumSidebar *self)
{
  if (self->all == NULL || self->meetings == NULL)
    return;

  zb_album_tree_update (self->tree, self->all, zb_meetings_get_model (self->meetings), zb_meetings_get_today (self->meetings));
  gtk_widget_set_visible (self->by_time,
                          g_list_model_get_n_items (zb_album_tree_get_years (self->tree)) > 0);
  keep_choice (self);
}

static gboolean
update_cb (gpointer data)
{
  ZbAlbumSidebar *self = data;

  self->update_id = 0;
  update_tree (self);

  return G_SOURCE_REMOVE;
}

/* Meetings come one by one: one update serves them all. */
static void
meetings_changed_cb (ZbAlbumSidebar *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static GListModel *
make_children_cb (gpointer item,
                  gpointer data)
{
  GListStore *children = zb_album_node_get_children (ZB_ALBUM_NODE (item));

  return children != NULL ? G_LIST_MODEL (g_object_ref (children)) : NULL;
}

/* The latest year and its latest quarter are open at first. */
static void
unfold_first (ZbAlbumSidebar *self)
{
  GtkTreeListModel *model = GTK_TREE_LIST_MODEL (gtk_single_selection_get_model (self->nodes));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (row != NULL)
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
zb_album_sidebar_dispose (GObject *object)
{
  ZbAlbumSidebar *self = ZB_ALBUM_SIDEBAR (object);

  self->quiet = TRUE;
  g_clear_handle_id (&self->update_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ALBUM_SIDEBAR);
  g_clear_object (&self->meetings);
  g_clear_pointer (&self->tree, zb_album_tree_free);
  g_clear_pointer (&self->all, zb_album_index_unref);

  G_OBJECT_CLASS (zb_album_sidebar_parent_class)->dispose (object);
}

static void
zb_album_sidebar_class_init (ZbAlbumSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_album_sidebar_dispose;

  signals[CHOSEN] =
      g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] =
      g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PHOTOS_DROPPED] = g_signal_new ("photos-dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_ARRAY);
  signals[FILES_DROPPED] = g_signal_new ("files-dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, G_TYPE_INT64, GDK_TYPE_FILE_LIST);

  signals[JUMPED] = g_signal_new ("jumped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/album-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumSidebar, filters);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumSidebar, by_time);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumSidebar, jump);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumSidebar, nodes);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("count_%u", i);

      gtk_widget_class_bind_template_child_full (
          widget_class, name, FALSE,
          G_STRUCT_OFFSET (ZbAlbumSidebar, counts) + i * sizeof (GtkLabel *));
    }
  gtk_widget_class_bind_template_callback (widget_class, filter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, node_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, jumped_cb);

  g_type_ensure (ZB_TYPE_ALBUM_JUMP_ENTRY);
  g_type_ensure (ZB_TYPE_ALBUM_NODE);
  g_type_ensure (ZB_TYPE_ALBUM_NODE_ROW);
}

static void
zb_album_sidebar_init (ZbAlbumSidebar *self)
{
  g_autoptr (GtkTreeListModel) model = NULL;

  self->tree = zb_album_tree_new ();
  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  model = gtk_tree_list_model_new (g_object_ref (zb_album_tree_get_years (self->tree)), FALSE, FALSE,
                                   make_children_cb, NULL, NULL);
  gtk_single_selection_set_model (self->nodes, G_LIST_MODEL (model));
  gtk_list_box_select_row (self->filters, gtk_list_box_get_row_at_index (self->filters, 0));
  self->quiet = FALSE;
}

void
zb_album_sidebar_set_meetings (ZbAlbumSidebar *self,
                               ZbMeetings     *meetings)
{
  g_return_if_fail (ZB_IS_ALBUM_SIDEBAR (self));

  self->meetings = g_object_ref (meetings);
  g_signal_connect_object (zb_meetings_get_model (meetings), "items-changed",
                           G_CALLBACK (meetings_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_counts (ZbAlbumSidebar *self)
{
  for (guint i = 0; i < N_ROWS; i++)
    {
      guint    n = zb_album_index_get_count (self->all, row_kinds[i]);
      gboolean work = row_kinds[i] == ZB_ALBUM_UNLINKED || row_kinds[i] == ZB_ALBUM_UNDATED ||
                      row_kinds[i] == ZB_ALBUM_CLOCK;
      g_autofree char *text = g_strdup_printf ("%'u", n);
      GtkListBoxRow   *row = gtk_list_box_get_row_at_index (self->filters, i);

      gtk_label_set_label (self->counts[i], text);
      gtk_widget_set_css_classes (GTK_WIDGET (self->counts[i]),
                                  work && n > 0
                                      ? (const char *[]){ "tag", "amber", "numeric", NULL }
                                      : (const char *[]){ "dim-label", "caption", "numeric", NULL });
      gtk_widget_set_visible (GTK_WIDGET (row), i == 0 || n > 0 || gtk_list_box_row_is_selected (row));
    }
}

void
zb_album_sidebar_set_index (ZbAlbumSidebar *self,
                            ZbAlbumIndex   *all)
{
  gboolean first;

  g_return_if_fail (ZB_IS_ALBUM_SIDEBAR (self));

  first = g_list_model_get_n_items (zb_album_tree_get_years (self->tree)) == 0;
  zb_album_index_ref (all);
  g_clear_pointer (&self->all, zb_album_index_unref);
  self->all = all;
  zb_album_jump_entry_set_index (self->jump, all);
  show_counts (self);
  update_tree (self);
  if (first)
    unfold_first (self);
}

void
zb_album_sidebar_fill_filter (ZbAlbumSidebar *self,
                              ZbAlbumFilter  *filter)
{
  ZbAlbumNode   *node = get_chosen_node (self);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->filters);

  filter->kind = ZB_ALBUM_ALL;
  filter->id = filter->from = filter->to = 0;
  if (node != NULL)
    zb_album_node_fill_filter (node, filter);
  else if (row != NULL)
    filter->kind = row_kinds[gtk_list_box_row_get_index (row)];
  if (filter->kind == ZB_ALBUM_BATCH)
    filter->id = self->batch;
}

const char *
zb_album_sidebar_get_title (ZbAlbumSidebar *self)
{
  ZbAlbumNode  *node = get_chosen_node (self);
  ZbAlbumFilter filter = { 0 };

  if (node != NULL)
    return zb_album_node_get_title (node);

  zb_album_sidebar_fill_filter (self, &filter);
  switch (filter.kind)
    {
    case ZB_ALBUM_UNLINKED:
      return _ ("未归入");
    case ZB_ALBUM_UNDATED:
      return _ ("待定日期");
    case ZB_ALBUM_BATCH:
      return _ ("本次导入");
    case ZB_ALBUM_TRASH:
      return _ ("回收站");
    case ZB_ALBUM_PICKED:
      return _ ("精选");
    case ZB_ALBUM_CLOCK:
      return _ ("时钟可疑");
    case ZB_ALBUM_MISSING:
      return _ ("原件不在");
    case ZB_ALBUM_ALL:
    case ZB_ALBUM_MEETING:
    case ZB_ALBUM_SPAN:
    case ZB_N_ALBUM_FILTERS:
    default:
      return _ ("全部");
    }
}

static void
choose_meeting (ZbAlbumSidebar *self,
                gint64          id)
{
  ZbAlbumNode *node = zb_album_tree_find_meeting (self->tree, id);
  GListModel  *rows = G_LIST_MODEL (self->nodes);

  /* Unfolds what is above it: rows appear behind the one that is opened. */
  for (guint i = 0; node != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
      g_autoptr (ZbAlbumNode) item = gtk_tree_list_row_get_item (row);

      if (item == node)
        {
          gtk_single_selection_set_selected (self->nodes, i);
          return;
        }
      if (zb_album_node_get_children (item) != NULL)
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

void
zb_album_sidebar_choose (ZbAlbumSidebar   *self,
                         ZbAlbumFilterKind kind,
                         gint64            id)
{
  g_return_if_fail (ZB_IS_ALBUM_SIDEBAR (self));

  if (kind == ZB_ALBUM_MEETING)
    {
      choose_meeting (self, id);
      return;
    }

  for (guint i = 0; i < N_ROWS; i++)
    if (row_kinds[i] == kind)
      {
        GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->filters, i);
        gboolean       same = gtk_list_box_row_is_selected (row);

        gtk_widget_show (GTK_WIDGET (row));
        gtk_list_box_select_row (self->filters, row);
        self->batch = kind == ZB_ALBUM_BATCH ? id : 0;
        if (same || self->batch != 0)
          g_signal_emit (self, signals[CHOSEN], 0);
      }
}

void
zb_album_sidebar_drop (ZbAlbumSidebar *self,
                       gint64          meeting,
                       const GValue   *value)
{
  g_return_if_fail (ZB_IS_ALBUM_SIDEBAR (self));

  if (G_VALUE_HOLDS (value, G_TYPE_ARRAY))
    g_signal_emit (self, signals[PHOTOS_DROPPED], 0, meeting, g_value_get_boxed (value));
  else
    g_signal_emit (self, signals[FILES_DROPPED], 0, meeting, g_value_get_boxed (value));
}
