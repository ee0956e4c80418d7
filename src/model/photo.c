/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/photo.h"

#include <stdlib.h>

struct _ZbPhoto
{
  GObject parent_instance;

  ZbPhotoFields fields;
  ZbTaken      *taken;
};

G_DEFINE_FINAL_TYPE (ZbPhoto, zb_photo, G_TYPE_OBJECT)

static const char *const linked_codes[] = { "not", "auto", "person", "apart" };

static void
zb_photo_finalize (GObject *object)
{
  ZbPhoto *self = ZB_PHOTO (object);

  zb_photo_fields_clear (&self->fields);
  g_clear_pointer (&self->taken, zb_taken_unref);

  G_OBJECT_CLASS (zb_photo_parent_class)->finalize (object);
}

static void
zb_photo_class_init (ZbPhotoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_photo_finalize;
}

static void
zb_photo_init (ZbPhoto *self)
{
}

static void
own_strings (ZbPhotoFields *fields)
{
  fields->file = g_strdup (fields->file);
  fields->original = g_strdup (fields->original);
  fields->format = g_strdup (fields->format);
  fields->sha256 = g_strdup (fields->sha256);
  fields->offset = g_strdup (fields->offset);
  fields->camera = g_strdup (fields->camera);
  fields->caption = g_strdup (fields->caption);
  fields->problem = g_strdup (fields->problem);
  fields->imported_at = g_strdup (fields->imported_at);
}

ZbPhoto *
zb_photo_new (const ZbPhotoFields *fields,
              ZbTaken             *taken)
{
  ZbPhoto *self = g_object_new (ZB_TYPE_PHOTO, NULL);

  self->fields = *fields;
  own_strings (&self->fields);
  if (taken != NULL)
    self->taken = zb_taken_ref (taken);

  return self;
}

const ZbPhotoFields *
zb_photo_get (ZbPhoto *self)
{
  g_return_val_if_fail (ZB_IS_PHOTO (self), NULL);

  return &self->fields;
}

ZbTaken *
zb_photo_get_taken (ZbPhoto *self)
{
  g_return_val_if_fail (ZB_IS_PHOTO (self), NULL);

  return self->taken;
}

void
zb_photo_fields_clear (ZbPhotoFields *fields)
{
  g_clear_pointer (&fields->file, g_free);
  g_clear_pointer (&fields->original, g_free);
  g_clear_pointer (&fields->format, g_free);
  g_clear_pointer (&fields->sha256, g_free);
  g_clear_pointer (&fields->offset, g_free);
  g_clear_pointer (&fields->camera, g_free);
  g_clear_pointer (&fields->caption, g_free);
  g_clear_pointer (&fields->problem, g_free);
  g_clear_pointer (&fields->imported_at, g_free);
}

const char *
zb_linked_to_code (ZbLinked linked)
{
  return linked_codes[MIN (linked, ZB_LINKED_APART)];
}

ZbLinked
zb_linked_from_code (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (linked_codes); i++)
    if (g_strcmp0 (code, linked_codes[i]) == 0)
      return i;

  return ZB_LINKED_NOT;
}

static gint
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const gint64 *one = a, *two = b;

  return (*one > *two) - (*one < *two);
}

void
zb_photo_ids_sort (GArray *ids)
{
  g_array_sort (ids, compare_ids);
}

gboolean
zb_photo_ids_contain (const GArray *ids,
                      gint64        id)
{
  return ids->len > 0 && bsearch (&id, ids->data, ids->len, sizeof id, compare_ids) != NULL;
}
