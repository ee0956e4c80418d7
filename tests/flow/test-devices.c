/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/import-flow.h"

#include "service/devices-private.h"

#include <glib/gstdio.h>

#define LONG 120

typedef struct
{
  ZbTestFolder *folder;
  char         *card;
  char         *home;
  ZbLibrary    *library;
  ZbDevices    *devices;
} Case;

static void
set_up (Case         *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->card = g_build_filename (self->folder, "card", NULL);
  self->home = g_build_filename (self->folder, "library", NULL);
  g_mkdir (self->card, 0700);
  self->library = flow_create (self->home);
  self->devices = zb_devices_new ();
  zb_devices_set_library (self->devices, self->library);
}

static gboolean
is_let_go (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  g_assert_finalize_object (self->devices);
  zb_library_close (self->library); /* while one may still be looked at */
  zb_test_until (is_let_go, self->library, LONG);
  g_assert_finalize_object (self->library);
  zb_test_folder_free (self->folder);
  g_free (self->card);
  g_free (self->home);
}

/* What a volume monitor would tell of. */
#define FAKE_TYPE_MOUNT (fake_mount_get_type ())
G_DECLARE_FINAL_TYPE (FakeMount, fake_mount, FAKE, MOUNT, GObject)

struct _FakeMount
{
  GObject parent_instance;

  char *path;
  guint n_ejected;
};

static GFile *
fake_mount_get_root (GMount *mount)
{
  return g_file_new_for_path (FAKE_MOUNT (mount)->path);
}

static char *
fake_mount_get_name (GMount *mount)
{
  return g_strdup ("NIKON D750");
}

static gboolean
fake_mount_can_eject (GMount *mount)
{
  return TRUE;
}

static void
fake_mount_eject (GMount             *mount,
                  GMountUnmountFlags  flags,
                  GMountOperation    *operation,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (mount, cancellable, callback, data);

  FAKE_MOUNT (mount)->n_ejected++;
  g_task_return_boolean (task, TRUE);
}

static gboolean
fake_mount_eject_finish (GMount       *mount,
                         GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fake_mount_iface_init (GMountIface *iface)
{
  iface->get_root = fake_mount_get_root;
  iface->get_name = fake_mount_get_name;
  iface->can_eject = fake_mount_can_eject;
  iface->eject_with_operation = fake_mount_eject;
  iface->eject_with_operation_finish = fake_mount_eject_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMount, fake_mount, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_MOUNT, fake_mount_iface_init))

static void
fake_mount_finalize (GObject *object)
{
  g_free (FAKE_MOUNT (object)->path);

  G_OBJECT_CLASS (fake_mount_parent_class)->finalize (object);
}

static void
fake_mount_class_init (FakeMountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_mount_finalize;
}

static void
fake_mount_init (FakeMount *self)
{
}

static FakeMount *
make_mount (const char *path)
{
  FakeMount *self = g_object_new (FAKE_TYPE_MOUNT, NULL);

  self->path = g_strdup (path);
  return self;
}

static gboolean
has_looked (gpointer data)
{
  return zb_device_get_state (data) != ZB_DEVICE_LOOKING;
}

static ZbDevice *
insert (Case       *self,
        const char *name,
        const char *path)
{
  g_autoptr (GFile) root = g_file_new_for_path (path);

  return zb_devices_add (self->devices, name, root);
}

static ZbDevice *
insert_and_wait (Case       *self,
                 const char *name,
                 const char *path)
{
  ZbDevice *device = insert (self, name, path);

  zb_test_until (has_looked, device, LONG);
  return device;
}

/* Six pictures: three of a meeting, two of a day nobody has entered, one outside the DCIM folder. */
static void
fill_card (Case *self)
{
  flow_add_meeting (self->library, "主题党日", "2019-06-10T09:00", "2019-06-10T11:00");
  flow_picture (self->card, "dcim/100CANON/IMG_0001.JPG", "2019-06-10T09:20:00", 1);
  flow_picture (self->card, "dcim/100CANON/IMG_0002.JPG", "2019-06-10T09:21:00", 2);
  flow_picture (self->card, "dcim/100CANON/IMG_0003.JPG", "2019-06-10T09:22:00", 3);
  flow_picture (self->card, "dcim/100CANON/IMG_0004.JPG", "2019-06-20T15:00:00", 4);
  flow_picture (self->card, "dcim/100CANON/IMG_0005.JPG", "2019-06-20T15:01:00", 5);
  flow_picture (self->card, "other/IMG_0006.JPG", "2019-06-10T09:23:00", 6);
}

