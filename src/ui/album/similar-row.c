/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/similar-row.h"

#include <glib/gi18n.h>

#include "ui/album/photo-cell.h"

#define CELL_WIDTH 152
#define CELL_HEIGHT 114

struct _ZbSimilarRow
{
  GtkListBoxRow parent_instance;

  char      *key;
  GArray    *photos; /* of gint64 */
  GPtrArray *cells;  /* of ZbPhotoCell *: borrowed, beside them */
  gboolean  *kept;   /* beside them */
  gint64     best;

  GtkLabel   *title;
  GtkFlowBox *flow;
  GtkButton  *keep;
};

enum
{
  KEEP,
  KEEP_ALL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSimilarRow, zb_similar_row, GTK_TYPE_LIST_BOX_ROW)

static guint
count_kept (ZbSimilarRow *self)
{
  guint n = 0;

  for (guint i = 0; i < self->photos->len; i++)
    n += self->kept[i];

  return n;
}

static void
show_kept (ZbSimilarRow *self)
{
  guint            n = count_kept (self);
  g_autofree char *label = n == 1 ? g_strdup (_ ("只留这张")) : g_strdup_printf (_ ("只留这 %u 张"), n);

  gtk_button_set_label (self->keep, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->keep), n < self->photos->len);
  for (guint i = 0; i < self->photos->len; i++)
    {
      zb_photo_cell_set_marks (self->cells->pdata[i], self->kept[i], FALSE);
      gtk_widget_set_opacity (self->cells->pdata[i], self->kept[i] ? 1 : 0.5);
    }
}

static void
keep_only (ZbSimilarRow *self,
           guint         index)
{
  for (guint i = 0; i < self->photos->len; i++)
    self->kept[i] = i == index;
  show_kept (self);
}

static void
toggle (ZbSimilarRow *self,
        guint         index)
{
  self->kept[index] = !self->kept[index];
  if (count_kept (self) == 0)
    self->kept[index] = TRUE;
  show_kept (self);
}

static void
pressed_cb (ZbSimilarRow    *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget      *picked = gtk_widget_pick (GTK_WIDGET (self->flow), x, y, GTK_PICK_DEFAULT);
  guint           index;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!ZB_IS_PHOTO_CELL (picked) || !g_ptr_array_find (self->cells, picked, &index))
    return;

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    toggle (self, index);
  else
    keep_only (self, index);
  if (n_press == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.view-photo", "x", g_array_index (self->photos, gint64, index));
}

static void
step (ZbSimilarRow *self,
      int           by)
{
  guint at = 0;

  while (at + 1 < self->photos->len && !self->kept[at])
    at++;
  keep_only (self, (guint) CLAMP ((int) at + by, 0, (int) self->photos->len - 1));
}

static void
keep_cb (ZbSimilarRow *self)
{
  if (count_kept (self) < self->photos->len)
    g_signal_emit (self, signals[KEEP], 0);
}

static void
keep_all_cb (ZbSimilarRow *self)
{
  g_signal_emit (self, signals[KEEP_ALL], 0);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        gpointer               data)
{
  ZbSimilarRow *self = data;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Left:
      step (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Right:
      step (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_k:
      keep_all_cb (self);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
zb_similar_row_dispose (GObject *object)
{
  /* The template would unparent a bound child that the row unparents as well. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_SIMILAR_ROW);

  G_OBJECT_CLASS (zb_similar_row_parent_class)->dispose (object);
}

static void
zb_similar_row_finalize (GObject *object)
{
  ZbSimilarRow *self = ZB_SIMILAR_ROW (object);

  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->photos, g_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->kept, g_free);

  G_OBJECT_CLASS (zb_similar_row_parent_class)->finalize (object);
}

static void
zb_similar_row_class_init (ZbSimilarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_similar_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_similar_row_finalize;

  signals[KEEP] = g_signal_new ("keep", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEEP_ALL] = g_signal_new ("keep-all", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/similar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbSimilarRow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbSimilarRow, flow);
  gtk_widget_class_bind_template_child (widget_class, ZbSimilarRow, keep);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_all_cb);
}

static void
zb_similar_row_init (ZbSimilarRow *self)
{
  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

char *
zb_similar_row_dup_key (const ZbSimilarSet *set)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < set->photos->len; i++)
    g_string_append_printf (key, "%" G_GINT64_FORMAT " ", g_array_index (set->photos, gint64, i));

  return g_string_free (g_steal_pointer (&key), FALSE);
}

const char *
zb_similar_row_get_key (ZbSimilarRow *self)
{
  g_return_val_if_fail (ZB_IS_SIMILAR_ROW (self), NULL);

  return self->key;
}

static void
add_cell (ZbSimilarRow      *self,
          gint64             photo,
          ZbThumbnailLoader *loader)
{
  ZbAlbumRow row = { .photo = photo, .flags = photo == self->best ? ZB_ROW_PICKED : 0 };
  GtkWidget *cell = zb_photo_cell_new (loader, &row);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_set_size_request (cell, CELL_WIDTH, CELL_HEIGHT);
  gtk_widget_set_halign (cell, GTK_ALIGN_START);
  gtk_widget_set_valign (cell, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (cell, photo == self->best ? _ ("建议留下的一张") : _ ("单击：留这张；Ctrl+单击：也留这张；双击：查看"));
  zb_photo_cell_load (ZB_PHOTO_CELL (cell), CELL_WIDTH, CELL_HEIGHT);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), cell);
  gtk_flow_box_append (self->flow, child);
  g_ptr_array_add (self->cells, cell);
}

GtkWidget *
zb_similar_row_new (const ZbSimilarSet *set,
                    ZbThumbnailLoader  *loader)
{
  ZbSimilarRow    *self = g_object_new (ZB_TYPE_SIMILAR_ROW, NULL);
  g_autofree char *title = g_strdup_printf (_ ("%u 张几乎一样"), set->photos->len);

  self->key = zb_similar_row_dup_key (set);
  self->photos = g_array_copy (set->photos);
  self->kept = g_new0 (gboolean, set->photos->len);
  self->best = set->best;
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (guint i = 0; i < set->photos->len; i++)
    {
      gint64 photo = g_array_index (set->photos, gint64, i);

      self->kept[i] = photo == set->best;
      add_cell (self, photo, loader);
    }
  show_kept (self);

  return GTK_WIDGET (self);
}

void
zb_similar_row_collect (ZbSimilarRow *self,
                        GArray       *keep,
                        GArray       *drop)
{
  g_return_if_fail (ZB_IS_SIMILAR_ROW (self));

  for (guint i = 0; i < self->photos->len; i++)
    g_array_append_val (self->kept[i] ? keep : drop, g_array_index (self->photos, gint64, i));
}
