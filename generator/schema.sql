-- The tables that source files are loaded into. Times are naive UTC; ids of MusicBrainz are UUIDs.

create schema staging;

-- Every line of every listening history, as it was sent, before it is judged.
create table staging.listens (
  part integer,              -- which file, see parts
  line bigint,               -- which line or record of it, from 1
  reason varchar,            -- why this line is no event; null for an event
  left_out varchar,          -- the rule that leaves it out, see the table left_out; null for an event
  listened_at bigint,        -- seconds since 1970
  microsecond integer,       -- within that second
  is_to_minute boolean,      -- whether the file tells the time to the minute only, see folded
  is_end boolean,            -- whether that is when the play ended; else when it began
  user_name varchar,         -- whose listen
  display_name varchar,      -- what the listener is called, where that is not the user name; null when the file does not say
  is_unnamed boolean,        -- whether the file says that the user is called nothing
  has_user boolean,          -- whether a listen that names no user is somebody's all the same
  is_server_play boolean,    -- whether it counts without a user, an artist or a title, too, see the table server_plays
  artist_name varchar,       -- as the client sent it
  track_name varchar,        -- as the client sent it
  release_name varchar,      -- as the client sent it
  album_artist_name varchar, -- whose album it is, where the file says so; null otherwise
  mapped boolean,            -- whether MusicBrainz knows the recording
  recording_name varchar,    -- MusicBrainz's name of it
  recording_mbid uuid,
  release_mbid uuid,
  artist_mbids uuid[],
  artists varchar,           -- JSON: [{artist_credit_name, join_phrase, artist_mbid}]
  caa_id bigint,             -- cover art of the release
  caa_release_mbid uuid,
  duration_ms bigint,        -- how long it was heard
  track_hash ubigint         -- equal for lines that name a track in the same words and ids
);

-- What MusicBrainz knows, format by format: the rows of the reference files that the listens refer to.
create table staging.artists (
  part integer,
  artist_mbid uuid,
  artist_name varchar,
  country_code varchar       -- ISO 3166-1, two or three letters
);

create table staging.musicbrainz_artists (
  part integer,
  artist_mbid uuid,
  artist_name varchar,
  country_code varchar,
  genres struct(genre varchar, genre_count integer)[]
);

create table staging.releases (
  part integer,
  release_mbid uuid,
  release_group_mbid uuid,
  first_release_date_year integer,  -- of the release group
  release_name varchar,
  album_artist_name varchar,
  caa_id bigint,
  caa_release_mbid uuid,
  artist_mbids uuid[],
  artists varchar
);

create table staging.release_groups (
  part integer,
  release_group_mbid uuid,
  release_group_name varchar,
  artist_name varchar,
  caa_id bigint,
  caa_release_mbid uuid,
  artist_mbids uuid[],
  artists varchar,
  first_release_date_year integer,
  primary_type varchar
);

create table staging.recording_artists (part integer, recording_mbid uuid, artist_mbids uuid[], artists varchar);

create table staging.recording_lengths (part integer, recording_mbid uuid, length_ms integer);

create table staging.genres (
  part integer,
  entity varchar,            -- recording, release_group or artist
  mbid uuid,
  genre varchar,
  genre_count integer
);

create table staging.canonical (
  part integer,
  recording_mbid uuid,
  release_mbid uuid,
  recording_name varchar,
  release_name varchar,
  artist_credit_name varchar,
  artist_mbids uuid[],
  lookup varchar,            -- artist and recording, see generator/events/lookups.py
  score bigint               -- the lower, the better known
);

create table staging.redirects (part integer, release_mbid uuid, release_group_mbid uuid);

-- What of MusicBrainz is wanted: the ids that the listens refer to, and those that the rows read so far refer to.
create schema needed;
create table needed.tracks (track_hash ubigint);  -- the tracks that were heard, and those whose mappings they have
create table needed.names (folded varchar);       -- names of artists without ids
create table needed.lookups (track_hash ubigint, lookup varchar);  -- tracks that no file maps
create table needed.recordings (mbid uuid);
create table needed.releases (mbid uuid);
create table needed.release_groups (mbid uuid);
create table needed.credited (mbid uuid);  -- the artists of what was heard
create table needed.artists (mbid uuid);   -- these, and the artists of releases and release groups

