/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/date-dialog.h"

#include <glib/gi18n.h>

#include "ui/album/date-entry.h"
#include "ui/album/date-plan.h"
#include "ui/album/photo-edit.h"
#include "ui/album/photo-picture.h"
#include "ui/kind-badge.h"
#include "ui/meeting-chooser.h"
#include "ui/words.h"

#define PREVIEW_DELAY 150 /* ms without a key */
#define MOST_CHOICES 8
#define MOST_RECENT 40

struct _ZbDateDialog
{
  AdwWindow parent_instance;

  ZbAlbum      *album;
  ZbMeetings   *meetings;
  GCancellable *cancellable; /* of what is asked once */
  GCancellable *previewing;
  guint         preview_id;
  GArray       *photos; /* of gint64: those that were chosen */
  GArray       *run;    /* NULL: not known, or no more than one */
  ZbPhoto      *photo;  /* the first; NULL until it has been read */
  gboolean      of_finding;
  gboolean      reason_typed;
  gboolean      filling;
  ZbWall        said;
  ZbWall        near;
  ZbWall        wall; /* as typed */
  ZbDatePlan    plan;

  ZbPhotoPicture *picture;
  GtkLabel       *camera;
  GtkLabel       *said_label;
  GtkLabel       *original;
  GtkLabel       *question;
  GtkEditable    *when;
  GtkEditable    *reason;
  GtkWidget      *scopes;
  GtkCheckButton *these;
  GtkCheckButton *whole_run;
  GtkCheckButton *whole_import;
  GtkListBox     *choices;
  GtkLabel       *preview;
  GtkWidget      *apply;
};

G_DEFINE_FINAL_TYPE (ZbDateDialog, zb_date_dialog, ADW_TYPE_WINDOW)

static ZbDateScope
get_scope (ZbDateDialog *self)
{
  if (self->of_finding)
    return ZB_DATE_RUN;
  if (gtk_check_button_get_active (self->whole_run))
    return ZB_DATE_RUN;

  return gtk_check_button_get_active (self->whole_import) ? ZB_DATE_IMPORT : ZB_DATE_THESE;
}

/* NULL: all of the camera in the import. */
static GArray *
get_photos (ZbDateDialog *self)
{
  switch (get_scope (self))
    {
    case ZB_DATE_RUN:
      return self->of_finding || self->run == NULL ? self->photos : self->run;
    case ZB_DATE_IMPORT:
      return NULL;
    case ZB_DATE_THESE:
    default:
      return self->photos;
    }
}

static char *
dup_reason (ZbDateDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
}

static void
update_apply (ZbDateDialog *self)
{
  g_autofree char *reason = dup_reason (self);

  gtk_widget_set_sensitive (self->apply, self->photo != NULL && self->plan.verb != ZB_DATE_NOT_YET && *reason != '\0');
}

static void
preview_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (ZbDateDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbShiftPreview) preview = zb_album_shift_preview_finish (ZB_ALBUM (source), result, &error);
  g_autofree char *shift = NULL;
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))) || self->album == NULL || self->plan.verb != ZB_DATE_SHIFT)
    return;

  shift = zb_date_entry_dup_shift (self->plan.seconds);
  what = preview != NULL ? zb_date_entry_dup_preview (preview) : zb_words_error (error);
  text = g_strdup_printf ("%s · %s", shift, what);
  gtk_label_set_label (self->preview, text);
}

