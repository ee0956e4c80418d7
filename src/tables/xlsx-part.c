/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/xlsx-part.h"

#include <gsf/gsf-infile-zip.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#define MAX_DEPTH 64
#define MAX_UNPACKED (3 * (gsize) ZB_TABLE_MAX_PART) /* of all parts */
#define MAX_FILES 8192                               /* the zip's own list is kept in memory */
#define MAX_STEPS 16                                 /* folders of one path */
#define PIECE 16384

static const char *const vocabularies[] = {
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
  "http://purl.oclc.org/ooxml/spreadsheetml/main",
  "http://schemas.openxmlformats.org/package/2006/relationships",
  NULL,
};

typedef struct
{
  ZbPackage         *package;
  ZbTable           *table;
  const ZbPartFuncs *funcs;
  gpointer           data;
  const char        *path;
  GsfInput          *input;
  xmlParserCtxt     *context;
  gsize              unpacked;
  guint              depth;
  gboolean           failed; /* to unpack */
  guint32            sum;
} Part;

void
zb_package_prepare (void)
{
  gsf_init ();
  xmlInitParser ();
}

gboolean
zb_package_open (ZbPackage    *package,
                 ZbTable      *table,
                 const guint8 *bytes,
                 gsize         size)
{
  g_autoptr (GsfInput) input = NULL;

  *package = (ZbPackage){ .table = table };
  if (!zb_zip_list_find (&package->list, bytes, size))
    return zb_table_fail (table, ZB_TABLE_DAMAGED, "zip");
  if (package->list.n_files > MAX_FILES)
    return zb_table_fail (table, ZB_TABLE_TOO_BIG, "zip");

  zb_package_prepare ();
  input = gsf_input_memory_new (bytes, size, FALSE);
  package->files = gsf_infile_zip_new (input, NULL);

  return package->files != NULL || zb_table_fail (table, ZB_TABLE_DAMAGED, "zip");
}

void
zb_package_clear (ZbPackage *package)
{
  g_clear_object (&package->files);
}

/* Some programs write names in other cases than they are referred to. */
static GsfInput *
find_child (GsfInput   *folder,
            const char *name)
{
  GsfInfile *infile = GSF_IS_INFILE (folder) ? GSF_INFILE (folder) : NULL;
  const int  n = infile != NULL ? gsf_infile_num_children (infile) : 0;

  for (int i = 0; i < n; i++)
    {
      const char *other = gsf_infile_name_by_index (infile, i);

      if (other != NULL && g_ascii_strcasecmp (other, name) == 0)
        return gsf_infile_child_by_index (infile, i);
    }

  return NULL;
}

static GsfInput *
open_part (ZbPackage  *package,
           const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", MAX_STEPS);
  g_autoptr (GsfInput) here = g_object_ref (GSF_INPUT (package->files));

  for (guint i = 0; steps[i] != NULL && here != NULL; i++)
    {
      g_autoptr (GsfInput) child = *steps[i] == '\0' ? g_object_ref (here) : find_child (here, steps[i]);

      g_set_object (&here, child);
    }

  return here == NULL || gsf_input_size (here) <= 0 ? NULL : g_steal_pointer (&here);
}

gboolean
zb_package_has_part (ZbPackage  *package,
                     const char *path)
{
  g_autoptr (GsfInput) input = open_part (package, path);

  return input != NULL;
}

static gboolean
is_own (const xmlChar *uri)
{
  return uri == NULL || g_strv_contains (vocabularies, (const char *) uri);
}

static void
stop (Part          *part,
      ZbTableProblem problem)
{
  zb_table_fail (part->table, problem, part->path);
  xmlStopParser (part->context);
}

static void
start_element_cb (void           *data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  Part           *part = data;
  const ZbElement element = { (const char *) name, attributes, n_attributes };

  if (++part->depth > MAX_DEPTH)
    stop (part, ZB_TABLE_DAMAGED);
  else if (is_own (uri))
    part->funcs->start (part->data, &element);
  if (part->table->problem != ZB_TABLE_OK)
    xmlStopParser (part->context);
}

