-- migrate:up

-- Calls: what was said in one stands when its turn was committed, and a reply stands as far as it was heard.

create table call_turns (
    turn_id    uuid primary key,
    person_id  uuid not null,
    session_id uuid not null,
    call_id    uuid,
    sequence   bigint not null
);
create index call_turns_of_person on call_turns (person_id, session_id);

create table committed_turns (
    turn_id   uuid primary key,
    person_id uuid not null,
    sequence  bigint not null
);
create index committed_turns_of_person on committed_turns (person_id);

create table heard_replies (
    turn_id     uuid primary key,
    person_id   uuid not null,
    text        text not null,
    segments    jsonb not null,
    interrupted boolean not null,
    sequence    bigint not null
);
create index heard_replies_of_person on heard_replies (person_id);

create table calls (
    call_id    uuid not null,
    moment     text not null,
    person_id  uuid not null,
    session_id uuid not null,
    body       jsonb not null,
    sequence   bigint not null,
    at         timestamptz not null,
    primary key (call_id, moment)
);
create index calls_of_session on calls (person_id, session_id, sequence);

do $$
declare
    name text;
begin
    for name in select unnest(array['call_turns', 'committed_turns', 'heard_replies', 'calls'])
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format(
            'create policy own_rows on %I using (person_id = nullif(current_setting(''lifeos.person'', true), '''')::uuid)'
            ' with check (person_id = nullif(current_setting(''lifeos.person'', true), '''')::uuid)', name);
    end loop;
end
$$;

-- The messages that stand, as they were heard. Row security is that of whoever reads.
create view spoken with (security_invoker = true) as
select m.turn_id, m.role, m.session_id, m.person_id,
    coalesce(h.text, m.text) as text,
    coalesce(h.segments, m.segments) as segments,
    m.questions, m.persona, m.outcome, m.sequence, m.at,
    c.call_id, h.turn_id is not null as interrupted
from messages m
left join call_turns c on c.turn_id = m.turn_id
left join heard_replies h on h.turn_id = m.turn_id and h.interrupted and m.role = 'assistant'
where c.turn_id is null or exists (select 1 from committed_turns t where t.turn_id = m.turn_id);

-- migrate:down

drop view spoken;
drop table calls, heard_replies, committed_turns, call_turns;
