-- The doors of the rulebook that a person tries, and how it goes: papers, appointments, what was handed in, what came of it,
-- until when it holds.

create table case_door (
    id           uuid primary key,
    file         uuid not null,
    organisation uuid not null references organisation,
    person       uuid not null references person,
    door         text not null check (door ~ '^[a-z0-9-]{1,80}$'),      -- a pathway of the rulebook
    country      text check (country ~ '^[A-Z]{3}$'),
    state        text not null default 'preparing' check (state in ('preparing', 'submitted', 'granted', 'refused',
                     'renewing', 'withdrawn', 'expired')),
    state_on     date not null,
    reference    text check (length(reference) <= 80),   -- the number that the authority gave
    submitted_on date,
    decided_on   date,
    valid_until  date,
    started_by   uuid not null references account,
    started_at   timestamptz not null default now(),
    version      integer not null default 1,
    unique (id, file),
    foreign key (file, organisation) references case_file (id, organisation) on delete cascade
);
create index case_door_file on case_door (file, id);
create index case_door_person on case_door (person);
create index case_door_ends on case_door (organisation, valid_until, id) where valid_until is not null;

create table case_paper (
    id           uuid primary key,
    door         uuid not null,
    file         uuid not null,
    organisation uuid not null references organisation,
    person       uuid not null references person,
    kind         text not null check (kind in ('paper', 'step')),
    node         text,                                   -- of the rulebook; none: added by whoever works on it
    label        text not null check (length(trim(label)) between 2 and 600),
    status       text not null default 'needed' check (status in ('needed', 'asked', 'have', 'not-needed')),
    changed_by   uuid not null references account,
    changed_at   timestamptz not null default now(),
    version      integer not null default 1,
    foreign key (file, organisation) references case_file (id, organisation) on delete cascade,
    foreign key (door, file) references case_door (id, file) on delete cascade
);
create unique index case_paper_node on case_paper (door, node) where node is not null;
create index case_paper_door on case_paper (door, id);

create table case_appointment (
    id           uuid primary key,
    file         uuid not null,
    organisation uuid not null references organisation,
    person       uuid not null references person,
    door         uuid references case_door on delete set null,
    at           timestamptz not null,
    zone         text not null check (length(zone) <= 40),
    place        text check (length(place) <= 200),
    purpose      text not null check (purpose in ('interview', 'hand-in', 'fingerprints', 'collect', 'hearing', 'legal',
                     'health', 'meeting', 'other')),
    state        text not null default 'planned' check (state in ('planned', 'kept', 'missed', 'moved', 'cancelled')),
    made_by      uuid not null references account,
    made_at      timestamptz not null default now(),
    version      integer not null default 1,
    foreign key (file, organisation) references case_file (id, organisation) on delete cascade
);
create index case_appointment_file on case_appointment (file, at);
create index case_appointment_at on case_appointment (organisation, at, id) where state = 'planned';
