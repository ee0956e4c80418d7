/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* The album as a document: cover, contents with page numbers, a section a meeting (时间 地点 内容 人数), one to six pictures a page by their
 * shapes with captions, page numbers; A4. Pictures are asked for one at a time while they are drawn, and let go after: memory does not
 * grow with their number. A JPEG goes into the PDF as it is (CAIRO_MIME_TYPE_JPEG with a unique id over a 1-bit placeholder surface, which
 * writes fastest), turned by the page's matrix.
 */
typedef struct
{
  int         width, height; /* as shown: upright */
  const char *caption;       /* NULL none */
  const char *moment;        /* 6 月 10 日 09:30; NULL unknown */
  gpointer    key;           /* the caller's, for `get` */
} ZbAlbumPicture;

typedef struct
{
  const char           *day;                   /* 2019-06-10, of the contents; NULL none */
  const char           *title;                 /* 重温入党誓词 */
  const char           *kind;                  /* 主题党日 */
  const char           *time, *place, *people; /* 应到 23 人，实到 21 人; NULL leaves the line out */
  const char           *content;               /* of the meeting, a paragraph; NULL none */
  const ZbAlbumPicture *pictures;
  guint                 n;
} ZbAlbumSection;

/* A JPEG without metadata but ICC, as it lies in the file: the page turns it by `orientation` (1 … 8). NULL bytes: none, a frame with
 * `reason` is drawn in its place. */
typedef struct
{
  GBytes     *jpeg;
  int         width, height; /* as stored */
  int         orientation;
  const char *reason;
} ZbAlbumJpeg;
typedef void (*ZbAlbumGetJpeg) (const ZbAlbumPicture *picture, int pixels, ZbAlbumJpeg *jpeg, gpointer data); /* pixels: 0 as it is, else longer side wanted */

typedef struct
{
  const char           *title;    /* 支部相册 */
  const char           *subtitle; /* 2019 年 */
  const char           *branch;
  const char           *day;   /* 2019 年 12 月 31 日: when it was made */
  const ZbAlbumJpeg    *cover; /* NULL none */
  const ZbAlbumSection *sections;
  guint                 n;
  guint                 per_page; /* 1 … 6, 0 by their shapes */
  ZbAlbumGetJpeg        get;
  gpointer              data;
  GCancellable         *cancellable; /* laying out ends early; may be NULL */
} ZbAlbumBook;

typedef struct _ZbAlbumPages ZbAlbumPages;
ZbAlbumPages                *zb_album_pages_new (const ZbAlbumBook *book, double width, double height); /* borrows the book */
void                         zb_album_pages_free (ZbAlbumPages *pages);
guint                        zb_album_pages_count (ZbAlbumPages *pages);
void                         zb_album_pages_draw (ZbAlbumPages *pages, guint page, int pixels, cairo_t *cr);
const char                  *zb_album_pages_get_font (ZbAlbumPages *pages);
/* `page_done` (may be NULL) after each page, for progress; FALSE ends it. Over a file of that name. */
gboolean zb_album_pages_write (ZbAlbumPages *pages, const char *path, int pixels, gboolean (*page_done) (guint page, gpointer data), gpointer data, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbAlbumPages, zb_album_pages_free)

G_END_DECLS
