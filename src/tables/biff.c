/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/biff.h"

#include <string.h>

#define HEAD 4

ZbBiff *
zb_biff_new (GsfInput *input)
{
  ZbBiff *biff = g_new (ZbBiff, 1);

  memset (biff, 0, G_STRUCT_OFFSET (ZbBiff, bytes));
  biff->input = input;
  biff->budget = 2 * gsf_input_size (input) + HEAD;
  return biff;
}

void
zb_biff_free (ZbBiff *biff)
{
  g_free (biff);
}

static gboolean
take (ZbBiff *biff,
      guint   size,
      guint8 *out)
{
  biff->budget -= size;
  return size == 0 || (biff->budget >= 0 && gsf_input_read (biff->input, size, out) != NULL);
}

static void
look_ahead (ZbBiff *biff)
{
  const gint64 rest = gsf_input_remaining (biff->input);
  guint8       head[HEAD];

  biff->next_id = ZB_BIFF_NONE;
  biff->next_size = 0;
  if (rest < HEAD)
    return;
  if (!take (biff, sizeof head, head))
    {
      biff->broken = TRUE;
      return;
    }

  biff->next_id = head[0] | head[1] << 8;
  biff->next_size = head[2] | head[3] << 8;
}

gboolean
zb_biff_seek (ZbBiff *biff,
              guint32 offset)
{
  if (offset > gsf_input_size (biff->input) - HEAD || gsf_input_seek (biff->input, offset, G_SEEK_SET))
    return FALSE;

  look_ahead (biff);
  return biff->next_id != ZB_BIFF_NONE;
}

gboolean
zb_biff_next (ZbBiff *biff)
{
  biff->at = 0;
  biff->size = 0;
  biff->id = biff->next_id;
  if (biff->id == ZB_BIFF_NONE || biff->broken)
    return FALSE;
  if (!take (biff, biff->next_size, biff->bytes))
    {
      biff->broken = TRUE;
      return FALSE;
    }

  biff->size = biff->next_size;
  look_ahead (biff);
  return TRUE;
}

gboolean
zb_biff_continue (ZbBiff *biff)
{
  return biff->next_id == ZB_BIFF_CONTINUE && zb_biff_next (biff);
}

/* Makes sure that there is a byte to read. */
static gboolean
has_more (ZbBiff *biff)
{
  while (biff->at >= biff->size)
    if (!zb_biff_continue (biff))
      return FALSE;

  return TRUE;
}

gboolean
zb_biff_read (ZbBiff *biff,
              void   *out,
              guint   size)
{
  guint8 *to = out;

  while (size > 0 && has_more (biff))
    {
      const guint n = MIN (size, biff->size - biff->at);

      memcpy (to, biff->bytes + biff->at, n);
      biff->at += n;
      to += n;
      size -= n;
    }

  return size == 0;
}

gboolean
zb_biff_skip (ZbBiff *biff,
              guint64 size)
{
  while (size > 0 && has_more (biff))
    {
      const guint n = MIN (size, biff->size - biff->at);

      biff->at += n;
      size -= n;
    }

  return size == 0;
}

gboolean
zb_biff_read_8 (ZbBiff *biff,
                guint8 *value)
{
  return zb_biff_read (biff, value, sizeof *value);
}

gboolean
zb_biff_read_16 (ZbBiff  *biff,
                 guint16 *value)
{
  if (!zb_biff_read (biff, value, sizeof *value))
    return FALSE;

  *value = GUINT16_FROM_LE (*value);
  return TRUE;
}

gboolean
zb_biff_read_32 (ZbBiff  *biff,
                 guint32 *value)
{
  if (!zb_biff_read (biff, value, sizeof *value))
    return FALSE;

  *value = GUINT32_FROM_LE (*value);
  return TRUE;
}

gboolean
zb_biff_read_double (ZbBiff *biff,
                     double *value)
{
  guint64 bits;

  if (!zb_biff_read (biff, &bits, sizeof bits))
    return FALSE;

  bits = GUINT64_FROM_LE (bits);
  memcpy (value, &bits, sizeof bits);
  return TRUE;
}
