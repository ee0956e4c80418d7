/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-private.h"

#include "documents/album-pdf.h"
#include "service/pages-private.h"

#include <sys/mman.h>
#include <unistd.h>

/* The album as a document. What it says is kept as long as its pages are drawn; its pictures are made when they are. */

#define PRINT_PIXELS 1250 /* longer side for the print dialog: 150 dpi of the widest picture */
#define COVER_PIXELS 1600
#define MOST_SIDE 32767 /* of cairo's surfaces */
#define MOST_PIXELS 2e8 /* the placeholder has a bit for each */

/* The picture after the one that is being drawn is made meanwhile. */
typedef struct
{
  GThread              *thread; /* NULL: none is being made */
  const ZbAlbumPicture *picture;
  int                   pixels;
  ZbAlbumJpeg           jpeg;
} Ahead;

typedef struct
{
  ZbExportJob    *job;
  ZbAlbumBook     book;
  Ahead           ahead;
  GArray         *sections; /* of ZbAlbumSection */
  GArray         *pictures; /* of ZbAlbumPicture, all sections' one after another */
  GStringChunk   *texts;
  ZbAlbumJpeg     cover;
  ZbAlbumPages   *pages;
  ZbExportResult *result; /* NULL in print */
  gint64          n_pages;
} Book;

static void
drop_ahead (Ahead *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->jpeg.jpeg, g_bytes_unref);
  *self = (Ahead){ 0 };
}

