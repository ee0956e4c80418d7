/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One card, camera or phone. It is looked at by an import that is not run: what that finds is told, and the import is kept for its
 * review until the library changes. Whatever it does can be cancelled, for a card goes when it likes.
 */
#include "service/devices-private.h"

#include "service/library-private.h"

struct _ZbDevice
{
  GObject parent_instance;

  char         *name;
  GFile        *root;
  GMount       *mount; /* NULL: a folder that stands for a card */
  ZbDeviceSort  sort;
  ZbLibrary    *library;     /* NULL: not looked at */
  GCancellable *cancellable; /* of what goes on; NULL: nothing */
  ZbImport     *import;      /* looks, or looked; NULL */
  GStrv         paths;
  gboolean      early;
  ZbDeviceState state;
  guint         n_new;
  guint         n_meetings;
  char         *text;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_STATE,
  PROP_N_NEW,
  PROP_N_MEETINGS,
  PROP_TEXT,
  N_PROPS
};

enum
{
  FOUND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbDevice, zb_device, G_TYPE_OBJECT)

static void
take_text (ZbDevice *self,
           char     *text)
{
  g_free (self->text);
  self->text = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
set_state (ZbDevice     *self,
           ZbDeviceState state,
           char         *text)
{
  self->state = state;
  take_text (self, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_counts (ZbDevice *self,
            guint     n_new,
            guint     n_meetings)
{
  self->n_new = n_new;
  self->n_meetings = n_meetings;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEW]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MEETINGS]);
}

static gboolean
is_phone (ZbDevice *self)
{
  return self->sort == ZB_DEVICE_PHONE || g_str_has_suffix (self->name, "手机");
}

static void
leave_import (ZbDevice *self)
{
  if (self->import != NULL)
    g_signal_handlers_disconnect_by_data (self->import, self);
  g_clear_object (&self->import);
}

static void
stop (ZbDevice *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->cancellable != NULL && self->import != NULL)
    zb_import_cancel (self->import); /* at once: the library may be closed next */
  g_clear_object (&self->cancellable);
  leave_import (self);
}

static void
fail (ZbDevice     *self,
      const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    set_state (self, ZB_DEVICE_LOCKED,
               g_strdup (is_phone (self) ? "还看不到照片。请把手机解锁，并在手机上选“传输照片”或“传输文件”" : "还看不到照片。请打开相机，或把它设成传输照片"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    set_state (self, ZB_DEVICE_FAILED, g_strdup ("这台电脑还不能直接读它里面的照片（缺少 gvfs-fuse）。请取出存储卡用读卡器，或先把照片复制到电脑里"));
  else
    set_state (self, ZB_DEVICE_FAILED, g_strdup ("读不出来。请重新插好，再看一次"));
}

/* Meetings that are there already and those that would be new. */
static void
count_meetings (GPtrArray *cards,
                guint     *n,
                guint     *n_unknown)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < cards->len; i++)
    {
      ZbImportCard *card = cards->pdata[i];

      if (card->kind == ZB_CARD_NEW)
        ++*n_unknown;
      else if (card->meeting != 0 && card->kind <= ZB_CARD_CLOCK)
        g_hash_table_add (seen, &card->meeting);
    }
  *n = g_hash_table_size (seen);
}

static char *
dup_found (guint n_new,
           guint n_meetings,
           guint n_unknown)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%u 张新照片", n_new);
  if (n_meetings > 0)
    g_string_append_printf (text, "，分属 %u 次活动", n_meetings);
  if (n_unknown > 0)
    g_string_append_printf (text, n_meetings > 0 ? "，另有 %u 次还没登记" : "，像是 %u 次还没登记的活动", n_unknown);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_found (ZbDevice *self)
{
  GPtrArray *cards = zb_import_get_cards (self->import);
  guint      n_new = zb_import_get_n_new (self->import);
  guint      n_meetings = 0;
  guint      n_unknown = 0;

  if (cards != NULL)
    count_meetings (cards, &n_meetings, &n_unknown);
  set_counts (self, n_new, n_meetings);
  if (n_new > 0)
    set_state (self, ZB_DEVICE_READY, dup_found (n_new, n_meetings, n_unknown));
  else
    {
      leave_import (self);
      set_state (self, ZB_DEVICE_NOTHING, g_strdup ("没有新照片"));
    }
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbDevice) self = data;
  g_autoptr (GError) error = NULL;
  gboolean looked = zb_import_look_finish (ZB_IMPORT (source), result, &error);

  if (self->import != ZB_IMPORT (source))
    return; /* stopped, or begun anew */

  g_clear_object (&self->cancellable);
  if (looked)
    {
      show_found (self);
      return;
    }
  leave_import (self);
  fail (self, error);
}

