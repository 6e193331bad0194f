-- migrate:up

-- How a person wants to be served, and what they think of replies and documents; what "is" follows by stream sequence.

create table person_changes (
    id        text primary key,
    person_id uuid not null,
    locale    text,
    persona   text,
    goal      text,
    consented boolean,
    sequence  bigint not null,
    at        timestamptz not null
);
create index person_changes_of_person on person_changes (person_id, sequence);

create table feedback (
    id             text primary key,
    person_id      uuid not null,
    turn_id        uuid,
    deliverable_id uuid,
    body           jsonb not null,
    sequence       bigint not null,
    at             timestamptz not null
);
create index feedback_of_person on feedback (person_id, sequence);

do $$
declare
    name text;
begin
    for name in select unnest(array['person_changes', 'feedback'])
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

drop table feedback, person_changes;
