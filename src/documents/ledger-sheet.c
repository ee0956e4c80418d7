/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/ledger-grid.h"
#include "documents/output.h"

#include <errno.h>
#include <xlsxwriter.h>

/* The ledger as a workbook. Every text goes out by worksheet_write_string, which makes neither formulas nor links of it. */

#define MAX_TEXT 16000 /* characters, of two units each at most: a cell holds 32767 */
#define MAX_WIDTH 40.0
#define MARGIN 3.0
#define LINE_HEIGHT 15.0
#define MAX_HEIGHT 400.0 /* a sheet allows 409 */

/* How much room a text wants, in columns of a digit. */
typedef struct
{
  double widest;
  guint  n_lines; /* before it wraps */
} Extent;

typedef struct
{
  const ZbLedgerPlan   *plan;
  const ZbLedgerColumn *columns;
  guint                 n_columns;
  lxw_workbook         *book;
  lxw_worksheet        *sheet;
  lxw_format           *title, *note, *heading, *middle, *flowing, *day;
  guint                 n_headings; /* rows above the first member */
  double               *widths;
  Extent               *extents; /* of the members' cells, row by row */
  lxw_error             failed;  /* the first one */
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
            const char *font,
            double      size,
            gboolean    ruled)
{
  lxw_format *format = workbook_add_format (self->book);

  format_set_font_name (format, font);
  format_set_font_size (format, size);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (ruled)
    format_set_border (format, LXW_BORDER_THIN);
  return format;
}

static void
add_formats (Sheet *self)
{
  self->title = add_format (self, "黑体", 16, FALSE);
  format_set_align (self->title, LXW_ALIGN_CENTER);
  self->note = add_format (self, "宋体", 11, FALSE);
  self->heading = add_format (self, "黑体", 11, TRUE);
  format_set_bold (self->heading);
  format_set_text_wrap (self->heading);
  format_set_align (self->heading, LXW_ALIGN_CENTER);
  self->middle = add_format (self, "宋体", 11, TRUE);
  format_set_align (self->middle, LXW_ALIGN_CENTER);
  format_set_num_format (self->middle, "General");
  self->flowing = add_format (self, "宋体", 11, TRUE);
  format_set_text_wrap (self->flowing);
  self->day = add_format (self, "宋体", 11, TRUE);
  format_set_align (self->day, LXW_ALIGN_CENTER);
  format_set_num_format (self->day, "yyyy-mm-dd");
}

/* What is Chinese takes two. */
static Extent
measure (const char *text)
{
  Extent extent = { 0, 1 };
  double width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      width = *p == '\n' ? 0 : width + (g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1);
      extent.widest = MAX (extent.widest, width);
      extent.n_lines += *p == '\n';
    }

  return extent;
}

static void
widen (Sheet      *self,
       guint       column,
       const char *text)
{
  self->widths[column] = MAX (self->widths[column], MIN (measure (text).widest + MARGIN, MAX_WIDTH));
}

/* Takes note of a member's text: for the column's width, and the row's height. */
static void
fit (Sheet      *self,
     guint       row,
     guint       column,
     const char *text)
{
  widen (self, column, text);
  if (row >= self->n_headings)
    self->extents[(row - self->n_headings) * self->n_columns + column] = measure (text);
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

/* Text that a reader gives back as it was; the library itself takes care of control characters. */
static char *
dup_escaped (const char *text)
{
  g_autoptr (GString) escaped = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  glong            length = g_utf8_strlen (valid, -1);

  if (length > MAX_TEXT)
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

  fit (self, row, column, text);
  check (self, worksheet_write_string (self->sheet, row, column, escaped, format));
}

/* Spreadsheets count days from 1900 and have a 29th of February in that year: what is before March is text. */
static gboolean
is_serial_day (ZbDay day)
{
  return zb_day_is_whole (day) && (day.year > 1900 || (day.year == 1900 && day.month > 2));
}

static void
write_day (Sheet      *self,
           guint       row,
           guint       column,
           const char *value)
{
  ZbDay        day = ZB_DAY_NONE;
  lxw_datetime serial = { 0 };

  if (!zb_day_parse (&day, value) || !is_serial_day (day))
    {
      write_text (self, row, column, value, self->middle);
      return;
    }

  serial.year = day.year;
  serial.month = day.month;
  serial.day = day.day;
  fit (self, row, column, value);
  check (self, worksheet_write_datetime (self->sheet, row, column, &serial, self->day));
}

static gboolean
does_flow (ZbMemberField field)
{
  return zb_member_field_get_kind (field) == ZB_FIELD_TEXT && field != ZB_MEMBER_NAME && field != ZB_MEMBER_LANDLINE;
}

static void
write_value (Sheet                *self,
             guint                 row,
             guint                 column,
             const ZbLedgerColumn *what,
             const char           *value)
{
  lxw_format      *format = does_flow (what->field) ? self->flowing : self->middle;
  g_autofree char *words = NULL;

  if (value == NULL)
    {
      check (self, worksheet_write_blank (self->sheet, row, column, format));
      return;
    }
  if (zb_member_field_get_kind (what->field) == ZB_FIELD_DAY)
    {
      write_day (self, row, column, value);
      return;
    }

  words = zb_member_field_get_kind (what->field) == ZB_FIELD_DIGITS ? g_strdup (value) : zb_member_field_dup_words (what->field, value);
  write_text (self, row, column, words, format);
}

static void
write_member (Sheet *self,
              guint  index)
{
  guint row = self->n_headings + index;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const ZbLedgerColumn *column = &self->columns[i];
      g_autofree char      *value = zb_ledger_dup_value (column, g_ptr_array_index (self->plan->members, index), self->plan->masked);

      if (column->source == ZB_COLUMN_NUMBER)
        check (self, worksheet_write_number (self->sheet, row, i, index + 1, self->middle));
      else
        write_value (self, row, i, column, value);
    }
}

