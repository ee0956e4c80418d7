/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/taken.h"

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "support/support.h"

/* Every picture of the corpus against what exiftool reads in it. */
static const struct
{
  ZbText      text;
  const char *column;
} columns[] = {
  { ZB_TEXT_EXIF_ORIGINAL, "DateTimeOriginal" },
  { ZB_TEXT_EXIF_ORIGINAL_SUBSEC, "SubSecTimeOriginal" },
  { ZB_TEXT_EXIF_ORIGINAL_OFFSET, "OffsetTimeOriginal" },
  { ZB_TEXT_EXIF_DIGITIZED, "DateTimeDigitized" },
  { ZB_TEXT_EXIF_DIGITIZED_SUBSEC, "SubSecTimeDigitized" },
  { ZB_TEXT_EXIF_DIGITIZED_OFFSET, "OffsetTimeDigitized" },
  { ZB_TEXT_EXIF_MODIFIED, "DateTime" },
  { ZB_TEXT_EXIF_MODIFIED_SUBSEC, "SubSecTime" },
  { ZB_TEXT_EXIF_MODIFIED_OFFSET, "OffsetTime" },
  { ZB_TEXT_GPS_DATE, "GPSDateStamp" },
  { ZB_TEXT_GPS_TIME, "GPSTimeStamp" },
  { ZB_TEXT_XMP_ORIGINAL, "XMP_DateTimeOriginal" },
  { ZB_TEXT_XMP_PHOTOSHOP, "XMP_photoshop_DateCreated" },
  { ZB_TEXT_XMP_CREATE, "XMP_CreateDate" },
  { ZB_TEXT_IPTC_DATE, "IPTC_DateCreated" },
  { ZB_TEXT_IPTC_TIME, "IPTC_TimeCreated" },
  { ZB_TEXT_MAKE, "maker" },
  { ZB_TEXT_MODEL, "model" },
};

/* Where we differ from exiftool on purpose. */
static const struct
{
  const char *path;
  const char *column; /* NULL: any */
  const char *reason;
} differences[] = {
  { "exif-no-tz.jpg", NULL, "the file ends behind its Exif block: exiftool gives up, the block is whole" },
  { "motion_photo_pixel_synth.jpg", "width", "no frame in it: exiftool shows what Exif says" },
  { "motion_photo_pixel_synth.jpg", "height", "as its width" },
  { "with-null-coordinates.jpg", "GPSTimeStamp", "three times 0/0 is no time; exiftool shows zeros" },
  { NULL, NULL, NULL },
};

typedef struct
{
  GPtrArray *heads;
  GPtrArray *rows; /* of char ** */
} Manifest;

static void
manifest_clear (Manifest *manifest)
{
  g_clear_pointer (&manifest->heads, g_ptr_array_unref);
  g_clear_pointer (&manifest->rows, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Manifest, manifest_clear)

static void
manifest_read (Manifest   *manifest,
               const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "MANIFEST.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) heads = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  heads = g_strsplit (lines[0], "\t", -1);
  manifest->heads = g_ptr_array_new_with_free_func (g_free);
  manifest->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; heads[i] != NULL; i++)
    g_ptr_array_add (manifest->heads, g_strdup (heads[i]));
  for (guint i = 1; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (manifest->rows, g_strsplit (lines[i], "\t", -1));
}

static const char *
get_cell (const Manifest *manifest,
          guint           row,
          const char     *column)
{
  char **cells = g_ptr_array_index (manifest->rows, row);

  for (guint i = 0; i < manifest->heads->len && cells[i] != NULL; i++)
    if (strcmp (g_ptr_array_index (manifest->heads, i), column) == 0)
      return cells[i];

  g_assert_not_reached ();
}

static gboolean
differs_on_purpose (const char *path,
                    const char *column)
{
  for (guint i = 0; differences[i].path != NULL; i++)
    if (strcmp (differences[i].path, path) == 0 && (differences[i].column == NULL || strcmp (differences[i].column, column) == 0))
      return TRUE;

  return FALSE;
}

/* One form for what is the same: dates as ISO text with their offset, the rest without blanks
 * around it; absent is "".
 */
static char *
normalize (ZbText      text,
           const char *value)
{
  g_autofree char *offset = NULL;
  g_autofree char *iso = NULL;
  guint            doubts = 0;
  gboolean         absent;
  ZbWall           wall;

  if (value == NULL || *value == '\0')
    return g_strdup ("");
  if (text == ZB_TEXT_IPTC_TIME || text == ZB_TEXT_GPS_TIME)
    {
      g_autofree char *whole = g_strdup_printf ("2000:01:01 %s", value);

      if (!zb_date_text_read (&wall, whole, &doubts, &offset, &absent))
        return g_strstrip (g_strdup (value));
    }
  else if (!zb_date_text_read (&wall, value, &doubts, &offset, &absent))
    return absent && text < ZB_TEXT_MAKE ? g_strdup ("") : g_strstrip (g_strdup (value));

  /* exiftool cuts zeros at the end of seconds that it computes */
  for (gsize n = strlen (wall.fraction); text == ZB_TEXT_GPS_TIME && n > 0 && wall.fraction[n - 1] == '0'; n--)
    wall.fraction[n - 1] = '\0';
  iso = zb_wall_to_text (&wall);
  return g_strconcat (iso, offset, NULL);
}

static guint
compare (const char *path,
         const char *column,
         const char *ours,
         const char *theirs)
{
  if (strcmp (ours, theirs) == 0 || differs_on_purpose (path, column))
    return 0;

  g_test_message ("%s: %s is '%s' here and '%s' there", path, column, ours, theirs);
  return 1;
}

static gboolean
read_tags (ZbTags     *tags,
           const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int              fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return FALSE;

  zb_tags_read (tags, fd);
  close (fd);
  return TRUE;
}

static guint
check_texts (const Manifest *manifest,
             guint           row,
             const ZbTags   *tags)
{
  guint wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *ours = normalize (columns[i].text, tags->text[columns[i].text]);
      g_autofree char *theirs = normalize (columns[i].text, get_cell (manifest, row, columns[i].column));

      wrong += compare (get_cell (manifest, row, "path"), columns[i].column, ours, theirs);
    }

  return wrong;
}

