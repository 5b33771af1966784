-- Tablets that several people use. A device is known by a random cookie; who proved themselves wholly on it comes back
-- with their PIN for one shift.
alter table credential add column lock_after_minutes integer check (lock_after_minutes between 1 and 30);

create table shared_device (
    id         uuid primary key,
    token_hash bytea not null unique,                    -- SHA-256; the token itself is in the cookie only
    name       text not null check (length(trim(name)) between 1 and 60),
    marked_by  uuid not null references account,
    created_at timestamptz not null,
    ended_at   timestamptz
);

create table device_person (
    id                uuid primary key,                  -- what the lock page names, instead of the account
    device            uuid not null references shared_device,
    account           uuid not null references account,
    factors           text[] not null,
    since             timestamptz not null,              -- of the whole sign-in; its session's end is theirs
    organisation      uuid,
    room              text,
    only_organisation uuid,
    unique (device, account)
);
create index device_person_account on device_person (account);
