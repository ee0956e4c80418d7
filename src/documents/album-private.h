/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents/album-pdf.h"
#include "documents/paper-private.h"

G_BEGIN_DECLS

/* Where a picture of a section stands, in points of the laid out A4 page. */
typedef struct
{
  guint  page;
  guint  section, picture;
  double x, y, width, height;
} ZbAlbumSlot;

/* A line of the contents that leads to a section. */
typedef struct
{
  guint  page, section;
  double x, y, width, height;
} ZbAlbumLink;

struct _ZbAlbumPages
{
  const ZbAlbumBook *book;
  ZbPaperPages      *paper;
  GArray            *slots;  /* of ZbAlbumSlot, by page */
  GArray            *links;  /* of ZbAlbumLink, by page */
  guint             *starts; /* first page of each section */
};

#define ZB_ALBUM_TITLE 120 /* letters of a theme that are shown */
const char *zb_album_keep_part (ZbAlbumPages *self, const char *text, guint most);

/* Cover and contents; the numbers of the contents are put in when the sections have their pages. */
void  zb_album_add_cover (ZbAlbumPages *self);
guint zb_album_count_contents (ZbAlbumPages *self); /* pages */
void  zb_album_add_contents (ZbAlbumPages *self);
/* Theme and what is known of a meeting, at the head of its first page. */
void zb_album_add_heading (ZbAlbumPages *self, const ZbAlbumSection *section);
/* The pictures of a section on this page and the next ones. */
void zb_album_add_pictures (ZbAlbumPages *self, guint section);

G_END_DECLS
