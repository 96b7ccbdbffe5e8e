-- One row for each document that can be searched. key is 16 * id + the number of the kind; folded is
-- the title as words are searched.
CREATE TABLE search (
  key INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  title TEXT NOT NULL,
  folded TEXT NOT NULL,
  popularity REAL NOT NULL
) STRICT;

-- The words of all titles of a document, by key. They come without accents and in lower case.
CREATE VIRTUAL TABLE search_words USING fts5(
  words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
);
