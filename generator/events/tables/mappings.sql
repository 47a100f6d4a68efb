-- table: mappings
-- grain: one row per track that no file maps and that the canonical data knows
--
-- Of several recordings with one lookup the lowest score is meant, then the smallest id.
select track_hash, recording_mbid, recording_name, artist_mbids, artist_credit_name, release_mbid, release_name
from needed.lookups
join staging.canonical using (lookup)
qualify row_number() over (partition by track_hash order by score nulls last, recording_mbid, release_mbid) = 1
