/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/album-web.h"

#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--ink:#241f1e;--soft:#6b6462;--line:#e2dcd8;--ground:#fff;--red:#a51d2d}"
    "@media(prefers-color-scheme:dark){:root{--ink:#f1edea;--soft:#b0a8a4;--line:#45403d;--ground:#1f1d1c;--red:#ff8f85}}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;max-width:72rem;padding:2rem 1.5rem 4rem;background:var(--ground);color:var(--ink);"
    "font:1rem/1.6 \"Noto Sans CJK SC\",\"Source Han Sans SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif}"
    "a{color:inherit}"
    "header{border-bottom:3px solid var(--red);margin-bottom:1.5rem;padding-bottom:.75rem}"
    "h1{color:var(--red);font-size:2rem;line-height:1.3;margin:0}"
    "header p{color:var(--soft);margin:.25rem 0 0}"
    "nav h2{font-size:1.05rem;margin:1.25rem 0 .25rem}"
    "nav ol{list-style:none;margin:0;padding:0}"
    "nav li{display:flex;gap:.75rem;justify-content:space-between;padding:.15rem 0;border-bottom:1px dotted var(--line)}"
    "nav li span{color:var(--soft);white-space:nowrap}"
    "section{margin-top:2.75rem}"
    "section h2{border-bottom:1px solid var(--line);font-size:1.35rem;line-height:1.35;margin:0;padding-bottom:.35rem}"
    "dl{color:var(--soft);display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;margin:.5rem 0 1rem}"
    "dl div{display:flex;gap:.5rem}dt{font-weight:600}dd{margin:0}"
    ".photos{display:grid;gap:1.25rem;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}"
    "figure{break-inside:avoid;margin:0}"
    "figure img{aspect-ratio:4/3;background:var(--line);display:block;height:auto;object-fit:contain;width:100%}"
    "figcaption{font-size:.9rem;line-height:1.45;margin-top:.35rem;overflow-wrap:anywhere;white-space:pre-line}"
    "figcaption time{color:var(--soft);display:block}"
    "@media print{@page{size:A4;margin:15mm}:root{--ink:#000;--soft:#444;--line:#bbb;--ground:#fff;--red:#8c1a26}"
    "body{font-size:10.5pt;max-width:none;padding:0}.photos{gap:6mm;grid-template-columns:repeat(2,1fr)}"
    "section h2,dl{break-after:avoid}.up{display:none}}";

static void
add_text (GString    *html,
          const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *escaped = g_markup_escape_text (valid, -1);

  g_string_append (html, escaped);
}

static void
add_link (GString    *html,
          const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  g_string_append (html, escaped);
}

static void
add_fact (GString    *html,
          const char *name,
          const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  g_string_append_printf (html, "<div><dt>%s</dt><dd>", name);
  add_text (html, value);
  g_string_append (html, "</dd></div>");
}

static void
add_photo (GString             *html,
           const ZbPageSection *section,
           const ZbPagePhoto   *photo)
{
  gboolean captioned = photo->caption != NULL && *photo->caption != '\0';

  g_string_append (html, "<figure><a href=\"");
  add_link (html, photo->path);
  g_string_append (html, "\"><img loading=\"lazy\" decoding=\"async\" src=\"");
  add_link (html, photo->path);
  g_string_append (html, "\" alt=\"");
  add_text (html, captioned ? photo->caption : section->title);
  g_string_append (html, "\"></a><figcaption>");
  if (photo->moment != NULL)
    {
      g_string_append (html, "<time>");
      add_text (html, photo->moment);
      g_string_append (html, "</time>");
    }
  if (captioned)
    add_text (html, photo->caption);
  g_string_append (html, "</figcaption></figure>\n");
}