-- What the forms of access logs answer, line by line: the facts as the log has them, null where it says nothing. It stays
-- empty: generator/events/requests/log_lines.sql makes staging.requests of the lines that count, and staging.missing of others.
create table staging.log_lines (
  method varchar,            -- null where only what counts is logged
  target varchar,            -- the path and query as they were asked, not decoded; a host may stand before them
  status integer,            -- null where only what was answered is logged, 0 where nothing was
  time varchar,              -- as an access log, ISO or HTTP writes it, or a number since 1970; UTC without an offset
  address varchar,           -- who asked; a port may stand behind it
  agent varchar,
  referrer varchar,          -- the address of the page that led here
  host varchar,              -- the host that was asked
  country varchar,           -- two letters
  package_id varchar         -- of a log that names what was asked for itself; else the route tells it
);

-- Every request of access logs and counters that counts: the route, the method and the status are those of config.yaml.
create table staging.requests (
  part integer,
  line bigint,
  requested_at timestamp,    -- naive UTC; of a counter the beginning of its day
  is_day boolean,            -- whether only the day is known, which then is the same day by every clock
  package_id varchar,        -- the groups of the route, joined by full stops
  value bigint,              -- how many requests the line stands for
  visitor ubigint,           -- a keyed hash of the address; null where the file names none
  caller ubigint,            -- a keyed hash of the address and the agent; null as visitor is
  referrer varchar,          -- the host that led here; empty for one of the site's own, null where none is told
  country varchar,           -- two letters in upper case
  crawler varchar,           -- the kind of crawler that asked, null for any other client
  is_left_out boolean        -- whether a rule leaves such requests out
);

-- What was asked for and not found, by all but the crawlers that are left out.
create table staging.missing (
  part integer,
  requested_at timestamp,
  path varchar,              -- decoded, without the query
  visitor ubigint
);

-- The minutes of which a log has a line that can be read, whether it counts or not.
create table staging.logged (logged_at timestamp);  -- naive UTC

-- Crowdsourcing, export by export. Ids are those of the server that the exports are from.
create table staging.task_runs (
  part integer,
  line bigint,
  task_run_id bigint,
  project_id bigint,
  task_id bigint,
  account_id bigint,         -- null for an anonymous volunteer
  visitor ubigint,           -- of an anonymous volunteer: a hash of the address; null where the file names none
  is_external boolean,       -- whether only another service knows the volunteer
  finished_at timestamp,     -- naive UTC
  duration_ms bigint,        -- how long the task took, null when unknown
  elapsed_us bigint          -- from created to finish_time, as they stand there; null when one of them is not there
);
create table staging.tasks (
  part integer, line bigint,
  task_id bigint, project_id bigint,
  is_completed boolean,      -- null when the file does not say
  wanted_count bigint        -- how many answers are wanted, null when the file does not say
);
create table staging.results (
  part integer, line bigint,
  result_id bigint, project_id bigint, task_id bigint,
  has_info boolean           -- whether it says anything; null when the file does not say
);
create table staging.accounts (
  part integer, line bigint,
  account_id bigint, name varchar, fullname varchar,
  is_restricted boolean      -- whether the account asked not to be shown
);
create table staging.projects (
  part integer, line bigint,
  project_id bigint, name varchar, short_name varchar,
  is_published boolean,      -- null when the file does not say
  category_id bigint,
  is_featured boolean,       -- null when the file does not say
  is_protected boolean       -- whether the file has a hash of its password
);
create table staging.categories (part integer, line bigint, category_id bigint, short_name varchar);

