/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-captions.h"

#include "documents/output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BYTES_PER_PIXEL 0.45 /* of a JPEG of good quality, rather too many */

static const ZbCaptionColumn columns[] = {
  { "文件", 36 },
  { "活动", 30 },
  { "类别", 14 },
  { "活动日期", 13 },
  { "拍摄时间", 20 },
  { "地点", 20 },
  { "说明", 40 },
  { "拍摄设备", 24 }, /* the last: left out where devices stay at home */
};

ZbCaptions *
zb_export_captions_new (const ZbExportWork *work,
                        gboolean            with_device)
{
  g_autofree char *title = g_strconcat (work->branch, "照片目录", NULL);

  return zb_captions_new (title, columns, G_N_ELEMENTS (columns) - !with_device);
}

static char *
dup_taken (const ZbWall *taken)
{
  char *text = zb_wall_to_text (taken);
  char *point = text != NULL ? strchr (text, '.') : NULL;

  if (point != NULL)
    *point = '\0';
  return text != NULL ? g_strdelimit (text, "T", ' ') : g_strdup ("");
}

void
zb_export_captions_add (ZbCaptions         *captions,
                        const ZbExportItem *item,
                        const char         *file)
{
  const ZbPhotoFields *fields = zb_photo_get (item->photo);
  ZbMeeting           *meeting = item->meeting;
  g_autofree char     *kinds = meeting != NULL ? zb_kinds_to_names (zb_meeting_get_kinds (meeting)) : NULL;
  g_autofree char     *date = meeting != NULL ? zb_meeting_dup_date (meeting) : NULL;
  g_autofree char     *taken = dup_taken (&fields->taken);
  const char *const    texts[] = {
       file,
    meeting != NULL ? zb_meeting_get_theme (meeting) : NULL,
       kinds,
       date,
       taken,
    meeting != NULL ? zb_meeting_get_place (meeting) : NULL,
       fields->caption,
       fields->camera,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (texts) == G_N_ELEMENTS (columns));
  zb_captions_add (captions, texts);
}

guint64
zb_export_guess_bytes (const ZbExportSpec *spec,
                       ZbPhoto            *photo)
{
  guint64 bytes = (guint64) MAX (zb_photo_get (photo)->bytes, 0);

  if (spec->size > 0)
    bytes = MIN (bytes, (guint64) ((double) spec->size * spec->size * BYTES_PER_PIXEL) + 64 * 1024);
  if (spec->bytes > 0)
    bytes = MIN (bytes, spec->bytes);

  return bytes;
}

gboolean
zb_export_write_bytes (int         fd,
                       const char *bytes,
                       gsize       length,
                       GError    **error)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n <= 0)
        return zb_output_fail (error, n < 0 ? errno : EIO, "write", "a page of the album");
      bytes += n;
      length -= (gsize) n;
    }

  return TRUE;
}
