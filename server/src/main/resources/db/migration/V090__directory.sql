-- The directory of services: what can be done for whom, where, and whether there is room. An entry belongs to the organisation
-- that keeps it; nothing in it is about a person.
create table service (
    id           uuid primary key,
    organisation uuid not null references organisation,
    provider     text check (length(trim(provider)) between 2 and 200),  -- who gives it, if that is not the organisation
    online       boolean not null default true,          -- referrals reach its queue; otherwise telephone and paper
    name         text not null check (length(trim(name)) between 2 and 200),
    sector       text not null check (sector in ('asylum-legal', 'child-protection', 'gbv', 'trafficking', 'medical', 'mhpss',
                     'shelter', 'food-nfi', 'cash', 'education', 'documentation', 'family-tracing', 'livelihoods',
                     'disability', 'transport', 'avrr', 'regularisation', 'consular')),
    country      text not null check (country ~ '^[A-Z]{3}$'),
    places       text[] not null default '{}',           -- towns; none: the whole country
    latitude     double precision check (latitude between -90 and 90),
    longitude    double precision check (longitude between -180 and 180),
    for_whom     text not null default '' check (length(for_whom) <= 1000),  -- a condition of the rule language; none: everybody
    languages    text[] not null default '{}',           -- codes of the rulebook's list
    hours        text not null default '' check (length(hours) <= 200),
    room         text not null default 'unknown' check (room in ('yes', 'few', 'full', 'unknown')),
    full_until   date,
    confirmed_at timestamptz not null default now(),
    confirmed_by uuid references account,
    cost         text not null default 'free' check (cost in ('free', 'some', 'depends')),
    how          text not null default '' check (length(how) <= 1000),   -- how to refer
    urgent_line  text check (length(urgent_line) <= 40),
    open_to_all  boolean not null default false,         -- may stand in the public pack
    active       boolean not null default true,
    changed_by   uuid references account,
    changed_at   timestamptz not null default now(),
    version      integer not null default 1,
    unique (id, organisation),
    check (full_until is null or room = 'full'),
    check ((latitude is null) = (longitude is null)),
    check (provider is null or not online)
);
create index service_sector on service (sector, country) where active;
create index service_organisation on service (organisation, name, id);
create unique index service_once on service (organisation, sector, country, lower(name)) where active;

-- Whom to telephone, one after the other: a function and a number, never a name.
create table service_phone (
    service      uuid not null,
    organisation uuid not null,
    place        integer not null check (place between 1 and 9),
    who          text not null check (length(trim(who)) between 2 and 80),
    number       text not null check (number ~ '^[+0-9][0-9 ()./-]{2,30}$'),
    hours        text not null default '' check (length(hours) <= 80),
    primary key (service, place),
    foreign key (service, organisation) references service (id, organisation) on delete cascade
);
