/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/report-out.h"

#include <glib/gi18n.h>

#include "ui/print.h"
#include "ui/window.h"
#include "ui/words.h"

typedef struct
{
  gatomicrefcount references;
  GtkWindow      *parent;
  ZbCalendar     *calendar;
  ZbReport        report;

  GtkFileChooserNative *chooser;
  char                 *path;
  gboolean              ics;
} Out;

static Out *
make_out (GtkWindow      *parent,
          ZbCalendar     *calendar,
          const ZbReport *report)
{
  Out *out = g_new0 (Out, 1);

  g_atomic_ref_count_init (&out->references);
  out->parent = g_object_ref (parent);
  out->calendar = g_object_ref (calendar);
  out->report = *report;
  return out;
}

static Out *
ref_out (Out *out)
{
  g_atomic_ref_count_inc (&out->references);
  return out;
}

static void
unref_out (Out *out)
{
  if (!g_atomic_ref_count_dec (&out->references))
    return;

  g_clear_object (&out->parent);
  g_clear_object (&out->calendar);
  g_clear_object (&out->chooser);
  g_free (out->path);
  g_free (out);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Out, unref_out)

static void
say_error (Out          *out,
           const GError *error)
{
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_warning ("report: %s", error->message);
  words = zb_words_error (error);
  zb_window_toast (GTK_WIDGET (out->parent), words, FALSE);
}

static void
ask_pages (double              width,
           double              height,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data,
           gpointer            data)
{
  Out *out = data;

  zb_report_pages_async (out->calendar, &out->report, width, height, cancellable, callback, user_data);
}

static ZbPages *
finish_pages (GAsyncResult *result,
              gpointer      data,
              GError      **error)
{
  Out *out = data;

  return zb_report_pages_finish (out->calendar, result, error);
}

static void
free_out (gpointer data)
{
  unref_out (data);
}

void
zb_report_print (GtkWindow      *parent,
                 ZbCalendar     *calendar,
                 const ZbReport *report)
{
  g_autofree char *name = zb_report_dup_name (calendar, report);
  ZbLaterPages     pages = { .ask = ask_pages,
                             .finish = finish_pages,
                             .data = make_out (parent, calendar, report),
                             .free_data = free_out,
                             .orientation = report->kind == ZB_REPORT_YEAR ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT };

  zb_print_later (parent, name, &pages);
}

static void
say_saved (Out        *out,
           const char *more)
{
  g_autofree char *name = g_path_get_basename (out->path);
  g_autofree char *words = g_strdup_printf (_ ("已导出“%s”（%s）"), name, more);

  zb_window_toast (GTK_WIDGET (out->parent), words, FALSE);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Out) out = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *family = zb_report_export_finish (ZB_CALENDAR (source), result, &error);
  g_autofree char *more = NULL;

  if (family == NULL)
    {
      say_error (out, error);
      return;
    }
  more = g_strdup_printf (_ ("字体：%s"), family);
  say_saved (out, more);
}

static void
ics_saved_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (Out) out = data;
  g_autoptr (GError) error = NULL;
  int              n = zb_report_ics_finish (ZB_CALENDAR (source), result, &error);
  g_autofree char *more = NULL;

  if (n < 0)
    {
      say_error (out, error);
      return;
    }
  more = g_strdup_printf (_ ("%d 次活动"), n);
  say_saved (out, more);
}

static char *
take_path (Out        *out,
           int         response,
           const char *ending)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (out->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path == NULL || g_str_has_suffix (path, ending))
    return g_steal_pointer (&path);

  return g_strconcat (path, ending, NULL);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           Out             *out)
{
  out->path = take_path (out, response, out->ics ? ".ics" : ".pdf");
  if (out->path != NULL && out->ics)
    zb_report_ics_async (out->calendar, out->report.from, out->report.to, out->path, NULL, ics_saved_cb, ref_out (out));
  else if (out->path != NULL)
    zb_report_export_async (out->calendar, &out->report, out->path, NULL, saved_cb, ref_out (out));
  unref_out (out); /* the dialog's own */
}

static void
run_chooser (Out        *out,
             const char *title,
             const char *name)
{
  out->chooser = gtk_file_chooser_native_new (title, out->parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("导出"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (out->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (out->chooser), TRUE);
  g_signal_connect (out->chooser, "response", G_CALLBACK (chosen_cb), out);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (out->chooser));
}

void
zb_report_save (GtkWindow      *parent,
                ZbCalendar     *calendar,
                const ZbReport *report)
{
  g_autofree char *name = zb_report_dup_name (calendar, report);

  run_chooser (make_out (parent, calendar, report), _ ("导出为 PDF"), name);
}

void
zb_report_save_ics (GtkWindow  *parent,
                    ZbCalendar *calendar,
                    ZbDay       from,
                    ZbDay       to)
{
  const ZbReport   report = { .from = from, .to = to };
  g_autofree char *first = zb_day_to_text (from);
  g_autofree char *last = zb_day_to_text (to);
  g_autofree char *name = g_strdup_printf (_ ("活动安排 %s 至 %s.ics"), first, last);
  Out             *out = make_out (parent, calendar, &report);

  out->ics = TRUE;
  run_chooser (out, _ ("导出日历文件"), name);
}