-- What players, webhooks and statements say of videos.
create table staging.videos (
  part integer,
  line bigint,
  kind varchar,              -- load; play; playback: both at once; played: a play, of which a session of a media has one;
                             -- stopped: the playing stopped or jumped; voided: takes back the event of its key; range (with its ends); share (of the media, no ends)
  happened_at timestamp,     -- naive UTC, to the microsecond
  event_key ubigint,         -- a hash of the event's own key: a second one folds; null without
  media_id varchar, media_name varchar, media_ms bigint,
  project_id varchar, project_name varchar,
  visitor ubigint,           -- a hash of the viewer's key; null without
  session ubigint,           -- a hash of the viewing session's key; null without
  start_ms bigint, end_ms bigint,  -- of a range; of what played or stopped, where playing goes on, and where it ended
  share double,              -- of a playback or share: 0 to 1, or in percent where any of its source is above 1
  segments struct(start_ms bigint, end_ms bigint)[], -- what its session had watched so far of the media; null when unsaid
  registration ubigint       -- a hash of what lists of segments carry on in, across the sessions of a viewer; null without
);
-- What sessions of statements list of a media, and what those of a registration repeat of earlier ones.
create table staging.segment_lists (
  number bigint,             -- in the order of a registration's sessions
  media_id varchar, session ubigint, registration ubigint, visitor ubigint,
  played_at timestamp, happened_at timestamp,  -- as in pieces
  segments struct(start_ms bigint, end_ms bigint)[]
);
create table staging.repeated_segments (
  number bigint,             -- of the list; what repeats nothing is not here
  repeated_count bigint,     -- how many of its first segments it repeats
  until_ms bigint            -- until when it repeats the next one; 0 where it does not
);
-- What sessions of statements watched of a media.
create table staging.pieces (
  media_id varchar, session ubigint, visitor ubigint,
  played_at timestamp,       -- when its session is known to have played first
  happened_at timestamp,     -- when it is told
  start_ms bigint, end_ms bigint
);
create table staging.medias (
  part integer, line bigint,
  media_id varchar, media_name varchar, project_id varchar, project_name varchar,
  media_ms bigint            -- how long the media is
);

-- Every file that was read, archives member by member.
create table parts (
  part integer,
  source integer,            -- which entry of config.yaml, from 0
  file varchar,              -- as config.yaml reaches it
  lines bigint               -- lines or records read, blank ones and headings left out
);

-- How many lines of a file a rule leaves out: what is healthy, but about something else, too short, or private.
create table left_out (part integer, reason varchar, lines bigint);

-- Lines that repeat another one.
create table folded (part integer, line bigint);  -- line: null in a reference, where they are only counted

-- Lines that are no event, with the reason.
create table rejects (part integer, line bigint, reason varchar);

-- Reference: what MusicBrainz knows.
create table countries (alpha_2 varchar, alpha_3 varchar, country_name varchar);
create table artists (artist_mbid uuid, artist_name varchar, country varchar);  -- country: alpha-3
create table recordings (
  recording_mbid uuid,
  length_ms integer,
  artist_mbids uuid[],       -- null when not said, as every field of these tables
  artists varchar            -- JSON: [{artist_credit_name, join_phrase, artist_mbid}]
);
create table releases (
  release_mbid uuid, release_group_mbid uuid, first_release_date_year integer,
  release_name varchar, album_artist_name varchar,
  caa_id bigint, caa_release_mbid uuid, artist_mbids uuid[], artists varchar
);
create table release_groups (
  release_group_mbid uuid, release_group_name varchar, artist_name varchar,
  caa_id bigint, caa_release_mbid uuid, artist_mbids uuid[], artists json,
  first_release_date_year integer,
  primary_type varchar       -- Album, EP, Single, Other, Broadcast
);
create table release_group_artists (release_group_mbid uuid, artist_mbid uuid);
create table genres (
  entity varchar,            -- recording, release_group or artist
  mbid uuid, genre varchar,
  genre_count integer        -- votes, above 0
);

-- Who is who, see generator/events/identity.py. Every distinct track of the lines that are no rejects, as it was sent.
create table distinct_tracks (
  track_hash ubigint, line_count bigint,
  artist_name varchar, track_name varchar, release_name varchar, album_artist_name varchar,
  mapped boolean, recording_name varchar, recording_mbid uuid, release_mbid uuid, artist_mbids uuid[], artists varchar,
  caa_id bigint, caa_release_mbid uuid,
  is_named boolean           -- whether it has an artist and a title; always, but for a server's plays
);

