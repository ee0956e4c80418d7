/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/biff.h"

/* Strings of Excel 97. A long one is cut at a letter, and the part in the CONTINUE record says anew whether its
 * letters take one byte or two; runs and readings behind the letters are cut anywhere.
 */
#define WIDE 0x01
#define PHONETIC 0x04
#define RICH 0x08
#define RUN 4 /* bytes of one */
#define REPLACEMENT 0xfffd

typedef struct
{
  GString *text;
  guint16  high; /* a first surrogate that waits for the second; 0: none */
} Letters;

static gboolean
is_between (guint16 unit,
            guint16 first,
            guint16 last)
{
  return unit >= first && unit <= last;
}

static void
add_unit (Letters *letters,
          guint16  unit)
{
  const gboolean low = is_between (unit, 0xdc00, 0xdfff);

  if (letters->high != 0 && low)
    g_string_append_unichar (letters->text, 0x10000 + ((letters->high - 0xd800) << 10) + (unit - 0xdc00));
  else if (letters->high != 0 || low)
    g_string_append_unichar (letters->text, REPLACEMENT);

  letters->high = is_between (unit, 0xd800, 0xdbff) ? unit : 0;
  if (letters->high == 0 && !low && unit != 0)
    g_string_append_unichar (letters->text, unit);
}

/* What this record has of so many letters; returns how many. */
static guint
read_piece (ZbBiff  *biff,
            Letters *letters,
            guint    n,
            gboolean wide)
{
  const guint   width = wide ? 2 : 1;
  const guint8 *from = biff->bytes + biff->at;

  n = MIN (n, (biff->size - biff->at) / width);
  for (guint i = 0; i < n; i++)
    add_unit (letters, wide ? from[i * 2] | from[i * 2 + 1] << 8 : from[i]);

  biff->at += n * width;
  return n;
}

static gboolean
read_letters (ZbBiff  *biff,
              GString *text,
              guint    n,
              guint8   flags)
{
  Letters letters = { text, 0 };

  for (;;)
    {
      n -= read_piece (biff, &letters, n, flags & WIDE);
      if (n == 0)
        break;
      if (biff->at < biff->size || !zb_biff_continue (biff) || !zb_biff_read_8 (biff, &flags))
        return FALSE;
    }
  if (letters.high != 0)
    g_string_append_unichar (text, REPLACEMENT);

  return TRUE;
}

static gboolean
read_body (ZbBiff  *biff,
           GString *text,
           guint    n)
{
  guint8  flags;
  guint16 runs = 0;
  guint32 phonetic = 0;

  g_string_truncate (text, 0);
  if (!zb_biff_read_8 (biff, &flags) || ((flags & RICH) != 0 && !zb_biff_read_16 (biff, &runs)) ||
      ((flags & PHONETIC) != 0 && !zb_biff_read_32 (biff, &phonetic)))
    return FALSE;

  return read_letters (biff, text, n, flags) && zb_biff_skip (biff, (guint64) runs * RUN + phonetic);
}

gboolean
zb_biff_read_short_text (ZbBiff  *biff,
                         GString *text)
{
  guint8 n;

  return zb_biff_read_8 (biff, &n) && read_body (biff, text, n);
}

gboolean
zb_biff_read_text (ZbBiff  *biff,
                   GString *text)
{
  guint16 n;

  return zb_biff_read_16 (biff, &n) && read_body (biff, text, n);
}
