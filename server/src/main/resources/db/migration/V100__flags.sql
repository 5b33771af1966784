-- Protection needs that the rulebook's screens see, or that an officer observed. One row for a person, an organisation and a
-- screen: it is raised once, and what happens to it afterwards are events and opinions, of which none is ever taken back.

create table flag (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    screen       text not null check (length(screen) <= 80),
    urgency      text not null check (urgency in ('emergency', 'high', 'medium', 'routine')),
    sensitivity  text not null check (sensitivity in ('personal', 'survivor')),
    fear         boolean not null,                       -- speaks of fear of return: nobody but the person ends it
    source       text not null check (source in ('answers', 'observation')),
    indicated    boolean not null,                       -- whether the answers indicate it now; nothing closes by itself
    doubt        boolean not null default false,         -- at the lowest that a number may be
    indications  text[] not null default '{}',           -- those of the screen that hold, by id
    answers      uuid[] not null default '{}',           -- what was read for them
    rulebook     text not null,
    raised_by    uuid not null references account,
    raised_room  text not null,
    raised_at    timestamptz not null default now(),
    changed_at   timestamptz not null default now(),
    closed_at    timestamptz,
    closed_why   text check (closed_why in ('specialist', 'person')),
    unique (person, organisation, screen),
    check ((closed_at is null) = (closed_why is null)),
    check (not fear or closed_why is distinct from 'specialist')
);
create index flag_raised_by on flag (raised_by);
create index flag_open on flag (organisation, urgency, person) where closed_at is null;

create table flag_event (
    id           uuid primary key,
    flag         uuid not null references flag on delete cascade,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    kind         text not null check (kind in ('raised', 'again', 'urgency', 'not-indicated', 'reasons', 'observed', 'closed',
                     'person-said-otherwise')),
    urgency      text not null,
    indications  text[] not null default '{}',
    rulebook     text not null,
    by           uuid not null references account,
    room         text not null,
    at           timestamptz not null default now()
);
create index flag_event_flag on flag_event (flag, at);
create index flag_event_person on flag_event (person, at);

-- Two officers may differ: each opinion stays, with its reason.
create table flag_opinion (
    id           uuid primary key,
    flag         uuid not null references flag on delete cascade,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    kind         text not null check (kind in ('confirm', 'disagree', 'observe', 'close')),
    reason       text not null check (length(trim(reason)) between 3 and 2000),
    by           uuid not null references account,
    room         text not null,
    at           timestamptz not null default now()
);
create index flag_opinion_flag on flag_opinion (flag, at);
create index flag_opinion_person on flag_opinion (person);

-- A flag that was ticked in a referral, one by one.
create table flag_share (
    id           uuid primary key,
    flag         uuid not null references flag on delete cascade,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    from_organisation uuid not null references organisation,
    shared_by    uuid not null references account,
    since        timestamptz not null default now(),
    until        timestamptz not null
);
create index flag_share_organisation on flag_share (organisation, until);
create index flag_share_person on flag_share (person);
create trigger only_sooner before update on flag_share for each row execute function only_sooner();

create function acting_shared_flags() returns uuid[] language sql stable security definer set search_path = amparo, pg_temp
    return array(select distinct s.flag from flag_share s
                 where s.organisation = (select acting_organisation()) and s.since <= now() and s.until > now());

-- What was read to the person, and what they said to it.
create table flag_reading (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    flags        uuid[] not null,
    language     text not null check (language ~ '^[a-z]{2}$'),
    agrees       boolean,                                -- none: did not say
    words        text check (length(words) <= 2000),
    by           uuid not null references account,
    room         text not null,
    at           timestamptz not null default now()
);
create index flag_reading_person on flag_reading (person, at);

