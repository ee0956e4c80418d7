/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-line.h"

#include <glib/gi18n.h>

struct _ZbRosterGroup
{
  GObject parent_instance;

  ZbGrouping grouping;
  char      *key; /* "": none */
  char      *title;
  GPtrArray *members; /* shown now */
  gboolean   expanded;
};

G_DEFINE_FINAL_TYPE (ZbRosterGroup, zb_roster_group, G_TYPE_OBJECT)

struct _ZbRosterLine
{
  GObject parent_instance;

  GObject *item; /* ZbMember or ZbRosterGroup */
};

G_DEFINE_FINAL_TYPE (ZbRosterLine, zb_roster_line, G_TYPE_OBJECT)

static GParamSpec *expanded_property;
static GParamSpec *item_property;

static const ZbMemberField grouping_fields[ZB_N_GROUPINGS] = {
  [ZB_GROUPING_GROUP] = ZB_MEMBER_GROUP,
  [ZB_GROUPING_CATEGORY] = ZB_MEMBER_CATEGORY,
  [ZB_GROUPING_BRANCH] = ZB_MEMBER_BRANCH,
};

static void
zb_roster_group_finalize (GObject *object)
{
  ZbRosterGroup *self = ZB_ROSTER_GROUP (object);

  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (zb_roster_group_parent_class)->finalize (object);
}

static void
zb_roster_group_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  g_value_set_boolean (value, ZB_ROSTER_GROUP (object)->expanded);
}

static void
zb_roster_group_class_init (ZbRosterGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zb_roster_group_finalize;
  object_class->get_property = zb_roster_group_get_property;
  expanded_property = g_param_spec_boolean ("expanded", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, expanded_property);
}

static void
zb_roster_group_init (ZbRosterGroup *self)
{
  self->members = g_ptr_array_new_with_free_func (g_object_unref);
  self->expanded = TRUE;
}

static char *
make_title (ZbGrouping  grouping,
            const char *key)
{
  if (key != NULL)
    return zb_member_field_dup_words (grouping_fields[grouping], key);

  switch (grouping)
    {
    case ZB_GROUPING_GROUP:
      return g_strdup (_ ("未编入党小组"));
    case ZB_GROUPING_CATEGORY:
      return g_strdup (_ ("类别未填"));
    case ZB_GROUPING_NONE:
    case ZB_GROUPING_BRANCH:
    case ZB_N_GROUPINGS:
    default:
      return g_strdup (_ ("不在任何支部"));
    }
}

ZbRosterGroup *
zb_roster_group_new (ZbGrouping  grouping,
                     const char *key)
{
  ZbRosterGroup *self = g_object_new (ZB_TYPE_ROSTER_GROUP, NULL);

  self->grouping = grouping;
  self->key = g_strdup (key);
  self->title = make_title (grouping, *key != '\0' ? key : NULL);

  return self;
}

const char *
zb_roster_grouping_get_key (ZbGrouping grouping,
                            ZbMember  *member)
{
  const char *key = zb_member_get_value (member, grouping_fields[grouping]);

  return key != NULL ? key : "";
}

const char *
zb_roster_group_get_key (ZbRosterGroup *self)
{
  return self->key;
}

GPtrArray *
zb_roster_group_get_members (ZbRosterGroup *self)
{
  return self->members;
}

const char *
zb_roster_group_get_title (ZbRosterGroup *self)
{
  return self->title;
}

static const char *
get_leader (ZbRosterGroup *self)
{
  for (guint i = 0; self->grouping == ZB_GROUPING_GROUP && i < self->members->len; i++)
    if (zb_member_get_duties (self->members->pdata[i]) & (1u << ZB_DUTY_GROUP_LEADER))
      return zb_member_get_name (self->members->pdata[i]);

  return NULL;
}

char *
zb_roster_group_dup_detail (ZbRosterGroup *self)
{
  const char *leader = get_leader (self);

  return leader != NULL ? g_strdup_printf (_ ("%u 名，组长 %s"), self->members->len, leader) : g_strdup_printf (_ ("%u 名"), self->members->len);
}

gboolean
zb_roster_group_get_expanded (ZbRosterGroup *self)
{
  return self->expanded;
}

void
zb_roster_group_set_expanded (ZbRosterGroup *self,
                              gboolean       expanded)
{
  if (self->expanded == expanded)
    return;

  self->expanded = expanded;
  g_object_notify_by_pspec (G_OBJECT (self), expanded_property);
}

static void
zb_roster_line_finalize (GObject *object)
{
  g_clear_object (&ZB_ROSTER_LINE (object)->item);

  G_OBJECT_CLASS (zb_roster_line_parent_class)->finalize (object);
}

static void
zb_roster_line_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  g_value_set_object (value, ZB_ROSTER_LINE (object)->item);
}

static void
zb_roster_line_class_init (ZbRosterLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zb_roster_line_finalize;
  object_class->get_property = zb_roster_line_get_property;
  item_property = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, item_property);
}

static void
zb_roster_line_init (ZbRosterLine *self)
{
}

ZbMember *
zb_roster_line_get_member (ZbRosterLine *self)
{
  return self->item != NULL && ZB_IS_MEMBER (self->item) ? ZB_MEMBER (self->item) : NULL;
}

ZbRosterGroup *
zb_roster_line_get_group (ZbRosterLine *self)
{
  return self->item != NULL && ZB_IS_ROSTER_GROUP (self->item) ? ZB_ROSTER_GROUP (self->item) : NULL;
}

ZbRosterLine *
zb_roster_line_new (GObject *item)
{
  ZbRosterLine *self = g_object_new (ZB_TYPE_ROSTER_LINE, NULL);

  self->item = g_object_ref (item);
  return self;
}

GObject *
zb_roster_line_get_item (ZbRosterLine *self)
{
  return self->item;
}

/* Of a heading the words may be others although it is the same. */
void
zb_roster_line_set_item (ZbRosterLine *self,
                         GObject      *item)
{
  if (g_set_object (&self->item, item) || (item != NULL && ZB_IS_ROSTER_GROUP (item)))
    g_object_notify_by_pspec (G_OBJECT (self), item_property);
}
