/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/import-calls.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* read(), write() and fdatasync() of this program, in front of the C library's. */

static struct
{
  const char *path; /* NULL: no fault */
  gint        from; /* the first call that is hit, counted from 1 */
  gint        to;   /* the last */
  int         code; /* errno, or 0: `hook` */
  void (*hook) (guint8 *bytes, gssize size);
  gint count;
} faults[N_CALLS];

static gboolean
strikes (Call call,
         int  fd)
{
  char    link[64], path[4096];
  ssize_t n;
  gint    count;

  if (faults[call].path == NULL)
    return FALSE;
  g_snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, sizeof path - 1);
  path[MAX (n, 0)] = '\0';
  if (n <= 0 || strstr (path, faults[call].path) == NULL)
    return FALSE;
  count = g_atomic_int_add (&faults[call].count, 1) + 1;

  return count >= faults[call].from && count <= faults[call].to;
}

ssize_t
read (int    fd,
      void  *bytes,
      size_t size)
{
  if (strikes (CALL_READ, fd))
    {
      if (faults[CALL_READ].hook != NULL)
        faults[CALL_READ].hook (bytes, (gssize) size);
      if (faults[CALL_READ].code != 0)
        {
          errno = faults[CALL_READ].code;
          return -1;
        }
    }

  return syscall (SYS_read, fd, bytes, size);
}

ssize_t
write (int         fd,
       const void *bytes,
       size_t      size)
{
  g_autofree guint8 *changed = NULL;

  if (strikes (CALL_WRITE, fd))
    {
      if (faults[CALL_WRITE].code != 0)
        {
          errno = faults[CALL_WRITE].code;
          return -1;
        }
      changed = g_memdup2 (bytes, size);
      faults[CALL_WRITE].hook (changed, (gssize) size);
      bytes = changed;
    }

  return syscall (SYS_write, fd, bytes, size);
}

int
fdatasync (int fd)
{
  if (strikes (CALL_SYNC, fd))
    {
      errno = faults[CALL_SYNC].code;
      return -1;
    }

  return (int) syscall (SYS_fdatasync, fd);
}

void
set_fault (Call        call,
           const char *path,
           gint        from,
           gint        to,
           int         code,
           void (*hook) (guint8 *bytes, gssize size))
{
  faults[call].from = from;
  faults[call].to = to;
  faults[call].code = code;
  faults[call].hook = hook;
  faults[call].count = 0;
  faults[call].path = path;
}

void
clear_faults (void)
{
  memset (faults, 0, sizeof faults);
}
