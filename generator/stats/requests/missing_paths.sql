-- stat set: missing_paths
-- grain:    one row per path that was not found
-- params:   at_least
-- columns:  name text, request_count bigint, is_few boolean
--
-- Most asked for first, ties by path. is_few: whether fewer than at_least people may have asked for it, or the path may tell of
-- somebody: it has an @, an address in numbers, or a word that is as long and mixed as keys are.
select path as name, count(*) as request_count,
  count(distinct visitor) + count(*) - count(visitor) < $at_least
    or contains(path, '@') or regexp_matches(path, '[0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}')
    or regexp_matches(path, '[0-9a-fA-F]{1,4}:[0-9a-fA-F:]*:[0-9a-fA-F]')
    or coalesce(list_max(list_transform(string_split(path, '/'), lambda word: length(word) >= 20
      and regexp_matches(word, '[0-9]') and not regexp_matches(word, '[a-z]{4}[^/]*[._-][a-z]{2,5}$'))), false) as is_few
from missing_requests
group by path
order by request_count desc, name
