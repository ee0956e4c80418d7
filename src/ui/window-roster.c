/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of members: the ledger and, over it, one subpage at a time — a member, an import, the
 * comparison with the platform, the timers. They are made when they are first wanted.
 */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "ui/roster/compare-page.h"
#include "ui/roster/member-dialog.h"
#include "ui/roster/member-page.h"
#include "ui/roster/member-step-dialog.h"
#include "ui/roster/roster-import-page.h"
#include "ui/roster/timer-page.h"
#include "ui/words.h"

static void
close_part (ZbWindow *self)
{
  GtkWidget *part = g_steal_pointer (&self->roster_part);

  if (part == NULL)
    return;

  if (zb_window_get_page (self) == ZB_PAGE_ROSTER)
    {
      gtk_stack_set_visible_child_name (self->content, "roster");
      gtk_widget_grab_focus (GTK_WIDGET (self->roster_page));
    }
  gtk_stack_remove (self->content, part);
}

static void
show_part (ZbWindow  *self,
           GtkWidget *part)
{
  close_part (self);
  self->roster_part = part;
  gtk_stack_add_named (self->content, part, "roster-part");
  zb_window_show_page (self, ZB_PAGE_ROSTER);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD); /* so that its keys work at once */
}

/* To where the subpage was opened. */
static void
part_back_cb (ZbWindow *self)
{
  ZbPage from = self->roster_from;

  close_part (self);
  self->roster_from = ZB_PAGE_ROSTER;
  if (from != ZB_PAGE_ROSTER)
    zb_window_show_page (self, from);
}

