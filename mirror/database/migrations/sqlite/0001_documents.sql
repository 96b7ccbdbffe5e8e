-- Each document as TMDB sent it, compressed with zstd. What was asked for and was never there has no
-- fetched_at and no body. arrived_at is when the first came, or the first after it was gone.
CREATE TABLE documents (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  arrived_at TEXT,
  fetched_at TEXT,
  gone_at TEXT,
  gone_why TEXT,
  merged_into INTEGER,
  body BLOB,
  PRIMARY KEY (kind, id)
) STRICT;

-- What is there and how old it is, without the bodies.
CREATE INDEX documents_present ON documents (kind, id, fetched_at, gone_at);

CREATE INDEX documents_arrived ON documents (arrived_at) WHERE gone_at IS NULL;
CREATE INDEX documents_gone ON documents (gone_at) WHERE gone_at IS NOT NULL;
