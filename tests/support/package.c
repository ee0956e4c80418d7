/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/package.h"

#include <gsf/gsf-outfile-zip.h>
#include <gsf/gsf-output-memory.h>
#include <string.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

struct _ZbTestZip
{
  GsfOutput  *memory;
  GsfOutfile *files;
};

ZbTestZip *
zb_test_zip_new (void)
{
  ZbTestZip *zip = g_new0 (ZbTestZip, 1);

  zip->memory = gsf_output_memory_new ();
  zip->files = gsf_outfile_zip_new (zip->memory, NULL);
  g_assert_nonnull (zip->files);
  return zip;
}

void
zb_test_zip_add_much (ZbTestZip  *zip,
                      const char *path,
                      const char *before,
                      const char *text,
                      guint       n,
                      const char *after)
{
  GsfOutput *part = gsf_outfile_new_child (zip->files, path, FALSE);
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (many, text);
  g_assert_true (gsf_output_write (part, strlen (before), (const guint8 *) before));
  for (; n >= 1000; n -= 1000)
    g_assert_true (gsf_output_write (part, many->len, (const guint8 *) many->str));
  for (; n > 0; n--)
    g_assert_true (gsf_output_write (part, strlen (text), (const guint8 *) text));
  g_assert_true (gsf_output_write (part, strlen (after), (const guint8 *) after));
  g_assert_true (gsf_output_close (part));
  g_object_unref (part);
}

void
zb_test_zip_add (ZbTestZip  *zip,
                 const char *path,
                 const char *text)
{
  zb_test_zip_add_much (zip, path, text, "", 0, "");
}

GBytes *
zb_test_zip_end (ZbTestZip *zip)
{
  GBytes *bytes;

  g_assert_true (gsf_output_close (GSF_OUTPUT (zip->files)));
  bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (zip->memory)), gsf_output_size (zip->memory));
  g_object_unref (zip->files);
  g_object_unref (zip->memory);
  g_free (zip);
  return bytes;
}

static void
add_in (ZbTestZip  *zip,
        const char *path,
        const char *root,
        const char *content)
{
  g_autofree char *text = g_strdup_printf (HEAD "<%s xmlns=\"" MAIN "\">%s</%s>", root, content, root);

  zb_test_zip_add (zip, path, text);
}

ZbTestZip *
zb_test_xlsx_new (const char *strings,
                  const char *styles)
{
  ZbTestZip *zip = zb_test_zip_new ();

  zb_test_zip_add (zip, "_rels/.rels", RELATIONS "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  zb_test_zip_add (zip, "xl/workbook.xml", HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
  zb_test_zip_add (zip, "xl/_rels/workbook.xml.rels", RELATIONS "<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                                                                "<Relationship Id=\"rId2\" Type=\"" OFFICE "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
                                                                "<Relationship Id=\"rId3\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>");
  if (strings != NULL)
    add_in (zip, "xl/sharedStrings.xml", "sst", strings);
  if (styles != NULL)
    add_in (zip, "xl/styles.xml", "styleSheet", styles);
  return zip;
}

char *
zb_test_xlsx_sheet (const char *rows)
{
  return g_strdup_printf (HEAD "<worksheet xmlns=\"" MAIN "\">%s</worksheet>", rows);
}

GBytes *
zb_test_xlsx (const char *rows,
              const char *strings,
              const char *styles)
{
  ZbTestZip       *zip = zb_test_xlsx_new (strings, styles);
  g_autofree char *sheet = zb_test_xlsx_sheet (rows);

  zb_test_zip_add (zip, "xl/worksheets/sheet1.xml", sheet);
  return zb_test_zip_end (zip);
}
