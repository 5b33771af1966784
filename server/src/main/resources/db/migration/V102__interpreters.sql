-- Who interprets which language, and when. Colleagues' data, no person on the move stands here.
create table interpreter (
    id           uuid primary key,
    organisation uuid not null references organisation,
    name         text not null check (length(trim(name)) between 2 and 120),
    contact      text not null check (length(trim(contact)) between 2 and 200),
    languages    text[] not null check (cardinality(languages) > 0),
    days         integer[] not null check (days <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(days) > 0),
    from_hour    integer not null check (from_hour between 0 and 23),
    to_hour      integer not null check (to_hour between 1 and 24),
    way          text not null check (way in ('in-person', 'telephone', 'video')),
    active       boolean not null default true,
    entered_by   uuid not null references account,
    entered_at   timestamptz not null default now(),
    check (from_hour < to_hour)
);
create index interpreter_organisation on interpreter (organisation, active);
