/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filter, sort and group go over the members once and give the new order. It is then put into the lines that are there: a
 * few that come or go do so as lines, so the list keeps its place; many are other members in the same lines, because the
 * column view builds new widgets for new lines, and 200 of them take a quarter of a second. Where a short list becomes a
 * long one, those on the screen come first and the others a few with every frame; where a long one becomes short, lines that show
 * nobody are hidden and go as slowly.
 */
#include "ui/roster/roster-list.h"

#define FEW 20
#define SCREEN 32 /* lines that are built at once: more than most screens show */
#define KEPT 240  /* more than the column view builds rows for */
#define STEP 8
#define FRAME 16 /* ms */

struct _ZbRosterList
{
  GObject parent_instance;

  ZbRoster  *roster;
  GtkSorter *sorter;
  GPtrArray *items; /* ZbMember and ZbRosterGroup, all */
  GPtrArray *lines; /* of the first of them, soon of all; others show nobody */
  guint      settling;
  GPtrArray *groups; /* of ZbRosterGroup, in their order, with nobody in them too */
  guint      n_members;
  GObject   *selected;

  ZbRosterView view;
  char        *group;
  GStrv        words; /* searched; NULL: none */
  char        *only[ZB_N_MEMBER_FIELDS];
  ZbGrouping   grouping;
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZbRosterList, zb_roster_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init) G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static guint changed_signal;

/* The same person or heading, maybe as it was before a change. */
static gboolean
is_same (GObject *a,
         GObject *b)
{
  if (a == b || a == NULL || b == NULL || !ZB_IS_MEMBER (a) || !ZB_IS_MEMBER (b))
    return a == b;

  return zb_member_get_id (ZB_MEMBER (a)) == zb_member_get_id (ZB_MEMBER (b));
}

/* --- who is shown --- */

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
is_shown (ZbRosterList *self,
          ZbMember     *member)
{
  if (!zb_roster_view_has (self->view, self->group, member))
    return FALSE;
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    if (self->only[field] != NULL && g_strcmp0 (zb_member_get_value (member, field), self->only[field]) != 0)
      return FALSE;

  return self->words == NULL || zb_member_has_words (member, (const char *const *) self->words);
}

static int
compare_members (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  return gtk_sorter_compare (data, *(gpointer *) a, *(gpointer *) b);
}

static GPtrArray *
list_shown (ZbRosterList *self)
{
  GListModel *model = zb_roster_get_model (self->roster);
  GPtrArray  *shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);

      if (is_shown (self, member))
        g_ptr_array_add (shown, g_steal_pointer (&member));
    }
  if (self->sorter != NULL && gtk_sorter_get_order (self->sorter) != GTK_SORTER_ORDER_NONE)
    g_ptr_array_sort_with_data (shown, compare_members, self->sorter);

  return shown;
}

/* --- headings --- */

static void expanded_cb (ZbRosterList *self);

static ZbRosterGroup *
make_group (ZbRosterList *self,
            const char   *key)
{
  ZbRosterGroup *group = zb_roster_group_new (self->grouping, key);

  g_signal_connect_object (group, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
  return group;
}

static void
take_key (ZbRosterList *self,
          const char   *key,
          GHashTable   *known,
          GHashTable   *by_key)
{
  ZbRosterGroup *group = g_hash_table_lookup (known, key);

  group = group != NULL ? g_object_ref (group) : make_group (self, key);
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (by_key, (gpointer) key, group);
}

/* The groups by their keys ("" is none), in the order of the ledger, "none" last; those that were there stay. */
static GHashTable *
update_groups (ZbRosterList *self)
{
  GListModel *model = zb_roster_get_model (self->roster);
  GHashTable *by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->groups);
  gboolean none = FALSE;

  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < before->len; i++)
    {
      ZbRosterGroup *group = before->pdata[i];

      g_ptr_array_set_size (zb_roster_group_get_members (group), 0);
      g_hash_table_insert (known, (gpointer) zb_roster_group_get_key (group), group);
    }
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);
      const char *key = zb_roster_grouping_get_key (self->grouping, member);

      none |= *key == '\0';
      if (*key != '\0' && !g_hash_table_contains (by_key, key))
        take_key (self, key, known, by_key);
    }
  if (none)
    take_key (self, "", known, by_key);

  return by_key;
}

static void
add_group (GPtrArray     *items,
           ZbRosterGroup *group)
{
  GPtrArray *members = zb_roster_group_get_members (group);

  if (members->len > 0)
    g_ptr_array_add (items, g_object_ref (group));
  for (guint i = 0; zb_roster_group_get_expanded (group) && i < members->len; i++)
    g_ptr_array_add (items, g_object_ref (members->pdata[i]));
}

/* Members under their headings. */
static GPtrArray *
arrange (ZbRosterList *self,
         GPtrArray    *shown)
{
  g_autoptr (GHashTable) by_key = update_groups (self);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < shown->len; i++)
    {
      ZbRosterGroup *group = g_hash_table_lookup (by_key, zb_roster_grouping_get_key (self->grouping, shown->pdata[i]));

      g_ptr_array_add (zb_roster_group_get_members (group), g_object_ref (shown->pdata[i]));
    }
  for (guint i = 0; i < self->groups->len; i++)
    add_group (items, self->groups->pdata[i]);

  return items;
}

/* --- into the lines --- */

static gboolean
is_at (ZbRosterList *self,
       guint         line,
       GPtrArray    *items,
       guint         item)
{
  return is_same (zb_roster_line_get_item (self->lines->pdata[line]), items->pdata[item]);
}

