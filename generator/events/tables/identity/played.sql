-- table: played
-- grain: one row per distinct track as sent
--
-- What services agree on of a play: the credit before its guests, and before a comma or an ampersand where that shorter name
-- is heard on its own, the shortest of these; and the title less the guests.
with credits as (
  select distinct artist_text, before_guests(artist_text) as main
  from texts
), alone as (
  select artist_text as name
  from credits
  union
  select main
  from credits
), shorter as (
  select artist_text, unnest(before_others(main)) as name
  from credits
  where regexp_matches(main, '[,&，、＆]')
), artists as (
  select credits.artist_text, coalesce(min_by(shorter.name, length(shorter.name)), any_value(credits.main)) as main
  from credits
  left join (select artist_text, name from shorter semi join alone using (name)) as shorter using (artist_text)
  group by credits.artist_text
), titles as (
  select track_text, without_guests(track_text) as main
  from (select distinct track_text from texts) as named
)
select track_hash, artists.main as artist, titles.main as track
from texts
join artists using (artist_text)
join titles using (track_text)
