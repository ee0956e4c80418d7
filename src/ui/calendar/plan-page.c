/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of what is wished proposes again; what a hand has changed of a proposal is found again by its rule, period and group. */
#include "ui/calendar/plan-page.h"

#include <glib/gi18n.h>

#include "ui/calendar/plan-row.h"
#include "ui/calendar/plan-words.h"
#include "ui/kind-badge.h"
#include "ui/window.h"
#include "ui/words.h"

#define N_KIND_ROWS (ZB_KIND_APPRAISAL + 1)
#define ALL_KINDS ((1u << N_KIND_ROWS) - 1)

typedef enum
{
  SHOW_ALL,
  SHOW_MOVED,
  SHOW_JOINT,
  N_SHOWN
} Shown;

struct _ZbPlanPage
{
  AdwBin parent_instance;

  ZbCalendar   *calendar;
  GCancellable *cancellable;
  ZbPlan       *plan;
  GPtrArray    *lines; /* of ZbPlanLine */
  int           year;
  gboolean      folded;
  gboolean      filling; /* nobody chose */
  Shown         shown;

  AdwWindowTitle *title;
  GtkWidget      *make;
  GtkRevealer    *notice;
  GtkLabel       *notice_text;
  GtkWidget      *toggles[N_SHOWN];
  GtkLabel       *summary;
  GtkBox         *wishes;
  GtkWidget      *profile;
  GtkDropDown    *fixed_day;
  GtkDropDown    *shift;
  GtkFlowBox     *kinds;
  GtkWidget      *kind_checks[N_KIND_ROWS];
  GtkLabel       *kind_counts[N_KIND_ROWS];
  GtkCheckButton *all;
  GtkStack       *states;
  GtkListBox     *list;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  BACK,
  MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbPlanPage, zb_plan_page, ADW_TYPE_BIN)

static ZbPlanLine *
get_line (GtkListBoxRow *row)
{
  return zb_plan_row_get_line (ZB_PLAN_ROW (row));
}

static gboolean
is_shown (ZbPlanPage *self,
          ZbPlanLine *line,
          Shown       shown)
{
  switch (shown)
    {
    case SHOW_MOVED:
      return zb_plan_line_is_moved (line);
    case SHOW_JOINT:
      return zb_plan_line_get_item (line)->joint;
    case SHOW_ALL:
    case N_SHOWN:
    default:
      return TRUE;
    }
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       data)
{
  ZbPlanPage *self = data;

  return is_shown (self, get_line (row), self->shown);
}

/* --- counts and words --- */

static guint
count (ZbPlanPage *self,
       Shown       shown,
       gboolean    ticked)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += !zb_plan_line_is_task (self->lines->pdata[i]) && is_shown (self, self->lines->pdata[i], shown) &&
         (!ticked || zb_plan_line_get_ticked (self->lines->pdata[i]));

  return n;
}

static void
show_toggles (ZbPlanPage *self)
{
  static const char *const names[N_SHOWN] = { N_ ("全部"), N_ ("改期的"), N_ ("联合") };

  for (guint i = 0; i < N_SHOWN; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s %u", _ (names[i]), count (self, i, FALSE));

      gtk_button_set_label (GTK_BUTTON (self->toggles[i]), label);
    }
}

static void
show_count (ZbPlanPage *self)
{
  const guint      n = count (self, SHOW_ALL, TRUE), all = count (self, SHOW_ALL, FALSE);
  g_autofree char *words = g_strdup_printf (_ ("建立 %u 次活动"), n);

  gtk_button_set_label (GTK_BUTTON (self->make), words);
  gtk_widget_set_sensitive (self->make, n > 0);
  self->filling = TRUE;
  gtk_check_button_set_active (self->all, n == all && all > 0);
  gtk_check_button_set_inconsistent (self->all, n > 0 && n < all);
  self->filling = FALSE;
}

static void
show_summary (ZbPlanPage *self)
{
  g_autofree char *words = zb_plan_dup_summary (self->plan, count (self, SHOW_ALL, FALSE));

  gtk_label_set_label (self->summary, words);
}

static void
show_notice (ZbPlanPage *self)
{
  g_autofree char *words = zb_plan_dup_notice (self->plan, self->year);

  if (words != NULL)
    gtk_label_set_label (self->notice_text, words);
  gtk_revealer_set_reveal_child (self->notice, words != NULL);
}

static void
show_kind_counts (ZbPlanPage *self,
                  ZbPlan     *all)
{
  for (guint kind = 0; kind < N_KIND_ROWS; kind++)
    {
      guint            n;
      g_autofree char *words = zb_plan_dup_kind (all, kind, &n);

      gtk_label_set_label (self->kind_counts[kind], words);
      gtk_widget_set_sensitive (self->kind_checks[kind], n > 0);
    }
}

/* --- the list --- */

