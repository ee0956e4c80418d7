/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/kind-badge.h"
#include "ui/meeting/choice-button.h"
#include "ui/words.h"

struct _ZbMeetingDialog
{
  AdwWindow parent_instance;

  ZbMeetings     *meetings; /* NULL: only asks */
  ZbCalendar     *calendar; /* NULL: nothing is doubted */
  gint64          id;
  ZbMeetingDraft *base; /* what the form was filled from: the fields it has not stay as they are */
  GArray         *photos;
  void (*done) (const ZbMeetingDraft *draft, gpointer data);
  gpointer         data;
  GDestroyNotify   free_data;
  GtkToggleButton *kind[ZB_N_KINDS];

  GtkWidget   *save;
  GtkEditable *theme;
  GtkEditable *place;
  GtkSwitch   *joint;
  GtkEditable *group;
  GtkEditable *host;
  GtkEditable *recorder;
  GtkWidget   *lecture;
  GtkEditable *lecturer;
  GtkEditable *material;
  GtkEditable *activists;
  GtkFlowBox  *kinds;
  GtkEditable *day;
  GtkEditable *time;
  GtkEditable *end_day;
  GtkEditable *end_time;
  GtkLabel    *fault;
  GtkLabel    *doubts;
  GtkWidget   *remove;

  /* Borrowed, at the ends of their fields; NULL: nothing to offer. */
  ZbChoiceButton *places;
  ZbChoiceButton *groups;
  ZbChoiceButton *hosts;
  ZbChoiceButton *recorders;
  ZbChoiceButton *lecturers;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbMeetingDialog, zb_meeting_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

/* "9:00", "0900" and a full-width colon are taken as people type them. */
static char *
dup_time (GtkEditable *editable)
{
  g_autofree char *typed = dup_text (editable);
  g_autoptr (GString) text = g_string_new (typed);

  g_string_replace (text, "：", ":", 0);
  if (text->len == 4 && strchr (text->str, ':') == NULL)
    g_string_insert_c (text, 2, ':');
  if (text->len == 4 && text->str[1] == ':')
    g_string_prepend_c (text, '0');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* FALSE only when something stands there that is no date. */
static gboolean
read_moment (ZbWall     *wall,
             const char *day,
             const char *time)
{
  g_autofree char *text = NULL;

  *wall = ZB_WALL_NONE;
  if (*day == '\0')
    return *time == '\0';

  text = *time != '\0' ? g_strdup_printf ("%sT%s", day, time) : g_strdup (day);
  return zb_wall_parse (wall, text);
}

/* "" is nothing. */
static void
read_text (GtkEditable *editable,
           char       **text)
{
  g_free (*text);
  *text = dup_text (editable);
  if (**text == '\0')
    g_clear_pointer (text, g_free);
}

/* FALSE when something stands there that is no number. */
static gboolean
read_activists (ZbMeetingDialog *self,
                int             *number)
{
  g_autofree char *text = dup_text (self->activists);
  guint64          value = 0;

  *number = -1;
  if (*text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, 9999, &value, NULL))
    return FALSE;

  *number = value;
  return TRUE;
}

static void
read_words (ZbMeetingDialog *self,
            ZbMeetingDraft  *draft)
{
  read_text (self->theme, &draft->theme);
  read_text (self->place, &draft->place);
  read_text (self->group, &draft->group);
  read_text (self->host, &draft->host);
  read_text (self->recorder, &draft->recorder);
  read_text (self->lecturer, &draft->lecturer);
  read_text (self->material, &draft->material);
  draft->joint = gtk_switch_get_active (self->joint);
  draft->kinds = 0;
  for (guint i = 0; i < ZB_N_KINDS; i++)
    if (gtk_toggle_button_get_active (self->kind[i]))
      draft->kinds |= 1u << i;
}

static const char *
get_fault (ZbMeetingFault fault)
{
  switch (fault)
    {
    case ZB_MEETING_NO_THEME:
      return _ ("请写主题");
    case ZB_MEETING_NO_KIND:
      return _ ("请至少选一个种类");
    case ZB_MEETING_NO_START:
      return _ ("请写开始日期");
    case ZB_MEETING_END_BEFORE_START:
      return _ ("结束不能早于开始");
    case ZB_MEETING_OK:
    default:
      return NULL;
    }
}

/* Into a copy of the base. NULL when the draft is good, else what is missing. */
static const char *
read_form (ZbMeetingDialog *self,
           ZbMeetingDraft  *draft)
{
  g_autofree char *day = dup_text (self->day);
  g_autofree char *time = dup_time (self->time);
  g_autofree char *end_day = dup_text (self->end_day);
  g_autofree char *end_time = dup_time (self->end_time);

  read_words (self, draft);
  if (!read_moment (&draft->start, day, time))
    return _ ("开始的日期或时间看不懂，请写成 2019-06-10 和 09:00");
  if (!read_moment (&draft->end, *end_day == '\0' && *end_time != '\0' ? day : end_day, end_time))
    return _ ("结束的日期或时间看不懂，请写成 2019-06-10 和 11:30");
  if (!read_activists (self, &draft->activists))
    return _ ("听课的入党积极分子请写人数");

  return get_fault (zb_meeting_draft_check (draft));
}

/* Nothing is forbidden by a doubt. */
static void
show_doubts (ZbMeetingDialog      *self,
             const ZbMeetingDraft *draft)
{
  g_autoptr (GPtrArray) doubts = self->calendar != NULL && zb_wall_is_set (&draft->start)
                                     ? zb_calendar_list_doubts (self->calendar, draft, self->id)
                                     : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; doubts != NULL && i < doubts->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", (char *) doubts->pdata[i]);
  gtk_label_set_label (self->doubts, words->str);
  gtk_widget_set_visible (GTK_WIDGET (self->doubts), words->len > 0);
}

static void
changed_cb (ZbMeetingDialog *self)
{
  g_autoptr (ZbMeetingDraft) draft = NULL;
  const char *fault;
  gboolean    group;

  if (self->base == NULL)
    return;

  draft = zb_meeting_draft_copy (self->base);
  fault = read_form (self, draft);
  group = (draft->kinds & (1u << ZB_KIND_GROUP_MEETING)) != 0;
  gtk_label_set_label (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_sensitive (self->save, fault == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->group), group || draft->group != NULL);
  gtk_widget_set_visible (self->lecture, (draft->kinds & (1u << ZB_KIND_LECTURE)) != 0);
  show_doubts (self, draft);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbMeetingDialog) self = data;
  g_autoptr (GError) error = NULL;
  gint64 meeting = zb_meetings_edit_finish (ZB_MEETINGS (source), result, &error);

