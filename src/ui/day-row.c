/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/day-row.h"

#include <glib/gi18n.h>

struct _ZbDayRow
{
  AdwEntryRow parent_instance;

  GtkWidget *reading;
  gboolean   whole;
};

enum
{
  PROP_0,
  PROP_WHOLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZbDayRow, zb_day_row, ADW_TYPE_ENTRY_ROW)

static char *
dup_text (ZbDayRow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}

static char *
dup_reading (ZbDay day)
{
  g_autofree char *words = zb_day_dup_words (day);

  if (zb_day_is_whole (day))
    return g_steal_pointer (&words);

  return g_strdup_printf (day.month != 0 ? _ ("%s（只知道年月）") : _ ("%s（只知道年份）"), words);
}

/* A hidden one would still push the pencil aside. */
static void
show_suffix (ZbDayRow *self,
             gboolean  show)
{
  gboolean shown = gtk_widget_get_parent (self->reading) != NULL;

  if (show && !shown)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->reading);
  else if (!show && shown)
    adw_entry_row_remove (ADW_ENTRY_ROW (self), self->reading);
}

static void
show_reading (ZbDayRow *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *words = NULL;
  g_autofree char *iso = NULL;
  ZbDay            day;
  gboolean         good = zb_day_row_read (self, &day);

  iso = zb_day_to_text (day);
  if (*text != '\0' && good)
    words = zb_day_is_whole (day) && g_str_equal (iso, text) ? NULL : dup_reading (day);
  else if (*text != '\0')
    words = g_strdup (zb_day_read (&day, text) ? _ ("请写到哪一天") : _ ("看不懂这个日期"));

  gtk_label_set_label (GTK_LABEL (self->reading), words != NULL ? words : "");
  show_suffix (self, words != NULL);
  gtk_widget_set_css_classes (self->reading, good ? (const char *[]){ "caption", "dim-label", NULL }
                                                  : (const char *[]){ "caption", "member-doubt", NULL });
}

static void
changed_cb (ZbDayRow *self)
{
  show_reading (self);
}

static void
zb_day_row_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_WHOLE:
      g_value_set_boolean (value, ZB_DAY_ROW (object)->whole);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_day_row_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  ZbDayRow *self = ZB_DAY_ROW (object);

  switch (prop_id)
    {
    case PROP_WHOLE:
      self->whole = g_value_get_boolean (value);
      show_reading (self);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_day_row_finalize (GObject *object)
{
  g_clear_object (&ZB_DAY_ROW (object)->reading);

  G_OBJECT_CLASS (zb_day_row_parent_class)->finalize (object);
}

static void
zb_day_row_class_init (ZbDayRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zb_day_row_finalize;
  object_class->get_property = zb_day_row_get_property;
  object_class->set_property = zb_day_row_set_property;
  properties[PROP_WHOLE] = g_param_spec_boolean ("whole", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
zb_day_row_init (ZbDayRow *self)
{
  self->reading = g_object_ref_sink (gtk_label_new (NULL));
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

GtkWidget *
zb_day_row_new (void)
{
  return g_object_new (ZB_TYPE_DAY_ROW, NULL);
}

gboolean
zb_day_row_read (ZbDayRow *self,
                 ZbDay    *day)
{
  g_autofree char *text = dup_text (self);

  *day = ZB_DAY_NONE;
  if (*text == '\0')
    return TRUE;

  return zb_day_read (day, text) && (!self->whole || zb_day_is_whole (*day));
}

void
zb_day_row_fill (ZbDayRow *self,
                 ZbDay     day)
{
  g_autofree char *text = zb_day_to_text (day);

  gtk_editable_set_text (GTK_EDITABLE (self), text != NULL ? text : "");
}
