/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/meeting-page.h"

#include <glib/gi18n.h>

#include "ui/meeting-dialog.h"
#include "ui/meeting/agenda-tab.h"
#include "ui/meeting/attendance-tab.h"
#include "ui/meeting/file-tab.h"
#include "ui/meeting/meeting-ask.h"
#include "ui/meeting/meeting-desk.h"
#include "ui/meeting/meeting-head.h"
#include "ui/meeting/meeting-notice.h"
#include "ui/meeting/photo-tab.h"
#include "ui/meeting/remedy-tab.h"
#include "ui/meeting/vote-tab.h"
#include "ui/window.h"
#include "ui/words.h"

struct _ZbMeetingPage
{
  AdwBin parent_instance;

  ZbMeetingDesk *desk;
  gboolean       folded;

  AdwWindowTitle  *title;
  ZbMeetingHead   *head;
  ZbMeetingNotice *notice;
  GtkWidget       *switcher;
  AdwViewStack    *stack;
  ZbAgendaTab     *agenda;
  ZbAttendanceTab *attendance;
  ZbVoteTab       *votes;
  ZbPhotoTab      *photos;
  ZbRemedyTab     *remedies;
  ZbFileTab       *files;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

enum
{
  BACK,
  REMOVED,
  FILES_DROPPED,
  IMPORT,
  OPEN_ALBUM,
  PRINT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* The steps that are one press; unlocking and cancelling ask for a reason first. */
static const struct
{
  const char *action;
  ZbStep      step;
  const char *done;
} steps[] = {
  { "meeting.file", ZB_STEP_FILE, N_ ("已记为报备") },
  { "meeting.hold", ZB_STEP_HOLD, N_ ("已记为开展") },
  { "meeting.record", ZB_STEP_RECORD, N_ ("记录写好了，等书记审核") },
  { "meeting.review", ZB_STEP_REVIEW, N_ ("已审核，记录锁定了") },
  { "meeting.restore", ZB_STEP_RESTORE, N_ ("已恢复到计划") },
};

G_DEFINE_FINAL_TYPE (ZbMeetingPage, zb_meeting_page, ADW_TYPE_BIN)

static GtkWindow *
get_window (ZbMeetingPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static ZbMeeting *
get_meeting (ZbMeetingPage *self)
{
  ZbRecord *record = self->desk != NULL ? zb_meeting_desk_get_record (self->desk) : NULL;

  return record != NULL ? record->meeting : NULL;
}

static void
update_actions (ZbMeetingPage *self)
{
  GtkWidget     *widget = GTK_WIDGET (self);
  ZbMeeting     *meeting = get_meeting (self);
  ZbMeetingState shown = meeting != NULL ? zb_meeting_get_state (meeting) : ZB_N_STATES;
  gboolean       planned = shown == ZB_STATE_PLANNED || shown == ZB_STATE_FILED;
  gboolean       open = meeting != NULL && !zb_meeting_desk_get_locked (self->desk);
  gboolean       begun = meeting != NULL && zb_day_compare (zb_meeting_get_day (meeting),
                                                            zb_calendar_get_today (zb_meeting_desk_get_calendar (self->desk))) <= 0;

  gtk_widget_action_set_enabled (widget, "meeting.file", shown == ZB_STATE_PLANNED);
  gtk_widget_action_set_enabled (widget, "meeting.hold", planned && begun);
  gtk_widget_action_set_enabled (widget, "meeting.record", shown == ZB_STATE_HELD);
  gtk_widget_action_set_enabled (widget, "meeting.review", shown == ZB_STATE_RECORDED);
  gtk_widget_action_set_enabled (widget, "meeting.unlock", shown == ZB_STATE_REVIEWED);
  gtk_widget_action_set_enabled (widget, "meeting.cancel", planned);
  gtk_widget_action_set_enabled (widget, "meeting.restore", shown == ZB_STATE_CANCELLED);
  gtk_widget_action_set_enabled (widget, "meeting.edit", open);
  gtk_widget_action_set_enabled (widget, "meeting.remove", open);
  gtk_widget_action_set_enabled (widget, "meeting.print", meeting != NULL);
}

static void
mark_tab (ZbMeetingPage *self,
          gpointer       tab,
          guint          number,
          gboolean       attention)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->stack, GTK_WIDGET (tab));

