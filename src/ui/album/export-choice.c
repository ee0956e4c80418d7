/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/export-choice.h"

#include <glib/gi18n.h>

#include "ui/day-row.h"

#define MEGABYTE (1024 * 1024)

/* 导出哪些: rows of `which`. */
typedef enum
{
  SCOPE_PHOTOS,
  SCOPE_MEETING,
  SCOPE_YEAR,
  SCOPE_DAYS,
  SCOPE_ALL,
} Scope;

struct _ZbExportChoice
{
  AdwBin parent_instance;

  GCancellable *cancellable;
  ZbAlbumIndex *index;  /* NULL until it is known what the album holds */
  GArray       *scopes; /* of Scope: the rows of `which` */
  GArray       *years;  /* of gint: the rows of `year` */
  GArray       *photos; /* of gint64, or NULL */
  gint64        meeting;
  gboolean      filling;

  AdwComboRow    *which;
  AdwComboRow    *year;
  AdwComboRow    *quarter;
  ZbDayRow       *from;
  ZbDayRow       *to;
  GtkWidget      *picked_row;
  GtkSwitch      *picked;
  GtkWidget      *unlinked_row;
  GtkSwitch      *unlinked;
  GtkCheckButton *folder;
  GtkCheckButton *pdf;
  GtkCheckButton *pack;
  GtkCheckButton *copies;
  AdwComboRow    *folder_size;
  AdwComboRow    *pdf_size;
  AdwComboRow    *copies_size;
  AdwComboRow    *per_page;
  GtkWidget      *date_row;
  GtkSwitch      *date_line;
  GtkWidget      *pack_row;
  GtkWidget      *privacy;
  GtkSwitch      *keep_place;
  GtkSwitch      *keep_device;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbExportChoice, zb_export_choice, ADW_TYPE_BIN)

/* Of the combo rows, in their order. */
static const struct
{
  int     size;
  guint64 bytes;
} folder_sizes[] = { { 0, 0 }, { 2560, 0 }, { 1600, 0 } }, pdf_sizes[] = { { 2000, 0 }, { 1200, 0 }, { 0, 0 } },
  copies_sizes[] = { { 1600, 0 }, { 2560, MEGABYTE }, { 1080, 0 } };

static Scope
get_scope (ZbExportChoice *self)
{
  guint row = adw_combo_row_get_selected (self->which);

  return row < self->scopes->len ? g_array_index (self->scopes, Scope, row) : SCOPE_ALL;
}

ZbExportKind
zb_export_choice_get_kind (ZbExportChoice *self)
{
  g_return_val_if_fail (ZB_IS_EXPORT_CHOICE (self), ZB_EXPORT_FOLDER);

  if (gtk_check_button_get_active (self->pdf))
    return ZB_EXPORT_PDF;
  if (gtk_check_button_get_active (self->pack))
    return ZB_EXPORT_PACK;
  return gtk_check_button_get_active (self->copies) ? ZB_EXPORT_COPIES : ZB_EXPORT_FOLDER;
}

void
zb_export_choice_set_kind (ZbExportChoice *self,
                           ZbExportKind    kind)
{
  GtkCheckButton *const buttons[] = { self->folder, self->pdf, self->pack, self->copies };

  g_return_if_fail (ZB_IS_EXPORT_CHOICE (self) && kind < G_N_ELEMENTS (buttons));

  gtk_check_button_set_active (buttons[kind], TRUE);
}

static void
set_visible (gpointer widget,
             gboolean visible)
{
  gtk_widget_set_visible (GTK_WIDGET (widget), visible);
}

