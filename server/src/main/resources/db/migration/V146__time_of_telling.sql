-- When something was told is not when it arrived: a tablet without a line brings what it heard hours later. "Now" is what was
-- told last (decision 0038). recorded_at stays the receipt; nothing told lies after it.
drop index answer_person;
drop index answer_record;
alter table answer
    add column told_on_clock timestamptz,                -- by the clock of a device, reckoned into the server's; none: at receipt
    add column clock         uuid,                       -- whose clock: a shift of a device; none: the server's own
    add column clock_since   timestamptz,                -- what had been recorded before, the device had taken along
    add column clock_slack   integer not null default 0 check (clock_slack >= 0),  -- seconds by which it may be wrong
    add column clock_doubt   boolean not null default false,  -- the clock was plainly wrong
    add column told_at       timestamptz not null generated always as (coalesce(told_on_clock, recorded_at)) stored,
    add constraint answer_told_before_it_came check (told_on_clock is null or told_on_clock <= recorded_at),
    add constraint answer_told_on_a_clock check ((clock is null) = (told_on_clock is null)
        and (clock is not null or (clock_slack = 0 and not clock_doubt and clock_since is null)));
create index answer_person on answer (person, fact, told_at desc, id desc);
create index answer_record on answer (person, fact, record, told_at desc, id desc) where record is not null;

-- By how much the server's clock was ahead of the device's when the shift began, in milliseconds.
alter table device_shift add column clock_offset bigint;

-- What flag_answers gave, with when it was told; what was told last first.
create function flag_tellings(of_person uuid) returns table (
        id uuid, fact text, record uuid, value text, source text, language text, interpreter boolean, true_as_of date,
        recorded_at timestamptz, sensitivity text, told_at timestamptz, clock uuid, clock_since timestamptz,
        clock_slack integer, clock_doubt boolean)
    language plpgsql stable security definer set search_path = amparo, pg_temp as
$$
#variable_conflict use_column
declare
    of_organisation uuid := acting_organisation();
    files           uuid[] := of_person || coalesce((select p.merged from person p where p.id = of_person), '{}');
begin
    if acting_room() not in ('frontline', 'border', 'returns') or not answered_now(of_person) then
        raise insufficient_privilege using message = 'nothing was answered';
    end if;
    return query
        select a.id, a.fact, a.record, a.value::text, a.source, a.language, a.interpreter, a.true_as_of, a.recorded_at,
               a.sensitivity, a.told_at, a.clock, a.clock_since, a.clock_slack, a.clock_doubt
        from answer a
        where a.person = any (files)
          and (a.organisation = of_organisation
               or (a.sensitivity <> 'survivor' and a.fact = any (acting_shared_facts(a.person, a.organisation))))
        order by a.fact, a.told_at desc, a.id desc;
end
$$;

-- Lists are narrowed by what was told last; where two clocks cannot say which that is, by both.
create or replace function list_refresh(in_persons uuid[], in_organisations uuid[], in_facts text[]) returns void
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    sharing uuid;
begin
    -- Of two who write about one person at once, the second sees what the first left; a load of many writes alone.
    if cardinality(in_persons) <= 400 then
        perform pg_advisory_xact_lock(hashtextextended('list ' || t.person, 6))
        from (select distinct u.person from unnest(in_persons) as u (person) order by u.person) as t;
    end if;
    delete from list_key k using unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
        where k.person = t.person and k.fact = t.fact
          and ((k.organisation = t.organisation and k.share is null)
            or k.share in (select s.id from share s where s.person = t.person and s.from_organisation = t.organisation));
    insert into list_key (person, organisation, key, fact, held, site, entered_by)
    select distinct p.id, t.organisation, k.key, t.fact, p.organisation = t.organisation, p.site, p.entered_by
    from unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
         join person p on p.id = t.person and p.erased_at is null
         cross join lateral (
             select n.value, n.told
             from (select a.value, a.told_at, a.clock, a.clock_slack,
                          coalesce(a.true_as_of, (a.told_at at time zone 'UTC')::date) as told,
                          row_number() over last as place,
                          row_number() over (partition by a.clock order by a.told_at desc, a.id desc) as on_its_clock,
                          first_value(a.told_at) over last as last_at,
                          first_value(a.clock) over last as last_clock,
                          first_value(a.clock_slack) over last as last_slack
                   from answer a
                   where a.person = t.person and a.fact = t.fact and a.record is null and a.organisation = t.organisation
                     and a.sensitivity <> 'survivor'
                   window last as (order by a.told_at desc, a.id desc)) n
             where n.place = 1
                or (n.on_its_clock = 1 and n.clock is distinct from n.last_clock
                    and n.last_at - n.told_at <= make_interval(secs => n.clock_slack + n.last_slack))) as newest
         cross join lateral unnest(list_keys(t.fact, newest.value, newest.told)) as k (key);
    -- The birth date says more than an age.
    delete from list_key k using unnest(in_persons, in_organisations, in_facts) as t (person, organisation, fact)
        where t.fact = 'age' and k.person = t.person and k.organisation = t.organisation and k.share is null
          and k.fact = 'age'
          and exists (select 1 from list_key b where b.person = t.person and b.organisation = t.organisation
                      and b.fact = 'birth_date' and b.share is null);
    for sharing in select s.id from share s
            where s.person = any (in_persons) and s.until > now()
              and exists (select 1 from unnest(in_persons, in_organisations) as t (person, organisation)
                          where t.person = s.person and t.organisation = s.from_organisation) loop
        delete from list_key k where k.share = sharing;
        perform list_share(sharing);
    end loop;
end
$$;

-- Whoever was returned, or never left, is helped there by their own authorities: only if that was told last, and nothing else
-- may have been.
create or replace function referral_receiver() returns trigger language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if exists (
        select 1 from organisation o
        where o.id = new.organisation and o.kind like '%-authority'
          and exists (select 1 from answer a where a.person = new.person and a.fact = 'nationality'
                      and a.value @> to_jsonb(o.country::text))
          and not coalesce((
              select bool_and(n.value = to_jsonb(o.country::text))
              from (select a.value, a.told_at, a.clock, a.clock_slack,
                           row_number() over last as place,
                           row_number() over (partition by a.clock order by a.told_at desc, a.id desc) as on_its_clock,
                           first_value(a.told_at) over last as last_at,
                           first_value(a.clock) over last as last_clock,
                           first_value(a.clock_slack) over last as last_slack
                    from answer a where a.person = new.person and a.fact = 'country_now'
                    window last as (order by a.told_at desc, a.id desc)) n
              where n.place = 1
                 or (n.on_its_clock = 1 and n.clock is distinct from n.last_clock
                     and n.last_at - n.told_at <= make_interval(secs => n.clock_slack + n.last_slack))), false)) then
        raise check_violation using message = 'never to the authorities of the country that somebody left';
    end if;
    return new;
end
$$;
