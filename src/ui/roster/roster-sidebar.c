/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One list box under three headings. Its rows are made from the roster: a view that nobody is in
 * has none, but 全部 always has.
 */
#include "ui/roster/roster-sidebar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/roster/roster-view-row.h"

struct _ZbRosterSidebar
{
  AdwBin parent_instance;

  ZbRoster        *roster;
  ZbRosterCompare *compare;
  ZbRosterView     view;
  char            *group;
  char            *title;
  gboolean         filling;
  guint            counts[ZB_N_VIEWS];
  GHashTable      *group_counts; /* char * → guint */

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ZbRosterSidebar, zb_roster_sidebar, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  TIMERS,
  DIFFERENCES,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
count_member (ZbRosterSidebar *self,
              ZbMember        *member)
{
  const char *group = zb_member_get_value (member, ZB_MEMBER_GROUP);

  for (ZbRosterView view = 0; view < ZB_N_VIEWS; view++)
    self->counts[view] += view != ZB_VIEW_GROUP && zb_roster_view_has (view, NULL, member);
  if (group != NULL && zb_roster_view_has (ZB_VIEW_GROUP, group, member))
    g_hash_table_insert (self->group_counts, g_strdup (group), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->group_counts, group)) + 1));
}

/* All views in one go. */
static void
count_members (ZbRosterSidebar *self)
{
  GListModel *model = zb_roster_get_model (self->roster);

  memset (self->counts, 0, sizeof self->counts);
  g_hash_table_remove_all (self->group_counts);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);

      count_member (self, member);
    }
}

static guint
count_view (ZbRosterSidebar *self,
            ZbRosterView     view,
            const char      *group)
{
  return view == ZB_VIEW_GROUP ? GPOINTER_TO_UINT (g_hash_table_lookup (self->group_counts, group)) : self->counts[view];
}

static ZbRosterViewRow *
add_row (ZbRosterSidebar *self,
         ZbRosterRowKind  kind,
         const char      *icon,
         const char      *title,
         guint            count,
         const char      *section)
{
  GtkWidget *row = zb_roster_view_row_new (kind, icon, title, count);

  zb_roster_view_row_set_section (ZB_ROSTER_VIEW_ROW (row), section);
  gtk_list_box_append (self->list, row);
  return ZB_ROSTER_VIEW_ROW (row);
}

