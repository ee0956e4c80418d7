/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/workbook.h"

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>
#include <string.h>

#define BOUNDSHEET 0x85
#define BOF 0x809
#define END 0x0a

static void
add (GByteArray *to,
     guint64     value,
     guint       size)
{
  const guint64 bytes = GUINT64_TO_LE (value);

  g_byte_array_append (to, (const guint8 *) &bytes, size);
}

static void
add_double (GByteArray *to,
            double      number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  add (to, bits, sizeof bits);
}

static void
add_text (GByteArray *to,
          const char *text,
          char        what)
{
  const gboolean        wide = g_ascii_tolower (what) == 'w';
  glong                 n;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);

  if (g_ascii_isupper (what))
    {
      add (to, n, 2);
      add (to, wide, 1);
    }
  for (glong i = 0; i < n; i++)
    add (to, units[i], wide ? 2 : 1);
}

void
zb_test_record (GByteArray *to,
                guint       id,
                const char *what,
                ...)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  va_list values;

  va_start (values, what);
  for (; *what != '\0'; what++)
    {
      if (*what == 'd')
        add_double (body, va_arg (values, double));
      else if (strchr ("swSW", *what) != NULL)
        add_text (body, va_arg (values, const char *), *what);
      else
        add (body, va_arg (values, guint), *what == 'b' ? 1 : *what == 'h' ? 2
                                                                           : 4);
    }
  va_end (values);

  add (to, id, 2);
  add (to, body->len, 2);
  g_byte_array_append (to, body->data, body->len);
}

ZbTestBook *
zb_test_book_new (void)
{
  ZbTestBook *book = g_new0 (ZbTestBook, 1);

  book->globals = g_byte_array_new ();
  book->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  zb_test_record (book->globals, BOF, "hhhhii", 0x600, 5, 0, 0, 0, 0);
  zb_test_book_add_sheet (book, "表", 0, 0);
  return book;
}

void
zb_test_book_free (ZbTestBook *book)
{
  g_byte_array_unref (book->globals);
  g_ptr_array_unref (book->sheets);
  g_free (book);
}

/* Its place is filled in when the stream is made. */
void
zb_test_book_add_sheet (ZbTestBook *book,
                        const char *name,
                        guint       visibility,
                        guint       type)
{
  book->cells = g_byte_array_new ();
  zb_test_record (book->cells, BOF, "hhhhii", 0x600, type == 2 ? 0x20 : 0x10, 0, 0, 0, 0);
  g_ptr_array_add (book->sheets, book->cells);
  zb_test_record (book->globals, BOUNDSHEET, "ibbbbw", 0, visibility, type, (guint) g_utf8_strlen (name, -1), 1, name);
}

static void
fill_in_places (GByteArray *stream,
                ZbTestBook *book)
{
  guint32 place = stream->len;
  guint   n = 0;

  for (guint at = 0; at < stream->len; at += 4 + stream->data[at + 2] + stream->data[at + 3] * 256)
    if (stream->data[at] == BOUNDSHEET && stream->data[at + 1] == 0)
      {
        const guint32 bytes = GUINT32_TO_LE (place);
        GByteArray   *sheet = g_ptr_array_index (book->sheets, n++);

        memcpy (stream->data + at + 4, &bytes, sizeof bytes);
        place += sheet->len + 4;
      }
}

GBytes *
zb_test_book_to_stream (ZbTestBook *book)
{
  GByteArray *stream = g_byte_array_new ();

  g_byte_array_append (stream, book->globals->data, book->globals->len);
  zb_test_record (stream, END, "");
  fill_in_places (stream, book);
  for (guint i = 0; i < book->sheets->len; i++)
    {
      GByteArray *sheet = g_ptr_array_index (book->sheets, i);

      g_byte_array_append (stream, sheet->data, sheet->len);
      zb_test_record (stream, END, "");
    }

  return g_byte_array_free_to_bytes (stream);
}

GBytes *
zb_test_package (const char *name,
                 GBytes     *stream)
{
  GsfOutput  *memory = gsf_output_memory_new ();
  GsfOutfile *package = gsf_outfile_msole_new (memory);
  GsfOutput  *child = gsf_outfile_new_child (package, name, FALSE);
  GBytes     *bytes;

  g_assert_true (gsf_output_write (child, g_bytes_get_size (stream), g_bytes_get_data (stream, NULL)));
  g_assert_true (gsf_output_close (child));
  g_assert_true (gsf_output_close (GSF_OUTPUT (package)));
  bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)), gsf_output_size (memory));
  g_object_unref (child);
  g_object_unref (package);
  g_object_unref (memory);
  return bytes;
}

GBytes *
zb_test_book_to_package (ZbTestBook *book)
{
  g_autoptr (GBytes) stream = zb_test_book_to_stream (book);

  return zb_test_package ("Workbook", stream);
}
