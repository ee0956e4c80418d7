/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/papers.h"

#include "documents/output.h"

#define LIBICAL_GLIB_UNSTABLE_API 1
#include <libical-glib/libical-glib.h>
#include <string.h>

/* Meetings as a calendar (RFC 5545). The same meetings give the same bytes: nothing in it comes from a clock, and the zone's rules
 * are those of the years it is about.
 */

/* Names of our own: later releases of the library define this for theirs. */
typedef ICalTime      Moment;
typedef ICalComponent Part;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Moment, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, g_object_unref)

#define LAST_YEAR 2500             /* libical ends soon after */
#define STEP (30 * ZB_DAY_SECONDS) /* changes of a zone's offset are further apart */

typedef struct
{
  GTimeZone  *zone;
  const char *name;
} Place;

static char *
dup_clean (const char *text)
{
  char *copy = g_utf8_make_valid (text, -1);

  for (char *at = copy; *at != '\0'; at++)
    if (*at == '\r')
      *at = '\n';
    else if (((guchar) *at < 0x20 && *at != '\n') || *at == 0x7f)
      *at = ' ';

  return g_strstrip (copy);
}

static void
take_text (ICalComponent *component,
           ICalProperty *(*make) (const gchar *value),
           const char *text)
{
  g_autofree char *value = text != NULL ? dup_clean (text) : NULL;

  if (value != NULL && *value != '\0')
    i_cal_component_take_property (component, make (value));
}

static void
take_named (ICalComponent *component,
            const char    *name,
            const char    *text)
{
  g_autofree char *value = dup_clean (text);
  ICalProperty    *property = NULL;

  if (*value == '\0')
    return;

  property = i_cal_property_new_x (value);
  i_cal_property_set_x_name (property, name);
  i_cal_component_take_property (component, property);
}

static ICalTime *
make_time (const ZbWall *wall,
           gboolean      date)
{
  ICalTime *time = i_cal_time_new ();
  int       year, month, day, hour, minute, second;

  zb_wall_split (wall, &year, &month, &day, &hour, &minute, &second);
  i_cal_time_set_date (time, year, month, day);
  i_cal_time_set_time (time, hour, minute, second);
  i_cal_time_set_is_date (time, date);
  return time;
}

static void
take_time (ICalComponent *event,
           ICalProperty *(*make) (ICalTime *value),
           const ZbWall *wall,
           const Place  *place,
           gboolean      date)
{
  g_autoptr (Moment) time = make_time (wall, date);
  ICalProperty *property = make (time);

  if (!date)
    i_cal_property_take_parameter (property, i_cal_parameter_new_tzid (place->name));
  i_cal_component_take_property (event, property);
}

static gint64
to_unix (const Place *place,
         gint64       wall_seconds)
{
  int interval = g_time_zone_find_interval (place->zone, G_TIME_TYPE_STANDARD, wall_seconds);

  return wall_seconds - g_time_zone_get_offset (place->zone, MAX (interval, 0));
}

static void
take_stamp (ICalComponent *event,
            const ZbWall  *start,
            const Place   *place)
{
  ZbWall wall = { to_unix (place, start->seconds), ZB_PRECISION_SECOND, "" };
  g_autoptr (Moment) time = make_time (&wall, FALSE);

  i_cal_time_set_timezone (time, i_cal_timezone_get_utc_timezone ());
  i_cal_component_take_property (event, i_cal_property_new_dtstamp (time));
}

/* The end is the first moment, or the first day, that no longer belongs to it. */
static void
take_end (ICalComponent *event,
          ZbMeeting     *meeting,
          const Place   *place)
{
  const ZbWall *start = zb_meeting_get_start (meeting);
  const ZbWall *end = zb_meeting_get_end (meeting);
  ZbWall        after = zb_wall_is_set (end) ? *end : *start;
  gboolean      date = start->precision == ZB_PRECISION_DAY;

  if (date || after.precision == ZB_PRECISION_DAY)
    after.seconds = zb_wall_day_start (&after) + ZB_DAY_SECONDS;
  if (date || (zb_wall_is_set (end) && after.seconds > start->seconds))
    take_time (event, i_cal_property_new_dtend, &after, place, date);
}