-- Whether this transaction wrote down an answer of the person: then, and only then, the answers of the organisation are
-- read together, whatever each colleague may see alone. A border officer who was told the age and another who saw that
-- nobody is with the child must not each see nothing.
create function answered_now(of_person uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return exists (select 1 from answer a where a.person = of_person and a.recorded_by = acting_account()
                     and a.organisation = acting_organisation() and a.recorded_at = now());

create function flag_answers(of_person uuid) returns table (
        id uuid, fact text, record uuid, value text, source text, language text, interpreter boolean, true_as_of date,
        recorded_at timestamptz, sensitivity text)
    language plpgsql stable security definer set search_path = amparo, pg_temp as
$$
begin
    if acting_room() not in ('frontline', 'border', 'returns') or not answered_now(of_person) then
        raise insufficient_privilege using message = 'nothing was answered';
    end if;
    return query
        select a.id, a.fact, a.record, a.value::text, a.source, a.language, a.interpreter, a.true_as_of, a.recorded_at,
               a.sensitivity
        from answer a
        where a.person = any (of_person || coalesce((select p.merged from person p where p.id = of_person), '{}'))
          and (a.organisation = acting_organisation()
               or (a.sensitivity <> 'survivor' and a.fact = any (acting_shared_facts(a.person, a.organisation))))
        order by a.fact, a.recorded_at desc, a.id desc;
end
$$;

-- Whether whoever acts may have the flags of a person changed: as they may write answers.
create function may_flag(of_person uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return case acting_room()
        when 'frontline' then exists (select 1 from person p where p.id = of_person and p.erased_at is null
            and (person_in_own_reach(of_person) or of_person = any (acting_shared())))
        when 'border' then exists (select 1 from person p where p.id = of_person and p.erased_at is null
            and p.entered_by = acting_account() and p.organisation = acting_organisation())
        when 'returns' then exists (select 1 from person p where p.id = of_person and p.erased_at is null
            and p.entered_by = acting_account() and p.organisation = acting_organisation())
        else false end;

-- Compares what the screens come to with what stands, and writes down what is new. Gives one row for each flag that was
-- raised, raised again, or became more or less urgent, also to whom may not read the flag itself.
create function flag_evaluated(of_person uuid, in_rulebook text, in_whole boolean, by_person boolean, results jsonb)
    returns table (flag_id uuid, screen text, event text, urgency text, before text, raised_at timestamptz)
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
#variable_conflict use_column
declare
    result jsonb;
    known  flag;
    holds  text[];
    reads  uuid[];
    what   text;
begin
    if not (answered_now(of_person) or may_flag(of_person)) then
        raise insufficient_privilege using message = 'not this person';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('flag ' || of_person || acting_organisation(), 0));
    for result in select * from jsonb_array_elements(results) loop
        holds := array(select jsonb_array_elements_text(result -> 'indications'));
        reads := array(select jsonb_array_elements_text(result -> 'answers')::uuid);
        select * into known from flag f
            where f.person = of_person and f.organisation = acting_organisation() and f.screen = result ->> 'screen';
        if (result ->> 'refer')::boolean then
            if known.id is null then
                insert into flag (id, person, organisation, screen, urgency, sensitivity, fear, source, indicated, doubt,
                                  indications, answers, rulebook, raised_by, raised_room)
                values (gen_random_uuid(), of_person, acting_organisation(), result ->> 'screen', result ->> 'urgency',
                        result ->> 'sensitivity', (result ->> 'fear')::boolean, 'answers', true,
                        (result ->> 'doubt')::boolean, holds, reads, in_rulebook, acting_account(), acting_room())
                returning * into known;
                what := 'raised';
            else
                what := case when known.closed_at is not null or not known.indicated then 'again'
                             when known.urgency <> result ->> 'urgency' then 'urgency'
                             -- Who sees less than the whole does not take reasons away.
                             when not (known.indications @> holds and (not in_whole or holds @> known.indications))
                                 then 'reasons' end;
                if what is not null then
                    flag_id := known.id; before := known.urgency;
                    update flag f set urgency = result ->> 'urgency', indicated = true,
                            doubt = (result ->> 'doubt')::boolean,
                            fear = f.fear or (result ->> 'fear')::boolean,
                            indications = case when in_whole then holds
                                else array(select distinct unnest(f.indications || holds) order by 1) end,
                            answers = case when in_whole then reads
                                else array(select distinct unnest(f.answers || reads)) end,
                            rulebook = in_rulebook, changed_at = now(), closed_at = null, closed_why = null
                        where f.id = known.id;
                end if;
            end if;
            if what is not null then
                insert into flag_event (id, flag, person, organisation, kind, urgency, indications, rulebook, by, room)
                values (gen_random_uuid(), known.id, of_person, acting_organisation(), what, result ->> 'urgency', holds,
                        in_rulebook, acting_account(), acting_room());
                if what <> 'reasons' then
                    flag_id := known.id; screen := result ->> 'screen'; event := what;
                    urgency := result ->> 'urgency'; raised_at := known.raised_at;
                    if what = 'raised' then before := null; end if;
                    return next;
                end if;
            end if;
        elsif known.id is not null and known.indicated and known.source = 'answers' and in_whole then
            -- The answers no longer indicate it. It stays, for a person to look at; only their own words end a fear.
            what := case when known.fear and by_person and acting_room() = 'frontline' and (result ->> 'certain')::boolean then 'person-said-otherwise'
                         else 'not-indicated' end;
            update flag f set indicated = false, changed_at = now(), rulebook = in_rulebook,
                    closed_at = case when what = 'person-said-otherwise' then now() else f.closed_at end,
                    closed_why = case when what = 'person-said-otherwise' then 'person' else f.closed_why end
                where f.id = known.id;
            insert into flag_event (id, flag, person, organisation, kind, urgency, rulebook, by, room)
            values (gen_random_uuid(), known.id, of_person, acting_organisation(), what, known.urgency, in_rulebook,
                    acting_account(), acting_room());
        end if;
        what := null;
    end loop;
end
$$;

-- A flag by observation, or one more observation of a flag that is there. Gives its id, and whether it was raised by it.
create function flag_observed(in_id uuid, of_person uuid, in_screen text, in_urgency text, in_sensitivity text,
        in_fear boolean, in_rulebook text, in_reason text) returns table (flag_id uuid, fresh boolean)
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    known flag;
begin
    if not may_flag(of_person) then
        raise insufficient_privilege using message = 'not this person';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('flag ' || of_person || acting_organisation(), 0));
    select * into known from flag f
        where f.person = of_person and f.organisation = acting_organisation() and f.screen = in_screen;
    fresh := known.id is null or known.closed_at is not null;
    if exists (select 1 from flag_opinion o where o.id = in_id) then
        flag_id := known.id; fresh := false;
        return next;
        return;
    end if;
    if known.id is null then
        insert into flag (id, person, organisation, screen, urgency, sensitivity, fear, source, indicated, rulebook,
                          raised_by, raised_room)
        values (gen_random_uuid(), of_person, acting_organisation(), in_screen, in_urgency, in_sensitivity, in_fear,
                'observation', true, in_rulebook, acting_account(), acting_room())
        returning * into known;
    else
        update flag f set closed_at = null, closed_why = null, indicated = true, changed_at = now() where f.id = known.id;
    end if;
    insert into flag_opinion (id, flag, person, organisation, kind, reason, by, room)
    values (in_id, known.id, of_person, acting_organisation(), 'observe', in_reason, acting_account(), acting_room());
    insert into flag_event (id, flag, person, organisation, kind, urgency, rulebook, by, room)
    values (gen_random_uuid(), known.id, of_person, acting_organisation(), 'observed', known.urgency, in_rulebook,
            acting_account(), acting_room());
    flag_id := known.id;
    return next;
