/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/roster.h"

G_BEGIN_DECLS

/* What the pages of the ledger say of a member. */

/* As zb_words_error(), with what a conflict means here. */
char *zb_member_words_error (const GError *error);
/* A value as the page shows it, unmasked: whole days as ISO, others in words. */
char *zb_member_words_value (ZbMember *member, ZbMemberField field);
/* The same, masked where it must be. */
char *zb_member_words_masked (ZbMember *member, ZbMemberField field);
/* What is said beside a value: how precise a day is, 党龄; NULL for nothing. `today`: ISO. */
char *zb_member_words_aside (ZbMember *member, ZbMemberField field, const char *today);

/* The fields of the page's list in its order, of ZbMemberField; what tags and the title say is not among them. */
const ZbMemberField *zb_member_words_list_fields (guint *n);
/* Whether the form asks for it of this member and it is not known. */
gboolean zb_member_words_is_missing (ZbMember *member, ZbMemberField field);

G_END_DECLS
