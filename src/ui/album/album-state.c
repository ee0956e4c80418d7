/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the album's page says about what it shows: how many, why nothing, what there is to sort out. */
#include "ui/album/album-page-private.h"

#include <glib/gi18n.h>

#include "ui/album/review-queue.h"

static void
show_title (ZbAlbumPage  *self,
            ZbAlbumIndex *index)
{
  g_autofree char *subtitle = NULL;

  subtitle = g_strdup_printf (_ ("%s · %'u 张"), zb_album_sidebar_get_title (self->sidebar),
                              zb_album_index_get_n_rows (index));
  adw_window_title_set_subtitle (self->title, subtitle);
}

/* Why a filter shows nothing, and what would fill it. */
static const char *
explain_nothing (ZbAlbumFilterKind kind)
{
  switch (kind)
    {
    case ZB_ALBUM_UNLINKED:
      return _ ("所有照片都已归入活动");
    case ZB_ALBUM_UNDATED:
      return _ ("所有照片都有可靠的日期");
    case ZB_ALBUM_MEETING:
      return _ ("把照片拖到左边的活动上，就归入那次活动");
    case ZB_ALBUM_TRASH:
      return _ ("移到回收站的照片会放在这里，随时可以恢复");
    case ZB_ALBUM_PICKED:
      return _ ("选中照片，按 S 就列入精选");
    case ZB_ALBUM_CLOCK:
      return _ ("没有哪台相机的时间看起来不对");
    case ZB_ALBUM_MISSING:
      return _ ("所有照片的原件都在");
    case ZB_ALBUM_ALL:
    case ZB_ALBUM_BATCH:
    case ZB_ALBUM_SPAN:
    case ZB_N_ALBUM_FILTERS:
    default:
      return NULL;
    }
}

/* What a person has to sort out is offered one by one. */
static void
show_review (ZbAlbumPage      *self,
             ZbAlbumFilterKind kind,
             ZbAlbumIndex     *index)
{
  guint            n = kind == ZB_ALBUM_UNDATED || kind == ZB_ALBUM_UNLINKED ? zb_review_queue_count (index) : 0;
  g_autofree char *label = g_strdup_printf (_ ("逐张整理 %u 张"), n);

  gtk_button_set_label (self->review, label);
  gtk_widget_set_visible (GTK_WIDGET (self->review), n > 0);
  gtk_widget_set_visible (self->similar, kind == ZB_ALBUM_MEETING && zb_album_index_get_n_rows (index) > 1);
}

void
zb_album_page_show_state (ZbAlbumPage  *self,
                          ZbAlbumIndex *index)
{
  ZbAlbumFilter filter = zb_album_page_make_filter (self);
  gboolean      empty = zb_album_index_get_count (index, ZB_ALBUM_ALL) == 0 &&
                   zb_album_index_get_count (index, ZB_ALBUM_TRASH) == 0 &&
                   zb_album_index_get_n_rows (index) == 0 && filter.search == NULL;

  show_title (self, index);
  show_review (self, filter.kind, index);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "album");
  gtk_widget_set_visible (self->import_button, !empty);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_button), !empty);
  if (empty)
    adw_window_title_set_subtitle (self->title, NULL);
  adw_status_page_set_description (self->nothing, explain_nothing (filter.kind));
  gtk_stack_set_visible_child_name (
      self->results, zb_album_index_get_n_rows (index) > 0 ? "view"
                     : filter.search != NULL               ? "no-match"
                                                           : "nothing");
}
