/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/album/album-details.h"
#include "ui/album/album-page.h"
#include "ui/album/album-view.h"
#include "ui/fit-box.h"

G_BEGIN_DECLS

/* Shared by album-page.c (what is shown), album-actions.c (what is done to the selection), album-group-actions.c (to a group),
 * album-sort-actions.c (sorting out) and album-menu.c (by the pointer's other button). */
struct _ZbAlbumPage
{
  AdwBin parent_instance;

  ZbAlbum        *album;
  ZbMeetings     *meetings;
  ZbAlbumSidebar *sidebar;
  GCancellable   *cancellable; /* of the loading under way, NULL when none is */
  GPtrArray      *clocks;      /* of ZbClockFinding *, what is left to say */
  GHashTable     *dismissed;   /* set of reasons */
  guint           reload_id;
  guint           later_id;
  guint           go_id; /* a tick callback, of the view */
  guint           go_frames;
  gint64          jump;  /* a photo to go to when the whole album is there, 0 none */
  gboolean        again; /* changed while loading */
  gboolean        fresh; /* another filter: from the top */
  gboolean        folded;
  gboolean        clocks_stale;

  AdwWindowTitle  *title;
  GtkWidget       *import_button;
  GtkToggleButton *search_button;
  GtkSearchBar    *search_bar;
  GtkSearchEntry  *search_entry;
  GtkStack        *stack;
  GtkStack        *results;
  AdwStatusPage   *nothing;
  GtkDropDown     *sort;
  GtkAdjustment   *size;
  AdwFlap         *flap;
  ZbAlbumView     *view;
  ZbAlbumDetails  *details;
  GtkRevealer     *notice;
  GtkLabel        *notice_label;
  GtkRevealer     *bar;
  GtkLabel        *n_selected;
  ZbFitBox        *selection_bar;
  GtkWidget       *link;
  GtkWidget       *caption;
  GtkWidget       *pick;
  GtkWidget       *cover;
  GtkWidget       *turn;
  GtkWidget       *date;
  GtkWidget *export;
  GtkMenuButton  *more;
  GtkButton      *review;
  GtkWidget      *similar;
  GMenuModel     *photo_menu;
  GMenuModel     *trash_menu;
  GtkPopoverMenu *popover; /* of the pointer's other button; a child beside the bin's */
  GtkWidget      *trash;
  GtkWidget      *restore;
};

void zb_album_actions_install (GtkWidgetClass *widget_class);
/* Which actions can be done with the selection there is. */
void zb_album_actions_update (ZbAlbumPage *self);
void zb_album_actions_link (ZbAlbumPage *self, GArray *photos, gint64 meeting);
void zb_album_actions_caption (ZbAlbumPage *self, GArray *photos, const char *caption);
void zb_album_actions_restore (ZbAlbumPage *self, GArray *photos);
/* Asks for the meeting of `photos`, which it takes. */
void       zb_album_actions_choose_meeting (ZbAlbumPage *self, GArray *photos);
GArray    *zb_album_actions_dup_selected (ZbAlbumPage *self);
GtkWindow *zb_album_actions_get_window (ZbAlbumPage *self);

void zb_album_group_actions_install (GtkWidgetClass *widget_class);
/* The group whose first photo this is; NULL when it is gone. */
const ZbAlbumGroup *zb_album_actions_find_group (ZbAlbumPage *self, GVariant *parameter);
GArray             *zb_album_actions_dup_group (ZbAlbumPage *self, const ZbAlbumGroup *group);

void zb_album_sort_actions_install (GtkWidgetClass *widget_class);
/* `n`: photos that can be sorted out. */
void zb_album_sort_actions_update (ZbAlbumPage *self, guint n);

void zb_album_mark_actions_install (GtkWidgetClass *widget_class);
void zb_album_mark_actions_update (ZbAlbumPage *self, guint n);
void zb_album_date_actions_install (GtkWidgetClass *widget_class);
void zb_album_date_actions_update (ZbAlbumPage *self, guint n);

void zb_album_export_actions_install (GtkWidgetClass *widget_class);
void zb_album_export_actions_update (ZbAlbumPage *self, gboolean trash);

void zb_album_export_actions_install (GtkWidgetClass *widget_class);
void zb_album_export_actions_update (ZbAlbumPage *self, gboolean trash);

/* The menu of a photo or a group, where it is asked for. */
void zb_album_menu_install (GtkWidgetClass *widget_class);
void zb_album_menu_attach (ZbAlbumPage *self);

void          zb_album_page_show_clock (ZbAlbumPage *self);
ZbAlbumFilter zb_album_page_make_filter (ZbAlbumPage *self);
/* album-page-jump.c: to where a photo is in the whole album, at once when that is shown, else after it is. */
void zb_album_page_begin_jump (ZbAlbumPage *self, gint64 photo);
void zb_album_page_end_jump (ZbAlbumPage *self);
/* album-state.c */
void zb_album_page_show_state (ZbAlbumPage *self, ZbAlbumIndex *index);

G_END_DECLS