static ZbImportSummary *
import_from (Case     *self,
             ZbDevice *device)
{
  g_auto (GStrv) paths = zb_device_dup_paths (device);
  g_autoptr (ZbImport) import = zb_import_new (self->library, (const char *const *) paths);

  return flow_run (import, FALSE);
}

static void
test_counts (Case         *self,
             gconstpointer data)
{
  ZbDevice *device = NULL;
  g_auto (GStrv) paths = NULL;
  g_autofree char *dcim = g_build_filename (self->card, "dcim", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fill_card (self);
  before = zb_test_tree_hash (self->card);
  device = insert_and_wait (self, "EOS_DIGITAL", self->card);
  g_assert_cmpint (zb_device_get_state (device), ==, ZB_DEVICE_READY);
  g_assert_cmpstr (zb_device_get_name (device), ==, "佳能相机");
  g_assert_cmpuint (zb_device_get_n_new (device), ==, 5);
  g_assert_cmpuint (zb_device_get_n_meetings (device), ==, 1);
  g_assert_cmpstr (zb_device_get_text (device), ==, "5 张新照片，分属 1 次活动，另有 1 次还没登记");
  paths = zb_device_dup_paths (device);
  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  g_assert_cmpstr (paths[0], ==, dcim);
  after = zb_test_tree_hash (self->card);
  g_assert_cmpstr (before, ==, after);
  flow_verify (self->library, 0);
}

static void
test_second_visit (Case         *self,
                   gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;
  ZbDevice *device = NULL;

  fill_card (self);
  device = insert_and_wait (self, "card", self->card);
  summary = import_from (self, device);
  g_assert_true (zb_import_summary_is_whole (summary));
  zb_devices_remove (self->devices, device);

  device = insert_and_wait (self, "card", self->card);
  g_assert_cmpint (zb_device_get_state (device), ==, ZB_DEVICE_NOTHING);
  g_assert_cmpuint (zb_device_get_n_new (device), ==, 0);
  g_assert_cmpstr (zb_device_get_text (device), ==, "没有新照片");
}

static void
test_two_at_once (Case         *self,
                  gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "phone", NULL);
  GListModel      *list = zb_devices_get_list (self->devices);
  ZbDevice        *first = NULL;
  ZbDevice        *second = NULL;

  fill_card (self);
  flow_picture (other, "DCIM/Camera/IMG_20190620_150000.jpg", "2019-06-20T15:00:00", 21);
  first = insert (self, "card", self->card);
  second = insert (self, "HUAWEI P30", other);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  zb_test_until (has_looked, first, LONG);
  zb_test_until (has_looked, second, LONG);
  g_assert_cmpuint (zb_device_get_n_new (first), ==, 5);
  g_assert_cmpuint (zb_device_get_n_new (second), ==, 1);
  g_assert_cmpstr (zb_device_get_name (second), ==, "华为手机");
  zb_devices_remove (self->devices, first);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
}

static void
test_taken_away (Case         *self,
                 gconstpointer data)
{
  g_autoptr (ZbDevice) device = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("DCIM/100CANON/IMG_%04u.JPG", i);

      flow_picture (self->card, name, "2019-06-10T09:20:00", i);
    }
  device = g_object_ref (insert (self, "card", self->card));
  g_main_context_iteration (NULL, TRUE);
  zb_devices_remove (self->devices, device);
  g_assert_cmpuint (g_list_model_get_n_items (zb_devices_get_list (self->devices)), ==, 0);
  g_assert_cmpuint (zb_device_get_n_new (device), ==, 0);
  g_assert_null (zb_device_take_import (device));
}

static void
test_gone_before_looked (Case         *self,
                         gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "nowhere", NULL);
  ZbDevice        *device = insert_and_wait (self, "card", nowhere);

  g_assert_cmpint (zb_device_get_state (device), ==, ZB_DEVICE_FAILED);
  g_mkdir (nowhere, 0700);
  flow_picture (nowhere, "DCIM/IMG_0001.JPG", "2019-06-10T09:20:00", 1);
  zb_device_look_again (device);
  g_assert_cmpint (zb_device_get_state (device), ==, ZB_DEVICE_LOOKING);
  zb_test_until (has_looked, device, LONG);
  g_assert_cmpint (zb_device_get_state (device), ==, ZB_DEVICE_READY);
}

