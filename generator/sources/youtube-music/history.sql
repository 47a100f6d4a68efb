-- format:  youtube-music
-- form:    YouTube Music in Google Takeout: watch-history.json with header, title, titleUrl, subtitles, time
-- table:   listens
-- reads:   json
-- when:    ^\s*\[\s*\]|^\s*\[\s*\{(?=.*"header"\s*:)(?=.*"title"\s*:)
-- members: (^|/)YouTube[^/]*/.*\.json(\.gz)?$|(^|/)[^/]*(history|verlauf|histor)[^/]*\.json(\.gz)?$
-- columns: line, reason, left_out, listened_at, artist_name, track_name
--
-- time is when a play began; how long it was is not said. The title stands in a sentence of the account's language, "Watched
-- Words": that of a language unknown here is what nine titles in ten begin or end with. The artist is the channel, of a song
-- that is "Low - Topic". Videos of YouTube itself, searches and advertisements are left out.
with entry as (
  select line, record,
    json_transform(record, '{
      "header": "VARCHAR", "title": "VARCHAR", "titleUrl": "VARCHAR", "time": "VARCHAR",
      "subtitles": [{"name": "VARCHAR"}], "details": [{"name": "VARCHAR"}]
    }') as said
  from input
), told as (
  select line, record, said,
    trim(replace(worded(said.title, record, '$.title'), chr(160), ' ')) as title,
    coalesce(said.header = 'YouTube Music' or regexp_matches(said.titleUrl, '^https?://music\.youtube\.com/'), false) as is_music
  from entry
), sentences as (
  select string_split(title, ' ') as words
  from told
  where is_music
), openings as (
  select array_to_string(words[1:count], ' ') || ' ' as words, count
  from (select words, unnest(range(1, least(len(words), 5))) as count from sentences) as begun
  group by all
  having count(*) >= 10 and count(*) >= 0.9 * (select count(*) from sentences)
), endings as (
  select ' ' || array_to_string(words[-count:], ' ') as words, count
  from (select words, unnest(range(1, least(len(words), 5))) as count from sentences) as ended
  group by all
  having count(*) >= 10 and count(*) >= 0.9 * (select count(*) from sentences)
), frame as (
  select coalesce((select arg_max(words, count) from openings), '') as opening,
    coalesce((select arg_max(words, count) from endings), '') as ending
), named as (
  select line, record, said, is_music,
    trim(coalesce(
      nullif(regexp_extract(title, '^(?:Watched|Vous avez regardé|Has visto|Hai guardato|Você assistiu a|Obejrzano:?|Zhlédnuto:?) (.+)$', 1), ''),
      nullif(regexp_extract(title, '^(.+) (?:angesehen|を視聴しました|bekeken)$', 1), ''),
      regexp_replace(if(starts_with(title, opening), title[len(opening) + 1:], title), '\Q' || ending || '\E$', '')
    ), ' „“”"«»「」') as track_name,
    regexp_replace(trim(said.subtitles[1].name), ' [-–] (?:Topic|Thema|Tema|Sujet)$', '') as artist_name
  from told
  cross join frame
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  case
    when not is_music then 'of YouTube, not of YouTube Music'
    when len(list_filter(said.details, lambda detail: contains(detail.name, 'Google Ads'))) > 0 then 'an advertisement'
    when not regexp_matches(said.titleUrl, '[?&]v=|youtu\.be/') then 'no play: a search or a page'
    when artist_name is null or track_name is null or regexp_matches(track_name, '^https?://') then 'removed since: it names no artist or title'
  end as left_out,
  seconds(said.time, 'UTC') as listened_at,
  artist_name,
  track_name
from named