static void
take_categories (ICalComponent *event,
                 ZbKinds        kinds)
{
  for (guint i = 0; i < ZB_N_KINDS; i++)
    if ((kinds & 1u << i) != 0)
      i_cal_component_take_property (event, i_cal_property_new_categories (zb_kind_get_name (i)));
}

static ICalPropertyStatus
get_status (ZbMeeting *meeting)
{
  switch (zb_meeting_get_state (meeting))
    {
    case ZB_STATE_CANCELLED:
      return I_CAL_STATUS_CANCELLED;
    case ZB_STATE_PLANNED:
      return I_CAL_STATUS_TENTATIVE;
    case ZB_STATE_FILED:
    case ZB_STATE_HELD:
    case ZB_STATE_RECORDED:
    case ZB_STATE_REVIEWED:
    case ZB_N_STATES:
    default:
      return I_CAL_STATUS_CONFIRMED;
    }
}

static void
append_line (GString    *words,
             const char *label,
             const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (words, "%s%s：%s", words->len > 0 ? "\n" : "", label, text);
}

static void
take_description (ICalComponent *event,
                  ZbMeeting     *meeting)
{
  g_autofree char *kinds = zb_kinds_to_names (zb_meeting_get_kinds (meeting));
  g_autoptr (GString) words = g_string_new (NULL);

  append_line (words, "种类", kinds);
  append_line (words, "党小组", zb_meeting_get_group (meeting));
  append_line (words, "主持人", zb_meeting_get_host (meeting));
  append_line (words, "主讲人", zb_meeting_get_lecturer (meeting));
  append_line (words, "学习材料", zb_meeting_get_material (meeting));
  append_line (words, "状态", zb_state_get_name (zb_meeting_get_state (meeting)));
  take_text (event, i_cal_property_new_description, words->str);
}

static ICalComponent *
make_event (ZbMeeting   *meeting,
            const char  *uid,
            const Place *place)
{
  const ZbWall    *start = zb_meeting_get_start (meeting);
  ICalComponent   *event = i_cal_component_new_vevent ();
  g_autofree char *identity = g_strconcat (uid, "@zhibu", NULL);
  g_autofree char *names = zb_kinds_to_names (zb_meeting_get_kinds (meeting));
  const char      *theme = zb_meeting_get_theme (meeting);

  take_text (event, i_cal_property_new_uid, identity);
  take_stamp (event, start, place);
  take_time (event, i_cal_property_new_dtstart, start, place, start->precision == ZB_PRECISION_DAY);
  take_end (event, meeting, place);
  take_text (event, i_cal_property_new_summary, theme != NULL && *theme != '\0' ? theme : names);
  take_text (event, i_cal_property_new_location, zb_meeting_get_place (meeting));
  take_categories (event, zb_meeting_get_kinds (meeting));
  i_cal_component_take_property (event, i_cal_property_new_status (get_status (meeting)));
  take_description (event, meeting);
  return event;
}

/* One stretch of the zone's offset, from a moment that the clock showed as `wall` by the offset before. */
static void
take_stretch (ICalComponent *zone,
              const Place   *place,
              int            interval,
              gint64         wall,
              int            before)
{
  ICalComponent *stretch = g_time_zone_is_dst (place->zone, interval) ? i_cal_component_new_xdaylight () : i_cal_component_new_xstandard ();
  ZbWall         start = { wall, ZB_PRECISION_SECOND, "" };
  g_autoptr (Moment) time = make_time (&start, FALSE);

  i_cal_component_take_property (stretch, i_cal_property_new_dtstart (time));
  i_cal_component_take_property (stretch, i_cal_property_new_tzoffsetfrom (before));
  i_cal_component_take_property (stretch, i_cal_property_new_tzoffsetto (g_time_zone_get_offset (place->zone, interval)));
  take_text (stretch, i_cal_property_new_tzname, g_time_zone_get_abbreviation (place->zone, interval));
  i_cal_component_take_component (zone, stretch);
}

static int
find_interval (const Place *place,
               gint64       seconds)
{
  return g_time_zone_find_interval (place->zone, G_TIME_TYPE_UNIVERSAL, seconds);
}

/* The first moment after `from` and not after `to` that is of the interval of `to`. */
static gint64
find_change (const Place *place,
             gint64       from,
             gint64       to)
{
  int after = find_interval (place, to);

  while (to - from > 1)
    {
      gint64 middle = from + (to - from) / 2;

      if (find_interval (place, middle) == after)
        to = middle;
      else
        from = middle;
    }

  return to;
}