static void
add_view (ZbRosterSidebar *self,
          ZbRosterView     view,
          const char      *group,
          const char      *icon,
          const char      *title,
          const char      *section)
{
  guint            n = count_view (self, view, group);
  ZbRosterViewRow *row;

  if (n == 0 && view != ZB_VIEW_ALL && (view != self->view || g_strcmp0 (group, self->group) != 0))
    return;

  row = add_row (self, view == ZB_VIEW_DOUBTFUL ? ZB_ROSTER_ROW_WORK : ZB_ROSTER_ROW_VIEW, icon, title, n, section);
  zb_roster_view_row_set_view (row, view, group);
  if (view == self->view && g_strcmp0 (group, self->group) == 0)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

static void
add_groups (ZbRosterSidebar *self)
{
  GPtrArray *groups = zb_roster_get_groups (self->roster);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    add_view (self, ZB_VIEW_GROUP, groups->pdata[i], "view-list-bullet-symbolic", groups->pdata[i], _ ("党小组"));
}

static void
add_work (ZbRosterSidebar *self)
{
  GPtrArray *timers = zb_roster_get_timers (self->roster);
  guint      n_open = 0;

  if (self->compare != NULL)
    g_object_get (self->compare, "n-open", &n_open, NULL);
  add_view (self, ZB_VIEW_DOUBTFUL, NULL, "dialog-warning-symbolic", _ ("资料有疑问"), _ ("需要处理"));
  if (timers != NULL && timers->len > 0)
    add_row (self, ZB_ROSTER_ROW_TIMERS, "alarm-symbolic", _ ("到期提醒"), timers->len, _ ("需要处理"));
  if (n_open > 0)
    add_row (self, ZB_ROSTER_ROW_DIFFERENCES, "computer-symbolic", _ ("与平台不一致"), n_open, _ ("需要处理"));
  add_view (self, ZB_VIEW_LEFT, NULL, "go-next-symbolic", _ ("已转出、离开"), _ ("需要处理"));
}

static void
fill (ZbRosterSidebar *self)
{
  GtkWidget *child;

  count_members (self);
  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  add_view (self, ZB_VIEW_ALL, NULL, "system-users-symbolic", _ ("全部"), NULL);
  add_view (self, ZB_VIEW_FULL, NULL, "emblem-ok-symbolic", _ ("正式党员"), NULL);
  add_view (self, ZB_VIEW_PROBATIONARY, NULL, "document-open-recent-symbolic", _ ("预备党员"), NULL);
  add_view (self, ZB_VIEW_ON_THE_WAY, NULL, "contact-new-symbolic", _ ("积极分子、发展对象"), NULL);
  add_groups (self);
  add_work (self);
  gtk_list_box_invalidate_headers (self->list);
  self->filling = FALSE;
}

static void
row_selected_cb (ZbRosterSidebar *self,
                 GtkListBoxRow   *row)
{
  const char *group;

  if (self->filling || row == NULL)
    return;
  if (zb_roster_view_row_get_kind (ZB_ROSTER_VIEW_ROW (row)) > ZB_ROSTER_ROW_WORK)
    return;

  self->view = zb_roster_view_row_get_view (ZB_ROSTER_VIEW_ROW (row), &group);
  g_free (self->group);
  self->group = g_strdup (group);
  g_free (self->title);
  self->title = g_strdup (self->view == ZB_VIEW_ALL ? NULL : zb_roster_view_row_get_title (ZB_ROSTER_VIEW_ROW (row)));
}

static void
row_activated_cb (ZbRosterSidebar *self,
                  GtkListBoxRow   *row)
{
  static const guint names[] = {
    [ZB_ROSTER_ROW_VIEW] = CHOSEN,
    [ZB_ROSTER_ROW_WORK] = CHOSEN,
    [ZB_ROSTER_ROW_TIMERS] = TIMERS,
    [ZB_ROSTER_ROW_DIFFERENCES] = DIFFERENCES,
  };

  g_signal_emit (self, signals[names[zb_roster_view_row_get_kind (ZB_ROSTER_VIEW_ROW (row))]], 0);
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       data)
{
  const char *section = zb_roster_view_row_get_section (ZB_ROSTER_VIEW_ROW (row));
  const char *last = before != NULL ? zb_roster_view_row_get_section (ZB_ROSTER_VIEW_ROW (before)) : NULL;
  GtkWidget  *label;

  if (section == NULL || g_strcmp0 (section, last) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (section);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "roster-section");
  gtk_list_box_row_set_header (row, label);
}

static void
zb_roster_sidebar_dispose (GObject *object)
{
  ZbRosterSidebar *self = ZB_ROSTER_SIDEBAR (object);

  g_clear_object (&self->roster);
  g_clear_object (&self->compare);
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ROSTER_SIDEBAR);

  G_OBJECT_CLASS (zb_roster_sidebar_parent_class)->dispose (object);
}

static void
zb_roster_sidebar_finalize (GObject *object)
{
  ZbRosterSidebar *self = ZB_ROSTER_SIDEBAR (object);

  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->group_counts, g_hash_table_unref);

  G_OBJECT_CLASS (zb_roster_sidebar_parent_class)->finalize (object);
}

static void
zb_roster_sidebar_class_init (ZbRosterSidebarClass *klass)
{
  static const char *const names[N_SIGNALS] = { "chosen", "timers", "differences" };
  GtkWidgetClass          *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_roster_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_roster_sidebar_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], ZB_TYPE_ROSTER_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/roster-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRosterSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zb_roster_sidebar_init (ZbRosterSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->group_counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

void
zb_roster_sidebar_set_roster (ZbRosterSidebar *self,
                              ZbRoster        *roster,
                              ZbRosterCompare *compare)
{
  g_set_object (&self->roster, roster);
  g_set_object (&self->compare, compare);
  g_signal_connect_object (roster, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (compare, "notify::n-open", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

ZbRosterView
zb_roster_sidebar_get_view (ZbRosterSidebar *self,
                            const char     **group,
                            const char     **title)
{
  *group = self->group;
  *title = self->title;
  return self->view;
}

void
zb_roster_sidebar_choose (ZbRosterSidebar *self,
                          ZbRosterView     view)
{
  self->view = view;
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->title, g_free);
  fill (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}
