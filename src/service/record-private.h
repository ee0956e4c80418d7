/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/library-private.h"
#include "service/record.h"
#include "store/record-store.h"

G_BEGIN_DECLS

/* One edit of a record on its way to the store thread, for record*.c. */
typedef struct _ZbRecordJob ZbRecordJob;
typedef gboolean (*ZbRecordFunc) (ZbDb *db, ZbRecordJob *job, GError **error);

struct _ZbRecordJob
{
  ZbLibrary     *library; /* borrowed: the task's source object holds it */
  gint64         meeting;
  const char    *verb; /* of the label: "写记录" */
  ZbRecordFunc   func;
  gpointer       item; /* what is written; of func */
  GDestroyNotify free_item;
  ZbRecordPart   part; /* of a removal */
  gint64         id;   /* of a removal; a member */
  const char    *step;
  char          *who;
  char          *note;
};

/* Takes `item`. */
ZbRecordJob *zb_record_job_new (ZbMeetings *self, gint64 meeting, const char *verb, ZbRecordFunc func, gpointer item, GDestroyNotify free_item);
void         zb_record_job_free (ZbRecordJob *job);
/* As one change; takes the job. */
void zb_record_job_start (ZbMeetings *self, ZbRecordJob *job, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
