/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/album/photo-canvas.h"
#include "ui/album/photo-viewer.h"
#include "ui/album/review-strip.h"

G_BEGIN_DECLS

/* Shared by photo-viewer.c (what is shown), viewer-pictures.c (its pixels), viewer-play.c (slideshow, full screen) and viewer-actions.c. */
typedef struct
{
  gint64      photo;
  GdkTexture *texture;
  int         full_width, full_height;
} ZbViewerAhead;

struct _ZbPhotoViewer
{
  AdwBin parent_instance;

  ZbAlbum            *album;
  ZbThumbnailLoader  *loader;
  ZbViewing          *viewing;
  ZbAlbumIndex       *index;
  ZbAlbumSelection   *selection; /* its cursor is the photo shown */
  ZbPhoto            *photo;     /* of the cursor; NULL until it was read */
  gint64              shown;
  ZbView             *view; /* of what is shown, without pixels; NULL until it came */
  int                 size; /* longer side that was asked for */
  ZbThumbnailRequest *request;
  GCancellable       *cancellable; /* of what is shown */
  GCancellable       *part_cancellable;
  guint               part_id;
  ZbViewerAhead       ahead[2]; /* next, previous */

  gboolean playing;
  gboolean paused;
  gboolean was_full;
  guint    first, last; /* rows that are played */
  guint    play_id;
  guint    hide_id;
  guint    inhibit;
  gint64   titled; /* meeting whose title was shown last */

  GtkRevealer    *top;
  AdwWindowTitle *title;
  GtkWidget      *star;
  ZbPhotoCanvas  *canvas;
  GtkWidget      *previous;
  GtkWidget      *next;
  GtkWidget      *pill;
  GtkButton      *scale;
  GtkWidget      *note_box;
  GtkLabel       *note;
  GtkWidget      *play_video;
  GtkLabel       *slide_words;
  AdwStatusPage  *slide_title;
  GtkRevealer    *bottom;
  GtkStack       *words;
  GtkLabel       *caption;
  GtkEntry       *entry;
  GtkBox         *badges;
  GtkLabel       *facts;
  GtkWidget      *edit;
  ZbReviewStrip  *film;
};

/* photo-viewer.c */
guint      zb_viewer_get_n (ZbPhotoViewer *self);
gint       zb_viewer_get_row (ZbPhotoViewer *self); /* -1 none */
void       zb_viewer_go (ZbPhotoViewer *self, gint row);
ZbMeeting *zb_viewer_get_meeting (ZbPhotoViewer *self); /* of what is shown; NULL none */
void       zb_viewer_reload (ZbPhotoViewer *self);      /* what is known of the photo shown */
void       zb_viewer_leave_caption (ZbPhotoViewer *self, gboolean save);
/* It is gone: its neighbour is shown. */
void zb_viewer_drop (ZbPhotoViewer *self, gint64 photo);
void zb_viewer_close (ZbPhotoViewer *self);

/* viewer-pictures.c */
void zb_viewer_load (ZbPhotoViewer *self);
void zb_viewer_forget (ZbPhotoViewer *self); /* all pixels */
void zb_viewer_look (ZbPhotoViewer *self);   /* another part or size is seen */

/* viewer-play.c */
void     zb_viewer_set_full (ZbPhotoViewer *self, gboolean full);
gboolean zb_viewer_is_full (ZbPhotoViewer *self);
void     zb_viewer_play (ZbPhotoViewer *self, guint first, guint last);
void     zb_viewer_stop (ZbPhotoViewer *self);
void     zb_viewer_pause (ZbPhotoViewer *self);
void     zb_viewer_step (ZbPhotoViewer *self, int by);
void     zb_viewer_show_words (ZbPhotoViewer *self);
void     zb_viewer_stir (ZbPhotoViewer *self); /* the pointer moved: bars come back for a while */

/* viewer-actions.c */
void     zb_viewer_install (GtkWidgetClass *widget_class);
gboolean zb_viewer_key (ZbPhotoViewer *self, guint key, GdkModifierType state);

G_END_DECLS
