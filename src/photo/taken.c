/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/taken.h"

#include "photo/name.h"

#include <string.h>

/* The ladder of photos.md section 2. Every source adds a candidate; the strongest that is a date
 * is chosen. Doubts lower a confidence and say why; they never drop a reading. Only what is of
 * rank 4 or stronger, has a time and is at least of medium confidence may link by itself.
 */
#define RANK_NAME 4
#define RANK_UTC 5
#define RANK_CREATED 6
#define RANK_EDITED 7
#define RANK_BOUND 8
#define RANK_FOLDER 9
#define RANK_NEVER 10
#define RAW_MAX 80
#define YEAR_1995 G_GINT64_CONSTANT (788918400)
#define ZONES (14 * 3600) /* so far apart the same moment may be written */

typedef struct
{
  const ZbTags         *tags;
  const ZbTakenContext *context;
  ZbNameTime            name;
  GPtrArray            *candidates;
} Ladder;

#define NONE ZB_N_TEXTS

/* Tags that hold a date as text. */
static const struct
{
  ZbText       text, fraction, offset;
  ZbSource     source;
  guint        rank;
  ZbConfidence confidence;
  guint        doubts;
} rungs[] = {
  { ZB_TEXT_EXIF_ORIGINAL, ZB_TEXT_EXIF_ORIGINAL_SUBSEC, ZB_TEXT_EXIF_ORIGINAL_OFFSET, ZB_SOURCE_EXIF_ORIGINAL, 1, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_XMP_ORIGINAL, NONE, NONE, ZB_SOURCE_XMP, 2, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_XMP_PHOTOSHOP, NONE, NONE, ZB_SOURCE_XMP, 2, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_IPTC_DATE, NONE, NONE, ZB_SOURCE_IPTC, 2, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_EXIF_DIGITIZED, ZB_TEXT_EXIF_DIGITIZED_SUBSEC, ZB_TEXT_EXIF_DIGITIZED_OFFSET, ZB_SOURCE_EXIF_DIGITIZED, 3, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_XMP_CREATE, NONE, NONE, ZB_SOURCE_XMP, RANK_CREATED, ZB_CONFIDENCE_LOW, 0 },
  { ZB_TEXT_EXIF_MODIFIED, ZB_TEXT_EXIF_MODIFIED_SUBSEC, ZB_TEXT_EXIF_MODIFIED_OFFSET, ZB_SOURCE_EXIF_MODIFIED, RANK_EDITED, ZB_CONFIDENCE_LOW, ZB_DOUBT_EDITED },
};

static const char *
get_text (const Ladder *ladder,
          ZbText        text)
{
  return text < ZB_N_TEXTS ? ladder->tags->text[text] : NULL;
}

static ZbCandidate *
add (Ladder      *ladder,
     ZbSource     source,
     guint        rank,
     ZbConfidence confidence,
     const char  *raw)
{
  ZbCandidate *candidate = zb_candidate_new (source, rank, raw);
  char        *end = candidate->raw;

  while (*end != '\0' && g_utf8_next_char (end) - candidate->raw <= RAW_MAX)
    end = g_utf8_next_char (end);
  *end = '\0';

  candidate->confidence = confidence;
  g_ptr_array_add (ladder->candidates, candidate);
  return candidate;
}

static void
refuse (ZbCandidate *candidate)
{
  candidate->wall = ZB_WALL_NONE;
  candidate->doubts |= ZB_DOUBT_REFUSED;
  candidate->confidence = ZB_CONFIDENCE_NONE;
}

/* SubSec is a decimal fraction: "07" is .07. */
static void
set_fraction (ZbWall     *wall,
              const char *text)
{
  const char *digits = text != NULL ? text + strspn (text, " ") : "";
  const gsize n = strspn (digits, "0123456789");

  if (n == 0 || digits[n + strspn (digits + n, " ")] != '\0' || wall->fraction[0] != '\0' ||
      wall->precision != ZB_PRECISION_SECOND)
    return;

  g_strlcpy (wall->fraction, digits, MIN (n + 1, sizeof wall->fraction));
}

/* "Z", "+08", "+0800", "+08:00": as behind a time. */
static void
set_offset (ZbCandidate *candidate,
            const char  *text)
{
  g_autofree char *whole = g_strconcat ("2000-01-01T00:00:00", text, NULL);
  guint            doubts = 0;
  gboolean         absent;
  ZbWall           wall;

  if (candidate->offset == NULL && text != NULL && !g_ascii_isdigit (*text) && *text != '.')
    zb_date_text_read (&wall, whole, &doubts, &candidate->offset, &absent);
}

