-- SPDX-License-Identifier: GPL-3.0-or-later
-- The plan and the record of meetings: what was said, who came, what was decided, what follows.

ALTER TABLE meeting ADD COLUMN party_group INTEGER REFERENCES party_group (id); -- a group's own; NULL: the whole branch
ALTER TABLE meeting ADD COLUMN planned TEXT;      -- the start that the plan said; NULL: never planned beforehand
ALTER TABLE meeting ADD COLUMN host TEXT;
ALTER TABLE meeting ADD COLUMN recorder TEXT;
ALTER TABLE meeting ADD COLUMN lecturer TEXT;
ALTER TABLE meeting ADD COLUMN material TEXT;
ALTER TABLE meeting ADD COLUMN activists INTEGER CHECK (activists >= 0);
ALTER TABLE meeting ADD COLUMN resolution TEXT;
ALTER TABLE meeting ADD COLUMN recorded TEXT;     -- the first day on which the record was said to be written: 补记 stays so
ALTER TABLE meeting ADD COLUMN reviewed TEXT;

CREATE TABLE agenda (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid      TEXT NOT NULL UNIQUE,
  meeting  INTEGER NOT NULL REFERENCES meeting (id),
  position INTEGER NOT NULL,
  title    TEXT NOT NULL CHECK (length (title) > 0),
  speaker  TEXT,
  starts   TEXT,
  body     TEXT,
  written  INTEGER NOT NULL DEFAULT 0 CHECK (written IN (0, 1))
) STRICT;
CREATE INDEX agenda_meeting ON agenda (meeting);

-- Who was expected, and who came. The facts of the day (vote, group, posts) are frozen with it.
CREATE TABLE attendance (
  meeting      INTEGER NOT NULL REFERENCES meeting (id),
  member       INTEGER NOT NULL REFERENCES member (id),
  position     INTEGER NOT NULL,
  voter        INTEGER NOT NULL CHECK (voter IN (0, 1)),
  probationary INTEGER NOT NULL CHECK (probationary IN (0, 1)),
  group_name   TEXT,
  duties       TEXT NOT NULL DEFAULT '',
  mark         TEXT NOT NULL CHECK (mark IN ('none', 'present', 'excused', 'absent', 'exempt', 'observer')),
  reason       TEXT,
  note         TEXT,
  approver     TEXT,
  approved     TEXT,
  PRIMARY KEY (meeting, member)
) STRICT;
CREATE INDEX attendance_member ON attendance (member);

CREATE TABLE vote (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid      TEXT NOT NULL UNIQUE,
  meeting  INTEGER NOT NULL REFERENCES meeting (id),
  matter   TEXT NOT NULL CHECK (length (matter) > 0),
  formula  TEXT NOT NULL CHECK (formula IN ('ordinary', 'admission', 'election', 'committee')),
  issued   INTEGER NOT NULL CHECK (issued >= 0),
  returned INTEGER NOT NULL CHECK (returned >= 0),
  yes      INTEGER NOT NULL CHECK (yes >= 0),
  no       INTEGER NOT NULL CHECK (no >= 0),
  abstain  INTEGER NOT NULL CHECK (abstain >= 0),
  written  INTEGER NOT NULL DEFAULT 0 CHECK (written >= 0),
  note     TEXT
) STRICT;
CREATE INDEX vote_meeting ON vote (meeting);

CREATE TABLE remedy (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  uid       TEXT NOT NULL UNIQUE,
  meeting   INTEGER NOT NULL REFERENCES meeting (id),
  what      TEXT NOT NULL CHECK (length (what) > 0),
  measure   TEXT,
  who       TEXT,
  due       TEXT,
  done      TEXT,
  published TEXT,
  result    TEXT
) STRICT;
CREATE INDEX remedy_meeting ON remedy (meeting);

CREATE TABLE attachment (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  uid     TEXT NOT NULL UNIQUE,
  meeting INTEGER NOT NULL REFERENCES meeting (id),
  name    TEXT NOT NULL CHECK (length (name) > 0),
  path    TEXT NOT NULL,
  bytes   INTEGER NOT NULL,
  sha256  BLOB NOT NULL CHECK (length (sha256) = 32)
) STRICT;
CREATE INDEX attachment_meeting ON attachment (meeting);

-- What follows an absence without reason.
CREATE TABLE follow_up (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  uid     TEXT NOT NULL UNIQUE,
  meeting INTEGER NOT NULL REFERENCES meeting (id),
  member  INTEGER NOT NULL REFERENCES member (id),
  kind    TEXT NOT NULL CHECK (kind IN ('criticism', 'talk')),
  day     TEXT,
  done_by TEXT,
  outcome TEXT,
  UNIQUE (meeting, member)
) STRICT;
CREATE INDEX follow_up_member ON follow_up (member);

-- What happened to a meeting's record: a line is never changed.
CREATE TABLE meeting_step (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting INTEGER NOT NULL REFERENCES meeting (id),
  moment  TEXT NOT NULL,
  step    TEXT NOT NULL CHECK (step IN ('filed', 'held', 'recorded', 'reviewed', 'unlocked', 'moved', 'cancelled', 'restored')),
  who     TEXT,
  note    TEXT
) STRICT;
CREATE INDEX meeting_step_meeting ON meeting_step (meeting);

-- What is handed in or done that is no meeting (计划报备、情况简报、自查), for the period that begins on `first`.
CREATE TABLE filing (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  uid    TEXT NOT NULL UNIQUE,
  branch INTEGER NOT NULL REFERENCES branch (id),
  task   TEXT NOT NULL CHECK (length (task) > 0),
  first  TEXT NOT NULL,
  day    TEXT NOT NULL,
  note   TEXT
) STRICT;
