/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-columns.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/roster/roster-line.h"
#include "ui/roster/roster-name.h"

#define TAG_HEIGHT 20 /* the font's own measures are not those of Chinese characters */

typedef struct
{
  ZbMemberField field;
  const char   *title;
  int           chars;   /* at least so wide; a column that expands: half */
  int           natural; /* as wide as most of its texts */
  gboolean      shown;   /* in the unit's ledger */
  gboolean      expands;
} Column;

static const Column columns[] = {
  { ZB_MEMBER_NAME, N_ ("姓名"), 0, 0, TRUE, FALSE },
  { ZB_MEMBER_SEX, N_ ("性别"), 2, 2, TRUE, FALSE },
  { ZB_MEMBER_BIRTH, N_ ("出生年月"), 8, 8, TRUE, FALSE },
  { ZB_MEMBER_JOINED, N_ ("入党时间"), 10, 10, TRUE, FALSE },
  { ZB_MEMBER_POST, N_ ("工作单位及职务"), 16, 24, TRUE, TRUE },
  { ZB_MEMBER_PHONE, N_ ("联系电话"), 12, 12, TRUE, FALSE },
  { ZB_MEMBER_BRANCH, N_ ("所属支部"), 11, 15, TRUE, FALSE },
  { ZB_MEMBER_CATEGORY, N_ ("类别"), 8, 9, TRUE, FALSE },
  { ZB_MEMBER_GROUP, N_ ("党小组"), 8, 11, FALSE, FALSE },
  { ZB_MEMBER_ID, N_ ("身份证号"), 19, 19, FALSE, FALSE },
  { ZB_MEMBER_ETHNICITY, N_ ("民族"), 6, 9, FALSE, FALSE },
  { ZB_MEMBER_EDUCATION, N_ ("学历"), 8, 11, FALSE, FALSE },
  { ZB_MEMBER_FULL_ON, N_ ("转正时间"), 10, 10, FALSE, FALSE },
  { ZB_MEMBER_WORK, N_ ("工作岗位"), 14, 17, FALSE, FALSE },
  { ZB_MEMBER_ADDRESS, N_ ("家庭住址"), 18, 26, FALSE, FALSE },
  { ZB_MEMBER_STATUS, N_ ("党籍状态"), 8, 9, FALSE, FALSE },
  { ZB_MEMBER_NOTE, N_ ("备注"), 12, 18, FALSE, FALSE },
};

/* 清晏区人民法院第一党支部: what tells branches and posts apart stands at the end. */
static char *
dup_end (const char *name)
{
  const char *at = name != NULL ? g_strrstr (name, "法院") : NULL;

  return g_strdup (at != NULL && at[strlen ("法院")] != '\0' ? at + strlen ("法院") : name != NULL ? name
                                                                                                   : "");
}

char *
zb_roster_dup_cell (ZbMember     *member,
                    ZbMemberField field)
{
  const char *value = zb_member_get_value (member, field);

  if (field == ZB_MEMBER_PHONE && value == NULL)
    value = zb_member_get_value (member, ZB_MEMBER_LANDLINE);
  if (value == NULL)
    return g_strdup ("");
  if (field == ZB_MEMBER_PHONE)
    return zb_mask_phone (value);
  if (field == ZB_MEMBER_ID)
    return zb_mask_id (value);
  if (field == ZB_MEMBER_BIRTH)
    return g_strndup (value, 7);
  if (field == ZB_MEMBER_BRANCH || field == ZB_MEMBER_POST)
    return dup_end (value);
  if (zb_member_field_get_kind (field) == ZB_FIELD_DAY)
    return g_strdup (value);

  return zb_member_field_dup_words (field, value);
}

/* What a text in a line knows of itself; it is its widget's. */
typedef struct
{
  const Column *column;
  GtkWidget    *label;
  ZbRosterLine *line;
  gulong        changed;
} Cell;

