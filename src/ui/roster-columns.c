/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster-columns.h"

#include <glib/gi18n.h>

#include "ui/roster-list.h"
#include "ui/roster-name.h"

typedef struct
{
  ZbMemberField field;
  const char   *title;
  int           chars; /* natural width */
  gboolean      shown; /* in the unit's ledger */
  gboolean      expands;
} Column;

static const Column columns[] = {
  { ZB_MEMBER_NAME, N_ ("姓名"), 0, TRUE, FALSE },
  { ZB_MEMBER_SEX, N_ ("性别"), 2, TRUE, FALSE },
  { ZB_MEMBER_BIRTH, N_ ("出生年月"), 8, TRUE, FALSE },
  { ZB_MEMBER_JOINED, N_ ("入党时间"), 10, TRUE, FALSE },
  { ZB_MEMBER_POST, N_ ("工作单位及职务"), 16, TRUE, TRUE },
  { ZB_MEMBER_PHONE, N_ ("联系电话"), 12, TRUE, FALSE },
  { ZB_MEMBER_BRANCH, N_ ("所属支部"), 11, TRUE, FALSE },
  { ZB_MEMBER_CATEGORY, N_ ("类别"), 8, TRUE, FALSE },
  { ZB_MEMBER_GROUP, N_ ("党小组"), 8, FALSE, FALSE },
  { ZB_MEMBER_ID, N_ ("身份证号"), 19, FALSE, FALSE },
  { ZB_MEMBER_ETHNICITY, N_ ("民族"), 6, FALSE, FALSE },
  { ZB_MEMBER_EDUCATION, N_ ("学历"), 8, FALSE, FALSE },
  { ZB_MEMBER_FULL_ON, N_ ("转正时间"), 10, FALSE, FALSE },
  { ZB_MEMBER_WORK, N_ ("工作岗位"), 14, FALSE, FALSE },
  { ZB_MEMBER_ADDRESS, N_ ("家庭住址"), 18, FALSE, FALSE },
  { ZB_MEMBER_STATUS, N_ ("党籍状态"), 8, FALSE, FALSE },
  { ZB_MEMBER_NOTE, N_ ("备注"), 12, FALSE, FALSE },
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

static ZbMember *
get_member (GtkListItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr (GObject) object = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return object != NULL && ZB_IS_MEMBER (object) ? ZB_MEMBER (object) : NULL; /* the row keeps it */
}

static void
text_setup_cb (GtkListItemFactory *factory,
               GtkListItem        *item,
               const Column       *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), column->expands ? column->chars / 2 : column->chars);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
mark_category (GtkWidget *label,
               ZbMember  *member)
{
  gboolean is_full = g_strcmp0 (zb_member_get_value (member, ZB_MEMBER_CATEGORY), "full") == 0;

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  if (is_full || *gtk_label_get_label (GTK_LABEL (label)) == '\0')
    gtk_widget_remove_css_class (label, "tag");
  else
    gtk_widget_add_css_class (label, "tag");
}

static void
text_bind_cb (GtkListItemFactory *factory,
              GtkListItem        *item,
              const Column       *column)
{
  GtkWidget       *label = gtk_list_item_get_child (item);
  ZbMember        *member = get_member (item);
  g_autofree char *text = member != NULL ? zb_roster_dup_cell (member, column->field) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, *text != '\0' && (column->expands || column->field == ZB_MEMBER_BRANCH) ? zb_member_get_value (member, column->field) : NULL);
  if (column->field != ZB_MEMBER_CATEGORY)
    return;

  gtk_widget_remove_css_class (label, "tag");
  if (member != NULL)
    mark_category (label, member);
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
  zb_roster_name_set_row (ZB_ROSTER_NAME (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
name_unbind_cb (GtkListItemFactory *factory,
                GtkListItem        *item)
{
  zb_roster_name_set_row (ZB_ROSTER_NAME (gtk_list_item_get_child (item)), NULL);
}

/* Headings keep their order whatever the column sorts. */
static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  const Column    *column = data;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (ZB_IS_ROSTER_GROUP ((gpointer) a) || ZB_IS_ROSTER_GROUP ((gpointer) b))
    return 0;

  if (column->field == ZB_MEMBER_NAME)
    return zb_member_compare_names (ZB_MEMBER ((gpointer) a), ZB_MEMBER ((gpointer) b));

  left = zb_roster_dup_cell (ZB_MEMBER ((gpointer) a), column->field);
  right = zb_roster_dup_cell (ZB_MEMBER ((gpointer) b), column->field);
  if (*left == '\0' || *right == '\0')
    return (*left == '\0') - (*right == '\0');

  return g_utf8_collate (left, right);
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
  g_signal_connect (factory, "bind", G_CALLBACK (text_bind_cb), (gpointer) column);
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
