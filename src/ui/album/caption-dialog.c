/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/caption-dialog.h"

#include <glib/gi18n.h>

struct _ZbCaptionDialog
{
  AdwMessageDialog parent_instance;

  GtkEditable *caption;
};

enum
{
  CAPTIONED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbCaptionDialog, zb_caption_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
zb_caption_dialog_response (AdwMessageDialog *dialog,
                            const char       *response)
{
  ZbCaptionDialog *self = ZB_CAPTION_DIALOG (dialog);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->caption)));

  if (g_strcmp0 (response, "save") == 0)
    g_signal_emit (self, signals[CAPTIONED], 0, text);
}

static void
zb_caption_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_CAPTION_DIALOG);

  G_OBJECT_CLASS (zb_caption_dialog_parent_class)->dispose (object);
}

static void
zb_caption_dialog_class_init (ZbCaptionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_caption_dialog_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = zb_caption_dialog_response;

  signals[CAPTIONED] = g_signal_new ("captioned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/caption-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbCaptionDialog, caption);
}

static void
zb_caption_dialog_init (ZbCaptionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

ZbCaptionDialog *
zb_caption_dialog_new (GtkWindow *parent,
                       guint      n_photos)
{
  ZbCaptionDialog *self = g_object_new (ZB_TYPE_CAPTION_DIALOG, "transient-for", parent, NULL);
  g_autofree char *heading = g_strdup_printf (_ ("给 %u 张照片写同一个说明"), n_photos);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), heading);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), _ ("原有的说明会被替换，可以撤销。"));
  gtk_widget_grab_focus (GTK_WIDGET (self->caption));

  return self;
}
