-- What the SELECTs of generator/sources may call.

-- The text at a path of a record, where json_transform took it as `said`: a list or an object there is no text.
create or replace temp macro worded(said, record, path) as
  case when starts_with(said, '{') or starts_with(said, '[')
    then if(json_type(record, path) in ('OBJECT', 'ARRAY'), null, said)
    else said
  end;

-- A text with its JSON strings as generator/events/json_text.py repairs them; the same as its function `repaired`.
create or replace temp macro repaired_string(said) as
  array_to_string(list_transform(
    regexp_extract_all(said, '(?s)\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\.|[\x00-\x1f]|[^\\\x00-\x1f]+'),
    lambda piece: case
      when regexp_full_match(piece, '\\u[dD][89a-fA-F][0-9a-fA-F]{2}') then '\ufffd'
      when piece < ' ' then format('\u{:04x}', ord(piece))
      else piece
    end), '');
create or replace temp macro repaired_json(said) as
  array_to_string(list_transform(
    regexp_extract_all(said, '(?s)"[^"\\]*(?:\\.[^"\\]*)*"|[\x00-\x1f]+|[^"\x00-\x1f]+|"'),
    lambda token: case when starts_with(token, '"') then repaired_string(token) when token < ' ' then ' ' else token end), '');

-- A text that is JSON, or is so but for halves of surrogate pairs and raw control characters, which the engine refuses, see
-- generator/events/json_text.py; else null.
create or replace temp macro clean_json(said) as
  case when json_valid(said) then said when json_valid(repaired_json(said)) then repaired_json(said) end;

-- Artists, each a text or a JSON object with a name, as one text; null when there is none.
create or replace temp macro names_of(artists) as
  nullif(array_to_string(list_transform(artists,
    lambda artist: if(starts_with(artist, '{') and json_valid(artist), json_extract_string(artist, '$.name'), artist)), ', '), '');

-- Seconds since 1970 of a number of seconds or an ISO time, as text; a time without an offset is in the zone. A word behind
-- the time must name its zone: a cast to timestamp would pass over it, even over PM.
create or replace temp macro seconds(said, zone) as
  coalesce(
    try_cast(said as double),
    epoch(if(regexp_matches(said, ':\d\d(\.\d+)? ?([+-]\d\d(:?\d\d)?|[a-zA-Z][\w/+-]*)$'),
      try_cast(said as timestamptz),
      try_cast(said as timestamp) at time zone zone))
  );

-- The MBIDs of a list of texts, what is none left out.
create or replace temp macro mbids(said) as
  list_filter(list_transform(said, lambda mbid: try_cast(mbid as uuid)), lambda mbid: mbid is not null);

-- What a thing of Koito's is called: the alias that is primary, else the first.
create or replace temp macro primary_alias(aliases) as
  coalesce(list_filter(aliases, lambda said: said.is_primary = 'true')[1].alias, aliases[1].alias);

-- The artists of a credit, from JSON; null when it names none.
create or replace temp macro credited(said) as
  nullif(from_json(said, '[{"artist_credit_name": "VARCHAR", "join_phrase": "VARCHAR", "artist_mbid": "UUID"}]'), []);

-- A credit in words: its artists joined by their phrases; null when it names none.
create or replace temp macro credit_name(artists) as
  nullif(list_reduce(list_transform(artists, lambda artist: artist.artist_credit_name || coalesce(artist.join_phrase, '')), lambda credit, name: credit || name), '');

-- Whether two lists name the same ids, in whatever order and however often.
create or replace temp macro same_ids(ids, others) as
  list_sort(list_distinct(ids)) = list_sort(list_distinct(others));

-- A text that is JSON as the credit it is, in one notation, so that equal credits are equal texts; null when it is none.
create or replace temp macro credit(said) as
  to_json(credited(try_cast(said as json)))::varchar;

-- The ids of a credit: of a text that holds them in whatever notation, else of the credit's JSON; null when there is none.
create or replace temp macro credit_mbids(said, artists) as
  nullif(mbids(coalesce(
    nullif(regexp_extract_all(said, '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'), []),
    json_extract_string(try_cast(artists as json), '$[*].artist_mbid')
  )), []);

-- A name as it is compared, see generator/events/folding.py, which defines it when it is known which letters there are.
create or replace temp macro folded_name(said) as null::varchar;