static ICalComponent *
make_zone (const Place *place,
           gint64       first,
           gint64       last)
{
  ICalComponent *zone = i_cal_component_new_vtimezone ();
  gint64         at = to_unix (place, first) - 2 * ZB_DAY_SECONDS;
  int            offset = g_time_zone_get_offset (place->zone, find_interval (place, at));

  take_text (zone, i_cal_property_new_tzid, place->name);
  take_stretch (zone, place, find_interval (place, at), at + offset, offset);
  for (; at < last + 2 * ZB_DAY_SECONDS; at += STEP)
    {
      int interval = find_interval (place, at + STEP);

      if (interval == find_interval (place, at))
        continue;
      take_stretch (zone, place, interval, find_change (place, at, at + STEP) + offset, offset);
      offset = g_time_zone_get_offset (place->zone, interval);
    }

  return zone;
}

static gboolean
can_write (ZbMeeting *meeting)
{
  return zb_meeting_get_last_day (meeting).year <= LAST_YEAR;
}

/* Years of the meetings, whole, so that one meeting more seldom changes the zone. FALSE: there is none. */
static gboolean
find_span (GPtrArray *meetings,
           gint64    *first,
           gint64    *last)
{
  *first = G_MAXINT64;
  *last = G_MININT64;
  for (guint i = 0; i < meetings->len; i++)
    {
      const ZbWall *start = zb_meeting_get_start (g_ptr_array_index (meetings, i));
      const ZbWall *end = zb_meeting_get_end (g_ptr_array_index (meetings, i));
      ZbWall        day = ZB_WALL_NONE;
      int           year = 0;

      if (!can_write (g_ptr_array_index (meetings, i)))
        continue;
      zb_wall_split (start, &year, NULL, NULL, NULL, NULL, NULL);
      if (zb_wall_set_day (&day, year, 1, 1))
        *first = MIN (*first, day.seconds);
      *last = MAX (*last, zb_wall_is_set (end) ? end->seconds : start->seconds);
    }

  return *first <= *last;
}

static ICalComponent *
make_calendar (const char *branch,
               const char *zone)
{
  ICalComponent *calendar = i_cal_component_new_vcalendar ();

  i_cal_component_take_property (calendar, i_cal_property_new_prodid ("-//zhibu//zhibu//ZH"));
  i_cal_component_take_property (calendar, i_cal_property_new_version ("2.0"));
  i_cal_component_take_property (calendar, i_cal_property_new_calscale ("GREGORIAN"));
  i_cal_component_take_property (calendar, i_cal_property_new_method (I_CAL_METHOD_PUBLISH));
  take_named (calendar, "X-WR-CALNAME", branch);
  take_named (calendar, "X-WR-TIMEZONE", zone);
  return calendar;
}

static gboolean
write_calendar (ICalComponent *calendar,
                const char    *path,
                GError       **error)
{
  g_autoptr (ZbOutput) output = zb_output_new (path, error);
  g_autofree char *text = i_cal_component_as_ical_string (calendar);

  if (output == NULL)
    return FALSE;

  if (text == NULL || !zb_output_write (output, text, strlen (text)))
    return zb_output_fail (error, output->failed, "write", path);

  return zb_output_commit (output, error);
}

gboolean
zb_ics_write (GPtrArray    *meetings,
              GPtrArray    *uids,
              const char   *branch,
              const char   *zone,
              const char   *path,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (zone);
  g_autoptr (Part) calendar = NULL;
  Place  place = { time_zone, zone };
  gint64 first = 0, last = 0;

  if (time_zone == NULL)
    return zb_output_fail (error, 0, "the time zone is not known", zone);

  calendar = make_calendar (branch, zone);
  if (find_span (meetings, &first, &last))
    i_cal_component_take_component (calendar, make_zone (&place, first, last));
  for (guint i = 0; i < meetings->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (can_write (g_ptr_array_index (meetings, i)))
        i_cal_component_take_component (calendar, make_event (g_ptr_array_index (meetings, i), g_ptr_array_index (uids, i), &place));
    }

  return write_calendar (calendar, path, error);
}