/* Only what the chosen way out knows is asked. */
static void
show_rows (ZbExportChoice *self)
{
  Scope        scope = get_scope (self);
  ZbExportKind kind = zb_export_choice_get_kind (self);

  set_visible (self->year, scope == SCOPE_YEAR);
  set_visible (self->quarter, scope == SCOPE_YEAR);
  set_visible (self->from, scope == SCOPE_DAYS);
  set_visible (self->to, scope == SCOPE_DAYS);
  set_visible (self->picked_row, scope != SCOPE_PHOTOS);
  set_visible (self->unlinked_row, scope == SCOPE_ALL);
  set_visible (self->folder_size, kind == ZB_EXPORT_FOLDER);
  set_visible (self->pdf_size, kind == ZB_EXPORT_PDF);
  set_visible (self->per_page, kind == ZB_EXPORT_PDF);
  set_visible (self->copies_size, kind == ZB_EXPORT_COPIES);
  set_visible (self->date_row, kind == ZB_EXPORT_COPIES);
  set_visible (self->pack_row, kind == ZB_EXPORT_PACK);
  set_visible (self->privacy, kind == ZB_EXPORT_FOLDER || kind == ZB_EXPORT_COPIES);
}

static void
changed_cb (ZbExportChoice *self)
{
  if (self->filling)
    return;

  show_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_scope (ZbExportChoice *self,
           GtkStringList  *names,
           Scope           scope,
           const char     *name)
{
  g_array_append_val (self->scopes, scope);
  gtk_string_list_append (names, name);
}

static void
fill_scopes (ZbExportChoice *self,
             const char     *theme)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (self->photos != NULL)
    {
      g_autofree char *name = g_strdup_printf (_ ("选中的 %u 张照片"), self->photos->len);

      add_scope (self, names, SCOPE_PHOTOS, name);
    }
  if (self->meeting != 0)
    {
      g_autofree char *name = g_strdup_printf (_ ("活动“%s”"), theme != NULL && *theme != '\0' ? theme : _ ("未写主题"));

      add_scope (self, names, SCOPE_MEETING, name);
    }
  add_scope (self, names, SCOPE_YEAR, _ ("一年或一个季度的活动"));
  add_scope (self, names, SCOPE_DAYS, _ ("一段日期里的活动"));
  add_scope (self, names, SCOPE_ALL, _ ("整个相册"));
  adw_combo_row_set_model (self->which, G_LIST_MODEL (names));
}

static void
choose_scope (ZbExportChoice *self,
              Scope           scope)
{
  for (guint i = 0; i < self->scopes->len; i++)
    if (g_array_index (self->scopes, Scope, i) == scope)
      adw_combo_row_set_selected (self->which, i);
}

static gint
compare_years (gconstpointer a,
               gconstpointer b)
{
  return *(const gint *) b - *(const gint *) a;
}

/* quarter 0: the whole year */
static void
set_year (ZbExportWhich *which,
          int            year,
          guint          quarter)
{
  zb_day_set (&which->from, year, quarter == 0 ? 1 : 3 * (int) quarter - 2, 1);
  zb_day_set (&which->to, year, quarter == 0 ? 12 : 3 * (int) quarter, 0);
  which->to = zb_day_last (which->to);
}

/* Years whose meetings have photos, the latest first. */
static void
add_years (ZbExportChoice *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < zb_album_index_get_n_groups (self->index); i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (self->index, i);
      int                 year = 0;

      if (group->kind != ZB_GROUP_MEETING || group->meeting == NULL)
        continue;
      zb_wall_split (zb_meeting_get_start (group->meeting), &year, NULL, NULL, NULL, NULL, NULL);
      if (year > 0 && g_hash_table_add (seen, GINT_TO_POINTER (year)))
        g_array_append_val (self->years, year);
    }
  g_array_sort (self->years, compare_years);
}

static void
show_years (ZbExportChoice *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->years->len; i++)
    {
      g_autofree char *name = g_strdup_printf (_ ("%d 年"), g_array_index (self->years, gint, i));

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->year, G_LIST_MODEL (names));
}

