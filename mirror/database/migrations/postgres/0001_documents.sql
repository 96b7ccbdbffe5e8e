-- Each document as TMDB sent it, compressed with zstd. What was asked for and was never there has no
-- fetched_at and no body. arrived_at is when the first came, or the first after it was gone.
CREATE TABLE documents (
  kind text NOT NULL,
  id bigint NOT NULL,
  arrived_at timestamptz,
  fetched_at timestamptz,
  gone_at timestamptz,
  gone_why text,
  merged_into bigint,
  body bytea,
  PRIMARY KEY (kind, id) INCLUDE (fetched_at, gone_at)
);

-- It is compressed already.
ALTER TABLE documents ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE INDEX documents_arrived ON documents (arrived_at) WHERE gone_at IS NULL;
CREATE INDEX documents_gone ON documents (gone_at) WHERE gone_at IS NOT NULL;
