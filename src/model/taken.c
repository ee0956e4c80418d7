/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/taken.h"

struct _ZbTaken
{
  GPtrArray *candidates;
  int        chosen;
  gboolean   links;
};

G_DEFINE_BOXED_TYPE (ZbTaken, zb_taken, zb_taken_ref, zb_taken_unref)

static const struct
{
  const char *code;
  const char *name;
} sources[ZB_N_SOURCES] = {
  [ZB_SOURCE_NONE] = { "none", "没有日期" },
  [ZB_SOURCE_MANUAL] = { "manual", "人工确定" },
  [ZB_SOURCE_EXIF_ORIGINAL] = { "exif-original", "相机记录的拍摄时间" },
  [ZB_SOURCE_XMP] = { "xmp", "图片的 XMP 记录" },
  [ZB_SOURCE_IPTC] = { "iptc", "图片的 IPTC 记录" },
  [ZB_SOURCE_EXIF_DIGITIZED] = { "exif-digitized", "相机记录的数字化时间" },
  [ZB_SOURCE_CONTAINER] = { "container", "文件内部的创建时间" },
  [ZB_SOURCE_NAME] = { "name", "相机起的文件名" },
  [ZB_SOURCE_GPS] = { "gps", "卫星定位的时间" },
  [ZB_SOURCE_EXIF_MODIFIED] = { "exif-modified", "文件最后编辑的时间" },
  [ZB_SOURCE_CHAT_NAME] = { "chat-name", "聊天软件保存时的文件名" },
  [ZB_SOURCE_FOLDER] = { "folder", "文件夹名" },
  [ZB_SOURCE_SCAN] = { "scan", "扫描仪的扫描时间" },
  [ZB_SOURCE_FILE_TIME] = { "file-time", "文件时间" },
};

static const struct
{
  const char *code;
  const char *name;
} confidences[] = {
  [ZB_CONFIDENCE_NONE] = { "none", "待定" },
  [ZB_CONFIDENCE_LOW] = { "low", "存疑" },
  [ZB_CONFIDENCE_MEDIUM] = { "medium", "较可靠" },
  [ZB_CONFIDENCE_HIGH] = { "high", "可靠" },
};

/* In the order in which a person wants to hear them. */
static const struct
{
  ZbDoubt     doubt;
  const char *words;
} doubt_words[] = {
  { ZB_DOUBT_REFUSED, "不是有效的日期，没有采用" },
  { ZB_DOUBT_SHIFTED, "已按相机时钟的误差改正" },
  { ZB_DOUBT_NOT_AFTER, "这是保存的时间，拍摄不晚于此" },
  { ZB_DOUBT_RESET, "像是相机时钟复位后的时间" },
  { ZB_DOUBT_FUTURE, "晚于导入之日" },
  { ZB_DOUBT_OLD, "早于 1995 年" },
  { ZB_DOUBT_BEFORE_BRANCH, "早于支部成立" },
  { ZB_DOUBT_CONTRADICTED, "与另一处记录的日期不一致" },
  { ZB_DOUBT_EDITED, "这是最后编辑的时间，不一定是拍摄时间" },
  { ZB_DOUBT_CHAT, "没有相机型号，像是聊天软件转发的图片" },
  { ZB_DOUBT_DECADE, "文件名只写了年份的末位" },
  { ZB_DOUBT_UTC, "由世界时换算为本地时间" },
  { ZB_DOUBT_SECOND_60, "原记录的秒数为 60，按 59 秒读" },
};

ZbTaken *
zb_taken_new (GPtrArray *candidates,
              int        chosen,
              gboolean   links)
{
  ZbTaken *self = g_atomic_rc_box_new0 (ZbTaken);

  self->candidates = candidates;
  self->chosen = chosen >= 0 && (guint) chosen < candidates->len ? chosen : -1;
  self->links = links && self->chosen >= 0;

  return self;
}

