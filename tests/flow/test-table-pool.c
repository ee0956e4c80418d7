/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/workers.h"
#include "service/table-pool.h"
#include "support/package.h"
#include "support/support.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define MIB (1024 * 1024)
#define MEMORY (200 * (guint64) MIB)

/* A file that is gone once it is closed. */
static int
open_bytes (const char *bytes,
            gsize       size)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "zhibu-table-XXXXXX", NULL);
  int              fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (unlink (path), ==, 0);
  for (gsize at = 0; at < size;)
    {
      const gssize n = write (fd, bytes + at, size - at);

      g_assert_cmpint (n, >, 0);
      at += (gsize) n;
    }

  return fd;
}

static ZbTable *
read_fd (int fd)
{
  ZbTable *table = zb_table_pool_read (fd, NULL);
  g_autoptr (GArray) workers = workers_list ();

  g_assert_cmpuint (workers->len, ==, 0);
  close (fd);
  return table;
}

static ZbTable *
read_bytes (GBytes *bytes)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  return read_fd (open_bytes (data, size));
}

static void
assert_memory (void)
{
  g_test_message ("largest worker: %" G_GUINT64_FORMAT " MiB", zb_table_pool_get_peak () / MIB);
  if (!SANITIZED)
    g_assert_cmpuint (zb_table_pool_get_peak (), <=, MEMORY);
}

static char *
read_sample (const char *name,
             gsize      *size)
{
  g_autofree char *folder = zb_test_corpus ("../samples/roster");
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, name, NULL);
  char            *bytes = NULL;

  if (path != NULL)
    g_assert_true (g_file_get_contents (path, &bytes, size, NULL));
  return bytes;
}

/* What comes from the worker is what the readers read. */
static void
test_samples (void)
{
  static const char *const names[] = { "党员名册.xlsx", "党员台账.csv", "党员台账-gbk.csv", "党员基本信息汇总表.xls", "平台导出-差异.xls" };
  const guint              n_before = workers_count_descriptors (getpid ());

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize            size;
      g_autofree char *bytes = read_sample (names[i], &size);
      g_autoptr (ZbTable) here = NULL;
      g_autoptr (ZbTable) there = NULL;
      g_autoptr (GVariant) expected = NULL;
      g_autoptr (GVariant) answer = NULL;

      if (bytes == NULL)
        return;
      here = zb_table_read ((const guint8 *) bytes, size);
      there = read_fd (open_bytes (bytes, size));
      g_test_message ("%s", names[i]);
      g_assert_cmpint (there->problem, ==, ZB_TABLE_OK);
      expected = g_variant_ref_sink (zb_table_to_variant (here));
      answer = g_variant_ref_sink (zb_table_to_variant (there));
      g_assert_true (g_variant_equal (expected, answer));
    }
  g_assert_cmpuint (workers_count_descriptors (getpid ()), ==, n_before);
}

static void
test_cut (void)
{
  gsize            size;
  g_autofree char *bytes = read_sample ("党员名册.xlsx", &size);

  for (gsize cut = 0; bytes != NULL && cut < size; cut += 256)
    {
      g_autoptr (ZbTable) table = read_fd (open_bytes (bytes, cut));

      g_assert_cmpint (table->problem, ==, cut == 0 ? ZB_TABLE_EMPTY : ZB_TABLE_DAMAGED);
    }
  assert_memory ();
}

static GBytes *
make_bomb (const char *path,
           const char *before,
           const char *text,
           guint       n)
{
  ZbTestZip *zip = zb_test_xlsx_new (NULL, NULL);

  zb_test_zip_add_much (zip, path, before, text, n, "");
  return zb_test_zip_end (zip);
}

