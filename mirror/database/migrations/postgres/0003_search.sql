-- One row for each document that can be searched. folded is the title as words are searched; words are
-- those of all titles, without accents and in lower case.
CREATE TABLE search (
  kind text NOT NULL,
  id bigint NOT NULL,
  title text NOT NULL,
  folded text NOT NULL,
  popularity double precision NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (kind, id)
);

CREATE INDEX search_words ON search USING gin (words);