static int
get_month (GtkListBoxRow *row)
{
  const ZbDay day = zb_plan_line_get_item (get_line (row))->day;

  return day.year * 12 + day.month;
}

static void
heading_cb (GtkListBoxRow *row,
            GtkListBoxRow *before,
            gpointer       data)
{
  g_autofree char *words = NULL;
  GtkWidget       *label = gtk_list_box_row_get_header (row);

  if (before != NULL && get_month (before) == get_month (row))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  words = zb_plan_dup_month (ZB_PLAN_PAGE (data)->lines, get_month (row));
  if (label == NULL)
    {
      label = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "plan-month");
      gtk_list_box_row_set_header (row, label);
    }
  gtk_label_set_markup (GTK_LABEL (label), words);
}

static int
sort_cb (GtkListBoxRow *a,
         GtkListBoxRow *b,
         gpointer       data)
{
  return zb_day_compare (zb_plan_line_get_item (get_line (a))->day, zb_plan_line_get_item (get_line (b))->day);
}

static void
line_changed_cb (ZbPlanPage *self)
{
  if (self->filling)
    return;

  show_count (self);
  show_toggles (self);
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_headers (self->list);
}

static void
clear_list (ZbPlanPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
}

static GHashTable *
remember (GPtrArray *lines)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_insert (known, zb_plan_line_dup_key (lines->pdata[i]), lines->pdata[i]);

  return known;
}

static void
fill_list (ZbPlanPage *self,
           GHashTable *known)
{
  clear_list (self);
  for (guint i = 0; i < self->plan->items->len; i++)
    {
      ZbPlanLine      *line = zb_plan_line_new (self->calendar, self->plan->items->pdata[i]);
      g_autofree char *key = zb_plan_line_dup_key (line);
      ZbPlanLine      *old = g_hash_table_lookup (known, key);

      if (old != NULL)
        zb_plan_line_take (line, old);
      g_ptr_array_add (self->lines, line);
      g_signal_connect_object (line, "changed", G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, zb_plan_row_new (line));
    }
  gtk_stack_set_visible_child_name (self->states, count (self, SHOW_ALL, FALSE) > 0 ? "list" : "empty");
}

/* --- what is wished --- */

static ZbKinds
get_kinds (ZbPlanPage *self)
{
  ZbKinds kinds = 0;

  for (guint i = 0; i < N_KIND_ROWS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->kind_checks[i])))
      kinds |= 1u << i;

  return kinds;
}

static ZbPlan *
ask (ZbPlanPage *self,
     ZbKinds     kinds)
{
  static const ZbShift shifts[] = { ZB_SHIFT_NEXT, ZB_SHIFT_PREVIOUS, ZB_SHIFT_KEEP };
  const guint          shift = MIN (gtk_drop_down_get_selected (self->shift), G_N_ELEMENTS (shifts) - 1);

  /* The first of the days is the profile's own. */
  return zb_calendar_propose (self->calendar, self->year, gtk_drop_down_get_selected (self->fixed_day), shifts[shift], kinds);
}

static void
propose (ZbPlanPage *self)
{
  const ZbKinds kinds = get_kinds (self);
  ZbPlan       *all = ask (self, 0), *old = self->plan;
  g_autoptr (GPtrArray) old_lines = g_steal_pointer (&self->lines);
  g_autoptr (GHashTable) known = remember (old_lines);

  self->filling = TRUE;
  show_kind_counts (self, all);
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->plan = kinds == ALL_KINDS ? g_steal_pointer (&all) : ask (self, kinds != 0 ? kinds : 1u << ZB_KIND_OTHER);
  fill_list (self, known);
  self->filling = FALSE;
  show_toggles (self);
  show_count (self);
  show_summary (self);
  show_notice (self);
  gtk_list_box_invalidate_headers (self->list);
  if (old != NULL)
    zb_calendar_free_plan (old);
  if (all != NULL)
    zb_calendar_free_plan (all);
}

static void
wished_cb (ZbPlanPage *self)
{
  if (!self->filling && self->calendar != NULL)
    propose (self);
}

static void
all_cb (ZbPlanPage *self)
{
  const gboolean ticked = gtk_check_button_get_active (self->all);

  if (self->filling || self->lines == NULL)
    return;

  self->filling = TRUE;
  for (guint i = 0; i < self->lines->len; i++)
    if (is_shown (self, self->lines->pdata[i], self->shown))
      zb_plan_line_set_ticked (self->lines->pdata[i], ticked);
  self->filling = FALSE;
  show_count (self);
}

static void
shown_cb (ZbPlanPage      *self,
          GtkToggleButton *toggle)
{
  if (!gtk_toggle_button_get_active (toggle))
    return;

  for (guint i = 0; i < N_SHOWN; i++)
    if (self->toggles[i] == GTK_WIDGET (toggle))
      self->shown = i;
  gtk_list_box_invalidate_filter (self->list);
}