  if (meeting == 0)
    {
      g_autofree char *words = zb_words_error (error);

      gtk_label_set_label (self->fault, words);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  g_signal_emit (self, signals[SAVED], 0, meeting);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_clicked_cb (ZbMeetingDialog *self)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_copy (self->base);

  if (read_form (self, draft) != NULL)
    return;

  gtk_widget_set_sensitive (self->save, FALSE);
  if (self->meetings == NULL)
    {
      self->done (draft, self->data);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (self->id != 0)
    zb_meetings_edit_async (self->meetings, self->id, draft, NULL, saved_cb, g_object_ref (self));
  else
    zb_meetings_add_async (self->meetings, draft, self->photos, NULL, saved_cb, g_object_ref (self));
}

static void
remove_clicked_cb (ZbMeetingDialog *self)
{
  gtk_widget_set_sensitive (self->save, FALSE);
  zb_meetings_remove_async (self->meetings, self->id, NULL, saved_cb, g_object_ref (self));
}

static void
zb_meeting_dialog_dispose (GObject *object)
{
  ZbMeetingDialog *self = ZB_MEETING_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_MEETING_DIALOG);
  g_clear_object (&self->meetings);
  g_clear_object (&self->calendar);
  g_clear_pointer (&self->base, zb_meeting_draft_free);
  g_clear_pointer (&self->photos, g_array_unref);
  if (self->free_data != NULL)
    g_clear_pointer (&self->data, self->free_data);

  G_OBJECT_CLASS (zb_meeting_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/meeting-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, save);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, theme);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, place);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, joint);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, group);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, host);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, recorder);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, lecture);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, lecturer);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, material);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, activists);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, doubts);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, day);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, time);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, end_day);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, end_time);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingDialog, remove);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
zb_meeting_dialog_class_init (ZbMeetingDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_meeting_dialog_dispose;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
add_kind (ZbMeetingDialog *self,
          ZbKind           kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_box_append (GTK_BOX (box), zb_kind_badge_new (kind));
  gtk_box_append (GTK_BOX (box), gtk_label_new (zb_kind_get_name (kind)));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  zb_kind_get_name (kind), -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->kinds, button);
  self->kind[kind] = GTK_TOGGLE_BUTTON (button);
}

static void
zb_meeting_dialog_init (ZbMeetingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < ZB_N_KINDS; i++)
    add_kind (self, i);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
}

static void
fill_moment (const ZbWall *wall,
             GtkEditable  *day,
             GtkEditable  *time)
{
  g_autofree char *text = zb_wall_to_text (wall);

  if (text == NULL)
    return;

  if (wall->precision >= ZB_PRECISION_MINUTE)
    {
      text[16] = '\0';
      gtk_editable_set_text (time, text + 11);
    }
  text[10] = '\0';
  gtk_editable_set_text (day, text);
}

static void
fill_text (GtkEditable *editable,
           const char  *text)
{
  gtk_editable_set_text (editable, text != NULL ? text : "");
}

