/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One loading at a time; what changes meanwhile is loaded after it, so that an import that commits
 * slice after slice costs one reading at a time and the page shows the last.
 */
#include "ui/album/album-page-private.h"

#include <glib/gi18n.h>

#include "ui/window.h"
#include "ui/words.h"

enum
{
  PROP_0,
  PROP_FOLDED,
  PROP_SEARCH_MODE,
  PROP_CELL_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAlbumPage, zb_album_page, ADW_TYPE_BIN)

#define RELOAD_DELAY 40 /* ms: changes that come together are one */

static void load (ZbAlbumPage *self);

static const char *
get_search (ZbAlbumPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  return gtk_search_bar_get_search_mode (self->search_bar) && *text != '\0' ? text : NULL;
}

ZbAlbumFilter
zb_album_page_make_filter (ZbAlbumPage *self)
{
  ZbAlbumFilter filter = { 0 };

  zb_album_sidebar_fill_filter (self->sidebar, &filter);
  filter.oldest_first = gtk_drop_down_get_selected (self->sort) == 1;
  filter.search = get_search (self);

  return filter;
}

static gboolean
is_whole (ZbAlbumPage *self)
{
  ZbAlbumFilter filter = zb_album_page_make_filter (self);

  return filter.kind == ZB_ALBUM_ALL && filter.search == NULL;
}

/* The selection has a new index a moment before the view has: then there is no answer yet. */
static gboolean
is_missing (ZbAlbumPage *self,
            gint64       photo)
{
  ZbAlbumIndex     *index = zb_album_view_get_index (self->view);
  gint              row = zb_album_selection_find (zb_album_view_get_selection (self->view), photo);
  const ZbAlbumRow *found;

  if (index == NULL || row < 0 || (guint) row >= zb_album_index_get_n_rows (index))
    return FALSE;

  found = zb_album_index_get_row (index, row);
  return found->photo == photo && (found->flags & ZB_ROW_MISSING) != 0;
}

static void
show_details (ZbAlbumPage *self)
{
  g_autoptr (GArray) photos = zb_album_selection_dup_photos (zb_album_view_get_selection (self->view));
  gint64 photo = photos->len > 0 ? g_array_index (photos, gint64, 0) : 0;

  zb_album_details_show (self->details, photo, photos->len);
  zb_album_details_set_missing (self->details, photo != 0 && is_missing (self, photo));
}

static void
all_loaded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (ZbAlbumPage) self = data;
  g_autoptr (ZbAlbumIndex) all = zb_album_load_finish (ZB_ALBUM (source), result, NULL);

  if (all != NULL && self->album != NULL)
    zb_album_sidebar_set_index (self->sidebar, all);
}

static void
clocks_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbAlbumPage) self = data;
  g_autoptr (GPtrArray) clocks = zb_album_clocks_finish (ZB_ALBUM (source), result, NULL);

  if (clocks == NULL || self->album == NULL)
    return;

  g_clear_pointer (&self->clocks, g_ptr_array_unref);
  self->clocks = g_steal_pointer (&clocks);
  zb_album_page_show_clock (self);
}

/* The photos are drawn before what stands beside them is counted. */
static gboolean
later_cb (gpointer data)
{
  ZbAlbumPage *self = data;

  self->later_id = 0;
  if (is_whole (self))
    zb_album_sidebar_set_index (self->sidebar, zb_album_view_get_index (self->view));
  else
    zb_album_load_async (self->album, &(ZbAlbumFilter){ .kind = ZB_ALBUM_ALL }, NULL, all_loaded_cb,
                         g_object_ref (self));
  if (self->clocks_stale)
    zb_album_clocks_async (self->album, 0, NULL, clocks_cb, g_object_ref (self));
  self->clocks_stale = FALSE;

  return G_SOURCE_REMOVE;
}

