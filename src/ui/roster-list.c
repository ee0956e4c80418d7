/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roster → filter → (one more filter a group) → tree. Every link is incremental, so an edited member
 * is one row that changes, and the list keeps its place.
 */
#include "ui/roster-list.h"

#include <glib/gi18n.h>

struct _ZbRosterGroup
{
  GObject parent_instance;

  ZbGrouping          grouping;
  char               *key; /* NULL: none */
  char               *title;
  guint               order;
  GtkFilterListModel *members;
};

G_DEFINE_FINAL_TYPE (ZbRosterGroup, zb_roster_group, G_TYPE_OBJECT)

struct _ZbRosterList
{
  GObject parent_instance;

  ZbRoster            *roster;
  GtkFilter           *filter;
  GtkFilterListModel  *members; /* those shown */
  GListStore          *groups;  /* of ZbRosterGroup */
  GtkFilter           *filled;  /* groups that have somebody */
  GtkTreeListModel    *tree;
  GtkFlattenListModel *roots; /* one of the two above */
  GListStore          *root_models;

  ZbRosterView view;
  char        *group;
  char        *search;
  char        *only[ZB_N_MEMBER_FIELDS];
  ZbGrouping   grouping;
};

G_DEFINE_FINAL_TYPE (ZbRosterList, zb_roster_list, G_TYPE_OBJECT)

static guint changed_signal;

static const ZbMemberField grouping_fields[ZB_N_GROUPINGS] = {
  [ZB_GROUPING_GROUP] = ZB_MEMBER_GROUP,
  [ZB_GROUPING_CATEGORY] = ZB_MEMBER_CATEGORY,
  [ZB_GROUPING_BRANCH] = ZB_MEMBER_BRANCH,
};

static void
zb_roster_group_finalize (GObject *object)
{
  ZbRosterGroup *self = ZB_ROSTER_GROUP (object);

  g_clear_object (&self->members);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (zb_roster_group_parent_class)->finalize (object);
}

static void
zb_roster_group_class_init (ZbRosterGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_roster_group_finalize;
}

static void
zb_roster_group_init (ZbRosterGroup *self)
{
}

static const char *
get_key (ZbGrouping grouping,
         ZbMember  *member)
{
  return zb_member_get_value (member, grouping_fields[grouping]);
}

static gboolean
is_in_group (gpointer item,
             gpointer data)
{
  ZbRosterGroup *group = data;

  return g_strcmp0 (get_key (group->grouping, item), group->key) == 0;
}

static char *
make_title (ZbGrouping  grouping,
            const char *key)
{
  if (key != NULL)
    return zb_member_field_dup_words (grouping_fields[grouping], key);

  switch (grouping)
    {
    case ZB_GROUPING_GROUP:
      return g_strdup (_ ("未编入党小组"));
    case ZB_GROUPING_CATEGORY:
      return g_strdup (_ ("类别未填"));
    case ZB_GROUPING_NONE:
    case ZB_GROUPING_BRANCH:
    case ZB_N_GROUPINGS:
    default:
      return g_strdup (_ ("不在任何支部"));
    }
}

static ZbRosterGroup *
make_group (ZbRosterList *list,
            const char   *key,
            guint         order)
{
  ZbRosterGroup *self = g_object_new (ZB_TYPE_ROSTER_GROUP, NULL);
  GtkFilter     *filter = GTK_FILTER (gtk_custom_filter_new (is_in_group, self, NULL));

  self->grouping = list->grouping;
  self->key = g_strdup (key);
  self->title = make_title (list->grouping, key);
  self->order = order;
  self->members = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (list->members)), filter);

  return self;
}

const char *
zb_roster_group_get_title (ZbRosterGroup *self)
{
  return self->title;
}

guint
zb_roster_group_get_order (ZbRosterGroup *self)
{
  return self->order;
}

