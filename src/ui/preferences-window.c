/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/preferences-window.h"

#include <glib/gi18n.h>

#include "ui/day-row.h"
#include "ui/roster/member-step-dialog.h"
#include "ui/rules-window.h"
#include "ui/words.h"

#define FIRST_YEAR 2019 /* of the program's own table, and its last */
#define LAST_YEAR 2026
#define YEARS_AHEAD 1

struct _ZbPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  ZbCalendar *calendar;
  GPtrArray  *shown; /* of GtkWidget, borrowed: rows of the requirements and years */
  gboolean    filling;

  AdwComboRow         *profile;
  GtkWidget           *restore_rules;
  AdwPreferencesGroup *requirements;
  AdwPreferencesGroup *years;
  GtkWidget           *restore_holidays;
  AdwEntryRow         *branch;
  ZbDayRow            *founded;
  AdwActionRow        *term;
};

G_DEFINE_FINAL_TYPE (ZbPreferencesWindow, zb_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* The choices of the combo; the last is a text of the branch's own. */
static const char *const profiles[] = { "court", "central" };
#define OWN G_N_ELEMENTS (profiles)

static guint
find_profile (ZbPreferencesWindow *self,
              gboolean            *own)
{
  g_autofree char *text = zb_calendar_dup_rules (self->calendar, own);
  const char      *code = zb_library_get_profile (zb_calendar_get_library (self->calendar));

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autofree char *program = zb_calendar_dup_program_rules (profiles[i]);

      if (*own ? g_strcmp0 (text, program) == 0 : g_strcmp0 (code, profiles[i]) == 0)
        return i;
    }

  return OWN;
}

static char *
say_frequency (const ZbRequirement *rule)
{
  static const char *const periods[ZB_N_PERIODS] = { N_ ("每月"), N_ ("每季度"), N_ ("每半年"), N_ ("每年") };
  static const char *const whom[] = {
    [ZB_WHO_ALL] = N_ ("每名党员"),
    [ZB_WHO_COMMITTEE] = N_ ("每名支委"),
    [ZB_WHO_SECRETARY] = N_ ("书记"),
    [ZB_WHO_LEADERS] = N_ ("书记和党员领导干部"),
  };
  const char *who = rule->scope == ZB_SCOPE_PERSON ? _ (whom[rule->who]) : rule->scope == ZB_SCOPE_GROUP ? _ ("各党小组")
                                                                                                         : "";
  g_autoptr (GString) words = g_string_new (who);

  g_string_append_printf (words, _ ("%s %u 次"), _ (periods[rule->period]), rule->count);
  if (rule->fixed_day > 0)
    g_string_append_printf (words, rule->task != NULL ? _ ("，%u 日前") : _ ("，固定在 %u 日"), rule->fixed_day);
  if (rule->joint > 0)
    g_string_append_printf (words, _ ("，其中全年 %u 次联合"), rule->joint);
  if (rule->only_joint)
    g_string_append (words, _ ("，只算联合的"));
  if (rule->record_days > 0)
    g_string_append_printf (words, _ ("，%u 个工作日内写好记录"), rule->record_days);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
say_requirement (const ZbRequirement *rule)
{
  g_autofree char *often = say_frequency (rule);
  g_autofree char *from = zb_day_dup_words (rule->from);
  g_autofree char *until = zb_day_dup_words (rule->until);
  g_autoptr (GString) words = g_string_new (often);

  if (rule->article != NULL)
    g_string_append_printf (words, "\n%s", rule->article);
  if (zb_day_is_set (rule->from))
    g_string_append_printf (words, _ ("\n自 %s 起"), from);
  if (zb_day_is_set (rule->until))
    g_string_append_printf (words, _ ("，到 %s 前"), until);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
make_tag (const char *words,
          const char *color)
{
  GtkWidget *tag = gtk_label_new (words);

  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (tag, "tag");
  gtk_widget_add_css_class (tag, color);
  return tag;
}

static void
add_row (ZbPreferencesWindow *self,
         AdwPreferencesGroup *group,
         GtkWidget           *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->shown, row);
}

static void
add_requirement (ZbPreferencesWindow *self,
                 const ZbRequirement *rule)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *words = say_requirement (rule);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rule->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_tooltip_text (row, rule->text);
  if (!rule->verified)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_tag (_ ("未核对"), "amber"));
  add_row (self, self->requirements, row);
}