/* Parts of 90 MiB each, none of them too large alone. */
static GBytes *
make_many_bombs (void)
{
  ZbTestZip *zip = zb_test_zip_new ();
  g_autoptr (GString) sheets = g_string_new ("<workbook xmlns:r=\"r\"><sheets>");
  g_autoptr (GString) relations = g_string_new ("<Relationships>");

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("xl/%u.xml", i);

      g_string_append_printf (sheets, "<sheet name=\"%u\" r:id=\"r%u\"/>", i, i);
      g_string_append_printf (relations, "<Relationship Id=\"r%u\" Type=\"/worksheet\" Target=\"%u.xml\"/>", i, i);
      zb_test_zip_add_much (zip, path, "<worksheet><sheetData>", "<row></row><row></row><row></row><row></row>", 90 * MIB / 44, "</sheetData></worksheet>");
    }
  g_string_append (sheets, "</sheets></workbook>");
  g_string_append (relations, "</Relationships>");
  zb_test_zip_add (zip, "_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  zb_test_zip_add (zip, "xl/workbook.xml", sheets->str);
  zb_test_zip_add (zip, "xl/_rels/workbook.xml.rels", relations->str);
  return zb_test_zip_end (zip);
}

static void
test_bombs (void)
{
  const char *sheet = "xl/worksheets/sheet1.xml", *strings = "xl/sharedStrings.xml";
  GBytes     *bombs[] = {
        make_bomb (sheet, "<worksheet><sheetData>", "<row></row><row></row><row></row>", 200 * MIB / 33),
        make_bomb (strings, "<sst><si><t>", "支部支部支部支部支部支部", 200 * MIB / 36),
        make_bomb (strings, "<sst>", "<si><t>支部支部支部支部支部支部支部支部</t></si>", 90 * MIB / 63),
        make_bomb (sheet, "<worksheet><sheetData>", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>支部支部支部支部支部支部</v></c></row>", 90 * MIB / 84),
        make_bomb (sheet, "<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>", "支部支部支部支部支部支部", 90 * MIB / 36),
        make_bomb (sheet, "<worksheet a='", "                              ", 90 * MIB / 30),
        make_many_bombs (),
  };

  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr (ZbTable) table = read_bytes (bombs[i]);

      g_test_message ("%u: %" G_GSIZE_FORMAT " bytes, %s", i, g_bytes_get_size (bombs[i]), table->where);
      g_assert_true (table->problem == ZB_TABLE_TOO_BIG || table->problem == ZB_TABLE_DAMAGED);
      assert_memory ();
      g_bytes_unref (bombs[i]);
    }
}

/* As many cells and texts as there may be, in as large a file. */
static void
test_largest (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ZbTable) table = NULL;
  g_autoptr (ZbTable) longer = NULL;
  g_autoptr (ZbTable) shared = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ZbTestZip *book;
  int        longest;

  for (guint row = 0; row < 62500; row++)
    {
      for (guint column = 0; column < 16; column++)
        g_string_append (text, "支部支部支部支,");
      while (text->len < (gsize) (row + 1) * 1000)
        g_string_append_c (text, ',');
      g_string_append_c (text, '\n');
    }
  g_assert_cmpuint (text->len, <, ZB_TABLE_MAX_FILE);
  table = read_fd (open_bytes (text->str, text->len));
  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
  g_assert_cmpuint (table->n_cells, ==, ZB_TABLE_MAX_CELLS);
  assert_memory ();

  book = zb_test_xlsx_new (NULL, NULL);
  zb_test_zip_add_much (book, "xl/sharedStrings.xml", "<sst>", "<si><t>支部支部支部支</t></si>", ZB_TABLE_MAX_CELLS, "</sst>");
  zb_test_zip_add_much (book,
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData>",
                        "<row><c t='s'><v>7</v></c><c t='s'><v>8</v></c><c t='s'><v>99</v></c><c t='s'><v>999999</v></c></row>",
                        60000,
                        "</sheetData></worksheet>");
  bytes = zb_test_zip_end (book);
  shared = read_bytes (bytes);
  g_assert_cmpint (shared->problem, ==, ZB_TABLE_OK);
  assert_memory ();

  longest = open_bytes ("a", 1);
  g_assert_cmpint (ftruncate (longest, ZB_TABLE_MAX_FILE + 1), ==, 0);
  longer = read_fd (longest);
  g_assert_cmpint (longer->problem, ==, ZB_TABLE_TOO_BIG);
}

