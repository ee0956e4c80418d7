/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/csv-text.h"

#include <errno.h>
#include <string.h>

#define PIECE (64 * 1024)
#define HEAD (64 * 1024) /* bytes that decide about a text without a mark */
#define MARK "\xef\xbb\xbf"

typedef enum
{
  UTF8,
  UTF16LE,
  UTF16BE,
  GB18030,
  N_ENCODINGS,
} Encoding;

static const char *const names[N_ENCODINGS] = { "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" };

/* Kept open for as long as the process lives: a converter may be a module, and those are files. */
void
zb_text_prepare (void)
{
  static gsize prepared = 0;

  if (!g_once_init_enter (&prepared))
    return;
  for (Encoding i = UTF16LE; i < N_ENCODINGS; i++)
    g_iconv_open ("UTF-8", names[i]);
  g_once_init_leave (&prepared, 1);
}

gboolean
zb_text_is_noise (char c)
{
  return ((guchar) c < 0x20 && (c < '\t' || c > '\r')) || c == 0x7f;
}

static gboolean
starts_with (const char *text,
             gsize       size,
             const char *start)
{
  return size >= strlen (start) && g_ascii_strncasecmp (text, start, strlen (start)) == 0;
}

gboolean
zb_text_is_markup (const char *text,
                   gsize       size)
{
  gsize at = 0;

  while (at < size && g_ascii_isspace (text[at]))
    at++;
  if (starts_with (text + at, size - at, "MIME-Version:"))
    return TRUE;

  return size - at >= 2 && text[at] == '<' && (g_ascii_isalpha (text[at + 1]) || strchr ("!?/", text[at + 1]) != NULL);
}

static gboolean
is_mostly_noise (const guint8 *bytes,
                 gsize         size)
{
  const gsize n = MIN (size, HEAD);
  gsize       n_noise = 0;

  for (gsize i = 0; i < n; i++)
    n_noise += zb_text_is_noise ((char) bytes[i]);

  return n_noise > n / 64;
}

/* UTF-16 without a mark: every other byte is zero where letters, commas and line ends stand. */
static gboolean
guess_utf16 (const guint8 *bytes,
             gsize         size,
             Encoding     *encoding)
{
  const gsize n = MIN (size, HEAD) & ~(gsize) 1;
  gsize       zeroes[2] = { 0 }, noise[2] = { 0 };

  for (gsize i = 0; i < n; i++)
    zeroes[i & 1] += bytes[i] == 0;
  for (gsize i = 0; i < n; i += 2)
    {
      noise[0] += bytes[i] == 0 && zb_text_is_noise ((char) bytes[i + 1]);
      noise[1] += bytes[i + 1] == 0 && zb_text_is_noise ((char) bytes[i]);
    }

  *encoding = zeroes[1] > zeroes[0] ? UTF16LE : UTF16BE;
  return noise[*encoding == UTF16LE] == 0 && MAX (zeroes[0], zeroes[1]) >= 4 * MIN (zeroes[0], zeroes[1]) && MAX (zeroes[0], zeroes[1]) > n / 64;
}

/* Whether what is not all UTF-8 was meant to be: GB18030 is hardly ever right by chance. */
static gboolean
is_broken_utf8 (const char *text,
                gsize       size)
{
  const char *end = text + size;
  gsize       n_good = 0, n_bad = 0;

  while (text < end)
    {
      const gunichar c = g_utf8_get_char_validated (text, end - text);

      n_good += c >= 0x80 && c < (gunichar) -2;
      n_bad += c >= (gunichar) -2;
      text += c < (gunichar) -2 ? g_unichar_to_utf8 (c, NULL) : 1;
    }

  return n_good > 10 * n_bad;
}

/* FALSE: no text. `start` gets the length of the mark. */
static gboolean
find_encoding (const guint8 *bytes,
               gsize         size,
               Encoding     *encoding,
               gsize        *start)
{
  const gboolean is_le = size >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe;
  const gboolean is_be = size >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff;

  *start = is_le || is_be ? 2 : 0;
  *encoding = is_le ? UTF16LE : UTF16BE;
  if (*start != 0)
    return TRUE;
  if (memchr (bytes, 0, size) != NULL)
    return guess_utf16 (bytes, size, encoding);

  *encoding = UTF8;
  *start = starts_with ((const char *) bytes, size, MARK) ? strlen (MARK) : 0;
  if (*start == 0 && !g_utf8_validate_len ((const char *) bytes, size, NULL) && !is_broken_utf8 ((const char *) bytes, size))
    *encoding = GB18030;
  return !is_mostly_noise (bytes, size);
}

/* Needs no copy. */
static gboolean
read_utf8 (ZbTable    *table,
           const char *text,
           gsize       size,
           ZbTextFunc  func,
           gpointer    data)
{
  const char    *end;
  const gboolean valid = g_utf8_validate_len (text, size, &end);

  if (end > text && !func (data, text, end - text))
    return FALSE;

  return valid || zb_table_fail (table, ZB_TABLE_DAMAGED, "UTF-8");
}

static gboolean
convert (GIConv        converter,
         const guint8 *bytes,
         gsize         size,
         ZbTextFunc    func,
         gpointer      data,
         gboolean     *stopped)
{
  g_autofree char *piece = g_malloc (PIECE);
  char            *in = (char *) bytes;

  while (size > 0 && !*stopped)
    {
      char       *out = piece;
      gsize       left = PIECE;
      const gsize result = g_iconv (converter, &in, &size, &out, &left);
      const int   error = errno;

      *stopped = out > piece && !func (data, piece, out - piece);
      if (result == (gsize) -1 && error != E2BIG)
        return FALSE;
    }

  return TRUE;
}

gboolean
zb_text_read (ZbTable      *table,
              const guint8 *bytes,
              gsize         size,
              ZbTextFunc    func,
              gpointer      data)
{
  Encoding encoding;
  gsize    start;
  GIConv   converter;
  gboolean stopped = FALSE, whole;

  if (!find_encoding (bytes, size, &encoding, &start))
    return zb_table_fail (table, ZB_TABLE_NOT_A_TABLE, "no text");
  if (encoding == UTF8)
    return read_utf8 (table, (const char *) bytes + start, size - start, func, data);

  converter = g_iconv_open ("UTF-8", names[encoding]);
  if (converter == (GIConv) -1)
    return zb_table_fail (table, ZB_TABLE_DAMAGED, "no converter");
  whole = convert (converter, bytes + start, size - start, func, data, &stopped);
  g_iconv_close (converter);
  if (!whole && !stopped)
    return zb_table_fail (table, ZB_TABLE_DAMAGED, names[encoding]);

  return !stopped;
}
