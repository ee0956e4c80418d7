/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/taken.h"

#include <string.h>

#include "photo/name.h"

/* The ladder of photos.md section 2. Every source adds a candidate; the strongest that
 * is a date is chosen. Doubts lower a confidence and say why; they never drop a reading.
 */
typedef struct
{
  const ZbTags         *tags;
  const ZbTakenContext *context;
  ZbNameTime            name;
  GPtrArray            *candidates;
} Ladder;

#define NONE ZB_N_TEXTS

/* Tags that hold a date as text, strongest first. */
static const struct
{
  ZbText       text, fraction, offset;
  ZbSource     source;
  guint        rank;
  ZbConfidence confidence;
  guint        doubts;
} rungs[] = {
  { ZB_TEXT_EXIF_ORIGINAL, ZB_TEXT_EXIF_ORIGINAL_SUBSEC, ZB_TEXT_EXIF_ORIGINAL_OFFSET,
    ZB_SOURCE_EXIF_ORIGINAL, 1, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_XMP_ORIGINAL, NONE, NONE, ZB_SOURCE_XMP, 2, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_XMP_PHOTOSHOP, NONE, NONE, ZB_SOURCE_XMP, 2, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_IPTC_DATE, NONE, NONE, ZB_SOURCE_IPTC, 2, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_EXIF_DIGITIZED, ZB_TEXT_EXIF_DIGITIZED_SUBSEC, ZB_TEXT_EXIF_DIGITIZED_OFFSET,
    ZB_SOURCE_EXIF_DIGITIZED, 3, ZB_CONFIDENCE_HIGH, 0 },
  { ZB_TEXT_XMP_CREATE, NONE, NONE, ZB_SOURCE_XMP, 6, ZB_CONFIDENCE_LOW, 0 },
  { ZB_TEXT_EXIF_MODIFIED, ZB_TEXT_EXIF_MODIFIED_SUBSEC, ZB_TEXT_EXIF_MODIFIED_OFFSET,
    ZB_SOURCE_EXIF_MODIFIED, 7, ZB_CONFIDENCE_LOW, ZB_DOUBT_EDITED },
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
              const char *digits)
{
  gsize n = digits != NULL ? strspn (digits, "0123456789") : 0;

  if (n == 0 || digits[n + strspn (digits + n, " ")] != '\0' || wall->fraction[0] != '\0' ||
      wall->precision != ZB_PRECISION_SECOND)
    return;

  g_strlcpy (wall->fraction, digits, MIN (n + 1, sizeof wall->fraction));
}

static void
set_offset (ZbCandidate *candidate,
            const char  *offset)
{
  if (candidate->offset == NULL && offset != NULL && strlen (offset) == 6 &&
      (offset[0] == '+' || offset[0] == '-') && g_ascii_isdigit (offset[1]) && offset[3] == ':' &&
      g_ascii_isdigit (offset[2]) && g_ascii_isdigit (offset[4]) && g_ascii_isdigit (offset[5]))
    candidate->offset = g_strdup (offset);
}

/* IPTC keeps day and time apart: "20190610" and "093012+0800". */
static char *
dup_raw (const Ladder *ladder,
         ZbText        text)
{
  const char *first = get_text (ladder, text);
  const char *time = text == ZB_TEXT_IPTC_DATE ? get_text (ladder, ZB_TEXT_IPTC_TIME) : NULL;

  return first != NULL && time != NULL ? g_strdup_printf ("%s %s", first, time) : g_strdup (first);
}

static void
add_rung (Ladder *ladder,
          guint   i)
{
  g_autofree char *raw = dup_raw (ladder, rungs[i].text);
  g_autofree char *offset = NULL;
  guint            doubts = rungs[i].doubts;
  gboolean         absent = FALSE;
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
      candidate->rank = 10;
      candidate->confidence = ZB_CONFIDENCE_NONE;
    }
}

