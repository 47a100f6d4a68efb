-- stat set: missed_recordings
-- grain:    one row per period, user and recording
-- uses:     listens/recording_counts, listens/recording_firsts, listens/similar_users
-- columns:  period_id int, user_name text, rank bigint, track_name text, artist_name text, release_name text?,
--           recording_mbid uuid, artist_mbids uuid[], artists json?, caa_id bigint?, caa_release_mbid uuid?, listen_count bigint
--
-- Of the first two hundred recordings with an id of each of the three most similar users those that the user never heard, up to
-- the end of the year; listen_count sums theirs. Most heard first, ties by name, then id, descending; at most two by the
-- same first artist, and fifty. A recording with several rows in the leaderboard of the three is described by the first of them;
-- hardly any is, so that only those are ordered.
with friends as (
  select similar_users.period_id, users.user_id, other.user_id as similar_id
  from similar_users
  join users using (user_name)
  join users as other on other.user_name = similar_users.similar_user_name
  where similar_users.rank <= 3
), favoured as (
  select period_id, subject_id as similar_id, recording_id, recording_mbid, track_id, track_name_id, artist_name_id, release_name_id, listen_count
  from recording_counts
  semi join friends on friends.period_id = recording_counts.period_id and friends.similar_id = recording_counts.subject_id
  where recording_mbid is not null
  qualify row_number() over (
    partition by period_id, subject_id order by listen_count desc, track_name_id desc, recording_mbid desc, recording_id
  ) <= 200
), told as (
  select friends.period_id, friends.user_id, favoured.recording_id,
    min(favoured.recording_mbid) as recording_mbid,
    min(favoured.track_id) as track_id,
    min(favoured.track_name_id) as track_name_id,
    min(favoured.artist_name_id) as artist_name_id,
    min(favoured.release_name_id) as release_name_id,
    sum(favoured.listen_count)::bigint as listen_count
  from friends
  join favoured using (period_id, similar_id)
  join periods on periods.period_id = friends.period_id
  anti join recording_firsts as known
    on known.user_id = friends.user_id and known.recording_mbid = favoured.recording_mbid and known.first_at <= periods.until
  group by friends.period_id, friends.user_id, favoured.recording_id
), repeated as (
  select period_id, user_id, recording_mbid
  from told
  group by period_id, user_id, recording_mbid
  having count(*) > 1
), merged as (
  select told.period_id, told.user_id, told.recording_mbid, told.track_id, told.track_name_id, told.artist_name_id, told.release_name_id,
    sum(told.listen_count) over (partition by told.period_id, told.user_id, told.recording_mbid)::bigint as listen_count
  from told
  semi join repeated using (period_id, user_id, recording_mbid)
  join tracks using (track_id)
  qualify row_number() over (
    partition by told.period_id, told.user_id, told.recording_mbid
    order by told.listen_count desc, told.track_name_id desc, told.artist_name_id desc, tracks.mbids_id desc,
      told.release_name_id desc nulls last, tracks.release_mbid desc nulls last, tracks.credit_id desc,
      tracks.caa_id desc nulls last, tracks.caa_release_mbid desc nulls last
  ) = 1
), once as (
  select period_id, user_id, recording_mbid, track_id, track_name_id, artist_name_id, release_name_id, listen_count
  from told
  anti join repeated using (period_id, user_id, recording_mbid)
  union all
  select period_id, user_id, recording_mbid, track_id, track_name_id, artist_name_id, release_name_id, listen_count
  from merged
), described as (
  select once.period_id, once.user_id, once.recording_mbid, once.track_id, once.track_name_id, once.artist_name_id, once.release_name_id,
    once.listen_count, first_of(credits.artist_mbids) as first_mbid,
    if(first_of(credits.artist_mbids) is null, names.folded_id, 0) as first_folded_id
  from once
  join tracks using (track_id)
  join credits using (credit_id)
  join names on names.name_id = once.artist_name_id
), varied as (
  select period_id, user_id, recording_mbid, track_id, track_name_id, artist_name_id, release_name_id, listen_count
  from described
  qualify row_number() over (
    partition by period_id, user_id, first_mbid, first_folded_id order by listen_count desc, track_name_id desc, recording_mbid desc
  ) <= 2
), ranked as (
  select period_id, user_id, track_id, track_name_id, artist_name_id, release_name_id, listen_count,
    row_number() over (partition by period_id, user_id order by listen_count desc, track_name_id desc, recording_mbid desc) as rank
  from varied
  qualify rank <= 50
)
select ranked.period_id, users.user_name, ranked.rank, track.name as track_name, artist.name as artist_name, release.name as release_name,
  tracks.recording_mbid, credits.artist_mbids, credits.artists, tracks.caa_id, tracks.caa_release_mbid, ranked.listen_count
from ranked
join users using (user_id)
join tracks using (track_id)
join credits using (credit_id)
join names as track on track.name_id = ranked.track_name_id
join names as artist on artist.name_id = ranked.artist_name_id
left join names as release on release.name_id = ranked.release_name_id
order by ranked.period_id, users.user_name, ranked.rank
