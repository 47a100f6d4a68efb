-- table: artists
-- grain: one row per artist id of the reference
--
-- ListenBrainz's table goes before MusicBrainz's dump, whose areas do not name the country that they lie in. Codes that are
-- no country (XW worldwide, XE Europe, SU) leave the country unknown.
select
  coalesce(known.artist_mbid, dump.artist_mbid) as artist_mbid,
  coalesce(known.artist_name, dump.artist_name) as artist_name,
  coalesce(country.alpha_3, dump_country.alpha_3) as country
from staging.artists as known
full join staging.musicbrainz_artists as dump using (artist_mbid)
left join countries as country on upper(known.country_code) in (country.alpha_2, country.alpha_3)
left join countries as dump_country on upper(dump.country_code) in (dump_country.alpha_2, dump_country.alpha_3)
