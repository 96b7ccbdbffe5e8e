-- Written by go generate from the types of package gen, and frozen.

CREATE TABLE movies (
  "id" bigint NOT NULL,
  "adult" boolean,
  "backdrop_path" text,
  "belongs_to_collection_id" bigint,
  "budget" bigint,
  "homepage" text,
  "imdb_id" text,
  "original_language" text,
  "original_title" text,
  "overview" text,
  "popularity" double precision,
  "poster_path" text,
  "release_date" date,
  "revenue" bigint,
  "runtime" bigint,
  "softcore" boolean,
  "status" text,
  "tagline" text,
  "title" text,
  "video" boolean,
  "vote_average" double precision,
  "vote_count" bigint,
  "gone_at" timestamptz,
  PRIMARY KEY ("id")
);

CREATE TABLE series (
  "id" bigint NOT NULL,
  "adult" boolean,
  "backdrop_path" text,
  "first_air_date" date,
  "homepage" text,
  "in_production" boolean,
  "last_air_date" date,
  "last_episode_to_air_id" bigint,
  "name" text,
  "next_episode_to_air_id" bigint,
  "number_of_episodes" bigint,
  "number_of_seasons" bigint,
  "original_language" text,
  "original_name" text,
  "overview" text,
  "popularity" double precision,
  "poster_path" text,
  "softcore" boolean,
  "status" text,
  "tagline" text,
  "type" text,
  "vote_average" double precision,
  "vote_count" bigint,
  "gone_at" timestamptz,
  PRIMARY KEY ("id")
);

CREATE TABLE seasons (
  "id" bigint NOT NULL,
  "object_id" text,
  "air_date" date,
  "name" text,
  "overview" text,
  "poster_path" text,
  "season_number" bigint,
  "softcore" boolean,
  "vote_average" double precision,
  "gone_at" timestamptz,
  PRIMARY KEY ("id")
);

CREATE TABLE people (
  "id" bigint NOT NULL,
  "adult" boolean,
  "biography" text,
  "birthday" date,
  "deathday" date,
  "gender" bigint,
  "homepage" text,
  "imdb_id" text,
  "known_for_department" text,
  "name" text,
  "original_name" text,
  "place_of_birth" text,
  "popularity" double precision,
  "profile_path" text,
  "softcore" boolean,
  "gone_at" timestamptz,
  PRIMARY KEY ("id")
);

CREATE TABLE collections (
  "id" bigint NOT NULL,
  "adult" boolean,
  "backdrop_path" text,
  "name" text,
  "original_language" text,
  "original_name" text,
  "overview" text,
  "poster_path" text,
  "softcore" boolean,
  "gone_at" timestamptz,
  PRIMARY KEY ("id")
);

CREATE TABLE companies (
  "id" bigint NOT NULL,
  "description" text,
  "headquarters" text,
  "homepage" text,
  "logo_path" text,
  "name" text,
  "origin_country" text,
  "parent_company_id" bigint,
  "gone_at" timestamptz,
  PRIMARY KEY ("id")
);

CREATE TABLE networks (
  "id" bigint NOT NULL,
  "headquarters" text,
  "homepage" text,
  "logo_path" text,
  "name" text,
  "origin_country" text,
  "gone_at" timestamptz,
  PRIMARY KEY ("id")
);

CREATE TABLE keywords (
  "id" bigint NOT NULL,
  "name" text,
  "gone_at" timestamptz,
  PRIMARY KEY ("id")
);

