/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "support/support.h"

G_BEGIN_DECLS

/* One call of zhibuctl: how it ended and what it wrote. */
typedef struct
{
  int   status;
  char *out;
  char *err;
} ZbCall;

void zb_call_clear (ZbCall *call);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbCall, zb_call_clear)

/* zhibuctl --library FOLDER WORD… NULL; folder may be NULL. */
void zb_call (ZbCall *call, const char *folder, ...) G_GNUC_NULL_TERMINATED;

/* The same with --json: the status is checked, standard output must be one JSON value (or, with
 * `lines`, one a line), which is returned; of lines, an array.
 */
JsonNode *zb_call_json (int status, const char *folder, ...) G_GNUC_NULL_TERMINATED;
JsonNode *zb_call_lines (int status, const char *folder, ...) G_GNUC_NULL_TERMINATED;

/* Every key is there, blanks between. */
void zb_assert_keys (JsonNode *object, const char *keys);

gint64      zb_json_int (JsonNode *object, const char *key);
const char *zb_json_text (JsonNode *object, const char *key); /* NULL for null */
guint       zb_json_length (JsonNode *array);
JsonNode   *zb_json_at (JsonNode *array, guint index);

/* A library in folder/lib. */
char *zb_make_library (const char *folder);

G_END_DECLS
