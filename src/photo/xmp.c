/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/tags-private.h"

#include <string.h>

static const struct
{
  const char *name;
  ZbText      text;
} properties[] = {
  { "exif:DateTimeOriginal", ZB_TEXT_XMP_ORIGINAL },
  { "photoshop:DateCreated", ZB_TEXT_XMP_PHOTOSHOP },
  { "xmp:CreateDate", ZB_TEXT_XMP_CREATE },
  { "xap:CreateDate", ZB_TEXT_XMP_CREATE },
  { "tiff:Make", ZB_TEXT_MAKE },
  { "tiff:Model", ZB_TEXT_MODEL },
  { "aux:SerialNumber", ZB_TEXT_SERIAL },
};

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* `name="value"` or `<name>value</name>`: the value starts at *at and runs to *end. */
static gboolean
find_value (const char **at,
            const char **end,
            const char  *limit)
{
  char close;

  while (*at < limit && is_blank (**at))
    (*at)++;
  if (*at < limit && **at == '=')
    {
      (*at)++;
      while (*at < limit && is_blank (**at))
        (*at)++;
      if (*at >= limit || (**at != '"' && **at != '\''))
        return FALSE;
      close = *(*at)++;
    }
  else if (*at < limit && **at == '>')
    {
      (*at)++;
      close = '<';
    }
  else
    return FALSE;

  *end = memchr (*at, close, limit - *at);
  return *end != NULL;
}

static void
read_property (ZbTags     *tags,
               guint       i,
               const char *data,
               gsize       size)
{
  const char *limit = data + size, *at = data;
  gsize       length = strlen (properties[i].name);

  while ((at = memmem (at, limit - at, properties[i].name, length)) != NULL)
    {
      const char *value = at + length, *end = NULL;

      if (find_value (&value, &end, limit))
        {
          zb_tags_take (tags, properties[i].text, value, end - value);
          return;
        }
      at += length;
    }
}

void
zb_xmp_read (ZbTags       *tags,
             const ZbSpan *packet)
{
  gsize              size = 0;
  g_autofree guint8 *data = zb_span_load (packet, 128 * 1024, &size);

  for (guint i = 0; data != NULL && i < G_N_ELEMENTS (properties); i++)
    read_property (tags, i, (const char *) data, size);
}
