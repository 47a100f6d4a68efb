-- The tables that source files are loaded into. Times are naive UTC; ids of MusicBrainz are UUIDs.

create schema heard;

-- Every line of every listening history, as it was sent, before it is judged.
create table heard.listens (
  part integer,              -- which file, see parts
  line bigint,               -- which line or record of it, from 1
  reason varchar,            -- why this line is no event; null for an event
  listened_at bigint,        -- seconds since 1970
  user_name varchar,         -- whose listen
  artist_name varchar,       -- as the client sent it
  track_name varchar,        -- as the client sent it
  release_name varchar,      -- as the client sent it
  mapped boolean,            -- whether MusicBrainz knows the recording
  recording_name varchar,    -- MusicBrainz's name of it
  recording_mbid uuid,
  release_mbid uuid,
  artist_mbids uuid[],
  artists varchar,           -- JSON: [{artist_credit_name, join_phrase, artist_mbid}]
  caa_id bigint,             -- cover art of the release
  caa_release_mbid uuid,
  track_hash ubigint         -- equal for lines that name a track in the same words and ids
);

create table heard.artists (
  part integer, line bigint, reason varchar,
  artist_mbid uuid,
  artist_name varchar,
  country_code varchar       -- ISO 3166-1, two or three letters
);

create table heard.releases (
  part integer, line bigint, reason varchar,
  release_mbid uuid,
  release_group_mbid uuid,
  first_release_date_year integer,  -- of the release group
  release_name varchar,
  album_artist_name varchar
);

-- Every file that was read, archives member by member.
create table parts (
  part integer,
  source integer,            -- which entry of config.yaml, from 0
  file varchar,              -- as config.yaml reaches it
  lines bigint               -- lines or records read, blank ones and headings left out
);

-- Lines that repeat another one.
create table folded (part integer, line bigint);

-- Lines that are no event, with the reason.
create table rejects (part integer, line bigint, reason varchar);

-- Reference: what MusicBrainz knows.
create table countries (alpha_2 varchar, alpha_3 varchar, country_name varchar);
create table artists (artist_mbid uuid, artist_name varchar, country varchar);  -- country: alpha-3
create table releases (
  release_mbid uuid, release_group_mbid uuid, first_release_date_year integer,
  release_name varchar, album_artist_name varchar
);
create table release_groups (release_group_mbid uuid, release_group_name varchar, artist_name varchar);

-- One name stands for an artist id everywhere.
create table artist_names (artist_mbid uuid, artist_name varchar);

-- Every distinct track as it was sent, with what is known of it put in its place.
create table sent (
  track_hash ubigint, listen_count bigint,
  track_name varchar, artist_name varchar, release_name varchar,
  recording_mbid uuid, release_mbid uuid, artist_mbids uuid[], artists varchar,
  caa_id bigint, caa_release_mbid uuid
);
create table resolved (
  track_id integer, track_hash ubigint,
  track_name varchar, artist_name varchar,
  release_name varchar, release_artist_name varchar,
  release_group_name varchar, release_group_artist_name varchar,
  recording_mbid uuid, release_mbid uuid, release_group_mbid uuid,
  artist_mbids uuid[], artists varchar,
  caa_id bigint, caa_release_mbid uuid
);

-- Every name once. Ids are in byte order, so they compare and sort as the names do.
create table names (
  name_id integer,
  name varchar,
  folded_id integer          -- the same for names that differ only in case
);

create table users (user_id integer, user_name varchar);  -- ids in byte order of the names

create table credits (
  credit_id integer,         -- in the order of artist_mbids, then artists
  mbids_id integer,          -- the same for credits of the same artist_mbids, in their order
  artist_mbids uuid[],       -- [] when unknown
  artists json               -- null when unknown
);

-- A track: one way to name a recording. recording_id, release_id and release_group_id say which group it counts for;
-- they are hashes of the group's key and equal for spellings that differ only in case.
create table tracks (
  track_id integer,
  recording_id ubigint, release_id ubigint, release_group_id ubigint,
  track_name_id integer, artist_name_id integer,
  release_name_id integer, release_artist_name_id integer,
  release_group_name_id integer, release_group_artist_name_id integer,
  recording_mbid uuid, release_mbid uuid, release_group_mbid uuid,
  credit_id integer, mbids_id integer,
  caa_id bigint, caa_release_mbid uuid
);

create table track_artists (
  track_id integer,
  artist_id ubigint,         -- a hash of the artist's key
  artist_name_id integer,
  artist_mbid uuid,          -- null when unmapped
  country varchar            -- alpha-3, null when unknown
);

create table listens (listened_at timestamp, user_id integer, track_id integer);
