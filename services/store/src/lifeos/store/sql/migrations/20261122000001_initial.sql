-- migrate:up

-- Every table holds immutable facts: rows are inserted once and never updated, so that messages may arrive in any
-- order and more than once. What "is" follows from the facts by stream sequence. No foreign keys, for the same reason.

create table events (
    subject    text primary key,
    sequence   bigint not null,
    type       text not null,
    id         text not null,
    person_id  uuid not null,
    session_id uuid not null,
    at         timestamptz not null,
    body       jsonb not null
);
create index events_of_person on events (person_id, sequence);
create index events_of_thing on events (person_id, type, id);

create table users (
    person_id uuid primary key,
    label     text not null,
    locale    text not null,
    sequence  bigint not null,
    at        timestamptz not null
);

create table api_keys (
    key_hash   text primary key,
    person_id  uuid not null,
    prefix     text not null,
    scopes     text[] not null,
    expires_at timestamptz,
    sequence   bigint not null,
    at         timestamptz not null
);
create index api_keys_of_person on api_keys (person_id);

create table key_revocations (
    key_hash  text primary key,
    person_id uuid not null,
    at        timestamptz not null
);

create table sessions (
    session_id uuid primary key,
    person_id  uuid not null,
    persona    text,
    locale     text,
    title      text,
    sequence   bigint not null,
    at         timestamptz not null
);
create index sessions_of_person on sessions (person_id, sequence);

create table session_changes (
    id         text primary key,
    session_id uuid not null,
    person_id  uuid not null,
    persona    text,
    locale     text,
    title      text,
    sequence   bigint not null,
    at         timestamptz not null
);
create index session_changes_of_session on session_changes (person_id, session_id, sequence);

create table session_deletions (
    session_id uuid primary key,
    person_id  uuid not null,
    at         timestamptz not null
);

create table messages (
    turn_id    uuid not null,
    role       text not null,
    session_id uuid not null,
    person_id  uuid not null,
    text       text not null,
    segments   jsonb not null,
    questions  jsonb not null,
    persona    text,
    outcome    text,
    sequence   bigint not null,
    at         timestamptz not null,
    primary key (turn_id, role)
);
create index messages_of_session on messages (person_id, session_id, sequence);

create table learned_turns (
    turn_id    uuid primary key,
    person_id  uuid not null,
    session_id uuid not null,
    questions  jsonb not null,
    sequence   bigint not null
);
create index learned_turns_of_person on learned_turns (person_id, sequence);

create table memories (
    memory_id  uuid primary key,
    person_id  uuid not null,
    session_id uuid not null,
    turn_id    uuid not null,
    kind       text not null,
    supersedes uuid[] not null,
    body       jsonb not null,
    sequence   bigint not null,
    position   integer not null,
    at         timestamptz not null
);
create index memories_of_person on memories (person_id, sequence, position);

create table memory_marks (
    memory_id uuid not null,
    mark      text not null,
    person_id uuid not null,
    sequence  bigint not null,
    primary key (memory_id, mark)
);
create index memory_marks_of_person on memory_marks (person_id);

create table deliverables (
    deliverable_id uuid primary key,
    person_id      uuid not null,
    session_id     uuid not null,
    kind           text not null,
    language       text not null,
    job_id         uuid,
    sequence       bigint not null,
    at             timestamptz not null
);
create index deliverables_of_person on deliverables (person_id, sequence);

create table version_requests (
    id             text primary key,
    deliverable_id uuid not null,
    version        integer not null,
    person_id      uuid not null,
    turn_id        uuid not null,
    sequence       bigint not null
);
create index version_requests_of_deliverable on version_requests (person_id, deliverable_id);

create table versions (
    deliverable_id uuid not null,
    version        integer not null,
    person_id      uuid not null,
    author         text not null,
    changes        text[] not null,
    memories       uuid[] not null,
    sha256         text not null,
    body           jsonb not null,
    sequence       bigint not null,
    at             timestamptz not null,
    primary key (deliverable_id, version)
);
create index versions_of_person on versions (person_id, deliverable_id);

create table prints (
    deliverable_id uuid not null,
    version        integer not null,
    person_id      uuid not null,
    outcome        text not null,
    body           jsonb not null,
    sequence       bigint not null,
    at             timestamptz not null,
    primary key (deliverable_id, version)
);
create index prints_of_person on prints (person_id, deliverable_id);

create table files (
    deliverable_id uuid not null,
    version        integer not null,
    format         text not null,
    person_id      uuid not null,
    sha256         text not null,
    size           bigint not null,
    name           text not null,
    primary key (deliverable_id, version, format)
);
create index files_of_person on files (person_id, sha256);

create table erasures (
    person_id uuid primary key,
    at        timestamptz not null
);

-- A person's rows are visible only inside a transaction that named that person, for the owner of the tables too.
do $$
declare
    name text;
begin
    for name in
        select unnest(array[
            'events', 'users', 'api_keys', 'key_revocations', 'sessions', 'session_changes', 'session_deletions',
            'messages', 'learned_turns', 'memories', 'memory_marks', 'deliverables', 'version_requests', 'versions',
            'prints', 'files', 'erasures'])
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format(
            'create policy own_rows on %I using (person_id = nullif(current_setting(''lifeos.person'', true), '''')::uuid)'
            ' with check (person_id = nullif(current_setting(''lifeos.person'', true), '''')::uuid)', name);
    end loop;
end
$$;

-- migrate:down

drop table erasures, files, prints, versions, version_requests, deliverables, memory_marks, memories, learned_turns,
    messages, session_deletions, session_changes, sessions, key_revocations, api_keys, users, events;
