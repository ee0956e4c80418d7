/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/meeting-desk.h"

#include <glib/gi18n.h>

#include "ui/meeting/meeting-photos.h"
#include "ui/words.h"

struct _ZbMeetingDesk
{
  GObject parent_instance;

  ZbCalendar        *calendar;
  ZbAlbum           *album;
  ZbThumbnailLoader *loader;
  ZbMeetingPhotos   *photos;
  gint64             meeting;
  ZbRecord          *record;
  GCancellable      *cancellable; /* of the reading under way */
  guint              n_edits;     /* under way */
  gboolean           stale;       /* to be read when they are over */
};

struct _ZbMeetingEdit
{
  ZbMeetingDesk *desk;
  char          *done;
};

enum
{
  PROP_0,
  PROP_LOCKED,
  N_PROPS
};

enum
{
  CHANGED,
  GONE,
  TOLD,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbMeetingDesk, zb_meeting_desk, G_TYPE_OBJECT)

static char *
dup_fault (ZbMeetingDesk *self,
           const GError  *error)
{
  if (zb_service_fault (error) != ZB_FAULT_CONFLICT)
    return zb_words_error (error);
  if (zb_meeting_desk_get_locked (self))
    return g_strdup (_ ("这次活动已经审核，记录锁定了。要改请先在菜单里“解锁”。"));

  return g_strdup (_ ("没有保存：内容不全、太长，或与活动现在的状态不符。写的文字还在，请改好再试。"));
}

static void
take_record (ZbMeetingDesk *self,
             ZbRecord      *record)
{
  g_clear_pointer (&self->record, zb_record_free);
  self->record = record;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (ZbMeetingDesk) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbRecord) record = zb_record_load_finish (ZB_MEETINGS (source), result, &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->calendar == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (self->n_edits > 0)
    self->stale = TRUE;
  else if (record != NULL)
    take_record (self, g_steal_pointer (&record));
  else if (zb_service_fault (error) == ZB_FAULT_NOT_FOUND)
    g_signal_emit (self, signals[GONE], 0);
  else
    {
      words = zb_words_error (error);
      zb_meeting_desk_tell (self, words, FALSE);
    }
}

static void
library_changed_cb (ZbMeetingDesk *self,
                    guint          tables)
{
  if ((tables & (ZB_TABLE_MEETING | ZB_TABLE_PHOTO | ZB_TABLE_MEMBER)) != 0)
    zb_meeting_desk_read (self);
}

static void
calendar_changed_cb (ZbMeetingDesk *self)
{
  if (self->record != NULL)
    zb_meeting_desk_touch (self);
}