static char *
dup_leader (ZbRosterGroup *self)
{
  GListModel *members = G_LIST_MODEL (self->members);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (members, i);

      if (zb_member_get_duties (member) & (1u << ZB_DUTY_GROUP_LEADER))
        return g_strdup (zb_member_get_name (member));
    }

  return NULL;
}

char *
zb_roster_group_dup_detail (ZbRosterGroup *self)
{
  guint            n = g_list_model_get_n_items (G_LIST_MODEL (self->members));
  g_autofree char *leader = self->grouping == ZB_GROUPING_GROUP ? dup_leader (self) : NULL;

  return leader != NULL ? g_strdup_printf (_ ("%u 名，组长 %s"), n, leader) : g_strdup_printf (_ ("%u 名"), n);
}

gboolean
zb_roster_view_has (ZbRosterView view,
                    const char  *group,
                    ZbMember    *member)
{
  const char *category = zb_member_get_value (member, ZB_MEMBER_CATEGORY);

  if (zb_member_get_present (member) != (view != ZB_VIEW_LEFT))
    return FALSE;

  switch (view)
    {
    case ZB_VIEW_FULL:
    case ZB_VIEW_PROBATIONARY:
      return g_strcmp0 (category, view == ZB_VIEW_FULL ? "full" : "probationary") == 0;
    case ZB_VIEW_ON_THE_WAY:
      return g_strcmp0 (category, "candidate") == 0 || g_strcmp0 (category, "activist") == 0;
    case ZB_VIEW_GROUP:
      return g_strcmp0 (zb_member_get_value (member, ZB_MEMBER_GROUP), group) == 0;
    case ZB_VIEW_DOUBTFUL:
      return zb_member_get_n_problems (member) > 0;
    case ZB_VIEW_ALL:
    case ZB_VIEW_LEFT:
    case ZB_N_VIEWS:
    default:
      return TRUE;
    }
}

static gboolean
is_shown (gpointer item,
          gpointer data)
{
  ZbRosterList *self = data;
  ZbMember     *member = item;

  if (!zb_roster_view_has (self->view, self->group, member))
    return FALSE;
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    if (self->only[field] != NULL && g_strcmp0 (zb_member_get_value (member, field), self->only[field]) != 0)
      return FALSE;

  return self->search == NULL || zb_member_matches (member, self->search);
}

static gboolean
is_filled (gpointer item,
           gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ZB_ROSTER_GROUP (item)->members)) > 0;
}

static GListModel *
make_children (gpointer item,
               gpointer data)
{
  return ZB_IS_ROSTER_GROUP (item) ? g_object_ref (G_LIST_MODEL (ZB_ROSTER_GROUP (item)->members)) : NULL;
}

/* Keys in the order of the ledger, "none" last; of 党小组 those that were made first. */
static GPtrArray *
list_keys (ZbRosterList *self)
{
  GListModel *model = zb_roster_get_model (self->roster);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *keys = g_ptr_array_new ();
  gboolean   none = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);
      const char *key = get_key (self->grouping, member);

      none |= key == NULL;
      if (key != NULL && g_hash_table_add (seen, (gpointer) key))
        g_ptr_array_add (keys, (gpointer) key);
    }
  if (none)
    g_ptr_array_add (keys, NULL);

  return keys;
}

