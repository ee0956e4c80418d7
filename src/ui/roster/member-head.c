/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/member-head.h"

#include <glib/gi18n.h>

struct _ZbMemberHead
{
  AdwBin parent_instance;

  AdwAvatar *avatar;
  GtkLabel  *name;
  GtkBox    *tags;
  GtkBox    *places;
};

G_DEFINE_FINAL_TYPE (ZbMemberHead, zb_member_head, ADW_TYPE_BIN)

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_tag (GtkBox     *box,
         const char *text,
         const char *colour)
{
  GtkWidget *tag;

  if (text == NULL || *text == '\0')
    return;

  tag = gtk_label_new (text);
  gtk_widget_add_css_class (tag, "tag");
  gtk_widget_add_css_class (tag, colour);
  gtk_label_set_ellipsize (GTK_LABEL (tag), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (tag, text);
  gtk_box_append (box, tag);
}

static gboolean
is_yes (ZbMember     *member,
        ZbMemberField field)
{
  return g_strcmp0 (zb_member_get_value (member, field), "yes") == 0;
}

static void
show_tags (ZbMemberHead *self,
           ZbMember     *member)
{
  const char      *category = zb_member_get_value (member, ZB_MEMBER_CATEGORY);
  g_autofree char *category_words = zb_member_field_dup_words (ZB_MEMBER_CATEGORY, category);
  g_autofree char *duties = zb_member_dup_duties (member);

  clear_box (self->tags);
  if (!zb_member_get_present (member))
    add_tag (self->tags, _ ("已离开"), "amber");
  add_tag (self->tags, category_words, g_strcmp0 (category, "full") == 0 ? "green" : "blue");
  add_tag (self->tags, duties, "grey");
  if (is_yes (member, ZB_MEMBER_LOST))
    add_tag (self->tags, _ ("失联"), "amber");
  if (is_yes (member, ZB_MEMBER_AWAY))
    add_tag (self->tags, _ ("流动"), "blue");
}

/* Where there are several branches, branch and group have a line of their own. */
static void
show_places (ZbMemberHead *self,
             ZbMember     *member,
             gboolean      several)
{
  clear_box (self->places);
  gtk_widget_set_visible (GTK_WIDGET (self->places), several);
  if (several)
    add_tag (self->places, zb_member_get_value (member, ZB_MEMBER_BRANCH), "grey");
  add_tag (several ? self->places : self->tags, zb_member_get_value (member, ZB_MEMBER_GROUP), "grey");
}

static void
zb_member_head_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_MEMBER_HEAD);

  G_OBJECT_CLASS (zb_member_head_parent_class)->dispose (object);
}

static void
zb_member_head_class_init (ZbMemberHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_member_head_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/member-head.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHead, avatar);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHead, name);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHead, tags);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHead, places);
}

static void
zb_member_head_init (ZbMemberHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_member_head_show (ZbMemberHead *self,
                     ZbMember     *member,
                     gboolean      several)
{
  g_return_if_fail (ZB_IS_MEMBER_HEAD (self));

  adw_avatar_set_text (self->avatar, zb_member_get_name (member));
  gtk_label_set_label (self->name, zb_member_get_name (member));
  show_tags (self, member);
  show_places (self, member, several);
}