  adw_view_stack_page_set_badge_number (page, number);
  adw_view_stack_page_set_needs_attention (page, attention);
}

static void
mark_tabs (ZbMeetingPage *self,
           guint          gaps)
{
  ZbRecord *record = zb_meeting_desk_get_record (self->desk);
  guint     n_open = 0;

  for (guint i = 0; i < record->remedies->len; i++)
    n_open += !zb_day_is_set (((ZbRemedy *) record->remedies->pdata[i])->done);
  for (guint i = 0; i < record->follow_ups->len; i++)
    n_open += !zb_day_is_set (((ZbFollowUp *) record->follow_ups->pdata[i])->day);
  mark_tab (self, self->agenda, 0, (gaps & (ZB_GAP_RECORD | ZB_GAP_RESOLUTION | ZB_GAP_LECTURER)) != 0);
  mark_tab (self, self->attendance, 0, (gaps & (ZB_GAP_ATTENDANCE | ZB_GAP_QUORUM)) != 0);
  mark_tab (self, self->votes, record->votes->len, FALSE);
  mark_tab (self, self->photos, zb_meeting_get_n_photos (record->meeting),
            (gaps & (ZB_GAP_PHOTOS | ZB_GAP_CAPTIONS | ZB_GAP_ASTRAY)) != 0);
  mark_tab (self, self->remedies, n_open, (gaps & (ZB_GAP_REMEDY | ZB_GAP_FOLLOW_UP)) != 0);
  mark_tab (self, self->files, record->attachments->len, FALSE);
}

static void
refresh (ZbMeetingPage *self)
{
  ZbRecord        *record = zb_meeting_desk_get_record (self->desk);
  guint            gaps;
  g_autofree char *title = NULL;
  g_autofree char *when = NULL;

  update_actions (self);
  if (record == NULL)
    return;

  gaps = zb_calendar_get_gaps (zb_meeting_desk_get_calendar (self->desk), record->meeting);
  title = zb_words_meeting_title (record->meeting);
  when = zb_words_span (zb_meeting_get_start (record->meeting), zb_meeting_get_end (record->meeting));
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, when);
  zb_meeting_head_show (self->head, record,
                        (gaps & ZB_GAP_LATE) != 0 && zb_meeting_get_state (record->meeting) >= ZB_STATE_RECORDED);
  zb_meeting_notice_show (self->notice, self->desk);
  mark_tabs (self, gaps);
}

static void
told_cb (ZbMeetingPage *self,
         const char    *words,
         gboolean       undo)
{
  zb_window_toast (GTK_WIDGET (self), words, undo);
}

static void
gone_cb (ZbMeetingPage *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* --- actions --- */

static void
commit (ZbMeetingPage *self)
{
  if (self->desk != NULL)
    zb_agenda_tab_commit (self->agenda);
}

static char *
dup_secretary (ZbMeetingPage *self)
{
  GListModel *members = zb_roster_get_model (zb_calendar_get_roster (zb_meeting_desk_get_calendar (self->desk)));

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (members, i);

      if (zb_member_get_present (member) && (zb_member_get_duties (member) & (1u << ZB_DUTY_SECRETARY)) != 0)
        return g_strdup (zb_member_get_name (member));
    }

  return NULL;
}

static void
take_step (ZbMeetingPage *self,
           ZbStep         step,
           const char    *note,
           const char    *done)
{
  g_autofree char *who = step == ZB_STEP_REVIEW ? dup_secretary (self) : NULL;

  commit (self);
  zb_record_step_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), step, who, note, NULL,
                        zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, done));
}

static void
step_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].action, action))
      take_step (ZB_MEETING_PAGE (widget), steps[i].step, NULL, _ (steps[i].done));
}

