/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/device-notice.h"
#include "ui/import/device-notices.h"

#include "service/devices-private.h"
#include "support/support.h"

#define LONG 60

/* A window with the notices of devices that no library looks at. */
typedef struct
{
  ZbTestFolder *folder;
  ZbDevices    *devices;
  GtkWidget    *window;
  GtkWidget    *notices;
  ZbDevice     *asked;
} Case;

static void
import_cb (Case     *self,
           ZbDevice *device)
{
  self->asked = device;
}

static void
set_up (Case         *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->devices = zb_devices_new ();
  self->window = g_object_ref (gtk_window_new ());
  self->notices = zb_device_notices_new (self->devices);
  g_signal_connect_swapped (self->notices, "import", G_CALLBACK (import_cb), self);
  gtk_window_set_child (GTK_WINDOW (self->window), self->notices);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_finalize_object (self->window);
  g_assert_finalize_object (self->devices);
  zb_test_folder_free (self->folder);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type,
      guint     *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, skip);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_notice (Case *self,
            guint index)
{
  return find (self->notices, ZB_TYPE_DEVICE_NOTICE, &index);
}

static const char *
get_words (GtkWidget *notice)
{
  guint first = 0;

  return gtk_label_get_label (GTK_LABEL (find (notice, GTK_TYPE_LABEL, &first)));
}

/* Its labels and icons in the order they stand: those of buttons that can be pressed. */
static char *
dup_buttons (GtkWidget *notice)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0;; i++)
    {
      guint      skip = i;
      GtkWidget *button = find (notice, GTK_TYPE_BUTTON, &skip);

      if (button == NULL)
        return g_string_free (g_steal_pointer (&text), FALSE);
      if (gtk_widget_get_visible (button))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", gtk_actionable_get_action_name (GTK_ACTIONABLE (button)));
    }
}

static void
assert_buttons (GtkWidget  *notice,
                const char *expected)
{
  g_autofree char *buttons = dup_buttons (notice);

  g_assert_cmpstr (buttons, ==, expected);
}

static ZbDevice *
insert (Case       *self,
        const char *name)
{
  g_autoptr (GFile) root = g_file_new_for_path (self->folder);

  return zb_devices_add (self->devices, name, root);
}

static void
test_states (Case         *self,
             gconstpointer data)
{
  ZbDevice  *device = NULL;
  GtkWidget *notice = NULL;

  g_assert_false (gtk_widget_get_visible (self->notices));
  device = insert (self, "EOS_DIGITAL");
  g_assert_true (gtk_widget_get_visible (self->notices));
  notice = get_notice (self, 0);
  g_assert_cmpstr (get_words (notice), ==, "佳能相机：正在查看…");
  assert_buttons (notice, "device.dismiss");

  zb_device_set_safe (device);
  g_assert_cmpstr (get_words (notice), ==, "佳能相机：照片都已导入，逐张核对过，可以取出存储卡了");
  assert_buttons (notice, "device.dismiss"); /* a folder cannot be ejected */

  zb_device_leave (device);
  zb_device_look_again (device);
  g_assert_cmpstr (get_words (notice), ==, "佳能相机：正在查看…");
  zb_device_leave (device);
  assert_buttons (notice, "device.again device.dismiss");
}

static void
test_several (Case         *self,
              gconstpointer data)
{
  ZbDevice *first = insert (self, "NIKON D750");
  ZbDevice *second = insert (self, "HUAWEI P30");

  g_assert_cmpstr (get_words (get_notice (self, 0)), ==, "尼康相机：正在查看…");
  g_assert_cmpstr (get_words (get_notice (self, 1)), ==, "华为手机：正在查看…");
  g_assert_true (gtk_widget_activate_action (get_notice (self, 0), "device.dismiss", NULL));
  g_assert_null (get_notice (self, 1));
  g_assert_cmpstr (get_words (get_notice (self, 0)), ==, "华为手机：正在查看…");

  zb_device_notices_set_busy (ZB_DEVICE_NOTICES (self->notices), second);
  g_assert_false (gtk_widget_get_visible (self->notices));
  zb_device_notices_set_busy (ZB_DEVICE_NOTICES (self->notices), NULL);
  g_assert_true (gtk_widget_get_visible (self->notices));
  zb_devices_remove (self->devices, second);
  g_assert_false (gtk_widget_get_visible (self->notices));
  zb_devices_remove (self->devices, first);
}

static void
test_returns (Case         *self,
              gconstpointer data)
{
  ZbDevice *device = insert (self, "card");

  gtk_widget_activate_action (get_notice (self, 0), "device.dismiss", NULL);
  g_assert_null (get_notice (self, 0));
  zb_devices_remove (self->devices, device);
  insert (self, "card");
  g_assert_nonnull (get_notice (self, 0));
}

static void
test_early (Case         *self,
            gconstpointer data)
{
  ZbDevice *device = insert (self, "card");

  zb_device_set_early (device, TRUE);
  zb_device_look_again (device);
  g_assert_null (get_notice (self, 0));
  zb_device_set_safe (device);
  g_assert_nonnull (get_notice (self, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display: the tests of widgets are left out (run under xvfb-run)");
      return g_test_run ();
    }

  adw_init ();

#define TEST(path, func) g_test_add ("/device-widgets/" path, Case, NULL, set_up, func, tear_down)
  TEST ("a-notice-says-what-can-be-done", test_states);
  TEST ("several-stand-beside-each-other", test_several);
  TEST ("what-was-dismissed-comes-back-with-its-card", test_returns);
  TEST ("what-was-there-before-is-quiet-until-it-has-something", test_early);

  return g_test_run ();
}