static void
add_year (ZbPreferencesWindow *self,
          int                  year)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf (_ ("%d 年"), year);
  gboolean         known = zb_calendar_knows_holidays (self->calendar, year);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (!known)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("只知道周末；放假通知公布后可以补上"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), known ? make_tag (_ ("已有"), "green") : make_tag (_ ("没有安排"), "amber"));
  add_row (self, self->years, row);
}

static void
clear_rows (ZbPreferencesWindow *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      GtkWidget *row = self->shown->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->shown, 0);
}

static void
show_rules (ZbPreferencesWindow *self)
{
  GPtrArray       *rules = zb_calendar_list_rules (self->calendar);
  gboolean         own;
  guint            which = find_profile (self, &own);
  g_autofree char *title = g_strdup_printf (_ ("要求：%s"), zb_calendar_get_profile_name (self->calendar));
  const char      *names[] = { _ ("法院（2019）"), _ ("条例和中央规定"), which == OWN ? _ ("自己的规则") : NULL, NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  self->filling = TRUE;
  adw_combo_row_set_model (self->profile, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->profile, which);
  self->filling = FALSE;
  gtk_widget_set_visible (self->restore_rules, own);
  adw_preferences_group_set_title (self->requirements, title);
  for (guint i = 0; i < rules->len; i++)
    add_requirement (self, rules->pdata[i]);
}

static void
show_holidays (ZbPreferencesWindow *self)
{
  int      last = MAX (zb_calendar_get_today (self->calendar).year + YEARS_AHEAD, LAST_YEAR);
  gboolean own;

  g_free (zb_calendar_dup_holidays (self->calendar, &own)); /* only whose it is */
  gtk_widget_set_visible (self->restore_holidays, own);
  for (int year = last; year >= FIRST_YEAR; year--)
    add_year (self, year);
}

static const ZbBranch *
get_branch (ZbPreferencesWindow *self)
{
  GPtrArray *branches = zb_roster_get_branches (zb_calendar_get_roster (self->calendar));

  return branches != NULL && branches->len > 0 ? branches->pdata[0] : NULL;
}

static void
show_branch (ZbPreferencesWindow *self)
{
  const ZbBranch  *branch = get_branch (self);
  ZbDay            founded = ZB_DAY_NONE;
  g_autofree char *term = NULL;

  gtk_editable_set_text (GTK_EDITABLE (self->branch), zb_library_get_branch (zb_calendar_get_library (self->calendar)));
  if (branch != NULL)
    zb_day_parse (&founded, branch->founded);
  zb_day_row_fill (self->founded, founded);
  gtk_widget_set_sensitive (GTK_WIDGET (self->branch), branch != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->founded), branch != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->term), branch != NULL);
  if (branch != NULL && branch->elected != NULL)
    term = g_strdup_printf (_ ("%s 选举，任期 %d 年"), branch->elected, branch->term);
  adw_action_row_set_subtitle (self->term, term != NULL ? term : _ ("还没有登记选举日期"));
}

static void
fill (ZbPreferencesWindow *self)
{
  clear_rows (self);
  show_rules (self);
  show_holidays (self);
  show_branch (self);
}

static void
set_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (ZbPreferencesWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean         done = zb_calendar_edit_finish (ZB_CALENDAR (source), result, &error) >= 0;
  g_autofree char *words = done ? g_strdup (_ ("已改好，可以用 Ctrl+Z 撤销")) : zb_words_error (error);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (words));
  if (self->calendar != NULL)
    fill (self);
}