/* IPTC keeps day and time apart: "20190610" and "093012+0800". */
static char *
dup_raw (const Ladder *ladder,
         ZbText        text)
{
  const char *first = get_text (ladder, text);
  const char *time = text == ZB_TEXT_IPTC_DATE ? get_text (ladder, ZB_TEXT_IPTC_TIME) : NULL;

  return first != NULL && time != NULL ? g_strconcat (first, " ", time, NULL) : g_strdup (first);
}

static void
add_rung (Ladder *ladder,
          guint   i)
{
  g_autofree char *raw = dup_raw (ladder, rungs[i].text);
  g_autofree char *offset = NULL;
  guint            doubts = rungs[i].doubts;
  gboolean         absent;
  ZbCandidate     *candidate;
  ZbWall           wall;

  if (!zb_date_text_read (&wall, raw, &doubts, &offset, &absent) && absent)
    return;

  candidate = add (ladder, rungs[i].source, rungs[i].rank, rungs[i].confidence, raw);
  candidate->doubts |= doubts;
  candidate->wall = wall;
  candidate->offset = g_steal_pointer (&offset);
  if (!zb_wall_is_set (&wall))
    {
      refuse (candidate);
      return;
    }

  set_fraction (&candidate->wall, get_text (ladder, rungs[i].fraction));
  set_offset (candidate, get_text (ladder, rungs[i].offset));
  if (rungs[i].source == ZB_SOURCE_EXIF_DIGITIZED && ladder->tags->scanner)
    {
      candidate->source = ZB_SOURCE_SCAN;
      candidate->rank = RANK_NEVER;
      candidate->confidence = ZB_CONFIDENCE_NONE;
    }
}

static void
set_utc (Ladder      *ladder,
         ZbCandidate *candidate,
         gint64       unix_seconds)
{
  zb_wall_from_unix (&candidate->wall, unix_seconds, ladder->context->zone);
  candidate->doubts |= ZB_DOUBT_UTC;
  if (!zb_wall_is_set (&candidate->wall))
    refuse (candidate);
}

static void
add_name (Ladder *ladder)
{
  const ZbNameTime *name = &ladder->name;
  const gboolean    bound = name->kind == ZB_NAME_CHAT || name->kind == ZB_NAME_CHAT_UTC || name->kind == ZB_NAME_EDITED;
  const gboolean    weak = bound || name->decade || name->kind == ZB_NAME_SCREENSHOT;
  ZbCandidate      *candidate;

  if (!zb_wall_is_set (&name->wall) && name->unix_ms == 0)
    return;

  candidate = add (ladder,
                   bound ? ZB_SOURCE_CHAT_NAME : ZB_SOURCE_NAME,
                   bound ? RANK_BOUND : RANK_NAME,
                   weak ? ZB_CONFIDENCE_LOW : ZB_CONFIDENCE_MEDIUM,
                   name->raw);
  candidate->wall = name->wall;
  candidate->doubts |= (bound ? ZB_DOUBT_NOT_AFTER : 0) | (name->decade ? ZB_DOUBT_DECADE : 0) |
                       (name->kind == ZB_NAME_EDITED ? ZB_DOUBT_EDITED : 0);
  if (name->unix_ms != 0)
    set_utc (ladder, candidate, name->unix_ms / 1000);
}

static void
add_gps (Ladder *ladder)
{
  const char      *day = get_text (ladder, ZB_TEXT_GPS_DATE);
  const char      *time = get_text (ladder, ZB_TEXT_GPS_TIME);
  g_autofree char *raw = NULL;
  guint            doubts = 0;
  gboolean         absent;
  ZbCandidate     *candidate;
  ZbWall           wall;

  if (day == NULL || time == NULL)
    return;

  raw = g_strconcat (day, " ", time, NULL);
  if (!zb_date_text_read (&wall, raw, &doubts, NULL, &absent) && absent)
    return;

  candidate = add (ladder, ZB_SOURCE_GPS, RANK_UTC, ZB_CONFIDENCE_MEDIUM, raw);
  candidate->doubts |= doubts;
  if (wall.precision < ZB_PRECISION_MINUTE)
    refuse (candidate);
  else
    set_utc (ladder, candidate, wall.seconds);
}

/* A video's creation time is UTC, though some cameras write their wall clock: a suggestion. A
 * PNG's is what some program wrote.
 */