static void
add_section (GString             *html,
             const ZbPageSection *section)
{
  g_string_append_printf (html, "<section id=\"m%" G_GINT64_FORMAT "\">\n<h2>", section->id);
  add_text (html, section->title);
  g_string_append (html, "</h2>\n<dl>");
  add_fact (html, "类别", section->kind);
  add_fact (html, "时间", section->time);
  add_fact (html, "地点", section->place);
  add_fact (html, "人数", section->people);
  g_string_append (html, "</dl>\n<div class=\"photos\">\n");
  for (guint i = 0; i < section->n; i++)
    add_photo (html, section, &section->photos[i]);
  g_string_append (html, "</div>\n</section>\n");
}

/* On this page, or on that of the folder. */
static void
add_entry (GString             *html,
           const ZbAlbumWeb    *page,
           const ZbPageSection *section)
{
  g_string_append (html, "<li><a href=\"");
  if (page->brief)
    {
      g_autofree char *folder = g_strndup (section->photos->path, strcspn (section->photos->path, "/"));

      add_link (html, folder);
      g_string_append (html, "/index.html");
    }
  g_string_append_printf (html, "#m%" G_GINT64_FORMAT "\">", section->id);
  add_text (html, section->title);
  g_string_append (html, "</a><span>");
  if (section->time != NULL)
    {
      add_text (html, section->time);
      g_string_append (html, " · ");
    }
  g_string_append_printf (html, "%u 张</span></li>\n", section->n);
}

static void
add_contents (GString          *html,
              const ZbAlbumWeb *page)
{
  int  year = -1;
  char heading[32];

  g_string_append (html, "<nav aria-label=\"目录\">\n");
  for (guint i = 0; i < page->n; i++)
    {
      const ZbPageSection *section = &page->sections[i];

      if (section->n == 0)
        continue;
      if (section->year != year)
        {
          g_snprintf (heading, sizeof heading, "%d 年", section->year);
          g_string_append_printf (html, "%s<h2>%s</h2>\n<ol>\n", year >= 0 ? "</ol>\n" : "", section->year > 0 ? heading : "其他");
          year = section->year;
        }
      add_entry (html, page, section);
    }
  g_string_append_printf (html, "%s</nav>\n", year >= 0 ? "</ol>\n" : "");
}

static void
add_head (GString          *html,
          const ZbAlbumWeb *page,
          guint             n_photos,
          guint             n_sections)
{
  g_string_append (html, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                         "<meta name=\"generator\" content=\"支部纪实\">\n"
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';img-src 'self' file:;style-src 'unsafe-inline'\">\n<title>");
  add_text (html, page->branch);
  g_string_append_c (html, ' ');
  add_text (html, page->title);
  g_string_append_printf (html, "</title>\n<style>%s</style>\n</head>\n<body>\n<header>\n<h1>", style);
  add_text (html, page->title);
  if (page->subtitle != NULL)
    {
      g_string_append_c (html, ' ');
      add_text (html, page->subtitle);
    }
  g_string_append (html, "</h1>\n<p>");
  add_text (html, page->branch);
  g_string_append_printf (html, " · %u 次活动 · %u 张照片", n_sections, n_photos);
  if (page->up != NULL)
    {
      g_string_append (html, " <a class=\"up\" href=\"");
      add_link (html, page->up);
      g_string_append (html, "\">返回目录</a>");
    }
  g_string_append (html, "</p>\n</header>\n");
}

char *
zb_album_web_to_html (const ZbAlbumWeb *page)
{
  GString *html = g_string_new (NULL);
  guint    n_photos = 0, n_sections = 0;

  for (guint i = 0; i < page->n; i++)
    {
      n_photos += page->sections[i].n;
      n_sections += page->sections[i].n > 0 && page->sections[i].id != 0;
    }

  add_head (html, page, n_photos, n_sections);
  add_contents (html, page);
  for (guint i = 0; !page->brief && i < page->n; i++)
    if (page->sections[i].n > 0)
      add_section (html, &page->sections[i]);
  g_string_append (html, "</body>\n</html>\n");

  return g_string_free (html, FALSE);
}
