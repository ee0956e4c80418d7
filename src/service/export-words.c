/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-name.h"
#include "service/export-private.h"

#include <string.h>

/* What people read: what went wrong, and names to offer. */

#define NAME_UNITS 70

static const char *
say_kept (ZbExportKind kind)
{
  switch (kind)
    {
    case ZB_EXPORT_FOLDER:
    case ZB_EXPORT_COPIES:
      return "已经写好的都留着，再导出一次会接着做";
    case ZB_EXPORT_PDF:
    case ZB_EXPORT_PACK:
    default:
      return "没有留下半成品";
    }
}

static const char *
say_store_fault (const GError *error)
{
  switch ((ZbStoreError) error->code)
    {
    case ZB_STORE_ERROR_NOT_FOUND:
      return "没有可以导出的照片。";
    case ZB_STORE_ERROR_BUSY:
      return strstr (error->message, "another export") != NULL ? "另一次导出正在写这个文件夹，等它做完再试。" : NULL;
    case ZB_STORE_ERROR_CONFLICT:
      return "这个文件夹里是另一个资料库导出的相册，没有动它；请换一个文件夹。";
    case ZB_STORE_ERROR_DAMAGED:
      if (strstr (error->message, "read back") != NULL)
        return "写好的归档包读回来对不上，没有留下它；请换一个磁盘再试。";
      if (strstr (error->message, "the list") != NULL)
        return "文件夹里的导出清单（.zhibu-export）读不出来，分不清哪些文件是支部纪实写的，什么也没有动；请换一个文件夹。";
      return NULL;
    case ZB_STORE_ERROR_FAILED:
    case ZB_STORE_ERROR_TOO_NEW:
    default:
      return NULL;
    }
}

/* By the words of the error that the system's own do not tell apart. */
static const char *
say_target_fault (const GError *error)
{
  static const struct
  {
    const char *message;
    const char *words;
  } table[] = {
    { "lies in the library", "这个位置在资料库里面，什么也没有写；请换一个文件夹。" },
    { "is not a folder", "这个名称是一个文件，不是文件夹，没有动它；请换一个位置。" },
    { "is not a file", "这个名称已经是一个文件夹，没有动它；请换一个名称。" },
    { "the name is too long", "名称太长，这里的磁盘存不下，什么也没有写；请换一个短一些的名称。" },
    { "has no folder above it", "要写入的文件夹不存在，什么也没有写；请核对位置。" },
    { "no original is there", "这些照片的原片都不在资料库里了，没有做归档包。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strstr (error->message, table[i].message) != NULL)
      return table[i].words;

  return NULL;
}

static const char *
say_known (const GError *error)
{
  return error->domain == ZB_STORE_ERROR ? say_store_fault (error) : say_target_fault (error);
}

static char *
say_fault (ZbFault      fault,
           ZbExportKind kind,
           const char  *gone)
{
  const char *kept = say_kept (kind);

  switch (fault)
    {
    case ZB_FAULT_CANCELLED:
      return g_strdup_printf ("已停下，%s。", kept);
    case ZB_FAULT_FULL:
      return g_strdup_printf ("目标磁盘空间不足，%s；请腾出空间，或选小一些的尺寸。", kept);
    case ZB_FAULT_PERMISSION:
      return g_strdup_printf ("没有写入的权限，%s；请检查文件夹的权限，或磁盘是否写保护。", kept);
    case ZB_FAULT_EXISTS:
      return g_strdup ("同名文件已经存在，没有覆盖它；请换一个名称。");
    case ZB_FAULT_NOT_FOUND:
      return g_strdup ("要写入的文件夹不存在，什么也没有写；请核对位置。");
    case ZB_FAULT_BUSY:
    case ZB_FAULT_CONFLICT:
    case ZB_FAULT_TOO_NEW:
    case ZB_FAULT_DAMAGED:
    case ZB_FAULT_SOURCE:
    case ZB_FAULT_FAILED:
    default:
      return g_strdup_printf (gone != NULL ? "目标文件夹不见了，%s；请接好磁盘再试。" : "写不进目标磁盘，%s；请检查磁盘后再试。", kept);
    }
}

char *
zb_export_say_fault (ZbExportKind  kind,
                     const GError *error)
{
  const char *known = say_known (error);

  return known != NULL ? g_strdup (known) : say_fault (zb_service_fault (error), kind, strstr (error->message, "the folder is gone"));
}

/* Names. */

static gboolean
is_year (const ZbExportWhich *which)
{
  ZbDay first = zb_day_first (which->from), last = zb_day_last (which->to);

  return first.year == last.year && first.month == 1 && first.day == 1 && last.month == 12 && last.day == 31;
}

/* 2019, 2019-06-10 重温入党誓词, 2019-04-01 至 2019-06-30; "" for all. */
static char *
dup_what (const ZbExportSpec *spec,
          ZbMeeting          *meeting)
{
  const ZbExportWhich *which = &spec->which;
  g_autofree char     *from = zb_day_to_text (which->from);
  g_autofree char     *to = zb_day_to_text (which->to);

  if (meeting != NULL)
    {
      g_autofree char *date = zb_meeting_dup_date (meeting);

      return g_strdup_printf ("%s %s", date, zb_meeting_get_theme (meeting));
    }
  if (which->photos != NULL)
    return g_strdup_printf ("%u 张", which->photos->len);
  if (from != NULL && to != NULL)
    return is_year (which) ? g_strdup_printf ("%d", which->from.year) : g_strdup_printf ("%s 至 %s", from, to);
  if (from != NULL || to != NULL)
    return g_strdup_printf ("%s%s", from != NULL ? from : to, from != NULL ? " 起" : " 止");

  return g_strdup ("");
}

char *
zb_export_dup_name (const ZbExportSpec *spec,
                    ZbMeeting          *meeting)
{
  static const char *const heads[] = {
    [ZB_EXPORT_FOLDER] = "支部相册",
    [ZB_EXPORT_PDF] = "支部相册",
    [ZB_EXPORT_PACK] = "照片归档包",
    [ZB_EXPORT_COPIES] = "照片",
  };
  static const char *const suffixes[] = {
    [ZB_EXPORT_FOLDER] = "",
    [ZB_EXPORT_PDF] = ".pdf",
    [ZB_EXPORT_PACK] = ".tar",
    [ZB_EXPORT_COPIES] = "",
  };
  ZbExportKind     kind = MIN (spec->kind, ZB_EXPORT_COPIES);
  g_autofree char *what = dup_what (spec, meeting);
  g_autofree char *text = g_strdup_printf ("%s%s %s", heads[kind], spec->which.picked ? " 精选" : "", what);
  g_autofree char *name = zb_export_clean_name (text, NAME_UNITS);

  return g_strconcat (name, suffixes[kind], NULL);
}