static void
profile_selected_cb (ZbPreferencesWindow *self)
{
  guint            which = adw_combo_row_get_selected (self->profile);
  const char      *code;
  g_autofree char *text = NULL;
  gboolean         own;

  if (self->filling || self->calendar == NULL || which >= OWN || which == find_profile (self, &own))
    return;

  code = zb_library_get_profile (zb_calendar_get_library (self->calendar));
  text = g_strcmp0 (code, profiles[which]) == 0 ? g_strdup ("") : zb_calendar_dup_program_rules (profiles[which]);
  zb_calendar_set_rules_async (self->calendar, text, NULL, set_cb, g_object_ref (self));
}

static void
edit_rules_cb (ZbPreferencesWindow *self)
{
  zb_rules_window_present (GTK_WINDOW (self), self->calendar, FALSE);
}

static void
restore_rules_cb (ZbPreferencesWindow *self)
{
  zb_calendar_set_rules_async (self->calendar, "", NULL, set_cb, g_object_ref (self));
}

static void
edit_holidays_cb (ZbPreferencesWindow *self)
{
  zb_rules_window_present (GTK_WINDOW (self), self->calendar, TRUE);
}

static void
restore_holidays_cb (ZbPreferencesWindow *self)
{
  zb_calendar_set_holidays_async (self->calendar, "", NULL, set_cb, g_object_ref (self));
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbPreferencesWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean         done = zb_roster_edit_finish (ZB_ROSTER (source), result, &error) != 0;
  g_autofree char *words = done ? g_strdup (_ ("已改好，可以用 Ctrl+Z 撤销")) : zb_words_error (error);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (words));
}

static void
branch_cb (ZbPreferencesWindow *self)
{
  const ZbBranch  *branch = get_branch (self);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->branch))));
  g_autofree char *day = NULL;
  ZbDay            founded;

  if (branch == NULL || *name == '\0' || !zb_day_row_read (self->founded, &founded))
    {
      adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (_ ("请填党支部名称；成立日期要写全，如 2008-07-01")));
      return;
    }

  day = zb_day_to_text (founded);
  zb_roster_name_branch_async (zb_calendar_get_roster (self->calendar), branch->id, name, day, NULL, named_cb, g_object_ref (self));
}

static void
term_cb (ZbPreferencesWindow *self)
{
  const ZbBranch *branch = get_branch (self);

  if (branch != NULL)
    zb_member_step_dialog_present (GTK_WINDOW (self), zb_calendar_get_roster (self->calendar), branch->id, ZB_STEP_TERM);
}

static void
zb_preferences_window_dispose (GObject *object)
{
  ZbPreferencesWindow *self = ZB_PREFERENCES_WINDOW (object);

  g_clear_object (&self->calendar);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (zb_preferences_window_parent_class)->dispose (object);
}

static void
zb_preferences_window_class_init (ZbPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_preferences_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbPreferencesWindow, profile);
  gtk_widget_class_bind_template_child (widget_class, ZbPreferencesWindow, restore_rules);
  gtk_widget_class_bind_template_child (widget_class, ZbPreferencesWindow, requirements);
  gtk_widget_class_bind_template_child (widget_class, ZbPreferencesWindow, years);
  gtk_widget_class_bind_template_child (widget_class, ZbPreferencesWindow, restore_holidays);
  gtk_widget_class_bind_template_child (widget_class, ZbPreferencesWindow, branch);
  gtk_widget_class_bind_template_child (widget_class, ZbPreferencesWindow, founded);
  gtk_widget_class_bind_template_child (widget_class, ZbPreferencesWindow, term);
  gtk_widget_class_bind_template_callback (widget_class, profile_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_rules_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_rules_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_holidays_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_holidays_cb);
  gtk_widget_class_bind_template_callback (widget_class, branch_cb);
  gtk_widget_class_bind_template_callback (widget_class, term_cb);
}

static void
zb_preferences_window_init (ZbPreferencesWindow *self)
{
  self->shown = g_ptr_array_new ();
  g_type_ensure (ZB_TYPE_DAY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_preferences_window_present (GtkWindow  *parent,
                               ZbCalendar *calendar)
{
  ZbPreferencesWindow *self = g_object_new (ZB_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  self->calendar = g_object_ref (calendar);
  g_signal_connect_object (calendar, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}
