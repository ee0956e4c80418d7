/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A branch's year, made up: more than 150 meetings, more than 4,000 photos with what cameras,
 * phones and chat programs write into files and names, three wrong clocks, private life. The whole
 * chain of decisions runs on it, without pixels: tags and names → date → meeting.
 *
 * Of the photos linked without asking 99.5 % must be right; and 95 % of those that could be linked
 * must be: the clock is right, the date may link, and by its time one meeting alone is possible.
 */
#include "model/meeting.h"
#include "photo/clock.h"
#include "photo/taken.h"

#include <string.h>

#define N_SEEDS 20
#define HOUR 3600

typedef enum
{
  CANON,
  NIKON, /* 8 hours slow in March and April */
  SONY,  /* lost its clock in September */
  LUMIX, /* a year behind */
  HUAWEI,
  XIAOMI,
  OPPO,
  BARE,   /* a phone whose pictures lost all but their names */
  FAMILY, /* never at a meeting */
  CHAT,
  N_CAMERAS
} Camera;

static const struct
{
  const char *make, *model;
} cameras[N_CAMERAS] = {
  [CANON] = { "Canon", "Canon EOS 700D" },
  [NIKON] = { "NIKON CORPORATION", "NIKON D3200" },
  [SONY] = { "SONY", "DSC-W120" },
  [LUMIX] = { "Panasonic", "DMC-LX5" },
  [HUAWEI] = { "HUAWEI", "VOG-AL00" },
  [XIAOMI] = { "Xiaomi", "MI 8" },
  [OPPO] = { "OPPO", "PBEM00" },
  [FAMILY] = { "Apple", "iPhone 7" },
};

typedef struct
{
  Camera camera;
  gint64 time;  /* really taken */
  int    truth; /* meeting, or -1: private */
} Press;

typedef struct
{
  GRand     *rand;
  GTimeZone *zone;
  GArray    *meetings; /* of ZbMatchMeeting */
  GArray    *presses;  /* of Press, in order of time */
  GArray    *photos;   /* of ZbClockPhoto */
  GPtrArray *texts;    /* what the photos point to */
} Year;

static gint64
day_of_year (int day)
{
  ZbWall first;

  zb_wall_set_day (&first, 2019, 1, 1);
  return first.seconds + day * ZB_DAY_SECONDS;
}

/* 1 January 2019 was a Tuesday. */
static gboolean
is_weekend (int day)
{
  return (day + 1) % 7 >= 5;
}

static gboolean
is_holiday (int day)
{
  return day == 0 || (day >= 34 && day <= 40) || (day >= 120 && day <= 123) ||
         (day >= 273 && day <= 279);
}

static gint32
pick (Year *year, gint32 from, gint32 to)
{
  return g_rand_int_range (year->rand, from, to);
}

static void
add_meeting (Year  *year,
             gint64 start,
             gint64 length, /* 0: no end; days: whole days */
             int    days)
{
  ZbMatchMeeting meeting = { .id = year->meetings->len + 1 };

  meeting.start = (ZbWall){ start, days > 0 ? ZB_PRECISION_DAY : ZB_PRECISION_MINUTE, "" };
  if (length > 0)
    meeting.end = (ZbWall){ start + length, ZB_PRECISION_MINUTE, "" };
  if (days > 1)
    meeting.end = (ZbWall){ start + (days - 1) * ZB_DAY_SECONDS, ZB_PRECISION_DAY, "" };
  g_array_append_val (year->meetings, meeting);
}

