-- stat set: similar_users
-- grain:    one row per period, user and similar user
-- uses:     listens/artist_counts
-- columns:  period_id int, user_name text, rank bigint, similar_user_name text, score double
--
-- The cosine of the listen counts of two users by artist, over the hundred artists that each heard most; four digits.
-- The first 25 above 0, ties by name descending.
with foremost as (
  select artist_counts.period_id, subject_id as user_id, artist_id, listen_count
  from artist_counts
  join periods using (period_id)
  where periods.kind = 'year' and subject_id > 0
  qualify row_number() over (
    partition by period_id, subject_id order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last
  ) <= 100
), lengths as (
  select period_id, user_id, sum(listen_count * listen_count)::double as square
  from foremost
  group by period_id, user_id
), products as (
  select one.period_id, one.user_id as one_id, other.user_id as other_id, sum(one.listen_count * other.listen_count)::bigint as product
  from foremost as one
  join foremost as other on other.period_id = one.period_id and other.artist_id = one.artist_id and other.user_id > one.user_id
  group by one.period_id, one.user_id, other.user_id
), scored as (
  select products.period_id, products.one_id, products.other_id, round(products.product / sqrt(one.square * other.square), 4) as score
  from products
  join lengths as one on one.period_id = products.period_id and one.user_id = products.one_id
  join lengths as other on other.period_id = products.period_id and other.user_id = products.other_id
), mutual as (
  select period_id, one_id as user_id, other_id as similar_id, score
  from scored
  where score > 0
  union all
  select period_id, other_id as user_id, one_id as similar_id, score
  from scored
  where score > 0
), ranked as (
  select period_id, user_id, similar_id, score, row_number() over (partition by period_id, user_id order by score desc, similar_id desc) as rank
  from mutual
  qualify rank <= 25
)
select ranked.period_id, users.user_name, ranked.rank, other.user_name as similar_user_name, ranked.score
from ranked
join users using (user_id)
join users as other on other.user_id = ranked.similar_id
order by ranked.period_id, users.user_name, ranked.rank
