/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-import-private.h"

/* What of the preview is to be written: whole rows, and the fields of each. */

guint
zb_roster_import_count (ZbRosterImport *self,
                        ZbRowKind       kind)
{
  GPtrArray *rows = zb_roster_import_get_rows (self);
  guint      n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += ((ZbRosterRow *) rows->pdata[i])->kind == kind;

  return n;
}

static gboolean
can_tick (const ZbPreviewRow *made)
{
  return made->row.kind == ZB_ROW_CHANGED || (made->row.kind == ZB_ROW_NEW && !(made->row.perhaps != 0 && made->by_number));
}

void
zb_roster_import_tick (ZbRosterImport *self,
                       guint           index,
                       gboolean        ticked)
{
  GPtrArray    *rows = zb_roster_import_get_rows (self);
  ZbPreviewRow *made = index < rows->len ? rows->pdata[index] : NULL;

  if (made == NULL || made->row.ticked == ticked || !can_tick (made))
    return;

  made->row.ticked = ticked;
  zb_roster_import_say_ticked (self);
}

static ZbFieldChange *
find_change (const ZbRosterRow *row,
             ZbMemberField      field)
{
  for (guint i = 0; i < row->changes->len; i++)
    {
      ZbFieldChange *change = &g_array_index (row->changes, ZbFieldChange, i);

      if (change->field == field)
        return change;
    }

  return NULL;
}

/* A new one is not made without a name. */
void
zb_roster_import_tick_field (ZbRosterImport *self,
                             guint           index,
                             ZbMemberField   field,
                             gboolean        ticked)
{
  GPtrArray     *rows = zb_roster_import_get_rows (self);
  ZbRosterRow   *row = index < rows->len ? rows->pdata[index] : NULL;
  ZbFieldChange *change = row != NULL ? find_change (row, field) : NULL;

  if (change == NULL || change->ticked == ticked || (row->kind == ZB_ROW_NEW && field == ZB_MEMBER_NAME))
    return;

  change->ticked = ticked;
  zb_roster_import_say_ticked (self);
}

static void
keep_ticks (ZbRosterRow       *row,
            const ZbRosterRow *before)
{
  if (row->kind != before->kind || row->member != before->member)
    return;

  row->ticked = before->ticked;
  for (guint i = 0; i < before->changes->len; i++)
    {
      const ZbFieldChange *old = &g_array_index (before->changes, ZbFieldChange, i);
      ZbFieldChange       *change = find_change (row, old->field);

      if (change != NULL)
        change->ticked = old->ticked;
    }
}

void
zb_preview_keep_ticks (ZbPreview       *self,
                       const ZbPreview *before,
                       guint            except)
{
  for (guint i = 0; i < before->rows->len; i++)
    if (i != except)
      keep_ticks (self->rows->pdata[i], before->rows->pdata[i]);
}