static void
back_cb (ZbPlanPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

/* --- making it --- */

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (ZbPlanPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  const int        n = zb_calendar_edit_finish (ZB_CALENDAR (source), result, &error);

  if (n >= 0)
    {
      g_signal_emit (self, signals[MADE], 0, n);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  words = zb_words_error (error);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

static void
make_cb (ZbPlanPage *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < self->lines->len; i++)
    if (zb_plan_line_get_ticked (self->lines->pdata[i]))
      g_ptr_array_add (items, (gpointer) zb_plan_line_get_item (self->lines->pdata[i]));
  if (items->len == 0)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  zb_calendar_make_plan_async (self->calendar, self->year, items, self->cancellable, made_cb, g_object_ref (self));
}

/* --- the widget --- */

static void
zb_plan_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, ZB_PLAN_PAGE (object)->folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_plan_page_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_FOLDED:
      ZB_PLAN_PAGE (object)->folded = g_value_get_boolean (value);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (ZB_PLAN_PAGE (object)->wishes), g_value_get_boolean (value) ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_plan_page_dispose (GObject *object)
{
  ZbPlanPage *self = ZB_PLAN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->list != NULL)
    clear_list (self);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_PLAN_PAGE);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->plan, zb_calendar_free_plan);
  g_clear_object (&self->calendar);

  G_OBJECT_CLASS (zb_plan_page_parent_class)->dispose (object);
}

static void
zb_plan_page_finalize (GObject *object)
{
  g_clear_object (&ZB_PLAN_PAGE (object)->cancellable);

  G_OBJECT_CLASS (zb_plan_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const char *const names[N_SHOWN] = { "all_toggle", "moved_toggle", "joint_toggle" };

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, make);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, notice);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, notice_text);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, summary);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, wishes);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, profile);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, fixed_day);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, shift);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, all);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, states);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanPage, list);
  for (guint i = 0; i < N_SHOWN; i++)
    gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE, G_STRUCT_OFFSET (ZbPlanPage, toggles[i]));
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, wished_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

/* The keys are the page's from the start. */
static void
zb_plan_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zb_plan_page_parent_class)->map (widget);
  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
zb_plan_page_class_init (ZbPlanPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_plan_page_dispose;
  object_class->finalize = zb_plan_page_finalize;
  object_class->get_property = zb_plan_page_get_property;
  object_class->set_property = zb_plan_page_set_property;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[BACK] = g_signal_new ("back", ZB_TYPE_PLAN_PAGE, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "back", NULL);
  signals[MADE] = g_signal_new ("made", ZB_TYPE_PLAN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  widget_class->map = zb_plan_page_map;
  bind_template (widget_class);
}

static void
add_kind (ZbPlanPage *self,
          ZbKind      kind)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->kind_counts[kind] = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->kind_counts[kind]), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->kind_counts[kind]), "caption");
  gtk_box_append (GTK_BOX (box), zb_kind_badge_new (kind));
  gtk_box_append (GTK_BOX (box), gtk_label_new (zb_kind_get_name (kind)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->kind_counts[kind]));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, zb_kind_get_name (kind), -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (wished_cb), self);
  self->kind_checks[kind] = check;
  gtk_flow_box_append (self->kinds, check);
  gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
}

static void
add_days (ZbPlanPage *self)
{
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);

  gtk_string_list_append (days, _ ("固定党日：按规则"));
  for (int day = 1; day <= 28; day++)
    {
      g_autofree char *words = g_strdup_printf (_ ("固定党日：每月 %d 日"), day);

      gtk_string_list_append (days, words);
    }
  gtk_drop_down_set_model (self->fixed_day, G_LIST_MODEL (days));
}

static void
zb_plan_page_init (ZbPlanPage *self)
{
  self->filling = TRUE;
  self->cancellable = g_cancellable_new ();
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_days (self);
  for (guint i = 0; i < N_KIND_ROWS; i++)
    add_kind (self, i);
  gtk_list_box_set_header_func (self->list, heading_cb, self, NULL);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_list_box_set_sort_func (self->list, sort_cb, self, NULL);
  self->filling = FALSE;
}

GtkWidget *
zb_plan_page_new (ZbCalendar *calendar,
                  int         year)
{
  ZbPlanPage      *self = g_object_new (ZB_TYPE_PLAN_PAGE, NULL);
  g_autofree char *subtitle = g_strdup_printf (_ ("%d 年 · %s"), year, zb_library_get_branch (zb_calendar_get_library (calendar)));
  g_autofree char *profile = g_strdup_printf (_ ("规则：%s"), zb_calendar_get_profile_name (calendar));

  self->calendar = g_object_ref (calendar);
  self->year = year;
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_button_set_label (GTK_BUTTON (self->profile), profile);
  propose (self);
  return GTK_WIDGET (self);
}
