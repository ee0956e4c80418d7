-- SPDX-License-Identifier: GPL-3.0-or-later
-- The library's first schema. Days and wall-clock times are local ISO text. No ON DELETE/UPDATE
-- actions and no triggers: undo and redo replay changesets.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE branch (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  uid     TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL CHECK (length (name) > 0),
  founded TEXT
) STRICT;

CREATE TABLE batch (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid      TEXT NOT NULL UNIQUE,
  branch   INTEGER NOT NULL REFERENCES branch (id),
  source   TEXT NOT NULL,
  started  TEXT NOT NULL,
  finished TEXT
) STRICT;

-- What happened to every source file of a batch.
CREATE TABLE batch_file (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  batch   INTEGER NOT NULL REFERENCES batch (id),
  path    TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('imported', 'duplicate', 'damaged', 'unsupported', 'unreadable', 'skipped')),
  photo   INTEGER REFERENCES photo (id),
  reason  TEXT
) STRICT;
CREATE INDEX batch_file_batch ON batch_file (batch);

-- One edit: its label, its moment, its changeset. `batch` is set for an import.
CREATE TABLE change (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  label     TEXT NOT NULL,
  made      TEXT NOT NULL,
  changeset BLOB,
  batch     INTEGER REFERENCES batch (id),
  reverts   INTEGER REFERENCES change (id),
  state     TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'closed'))
) STRICT;

CREATE TABLE meeting (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  uid       TEXT NOT NULL UNIQUE,
  branch    INTEGER NOT NULL REFERENCES branch (id),
  theme     TEXT NOT NULL CHECK (length (theme) > 0),
  starts    TEXT NOT NULL,
  ends      TEXT,
  place     TEXT,
  joint     INTEGER NOT NULL DEFAULT 0 CHECK (joint IN (0, 1)),
  state     TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'filed', 'held', 'recorded', 'reviewed', 'cancelled'))
) STRICT;
CREATE INDEX meeting_starts ON meeting (starts);

CREATE TABLE meeting_kind (
  meeting INTEGER NOT NULL REFERENCES meeting (id),
  kind    TEXT NOT NULL CHECK (kind IN ('theme-day', 'assembly', 'committee', 'group-meeting', 'lecture', 'review', 'appraisal', 'talk', 'leaders-review', 'study', 'other')),
  PRIMARY KEY (meeting, kind)
) STRICT;

CREATE TABLE photo (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE,
  batch       INTEGER NOT NULL REFERENCES batch (id),
  format      TEXT NOT NULL,
  taken       TEXT,
  taken_s     INTEGER,                      -- the same as wall seconds, for order and search
  precision   TEXT NOT NULL CHECK (precision IN ('second', 'minute', 'day', 'none')),
  source      TEXT NOT NULL,
  confidence  TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low', 'none')),
  doubts      INTEGER NOT NULL DEFAULT 0,
  links       INTEGER NOT NULL DEFAULT 0 CHECK (links IN (0, 1)),
  utc_offset  TEXT,
  shift_s     INTEGER NOT NULL DEFAULT 0,   -- the clock correction inside `taken`
  gps_s       INTEGER,                      -- a GPS time in the library's zone
  camera      TEXT,
  width       INTEGER NOT NULL DEFAULT 0,
  height      INTEGER NOT NULL DEFAULT 0,
  orientation INTEGER NOT NULL DEFAULT 1 CHECK (orientation BETWEEN 1 AND 8),
  screenshot  INTEGER NOT NULL DEFAULT 0 CHECK (screenshot IN (0, 1)),
  problem     TEXT,
  caption     TEXT,
  meeting     INTEGER REFERENCES meeting (id),
  linked      TEXT NOT NULL DEFAULT 'not' CHECK (linked IN ('not', 'auto', 'person', 'apart')),
  imported    TEXT NOT NULL,
  trashed     TEXT CHECK (trashed IN ('person', 'undo')),
  CHECK ((meeting IS NULL) = (linked IN ('not', 'apart')))
) STRICT;
CREATE INDEX photo_taken ON photo (taken_s);
CREATE INDEX photo_meeting ON photo (meeting);
CREATE INDEX photo_batch ON photo (batch);

-- The files of a photo: the picture shown, its RAW twin, its sidecars. The path is frozen.
CREATE TABLE photo_file (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  photo    INTEGER NOT NULL REFERENCES photo (id),
  role     TEXT NOT NULL CHECK (role IN ('main', 'raw', 'sidecar')),
  path     TEXT NOT NULL UNIQUE,
  original TEXT NOT NULL,
  bytes    INTEGER NOT NULL,
  mtime    INTEGER NOT NULL,
  sha256   BLOB NOT NULL CHECK (length (sha256) = 32),
  head     BLOB NOT NULL CHECK (length (head) = 32)
) STRICT;
CREATE INDEX photo_file_photo ON photo_file (photo);
CREATE INDEX photo_file_sha256 ON photo_file (sha256);

-- Every reading of every source, strongest first.
CREATE TABLE photo_date (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  photo      INTEGER NOT NULL REFERENCES photo (id),
  source     TEXT NOT NULL,
  rank       INTEGER NOT NULL,
  confidence TEXT NOT NULL,
  doubts     INTEGER NOT NULL,
  raw        TEXT NOT NULL,
  reading    TEXT,
  utc_offset TEXT,
  chosen     INTEGER NOT NULL CHECK (chosen IN (0, 1))
) STRICT;
CREATE INDEX photo_date_photo ON photo_date (photo);

-- A camera's clock corrected: for the photos of one batch, or of all imported so far.
CREATE TABLE correction (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  camera  TEXT NOT NULL,
  batch   INTEGER REFERENCES batch (id),
  seconds INTEGER NOT NULL,
  reason  TEXT NOT NULL CHECK (length (reason) > 0),
  made    TEXT NOT NULL
) STRICT;

-- Text being typed in a long field, saved outside the log until the field is left.
CREATE TABLE draft (
  field TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