static void
mark_category (GtkWidget  *label,
               ZbMember   *member,
               const char *text)
{
  gboolean is_tag = member != NULL && *text != '\0' && g_strcmp0 (zb_member_get_value (member, ZB_MEMBER_CATEGORY), "full") != 0;

  if (is_tag && !gtk_widget_has_css_class (label, "tag"))
    gtk_widget_add_css_class (label, "tag");
  else if (!is_tag && gtk_widget_has_css_class (label, "tag"))
    gtk_widget_remove_css_class (label, "tag");
}

static void
show_text (Cell *cell)
{
  ZbMember        *member = zb_roster_line_get_member (cell->line);
  g_autofree char *text = NULL;

  if (zb_roster_line_get_item (cell->line) == NULL)
    return;

  text = member != NULL ? zb_roster_dup_cell (member, cell->column->field) : g_strdup ("");

  gtk_inscription_set_text (GTK_INSCRIPTION (cell->label), text);
  if (cell->column->field == ZB_MEMBER_CATEGORY)
    mark_category (cell->label, member, text);
}

/* The whole of what is shown by its end. */
static gboolean
tooltip_cb (GtkWidget  *label,
            int         x,
            int         y,
            gboolean    by_key,
            GtkTooltip *tooltip,
            Cell       *cell)
{
  ZbMember   *member = cell->line != NULL ? zb_roster_line_get_member (cell->line) : NULL;
  const char *value = member != NULL ? zb_member_get_value (member, cell->column->field) : NULL;

  gtk_tooltip_set_text (tooltip, value);
  return value != NULL;
}

/* An inscription never measures its text: other words in it lay out nothing. */
static GtkWidget *
make_text (const Column *column)
{
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (label), 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), column->expands ? column->chars / 2 : column->chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (label), column->natural);
  if (column->field == ZB_MEMBER_CATEGORY) /* may be a tag: no larger than it must be */
    {
      gtk_widget_set_halign (label, GTK_ALIGN_START);
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      gtk_widget_set_size_request (label, -1, TAG_HEIGHT);
    }

  return label;
}

static void
text_setup_cb (GtkListItemFactory *factory,
               GtkListItem        *item,
               const Column       *column)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->column = column;
  cell->label = make_text (column);
  gtk_widget_add_css_class (cell->label, "numeric");
  g_object_set_data_full (G_OBJECT (cell->label), "cell", cell, g_free);
  gtk_list_item_set_child (item, cell->label);
  if (!column->expands && column->field != ZB_MEMBER_BRANCH)
    return;

  gtk_widget_set_has_tooltip (cell->label, TRUE);
  g_signal_connect (cell->label, "query-tooltip", G_CALLBACK (tooltip_cb), cell);
}

static void
text_bind_cb (GtkListItemFactory *factory,
              GtkListItem        *item)
{
  Cell *cell = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "cell");

  cell->line = gtk_list_item_get_item (item);
  cell->changed = g_signal_connect_swapped (cell->line, "notify::item", G_CALLBACK (show_text), cell);
  show_text (cell);
}

static void
text_unbind_cb (GtkListItemFactory *factory,
                GtkListItem        *item)
{
  Cell *cell = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "cell");

  g_clear_signal_handler (&cell->changed, cell->line);
  cell->line = NULL;
}

static void
name_setup_cb (GtkListItemFactory *factory,
               GtkListItem        *item)
{
  gtk_list_item_set_child (item, zb_roster_name_new ());
}

