/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/photo-viewer-private.h"

#include <glib/gi18n.h>

#include "ui/words.h"

/* Full screen, and the slideshow for the meeting room: each meeting begins with its title, the captions stand large at the foot. */

#define SLIDE_SECONDS 5
#define HIDE_SECONDS 3

static GtkWindow *
get_window (ZbPhotoViewer *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

gboolean
zb_viewer_is_full (ZbPhotoViewer *self)
{
  GtkWindow *window = get_window (self);

  return window != NULL && gtk_window_is_fullscreen (window);
}

static void
show_bars (ZbPhotoViewer *self,
           gboolean       shown)
{
  gtk_revealer_set_reveal_child (self->top, shown);
  gtk_revealer_set_reveal_child (self->bottom, shown && !self->playing);
  gtk_widget_set_visible (self->pill, shown && !self->playing);
  gtk_widget_set_visible (self->previous, shown);
  gtk_widget_set_visible (self->next, shown);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), shown ? NULL : "none");
}

static gboolean
hide_cb (gpointer data)
{
  ZbPhotoViewer *self = data;

  self->hide_id = 0;
  if (zb_viewer_is_full (self) && g_strcmp0 (gtk_stack_get_visible_child_name (self->words), "edit") != 0)
    show_bars (self, FALSE);
  return G_SOURCE_REMOVE;
}

void
zb_viewer_stir (ZbPhotoViewer *self)
{
  g_clear_handle_id (&self->hide_id, g_source_remove);
  if (!gtk_revealer_get_reveal_child (self->top))
    show_bars (self, TRUE);
  if (zb_viewer_is_full (self))
    self->hide_id = g_timeout_add_seconds (HIDE_SECONDS, hide_cb, self);
}

void
zb_viewer_set_full (ZbPhotoViewer *self,
                    gboolean       full)
{
  GtkWindow *window = get_window (self);

  if (window == NULL)
    return;

  g_clear_handle_id (&self->hide_id, g_source_remove);
  if (full)
    {
      gtk_window_fullscreen (window);
      self->hide_id = g_timeout_add_seconds (HIDE_SECONDS, hide_cb, self);
    }
  else
    {
      gtk_window_unfullscreen (window);
      show_bars (self, TRUE);
    }
}

/* --- slideshow --- */

void
zb_viewer_show_words (ZbPhotoViewer *self)
{
  const char *caption = self->photo != NULL ? zb_photo_get (self->photo)->caption : NULL;

  gtk_label_set_label (self->slide_words, caption != NULL ? caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->slide_words), self->playing && caption != NULL);
}

static gboolean
show_title (ZbPhotoViewer *self)
{
  ZbMeeting       *meeting = zb_viewer_get_meeting (self);
  g_autofree char *title = meeting != NULL ? zb_words_meeting_title (meeting) : NULL;
  g_autofree char *when = meeting != NULL ? zb_words_span (zb_meeting_get_start (meeting), zb_meeting_get_end (meeting)) : NULL;
  const char      *place = meeting != NULL ? zb_meeting_get_place (meeting) : NULL;
  g_autofree char *words = place != NULL ? g_strconcat (when, "\n", place, NULL) : g_strdup (when);

  if (meeting == NULL || zb_meeting_get_id (meeting) == self->titled)
    return FALSE;

  self->titled = zb_meeting_get_id (meeting);
  adw_status_page_set_title (self->slide_title, title);
  adw_status_page_set_description (self->slide_title, words);
  gtk_widget_set_visible (GTK_WIDGET (self->slide_title), TRUE);
  return TRUE;
}

static void
show_end (ZbPhotoViewer *self)
{
  adw_status_page_set_title (self->slide_title, _ ("放映完了"));
  adw_status_page_set_description (self->slide_title, _ ("按 Esc 返回，按 ← 再看"));
  gtk_widget_set_visible (GTK_WIDGET (self->slide_title), TRUE);
  g_clear_handle_id (&self->play_id, g_source_remove);
  self->paused = TRUE;
}

static gboolean play_cb (gpointer data);

static void
wait_on (ZbPhotoViewer *self)
{
  g_clear_handle_id (&self->play_id, g_source_remove);
  if (self->playing && !self->paused)
    self->play_id = g_timeout_add_seconds (SLIDE_SECONDS, play_cb, self);
}

/* A title is a slide of its own; then its photo. */
void
zb_viewer_step (ZbPhotoViewer *self,
                int            by)
{
  gint     row = zb_viewer_get_row (self) + by;
  gboolean titled = gtk_widget_get_visible (GTK_WIDGET (self->slide_title));

  if (!self->playing)
    {
      zb_viewer_go (self, row);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->slide_title), FALSE);
  if (titled && (by > 0 || zb_viewer_get_row (self) == (gint) self->last))
    by = 0;
  if (by != 0 && row > (gint) self->last)
    {
      show_end (self);
      return;
    }
  if (by != 0 && row >= (gint) self->first)
    {
      zb_viewer_go (self, row);
      if (by > 0)
        show_title (self);
    }
  wait_on (self);
}

static gboolean
play_cb (gpointer data)
{
  ZbPhotoViewer *self = data;

  self->play_id = 0;
  zb_viewer_step (self, 1);
  return G_SOURCE_REMOVE;
}

void
zb_viewer_pause (ZbPhotoViewer *self)
{
  self->paused = !self->paused;
  wait_on (self);
}

/* The screen does not go dark over it. */
static void
keep_awake (ZbPhotoViewer *self)
{
  GtkWindow      *window = get_window (self);
  GtkApplication *application = window != NULL ? gtk_window_get_application (window) : NULL;

  if (application != NULL)
    self->inhibit = gtk_application_inhibit (application, window, GTK_APPLICATION_INHIBIT_IDLE, _ ("正在放映照片"));
}

static void
let_sleep (ZbPhotoViewer *self)
{
  GtkWindow      *window = get_window (self);
  GtkApplication *application = window != NULL ? gtk_window_get_application (window) : NULL;

  if (application != NULL && self->inhibit != 0)
    gtk_application_uninhibit (application, self->inhibit);
  self->inhibit = 0;
}

void
zb_viewer_play (ZbPhotoViewer *self,
                guint          first,
                guint          last)
{
  zb_viewer_leave_caption (self, TRUE);
  zb_photo_canvas_fit (self->canvas);
  self->was_full = zb_viewer_is_full (self);
  self->playing = TRUE;
  self->paused = FALSE;
  self->first = first;
  self->last = last;
  self->titled = 0;
  gtk_widget_add_css_class (GTK_WIDGET (self), "playing");
  keep_awake (self);
  zb_viewer_set_full (self, TRUE);
  show_bars (self, FALSE);
  zb_viewer_go (self, (gint) first);
  show_title (self);
  zb_viewer_show_words (self);
  wait_on (self);
}

void
zb_viewer_stop (ZbPhotoViewer *self)
{
  g_clear_handle_id (&self->play_id, g_source_remove);
  if (!self->playing)
    return;

  self->playing = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "playing");
  let_sleep (self);
  gtk_widget_set_visible (GTK_WIDGET (self->slide_title), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->slide_words), FALSE);
  zb_viewer_set_full (self, self->was_full);
}
