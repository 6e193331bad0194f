-- migrate:up

-- What a person decided about a message, and what became of sending it. `ordinal` is the order of the verdicts.

create table decisions (
    command_id     text primary key,
    deliverable_id uuid not null,
    person_id      uuid not null,
    ordinal        integer not null,
    verb           text not null,
    version        integer not null,
    sha256         text not null,
    granted        boolean not null,
    refusal        text,
    at             timestamptz not null,
    unique (deliverable_id, ordinal)
);
create index decisions_of_deliverable on decisions (person_id, deliverable_id, ordinal);

create table sends (
    command_id     text not null,
    step           text not null,
    deliverable_id uuid not null,
    person_id      uuid not null,
    version        integer not null,
    outcome        text,
    detail         text not null,
    mail_id        text not null,
    at             timestamptz not null,
    primary key (command_id, step)
);
create index sends_of_deliverable on sends (person_id, deliverable_id);

-- A document may be asked for outside a conversation.
alter table version_requests alter column turn_id drop not null;

do $$
declare
    name text;
begin
    for name in select unnest(array['decisions', 'sends'])
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

delete from version_requests where turn_id is null;
alter table version_requests alter column turn_id set not null;
drop table sends, decisions;
