-- Written by go generate from the types of package gen, and frozen.

CREATE TABLE movies (
  "id" INTEGER NOT NULL,
  "adult" INTEGER,
  "backdrop_path" TEXT,
  "belongs_to_collection_id" INTEGER,
  "budget" INTEGER,
  "homepage" TEXT,
  "imdb_id" TEXT,
  "original_language" TEXT,
  "original_title" TEXT,
  "overview" TEXT,
  "popularity" REAL,
  "poster_path" TEXT,
  "release_date" TEXT,
  "revenue" INTEGER,
  "runtime" INTEGER,
  "softcore" INTEGER,
  "status" TEXT,
  "tagline" TEXT,
  "title" TEXT,
  "video" INTEGER,
  "vote_average" REAL,
  "vote_count" INTEGER,
  "gone_at" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE TABLE series (
  "id" INTEGER NOT NULL,
  "adult" INTEGER,
  "backdrop_path" TEXT,
  "first_air_date" TEXT,
  "homepage" TEXT,
  "in_production" INTEGER,
  "last_air_date" TEXT,
  "last_episode_to_air_id" INTEGER,
  "name" TEXT,
  "next_episode_to_air_id" INTEGER,
  "number_of_episodes" INTEGER,
  "number_of_seasons" INTEGER,
  "original_language" TEXT,
  "original_name" TEXT,
  "overview" TEXT,
  "popularity" REAL,
  "poster_path" TEXT,
  "softcore" INTEGER,
  "status" TEXT,
  "tagline" TEXT,
  "type" TEXT,
  "vote_average" REAL,
  "vote_count" INTEGER,
  "gone_at" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE TABLE seasons (
  "id" INTEGER NOT NULL,
  "object_id" TEXT,
  "air_date" TEXT,
  "name" TEXT,
  "overview" TEXT,
  "poster_path" TEXT,
  "season_number" INTEGER,
  "softcore" INTEGER,
  "vote_average" REAL,
  "gone_at" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE TABLE people (
  "id" INTEGER NOT NULL,
  "adult" INTEGER,
  "biography" TEXT,
  "birthday" TEXT,
  "deathday" TEXT,
  "gender" INTEGER,
  "homepage" TEXT,
  "imdb_id" TEXT,
  "known_for_department" TEXT,
  "name" TEXT,
  "original_name" TEXT,
  "place_of_birth" TEXT,
  "popularity" REAL,
  "profile_path" TEXT,
  "softcore" INTEGER,
  "gone_at" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE TABLE collections (
  "id" INTEGER NOT NULL,
  "adult" INTEGER,
  "backdrop_path" TEXT,
  "name" TEXT,
  "original_language" TEXT,
  "original_name" TEXT,
  "overview" TEXT,
  "poster_path" TEXT,
  "softcore" INTEGER,
  "gone_at" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE TABLE companies (
  "id" INTEGER NOT NULL,
  "description" TEXT,
  "headquarters" TEXT,
  "homepage" TEXT,
  "logo_path" TEXT,
  "name" TEXT,
  "origin_country" TEXT,
  "parent_company_id" INTEGER,
  "gone_at" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE TABLE networks (
  "id" INTEGER NOT NULL,
  "headquarters" TEXT,
  "homepage" TEXT,
  "logo_path" TEXT,
  "name" TEXT,
  "origin_country" TEXT,
  "gone_at" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE TABLE keywords (
  "id" INTEGER NOT NULL,
  "name" TEXT,
  "gone_at" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE TABLE genres (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "genre_id" INTEGER,
  "name" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE credits (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "role" TEXT,
  "character" TEXT,
  "credit_id" TEXT,
  "person_id" INTEGER,
  "name" TEXT,
  "position" INTEGER,
  "department" TEXT,
  "job" TEXT,
  "episode_count" INTEGER,
  "episode_id" INTEGER,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE person_credits (
  "person_id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "role" TEXT,
  "title_kind" TEXT,
  "character" TEXT,
  "credit_id" TEXT,
  "title_id" INTEGER,
  "position" INTEGER,
  "release_date" TEXT,
  "title" TEXT,
  "department" TEXT,
  "job" TEXT,
  "episode_count" INTEGER,
  PRIMARY KEY ("person_id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE providers (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "country" TEXT,
  "offer" TEXT,
  "display_priority" INTEGER,
  "provider_id" INTEGER,
  "provider_name" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE external_ids (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "source" TEXT,
  "value" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE images (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "type" TEXT,
  "file_path" TEXT,
  "height" INTEGER,
  "country" TEXT,
  "language" TEXT,
  "vote_average" REAL,
  "vote_count" INTEGER,
  "width" INTEGER,
  "file_type" TEXT,
  "image_id" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE videos (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "video_id" TEXT,
  "country" TEXT,
  "language" TEXT,
  "key" TEXT,
  "name" TEXT,
  "official" INTEGER,
  "published_at" TEXT,
  "site" TEXT,
  "size" INTEGER,
  "type" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE release_dates (
  "movie_id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "certification" TEXT,
  "descriptors" TEXT,
  "language" TEXT,
  "note" TEXT,
  "release_date" TEXT,
  "type" INTEGER,
  "country" TEXT,
  PRIMARY KEY ("movie_id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE content_ratings (
  "series_id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "descriptors" TEXT,
  "country" TEXT,
  "rating" TEXT,
  PRIMARY KEY ("series_id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE texts (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "homepage" TEXT,
  "overview" TEXT,
  "runtime" INTEGER,
  "tagline" TEXT,
  "title" TEXT,
  "country" TEXT,
  "language" TEXT,
  "biography" TEXT,
  "is_primary" INTEGER,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE alternative_titles (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "country" TEXT,
  "title" TEXT,
  "type" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE title_keywords (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "keyword_id" INTEGER,
  "name" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE title_companies (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "company_id" INTEGER,
  "name" TEXT,
  "origin_country" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE title_networks (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "network_id" INTEGER,
  "name" TEXT,
  "origin_country" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE languages (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "role" TEXT,
  "english_name" TEXT,
  "language" TEXT,
  "name" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE countries (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "role" TEXT,
  "country" TEXT,
  "name" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE run_times (
  "series_id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "minutes" INTEGER,
  PRIMARY KEY ("series_id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE collection_parts (
  "collection_id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "title_id" INTEGER,
  "media_type" TEXT,
  "original_title" TEXT,
  "release_date" TEXT,
  "title" TEXT,
  PRIMARY KEY ("collection_id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE series_seasons (
  "series_id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "air_date" TEXT,
  "episode_count" INTEGER,
  "season_id" INTEGER,
  "name" TEXT,
  "overview" TEXT,
  "poster_path" TEXT,
  "season_number" INTEGER,
  "softcore" INTEGER,
  "vote_average" REAL,
  PRIMARY KEY ("series_id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE episodes (
  "season_id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "air_date" TEXT,
  "episode_number" INTEGER,
  "episode_type" TEXT,
  "id" INTEGER,
  "name" TEXT,
  "overview" TEXT,
  "production_code" TEXT,
  "runtime" INTEGER,
  "season_number" INTEGER,
  "series_id" INTEGER,
  "softcore" INTEGER,
  "still_path" TEXT,
  "vote_average" REAL,
  "vote_count" INTEGER,
  PRIMARY KEY ("season_id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE episode_groups (
  "series_id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "description" TEXT,
  "episode_count" INTEGER,
  "group_count" INTEGER,
  "group_id" TEXT,
  "name" TEXT,
  "network_id" INTEGER,
  "type" INTEGER,
  PRIMARY KEY ("series_id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE related (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "how" TEXT,
  "related_id" INTEGER,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;

CREATE TABLE reviews (
  "kind" TEXT NOT NULL,
  "id" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "author" TEXT,
  "author_details_avatar_path" TEXT,
  "author_details_name" TEXT,
  "author_details_rating" REAL,
  "author_details_username" TEXT,
  "content" TEXT,
  "created_at" TEXT,
  "review_id" TEXT,
  "updated_at" TEXT,
  "url" TEXT,
  PRIMARY KEY ("kind", "id", "n")
) STRICT, WITHOUT ROWID;
