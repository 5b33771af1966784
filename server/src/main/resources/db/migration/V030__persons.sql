-- Persons, and what was said about them. An answer is an assertion: it is never changed, a newer one corrects it.

create table person (
    id           uuid primary key,
    code         text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),  -- random: says nothing, tells no order
    organisation uuid not null references organisation,
    site         uuid references site,
    entered_by   uuid not null references account,
    entered_at   timestamptz not null default now(),
    erased_at    timestamptz
);
create index person_organisation on person (organisation, id desc);
create index person_site on person (site, id desc);
create index person_entered_by on person (entered_by, id desc);

create table answer (
    id           uuid primary key,
    person       uuid not null references person,
    fact         text not null,                          -- a name of the rulebook's vocabulary, or name/phone/note
    value        jsonb not null,                         -- null: the person prefers not to say
    sensitivity  text not null check (sensitivity in ('plain', 'protection', 'survivor')),
    source       text not null check (source in ('person', 'relative', 'document', 'officer', 'agency')),
    language     text,
    interpreter  boolean,
    true_as_of   date,
    organisation uuid not null references organisation,
    recorded_by  uuid not null references account,
    recorded_at  timestamptz not null default now()
);
create index answer_person on answer (person, fact, recorded_at desc);
create index answer_recorded_by on answer (recorded_by);

-- Who works with a person. Survivor-level answers need a protection specialist who is named here.
create table assignment (
    id          uuid primary key,
    person      uuid not null references person,
    account     uuid not null references account,
    assigned_by uuid not null references account,
    since       timestamptz not null default now(),
    until       timestamptz
);
create unique index assignment_once on assignment (person, account) where until is null;
create index assignment_account on assignment (account) where until is null;

-- What another organisation may see: only what was referred and consented to, fact by fact, until a day.
create table share (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,  -- who receives
    shared_by    uuid not null references account,
    from_organisation uuid not null references organisation,
    facts        text[] not null check (cardinality(facts) > 0),
    basis        text not null check (basis in ('consent', 'child-in-danger', 'vital-interest')),
    consented_at timestamptz not null,
    since        timestamptz not null default now(),
    until        timestamptz
);
create index share_organisation on share (organisation) where until is null;
create index share_person on share (person);

-- The glass that may be broken: a typed reason, an hour, and somebody is told.
create table emergency_access (
    id           uuid primary key,
    person       uuid not null references person,
    account      uuid not null references account,
    organisation uuid not null references organisation,
    reason       text not null check (length(trim(reason)) >= 20),
    opened_at    timestamptz not null default now(),
    ends_at      timestamptz not null,
    seen_by      uuid references account,
    seen_at      timestamptz,
    verdict      text check (verdict in ('justified', 'not-justified')),
    check (ends_at <= opened_at + interval '4 hours')
);
create index emergency_access_account on emergency_access (account, ends_at);
create index emergency_access_organisation on emergency_access (organisation, opened_at desc);

-- Sets of persons, for the conditions of the walls. They run as the owner, so that a wall on one table does not depend
-- on the walls of the next, and they speak of the acting account only.
create function acting_assigned() returns uuid[] language sql stable security definer set search_path = amparo, pg_temp
    return array(select a.person from assignment a
                 where a.account = acting_account() and a.since <= now() and (a.until is null or a.until > now()));

create function acting_shared() returns uuid[] language sql stable security definer set search_path = amparo, pg_temp
    return array(select s.person from share s
                 where s.organisation = acting_organisation() and s.since <= now() and (s.until is null or s.until > now()));

create function acting_emergencies() returns uuid[] language sql stable security definer set search_path = amparo, pg_temp
    return array(select e.person from emergency_access e
                 where e.account = acting_account() and e.opened_at <= now() and e.ends_at > now());

-- The facts of a person that were shared with the acting organisation.
create function acting_shared_facts(of_person uuid) returns text[] language sql stable security definer
    set search_path = amparo, pg_temp
    return array(select distinct unnest(s.facts) from share s
                 where s.person = of_person and s.organisation = acting_organisation()
                   and s.since <= now() and (s.until is null or s.until > now()));