-- What stands in front of the guests of a credit: of "feat.", "ft." or "featuring", in brackets or not; a credit without
-- guests is itself.
create or replace temp macro before_guests(credit) as
  coalesce(nullif(regexp_extract(credit,
    '(?i)^(.*?[^\s\p{Z}(\[（])[\s\p{Z}]*[\s\p{Z}(\[（][\s\p{Z}]*(?:(?:feat|ft)\.|(?:feat|ft|featuring)[\s\p{Z}])[\s\p{Z}]*[^\s\p{Z}]', 1), ''), credit);

-- A title less its guests: what "feat.", "ft.", "featuring" or "with" begins in brackets, and all behind one without.
create or replace temp macro without_guests(title) as
  before_guests(coalesce(nullif(trim(regexp_replace(title,
    '(?i)[\s\p{Z}]*[(\[（](?:(?:feat|ft)\.|(?:feat|ft|featuring|with)[\s\p{Z}])[^)\]）]*[)\]）]', '', 'g')), ''), title));

-- What stands in front of each comma or ampersand of a credit.
create or replace temp macro before_others(credit) as
  list_filter(
    list_transform(range(2, length(credit) + 1), lambda place: if(substr(credit, place, 1) in (',', '&', '，', '、', '＆'), rtrim(substr(credit, 1, place - 1)), null)),
    lambda name: name != ''
  );

-- What tells an artist or a credit apart: its ids, in whatever order, else its folded name.
create or replace temp macro key_of_artist(mbids, folded) as
  coalesce(nullif(array_to_string(list_sort(list_distinct(mbids))::varchar[], ' '), ''), folded);

-- A whole number from 0; Parquet and JSON may write it with a fraction.
create or replace temp macro whole_number(said) as
  try_cast(if(try_cast(said as double) >= 0, trunc(try_cast(said as double)), null) as bigint);

-- A year that can be one.
create or replace temp macro year_of(said) as
  if(whole_number(said) between 1 and 9999, whole_number(said)::integer, null);

-- How long a listen was, from milliseconds or seconds as text; no time at all, or more than a day, is nonsense.
create or replace temp macro milliseconds(said) as
  if(try_cast(said as double) >= 1 and try_cast(said as double) <= 86400000, trunc(try_cast(said as double))::bigint, null);
create or replace temp macro milliseconds_of(seconds) as
  if(try_cast(seconds as double) >= 0.001 and try_cast(seconds as double) <= 86400, round(try_cast(seconds as double) * 1000)::bigint, null);

-- Whether a play names its artist and its track.
create or replace temp macro is_named(artist_name, track_name) as
  coalesce(trim(artist_name), '') != '' and coalesce(trim(track_name), '') != '';

-- How long a track of Partify's is, from seconds as text: as long as the server plays it, a day or more if need be.
create or replace temp macro milliseconds_of_track(seconds) as
  if(try_cast(seconds as double) between 0.001 and 2147483.647, round(try_cast(seconds as double) * 1000)::bigint, null);

-- Words in ASCII as the canonical data is looked up by them: word characters alone, in lower case.
create or replace temp macro lookup_of(said) as
  if(regexp_matches(said, '[^a-z0-9_]'), lower(regexp_replace(said, '\W+', '', 'g')), said);

-- Video: a time as naive UTC, from seconds, milliseconds or microseconds since 1970 or an ISO time, as text; see seconds.
-- Only of a number the size tells the unit: an ISO time may be of the year 9999.
create or replace temp macro microseconds(said, zone) as
  case
    when abs(try_cast(said as double)) < 1e14 and abs(try_cast(said as double)) >= 1e11 then try_cast(said as double) * 1e3
    when abs(try_cast(said as double)) >= 1e14 then try_cast(said as double)
    else seconds(said, zone) * 1e6
  end;
create or replace temp macro moment(said, zone) as
  make_timestamp(try_cast(if(microseconds(said, zone) between -6e16 and 2.6e17, round(microseconds(said, zone)), null) as bigint));

-- A place in a media, and how long one is, in ms from seconds as text. Before the beginning is at the beginning.
create or replace temp macro place_ms(said) as
  try_cast(if(abs(try_cast(said as double)) < 1e9, greatest(round(try_cast(said as double) * 1000), 0), null) as bigint);
create or replace temp macro length_ms(said) as
  if(place_ms(said) > 0, place_ms(said), null);

-- What a text tells apart, no text nothing.
create or replace temp macro key_of(said) as
  if(coalesce(trim(said), '') = '', null, hash(said));

-- Which viewing session an event is of: as it says, else the viewer's of that media and day, else its own.
create or replace temp macro session_of(session, visitor, media_id, happened_at, part, line) as
  coalesce(session, if(visitor is null, hash(part, line), hash(visitor, media_id, happened_at::date)));

