/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests wait in order of asking and at most two are under way, so that a request dropped while
 * it waits costs nothing: scrolling past a thousand pictures decodes only those it stops at.
 * Textures are scaled to their place on the loader's threads, because drawing without a graphics
 * card then is a copy. The cache lets the longest unused go when it is over its bound.
 */
#include "ui/album/thumbnail-loader.h"

#include <math.h>

#define MAX_UNDER_WAY 2

typedef struct
{
  ZbThumbnailSpec spec;
  int             turn; /* degrees clockwise, by a person */
  GdkTexture     *texture;
  gsize           bytes;
  guint64         used; /* the loader's clock when it was last asked for */
} Entry;

struct _ZbThumbnailRequest
{
  ZbThumbnailLoader *loader; /* borrowed */
  ZbThumbnailSpec    spec;
  int                turn;
  ZbThumbnailFunc    func;
  gpointer           data;
  gboolean           begun;
};

struct _ZbThumbnailLoader
{
  GObject parent_instance;

  ZbAlbum      *album;
  GCancellable *cancellable;
  GThreadPool  *pool;
  GPtrArray    *requests; /* of ZbThumbnailRequest *, owned */
  GHashTable   *cache;    /* Entry * in itself */
  GHashTable   *made;     /* set of gint64 *: asked to be made again, once */
  gsize         bytes;
  guint64       clock;
  guint         n_under_way;
};

G_DEFINE_FINAL_TYPE (ZbThumbnailLoader, zb_thumbnail_loader, G_TYPE_OBJECT)

/* What goes to a thread and back. */
typedef struct
{
  ZbThumbnailLoader *loader;
  ZbThumbnailSpec    spec;
  int                turn;
  char              *path;
  GdkTexture        *texture;
} Job;

static void start_requests (ZbThumbnailLoader *self);

static void
free_job (Job *job)
{
  g_clear_object (&job->loader);
  g_clear_object (&job->texture);
  g_free (job->path);
  g_free (job);
}

static guint
hash_entry (gconstpointer data)
{
  const ZbThumbnailSpec *spec = &((const Entry *) data)->spec;

  return g_int64_hash (&spec->photo) ^ (guint) (spec->width * 31 + spec->height) ^ (guint) ((const Entry *) data)->turn << 16;
}

static gboolean
equal_specs (const ZbThumbnailSpec *a,
             const ZbThumbnailSpec *b)
{
  return a->photo == b->photo && a->width == b->width && a->height == b->height &&
         a->radius == b->radius;
}

static gboolean
equal_entries (gconstpointer a,
               gconstpointer b)
{
  const Entry *one = a, *two = b;

  return one->turn == two->turn && equal_specs (&one->spec, &two->spec);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->texture);
  g_free (entry);
}

static void
trace_round (cairo_t               *cr,
             const ZbThumbnailSpec *spec)
{
  double r = spec->radius, w = spec->width, h = spec->height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, w - r, r, r, -G_PI_2, 0);
  cairo_arc (cr, w - r, h - r, r, 0, G_PI_2);
  cairo_arc (cr, r, h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, r, r, r, G_PI, G_PI + G_PI_2);
  cairo_close_path (cr);
}

static cairo_surface_t *
download (GdkTexture *texture)
{
  cairo_surface_t *whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_texture_get_width (texture),
                                                       gdk_texture_get_height (texture));

  gdk_texture_download (texture, cairo_image_surface_get_data (whole), cairo_image_surface_get_stride (whole));
  cairo_surface_mark_dirty (whole);
  return whole;
}

