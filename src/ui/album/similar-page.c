/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set that is decided goes at once; the library's word is read again after every change, so that what is undone stands here again. */
#include "ui/album/similar-page.h"

#include <glib/gi18n.h>

#include "ui/album/photo-edit.h"
#include "ui/album/similar-row.h"
#include "ui/words.h"

#define RELOAD_DELAY 60 /* ms */

struct _ZbSimilarPage
{
  AdwBin parent_instance;

  ZbAlbum           *album;
  ZbThumbnailLoader *loader;
  gint64             meeting;
  GCancellable      *looking; /* NULL when nothing is being compared */
  GHashTable        *left;    /* set of keys: all of these are to stay */
  guint              reload_id;
  guint              n_sets; /* at first */
  gboolean           again;

  AdwWindowTitle *title;
  GtkWidget      *keep_each;
  GtkStack       *stack;
  AdwStatusPage  *none;
  GtkListBox     *list;
};

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSimilarPage, zb_similar_page, ADW_TYPE_BIN)

static GtkListBoxRow *
get_row (ZbSimilarPage *self,
         int            index)
{
  return gtk_list_box_get_row_at_index (self->list, index);
}

static guint
count_rows (ZbSimilarPage *self)
{
  guint n = 0;

  while (get_row (self, (int) n) != NULL)
    n++;

  return n;
}

static void
show_none (ZbSimilarPage *self)
{
  adw_status_page_set_title (self->none, self->n_sets > 0 ? _ ("都挑好了") : _ ("没有找到相似的照片"));
  adw_status_page_set_description (self->none, self->n_sets > 0
                                                   ? _ ("没有留下的照片在回收站里，随时可以恢复")
                                                   : _ ("连拍和几乎一样的照片会成组列在这里"));
  gtk_stack_set_visible_child_name (self->stack, "none");
  gtk_widget_child_focus (GTK_WIDGET (self->none), GTK_DIR_TAB_FORWARD);
}

static void
show_count (ZbSimilarPage *self)
{
  guint            n = count_rows (self);
  g_autofree char *text = g_strdup_printf (_ ("全部按建议（%u 组）"), n);

  gtk_button_set_label (GTK_BUTTON (self->keep_each), text);
  gtk_widget_set_visible (self->keep_each, n > 0);
  if (n == 0)
    show_none (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "sets");
}

/* The one below takes its place. */
static void
remove_row (ZbSimilarPage *self,
            ZbSimilarRow  *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  show_count (self);
  if (get_row (self, index) == NULL)
    index--;
  if (index >= 0)
    gtk_widget_grab_focus (GTK_WIDGET (get_row (self, index)));
}

static void
keep (ZbSimilarPage *self,
      GArray        *kept,
      GArray        *dropped)
{
  char *words = g_strdup_printf (_ ("留下 %u 张并列入精选，%u 张移到回收站"), kept->len, dropped->len);

  zb_album_keep_async (self->album, kept, dropped, NULL, zb_photo_edit_done_cb,
                       zb_photo_edit_new (GTK_WIDGET (self), words));
}

static void
keep_cb (ZbSimilarPage *self,
         ZbSimilarRow  *row)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) dropped = g_array_new (FALSE, FALSE, sizeof (gint64));

  zb_similar_row_collect (row, kept, dropped);
  keep (self, kept, dropped);
  remove_row (self, row);
}

static void
keep_all_cb (ZbSimilarPage *self,
             ZbSimilarRow  *row)
{
  g_hash_table_add (self->left, g_strdup (zb_similar_row_get_key (row)));
  remove_row (self, row);
}

static void
activated_cb (ZbSimilarPage *self,
              ZbSimilarRow  *row)
{
  keep_cb (self, row);
}

static void
keep_each_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ZbSimilarPage *self = ZB_SIMILAR_PAGE (widget);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) dropped = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkListBoxRow *row;

  while ((row = get_row (self, 0)) != NULL)
    {
      zb_similar_row_collect (ZB_SIMILAR_ROW (row), kept, dropped);
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }
  if (kept->len > 0)
    keep (self, kept, dropped);
  show_count (self);
}

