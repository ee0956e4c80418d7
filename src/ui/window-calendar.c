/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window-private.h"

#include "ui/meeting-dialog.h"

void
zb_window_open_meeting (ZbWindow   *self,
                        gint64      meeting,
                        const char *tab)
{
  zb_meeting_dialog_edit (GTK_WINDOW (self), self->meetings, meeting, NULL, NULL);
}

static void
meeting_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ZbWindow   *self = ZB_WINDOW (widget);
  const char *tab;
  gint64      meeting;

  g_variant_get (parameter, "(x&s)", &meeting, &tab);
  if (self->library != NULL)
    zb_window_open_meeting (self, meeting, tab);
}

void
zb_window_calendar_show (ZbWindow *self)
{
  zb_window_show_page (self, ZB_PAGE_OVERVIEW);
}

void
zb_window_calendar_print (ZbWindow *self)
{
}

void
zb_window_calendar_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.meeting", "(xs)", meeting_cb);
}
