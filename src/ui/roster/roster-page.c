/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-page.h"

#include <glib/gi18n.h>

#include "ui/roster/ledger-dialog.h"
#include "ui/roster/member-dialog.h"
#include "ui/roster/member-step-dialog.h"
#include "ui/roster/roster-columns.h"
#include "ui/roster/roster-print.h"

struct _ZbRosterPage
{
  AdwBin parent_instance;

  ZbRoster        *roster;
  ZbRosterSidebar *sidebar;
  ZbRosterList    *list;
  GSettings       *settings;
  gboolean         folded;
  gboolean         filling; /* dropdowns are being filled: nobody chose */

  AdwWindowTitle *title;
  GtkWidget      *add_button;
  GtkSearchBar   *search_bar;
  GtkEditable    *search_entry;
  GtkWidget      *toolbar;
  GtkDropDown    *branches;
  GtkDropDown    *states_choice;
  GtkDropDown    *educations;
  GtkDropDown    *groupings;
  GtkMenuButton  *columns_button;
  GtkRevealer    *notice;
  GtkLabel       *notice_text;
  GtkStack       *states;
  AdwStatusPage  *no_match;
  GtkColumnView  *view;
};

G_DEFINE_FINAL_TYPE (ZbRosterPage, zb_roster_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FOLDED,
  PROP_SEARCH_MODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  BACK,
  OPEN,
  IMPORT,
  COMPARE,
  TIMERS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What 状态 chooses. */
static const struct
{
  ZbMemberField field;
  const char   *value;
} state_choices[] = {
  { ZB_MEMBER_NAME, NULL },
  { ZB_MEMBER_STATUS, "suspended" },
  { ZB_MEMBER_LOST, "yes" },
  { ZB_MEMBER_AWAY, "yes" },
  { ZB_MEMBER_RETIRED, "yes" },
};

static gboolean
is_narrowed (ZbRosterPage *self)
{
  return *gtk_editable_get_text (self->search_entry) != '\0' ||
         gtk_drop_down_get_selected (self->states_choice) > 0 ||
         gtk_drop_down_get_selected (self->educations) > 0 || gtk_drop_down_get_selected (self->branches) > 0;
}

static const char *
get_choice (GtkDropDown *choice)
{
  if (gtk_drop_down_get_selected (choice) == 0 || gtk_drop_down_get_selected_item (choice) == NULL)
    return NULL;

  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (choice));
}

static void
update_title (ZbRosterPage *self)
{
  const char      *group, *view;
  guint            n = zb_roster_list_count (self->list);
  g_autofree char *subtitle = NULL;

  zb_roster_sidebar_get_view (self->sidebar, &group, &view);
  if (view == NULL)
    view = get_choice (self->branches);
  if (view == NULL)
    view = gtk_widget_get_visible (GTK_WIDGET (self->branches)) ? _ ("全部支部") : zb_library_get_branch (zb_roster_get_library (self->roster));
  subtitle = g_strdup_printf (_ ("%s · %u 名"), view, n);
  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
update_no_match (ZbRosterPage *self)
{
  const char      *words = gtk_editable_get_text (self->search_entry);
  g_autofree char *title = *words != '\0' ? g_strdup_printf (_ ("没有“%s”"), words) : g_strdup (_ ("没有符合条件的党员"));
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_status_page_set_title (self->no_match, escaped);
}

static void
update_state (ZbRosterPage *self)
{
  gboolean    is_empty = g_list_model_get_n_items (zb_roster_get_model (self->roster)) == 0;
  gboolean    is_none = zb_roster_list_count (self->list) == 0;
  const char *name = is_empty ? "empty" : is_none ? "none"
                                                  : "list";

  if (is_none)
    update_no_match (self);
  gtk_stack_set_visible_child_name (self->states, name);
  gtk_widget_set_visible (self->toolbar, !is_empty);
  gtk_widget_set_visible (self->add_button, !is_empty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "roster.export", !is_empty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "roster.print", !is_empty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "roster.compare", !is_empty);
  update_title (self);
}

/* What runs out first, in a line. */
static void
update_notice (ZbRosterPage *self)
{
  GPtrArray       *timers = zb_roster_get_timers (self->roster);
  guint            n = timers != NULL ? timers->len : 0;
  ZbRosterTimer   *first = n > 0 ? timers->pdata[0] : NULL;
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->notice, n > 0);
  if (n == 0)
    return;

  text = n == 1 ? g_strdup_printf ("%s：%s", first->title, first->detail)
                : g_strdup_printf (_ ("%s：%s；另有 %u 项提醒"), first->title, first->detail, n - 1);
  gtk_label_set_label (self->notice_text, text);
}

