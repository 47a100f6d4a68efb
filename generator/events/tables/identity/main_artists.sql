-- table: main_artists
-- grain: one row per distinct credit
--
-- The credit before its guests, and before a comma or an ampersand where that shorter name is heard on its own: the
-- shortest of these. Its ids are those of the whole credit where nothing is cut, else of the credit's first artist where that
-- one is called so, else those that the name belongs to.
with alone as (
  select folded
  from sent
  join foldings on foldings.name = sent.artist_name
  union
  select folded
  from credited
  join foldings on foldings.name = credited.artist_name
), shortest as (
  select main_names.artist_name, main_names.name as main_name, foldings.folded
  from main_names
  join foldings using (name)
  left join alone using (folded)
  where main_names.is_sure or alone.folded is not null
  qualify row_number() over (partition by main_names.artist_name order by length(main_names.name)) = 1
), credits as (
  select artist_name, artist_mbids, artists
  from credited
  union
  select album_artist_name, []::uuid[], null
  from sent
  where album_artist_name is not null
  union
  select album_artist_name, []::uuid[], null
  from releases
  where album_artist_name is not null and artist_mbids is null
), cut as (
  select credits.artist_name, credits.artist_mbids, credits.artists, shortest.main_name, shortest.folded,
    shortest.main_name = credits.artist_name and len(credits.artist_mbids) > 0 as is_whole,
    if(first_artist.folded = shortest.folded, credited(credits.artists)[1].artist_mbid::varchar, null) as first_key
  from credits
  join shortest using (artist_name)
  left join foldings as first_artist on first_artist.name = credited(credits.artists)[1].artist_credit_name
), matched as (
  select cut.artist_name, cut.artist_mbids, cut.artists, cut.main_name, cut.folded,
    case when is_whole then key_of_artist(cut.artist_mbids, null) else coalesce(cut.first_key, known.artist_key) end as main_key
  from cut
  left join known_credits as known on known.folded = cut.folded
)
select matched.artist_name, matched.artist_mbids, matched.artists,
  coalesce(main_key, folded) as main_key,
  coalesce(credit_names.artist_name, main_name) as main_name,
  coalesce(credit_names.artist_mbids, []) as main_mbids,
  credit_names.artists as main_artists
from matched
left join credit_names on credit_names.artist_key = matched.main_key