end
$$;

-- No opinion ends a fear of return, and none but a protection specialist's who works with the person, outside of border and
-- return authorities, ends anything; that of the organisation that raised it waits for another organisation's.
create function flag_opinion_guard() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    known flag;
begin
    select * into known from flag f where f.id = new.flag for update;
    if new.kind in ('disagree', 'close') and known.fear then
        raise insufficient_privilege using message = 'only the person ends a fear of return';
    end if;
    if new.kind = 'close' and not (acting_room() = 'frontline' and acting_has('protection-specialist')
            and known.person = any (acting_assigned())
            and exists (select 1 from organisation o where o.id = acting_organisation()
                          and o.kind <> 'border-authority')) then
        raise insufficient_privilege using message = 'only a protection specialist closes';
    end if;
    return new;
end
$$;
create trigger flag_opinion_guard before insert on flag_opinion for each row execute function flag_opinion_guard();

create function flag_opinion_given() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if new.kind = 'close' and exists (select 1 from flag_opinion o join flag f on f.id = o.flag
            where o.flag = new.flag and o.kind = 'close' and o.organisation <> f.organisation
              and o.at >= f.changed_at)
            and exists (select 1 from flag f where f.id = new.flag and f.closed_at is null) then
        update flag f set closed_at = now(), closed_why = 'specialist' where f.id = new.flag;
        insert into flag_event (id, flag, person, organisation, kind, urgency, rulebook, by, room)
        select gen_random_uuid(), f.id, f.person, new.organisation, 'closed', f.urgency, f.rulebook, new."by", new.room
        from flag f where f.id = new.flag;
    end if;
    return null;
end
$$;
create trigger flag_opinion_given after insert on flag_opinion for each row execute function flag_opinion_given();

-- For colleagues who may not read a survivor-level flag: that a conversation alone with a specialist is due, and how soon.
-- No screen, no number. Not once a protection specialist of the organisation works with the person.
create function flags_waiting(of_persons uuid[]) returns table (person uuid, urgency text, since timestamptz)
    language sql stable security definer set search_path = amparo, pg_temp as
$$
    select f.person, case when bool_or(f.urgency = 'emergency') then 'emergency' else 'high' end, min(f.changed_at)
    from flag f
    where f.person = any (of_persons) and f.organisation = acting_organisation() and f.sensitivity = 'survivor'
      and f.closed_at is null and acting_room() = 'frontline' and person_in_own_reach(f.person)
      and not exists (select 1 from assignment a join membership m on m.account = a.account
                        and m.organisation = a.organisation and m.role = 'protection-specialist'
                        and m.since <= now() and (m.until is null or m.until > now())
                      where a.person = f.person and a.organisation = f.organisation and a.until is null)
    group by f.person
$$;