static void
test_no_file (void)
{
  g_autoptr (ZbTable) device = read_fd (open ("/dev/zero", O_RDONLY | O_CLOEXEC));
  g_autoptr (ZbTable) folder = read_fd (open ("/", O_RDONLY | O_CLOEXEC));
  g_autoptr (ZbTable) empty = read_fd (open_bytes ("", 0));

  g_assert_cmpint (device->problem, ==, ZB_TABLE_NOT_A_TABLE);
  g_assert_cmpint (folder->problem, ==, ZB_TABLE_NOT_A_TABLE);
  g_assert_cmpint (empty->problem, ==, ZB_TABLE_EMPTY);
}

static void
test_misbehaving (void)
{
  static const struct
  {
    const char    *how;
    ZbTableProblem problem;
  } table[] = {
    { "crash", ZB_TABLE_CRASH },
    { "exit", ZB_TABLE_CRASH },
    { "garbage", ZB_TABLE_CRASH },
    { "much", ZB_TABLE_CRASH },
    { "lie", ZB_TABLE_CRASH },
    { "huge", ZB_TABLE_CRASH },
    { "part", ZB_TABLE_CRASH },
    { "whole", ZB_TABLE_CRASH },
    { "clock", ZB_TABLE_TIMEOUT },
    { "hang", ZB_TABLE_TIMEOUT },
  };
  g_autofree char *good = g_strdup (g_getenv ("ZHIBU_WORKER"));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ZbTable) read = NULL;

      g_test_message ("%s", table[i].how);
      workers_use_bad (table[i].how);
      read = read_fd (open ("/dev/null", O_RDONLY | O_CLOEXEC));
      g_assert_cmpint (read->problem, ==, table[i].problem);
      g_assert_cmpuint (read->sheets->len, ==, 0);
    }
  g_setenv ("ZHIBU_WORKER", good, TRUE);
}

static void
test_no_worker (void)
{
  g_autofree char *good = g_strdup (g_getenv ("ZHIBU_WORKER"));
  g_autoptr (ZbTable) table = NULL;

  g_setenv ("ZHIBU_WORKER", "/nonexistent/zhibu-worker", TRUE);
  table = read_fd (open_bytes ("a,b\n", 4));
  g_assert_cmpint (table->problem, ==, ZB_TABLE_CRASH);
  g_setenv ("ZHIBU_WORKER", good, TRUE);
}

static gpointer
read_in_thread (gpointer data)
{
  int      fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  ZbTable *table = zb_table_pool_read (fd, data);

  close (fd);
  return table;
}

static gboolean
has_worker (gpointer data)
{
  g_autoptr (GArray) workers = workers_list ();

  if (workers->len > 0)
    *(int *) data = g_array_index (workers, int, 0);
  return workers->len > 0;
}

/* Ended from outside while it reads: by somebody's kill, by the asker's cancel. */
static void
test_ended (void)
{
  g_autofree char *good = g_strdup (g_getenv ("ZHIBU_WORKER"));

  workers_use_bad ("hang");
  for (guint cancel = 0; cancel < 2; cancel++)
    {
      const gint64 began = g_get_monotonic_time ();
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (ZbTable) table = NULL;
      GThread *thread = g_thread_new ("reading", read_in_thread, cancellable);
      int      pid = 0;

      zb_test_until (has_worker, &pid, 10);
      if (cancel)
        g_cancellable_cancel (cancellable);
      else
        kill (pid, SIGKILL);
      table = g_thread_join (thread);
      g_assert_cmpint (table->problem, ==, ZB_TABLE_CRASH);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 15 * G_USEC_PER_SEC);
      g_assert_cmpint (kill (pid, 0), !=, 0);
    }
  g_setenv ("ZHIBU_WORKER", good, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-pool/an-answer-is-what-the-readers-read", test_samples);
  g_test_add_func ("/table-pool/a-file-cut-anywhere-is-damaged", test_cut);
  g_test_add_func ("/table-pool/a-bomb-costs-little-memory", test_bombs);
  g_test_add_func ("/table-pool/the-largest-table-is-read-in-little-memory", test_largest);
  g_test_add_func ("/table-pool/what-is-no-file-is-no-table", test_no_file);
  g_test_add_func ("/table-pool/a-worker-that-misbehaves-is-a-problem", test_misbehaving);
  g_test_add_func ("/table-pool/no-worker-at-all-is-a-problem", test_no_worker);
  g_test_add_func ("/table-pool/a-worker-ended-while-it-reads-is-a-crash", test_ended);

  return g_test_run ();
}