-- A statement without what a store wraps it in, as Elasticsearch or Learning Locker do; the video profile's names begin with
-- https, as they should.
create or replace temp macro unwrapped(record) as
  case
    when json_type(record, '$.verb') is not null then record
    when json_type(record, '$._source.verb') is not null then json_extract(record, '$._source')::varchar
    when json_type(record, '$.statement.verb') is not null then json_extract(record, '$.statement')::varchar
    else record
  end;
create or replace temp macro bare_statement(record) as
  if(contains(record, 'http:'),
    regexp_replace(unwrapped(record), '"http:(\\?/\\?/w3id\.org\\?/xapi\\?/video\b)', '"https:\1', 'g'), unwrapped(record));

-- The parts of an xAPI statement that tell of a video.
create or replace temp macro statement(record) as
  json_transform(record, '{
    "id": "VARCHAR", "timestamp": "VARCHAR", "@timestamp": "VARCHAR", "stored": "VARCHAR",
    "actor": {"mbox": "VARCHAR", "mbox_sha1sum": "VARCHAR", "openid": "VARCHAR", "account": {"homePage": "VARCHAR", "name": "VARCHAR"}},
    "verb": {"id": "VARCHAR"},
    "object": {"id": "VARCHAR", "definition": {"type": "VARCHAR", "name": "VARCHAR"}},
    "context": {
      "registration": "VARCHAR",
      "extensions": {"https://w3id.org/xapi/video/extensions/session-id": "VARCHAR", "https://w3id.org/xapi/video/extensions/length": "VARCHAR"},
      "contextActivities": {"parent": "VARCHAR"}
    },
    "result": {"extensions": {
      "https://w3id.org/xapi/video/extensions/length": "VARCHAR", "https://w3id.org/xapi/video/extensions/played-segments": "VARCHAR",
      "https://w3id.org/xapi/video/extensions/time": "VARCHAR", "https://w3id.org/xapi/video/extensions/time-from": "VARCHAR",
      "https://w3id.org/xapi/video/extensions/time-to": "VARCHAR"
    }}
  }');

-- The session of a statement: as the video profile says it, or under another profile's name, such as Open edX's.
create or replace temp macro statement_session(said, record) as
  coalesce(
    nullif(trim(said.context.extensions."https://w3id.org/xapi/video/extensions/session-id"), ''),
    nullif(trim(regexp_extract(record, 'extensions?\\?/session-id"\s*:\s*"([^"\\]*)"', 1)), '')
  );

-- A place in a media of a statement, in ms: from seconds, or a duration of ISO 8601 such as PT3M15.5S, as text.
create or replace temp macro statement_ms(said) as
  coalesce(
    place_ms(said),
    if(regexp_full_match(said, 'PT(\d{1,6}H)?(\d{1,6}M)?(\d{1,9}(\.\d+)?S)?') and said != 'PT', round(1000 * (
      3600 * coalesce(try_cast(regexp_extract(said, '(\d+)H', 1) as double), 0)
      + 60 * coalesce(try_cast(regexp_extract(said, '(\d+)M', 1) as double), 0)
      + coalesce(try_cast(regexp_extract(said, '([\d.]+)S', 1) as double), 0)
    ))::bigint, null)
  );

-- What a statement says of a video: null for one of another activity, or whose verb tells nothing that is counted.
-- Verbs such as initialized are those of any activity.
create or replace temp macro statement_kind(said, record) as
  case when regexp_matches(said.verb.id, '/voided/?$') then 'voided'
    when regexp_matches(said.object.definition.type, '[/#]video/?$') or regexp_matches(record, 'xapi\\?/video\b')
    then case regexp_extract(said.verb.id, '([^/#]+)/?$', 1)
      when 'initialized' then 'load'
      when 'played' then 'played'
      when 'play' then 'played'
      when 'paused' then 'stopped'
      when 'seeked' then 'stopped'
      when 'completed' then 'stopped'
      when 'terminated' then 'stopped'
    end
  end;

-- What an event of a tracking log of Open edX says of a video; null for one that says nothing which is counted.
create or replace temp macro tracked_kind(name) as
  case name
    when 'load_video' then 'loaded' when 'edx.video.loaded' then 'loaded'
    when 'play_video' then 'played' when 'edx.video.played' then 'played'
    when 'seek_video' then 'seeked' when 'edx.video.position.changed' then 'seeked'
    when 'pause_video' then 'stopped' when 'edx.video.paused' then 'stopped'
    when 'stop_video' then 'stopped' when 'edx.video.stopped' then 'stopped'
    when 'complete_video' then 'stopped' when 'edx.video.completed' then 'stopped'
  end;