ZbTaken *
zb_taken_ref (ZbTaken *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_taken (gpointer data)
{
  ZbTaken *self = data;

  g_clear_pointer (&self->candidates, g_ptr_array_unref);
}

void
zb_taken_unref (ZbTaken *self)
{
  g_atomic_rc_box_release_full (self, clear_taken);
}

guint
zb_taken_get_n (const ZbTaken *self)
{
  return self->candidates->len;
}

const ZbCandidate *
zb_taken_get (const ZbTaken *self,
              guint          index)
{
  g_return_val_if_fail (index < self->candidates->len, NULL);

  return g_ptr_array_index (self->candidates, index);
}

int
zb_taken_get_chosen (const ZbTaken *self)
{
  return self->chosen;
}

const ZbCandidate *
zb_taken_get_best (const ZbTaken *self)
{
  return self->chosen >= 0 ? g_ptr_array_index (self->candidates, self->chosen) : NULL;
}

gboolean
zb_taken_get_links (const ZbTaken *self)
{
  return self->links;
}

char *
zb_candidate_dup_sentence (const ZbCandidate *candidate)
{
  g_autoptr (GString) text = g_string_new (zb_source_get_name (candidate->source));
  g_autofree char *reading = zb_wall_to_text (&candidate->wall);
  const char      *separator = "；";

  if (reading != NULL)
    g_string_append_printf (text, "：%s", g_strdelimit (reading, "T", ' '));
  else
    g_string_append_printf (text, "：“%s”", candidate->raw);

  for (guint i = 0; i < G_N_ELEMENTS (doubt_words); i++)
    if (candidate->doubts & doubt_words[i].doubt)
      {
        g_string_append (text, separator);
        g_string_append (text, doubt_words[i].words);
        separator = "，";
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
zb_taken_dup_sentence (const ZbTaken *self)
{
  const ZbCandidate *best = zb_taken_get_best (self);
  g_autofree char   *sentence = NULL;

  if (best == NULL)
    return g_strdup (self->candidates->len > 0 ? "找到的日期都不能采用，日期待定" : "文件里、文件名里都没有日期，日期待定");

  sentence = zb_candidate_dup_sentence (best);
  return g_strdup_printf ("%s（%s）", sentence, zb_confidence_get_name (best->confidence));
}

ZbCandidate *
zb_candidate_new (ZbSource    source,
                  guint       rank,
                  const char *raw)
{
  ZbCandidate *candidate = g_new0 (ZbCandidate, 1);

  candidate->source = source;
  candidate->rank = rank;
  candidate->raw = g_utf8_make_valid (raw != NULL ? raw : "", -1);

  return candidate;
}

void
zb_candidate_free (ZbCandidate *candidate)
{
  g_free (candidate->raw);
  g_free (candidate->offset);
  g_free (candidate);
}

const char *
zb_source_to_code (ZbSource source)
{
  return sources[source < ZB_N_SOURCES ? source : ZB_SOURCE_NONE].code;
}

ZbSource
zb_source_from_code (const char *code)
{
  for (guint i = 0; i < ZB_N_SOURCES; i++)
    if (g_strcmp0 (code, sources[i].code) == 0)
      return i;

  return ZB_SOURCE_NONE;
}

const char *
zb_source_get_name (ZbSource source)
{
  return sources[source < ZB_N_SOURCES ? source : ZB_SOURCE_NONE].name;
}

const char *
zb_confidence_to_code (ZbConfidence confidence)
{
  return confidences[MIN (confidence, ZB_CONFIDENCE_HIGH)].code;
}

ZbConfidence
zb_confidence_from_code (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (confidences); i++)
    if (g_strcmp0 (code, confidences[i].code) == 0)
      return i;

  return ZB_CONFIDENCE_NONE;
}

const char *
zb_confidence_get_name (ZbConfidence confidence)
{
  return confidences[MIN (confidence, ZB_CONFIDENCE_HIGH)].name;
}
