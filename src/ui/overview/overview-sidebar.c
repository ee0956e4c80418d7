/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who met with one of the seven causes (rules/talk.h) in the last three months, and was at no talk since, is named. */
#include "ui/overview/overview-sidebar.h"

#include <glib/gi18n.h>

#include "ui/overview/overview-line.h"

#define TALK_DAYS 90

struct _ZbOverviewSidebar
{
  AdwBin parent_instance;

  ZbCalendar   *calendar;
  GCancellable *cancellable;
  GPtrArray    *dues; /* of ZbTalkDue, of TALK_DAYS; NULL until they were read */
  guint         fill_id;

  GtkStack   *states;
  GtkListBox *list;
  GtkLabel   *members;
  GtkLabel   *groups;
};

G_DEFINE_FINAL_TYPE (ZbOverviewSidebar, zb_overview_sidebar, ADW_TYPE_BIN)

static const char *
get_icon (const char *code)
{
  static const char *const icons[][2] = {
    { "probation", "avatar-default-symbolic" },
    { "term", "system-users-symbolic" },
    { "lost", "dialog-warning-symbolic" },
    { "birthday", "starred-symbolic" },
    { "fifty", "emblem-ok-symbolic" },
    { "letter", "mail-unread-symbolic" },
    { "talk", "user-available-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i][0], code))
      return icons[i][1];

  return "alarm-symbolic";
}

static GtkWidget *
make_label (const char *text,
            gboolean    detail)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (detail)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

typedef struct
{
  const char *code;
  const char *title;
  const char *detail;
  gboolean    due;
} Reminder;

static GtkWidget *
add_row (ZbOverviewSidebar *self,
         const Reminder    *reminder)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (reminder->code));

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "reminder-icon");
  if (reminder->due)
    gtk_widget_add_css_class (icon, "doubt");
  gtk_box_append (GTK_BOX (words), make_label (reminder->title, FALSE));
  if (*reminder->detail != '\0')
    gtk_box_append (GTK_BOX (words), make_label (reminder->detail, TRUE));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, reminder->title, -1);
  gtk_list_box_append (self->list, row);
  return row;
}

static void
lead (GtkWidget  *row,
      const char *action,
      gint64      id)
{
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), g_variant_new_int64 (id));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
}

static void
add_timer (ZbOverviewSidebar   *self,
           const ZbRosterTimer *timer)
{
  const Reminder reminder = { timer->code, timer->title, timer->detail, timer->due };
  GtkWidget     *row = add_row (self, &reminder);

  if (timer->member != 0)
    lead (row, "win.member", timer->member);
  else
    lead (row, "win.term", timer->branch);
}

/* Several birthdays are one reminder. */
static void
add_birthdays (ZbOverviewSidebar *self,
               GPtrArray         *timers,
               guint              n)
{
  ZbRoster *roster = zb_calendar_get_roster (self->calendar);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf (_ ("近期政治生日 %u 人"), n);
  Reminder         reminder = { "birthday", title, NULL, FALSE };

  for (guint i = 0; i < timers->len; i++)
    {
      const ZbRosterTimer *timer = timers->pdata[i];
      ZbMember            *member = g_str_equal (timer->code, "birthday") ? zb_roster_find (roster, timer->member) : NULL;

      if (member != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "", zb_member_get_name (member));
    }
  reminder.detail = names->str;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add_row (self, &reminder)), "win.timers");
}

static void
add_timers (ZbOverviewSidebar *self)
{
  GPtrArray *timers = zb_roster_get_timers (zb_calendar_get_roster (self->calendar));
  guint      n = 0;
  gboolean   told = FALSE;

  if (timers == NULL)
    return;

  for (guint i = 0; i < timers->len; i++)
    n += g_str_equal (((ZbRosterTimer *) timers->pdata[i])->code, "birthday");
  for (guint i = 0; i < timers->len; i++)
    {
      const ZbRosterTimer *timer = timers->pdata[i];
      gboolean             birthday = g_str_equal (timer->code, "birthday");

      if (!birthday || n == 1)
        add_timer (self, timer);
      else if (!told)
        add_birthdays (self, timers, n);
      told = told || birthday;
    }
}

/* Whether a talk with the member was held since; talks are what the verdicts of a person's requirement name. */
static gboolean
has_talked (ZbOverviewSidebar *self,
            GPtrArray         *verdicts,
            gint64             member,
            ZbDay              since)
{
  ZbMeetings *meetings = zb_calendar_get_meetings (self->calendar);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];

      if (verdict->subject != member || (verdict->rule->kinds & (1u << ZB_KIND_TALK)) == 0 || verdict->meetings == NULL)
        continue;
      for (guint j = 0; j < verdict->meetings->len; j++)
        {
          ZbMeeting *meeting = zb_meetings_find (meetings, g_array_index (verdict->meetings, gint64, j));

          if (meeting != NULL && zb_meeting_is_held (meeting) && zb_day_compare (zb_meeting_get_day (meeting), since) >= 0)
            return TRUE;
        }
    }

  return FALSE;
}

static void
add_talk (ZbOverviewSidebar *self,
          ZbMember          *member,
          const ZbTalkDue   *due)
{
  g_autofree char *title = g_strdup_printf (_ ("与%s谈心谈话"), zb_member_get_name (member));
  g_autofree char *detail = g_strdup_printf (_ ("必谈。%d 月 %d 日 %s"), due->since.month, due->since.day, due->words);
  const Reminder   reminder = { "talk", title, detail, FALSE };

  lead (add_row (self, &reminder), "win.member", due->member);
}

