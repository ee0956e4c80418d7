/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/sample-story.h"

#include "photo/sample-picture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

static const ZbSampleMeeting meetings[] = {
  { "重温党章", "theme-day", "2019-01-10T14:30", "2019-01-10T16:30", "党员活动室", FALSE },
  { "2018 年度组织生活会", "review,appraisal", "2019-01-24T15:00", "2019-01-24T17:00", "三楼会议室", FALSE },
  { "二月支委会", "committee", "2019-02-13T15:00", "2019-02-13T16:00", "三楼会议室", FALSE },
  { "义务植树", "theme-day", "2019-03-12", NULL, "城郊林场", TRUE },
  { "讨论预备党员转正", "assembly", "2019-03-27T15:00", "2019-03-27T16:30", "大会议室", FALSE },
  { "清明祭英烈", "theme-day", "2019-04-10T09:00", "2019-04-10T11:30", "烈士陵园", TRUE },
  { "二组读书会", "group-meeting", "2019-04-24T15:00", "2019-04-24T16:30", "图书角", FALSE },
  { "一组学习", "group-meeting", "2019-05-08T15:00", "2019-05-08T16:10", "党员活动室", FALSE },
  { "清洁社区志愿服务", "theme-day", "2019-05-10T14:00", "2019-05-10T16:30", "幸福社区", FALSE },
  { "宪法与法官职责", "lecture", "2019-05-24T09:00", "2019-05-24T10:00", "大会议室", FALSE },
  { "五月支委会", "committee", "2019-05-24T10:50", "2019-05-24T11:40", "三楼会议室", FALSE },
  { "六月支委会", "committee", "2019-06-05T15:00", "2019-06-05T16:10", "三楼会议室", FALSE },
  { "重温入党誓词", "theme-day,lecture", "2019-06-10T09:00", "2019-06-10T11:40", "区革命纪念馆", FALSE },
};

static const struct
{
  const char *name;
  const char *caption;
} captions[] = {
  { "IMG_0401.JPG", "全体党员重温入党誓词后合影" },
  { "IMG_0402.JPG", "全体党员在誓词墙前重温入党誓词，王某某领誓" },
  { "IMG_0403.JPG", "全体党员在誓词墙前重温入党誓词，王某某领誓" },
  { "IMG_0406.JPG", "讲解员介绍本区革命史" },
  { "IMG_0391.JPG", "六月支委会研究“不忘初心、牢记使命”主题教育安排" },
  { "IMG_0352.JPG", "清扫社区主干道" },
  { "IMG_0301.JPG", "向革命烈士敬献花圈" },
  { "IMG_0251.JPG", "党员与青年干警共植一片林" },
};

typedef enum
{
  CANON,
  NIKON, /* eight hours slow */
  SONY,  /* forgot the date */
  PHONE,
  NONE, /* no Exif at all */
} Camera;

static const struct
{
  const char *make, *model, *serial;
} cameras[] = {
  [CANON] = { "Canon", "Canon EOS 700D", "038024001234" },
  [NIKON] = { "NIKON CORPORATION", "NIKON D3200", "6021456" },
  [SONY] = { "SONY", "DSC-W120", NULL },
  [PHONE] = { "HUAWEI", "VOG-AL00", NULL },
  [NONE] = { NULL, NULL, NULL },
};

/* Pictures taken one after another. */
typedef struct
{
  const char *folder;
  const char *name;   /* up to the number, or the whole */
  int         digits; /* 0: no number */
  const char *suffix;
  guint       number, n;
  Camera      camera;
  const char *taken; /* of the first, by the camera's clock; NULL: none */
  guint       step;  /* seconds from one to the next */
  ZbScene     scenes[3];
  const char *title;
} Roll;

#define DCIM "DCIM/100CANON"

