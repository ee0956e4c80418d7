/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/import-flow.h"

#include "model/photo.h"
#include "photo/sample-picture.h"
#include "service/album.h"
#include "store/db.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define LONG 120 /* seconds; for a slow machine */

static ZbLibrary *
wait_library (GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;
  ZbLibrary *library = zb_library_open_finish (done, &error);

  g_assert_no_error (error);
  return library;
}

ZbLibrary *
flow_create (const char *folder)
{
  GAsyncResult *result = NULL;

  zb_library_create_async (
      folder, "第一支部", "court", "2019-06-30", NULL, zb_test_result_cb, &result);
  return wait_library (&result);
}

/* A program that was killed while it started a worker has a child that keeps the lock until its exec. */
ZbLibrary *
flow_open (const char *folder)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  for (;;)
    {
      GAsyncResult *result = NULL;
      g_autoptr (GAsyncResult) done = NULL;
      g_autoptr (GError) error = NULL;
      ZbLibrary *library = NULL;

      zb_library_open_async (folder, "2019-06-30", NULL, zb_test_result_cb, &result);
      done = zb_test_wait (&result, LONG);
      library = zb_library_open_finish (done, &error);
      if (g_get_monotonic_time () > deadline ||
          !g_error_matches (error, ZB_STORE_ERROR, ZB_STORE_ERROR_BUSY))
        {
          g_assert_no_error (error);
          return library;
        }
      g_usleep (10000);
    }
}

gint64
flow_add_meeting (ZbLibrary  *library,
                  const char *theme,
                  const char *start,
                  const char *end)
{
  g_autoptr (ZbMeetings) meetings = zb_meetings_new (library);
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  gint64        id;

  g_free (draft->theme);
  draft->theme = g_strdup (theme);
  draft->kinds = 1 << ZB_KIND_THEME_DAY;
  g_assert_true (zb_wall_parse (&draft->start, start));
  if (end != NULL)
    g_assert_true (zb_wall_parse (&draft->end, end));

  zb_meetings_add_async (meetings, draft, NULL, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  id = zb_meetings_edit_finish (meetings, done, &error);
  g_assert_no_error (error);

  return id;
}

void
flow_undo (ZbLibrary *library)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  zb_library_undo_async (library, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  label = zb_library_undo_finish (library, done, &error);
  g_assert_no_error (error);
}

static char *
make_path (const char *card,
           const char *name)
{
  char            *path = g_build_filename (card, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  return path;
}

void
flow_picture (const char *card,
              const char *name,
              const char *taken,
              guint       seed)
{
  g_autofree char *path = make_path (card, name);
  g_autoptr (GError) error = NULL;
  ZbSamplePicture picture = { .scene = seed,
                              .seed = seed,
                              .width = 120,
                              .height = 80,
                              .bare = taken == NULL,
                              .make = "Canon",
                              .model = "EOS 700D",
                              .serial = "0123" };

  if (taken != NULL)
    g_assert_true (zb_wall_parse (&picture.taken, taken));
  zb_sample_picture_write (path, &picture, &error);
  g_assert_no_error (error);
  flow_touch (card, name, 1560130000 + seed);
}

void
flow_file (const char *card,
           const char *name,
           const char *bytes,
           gssize      size)
{
  g_autofree char *path = make_path (card, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, size, &error);
  g_assert_no_error (error);
}

void
flow_touch (const char *card,
            const char *name,
            gint64      mtime)
{
  g_autofree char *path = g_build_filename (card, name, NULL);
  struct utimbuf   times = { mtime, mtime };

  g_assert_cmpint (utime (path, &times), ==, 0);
}

void
flow_copy (const char *card,
           const char *from,
           const char *to)
{
  g_autofree char *path = g_build_filename (card, from, NULL);
  g_autofree char *bytes = NULL;
  gsize            size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  flow_file (card, to, bytes, (gssize) size);
}

ZbImportSummary *
flow_run (ZbImport *import,
          gboolean  dry_run)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  ZbImportSummary *summary = NULL;

  zb_import_run_async (import, dry_run, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  summary = zb_import_run_finish (import, done, &error);
  g_assert_no_error (error);

  return summary;
}

ZbImportSummary *
flow_import (ZbLibrary  *library,
             const char *path)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (ZbImport) import = zb_import_new (library, paths);

  return flow_run (import, FALSE);
}

ZbImport *
flow_look (ZbLibrary  *library,
           const char *path)
{
  const char *const paths[] = { path, NULL };
  ZbImport         *import = zb_import_new (library, paths);
  GAsyncResult     *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_import_look_async (import, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_import_look_finish (import, done, &error);
  g_assert_no_error (error);
  g_assert_cmpint (zb_import_get_state (import), ==, ZB_IMPORT_REVIEW);

  return import;
}

void
flow_verify (ZbLibrary *library,
             guint      photos)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbVerifyResult) verified = NULL;

  zb_verify_async (library, TRUE, NULL, NULL, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  verified = zb_verify_finish (done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verified->missing->len, ==, 0);
  g_assert_cmpuint (verified->orphans->len, ==, 0);
  g_assert_cmpuint (verified->damaged->len, ==, 0);
  g_assert_true (verified->ok);
  g_assert_cmpuint (verified->photos, ==, photos);
}

const ZbImportFile *
flow_find (const ZbImportSummary *summary,
           const char            *name)
{
  for (guint i = 0; i < summary->files->len; i++)
    {
      const ZbImportFile *file = summary->files->pdata[i];

      if (g_str_has_suffix (file->path, name))
        return file;
    }
  g_error ("no %s in the summary", name);
}

char *
flow_photo_path (ZbLibrary *library,
                 gint64     photo)
{
  g_autoptr (ZbAlbum) album = zb_album_new (library);
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbPhoto) found = NULL;

  zb_album_photo_async (album, photo, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  found = zb_album_photo_finish (album, done, &error);
  g_assert_no_error (error);

  return g_strdup (zb_photo_get (found)->file);
}

char *
flow_outcomes (const ZbImportSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ZB_N_OUTCOMES; i++)
    if (summary->n[i] > 0)
      g_string_append_printf (text,
                              "%s%s=%u",
                              text->len > 0 ? " " : "",
                              zb_outcome_to_code ((ZbOutcome) i),
                              summary->n[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