-- What tells the actor of a statement apart. A hashed address is the same as the address.
create or replace temp macro actor_key(actor) as
  coalesce(
    coalesce(actor.account.homePage, '') || ' ' || nullif(actor.account.name, ''),
    lower(nullif(actor.mbox_sha1sum, '')),
    sha1(nullif(actor.mbox, '')),
    nullif(actor.openid, '')
  );

-- What an activity is called in paths: the uuid that its IRI is or ends in, YouTube's own id, else the IRI without scheme.
create or replace temp macro activity_id(said) as
  case when contains(said, ':') then coalesce(
      nullif(regexp_extract(said, '[:/=@]([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})/?$', 1), ''),
      nullif(regexp_extract(said, '^https?://(?:(?:www|m)\.)?(?:youtube\.com/watch\?(?:[^#]*&)?v=|youtu\.be/)([\w-]+)', 1), ''),
      nullif(regexp_replace(said, '^[a-zA-Z][\w+.-]*://|/$', '', 'g'), ''))
    else nullif(said, '')
  end;

-- A text of several languages, JSON: in English, else in the language that comes first; a text alone is itself. English is
-- the language of a site's pages.
create or replace temp macro in_english(said) as
  coalesce(
    list_min(list_filter(list_transform(
      map_entries(try_cast(from_json(if(json_valid(said), said, null), '"MAP(VARCHAR,VARCHAR)"') as map(varchar, varchar))),
      lambda entry: {'is_other': not regexp_matches(entry.key, '(?i)^en([-_]|$)'), 'language': entry.key, 'words': nullif(trim(entry.value), '')}
    ), lambda name: name.words is not null)).words,
    if(starts_with(said, '{'), null, nullif(trim(said), ''))
  );

-- The segments of xAPI's played-segments, such as 0[.]42.6[,]43.1[.]124.6; what has no end, or no length, is left out. A
-- blank text says nothing, and is null.
create or replace temp macro segments_of(said) as
  list_filter(
    list_transform(string_split(nullif(trim(said), ''), '[,]'), lambda piece: {
      'start_ms': place_ms(string_split(piece, '[.]')[1]), 'end_ms': place_ms(string_split(piece, '[.]')[2])
    }),
    lambda segment: segment.start_ms < segment.end_ms
  );

-- Segments of which those that touch are one.
create or replace temp macro joined_segments(segments) as
  list_transform(
    list_zip(
      list_filter(range(1, len(segments) + 1), lambda place: place = 1 or segments[place - 1].end_ms != segments[place].start_ms),
      list_filter(range(1, len(segments) + 1), lambda place: place = len(segments) or segments[place].end_ms != segments[place + 1].start_ms)
    ),
    lambda ends: {'start_ms': segments[ends[1]].start_ms, 'end_ms': segments[ends[2]].end_ms}
  );

-- Whether a piece of played-segments is no segment at all, not even an empty one or one without an end.
create or replace temp macro are_broken(said) as
  len(list_filter(string_split(said, '[,]'), lambda piece:
    trim(piece) != '' and not coalesce(place_ms(string_split(piece, '[.]')[1]) is not null
      and (coalesce(trim(string_split(piece, '[.]')[2]), '') = ''
        or place_ms(string_split(piece, '[.]')[1]) <= place_ms(string_split(piece, '[.]')[2])), false)
  )) > 0;

-- Contributions: what an export says, null where it has a language's word for nothing.
create or replace temp macro stated(said) as
  if(lower(trim(said)) in ('', 'none', 'null', 'nan', '\n'), null, trim(said));

-- An id, which pandas may have made a fraction: 3.0.
create or replace temp macro id_of(said) as
  try_cast(regexp_extract(said, '^\s*(\d+)(\.0*)?\s*$', 1) as bigint);

-- Whether it is so, in the words of JSON, Python or PostgreSQL; null when it is neither.
create or replace temp macro truth(said) as
  case when lower(trim(said)) in ('true', 't', '1', '1.0') then true when lower(trim(said)) in ('false', 'f', '0', '0.0') then false end;

-- The project that the name of an export tells: <id>_<short name>_<type>_<json or csv>.zip.
create or replace temp macro exported_project(file) as
  id_of(regexp_extract(file, '(?:^|/)(\d+)_[^/]+_(?:task_run|task|result)_(?:json|csv)[^/]*\.zip(?:/|$)', 1));
