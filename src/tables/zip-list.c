/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/zip-list.h"

#include <string.h>

#define END "PK\5\6"
#define END_SIZE 22 /* without its comment */
#define ENTRY "PK\1\2"
#define ENTRY_SIZE 46
#define MANY 0xffff /* the real number stands elsewhere */

static guint
read_16 (const guint8 *at)
{
  return at[0] | at[1] << 8;
}

static guint32
read_32 (const guint8 *at)
{
  return read_16 (at) | (guint32) read_16 (at + 2) << 16;
}

gboolean
zb_zip_list_find (ZbZipList    *list,
                  const guint8 *bytes,
                  gsize         size)
{
  const gsize lowest = size > 65535 + END_SIZE ? size - 65535 - END_SIZE : 0;

  for (gsize at = size < END_SIZE ? 0 : size - END_SIZE + 1; at > lowest; at--)
    if (memcmp (bytes + at - 1, END, strlen (END)) == 0)
      {
        *list = (ZbZipList){ bytes, size, read_32 (bytes + at + 15), read_16 (bytes + at + 9) };
        return list->n_files != MANY;
      }

  return FALSE;
}

static gboolean
is_path (const guint8 *name,
         gsize         length,
         const char   *path)
{
  path += strspn (path, "/");

  return strlen (path) == length && g_ascii_strncasecmp ((const char *) name, path, length) == 0;
}

gboolean
zb_zip_list_agrees (const ZbZipList *list,
                    const char      *path,
                    guint32          sum)
{
  gboolean found = FALSE;
  gsize    at = list->start;

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  return TRUE; /* a fuzzer would never see what comes after */
#endif
  for (guint i = 0; i < list->n_files && at + ENTRY_SIZE <= list->size; i++)
    {
      const guint8 *entry = list->bytes + at;
      const gsize   length = read_16 (entry + 28);

      if (memcmp (entry, ENTRY, strlen (ENTRY)) != 0 || length > list->size - at - ENTRY_SIZE)
        break;
      if (is_path (entry + ENTRY_SIZE, length, path))
        {
          if (read_32 (entry + 16) == sum)
            return TRUE;
          found = TRUE;
        }
      at += ENTRY_SIZE + length + read_16 (entry + 30) + read_16 (entry + 32);
    }

  return !found;
}

guint32
zb_zip_sum (guint32       sum,
            const guint8 *bytes,
            gsize         size)
{
  static guint32 table[256];

  if (table[1] == 0)
    for (guint32 i = 0; i < G_N_ELEMENTS (table); i++)
      {
        table[i] = i;
        for (guint bit = 0; bit < 8; bit++)
          table[i] = table[i] >> 1 ^ ((table[i] & 1) != 0 ? 0xedb88320u : 0);
      }

  sum = ~sum;
  for (gsize i = 0; i < size; i++)
    sum = sum >> 8 ^ table[(sum ^ bytes[i]) & 0xff];
  return ~sum;
}