static void
add_talks (ZbOverviewSidebar *self)
{
  ZbRoster *roster = zb_calendar_get_roster (self->calendar);
  ZbDay     today = zb_calendar_get_today (self->calendar);
  g_autoptr (GPtrArray) verdicts = NULL;
  ZbDay first, last;

  if (self->dues == NULL || self->dues->len == 0)
    return;

  zb_calendar_get_period (ZB_PERIOD_YEAR, zb_day_plus_days (today, -TALK_DAYS), &first, &last);
  verdicts = zb_calendar_check (self->calendar, first, today);
  for (guint i = 0; i < self->dues->len; i++)
    {
      const ZbTalkDue *due = self->dues->pdata[i];
      ZbMember        *member = zb_roster_find (roster, due->member);

      if (member != NULL && zb_member_get_present (member) && !has_talked (self, verdicts, due->member, due->since))
        add_talk (self, member, due);
    }
}

/* Of the library's own branch; it may hold others. */
static guint
count (ZbOverviewSidebar *self,
       ZbMemberField      field,
       const char        *value)
{
  GListModel *members = zb_roster_get_model (zb_calendar_get_roster (self->calendar));
  const char *branch = zb_library_get_branch (zb_calendar_get_library (self->calendar));
  guint       n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (members, i);

      n += zb_member_get_present (member) && g_strcmp0 (zb_member_get_value (member, ZB_MEMBER_BRANCH), branch) == 0 &&
           g_strcmp0 (zb_member_get_value (member, field), value) == 0;
    }

  return n;
}

static void
show_counts (ZbOverviewSidebar *self)
{
  GPtrArray       *names = zb_roster_get_groups (zb_calendar_get_roster (self->calendar));
  guint            full = count (self, ZB_MEMBER_CATEGORY, "full"), probationary = count (self, ZB_MEMBER_CATEGORY, "probationary");
  g_autofree char *words = g_strdup_printf (_ ("党员 %u 名 · 正式 %u · 预备 %u"), full + probationary, full, probationary);
  g_autoptr (GString) groups = g_string_new (NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      guint n = count (self, ZB_MEMBER_GROUP, names->pdata[i]);

      if (n > 0)
        g_string_append_printf (groups, "%s%s %u", groups->len > 0 ? " · " : "", (const char *) names->pdata[i], n);
    }
  gtk_label_set_label (self->members, words);
  gtk_label_set_label (self->groups, groups->str);
  gtk_widget_set_visible (GTK_WIDGET (self->groups), groups->len > 0);
}

static gboolean
fill_cb (gpointer data)
{
  ZbOverviewSidebar *self = data;
  GtkWidget         *child;

  self->fill_id = 0;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  add_timers (self);
  add_talks (self);
  show_counts (self);
  gtk_stack_set_visible_child_name (self->states, gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL ? "list" : "empty");
  return G_SOURCE_REMOVE;
}

static void
fill (ZbOverviewSidebar *self)
{
  if (self->fill_id == 0 && zb_calendar_is_loaded (self->calendar))
    self->fill_id = g_idle_add (fill_cb, self);
}

static void
dues_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (ZbOverviewSidebar) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *dues = zb_roster_talks_finish (ZB_ROSTER (source), result, &error);

  if (dues == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("reminders: %s", error->message);
      return;
    }
  g_clear_pointer (&self->dues, g_ptr_array_unref);
  self->dues = dues;
  if (self->calendar != NULL)
    fill (self);
}

static void
changed_cb (ZbOverviewSidebar *self)
{
  ZbDay            since = zb_day_plus_days (zb_calendar_get_today (self->calendar), -TALK_DAYS);
  g_autofree char *day = zb_day_to_text (since);

  fill (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  zb_roster_talks_async (zb_calendar_get_roster (self->calendar), day, self->cancellable, dues_cb, g_object_ref (self));
}

static void
zb_overview_sidebar_dispose (GObject *object)
{
  ZbOverviewSidebar *self = ZB_OVERVIEW_SIDEBAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->fill_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_OVERVIEW_SIDEBAR);
  g_clear_object (&self->calendar);

  G_OBJECT_CLASS (zb_overview_sidebar_parent_class)->dispose (object);
}

static void
zb_overview_sidebar_finalize (GObject *object)
{
  g_clear_pointer (&ZB_OVERVIEW_SIDEBAR (object)->dues, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_overview_sidebar_parent_class)->finalize (object);
}

static void
zb_overview_sidebar_class_init (ZbOverviewSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_overview_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_overview_sidebar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/overview-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewSidebar, states);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewSidebar, members);
  gtk_widget_class_bind_template_child (widget_class, ZbOverviewSidebar, groups);
}

static void
zb_overview_sidebar_init (ZbOverviewSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_overview_sidebar_new (ZbCalendar *calendar)
{
  ZbOverviewSidebar *self = g_object_new (ZB_TYPE_OVERVIEW_SIDEBAR, NULL);

  self->calendar = g_object_ref (calendar);
  g_signal_connect_object (calendar, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (zb_calendar_is_loaded (calendar))
    changed_cb (self);
  return GTK_WIDGET (self);
}
