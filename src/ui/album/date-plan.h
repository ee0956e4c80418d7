/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"

G_BEGIN_DECLS

/* For whom the answer of 修正时间 is. */
typedef enum
{
  ZB_DATE_THESE,  /* the photos that were chosen */
  ZB_DATE_RUN,    /* all of the camera whose clock goes wrong together with the first one's */
  ZB_DATE_IMPORT, /* all of that camera in that import */
} ZbDateScope;

typedef enum
{
  ZB_DATE_NOT_YET, /* `hint` says why */
  ZB_DATE_SET,     /* they all get that time */
  ZB_DATE_SHIFT,   /* their camera's clock is corrected by `seconds` */
} ZbDateVerb;

typedef struct
{
  ZbDateVerb  verb;
  gint64      seconds;
  const char *hint; /* NULL unless NOT_YET */
} ZbDatePlan;

/* What an answer means. `said`: the first photo's time by its camera's clock, empty when it has none. One photo, and photos without a
 * clock, get the time itself; several of one camera keep their distances. */
ZbDatePlan zb_date_plan (const char *text, const ZbWall *near, const ZbWall *said, ZbDateScope scope, guint n_photos, ZbWall *wall);

/* The time that a shift of its camera's clock would move; empty for a photo without. */
ZbWall zb_date_plan_get_said (const ZbPhotoFields *photo);

G_END_DECLS
