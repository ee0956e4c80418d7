/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/meeting.h"

struct _ZbMeeting
{
  GObject parent_instance;

  gint64          id;
  ZbMeetingDraft *draft; /* never changed after construction */
  ZbMeetingFacts  facts; /* likewise */
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_THEME,
  PROP_KINDS,
  PROP_PLACE,
  PROP_JOINT,
  PROP_N_PHOTOS,
  PROP_STATE,
  PROP_TITLE,
  PROP_WHEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbMeeting, zb_meeting, G_TYPE_OBJECT)

static const struct
{
  const char *code;
  const char *name;
} states[ZB_N_STATES] = {
  [ZB_STATE_PLANNED] = { "planned", "计划" },
  [ZB_STATE_FILED] = { "filed", "已报备" },
  [ZB_STATE_HELD] = { "held", "已开展" },
  [ZB_STATE_RECORDED] = { "recorded", "已记录" },
  [ZB_STATE_REVIEWED] = { "reviewed", "已审核" },
  [ZB_STATE_CANCELLED] = { "cancelled", "已取消" },
};

const char *
zb_state_to_code (ZbMeetingState state)
{
  return states[MIN (state, ZB_STATE_CANCELLED)].code;
}

const char *
zb_state_get_name (ZbMeetingState state)
{
  return states[MIN (state, ZB_STATE_CANCELLED)].name;
}

gboolean
zb_state_parse (const char     *code,
                ZbMeetingState *state)
{
  for (guint i = 0; i < ZB_N_STATES; i++)
    if (g_strcmp0 (code, states[i].code) == 0)
      {
        *state = i;
        return TRUE;
      }

  return FALSE;
}

ZbMeetingDraft *
zb_meeting_draft_new (void)
{
  ZbMeetingDraft *draft = g_new0 (ZbMeetingDraft, 1);

  draft->activists = -1;
  return draft;
}

ZbMeetingDraft *
zb_meeting_draft_copy (const ZbMeetingDraft *draft)
{
  ZbMeetingDraft *copy = g_new (ZbMeetingDraft, 1);

  *copy = *draft;
  copy->theme = g_strdup (draft->theme);
  copy->place = g_strdup (draft->place);
  copy->group = g_strdup (draft->group);
  copy->host = g_strdup (draft->host);
  copy->recorder = g_strdup (draft->recorder);
  copy->lecturer = g_strdup (draft->lecturer);
  copy->material = g_strdup (draft->material);
  copy->resolution = g_strdup (draft->resolution);

  return copy;
}

void
zb_meeting_draft_free (ZbMeetingDraft *draft)
{
  g_free (draft->theme);
  g_free (draft->place);
  g_free (draft->group);
  g_free (draft->host);
  g_free (draft->recorder);
  g_free (draft->lecturer);
  g_free (draft->material);
  g_free (draft->resolution);
  g_free (draft);
}

static gboolean
is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

/* A day without a time ends when the day does. */
static gint64
get_last_second (const ZbWall *end)
{
  return end->precision == ZB_PRECISION_DAY ? end->seconds + ZB_DAY_SECONDS - 1 : end->seconds;
}

ZbMeetingFault
zb_meeting_draft_check (const ZbMeetingDraft *draft)
{
  if (is_blank (draft->theme))
    return ZB_MEETING_NO_THEME;

  if (draft->kinds == 0 || draft->kinds >= (1u << ZB_N_KINDS))
    return ZB_MEETING_NO_KIND;

  if (!zb_wall_is_set (&draft->start))
    return ZB_MEETING_NO_START;

  if (zb_wall_is_set (&draft->end) && get_last_second (&draft->end) < draft->start.seconds)
    return ZB_MEETING_END_BEFORE_START;

  return ZB_MEETING_OK;
}

static void
zb_meeting_finalize (GObject *object)
{
  ZbMeeting *self = ZB_MEETING (object);

  g_clear_pointer (&self->draft, zb_meeting_draft_free);

  G_OBJECT_CLASS (zb_meeting_parent_class)->finalize (object);
}

