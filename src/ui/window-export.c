/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 导出 from anywhere: what is selected or shown in the album, the meeting that is open, else the whole album. */
#include "ui/window-private.h"

#include "ui/album/export-dialog.h"
#include "ui/meeting/meeting-page.h"
#include "ui/words.h"

static void
export_meeting (ZbWindow *self,
                gint64    id)
{
  ZbMeeting       *meeting = zb_meetings_find (self->meetings, id);
  g_autofree char *theme = meeting != NULL ? zb_words_meeting_title (meeting) : NULL;

  zb_export_dialog_present (GTK_WINDOW (self), self->album, &(ZbExportWhich){ .meeting = id }, theme);
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbWindow  *self = ZB_WINDOW (widget);
  GtkWidget *page = gtk_stack_get_visible_child (self->content);

  if (self->library == NULL || page == NULL || page == self->import_page)
    return;

  if (ZB_IS_MEETING_PAGE (page))
    export_meeting (self, zb_meeting_page_get_meeting (ZB_MEETING_PAGE (page)));
  else if (page != GTK_WIDGET (self->page) || !gtk_widget_activate_action (page, "album.export", NULL))
    zb_export_dialog_present (GTK_WINDOW (self), self->album, &(ZbExportWhich){ 0 }, NULL);
}

void
zb_window_export_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_cb);
}
