/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/format.h"
#include "photo/tags-private.h"

#include <string.h>

#define TEXT_MAX 80

static const struct
{
  const char *code;
  const char *name;
} problems[ZB_N_PROBLEMS] = {
  [ZB_PROBLEM_NONE] = { NULL, "没有问题" },
  [ZB_PROBLEM_EMPTY] = { "empty", "文件是空的" },
  [ZB_PROBLEM_TRUNCATED] = { "truncated", "文件不完整，后面的部分缺失" },
  [ZB_PROBLEM_UNDECODABLE] = { "undecodable", "画面无法显示" },
  [ZB_PROBLEM_TOO_LARGE] = { "too-large", "画面的尺寸过大，没有生成缩略图" },
  [ZB_PROBLEM_TAGS] = { "tags", "拍摄信息有损坏，只用了能读懂的部分" },
  [ZB_PROBLEM_CRASH] = { "crash", "读取时程序出错，文件可能已损坏" },
  [ZB_PROBLEM_TIMEOUT] = { "timeout", "读取超时，文件可能已损坏" },
};

/* Words in make, model or software by which a scanner is known. */
static const char *const scanners[] = {
  "scanner",
  "scanjet",
  "canoscan",
  "scansnap",
  "epson scan",
  "vuescan",
  "silverfast",
  "perfection",
  "coolscan",
  "opticfilm",
  "sp-2500",
};

G_DEFINE_QUARK (zb - photo - error - quark, zb_photo_error)

const char *
zb_problem_to_code (ZbProblem problem)
{
  return problem < ZB_N_PROBLEMS ? problems[problem].code : NULL;
}

const char *
zb_problem_get_name (ZbProblem problem)
{
  return problems[problem < ZB_N_PROBLEMS ? problem : ZB_PROBLEM_NONE].name;
}

void
zb_tags_clear (ZbTags *tags)
{
  for (guint i = 0; i < ZB_N_TEXTS; i++)
    g_clear_pointer (&tags->text[i], g_free);
}

/* "NIKON CORPORATION" and "NIKON D3200": the first word says it. */
static gboolean
names_make (const char *model,
            const char *make)
{
  return g_ascii_strncasecmp (model, make, strcspn (make, " ")) == 0;
}

char *
zb_tags_dup_camera (const ZbTags *tags)
{
  const char *make = tags->text[ZB_TEXT_MAKE];
  const char *model = tags->text[ZB_TEXT_MODEL];
  const char *serial = tags->text[ZB_TEXT_SERIAL];
  g_autoptr (GString) camera = g_string_new (make);

  if (make == NULL && model == NULL)
    return NULL;

  if (model != NULL && make != NULL && names_make (model, make))
    g_string_truncate (camera, 0);
  if (model != NULL)
    g_string_append_printf (camera, "%s%s", camera->len > 0 ? " " : "", model);
  if (serial != NULL)
    g_string_append_printf (camera, " #%s", serial);

  return g_string_free (g_steal_pointer (&camera), FALSE);
}

/* Cuts before the character that reaches beyond `size`. */
static void
shorten (char *text,
         gsize size)
{
  const char *end = text;

  while (*end != '\0' && (gsize) (g_utf8_next_char (end) - text) <= size)
    end = g_utf8_next_char (end);
  text[end - text] = '\0';
}

static gboolean
is_name (ZbText text)
{
  return text == ZB_TEXT_MAKE || text == ZB_TEXT_MODEL || text == ZB_TEXT_SERIAL ||
         text == ZB_TEXT_SOFTWARE;
}

void
zb_tags_take (ZbTags     *tags,
              ZbText      text,
              const void *bytes,
              gsize       size)
{
  const gsize      length = strnlen (bytes, MIN (size, 4 * TEXT_MAX));
  g_autofree char *valid = NULL;

  if (length == 0 || tags->text[text] != NULL)
    return;

  valid = g_utf8_make_valid (bytes, length);
  for (char *c = valid; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  if (is_name (text))
    g_strstrip (valid);
  shorten (valid, TEXT_MAX);

  if (*valid != '\0')
    tags->text[text] = g_steal_pointer (&valid);
}

void
zb_tags_set_size (ZbTags *tags,
                  gint64  width,
                  gint64  height)
{
  if (width <= 0 || height <= 0 || width > G_MAXINT || height > G_MAXINT)
    return;

  tags->width = width;
  tags->height = height;
}

static gboolean
names_scanner (const char *text)
{
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  for (guint i = 0; lower != NULL && i < G_N_ELEMENTS (scanners); i++)
    if (strstr (lower, scanners[i]) != NULL)
      return TRUE;

  return FALSE;
}

static void
read_format (ZbTags       *tags,
             const ZbSpan *file)
{
  switch (tags->format)
    {
    case ZB_FORMAT_JPEG:
      zb_jpeg_read (tags, file);
      break;
    case ZB_FORMAT_PNG:
      zb_png_read (tags, file);
      break;
    case ZB_FORMAT_WEBP:
      zb_riff_read (tags, file);
      break;
    case ZB_FORMAT_HEIC:
    case ZB_FORMAT_AVIF:
      zb_heif_read (tags, file);
      break;
    case ZB_FORMAT_TIFF:
      zb_tiff_read (tags, file);
      break;
    case ZB_FORMAT_MP4:
    case ZB_FORMAT_MOV:
      zb_movie_read (tags, file);
      break;
    case ZB_FORMAT_NONE:
    case ZB_FORMAT_CR2:
    case ZB_FORMAT_NEF:
    case ZB_FORMAT_ARW:
    case ZB_FORMAT_DNG:
    case ZB_N_FORMATS:
    default:
      break;
    }
}

void
zb_tags_read (ZbTags *tags,
              int     fd)
{
  zb_tags_read_place (tags, fd, NULL);
}

void
zb_tags_read_place (ZbTags          *tags,
                    int              fd,
                    struct _ZbPlace *place)
{
  const ZbSpan file = zb_span_from_file (fd);

  *tags = (ZbTags){ .format = zb_format_sniff (&file), .orientation = 1, .place = place };
  if (file.size == 0)
    tags->problem = ZB_PROBLEM_EMPTY;

  read_format (tags, &file);
  for (guint i = ZB_TEXT_MAKE; i < ZB_N_TEXTS; i++)
    tags->scanner = tags->scanner || names_scanner (tags->text[i]);
  tags->place = NULL;
}