static guint
count_lines (Sheet *self,
             guint  index)
{
  guint most = 1;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const Extent *extent = &self->extents[index * self->n_columns + i];
      double        over = extent->widest / (self->widths[i] - MARGIN + 1);

      most = MAX (most, extent->n_lines + (guint) over);
    }

  return most;
}

/* Some programs do not make room for text that wraps. */
static void
set_heights (Sheet *self)
{
  for (guint i = 0; i < self->plan->members->len; i++)
    {
      double height = MIN (LINE_HEIGHT * count_lines (self, i) + 3, MAX_HEIGHT);

      check (self, worksheet_set_row (self->sheet, self->n_headings + i, height, NULL));
    }
}

/* Over all columns of a row. */
static void
write_line (Sheet      *self,
            guint       row,
            const char *text,
            lxw_format *format,
            double      height)
{
  g_autofree char *escaped = dup_escaped (text);

  check (self, worksheet_merge_range (self->sheet, row, 0, row, self->n_columns - 1, escaped, format));
  check (self, worksheet_set_row (self->sheet, row, height, NULL));
}

static void
write_headings (Sheet *self,
                guint  row)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      widen (self, i, self->columns[i].source == ZB_COLUMN_NUMBER ? "00" : "000000");
      write_text (self, row, i, self->columns[i].heading, self->heading);
    }
}

/* Two rows: what has no group stands in both, a group over its columns. */
static void
write_grouped_headings (Sheet *self,
                        guint  row)
{
  for (guint i = 0, next = 0; i < self->n_columns; i = next)
    {
      const char *group = self->columns[i].group;

      for (next = i + 1; group != NULL && next < self->n_columns && self->columns[next].group == group;)
        next++;
      if (group == NULL)
        check (self, worksheet_merge_range (self->sheet, row, i, row + 1, i, self->columns[i].heading, self->heading));
      else
        check (self, worksheet_merge_range (self->sheet, row, i, row, next - 1, group, self->heading));
      for (guint j = i; j < next; j++)
        {
          widen (self, j, self->columns[j].source == ZB_COLUMN_NUMBER ? "00" : "000000");
          if (group != NULL)
            write_text (self, row + 1, j, self->columns[j].heading, self->heading);
        }
    }
}

static void
write_top (Sheet *self)
{
  g_autofree char *as_of = zb_ledger_dup_as_of (self->plan->day);

  switch (self->plan->layout)
    {
    case ZB_LEDGER_FULL:
      write_headings (self, 0);
      break;
    case ZB_LEDGER_NATIONAL:
      write_line (self, 0, self->plan->title, self->title, 30);
      write_grouped_headings (self, 1);
      break;
    case ZB_LEDGER_UNIT:
    default:
      write_line (self, 0, self->plan->title, self->title, 30);
      write_line (self, 1, as_of, self->note, 18);
      write_headings (self, 2);
      break;
    }
}

static gboolean
write_members (Sheet        *self,
               GCancellable *cancellable,
               GError      **error)
{
  for (guint i = 0; i < self->plan->members->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      write_member (self, i);
    }

  return TRUE;
}

