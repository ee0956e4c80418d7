/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/year-view.h"

#include <glib/gi18n.h>

#include "ui/calendar/day-popover.h"
#include "ui/calendar/year-cell.h"
#include "ui/kind-badge.h"

#define N_MONTHS 12

struct _ZbYearView
{
  AdwBin parent_instance;

  ZbCalendar    *calendar;
  ZbCalendarInk *ink;
  GPtrArray     *lines; /* of ZbYearLine */
  int            year;

  GtkStack  *states;
  GtkGrid   *grid;
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (ZbYearView, zb_year_view, ADW_TYPE_BIN)

/* --- what a press does --- */

static void
show_meetings (ZbYearView *self,
               ZbYearCell *cell,
               ZbDay       day)
{
  const ZbYearLine *line = zb_year_cell_get_line (cell);
  const ZbYearSpan *span = zb_year_cell_get_span (cell);
  g_autofree char  *period = zb_calendar_dup_period (line->rule->period, span->first);
  g_autofree char  *count = g_strdup_printf (_ ("已开展 %u · 应开展 %u"), span->held, span->owed);
  g_autofree char  *title = g_strdup_printf ("%s %s", period, line->rule->name);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_day_entry_unref);
  graphene_rect_t bounds;

  for (guint i = 0; i < span->meetings->len; i++)
    g_ptr_array_add (entries, zb_day_entry_new_meeting (self->calendar, span->meetings->pdata[i]));
  if (!gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self), &bounds))
    return;

  zb_day_popover_fill (ZB_DAY_POPOVER (self->popover), title, count, entries, span->held < span->owed ? day : ZB_DAY_NONE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
activate_cb (ZbYearView *self,
             ZbYearCell *cell)
{
  const ZbYearSpan *span = zb_year_cell_get_span (cell);
  const ZbDay       day = zb_year_span_get_day (zb_year_cell_get_line (cell), span, zb_calendar_get_today (self->calendar));
  g_autofree char  *start = zb_day_to_text (day);

  if (span->meetings->len == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "calendar.new", "s", start);
  else if (span->meetings->len == 1 && span->held + 1 >= span->owed && !span->short_of)
    gtk_widget_activate_action (GTK_WIDGET (self), "calendar.open", "(xs)", zb_meeting_get_id (span->meetings->pdata[0]), "");
  else
    show_meetings (self, cell, day);
}

/* --- filling --- */

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_months (ZbYearView *self)
{
  const ZbDay today = zb_calendar_get_today (self->calendar);

  for (int month = 1; month <= N_MONTHS; month++)
    {
      g_autofree char *name = g_strdup_printf (_ ("%d 月"), month);
      GtkWidget       *label = make_label (name, "year-month");

      gtk_widget_set_size_request (label, ZB_YEAR_COLUMN, -1);
      gtk_widget_set_hexpand (label, TRUE);
      if (today.year == self->year && today.month == month)
        gtk_widget_add_css_class (label, "current");
      gtk_grid_attach (self->grid, label, month, 0, 1, 1);
    }
  gtk_grid_attach (self->grid, make_label (_ ("全年"), "year-month"), N_MONTHS + 1, 0, 1, 1);
}

static GtkWidget *
make_heading (const ZbYearLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = make_label (line->rule->name, "heading");

  gtk_box_append (GTK_BOX (box), zb_kind_badge_new (zb_kinds_first (line->rule->kinds)));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_widget_set_tooltip_text (label, line->rule->article);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "year-heading");
  return box;
}

static GtkWidget *
make_sum (const ZbYearLine *line)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget       *bar = gtk_level_bar_new_for_interval (0, MAX (line->owed, 1));
  GtkWidget       *label = gtk_label_new (NULL);
  g_autofree char *words = g_strdup_printf ("<b>%u</b> <span alpha=\"60%%\">/ %u</span>", line->held, line->owed);
  g_autofree char *style = g_strconcat ("kind-", zb_kind_to_code (zb_kinds_first (line->rule->kinds)), NULL);

  gtk_label_set_markup (GTK_LABEL (label), words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), MIN (line->held, line->owed));
  for (guint i = 0; i < 3; i++)
    gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), ((const char *[]){ GTK_LEVEL_BAR_OFFSET_LOW, GTK_LEVEL_BAR_OFFSET_HIGH, GTK_LEVEL_BAR_OFFSET_FULL })[i]);
  gtk_widget_add_css_class (bar, "overview-level");
  gtk_widget_add_css_class (bar, style);
  gtk_widget_set_size_request (bar, 64, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 8);
  return box;
}