/* A span that is a year or a quarter is called so. */
static void
name_span (ZbExportChoice *self)
{
  ZbDay from, to;

  if (get_scope (self) != SCOPE_DAYS || !zb_day_row_read (self->from, &from) || !zb_day_row_read (self->to, &to) || from.year != to.year)
    return;

  for (guint i = 0; i < self->years->len; i++)
    for (guint quarter = 0; quarter <= 4; quarter++)
      {
        ZbExportWhich which = { 0 };

        set_year (&which, g_array_index (self->years, gint, i), quarter);
        if (zb_day_compare (which.from, from) != 0 || zb_day_compare (which.to, to) != 0)
          continue;
        adw_combo_row_set_selected (self->year, i);
        adw_combo_row_set_selected (self->quarter, quarter);
        choose_scope (self, SCOPE_YEAR);
        return;
      }
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbExportChoice) self = data;
  g_autoptr (GError) error = NULL;
  ZbAlbumIndex *index = zb_album_load_finish (ZB_ALBUM (source), result, &error);

  if (index == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("export: %s", error->message);
      return;
    }

  self->index = index;
  self->filling = TRUE;
  add_years (self);
  show_years (self);
  name_span (self);
  self->filling = FALSE;
  changed_cb (self);
}

static gboolean
read_year (ZbExportChoice *self,
           ZbExportWhich  *which)
{
  guint row = adw_combo_row_get_selected (self->year);

  if (row >= self->years->len)
    return FALSE;

  set_year (which, g_array_index (self->years, gint, row), adw_combo_row_get_selected (self->quarter));
  return TRUE;
}

static gboolean
read_days (ZbExportChoice *self,
           ZbExportWhich  *which)
{
  if (!zb_day_row_read (self->from, &which->from) || !zb_day_row_read (self->to, &which->to))
    return FALSE;

  return zb_day_is_set (which->from) || zb_day_is_set (which->to);
}

static gboolean
read_which (ZbExportChoice *self,
            ZbExportWhich  *which)
{
  Scope scope = get_scope (self);

  which->picked = scope != SCOPE_PHOTOS && gtk_switch_get_active (self->picked);
  which->unlinked = scope == SCOPE_ALL && gtk_switch_get_active (self->unlinked);
  switch (scope)
    {
    case SCOPE_PHOTOS:
      which->photos = self->photos;
      return TRUE;
    case SCOPE_MEETING:
      which->meeting = self->meeting;
      return TRUE;
    case SCOPE_YEAR:
      return read_year (self, which);
    case SCOPE_DAYS:
      return read_days (self, which);
    case SCOPE_ALL:
    default:
      return TRUE;
    }
}

static void
read_copies (ZbExportChoice *self,
             ZbExportSpec   *spec)
{
  guint row = MIN (adw_combo_row_get_selected (self->copies_size), G_N_ELEMENTS (copies_sizes) - 1);

  spec->size = copies_sizes[row].size;
  spec->bytes = copies_sizes[row].bytes;
  spec->date_line = gtk_switch_get_active (self->date_line);
}

gboolean
zb_export_choice_read (ZbExportChoice *self,
                       ZbExportSpec   *spec)
{
  gboolean bare;

  g_return_val_if_fail (ZB_IS_EXPORT_CHOICE (self), FALSE);

  *spec = (ZbExportSpec){ .kind = zb_export_choice_get_kind (self) };
  if (spec->kind == ZB_EXPORT_FOLDER)
    spec->size = folder_sizes[MIN (adw_combo_row_get_selected (self->folder_size), G_N_ELEMENTS (folder_sizes) - 1)].size;
  else if (spec->kind == ZB_EXPORT_PDF)
    {
      spec->size = pdf_sizes[MIN (adw_combo_row_get_selected (self->pdf_size), G_N_ELEMENTS (pdf_sizes) - 1)].size;
      spec->per_page = adw_combo_row_get_selected (self->per_page);
    }
  else if (spec->kind == ZB_EXPORT_COPIES)
    read_copies (self, spec);

  bare = spec->kind == ZB_EXPORT_FOLDER || spec->kind == ZB_EXPORT_COPIES;
  spec->keep_place = bare && gtk_switch_get_active (self->keep_place);
  spec->keep_device = bare && gtk_switch_get_active (self->keep_device);
  return read_which (self, &spec->which);
}

