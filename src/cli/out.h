/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/meeting.h"
#include "model/member.h"
#include "model/photo.h"

G_BEGIN_DECLS

/* Standard output as JSON: UTF-8 whatever the locale, one value a line. */
void  zb_out_value (JsonBuilder *builder);
char *zb_out_dup_text (JsonBuilder *builder);

/* Members of the object that is being built. NULL, and an id of 0, are null. */
void zb_out_text (JsonBuilder *builder, const char *key, const char *value);
void zb_out_int (JsonBuilder *builder, const char *key, gint64 value);
void zb_out_id (JsonBuilder *builder, const char *key, gint64 id);
void zb_out_bool (JsonBuilder *builder, const char *key, gboolean value);
void zb_out_texts (JsonBuilder *builder, const char *key, GPtrArray *values);

/* The members of `photo scan`. */
void zb_out_photo (JsonBuilder *builder, const ZbPhotoFields *fields, const char *path);

/* The members of a meeting's row, of the object that is being built. `missing`: of char *, codes. */
void zb_out_meeting (JsonBuilder *builder, ZbMeeting *meeting, GPtrArray *missing);
/* "kinds": [codes] */
void zb_out_kinds (JsonBuilder *builder, ZbKinds kinds);
void zb_out_day (JsonBuilder *builder, const char *key, ZbDay day);

/* The members of a member's row, of the object that is being built. */
void zb_out_member (JsonBuilder *builder, ZbMember *member);

G_END_DECLS