static const Roll rolls[] = {
  { DCIM, "IMG_", 4, ".JPG", 201, 4, CANON, "2019-01-10T14:36:05", 1320, { ZB_SCENE_LECTURE, ZB_SCENE_READING, ZB_SCENE_LECTURE }, "重温党章" },
  { DCIM, "IMG_", 4, ".JPG", 211, 3, CANON, "2019-01-24T15:04:41", 1500, { ZB_SCENE_TABLE, ZB_SCENE_VOTE, ZB_SCENE_TABLE }, "组织生活会" },
  { DCIM, "IMG_", 4, ".JPG", 251, 5, CANON, "2019-03-12T09:12:30", 1100, { ZB_SCENE_TREES, ZB_SCENE_TREES, ZB_SCENE_GROUP }, "绿水青山 植树有我" },
  { DCIM, "IMG_", 4, ".JPG", 271, 4, CANON, "2019-03-27T15:08:12", 1080, { ZB_SCENE_VOTE, ZB_SCENE_VOTE, ZB_SCENE_LECTURE }, "支部党员大会" },
  { DCIM, "IMG_", 4, ".JPG", 301, 5, CANON, "2019-04-10T09:18:47", 1250, { ZB_SCENE_MONUMENT, ZB_SCENE_MONUMENT, ZB_SCENE_OATH }, "缅怀先烈" },
  { DCIM, "IMG_", 4, ".JPG", 352, 4, CANON, "2019-05-10T14:11:09", 1300, { ZB_SCENE_STREET, ZB_SCENE_STREET, ZB_SCENE_GROUP }, "志愿服务" },
  { DCIM, "IMG_", 4, ".JPG", 371, 3, CANON, "2019-05-24T09:03:20", 1200, { ZB_SCENE_LECTURE, ZB_SCENE_LECTURE, ZB_SCENE_LECTURE }, "宪法与法官职责" },
  { DCIM, "IMG_", 4, ".JPG", 386, 4, CANON, "2019-06-03T16:10:14", 150, { ZB_SCENE_TALK, ZB_SCENE_TALK, ZB_SCENE_TALK }, NULL },
  { DCIM, "IMG_", 4, ".JPG", 391, 3, CANON, "2019-06-05T15:02:33", 1700, { ZB_SCENE_TABLE, ZB_SCENE_TABLE, ZB_SCENE_TABLE }, "主题教育安排" },
  { DCIM, "IMG_", 4, ".JPG", 401, 8, CANON, "2019-06-10T09:12:26", 1200, { ZB_SCENE_GROUP, ZB_SCENE_OATH, ZB_SCENE_OATH }, "不忘初心 牢记使命" },
  { DCIM, "IMG_", 4, ".JPG", 409, 3, CANON, "2019-06-10T11:36:40", 40, { ZB_SCENE_EXHIBITION, ZB_SCENE_EXHIBITION, ZB_SCENE_EXHIBITION }, "革命史陈列" },
  { "旧相机/100NIKON", "DSC_", 4, ".JPG", 1021, 5, NIKON, "2019-05-08T07:05:10", 850, { ZB_SCENE_READING, ZB_SCENE_TABLE, ZB_SCENE_READING }, NULL },
  { "旧相机/100MSDCF", "DSC", 5, ".JPG", 448, 3, SONY, "2000-01-01T00:03:15", 420, { ZB_SCENE_TABLE, ZB_SCENE_TABLE, ZB_SCENE_TABLE }, "二月支委会" },
  { "手机", "IMG_20190524_102512.jpg", 0, "", 0, 1, PHONE, "2019-05-24T10:25:12", 0, { ZB_SCENE_TALK }, NULL },
  { "手机", "IMG_20190610_113108.jpg", 0, "", 0, 1, PHONE, "2019-06-10T11:31:08", 0, { ZB_SCENE_GROUP }, NULL },
  { "2019-04-24 读书会", "", 3, ".jpg", 1, 2, NONE, NULL, 0, { ZB_SCENE_READING, ZB_SCENE_READING, ZB_SCENE_READING }, NULL },
  { "微信", "mmexport1560166213441.jpg", 0, "", 0, 1, NONE, NULL, 0, { ZB_SCENE_OATH }, NULL },
  { "微信", "mmexport1560166213502.jpg", 0, "", 0, 1, NONE, NULL, 0, { ZB_SCENE_EXHIBITION }, NULL },
  { "微信", "微信图片_20190511082144.jpg", 0, "", 0, 1, NONE, NULL, 0, { ZB_SCENE_STREET }, NULL },
  { "微信", "微信图片_20190605191502.jpg", 0, "", 0, 1, NONE, NULL, 0, { ZB_SCENE_TABLE }, NULL },
  { "微信", "Screenshot_2019-06-09-21-14-08.jpg", 0, "", 0, 1, NONE, NULL, 0, { ZB_SCENE_CHAT }, "支部工作群" },
  { "桌面", "合影.jpg", 0, "", 0, 1, NONE, NULL, 0, { ZB_SCENE_GROUP }, NULL },
  { "桌面", "新建图片 (", 1, ").jpg", 1, 2, NONE, NULL, 0, { ZB_SCENE_TREES, ZB_SCENE_MONUMENT, ZB_SCENE_TREES }, NULL },
};

