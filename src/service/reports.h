/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/calendar.h"
#include "service/ledger.h"

G_BEGIN_DECLS

/* What the calendar gives out: papers as PDF and to the print dialog, and .ics. */
typedef enum
{
  ZB_REPORT_RECORD,   /* 会议记录 of a meeting, signature lines, up to six captioned photos */
  ZB_REPORT_SHEET,    /* 签到表 of a meeting as it stands */
  ZB_REPORT_BLANK,    /* 签到表, blank */
  ZB_REPORT_PLAN,     /* 计划报备表 of a span (a quarter) */
  ZB_REPORT_AGENDA,   /* 日程: the span as a list, by week */
  ZB_REPORT_YEAR,     /* kinds × months with held of owed, A4 landscape */
  ZB_REPORT_OVERVIEW, /* 概览 of the quarter of `from` */
  ZB_REPORT_REMINDER, /* 双重组织生活提醒卡 of each leader, the year of `from` */
} ZbReportKind;

typedef struct
{
  ZbReportKind kind;
  gint64       meeting;  /* of RECORD, SHEET, BLANK */
  ZbDay        from, to; /* of the others */
} ZbReport;

/* Gathers on the store thread, lays out. Pages for GtkPrintOperation, ZbPages of service/ledger.h; width and height in points (0, 0: A4). */
void     zb_report_pages_async (ZbCalendar *calendar, const ZbReport *report, double width, double height, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
ZbPages *zb_report_pages_finish (ZbCalendar *calendar, GAsyncResult *result, GError **error);
/* As PDF. Finish: the family of letters really used (take it), NULL on error. */
void  zb_report_export_async (ZbCalendar *calendar, const ZbReport *report, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char *zb_report_export_finish (ZbCalendar *calendar, GAsyncResult *result, GError **error);
/* 会议记录 2019-06-10 重温入党誓词.pdf: a name to offer. */
char *zb_report_dup_name (ZbCalendar *calendar, const ZbReport *report);

/* The meetings of a span as .ics (RFC 5545), the same UID for a meeting for ever: a phone may subscribe to the file. Finish: their number, -1. */
void zb_report_ics_async (ZbCalendar *calendar, ZbDay from, ZbDay to, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
int  zb_report_ics_finish (ZbCalendar *calendar, GAsyncResult *result, GError **error);

G_END_DECLS
