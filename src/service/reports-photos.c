/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/reports-private.h"

#include "model/photo.h"
#include "service/library-private.h"
#include "service/picture-pool.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* The pictures of a paper, by a picture worker: from the originals, turned as people turned them; where the original is not there, from
 * its thumbnail. Report thread.
 */

#define PRINT_SIZE 1100 /* pixels of the longer side: 200 dpi and more on half a page */

static gboolean
read_pixels (int           sink,
             ZbPaperPhoto *photo)
{
  gsize length = (gsize) photo->width * photo->height * 3, done = 0;

  photo->pixels = g_malloc (length);
  while (done < length)
    {
      ssize_t n = pread (sink, photo->pixels + done, length - done, done);

      if (n <= 0)
        return FALSE;
      done += n;
    }

  return TRUE;
}

/* Takes the descriptor. NULL: nothing to show. */
static ZbPaperPhoto *
view (ZbPicturePool *pool,
      int            fd,
      int            turn)
{
  const ZbViewSpec spec = { .size = PRINT_SIZE, .turn = turn };
  ZbViewAnswer     answer = { 0 };
  ZbPaperPhoto    *photo = g_new0 (ZbPaperPhoto, 1);
  int              sink = memfd_create ("zb-paper", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  gboolean         done;

  if (sink >= 0)
    zb_picture_pool_view (pool, fd, &spec, sink, &answer);
  photo->width = answer.width;
  photo->height = answer.height;
  done = answer.width > 0 && read_pixels (sink, photo);
  close (fd);
  if (sink >= 0)
    close (sink);
  if (done)
    return photo;

  zb_paper_photo_free (photo);
  return NULL;
}

static ZbPaperPhoto *
read_photo (const ZbReportJob   *job,
            ZbPicturePool       *pool,
            const ZbPhotoFields *fields)
{
  g_autofree char *original = g_build_filename (zb_library_get_folder (job->library), fields->file, NULL);
  g_autofree char *thumbnail = zb_library_dup_thumbnail (job->library, fields->id);
  int              fd = open (original, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  ZbPaperPhoto    *photo = fd >= 0 ? view (pool, fd, fields->turn) : NULL;

  if (photo == NULL && (fd = open (thumbnail, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) >= 0)
    photo = view (pool, fd, fields->turn);
  if (photo != NULL)
    photo->caption = g_strdup (fields->caption);
  return photo;
}

GPtrArray *
zb_report_read_photos (ZbReportJob *job)
{
  GPtrArray *photos = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_paper_photo_free);
  g_autoptr (ZbPicturePool) pool = NULL;

  if (job->chosen == NULL || job->chosen->len == 0)
    return photos;

  pool = zb_picture_pool_new (1);
  for (guint i = 0; i < job->chosen->len; i++)
    {
      ZbPaperPhoto *photo = read_photo (job, pool, zb_photo_get (g_ptr_array_index (job->chosen, i)));

      if (photo != NULL)
        g_ptr_array_add (photos, photo);
    }

  return photos;
}