static void
zb_meeting_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  ZbMeeting *self = ZB_MEETING (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;

    case PROP_THEME:
    case PROP_TITLE:
      g_value_set_string (value, self->draft->theme);
      break;

    case PROP_KINDS:
      g_value_set_uint (value, self->draft->kinds);
      break;

    case PROP_PLACE:
      g_value_set_string (value, self->draft->place);
      break;

    case PROP_JOINT:
      g_value_set_boolean (value, self->draft->joint);
      break;

    case PROP_N_PHOTOS:
      g_value_set_uint (value, self->facts.n_photos);
      break;

    case PROP_STATE:
      g_value_set_uint (value, zb_meeting_get_state (self));
      break;

    case PROP_WHEN:
      g_value_take_string (value, zb_meeting_dup_when (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_meeting_class_init (ZbMeetingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = zb_meeting_finalize;
  object_class->get_property = zb_meeting_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_THEME] = g_param_spec_string ("theme", NULL, NULL, NULL, flags);
  properties[PROP_KINDS] = g_param_spec_uint ("kinds", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, flags);
  properties[PROP_JOINT] = g_param_spec_boolean ("joint", NULL, NULL, FALSE, flags);
  properties[PROP_N_PHOTOS] = g_param_spec_uint ("n-photos", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, ZB_N_STATES - 1, 0, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_WHEN] = g_param_spec_string ("when", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
zb_meeting_init (ZbMeeting *self)
{
}

ZbMeeting *
zb_meeting_new_with_facts (gint64                id,
                           const ZbMeetingDraft *draft,
                           const ZbMeetingFacts *facts)
{
  ZbMeeting *self = g_object_new (ZB_TYPE_MEETING, NULL);

  self->id = id;
  self->draft = zb_meeting_draft_copy (draft);
  self->facts = *facts;

  return self;
}

ZbMeeting *
zb_meeting_new (gint64                id,
                const ZbMeetingDraft *draft,
                guint                 n_photos)
{
  ZbMeetingFacts facts = { .n_photos = n_photos };

  return zb_meeting_new_with_facts (id, draft, &facts);
}

gint64
zb_meeting_get_id (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), 0);

  return self->id;
}

const char *
zb_meeting_get_theme (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return self->draft->theme;
}

ZbKinds
zb_meeting_get_kinds (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), 0);

  return self->draft->kinds;
}

const ZbWall *
zb_meeting_get_start (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return &self->draft->start;
}

const ZbWall *
zb_meeting_get_end (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return &self->draft->end;
}

const char *
zb_meeting_get_place (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return self->draft->place;
}

gboolean
zb_meeting_get_joint (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), FALSE);

  return self->draft->joint;
}

const char *
zb_meeting_get_group (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return self->draft->group;
}

const char *
zb_meeting_get_host (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return self->draft->host;
}

const char *
zb_meeting_get_recorder (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return self->draft->recorder;
}

const char *
zb_meeting_get_lecturer (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return self->draft->lecturer;
}

const char *
zb_meeting_get_material (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return self->draft->material;
}

const char *
zb_meeting_get_resolution (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return self->draft->resolution;
}

int
zb_meeting_get_activists (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), -1);

  return self->draft->activists;
}

static ZbDay
get_day_of (const ZbWall *wall)
{
  int   year, month, number;
  ZbDay day;

  zb_wall_split (wall, &year, &month, &number, NULL, NULL, NULL);
  zb_day_set (&day, year, month, number);
  return day;
}

ZbDay
zb_meeting_get_day (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), ZB_DAY_NONE);

  return get_day_of (&self->draft->start);
}

ZbDay
zb_meeting_get_last_day (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), ZB_DAY_NONE);

  return get_day_of (zb_wall_is_set (&self->draft->end) ? &self->draft->end : &self->draft->start);
}

const ZbMeetingFacts *
zb_meeting_get_facts (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return &self->facts;
}

ZbMeetingState
zb_meeting_get_state (ZbMeeting *self)
{
  const ZbMeetingFacts *facts;

  g_return_val_if_fail (ZB_IS_MEETING (self), ZB_STATE_PLANNED);

  facts = &self->facts;
  if (facts->state < ZB_STATE_HELD && (facts->n_photos > 0 || facts->n_listed > facts->n_unmarked))
    return ZB_STATE_HELD;
  return facts->state;
}

gboolean
zb_meeting_is_held (ZbMeeting *self)
{
  ZbMeetingState state = zb_meeting_get_state (self);

  return state >= ZB_STATE_HELD && state <= ZB_STATE_REVIEWED;
}

guint
zb_meeting_get_n_photos (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), 0);

  return self->facts.n_photos;
}

ZbMeetingDraft *
zb_meeting_to_draft (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return zb_meeting_draft_copy (self->draft);
}

char *
zb_meeting_dup_when (ZbMeeting *self)
{
  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  return zb_wall_dup_span (&self->draft->start, &self->draft->end);
}

char *
zb_meeting_dup_date (ZbMeeting *self)
{
  ZbWall day;

  g_return_val_if_fail (ZB_IS_MEETING (self), NULL);

  day = self->draft->start;
  day.precision = ZB_PRECISION_DAY;
  return zb_wall_to_text (&day);
}

#define VOTING ((1u << ZB_KIND_ASSEMBLY) | (1u << ZB_KIND_COMMITTEE))

void
zb_meeting_get_attendance (ZbMeeting *self,
                           guint     *expected,
                           guint     *present)
{
  gboolean voters_only;

  g_return_if_fail (ZB_IS_MEETING (self));

  voters_only = (self->draft->kinds & VOTING) != 0 || self->facts.n_votes > 0;
  *expected = voters_only ? self->facts.voters : self->facts.expected;
  *present = voters_only ? self->facts.voters_present : self->facts.present;
}
