-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is searched through lies together: 100,000 names and captions are read without the rows they stand in.

CREATE INDEX photo_caption ON photo (caption) WHERE caption IS NOT NULL;
CREATE INDEX photo_file_original ON photo_file (original, photo, role);