static guint
check_numbers (const Manifest *manifest,
               guint           row,
               const ZbTags   *tags)
{
  const char              *path = get_cell (manifest, row, "path");
  const int                numbers[] = { tags->width, tags->height, tags->orientation };
  static const char *const names[] = { "width", "height", "Orientation" };
  guint                    wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char      *cell = get_cell (manifest, row, names[i]);
      g_autofree char *ours = g_strdup_printf ("%d", numbers[i]);

      if (*cell == '\0' || strcmp (cell, "0") == 0)
        cell = i == 2 ? "1" : "0";
      wrong += compare (path, names[i], ours, cell);
    }

  return wrong;
}

/* The ladder gives the same for what we read and for what exiftool read. */
static guint
check_taken (const Manifest *manifest,
             guint           row,
             const ZbTags   *tags)
{
  const char *path = get_cell (manifest, row, "path");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  const ZbTakenContext context = { .name = path, .today = G_GINT64_CONSTANT (1800000000), .zone = zone };
  ZbTags               theirs = *tags;
  const char          *creation = get_cell (manifest, row, "PNG_CreationTime");
  g_autoptr (ZbTaken) our_taken = zb_taken_decide (tags, &context);
  g_autoptr (ZbTaken) their_taken = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *others = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *cell = get_cell (manifest, row, columns[i].column);

      theirs.text[columns[i].text] = *cell != '\0' ? (char *) cell : NULL;
    }
  if (*creation != '\0')
    theirs.text[ZB_TEXT_CONTAINER] = (char *) creation;
  their_taken = zb_taken_decide (&theirs, &context);
  ours = zb_taken_dup_sentence (our_taken);
  others = zb_taken_dup_sentence (their_taken);

  return compare (path, "date", ours, others);
}

static gboolean
is_scanner (const char *path)
{
  return strstr (path, "Scanner") != NULL || strstr (path, "SP-2500") != NULL;
}

static void
test_dev (void)
{
  g_autofree char *folder = zb_test_corpus ("dev");
  g_auto (Manifest) manifest = { 0 };
  guint wrong = 0;

  if (folder == NULL)
    return;

  manifest_read (&manifest, folder);
  g_assert_cmpuint (manifest.rows->len, >, 200);
  for (guint i = 0; i < manifest.rows->len; i++)
    {
      g_auto (ZbTags) tags = { 0 };

      g_assert_true (read_tags (&tags, folder, get_cell (&manifest, i, "path")));
      wrong += check_texts (&manifest, i, &tags) + check_numbers (&manifest, i, &tags) +
               check_taken (&manifest, i, &tags);
      g_assert_cmpint (tags.scanner, ==, is_scanner (get_cell (&manifest, i, "path")));
      if (tags.problem != ZB_PROBLEM_NONE)
        g_test_message ("%s: problem %s", get_cell (&manifest, i, "path"), zb_problem_to_code (tags.problem));
    }
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/corpus/dates-are-those-of-exiftool", test_dev);

  return g_test_run ();
}
