/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/print.h"

#include <glib/gi18n.h>

#include "ui/window.h"

typedef struct
{
  ZbMakePages    make;
  gpointer       data;
  GDestroyNotify free_data;
  ZbPages       *pages;
} Printing;

static void
free_printing (gpointer  data,
               GClosure *closure)
{
  Printing *self = data;

  g_clear_pointer (&self->pages, zb_pages_free);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

static void
begin_cb (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Printing          *self)
{
  g_clear_pointer (&self->pages, zb_pages_free);
  self->pages = self->make (gtk_print_context_get_width (context), gtk_print_context_get_height (context), self->data);
  gtk_print_operation_set_n_pages (operation, MAX (zb_pages_count (self->pages), 1));
}

static void
draw_cb (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Printing          *self)
{
  if ((guint) page < zb_pages_count (self->pages))
    zb_pages_draw (self->pages, page, gtk_print_context_get_cairo_context (context));
}

static void
done_cb (GtkPrintOperation      *operation,
         GtkPrintOperationResult result,
         GtkWindow              *parent)
{
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    zb_window_toast (GTK_WIDGET (parent), _ ("没有打印出来。请检查打印机，或先导出为 PDF。"), FALSE);
}

void
zb_print (GtkWindow     *parent,
          const char    *name,
          ZbMakePages    make,
          gpointer       data,
          GDestroyNotify free_data)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GError) error = NULL;
  Printing *self = g_new0 (Printing, 1);

  *self = (Printing){ .make = make, .data = data, .free_data = free_data };
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_cb), self, free_printing, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), self);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), parent, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    g_warning ("print: %s", error->message);
}
