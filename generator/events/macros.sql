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
