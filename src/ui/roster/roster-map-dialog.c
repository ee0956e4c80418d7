/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-map-dialog.h"

#include <glib/gi18n.h>

struct _ZbRosterMapDialog
{
  AdwWindow parent_instance;

  ZbRosterImport *import;
  GtkStringList  *names; /* 不用, then every field */
  GPtrArray      *rows;  /* of AdwComboRow, borrowed, a column each */
  gboolean        filling;

  AdwPreferencesGroup *columns;
};

G_DEFINE_FINAL_TYPE (ZbRosterMapDialog, zb_roster_map_dialog, ADW_TYPE_WINDOW)

static void
show_choices (ZbRosterMapDialog *self)
{
  GPtrArray *columns = zb_roster_import_get_columns (self->import);

  self->filling = TRUE;
  for (guint i = 0; i < columns->len && i < self->rows->len; i++)
    {
      const ZbRosterColumn *column = columns->pdata[i];

      adw_combo_row_set_selected (self->rows->pdata[i], column->used ? column->field + 1 : 0);
    }
  self->filling = FALSE;
}

static void
chosen_cb (ZbRosterMapDialog *self,
           GParamSpec        *pspec,
           AdwComboRow       *row)
{
  GPtrArray *columns = zb_roster_import_get_columns (self->import);
  guint      chosen = adw_combo_row_get_selected (row);
  guint      index;

  if (self->filling || !g_ptr_array_find (self->rows, row, &index) || index >= columns->len)
    return;

  zb_roster_import_map (self->import, ((ZbRosterColumn *) columns->pdata[index])->column, chosen > 0,
                        chosen > 0 ? chosen - 1 : ZB_MEMBER_NAME);
}

static void
add_column (ZbRosterMapDialog    *self,
            const ZbRosterColumn *column)
{
  GtkWidget       *row = adw_combo_row_new ();
  g_autofree char *heading = *column->heading != '\0' ? g_strdup (column->heading) : g_strdup (_ ("（没有标题）"));
  g_autofree char *title = g_strdup_printf (_ ("%s 列　%s"), column->letter, heading);
  g_autofree char *subtitle = column->sample != NULL && *column->sample != '\0' ? g_strdup_printf (_ ("例如：%s"), column->sample) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (self->names));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->columns, row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
zb_roster_map_dialog_dispose (GObject *object)
{
  ZbRosterMapDialog *self = ZB_ROSTER_MAP_DIALOG (object);

  self->filling = TRUE;
  g_clear_object (&self->import);
  g_clear_object (&self->names);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ROSTER_MAP_DIALOG);

  G_OBJECT_CLASS (zb_roster_map_dialog_parent_class)->dispose (object);
}

static void
zb_roster_map_dialog_class_init (ZbRosterMapDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_roster_map_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/roster-map-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRosterMapDialog, columns);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_roster_map_dialog_init (ZbRosterMapDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->names = gtk_string_list_new (NULL);
  gtk_string_list_append (self->names, _ ("不用"));
  for (guint field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    gtk_string_list_append (self->names, zb_member_field_get_name (field));
}

void
zb_roster_map_dialog_present (GtkWindow      *parent,
                              ZbRosterImport *import)
{
  ZbRosterMapDialog *self = g_object_new (ZB_TYPE_ROSTER_MAP_DIALOG, "transient-for", parent, NULL);
  GPtrArray         *columns = zb_roster_import_get_columns (import);

  self->import = g_object_ref (import);
  self->filling = TRUE;
  for (guint i = 0; i < columns->len; i++)
    add_column (self, columns->pdata[i]);
  show_choices (self);
  g_signal_connect_object (import, "changed", G_CALLBACK (show_choices), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}
