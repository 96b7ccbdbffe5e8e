-- Each document as TMDB sent it, compressed with zstd. What was asked for and was never there has no
-- fetched_at and no body.
CREATE TABLE documents (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  fetched_at TEXT,
  gone_at TEXT,
  gone_why TEXT,
  merged_into INTEGER,
  body BLOB,
  PRIMARY KEY (kind, id)
) STRICT;

CREATE INDEX documents_present ON documents (kind, id, fetched_at) WHERE gone_at IS NULL;
