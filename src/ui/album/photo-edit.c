/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/photo-edit.h"

#include <glib/gi18n.h>

#include "service/meetings.h"
#include "ui/window.h"
#include "ui/words.h"

typedef struct
{
  GtkWidget *widget;
  char      *words;
} Edit;

static void
free_edit (Edit *edit)
{
  g_clear_object (&edit->widget);
  g_free (edit->words);
  g_free (edit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edit, free_edit)

gpointer
zb_photo_edit_new (GtkWidget *widget,
                   char      *words)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->widget = g_object_ref (widget);
  edit->words = words;

  return edit;
}

void
zb_photo_edit_toast_error (GtkWidget    *widget,
                           const GError *error)
{
  g_autofree char *words = zb_words_error (error);

  if (zb_service_fault (error) == ZB_FAULT_CANCELLED)
    return;

  g_warning ("album: %s", error->message);
  zb_window_toast (widget, words, FALSE);
}

void
zb_photo_edit_done_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr (Edit) edit = data;
  g_autoptr (GError) error = NULL;
  gint n = zb_album_edit_finish (ZB_ALBUM (source), result, &error);

  if (n < 0)
    zb_photo_edit_toast_error (edit->widget, error);
  else if (n > 0)
    zb_window_toast (edit->widget, edit->words, TRUE);
}

void
zb_photo_edit_removed_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      data)
{
  g_autoptr (Edit) edit = data;
  g_autoptr (GError) error = NULL;

  if (zb_meetings_edit_finish (ZB_MEETINGS (source), result, &error) != 0)
    zb_window_toast (edit->widget, edit->words, TRUE);
  else if (error != NULL)
    zb_photo_edit_toast_error (edit->widget, error);
}

void
zb_photo_edit_shifted_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      data)
{
  g_autoptr (Edit) edit = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  ZbShiftResult    shift;

  if (!zb_album_shift_finish (ZB_ALBUM (source), result, &shift, &error))
    {
      zb_photo_edit_toast_error (edit->widget, error);
      return;
    }

  words = shift.linked > 0
              ? g_strdup_printf (_ ("已改正 %u 张的时间，其中 %u 张归入了活动"), shift.changed, shift.linked)
              : g_strdup_printf (_ ("已改正 %u 张的时间"), shift.changed);
  zb_window_toast (edit->widget, words, shift.changed > 0);
}
