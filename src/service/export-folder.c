/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-folder.h"

#include "documents/album-web.h"
#include "service/export-captions.h"

#include <string.h>

#define INDEX "index.html"
#define CAPTIONS "照片目录.xlsx"
#define PAGE_VERSION 1    /* of how pages look: a higher one writes them anew */
#define ONE_PAGE_MOST 500 /* photos; more get a page a year */

static void
run_clear (ZbFolderRun *run)
{
  zb_export_list_clear (&run->list);
  zb_target_clear (&run->target);
  g_clear_pointer (&run->folders, g_ptr_array_unref);
  g_clear_pointer (&run->planned, g_ptr_array_unref);
  g_clear_pointer (&run->claimed, g_hash_table_unref);
  g_clear_pointer (&run->blocked, g_hash_table_unref);
  g_clear_pointer (&run->result, zb_export_result_free);
  g_mutex_clear (&run->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbFolderRun, run_clear)

/* What has no file of its own yet, or another one than it should: before anything is written. */
static gboolean
check_room (const ZbFolderRun *run,
            GError           **error)
{
  guint64 bytes = 0;

  for (guint i = 0; i < run->planned->len; i++)
    {
      const ZbPlanned *planned = run->planned->pdata[i];
      const ZbListed  *listed = g_hash_table_lookup (run->list.by_path, planned->path);

      if (listed == NULL || !g_str_equal (listed->made, planned->made) || !g_str_equal (listed->options, planned->options))
        bytes += zb_export_guess_bytes (run->job->spec, planned->item->photo);
    }

  return zb_target_check_room (&run->target, bytes, error);
}

/* The pages. */

typedef struct
{
  char   *text;
  GArray *photos;   /* of ZbPagePhoto, owning their strings */
  GArray *sections; /* of ZbPageSection, likewise */
  GArray *firsts;   /* of guint: where in `photos` each section starts */
} Page;

static void
clear_page_photo (gpointer data)
{
  ZbPagePhoto *photo = data;

  g_free ((char *) photo->path);
  g_free ((char *) photo->moment);
}

static void
clear_page_section (gpointer data)
{
  ZbPageSection *section = data;

  g_free ((char *) section->kind);
  g_free ((char *) section->time);
  g_free ((char *) section->people);
}

static void
page_clear (Page *page)
{
  g_array_unref (page->photos);
  g_array_unref (page->sections);
  g_array_unref (page->firsts);
  g_free (page->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static void
page_init (Page *page)
{
  page->photos = g_array_new (FALSE, TRUE, sizeof (ZbPagePhoto));
  g_array_set_clear_func (page->photos, clear_page_photo);
  page->sections = g_array_new (FALSE, TRUE, sizeof (ZbPageSection));
  g_array_set_clear_func (page->sections, clear_page_section);
  page->firsts = g_array_new (FALSE, TRUE, sizeof (guint));
}

/* 2019-06-10 09:30:12, as precise as it is known. */
static char *
dup_moment (const ZbWall *taken)
{
  char *text = zb_wall_to_text (taken);
  char *point = text != NULL ? strchr (text, '.') : NULL;

  if (point != NULL)
    *point = '\0';
  return text != NULL ? g_strdelimit (text, "T", ' ') : NULL;
}

static char *
dup_meeting_time (ZbMeeting *meeting)
{
  g_autofree char *when = zb_meeting_dup_when (meeting);

  return g_strdup_printf ("%d 年 %s", zb_meeting_get_day (meeting).year, when);
}

static char *
dup_people (const ZbExportSection *section)
{
  return section->expected > 0 ? g_strdup_printf ("应到 %u 人，实到 %u 人", section->expected, section->present) : NULL;
}

static void
add_section (Page                  *page,
             const ZbExportSection *section)
{
  ZbPageSection shown = { .title = "未归入活动" };

  if (section->meeting != NULL)
    {
      shown.id = zb_meeting_get_id (section->meeting);
      shown.title = zb_meeting_get_theme (section->meeting);
      shown.year = zb_meeting_get_day (section->meeting).year;
      shown.kind = zb_kinds_to_names (zb_meeting_get_kinds (section->meeting));
      shown.time = dup_meeting_time (section->meeting);
      shown.place = zb_meeting_get_place (section->meeting);
      shown.people = dup_people (section);
    }
  g_array_append_val (page->sections, shown);
  g_array_append_val (page->firsts, page->photos->len);
}

/* Its photos, by their place below the folder `above` of the page. */
static void
fill_section (Page                  *page,
              const ZbFolderRun     *run,
              const ZbExportSection *section,
              const char            *above)
{
  gsize skip = strlen (above);

  add_section (page, section);
  for (guint i = section->first; i < section->first + section->n; i++)
    {
      const ZbPlanned     *planned = run->planned->pdata[i];
      const ZbPhotoFields *fields = zb_photo_get (planned->item->photo);
      ZbPagePhoto          photo = { .caption = fields->caption };

      if (!planned->there)
        continue;
      photo.path = g_strdup (planned->path + skip);
      photo.moment = dup_moment (&fields->taken);
      g_array_append_val (page->photos, photo);
    }
}

static char *
make_html (Page              *page,
           const ZbFolderRun *run,
           const char        *subtitle,
           const char        *up,
           gboolean           brief)
{
  ZbAlbumWeb shown = {
    .title = "支部相册",
    .subtitle = subtitle,
    .branch = run->job->work->branch,
    .up = up,
    .sections = (const ZbPageSection *) page->sections->data,
    .n = page->sections->len,
    .brief = brief,
  };

  for (guint i = 0; i < page->sections->len; i++)
    {
      ZbPageSection *section = &g_array_index (page->sections, ZbPageSection, i);
      guint          first = g_array_index (page->firsts, guint, i);
      guint          end = i + 1 < page->firsts->len ? g_array_index (page->firsts, guint, i + 1) : page->photos->len;

      section->photos = &g_array_index (page->photos, ZbPagePhoto, first);
      section->n = end - first;
    }

  return zb_album_web_to_html (&shown);
}

static gboolean
write_text (int      fd,
            gpointer text,
            GError **error)
{
  return zb_export_write_bytes (fd, text, strlen (text), error);
}

static gboolean
put_html (ZbFolderRun *run,
          const char  *path,
          const char  *html,
          GHashTable  *wanted,
          GError     **error)
{
  char made[ZB_SHA256_TEXT];

  zb_folder_hash_text (html, strlen (html), made);
  g_hash_table_add (wanted, g_strdup (path));
  return zb_folder_put_page (run, path, made, write_text, (gpointer) html, error);
}

/* 2019年, 未归入. */
static char *
dup_part (const ZbFolderRun *run,
          guint              section)
{
  const char *folder = run->folders->pdata[section];

  return g_strndup (folder, strcspn (folder, "/"));
}

/* All sections of one year: from `first` to before the answer. */
static guint
put_part (ZbFolderRun *run,
          guint        first,
          GHashTable  *wanted,
          gboolean    *done,
          GError     **error)
{
  const ZbExportWork *work = run->job->work;
  g_auto (Page) page = { 0 };
  g_autofree char *part = dup_part (run, first);
  g_autofree char *above = g_strconcat (part, "/", NULL);
  g_autofree char *path = g_strconcat (above, INDEX, NULL);
  g_autofree char *html = NULL;
  guint            next = first;

  page_init (&page);
  for (; next < work->sections->len && g_str_has_prefix (run->folders->pdata[next], part); next++)
    fill_section (&page, run, &g_array_index (work->sections, ZbExportSection, next), above);
  html = make_html (&page, run, part, "../" INDEX, FALSE);
  *done = page.photos->len == 0 || put_html (run, path, html, wanted, error);
  return next;
}

static gboolean
put_index (ZbFolderRun *run,
           GHashTable  *wanted,
           GError     **error)
{
  const ZbExportWork *work = run->job->work;
  g_auto (Page) page = { 0 };
  g_autofree char *html = NULL;
  gboolean         brief = work->items->len > ONE_PAGE_MOST;
  gboolean         done = TRUE;

  page_init (&page);
  for (guint i = 0; i < work->sections->len; i++)
    fill_section (&page, run, &g_array_index (work->sections, ZbExportSection, i), "");
  for (guint i = 0; brief && done && i < work->sections->len;)
    i = put_part (run, i, wanted, &done, error);
  if (!done)
    return FALSE;

  html = make_html (&page, run, NULL, NULL, brief);
  return put_html (run, INDEX, html, wanted, error);
}

static gboolean
write_captions (int      fd,
                gpointer captions,
                GError **error)
{
  return zb_captions_write (captions, fd, error);
}

static gboolean
put_captions (ZbFolderRun *run,
              GHashTable  *wanted,
              GError     **error)
{
  g_autoptr (ZbCaptions) captions = zb_export_captions_new (run->job->work, run->job->spec->keep_device);
  g_autofree char *text = NULL;
  g_autofree char *hashed = NULL;
  char             made[ZB_SHA256_TEXT];

  for (guint i = 0; i < run->planned->len; i++)
    {
      const ZbPlanned *planned = run->planned->pdata[i];

      if (planned->there)
        zb_export_captions_add (captions, planned->item, planned->path);
    }
  text = zb_captions_to_csv (captions);
  hashed = g_strdup_printf ("%d\n%s", PAGE_VERSION, text);
  zb_folder_hash_text (hashed, strlen (hashed), made);
  g_hash_table_add (wanted, g_strdup (CAPTIONS));
  return zb_folder_put_page (run, CAPTIONS, made, write_captions, captions, error);
}

/* Where no new copy could be made the old one stays, under whatever name. */
static void
want_photo (ZbFolderRun     *run,
            const ZbPlanned *planned,
            GHashTable      *wanted)
{
  const ZbListed *listed = g_hash_table_lookup (run->list.by_photo, &zb_photo_get (planned->item->photo)->id);

  g_hash_table_add (wanted, g_strdup (planned->path));
  if (!planned->there && listed != NULL)
    g_hash_table_add (wanted, g_strdup (listed->path));
}

static gboolean
remove_rest (ZbFolderRun *run,
             GHashTable  *wanted,
             GError     **error)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       path;

  for (guint i = 0; i < run->planned->len; i++)
    want_photo (run, run->planned->pdata[i], wanted);
  g_hash_table_iter_init (&iter, run->list.by_path);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (wanted, path))
      g_ptr_array_add (rest, g_strdup (path));

  for (guint i = 0; i < rest->len; i++)
    if (g_cancellable_set_error_if_cancelled (run->job->cancellable, error) || !zb_folder_remove (run, rest->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
note_folders (ZbFolderRun *run,
              GError     **error)
{
  for (guint i = 0; i < run->folders->len; i++)
    {
      ZbMeeting *meeting = g_array_index (run->job->work->sections, ZbExportSection, i).meeting;

      if (meeting != NULL && !zb_export_list_set_folder (&run->list, zb_meeting_get_id (meeting), run->folders->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
finish (ZbFolderRun *run,
        GError     **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return put_index (run, wanted, error) && put_captions (run, wanted, error) && remove_rest (run, wanted, error) &&
         zb_export_list_close (&run->list, error);
}

ZbExportResult *
zb_export_write_folder (const ZbExportJob *job,
                        GError           **error)
{
  g_auto (ZbFolderRun) run = { .job = job, .target = ZB_TARGET_INIT, .list = ZB_EXPORT_LIST_INIT };

  g_mutex_init (&run.lock);
  run.result = zb_export_result_new (job->work);
  run.claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run.blocked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!zb_target_open (&run.target, job->spec->target, job->work->root, error) ||
      !zb_export_list_open (&run.list, &run.target, job->work->uid, error))
    return NULL;

  zb_target_sweep (&run.target);
  zb_folder_plan (&run);
  if (!check_room (&run, error) || !note_folders (&run, error) ||
      !zb_export_each (run.planned->len, zb_folder_put_photo, &run, job->cancellable, error) || !finish (&run, error))
    return NULL;

  return g_steal_pointer (&run.result);
}
