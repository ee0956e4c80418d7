/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/name.h"

#include <string.h>

/* The names cameras, phones and chat programs give (domain.md 3.1), one pattern a line, the first
 * that fits counts. The time is in named groups; `ms` is a count of milliseconds since 1970. A
 * time is always down to the second: "20190610_0001" is the day's first picture, not one minute
 * past midnight. Everything has a largest length, so that what was read fits into `raw`.
 */
#define DAY "(?<y>(?:19|20)\\d\\d)[-_.]?(?<m>\\d\\d)[-_.]?(?<d>\\d\\d)"
#define TIME "(?<H>\\d\\d)[-_.:]?(?<M>\\d\\d)[-_.:]?(?<S>\\d\\d)"
#define MS "(?<ms>1\\d{12})(?![0-9a-f])"
#define MD5 "[0-9a-f]{32}"
#define GAP "[-_ ]{0,3}"

static const struct
{
  ZbNameKind  kind;
  gboolean    chat;
  const char *pattern;
} patterns[] = {
  { ZB_NAME_SCREENSHOT, TRUE, "^(?:TIM|QQ|企业微信|微信|钉钉|WeChat ?)(?:截图|截屏|Screenshot)" GAP "(?:" DAY GAP TIME ")?" },
  { ZB_NAME_SCREENSHOT, FALSE, "^(?:screen[ _]?shots?|screencapture|截屏|截图|屏幕截图|屏幕快照)" GAP "(?:" DAY GAP "(?:at)?" GAP "(?:" TIME ")?)?" },
  { ZB_NAME_CHAT_UTC, TRUE, "^(?:thumb)?mmexport(?:" MD5 "[-_])?" MS },
  { ZB_NAME_CHAT_UTC, TRUE, "^(?:wx_camera_|microMsg\\.)" MS },
  { ZB_NAME_CHAT_UTC, TRUE, "^" MS "(?:[-_(. ]|$)" },
  { ZB_NAME_CHAT, TRUE, "^(?:thumb)?mmexport|^wx_camera_|^microMsg\\." },
  { ZB_NAME_CHAT, TRUE, "^(?:微信|企业微信|QQ|TIM|WeChat ?|Weixin ?)(?:图片|照片|视频|Image|Video)" GAP "(?:" DAY GAP TIME ")?" },
  { ZB_NAME_CHAT, TRUE, "^(?:IMG|VID)-" DAY "-WA\\d{1,6}" },
  { ZB_NAME_CHAT, TRUE, "^signal-" DAY GAP "(?:" TIME ")?" },
  { ZB_NAME_EDITED, FALSE, "^(?:MTXX|MYXJ|retouch|beauty)[-_](?:[A-Z]{1,3}[-_]?)?(?:" DAY GAP TIME ")?" },
  { ZB_NAME_CAMERA_UTC, FALSE, "^PXL_" DAY "_" TIME },
  { ZB_NAME_CAMERA_UTC, FALSE, "^" DAY "_" TIME "\\d{0,3}_iOS" },
  { ZB_NAME_CAMERA, FALSE, "^(?:IMG|VID|PANO|DSC|MVIMG|DJI|TRIM|PIC|P|WIN|C360|B612|CYMERA|SAVE|MOV|BURST|date|photo)[-_]?" DAY "[-_ ]?" TIME "(?:\\d{3})?(?!\\d)" },
  { ZB_NAME_CAMERA, FALSE, "^" DAY "[-_ T]?" TIME "(?:\\d{3})?(?!\\d)" },
  { ZB_NAME_CAMERA, FALSE, "^P(?<y1>\\d)(?<m>\\d\\d)(?<d>\\d\\d)-" TIME "(?!\\d)" },
};

static GRegex *
get_pattern (guint i)
{
  static GRegex *compiled[G_N_ELEMENTS (patterns)];
  static gsize   once;

  if (g_once_init_enter (&once))
    {
      for (guint n = 0; n < G_N_ELEMENTS (patterns); n++)
        compiled[n] = g_regex_new (patterns[n].pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }

  return compiled[i];
}

/* -1 where the name does not say. */
static int
get_number (GMatchInfo *match,
            const char *group)
{
  g_autofree char *text = g_match_info_fetch_named (match, group);

  return text != NULL && *text != '\0' ? atoi (text) : -1;
}

/* FALSE when what looks like a date is none. */
static gboolean
read_wall (ZbNameTime *time,
           GMatchInfo *match)
{
  const int digit = get_number (match, "y1");
  const int year = digit >= 0 ? 2010 + digit : get_number (match, "y");
  const int month = get_number (match, "m");
  const int day = get_number (match, "d");
  const int hour = get_number (match, "H");

  time->decade = digit >= 0;
  if (year < 0)
    return TRUE;
  if (hour < 0)
    return zb_wall_set_day (&time->wall, year, month, day);

  return zb_wall_set (&time->wall, year, month, day, hour, get_number (match, "M"), get_number (match, "S"));
}

static gboolean
is_camera (ZbNameKind kind)
{
  return kind == ZB_NAME_CAMERA || kind == ZB_NAME_CAMERA_UTC;
}

static gboolean
try_pattern (ZbNameTime *time,
             guint       i,
             const char *name)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *ms = NULL;

  if (!g_regex_match (get_pattern (i), name, 0, &match))
    return FALSE;

  *time = (ZbNameTime){ .kind = patterns[i].kind, .chat = patterns[i].chat };
  if (!read_wall (time, match) && is_camera (time->kind))
    return FALSE;

  ms = g_match_info_fetch_named (match, "ms");
  if (ms != NULL && *ms != '\0')
    time->unix_ms = g_ascii_strtoll (ms, NULL, 10);
  else if (time->kind == ZB_NAME_CAMERA_UTC)
    {
      time->unix_ms = time->wall.seconds * 1000;
      time->wall = ZB_WALL_NONE;
    }

  whole = g_match_info_fetch (match, 0);
  g_strlcpy (time->raw, whole, sizeof time->raw);
  return TRUE;
}

void
zb_name_read (ZbNameTime *time,
              const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (try_pattern (time, i, name))
      return;

  *time = (ZbNameTime){ .kind = ZB_NAME_NOTHING };
}

gboolean
zb_folder_read (ZbWall     *day,
                const char *folder)
{
  static GRegex *pattern;
  static gsize   once;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&once))
    {
      pattern = g_regex_new ("^(?<y>(?:19|20)\\d\\d)(?:[-._/年](?<m>\\d{1,2})[-._/月](?<d>\\d{1,2})|(?<m>\\d\\d)(?<d>\\d\\d))(?!\\d)",
                             G_REGEX_DUPNAMES | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }

  *day = ZB_WALL_NONE;
  return folder != NULL && g_regex_match (pattern, folder, 0, &match) &&
         zb_wall_set_day (day, get_number (match, "y"), get_number (match, "m"), get_number (match, "d"));
}

int
zb_name_number (const char *name)
{
  const char *dot = strrchr (name, '.');
  const char *end = dot != NULL ? dot : name + strlen (name);
  const char *at;

  while (end > name && !g_ascii_isdigit (end[-1]))
    end--;
  for (at = end; at > name && g_ascii_isdigit (at[-1]) && end - at < 9;)
    at--;

  return at < end ? (int) g_ascii_strtoll (at, NULL, 10) : -1;
}