static void
book_free (Book *self)
{
  drop_ahead (&self->ahead);
  g_clear_pointer (&self->pages, zb_album_pages_free);
  g_clear_pointer (&self->cover.jpeg, g_bytes_unref);
  g_array_unref (self->sections);
  g_array_unref (self->pictures);
  g_string_chunk_free (self->texts);
  g_clear_pointer (&self->job, zb_export_job_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Book, book_free)

/* Takes the text. */
static const char *
keep (Book *self,
      char *text)
{
  const char *kept = text != NULL ? g_string_chunk_insert (self->texts, text) : NULL;

  g_free (text);
  return kept;
}

/* --- pictures --- */

typedef struct
{
  gpointer address;
  gsize    length;
} Mapped;

static void
unmap (gpointer data)
{
  Mapped *mapped = data;

  munmap (mapped->address, mapped->length);
  g_free (mapped);
}

/* The worker has written it and is not to be trusted to leave it be: the bytes are private. Closes the descriptor. */
static GBytes *
map_copy (int   fd,
          gsize length)
{
  gpointer address = mmap (NULL, length, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  Mapped  *mapped;

  close (fd);
  if (address == MAP_FAILED)
    return NULL;

  mapped = g_new (Mapped, 1);
  *mapped = (Mapped){ address, length };
  return g_bytes_new_with_free_func (address, length, unmap, mapped);
}

/* Longer side of a JPEG that cairo cannot take as it is: it would turn its inks inside out, or has no surface so large. 0: it can. */
static int
find_limit (const ZbCopyAnswer *answer)
{
  const int longer = MAX (answer->width, answer->height);

  if (longer > MOST_SIDE || (double) answer->width * answer->height > MOST_PIXELS)
    return MIN (longer - 1, MOST_SIDE);

  return answer->cmyk ? longer - 1 : 0;
}

/* Made anew where need be, which a smaller size makes sure of. */
static int
make_copy (const Book   *self,
           ZbPhoto      *photo,
           int           pixels,
           ZbCopyAnswer *answer,
           const char  **reason)
{
  ZbCopySpec spec = { .size = pixels, .plain = TRUE };
  int        fd = zb_export_copy (self->job, photo, &spec, answer, reason);

  if (fd < 0 || find_limit (answer) == 0)
    return fd;

  close (fd);
  spec.size = find_limit (answer);
  return zb_export_copy (self->job, photo, &spec, answer, reason);
}

static void
fill_jpeg (const Book  *self,
           ZbPhoto     *photo,
           int          pixels,
           ZbAlbumJpeg *jpeg)
{
  ZbCopyAnswer answer;
  int          fd = make_copy (self, photo, pixels, &answer, &jpeg->reason);

  if (fd < 0)
    return;

  jpeg->jpeg = map_copy (fd, answer.bytes);
  jpeg->width = answer.width;
  jpeg->height = answer.height;
  jpeg->orientation = answer.orientation;
  jpeg->reason = jpeg->jpeg == NULL ? "内存不足" : NULL;
}

static gpointer
ahead_thread (gpointer data)
{
  Book *self = data;

  fill_jpeg (self, self->ahead.picture->key, self->ahead.pixels, &self->ahead.jpeg);
  return NULL;
}

static void
make_ahead (Book                 *self,
            const ZbAlbumPicture *picture,
            int                   pixels)
{
  const ZbAlbumPicture *end = (const ZbAlbumPicture *) self->pictures->data + self->pictures->len;

  drop_ahead (&self->ahead);
  if (picture == end || g_cancellable_is_cancelled (self->job->cancellable))
    return;

  self->ahead = (Ahead){ .picture = picture, .pixels = pixels };
  self->ahead.thread = g_thread_try_new ("zb-album-picture", ahead_thread, self, NULL);
}

static void
take_jpeg (Book                 *self,
           const ZbAlbumPicture *picture,
           int                   pixels,
           ZbAlbumJpeg          *jpeg)
{
  Ahead *ahead = &self->ahead;

  if (ahead->thread == NULL || ahead->picture != picture || ahead->pixels != pixels)
    {
      fill_jpeg (self, picture->key, pixels, jpeg);
      return;
    }

  g_clear_pointer (&ahead->thread, g_thread_join);
  *jpeg = ahead->jpeg;
  *ahead = (Ahead){ 0 };
}

static void
get_jpeg (const ZbAlbumPicture *picture,
          int                   pixels,
          ZbAlbumJpeg          *jpeg,
          gpointer              data)
{
  Book    *self = data;
  ZbPhoto *photo = picture->key;

  take_jpeg (self, picture, pixels, jpeg);
  if (self->result == NULL)
    return;
  make_ahead (self, picture + 1, pixels);
  if (jpeg->jpeg == NULL)
    zb_export_add_problem (self->result, zb_photo_get (photo)->original, jpeg->reason);
  zb_export_count (self->job, photo);
}

/* --- what it says --- */

static const char *
keep_moment (Book         *self,
             const ZbWall *taken)
{
  int month, day, hour, minute;

  zb_wall_split (taken, NULL, &month, &day, &hour, &minute, NULL);
  if (taken->precision >= ZB_PRECISION_MINUTE)
    return keep (self, g_strdup_printf ("%d 月 %d 日 %02d:%02d", month, day, hour, minute));

  return zb_wall_is_set (taken) ? keep (self, g_strdup_printf ("%d 月 %d 日", month, day)) : NULL;
}

static void
add_picture (Book               *self,
             const ZbExportItem *item)
{
  const ZbPhotoFields *fields = zb_photo_get (item->photo);
  gboolean             turned = (fields->orientation >= 5) != (fields->turn % 180 != 0);
  ZbAlbumPicture       picture = {
          .width = turned ? fields->height : fields->width,
          .height = turned ? fields->width : fields->height,
          .caption = fields->caption,
          .moment = keep_moment (self, &fields->taken),
          .key = item->photo,
  };

  g_array_append_val (self->pictures, picture);
}

static const char *
keep_content (Book      *self,
              ZbMeeting *meeting)
{
  const char *material = zb_meeting_get_material (meeting), *lecturer = zb_meeting_get_lecturer (meeting);
  const char *resolution = zb_meeting_get_resolution (meeting);
  g_autoptr (GString) words = g_string_new (NULL);

  if (lecturer != NULL)
    g_string_append_printf (words, "%s主讲。", lecturer);
  if (material != NULL)
    g_string_append_printf (words, "学习%s。", material);
  if (resolution != NULL)
    g_string_append (words, resolution);

  return words->len > 0 ? g_string_chunk_insert (self->texts, words->str) : NULL;
}

static void
add_section (Book                  *self,
             const ZbExportSection *of)
{
  ZbAlbumSection section = { .title = "未归入活动的照片", .n = of->n };
  ZbMeeting     *meeting = of->meeting;

  if (meeting != NULL)
    {
      g_autofree char *names = zb_kinds_to_names (zb_meeting_get_kinds (meeting));
      g_autofree char *when = zb_meeting_dup_when (meeting);

      section.day = keep (self, zb_meeting_dup_date (meeting));
      section.title = zb_meeting_get_theme (meeting);
      section.kind = keep (self, g_strdup_printf ("%s%s", names, zb_meeting_get_joint (meeting) ? "（联合）" : ""));
      section.time = keep (self, g_strdup_printf ("%d 年 %s", zb_meeting_get_day (meeting).year, when));
      section.place = zb_meeting_get_place (meeting);
      section.people = of->expected > 0 ? keep (self, g_strdup_printf ("应到 %u 人，实到 %u 人", of->expected, of->present)) : NULL;
      section.content = keep_content (self, meeting);
    }
  for (guint i = 0; i < of->n; i++)
    add_picture (self, &g_array_index (self->job->work->items, ZbExportItem, of->first + i));
  g_array_append_val (self->sections, section);
}

/* 2019 年, 2018—2019 年: of the meetings. */
static const char *
keep_years (Book *self)
{
  const GArray *sections = self->job->work->sections;
  int           first = 0, last = 0;

  for (guint i = 0; i < sections->len; i++)
    {
      ZbMeeting *meeting = g_array_index (sections, ZbExportSection, i).meeting;
      int        year = meeting != NULL ? zb_meeting_get_day (meeting).year : 0;

      first = year != 0 && (first == 0 || year < first) ? year : first;
      last = MAX (last, year);
    }

  if (first == 0)
    return NULL;
  return keep (self, first == last ? g_strdup_printf ("%d 年", first) : g_strdup_printf ("%d—%d 年", first, last));
}

/* A cover of a meeting before a picked photo before any with a caption. */
static ZbPhoto *
choose_cover (const ZbExportWork *work)
{
  ZbPhoto *chosen = NULL;
  guint    best = 0;

  for (guint i = 0; i < work->items->len; i++)
    {
      ZbPhoto             *photo = g_array_index (work->items, ZbExportItem, i).photo;
      const ZbPhotoFields *fields = zb_photo_get (photo);
      guint                worth = 1 + (fields->cover ? 4 : 0) + (fields->picked ? 2 : 0) + (fields->caption != NULL ? 1 : 0);

      if (worth > best && fields->problem == NULL)
        {
          best = worth;
          chosen = photo;
        }
    }

  return chosen;
}

static void
fill_cover (Book *self)
{
  ZbPhoto *photo = choose_cover (self->job->work);

  if (photo != NULL)
    fill_jpeg (self, photo, COVER_PIXELS, &self->cover);
}

static Book *
book_new (const ZbExportJob *job,
          double             width,
          double             height)
{
  Book           *self = g_new0 (Book, 1);
  const GArray   *sections = job->work->sections;
  ZbAlbumSection *shown;

  self->job = zb_export_job_ref (job);
  self->sections = g_array_new (FALSE, FALSE, sizeof (ZbAlbumSection));
  self->pictures = g_array_new (FALSE, FALSE, sizeof (ZbAlbumPicture));
  self->texts = g_string_chunk_new (4096);
  for (guint i = 0; i < sections->len; i++)
    add_section (self, &g_array_index (sections, ZbExportSection, i));
  shown = (ZbAlbumSection *) self->sections->data;
  for (guint i = 0, first = 0; i < sections->len; first += shown[i++].n)
    shown[i].pictures = (const ZbAlbumPicture *) self->pictures->data + first;

  fill_cover (self);
  self->book = (ZbAlbumBook){
    .title = "支部相册",
    .subtitle = sections->len == 1 ? shown[0].title : keep_years (self),
    .branch = job->work->branch,
    .day = keep (self, zb_day_dup_words (job->work->today)),
    .cover = &self->cover,
    .sections = shown,
    .n = sections->len,
    .per_page = job->spec->per_page,
    .get = get_jpeg,
    .data = self,
    .cancellable = job->cancellable,
  };
  self->pages = zb_album_pages_new (&self->book, width, height);
  return self;
}

/* --- out --- */

static gboolean
page_done (guint    page,
           gpointer data)
{
  Book *self = data;

  self->n_pages = page + 1;
  return !g_cancellable_is_cancelled (self->job->cancellable);
}

ZbExportResult *
zb_export_write_pdf (const ZbExportJob *job,
                     GError           **error)
{
  g_autoptr (ZbExportResult) result = zb_export_result_new (job->work);
  g_autoptr (Book) book = book_new (job, 0, 0);
  g_autoptr (GFile) file = g_file_new_for_path (job->spec->target);
  g_autoptr (GFileInfo) info = NULL;

  book->result = result;
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error) ||
      !zb_album_pages_write (book->pages, job->spec->target, job->spec->size, page_done, book, error))
    return NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  result->bytes = info != NULL ? (guint64) g_file_info_get_size (info) : 0;
  result->written = 1;
  result->pages = (guint) book->n_pages;
  result->font = g_strdup (zb_album_pages_get_font (book->pages));
  return g_steal_pointer (&result);
}

static void
draw_page (gpointer data,
           guint    page,
           cairo_t *cr)
{
  const Book *book = data;

  zb_album_pages_draw (book->pages, page, PRINT_PIXELS, cr);
}

static void
free_book (gpointer data)
{
  book_free (data);
}

ZbPages *
zb_export_make_pages (const ZbExportJob *job,
                      double             width,
                      double             height,
                      GError           **error)
{
  g_autoptr (Book) book = book_new (job, width, height);
  ZbPagesDrawn drawn = { .draw = draw_page, .free = free_book };

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return NULL;

  drawn.n = zb_album_pages_count (book->pages);
  drawn.font = zb_album_pages_get_font (book->pages);
  drawn.data = g_steal_pointer (&book);
  return zb_pages_new_drawn (&drawn);
}