create or replace temp macro exported_name(file) as
  regexp_extract(file, '(?:^|/)\d+_([^/]+)_(?:task_run|task|result)_(?:json|csv)[^/]*\.zip(?:/|$)', 1);

-- Whether a result has an info: anything but nothing, null and an empty text, in JSON or in columns of CSV; null where the
-- record has no place for it.
create or replace temp macro has_info(record) as
  list_bool_or(list_transform(
    list_filter(map_entries(from_json(record, '"MAP(VARCHAR,VARCHAR)"')),
      lambda entry: regexp_matches(entry.key, '^(result__)?info$|^(info_|resultinfo__)')),
    lambda entry: coalesce(stated(entry.value) is not null and trim(entry.value) != '""', false)));

-- Whether a project's info, which is JSON, JSON in a text, or a Python dict or PostgreSQL's hstore in words, holds the hash of
-- a password.
create or replace temp macro has_password(info) as
  coalesce(if(json_valid(info) and json_type(info) = 'OBJECT',
    json_type(info, '$.passwd_hash') != 'NULL',
    len(list_filter(
      regexp_extract_all(info, '[''"]passwd_hash\\*[''"]\s*(?::|=>)\s*(None|null|NULL|\S)', 1),
      lambda hash: hash not in ('None', 'null', 'NULL'))) > 0), false);

-- The timings of a task run's info, which is JSON, or a Python dict in words.
create or replace temp macro timings_of(info) as
  case when contains(info, 'timings') then if(json_valid(info),
    json_extract_string(info, '$.timings'),
    regexp_extract(info, '[''"]timings[''"]\s*:\s*(\{[^{}]*\})', 1)
  ) end;
create or replace temp macro timing(timings, key) as
  try_cast(regexp_extract(timings, '[''"]' || key || '[''"]\s*:\s*[''"]?(-?[\d.]+)', 1) as double);

-- How long a task took: from its beginning to its end, else what its page measured.
create or replace temp macro task_ms(created_at, finished_at, measured) as
  if(finished_at - created_at between interval 1 second and interval 24 hour,
    (epoch_us(finished_at) - epoch_us(created_at)) // 1000,
    milliseconds(measured));

-- Task runs and results; where they do not name their project, their task does.
create or replace temp macro task_projects() as table
  select task_id, min(project_id) as project_id from staging.tasks where project_id is not null group by task_id;
create or replace temp macro placed_runs() as table
  select runs.part, runs.line, runs.task_run_id, coalesce(runs.project_id, homes.project_id) as project_id, runs.task_id,
    runs.account_id, runs.visitor, runs.is_external, runs.finished_at, runs.duration_ms, runs.elapsed_us
  from staging.task_runs as runs
  left join task_projects() as homes on homes.task_id = if(runs.project_id is null, runs.task_id, null);
create or replace temp macro placed_results() as table
  select results.part, results.line, results.result_id, coalesce(results.project_id, homes.project_id) as project_id,
    results.has_info
  from staging.results as results
  left join task_projects() as homes on homes.task_id = if(results.project_id is null, results.task_id, null);

-- Requests: a line of an access log up to the size of the answer, with such a request and status; its groups are the time
-- and these two. One word may stand before the request, such as the host that was asked.
create or replace temp macro logged(word, request, status) as
  ' \[(\d\d/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))\] (?:'
  || word || ' )?"(' || request || ')" (' || status || ') (?:\d+|-)(?: |$)';

-- The commonest way to write such a line: an address first, nothing between the time and the request, no quote inside.
create or replace temp macro logged_plainly() as
  '^[0-9a-fA-F.:]+ [^ "\[]+ [^"\[]*\[\d\d/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "[^"]*" (?:\d{3}|-) (?:\d+|-)(?: |$)';

-- What may stand between quotes: one inside is escaped, or at least not followed by what can be a status.
create or replace temp macro escaped() as
  '(?:[^"\\]|\\.|"[^ ]|" [^1-9-])*';

-- A word without quotes, and any word, in front of a request.
create or replace temp macro bare_word() as '[^][" ]+';
create or replace temp macro any_word() as '(?:[^][" ]+|"[^" ]*")';

-- An address, version 4 or 6, which a time of day is not; its only group.
create or replace temp macro address() as
  '(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|[0-9a-fA-F:]*::[0-9a-fA-F:.]*|(?:[0-9a-fA-F]{1,4}:){6,7}[0-9a-fA-F.]+)';

-- The fields between quotes behind the size of an answer: the referrer and the agent, which may be cut off.
create or replace temp macro quoted_fields(said) as
  list_filter(regexp_extract_all(said, '"((?:[^"\\]|\\.)*)(?:"|$)', 1)[:2], lambda field: field is not null);

