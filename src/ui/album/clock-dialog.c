/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/clock-dialog.h"

#include <glib/gi18n.h>

#include "ui/words.h"

struct _ZbClockDialog
{
  AdwWindow parent_instance;

  ZbWall said; /* first photo, as the camera says */
  gint64 seconds;

  GtkLabel     *summary;
  AdwActionRow *before;
  GtkEditable  *after;
  GtkEditable  *reason;
  GtkLabel     *shift;
  GtkWidget    *apply;
};

enum
{
  SHIFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbClockDialog, zb_clock_dialog, ADW_TYPE_WINDOW)

gboolean
zb_clock_dialog_parse (const char   *text,
                       const ZbWall *said,
                       gint64       *seconds)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  ZbWall           wall;

  if (!zb_wall_parse (&wall, trimmed) || wall.precision < ZB_PRECISION_MINUTE)
    return FALSE;

  *seconds = wall.seconds - said->seconds;
  /* A minute that was typed does not correct seconds. */
  if (wall.precision == ZB_PRECISION_MINUTE)
    *seconds += said->seconds % 60;

  return TRUE;
}

/* +8 小时 · −1 天 2 小时 */
static char *
describe_shift (gint64 seconds)
{
  GString *text = g_string_new (seconds < 0 ? _ ("拨慢") : _ ("拨快"));
  gint64   rest = ABS (seconds);

  if (rest >= 86400)
    g_string_append_printf (text, _ (" %d 天"), (int) (rest / 86400));
  if (rest % 86400 >= 3600)
    g_string_append_printf (text, _ (" %d 小时"), (int) (rest % 86400 / 3600));
  if (rest % 3600 >= 60)
    g_string_append_printf (text, _ (" %d 分"), (int) (rest % 3600 / 60));
  if (rest % 60 > 0)
    g_string_append_printf (text, _ (" %d 秒"), (int) (rest % 60));

  return g_string_free (text, FALSE);
}

static void
changed_cb (ZbClockDialog *self)
{
  gboolean         valid;
  g_autofree char *text = NULL;
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  valid = zb_clock_dialog_parse (gtk_editable_get_text (self->after), &self->said, &self->seconds);
  if (!valid)
    text = g_strdup (_ ("请写成 2019-06-10 09:30 的样子"));
  else if (self->seconds == 0)
    text = g_strdup (_ ("和相机的时间一样，不用改正"));
  else
    text = describe_shift (self->seconds);

  gtk_label_set_label (self->shift, text);
  gtk_widget_set_sensitive (self->apply, valid && self->seconds != 0 && *reason != '\0');
}

static void
apply_cb (ZbClockDialog *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  g_signal_emit (self, signals[SHIFT], 0, self->seconds, reason);
  gtk_window_close (GTK_WINDOW (self));
}

static void
zb_clock_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_CLOCK_DIALOG);

  G_OBJECT_CLASS (zb_clock_dialog_parent_class)->dispose (object);
}

static void
zb_clock_dialog_class_init (ZbClockDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_clock_dialog_dispose;

  signals[SHIFT] = g_signal_new ("shift", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/clock-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbClockDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, ZbClockDialog, before);
  gtk_widget_class_bind_template_child (widget_class, ZbClockDialog, after);
  gtk_widget_class_bind_template_child (widget_class, ZbClockDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, ZbClockDialog, shift);
  gtk_widget_class_bind_template_child (widget_class, ZbClockDialog, apply);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_clock_dialog_init (ZbClockDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

ZbClockDialog *
zb_clock_dialog_new (GtkWindow            *parent,
                     const ZbClockFinding *finding)
{
  ZbClockDialog   *self = g_object_new (ZB_TYPE_CLOCK_DIALOG, "transient-for", parent, NULL);
  ZbWall           after = zb_wall_plus (finding->from, finding->seconds);
  g_autofree char *summary = NULL;
  g_autofree char *said = zb_words_moment (&finding->from);
  g_autofree char *text = zb_words_moment (&after);

  self->said = finding->from;
  summary = g_strdup_printf (_ ("%s · %u 张照片\n%s"), finding->camera, finding->n_photos, finding->reason);
  gtk_label_set_label (self->summary, summary);
  adw_action_row_set_subtitle (self->before, said != NULL ? said : "—");
  gtk_editable_set_text (self->after, finding->seconds != 0 && text != NULL ? text : "");
  gtk_editable_set_text (self->reason, finding->seconds != 0 ? finding->reason : "");
  changed_cb (self);

  return self;
}