static void
add_utc (Ladder      *ladder,
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
  gboolean          camera = name->kind == ZB_NAME_CAMERA || name->kind == ZB_NAME_CAMERA_UTC ||
                    name->kind == ZB_NAME_SCREENSHOT;
  ZbCandidate *candidate;

  if (!zb_wall_is_set (&name->wall) && name->unix_ms == 0)
    return;

  candidate = camera ? add (ladder, ZB_SOURCE_NAME, 4, ZB_CONFIDENCE_MEDIUM, name->raw) : add (ladder, ZB_SOURCE_CHAT_NAME, 8, ZB_CONFIDENCE_LOW, name->raw);
  candidate->wall = name->wall;
  if (name->unix_ms != 0)
    add_utc (ladder, candidate, name->unix_ms / 1000);
  if (!camera)
    candidate->doubts |= ZB_DOUBT_NOT_AFTER;
  if (name->decade)
    {
      candidate->doubts |= ZB_DOUBT_DECADE;
      candidate->confidence = ZB_CONFIDENCE_LOW;
    }
}

static void
add_gps (Ladder *ladder)
{
  const char      *day = get_text (ladder, ZB_TEXT_GPS_DATE), *time = get_text (ladder, ZB_TEXT_GPS_TIME);
  g_autofree char *raw = NULL;
  guint            doubts = 0;
  gboolean         absent;
  ZbCandidate     *candidate;
  ZbWall           wall;

  if (day == NULL || time == NULL)
    return;

  raw = g_strdup_printf ("%s %s", day, time);
  if (!zb_date_text_read (&wall, raw, &doubts, NULL, &absent) && absent)
    return;

  candidate = add (ladder, ZB_SOURCE_GPS, 5, ZB_CONFIDENCE_MEDIUM, raw);
  candidate->doubts |= doubts;
  if (zb_wall_is_set (&wall))
    add_utc (ladder, candidate, wall.seconds);
  else
    refuse (candidate);
}

/* A video's creation time is UTC; a PNG's own times are the wall clock of who wrote them. */
static void
add_container (Ladder *ladder)
{
  const char      *raw = get_text (ladder, ZB_TEXT_CONTAINER);
  g_autofree char *offset = NULL;
  gboolean         video = zb_format_is_video (ladder->tags->format), absent;
  guint            doubts = 0;
  ZbCandidate     *candidate;
  ZbWall           wall;

  if (!zb_date_text_read (&wall, raw, &doubts, &offset, &absent) && absent)
    return;

  candidate = add (ladder, ZB_SOURCE_CONTAINER, video ? 3 : 7, video ? ZB_CONFIDENCE_MEDIUM : ZB_CONFIDENCE_LOW, raw);
  candidate->doubts |= doubts;
  candidate->wall = wall;
  if (!zb_wall_is_set (&wall))
    refuse (candidate);
  else if (video)
    add_utc (ladder, candidate, wall.seconds);
  else
    candidate->offset = g_steal_pointer (&offset);
}

static void
add_folder (Ladder *ladder)
{
  ZbWall day;

  if (zb_folder_read (&day, ladder->context->folder))
    add (ladder, ZB_SOURCE_FOLDER, 9, ZB_CONFIDENCE_LOW, ladder->context->folder)->wall = day;
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
    add (ladder, ZB_SOURCE_FILE_TIME, 10, ZB_CONFIDENCE_NONE, raw)->wall = wall;
}

/* Dates a camera shows when its clock was lost. */
static gboolean
is_reset (const ZbWall *wall)
{
  int year, month, day, hour, minute;

  if (wall->precision <= ZB_PRECISION_DAY)
    return FALSE;

  zb_wall_split (wall, &year, &month, &day, &hour, &minute, NULL);
  return (month == 1 && day == 1 && (hour < 8 || year == 1970 || year == 1980)) ||
         (year == 2002 && month == 12 && day == 8 && hour == 12);
}

