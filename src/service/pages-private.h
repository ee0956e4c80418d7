/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents/papers.h"
#include "service/ledger.h"

G_BEGIN_DECLS

/* Pages that are made as they are drawn. */
typedef struct
{
  guint       n;
  const char *font; /* lives as long as `data` */
  void (*draw) (gpointer data, guint page, cairo_t *cr);
  gpointer data;
  void (*free) (gpointer data);
} ZbPagesDrawn;
ZbPages *zb_pages_new_drawn (const ZbPagesDrawn *drawn); /* takes its data */
ZbPages *zb_pages_new_paper (ZbPaperPages *paper);       /* takes it */

G_END_DECLS
