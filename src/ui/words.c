/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words.h"

#include "service/words.h"

#include <glib/gi18n.h>

char *
zb_words_error (const GError *error)
{
  switch (zb_service_fault (error))
    {
    case ZB_FAULT_BUSY:
      return g_strdup (_ ("这份资料正被另一个程序使用。请先关闭那个窗口，再试一次。"));
    case ZB_FAULT_CONFLICT:
      if (zb_words_conflict (error) != NULL)
        return g_strdup_printf (_ ("没有改动：%s。"), zb_words_conflict (error));
      return g_strdup (_ ("后来的修改依赖它，现在不能这样做。请先撤销后来的修改。"));
    case ZB_FAULT_NOT_FOUND:
      return g_strdup (_ ("要找的内容已经不在了。"));
    case ZB_FAULT_TOO_NEW:
      return g_strdup (_ ("这份资料是用更新版本的支部纪实保存的。请先更新本程序；资料没有改动。"));
    case ZB_FAULT_DAMAGED:
      return g_strdup (_ ("数据库已损坏，没有打开。请用最近的备份恢复；照片文件不受影响。"));
    case ZB_FAULT_FULL:
      return g_strdup (_ ("磁盘空间不足。请腾出空间后再试；已完成的部分都已保存。"));
    case ZB_FAULT_SOURCE:
      return g_strdup (_ ("读不到来源。请检查存储卡或文件夹是否还在。"));
    case ZB_FAULT_EXISTS:
      return g_strdup (_ ("那里已经有内容，不会覆盖。请换一个空文件夹或新的文件名。"));
    case ZB_FAULT_PERMISSION:
      return g_strdup (_ ("没有写入的权限。请换一个位置，或检查文件夹的权限。"));
    case ZB_FAULT_CANCELLED:
      return g_strdup (_ ("已取消。"));
    case ZB_FAULT_FAILED:
    default:
      return g_strdup (_ ("没有做成，资料没有改动。请再试一次；仍然不行时请先备份。"));
    }
}

char *
zb_words_meeting_title (ZbMeeting *meeting)
{
  const char *theme = zb_meeting_get_theme (meeting);

  return theme != NULL && *theme != '\0' ? g_strdup (theme)
                                         : zb_kinds_to_names (zb_meeting_get_kinds (meeting));
}

char *
zb_words_span (const ZbWall *from,
               const ZbWall *to)
{
  g_autofree char *span = NULL;
  int              year = 0;

  if (!zb_wall_is_set (from))
    return g_strdup (_ ("日期不详"));

  span = zb_wall_dup_span (from, to);
  zb_wall_split (from, &year, NULL, NULL, NULL, NULL, NULL);
  return g_strdup_printf (_ ("%d 年 %s"), year, span);
}

char *
zb_words_moment (const ZbWall *wall)
{
  char *text = zb_wall_to_text (wall);

  return text != NULL ? g_strdelimit (text, "T", ' ') : NULL;
}

char *
zb_words_left (double seconds)
{
  if (seconds < 0)
    return g_strdup ("");
  if (seconds < 60)
    return g_strdup_printf (_ ("还剩约 %.0f 秒"), MAX (seconds, 1));
  return g_strdup_printf (_ ("还剩约 %.0f 分钟"), seconds / 60 + 0.5);
}

char *
zb_words_group (const ZbAlbumGroup *group)
{
  g_autofree char *title = NULL;

  switch (group->kind)
    {
    case ZB_GROUP_MEETING:
      return group->meeting != NULL ? zb_words_meeting_title (group->meeting) : g_strdup (_ ("活动"));
    case ZB_GROUP_SUGGEST:
      title = group->meeting != NULL ? zb_words_meeting_title (group->meeting) : g_strdup (_ ("某次活动"));
      return g_strdup_printf (_ ("可能属于“%s”"), title);
    case ZB_GROUP_NEW:
      return zb_words_span (&group->from, &group->to);
    case ZB_GROUP_UNDATED:
      return g_strdup (_ ("待定日期"));
    case ZB_GROUP_APART:
      return g_strdup (_ ("另放的照片"));
    case ZB_GROUP_TRASH:
    default:
      return g_strdup (_ ("回收站"));
    }
}