static void
cancel_answered_cb (const char *reason,
                    gpointer    data)
{
  take_step (data, ZB_STEP_CANCEL, reason, _ ("已取消活动"));
}

static void
unlock_answered_cb (const char *reason,
                    gpointer    data)
{
  take_step (data, ZB_STEP_UNLOCK, reason, _ ("已解锁，改好后请再审核"));
}

static void
ask_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ZbMeetingPage    *self = ZB_MEETING_PAGE (widget);
  gboolean          cancel = g_str_equal (action, "meeting.cancel");
  ZbMeetingQuestion cancelling = { _ ("取消这次活动？"), _ ("计划还在，可以随时恢复。请写明为什么不开。"), _ ("取消活动"), TRUE };
  ZbMeetingQuestion unlocking = { _ ("解锁已审核的记录？"), _ ("解锁会记在这次活动的经过里。请写明为什么要改。"), _ ("解锁"), FALSE };

  zb_meeting_ask_reason (get_window (self), cancel ? &cancelling : &unlocking, cancel ? cancel_answered_cb : unlock_answered_cb,
                         g_object_ref (self), g_object_unref);
}

static void
back_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  commit (ZB_MEETING_PAGE (widget));
  g_signal_emit (widget, signals[BACK], 0);
}

static void
tab_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  zb_meeting_page_show_tab (ZB_MEETING_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
edit_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbMeetingPage   *self = ZB_MEETING_PAGE (widget);
  ZbMeetingDialog *dialog = zb_meeting_dialog_new (get_window (self), zb_meeting_desk_get_meetings (self->desk),
                                                   zb_meeting_desk_get_id (self->desk), NULL, NULL);

  commit (self);
  zb_meeting_dialog_set_calendar (dialog, zb_meeting_desk_get_calendar (self->desk));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remove_answered_cb (ZbMeetingPage *self,
                    const char    *response)
{
  if (g_strcmp0 (response, "remove") == 0 && self->desk != NULL)
    zb_meetings_remove_async (zb_meeting_desk_get_meetings (self->desk), zb_meeting_desk_get_id (self->desk), NULL,
                              zb_meeting_desk_edited_cb, zb_meeting_desk_begin (self->desk, _ ("已删除活动")));
}

static void
remove_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbMeetingPage *self = ZB_MEETING_PAGE (widget);
  GtkWidget     *dialog = adw_message_dialog_new (get_window (self), _ ("删除这次活动？"),
                                                  _ ("只用于建错的活动：议程、考勤和表决一并删除，照片留在相册里。没有开的活动请用“取消活动”，计划会保留。"));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("取消"), "remove", _ ("删除"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
print_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  commit (ZB_MEETING_PAGE (widget));
  g_signal_emit (widget, signals[PRINT], 0, g_variant_get_int32 (parameter), zb_meeting_page_get_meeting (ZB_MEETING_PAGE (widget)));
}

static void
photos_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[g_str_equal (action, "meeting.import") ? IMPORT : OPEN_ALBUM], 0,
                 zb_meeting_page_get_meeting (ZB_MEETING_PAGE (widget)));
}

static gboolean
dropped_cb (ZbMeetingPage *self,
            const GValue  *value)
{
  if (self->desk == NULL)
    return FALSE;

  g_signal_emit (self, signals[FILES_DROPPED], 0, zb_meeting_page_get_meeting (self), g_value_get_boxed (value));
  return TRUE;
}

