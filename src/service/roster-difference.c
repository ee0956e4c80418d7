/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-compare-private.h"

struct _ZbDifference
{
  GObject parent_instance;

  gint64   id;
  gint64   member;
  char    *kind;
  char    *name;
  char    *field; /* NULL: the person as a whole */
  char    *ours;
  char    *theirs;
  char    *id_number;
  char    *source;
  char    *note;
  gboolean open;
};

enum
{
  PROP_ID = 1,
  PROP_KIND,
  PROP_MEMBER,
  PROP_NAME,
  PROP_TITLE,
  PROP_OURS,
  PROP_THEIRS,
  PROP_SOURCE,
  PROP_NOTE,
  PROP_OPEN,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbDifference, zb_difference, G_TYPE_OBJECT)

static gboolean
is_kind (ZbDifference *self,
         const char   *kind)
{
  return g_str_equal (self->kind, kind);
}

static char *
dup_title (ZbDifference *self)
{
  ZbMemberField field;
  gboolean      known = self->field != NULL && zb_member_field_from_code (self->field, &field);

  if (is_kind (self, "only-here"))
    return g_strdup ("平台上没有");
  if (is_kind (self, "only-there"))
    return g_strdup (self->member != 0 ? "平台上有，台账里已离开" : "台账里没有");
  if (is_kind (self, "refused"))
    return known ? g_strdup_printf ("%s不能采用", zb_member_field_get_name (field)) : g_strdup ("这一行不能核对");

  return known ? g_strdup_printf ("%s不一致", zb_member_field_get_name (field)) : g_strdup ("不一致");
}

/* 预备党员，2018 年 9 月 20 日入党 */
static char *
dup_person (const char *lines)
{
  g_autoptr (ZbMemberDraft) draft = zb_roster_draft_from_lines (lines);
  g_autofree char *category = zb_member_field_dup_words (ZB_MEMBER_CATEGORY, draft->values[ZB_MEMBER_CATEGORY]);
  g_autofree char *joined = zb_member_field_dup_words (ZB_MEMBER_JOINED, draft->values[ZB_MEMBER_JOINED]);

  if (*joined == '\0')
    return g_steal_pointer (&category);

  return g_strdup_printf ("%s%s%s入党", category, *category != '\0' ? "，" : "", joined);
}

static char *
dup_shown (ZbDifference *self,
           const char   *value)
{
  ZbMemberField field;

  if (value == NULL)
    return g_strdup ("");
  if (is_kind (self, "only-there"))
    return dup_person (value);
  if (self->field == NULL || !zb_member_field_from_code (self->field, &field))
    return g_strdup (value);
  if (field == ZB_MEMBER_ID)
    return strpbrk (value, "Ee") == NULL ? zb_mask_id (value) : g_strdup (value);
  if (field == ZB_MEMBER_PHONE || field == ZB_MEMBER_LANDLINE)
    return zb_mask_phone (value);

  return zb_member_field_dup_words (field, value);
}

static void
zb_difference_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ZbDifference *self = ZB_DIFFERENCE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_MEMBER:
      g_value_set_int64 (value, self->member);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    case PROP_OURS:
      g_value_take_string (value, dup_shown (self, self->ours));
      break;
    case PROP_THEIRS:
      g_value_take_string (value, dup_shown (self, self->theirs));
      break;
    case PROP_SOURCE:
      g_value_set_string (value, self->source);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
zb_difference_finalize (GObject *object)
{
  ZbDifference *self = ZB_DIFFERENCE (object);

  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->ours, g_free);
  g_clear_pointer (&self->theirs, g_free);
  g_clear_pointer (&self->id_number, g_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->note, g_free);

  G_OBJECT_CLASS (zb_difference_parent_class)->finalize (object);
}

static void
add_string (guint       id,
            const char *name)
{
  props[id] = g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
zb_difference_class_init (ZbDifferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = zb_difference_get_property;
  object_class->finalize = zb_difference_finalize;

  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_MEMBER] = g_param_spec_int64 ("member", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, flags);
  add_string (PROP_KIND, "kind");
  add_string (PROP_NAME, "name");
  add_string (PROP_TITLE, "title");
  add_string (PROP_OURS, "ours");
  add_string (PROP_THEIRS, "theirs");
  add_string (PROP_SOURCE, "source");
  add_string (PROP_NOTE, "note");
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
zb_difference_init (ZbDifference *self)
{
}

ZbDifference *
zb_difference_new (const ZbDifferenceRow *row,
                   const char            *id_number)
{
  ZbDifference *self = g_object_new (ZB_TYPE_DIFFERENCE, NULL);

  self->id = row->id;
  self->member = row->member;
  self->kind = g_strdup (row->kind);
  self->name = g_strdup (row->name);
  self->field = g_strdup (row->field);
  self->ours = g_strdup (row->ours);
  self->theirs = g_strdup (row->theirs);
  self->id_number = g_strdup (id_number);
  self->source = g_strdup (row->source);
  self->note = g_strdup (row->note);
  self->open = g_strcmp0 (row->state, "open") == 0;
  return self;
}

gboolean
zb_difference_equal (ZbDifference *a,
                     ZbDifference *b)
{
  return a->id == b->id && a->member == b->member && a->open == b->open &&
         g_strcmp0 (a->kind, b->kind) == 0 && g_strcmp0 (a->name, b->name) == 0 &&
         g_strcmp0 (a->field, b->field) == 0 && g_strcmp0 (a->ours, b->ours) == 0 &&
         g_strcmp0 (a->theirs, b->theirs) == 0 && g_strcmp0 (a->id_number, b->id_number) == 0 &&
         g_strcmp0 (a->source, b->source) == 0 && g_strcmp0 (a->note, b->note) == 0;
}

gint64
zb_difference_get_id (ZbDifference *self)
{
  return self->id;
}

const char *
zb_difference_get_kind (ZbDifference *self)
{
  return self->kind;
}

gint64
zb_difference_get_member (ZbDifference *self)
{
  return self->member;
}

const char *
zb_difference_get_name (ZbDifference *self)
{
  return self->name;
}

const char *
zb_difference_get_field (ZbDifference *self)
{
  return self->field;
}

const char *
zb_difference_get_ours (ZbDifference *self)
{
  return self->ours;
}

const char *
zb_difference_get_theirs (ZbDifference *self)
{
  return is_kind (self, "only-there") ? NULL : self->theirs;
}

const char *
zb_difference_get_id_number (ZbDifference *self)
{
  return self->id_number;
}

const char *
zb_difference_get_source (ZbDifference *self)
{
  return self->source;
}

const char *
zb_difference_get_note (ZbDifference *self)
{
  return self->note;
}

gboolean
zb_difference_get_open (ZbDifference *self)
{
  return self->open;
}
