/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/overview-row.h"

#include <glib/gi18n.h>

#include "ui/kind-badge.h"
#include "ui/words.h"

#define MAX_PIPS 6
#define MAX_TAGS 3

struct _ZbOverviewRow
{
  GtkListBoxRow parent_instance;

  GtkBox      *badges;
  GtkLabel    *name;
  GtkBox      *tags;
  GtkLabel    *when;
  GtkBox      *pips;
  GtkLevelBar *level;
  GtkLabel    *held;
  GtkLabel    *owed;
};

G_DEFINE_FINAL_TYPE (ZbOverviewRow, zb_overview_row, GTK_TYPE_LIST_BOX_ROW)

static void
add_kind_class (GtkWidget *widget,
                ZbKinds    kinds)
{
  g_autofree char *name = g_strconcat ("kind-", zb_kind_to_code (zb_kinds_first (kinds)), NULL);

  gtk_widget_add_css_class (widget, name);
}

static GtkWidget *
make_pip (ZbKinds     kinds,
          const char *state)
{
  GtkWidget *pip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_valign (pip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (pip, "pip");
  gtk_widget_add_css_class (pip, state);
  add_kind_class (pip, kinds);
  return pip;
}

static void
show_count (ZbOverviewRow        *self,
            const ZbOverviewLine *line)
{
  g_autofree char *held = g_strdup_printf ("%u", line->held);
  g_autofree char *owed = g_strdup_printf (" / %u", line->owed);
  g_autofree char *said = g_strdup_printf (_ ("已开展 %u，应开展 %u"), line->held, line->owed);
  gboolean         many = line->owed > MAX_PIPS;

  gtk_label_set_label (self->held, line->owed > 0 ? held : "");
  gtk_label_set_label (self->owed, line->owed > 0 ? owed : "—");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pips), line->owed > 0 ? said : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->level), said);
  gtk_widget_set_visible (GTK_WIDGET (self->pips), !many);
  gtk_widget_set_visible (GTK_WIDGET (self->level), many);
  if (many)
    {
      gtk_level_bar_set_value (self->level, (double) line->held / line->owed);
      add_kind_class (GTK_WIDGET (self->level), line->kinds);
      return;
    }
  for (guint i = 0; i < line->owed; i++)
    gtk_box_append (self->pips, make_pip (line->kinds, i < line->held                   ? "held"
                                                       : i < line->held + line->planned ? "planned"
                                                                                        : "missing"));
}

static GVariant *
make_target (gint64 meeting,
             ZbGap  gap)
{
  return g_variant_ref_sink (g_variant_new ("(xs)", meeting, zb_overview_get_tab (gap)));
}

static void
add_item (GMenu      *menu,
          const char *label,
          gint64      meeting,
          ZbGap       gap)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_autoptr (GVariant) target = make_target (meeting, gap);

  g_menu_item_set_action_and_target_value (item, "win.meeting", target);
  g_menu_append_item (menu, item);
}

static void
fill_menu (GMenu               *menu,
           const ZbOverviewTag *tag,
           ZbMeetings          *meetings)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < tag->meetings->len; i++)
    {
      gint64           id = g_array_index (tag->meetings, gint64, i);
      ZbMeeting       *meeting = zb_meetings_find (meetings, id);
      g_autofree char *title = zb_words_meeting_title (meeting);
      ZbDay            day = zb_meeting_get_day (meeting);
      g_autofree char *label = g_strdup_printf (_ ("%d 月 %d 日 %s"), day.month, day.day, title);

      add_item (section, label, id, tag->gap);
    }
  g_menu_append_section (menu, zb_calendar_get_gap_name (tag->gap), G_MENU_MODEL (section));
}

static void
style_tag (GtkWidget *button,
           ZbGap      gap)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "tag-button");
  if (gap != ZB_GAP_REVIEW && gap != ZB_GAP_LATE)
    gtk_widget_add_css_class (button, "amber");
}

