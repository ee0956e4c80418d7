/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/tags.h"

G_BEGIN_DECLS

/* What the worker process is asked and what it answers, with one descriptor a question.
 * A question and an answer are one SOCK_SEQPACKET message each; the answer is a
 * GVariant in normal form, checked by the asker: a worker that was taken over by a
 * picture can only lie about that picture.
 */
typedef enum
{
  ZB_WANT_TAGS,  /* tags only */
  ZB_WANT_QUICK, /* tags and the embedded thumbnail, at most 128 KiB read */
  ZB_WANT_FULL,  /* tags, checked pixels, thumbnail */
} ZbWant;

typedef struct
{
  ZbTags  tags;
  GBytes *thumbnail; /* JPEG or NULL */
} ZbPicture;

/* Opens what decoding needs (loaders are modules), for a process that can open nothing later. */
void zb_picture_prepare (void);

void      zb_picture_clear (ZbPicture *picture);
void      zb_picture_read (ZbPicture *picture, int fd, ZbWant want);       /* in the worker */
GVariant *zb_picture_to_variant (const ZbPicture *picture);                /* floating */
gboolean  zb_picture_from_variant (ZbPicture *picture, GVariant *variant); /* FALSE: not an answer */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbPicture, zb_picture_clear)

/* format, problem, width, height, orientation, scanner, texts, thumbnail (no bytes: none) */
#define ZB_PICTURE_TYPE "(yyiiibamsay)"
#define ZB_PICTURE_MESSAGE_MAX (160 * 1024) /* bytes of one answer */

G_END_DECLS