static void
zb_meeting_desk_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value, zb_meeting_desk_get_locked (ZB_MEETING_DESK (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_meeting_desk_dispose (GObject *object)
{
  ZbMeetingDesk *self = ZB_MEETING_DESK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->loader != NULL)
    g_object_run_dispose (G_OBJECT (self->loader));
  g_clear_object (&self->loader);
  g_clear_object (&self->photos);
  g_clear_object (&self->album);
  g_clear_object (&self->calendar);

  G_OBJECT_CLASS (zb_meeting_desk_parent_class)->dispose (object);
}

static void
zb_meeting_desk_finalize (GObject *object)
{
  g_clear_pointer (&ZB_MEETING_DESK (object)->record, zb_record_free);

  G_OBJECT_CLASS (zb_meeting_desk_parent_class)->finalize (object);
}

static void
zb_meeting_desk_class_init (ZbMeetingDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_meeting_desk_dispose;
  object_class->finalize = zb_meeting_desk_finalize;
  object_class->get_property = zb_meeting_desk_get_property;

  properties[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
zb_meeting_desk_init (ZbMeetingDesk *self)
{
}

ZbMeetingDesk *
zb_meeting_desk_new (ZbCalendar *calendar,
                     ZbAlbum    *album,
                     gint64      meeting)
{
  ZbMeetingDesk *self = g_object_new (ZB_TYPE_MEETING_DESK, NULL);

  g_set_object (&self->calendar, calendar);
  g_set_object (&self->album, album);
  self->loader = album != NULL ? zb_thumbnail_loader_new (album) : NULL;
  self->photos = album != NULL ? zb_meeting_photos_new (album, meeting) : NULL;
  self->meeting = meeting;
  g_signal_connect_object (zb_calendar_get_library (calendar), "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "changed", G_CALLBACK (calendar_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
zb_meeting_desk_read (ZbMeetingDesk *self)
{
  g_return_if_fail (ZB_IS_MEETING_DESK (self));

  self->stale = self->n_edits > 0;
  if (self->stale)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  zb_record_load_async (zb_meeting_desk_get_meetings (self), self->meeting, self->cancellable, read_cb, g_object_ref (self));
}

gint64
zb_meeting_desk_get_id (ZbMeetingDesk *self)
{
  return self->meeting;
}

ZbCalendar *
zb_meeting_desk_get_calendar (ZbMeetingDesk *self)
{
  return self->calendar;
}

ZbMeetings *
zb_meeting_desk_get_meetings (ZbMeetingDesk *self)
{
  return zb_calendar_get_meetings (self->calendar);
}

ZbLibrary *
zb_meeting_desk_get_library (ZbMeetingDesk *self)
{
  return zb_calendar_get_library (self->calendar);
}

ZbAlbum *
zb_meeting_desk_get_album (ZbMeetingDesk *self)
{
  return self->album;
}

ZbThumbnailLoader *
zb_meeting_desk_get_loader (ZbMeetingDesk *self)
{
  return self->loader;
}

GListModel *
zb_meeting_desk_get_photos (ZbMeetingDesk *self)
{
  return self->photos != NULL ? zb_meeting_photos_get_model (self->photos) : NULL;
}

ZbRecord *
zb_meeting_desk_get_record (ZbMeetingDesk *self)
{
  return self->record;
}

gboolean
zb_meeting_desk_get_locked (ZbMeetingDesk *self)
{
  return self->record == NULL || zb_meeting_get_facts (self->record->meeting)->state == ZB_STATE_REVIEWED;
}

ZbMeetingEdit *
zb_meeting_desk_begin (ZbMeetingDesk *self,
                       const char    *done)
{
  ZbMeetingEdit *edit = g_new0 (ZbMeetingEdit, 1);

  edit->desk = g_object_ref (self);
  edit->done = g_strdup (done);
  self->n_edits++;

  return edit;
}

gint64
zb_meeting_desk_end (ZbMeetingEdit *edit,
                     GObject       *source,
                     GAsyncResult  *result)
{
  g_autoptr (ZbMeetingDesk) self = g_steal_pointer (&edit->desk);
  g_autoptr (GError) error = NULL;
  g_autofree char *done = g_steal_pointer (&edit->done);
  g_autofree char *words = NULL;
  gint64           id = zb_meetings_edit_finish (ZB_MEETINGS (source), result, &error);

  g_free (edit);
  if (id == 0)
    words = dup_fault (self, error);
  if (id == 0 || done != NULL)
    zb_meeting_desk_tell (self, id != 0 ? done : words, id != 0);

  /* One that failed left on the screen what is not so. */
  self->n_edits--;
  if (self->n_edits == 0 && (self->stale || id == 0) && self->calendar != NULL)
    zb_meeting_desk_read (self);

  return id;
}

void
zb_meeting_desk_edited_cb (GObject      *source,
                           GAsyncResult *result,
                           gpointer      edit)
{
  zb_meeting_desk_end (edit, source, result);
}

void
zb_meeting_desk_touch (ZbMeetingDesk *self)
{
  g_return_if_fail (ZB_IS_MEETING_DESK (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

void
zb_meeting_desk_tell (ZbMeetingDesk *self,
                      const char    *words,
                      gboolean       undo)
{
  g_return_if_fail (ZB_IS_MEETING_DESK (self));

  g_signal_emit (self, signals[TOLD], 0, words, undo);
}