ZbMeeting *
zb_export_choice_get_meeting (ZbExportChoice *self)
{
  g_return_val_if_fail (ZB_IS_EXPORT_CHOICE (self), NULL);

  for (guint i = 0; self->index != NULL && get_scope (self) == SCOPE_MEETING && i < zb_album_index_get_n_groups (self->index); i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (self->index, i);

      if (group->kind == ZB_GROUP_MEETING && group->meeting != NULL && zb_meeting_get_id (group->meeting) == self->meeting)
        return group->meeting;
    }

  return NULL;
}

/* Nothing is pressed by an Enter too many. */
static gboolean
zb_export_choice_grab_focus (GtkWidget *widget)
{
  ZbExportChoice       *self = ZB_EXPORT_CHOICE (widget);
  GtkCheckButton *const buttons[] = { self->folder, self->pdf, self->pack, self->copies };

  return gtk_widget_grab_focus (GTK_WIDGET (buttons[zb_export_choice_get_kind (self)]));
}

static void
zb_export_choice_dispose (GObject *object)
{
  ZbExportChoice *self = ZB_EXPORT_CHOICE (object);

  g_cancellable_cancel (self->cancellable);
  self->filling = TRUE; /* rows that go change their selection */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_EXPORT_CHOICE);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (zb_export_choice_parent_class)->dispose (object);
}

static void
zb_export_choice_finalize (GObject *object)
{
  ZbExportChoice *self = ZB_EXPORT_CHOICE (object);

  g_clear_pointer (&self->index, zb_album_index_unref);
  g_clear_pointer (&self->photos, g_array_unref);
  g_array_unref (self->scopes);
  g_array_unref (self->years);

  G_OBJECT_CLASS (zb_export_choice_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/export-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, which);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, year);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, quarter);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, from);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, to);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, picked_row);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, picked);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, unlinked_row);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, unlinked);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, folder);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, pdf);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, pack);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, copies);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, folder_size);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, pdf_size);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, copies_size);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, per_page);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, date_row);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, date_line);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, pack_row);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, privacy);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, keep_place);
  gtk_widget_class_bind_template_child (widget_class, ZbExportChoice, keep_device);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
zb_export_choice_class_init (ZbExportChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_export_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_export_choice_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = zb_export_choice_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (ZB_TYPE_DAY_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
zb_export_choice_init (ZbExportChoice *self)
{
  self->cancellable = g_cancellable_new ();
  self->scopes = g_array_new (FALSE, FALSE, sizeof (Scope));
  self->years = g_array_new (FALSE, FALSE, sizeof (gint));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What was shown when the window was asked for is chosen at first. */
static Scope
find_scope (const ZbExportWhich *which)
{
  if (which->photos != NULL && which->photos->len > 0)
    return SCOPE_PHOTOS;
  if (which->meeting != 0)
    return SCOPE_MEETING;
  return zb_day_is_set (which->from) || zb_day_is_set (which->to) ? SCOPE_DAYS : SCOPE_ALL;
}

void
zb_export_choice_begin (ZbExportChoice      *self,
                        ZbAlbum             *album,
                        const ZbExportWhich *which,
                        const char          *theme)
{
  const ZbAlbumFilter all = { .kind = ZB_ALBUM_ALL };

  g_return_if_fail (ZB_IS_EXPORT_CHOICE (self) && self->scopes->len == 0);

  if (which->photos != NULL && which->photos->len > 0)
    self->photos = g_array_copy (which->photos);
  self->meeting = which->meeting;
  fill_scopes (self, theme);
  zb_day_row_fill (self->from, which->from);
  zb_day_row_fill (self->to, which->to);
  gtk_switch_set_active (self->picked, which->picked);
  gtk_switch_set_active (self->unlinked, which->unlinked);
  choose_scope (self, find_scope (which));
  self->filling = FALSE;
  show_rows (self);
  zb_album_load_async (album, &all, self->cancellable, loaded_cb, g_object_ref (self));
}