static void
set_folded (ZbMeetingPage *self,
            gboolean       folded)
{
  self->folded = folded;
  zb_meeting_head_set_folded (self->head, folded);
  g_object_set (self->agenda, "folded", folded, NULL);
  g_object_set (self->attendance, "folded", folded, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
zb_meeting_page_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_FOLDED)
    g_value_set_boolean (value, ZB_MEETING_PAGE (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
zb_meeting_page_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (prop_id != PROP_FOLDED)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else if (ZB_MEETING_PAGE (object)->folded != g_value_get_boolean (value))
    set_folded (ZB_MEETING_PAGE (object), g_value_get_boolean (value));
}

static void
zb_meeting_page_dispose (GObject *object)
{
  ZbMeetingPage *self = ZB_MEETING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_MEETING_PAGE);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_meeting_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/meeting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, head);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, notice);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, agenda);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, attendance);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, votes);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, photos);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, remedies);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingPage, files);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_install_action (widget_class, steps[i].action, NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "meeting.cancel", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "meeting.unlock", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "meeting.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "meeting.show-tab", "s", tab_cb);
  gtk_widget_class_install_action (widget_class, "meeting.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "meeting.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "meeting.print", "i", print_cb);
  gtk_widget_class_install_action (widget_class, "meeting.import", NULL, photos_cb);
  gtk_widget_class_install_action (widget_class, "meeting.open-album", NULL, photos_cb);
}

static guint
add_signal (ZbMeetingPageClass *klass,
            const char         *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static guint
add_meeting_signal (ZbMeetingPageClass *klass,
                    const char         *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
zb_meeting_page_class_init (ZbMeetingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_meeting_page_dispose;
  object_class->get_property = zb_meeting_page_get_property;
  object_class->set_property = zb_meeting_page_set_property;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[BACK] = add_signal (klass, "back");
  signals[REMOVED] = add_signal (klass, "removed");
  signals[IMPORT] = add_meeting_signal (klass, "import");
  signals[OPEN_ALBUM] = add_meeting_signal (klass, "open-album");
  signals[FILES_DROPPED] = g_signal_new ("files-dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_INT64, GDK_TYPE_FILE_LIST);
  signals[PRINT] = g_signal_new ("print", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_INT, G_TYPE_INT64);

  g_type_ensure (ZB_TYPE_MEETING_HEAD);
  g_type_ensure (ZB_TYPE_MEETING_NOTICE);
  g_type_ensure (ZB_TYPE_AGENDA_TAB);
  g_type_ensure (ZB_TYPE_ATTENDANCE_TAB);
  g_type_ensure (ZB_TYPE_VOTE_TAB);
  g_type_ensure (ZB_TYPE_PHOTO_TAB);
  g_type_ensure (ZB_TYPE_REMEDY_TAB);
  g_type_ensure (ZB_TYPE_FILE_TAB);
  install_actions (GTK_WIDGET_CLASS (klass));
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
zb_meeting_page_init (ZbMeetingPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  update_actions (self);
}

GtkWidget *
zb_meeting_page_new (ZbCalendar *calendar,
                     ZbAlbum    *album,
                     gint64      meeting)
{
  ZbMeetingPage *self = g_object_new (ZB_TYPE_MEETING_PAGE, NULL);

  g_return_val_if_fail (ZB_IS_CALENDAR (calendar), NULL);

  self->desk = zb_meeting_desk_new (calendar, album, meeting);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "gone", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
  zb_agenda_tab_set_desk (self->agenda, self->desk);
  zb_attendance_tab_set_desk (self->attendance, self->desk);
  zb_vote_tab_set_desk (self->votes, self->desk);
  zb_photo_tab_set_desk (self->photos, self->desk);
  zb_remedy_tab_set_desk (self->remedies, self->desk);
  zb_file_tab_set_desk (self->files, self->desk);
  zb_meeting_desk_read (self->desk);

  return GTK_WIDGET (self);
}

void
zb_meeting_page_show_tab (ZbMeetingPage *self,
                          const char    *tab)
{
  g_return_if_fail (ZB_IS_MEETING_PAGE (self));

  if (adw_view_stack_get_child_by_name (self->stack, tab) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, tab);
}

gint64
zb_meeting_page_get_meeting (ZbMeetingPage *self)
{
  g_return_val_if_fail (ZB_IS_MEETING_PAGE (self), 0);

  return self->desk != NULL ? zb_meeting_desk_get_id (self->desk) : 0;
}