static void
fill_form (ZbMeetingDialog      *self,
           const ZbMeetingDraft *draft)
{
  gboolean         same_day = zb_wall_day_start (&draft->start) == zb_wall_day_start (&draft->end);
  g_autofree char *activists = draft->activists >= 0 ? g_strdup_printf ("%d", draft->activists) : NULL;

  fill_text (self->theme, draft->theme);
  fill_text (self->place, draft->place);
  fill_text (self->group, draft->group);
  fill_text (self->host, draft->host);
  fill_text (self->recorder, draft->recorder);
  fill_text (self->lecturer, draft->lecturer);
  fill_text (self->material, draft->material);
  fill_text (self->activists, activists);
  gtk_switch_set_active (self->joint, draft->joint);
  for (guint i = 0; i < ZB_N_KINDS; i++)
    gtk_toggle_button_set_active (self->kind[i], (draft->kinds & (1u << i)) != 0);
  fill_moment (&draft->start, self->day, self->time);
  fill_moment (&draft->end, self->end_day, self->end_time);
  if (same_day)
    gtk_editable_set_text (self->end_day, "");
}

static void
offer_places (ZbMeetingDialog *self)
{
  g_autoptr (GPtrArray) places = self->meetings != NULL ? zb_meetings_list_places (self->meetings) : NULL;

  if (places != NULL)
    zb_choice_button_offer (ADW_ENTRY_ROW (self->place), &self->places, places);
}

ZbMeetingDialog *
zb_meeting_dialog_new (GtkWindow            *parent,
                       ZbMeetings           *meetings,
                       gint64                id,
                       const ZbMeetingDraft *draft,
                       GArray               *photos)
{
  ZbMeetingDialog *self = g_object_new (ZB_TYPE_MEETING_DIALOG, "transient-for", parent, "title",
                                        id != 0 ? _ ("活动") : _ ("新建活动"), NULL);
  ZbMeeting       *meeting = id != 0 ? zb_meetings_find (meetings, id) : NULL;
  g_autoptr (ZbMeetingDraft) saved = meeting != NULL ? zb_meeting_to_draft (meeting) : NULL;

  g_set_object (&self->meetings, meetings);
  self->id = id;
  self->photos = photos != NULL ? g_array_ref (photos) : NULL;
  gtk_widget_set_visible (self->remove, id != 0);
  if (saved != NULL || draft != NULL)
    fill_form (self, saved != NULL ? saved : draft);
  self->base = saved != NULL ? g_steal_pointer (&saved) : draft != NULL ? zb_meeting_draft_copy (draft)
                                                                        : zb_meeting_draft_new ();
  offer_places (self);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->theme));

  return self;
}

static GPtrArray *
list_names (ZbRoster *roster)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GListModel *members = zb_roster_get_model (roster);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (members, i);

      if (zb_member_get_present (member))
        g_ptr_array_add (names, g_strdup (zb_member_get_name (member)));
    }

  return g_steal_pointer (&names);
}

void
zb_meeting_dialog_set_calendar (ZbMeetingDialog *self,
                                ZbCalendar      *calendar)
{
  ZbRoster *roster = zb_calendar_get_roster (calendar);
  g_autoptr (GPtrArray) names = NULL;

  g_return_if_fail (ZB_IS_MEETING_DIALOG (self));

  g_set_object (&self->calendar, calendar);
  names = list_names (roster);
  zb_choice_button_offer (ADW_ENTRY_ROW (self->host), &self->hosts, names);
  zb_choice_button_offer (ADW_ENTRY_ROW (self->recorder), &self->recorders, names);
  zb_choice_button_offer (ADW_ENTRY_ROW (self->lecturer), &self->lecturers, names);
  if (zb_roster_get_groups (roster) != NULL)
    zb_choice_button_offer (ADW_ENTRY_ROW (self->group), &self->groups, zb_roster_get_groups (roster));
  changed_cb (self);
}

void
zb_meeting_dialog_edit (GtkWindow            *parent,
                        ZbMeetings           *meetings,
                        gint64                id,
                        const ZbMeetingDraft *draft,
                        GArray               *photos)
{
  gtk_window_present (GTK_WINDOW (zb_meeting_dialog_new (parent, meetings, id, draft, photos)));
}

void
zb_meeting_dialog_ask (GtkWindow            *parent,
                       const ZbMeetingDraft *draft,
                       void (*done) (const ZbMeetingDraft *draft, gpointer data),
                       gpointer       data,
                       GDestroyNotify free_data)
{
  ZbMeetingDialog *self = zb_meeting_dialog_new (parent, NULL, 0, draft, NULL);

  self->done = done;
  self->data = data;
  self->free_data = free_data;
  gtk_window_present (GTK_WINDOW (self));
}
