-- Persons, and what was said about them. An answer is an assertion: it is never changed, a newer one corrects it.

create table person (
    id           uuid primary key,
    code         text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    organisation uuid not null references organisation,
    site         uuid references site,
    entered_by   uuid not null references account,
    entered_room text not null,
    entered_at   timestamptz not null default now(),
    erased_at    timestamptz
);
create index person_organisation on person (organisation, id desc);
create index person_site on person (site, id desc);
create index person_entered_by on person (entered_by, id desc);

-- The code is random: it says nothing and tells no order. The database makes it, whatever was sent: who could choose one
-- could try which exist.
create function person_code() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    random bytea;
    made   text;
    place  integer;
begin
    loop
        random := uuid_send(gen_random_uuid());
        made := '';
        foreach place in array array[0, 1, 2, 3, 4, 5, 7, 9] loop         -- those bytes of a UUID that are all random
            made := made || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(random, place) & 31) + 1, 1);
        end loop;
        exit when not exists (select 1 from person p where p.code = made);
    end loop;
    new.code := made;
    return new;
end
$$;
create trigger person_code before insert on person for each row execute function person_code();

create table answer (
    id            uuid primary key,
    person        uuid not null references person,
    fact          text not null check (length(fact) <= 80),  -- a name of the rulebook's vocabulary, or of the registry's own
    value         jsonb not null,                        -- null: the person prefers not to say
    sensitivity   text not null check (sensitivity in ('ordinary', 'personal', 'sensitive', 'survivor')),
    source        text not null check (source in ('person', 'relative', 'document', 'officer', 'agency')),
    language      text,
    interpreter   boolean,
    true_as_of    date,
    organisation  uuid not null references organisation,
    recorded_by   uuid not null references account,
    recorded_room text not null,
    recorded_at   timestamptz not null default now()
);
create index answer_person on answer (person, fact, recorded_at desc, id desc);
create index answer_recorded_by on answer (recorded_by);

-- Who works with a person. Survivor-level answers need a protection specialist who is named here.
create table assignment (
    id           uuid primary key,
    person       uuid not null references person,
    account      uuid not null references account,
    organisation uuid not null references organisation,  -- in whose name; nobody carries it into another organisation
    assigned_by  uuid not null references account,
    since        timestamptz not null default now(),
    until        timestamptz
);
create unique index assignment_once on assignment (person, organisation, account) where until is null;
create index assignment_account on assignment (account, organisation);

-- What another organisation may see: only what was referred and consented to, fact by fact, until a day.
create table share (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,  -- who receives
    from_organisation uuid not null references organisation,
    shared_by    uuid not null references account,
    facts        text[] not null check (cardinality(facts) > 0),
    basis        text not null check (basis in ('consent', 'child-in-danger', 'vital-interest')),
    consented_at timestamptz not null,
    since        timestamptz not null default now(),
    until        timestamptz not null
);
create index share_organisation on share (organisation, until);
create index share_person on share (person);

-- The glass that may be broken: a typed reason, an hour, and somebody is told.
create table emergency_access (
    id           uuid primary key,
    person       uuid not null references person,
    account      uuid not null references account,
    organisation uuid not null references organisation,  -- of whoever opened it
    reason       text not null check (length(trim(reason)) between 20 and 1000),
    opened_at    timestamptz not null default now(),
    ends_at      timestamptz not null,
    check (ends_at <= opened_at + interval '1 hour')
);
create index emergency_access_account on emergency_access (account, ends_at);
create index emergency_access_person on emergency_access (person);

-- What supervisors and data protection officers must look at. Holds what they need to judge, as they may not see the
-- person: the organisation that holds the file is told, and that of whoever opened it.
create table notice (
    id           uuid primary key,
    kind         text not null check (kind in ('emergency')),
    organisation uuid not null references organisation,  -- who is told
    emergency    uuid not null references emergency_access,
    code         text not null,
    reason       text not null,
    opened_by    uuid not null references account,
    opener       text not null,                          -- the name of a colleague of another organisation is not in reach
    created_at   timestamptz not null default now(),
    seen_by      uuid references account,
    seen_at      timestamptz,
    verdict      text check (verdict in ('justified', 'not-justified')),
    unique (emergency, organisation),
    check ((seen_by is null) = (verdict is null) and (seen_by is null) = (seen_at is null))
);
create index notice_organisation on notice (organisation, id desc);