static gboolean
ask_preview_cb (gpointer data)
{
  ZbDateDialog        *self = data;
  const ZbPhotoFields *fields = zb_photo_get (self->photo);

  self->preview_id = 0;
  self->previewing = g_cancellable_new ();
  zb_album_shift_preview_async (self->album, fields->camera, fields->batch, get_photos (self), self->plan.seconds,
                                self->previewing, preview_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
stop_preview (ZbDateDialog *self)
{
  g_clear_handle_id (&self->preview_id, g_source_remove);
  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
}

static void
show_set (ZbDateDialog *self)
{
  g_autofree char *what = zb_date_entry_dup_meetings (zb_meetings_get_model (self->meetings), &self->wall);
  g_autofree char *when = zb_words_moment (&self->wall);
  g_autofree char *text = g_strdup_printf (_ ("%u 张记为 %s %s"), self->photos->len, when, what);

  gtk_label_set_label (self->preview, text);
}

static void
changed_cb (ZbDateDialog *self)
{
  if (self->photo == NULL || self->filling)
    return;

  stop_preview (self);
  self->plan = zb_date_plan (gtk_editable_get_text (self->when), &self->near, &self->said, get_scope (self),
                             self->photos->len, &self->wall);
  if (self->plan.verb == ZB_DATE_NOT_YET)
    gtk_label_set_label (self->preview, self->plan.hint);
  else if (self->plan.verb == ZB_DATE_SET)
    show_set (self);
  else
    self->preview_id = g_timeout_add (PREVIEW_DELAY, ask_preview_cb, self);
  update_apply (self);
}

static void
reason_changed_cb (ZbDateDialog *self)
{
  self->reason_typed = self->reason_typed || !self->filling;
  update_apply (self);
}

static void
fill_reason (ZbDateDialog *self,
             const char   *reason)
{
  if (self->reason_typed)
    return;

  self->filling = TRUE;
  gtk_editable_set_text (self->reason, reason);
  self->filling = FALSE;
}

/* A meeting's start is when its first picture was taken, until somebody knows better. */
static void
fill_meeting (ZbDateDialog *self,
              ZbMeeting    *meeting)
{
  ZbWall           start = *zb_meeting_get_start (meeting);
  g_autofree char *when = zb_words_moment (&start);
  g_autofree char *title = zb_words_meeting_title (meeting);
  g_autofree char *reason = g_strdup_printf (_ ("按活动“%s”的时间确定"), title);

  fill_reason (self, reason);
  gtk_editable_set_text (self->when, when != NULL ? when : "");
  gtk_widget_grab_focus (GTK_WIDGET (self->when));
  gtk_editable_set_position (self->when, -1);
}

static void
choice_cb (ZbDateDialog *self,
           AdwActionRow *row)
{
  gint64     id = g_ascii_strtoll (gtk_widget_get_name (GTK_WIDGET (row)), NULL, 10);
  ZbMeeting *meeting = zb_meetings_find (self->meetings, id);

  if (meeting != NULL)
    fill_meeting (self, meeting);
}

static void
add_choice (ZbDateDialog *self,
            ZbMeeting    *meeting)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  g_autofree char *title = zb_words_meeting_title (meeting);
  g_autofree char *span = zb_words_span (zb_meeting_get_start (meeting), zb_meeting_get_end (meeting));
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, zb_meeting_get_id (meeting));

  gtk_widget_set_name (row, name);
  gtk_widget_set_valign (badges, GTK_ALIGN_CENTER);
  zb_kind_badge_fill (GTK_BOX (badges), zb_meeting_get_kinds (meeting));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), badges);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), span);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->choices, row);
}

/* Nothing is near a clock that was reset: then the last ones before the photo came in. */
static void
add_recent (ZbDateDialog *self)
{
  GListModel *model = zb_meetings_get_model (self->meetings);
  const char *imported = zb_photo_get (self->photo)->imported_at;
  ZbWall      until = ZB_WALL_NONE;

  if (imported == NULL || !zb_wall_parse (&until, imported))
    zb_wall_parse (&until, zb_meetings_get_today (self->meetings));
  for (guint i = 0, n = 0; i < g_list_model_get_n_items (model) && n < MOST_RECENT; i++)
    {
      g_autoptr (ZbMeeting) meeting = g_list_model_get_item (model, i);

      if (zb_wall_compare (zb_meeting_get_start (meeting), &until) > 0)
        continue;
      add_choice (self, meeting);
      n++;
    }
}