static void
make_meetings (Year *year)
{
  for (int day = 0; day < 365; day++)
    {
      gint64 start = day_of_year (day);
      int    kind = pick (year, 0, 100);

      if (is_holiday (day))
        continue;
      if (is_weekend (day))
        {
          if (kind < 8) /* volunteers on a Saturday */
            add_meeting (year, start + 9 * HOUR, 5 * HOUR / 2, 0);
          continue;
        }

      if (kind < 34)
        add_meeting (year, start + pick (year, 28, 33) * HOUR / 2, pick (year, 2, 5) * HOUR / 2, 0);
      else if (kind < 48)
        add_meeting (year, start + pick (year, 17, 20) * HOUR / 2, pick (year, 3, 6) * HOUR / 2, 0);
      else if (kind < 53) /* one after the other */
        {
          add_meeting (year, start + 9 * HOUR, HOUR, 0);
          add_meeting (year, start + 10 * HOUR + pick (year, 20, 45) * 60, HOUR, 0);
        }
      else if (kind < 56) /* both groups at the same time */
        {
          add_meeting (year, start + 15 * HOUR, HOUR, 0);
          add_meeting (year, start + 15 * HOUR, 3 * HOUR / 2, 0);
        }
      else if (kind < 61) /* in the evening */
        add_meeting (year, start + 19 * HOUR, 3 * HOUR / 2, 0);
      else if (kind < 64)
        add_meeting (year, start + 14 * HOUR, 0, 0);
      else if (kind < 67)
        add_meeting (year, start, 0, 1);
      else if (kind < 68 && !is_weekend (day + 1) && !is_weekend (day + 2) && day < 360)
        {
          add_meeting (year, start, 0, 3);
          day += 2;
        }
    }
}

static void
press (Year *year, Camera camera, gint64 time, int truth)
{
  Press one = { camera, time, truth };

  g_array_append_val (year->presses, one);
}

/* n photos within a span, in bursts as people take them. */
static void
press_span (Year *year, Camera camera, gint64 from, gint64 to, guint n, int truth)
{
  gint64 time = from;

  for (guint i = 0; i < n; i++)
    {
      if (i == 0 || pick (year, 0, 3) == 0)
        time = from + pick (year, 0, MAX (1, to - from));
      else
        time += pick (year, 4, 90);
      press (year, camera, time, truth);
    }
}

static Camera
pick_camera (Year *year, gint64 time)
{
  Camera camera = pick (year, 0, 10) < 5 ? CANON : pick (year, NIKON, FAMILY);

  /* Who was found wrong is put away after a while. */
  if (camera == LUMIX && time > day_of_year (120))
    return CANON;
  if (camera == SONY && time > day_of_year (290))
    return HUAWEI;

  return camera;
}

static void
take_meeting (Year *year, guint i)
{
  const ZbMatchMeeting *meeting = &g_array_index (year->meetings, ZbMatchMeeting, i);
  gint64                start = meeting->start.seconds;
  gint64                end = zb_wall_is_set (&meeting->end) ? meeting->end.seconds : start + 2 * HOUR;
  guint                 n = pick (year, 1, 4);

  if (meeting->start.precision == ZB_PRECISION_DAY)
    {
      start += 9 * HOUR;
      end = (zb_wall_is_set (&meeting->end) ? meeting->end.seconds : meeting->start.seconds) +
            17 * HOUR;
    }

  for (guint k = 0; k < n; k++)
    {
      Camera camera = pick_camera (year, start);

      for (gint64 day = start; day < end; day += ZB_DAY_SECONDS)
        press_span (year, camera, day, MIN (end, day + 8 * HOUR), pick (year, 4, 22), i);
      if (pick (year, 0, 3) == 0) /* the room before it begins */
        press_span (year, camera, start - 20 * 60, start, pick (year, 1, 4), i);
      if (pick (year, 0, 3) == 0) /* everybody before the door afterwards */
        press_span (year, camera, end, end + 12 * 60, pick (year, 1, 4), i);
    }
  if (pick (year, 0, 6) == 0)
    press_span (year, CHAT, end + 10 * 60, end + 30 * HOUR, pick (year, 2, 6), i);
}

/* Evenings, weekends and holidays; and now and then at noon or at work. */
static void
live (Year *year, int day)
{
  gint64 start = day_of_year (day);

  for (Camera camera = HUAWEI; camera <= FAMILY; camera++)
    {
      if (is_weekend (day) || is_holiday (day))
        {
          if (pick (year, 0, 100) < 22)
            press_span (year, camera, start + 9 * HOUR, start + 20 * HOUR, pick (year, 1, 9), -1);
          continue;
        }
      if (pick (year, 0, 100) < 14)
        press_span (year, camera, start + 37 * HOUR / 2, start + 22 * HOUR, pick (year, 1, 5), -1);
      if (pick (year, 0, 100) < 3)
        press_span (year, camera, start + 12 * HOUR, start + 13 * HOUR, pick (year, 1, 3), -1);
      if (pick (year, 0, 100) < 1)
        press_span (year, camera, start + 8 * HOUR, start + 18 * HOUR, 1, -1);
    }
}