static void
back_cb (ZbWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
step_cb (ZbWindow *self,
         int       by)
{
  ZbMemberPage *page = ZB_MEMBER_PAGE (self->roster_part);
  gint64        next = zb_roster_page_step (self->roster_page, zb_member_page_get_member (page), by);

  if (next != 0)
    zb_member_page_show (page, next);
}

static void
open_cb (ZbWindow *self,
         gint64    member)
{
  GtkWidget *page = zb_member_page_new (self->roster);

  g_object_bind_property (self->leaflet, "folded", page, "folded", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page, "back", G_CALLBACK (part_back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  zb_member_page_show (ZB_MEMBER_PAGE (page), member);
  show_part (self, page);
}

static void
term_cb (ZbWindow *self,
         gint64    branch)
{
  zb_member_step_dialog_present (GTK_WINDOW (self), self->roster, branch, ZB_STEP_TERM);
}

static void
timers_cb (ZbWindow *self)
{
  GtkWidget *page = zb_timer_page_new (self->roster);

  g_signal_connect_object (page, "closed", G_CALLBACK (part_back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "term", G_CALLBACK (term_cb), self, G_CONNECT_SWAPPED);
  show_part (self, page);
}

static void
import_table (ZbWindow   *self,
              const char *path)
{
  GtkWidget *page = zb_roster_import_page_new (self->roster);

  zb_window_roster_show (self);
  g_signal_connect_object (page, "closed", G_CALLBACK (close_part), self, G_CONNECT_SWAPPED);
  show_part (self, page);
  zb_roster_import_page_begin (ZB_ROSTER_IMPORT_PAGE (page), path);
}

static void choose_platform_cb (ZbWindow *self);

static void
differences_cb (ZbWindow *self)
{
  GtkWidget *page = zb_compare_page_new (self->roster, self->compare);

  g_signal_connect_object (page, "closed", G_CALLBACK (close_part), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "choose", G_CALLBACK (choose_platform_cb), self, G_CONNECT_SWAPPED);
  show_part (self, page);
}

static char *
take_chosen (ZbWindow *self,
             int       response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);

  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
table_chosen_cb (ZbWindow *self,
                 int       response)
{
  g_autofree char *path = take_chosen (self, response);

  if (path != NULL)
    import_table (self, path);
}

static void
platform_chosen_cb (ZbWindow *self,
                    int       response)
{
  g_autofree char *path = take_chosen (self, response);

  if (path == NULL)
    return;
  if (self->roster_part == NULL || !ZB_IS_COMPARE_PAGE (self->roster_part))
    differences_cb (self);
  zb_compare_page_begin (ZB_COMPARE_PAGE (self->roster_part), path);
}

static void
choose_table (ZbWindow   *self,
              const char *title,
              const char *accept,
              GCallback   chosen)
{
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, accept, NULL);
  gtk_file_filter_set_name (tables, _ ("表格（.xls、.xlsx、.csv）"));
  gtk_file_filter_add_suffix (tables, "xls");
  gtk_file_filter_add_suffix (tables, "xlsx");
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_set_name (all, _ ("所有文件"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", chosen, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
choose_table_cb (ZbWindow *self)
{
  choose_table (self, _ ("选择党员名册"), _ ("核对"), G_CALLBACK (table_chosen_cb));
}

static void
choose_platform_cb (ZbWindow *self)
{
  choose_table (self, _ ("选择平台导出的名单"), _ ("核对"), G_CALLBACK (platform_chosen_cb));
}

static void
make_page (ZbWindow *self)
{
  self->roster_page = g_object_new (ZB_TYPE_ROSTER_PAGE, NULL);
  self->roster_sidebar = g_object_new (ZB_TYPE_ROSTER_SIDEBAR, NULL);
  gtk_stack_add_named (self->content, GTK_WIDGET (self->roster_page), "roster");
  gtk_stack_add_named (self->lists, GTK_WIDGET (self->roster_sidebar), "roster");
  g_object_bind_property (self->leaflet, "folded", self->roster_page, "folded", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->roster_page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roster_page, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roster_page, "import", G_CALLBACK (choose_table_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roster_page, "compare", G_CALLBACK (differences_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roster_page, "timers", G_CALLBACK (timers_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roster_sidebar, "chosen", G_CALLBACK (close_part), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roster_sidebar, "timers", G_CALLBACK (timers_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roster_sidebar, "differences", G_CALLBACK (differences_cb), self, G_CONNECT_SWAPPED);
  zb_roster_sidebar_set_roster (self->roster_sidebar, self->roster, self->compare);
  zb_roster_page_set_roster (self->roster_page, self->roster, self->roster_sidebar, self->settings);
}

void
zb_window_roster_show (ZbWindow *self)
{
  if (self->roster_page == NULL)
    make_page (self);
  gtk_stack_set_visible_child_name (self->lists, "roster");
  gtk_stack_set_visible_child_name (self->content, self->roster_part != NULL ? "roster-part" : "roster");
}

static void
compare_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (GError) error = NULL;

  if (!zb_roster_compare_load_finish (ZB_ROSTER_COMPARE (source), result, &error))
    g_warning ("differences: %s", error->message);
}

void
zb_window_roster_take (ZbWindow *self)
{
  self->roster_from = ZB_PAGE_ROSTER;
  self->roster = zb_roster_new (self->library);
  self->compare = zb_roster_compare_new (self->roster);
}

void
zb_window_roster_load_compare (ZbWindow *self)
{
  zb_roster_compare_load_async (self->compare, NULL, compare_loaded_cb, NULL);
}

void
zb_window_roster_search (ZbWindow *self)
{
  gboolean on;

  close_part (self);
  g_object_get (self->roster_page, "search-mode", &on, NULL);
  g_object_set (self->roster_page, "search-mode", !on, NULL);
}

gboolean
zb_window_roster_import (ZbWindow          *self,
                         const char *const *paths)
{
  static const char *const endings[] = { ".xls", ".xlsx", ".csv" };
  g_autofree char         *lower = g_ascii_strdown (paths[0], -1);

  if (paths[1] != NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      {
        if (self->roster_part != NULL && ZB_IS_COMPARE_PAGE (self->roster_part))
          zb_compare_page_begin (ZB_COMPARE_PAGE (self->roster_part), paths[0]);
        else
          import_table (self, paths[0]);
        return TRUE;
      }

  return FALSE;
}

void
zb_window_roster_open (ZbWindow *self,
                       gint64    member)
{
  self->roster_from = zb_window_get_page (self);
  zb_window_roster_show (self);
  open_cb (self, member);
}

static void
member_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library != NULL)
    zb_window_roster_open (self, g_variant_get_int64 (parameter));
}

static void
term_action_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library != NULL)
    term_cb (self, g_variant_get_int64 (parameter));
}

static void
timers_action_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library == NULL)
    return;

  self->roster_from = zb_window_get_page (self);
  zb_window_roster_show (self);
  timers_cb (self);
}

static void
new_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library == NULL)
    return;

  if (zb_window_get_page (self) == ZB_PAGE_ROSTER)
    gtk_widget_activate_action (GTK_WIDGET (self->roster_page), "roster.add", NULL);
  else if (zb_window_get_page (self) == ZB_PAGE_ALBUM)
    gtk_widget_activate_action (GTK_WIDGET (self->page), "album.new-meeting", NULL);
  else if (zb_window_get_page (self) == ZB_PAGE_CALENDAR && self->calendar_part == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->calendar_page), "calendar.new", "s", ""); /* on its day */
  else
    zb_window_calendar_new (self, NULL);
}

static void
print_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library == NULL || zb_window_get_page (self) == ZB_PAGE_ALBUM)
    return;
  if (zb_window_get_page (self) != ZB_PAGE_ROSTER)
    zb_window_calendar_print (self);
  else if (self->roster_part != NULL && ZB_IS_COMPARE_PAGE (self->roster_part))
    gtk_widget_activate_action (self->roster_part, "compare.print", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->roster_page), "roster.print", NULL);
}

void
zb_window_roster_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "win.member", "x", member_cb);
  gtk_widget_class_install_action (widget_class, "win.term", "x", term_action_cb);
  gtk_widget_class_install_action (widget_class, "win.timers", NULL, timers_action_cb);
}
