/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/remedy-tab.h"

#include <glib/gi18n.h>

#include "ui/meeting/follow-up-row.h"
#include "ui/meeting/remedy-row.h"

struct _ZbRemedyTab
{
  AdwBin parent_instance;

  ZbMeetingDesk *desk;

  GtkWidget  *absences;
  GtkListBox *follow_ups;
  GtkListBox *remedies;
  GtkWidget  *no_remedies;
  GtkWidget  *both;
};

G_DEFINE_FINAL_TYPE (ZbRemedyTab, zb_remedy_tab, ADW_TYPE_BIN)

static ZbRemedyRow *
find_remedy_row (ZbRemedyTab *self,
                 gint64       remedy)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->remedies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (zb_remedy_row_get_remedy (ZB_REMEDY_ROW (row)) == remedy)
      return ZB_REMEDY_ROW (row);

  return NULL;
}

static ZbFollowUpRow *
find_follow_up_row (ZbRemedyTab *self,
                    gint64       member)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->follow_ups)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (zb_follow_up_row_get_member (ZB_FOLLOW_UP_ROW (row)) == member)
      return ZB_FOLLOW_UP_ROW (row);

  return NULL;
}

static gboolean
has_remedy (ZbRecord *record,
            gint64    remedy)
{
  for (guint i = 0; i < record->remedies->len; i++)
    if (((ZbRemedy *) record->remedies->pdata[i])->id == remedy)
      return TRUE;

  return FALSE;
}

static gboolean
has_follow_up (ZbRecord *record,
               gint64    member)
{
  for (guint i = 0; i < record->follow_ups->len; i++)
    if (((ZbFollowUp *) record->follow_ups->pdata[i])->member == member)
      return TRUE;

  return FALSE;
}

static void
drop_rows (ZbRemedyTab *self,
           ZbRecord    *record)
{
  GtkWidget *next;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->remedies)); row != NULL; row = next)
    {
      gint64 remedy = zb_remedy_row_get_remedy (ZB_REMEDY_ROW (row));

      next = gtk_widget_get_next_sibling (row);
      if (remedy != 0 ? !has_remedy (record, remedy) : zb_remedy_row_is_sent (ZB_REMEDY_ROW (row)))
        gtk_list_box_remove (self->remedies, row);
    }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->follow_ups)); row != NULL; row = next)
    {
      next = gtk_widget_get_next_sibling (row);
      if (!has_follow_up (record, zb_follow_up_row_get_member (ZB_FOLLOW_UP_ROW (row))))
        gtk_list_box_remove (self->follow_ups, row);
    }
}

static void
show_remedy (ZbRemedyTab    *self,
             const ZbRemedy *remedy,
             int             place)
{
  ZbRemedyRow *row = find_remedy_row (self, remedy->id);

  if (row != NULL)
    zb_remedy_row_show (row, remedy);
  else
    gtk_list_box_insert (self->remedies, zb_remedy_row_new (self->desk, remedy), place);
}

static void
show_follow_up (ZbRemedyTab      *self,
                const ZbFollowUp *follow_up,
                int               place)
{
  ZbFollowUpRow *row = find_follow_up_row (self, follow_up->member);

  if (row != NULL)
    zb_follow_up_row_show (row, follow_up);
  else
    gtk_list_box_insert (self->follow_ups, zb_follow_up_row_new (self->desk, follow_up), place);
}

static void
show_lists (ZbRemedyTab *self)
{
  gboolean remedies = gtk_widget_get_first_child (GTK_WIDGET (self->remedies)) != NULL;

  gtk_widget_set_visible (self->absences, gtk_widget_get_first_child (GTK_WIDGET (self->follow_ups)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->remedies), remedies);
  gtk_widget_set_visible (self->no_remedies, !remedies);
}

static void
refresh (ZbRemedyTab *self)
{
  ZbRecord *record = zb_meeting_desk_get_record (self->desk);
  gboolean  open = !zb_meeting_desk_get_locked (self->desk);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "remedy.add", open);
  gtk_widget_set_sensitive (self->both, open);
  if (record == NULL)
    return;

  drop_rows (self, record);
  for (guint i = 0; i < record->remedies->len; i++)
    show_remedy (self, record->remedies->pdata[i], i);
  for (guint i = 0; i < record->follow_ups->len; i++)
    show_follow_up (self, record->follow_ups->pdata[i], i);
  show_lists (self);
}

static void
add_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ZbRemedyTab *self = ZB_REMEDY_TAB (widget);
  ZbRemedyRow *row = find_remedy_row (self, 0);
  ZbRemedy     remedy = { 0 };

  if (row == NULL)
    {
      row = ZB_REMEDY_ROW (zb_remedy_row_new (self->desk, &remedy));
      gtk_list_box_append (self->remedies, GTK_WIDGET (row));
      show_lists (self);
    }
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
zb_remedy_tab_unmap (GtkWidget *widget)
{
  ZbRemedyTab *self = ZB_REMEDY_TAB (widget);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->remedies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    zb_remedy_row_commit (ZB_REMEDY_ROW (row));
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->follow_ups)); row != NULL; row = gtk_widget_get_next_sibling (row))
    zb_follow_up_row_commit (ZB_FOLLOW_UP_ROW (row));

  GTK_WIDGET_CLASS (zb_remedy_tab_parent_class)->unmap (widget);
}

static void
zb_remedy_tab_dispose (GObject *object)
{
  ZbRemedyTab *self = ZB_REMEDY_TAB (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_REMEDY_TAB);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_remedy_tab_parent_class)->dispose (object);
}

static void
zb_remedy_tab_class_init (ZbRemedyTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_remedy_tab_dispose;
  widget_class->unmap = zb_remedy_tab_unmap;

  gtk_widget_class_install_action (widget_class, "remedy.add", NULL, add_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/remedy-tab.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyTab, absences);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyTab, follow_ups);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyTab, remedies);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyTab, no_remedies);
  gtk_widget_class_bind_template_child (widget_class, ZbRemedyTab, both);
}

static void
zb_remedy_tab_init (ZbRemedyTab *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "remedy.add", FALSE);
}

void
zb_remedy_tab_set_desk (ZbRemedyTab   *self,
                        ZbMeetingDesk *desk)
{
  g_return_if_fail (ZB_IS_REMEDY_TAB (self));

  g_set_object (&self->desk, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
