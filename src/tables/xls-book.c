/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/xls-private.h"

/* The part of the stream before the sheets: their names and places, number formats and shared strings. */
#define BOF_BOOK 0x0005
#define SHEET_CELLS 0
#define CODE_MAX 256 /* bytes of a number format that can tell a day */

static void
clear_place (ZbXlsPlace *place)
{
  g_free (place->name);
}

void
zb_xls_book_init (ZbXlsBook *book,
                  ZbTable   *table,
                  GsfInput  *input)
{
  *book = (ZbXlsBook){
    .table = table,
    .biff = zb_biff_new (input),
    .places = g_array_new (FALSE, FALSE, sizeof (ZbXlsPlace)),
    .codes = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .styles = g_array_new (FALSE, FALSE, sizeof (guint16)),
    .texts = g_string_chunk_new (64 * 1024),
    .shared = g_ptr_array_new (),
    .text = g_string_new (NULL),
  };
  g_array_set_clear_func (book->places, (GDestroyNotify) clear_place);
}

void
zb_xls_book_clear (ZbXlsBook *book)
{
  zb_biff_free (book->biff);
  g_array_unref (book->places);
  g_hash_table_unref (book->codes);
  g_array_unref (book->styles);
  g_string_chunk_free (book->texts);
  g_ptr_array_unref (book->shared);
  g_string_free (book->text, TRUE);
}

gboolean
zb_xls_book_fail (ZbXlsBook  *book,
                  const char *where)
{
  return zb_table_fail (book->table, ZB_TABLE_DAMAGED, where);
}

const char *
zb_xls_book_get_format (ZbXlsBook *book,
                        guint      style)
{
  guint       number;
  const char *code;

  if (style >= book->styles->len)
    return NULL;

  number = g_array_index (book->styles, guint16, style);
  code = g_hash_table_lookup (book->codes, GUINT_TO_POINTER (number));
  return code != NULL ? code : zb_format_builtin (number);
}

static gboolean
read_place (ZbXlsBook *book)
{
  ZbXlsPlace place = { 0 };
  guint8     hidden, type;

  if (!zb_biff_read_32 (book->biff, &place.offset) || !zb_biff_read_8 (book->biff, &hidden) ||
      !zb_biff_read_8 (book->biff, &type) || !zb_biff_read_short_text (book->biff, book->text))
    return zb_xls_book_fail (book, "BOUNDSHEET");
  if (type != SHEET_CELLS)
    return TRUE;
  if (book->places->len >= ZB_TABLE_MAX_SHEETS)
    return zb_table_fail (book->table, ZB_TABLE_TOO_BIG, "sheets");

  place.hidden = (hidden & 3) != 0;
  place.name = g_strdup (book->text->str);
  g_array_append_val (book->places, place);
  return TRUE;
}

static gboolean
read_format (ZbXlsBook *book)
{
  guint16 number;

  if (!zb_biff_read_16 (book->biff, &number) || !zb_biff_read_text (book->biff, book->text))
    return zb_xls_book_fail (book, "FORMAT");

  g_hash_table_replace (book->codes, GUINT_TO_POINTER ((guint) number), g_strndup (book->text->str, CODE_MAX));
  return TRUE;
}

static gboolean
read_style (ZbXlsBook *book)
{
  guint16 font, number;

  if (!zb_biff_read_16 (book->biff, &font) || !zb_biff_read_16 (book->biff, &number))
    return zb_xls_book_fail (book, "XF");
  if (book->styles->len <= G_MAXUINT16)
    g_array_append_val (book->styles, number);

  return TRUE;
}

static gboolean
read_date_mode (ZbXlsBook *book)
{
  guint16 mode;

  if (!zb_biff_read_16 (book->biff, &mode))
    return zb_xls_book_fail (book, "DATEMODE");

  book->is_1904 = mode == 1;
  return TRUE;
}

static gboolean
read_record (ZbXlsBook *book)
{
  switch (book->biff->id)
    {
    case ZB_BIFF_FILEPASS:
      return zb_table_fail (book->table, ZB_TABLE_ENCRYPTED, "FILEPASS");
    case ZB_BIFF_BOUNDSHEET:
      return read_place (book);
    case ZB_BIFF_FORMAT:
      return read_format (book);
    case ZB_BIFF_XF:
      return read_style (book);
    case ZB_BIFF_DATEMODE:
      return read_date_mode (book);
    case ZB_BIFF_SST:
      return zb_xls_book_read_shared (book);
    default:
      return TRUE;
    }
}

static gboolean
is_bof (guint id)
{
  return id == 0x0009 || id == 0x0209 || id == 0x0409 || id == ZB_BIFF_BOF;
}

/* The first record tells the version. */
static gboolean
read_start (ZbXlsBook *book)
{
  guint16 version, type;

  if (!zb_biff_seek (book->biff, 0) || !zb_biff_next (book->biff) || !is_bof (book->biff->id))
    return zb_xls_book_fail (book, "BOF");
  if (!zb_biff_read_16 (book->biff, &version) || !zb_biff_read_16 (book->biff, &type))
    return zb_xls_book_fail (book, "BOF");
  if (book->biff->id != ZB_BIFF_BOF || version < ZB_BIFF_VERSION_8)
    return zb_table_fail (book->table, ZB_TABLE_OLD, "BOF");
  if (version != ZB_BIFF_VERSION_8 || type != BOF_BOOK)
    return zb_xls_book_fail (book, "BOF");

  return TRUE;
}

gboolean
zb_xls_book_read (ZbXlsBook *book)
{
  if (!read_start (book))
    return FALSE;

  while (zb_biff_next (book->biff) && book->biff->id != ZB_BIFF_EOF)
    if (!read_record (book))
      return FALSE;

  return book->biff->id == ZB_BIFF_EOF ? TRUE : zb_xls_book_fail (book, "the stream ends before the sheets");
}
