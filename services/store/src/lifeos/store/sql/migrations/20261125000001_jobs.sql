-- migrate:up

-- A job that the person is after, and what they set about it; what "is" follows by stream sequence.

create table jobs (
    job_id    uuid primary key,
    person_id uuid not null,
    text      text not null,
    posting   jsonb not null,
    sequence  bigint not null,
    at        timestamptz not null
);
create index jobs_of_person on jobs (person_id, sequence);

create table job_changes (
    id        text primary key,
    job_id    uuid not null,
    person_id uuid not null,
    title     text,
    company   text,
    status    text,
    next_step text,
    next_on   date,
    sequence  bigint not null,
    at        timestamptz not null
);
create index job_changes_of_job on job_changes (person_id, job_id, sequence);

do $$
declare
    name text;
begin
    for name in select unnest(array['jobs', 'job_changes'])
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

drop table job_changes, jobs;