const ZbSampleMeeting *
zb_sample_get_meetings (guint *n)
{
  *n = G_N_ELEMENTS (meetings);
  return meetings;
}

const char *
zb_sample_get_caption (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (captions); i++)
    if (g_strcmp0 (name, captions[i].name) == 0)
      return captions[i].caption;

  return NULL;
}

static char *
dup_name (const Roll *roll,
          guint       i)
{
  if (roll->digits == 0)
    return g_strdup (roll->name);

  return g_strdup_printf ("%s%0*u%s", roll->name, roll->digits, roll->number + i, roll->suffix);
}

/* A file's time as a card has it: when the picture was taken, in China. */
static void
set_file_time (const char   *path,
               const ZbWall *taken)
{
  ZbWall         today;
  struct utimbuf times;

  zb_wall_parse (&today, ZB_SAMPLE_TODAY "T08:00");
  times.actime = times.modtime = (zb_wall_is_set (taken) ? taken->seconds : today.seconds) - 8 * 3600;
  g_utime (path, &times);
}

static gboolean
draw_picture (const char *folder,
              const Roll *roll,
              guint       i,
              GError    **error)
{
  g_autofree char *name = dup_name (roll, i);
  g_autofree char *place = g_build_filename (folder, roll->folder, NULL);
  g_autofree char *path = g_build_filename (place, name, NULL);
  ZbScene          scene = roll->scenes[i == 0 && roll->n > 1 ? 2 : i % 2];
  ZbSamplePicture  picture = {
     .scene = scene,
     .seed = g_str_hash (name),
     .bare = roll->camera == NONE,
     .make = cameras[roll->camera].make,
     .model = cameras[roll->camera].model,
     .serial = cameras[roll->camera].serial,
     .title = roll->title,
  };

  if (roll->taken != NULL && zb_wall_parse (&picture.taken, roll->taken))
    picture.taken = zb_wall_plus (picture.taken, (gint64) roll->step * i);
  if (scene == ZB_SCENE_CHAT)
    {
      picture.width = 720;
      picture.height = 1280;
    }
  else if (roll->camera == CANON && i == 3)
    picture.orientation = 6; /* held upright */
  if (picture.orientation == 6)
    {
      picture.width = 800;
      picture.height = 1200;
    }

  g_mkdir_with_parents (place, 0755); /* writing says what is wrong */
  if (!zb_sample_picture_write (path, &picture, error))
    return FALSE;

  set_file_time (path, &picture.taken);
  return TRUE;
}

typedef struct
{
  const char *folder;
  GMutex      mutex;
  GError     *error; /* the first one */
} Drawing;

/* On a drawing thread. */
static void
draw_roll (gpointer data,
           gpointer user_data)
{
  const Roll *roll = data;
  Drawing    *drawing = user_data;

  for (guint i = 0; i < roll->n; i++)
    {
      g_autoptr (GError) error = NULL;

      if (draw_picture (drawing->folder, roll, i, &error))
        continue;
      g_mutex_lock (&drawing->mutex);
      if (drawing->error == NULL)
        drawing->error = g_steal_pointer (&error);
      g_mutex_unlock (&drawing->mutex);
      return;
    }
}

gboolean
zb_sample_draw (const char *folder,
                GError    **error)
{
  Drawing      drawing = { .folder = folder };
  GThreadPool *pool = g_thread_pool_new (draw_roll, &drawing, g_get_num_processors (), FALSE, error);

  if (pool == NULL)
    return FALSE;

  g_mutex_init (&drawing.mutex);
  for (guint i = 0; i < G_N_ELEMENTS (rolls); i++)
    g_thread_pool_push (pool, (gpointer) &rolls[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_mutex_clear (&drawing.mutex);

  if (drawing.error == NULL)
    return TRUE;
  g_propagate_error (error, drawing.error);
  return FALSE;
}
