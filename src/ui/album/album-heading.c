/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-heading.h"

#include <glib/gi18n.h>

#include "ui/kind-badge.h"
#include "ui/words.h"

struct _ZbAlbumHeading
{
  AdwBin parent_instance;

  GtkBox        *badges;
  GtkLabel      *title;
  GtkLabel      *subtitle;
  GtkLabel      *captions;
  GtkButton     *open;
  GtkButton     *accept;
  GtkButton     *make;
  GtkButton     *other;
  GtkButton     *restore;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (ZbAlbumHeading, zb_album_heading, ADW_TYPE_BIN)

static void
zb_album_heading_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_ALBUM_HEADING);

  G_OBJECT_CLASS (zb_album_heading_parent_class)->dispose (object);
}

static void
zb_album_heading_class_init (ZbAlbumHeadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_album_heading_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/album-heading.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, badges);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, title);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, captions);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, open);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, accept);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, make);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, other);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, restore);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumHeading, menu);
}

static void
zb_album_heading_init (ZbAlbumHeading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
append_part (GString    *text,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* 2019 年 6 月 10 日 周一 09:00–11:40 · 区革命纪念馆 · 118 张 */
static char *
make_subtitle (const ZbAlbumGroup *group)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *when = NULL;
  g_autofree char *count = g_strdup_printf (_ ("%u 张"), group->n);

  if (group->kind == ZB_GROUP_MEETING && group->meeting != NULL)
    when = zb_words_span (zb_meeting_get_start (group->meeting), zb_meeting_get_end (group->meeting));
  else if (group->kind != ZB_GROUP_NEW && zb_wall_is_set (&group->from))
    when = zb_words_span (&group->from, &group->to);

  append_part (text, when);
  if (group->kind == ZB_GROUP_MEETING && group->meeting != NULL)
    append_part (text, zb_meeting_get_place (group->meeting));
  append_part (text, count);
  append_part (text, group->reason);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_target (GtkButton *button,
            gboolean   visible,
            gint64     photo)
{
  gtk_widget_set_visible (GTK_WIDGET (button), visible);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", photo);
}

static void
append_action (GMenu      *menu,
               const char *label,
               const char *action,
               gint64      photo)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", photo);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (ZbGroupKind kind,
           gint64      photo)
{
  GMenu *menu = g_menu_new ();

  append_action (menu, _ ("选择这些照片"), "album.group-select", photo);
  if (kind == ZB_GROUP_MEETING)
    {
      append_action (menu, _ ("只看这次活动"), "album.group-only", photo);
      append_action (menu, _ ("打开活动"), "album.group-open", photo);
      append_action (menu, _ ("放映"), "album.group-play", photo);
      append_action (menu, _ ("挑选相似照片"), "album.group-similar", photo);
      append_action (menu, _ ("导出…"), "album.group-export", photo);
      append_action (menu, _ ("删除活动"), "album.group-remove", photo);
    }
  else if (kind != ZB_GROUP_TRASH)
    append_action (menu, _ ("新建活动…"), "album.group-new", photo);

  return G_MENU_MODEL (menu);
}

static void
show_group (ZbAlbumHeading     *self,
            const ZbAlbumGroup *group,
            gint64              photo)
{
  gboolean         unlinked = group->kind == ZB_GROUP_SUGGEST || group->kind == ZB_GROUP_NEW;
  g_autofree char *title = zb_words_group (group);
  g_autofree char *subtitle = make_subtitle (group);
  g_autofree char *captions = g_strdup_printf (_ ("缺说明 %u"), group->n_without_caption);
  g_autoptr (GMenuModel) menu = make_menu (group->kind, photo);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
  gtk_label_set_label (self->captions, captions);
  gtk_widget_set_visible (GTK_WIDGET (self->captions),
                          group->kind == ZB_GROUP_MEETING && group->n_without_caption > 0);
  if (group->meeting != NULL)
    zb_kind_badge_fill (self->badges, zb_meeting_get_kinds (group->meeting));
  gtk_widget_set_visible (GTK_WIDGET (self->badges), group->meeting != NULL);

  set_target (self->open, group->kind == ZB_GROUP_MEETING, photo);
  set_target (self->accept, group->kind == ZB_GROUP_SUGGEST, photo);
  set_target (self->make, group->kind == ZB_GROUP_NEW, photo);
  set_target (self->other, unlinked, photo);
  set_target (self->restore, group->kind == ZB_GROUP_TRASH, photo);
  gtk_menu_button_set_menu_model (self->menu, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), photo != 0);
}

GtkWidget *
zb_album_heading_new (ZbAlbumItem *item)
{
  ZbAlbumHeading *self = g_object_new (ZB_TYPE_ALBUM_HEADING, NULL);

  show_group (self, zb_album_item_get_group (item), zb_album_item_get_group_photo (item));

  return GTK_WIDGET (self);
}
