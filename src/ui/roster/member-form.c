/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/member-form.h"

#include <glib/gi18n.h>

#include "ui/day-row.h"

typedef struct
{
  GtkWidget *row;       /* AdwEntryRow or AdwComboRow; NULL: not shown */
  GtkWidget *doubt_row; /* below it */
  GtkLabel  *doubt;
} FormRow;

struct _ZbMemberForm
{
  GObject parent_instance;

  ZbRoster      *roster;
  ZbMemberDraft *saved;
  FormRow        rows[ZB_N_MEMBER_FIELDS];
  gboolean       filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const yes_no[] = { "yes", "no", NULL };

G_DEFINE_FINAL_TYPE (ZbMemberForm, zb_member_form, G_TYPE_OBJECT)

static const char *const *
list_codes (ZbMemberField field)
{
  return zb_member_field_get_kind (field) == ZB_FIELD_YES_NO ? yes_no : zb_member_field_list_codes (field);
}

/* What the name alone does not tell: in what it is counted. */
static const char *
get_title (ZbMemberField field)
{
  return field == ZB_MEMBER_SENIORITY_FIX ? _ ("党龄校正值（个月）") : zb_member_field_get_name (field);
}

static void
changed_cb (ZbMemberForm *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_combo (ZbMemberForm *self,
            ZbMemberField field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  const char *const *codes = list_codes (field);

  gtk_string_list_append (model, _ ("未填"));
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    gtk_string_list_take (model, zb_member_field_dup_words (field, codes[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
choose_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       row)
{
  gtk_editable_set_text (GTK_EDITABLE (row), g_variant_get_string (parameter, NULL));
}

static void
append_choice (GMenu      *menu,
               const char *name)
{
  g_autoptr (GString) label = g_string_new (name);
  g_autoptr (GMenuItem) item = NULL;

  g_string_replace (label, "_", "__", 0);
  item = g_menu_item_new (label->str, NULL);
  g_menu_item_set_action_and_target (item, "choice.choose", "s", name);
  g_menu_append_item (menu, item);
}

static GMenu *
make_choices (ZbMemberForm *self,
              ZbMemberField field)
{
  GMenu     *menu = g_menu_new ();
  GPtrArray *names = field == ZB_MEMBER_BRANCH ? zb_roster_get_branches (self->roster) : zb_roster_get_groups (self->roster);

  for (guint i = 0; names != NULL && i < names->len; i++)
    append_choice (menu, field == ZB_MEMBER_BRANCH ? ((const ZbBranch *) g_ptr_array_index (names, i))->name
                                                   : g_ptr_array_index (names, i));

  return menu;
}

static void
add_choices (ZbMemberForm *self,
             GtkWidget    *row,
             ZbMemberField field)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = make_choices (self, field);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) choose = g_simple_action_new ("choose", G_VARIANT_TYPE_STRING);

  g_signal_connect_object (choose, "activate", G_CALLBACK (choose_cb), row, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (choose));
  gtk_widget_insert_action_group (row, "choice", G_ACTION_GROUP (group));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("从已有的名称中选"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("从已有的名称中选"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static GtkWidget *
make_entry (ZbMemberForm *self,
            ZbMemberField field)
{
  GtkWidget *row = zb_member_field_get_kind (field) == ZB_FIELD_DAY ? zb_day_row_new () : adw_entry_row_new ();

  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  if (zb_member_field_get_kind (field) == ZB_FIELD_DIGITS)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_PHONE);
  if (field == ZB_MEMBER_BRANCH || field == ZB_MEMBER_GROUP)
    add_choices (self, row, field);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

/* A row of its own, since an entry row has no subtitle. */
static void
add_doubt_row (ZbMemberForm        *self,
               AdwPreferencesGroup *group,
               ZbMemberField        field)
{
  FormRow   *form_row = &self->rows[field];
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *row = adw_preferences_row_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "member-doubt-row");
  gtk_widget_add_css_class (row, "member-doubt");
  gtk_widget_set_visible (row, FALSE);
  adw_preferences_group_add (group, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (form_row->row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL, -1);
  form_row->doubt_row = row;
  form_row->doubt = GTK_LABEL (label);
}

static void
say (FormRow    *row,
     const char *words)
{
  if (row->row == NULL)
    return;

  gtk_label_set_label (row->doubt, words != NULL ? words : "");
  gtk_widget_set_visible (row->doubt_row, words != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->doubt_row), GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : "", -1);
}

static const char *
say_unreadable (ZbMemberField field)
{
  switch (zb_member_field_get_kind (field))
    {
    case ZB_FIELD_DAY:
      return _ ("请写成 1980-05-01；不知道哪一天就写 1980-05");

    case ZB_FIELD_DIGITS:
      return _ ("这里只能是号码");

    case ZB_FIELD_TEXT:
    case ZB_FIELD_YES_NO:
    case ZB_FIELD_CODE:
    default:
      return _ ("看不懂，请改一改");
    }
}

static gboolean
read_row (ZbMemberForm *self,
          ZbMemberField field,
          char        **value)
{
  GtkWidget         *row = self->rows[field].row;
  const char *const *codes = list_codes (field);
  guint              chosen;

  *value = NULL;
  if (row == NULL)
    *value = g_strdup (self->saved->values[field]);
  else if (!ADW_IS_COMBO_ROW (row))
    return zb_member_field_read (field, gtk_editable_get_text (GTK_EDITABLE (row)), value);
  else if ((chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (row))) > 0 && chosen != GTK_INVALID_LIST_POSITION)
    *value = g_strdup (codes[chosen - 1]);

  return TRUE;
}

/* Appends to what is said already. */
static void
say_doubt (FormRow    *row,
           const char *words)
{
  g_autofree char *both = NULL;

  if (row->row == NULL)
    return;

  if (gtk_widget_get_visible (row->doubt_row))
    both = g_strconcat (gtk_label_get_label (row->doubt), "；", words, NULL);
  say (row, both != NULL ? both : words);
}

static const char *
check (ZbMemberForm        *self,
       const ZbMemberDraft *draft)
{
  g_autoptr (GPtrArray) doubts = zb_roster_check_draft (draft, zb_roster_get_today (self->roster));
  const char *fault = NULL;

  for (guint i = 0; i < doubts->len; i++)
    {
      const ZbMemberDoubt *doubt = g_ptr_array_index (doubts, i);
      gboolean             edited = g_strcmp0 (draft->values[doubt->field], self->saved->values[doubt->field]) != 0;

      if (doubt->field != ZB_MEMBER_NAME)
        say_doubt (&self->rows[doubt->field], doubt->words);
      if (doubt->refuses && edited)
        fault = _ ("有一项肯定不对，请按提示改正");
    }

  return fault;
}

static void
zb_member_form_finalize (GObject *object)
{
  ZbMemberForm *self = ZB_MEMBER_FORM (object);

  g_clear_object (&self->roster);
  g_clear_pointer (&self->saved, zb_member_draft_free);

  G_OBJECT_CLASS (zb_member_form_parent_class)->finalize (object);
}

static void
zb_member_form_class_init (ZbMemberFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_member_form_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_member_form_init (ZbMemberForm *self)
{
  self->saved = zb_member_draft_new ();
}

ZbMemberForm *
zb_member_form_new (ZbRoster *roster)
{
  ZbMemberForm *self = g_object_new (ZB_TYPE_MEMBER_FORM, NULL);

  self->roster = g_object_ref (roster);

  return self;
}

void
zb_member_form_add (ZbMemberForm        *self,
                    AdwPreferencesGroup *group,
                    ZbMemberField        field)
{
  GtkWidget *row;

  g_return_if_fail (ZB_IS_MEMBER_FORM (self));
  g_return_if_fail (self->rows[field].row == NULL);

  row = list_codes (field) != NULL ? make_combo (self, field) : make_entry (self, field);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_title (field));
  adw_preferences_group_add (group, row);
  self->rows[field].row = row;
  add_doubt_row (self, group, field);
}

GtkWidget *
zb_member_form_get_row (ZbMemberForm *self,
                        ZbMemberField field)
{
  g_return_val_if_fail (ZB_IS_MEMBER_FORM (self), NULL);

  return self->rows[field].row;
}

static void
fill_row (ZbMemberForm *self,
          ZbMemberField field,
          const char   *value)
{
  GtkWidget         *row = self->rows[field].row;
  const char *const *codes = list_codes (field);
  guint              chosen = 0;

  if (row == NULL)
    return;

  if (!ADW_IS_COMBO_ROW (row))
    {
      gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
      return;
    }
  for (guint i = 0; codes[i] != NULL; i++)
    if (g_strcmp0 (codes[i], value) == 0)
      chosen = i + 1;
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
}

void
zb_member_form_fill (ZbMemberForm        *self,
                     const ZbMemberDraft *draft)
{
  g_return_if_fail (ZB_IS_MEMBER_FORM (self));

  g_clear_pointer (&self->saved, zb_member_draft_free);
  self->saved = zb_member_draft_copy (draft);
  self->filling = TRUE;
  for (ZbMemberField field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    fill_row (self, field, draft->values[field]);
  self->filling = FALSE;
  changed_cb (self);
}

const char *
zb_member_form_read (ZbMemberForm  *self,
                     ZbMemberDraft *draft)
{
  const char *fault = NULL, *wrong;

  g_return_val_if_fail (ZB_IS_MEMBER_FORM (self), NULL);

  for (ZbMemberField field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    {
      g_autofree char *value = NULL;
      gboolean         good = read_row (self, field, &value);

      say (&self->rows[field], good ? NULL : say_unreadable (field));
      zb_member_draft_set (draft, field, value);
      if (!good)
        fault = _ ("有一项看不懂，请按提示改正");
    }
  wrong = check (self, draft);
  if (draft->values[ZB_MEMBER_NAME] == NULL)
    return _ ("请写姓名");

  return fault != NULL ? fault : wrong;
}

gboolean
zb_member_form_is_edited (ZbMemberForm *self)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();

  g_return_val_if_fail (ZB_IS_MEMBER_FORM (self), FALSE);

  for (ZbMemberField field = 0; field < ZB_N_MEMBER_FIELDS; field++)
    {
      g_autofree char *value = NULL;

      if (!read_row (self, field, &value))
        return TRUE;
      zb_member_draft_set (draft, field, value);
    }

  return !zb_member_draft_equal (draft, self->saved);
}
