-- Organisations and the people who work with Amparo. What proves who somebody is (credential) stands apart from what
-- colleagues may see of each other (account).

create table organisation (
    id         uuid primary key,
    kind       text not null check (kind in ('border-authority', 'asylum-authority', 'child-protection-authority',
                   'anti-trafficking-authority', 'labour-authority', 'un-agency', 'ngo', 'refugee-led', 'monitor')),
    name       text not null check (length(trim(name)) between 2 and 200),
    acronym    text,
    country    char(3) not null,                         -- ISO 3166-1 alpha-3: where it stands or is seated
    active     boolean not null default true,
    steward    boolean not null default false,           -- runs this installation: its administrators make organisations
    created_at timestamptz not null default now()
);
create unique index organisation_steward on organisation (steward) where steward;
create unique index organisation_name on organisation (country, lower(name));

create table site (
    id           uuid primary key,
    organisation uuid not null references organisation,
    name         text not null check (length(trim(name)) between 2 and 200),
    country      char(3) not null,
    place        text,
    active       boolean not null default true,
    created_at   timestamptz not null default now(),
    unique (organisation, id)
);
create unique index site_name on site (organisation, lower(name));

create table account (
    id           uuid primary key,
    display_name text not null check (length(trim(display_name)) between 2 and 120),
    language     text not null default 'es' check (language in ('es', 'en', 'pt', 'fr', 'ht')),
    status       text not null default 'invited' check (status in ('invited', 'active', 'deactivated')),
    created_at   timestamptz not null default now(),
    deactivated_at timestamptz
);

-- Only the gate and the account itself touch this. Secrets are hashed, or sealed with the key of the data folder.
create table credential (
    account         uuid primary key references account,
    email           text not null check (email = lower(email) and length(email) <= 254),
    password_hash   text,
    password_set_at timestamptz,
    totp_sealed     bytea,                               -- confirmed second factor
    totp_last_step  bigint not null default 0,           -- a code is good once
    pin_hash        text,
    last_sign_in    timestamptz,
    sessions_from   timestamptz not null default '-infinity'  -- sessions that began earlier have ended
);
create unique index credential_email on credential (email);

create table membership (
    id           uuid primary key,
    account      uuid not null references account,
    organisation uuid not null references organisation,
    role         text not null check (role in ('registrar', 'case-worker', 'protection-specialist', 'supervisor',
                     'referral-focal-point', 'asylum-officer', 'return-officer', 'monitor', 'rule-author', 'analyst',
                     'data-protection-officer', 'administrator')),
    scope        text not null default 'organisation' check (scope in ('organisation', 'country', 'site', 'own')),
    country      char(3),
    sites        uuid[] not null default '{}',
    since        timestamptz not null default now(),
    until        timestamptz,
    granted_by   uuid references account,
    reviewed_at  timestamptz not null default now(),
    check (scope <> 'country' or country is not null),
    check (scope <> 'site' or cardinality(sites) > 0)
);
create unique index membership_once on membership (account, organisation, role) where until is null;
create index membership_organisation on membership (organisation) where until is null;

create table invitation (
    id           uuid primary key,
    token_hash   bytea not null unique,                  -- SHA-256; the token itself is shown once
    organisation uuid references organisation,           -- none: makes the first administrator
    account      uuid references account,
    invited_by   uuid references account,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    used_at      timestamptz
);

create function acting_is_steward() returns boolean language sql stable security definer set search_path = amparo, pg_temp
    return exists (select 1 from organisation o where o.id = acting_organisation() and o.steward and o.active);