static gboolean
has_keys (ZbRosterList *self,
          GPtrArray    *keys)
{
  GListModel *groups = G_LIST_MODEL (self->groups);

  if (g_list_model_get_n_items (groups) != keys->len)
    return FALSE;

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (ZbRosterGroup) group = g_list_model_get_item (groups, i);

      if (group->grouping != self->grouping || g_strcmp0 (group->key, keys->pdata[i]) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
update_groups (ZbRosterList *self)
{
  g_autoptr (GPtrArray) keys = NULL;

  if (self->grouping != ZB_GROUPING_NONE)
    {
      keys = list_keys (self);
      if (!has_keys (self, keys))
        {
          g_list_store_remove_all (self->groups);
          for (guint i = 0; i < keys->len; i++)
            {
              g_autoptr (ZbRosterGroup) group = make_group (self, keys->pdata[i], i);

              g_list_store_append (self->groups, group);
            }
        }
    }
  gtk_filter_changed (self->filled, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
update (ZbRosterList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_groups (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
roster_changed_cb (ZbRosterList *self)
{
  update_groups (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
zb_roster_list_dispose (GObject *object)
{
  ZbRosterList *self = ZB_ROSTER_LIST (object);

  g_clear_object (&self->tree);
  g_clear_object (&self->roots);
  g_clear_object (&self->root_models);
  g_clear_object (&self->groups);
  g_clear_object (&self->members);
  g_clear_object (&self->filter);
  g_clear_object (&self->filled);
  g_clear_object (&self->roster);

  G_OBJECT_CLASS (zb_roster_list_parent_class)->dispose (object);
}

static void
zb_roster_list_finalize (GObject *object)
{
  ZbRosterList *self = ZB_ROSTER_LIST (object);

  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->search, g_free);
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    g_clear_pointer (&self->only[field], g_free);

  G_OBJECT_CLASS (zb_roster_list_parent_class)->finalize (object);
}

static void
zb_roster_list_class_init (ZbRosterListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_roster_list_dispose;
  object_class->finalize = zb_roster_list_finalize;
  changed_signal = g_signal_new ("changed", ZB_TYPE_ROSTER_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_roster_list_init (ZbRosterList *self)
{
  self->groups = g_list_store_new (ZB_TYPE_ROSTER_GROUP);
  self->root_models = g_list_store_new (G_TYPE_LIST_MODEL);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->filled = GTK_FILTER (gtk_custom_filter_new (is_filled, NULL, NULL));
}

ZbRosterList *
zb_roster_list_new (ZbRoster *roster)
{
  ZbRosterList *self = g_object_new (ZB_TYPE_ROSTER_LIST, NULL);
  GListModel   *model = zb_roster_get_model (roster);

  self->roster = g_object_ref (roster);
  self->members = gtk_filter_list_model_new (g_object_ref (model), g_object_ref (self->filter));
  g_list_store_append (self->root_models, self->members);
  self->roots = gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->root_models)));
  self->tree = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->roots)), FALSE, TRUE, make_children, NULL, NULL);
  g_signal_connect_object (roster, "changed", G_CALLBACK (roster_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

GListModel *
zb_roster_list_get_tree (ZbRosterList *self)
{
  return G_LIST_MODEL (self->tree);
}

guint
zb_roster_list_count (ZbRosterList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->members));
}

void
zb_roster_list_set_view (ZbRosterList *self,
                         ZbRosterView  view,
                         const char   *group)
{
  char *copy = g_strdup (group);

  self->view = view;
  g_free (self->group);
  self->group = copy;
  update (self);
}

void
zb_roster_list_set_search (ZbRosterList *self,
                           const char   *words)
{
  char *copy = words != NULL && *words != '\0' ? g_strdup (words) : NULL;

  g_free (self->search);
  self->search = copy;
  update (self);
}

void
zb_roster_list_set_only (ZbRosterList *self,
                         ZbMemberField field,
                         const char   *value)
{
  char *copy = g_strdup (value);

  g_free (self->only[field]);
  self->only[field] = copy;
  update (self);
}

void
zb_roster_list_set_grouping (ZbRosterList *self,
                             ZbGrouping    grouping)
{
  if (self->grouping == grouping)
    return;

  self->grouping = grouping;
  g_list_store_remove_all (self->root_models);
  g_list_store_remove_all (self->groups);
  update_groups (self);
  if (grouping == ZB_GROUPING_NONE)
    g_list_store_append (self->root_models, self->members);
  else
    {
      g_autoptr (GtkFilterListModel) filled =
          gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->groups)), g_object_ref (self->filled));

      g_list_store_append (self->root_models, filled);
    }
  g_signal_emit (self, changed_signal, 0);
}
