/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-captions.h"
#include "service/export-name.h"
#include "service/export-target.h"

#include "documents/date-line.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Some photos for a chat, all in one folder: 2019-06-10 重温入党誓词 09-30-12.jpg. Nothing that is there is overwritten: a copy that is
 * there already, byte for byte, is left as it is, so a second run goes on where the first was stopped.
 */

#define THEME_UNITS 40
#define STEM_UNITS 90
#define LINE_SHARE 28 /* the date's height: one part in so many of the shorter side */
#define LINE_MOST (96 * 1024)

typedef struct
{
  const ZbExportJob *job;
  ZbTarget           target;
  GMutex             lock; /* of what follows */
  ZbExportResult    *result;
  GHashTable        *claimed; /* folded names */
} Copies;

static void
copies_clear (Copies *self)
{
  zb_target_clear (&self->target);
  g_clear_pointer (&self->result, zb_export_result_free);
  g_clear_pointer (&self->claimed, g_hash_table_unref);
  g_mutex_clear (&self->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copies, copies_clear)

static void
report (Copies     *self,
        const char *name,
        const char *reason)
{
  g_mutex_lock (&self->lock);
  zb_export_add_problem (self->result, name, reason);
  g_mutex_unlock (&self->lock);
}

/* The photo's own day, else its meeting's; "" none. */
static char *
dup_day (const ZbExportItem *item)
{
  const ZbWall    *taken = &zb_photo_get (item->photo)->taken;
  g_autofree char *text = zb_wall_to_text (taken);

  if (text != NULL)
    return g_strndup (text, strlen ("2019-06-10"));

  return item->meeting != NULL ? zb_meeting_dup_date (item->meeting) : g_strdup ("");
}

static char *
dup_theme (const ZbExportItem *item)
{
  return item->meeting != NULL ? zb_export_clean_name (zb_meeting_get_theme (item->meeting), THEME_UNITS) : g_strdup ("");
}

/* 09-30-12, or what the card called it. */
static char *
dup_last (const ZbPhotoFields *fields)
{
  const char *name = fields->original != NULL ? fields->original : fields->file;
  const char *dot = strrchr (name, '.');
  int         hour, minute, second;

  zb_wall_split (&fields->taken, NULL, NULL, NULL, &hour, &minute, &second);
  if (fields->taken.precision == ZB_PRECISION_SECOND)
    return g_strdup_printf ("%02d-%02d-%02d", hour, minute, second);
  if (fields->taken.precision == ZB_PRECISION_MINUTE)
    return g_strdup_printf ("%02d-%02d", hour, minute);

  return dot != NULL && dot != name ? g_strndup (name, dot - name) : g_strdup (name);
}

static char *
dup_stem (const ZbExportItem *item)
{
  g_autofree char *day = dup_day (item);
  g_autofree char *theme = dup_theme (item);
  g_autofree char *last = dup_last (zb_photo_get (item->photo));
  g_autofree char *text = g_strdup_printf ("%s %s %s", day, theme, last);

  return zb_export_clean_name (text, STEM_UNITS);
}

/* 2019-06-10 09:30, as precise as it is known; NULL unknown. */
static char *
dup_line (const ZbPhotoFields *fields)
{
  char *text = zb_wall_to_text (&fields->taken);

  if (text == NULL)
    return NULL;
  if (strlen (text) > strlen ("2019-06-10T09:30"))
    text[strlen ("2019-06-10T09:30")] = '\0';
  return g_strdelimit (text, "T", ' ');
}

/* In proportion to the copy. */
static int
choose_line_height (const ZbExportSpec  *spec,
                    const ZbPhotoFields *fields)
{
  int    longer = MAX (fields->width, fields->height);
  int    shorter = MIN (fields->width, fields->height);
  double scale = spec->size > 0 && longer > spec->size ? (double) spec->size / longer : 1;

  if (shorter <= 0)
    return (spec->size > 0 ? spec->size : 2000) / 40;

  return MAX ((int) (shorter * scale / LINE_SHARE), 12);
}

/* What is drawn into a picture is believed: a date in doubt stays out of it. */
static void
draw_line (Copies              *self,
           const ZbPhotoFields *fields,
           ZbCopySpec          *spec)
{
  g_autofree char *line = NULL;

  if (!self->job->spec->date_line)
    return;
  if (fields->confidence > ZB_CONFIDENCE_LOW)
    line = dup_line (fields);
  if (line == NULL)
    report (self, fields->original, "拍摄日期还不确定，角上没有写日期");
  else
    spec->line = zb_date_line_draw (line, choose_line_height (self->job->spec, fields), LINE_MOST, &spec->line_width, &spec->line_height);
}

static int
make_copy (Copies      *self,
           ZbPhoto     *photo,
           const char **reason)
{
  const ZbExportSpec *asked = self->job->spec;
  ZbCopySpec          spec = {
             .size = asked->size,
             .bytes = asked->bytes,
             .keep_place = asked->keep_place,
             .keep_device = asked->keep_device,
  };
  ZbCopyAnswer answer;
  int          fd;

  draw_line (self, zb_photo_get (photo), &spec);
  fd = zb_export_copy (self->job, photo, &spec, &answer, reason);
  g_clear_pointer (&spec.line, g_bytes_unref);
  return fd;
}

static char *
claim (Copies     *self,
       const char *stem,
       guint      *n)
{
  char *name = NULL;

  g_mutex_lock (&self->lock);
  for (;; (*n)++)
    {
      name = zb_export_number_name (stem, *n, ".jpg");
      if (g_hash_table_add (self->claimed, zb_export_fold_name (name)))
        break;
      g_free (name);
    }
  g_mutex_unlock (&self->lock);

  return name;
}

static void
count (Copies             *self,
       const ZbTargetFile *file,
       gboolean            written)
{
  g_mutex_lock (&self->lock);
  if (written)
    self->result->written++;
  else
    self->result->unchanged++;
  if (written)
    self->result->bytes += (guint64) file->size;
  g_mutex_unlock (&self->lock);
}

static gboolean
is_there (const Copies       *self,
          const ZbTargetFile *file,
          const char         *name)
{
  char sha256[ZB_SHA256_TEXT];

  return zb_target_hash (self->target.fd, name, sha256) && g_str_equal (sha256, file->sha256);
}

/* Under the first name that is free, or that has these bytes already. */
static gboolean
place (Copies       *self,
       ZbTargetFile *file,
       const char   *stem,
       guint         n,
       GError      **error)
{
  g_autofree char *name = claim (self, stem, &n);

  while (!zb_target_file_place (file, self->target.fd, name, FALSE))
    {
      int code = errno;

      if (code != EEXIST)
        return zb_target_fail (&self->target, code, "rename", error);
      if (is_there (self, file, name))
        {
          count (self, file, FALSE);
          return TRUE;
        }
      n++;
      g_free (name);
      name = claim (self, stem, &n);
    }

  count (self, file, TRUE);
  return TRUE;
}

static gboolean
put_photo (guint    index,
           gpointer data,
           GError **error)
{
  Copies             *self = data;
  const ZbExportItem *item = &g_array_index (self->job->work->items, ZbExportItem, index);
  g_auto (ZbTargetFile) file = ZB_TARGET_FILE_INIT;
  g_autofree char *stem = dup_stem (item);
  const char      *reason = NULL;
  int              fd = make_copy (self, item->photo, &reason);
  gboolean         done;

  zb_export_count (self->job, item->photo);
  if (fd < 0)
    {
      report (self, zb_photo_get (item->photo)->original, reason);
      return TRUE;
    }

  done = zb_target_file_write (&file, &self->target, fd, error) && place (self, &file, stem, 1, error);
  close (fd);
  return done;
}

static gboolean
check_room (const Copies *self,
            GError      **error)
{
  const ZbExportWork *work = self->job->work;
  guint64             bytes = 0;

  for (guint i = 0; i < work->items->len; i++)
    bytes += zb_export_guess_bytes (self->job->spec, g_array_index (work->items, ZbExportItem, i).photo);

  return zb_target_check_room (&self->target, bytes, error);
}

ZbExportResult *
zb_export_write_copies (const ZbExportJob *job,
                        GError           **error)
{
  g_auto (Copies) self = { .job = job, .target = ZB_TARGET_INIT };

  g_mutex_init (&self.lock);
  self.result = zb_export_result_new (job->work);
  self.claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!zb_target_open (&self.target, job->spec->target, job->work->root, error))
    return NULL;

  zb_target_sweep (&self.target);
  if (!check_room (&self, error) || !zb_export_each (job->work->items->len, put_photo, &self, job->cancellable, error))
    return NULL;

  fsync (self.target.fd);
  return g_steal_pointer (&self.result);
}