static void
test_safe (Case         *self,
           gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;
  ZbDevice *device = NULL;

  fill_card (self);
  device = insert_and_wait (self, "card", self->card);
  summary = import_from (self, device);
  g_assert_cmpuint (summary->photos, ==, 5);
  g_assert_true (zb_import_summary_is_whole (summary));
  zb_device_set_safe (device);
  g_assert_cmpint (zb_device_get_state (device), ==, ZB_DEVICE_SAFE);
  g_assert_true (g_str_has_suffix (zb_device_get_text (device), "可以取出存储卡了"));
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  *(ZbImportSummary **) data = zb_import_run_finish (ZB_IMPORT (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
test_not_safe (Case         *self,
               gconstpointer data)
{
  const char *const paths[] = { self->card, NULL };
  g_autoptr (ZbImport) import = NULL;
  g_autoptr (ZbImportSummary) stopped = NULL;

  fill_card (self);
  import = zb_import_new (self->library, paths);
  zb_import_run_async (import, FALSE, NULL, cancelled_cb, &stopped);
  zb_import_cancel (import);
  zb_test_until (is_set, &stopped, LONG);
  g_assert_false (zb_import_summary_is_whole (stopped));
}

static void
test_look_is_kept (Case         *self,
                   gconstpointer data)
{
  ZbDevice *device = NULL;
  g_autoptr (ZbImport) import = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;

  fill_card (self);
  device = insert_and_wait (self, "card", self->card);
  import = zb_device_take_import (device);
  g_assert_nonnull (import);
  g_assert_cmpint (zb_import_get_state (import), ==, ZB_IMPORT_REVIEW);
  g_assert_null (zb_device_take_import (device));
  summary = flow_run (import, FALSE);
  g_assert_cmpuint (summary->photos, ==, 5);

  zb_device_look_again (device);
  zb_test_until (has_looked, device, LONG);
  g_assert_cmpint (zb_device_get_state (device), ==, ZB_DEVICE_NOTHING);
}

static gboolean
has_forgotten (gpointer data)
{
  g_autoptr (ZbImport) import = zb_device_take_import (data);

  return import == NULL;
}

static void
test_look_is_forgotten (Case         *self,
                        gconstpointer data)
{
  ZbDevice *device = NULL;

  fill_card (self);
  device = insert_and_wait (self, "card", self->card);
  flow_add_meeting (self->library, "党课", "2019-06-20T14:30", "2019-06-20T16:00");
  zb_test_until (has_forgotten, device, LONG);
}

static void
test_without_library (Case         *self,
                      gconstpointer data)
{
  g_autoptr (ZbDevices) devices = zb_devices_new ();
  g_autoptr (GFile) root = g_file_new_for_path (self->card);
  ZbDevice *device = NULL;

  fill_card (self);
  device = zb_devices_add (devices, "card", root);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (zb_device_get_state (device), ==, ZB_DEVICE_LOOKING);
  g_assert_null (zb_device_dup_paths (device));
  zb_devices_set_library (devices, self->library);
  zb_test_until (has_looked, device, LONG);
  g_assert_cmpuint (zb_device_get_n_new (device), ==, 5);
}

static gboolean
has_device (gpointer data)
{
  return g_list_model_get_n_items (data) > 0;
}

static void
test_mounts (Case         *self,
             gconstpointer data)
{
  g_autofree char *music = g_build_filename (self->folder, "music", NULL);
  g_autoptr (FakeMount) other = make_mount (music);
  g_autoptr (FakeMount) card = make_mount (self->card);
  g_autoptr (ZbDevice) device = NULL;
  GListModel *list = zb_devices_get_list (self->devices);

  fill_card (self);
  flow_file (music, "Music/song.mp3", "x", 1);
  zb_devices_take_mount (self->devices, G_MOUNT (other), FALSE);
  zb_devices_take_mount (self->devices, G_MOUNT (card), FALSE);
  zb_devices_take_mount (self->devices, G_MOUNT (card), FALSE);
  zb_test_until (has_device, list, LONG);
  device = g_list_model_get_item (list, 0);
  zb_test_until (has_looked, device, LONG);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  g_assert_cmpstr (zb_device_get_name (device), ==, "尼康相机");
  g_assert_cmpuint (zb_device_get_n_new (device), ==, 5);
  zb_devices_drop_mount (self->devices, G_MOUNT (card));
  zb_devices_drop_mount (self->devices, G_MOUNT (other));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
}

static gboolean
eject (ZbDevice *device)
{
  g_autoptr (GAsyncResult) done = NULL;
  GAsyncResult *result = NULL;

  zb_device_eject_async (device, NULL, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  return zb_device_eject_finish (device, done, NULL);
}

static void
test_eject (Case         *self,
            gconstpointer data)
{
  g_autoptr (FakeMount) card = make_mount (self->card);
  g_autoptr (ZbDevice) device = NULL;

  fill_card (self);
  zb_devices_take_mount (self->devices, G_MOUNT (card), FALSE);
  zb_test_until (has_device, zb_devices_get_list (self->devices), LONG);
  device = g_list_model_get_item (zb_devices_get_list (self->devices), 0);
  g_assert_false (zb_device_can_eject (device)); /* it is being read */
  zb_test_until (has_looked, device, LONG);
  g_assert_false (zb_device_can_eject (device)); /* it has what is not in yet */
  g_assert_false (eject (device));
  g_assert_cmpuint (card->n_ejected, ==, 0);

  zb_device_set_safe (device);
  g_assert_true (eject (device));
  g_assert_cmpuint (card->n_ejected, ==, 1);
}

static void
test_names (void)
{
  static const struct
  {
    const char  *label;
    ZbDeviceSort sort;
    const char  *name;
  } table[] = {
    { "EOS_DIGITAL", ZB_DEVICE_CARD, "佳能相机" },
    { "Canon Digital Camera", ZB_DEVICE_CAMERA, "佳能相机" },
    { "NIKON D750", ZB_DEVICE_CARD, "尼康相机" },
    { "HUAWEI Mate 20", ZB_DEVICE_PHONE, "华为手机" },
    { "iPhone", ZB_DEVICE_CAMERA, "苹果手机" },
    { "NO NAME", ZB_DEVICE_CARD, "存储卡" },
    { "", ZB_DEVICE_PHONE, "手机" },
    { " \n", ZB_DEVICE_CAMERA, "相机" },
    { "宣传委员的卡", ZB_DEVICE_CARD, "宣传委员的卡" },
    { "\xff\xfe", ZB_DEVICE_CARD, "\357\277\275\357\277\275" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *name = zb_device_dup_name (table[i].label, table[i].sort);

      g_assert_cmpstr (name, ==, table[i].name);
    }
}

static void
test_sorts (void)
{
  static const struct
  {
    const char  *uri;
    ZbDeviceSort sort;
  } table[] = {
    { "file:///media/EOS", ZB_DEVICE_CARD },
    { "mtp://HUAWEI_999/", ZB_DEVICE_PHONE },
    { "gphoto2://%5Busb%3A001,005%5D/", ZB_DEVICE_CAMERA },
    { "afc://999/", ZB_DEVICE_PHONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GFile) root = g_file_new_for_uri (table[i].uri);

      g_assert_cmpint (zb_device_sort_of (root), ==, table[i].sort);
    }
}

static GStrv
find_folders (const char  *path,
              ZbDeviceSort sort,
              GError     **error)
{
  g_autoptr (GFile) root = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) done = NULL;
  GAsyncResult *result = NULL;

  zb_device_folders_async (root, sort, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  return zb_device_folders_finish (root, done, error);
}

static void
test_storages (Case         *self,
               gconstpointer data)
{
  g_auto (GStrv) phone = NULL;
  g_auto (GStrv) card = NULL;

  flow_file (self->card, "内部存储/DCIM/a.jpg", "x", 1);
  flow_file (self->card, "SD card/DCIM/b.jpg", "x", 1);
  flow_file (self->card, "SD card/Music/DCIM/c.jpg", "x", 1);
  phone = find_folders (self->card, ZB_DEVICE_PHONE, NULL);
  g_assert_cmpuint (g_strv_length (phone), ==, 2);
  card = find_folders (self->card, ZB_DEVICE_CARD, NULL);
  g_assert_cmpuint (g_strv_length (card), ==, 0);
}

static void
test_locked (Case         *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = find_folders (self->card, ZB_DEVICE_PHONE, &error);

  g_assert_null (paths);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, func) g_test_add ("/devices/" path, Case, NULL, set_up, func, tear_down)
  TEST ("new-pictures-and-their-meetings-are-counted", test_counts);
  TEST ("a-second-visit-has-nothing-new", test_second_visit);
  TEST ("two-cards-stand-beside-each-other", test_two_at_once);
  TEST ("a-card-is-taken-away-while-it-is-looked-at", test_taken_away);
  TEST ("what-cannot-be-read-is-looked-at-again", test_gone_before_looked);
  TEST ("it-is-safe-when-all-is-read-back", test_safe);
  TEST ("it-is-not-safe-when-stopped-half-way", test_not_safe);
  TEST ("the-import-goes-on-from-the-look", test_look_is_kept);
  TEST ("a-change-of-the-library-ends-what-the-look-knew", test_look_is_forgotten);
  TEST ("nothing-is-looked-at-without-a-library", test_without_library);
  TEST ("only-mounts-with-pictures-are-listed", test_mounts);
  TEST ("only-what-is-safe-is-ejected", test_eject);
  TEST ("each-storage-of-a-phone-has-its-pictures", test_storages);
  TEST ("a-phone-that-shows-nothing-is-locked", test_locked);
  g_test_add_func ("/devices/labels-become-names", test_names);
  g_test_add_func ("/devices/addresses-tell-what-it-is", test_sorts);

  return g_test_run ();
}
