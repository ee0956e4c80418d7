/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards, cameras and phones stand as notices under the header of whatever page is shown; an import from one of them tells it when all
 * was read back.
 */
#include "ui/window-private.h"

#include "ui/import/device-notices.h"
#include "ui/import/import-page.h"

#define DEPTH 6 /* of a page's header below it */

static void
import_cb (ZbWindow *self,
           ZbDevice *device)
{
  g_auto (GStrv) paths = zb_device_dup_paths (device);
  g_autoptr (ZbImport) import = zb_device_take_import (device);

  if (paths == NULL || !zb_window_import_start (self, (const char *const *) paths, import, 0))
    return;

  g_set_object (&self->device, device);
  zb_device_notices_set_busy (ZB_DEVICE_NOTICES (self->notices), device);
}

void
zb_window_devices_checked (ZbWindow *self)
{
  if (self->device != NULL)
    zb_device_set_safe (self->device);
}

/* What came in by another way is not new on a card any more. */
void
zb_window_devices_imported (ZbWindow *self,
                            gboolean  any)
{
  GListModel *list = zb_devices_get_list (self->devices);

  g_clear_object (&self->device);
  zb_device_notices_set_busy (ZB_DEVICE_NOTICES (self->notices), NULL);
  for (guint i = 0; any && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ZbDevice) device = g_list_model_get_item (list, i);

      if (zb_device_get_state (device) == ZB_DEVICE_READY)
        zb_device_look_again (device);
    }
}

static GtkWidget *
find_header (GtkWidget *widget,
             guint      depth)
{
  GtkWidget *header = NULL;

  if (ADW_IS_HEADER_BAR (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); depth > 0 && header == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      header = find_header (child, depth - 1);

  return header;
}

static void
leave_page (ZbWindow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (self->notices);

  if (parent != NULL)
    gtk_box_remove (GTK_BOX (parent), self->notices);
}

/* Every page has its own header; the notices go where one looks. */
static void
page_cb (ZbWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->content);
  GtkWidget *header = page != NULL ? find_header (page, DEPTH) : NULL;
  GtkWidget *box = header != NULL ? gtk_widget_get_parent (header) : NULL;

  leave_page (self);
  if (box != NULL && GTK_IS_BOX (box))
    gtk_box_insert_child_after (GTK_BOX (box), self->notices, header);
}

void
zb_window_devices_watch (ZbWindow *self)
{
  self->devices = zb_devices_new ();
  self->notices = g_object_ref_sink (zb_device_notices_new (self->devices));
  g_signal_connect_object (self->notices, "import", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->content, "notify::visible-child", G_CALLBACK (page_cb), self, G_CONNECT_SWAPPED);
}

void
zb_window_devices_take (ZbWindow *self)
{
  zb_devices_set_library (self->devices, self->library);
}

void
zb_window_devices_leave (ZbWindow *self)
{
  if (self->devices == NULL)
    return;

  zb_devices_set_library (self->devices, NULL);
  leave_page (self);
  g_clear_object (&self->notices);
  g_clear_object (&self->device);
  g_clear_object (&self->devices);
}