static void
weigh (const Ladder *ladder,
       ZbCandidate  *candidate)
{
  const ZbTakenContext *context = ladder->context;
  gint64                day;

  if (!zb_wall_is_set (&candidate->wall))
    return;

  day = zb_wall_day_start (&candidate->wall);
  if (is_reset (&candidate->wall))
    candidate->doubts |= ZB_DOUBT_RESET;
  if (context->today != 0 && day > context->today + ZB_DAY_SECONDS)
    candidate->doubts |= ZB_DOUBT_FUTURE;
  if (day < G_GINT64_CONSTANT (788918400)) /* 1995-01-01 */
    candidate->doubts |= ZB_DOUBT_OLD;
  else if (context->founded != 0 && day < context->founded)
    candidate->doubts |= ZB_DOUBT_BEFORE_BRANCH;
  if (ladder->name.chat && get_text (ladder, ZB_TEXT_MAKE) == NULL && get_text (ladder, ZB_TEXT_MODEL) == NULL)
    candidate->doubts |= ZB_DOUBT_CHAT;

  if (candidate->doubts & (ZB_DOUBT_RESET | ZB_DOUBT_FUTURE | ZB_DOUBT_OLD | ZB_DOUBT_BEFORE_BRANCH | ZB_DOUBT_CHAT))
    candidate->confidence = MIN (candidate->confidence, ZB_CONFIDENCE_LOW);
}

static gint
compare_rank (gconstpointer a,
              gconstpointer b)
{
  const ZbCandidate *x = *(const ZbCandidate *const *) a, *y = *(const ZbCandidate *const *) b;

  return (int) x->rank - (int) y->rank;
}

/* The strongest reading that is a date; file time alone never is. */
static int
choose (const Ladder *ladder)
{
  for (guint i = 0; i < ladder->candidates->len; i++)
    {
      const ZbCandidate *candidate = g_ptr_array_index (ladder->candidates, i);

      if (zb_wall_is_set (&candidate->wall) && candidate->rank < 10)
        return i;
    }

  return -1;
}

/* A camera's file name holds only while nothing else says another day. */
static void
contradict (const Ladder *ladder,
            int           chosen)
{
  ZbCandidate *best = g_ptr_array_index (ladder->candidates, chosen);

  if (best->source != ZB_SOURCE_NAME)
    return;

  for (guint i = chosen + 1; i < ladder->candidates->len; i++)
    {
      const ZbCandidate *other = g_ptr_array_index (ladder->candidates, i);

      if (other->source == ZB_SOURCE_GPS && zb_wall_is_set (&other->wall) &&
          ABS (other->wall.seconds - best->wall.seconds) > ZB_DAY_SECONDS)
        {
          best->doubts |= ZB_DOUBT_CONTRADICTED;
          best->confidence = ZB_CONFIDENCE_LOW;
        }
    }
}

static gboolean
may_link (const Ladder *ladder,
          int           chosen)
{
  const ZbCandidate *best = g_ptr_array_index (ladder->candidates, chosen);

  return best->rank <= 4 && best->confidence >= ZB_CONFIDENCE_MEDIUM &&
         best->wall.precision >= ZB_PRECISION_MINUTE &&
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
  add_container (&ladder);
  add_name (&ladder);
  add_gps (&ladder);
  add_folder (&ladder);
  add_file_time (&ladder);
  g_ptr_array_sort (ladder.candidates, compare_rank);

  for (guint i = 0; i < ladder.candidates->len; i++)
    weigh (&ladder, g_ptr_array_index (ladder.candidates, i));
  chosen = choose (&ladder);
  if (chosen >= 0)
    contradict (&ladder, chosen);

  return zb_taken_new (ladder.candidates, chosen, chosen >= 0 && may_link (&ladder, chosen));
}

gboolean
zb_taken_is_screenshot (const ZbTags *tags,
                        const char   *name)
{
  ZbNameTime time;

  zb_name_read (&time, name != NULL ? name : "");
  return time.kind == ZB_NAME_SCREENSHOT;
}
