/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/welcome-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "service/backup.h"
#include "ui/words.h"

struct _ZbWelcomePage
{
  AdwBin parent_instance;

  char                 *folder;
  char                 *today; /* NULL: the clock's */
  GtkFileChooserNative *chooser;

  GtkWidget    *form;
  GtkEditable  *branch;
  AdwComboRow  *profile;
  AdwActionRow *place;
  GtkWidget    *start;
  GtkSpinner   *spinner;
  GtkLabel     *fault;
};

enum
{
  MADE,
  RESTORED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbWelcomePage, zb_welcome_page, ADW_TYPE_BIN)

static void
set_busy (ZbWelcomePage *self,
          gboolean       busy)
{
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  if (busy)
    gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
}

static void
show_fault (ZbWelcomePage *self,
            const GError  *error)
{
  g_autofree char *words = zb_words_error (error);

  g_warning ("welcome: %s", error->message);
  gtk_label_set_label (self->fault, words);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
}

static void
branch_changed_cb (ZbWelcomePage *self)
{
  g_autofree char *branch = g_strstrip (g_strdup (gtk_editable_get_text (self->branch)));

  gtk_widget_set_sensitive (self->start, *branch != '\0');
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (ZbWelcomePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = zb_library_open_finish (result, &error);

  set_busy (self, FALSE);
  if (library == NULL)
    show_fault (self, error);
  else
    g_signal_emit (self, signals[MADE], 0, library);
}

static void
start_cb (ZbWelcomePage *self)
{
  g_autofree char *branch = g_strstrip (g_strdup (gtk_editable_get_text (self->branch)));
  const char      *profile = adw_combo_row_get_selected (self->profile) == 1 ? "central" : "court";

  if (*branch == '\0')
    return;

  set_busy (self, TRUE);
  zb_library_create_async (self->folder, branch, profile, self->today, NULL, made_cb, g_object_ref (self));
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (ZbWelcomePage) self = data;
  g_autoptr (GError) error = NULL;
  ZbBackupResult backup;

  set_busy (self, FALSE);
  if (zb_restore_finish (result, &backup, &error))
    g_signal_emit (self, signals[RESTORED], 0, self->folder);
  else
    show_fault (self, error);
}

static void
backup_chosen_cb (ZbWelcomePage *self,
                  int            response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path == NULL)
    return;

  set_busy (self, TRUE);
  zb_restore_async (path, self->folder, NULL, restored_cb, g_object_ref (self));
}

static void
folder_chosen_cb (ZbWelcomePage *self,
                  int            response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path == NULL)
    return;

  /* Never among what is there already. */
  if (zb_library_exists (path))
    g_signal_emit (self, signals[RESTORED], 0, path);
  else
    {
      g_autofree char *folder = g_build_filename (path, "支部纪实", NULL);

      zb_welcome_page_set_folder (self, folder);
    }
}

static void
run_chooser (ZbWelcomePage       *self,
             const char          *title,
             GtkFileChooserAction action,
             GCallback            chosen)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (root), action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", chosen, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
change_cb (ZbWelcomePage *self)
{
  run_chooser (self, _ ("资料存放在哪里"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
               G_CALLBACK (folder_chosen_cb));
}

static void
restore_cb (ZbWelcomePage *self)
{
  run_chooser (self, _ ("选择备份文件"), GTK_FILE_CHOOSER_ACTION_OPEN, G_CALLBACK (backup_chosen_cb));
}

/* What has to be typed is ready to be typed. */
static void
zb_welcome_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zb_welcome_page_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (ZB_WELCOME_PAGE (widget)->branch));
}

static void
zb_welcome_page_dispose (GObject *object)
{
  ZbWelcomePage *self = ZB_WELCOME_PAGE (object);

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (zb_welcome_page_parent_class)->dispose (object);
}

static void
zb_welcome_page_finalize (GObject *object)
{
  g_clear_pointer (&ZB_WELCOME_PAGE (object)->folder, g_free);
  g_clear_pointer (&ZB_WELCOME_PAGE (object)->today, g_free);

  G_OBJECT_CLASS (zb_welcome_page_parent_class)->finalize (object);
}

static void
zb_welcome_page_class_init (ZbWelcomePageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = zb_welcome_page_dispose;
  object_class->finalize = zb_welcome_page_finalize;
  widget_class->map = zb_welcome_page_map;

  signals[MADE] = g_signal_new ("made", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                ZB_TYPE_LIBRARY);
  signals[RESTORED] = g_signal_new ("restored", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbWelcomePage, form);
  gtk_widget_class_bind_template_child (widget_class, ZbWelcomePage, branch);
  gtk_widget_class_bind_template_child (widget_class, ZbWelcomePage, profile);
  gtk_widget_class_bind_template_child (widget_class, ZbWelcomePage, place);
  gtk_widget_class_bind_template_child (widget_class, ZbWelcomePage, start);
  gtk_widget_class_bind_template_child (widget_class, ZbWelcomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ZbWelcomePage, fault);
  gtk_widget_class_bind_template_callback (widget_class, branch_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
zb_welcome_page_init (ZbWelcomePage *self)
{
  g_autofree char *folder = zb_library_dup_default_folder ();

  gtk_widget_init_template (GTK_WIDGET (self));
  zb_welcome_page_set_folder (self, folder);
  branch_changed_cb (self);
}

/* The home folder is 个人文件夹 to people. */
static char *
make_display (const char *folder)
{
  const char *home = g_get_home_dir ();

  if (g_str_has_prefix (folder, home) && folder[strlen (home)] == '/')
    return g_strdup_printf (_ ("个人文件夹%s"), folder + strlen (home));

  return g_filename_display_name (folder);
}

void
zb_welcome_page_set_folder (ZbWelcomePage *self,
                            const char    *folder)
{
  g_autofree char *display = make_display (folder);
  char            *copy = g_strdup (folder);

  g_return_if_fail (ZB_IS_WELCOME_PAGE (self));

  g_free (self->folder);
  self->folder = copy;
  adw_action_row_set_subtitle (self->place, display);
}

void
zb_welcome_page_set_today (ZbWelcomePage *self,
                           const char    *today)
{
  char *copy = g_strdup (today);

  g_return_if_fail (ZB_IS_WELCOME_PAGE (self));

  g_free (self->today);
  self->today = copy;
}