static gint
compare_presses (gconstpointer a, gconstpointer b)
{
  const Press *p = a, *q = b;

  return p->time < q->time ? -1 : p->time > q->time;
}

/* What the camera believes. */
static gint64
get_clock (const Press *one)
{
  if (one->camera == NIKON && one->time >= day_of_year (59) && one->time < day_of_year (120))
    return one->time - 8 * HOUR;
  if (one->camera == LUMIX)
    return one->time - 365 * ZB_DAY_SECONDS;
  if (one->camera == SONY && one->time >= day_of_year (243) && one->time < day_of_year (290))
    {
      ZbWall lost;

      zb_wall_set (&lost, 2000, 1, 1, 0, 0, 0);
      return lost.seconds + one->time - day_of_year (243);
    }

  return one->time;
}

static gboolean
is_wrong (const Press *one)
{
  return get_clock (one) != one->time;
}

static char *
dup_name (const Press *one, guint number)
{
  ZbWall wall = { get_clock (one), ZB_PRECISION_SECOND, "" };
  int    y, m, d, hour, minute, second;

  zb_wall_split (&wall, &y, &m, &d, &hour, &minute, &second);
  if (one->camera == CHAT)
    return number % 2 ? g_strdup_printf ("mmexport%" G_GINT64_FORMAT "%03u.jpg",
                                         one->time - 8 * HOUR, number % 1000)
                      : g_strdup_printf ("微信图片_%04d%02d%02d%02d%02d%02d.jpg", y, m, d, hour,
                                         minute, second);
  if (one->camera >= HUAWEI && one->camera <= BARE)
    return g_strdup_printf ("IMG_%04d%02d%02d_%02d%02d%02d.jpg", y, m, d, hour, minute, second);

  return g_strdup_printf ("%s%04u.JPG",
                          one->camera == CANON   ? "IMG_"
                          : one->camera == LUMIX ? "P101"
                                                 : "DSC_",
                          number % 9999 + 1);
}

/* As the worker and the ladder would see it. */
static void
develop (Year *year, guint i, guint *numbers)
{
  const Press *one = &g_array_index (year->presses, Press, i);
  g_auto (ZbTags) tags = { .format = ZB_FORMAT_JPEG, .orientation = 1 };
  ZbTakenContext   context = { .zone = year->zone,
                               .today = day_of_year (365),
                               .founded = day_of_year (-4000) };
  ZbWall           wall = { get_clock (one), ZB_PRECISION_SECOND, "" };
  g_autofree char *text = zb_wall_to_text (&wall);
  ZbClockPhoto     photo = { 0 };
  char            *camera, *name = dup_name (one, 9700 + numbers[one->camera]++);
  g_autoptr (ZbTaken) taken = NULL;

  if (one->camera != CHAT && one->camera != BARE)
    {
      text[4] = text[7] = ':';
      text[10] = ' ';
      tags.text[ZB_TEXT_EXIF_ORIGINAL] = g_strdup (text);
      tags.text[ZB_TEXT_EXIF_MODIFIED] = g_strdup (text);
      tags.text[ZB_TEXT_MAKE] = g_strdup (cameras[one->camera].make);
      tags.text[ZB_TEXT_MODEL] = g_strdup (cameras[one->camera].model);
    }
  context.name = name;
  taken = zb_taken_decide (&tags, &context);
  camera = zb_tags_dup_camera (&tags);
  g_ptr_array_add (year->texts, name);
  g_ptr_array_add (year->texts, camera);

  photo.name = name;
  photo.photo.id = i + 1;
  photo.photo.camera = camera;
  photo.photo.links = zb_taken_get_links (taken);
  if (zb_taken_get_best (taken) != NULL)
    {
      const ZbCandidate *best = zb_taken_get_best (taken);

      photo.photo.taken = best->wall;
      photo.photo.source = best->source;
      photo.photo.confidence = best->confidence;
      photo.photo.doubts = best->doubts;
    }
  g_array_append_val (year->photos, photo);
}

