-- What is looked for from the other side.
CREATE INDEX credits_person ON credits (person_id);
CREATE INDEX external_ids_value ON external_ids (value, source);
CREATE INDEX genres_genre ON genres (genre_id);
CREATE INDEX providers_country ON providers (country, kind, offer);
CREATE INDEX title_keywords_keyword ON title_keywords (keyword_id);
CREATE INDEX title_companies_company ON title_companies (company_id);
CREATE INDEX title_networks_network ON title_networks (network_id);
CREATE INDEX collection_parts_title ON collection_parts (title_id);
CREATE INDEX series_seasons_season ON series_seasons (season_id);
CREATE INDEX episodes_id ON episodes (id);
CREATE INDEX episodes_series ON episodes (series_id, season_number, episode_number);

-- Where titles can be seen: a row for each title, country, offer (flatrate, ads, free, buy, rent) and
-- provider. runtime is in minutes, of a series that of its usual episodes, NULL if it is not known. That
-- the columns of both halves are of one type lets SQLite look for a country in each of them.
CREATE VIEW streaming AS
SELECT p.kind, m.id, m.title, m.original_title, m.original_language, m.release_date,
  CAST(nullif(m.runtime, 0) AS bigint) AS runtime, m.vote_average, m.vote_count, m.popularity,
  p.country, p.offer, p.provider_id, p.provider_name
FROM movies m JOIN providers p ON p.kind = 'movie' AND p.id = m.id
WHERE m.gone_at IS NULL
UNION ALL
SELECT p.kind, s.id, s.name, s.original_name, s.original_language, s.first_air_date,
  r.minutes, s.vote_average, s.vote_count, s.popularity,
  p.country, p.offer, p.provider_id, p.provider_name
FROM series s JOIN providers p ON p.kind = 'series' AND p.id = s.id
LEFT JOIN run_times r ON r.series_id = s.id AND r.n = 1
WHERE s.gone_at IS NULL;

-- What people have done in the movies and series that are kept: a row for each credit. The table
-- person_credits has what TMDB says of each person, also in titles that are not kept.
CREATE VIEW filmography AS
SELECT c.person_id, c.name, c.kind, m.id, m.title, m.release_date,
  c.role, c.character, c.department, c.job, c.episode_count, c.position, m.vote_average, m.vote_count, m.popularity
FROM credits c JOIN movies m ON m.id = c.id
WHERE c.kind = 'movie' AND m.gone_at IS NULL
UNION ALL
SELECT c.person_id, c.name, c.kind, s.id, s.name, s.first_air_date,
  c.role, c.character, c.department, c.job, c.episode_count, c.position, s.vote_average, s.vote_count, s.popularity
FROM credits c JOIN series s ON s.id = c.id
WHERE c.kind = 'series' AND s.gone_at IS NULL;

-- Episodes with their season and series; series_name is NULL if the series is not kept.
CREATE VIEW series_episodes AS
SELECT e.id, e.name, e.air_date, e.season_number, e.episode_number, e.episode_type, nullif(e.runtime, 0) AS runtime,
  e.vote_average, e.vote_count, e.season_id, n.name AS season_name, s.id AS series_id, s.name AS series_name
FROM episodes e JOIN seasons n ON n.id = e.season_id
LEFT JOIN series s ON s.id = e.series_id
WHERE n.gone_at IS NULL AND s.gone_at IS NULL;

-- The documents with what they are called.
CREATE VIEW document_titles AS
SELECT d.kind, d.id,
  CASE d.kind
    WHEN 'movie' THEN (SELECT t.title FROM movies t WHERE t.id = d.id)
    WHEN 'series' THEN (SELECT t.name FROM series t WHERE t.id = d.id)
    WHEN 'season' THEN (SELECT t.name FROM seasons t WHERE t.id = d.id)
    WHEN 'person' THEN (SELECT t.name FROM people t WHERE t.id = d.id)
    WHEN 'collection' THEN (SELECT t.name FROM collections t WHERE t.id = d.id)
    WHEN 'company' THEN (SELECT t.name FROM companies t WHERE t.id = d.id)
    WHEN 'network' THEN (SELECT t.name FROM networks t WHERE t.id = d.id)
    WHEN 'keyword' THEN (SELECT t.name FROM keywords t WHERE t.id = d.id)
  END AS title,
  d.arrived_at, d.fetched_at, d.gone_at, d.gone_why, d.merged_into
FROM documents d
WHERE d.fetched_at IS NOT NULL;

-- What came and what went, and when: a row for each document that is there (arrived) or gone (left).
CREATE VIEW arrivals AS
SELECT kind, id, title, 'arrived' AS event, arrived_at AS at, NULL AS why, NULL AS merged_into
FROM document_titles
WHERE gone_at IS NULL
UNION ALL
SELECT kind, id, title, 'left', gone_at, gone_why, merged_into
FROM document_titles
WHERE gone_at IS NOT NULL;
