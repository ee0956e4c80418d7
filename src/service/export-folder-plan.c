/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-folder.h"

#include "service/export-name.h"

#include <string.h>

#define FOLDER_UNITS 80 /* UTF-16 units of a name; a path then stays far below what old systems take */
#define STEM_UNITS 60
#define VERSION 1 /* of what a copy is made of: a higher one makes all anew */

void
zb_folder_hash_text (const char *text,
                     gsize       length,
                     char        sha256[ZB_SHA256_TEXT])
{
  g_autofree char *hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);

  g_strlcpy (sha256, hex, ZB_SHA256_TEXT);
}

void
zb_folder_set_options (char                options[ZB_OPTIONS_TEXT],
                       const ZbExportSpec *spec)
{
  g_snprintf (options, ZB_OPTIONS_TEXT, "%d-%d-%d", spec->size, spec->keep_place != FALSE, spec->keep_device != FALSE);
}

static void
set_made (ZbPlanned *planned)
{
  const ZbPhotoFields *fields = zb_photo_get (planned->item->photo);
  g_autofree char     *taken = zb_wall_to_text (&fields->taken);
  g_autofree char     *text = g_strdup_printf ("%d\n%s\n%d\n%s\n%s", VERSION, fields->sha256, fields->turn, taken != NULL ? taken : "",
                                           fields->caption != NULL ? fields->caption : "");

  zb_folder_hash_text (text, strlen (text), planned->made);
}

static gboolean
has_time (const ZbPhotoFields *fields)
{
  return fields->taken.precision >= ZB_PRECISION_MINUTE;
}

/* "", "06-11 " on another day than the meeting's, "2019-06-11 " in another year or without a meeting. */
static char *
dup_day (const ZbExportItem *item)
{
  const ZbWall *taken = &zb_photo_get (item->photo)->taken;
  int           year, month, day;
  ZbDay         of = item->meeting != NULL ? zb_meeting_get_day (item->meeting) : ZB_DAY_NONE;

  if (!zb_wall_is_set (taken))
    return g_strdup ("");
  zb_wall_split (taken, &year, &month, &day, NULL, NULL, NULL);
  if (of.year == year && of.month == month && of.day == day)
    return g_strdup ("");
  if (of.year == year)
    return g_strdup_printf ("%02d-%02d ", month, day);

  return g_strdup_printf ("%04d-%02d-%02d ", year, month, day);
}

static char *
dup_original_stem (const ZbPhotoFields *fields)
{
  const char *name = fields->original != NULL ? fields->original : fields->file;
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, dot - name) : g_strdup (name);
}

/* 09-30-12, or where no time is known what the card called it. */
static char *
dup_stem (const ZbExportItem *item)
{
  const ZbPhotoFields *fields = zb_photo_get (item->photo);
  g_autofree char     *day = dup_day (item);
  g_autofree char     *name = NULL;
  g_autofree char     *stem = NULL;
  int                  hour, minute, second;

  zb_wall_split (&fields->taken, NULL, NULL, NULL, &hour, &minute, &second);
  if (!has_time (fields))
    name = dup_original_stem (fields);
  else if (fields->taken.precision == ZB_PRECISION_MINUTE)
    name = g_strdup_printf ("%02d-%02d", hour, minute);
  else
    name = g_strdup_printf ("%02d-%02d-%02d", hour, minute, second);

  stem = g_strconcat (day, name, NULL);
  return zb_export_clean_name (stem, STEM_UNITS);
}

/* Whether `name` is the stem with any number, and the suffix. */
static gboolean
is_numbered (const char *name,
             const char *stem,
             const char *suffix,
             guint      *n)
{
  gsize            length = strlen (stem);
  g_autofree char *number = NULL;
  guint64          value = 0;

  if (!g_str_has_prefix (name, stem) || !g_str_has_suffix (name, suffix) || strlen (name) < length + strlen (suffix))
    return FALSE;
  number = g_strndup (name + length, strlen (name) - length - strlen (suffix));
  *n = 1;
  if (*number == '\0')
    return TRUE;
  if (*number != '-' || number[1] == '0' || !g_ascii_string_to_unsigned (number + 1, 10, 2, G_MAXUINT, &value, NULL))
    return FALSE;

  *n = (guint) value;
  return TRUE;
}

static gboolean
claim_path (ZbFolderRun *run,
            const char  *path)
{
  return g_hash_table_add (run->claimed, zb_export_fold_name (path));
}

static char *
join (const char *folder,
      const char *name)
{
  return *folder != '\0' ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);
}