-- Every name once, as it is compared; none where names are compared as the API does.
create table foldings (name varchar, folded varchar);

-- The words by which repeats of a track are known.
create table texts (
  track_hash ubigint, artist_text varchar, track_text varchar,
  is_mapped boolean          -- whether MusicBrainz knows the recording, by this line or another one of the same text
);

-- The words that services agree on when they tell of one play.
create table played (track_hash ubigint, artist varchar, track varchar);

-- Of which track a track has its mapping, where that is another one of the same text, and its release where it names none.
create table same_texts (track_hash ubigint, mapped_hash ubigint, release_name varchar);

-- What an artist, or a whole credit, is called that has ids. artist_key tells artists and credits apart: by their ids, and
-- without any by the folded name.
create table credit_names (artist_key varchar, artist_mbids uuid[], artist_name varchar, artists varchar);

-- Names that belong to exactly one artist, or one whole credit, with ids.
create table known_credits (folded varchar, artist_key varchar, artist_mbids uuid[], artist_name varchar, artists varchar);

-- The artists of every track, as far as the names are known.
create table credited (
  track_hash ubigint, listen_count bigint, artist_key varchar,
  artist_name varchar, artist_mbids uuid[], artists varchar
);

-- What may be the main artist of a credit: the whole, and what stands before words such as feat.
create table main_names (artist_name varchar, name varchar, is_sure boolean);
create table main_artists (
  artist_name varchar, artist_mbids uuid[], artists varchar,  -- the whole credit
  main_key varchar, main_name varchar, main_mbids uuid[], main_artists varchar
);

-- Which albums the tracks name of which no reference says whose they are, by ids, and whose they are then.
create table album_tracks (
  track_hash ubigint, listen_count bigint, folded_track varchar, folded_album varchar,
  release_name varchar, release_mbid uuid, caa_id bigint, caa_release_mbid uuid,
  is_told boolean,           -- whether the file says whose album it is
  is_corrected boolean,      -- whether a rule spells it
  artist_key varchar, artist_name varchar, artist_mbids uuid[], artists varchar
);

-- The albums with ids by artist and name, as far as a name has exactly one id.
create table known_albums (artist_key varchar, folded_album varchar, release_mbid uuid, release_group_mbid uuid);

-- Album by album what is shown of them.
create table album_ids (track_hash ubigint, album_key ubigint, release_mbid uuid, release_group_mbid uuid, is_various boolean);
create table albums (
  album_key ubigint,         -- a hash of what tells albums apart
  release_name varchar, caa_id bigint, caa_release_mbid uuid,
  artist_name varchar, artist_mbids uuid[], artists varchar
);

-- The owner's rules, a row per name that a rule is about; an id in the place of a name is one.
create table corrections (
  rule integer, verb varchar, kind varchar,
  folded varchar, mbid uuid, by_folded varchar, by_mbid uuid,
  to_name varchar, to_folded varchar, to_mbid uuid
);

-- The names of rules by which the artists of a track are called.
create table credit_parts (
  track_hash ubigint, name varchar, folded varchar, mbid uuid,
  is_whole boolean,          -- whether it is the whole credit
  is_lead boolean            -- whether it is the whole credit or begins it
);

-- Which tracks a rule is about, and which it changed.
create table matched (rule integer, track_hash ubigint);
create table corrected (rule integer, track_hash ubigint);

-- A credit that is several artists, by a rule; their ids where their names belong to exactly one.
create table split_credits (artist_name varchar, part_name varchar, part_mbid uuid);

-- What is settled of a track; nothing where only the line itself says who is who.
create table settled (
  track_hash ubigint, track_name varchar, album_key ubigint, release_mbid uuid, release_group_mbid uuid
);

-- What the canonical data says of a track that the listens leave unmapped.
create table mappings (
  track_hash ubigint,
  recording_mbid uuid, recording_name varchar,
  artist_mbids uuid[], artist_credit_name varchar,
  release_mbid uuid, release_name varchar
);

