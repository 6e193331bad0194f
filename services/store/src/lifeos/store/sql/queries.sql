-- name: archive
insert into events (subject, sequence, type, id, person_id, session_id, at, body)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing;

-- name: archived
select type, sequence, body from events where person_id = $1 order by sequence;

-- name: time_of
select at from events where subject = $1;

-- name: is_erased
select 1 from erasures where person_id = $1;

-- name: seen
select count(*) from events where subject = any($1::text[]);

-- name: add_user
insert into users (person_id, label, locale, sequence, at) values ($1, $2, $3, $4, $5) on conflict do nothing;

-- name: change_person
insert into person_changes (id, person_id, locale, persona, goal, consented, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing;

-- name: add_feedback
insert into feedback (id, person_id, turn_id, deliverable_id, body, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing;

-- name: add_key
insert into api_keys (key_hash, person_id, prefix, scopes, expires_at, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing;

-- name: revoke_key
insert into key_revocations (key_hash, person_id, at) values ($1, $2, $3) on conflict do nothing;

-- name: add_session
insert into sessions (session_id, person_id, persona, locale, title, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing;

-- name: change_session
insert into session_changes (id, session_id, person_id, persona, locale, title, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing;

-- name: delete_session
insert into session_deletions (session_id, person_id, at) values ($1, $2, $3) on conflict do nothing;

-- name: add_message
insert into messages (turn_id, role, session_id, person_id, text, segments, questions, persona, outcome, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing;

-- name: add_learned
insert into learned_turns (turn_id, person_id, session_id, questions, sequence)
values ($1, $2, $3, $4, $5) on conflict do nothing;

-- name: add_memory
insert into memories (memory_id, person_id, session_id, turn_id, kind, supersedes, body, sequence, position, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing;

-- name: mark_memory
insert into memory_marks (memory_id, mark, person_id, sequence) values ($1, $2, $3, $4) on conflict do nothing;

-- name: add_deliverable
insert into deliverables (deliverable_id, person_id, session_id, kind, language, job_id, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing;

-- name: add_request
insert into version_requests (id, deliverable_id, version, person_id, turn_id, sequence)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing;

-- name: add_version
insert into versions (deliverable_id, version, person_id, author, changes, memories, sha256, body, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing;

-- name: add_print
insert into prints (deliverable_id, version, person_id, outcome, body, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing;

-- name: add_file
insert into files (deliverable_id, version, format, person_id, sha256, size, name)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing;

-- name: add_job
insert into jobs (job_id, person_id, text, posting, sequence, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing;

-- name: change_job
insert into job_changes (id, job_id, person_id, title, company, status, next_step, next_on, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing;

-- name: jobs_page
select j.job_id, j.text, j.posting, j.sequence, j.at,
    (select c.title from job_changes c where c.person_id = $1 and c.job_id = j.job_id and c.title is not null
        order by c.sequence desc limit 1) as title,
    (select c.company from job_changes c where c.person_id = $1 and c.job_id = j.job_id and c.company is not null
        order by c.sequence desc limit 1) as company,
    (select c.status from job_changes c where c.person_id = $1 and c.job_id = j.job_id and c.status is not null
        order by c.sequence desc limit 1) as status,
    (select c.next_step from job_changes c where c.person_id = $1 and c.job_id = j.job_id and c.next_step is not null
        order by c.sequence desc limit 1) as next_step,
    (select c.next_on from job_changes c where c.person_id = $1 and c.job_id = j.job_id and c.next_on is not null
        order by c.sequence desc limit 1) as next_on,
    coalesce((select max(c.at) from job_changes c where c.person_id = $1 and c.job_id = j.job_id), j.at) as updated_at
from jobs j
where j.person_id = $1 and ($2::uuid is null or j.job_id = $2) and ($3::bigint is null or j.sequence < $3)
order by j.sequence desc limit $4;

-- name: sessions_page
with shown as (
    select s.session_id, s.sequence, s.at,
        coalesce((select c.title from session_changes c where c.person_id = s.person_id and c.session_id = s.session_id
            and c.title is not null order by c.sequence desc limit 1), s.title) as title,
        (select m.text from spoken m where m.person_id = s.person_id and m.session_id = s.session_id
            and m.role = 'person' order by m.sequence limit 1) as first_words,
        coalesce((select c.locale from session_changes c where c.person_id = s.person_id
            and c.session_id = s.session_id and c.locale is not null order by c.sequence desc limit 1), s.locale) as locale,
        coalesce((select max(m.sequence) from messages m where m.person_id = s.person_id
            and m.session_id = s.session_id), s.sequence) as latest,
        coalesce((select max(m.at) from messages m where m.person_id = s.person_id
            and m.session_id = s.session_id), s.at) as updated_at
    from sessions s
    where s.person_id = $1
        and ($2::uuid is null or s.session_id = $2)
        and not exists (select 1 from session_deletions d where d.session_id = s.session_id)
)
select * from shown
where ($3::bigint is null or latest < $3)
    and ($4::text is null or title ilike $4 or exists (
        select 1 from spoken m where m.person_id = $1 and m.session_id = shown.session_id and m.text ilike $4))
order by latest desc limit $5;

-- name: persona_of_session
select persona from (
    select persona, sequence, true as here from sessions where person_id = $1 and session_id = $2
    union all
    select persona, sequence, true from session_changes where person_id = $1 and session_id = $2
    union all
    select persona, sequence, true from messages where person_id = $1 and session_id = $2 and role = 'person'
    union all
    select persona, sequence, false from session_changes where person_id = $1 and session_id <> $2
    union all
    select persona, sequence, false from sessions where person_id = $1 and session_id <> $2
    union all
    select persona, sequence, false from person_changes where person_id = $1
    union all
    select persona, sequence, false from messages where person_id = $1 and session_id <> $2 and role = 'person'
) choices
where persona is not null and sequence <= $3
order by here desc, sequence desc limit 1;

-- name: sequence_of_turn
select sequence from messages where person_id = $1 and turn_id = $2 and role = 'person';

-- name: talk_turns
select q.turn_id, q.sequence, q.text, q.at, a.text as reply, a.segments, a.outcome, a.questions, a.interrupted
from (
    select turn_id, sequence, text, at from spoken
    where person_id = $1 and session_id = $2 and role = 'person' and sequence <= $3
    union
    select turn_id, sequence, text, at from messages where person_id = $1 and turn_id = $5 and role = 'person'
) q left join spoken a on a.person_id = $1 and a.turn_id = q.turn_id and a.role = 'assistant'
order by q.sequence desc limit $4;

-- name: unlearned_turns
select q.turn_id from spoken q
where q.person_id = $1 and q.session_id = $2 and q.role = 'person' and q.sequence <= $3
    and not exists (select 1 from learned_turns l where l.turn_id = q.turn_id)
order by q.sequence;

-- name: job_of_session
select (body -> 'request' ->> 'job_id')::uuid as job_id from events
where person_id = $1 and type = 'turn.received.v1' and session_id = $2 and sequence <= $3
    and body -> 'request' ->> 'job_id' is not null
order by sequence desc limit 1;

-- name: practice_of_session
select body -> 'practice' as step from events
where person_id = $1 and type = 'turn.routed.v1' and session_id = $2 and sequence <= $3
    and body -> 'practice' ->> 'practice' is not null
order by sequence desc limit 1;

-- name: standing_memories
select body,
    exists (select 1 from memory_marks k where k.memory_id = m.memory_id and k.mark = 'confirmed') as confirmed
from memories m
where m.person_id = $1
    and not exists (select 1 from memory_marks k where k.memory_id = m.memory_id and k.mark = 'retracted')
    and not exists (select 1 from memories n where n.person_id = $1 and m.memory_id = any(n.supersedes)
        and not exists (select 1 from memory_marks k where k.memory_id = n.memory_id and k.mark = 'retracted'))
order by m.sequence, m.position;

-- name: latest_questions
select questions from learned_turns where person_id = $1 order by sequence desc limit 1;

-- name: messages_page
select turn_id, role, text, segments, outcome, sequence, at, call_id, interrupted from spoken
where person_id = $1 and session_id = $2 and ($3::bigint is null or sequence > $3)
order by sequence limit $4;

-- name: memories_page
select m.body, m.sequence, m.position, m.at,
    exists (select 1 from memory_marks k where k.memory_id = m.memory_id and k.mark = 'confirmed') as confirmed,
    exists (select 1 from memory_marks k where k.memory_id = m.memory_id and k.mark = 'retracted') as retracted,
    exists (select 1 from memories n where n.person_id = $1 and m.memory_id = any(n.supersedes)) as superseded,
    array(select v.deliverable_id from versions v where v.person_id = $1 and m.memory_id = any(v.memories)
        and not exists (select 1 from versions w where w.deliverable_id = v.deliverable_id and w.version > v.version) order by v.sequence
    ) as used_in
from memories m
where m.person_id = $1 and ($2::uuid is null or m.memory_id = $2)
    and ($3::bigint is null or (m.sequence, m.position) < ($3, $4::integer))
order by m.sequence desc, m.position desc limit $5;

-- name: deliverables_page
select d.deliverable_id, d.session_id, d.kind, d.language, d.job_id, d.sequence, d.at,
    (select p.body -> 'state' from prints p where p.person_id = $1 and p.deliverable_id = d.deliverable_id
        and p.outcome = 'printed' order by p.version desc limit 1) as state,
    (select p.at from prints p where p.person_id = $1 and p.deliverable_id = d.deliverable_id
        order by p.version desc limit 1) as ended_at,
    (select max(r.version) from version_requests r where r.person_id = $1 and r.deliverable_id = d.deliverable_id) as wanted,
    (select max(v.version) from versions v where v.person_id = $1 and v.deliverable_id = d.deliverable_id) as written,
    (select max(p.version) from prints p where p.person_id = $1 and p.deliverable_id = d.deliverable_id) as ended,
    (select p.body -> 'state' from prints p where p.person_id = $1 and p.deliverable_id = d.deliverable_id
        order by p.version desc limit 1) as last_state,
    newest.sha256 as sha256, newest.body -> 'document' -> 'recipient' as recipient,
    newest.body -> 'document' ->> 'follows' as follows, newest.body -> 'document' ->> 'step' as step,
    (select c.status from job_changes c where c.person_id = $1 and c.job_id = d.job_id and c.status is not null
        order by c.sequence desc limit 1) as job_status,
    exists (select 1 from versions f where f.person_id = $1
        and f.body -> 'document' ->> 'follows' = d.deliverable_id::text) as followed,
    exists (
        select 1 from versions v
        where v.person_id = $1 and v.deliverable_id = d.deliverable_id
            and not exists (select 1 from versions w where w.deliverable_id = v.deliverable_id and w.version > v.version)
            and (exists (select 1 from memory_marks k where k.person_id = $1 and k.mark = 'retracted'
                    and k.memory_id = any(v.memories))
                or exists (select 1 from memories n where n.person_id = $1 and n.supersedes && v.memories
                    -- A correction that was taken back corrects nothing.
                    and not exists (select 1 from memory_marks k where k.person_id = $1 and k.mark = 'retracted'
                        and k.memory_id = n.memory_id)))
    ) as stale
from deliverables d
left join lateral (select v.sha256, v.body from versions v
    where v.person_id = $1 and v.deliverable_id = d.deliverable_id order by v.version desc limit 1) newest on true
where d.person_id = $1
    and ($2::uuid is null or d.deliverable_id = $2)
    and ($3::text is null or d.kind = $3)
    and ($4::uuid is null or d.session_id = $4)
    and ($5::uuid is null or d.job_id = $5)
    and ($6::bigint is null or d.sequence < $6)
order by d.sequence desc limit $7;

-- name: lock_deliverable
select pg_advisory_xact_lock(hashtextextended($1::text, 0));

-- name: add_decision
insert into decisions (command_id, deliverable_id, person_id, ordinal, verb, version, sha256, granted, refusal, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing;

-- name: add_send
insert into sends (command_id, step, deliverable_id, person_id, version, outcome, detail, mail_id, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing;

-- name: decisions_of
select command_id, deliverable_id, ordinal, verb, version, sha256, granted, refusal, at from decisions
where person_id = $1 and deliverable_id = any($2::uuid[]) order by deliverable_id, ordinal;

-- name: sends_of
select command_id, step, deliverable_id, version, outcome, detail, mail_id, at from sends
where person_id = $1 and deliverable_id = any($2::uuid[]) order by at;

-- name: versions_of
select version, author, changes, sha256, at from versions
where person_id = $1 and deliverable_id = $2 order by version;

-- name: version_body
select v.body as written, p.body as printed
from versions v left join prints p on p.deliverable_id = v.deliverable_id and p.version = v.version
where v.person_id = $1 and v.deliverable_id = $2 and ($3::integer is null or v.version = $3)
order by v.version desc limit 1;

-- name: words_of_turns
select turn_id, text from messages where person_id = $1 and role = 'person' and turn_id = any($2::uuid[]);

-- name: turn_events
select type, body from events
where person_id = $1 and id = $2 and type in ('turn.received.v1', 'turn.routed.v1', 'turn.answered.v1');

-- name: printed_events
select body from events where person_id = $1 and type = 'version.printed.v1' and id = any($2::text[]);

-- name: add_upload
insert into uploads (file_id, person_id, name, sha256, size, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing;

-- name: file_events
select type, body from events
where person_id = $1 and id = $2 and type = any('{file.received.v1,file.read.v1,file.confirmed.v1}');

-- name: words_told
select id, body ->> 'text' as text from events
where person_id = $1 and type = any('{file.read.v1,debrief.told.v1}') and id = any($2::text[]);

-- name: debrief_events
select type, body from events
where person_id = $1 and id = $2 and type = any('{debrief.told.v1,debrief.read.v1,debrief.confirmed.v1}');

-- name: memories_by_id
select body from memories where person_id = $1 and memory_id = any($2::uuid[]);

-- name: rounds_page
select s.id, s.sequence, s.at, s.body ->> 'deliverable' as deliverable, jsonb_array_length(s.body -> 'questions') as total,
    (select count(*) from events a where a.person_id = $1 and a.type = 'practice.answered.v1' and a.id like s.id || '-%') as answered
from events s
where s.person_id = $1 and s.type = 'practice.started.v1' and ($2::bigint is null or s.sequence < $2)
order by s.sequence desc limit $3;

-- name: practice_events
select type, body from events
where person_id = $1 and type = any('{practice.started.v1,practice.answered.v1,practice.reviewed.v1}')
    and (id = $2 or id like $2 || '-%') order by sequence;

-- name: person
select u.label,
    coalesce((select c.locale from person_changes c where c.person_id = $1 and c.locale is not null
        order by c.sequence desc limit 1), u.locale) as locale,
    (select c.goal from person_changes c where c.person_id = $1 and c.goal is not null
        order by c.sequence desc limit 1) as goal,
    (select c.at from person_changes c where c.person_id = $1 and c.consented
        order by c.sequence desc limit 1) as consented_at
from users u where u.person_id = $1;

-- name: feedback
select distinct on (turn_id, deliverable_id) body, at from feedback
where person_id = $1 order by turn_id, deliverable_id, sequence desc;

-- name: keys
select k.prefix, k.scopes, k.at, k.expires_at,
    exists (select 1 from key_revocations r where r.key_hash = k.key_hash) as revoked
from api_keys k where k.person_id = $1 order by k.sequence;

-- name: export_page
select sequence, body from events where person_id = $1 and sequence > $2 order by sequence limit 500;

-- name: files_of_person
select sha256 from files where person_id = $1 union select sha256 from uploads where person_id = $1;

-- name: key_hashes
select key_hash from api_keys where person_id = $1;

-- name: session_ids
select session_id from sessions where person_id = $1;

-- name: tombstone
insert into erasures (person_id, at) values ($1, $2) on conflict do nothing;

-- name: sequences_of_person
select sequence, subject from events where person_id = $1 order by sequence;

-- name: add_call_turn
insert into call_turns (turn_id, person_id, session_id, call_id, sequence) values ($1, $2, $3, $4, $5) on conflict do nothing;

-- name: commit_turn
insert into committed_turns (turn_id, person_id, sequence) values ($1, $2, $3) on conflict do nothing;

-- name: add_heard
insert into heard_replies (turn_id, person_id, text, segments, interrupted, sequence)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing;

-- name: add_call
insert into calls (call_id, moment, person_id, session_id, body, sequence, at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing;

-- name: calls_of_session
select s.call_id, s.body as started, s.at as started_at, e.body as ended, e.at as ended_at
from calls s left join calls e on e.person_id = $1 and e.call_id = s.call_id and e.moment = 'ended'
where s.person_id = $1 and s.session_id = $2 and s.moment = 'started' order by s.sequence;

-- name: add_spending
insert into spending (person_id, day, usd) values ($1, $2, $3);

-- name: add_cost
insert into costs (day, usd) values ($1, $2);

-- name: spent
select (select coalesce(sum(usd), 0) from spending where person_id = $1 and day = $2) as person_usd,
    (select coalesce(sum(usd), 0) from costs where day = $2) as total_usd;