-- The host that was asked, where a line names it: between the time and the request, or in front of the address.
create or replace temp macro host_between(front, time) as
  nullif(trim(regexp_extract(split_part(front, time || ']', 2), '^ (' || any_word() || ') "', 1), '"'), '');
create or replace temp macro host_in(ahead) as
  nullif(regexp_extract(ahead, '(?:^| )((?:[\w-]+\.)+[a-zA-Z][\w-]*)(?::\d+)? ' || address() || ' ', 1), '');

-- The address in what stands before the time; where there is none, the first word is a name.
create or replace temp macro address_in(ahead) as
  case
    when regexp_full_match(split_part(ahead, ' ', 1), address() || ',?') then rtrim(split_part(ahead, ' ', 1), ',')
    else coalesce(nullif(regexp_extract(ahead, '^[^["]* ' || address() || ' [^ ]+ ', 1), ''), split_part(ltrim(ahead), ' ', 1))
  end;

-- Who asked, as a log says it: the port of a connection tells nobody apart. Null where the log names nobody.
create or replace temp macro bare_address(said) as
  if(coalesce(said, '') in ('', '-'), null, if(contains(said, ':'),
    regexp_replace(said, '^(?:(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})|\[([^][]*)\]):\d+$', '\1\2'), said));

-- What tells people apart in one build alone: generator/events/requests/visitors.py gives every build a key of its own.
create or replace temp macro keyed(address, agent) as
  case when address is not null then hash(address, agent) end;

-- A host in lower case, without a user, www. and the port.
create or replace temp macro bare_host(said) as
  nullif(if(regexp_full_match(said, '[a-z0-9-]+\.[a-z]+'), said,
    regexp_extract(lower(said), '^(?:[^@]*@)?(?:www\.)?(\[[0-9a-f:.]+\]|[^?#:\s"<>]+?)\.?(?::\d*)?(?:[?#]|$)', 1)), '');

-- The host of an address on the web, or an app's name; null for anything else.
create or replace temp macro host_of(said) as
  case when starts_with(said, 'https://') or starts_with(said, 'http://') or regexp_matches(said, '^(?i:https?|android-app|ios-app)://')
    then bare_host(split_part(said, '/', 3)) end;

-- Of what was found under several names the first that is there.
create or replace temp macro first_of(found) as
  list_filter(found, lambda said: said is not null)[1];
create or replace temp macro lowered(names) as
  list_transform(names, lambda name: lower(name));

-- A number of a document of MongoDB's, as text: it may name its kind, {"$numberInt": "12"}.
create or replace temp macro numbered(said) as
  if(starts_with(said, '{'), regexp_extract(said, '^\{\s*"\$number(?:Int|Long|Double|Decimal)"\s*:\s*"?([^"{}]*?)"?\s*\}$', 1), said);

-- A whole number as text, which may be written as 12.0; null for a fraction.
create or replace temp macro exact(said) as
  if(try_cast(said as double) = trunc(try_cast(said as double)) and abs(try_cast(said as double)) < 1e15, try_cast(said as double)::bigint, null);

-- What a server escaped in a field between quotes, percent-encoded instead.
create or replace temp macro unescaped(said) as
  replace(regexp_replace(replace(said, '\\', '%5C'), '\\x([0-9a-fA-F]{2})', '%\1', 'g'), '\"', '%22');

-- The path and query of a request's target, which may name a host before them.
create or replace temp macro path_of(target) as
  if(starts_with(target, '/'), target, regexp_replace(target, '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?]*', ''));

-- The package that a path asks for: what the groups of the route capture, joined by full stops. A group that captures
-- nothing, or the question mark behind the path, is no part of it. Null where the route does not match.
create or replace temp macro piece_of(path, route, place) as
  case when regexp_extract(path, route, place) not in ('', '?') then regexp_extract(path, route, place) end;
create or replace temp macro package_of(path, route) as
  if(regexp_matches(path, route), concat_ws('.',
    piece_of(path, route, 1), piece_of(path, route, 2), piece_of(path, route, 3),
    piece_of(path, route, 4), piece_of(path, route, 5), piece_of(path, route, 6),
    piece_of(path, route, 7), piece_of(path, route, 8), piece_of(path, route, 9)
  ), null);

-- A text percent-decoded; one that then would be no text stays as it is.
create or replace temp macro decoded(said) as
  if(contains(said, '%'), coalesce(try(url_decode(said)), said), said);

