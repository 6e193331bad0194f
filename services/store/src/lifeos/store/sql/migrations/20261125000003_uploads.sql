-- migrate:up

-- Files that a person brought; what was read of them lies in the archive.

create table uploads (
    file_id   uuid primary key,
    person_id uuid not null,
    name      text not null,
    sha256    text not null,
    size      bigint not null,
    sequence  bigint not null,
    at        timestamptz not null
);
create index uploads_of_person on uploads (person_id, sequence);

alter table uploads enable row level security;
alter table uploads force row level security;
create policy own_rows on uploads
    using (person_id = nullif(current_setting('lifeos.person', true), '')::uuid)
    with check (person_id = nullif(current_setting('lifeos.person', true), '')::uuid);

-- migrate:down

drop table uploads;
