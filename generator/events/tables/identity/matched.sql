-- table: matched
-- grain: one row per rule and track that it is about
with rules as (
  select rule, verb, kind, folded, mbid, by_folded, by_mbid
  from corrections
), by_artist as (
  select rules.rule, parts.track_hash
  from rules
  join credit_parts as parts on parts.folded = rules.folded or parts.mbid = rules.mbid
  where rules.kind = 'artist'
    and case rules.verb when 'leave_out' then parts.is_lead when 'split' then parts.is_whole else parts.is_whole or parts.mbid is not null end
), called as (
  select 'album' as kind, sent.track_hash, folded_name(sent.release_name) as folded, sent.release_mbid as mbid
  from sent
  where sent.release_name is not null
  union
  select 'album', sent.track_hash, folded_name(releases.release_name), sent.release_mbid
  from sent
  join releases using (release_mbid)
  where releases.release_name is not null
  union
  select 'track', track_hash, folded_name(track_name), recording_mbid
  from sent
), by_name as (
  select rules.rule, rules.by_folded, rules.by_mbid, called.track_hash
  from rules
  join called on called.kind = rules.kind and called.folded = rules.folded
  union
  select rules.rule, rules.by_folded, rules.by_mbid, called.track_hash
  from rules
  join called on called.kind = rules.kind and called.mbid = rules.mbid
)
select rule, track_hash
from by_artist
union
select by_name.rule, by_name.track_hash
from by_name
where (by_folded is null and by_mbid is null)
  or exists (
    select 1
    from credit_parts as parts
    where parts.track_hash = by_name.track_hash and parts.is_lead
      and (parts.folded = by_name.by_folded or parts.mbid = by_name.by_mbid)
  )
