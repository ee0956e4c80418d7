/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/captions.h"

#include "documents/output.h"

#include <errno.h>
#include <string.h>
#include <xlsxwriter.h>

#define MAX_TEXT 16000 /* characters, of two units each at most: a cell holds 32767 */
#define MAX_ROWS 1000000

struct _ZbCaptions
{
  char                  *title;
  const ZbCaptionColumn *columns;
  guint                  n_columns;
  GStringChunk          *chunk;
  GPtrArray             *texts; /* const char *, row by row */
};

ZbCaptions *
zb_captions_new (const char            *title,
                 const ZbCaptionColumn *columns,
                 guint                  n_columns)
{
  ZbCaptions *self = g_new0 (ZbCaptions, 1);

  self->title = g_strdup (title);
  self->columns = columns;
  self->n_columns = n_columns;
  self->chunk = g_string_chunk_new (4096);
  self->texts = g_ptr_array_new ();
  return self;
}

void
zb_captions_free (ZbCaptions *self)
{
  g_string_chunk_free (self->chunk);
  g_ptr_array_unref (self->texts);
  g_free (self->title);
  g_free (self);
}

void
zb_captions_add (ZbCaptions        *self,
                 const char *const *texts)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (self->texts, g_string_chunk_insert_const (self->chunk, texts[i] != NULL ? texts[i] : ""));
}

guint
zb_captions_get_n_rows (const ZbCaptions *self)
{
  return self->texts->len / self->n_columns;
}

/* What a spreadsheet program would take for a formula gets a blank before it. */
static void
add_csv_text (GString    *csv,
              const char *text)
{
  g_string_append_c (csv, '"');
  if (strchr ("=+-@\t\r", *text) != NULL && *text != '\0')
    g_string_append_c (csv, ' ');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

char *
zb_captions_to_csv (const ZbCaptions *self)
{
  GString *csv = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < self->n_columns; i++)
    {
      add_csv_text (csv, self->columns[i].heading);
      g_string_append (csv, i + 1 < self->n_columns ? "," : "\r\n");
    }
  for (guint i = 0; i < self->texts->len; i++)
    {
      add_csv_text (csv, self->texts->pdata[i]);
      g_string_append (csv, (i + 1) % self->n_columns != 0 ? "," : "\r\n");
    }

  return g_string_free (csv, FALSE);
}

typedef struct
{
  const ZbCaptions *captions;
  lxw_workbook     *book;
  lxw_worksheet    *sheet;
  lxw_format       *heading, *flowing;
  lxw_error         failed; /* the first one */
} Sheet;

static void
check (Sheet    *self,
       lxw_error code)
{
  if (self->failed == LXW_NO_ERROR)
    self->failed = code;
}

static lxw_format *
add_format (Sheet      *self,
            const char *font)
{
  lxw_format *format = workbook_add_format (self->book);

  format_set_font_name (format, font);
  format_set_font_size (format, 11);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_text_wrap (format);
  return format;
}

/* What a reader would take for a character's code, _x0041_. */
static gboolean
is_escape (const char *text)
{
  if (!g_str_has_prefix (text, "_x"))
    return FALSE;
  for (guint i = 2; i < 6; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;

  return text[6] == '_';
}

static char *
dup_escaped (const char *text)
{
  g_autoptr (GString) escaped = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (g_utf8_strlen (valid, -1) > MAX_TEXT)
    *g_utf8_offset_to_pointer (valid, MAX_TEXT) = '\0';
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (is_escape (p))
        g_string_append (escaped, "_x005F");
      g_string_append_c (escaped, *p);
    }

  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

static void
write_text (Sheet      *self,
            guint       row,
            guint       column,
            const char *text,
            lxw_format *format)
{
  g_autofree char *escaped = dup_escaped (text);

  check (self, worksheet_write_string (self->sheet, row, column, escaped, format));
}

/* Counted in the first column: the photo's place in the album. */
static void
write_rows (Sheet *self)
{
  const ZbCaptions *captions = self->captions;
  guint             n_rows = MIN (zb_captions_get_n_rows (captions), MAX_ROWS);

  write_text (self, 0, 0, "序号", self->heading);
  for (guint i = 0; i < captions->n_columns; i++)
    write_text (self, 0, i + 1, captions->columns[i].heading, self->heading);
  for (guint row = 0; row < n_rows; row++)
    {
      check (self, worksheet_write_number (self->sheet, row + 1, 0, row + 1, self->flowing));
      for (guint i = 0; i < captions->n_columns; i++)
        write_text (self, row + 1, i + 1, captions->texts->pdata[row * captions->n_columns + i], self->flowing);
    }
}

static void
set_up_pages (Sheet *self)
{
  const ZbCaptions *captions = self->captions;
  g_autofree char  *footer = g_strdup_printf ("&L%.60s&C第 &P 页 共 &N 页", captions->title);

  check (self, worksheet_set_column (self->sheet, 0, 0, 6, NULL));
  for (guint i = 0; i < captions->n_columns; i++)
    check (self, worksheet_set_column (self->sheet, i + 1, i + 1, captions->columns[i].width, NULL));
  worksheet_set_landscape (self->sheet);
  worksheet_set_paper (self->sheet, 9); /* A4 */
  worksheet_fit_to_pages (self->sheet, 1, 0);
  worksheet_set_footer (self->sheet, footer);
  check (self, worksheet_repeat_rows (self->sheet, 0, 0));
  worksheet_freeze_panes (self->sheet, 1, 0);
  check (self, worksheet_autofilter (self->sheet, 0, 0, zb_captions_get_n_rows (captions), captions->n_columns));
}

/* Without the time at which it was made: the same rows are the same file. */
static void
set_properties (Sheet *self)
{
  lxw_doc_properties properties = { .title = self->captions->title, .created = 1546300800 };

  check (self, workbook_set_properties (self->book, &properties));
}

/* The library's parts go through files of their own, which it writes without looking. */
static gboolean
has_room (const ZbCaptions *self,
          GError          **error)
{
  gsize size = 256 * 1024;

  for (guint i = 0; i < self->texts->len; i++)
    size += 2 * 7 * strlen (self->texts->pdata[i]) + 64;

  return zb_output_has_room (g_get_tmp_dir (), size, error);
}

gboolean
zb_captions_write (const ZbCaptions *self,
                   int               fd,
                   GError          **error)
{
  g_autofree char     *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  lxw_workbook_options options = { .tmpdir = (char *) g_get_tmp_dir () };
  Sheet                sheet = { .captions = self };
  lxw_error            closed;

  if (!has_room (self, error))
    return FALSE;
  sheet.book = workbook_new_opt (path, &options);
  if (sheet.book == NULL)
    return zb_output_fail (error, ENOMEM, "make", self->title);

  sheet.sheet = workbook_add_worksheet (sheet.book, "照片目录");
  sheet.heading = add_format (&sheet, "黑体");
  format_set_align (sheet.heading, LXW_ALIGN_CENTER);
  sheet.flowing = add_format (&sheet, "宋体");
  set_properties (&sheet);
  write_rows (&sheet);
  set_up_pages (&sheet);
  if (sheet.failed != LXW_NO_ERROR)
    {
      lxw_workbook_free (sheet.book);
      return zb_output_fail (error, 0, lxw_strerror (sheet.failed), self->title);
    }

  errno = 0;
  closed = workbook_close (sheet.book); /* frees it */
  return closed == LXW_NO_ERROR || zb_output_fail (error, errno, lxw_strerror (closed), self->title);
}
