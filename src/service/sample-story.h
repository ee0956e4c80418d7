/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/sample.h"

G_BEGIN_DECLS

/* The sample's story: half a year of one branch; today is Tuesday 11 June 2019. */
#define ZB_SAMPLE_BRANCH "第一党支部"
#define ZB_SAMPLE_PROFILE "court"
#define ZB_SAMPLE_TODAY "2019-06-11"

typedef struct
{
  const char *theme;
  const char *kinds; /* codes, as zb_kinds_parse() takes them */
  const char *start;
  const char *end; /* NULL: open, or the whole day */
  const char *place;
  gboolean    joint;
} ZbSampleMeeting;

const ZbSampleMeeting *zb_sample_get_meetings (guint *n);

/* What the sample says under a picture with this name; NULL for most. */
const char *zb_sample_get_caption (const char *name);

G_END_DECLS