static void
set_choices (ZbRosterPage *self,
             GtkDropDown  *choice,
             const char   *all,
             GPtrArray    *values)
{
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (choice);
  g_autofree char *kept = chosen != NULL ? g_strdup (gtk_string_object_get_string (chosen)) : NULL;
  guint            selected = 0;

  gtk_string_list_append (strings, all);
  for (guint i = 0; i < values->len; i++)
    {
      gtk_string_list_append (strings, values->pdata[i]);
      if (g_strcmp0 (values->pdata[i], kept) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_model (choice, G_LIST_MODEL (strings));
  gtk_drop_down_set_selected (choice, selected);
}

static void
add_value (GPtrArray    *values,
           GHashTable   *seen,
           ZbMember     *member,
           ZbMemberField field)
{
  const char *value = zb_member_get_value (member, field);

  if (value != NULL && g_hash_table_add (seen, (gpointer) value))
    g_ptr_array_add (values, (gpointer) value);
}

static void
list_values (ZbRosterPage *self,
             GPtrArray    *branches,
             GPtrArray    *educations)
{
  GListModel *model = zb_roster_get_model (self->roster);
  g_autoptr (GHashTable) seen_branches = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen_educations = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);

      add_value (branches, seen_branches, member, ZB_MEMBER_BRANCH);
      add_value (educations, seen_educations, member, ZB_MEMBER_EDUCATION);
    }
}

static void
update_choices (ZbRosterPage *self)
{
  g_autoptr (GPtrArray) branches = g_ptr_array_new ();
  g_autoptr (GPtrArray) educations = g_ptr_array_new ();

  list_values (self, branches, educations);
  self->filling = TRUE;
  set_choices (self, self->branches, _ ("支部：全部"), branches);
  set_choices (self, self->educations, _ ("学历：全部"), educations);
  gtk_widget_set_visible (GTK_WIDGET (self->branches), branches->len > 1);
  self->filling = FALSE;
}

static void
roster_changed_cb (ZbRosterPage *self)
{
  update_choices (self);
  update_notice (self);
  update_state (self);
}

static void
search_changed_cb (ZbRosterPage *self)
{
  if (self->list == NULL)
    return;

  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), 0);
  zb_roster_list_set_search (self->list, gtk_editable_get_text (self->search_entry));
}

static void
choice_changed_cb (ZbRosterPage *self)
{
  guint state = gtk_drop_down_get_selected (self->states_choice);

  if (self->list == NULL || self->filling)
    return;

  zb_roster_list_set_only (self->list, ZB_MEMBER_BRANCH, get_choice (self->branches));
  zb_roster_list_set_only (self->list, ZB_MEMBER_EDUCATION, get_choice (self->educations));
  for (guint i = 1; i < G_N_ELEMENTS (state_choices); i++)
    zb_roster_list_set_only (self->list, state_choices[i].field, i == state ? state_choices[i].value : NULL);
}

static void
grouping_changed_cb (ZbRosterPage *self)
{
  if (self->list != NULL)
    zb_roster_list_set_grouping (self->list, gtk_drop_down_get_selected (self->groupings));
}

static void
clear_cb (ZbRosterPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_drop_down_set_selected (self->branches, 0);
  gtk_drop_down_set_selected (self->educations, 0);
  gtk_drop_down_set_selected (self->states_choice, 0);
  if (!is_narrowed (self) && zb_roster_list_count (self->list) == 0)
    zb_roster_sidebar_choose (self->sidebar, ZB_VIEW_ALL);
}

static void
view_chosen_cb (ZbRosterPage *self)
{
  const char  *group, *title;
  ZbRosterView view = zb_roster_sidebar_get_view (self->sidebar, &group, &title);

  zb_roster_list_set_view (self->list, view, group);
}

static void
toggle_group (ZbRosterGroup *group)
{
  zb_roster_group_set_expanded (group, !zb_roster_group_get_expanded (group));
}

static void
activate_cb (ZbRosterPage *self,
             guint         position)
{
  g_autoptr (ZbRosterLine) line = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  ZbMember *member = line != NULL ? zb_roster_line_get_member (line) : NULL;

  if (member != NULL)
    g_signal_emit (self, signals[OPEN], 0, zb_member_get_id (member));
  else if (line != NULL && zb_roster_line_get_group (line) != NULL)
    toggle_group (zb_roster_line_get_group (line));
}

static void
back_cb (ZbRosterPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
timers_cb (ZbRosterPage *self)
{
  g_signal_emit (self, signals[TIMERS], 0);
}

static GtkWindow *
get_window (ZbRosterPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
add_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ZbRosterPage *self = ZB_ROSTER_PAGE (widget);

  if (self->roster != NULL)
    zb_member_dialog_present (get_window (self), self->roster, 0);
}

static void
term_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbRosterPage *self = ZB_ROSTER_PAGE (widget);
  GPtrArray    *branches = self->roster != NULL ? zb_roster_get_branches (self->roster) : NULL;

  if (branches != NULL && branches->len > 0)
    zb_member_step_dialog_present (get_window (self), self->roster, ((ZbBranch *) branches->pdata[0])->id, ZB_STEP_TERM);
}

static void
import_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[IMPORT], 0);
}

