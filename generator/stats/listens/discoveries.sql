-- stat set: discoveries
-- grain:    one row per period, user and recording
-- uses:     listens/recording_counts, listens/recording_firsts
-- columns:  period_id int, user_name text, rank bigint, track_name text, artist_name text, release_name text?,
--           recording_mbid uuid, artist_mbids uuid[], artists json?, caa_id bigint?, caa_release_mbid uuid?, listen_count bigint,
--           first_at timestamp
--
-- The recordings with an id that a user heard for the first time in the year, and more than three times. Most heard
-- first, ties by name, then id, descending; at most two by the same first artist, and fifty.
-- A recording with several rows in the leaderboard, as on two releases, is counted once and described by the first of them.
with heard as (
  select counted.period_id, counted.subject_id as user_id, counted.recording_id, counted.recording_mbid, counted.track_id, counted.track_name_id,
    counted.artist_name_id, counted.release_name_id, counted.listen_count as form_count, recording_firsts.first_at,
    sum(counted.listen_count) over (partition by counted.period_id, counted.subject_id, counted.recording_mbid)::bigint as listen_count
  from recording_counts as counted
  join recording_firsts
    on recording_firsts.user_id = counted.subject_id and recording_firsts.recording_mbid = counted.recording_mbid
  join periods on periods.period_id = counted.period_id
  where periods.kind = 'year' and recording_firsts.first_at >= periods.since and recording_firsts.first_at <= periods.until
  qualify sum(counted.listen_count) over (partition by counted.period_id, counted.subject_id, counted.recording_mbid) > 3
), described as (
  select heard.period_id, heard.user_id, heard.recording_mbid, heard.track_name_id, heard.artist_name_id, heard.release_name_id,
    heard.listen_count, heard.first_at, credits.artist_mbids, credits.artists, tracks.caa_id, tracks.caa_release_mbid,
    first_of(credits.artist_mbids) as first_mbid,
    if(first_of(credits.artist_mbids) is null, names.folded_id, 0) as first_folded_id
  from heard
  join tracks using (track_id)
  join credits using (credit_id)
  join names on names.name_id = heard.artist_name_id
  qualify row_number() over (
    partition by heard.period_id, heard.user_id, heard.recording_mbid
    order by heard.form_count desc, heard.track_name_id desc, heard.artist_name_id desc, tracks.mbids_id desc,
      heard.release_name_id desc nulls last, tracks.release_mbid desc nulls last, tracks.credit_id desc,
      tracks.caa_id desc nulls last, tracks.caa_release_mbid desc nulls last
  ) = 1
), varied as (
  select period_id, user_id, recording_mbid, track_name_id, artist_name_id, release_name_id, listen_count, first_at, artist_mbids,
    artists, caa_id, caa_release_mbid
  from described
  qualify row_number() over (
    partition by period_id, user_id, first_mbid, first_folded_id order by listen_count desc, track_name_id desc, recording_mbid desc
  ) <= 2
), ranked as (
  select period_id, user_id, recording_mbid, track_name_id, artist_name_id, release_name_id, listen_count, first_at, artist_mbids,
    artists, caa_id, caa_release_mbid,
    row_number() over (partition by period_id, user_id order by listen_count desc, track_name_id desc, recording_mbid desc) as rank
  from varied
  qualify rank <= 50
)
select ranked.period_id, users.user_name, ranked.rank, track.name as track_name, artist.name as artist_name, release.name as release_name,
  ranked.recording_mbid, ranked.artist_mbids, ranked.artists, ranked.caa_id, ranked.caa_release_mbid, ranked.listen_count,
  ranked.first_at
from ranked
join users using (user_id)
join names as track on track.name_id = ranked.track_name_id
join names as artist on artist.name_id = ranked.artist_name_id
left join names as release on release.name_id = ranked.release_name_id
order by ranked.period_id, users.user_name, ranked.rank