static void
end_element_cb (void          *data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  Part *part = data;

  part->depth--;
  if (part->funcs->end != NULL && is_own (uri))
    part->funcs->end (part->data, (const char *) name);
  if (part->table->problem != ZB_TABLE_OK)
    xmlStopParser (part->context);
}

static void
characters_cb (void          *data,
               const xmlChar *text,
               int            len)
{
  Part *part = data;

  if (part->funcs->text != NULL)
    part->funcs->text (part->data, (const char *) text, len);
}

/* A document type is where entities come from; no spreadsheet has one. */
static void
document_type_cb (void          *data,
                  const xmlChar *name,
                  const xmlChar *public_id,
                  const xmlChar *system_id)
{
  stop (data, ZB_TABLE_DAMAGED);
}

/* Whether the part is well-formed is asked at its end. */
static void
error_cb (void     *data,
          xmlError *error)
{
}

static int
read_cb (void *data,
         char *buffer,
         int   len)
{
  Part           *part = data;
  const gsf_off_t left = gsf_input_remaining (part->input);
  const int       n = (int) MIN (MIN (left, len), PIECE);

  part->unpacked += MAX (n, 0);
  part->package->unpacked += MAX (n, 0);
  if (part->unpacked > ZB_TABLE_MAX_PART || part->package->unpacked > MAX_UNPACKED)
    {
      zb_table_fail (part->table, ZB_TABLE_TOO_BIG, part->path);
      return -1;
    }
  if (n <= 0)
    return 0;
  if (gsf_input_read (part->input, n, (guint8 *) buffer) == NULL)
    {
      part->failed = TRUE;
      return -1;
    }

  part->sum = zb_zip_sum (part->sum, (const guint8 *) buffer, n);
  return n;
}

static gboolean
parse (Part *part)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
    .internalSubset = document_type_cb,
    .serror = error_cb,
  };
  gboolean well_formed;

  part->context = xmlCreateIOParserCtxt (&handler, part, read_cb, NULL, part, XML_CHAR_ENCODING_NONE);
  if (part->context == NULL)
    return FALSE;

  xmlCtxtUseOptions (part->context, XML_PARSE_NONET | XML_PARSE_NOENT);
  xmlParseDocument (part->context);
  well_formed = part->context->wellFormed && !part->failed;
  xmlFreeParserCtxt (part->context);

  return well_formed;
}

ZbPartResult
zb_package_read_part (ZbPackage         *package,
                      const char        *path,
                      const ZbPartFuncs *funcs,
                      gpointer           data)
{
  g_autoptr (GsfInput) input = open_part (package, path);
  Part part = { .package = package, .table = package->table, .funcs = funcs, .data = data, .path = path, .input = input };

  if (input == NULL)
    return ZB_PART_MISSING;

  if (gsf_input_size (input) > ZB_TABLE_MAX_PART)
    zb_table_fail (package->table, ZB_TABLE_TOO_BIG, path);
  else if (!parse (&part) || !zb_zip_list_agrees (&package->list, path, part.sum))
    zb_table_fail (package->table, ZB_TABLE_DAMAGED, path);

  return package->table->problem == ZB_TABLE_OK ? ZB_PART_READ : ZB_PART_FAILED;
}

gboolean
zb_element_is (const ZbElement *element,
               const char      *name)
{
  return strcmp (element->name, name) == 0;
}

char *
zb_element_dup (const ZbElement *element,
                const char      *attribute,
                gboolean         prefixed)
{
  for (int i = 0; i < element->n_attributes; i++)
    {
      const guchar **five = element->attributes + 5 * i;

      if (strcmp ((const char *) five[0], attribute) == 0 && (five[1] != NULL) == prefixed)
        return g_strndup ((const char *) five[3], five[4] - five[3]);
    }

  return NULL;
}

gboolean
zb_element_get_uint (const ZbElement *element,
                     const char      *attribute,
                     guint           *value)
{
  g_autofree char *text = zb_element_dup (element, attribute, FALSE);
  guint64          number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL))
    return FALSE;

  *value = (guint) number;
  return TRUE;
}

gboolean
zb_element_get_boolean (const ZbElement *element,
                        const char      *attribute)
{
  g_autofree char *text = zb_element_dup (element, attribute, FALSE);

  return text != NULL && (strcmp (text, "1") == 0 || strcmp (text, "true") == 0);
}
