/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that are made on another thread, while the print operation asks for their number at once: it is kept paginating until they are
 * there.
 */
#include "ui/print.h"

#include <glib/gi18n.h>

#include "ui/window.h"
#include "ui/words.h"

typedef struct
{
  gatomicrefcount references;
  GtkWindow      *parent;
  ZbLaterPages    later;
  GCancellable   *cancellable;
  ZbPages        *pages;
  gboolean        failed;
} Printing;

static Printing *
ref_printing (Printing *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
unref_printing (Printing *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  if (self->later.free_data != NULL)
    self->later.free_data (self->later.data);
  g_clear_pointer (&self->pages, zb_pages_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->parent);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, unref_printing)

static void
free_closure (gpointer  data,
              GClosure *closure)
{
  Printing *self = data;

  g_cancellable_cancel (self->cancellable);
  unref_printing (self);
}

static void
pages_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Printing) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  self->pages = self->later.finish (result, self->later.data, &error);
  self->failed = self->pages == NULL;
  if (!self->failed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_warning ("print: %s", error->message);
  words = zb_words_error (error);
  zb_window_toast (GTK_WIDGET (self->parent), words, FALSE);
}

static void
begin_cb (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Printing          *self)
{
  g_clear_pointer (&self->pages, zb_pages_free);
  self->failed = FALSE;
  self->later.ask (gtk_print_context_get_width (context), gtk_print_context_get_height (context), self->cancellable, pages_cb,
                   ref_printing (self), self->later.data);
}

static gboolean
paginate_cb (GtkPrintOperation *operation,
             GtkPrintContext   *context,
             Printing          *self)
{
  if (self->pages != NULL)
    gtk_print_operation_set_n_pages (operation, MAX ((int) zb_pages_count (self->pages), 1));
  else if (self->failed)
    gtk_print_operation_cancel (operation);
  else
    g_usleep (2000); /* it is asked again at once: not a whole core for waiting */

  return self->pages != NULL || self->failed;
}

static void
draw_cb (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Printing          *self)
{
  if (self->pages != NULL && (guint) page < zb_pages_count (self->pages))
    zb_pages_draw (self->pages, (guint) page, gtk_print_context_get_cairo_context (context));
}

static void
done_cb (GtkPrintOperation      *operation,
         GtkPrintOperationResult result,
         Printing               *self)
{
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    zb_window_toast (GTK_WIDGET (self->parent), _ ("没有打印出来。请检查打印机，或先导出为 PDF。"), FALSE);
}

static GtkPageSetup *
make_setup (GtkPageOrientation orientation)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_page_setup_set_orientation (setup, orientation);
  return setup;
}

void
zb_print_later (GtkWindow          *parent,
                const char         *name,
                const ZbLaterPages *pages)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_setup (pages->orientation);
  g_autoptr (GError) error = NULL;
  Printing *self = g_new0 (Printing, 1);

  g_atomic_ref_count_init (&self->references);
  self->parent = g_object_ref (parent);
  self->later = *pages;
  self->cancellable = g_cancellable_new ();
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_cb), self, free_closure, 0);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), self);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), self);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    g_warning ("print: %s", error->message);
}