static void
show_index (ZbAlbumPage  *self,
            ZbAlbumIndex *index)
{
  zb_album_view_set_index (self->view, index);
  if (self->fresh)
    zb_album_view_scroll_to_start (self->view);
  self->fresh = FALSE;
  zb_album_page_show_state (self, index);
  zb_album_page_end_jump (self);
  show_details (self);
  zb_album_actions_update (self);

  if (self->later_id == 0)
    self->later_id = g_idle_add_full (G_PRIORITY_LOW, later_cb, self, NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbAlbumPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbAlbumIndex) index = zb_album_load_finish (ZB_ALBUM (source), result, &error);

  g_clear_object (&self->cancellable);
  if (self->album == NULL)
    return;

  if (self->again)
    load (self);
  else if (index != NULL)
    show_index (self, index);
  else if (zb_service_fault (error) != ZB_FAULT_CANCELLED)
    {
      g_autofree char *words = zb_words_error (error);

      g_warning ("album: %s", error->message);
      zb_window_toast (GTK_WIDGET (self), words, FALSE);
    }
}

static void
load (ZbAlbumPage *self)
{
  ZbAlbumFilter filter;

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    {
      self->again = TRUE;
      return;
    }

  self->again = FALSE;
  self->cancellable = g_cancellable_new ();
  filter = zb_album_page_make_filter (self);
  zb_album_load_async (self->album, &filter, self->cancellable, loaded_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  ZbAlbumPage *self = data;

  self->reload_id = 0;
  load (self);

  return G_SOURCE_REMOVE;
}

static void
library_changed_cb (ZbAlbumPage *self,
                    guint        tables)
{
  if ((tables & (ZB_TABLE_PHOTO | ZB_TABLE_MEETING)) == 0)
    return;

  self->clocks_stale = TRUE;
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

static void
filter_changed_cb (ZbAlbumPage *self)
{
  if (self->album == NULL)
    return;

  zb_album_details_leave (self->details);
  zb_album_selection_clear (zb_album_view_get_selection (self->view));
  self->fresh = TRUE;
  load (self);
}

static void
sort_changed_cb (ZbAlbumPage *self)
{
  if (self->album == NULL)
    return;

  self->fresh = TRUE;
  load (self);
}

static void
search_mode_cb (ZbAlbumPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    filter_changed_cb (self);
}

static void
size_changed_cb (ZbAlbumPage *self)
{
  zb_album_view_set_cell_size (self->view, gtk_adjustment_get_value (self->size));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CELL_SIZE]);
}

static gboolean
wheel_cb (GtkEventControllerScroll *controller,
          double                    dx,
          double                    dy,
          gpointer                  data)
{
  ZbAlbumPage    *self = data;
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  gtk_adjustment_set_value (self->size, gtk_adjustment_get_value (self->size) - dy * 12);
  return GDK_EVENT_STOP;
}

static void
selection_changed_cb (ZbAlbumPage *self)
{
  guint            n = zb_album_selection_get_n (zb_album_view_get_selection (self->view));
  g_autofree char *text = g_strdup_printf (_ ("已选 %u 张"), n);

  if (n > 0)
    gtk_label_set_label (self->n_selected, text);
  gtk_revealer_set_reveal_child (self->bar, n > 0);
  show_details (self);
  zb_album_actions_update (self);
}

static void
activated_cb (ZbAlbumPage *self,
              gint64       photo)
{
  if (!gtk_widget_activate_action (GTK_WIDGET (self), "win.view-photo", "x", photo))
    adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
captioned_cb (ZbAlbumPage *self,
              gint64       photo,
              const char  *caption)
{
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (photos, photo);
  zb_album_actions_caption (self, photos, caption);
}

static void
photos_dropped_cb (ZbAlbumPage *self,
                   gint64       meeting,
                   GArray      *photos)
{
  zb_album_actions_link (self, photos, meeting);
}

static void
back_cb (ZbAlbumPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

/* The first finding that was not put aside. */
void
zb_album_page_show_clock (ZbAlbumPage *self)
{
  while (self->clocks->len > 0)
    {
      const ZbClockFinding *finding = self->clocks->pdata[0];

      if (!g_hash_table_contains (self->dismissed, finding->reason))
        {
          gtk_label_set_label (self->notice_label, finding->reason);
          break;
        }
      g_ptr_array_remove_index (self->clocks, 0);
    }

  gtk_revealer_set_reveal_child (self->notice, self->clocks->len > 0);
}

static void
zb_album_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->search_bar));
      break;

    case PROP_CELL_SIZE:
      g_value_set_int (value, gtk_adjustment_get_value (self->size));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_album_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      self->folded = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_SEARCH_MODE:
      if (gtk_widget_get_sensitive (GTK_WIDGET (self->search_button)))
        gtk_search_bar_set_search_mode (self->search_bar, g_value_get_boolean (value));
      break;

    case PROP_CELL_SIZE:
      gtk_adjustment_set_value (self->size, g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_album_page_dispose (GObject *object)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_handle_id (&self->later_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->album);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popover)));
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ALBUM_PAGE);
  g_clear_object (&self->meetings);
  g_clear_object (&self->sidebar);

  G_OBJECT_CLASS (zb_album_page_parent_class)->dispose (object);
}