/* Any thread. The picture, turned, fills width × height; what is over is cut off evenly. */
static GdkTexture *
draw_texture (GdkTexture            *texture,
              const ZbThumbnailSpec *spec,
              int                    turn)
{
  int              width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  gboolean         lies = turn % 180 != 0;
  cairo_surface_t *whole = download (texture);
  cairo_surface_t *cut = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, spec->width, spec->height);
  cairo_t         *cr = cairo_create (cut);
  double           scale = MAX (spec->width / (double) (lies ? height : width), spec->height / (double) (lies ? width : height));
  gsize            stride = cairo_image_surface_get_stride (cut);
  g_autoptr (GBytes) bytes = NULL;

  cairo_translate (cr, spec->width / 2.0, spec->height / 2.0);
  cairo_rotate (cr, turn * G_PI / 180);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, whole, -width / 2.0, -height / 2.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_identity_matrix (cr);
  trace_round (cr, spec);
  cairo_fill (cr);
  cairo_surface_flush (cut);

  bytes = g_bytes_new (cairo_image_surface_get_data (cut), stride * spec->height);
  cairo_destroy (cr);
  cairo_surface_destroy (cut);
  cairo_surface_destroy (whole);

  return gdk_memory_texture_new (spec->width, spec->height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* Any thread: what a spec asks for; height 0 asks for the whole picture, which only has to be turned. */
static GdkTexture *
finish_texture (GdkTexture            *whole,
                const ZbThumbnailSpec *spec,
                int                    turn)
{
  gboolean        lies = turn % 180 != 0;
  ZbThumbnailSpec all = { .width = gdk_texture_get_width (whole), .height = gdk_texture_get_height (whole) };

  if (spec->height > 0)
    return draw_texture (whole, spec, turn);
  if (turn == 0)
    return g_object_ref (whole);
  if (lies)
    all = (ZbThumbnailSpec){ .width = all.height, .height = all.width };

  return draw_texture (whole, &all, turn);
}

static void
take_texture (ZbThumbnailLoader *self,
              const Job         *job)
{
  GdkTexture *texture = job->texture;
  Entry      *entry = g_new0 (Entry, 1);

  entry->spec = job->spec;
  entry->turn = job->turn;
  if (g_hash_table_contains (self->cache, entry))
    {
      g_free (entry);
      return;
    }

  entry->texture = g_object_ref (texture);
  entry->bytes = (gsize) gdk_texture_get_width (texture) * gdk_texture_get_height (texture) * 4;
  entry->used = ++self->clock;
  self->bytes += entry->bytes;
  g_hash_table_add (self->cache, entry);
}

static gint
compare_used (gconstpointer a,
              gconstpointer b)
{
  const Entry *one = *(const Entry *const *) a, *two = *(const Entry *const *) b;

  return one->used < two->used ? -1 : one->used > two->used;
}

/* A quarter at a time, so that the sorting is paid once in hundreds of pictures. */
static void
trim_cache (ZbThumbnailLoader *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  GHashTableIter iter;
  gpointer       entry;

  if (self->bytes <= ZB_THUMBNAIL_CACHE_BYTES)
    return;

  entries = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->cache);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    g_ptr_array_add (entries, entry);
  g_ptr_array_sort (entries, compare_used);
  for (guint i = 0; i < entries->len && self->bytes > ZB_THUMBNAIL_CACHE_BYTES / 4 * 3; i++)
    {
      self->bytes -= ((Entry *) entries->pdata[i])->bytes;
      g_hash_table_remove (self->cache, entries->pdata[i]);
    }
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (ZbThumbnailLoader) self = data;

  /* Made or not: the second look, after which nothing more is tried, tells. */
  zb_album_make_thumbnail_finish (ZB_ALBUM (source), result, NULL);
  self->n_under_way--;
  start_requests (self);
}

/* TRUE if the thumbnail is being made; its requests wait on. */
static gboolean
make_again (ZbThumbnailLoader *self,
            gint64             photo)
{
  if (g_cancellable_is_cancelled (self->cancellable) ||
      g_hash_table_contains (self->made, &photo))
    return FALSE;

  g_hash_table_add (self->made, g_memdup2 (&photo, sizeof photo));
  zb_album_make_thumbnail_async (self->album, photo, self->cancellable, made_cb,
                                 g_object_ref (self));
  return TRUE;
}

static gboolean
is_answered (const ZbThumbnailRequest *request,
             const Job                *job)
{
  return request->turn == job->turn && equal_specs (&request->spec, &job->spec);
}

/* Hands the picture to everyone who asked for it. */
static void
answer_requests (ZbThumbnailLoader *self,
                 const Job         *job,
                 gboolean           again)
{
  guint i = 0;

  while (i < self->requests->len)
    {
      ZbThumbnailRequest *request = self->requests->pdata[i];

      if (!is_answered (request, job))
        i++;
      else if (again)
        {
          request->begun = FALSE;
          i++;
        }
      else
        {
          ZbThumbnailFunc func = request->func;
          gpointer        data = request->data;

          g_ptr_array_remove_index (self->requests, i);
          func (job->texture, data);
        }
    }
}

static gboolean
job_done_cb (gpointer data)
{
  Job               *job = data;
  ZbThumbnailLoader *self = job->loader;
  gboolean           again = job->texture == NULL && make_again (self, job->spec.photo);

  if (job->texture != NULL)
    {
      take_texture (self, job);
      trim_cache (self);
    }
  if (!again)
    self->n_under_way--;
  answer_requests (self, job, again);
  start_requests (self);

  return G_SOURCE_REMOVE;
}