/* Which lines come and go: [*first, + *removed) for [*first, + *added). */
static void
find_difference (ZbRosterList *self,
                 GPtrArray    *items,
                 guint        *first,
                 guint        *removed,
                 guint        *added)
{
  guint n = self->lines->len, m = items->len;

  for (*first = 0; *first < MIN (n, m) && is_at (self, *first, items, *first); ++*first)
    ;
  while (n > *first && m > *first && is_at (self, n - 1, items, m - 1))
    {
      n--;
      m--;
    }
  *removed = n - *first;
  *added = m - *first;
}

/* Lines [first, first + removed) go, and as many as `added` come there, of the items at that place. */
static void
splice (ZbRosterList *self,
        guint         first,
        guint         removed,
        guint         added)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->lines, first, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->lines, first + i, zb_roster_line_new (self->items->pdata[first + i]));
  for (guint i = 0; i < self->lines->len; i++)
    zb_roster_line_set_item (self->lines->pdata[i], i < self->items->len ? self->items->pdata[i] : NULL);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, removed, added);
}

/* A few lines more, or fewer of those that show nobody. */
static gboolean
settle_cb (gpointer data)
{
  ZbRosterList *self = data;
  guint         n = self->lines->len;
  guint         m = self->items->len;

  if (n < m)
    splice (self, n, 0, n < KEPT ? MIN (m - n, STEP) : m - n);
  else
    splice (self, n - MIN (n - m, STEP), MIN (n - m, STEP), 0);
  if (self->lines->len != self->items->len)
    return G_SOURCE_CONTINUE;

  self->settling = 0;
  return G_SOURCE_REMOVE;
}

static void
place_many (ZbRosterList *self)
{
  guint n = self->lines->len, m = self->items->len;

  if (m > n)
    splice (self, n, 0, n < KEPT ? MIN (m, MAX (n + STEP, SCREEN)) - n : m - n);
  else
    splice (self, MIN (n, MAX (m, KEPT)), n - MIN (n, MAX (m, KEPT)), 0);
  if (self->lines->len != m)
    self->settling = g_timeout_add_full (G_PRIORITY_LOW, FRAME, settle_cb, self, NULL);
}

static void
place (ZbRosterList *self)
{
  guint first, removed, added;

  g_clear_handle_id (&self->settling, g_source_remove);
  find_difference (self, self->items, &first, &removed, &added);
  if (removed > FEW || added > FEW)
    place_many (self);
  else
    splice (self, first, removed, added);
  if (self->selected != NULL && self->lines->len > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, self->lines->len);
}

static void
update (ZbRosterList *self)
{
  g_autoptr (GPtrArray) shown = list_shown (self);

  g_ptr_array_unref (self->items);
  self->items = self->grouping != ZB_GROUPING_NONE ? arrange (self, shown) : g_ptr_array_ref (shown);
  self->n_members = shown->len;
  place (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
expanded_cb (ZbRosterList *self)
{
  update (self);
}

/* --- as a list, and what is selected in it --- */

static GType
get_item_type (GListModel *model)
{
  return ZB_TYPE_ROSTER_LINE;
}

static guint
get_n_items (GListModel *model)
{
  return ZB_ROSTER_LIST (model)->lines->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  ZbRosterList *self = ZB_ROSTER_LIST (model);

  return position < self->lines->len ? g_object_ref (self->lines->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  ZbRosterList *self = ZB_ROSTER_LIST (model);

  return self->selected != NULL && position < self->lines->len &&
         is_same (zb_roster_line_get_item (self->lines->pdata[position]), self->selected);
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  ZbRosterList *self = ZB_ROSTER_LIST (model);

  if (position < MIN (self->lines->len, self->items->len) && g_set_object (&self->selected, zb_roster_line_get_item (self->lines->pdata[position])))
    gtk_selection_model_selection_changed (model, 0, self->lines->len);

  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->select_item = select_item;
}

static void
zb_roster_list_dispose (GObject *object)
{
  ZbRosterList *self = ZB_ROSTER_LIST (object);

  g_clear_handle_id (&self->settling, g_source_remove);
  zb_roster_list_set_sorter (self, NULL);
  g_clear_object (&self->selected);
  g_clear_object (&self->roster);

  G_OBJECT_CLASS (zb_roster_list_parent_class)->dispose (object);
}

static void
zb_roster_list_finalize (GObject *object)
{
  ZbRosterList *self = ZB_ROSTER_LIST (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->words, g_strfreev);
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
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
}

ZbRosterList *
zb_roster_list_new (ZbRoster *roster)
{
  ZbRosterList *self = g_object_new (ZB_TYPE_ROSTER_LIST, NULL);

  self->roster = g_object_ref (roster);
  g_signal_connect_object (roster, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

guint
zb_roster_list_count (ZbRosterList *self)
{
  return self->n_members;
}

GPtrArray *
zb_roster_list_list (ZbRosterList *self)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    if (ZB_IS_MEMBER (self->items->pdata[i]))
      g_ptr_array_add (members, g_object_ref (self->items->pdata[i]));

  return members;
}

void
zb_roster_list_set_sorter (ZbRosterList *self,
                           GtkSorter    *sorter)
{
  if (self->sorter != NULL)
    g_signal_handlers_disconnect_by_func (self->sorter, update, self);
  g_set_object (&self->sorter, sorter);
  if (sorter == NULL)
    return;

  g_signal_connect_object (sorter, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
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
  g_strfreev (self->words);
  self->words = words != NULL && *words != '\0' ? zb_member_split_words (words) : NULL;
  update (self);
}

void
zb_roster_list_set_only (ZbRosterList *self,
                         ZbMemberField field,
                         const char   *value)
{
  char *copy;

  if (g_strcmp0 (self->only[field], value) == 0)
    return;

  copy = g_strdup (value);
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
  g_ptr_array_set_size (self->groups, 0);
  update (self);
}
