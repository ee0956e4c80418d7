/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "worker/table.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tables/message.h"

/* What is there to read, at most `size` bytes: the file may have become shorter. */
static gsize
read_all (int     fd,
          guint8 *bytes,
          gsize   size)
{
  gsize  at = 0;
  gssize n;

  while (at < size && ((n = pread (fd, bytes + at, size - at, (off_t) at)) > 0 || (n < 0 && errno == EINTR)))
    at += (gsize) MAX (n, 0);

  return at;
}

/* A copy of the file, so that it is the same bytes from the first look to the last. */
static ZbTable *
read_table (int fd)
{
  g_autofree guint8 *bytes = NULL;
  struct stat        info = { 0 };
  ZbTable           *table;

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= ZB_TABLE_MAX_FILE)
    {
      bytes = g_malloc ((gsize) info.st_size + 1);
      return zb_table_read (bytes, read_all (fd, bytes, (gsize) info.st_size));
    }

  table = zb_table_new ();
  zb_table_fail (table, S_ISREG (info.st_mode) ? ZB_TABLE_TOO_BIG : ZB_TABLE_NOT_A_TABLE, "file");
  return table;
}

static gboolean
send_piece (int           socket,
            gconstpointer bytes,
            gsize         size)
{
  gssize n;

  while ((n = send (socket, bytes, size, MSG_NOSIGNAL)) < 0 && errno == EINTR)
    ;

  return n == (gssize) size;
}

gboolean
zb_answer_table (int socket,
                 int fd)
{
  ZbTable *table = read_table (fd);
  g_autoptr (GVariant) answer = g_variant_ref_sink (zb_table_to_variant (table));
  const guint64 size = g_variant_get_size (answer);
  const guint8 *bytes;
  gboolean      going;

  close (fd);
  zb_table_free (table);
  bytes = g_variant_get_data (answer);
  going = send_piece (socket, &size, sizeof size);
  for (gsize at = 0; at < size && going; at += ZB_TABLE_MESSAGE)
    going = send_piece (socket, bytes + at, MIN (size - at, ZB_TABLE_MESSAGE));

  return going;
}
