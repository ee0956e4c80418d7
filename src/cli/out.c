/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/out.h"

#include <stdio.h>

char *
zb_out_dup_text (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

void
zb_out_value (JsonBuilder *builder)
{
  g_autofree char *text = zb_out_dup_text (builder);

  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
zb_out_text (JsonBuilder *builder,
             const char  *key,
             const char  *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
zb_out_int (JsonBuilder *builder,
            const char  *key,
            gint64       value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
zb_out_id (JsonBuilder *builder,
           const char  *key,
           gint64       id)
{
  if (id != 0)
    zb_out_int (builder, key, id);
  else
    zb_out_text (builder, key, NULL);
}

void
zb_out_bool (JsonBuilder *builder,
             const char  *key,
             gboolean     value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

void
zb_out_texts (JsonBuilder *builder,
              const char  *key,
              GPtrArray   *values)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      g_autofree char *shown = g_filename_display_name (values->pdata[i]);

      json_builder_add_string_value (builder, shown);
    }
  json_builder_end_array (builder);
}

/* 0: unknown. */
static void
add_size (JsonBuilder *builder,
          const char  *key,
          int          value)
{
  zb_out_id (builder, key, value);
}

void
zb_out_photo (JsonBuilder         *builder,
              const ZbPhotoFields *fields,
              const char          *path)
{
  g_autofree char *taken = zb_wall_to_text (&fields->taken);

  zb_out_text (builder, "path", path);
  zb_out_text (builder, "format", fields->format);
  zb_out_text (builder, "taken", taken);
  zb_out_text (builder, "precision", zb_precision_to_code (fields->taken.precision));
  zb_out_text (builder, "source", zb_source_to_code (fields->source));
  zb_out_text (builder, "confidence", zb_confidence_to_code (fields->confidence));
  zb_out_text (builder, "bound", taken != NULL && (fields->doubts & ZB_DOUBT_NOT_AFTER) ? "not-after" : NULL);
  zb_out_text (builder, "offset", fields->offset);
  zb_out_text (builder, "camera", fields->camera);
  add_size (builder, "width", fields->width);
  add_size (builder, "height", fields->height);
  zb_out_int (builder, "orientation", fields->orientation);
  zb_out_bool (builder, "screenshot", fields->screenshot);
  zb_out_text (builder, "problem", fields->problem);
}

void
zb_out_kinds (JsonBuilder *builder,
              ZbKinds      kinds)
{
  json_builder_set_member_name (builder, "kinds");
  json_builder_begin_array (builder);
  for (ZbKind kind = 0; kind < ZB_N_KINDS; kind++)
    if (kinds & (1u << kind))
      json_builder_add_string_value (builder, zb_kind_to_code (kind));
  json_builder_end_array (builder);
}

void
zb_out_day (JsonBuilder *builder,
            const char  *key,
            ZbDay        day)
{
  g_autofree char *text = zb_day_to_text (day);

  zb_out_text (builder, key, text);
}

/* null and null: attendance was not taken. */
static void
add_attendance (JsonBuilder *builder,
                ZbMeeting   *meeting)
{
  guint expected, present;

  if (zb_meeting_get_facts (meeting)->n_listed == 0)
    {
      zb_out_text (builder, "expected", NULL);
      zb_out_text (builder, "present", NULL);
      return;
    }

  zb_meeting_get_attendance (meeting, &expected, &present);
  zb_out_int (builder, "expected", expected);
  zb_out_int (builder, "present", present);
}

void
zb_out_meeting (JsonBuilder *builder,
                ZbMeeting   *meeting,
                GPtrArray   *missing)
{
  g_autofree char *start = zb_wall_to_text (zb_meeting_get_start (meeting));
  g_autofree char *end = zb_wall_to_text (zb_meeting_get_end (meeting));
  g_autofree char *planned = zb_wall_to_text (&zb_meeting_get_facts (meeting)->planned);

  zb_out_int (builder, "id", zb_meeting_get_id (meeting));
  zb_out_text (builder, "theme", zb_meeting_get_theme (meeting));
  zb_out_kinds (builder, zb_meeting_get_kinds (meeting));
  zb_out_text (builder, "start", start);
  zb_out_text (builder, "end", end);
  zb_out_text (builder, "place", zb_meeting_get_place (meeting));
  zb_out_bool (builder, "joint", zb_meeting_get_joint (meeting));
  zb_out_text (builder, "state", zb_state_to_code (zb_meeting_get_state (meeting)));
  add_attendance (builder, meeting);
  zb_out_texts (builder, "missing", missing);
  zb_out_int (builder, "photos", zb_meeting_get_n_photos (meeting));
  zb_out_text (builder, "group", zb_meeting_get_group (meeting));
  zb_out_text (builder, "host", zb_meeting_get_host (meeting));
  zb_out_text (builder, "recorder", zb_meeting_get_recorder (meeting));
  zb_out_text (builder, "lecturer", zb_meeting_get_lecturer (meeting));
  zb_out_text (builder, "planned", planned);
}

static void
add_duties (JsonBuilder *builder,
            guint        duties)
{
  json_builder_set_member_name (builder, "duties");
  json_builder_begin_array (builder);
  for (ZbDuty duty = 0; duty < ZB_N_DUTIES; duty++)
    if (duties & (1u << duty))
      json_builder_add_string_value (builder, zb_duty_to_code (duty));
  json_builder_end_array (builder);
}

void
zb_out_member (JsonBuilder *builder,
               ZbMember    *member)
{
  zb_out_int (builder, "member", zb_member_get_id (member));
  for (ZbMemberField field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    zb_out_text (builder, zb_member_field_to_code (field), zb_member_get_value (member, field));
  add_duties (builder, zb_member_get_duties (member));
  zb_out_bool (builder, "present", zb_member_get_present (member));
}
