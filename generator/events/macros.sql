-- What the SELECTs of generator/sources may call.

-- The text at a path of a record, where json_transform took it as `said`: a list or an object there is no text.
create or replace temp macro worded(said, record, path) as
  case when starts_with(said, '{') or starts_with(said, '[')
    then if(json_type(record, path) in ('OBJECT', 'ARRAY'), null, said)
    else said
  end;

-- Seconds since 1970 of a number of seconds or an ISO time, as text; a time without an offset is in the zone. A word behind
-- the time must name its zone: a cast to timestamp would pass over it, even over PM.
create or replace temp macro seconds(said, zone) as
  coalesce(
    try_cast(said as double),
    epoch(if(regexp_matches(said, ':\d\d(\.\d+)? ?([+-]\d\d(:?\d\d)?|[a-zA-Z][\w/+-]*)$'),
      try_cast(said as timestamptz),
      try_cast(said as timestamp) at time zone zone))
  );

-- The MBIDs of a list of texts, what is none left out.
create or replace temp macro mbids(said) as
  list_filter(list_transform(said, lambda mbid: try_cast(mbid as uuid)), lambda mbid: mbid is not null);

-- The artists of a credit, from JSON; null when it names none.
create or replace temp macro credited(said) as
  nullif(from_json(said, '[{"artist_credit_name": "VARCHAR", "join_phrase": "VARCHAR", "artist_mbid": "UUID"}]'), []);

-- A credit in words: its artists joined by their phrases; null when it names none.
create or replace temp macro credit_name(artists) as
  nullif(list_reduce(list_transform(artists, lambda artist: artist.artist_credit_name || coalesce(artist.join_phrase, '')), lambda credit, name: credit || name), '');

-- A text that is JSON as the credit it is, in one notation, so that equal credits are equal texts; null when it is none.
create or replace temp macro credit(said) as
  to_json(credited(try_cast(said as json)))::varchar;

-- The ids of a credit: of a text that holds them in whatever notation, else of the credit's JSON; null when there is none.
create or replace temp macro credit_mbids(said, artists) as
  nullif(mbids(coalesce(
    nullif(regexp_extract_all(said, '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'), []),
    json_extract_string(try_cast(artists as json), '$[*].artist_mbid')
  )), []);

-- A whole number from 0; Parquet and JSON may write it with a fraction.
create or replace temp macro whole_number(said) as
  try_cast(if(try_cast(said as double) >= 0, trunc(try_cast(said as double)), null) as bigint);

-- A year that can be one.
create or replace temp macro year_of(said) as
  if(whole_number(said) between 1 and 9999, whole_number(said)::integer, null);

-- How long a listen was, from milliseconds or seconds as text; no time at all, or more than a day, is nonsense.
create or replace temp macro milliseconds(said) as
  if(try_cast(said as double) >= 1 and try_cast(said as double) <= 86400000, trunc(try_cast(said as double))::bigint, null);
create or replace temp macro milliseconds_of(seconds) as
  if(try_cast(seconds as double) >= 0.001 and try_cast(seconds as double) <= 86400, round(try_cast(seconds as double) * 1000)::bigint, null);

-- Words in ASCII as the canonical data is looked up by them: word characters alone, in lower case.
create or replace temp macro lookup_of(said) as
  if(regexp_matches(said, '[^a-z0-9_]'), lower(regexp_replace(said, '\W+', '', 'g')), said);