/* On the loader's threads. */
static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;
  g_autoptr (GdkTexture) whole = gdk_texture_new_from_filename (job->path, NULL);

  if (whole != NULL)
    job->texture = finish_texture (whole, &job->spec, job->turn);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, job_done_cb, job, (GDestroyNotify) free_job);
}

static ZbThumbnailRequest *
find_waiting (ZbThumbnailLoader *self)
{
  for (guint i = 0; i < self->requests->len; i++)
    if (!((ZbThumbnailRequest *) self->requests->pdata[i])->begun)
      return self->requests->pdata[i];

  return NULL;
}

static void
start_requests (ZbThumbnailLoader *self)
{
  ZbThumbnailRequest *request;

  while (self->album != NULL && self->n_under_way < MAX_UNDER_WAY &&
         (request = find_waiting (self)) != NULL)
    {
      Job *job = g_new0 (Job, 1);

      job->loader = g_object_ref (self);
      job->spec = request->spec;
      job->turn = request->turn;
      job->path = zb_album_dup_thumbnail (self->album, request->spec.photo);
      for (guint i = 0; i < self->requests->len; i++)
        {
          ZbThumbnailRequest *other = self->requests->pdata[i];

          other->begun = other->begun || is_answered (other, job);
        }
      self->n_under_way++;
      g_thread_pool_push (self->pool, job, NULL);
    }
}

static void
zb_thumbnail_loader_dispose (GObject *object)
{
  ZbThumbnailLoader *self = ZB_THUMBNAIL_LOADER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->album);

  G_OBJECT_CLASS (zb_thumbnail_loader_parent_class)->dispose (object);
}

static void
zb_thumbnail_loader_finalize (GObject *object)
{
  ZbThumbnailLoader *self = ZB_THUMBNAIL_LOADER (object);

  /* Every job holds a reference: none is under way. */
  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->cache, g_hash_table_unref);
  g_clear_pointer (&self->made, g_hash_table_unref);

  G_OBJECT_CLASS (zb_thumbnail_loader_parent_class)->finalize (object);
}

static void
zb_thumbnail_loader_class_init (ZbThumbnailLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_thumbnail_loader_dispose;
  object_class->finalize = zb_thumbnail_loader_finalize;
}

static void
zb_thumbnail_loader_init (ZbThumbnailLoader *self)
{
  self->cancellable = g_cancellable_new ();
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->cache = g_hash_table_new_full (hash_entry, equal_entries, free_entry, NULL);
  self->made = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->pool = g_thread_pool_new (run_job, NULL, MAX_UNDER_WAY, FALSE, NULL);
}

ZbThumbnailLoader *
zb_thumbnail_loader_new (ZbAlbum *album)
{
  ZbThumbnailLoader *self = g_object_new (ZB_TYPE_THUMBNAIL_LOADER, NULL);

  self->album = g_object_ref (album);

  return self;
}

static int
get_turn (ZbThumbnailLoader *self,
          gint64             photo)
{
  return self->album != NULL ? zb_album_get_turn (self->album, photo) : 0;
}

GdkTexture *
zb_thumbnail_loader_peek (ZbThumbnailLoader     *self,
                          const ZbThumbnailSpec *spec)
{
  Entry  key = { .spec = *spec };
  Entry *entry;

  g_return_val_if_fail (ZB_IS_THUMBNAIL_LOADER (self), NULL);

  key.turn = get_turn (self, spec->photo);
  entry = g_hash_table_lookup (self->cache, &key);
  if (entry == NULL)
    return NULL;

  entry->used = ++self->clock;
  return entry->texture;
}

ZbThumbnailRequest *
zb_thumbnail_loader_request (ZbThumbnailLoader     *self,
                             const ZbThumbnailSpec *spec,
                             ZbThumbnailFunc        func,
                             gpointer               data)
{
  ZbThumbnailRequest *request;

  g_return_val_if_fail (ZB_IS_THUMBNAIL_LOADER (self), NULL);

  request = g_new0 (ZbThumbnailRequest, 1);
  request->loader = self;
  request->spec = *spec;
  request->turn = get_turn (self, spec->photo);
  request->func = func;
  request->data = data;
  g_ptr_array_add (self->requests, request);
  start_requests (self);

  return request;
}

void
zb_thumbnail_request_drop (ZbThumbnailRequest *request)
{
  g_return_if_fail (request != NULL);

  g_ptr_array_remove (request->loader->requests, request);
}

gsize
zb_thumbnail_loader_get_bytes (ZbThumbnailLoader *self)
{
  g_return_val_if_fail (ZB_IS_THUMBNAIL_LOADER (self), 0);

  return self->bytes;
}
