/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/vote-tab.h"

#include <glib/gi18n.h>

#include "ui/meeting/vote-view.h"

struct _ZbVoteTab
{
  AdwBin parent_instance;

  ZbMeetingDesk *desk;
  ZbVoteView    *fresh; /* the new one, which the record does not know yet; borrowed, NULL */
  gboolean       sent;  /* now it does */

  GtkStack *stack;
  GtkBox   *votes;
};

G_DEFINE_FINAL_TYPE (ZbVoteTab, zb_vote_tab, ADW_TYPE_BIN)

static ZbVoteView *
find_view (ZbVoteTab *self,
           gint64     vote)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->votes)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (zb_vote_view_get_vote (ZB_VOTE_VIEW (child)) == vote)
      return ZB_VOTE_VIEW (child);

  return NULL;
}

static gboolean
is_listed (ZbRecord *record,
           gint64    vote)
{
  for (guint i = 0; i < record->votes->len; i++)
    if (((ZbVote *) record->votes->pdata[i])->id == vote)
      return TRUE;

  return FALSE;
}

static void
drop_views (ZbVoteTab *self,
            ZbRecord  *record)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->votes)); child != NULL; child = next)
    {
      gint64 vote = zb_vote_view_get_vote (ZB_VOTE_VIEW (child));

      next = gtk_widget_get_next_sibling (child);
      if ((vote != 0 && !is_listed (record, vote)) || (vote == 0 && self->sent))
        gtk_box_remove (self->votes, child);
    }
  if (self->sent)
    self->fresh = NULL;
  self->sent = FALSE;
}

static void
show_page (ZbVoteTab *self)
{
  gboolean any = gtk_widget_get_first_child (GTK_WIDGET (self->votes)) != NULL;

  gtk_stack_set_visible_child_name (self->stack, any ? "votes" : "empty");
}

static void
show_votes (ZbVoteTab *self,
            ZbRecord  *record)
{
  for (guint i = 0; i < record->votes->len; i++)
    {
      const ZbVote *vote = record->votes->pdata[i];
      ZbVoteView   *view = find_view (self, vote->id);

      if (view != NULL)
        zb_vote_view_show (view, vote);
      else
        gtk_box_append (self->votes, zb_vote_view_new (self->desk, vote));
    }
  if (self->fresh != NULL)
    zb_vote_view_show (self->fresh, NULL);
}

static void
refresh (ZbVoteTab *self)
{
  ZbRecord *record = zb_meeting_desk_get_record (self->desk);
  gboolean  open = !zb_meeting_desk_get_locked (self->desk);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vote.add", open);
  if (record == NULL)
    return;

  drop_views (self, record);
  show_votes (self, record);
  gtk_widget_set_sensitive (GTK_WIDGET (self->votes), open);
  show_page (self);
}

static void
saved_cb (ZbVoteTab *self)
{
  self->sent = TRUE;
}

static void
add_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ZbVoteTab        *self = ZB_VOTE_TAB (widget);
  ZbRecord         *record = zb_meeting_desk_get_record (self->desk);
  ZbAttendanceCount count = zb_record_count (record->attendance, TRUE);
  gboolean          committee = (zb_meeting_get_kinds (record->meeting) & (1u << ZB_KIND_COMMITTEE)) != 0;
  ZbVote            vote = { .formula = (char *) (committee ? "committee" : "ordinary") };

  vote.issued = vote.returned = count.present;
  if (self->fresh == NULL || self->sent)
    {
      self->fresh = ZB_VOTE_VIEW (zb_vote_view_new (self->desk, &vote));
      g_signal_connect_object (self->fresh, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->votes, GTK_WIDGET (self->fresh));
      show_page (self);
    }
  gtk_widget_child_focus (GTK_WIDGET (self->fresh), GTK_DIR_TAB_FORWARD);
}

static void
zb_vote_tab_unmap (GtkWidget *widget)
{
  ZbVoteTab *self = ZB_VOTE_TAB (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->votes)); child != NULL; child = gtk_widget_get_next_sibling (child))
    zb_vote_view_commit (ZB_VOTE_VIEW (child));

  GTK_WIDGET_CLASS (zb_vote_tab_parent_class)->unmap (widget);
}

static void
zb_vote_tab_dispose (GObject *object)
{
  ZbVoteTab *self = ZB_VOTE_TAB (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_VOTE_TAB);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_vote_tab_parent_class)->dispose (object);
}

static void
zb_vote_tab_class_init (ZbVoteTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_vote_tab_dispose;
  widget_class->unmap = zb_vote_tab_unmap;

  gtk_widget_class_install_action (widget_class, "vote.add", NULL, add_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/vote-tab.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbVoteTab, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbVoteTab, votes);
}

static void
zb_vote_tab_init (ZbVoteTab *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vote.add", FALSE);
}

void
zb_vote_tab_set_desk (ZbVoteTab     *self,
                      ZbMeetingDesk *desk)
{
  g_return_if_fail (ZB_IS_VOTE_TAB (self));

  g_set_object (&self->desk, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
