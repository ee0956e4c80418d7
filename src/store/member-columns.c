/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/member-columns.h"

/* X (field, column): one list makes the table and the three statements, so they cannot disagree. */
#define COLUMNS(X)                           \
  X (ZB_MEMBER_NAME, name)                   \
  X (ZB_MEMBER_SEX, sex)                     \
  X (ZB_MEMBER_ID, id_number)                \
  X (ZB_MEMBER_ETHNICITY, ethnicity)         \
  X (ZB_MEMBER_BIRTH, birth)                 \
  X (ZB_MEMBER_EDUCATION, education)         \
  X (ZB_MEMBER_DEGREE, degree)               \
  X (ZB_MEMBER_JOINED, joined)               \
  X (ZB_MEMBER_FULL_ON, full_on)             \
  X (ZB_MEMBER_POST, post)                   \
  X (ZB_MEMBER_WORK, work)                   \
  X (ZB_MEMBER_PHONE, phone)                 \
  X (ZB_MEMBER_LANDLINE, landline)           \
  X (ZB_MEMBER_ADDRESS, address)             \
  X (ZB_MEMBER_REGISTERED, registered)       \
  X (ZB_MEMBER_STATUS, status)               \
  X (ZB_MEMBER_LOST, lost)                   \
  X (ZB_MEMBER_LOST_SINCE, lost_since)       \
  X (ZB_MEMBER_AWAY, away)                   \
  X (ZB_MEMBER_AWAY_TO, away_to)             \
  X (ZB_MEMBER_LEADER, leader)               \
  X (ZB_MEMBER_RETIRED, retired)             \
  X (ZB_MEMBER_PROFESSION, profession)       \
  X (ZB_MEMBER_STRATUM, stratum)             \
  X (ZB_MEMBER_MIGRANT, migrant)             \
  X (ZB_MEMBER_JOIN_KIND, join_kind)         \
  X (ZB_MEMBER_JOIN_BRANCH, join_branch)     \
  X (ZB_MEMBER_FULL_KIND, full_kind)         \
  X (ZB_MEMBER_EXTENDED, extended)           \
  X (ZB_MEMBER_SENIORITY_FIX, seniority_fix) \
  X (ZB_MEMBER_NOTE, note)

#define ENTRY(field, column) { field, #column },
#define NAME(field, column) #column ", "
#define HOLE(field, column) "?, "
#define SET(field, column) #column " = ?, "
#define ALIASED(field, column) ", m." #column

const ZbMemberColumn zb_member_columns[ZB_N_MEMBER_COLUMNS] = { COLUMNS (ENTRY) };

const char *
zb_member_columns_insert (void)
{
  return "INSERT INTO member (" COLUMNS (NAME) "uid, position) VALUES (" COLUMNS (HOLE) "?, (SELECT coalesce (max (position), 0) + 1 FROM member))";
}

/* The id is assigned to itself only to end the list. */
const char *
zb_member_columns_update (void)
{
  return "UPDATE member SET " COLUMNS (SET) "position = position WHERE id = ?";
}

const char *
zb_member_columns_select (void)
{
  return "SELECT m.id" COLUMNS (ALIASED) " FROM member AS m ";
}