-- One name stands for an artist id everywhere.
create table artist_names (artist_mbid uuid, artist_name varchar);

-- Every distinct track as it was sent, with what is known of it put in its place.
create table sent (
  track_hash ubigint, listen_count bigint,
  track_name varchar, artist_name varchar, release_name varchar, album_artist_name varchar,
  recording_mbid uuid, release_mbid uuid, artist_mbids uuid[], artists varchar,
  caa_id bigint, caa_release_mbid uuid, length_ms integer,
  is_artist_corrected boolean, is_album_corrected boolean, is_track_corrected boolean  -- by a rule, which spells it
);
create table resolved (
  track_id integer, track_hash ubigint,
  track_name varchar, artist_name varchar,
  release_name varchar, release_artist_name varchar,
  release_group_name varchar, release_group_artist_name varchar,
  recording_mbid uuid, release_mbid uuid, release_group_mbid uuid,
  artist_mbids uuid[], artists varchar,
  caa_id bigint, caa_release_mbid uuid,
  release_artist_mbids uuid[], release_artists varchar,
  release_caa_id bigint, release_caa_release_mbid uuid,
  release_group_artist_mbids uuid[], release_group_artists varchar,
  release_group_caa_id bigint, release_group_caa_release_mbid uuid,
  first_release_year smallint, length_ms integer
);

-- Every name once. Ids are in byte order, so they compare and sort as the names do.
create table names (
  name_id integer,
  name varchar,
  folded_id integer,         -- the same for names that are compared as equal
  alike_id integer           -- the same for names that lead to one page: those that are equal when folded
);

create table users (
  user_id integer,           -- in byte order of the names
  user_name varchar,
  display_name varchar,      -- null when no file says
  is_unnamed boolean         -- whether a file says that the user is called nothing
);

create table credits (
  credit_id integer,         -- in the order of artist_mbids, then artists
  mbids_id integer,          -- the same for credits of the same artist_mbids, in their order
  artist_mbids uuid[],       -- [] when unknown
  artists json               -- null when unknown
);

create table credit_artists (
  credit_id integer,
  artist_id ubigint,         -- a hash of the artist's key
  artist_name_id integer,
  artist_mbid uuid
);

-- A track: one way to name a recording. recording_id, release_id and release_group_id say which group it counts for;
-- they are hashes of the group's key and equal for spellings that differ only in case. The credit and the cover are the
-- listen's; those of its release and release group are told apart, because MusicBrainz may know better.
create table tracks (
  track_id integer,
  recording_id ubigint, release_id ubigint, release_group_id ubigint,
  track_name_id integer, artist_name_id integer,
  release_name_id integer, release_artist_name_id integer,
  release_group_name_id integer, release_group_artist_name_id integer,
  recording_mbid uuid, release_mbid uuid, release_group_mbid uuid,
  credit_id integer, mbids_id integer,
  caa_id bigint, caa_release_mbid uuid,
  release_credit_id integer, release_mbids_id integer,
  release_caa_id bigint, release_caa_release_mbid uuid,
  release_group_credit_id integer, release_group_mbids_id integer,
  release_group_caa_id bigint, release_group_caa_release_mbid uuid,
  first_release_year smallint,  -- of the release group
  length_ms integer             -- of the recording
);

create table track_artists (
  track_id integer,
  artist_id ubigint,         -- a hash of the artist's key
  artist_name_id integer,
  artist_mbid uuid,          -- null when unmapped
  country varchar            -- alpha-3, null when unknown
);

create table listens (
  listened_at timestamp,     -- to the second
  local_at timestamp,        -- the wall time in site.timezone
  user_id integer,
  track_id integer,
  duration_ms integer,       -- how long it was heard, null when unknown
  microsecond integer        -- within its second
);

-- Plays of a server that are nobody's, or whose track has no artist or title, which then is an empty name: they count for the
-- server, and for its users, but not for anybody's listening.
create table server_plays (
  listened_at timestamp, local_at timestamp, track_id integer, duration_ms integer, microsecond integer,
  user_name varchar,         -- null when the user has none, or nobody is named
  display_name varchar,
  is_unnamed boolean,        -- whether a file says that the user is called nothing
  has_user boolean           -- whether it is somebody's
);