static gboolean
shows_already (ZbSimilarPage *self,
               GPtrArray     *sets)
{
  if (sets->len != count_rows (self))
    return FALSE;

  for (guint i = 0; i < sets->len; i++)
    {
      g_autofree char *key = zb_similar_row_dup_key (sets->pdata[i]);

      if (g_strcmp0 (key, zb_similar_row_get_key (ZB_SIMILAR_ROW (get_row (self, (int) i)))) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
drop_left (ZbSimilarPage *self,
           GPtrArray     *sets)
{
  for (guint i = sets->len; i > 0; i--)
    {
      g_autofree char *key = zb_similar_row_dup_key (sets->pdata[i - 1]);

      if (g_hash_table_contains (self->left, key))
        g_ptr_array_remove_index (sets, i - 1);
    }
}

static void
show_sets (ZbSimilarPage *self,
           GPtrArray     *sets)
{
  GtkListBoxRow *row;

  while ((row = get_row (self, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < sets->len; i++)
    {
      GtkWidget *child = zb_similar_row_new (sets->pdata[i], self->loader);

      g_signal_connect_object (child, "keep", G_CALLBACK (keep_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (child, "keep-all", G_CALLBACK (keep_all_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, child);
    }
  self->n_sets = MAX (self->n_sets, sets->len);
  show_count (self);
  if (sets->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (get_row (self, 0)));
}

static void look (ZbSimilarPage *self);

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbSimilarPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sets = zb_album_similar_finish (ZB_ALBUM (source), result, &error);

  g_clear_object (&self->looking);
  if (self->album == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (self->again)
    {
      look (self);
      return;
    }
  if (sets == NULL)
    {
      zb_photo_edit_toast_error (GTK_WIDGET (self), error);
      show_none (self);
      return;
    }

  drop_left (self, sets);
  if (sets->len == 0 || !shows_already (self, sets))
    show_sets (self, sets);
}

static void
look (ZbSimilarPage *self)
{
  self->again = self->looking != NULL;
  if (self->looking != NULL)
    return;

  self->looking = g_cancellable_new ();
  zb_album_similar_async (self->album, self->meeting, self->looking, looked_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  ZbSimilarPage *self = data;

  self->reload_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

static void
library_changed_cb (ZbSimilarPage *self,
                    guint          tables)
{
  if ((tables & ZB_TABLE_PHOTO) != 0 && self->reload_id == 0 && self->meeting != 0)
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

static void
close_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
zb_similar_page_dispose (GObject *object)
{
  ZbSimilarPage *self = ZB_SIMILAR_PAGE (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->album);
  /* The template would unparent a bound child that the bin unparents as well. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_SIMILAR_PAGE);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (zb_similar_page_parent_class)->dispose (object);
}

static void
zb_similar_page_finalize (GObject *object)
{
  ZbSimilarPage *self = ZB_SIMILAR_PAGE (object);

  g_clear_object (&self->looking);
  g_clear_pointer (&self->left, g_hash_table_unref);

  G_OBJECT_CLASS (zb_similar_page_parent_class)->finalize (object);
}

static void
zb_similar_page_class_init (ZbSimilarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_similar_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_similar_page_finalize;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/similar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbSimilarPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbSimilarPage, keep_each);
  gtk_widget_class_bind_template_child (widget_class, ZbSimilarPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbSimilarPage, none);
  gtk_widget_class_bind_template_child (widget_class, ZbSimilarPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "similar.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "similar.keep-each", NULL, keep_each_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "similar.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "similar.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "similar.keep-each", NULL);
}

static void
zb_similar_page_init (ZbSimilarPage *self)
{
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

ZbSimilarPage *
zb_similar_page_new (ZbAlbum           *album,
                     ZbThumbnailLoader *loader)
{
  ZbSimilarPage *self = g_object_new (ZB_TYPE_SIMILAR_PAGE, NULL);

  self->album = g_object_ref (album);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (zb_album_get_library (album), "changed", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
zb_similar_page_show (ZbSimilarPage *self,
                      gint64         meeting,
                      const char    *theme)
{
  g_return_if_fail (ZB_IS_SIMILAR_PAGE (self));

  self->meeting = meeting;
  adw_window_title_set_subtitle (self->title, theme);
  look (self);
}
