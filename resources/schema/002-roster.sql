-- SPDX-License-Identifier: GPL-3.0-or-later
-- The ledger of members. A field that changes over time and decides rights (branch, category, group, post,
-- suspended rights) is a span with its days; the other fields are the member's own row.
-- Days are ISO text as precise as known ("1980-05"): as text they sort by their first day.

ALTER TABLE branch ADD COLUMN elected TEXT;                 -- the committee's election, for its term
ALTER TABLE branch ADD COLUMN term INTEGER NOT NULL DEFAULT 3;

CREATE TABLE party_group (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  uid    TEXT NOT NULL UNIQUE,
  branch INTEGER NOT NULL REFERENCES branch (id),
  name   TEXT NOT NULL CHECK (length (name) > 0),
  UNIQUE (branch, name)
) STRICT;

CREATE TABLE member (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  uid           TEXT NOT NULL UNIQUE,
  position      INTEGER NOT NULL,                           -- the ledger's order
  name          TEXT NOT NULL CHECK (length (name) > 0),
  sex           TEXT CHECK (sex IN ('male', 'female')),
  id_number     TEXT,                                       -- "id" of the fields
  ethnicity     TEXT,
  birth         TEXT,
  education     TEXT,
  degree        TEXT,
  joined        TEXT,
  full_on       TEXT,
  post          TEXT,
  work          TEXT,
  phone         TEXT,
  landline      TEXT,
  address       TEXT,
  registered    TEXT,
  status        TEXT CHECK (status IN ('normal', 'suspended')),
  lost          TEXT CHECK (lost IN ('yes', 'no')),
  lost_since    TEXT,
  away          TEXT CHECK (away IN ('yes', 'no')),
  away_to       TEXT,
  leader        TEXT CHECK (leader IN ('yes', 'no')),
  retired       TEXT CHECK (retired IN ('yes', 'no')),
  profession    TEXT,
  stratum       TEXT,
  migrant       TEXT CHECK (migrant IN ('yes', 'no')),
  join_kind     TEXT,
  join_branch   TEXT,
  full_kind     TEXT,
  extended      TEXT,
  seniority_fix TEXT,
  note          TEXT
) STRICT;
CREATE INDEX member_name ON member (name);
CREATE INDEX member_id_number ON member (id_number);

-- `ends` is the first day on which it is no longer so; NULL: still so. `starts` NULL: always so far.
CREATE TABLE span (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE,
  member      INTEGER NOT NULL REFERENCES member (id),
  kind        TEXT NOT NULL CHECK (kind IN ('branch', 'category', 'group', 'duty', 'suspended', 'event')),
  value       TEXT,
  branch      INTEGER REFERENCES branch (id),
  party_group INTEGER REFERENCES party_group (id),
  starts      TEXT,
  ends        TEXT,
  began       TEXT,
  ended       TEXT,
  note        TEXT,
  CHECK ((kind = 'branch') <= (branch IS NOT NULL)),
  CHECK ((kind = 'group') <= (party_group IS NOT NULL)),
  CHECK (kind IN ('branch', 'group') OR value IS NOT NULL),
  CHECK (starts IS NULL OR ends IS NULL OR ends >= starts OR starts LIKE ends || '%')
) STRICT;
CREATE INDEX span_member ON span (member);
CREATE INDEX span_branch ON span (branch);

-- A letter of introduction (介绍信): it runs out; its receipt is owed within a month.
CREATE TABLE letter (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  uid       TEXT NOT NULL UNIQUE,
  member    INTEGER NOT NULL REFERENCES member (id),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  other     TEXT NOT NULL,                                  -- the other organisation
  number    TEXT,
  issued    TEXT NOT NULL,
  valid     INTEGER NOT NULL CHECK (valid BETWEEN 1 AND 92), -- days
  receipt   TEXT                                            -- the day the receipt came
) STRICT;
CREATE INDEX letter_member ON letter (member);

-- What a comparison with the platform's export found, to be worked off.
CREATE TABLE difference (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  kind    TEXT NOT NULL CHECK (kind IN ('only-here', 'only-there', 'differs', 'refused')),
  member  INTEGER REFERENCES member (id),
  name    TEXT NOT NULL,
  field   TEXT,                                             -- code, of differs and refused
  ours    TEXT,
  theirs  TEXT,                                             -- canonical; of only-there the whole row, a field a line
  source  TEXT NOT NULL,                                    -- the file, the sheet's row
  found   TEXT NOT NULL,
  state   TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taken', 'kept')),
  note    TEXT
) STRICT;
CREATE INDEX difference_member ON difference (member);
