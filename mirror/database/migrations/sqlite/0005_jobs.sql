-- What the processes of a mirror have in common beside the queue, whose tables are River's: how it was
-- initialised, as JSON.
CREATE TABLE mirror_settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- How far a kind is: the day of the latest export that was compared, and the last day whose changes
-- are known, both YYYY-MM-DD.
CREATE TABLE mirror_kinds (
  kind TEXT NOT NULL PRIMARY KEY,
  seeded_day TEXT,
  changed_until TEXT
) STRICT;

-- The shared rate: the time from which on no request is promised yet, in microseconds since 1970.
CREATE TABLE mirror_budget (
  id INTEGER NOT NULL PRIMARY KEY,
  next_at INTEGER NOT NULL
) STRICT;

INSERT INTO mirror_budget (id, next_at) VALUES (1, 0);