/* Identity numbers and phones are text on purpose: no green corners. */
static void
accept_digits_as_text (Sheet *self)
{
  char range[LXW_MAX_CELL_RANGE_LENGTH] = "";

  lxw_rowcol_to_range (range, 0, 0, self->n_headings + self->plan->members->len, self->n_columns - 1);
  check (self, worksheet_ignore_errors (self->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}

static void
set_up_pages (Sheet *self)
{
  g_autofree char *as_of = zb_ledger_dup_as_of (self->plan->day);
  g_autofree char *footer = g_strdup_printf ("&L%s&C第 &P 页 共 &N 页", as_of);
  guint            n_keys = zb_ledger_count_keys (self->plan->layout);
  guint            n_above = self->plan->layout == ZB_LEDGER_FULL ? 0 : self->plan->layout == ZB_LEDGER_NATIONAL ? 1
                                                                                                                 : 2;

  for (guint i = 0; i < self->n_columns; i++)
    check (self, worksheet_set_column (self->sheet, i, i, self->widths[i], NULL));
  worksheet_set_landscape (self->sheet);
  worksheet_set_paper (self->sheet, 9); /* A4 */
  worksheet_set_margins (self->sheet, 0.6, 0.6, 0.75, 0.75);
  worksheet_center_horizontally (self->sheet);
  worksheet_fit_to_pages (self->sheet, 1, 0);
  check (self, worksheet_set_footer (self->sheet, footer));
  check (self, worksheet_repeat_rows (self->sheet, n_above, self->n_headings - 1));
  worksheet_freeze_panes (self->sheet, self->n_headings, n_keys);
}

static const char *
name_sheet (ZbLedgerLayout layout)
{
  switch (layout)
    {
    case ZB_LEDGER_NATIONAL:
      return "党员基本信息汇总表";
    case ZB_LEDGER_FULL:
      return "党员信息";
    case ZB_LEDGER_UNIT:
    default:
      return "党员台账";
    }
}

static gboolean
write_sheet (Sheet        *self,
             GCancellable *cancellable,
             GError      **error)
{
  self->sheet = workbook_add_worksheet (self->book, name_sheet (self->plan->layout));
  add_formats (self);
  self->n_headings = self->plan->layout == ZB_LEDGER_FULL ? 1 : 3;
  write_top (self);
  if (!write_members (self, cancellable, error))
    return FALSE;

  set_heights (self);
  accept_digits_as_text (self);
  set_up_pages (self);
  return TRUE;
}

/* The library's parts go through files of their own, which it writes without looking. Escapes make a byte seven at most. */
static gboolean
has_room (const ZbLedgerPlan *plan,
          guint               n_columns,
          GError            **error)
{
  gsize size = 256 * 1024;

  for (guint i = 0; i < plan->members->len; i++)
    for (guint j = 0; j < ZB_N_MEMBER_FIELDS; j++)
      {
        const char *value = zb_member_get_value (g_ptr_array_index (plan->members, i), j);

        size += value != NULL ? 7 * (gsize) strlen (value) : 0;
      }

  return zb_output_has_room (g_get_tmp_dir (), size + 64 * (gsize) n_columns * plan->members->len, error);
}

static gboolean
fail_book (lxw_error   code,
           int         number,
           const char *path,
           GError    **error)
{
  return zb_output_fail (error, number, lxw_strerror (code), path);
}

static gboolean
write_book (Sheet        *self,
            ZbOutput     *output,
            GCancellable *cancellable,
            GError      **error)
{
  lxw_workbook_options options = { .tmpdir = (char *) g_get_tmp_dir (), .use_zip64 = LXW_FALSE };
  gboolean             written = FALSE;
  lxw_error            closed = LXW_NO_ERROR;

  self->book = workbook_new_opt (output->temporary, &options);
  if (self->book == NULL)
    return fail_book (LXW_ERROR_MEMORY_MALLOC_FAILED, ENOMEM, output->path, error);
  written = write_sheet (self, cancellable, error);
  if (!written || self->failed != LXW_NO_ERROR)
    {
      lxw_workbook_free (self->book);
      return written && fail_book (self->failed, 0, output->path, error);
    }

  errno = 0;
  closed = workbook_close (self->book); /* frees it */
  return closed == LXW_NO_ERROR || fail_book (closed, errno, output->path, error);
}

gboolean
zb_ledger_write_sheet (const ZbLedgerPlan *plan,
                       const char         *path,
                       GCancellable       *cancellable,
                       GError            **error)
{
  Sheet self = { .plan = plan };
  g_autoptr (ZbOutput) output = zb_output_new (path, error);
  g_autofree double *widths = NULL;
  g_autofree Extent *extents = NULL;

  if (output == NULL)
    return FALSE;

  self.columns = zb_ledger_list_columns (plan->layout, &self.n_columns);
  self.widths = widths = g_new0 (double, self.n_columns);
  self.extents = extents = g_new0 (Extent, (gsize) self.n_columns * plan->members->len + 1);
  if (!has_room (plan, self.n_columns, error) || !write_book (&self, output, cancellable, error))
    return FALSE;

  return !g_cancellable_set_error_if_cancelled (cancellable, error) && zb_output_commit (output, error);
}