static void
compare_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  g_signal_emit (widget, signals[COMPARE], 0);
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbRosterPage *self = ZB_ROSTER_PAGE (widget);
  g_autoptr (GPtrArray) members = zb_roster_page_list (self);

  zb_ledger_dialog_present (get_window (self), self->roster, members);
}

static void
print_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbRosterPage *self = ZB_ROSTER_PAGE (widget);
  g_autoptr (GPtrArray) members = zb_roster_page_list (self);

  zb_roster_print (get_window (self), self->roster, members);
}

static void
save_columns_cb (ZbRosterPage *self)
{
  g_autofree char *state = zb_roster_columns_dup_state (self->view);

  if (self->settings != NULL)
    g_settings_set_string (self->settings, "roster-columns", state);
}

static void
fill_columns_menu (ZbRosterPage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < zb_roster_columns_count (); i++)
    {
      GtkColumnViewColumn *column = zb_roster_columns_find (self->view, i);
      g_autofree char     *name = g_strdup_printf ("show-%u", i);
      g_autofree char     *full = g_strdup_printf ("columns.%s", name);
      g_autoptr (GPropertyAction) action = g_property_action_new (name, column, "visible");

      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_menu_append (menu, zb_roster_columns_get_title (i), full);
      g_signal_connect_object (column, "notify::visible", G_CALLBACK (save_columns_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (self->columns_button, G_MENU_MODEL (menu));
}

static void
zb_roster_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  ZbRosterPage *self = ZB_ROSTER_PAGE (object);

  if (id == PROP_FOLDED)
    g_value_set_boolean (value, self->folded);
  else
    g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->search_bar));
}

static void
zb_roster_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  ZbRosterPage *self = ZB_ROSTER_PAGE (object);

  if (id == PROP_FOLDED)
    self->folded = g_value_get_boolean (value);
  else
    gtk_search_bar_set_search_mode (self->search_bar, g_value_get_boolean (value));
}

static void
zb_roster_page_dispose (GObject *object)
{
  ZbRosterPage *self = ZB_ROSTER_PAGE (object);

  g_clear_object (&self->list);
  g_clear_object (&self->roster);
  g_clear_object (&self->sidebar);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ROSTER_PAGE);

  G_OBJECT_CLASS (zb_roster_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/roster-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, branches);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, states_choice);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, educations);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, groupings);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, notice);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, notice_text);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, states);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, no_match);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterPage, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, grouping_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, timers_cb);
}

static void
install_signals (void)
{
  static const char *const names[N_SIGNALS] = { "back", "open", "import", "compare", "timers" };

  for (guint i = 0; i < N_SIGNALS; i++)
    if (i == OPEN)
      signals[i] = g_signal_new (names[i], ZB_TYPE_ROSTER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
    else
      signals[i] = g_signal_new (names[i], ZB_TYPE_ROSTER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_roster_page_class_init (ZbRosterPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_roster_page_dispose;
  object_class->get_property = zb_roster_page_get_property;
  object_class->set_property = zb_roster_page_set_property;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals ();

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "roster.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "roster.term", NULL, term_cb);
  gtk_widget_class_install_action (widget_class, "roster.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "roster.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "roster.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "roster.compare", NULL, compare_cb);
}

static void
zb_roster_page_init (ZbRosterPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  zb_roster_columns_add (self->view);
  fill_columns_menu (self);
}

static void
load_columns (ZbRosterPage *self)
{
  g_autofree char *state = NULL;

  if (self->settings == NULL)
    return;

  state = g_settings_get_string (self->settings, "roster-columns");
  zb_roster_columns_set_state (self->view, state);
}

void
zb_roster_page_set_roster (ZbRosterPage    *self,
                           ZbRoster        *roster,
                           ZbRosterSidebar *sidebar,
                           GSettings       *settings)
{
  g_return_if_fail (ZB_IS_ROSTER_PAGE (self) && self->roster == NULL);

  self->roster = g_object_ref (roster);
  self->sidebar = g_object_ref (sidebar);
  self->list = zb_roster_list_new (roster);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  load_columns (self);
  zb_roster_list_set_sorter (self->list, gtk_column_view_get_sorter (self->view));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->list));
  g_signal_connect_object (sidebar, "chosen", G_CALLBACK (view_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster, "changed", G_CALLBACK (roster_changed_cb), self, G_CONNECT_SWAPPED);
  roster_changed_cb (self);
}

GPtrArray *
zb_roster_page_list (ZbRosterPage *self)
{
  return zb_roster_list_list (self->list);
}

gint64
zb_roster_page_step (ZbRosterPage *self,
                     gint64        member,
                     int           by)
{
  g_autoptr (GPtrArray) members = zb_roster_page_list (self);

  for (guint i = 0; i < members->len; i++)
    if (zb_member_get_id (members->pdata[i]) == member)
      return (int) i + by >= 0 && i + by < members->len ? zb_member_get_id (members->pdata[i + by]) : 0;

  return 0;
}
