/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/export-outcome.h"

#include <glib/gi18n.h>

#define MOST_NAMES 200 /* rows of problems; the rest is counted */

struct _ZbExportOutcome
{
  AdwBin parent_instance;

  GtkImage   *sign;
  GtkLabel   *headline;
  GtkLabel   *words;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (ZbExportOutcome, zb_export_outcome, ADW_TYPE_BIN)

static GtkWidget *
make_value (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
add_row (ZbExportOutcome *self,
         const char      *title,
         const char      *subtitle,
         const char      *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_value (value));
  gtk_list_box_append (self->rows, row);
}

static void
add_count (ZbExportOutcome *self,
           const char      *title,
           const char      *subtitle,
           guint            n)
{
  g_autofree char *value = g_strdup_printf ("%u", n);

  if (n > 0)
    add_row (self, title, subtitle, value);
}

static void
add_problem (AdwExpanderRow        *row,
             const ZbExportProblem *problem)
{
  GtkWidget       *line = adw_action_row_new ();
  g_autofree char *valid = g_utf8_make_valid (problem->name, -1);
  g_autofree char *title = g_markup_escape_text (valid, -1);
  g_autofree char *reason = g_markup_escape_text (problem->reason, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), reason);
  adw_expander_row_add_row (row, line);
}

static void
add_problems (ZbExportOutcome *self,
              GPtrArray       *problems)
{
  GtkWidget       *row;
  g_autofree char *value = NULL;
  g_autofree char *rest = NULL;

  if (problems == NULL || problems->len == 0)
    return;

  row = adw_expander_row_new ();
  value = g_strdup_printf ("%u", problems->len);
  if (problems->len > MOST_NAMES)
    rest = g_strdup_printf (_ ("下面列出前 %d 个"), MOST_NAMES);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("没有导出，或没有动的"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), rest != NULL ? rest : _ ("点开看是哪些、为什么"));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_value (value));
  for (guint i = 0; i < problems->len && i < MOST_NAMES; i++)
    add_problem (ADW_EXPANDER_ROW (row), problems->pdata[i]);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), problems->len <= 5);
  gtk_list_box_append (self->rows, row);
}

static char *
dup_headline (ZbExportKind          kind,
              const ZbExportResult *result)
{
  if (kind == ZB_EXPORT_PDF)
    return g_strdup_printf (_ ("相册 PDF 做好了，共 %u 页"), result->pages);
  if (kind == ZB_EXPORT_PACK)
    return g_strdup_printf (_ ("归档包写好了，共 %u 张原件"), result->photos);
  if (kind == ZB_EXPORT_COPIES)
    return g_strdup_printf (_ ("%u 张小图写好了"), result->photos);
  if (result->written == 0 && result->removed == 0)
    return g_strdup (_ ("没有变化，都已是最新的"));
  return g_strdup_printf (_ ("已导出 %u 张照片"), result->photos);
}

static char *
dup_words (const ZbExportResult *result)
{
  g_autofree char *size = g_format_size (result->bytes);

  if (result->meetings > 0)
    return g_strdup_printf (_ ("%u 张照片，分属 %u 次活动，写了 %s"), result->photos, result->meetings, size);
  return g_strdup_printf (_ ("%u 张照片，写了 %s"), result->photos, size);
}

static void
begin (ZbExportOutcome *self,
       gboolean         good,
       const char      *headline,
       const char      *words)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  zb_export_outcome_head (self, good, headline, words);
}

static void
zb_export_outcome_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_EXPORT_OUTCOME);

  G_OBJECT_CLASS (zb_export_outcome_parent_class)->dispose (object);
}

static void
zb_export_outcome_class_init (ZbExportOutcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_export_outcome_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/export-outcome.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbExportOutcome, sign);
  gtk_widget_class_bind_template_child (widget_class, ZbExportOutcome, headline);
  gtk_widget_class_bind_template_child (widget_class, ZbExportOutcome, words);
  gtk_widget_class_bind_template_child (widget_class, ZbExportOutcome, rows);
}

static void
zb_export_outcome_init (ZbExportOutcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_export_outcome_show (ZbExportOutcome      *self,
                        ZbExportKind          kind,
                        const ZbExportResult *result)
{
  g_autofree char *headline = dup_headline (kind, result);
  g_autofree char *words = dup_words (result);

  g_return_if_fail (ZB_IS_EXPORT_OUTCOME (self));

  begin (self, result->problems == NULL || result->problems->len == 0, headline, words);
  if (kind == ZB_EXPORT_FOLDER || kind == ZB_EXPORT_COPIES)
    {
      add_count (self, _ ("写入的文件"), kind == ZB_EXPORT_FOLDER ? _ ("新的和有变化的，连同目录") : NULL, result->written);
      add_count (self, _ ("没有变化"), _ ("上次已经写好，这次没有动"), result->unchanged);
      add_count (self, _ ("去掉的文件"), _ ("上次导出的，照片已不在其中"), result->removed);
    }
  if (result->font != NULL)
    add_row (self, _ ("字体"), _ ("PDF 里实际用的"), result->font);
  add_problems (self, result->problems);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), gtk_widget_get_first_child (GTK_WIDGET (self->rows)) != NULL);
}

void
zb_export_outcome_fail (ZbExportOutcome *self,
                        const char      *headline,
                        const char      *words)
{
  g_return_if_fail (ZB_IS_EXPORT_OUTCOME (self));

  begin (self, FALSE, headline, words);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
}

void
zb_export_outcome_head (ZbExportOutcome *self,
                        gboolean         good,
                        const char      *headline,
                        const char      *words)
{
  const char *classes[] = { good ? "import-sign" : "doubt", NULL };

  g_return_if_fail (ZB_IS_EXPORT_OUTCOME (self));

  gtk_image_set_from_icon_name (self->sign, good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign), classes);
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->words, words);
}
