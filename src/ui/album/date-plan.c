/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/date-plan.h"

#include <glib/gi18n.h>

#include "ui/album/date-entry.h"

static ZbDatePlan
not_yet (const char *hint)
{
  return (ZbDatePlan){ .verb = ZB_DATE_NOT_YET, .hint = hint };
}

ZbDatePlan
zb_date_plan (const char   *text,
              const ZbWall *near,
              const ZbWall *said,
              ZbDateScope   scope,
              guint         n_photos,
              ZbWall       *wall)
{
  gint64 seconds;

  if (!zb_date_entry_parse (text, near, wall))
    return not_yet (*text == '\0' ? _ ("写上时间，或按一下旁边的活动") : _ ("可以写成 2019-06-10 09:30，也可以只写日期"));

  if (!zb_wall_is_set (said) ||
      (scope == ZB_DATE_THESE && (n_photos == 1 || wall->precision == ZB_PRECISION_DAY)))
    return (ZbDatePlan){ .verb = ZB_DATE_SET };

  if (wall->precision == ZB_PRECISION_DAY)
    return not_yet (_ ("要改一批照片，请写到几点几分"));

  seconds = zb_date_entry_shift (wall, said);
  if (seconds == 0)
    return not_yet (_ ("和相机的时间一样，不用改正"));

  return (ZbDatePlan){ .verb = ZB_DATE_SHIFT, .seconds = seconds };
}

ZbWall
zb_date_plan_get_said (const ZbPhotoFields *photo)
{
  switch (photo->source)
    {
    case ZB_SOURCE_EXIF_ORIGINAL:
    case ZB_SOURCE_XMP:
    case ZB_SOURCE_IPTC:
    case ZB_SOURCE_EXIF_DIGITIZED:
    case ZB_SOURCE_CONTAINER:
    case ZB_SOURCE_NAME:
    case ZB_SOURCE_EXIF_MODIFIED:
      return photo->camera != NULL && photo->taken.precision >= ZB_PRECISION_MINUTE ? photo->taken : ZB_WALL_NONE;

    case ZB_SOURCE_NONE:
    case ZB_SOURCE_MANUAL:
    case ZB_SOURCE_GPS:
    case ZB_SOURCE_CHAT_NAME:
    case ZB_SOURCE_FOLDER:
    case ZB_SOURCE_SCAN:
    case ZB_SOURCE_FILE_TIME:
    case ZB_N_SOURCES:
    default:
      return ZB_WALL_NONE;
    }
}