static void
zb_album_page_finalize (GObject *object)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->clocks, g_ptr_array_unref);
  g_clear_pointer (&self->dismissed, g_hash_table_unref);

  G_OBJECT_CLASS (zb_album_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/album-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, results);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, sort);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, size);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, flap);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, view);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, details);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, notice);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, notice_label);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, bar);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, n_selected);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, link);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, caption);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, pick);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, cover);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, turn);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, date);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, export);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, more);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, review);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, similar);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, photo_menu);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, trash_menu);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, trash);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumPage, restore);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, size_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wheel_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, captioned_cb);
}

static void
zb_album_page_class_init (ZbAlbumPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = zb_album_page_dispose;
  object_class->finalize = zb_album_page_finalize;
  object_class->get_property = zb_album_page_get_property;
  object_class->set_property = zb_album_page_set_property;

  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, flags);
  properties[PROP_CELL_SIZE] = g_param_spec_int ("cell-size", NULL, NULL, ZB_CELL_SIZE_LEAST,
                                                 ZB_CELL_SIZE_MOST, 148, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (ZB_TYPE_ALBUM_VIEW);
  g_type_ensure (ZB_TYPE_ALBUM_DETAILS);
  g_type_ensure (ZB_TYPE_FIT_BOX);
  bind_template (widget_class);
  zb_album_actions_install (widget_class);
  zb_album_menu_install (widget_class);
}

static void
zb_album_page_init (ZbAlbumPage *self)
{
  self->dismissed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->clocks_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  zb_fit_box_may_drop (self->selection_bar, self->turn);
  zb_fit_box_may_drop (self->selection_bar, self->cover);
  zb_fit_box_may_drop (self->selection_bar, self->date);
  zb_fit_box_may_drop (self->selection_bar, self->export);
  zb_fit_box_may_drop (self->selection_bar, self->pick);
  zb_album_menu_attach (self);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_object (zb_album_view_get_selection (self->view), "changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  zb_album_actions_update (self);
}

void
zb_album_page_set_album (ZbAlbumPage    *self,
                         ZbAlbum        *album,
                         ZbMeetings     *meetings,
                         ZbAlbumSidebar *sidebar)
{
  g_return_if_fail (ZB_IS_ALBUM_PAGE (self));
  g_return_if_fail (self->album == NULL);

  self->album = g_object_ref (album);
  self->meetings = g_object_ref (meetings);
  self->sidebar = g_object_ref (sidebar);
  zb_album_view_set_album (self->view, album);
  zb_album_details_set_album (self->details, album, meetings, zb_album_view_get_loader (self->view));
  g_signal_connect_object (sidebar, "chosen", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sidebar, "jumped", G_CALLBACK (zb_album_page_begin_jump), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sidebar, "photos-dropped", G_CALLBACK (photos_dropped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (zb_album_get_library (album), "changed", G_CALLBACK (library_changed_cb),
                           self, G_CONNECT_SWAPPED);
  load (self);
}

guint
zb_album_page_get_n_shown (ZbAlbumPage *self)
{
  ZbAlbumIndex *index;

  g_return_val_if_fail (ZB_IS_ALBUM_PAGE (self), 0);

  index = zb_album_view_get_index (self->view);
  return index != NULL ? zb_album_index_get_n_rows (index) : 0;
}

ZbAlbumIndex *
zb_album_page_get_index (ZbAlbumPage *self)
{
  return zb_album_view_get_index (self->view);
}

ZbThumbnailLoader *
zb_album_page_get_loader (ZbAlbumPage *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_PAGE (self), NULL);

  return zb_album_view_get_loader (self->view);
}
