-- stat set: recent_listens
-- grain:    one row per user and rank
-- columns:  user_name text, rank bigint, listened_at timestamp, track_name text, artist_name text, artist_mbids uuid[],
--           release_group_name text?, release_group_mbid uuid?
--
-- The sixty listens of each user that were the last, newest first; of several in one second by the part of the second, then by
-- the name of the track, descending.
with ranked as (
  select listens.user_id, listens.listened_at, listens.track_id,
    row_number() over (
      partition by listens.user_id
      order by listens.listened_at desc, listens.microsecond desc nulls last, tracks.track_name_id desc, listens.track_id desc
    ) as rank
  from listens
  join tracks using (track_id)
)
select users.user_name, ranked.rank, ranked.listened_at, track.name as track_name, artist.name as artist_name,
  credits.artist_mbids, release_group.name as release_group_name, tracks.release_group_mbid
from ranked
join users using (user_id)
join tracks using (track_id)
join credits using (credit_id)
join names as track on track.name_id = tracks.track_name_id
join names as artist on artist.name_id = tracks.artist_name_id
left join names as release_group on release_group.name_id = tracks.release_group_name_id
where ranked.rank <= 60
order by users.user_name, ranked.rank