-- A moment of a log, naive UTC: one of an access log, an ISO time, one of HTTP's headers, or a number since 1970 in seconds or a unit
-- below.
create or replace temp macro logged_at(said) as
  coalesce(
    try_strptime(said, '%d/%b/%Y:%H:%M:%S %z')::timestamp,
    try_strptime(said, '%a, %d %b %Y %H:%M:%S GMT'),
    moment(regexp_replace(said, '^(\d{16})\d{3}$', '\1'), 'UTC')
  );

-- The minute of a moment of a log, or the hundred seconds of a number, as text that logged_at reads: few of many lines are
-- different, and none of them lies across a midnight.
create or replace temp macro logged_minute(said) as
  case
    when said[3] = '/' and length(said) = 26 then said[:17] || ':00' || said[21:]
    when said[5] = '-' and said[14] = ':' then said[:16] || ':00' || regexp_extract(said[17:], '(?:Z|[+-]\d\d:?\d\d)$')
    when regexp_full_match(said, '\d{10,19}(?:\.\d+)?') then said[:8] || repeat('0', length(split_part(said, '.', 1)) - 8)
    else said
  end;

-- CSV by its heading: a number, whose thousands may be set apart by commas; null for any other text.
create or replace temp macro number_in(said) as
  case when regexp_matches(said, '^[-+]?[.\d]')
    then try_cast(if(regexp_full_match(said, '\d{1,3}(,\d{3}){3,6}'), replace(said, ',', ''), said) as double)
  end;

-- In what a number tells the time since 1970, by its size; null for one that is too small to tell.
create or replace temp macro unit_of(number) as
  case
    when number < 1e8 then null
    when number < 1e11 then 'seconds'
    when number < 1e14 then 'milliseconds'
    when number < 1e17 then 'microseconds'
    when number < 1e20 then 'nanoseconds'
  end;

-- A number that a spreadsheet has shortened, such as 1.71457E+12.
create or replace temp macro is_shortened(said) as
  regexp_full_match(said, '\d([.,]\d{1,5})?E\+\d\d');

-- A date and time without commas, weekday and what else tells nothing; 20240501T120000 with its marks, and the year of
-- `Wed May  1 12:00:00 2024` behind the day.
create or replace temp macro tidied(said) as
  regexp_replace(regexp_replace(regexp_replace(
    trim(regexp_replace(
      regexp_replace(regexp_replace(said, '(:\d\d),(\d)', '\1.\2'), '[\s,\x{a0}\x{202f}]+', ' ', 'g'),
      '(?i)^ ?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.? | at\b| \([^()]*\)$', '', 'g')),
    '^([A-Za-z]{3}) (\d{1,2}) (\d\d:\d\d:\d\d)((?: [A-Z]+)?) (\d{4})$', '\1 \2 \5 \3\4'),
    '^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)', '\1-\2-\3T\4:\5:\6'),
    '^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)', '\1-\2-\3T\4:\5');

-- A date in figures whose day or month is first, and what is behind it: 1/5/2024 13:05.
create or replace temp macro in_figures(tidy) as
  regexp_extract(tidy, '^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|\d\d)(?: (.*))?$', ['first', 'mark', 'second', 'y', 'rest']);

