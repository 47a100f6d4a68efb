-- table: artists
-- grain: one row per artist id of the reference
--
-- Codes that are no country (XW worldwide, XE Europe, SU) leave the country unknown.
select artist_mbid, artist_name, countries.alpha_3 as country
from heard.artists
anti join folded using (part, line)
left join countries on upper(country_code) in (countries.alpha_2, countries.alpha_3)
where reason is null