static void
progress_cb (ZbDevice *self)
{
  const ZbImportProgress *progress = zb_import_get_progress (self->import);

  if (self->state == ZB_DEVICE_LOOKING && progress->n_total > 0)
    take_text (self, g_strdup_printf ("正在查看，已看过 %u / %u 个文件", progress->n_done, progress->n_total));
}

/* The card was pulled out: an import would wait for it, a look need not. */
static void
import_state_cb (ZbDevice *self)
{
  if (zb_import_get_state (self->import) != ZB_IMPORT_PAUSED)
    return;

  stop (self);
  set_state (self, ZB_DEVICE_FAILED, g_strdup ("看到一半时读不到了。请重新插好，再看一次"));
}

static void
look_at_folders (ZbDevice *self)
{
  self->import = zb_import_new (self->library, (const char *const *) self->paths);
  g_signal_connect_swapped (self->import, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect_swapped (self->import, "notify::state", G_CALLBACK (import_state_cb), self);
  zb_import_look_async (self->import, self->cancellable, looked_cb, g_object_ref (self));
}

static void
folders_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (ZbDevice) self = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = zb_device_folders_finish (G_FILE (source), result, &error);

  if (self->cancellable == NULL || self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;

  g_strfreev (self->paths);
  self->paths = paths != NULL && paths[0] != NULL ? g_steal_pointer (&paths) : NULL;
  if (self->paths != NULL)
    look_at_folders (self);
  else
    g_clear_object (&self->cancellable);
  g_signal_emit (self, signals[FOUND], 0, self->paths != NULL || error != NULL);
  if (self->paths != NULL)
    return;
  if (error != NULL)
    fail (self, error);
  else
    set_state (self, ZB_DEVICE_NOTHING, g_strdup ("里面没有照片"));
}

static void
look (ZbDevice *self)
{
  stop (self);
  set_counts (self, 0, 0);
  set_state (self, ZB_DEVICE_LOOKING, g_strdup ("正在查看…"));
  if (self->library == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  zb_device_folders_async (self->root, self->sort, self->cancellable, folders_cb, g_object_ref (self));
}

/* Meetings may have other times now, and photos other meetings. */
static void
library_changed_cb (ZbDevice *self,
                    guint     tables)
{
  if (self->cancellable == NULL && (tables & (ZB_TABLE_MEETING | ZB_TABLE_PHOTO)) != 0)
    leave_import (self);
}

void
zb_device_set_library (ZbDevice  *self,
                       ZbLibrary *library)
{
  g_return_if_fail (ZB_IS_DEVICE (self));

  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  g_set_object (&self->library, library);
  if (library != NULL)
    g_signal_connect_swapped (library, "changed", G_CALLBACK (library_changed_cb), self);
  look (self);
}

void
zb_device_leave (ZbDevice *self)
{
  g_return_if_fail (ZB_IS_DEVICE (self));

  if (self->state == ZB_DEVICE_SAFE)
    return;

  stop (self);
  set_state (self, ZB_DEVICE_FAILED, g_strdup ("正在被取出"));
}

GMount *
zb_device_get_mount (ZbDevice *self)
{
  g_return_val_if_fail (ZB_IS_DEVICE (self), NULL);

  return self->mount;
}

static void
zb_device_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  ZbDevice *self = ZB_DEVICE (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_N_NEW:
      g_value_set_uint (value, self->n_new);
      break;
    case PROP_N_MEETINGS:
      g_value_set_uint (value, self->n_meetings);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
zb_device_dispose (GObject *object)
{
  ZbDevice *self = ZB_DEVICE (object);

  stop (self);
  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  g_clear_object (&self->library);
  g_clear_object (&self->mount);

  G_OBJECT_CLASS (zb_device_parent_class)->dispose (object);
}

static void
zb_device_finalize (GObject *object)
{
  ZbDevice *self = ZB_DEVICE (object);

  g_object_unref (self->root);
  g_strfreev (self->paths);
  g_free (self->name);
  g_free (self->text);

  G_OBJECT_CLASS (zb_device_parent_class)->finalize (object);
}

static void
zb_device_class_init (ZbDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = zb_device_get_property;
  object_class->dispose = zb_device_dispose;
  object_class->finalize = zb_device_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, ZB_DEVICE_LOOKING, ZB_DEVICE_FAILED, ZB_DEVICE_LOOKING, flags);
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_MEETINGS] = g_param_spec_uint ("n-meetings", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FOUND] = g_signal_new ("found", ZB_TYPE_DEVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
zb_device_init (ZbDevice *self)
{
  self->text = g_strdup ("正在查看…");
}

ZbDevice *
zb_device_new (const char *name,
               GFile      *root,
               GMount     *mount)
{
  ZbDevice *self = g_object_new (ZB_TYPE_DEVICE, NULL);

  self->sort = mount != NULL ? zb_device_sort_of (root) : ZB_DEVICE_FOLDER;
  self->name = zb_device_dup_name (name, self->sort);
  self->root = g_object_ref (root);
  g_set_object (&self->mount, mount);
  return self;
}

void
zb_device_set_early (ZbDevice *self,
                     gboolean  early)
{
  g_return_if_fail (ZB_IS_DEVICE (self));

  self->early = early;
}

gboolean
zb_device_is_early (ZbDevice *self)
{
  g_return_val_if_fail (ZB_IS_DEVICE (self), FALSE);

  return self->early;
}

const char *
zb_device_get_name (ZbDevice *self)
{
  g_return_val_if_fail (ZB_IS_DEVICE (self), NULL);

  return self->name;
}

ZbDeviceState
zb_device_get_state (ZbDevice *self)
{
  g_return_val_if_fail (ZB_IS_DEVICE (self), ZB_DEVICE_FAILED);

  return self->state;
}

guint
zb_device_get_n_new (ZbDevice *self)
{
  g_return_val_if_fail (ZB_IS_DEVICE (self), 0);

  return self->n_new;
}

guint
zb_device_get_n_meetings (ZbDevice *self)
{
  g_return_val_if_fail (ZB_IS_DEVICE (self), 0);

  return self->n_meetings;
}

const char *
zb_device_get_text (ZbDevice *self)
{
  g_return_val_if_fail (ZB_IS_DEVICE (self), NULL);

  return self->text;
}

GStrv
zb_device_dup_paths (ZbDevice *self)
{
  g_return_val_if_fail (ZB_IS_DEVICE (self), NULL);

  return g_strdupv (self->paths);
}

void
zb_device_set_safe (ZbDevice *self)
{
  g_return_if_fail (ZB_IS_DEVICE (self));

  stop (self);
  set_counts (self, 0, 0);
  set_state (self, ZB_DEVICE_SAFE,
             g_strdup (is_phone (self)                  ? "照片都已导入，逐张核对过，可以拔下手机了"
                       : self->sort == ZB_DEVICE_CAMERA ? "照片都已导入，逐张核对过，可以拔下相机了"
                                                        : "照片都已导入，逐张核对过，可以取出存储卡了"));
}

void
zb_device_look_again (ZbDevice *self)
{
  g_return_if_fail (ZB_IS_DEVICE (self));

  look (self);
}

ZbImport *
zb_device_take_import (ZbDevice *self)
{
  ZbImport *import = NULL;

  g_return_val_if_fail (ZB_IS_DEVICE (self), NULL);

  if (self->state != ZB_DEVICE_READY || self->import == NULL)
    return NULL;

  import = g_object_ref (self->import);
  leave_import (self);
  return import;
}

gboolean
zb_device_can_eject (ZbDevice *self)
{
  g_return_val_if_fail (ZB_IS_DEVICE (self), FALSE);

  return self->mount != NULL && (self->state == ZB_DEVICE_SAFE || self->state == ZB_DEVICE_NOTHING) &&
         (g_mount_can_eject (self->mount) || g_mount_can_unmount (self->mount));
}

static void
ejected_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError  *error = NULL;
  gboolean ejecting = GPOINTER_TO_INT (g_task_get_task_data (task));
  gboolean good = ejecting ? g_mount_eject_with_operation_finish (G_MOUNT (source), result, &error)
                           : g_mount_unmount_with_operation_finish (G_MOUNT (source), result, &error);

  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
zb_device_eject_async (ZbDevice           *self,
                       GMountOperation    *operation,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  gboolean ejecting;

  g_return_if_fail (ZB_IS_DEVICE (self));

  if (!zb_device_can_eject (self))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, "it is in use");
      return;
    }
  stop (self);
  ejecting = g_mount_can_eject (self->mount);
  g_task_set_task_data (task, GINT_TO_POINTER (ejecting), NULL);
  if (ejecting)
    g_mount_eject_with_operation (self->mount, G_MOUNT_UNMOUNT_NONE, operation, cancellable, ejected_cb, g_steal_pointer (&task));
  else
    g_mount_unmount_with_operation (self->mount, G_MOUNT_UNMOUNT_NONE, operation, cancellable, ejected_cb, g_steal_pointer (&task));
}

gboolean
zb_device_eject_finish (ZbDevice     *self,
                        GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
