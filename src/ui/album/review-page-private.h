/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/album/photo-picture.h"
#include "ui/album/review-page.h"
#include "ui/album/review-strip.h"

G_BEGIN_DECLS

/* What came of a photo here. */
typedef enum
{
  ZB_SORTED_LINKED,
  ZB_SORTED_DATED,
  ZB_SORTED_APART,
  ZB_SORTED_TRASHED,
  ZB_N_SORTED
} ZbSorted;

/* Shared by review-page.c (what waits), review-show.c (the photo in hand) and review-actions.c (what is done). */
struct _ZbReviewPage
{
  AdwBin parent_instance;

  ZbAlbum           *album;
  ZbMeetings        *meetings;
  ZbThumbnailLoader *loader;
  ZbAlbumSelection  *selection;
  ZbAlbumFilterKind  kind;
  ZbAlbumIndex      *queue;   /* what waits; NULL until it has been read */
  GCancellable      *loading; /* NULL when nothing is being read */
  guint              pending; /* edits under way: what is read meanwhile is not the last word */
  guint              reload_id;
  gboolean           again;
  gint64             wanted; /* shown when the queue comes; 0: what is shown */
  GArray            *gone;   /* of gint64: sorted out here, in order */
  GHashTable        *sorted; /* gint64 → ZbSorted */

  gint64        shown; /* the photo in hand */
  GCancellable *asking;
  ZbPhoto      *photo;    /* NULL until it has been read, as the next */
  GPtrArray    *choices;  /* of ZbMeeting: behind the numbers */
  ZbMeeting    *proposal; /* NULL: nothing fits */

  AdwWindowTitle *title;
  GtkStack       *stack;
  AdwStatusPage  *done;
  ZbPhotoPicture *picture;
  GtkLabel       *together;
  ZbReviewStrip  *strip;
  GtkLabel       *when;
  GtkLabel       *confidence;
  GtkLabel       *source;
  GtkLabel       *sentence;
  GtkWidget      *card;
  GtkBox         *badges;
  GtkLabel       *theme;
  GtkLabel       *span;
  GtkLabel       *place;
  GtkLabel       *why;
  GtkWidget      *take_group;
  GtkLabel       *take_group_label;
  GtkWidget      *nothing;
  GtkWidget      *others_title;
  GtkListBox     *others;
};

void zb_review_page_load (ZbReviewPage *self);
/* Takes photos out of what waits at once, before the library has said so, and goes on. */
void zb_review_page_leave (ZbReviewPage *self, GArray *photos, ZbSorted sorted);
/* The edit of those is over. */
void zb_review_page_settled (ZbReviewPage *self);

/* review-show.c: the photo at the cursor, from what is known to what has to be asked. */
void                zb_review_page_show_photo (ZbReviewPage *self);
const ZbAlbumGroup *zb_review_page_get_group (ZbReviewPage *self); /* of the photo in hand, may be NULL */

/* review-actions.c */
void zb_review_actions_install (GtkWidgetClass *widget_class);
void zb_review_actions_update (ZbReviewPage *self);

G_END_DECLS