-- The number of a month in English, such as 05 of May; null for any other word.
create or replace temp macro month_of(said) as
  case when regexp_full_match(said, '(?i)(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)')
    then list_position(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'], lower(left(said, 3)))::varchar
  end;

-- The parts of a date: year, month, day, and what is behind it. `is_day_first` decides of those in figures.
create or replace temp macro date_parts(tidy, figures, is_day_first) as
  case
    when figures.y != '' then {
      'y': figures.y,
      'm': if(is_day_first, figures."second", figures."first"),
      'd': if(is_day_first, figures."first", figures."second"),
      'rest': figures.rest
    }
    when regexp_matches(tidy, '^\d{4}') then regexp_extract(tidy, '^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](.*))?$', ['y', 'm', 'd', 'rest'])
    when regexp_matches(tidy, '^\d') then regexp_extract(tidy, '(?i)^(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]+)\.?[ .-]+(\d{4}|\d\d)(?: (.*))?$', ['d', 'm', 'y', 'rest'])
    else regexp_extract(tidy, '(?i)^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)? (\d{4})(?: (.*))?$', ['m', 'd', 'y', 'rest'])
  end;

-- The parts of a time of day, of 12 or 24 hours, and its zone; `said` is kept, as nothing is a time of day, too.
create or replace temp macro clock_parts(said) as
  struct_insert(
    regexp_extract(said, '(?i)^(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d+)?))?(?: ?([ap])\.?m\.?)? ?((?:z|utc|gmt)?(?:[+-]\d\d(?::?\d\d)?)?|[a-z]+/[a-z_/+-]+)$', ['h', 'm', 's', 'half', 'zone']),
    said := said);

-- A time of day as ISO writes it, midnight for nothing, null for what is none, such as 13:05 PM.
create or replace temp macro iso_clock(parts) as
  case
    when parts.said = '' then '00:00:00'
    when parts.half = '' then nullif(parts.h, '')
    when try_cast(parts.h as integer) <= 12 then (try_cast(parts.h as integer) % 12 + if(lower(parts.half) = 'p', 12, 0))::varchar
  end || case when parts.said = '' then '' else ':' || parts.m || ':' || coalesce(nullif(parts.s, ''), '00') end
    || case when regexp_matches(parts.zone, '\d') then regexp_replace(parts.zone, '(?i)z|utc|gmt', '')
      when contains(parts.zone, '/') then ' ' || parts.zone when parts.zone != '' then 'Z' else '' end;

-- A date and time as ISO writes them; null for what is none. Years of two figures are of this century.
create or replace temp macro iso_time(parts, clock) as
  if(length(parts.y) = 2, '20' || parts.y, nullif(parts.y, ''))
    || '-' || if(regexp_matches(parts.m, '^\d'), parts.m, month_of(parts.m)) || '-' || parts.d || ' ' || clock;

-- What may stand in front of a message of a server: the service (docker compose), the time (docker, Kubernetes), syslog's heading.
create or replace temp macro said_before() as
  '(?:[\w.-]+ +\| ?)?(?:\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d) )?(?:(?:<\d+>(?:1 )?)?'
  || '(?:[A-Z][a-z]{2} [ \d]\d [\d:]{8}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)) \S+ (?:nginx|apache2?|httpd|haproxy|caddy|traefik|envoy)(?:\[\d+\])?: )?';

-- What a server says of itself among the lines of its log, as where a container prints both: nginx, Apache, Traefik, HAProxy,
-- Envoy, Caddy and gunicorn, each in its own way, also behind the service, the time or the host that something else put in
-- front of it; and what other services say in the same journal.
create or replace temp macro is_server_message(said) as
  regexp_matches(said, '^' || said_before() || '(?:'
    || '\d{4}/\d\d/\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: \[(?:debug|info|notice|warn|error|crit|alert|emerg)\] |\s+(?:DEBUG|INFO|WARN|ERROR)\s)'
    || '|/docker-entrypoint|\d\d-[\w.-]+\.(?:sh|envsh): '
    || '|AH\d{5}: |\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4}\] \['
    || '|time="[^"]+" level=\w+ msg=|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d) (?:TRC|DBG|INF|WRN|ERR|FTL|PNC) '
    || '|\[(?:NOTICE|WARNING|ALERT)\] '
    || '|\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+\]\[\d+\]\[\w+\]'
    || '|\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}\] \[\d+\] \[[A-Z]+\] '
    || ')|haproxy\[\d+\]: [A-Z][^\[]*$'
    || '|^-- .* --$|^\S+(?: [ \d]?\d [\d:]{8})? \S+ (?:systemd|kernel|sshd|sudo|CRON|cron|logrotate|certbot)(?:\[\d+\])?: ');

-- The same as a record of JSON: a level, or who says it, and a message, and no request.
create or replace temp macro is_logged_message(record) as
  json_type(record, '$.request') is null
    and (json_type(record, '$.level') is not null or json_type(record, '$.severity') is not null or json_type(record, '$.source') is not null)
    and coalesce(json_extract_string(record, '$.msg'), json_extract_string(record, '$.message'), '') != '';

-- An address of a private network or of the machine itself.
create or replace temp macro is_private(address) as
  regexp_matches(address, '^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|(?i:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):)');

-- The fields of a line in the notation of a source's log_format:, see generator/events/log_formats.py: until one says its own,
-- no line has any.
create or replace temp macro log_format_fields(said) as
  regexp_extract(said, '(?:^$a)()()()()()()()()()()()()()', ['time', 'request', 'method', 'target', 'path', 'query', 'status', 'address', 'forwarded', 'agent', 'referrer', 'host', 'country']);
create or replace temp macro log_format_text(said) as said;

-- A hash as a number that every engine has, in the same order.
create or replace temp macro signed(hashed) as
  (hashed::hugeint - 9223372036854775808)::bigint;
