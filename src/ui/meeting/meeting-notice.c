/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/meeting-notice.h"

#include <glib/gi18n.h>

struct _ZbMeetingNotice
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkImage    *sign;
  GtkLabel    *title;
  GtkLabel    *words;
  GtkButton   *first;
  GtkButton   *second;
};

G_DEFINE_FINAL_TYPE (ZbMeetingNotice, zb_meeting_notice, ADW_TYPE_BIN)

static void
zb_meeting_notice_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_MEETING_NOTICE);

  G_OBJECT_CLASS (zb_meeting_notice_parent_class)->dispose (object);
}

static void
zb_meeting_notice_class_init (ZbMeetingNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_meeting_notice_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/meeting-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingNotice, sign);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingNotice, title);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingNotice, words);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingNotice, first);
  gtk_widget_class_bind_template_child (widget_class, ZbMeetingNotice, second);
}

static void
zb_meeting_notice_init (ZbMeetingNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_button (GtkButton  *button,
            const char *label,
            const char *action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_button_set_label (button, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
say (ZbMeetingNotice *self,
     const char      *icon,
     const char      *title,
     const char      *words)
{
  gtk_image_set_from_icon_name (self->sign, icon);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->words, words);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
say_due (ZbMeetingNotice *self,
         ZbDay            due,
         gboolean         late)
{
  g_autofree char *words = g_strdup_printf (late ? _ ("规定的日期 %d 月 %d 日已过，写完后会标“补记”")
                                                 : _ ("请在 %d 月 %d 日前完成，之后会标“补记”"),
                                            due.month, due.day);

  say (self, "alarm-symbolic", _ ("记录还没写完"), words);
}

void
zb_meeting_notice_show (ZbMeetingNotice *self,
                        ZbMeetingDesk   *desk)
{
  ZbCalendar    *calendar = zb_meeting_desk_get_calendar (desk);
  ZbMeeting     *meeting = zb_meeting_desk_get_record (desk)->meeting;
  ZbMeetingState state = zb_meeting_get_state (meeting);
  guint          gaps = zb_calendar_get_gaps (calendar, meeting);
  ZbDay          due = zb_calendar_get_record_due (calendar, meeting);

  g_return_if_fail (ZB_IS_MEETING_NOTICE (self));

  set_button (self->first, NULL, NULL);
  set_button (self->second, NULL, NULL);
  if ((gaps & ZB_GAP_UNCONFIRMED) != 0)
    {
      say (self, "dialog-question-symbolic", _ ("这次活动开了吗？"), _ ("日期已经过了，还没有登记"));
      set_button (self->first, _ ("已开展"), "meeting.hold");
      set_button (self->second, _ ("取消活动…"), "meeting.cancel");
    }
  else if (state == ZB_STATE_HELD && zb_day_is_set (due))
    say_due (self, due, zb_day_compare (zb_calendar_get_today (calendar), due) > 0);
  else if (state == ZB_STATE_RECORDED)
    {
      say (self, "object-select-symbolic", _ ("记录写好了"), _ ("请书记审核；审核后记录锁定"));
      set_button (self->first, _ ("审核通过"), "meeting.review");
    }
  else
    gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