-- Requests of packages.
create table packages (
  package_number integer,    -- in byte order of the ids
  package_id varchar         -- as the API calls it: publisher.name
);
create table requests (
  requested_at timestamp,
  local_at timestamp,        -- the wall time in site.timezone
  package_number integer,
  value bigint,              -- how many requests it stands for
  visitor bigint,            -- who asked, told apart but not known; null when the file does not say
  is_day boolean,            -- whether only the day is known
  daily_visitor bigint,      -- an address and agent on one local day; null as visitor is
  referrer varchar,          -- the host that led here; empty for one of the site's own, null where none is told
  is_public_referrer boolean,  -- whether that host is one that anybody can reach
  country varchar,           -- two letters in upper case
  crawler varchar            -- the kind of crawler that asked, null for any other client
);

create table logged_days (day date);  -- of which an access log has a line that can be read, by the site's own clock
-- What was asked for and not found, and what crawlers asked for.
create table missing_requests (
  requested_at timestamp,
  local_at timestamp,        -- the wall time in site.timezone
  path varchar,              -- decoded, without the query
  is_telling boolean,        -- whether the path may tell of somebody
  visitor bigint             -- as above
);
create table crawler_requests (
  requested_at timestamp,
  local_at timestamp,
  kind varchar,
  is_left_out boolean        -- whether its source leaves crawlers out; else it is among the requests
);

-- Contributions of volunteers.
create table projects (
  project_id bigint,
  short_name varchar,        -- unique; of a project that no file describes the one in an export's name, else its id
  name varchar,              -- what people call it; the short name when no file says
  is_published boolean,      -- true when no file says
  is_featured boolean default false,
  is_protected boolean default false,  -- whether a password protects it
  category varchar,          -- short name of its category, null when unknown
  is_described boolean       -- whether a file of projects has it
);
create table tasks (
  task_id bigint, project_id bigint,
  is_completed boolean,      -- null when no file says
  wanted_count bigint        -- how many answers are wanted, null when no file says
);
create table task_runs (
  finished_at timestamp,
  local_at timestamp,
  task_run_id bigint, project_id bigint, task_id bigint,
  account_id bigint,         -- null for an anonymous volunteer
  visitor bigint,            -- of an anonymous volunteer, null when nothing tells them apart
  is_external boolean default false,  -- whether only another service knows the volunteer, who is nobody here
  duration_ms bigint,        -- how long the task took, null when unknown
  elapsed_us bigint          -- from created to finish_time, null when one of them is unknown
);
create table results (result_id bigint, project_id bigint, has_info boolean);  -- whether it says anything, null when no file says
create table accounts (
  account_id bigint,
  name varchar, fullname varchar,  -- as they are to be shown
  is_restricted boolean,
  is_described boolean       -- whether a file of accounts has it; else it is only named in task runs
);

-- What is known of videos, and what happened to them.
create table medias (
  media_number integer,      -- in byte order of the ids
  media_id varchar, media_name varchar,
  project_id varchar, project_name varchar,  -- null when unknown
  media_ms bigint            -- how long it is, as far as anybody watched when no file says, null when unknown
);
create table video_loads (
  happened_at timestamp, local_at timestamp, media_number integer, visitor bigint,
  is_assumed boolean         -- of a play whose file knows no loads
);
create table video_plays (happened_at timestamp, local_at timestamp, media_number integer, visitor bigint, session bigint);
-- What was watched: with its ends, or only how much.
create table video_watches (
  happened_at timestamp, local_at timestamp, media_number integer,
  session bigint,            -- never null; of a watch without a session its own
  start_ms bigint, end_ms bigint,  -- null when only the share is known
  watched_ms bigint          -- re-watching included; null when unknown: a share of a media of unknown length
);

-- Of which kinds of events there are any, with the files' formats: what a page says of what it cannot know depends on it.
create table domains (domain varchar, format varchar, event_count bigint);
