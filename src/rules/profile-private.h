/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/profile.h"

G_BEGIN_DECLS

/* One group of a profile before anything is read of it: its keys, and where they stand. */
typedef struct
{
  char       *name;  /* as GKeyFile knows it: "theme-day 2019-01-01" */
  guint       line;  /* from 1 */
  GHashTable *lines; /* of key (char *) to its line */
} ZbProfileGroup;

/* Of ZbProfileGroup, without [end]; NULL and *fault. `text` is UTF-8 and ends with a NUL. */
GPtrArray *zb_profile_read_lines (const char *text, ZbProfileFault *fault);

typedef struct
{
  GKeyFile             *file;
  const ZbProfileGroup *group;
  ZbProfileFault       *fault;
} ZbProfileReading;

gboolean zb_profile_read_head (const ZbProfileReading *reading, ZbProfile *profile);
/* NULL and the reading's fault. */
ZbRequirement *zb_profile_read_rule (const ZbProfileReading *reading, const ZbProfile *profile);
void           zb_profile_rule_free (ZbRequirement *rule);
gboolean       zb_profile_rule_holds (const ZbRequirement *rule, ZbDay day);

void zb_profile_set_fault (ZbProfileFault *fault, guint line, ZbProfileWrong what, const char *group, const char *word);

/* Codes by value; they end with a NULL. */
extern const char *const zb_scope_codes[];
extern const char *const zb_period_codes[];
extern const char *const zb_who_codes[];
extern const char *const zb_formula_codes[];
extern const guint       zb_period_months[ZB_N_PERIODS];

G_END_DECLS
