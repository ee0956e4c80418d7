/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/export-print.h"

#include "ui/print.h"

static void
ask_pages (double              width,
           double              height,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data,
           gpointer            data)
{
  zb_export_pages_async (data, width, height, cancellable, callback, user_data);
}

static ZbPages *
finish_pages (GAsyncResult *result,
              gpointer      data,
              GError      **error)
{
  return zb_export_pages_finish (data, result, error);
}

void
zb_export_print (GtkWindow *parent,
                 ZbExport *export,
                 const char *name)
{
  const ZbLaterPages pages = { .ask = ask_pages,
                               .finish = finish_pages,
                               .data = export,
                               .free_data = g_object_unref,
                               .orientation = GTK_PAGE_ORIENTATION_PORTRAIT };

  zb_print_later (parent, name, &pages);
}