static void
candidates_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (ZbDateDialog) self = data;
  g_autoptr (GPtrArray) meetings = zb_album_candidates_finish (ZB_ALBUM (source), result, NULL);

  if (meetings == NULL || self->album == NULL)
    return;

  for (guint i = 0; i < MIN (meetings->len, MOST_CHOICES); i++)
    add_choice (self, meetings->pdata[i]);
  if (meetings->len == 0)
    add_recent (self);
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (ZbDateDialog) self = data;
  g_autoptr (GArray) run = zb_album_run_of_finish (ZB_ALBUM (source), result, NULL);
  g_autofree char *label = NULL;

  if (run == NULL || self->album == NULL || run->len <= self->photos->len)
    return;

  label = g_strdup_printf (_ ("这台相机这一批的 %u 张"), run->len);
  self->run = g_steal_pointer (&run);
  gtk_check_button_set_label (self->whole_run, label);
  gtk_widget_set_visible (GTK_WIDGET (self->whole_run), TRUE);
}

static void
show_label (GtkLabel   *label,
            const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_photo (ZbDateDialog *self)
{
  const ZbPhotoFields *fields = zb_photo_get (self->photo);
  g_autofree char     *moment = zb_words_moment (&fields->taken);
  g_autofree char     *said = NULL;

  self->said = zb_date_plan_get_said (fields);
  self->near = fields->taken;
  if (moment == NULL)
    said = g_strdup (_ ("没有找到任何日期"));
  else if (zb_wall_is_set (&self->said))
    said = g_strdup_printf (_ ("相机说：%s"), moment);
  else
    said = g_strdup_printf ("%s：%s", zb_source_get_name (fields->source), moment);
  show_label (self->camera, fields->camera);
  show_label (self->said_label, said);
  show_label (self->original, fields->original);
  gtk_widget_set_visible (self->scopes, zb_wall_is_set (&self->said) && !self->of_finding);
  fill_reason (self, zb_wall_is_set (&self->said) ? _ ("相机时间不对，按实际时间改正") : _ ("没有可靠的时间，由支部确定"));
}

static void
photo_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (ZbDateDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_clear_object (&self->photo);
  self->photo = zb_album_photo_finish (ZB_ALBUM (source), result, &error);
  if (self->album == NULL)
    return;
  if (self->photo == NULL)
    {
      words = zb_words_error (error);
      gtk_label_set_label (self->preview, words);
      return;
    }

  show_photo (self);
  changed_cb (self);
  if (zb_wall_is_set (&self->said) && !self->of_finding)
    zb_album_run_of_async (self->album, zb_photo_get (self->photo)->id, self->cancellable, run_cb, g_object_ref (self));
  zb_album_candidates_async (self->album, zb_photo_get (self->photo)->id, self->cancellable, candidates_cb,
                             g_object_ref (self));
}

static void
meeting_chosen_cb (gint64   id,
                   gpointer data)
{
  ZbDateDialog *self = data;
  ZbMeeting    *meeting = zb_meetings_find (self->meetings, id);

  if (meeting != NULL && self->album != NULL)
    fill_meeting (self, meeting);
}

static void
other_cb (ZbDateDialog *self)
{
  zb_meeting_chooser_run (GTK_WINDOW (self), self->meetings, _ ("拍的是哪次活动"), meeting_chosen_cb,
                          g_object_ref (self), g_object_unref);
}

static void
apply_cb (ZbDateDialog *self)
{
  const ZbPhotoFields *fields = zb_photo_get (self->photo);
  GtkWidget           *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autofree char     *reason = dup_reason (self);

  if (self->plan.verb == ZB_DATE_SET)
    zb_album_date_async (self->album, self->photos, &self->wall, reason, NULL, zb_photo_edit_done_cb,
                         zb_photo_edit_new (parent, g_strdup_printf (_ ("已确定 %u 张的时间"), self->photos->len)));
  else
    zb_album_shift_async (self->album, fields->camera, fields->batch, get_photos (self), self->plan.seconds, reason, NULL,
                          zb_photo_edit_shifted_cb, zb_photo_edit_new (parent, NULL));
  gtk_window_close (GTK_WINDOW (self));
}

static void
zb_date_dialog_dispose (GObject *object)
{
  ZbDateDialog *self = ZB_DATE_DIALOG (object);

  stop_preview (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->album);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_DATE_DIALOG);
  g_clear_object (&self->meetings);
  g_clear_object (&self->photo);

  G_OBJECT_CLASS (zb_date_dialog_parent_class)->dispose (object);
}

