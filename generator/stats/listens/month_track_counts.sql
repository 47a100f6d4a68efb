-- stat set: month_track_counts
-- grain:    one row per period, user, month of the year and track
-- columns:  period_id int, user_id int, month bigint, track_id int, listen_count bigint
--
-- The ground of what was heard most in each month of a year.
select calendar.period_id, listens.user_id, month(listens.listened_at) as month, listens.track_id, count(*) as listen_count
from listens
join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
join periods on periods.period_id = calendar.period_id
where calendar.is_inside and periods.kind = 'year'
group by calendar.period_id, listens.user_id, month(listens.listened_at), listens.track_id