-- What was given for a time can be ended, never prolonged or begun anew.
create function only_sooner() returns trigger language plpgsql set search_path = amparo, pg_temp as
$$
begin
    if new.until is null or (old.until is not null and new.until > old.until) then
        raise insufficient_privilege using message = 'an end can only come sooner';
    end if;
    return new;
end
$$;
create trigger only_sooner before update on assignment for each row execute function only_sooner();
create trigger only_sooner before update on share for each row execute function only_sooner();

create function emergency_only_sooner() returns trigger language plpgsql set search_path = amparo, pg_temp as
$$
begin
    if new.ends_at > old.ends_at then
        raise insufficient_privilege using message = 'an end can only come sooner';
    end if;
    return new;
end
$$;
create trigger only_sooner before update on emergency_access for each row execute function emergency_only_sooner();

-- Sets of persons, for the conditions of the walls. They run as the owner, so that a wall on one table does not depend
-- on the walls of the next, and they speak of whoever acts, in the organisation in whose name.
create function acting_assigned() returns uuid[] language sql stable security definer set search_path = amparo, pg_temp
    return array(select a.person from assignment a
                 where a.account = (select acting_account()) and a.organisation = (select acting_organisation())
                   and a.since <= now() and (a.until is null or a.until > now()));

create function acting_shared() returns uuid[] language sql stable security definer set search_path = amparo, pg_temp
    return array(select distinct s.person from share s
                 where s.organisation = (select acting_organisation()) and s.since <= now() and s.until > now());

create function acting_emergencies() returns uuid[] language sql stable security definer set search_path = amparo, pg_temp
    return array(select e.person from emergency_access e
                 where e.account = (select acting_account()) and e.organisation = (select acting_organisation())
                   and e.opened_at <= now() and e.ends_at > now());

-- The facts of a person that this organisation shared with the acting one.
create function acting_shared_facts(of_person uuid, by_organisation uuid) returns text[]
    language sql stable security definer set search_path = amparo, pg_temp
    return array(select distinct unnest(s.facts) from share s
                 where s.person = of_person and s.from_organisation = by_organisation
                   and s.organisation = (select acting_organisation()) and s.since <= now() and s.until > now());

-- Opens the file with this code for an hour, if there is one, and tells those who must know. The file is hidden from
-- whoever asks, so the database itself looks for it. Asking twice opens once.
create function emergency_open(of_code text, typed_reason text) returns uuid
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    of_account uuid := acting_account();
    of_organisation uuid := acting_organisation();
    found_id   uuid;
    holder     uuid;
    emergency  uuid := gen_random_uuid();
begin
    if acting_room() <> 'frontline' or of_account is null
            or not (acting_has('case-worker') or acting_has('protection-specialist') or acting_has('supervisor')
                or acting_has('asylum-officer')) then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    if length(trim(typed_reason)) < 20 then
        raise check_violation using message = 'the reason is too short';
    end if;
    -- One at a time for each account: a double click finds the first.
    perform pg_advisory_xact_lock(hashtextextended('emergency ' || of_account, 0));
    select p.id, p.organisation into found_id, holder from person p where p.code = of_code and p.erased_at is null;
    if found_id is null then
        return null;
    end if;
    if exists (select 1 from emergency_access e where e.person = found_id and e.account = of_account
            and e.organisation = of_organisation and e.opened_at <= clock_timestamp() and e.ends_at > clock_timestamp()) then
        return found_id;
    end if;
    insert into emergency_access (id, person, account, organisation, reason, ends_at)
    values (emergency, found_id, of_account, of_organisation, trim(typed_reason), now() + interval '1 hour');
    insert into notice (id, kind, organisation, emergency, code, reason, opened_by, opener)
    select gen_random_uuid(), 'emergency', told.id, emergency, of_code, trim(typed_reason), of_account,
           (select a.display_name from account a where a.id = of_account) || ', '
               || (select o.name from organisation o where o.id = of_organisation)
    from (select holder union select of_organisation) as told (id);
    return found_id;
end
$$;
