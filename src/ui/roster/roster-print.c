/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-print.h"

#include <glib/gi18n.h>

#include "ui/print.h"

typedef struct
{
  ZbRoster  *roster;
  GPtrArray *members;
} Printed;

static ZbPages *
make_pages (double   width,
            double   height,
            gpointer data)
{
  Printed *printed = data;

  return zb_ledger_pages (printed->roster, printed->members, ZB_EXPORT_UNIT, FALSE, width, height);
}

static void
free_printed (gpointer data)
{
  Printed *printed = data;

  g_object_unref (printed->roster);
  g_ptr_array_unref (printed->members);
  g_free (printed);
}

void
zb_roster_print (GtkWindow *parent,
                 ZbRoster  *roster,
                 GPtrArray *members)
{
  Printed *printed = g_new0 (Printed, 1);

  printed->roster = g_object_ref (roster);
  printed->members = g_ptr_array_ref (members);
  zb_print (parent, _ ("党员台账"), make_pages, printed, free_printed);
}
