-- migrate:up

-- What models cost, by day (UTC). `spending` is a person's and goes with them; `costs` names nobody, so that everybody's can be added up.

create table spending (
    person_id uuid not null,
    day       date not null,
    usd       double precision not null
);
create index spending_of_person on spending (person_id, day);

alter table spending enable row level security;
alter table spending force row level security;
create policy own_rows on spending using (person_id = nullif(current_setting('lifeos.person', true), '')::uuid)
    with check (person_id = nullif(current_setting('lifeos.person', true), '')::uuid);

create table costs (
    day date not null,
    usd double precision not null
);
create index costs_of_day on costs (day);

-- migrate:down

drop table costs, spending;