static Year *
year_new (guint seed)
{
  Year *year = g_new0 (Year, 1);
  guint numbers[N_CAMERAS] = { 0 };

  year->rand = g_rand_new_with_seed (seed);
  year->zone = g_time_zone_new_identifier ("Asia/Shanghai");
  year->meetings = g_array_new (FALSE, TRUE, sizeof (ZbMatchMeeting));
  year->presses = g_array_new (FALSE, TRUE, sizeof (Press));
  year->photos = g_array_new (FALSE, TRUE, sizeof (ZbClockPhoto));
  year->texts = g_ptr_array_new_with_free_func (g_free);

  make_meetings (year);
  for (guint i = 0; i < year->meetings->len; i++)
    take_meeting (year, i);
  for (int day = 0; day < 365; day++)
    live (year, day);
  g_array_sort (year->presses, compare_presses);
  for (guint i = 0; i < year->presses->len; i++)
    develop (year, i, numbers);

  return year;
}

static void
year_free (Year *year)
{
  g_rand_free (year->rand);
  g_time_zone_unref (year->zone);
  g_array_unref (year->meetings);
  g_array_unref (year->presses);
  g_array_unref (year->photos);
  g_ptr_array_unref (year->texts);
  g_free (year);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Year, year_free)

/* Its own judgement, by the windows alone: during its meeting and no other timed one, or in its
 * meeting's window and in no other's.
 */
static gboolean
could_be_linked (const Year *year, guint i)
{
  const Press *one = &g_array_index (year->presses, Press, i);
  guint        n_during = 0, n_windows = 0;
  gboolean     during = FALSE, inside = FALSE;

  if (one->truth < 0 || one->camera == CHAT || is_wrong (one))
    return FALSE;

  for (guint k = 0; k < year->meetings->len; k++)
    {
      const ZbMatchMeeting *meeting = &g_array_index (year->meetings, ZbMatchMeeting, k);
      gint64                from, to;

      zb_match_window (meeting, &from, &to);
      if (one->time < from || one->time > to)
        continue;
      n_windows++;
      inside = inside || (int) k == one->truth;
      if (meeting->start.precision > ZB_PRECISION_DAY &&
          (one->time < from + ZB_MATCH_BEFORE || one->time > to - ZB_MATCH_AFTER))
        continue;
      n_during++;
      during = during || (int) k == one->truth;
    }

  return (during && n_during == 1) || (inside && n_windows == 1);
}

typedef struct
{
  guint meetings, photos, linked, right, could, did;
} Figures;

static Figures
measure (const Year *year)
{
  Figures                  figures = { year->meetings->len, year->photos->len };
  g_autofree ZbMatchPhoto *photos = g_new (ZbMatchPhoto, year->photos->len);
  g_autofree guint        *seen = g_new0 (guint, year->photos->len);
  g_autofree gboolean     *done = g_new0 (gboolean, year->photos->len);
  g_autoptr (GPtrArray) proposals = NULL;

  for (guint i = 0; i < year->photos->len; i++)
    photos[i] = g_array_index (year->photos, ZbClockPhoto, i).photo;
  proposals = zb_match (photos, year->photos->len, (const ZbMatchMeeting *) year->meetings->data,
                        year->meetings->len);

  for (guint i = 0; i < proposals->len; i++)
    {
      const ZbProposal *proposal = proposals->pdata[i];

      for (guint k = 0; k < proposal->photos->len; k++)
        {
          guint photo = g_array_index (proposal->photos, guint, k);

          seen[photo]++;
          done[photo] = proposal->certain;
          figures.linked += proposal->certain;
          figures.right +=
              proposal->certain &&
              proposal->meeting == g_array_index (year->presses, Press, photo).truth + 1;
        }
    }

  for (guint i = 0; i < year->photos->len; i++)
    {
      g_assert_cmpuint (seen[i], ==, 1);
      if (!could_be_linked (year, i))
        continue;
      figures.could++;
      figures.did += done[i];
    }

  return figures;
}