static GtkWidget *
make_menu_button (const char *label,
                  GMenu      *menu,
                  ZbGap       gap)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), gtk_label_new (label)); /* a label of its own has an arrow */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  style_tag (button, gap);
  return button;
}

static GtkWidget *
make_tag (const ZbOverviewTag *tag,
          ZbMeetings          *meetings)
{
  g_autofree char *label = zb_overview_dup_tag (tag);
  g_autoptr (GMenu) menu = NULL;
  g_autoptr (GVariant) target = NULL;
  GtkWidget *button;

  if (tag->meetings->len > 1)
    {
      menu = g_menu_new ();
      fill_menu (menu, tag, meetings);
      return make_menu_button (label, menu, tag->gap);
    }

  target = make_target (g_array_index (tag->meetings, gint64, 0), tag->gap);
  button = gtk_button_new_with_label (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.meeting");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  style_tag (button, tag->gap);
  return button;
}

/* The first ones, and what there is no room for in a menu. */
static void
show_tags (ZbOverviewRow        *self,
           const ZbOverviewLine *line,
           ZbMeetings           *meetings)
{
  guint            shown = line->tags->len > MAX_TAGS ? MAX_TAGS - 1 : line->tags->len;
  guint            rest = line->tags->len - shown;
  g_autofree char *label = g_strdup_printf (_ ("等 %u 项"), rest);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < shown; i++)
    gtk_box_append (self->tags, make_tag (line->tags->pdata[i], meetings));
  if (rest == 0)
    return;

  for (guint i = shown; i < line->tags->len; i++)
    fill_menu (menu, line->tags->pdata[i], meetings);
  gtk_box_append (self->tags, make_menu_button (label, menu, 0));
}

static void
lead (ZbOverviewRow        *self,
      const ZbOverviewLine *line,
      int                   year)
{
  g_autofree char *first = zb_day_to_text (line->first);
  GtkActionable   *actionable = GTK_ACTIONABLE (self);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), line->kinds != 0 || line->task != NULL);
  if (line->kinds != 0)
    {
      gtk_actionable_set_action_target (actionable, "(ii)", year, (int) zb_kinds_first (line->kinds));
      gtk_actionable_set_action_name (actionable, "win.year");
    }
  else if (line->task != NULL)
    {
      gtk_actionable_set_action_target (actionable, "(sss)", line->task, first, line->name);
      gtk_actionable_set_action_name (actionable, "win.file");
    }
}

static void
zb_overview_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_OVERVIEW_ROW);

  G_OBJECT_CLASS (zb_overview_row_parent_class)->dispose (object);
}

static void
zb_overview_row_class_init (ZbOverviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_overview_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/overview-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewRow, badges);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewRow, name);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewRow, tags);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewRow, when);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewRow, pips);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewRow, level);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewRow, held);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewRow, owed);
}

static void
zb_overview_row_init (ZbOverviewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_paper (void)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("text-x-generic-symbolic");

  gtk_widget_set_hexpand (image, TRUE);
  return image;
}

GtkWidget *
zb_overview_row_new (const ZbOverviewLine *line,
                     ZbMeetings           *meetings,
                     int                   year)
{
  ZbOverviewRow   *self = g_object_new (ZB_TYPE_OVERVIEW_ROW, NULL);
  g_autofree char *said = g_strdup_printf (_ ("%s：已开展 %u，应开展 %u"), line->name, line->held, line->owed);

  if (line->kinds != 0)
    gtk_box_append (self->badges, zb_kind_badge_new (zb_kinds_first (line->kinds)));
  else
    gtk_box_append (self->badges, make_paper ());
  gtk_label_set_label (self->name, line->name);
  gtk_label_set_label (self->when, line->when);
  if (line->short_of && !line->later)
    gtk_widget_add_css_class (GTK_WIDGET (self->when), "short-of");
  show_count (self, line);
  show_tags (self, line, meetings);
  lead (self, line, year);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  return GTK_WIDGET (self);
}