static void
add_container (Ladder *ladder)
{
  const char      *raw = get_text (ladder, ZB_TEXT_CONTAINER);
  const gboolean   video = zb_format_is_video (ladder->tags->format);
  g_autofree char *offset = NULL;
  gboolean         absent;
  guint            doubts = 0;
  ZbCandidate     *candidate;
  ZbWall           wall;

  if (!zb_date_text_read (&wall, raw, &doubts, &offset, &absent) && absent)
    return;

  candidate = add (ladder,
                   ZB_SOURCE_CONTAINER,
                   video ? RANK_UTC : RANK_CREATED,
                   video ? ZB_CONFIDENCE_MEDIUM : ZB_CONFIDENCE_LOW,
                   raw);
  candidate->doubts |= doubts;
  candidate->wall = wall;
  if (!zb_wall_is_set (&wall))
    refuse (candidate);
  else if (g_strcmp0 (offset, "+00:00") == 0 && wall.precision >= ZB_PRECISION_MINUTE)
    set_utc (ladder, candidate, wall.seconds);
  else
    candidate->offset = g_steal_pointer (&offset);
}

static void
add_folder (Ladder *ladder)
{
  ZbWall day;

  if (zb_folder_read (&day, ladder->context->folder))
    add (ladder, ZB_SOURCE_FOLDER, RANK_FOLDER, ZB_CONFIDENCE_LOW, ladder->context->folder)->wall = day;
}

static void
add_file_time (Ladder *ladder)
{
  g_autofree char *raw = NULL;
  ZbWall           wall;

  if (ladder->context->mtime == 0)
    return;

  zb_wall_from_unix (&wall, ladder->context->mtime, ladder->context->zone);
  raw = zb_wall_to_text (&wall);
  if (raw != NULL)
    add (ladder, ZB_SOURCE_FILE_TIME, RANK_NEVER, ZB_CONFIDENCE_NONE, raw)->wall = wall;
}

/* Dates that cameras show when their clock was lost. */
static gboolean
is_reset (const ZbWall *wall)
{
  int year, month, day, hour;

  zb_wall_split (wall, &year, &month, &day, &hour, NULL, NULL);
  if (month == 1 && day == 1)
    return year == 1970 || year == 1980 || (hour < 8 && wall->precision > ZB_PRECISION_DAY);

  return year == 2002 && month == 12 && day == 8 && hour == 12;
}

static void
weigh (const Ladder *ladder,
       ZbCandidate  *candidate)
{
  const ZbTakenContext *context = ladder->context;
  const gint64          day = zb_wall_day_start (&candidate->wall);
  guint                 doubts = 0;

  if (!zb_wall_is_set (&candidate->wall))
    return;

  if (is_reset (&candidate->wall))
    doubts |= ZB_DOUBT_RESET;
  if (context->today != 0 && day > context->today + ZB_DAY_SECONDS)
    doubts |= ZB_DOUBT_FUTURE;
  if (day < YEAR_1995)
    doubts |= ZB_DOUBT_OLD;
  if (context->founded != 0 && candidate->wall.seconds < context->founded)
    doubts |= ZB_DOUBT_BEFORE_BRANCH;
  if (ladder->name.chat && get_text (ladder, ZB_TEXT_MAKE) == NULL && get_text (ladder, ZB_TEXT_MODEL) == NULL)
    doubts |= ZB_DOUBT_CHAT;

  candidate->doubts |= doubts;
  if (doubts != 0)
    candidate->confidence = MIN (candidate->confidence, ZB_CONFIDENCE_LOW);
}

static gint
compare_rank (gconstpointer a,
              gconstpointer b)
{
  const ZbCandidate *const *x = a;
  const ZbCandidate *const *y = b;

  return (int) (*x)->rank - (int) (*y)->rank;
}

/* The strongest that is a date; scanners' and files' times never are. */
static int
choose (const Ladder *ladder)
{
  for (guint i = 0; i < ladder->candidates->len; i++)
    {
      const ZbCandidate *candidate = g_ptr_array_index (ladder->candidates, i);

      if (zb_wall_is_set (&candidate->wall) && candidate->rank < RANK_NEVER)
        return i;
    }

  return -1;
}

static gint64
get_end (const ZbWall *wall)
{
  return wall->seconds + (wall->precision == ZB_PRECISION_DAY ? ZB_DAY_SECONDS : 60);
}

/* Whether `other` says another day. What was edited or scanned later than it was taken is no
 * contradiction; before it was taken it cannot have been. A camera's own record is questioned only
 * by the time of a strong source; a name it gave, by whatever says another day.
 */