static void
test_links_are_right_and_most_are_made (void)
{
  guint   n_seeds = g_test_slow () ? 50 : N_SEEDS;
  Figures sum = { 0 };
  double  worst_right = 1, worst_did = 1;

  for (guint seed = 1; seed <= n_seeds; seed++)
    {
      g_autoptr (Year) year = year_new (seed);
      Figures f = measure (year);

      g_test_message (
          "year %u: %u meetings, %u photos; %u linked, %.2f %% right; %u could be, %.2f %% were",
          seed, f.meetings, f.photos, f.linked, 100.0 * f.right / f.linked, f.could,
          100.0 * f.did / f.could);
      g_assert_cmpuint (f.meetings, >=, 150);
      g_assert_cmpuint (f.photos, >=, 4000);
      worst_right = MIN (worst_right, (double) f.right / f.linked);
      worst_did = MIN (worst_did, (double) f.did / f.could);
      sum.linked += f.linked;
      sum.right += f.right;
      sum.could += f.could;
      sum.did += f.did;
    }

  g_test_message ("%u years: %.2f %% of the linked are right (worst year %.2f %%), %.2f %% of "
                  "those that could be are (worst %.2f %%)",
                  n_seeds, 100.0 * sum.right / sum.linked, 100 * worst_right,
                  100.0 * sum.did / sum.could, 100 * worst_did);
  g_assert_cmpfloat (worst_right, >=, 0.995);
  g_assert_cmpfloat (worst_did, >=, 0.95);
}

static void
test_three_wrong_clocks_are_found (void)
{
  guint sum_found = 0, sum_wrong = 0, n_nonsense = 0, n_photos = 0;

  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (Year) year = year_new (seed);
      g_autoptr (GPtrArray) found =
          zb_clock_find ((const ZbClockPhoto *) year->photos->data, year->photos->len,
                         (const ZbMatchMeeting *) year->meetings->data, year->meetings->len);
      guint n_found[N_CAMERAS] = { 0 }, n_wrong[N_CAMERAS] = { 0 };

      for (guint i = 0; i < year->presses->len; i++)
        n_wrong[g_array_index (year->presses, Press, i).camera] +=
            is_wrong (&g_array_index (year->presses, Press, i));

      for (guint i = 0; i < found->len; i++)
        {
          const ZbClockProposal *proposal = found->pdata[i];
          g_autofree char       *reason = zb_clock_proposal_dup_reason (proposal);

          g_test_message ("year %u: %s, %u photos", seed, reason, proposal->photos->len);
          for (guint k = 0; k < proposal->photos->len; k++)
            {
              const Press *one =
                  &g_array_index (year->presses, Press, g_array_index (proposal->photos, guint, k));
              gint64 right = one->time - get_clock (one);

              if (is_wrong (one) &&
                  (proposal->kind == ZB_CLOCK_RESET || proposal->seconds == right))
                n_found[one->camera]++;
              else
                n_nonsense++;
            }
        }

      g_test_message ("year %u: slow %u/%u, lost %u/%u, a year behind %u/%u", seed, n_found[NIKON],
                      n_wrong[NIKON], n_found[SONY], n_wrong[SONY], n_found[LUMIX], n_wrong[LUMIX]);
      g_assert_cmpuint (n_found[SONY], ==, n_wrong[SONY]);
      sum_found += n_found[NIKON] + n_found[LUMIX];
      sum_wrong += n_wrong[NIKON] + n_wrong[LUMIX];
      n_photos += year->photos->len;
    }

  /* A clock that was wrong for two meetings only is not accused. */
  g_test_message ("shifts found for %u of %u photos, %u of %u right ones accused", sum_found,
                  sum_wrong, n_nonsense, n_photos);
  g_assert_cmpuint (sum_found * 10, >=, sum_wrong * 9);
  g_assert_cmpuint (n_nonsense * 500, <=, n_photos);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/year/links-are-right-and-most-are-made",
                   test_links_are_right_and_most_are_made);
  g_test_add_func ("/year/three-wrong-clocks-are-found", test_three_wrong_clocks_are_found);

  return g_test_run ();
}