static void
zb_date_dialog_finalize (GObject *object)
{
  ZbDateDialog *self = ZB_DATE_DIALOG (object);

  g_clear_pointer (&self->photos, g_array_unref);
  g_clear_pointer (&self->run, g_array_unref);

  G_OBJECT_CLASS (zb_date_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, camera);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, said_label);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, original);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, question);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, when);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, scopes);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, these);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, whole_run);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, whole_import);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, ZbDateDialog, apply);
}

static void
zb_date_dialog_class_init (ZbDateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_date_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_date_dialog_finalize;

  g_type_ensure (ZB_TYPE_PHOTO_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/date-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_date_dialog_init (ZbDateDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

ZbDateDialog *
zb_date_dialog_new (GtkWindow         *parent,
                    ZbAlbum           *album,
                    ZbMeetings        *meetings,
                    ZbThumbnailLoader *loader,
                    GArray            *photos)
{
  ZbDateDialog    *self = g_object_new (ZB_TYPE_DATE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *these = NULL;
  g_autoptr (ZbViewing) viewing = zb_viewing_new (album);

  self->album = g_object_ref (album);
  self->meetings = g_object_ref (meetings);
  self->photos = g_array_copy (photos);
  zb_photo_picture_set_source (self->picture, loader, viewing);
  zb_photo_picture_show (self->picture, g_array_index (photos, gint64, 0));
  these = photos->len > 1 ? g_strdup_printf (_ ("只改选中的 %u 张（相互间隔不变）"), photos->len) : g_strdup (_ ("只改这一张"));
  gtk_check_button_set_label (self->these, these);
  if (photos->len > 1)
    gtk_label_set_label (self->question, _ ("第一张实际是什么时候拍的？"));
  zb_album_photo_async (album, g_array_index (photos, gint64, 0), self->cancellable, photo_cb, g_object_ref (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->when));

  return self;
}

void
zb_date_dialog_present (GtkWindow         *parent,
                        ZbAlbum           *album,
                        ZbMeetings        *meetings,
                        ZbThumbnailLoader *loader,
                        GArray            *photos)
{
  gtk_window_present (GTK_WINDOW (zb_date_dialog_new (parent, album, meetings, loader, photos)));
}

void
zb_date_dialog_present_finding (GtkWindow            *parent,
                                ZbAlbum              *album,
                                ZbMeetings           *meetings,
                                ZbThumbnailLoader    *loader,
                                const ZbClockFinding *finding)
{
  ZbDateDialog    *self = zb_date_dialog_new (parent, album, meetings, loader, finding->photos);
  ZbWall           after = zb_wall_plus (finding->from, finding->seconds);
  g_autofree char *when = zb_words_moment (&after);
  g_autofree char *title = g_strdup_printf (_ ("%s 的 %u 张照片"), finding->camera, finding->n_photos);

  self->of_finding = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->question, finding->n_photos > 1 ? _ ("第一张实际是什么时候拍的？") : _ ("这张照片实际是什么时候拍的？"));
  if (finding->seconds != 0 && when != NULL)
    {
      fill_reason (self, finding->reason);
      self->reason_typed = TRUE;
      gtk_editable_set_text (self->when, when);
    }
  gtk_window_present (GTK_WINDOW (self));
}