static gboolean
contradicts (const ZbCandidate *best,
             const ZbCandidate *other)
{
  const guint    weakest = best->rank < RANK_NAME ? RANK_NAME : RANK_FOLDER;
  const gboolean later_is_fine = other->source == ZB_SOURCE_EXIF_MODIFIED || other->source == ZB_SOURCE_EXIF_DIGITIZED ||
                                 other->source == ZB_SOURCE_CHAT_NAME || other->source == ZB_SOURCE_CONTAINER;

  if (best->rank > RANK_NAME || other->rank > weakest || other->doubts & ZB_DOUBT_RESET ||
      other->wall.precision < (best->rank < RANK_NAME ? ZB_PRECISION_MINUTE : ZB_PRECISION_DAY))
    return FALSE;

  return get_end (&other->wall) + ZONES < best->wall.seconds ||
         (!later_is_fine && get_end (&best->wall) + ZONES < other->wall.seconds);
}

static void
question (const Ladder *ladder,
          int           chosen)
{
  ZbCandidate *best = g_ptr_array_index (ladder->candidates, chosen);

  for (guint i = 0; i < ladder->candidates->len; i++)
    if (contradicts (best, g_ptr_array_index (ladder->candidates, i)))
      {
        best->doubts |= ZB_DOUBT_CONTRADICTED;
        best->confidence = MIN (best->confidence, best->rank < RANK_NAME ? ZB_CONFIDENCE_MEDIUM : ZB_CONFIDENCE_LOW);
      }
}

static gboolean
may_link (const Ladder *ladder,
          int           chosen)
{
  const ZbCandidate *best = g_ptr_array_index (ladder->candidates, chosen);

  return best->rank <= RANK_NAME && best->confidence >= ZB_CONFIDENCE_MEDIUM &&
         !(best->doubts & ZB_DOUBT_CONTRADICTED) && best->wall.precision >= ZB_PRECISION_MINUTE &&
         !zb_taken_is_screenshot (ladder->tags, ladder->context->name);
}

ZbTaken *
zb_taken_decide (const ZbTags         *tags,
                 const ZbTakenContext *context)
{
  Ladder ladder = { .tags = tags, .context = context };
  int    chosen;

  ladder.candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_candidate_free);
  zb_name_read (&ladder.name, context->name != NULL ? context->name : "");

  for (guint i = 0; i < G_N_ELEMENTS (rungs); i++)
    add_rung (&ladder, i);
  add_name (&ladder);
  add_gps (&ladder);
  add_container (&ladder);
  add_folder (&ladder);
  add_file_time (&ladder);
  g_ptr_array_sort (ladder.candidates, compare_rank);

  for (guint i = 0; i < ladder.candidates->len; i++)
    weigh (&ladder, g_ptr_array_index (ladder.candidates, i));
  chosen = choose (&ladder);
  if (chosen >= 0)
    question (&ladder, chosen);

  return zb_taken_new (ladder.candidates, chosen, chosen >= 0 && may_link (&ladder, chosen));
}

/* Of phones: this wide, and as long as phones are. */
static gboolean
is_phone_screen (int width,
                 int height)
{
  static const int widths[] = { 720, 750, 828, 1080, 1125, 1170, 1179, 1200, 1206, 1220, 1242, 1260, 1284, 1290, 1320, 1440 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (width == widths[i])
      return height * 10 > width * 17 && height * 10 < width * 24;

  return FALSE;
}

static gboolean
is_desktop_screen (int width,
                   int height)
{
  static const int screens[][2] = {
    { 1024, 768 },
    { 1280, 800 },
    { 1280, 1024 },
    { 1366, 768 },
    { 1440, 900 },
    { 1536, 864 },
    { 1600, 900 },
    { 1680, 1050 },
    { 1920, 1080 },
    { 1920, 1200 },
    { 2560, 1440 },
    { 2560, 1600 },
    { 2880, 1800 },
    { 3840, 2160 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    if (width == screens[i][0] && height == screens[i][1])
      return TRUE;

  return FALSE;
}

gboolean
zb_taken_is_screenshot (const ZbTags *tags,
                        const char   *name)
{
  const int  small = MIN (tags->width, tags->height);
  const int  large = MAX (tags->width, tags->height);
  ZbNameTime time;

  zb_name_read (&time, name != NULL ? name : "");
  if (time.kind == ZB_NAME_SCREENSHOT)
    return TRUE;

  return tags->format == ZB_FORMAT_PNG && tags->text[ZB_TEXT_MAKE] == NULL &&
         tags->text[ZB_TEXT_EXIF_ORIGINAL] == NULL &&
         (is_phone_screen (small, large) || is_desktop_screen (large, small));
}
