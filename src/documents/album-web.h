/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The album as a page for any browser, beside its pictures: a section a meeting with 时间 地点 人数, pictures with their captions. No
 * scripts, nothing from elsewhere, light and dark, prints on A4. The same records give the same bytes. Pure.
 */
typedef struct
{
  const char *path;    /* from the page, "/" between folders, any characters */
  const char *moment;  /* NULL unknown */
  const char *caption; /* NULL none */
} ZbPagePhoto;

typedef struct
{
  gint64             id; /* of the meeting; tells sections apart */
  int                year;
  const char        *title;
  const char        *kind, *time, *place, *people; /* NULL leaves it out */
  const ZbPagePhoto *photos;
  guint              n; /* 0: the section is left out */
} ZbPageSection;

typedef struct
{
  const char          *title;    /* 支部相册 */
  const char          *subtitle; /* 2019年; NULL none */
  const char          *branch;
  const char          *up; /* the page above; NULL: none is */
  const ZbPageSection *sections;
  guint                n;
  gboolean             brief; /* contents alone: the pictures are on index.html of the folder that a section's first one is in */
} ZbAlbumWeb;

char *zb_album_web_to_html (const ZbAlbumWeb *page);

G_END_DECLS