CREATE TABLE genres (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "genre_id" bigint,
  "name" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE credits (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "role" text,
  "character" text,
  "credit_id" text,
  "person_id" bigint,
  "name" text,
  "position" bigint,
  "department" text,
  "job" text,
  "episode_count" bigint,
  "episode_id" bigint,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE person_credits (
  "person_id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "role" text,
  "title_kind" text,
  "character" text,
  "credit_id" text,
  "title_id" bigint,
  "position" bigint,
  "release_date" date,
  "title" text,
  "department" text,
  "job" text,
  "episode_count" bigint,
  PRIMARY KEY ("person_id", "n")
);

CREATE TABLE providers (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "country" text,
  "offer" text,
  "display_priority" bigint,
  "provider_id" bigint,
  "provider_name" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE external_ids (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "source" text,
  "value" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE images (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "type" text,
  "file_path" text,
  "height" bigint,
  "country" text,
  "language" text,
  "vote_average" double precision,
  "vote_count" bigint,
  "width" bigint,
  "file_type" text,
  "image_id" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE videos (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "video_id" text,
  "country" text,
  "language" text,
  "key" text,
  "name" text,
  "official" boolean,
  "published_at" timestamptz,
  "site" text,
  "size" bigint,
  "type" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE release_dates (
  "movie_id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "certification" text,
  "descriptors" jsonb,
  "language" text,
  "note" text,
  "release_date" timestamptz,
  "type" bigint,
  "country" text,
  PRIMARY KEY ("movie_id", "n")
);

CREATE TABLE content_ratings (
  "series_id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "descriptors" jsonb,
  "country" text,
  "rating" text,
  PRIMARY KEY ("series_id", "n")
);

CREATE TABLE texts (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "homepage" text,
  "overview" text,
  "runtime" bigint,
  "tagline" text,
  "title" text,
  "country" text,
  "language" text,
  "biography" text,
  "is_primary" boolean,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE alternative_titles (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "country" text,
  "title" text,
  "type" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE title_keywords (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "keyword_id" bigint,
  "name" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE title_companies (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "company_id" bigint,
  "name" text,
  "origin_country" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE title_networks (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "network_id" bigint,
  "name" text,
  "origin_country" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE languages (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "role" text,
  "english_name" text,
  "language" text,
  "name" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE countries (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "role" text,
  "country" text,
  "name" text,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE run_times (
  "series_id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "minutes" bigint,
  PRIMARY KEY ("series_id", "n")
);

CREATE TABLE collection_parts (
  "collection_id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "title_id" bigint,
  "media_type" text,
  "original_title" text,
  "release_date" date,
  "title" text,
  PRIMARY KEY ("collection_id", "n")
);

CREATE TABLE series_seasons (
  "series_id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "air_date" date,
  "episode_count" bigint,
  "season_id" bigint,
  "name" text,
  "overview" text,
  "poster_path" text,
  "season_number" bigint,
  "softcore" boolean,
  "vote_average" double precision,
  PRIMARY KEY ("series_id", "n")
);

CREATE TABLE episodes (
  "season_id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "air_date" date,
  "episode_number" bigint,
  "episode_type" text,
  "id" bigint,
  "name" text,
  "overview" text,
  "production_code" text,
  "runtime" bigint,
  "season_number" bigint,
  "series_id" bigint,
  "softcore" boolean,
  "still_path" text,
  "vote_average" double precision,
  "vote_count" bigint,
  PRIMARY KEY ("season_id", "n")
);

CREATE TABLE episode_groups (
  "series_id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "description" text,
  "episode_count" bigint,
  "group_count" bigint,
  "group_id" text,
  "name" text,
  "network_id" bigint,
  "type" bigint,
  PRIMARY KEY ("series_id", "n")
);

CREATE TABLE related (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "how" text,
  "related_id" bigint,
  PRIMARY KEY ("kind", "id", "n")
);

CREATE TABLE reviews (
  "kind" text NOT NULL,
  "id" bigint NOT NULL,
  "n" bigint NOT NULL,
  "author" text,
  "author_details_avatar_path" text,
  "author_details_name" text,
  "author_details_rating" double precision,
  "author_details_username" text,
  "content" text,
  "created_at" timestamptz,
  "review_id" text,
  "updated_at" timestamptz,
  "url" text,
  PRIMARY KEY ("kind", "id", "n")
);
