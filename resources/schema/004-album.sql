-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a person adds to a photo: the original's bytes stay. Columns are only appended, so that older changes can still be undone.

ALTER TABLE photo ADD COLUMN turn INTEGER NOT NULL DEFAULT 0 CHECK (turn IN (0, 90, 180, 270)); -- clockwise, after its orientation
ALTER TABLE photo ADD COLUMN picked INTEGER NOT NULL DEFAULT 0 CHECK (picked IN (0, 1));        -- 精选
ALTER TABLE photo ADD COLUMN cover INTEGER NOT NULL DEFAULT 0 CHECK (cover IN (0, 1));          -- 封面 of its meeting, at most one
CREATE INDEX photo_turn ON photo (turn) WHERE turn <> 0;

-- How a photo looks, to find those that are nearly the same: computed from its thumbnail, outside the log of changes.
CREATE TABLE photo_look (
  photo INTEGER PRIMARY KEY REFERENCES photo (id),
  hash  INTEGER NOT NULL, -- difference hash of 8 × 8, all 64 bits
  sharp INTEGER NOT NULL  -- mean square of the Laplacian of the grey picture: more is sharper
) STRICT;