char *
zb_folder_claim (ZbFolderRun *run,
                 const char  *folder,
                 const char  *stem,
                 const char  *suffix,
                 guint       *n)
{
  for (*n = MAX (*n, 1);; (*n)++)
    {
      g_autofree char *name = zb_export_number_name (stem, *n, suffix);
      g_autofree char *path = join (folder, name);

      if (claim_path (run, path))
        return g_steal_pointer (&path);
    }
}

static void
name_meeting (ZbMeeting *meeting,
              char     **above,
              char     **name)
{
  ZbDay            day = zb_meeting_get_day (meeting);
  g_autofree char *kinds = zb_kinds_to_names (zb_meeting_get_kinds (meeting));
  g_autofree char *text = g_strdup_printf ("%02d-%02d %s %s", day.month, day.day, kinds, zb_meeting_get_theme (meeting));

  *above = g_strdup_printf ("%04d年", day.year);
  *name = zb_export_clean_name (text, FOLDER_UNITS);
}

/* The folder that a meeting had, if its name still fits. */
static char *
dup_known_folder (ZbFolderRun *run,
                  gint64       meeting,
                  const char  *above,
                  const char  *name)
{
  const char *known = g_hash_table_lookup (run->list.folders, &meeting);
  gsize       length = strlen (above);
  guint       n;

  if (known == NULL || strncmp (known, above, length) != 0 || known[length] != '/' ||
      !is_numbered (known + length + 1, name, "", &n) || !claim_path (run, known))
    return NULL;

  return g_strdup (known);
}

static void
plan_folder (ZbFolderRun *run,
             guint        index,
             gboolean     known)
{
  const ZbExportSection *section = &g_array_index (run->job->work->sections, ZbExportSection, index);
  g_autofree char       *above = NULL;
  g_autofree char       *name = NULL;
  guint                  n = 1;

  if (run->folders->pdata[index] != NULL)
    return;
  if (section->meeting == NULL)
    {
      run->folders->pdata[index] = g_strdup ("未归入");
      return;
    }

  name_meeting (section->meeting, &above, &name);
  if (known)
    run->folders->pdata[index] = dup_known_folder (run, zb_meeting_get_id (section->meeting), above, name);
  else
    run->folders->pdata[index] = zb_folder_claim (run, above, name, "", &n);
}

/* The name that a photo had, if it still fits. */
static void
keep_name (ZbFolderRun *run,
           ZbPlanned   *planned,
           const char  *folder)
{
  const gint64   *id = &zb_photo_get (planned->item->photo)->id;
  const ZbListed *listed = g_hash_table_lookup (run->list.by_photo, id);
  gsize           length = strlen (folder);

  if (listed != NULL && planned->item->extra)
    memcpy (planned->options, listed->options, sizeof planned->options);
  if (listed == NULL || strncmp (listed->path, folder, length) != 0 || listed->path[length] != '/' ||
      !is_numbered (listed->path + length + 1, planned->stem, ".jpg", &planned->n) || !claim_path (run, listed->path))
    return;

  planned->path = g_strdup (listed->path);
}

static void
planned_free (gpointer data)
{
  ZbPlanned *planned = data;

  g_free (planned->path);
  g_free (planned->stem);
  g_free (planned);
}

static void
plan_photo (ZbFolderRun        *run,
            const ZbExportItem *item)
{
  ZbPlanned *planned = g_new0 (ZbPlanned, 1);

  planned->item = item;
  planned->stem = dup_stem (item);
  planned->n = 1;
  set_made (planned);
  zb_folder_set_options (planned->options, run->job->spec);
  keep_name (run, planned, run->folders->pdata[item->section]);
  g_ptr_array_add (run->planned, planned);
}

void
zb_folder_plan (ZbFolderRun *run)
{
  const ZbExportWork *work = run->job->work;

  run->folders = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (run->folders, (int) work->sections->len);
  run->planned = g_ptr_array_new_with_free_func (planned_free);
  for (guint i = 0; i < 2 * work->sections->len; i++)
    plan_folder (run, i % work->sections->len, i < work->sections->len);

  for (guint i = 0; i < work->items->len; i++)
    plan_photo (run, &g_array_index (work->items, ZbExportItem, i));
  for (guint i = 0; i < run->planned->len; i++)
    {
      ZbPlanned *planned = run->planned->pdata[i];

      if (planned->path == NULL)
        {
          planned->n = 1;
          planned->path = zb_folder_claim (run, run->folders->pdata[planned->item->section], planned->stem, ".jpg", &planned->n);
        }
    }
}