static void
add_line (ZbYearView       *self,
          const ZbYearLine *line,
          int               row)
{
  gtk_grid_attach (self->grid, make_heading (line), 0, row, 1, 1);
  for (guint i = 0; i < line->spans->len; i++)
    {
      const ZbYearSpan *span = line->spans->pdata[i];
      const int         n_months = span->last.year > span->first.year ? N_MONTHS : span->last.month - span->first.month + 1;
      GtkWidget        *cell = zb_year_cell_new (self->ink, line, span, n_months);

      g_signal_connect_object (cell, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (self->grid, cell, span->first.month, row, n_months, 1);
    }
  gtk_grid_attach (self->grid, make_sum (line), N_MONTHS + 1, row, 1, 1);
}

static void
clear_grid (ZbYearView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static gboolean
has_meetings (ZbYearView *self)
{
  g_autoptr (GPtrArray) meetings = zb_calendar_list_meetings (self->calendar, (ZbDay){ self->year, 1, 1 }, (ZbDay){ self->year, 12, 31 });

  return meetings->len > 0;
}

static void
zb_year_view_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  ZbYearView *self = ZB_YEAR_VIEW (widget);

  GTK_WIDGET_CLASS (zb_year_view_parent_class)->css_changed (widget, change);
  zb_calendar_ink_forget (self->ink);
}

static void
zb_year_view_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  GTK_WIDGET_CLASS (zb_year_view_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (ZB_YEAR_VIEW (widget)->popover));
}

static void
zb_year_view_dispose (GObject *object)
{
  ZbYearView *self = ZB_YEAR_VIEW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->grid != NULL)
    clear_grid (self);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_YEAR_VIEW);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->calendar);

  G_OBJECT_CLASS (zb_year_view_parent_class)->dispose (object);
}

static void
zb_year_view_finalize (GObject *object)
{
  g_clear_object (&ZB_YEAR_VIEW (object)->ink);

  G_OBJECT_CLASS (zb_year_view_parent_class)->finalize (object);
}

static void
zb_year_view_class_init (ZbYearViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_year_view_dispose;
  object_class->finalize = zb_year_view_finalize;
  widget_class->css_changed = zb_year_view_css_changed;
  widget_class->size_allocate = zb_year_view_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/year-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbYearView, states);
  gtk_widget_class_bind_template_child (widget_class, ZbYearView, grid);
}

static void
zb_year_view_init (ZbYearView *self)
{
  self->ink = zb_calendar_ink_new (GTK_WIDGET (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->popover = zb_day_popover_new ();
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

void
zb_year_view_set_calendar (ZbYearView *self,
                           ZbCalendar *calendar)
{
  g_set_object (&self->calendar, calendar);
}

void
zb_year_view_show (ZbYearView *self,
                   int         year,
                   ZbKinds     kinds)
{
  g_return_if_fail (ZB_IS_YEAR_VIEW (self) && self->calendar != NULL);

  self->year = year;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  clear_grid (self);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = zb_year_list_lines (self->calendar, year, kinds);
  add_months (self);
  for (guint i = 0; i < self->lines->len; i++)
    add_line (self, self->lines->pdata[i], i + 1);
  gtk_stack_set_visible_child_name (self->states, has_meetings (self) ? "year" : "empty");
}

char *
zb_year_view_dup_summary (ZbYearView *self)
{
  guint held = 0, owed = 0;

  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++)
    {
      const ZbYearLine *line = self->lines->pdata[i];

      held += line->held;
      owed += line->owed;
    }

  return g_strdup_printf (_ ("已开展 %u · 全年 %u 项"), held, owed);
}

static gboolean
is_pointed_at (GtkWidget *child,
               ZbKind     kind)
{
  return ZB_IS_YEAR_CELL (child) && (zb_year_cell_get_line (ZB_YEAR_CELL (child))->rule->kinds & (1u << kind)) != 0 &&
         !zb_year_cell_get_span (ZB_YEAR_CELL (child))->over;
}

void
zb_year_view_point (ZbYearView *self,
                    ZbKind      kind)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (is_pointed_at (child, kind))
      {
        gtk_widget_grab_focus (child);
        return;
      }
}