static void
name_bind_cb (GtkListItemFactory *factory,
              GtkListItem        *item)
{
  zb_roster_name_set_line (ZB_ROSTER_NAME (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
name_unbind_cb (GtkListItemFactory *factory,
                GtkListItem        *item)
{
  zb_roster_name_set_line (ZB_ROSTER_NAME (gtk_list_item_get_child (item)), NULL);
}

/* What a member is sorted by in a column, made once: members never change. "": unknown. */
static const char *
get_sort_key (ZbMember     *member,
              const Column *column)
{
  static GQuark quarks[G_N_ELEMENTS (columns)];
  GQuark       *quark = &quarks[column - columns];
  char         *key;

  if (*quark == 0)
    {
      g_autofree char *name = g_strdup_printf ("zb-sort-%s", zb_member_field_to_code (column->field));

      *quark = g_quark_from_string (name);
    }
  key = g_object_get_qdata (G_OBJECT (member), *quark);
  if (key == NULL)
    {
      g_autofree char *text = zb_roster_dup_cell (member, column->field);

      key = *text != '\0' ? g_utf8_collate_key (text, -1) : g_strdup ("");
      g_object_set_qdata_full (G_OBJECT (member), *quark, key, g_free);
    }

  return key;
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  const Column *column = data;
  const char   *left, *right;

  if (column->field == ZB_MEMBER_NAME)
    return zb_member_compare_names ((gpointer) a, (gpointer) b);

  left = get_sort_key ((gpointer) a, column);
  right = get_sort_key ((gpointer) b, column);
  if (*left == '\0' || *right == '\0')
    return (*left == '\0') - (*right == '\0');

  return strcmp (left, right);
}

static GtkListItemFactory *
make_factory (const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  if (column->field == ZB_MEMBER_NAME)
    {
      g_signal_connect (factory, "setup", G_CALLBACK (name_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (name_bind_cb), NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (name_unbind_cb), NULL);
      return factory;
    }

  g_signal_connect (factory, "setup", G_CALLBACK (text_setup_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (text_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (text_unbind_cb), NULL);
  return factory;
}

void
zb_roster_columns_add (GtkColumnView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const Column *column = &columns[i];
      g_autoptr (GtkColumnViewColumn) made = gtk_column_view_column_new (_ (column->title), make_factory (column));
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, (gpointer) column, NULL));

      gtk_column_view_column_set_sorter (made, sorter);
      gtk_column_view_column_set_visible (made, column->shown);
      gtk_column_view_column_set_expand (made, column->expands);
      gtk_column_view_column_set_resizable (made, TRUE);
      gtk_column_view_append_column (view, made);
    }
}

guint
zb_roster_columns_count (void)
{
  return G_N_ELEMENTS (columns) - 1;
}

const char *
zb_roster_columns_get_title (guint column)
{
  return _ (columns[column + 1].title);
}

GtkColumnViewColumn *
zb_roster_columns_find (GtkColumnView *view,
                        guint          column)
{
  g_autoptr (GtkColumnViewColumn) found = g_list_model_get_item (gtk_column_view_get_columns (view), column + 1);

  return found;
}

static gboolean
is_designed (GtkColumnView *view)
{
  for (guint i = 0; i < zb_roster_columns_count (); i++)
    if (gtk_column_view_column_get_visible (zb_roster_columns_find (view, i)) != columns[i + 1].shown)
      return FALSE;

  return TRUE;
}

char *
zb_roster_columns_dup_state (GtkColumnView *view)
{
  GString *state = g_string_new (NULL);

  for (guint i = 0; i < zb_roster_columns_count (); i++)
    if (gtk_column_view_column_get_visible (zb_roster_columns_find (view, i)))
      g_string_append_printf (state, "%s%s", state->len > 0 ? " " : "", zb_member_field_to_code (columns[i + 1].field));
  if (is_designed (view))
    g_string_truncate (state, 0);

  return g_string_free (state, FALSE);
}

void
zb_roster_columns_set_state (GtkColumnView *view,
                             const char    *state)
{
  g_auto (GStrv) codes = g_strsplit (state, " ", -1);

  for (guint i = 0; i < zb_roster_columns_count (); i++)
    {
      const Column *column = &columns[i + 1];
      gboolean      listed = g_strv_contains ((const char *const *) codes, zb_member_field_to_code (column->field));

      gtk_column_view_column_set_visible (zb_roster_columns_find (view, i), *state != '\0' ? listed : column->shown);
    }
}
