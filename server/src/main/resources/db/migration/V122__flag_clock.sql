-- An urgent flag that nobody referred: it gets a clock as a referral does, until a referral is sent, or somebody who reads
-- the flag writes down why there is none. No room reads these tables: what stands in them is told by functions, and to whom
-- may not read the flag only that something for this person is not arranged yet.

create table flag_clock (
    flag         uuid primary key references flag on delete cascade,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    room         text not null,                          -- where it was raised: a team, or one officer at a border
    raised_by    uuid not null references account,
    survivor     boolean not null,
    hours        integer not null check (hours between 1 and 2000),
    sectors      text[] not null,                        -- to whom one refers, the first before all
    drafts       uuid[] not null default '{}',           -- referrals that were written for it
    since        timestamptz not null default now(),
    due_at       timestamptz not null,
    due_by       text not null check (due_by in ('urgency', 'law')),
    step         smallint not null default 0,            -- 1 a reminder, 2 supervisors, 3 and more whoever coordinates
    tick_at      timestamptz,
    ended_at     timestamptz,
    ended_why    text check (ended_why in ('referred', 'in-house', 'elsewhere', 'not-wanted', 'closed', 'less-urgent')),
    words        text check (length(words) <= 300),
    ended_by     uuid references account,
    check ((ended_at is null) = (ended_why is null)),
    check ((ended_at is null) = (tick_at is not null))
);
create index flag_clock_tick on flag_clock (tick_at) where tick_at is not null;
create index flag_clock_open on flag_clock (organisation, due_at) where ended_at is null;
create index flag_clock_person on flag_clock (person);

create table flag_clock_event (
    id           uuid primary key,
    flag         uuid not null references flag_clock on delete cascade,
    kind         text not null check (kind in ('reminded', 'to-supervisor', 'to-coordinator', 'still-silent', 'called',
                     'rested', 'again')),
    because      text,
    words        text check (length(words) <= 300),
    account      uuid references account,                -- none: the clock
    at           timestamptz not null default now()
);
create index flag_clock_event_flag on flag_clock_event (flag, at);

-- Whether whoever acts reads the flag itself: as the walls of the table "flag" say it.
create function flag_is_read(in_flag uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return acting_sealed() and exists (
        select 1 from flag f where f.id = in_flag and f.organisation = acting_organisation()
          and case acting_room()
              when 'frontline' then person_in_own_reach(f.person)
                  and (f.sensitivity <> 'survivor'
                       or (acting_has('protection-specialist') and f.person = any (acting_assigned())))
              when 'border' then f.raised_by = acting_account() and f.raised_room = 'border'
                  and f.sensitivity <> 'survivor' and f.urgency in ('emergency', 'high')
              when 'returns' then f.raised_by = acting_account() and f.raised_room = 'returns'
                  and f.sensitivity <> 'survivor' and f.urgency in ('emergency', 'high')
              else false end);

-- Whether whoever acts is told that something is not arranged, without a word on what: who reads the flag, who wrote down
-- what it rests on, and of a flag that only specialists read whoever can assign one, once it is late or nobody was assigned.
create function flag_is_heard(in_flag uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return acting_sealed() and (flag_is_read(in_flag) or exists (
        select 1 from flag f join flag_clock c on c.flag = f.id
        where f.id = in_flag and f.organisation = acting_organisation() and f.sensitivity = 'survivor'
          and (((acting_room() = 'frontline' and person_in_own_reach(f.person))
                or (acting_room() in ('border', 'returns') and f.raised_by = acting_account()
                    and f.raised_room = acting_room()))
              and exists (select 1 from answer a where a.id = any (f.answers) and a.sensitivity = 'survivor'
                          and a.recorded_by = acting_account() and a.recorded_room = acting_room())
            or (acting_room() = 'frontline' and person_in_own_reach(f.person)
              and ((c.step >= 2 and (acting_has('supervisor') or acting_has('referral-focal-point')))
                   or not exists (select 1 from assignment s join membership m on m.account = s.account
                                    and m.organisation = s.organisation and m.role = 'protection-specialist'
                                    and m.since <= now() and (m.until is null or m.until > now())
                                  where s.person = f.person and s.organisation = f.organisation and s.until is null))))));

-- Begins, in the transaction that raised the flag; one that runs already is only made shorter.
create function flag_clock_begin(in_flag uuid, in_hours integer, in_law integer, in_sectors text[]) returns void
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    one   flag;
    until timestamptz := now() + make_interval(hours => least(in_hours, coalesce(in_law, in_hours)));
    half  timestamptz := now() + (until - now()) / 2;
begin
    if not acting_sealed() or not exists (select 1 from flag_event e where e.flag = in_flag and e.at = now()
                                            and e.by = acting_account() and e.organisation = acting_organisation()) then
        raise insufficient_privilege using message = 'nothing was raised';
    end if;
    select * into one from flag f where f.id = in_flag;
    if one.closed_at is not null or one.urgency not in ('emergency', 'high') then
        return;
    end if;
    insert into flag_clock as c (flag, person, organisation, room, raised_by, survivor, hours, sectors, due_at, due_by, tick_at)
    values (one.id, one.person, one.organisation, one.raised_room, one.raised_by, one.sensitivity = 'survivor',
            least(in_hours, coalesce(in_law, in_hours)), in_sectors, until,
            case when in_law < in_hours then 'law' else 'urgency' end, half)
    on conflict (flag) do update set
        hours = excluded.hours, sectors = excluded.sectors, words = null, ended_at = null, ended_why = null, ended_by = null,
        since = case when c.ended_at is null then c.since else now() end,
        due_at = case when c.ended_at is null then least(c.due_at, excluded.due_at) else excluded.due_at end,
        due_by = case when c.ended_at is null and c.due_at <= excluded.due_at then c.due_by else excluded.due_by end,
        step = case when c.ended_at is null then c.step else 0 end,
        tick_at = case when c.ended_at is null then least(c.tick_at, excluded.tick_at) else excluded.tick_at end
        -- A referral that is on its way has a clock of its own.
        where c.ended_why is distinct from 'referred'
           or not exists (select 1 from referral r where r.person = c.person and r.from_organisation = c.organisation
                          and (r.id = any (c.drafts) or r.sector = c.sectors[1])
                          and r.state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress'));
end
$$;

-- A referral that is being written for a flag.
create function flag_clock_draft(in_flag uuid, in_referral uuid) returns void language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if flag_is_read(in_flag) and exists (select 1 from referral r join flag f on f.person = r.person
            where r.id = in_referral and f.id = in_flag and r.made_by = acting_account()
              and r.from_organisation = acting_organisation()) then
        update flag_clock c set drafts = array_append(c.drafts, in_referral)
            where c.flag = in_flag and not in_referral = any (c.drafts);
    end if;
end
$$;

-- Sent: it rests. Declined, not reached, or withdrawn for another reason than the person's no: it begins anew, unless
-- another service was asked meanwhile.
create function flag_clock_referral() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if new.state = 'sent' and old.state = 'drafted' then
        update flag_clock c set ended_at = now(), ended_why = 'referred', ended_by = new.sent_by, tick_at = null, step = 0
            where c.person = new.person and c.organisation = new.from_organisation and c.ended_at is null
              and (new.id = any (c.drafts) or new.sector = c.sectors[1]);
    elsif new.state in ('declined', 'not-reached', 'withdrawn') and old.state <> new.state then
        with again as (
            update flag_clock c set
                ended_at = case when new.state = 'withdrawn' and new.because = 'person' and f.screen not like 'child-%'
                                then c.ended_at end,
                ended_why = case when new.state = 'withdrawn' and new.because = 'person' and f.screen not like 'child-%'
                                 then 'not-wanted' end,
                ended_by = null, words = null, step = 0, since = now(),
                due_at = now() + make_interval(hours => c.hours),
                tick_at = case when new.state = 'withdrawn' and new.because = 'person' and f.screen not like 'child-%' then null
                               else now() + make_interval(hours => c.hours) / 2 end
            from flag f
            where f.id = c.flag and c.person = new.person and c.organisation = new.from_organisation
              and c.ended_why = 'referred' and f.closed_at is null and f.urgency in ('emergency', 'high')
              and (new.id = any (c.drafts) or new.sector = c.sectors[1])
              and not exists (select 1 from referral r where r.person = c.person and r.from_organisation = c.organisation
                              and r.id <> new.id and (r.id = any (c.drafts) or r.sector = c.sectors[1])
                              and r.state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress', 'completed'))
            returning c.flag, c.ended_at)
        insert into flag_clock_event (id, flag, kind) select gen_random_uuid(), a.flag, 'again' from again a
            where a.ended_at is null;
    end if;
    return null;
end
$$;
create trigger flag_clock_referral after update of state on referral for each row execute function flag_clock_referral();

-- A flag that was closed, or is not urgent any more.
create function flag_clock_flag() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if new.closed_at is not null or new.urgency not in ('emergency', 'high') then
        update flag_clock c set ended_at = now(), tick_at = null, step = 0,
                ended_why = case when new.closed_at is not null then 'closed' else 'less-urgent' end
            where c.flag = new.id and c.ended_at is null;
    end if;
    return null;
end
$$;
create trigger flag_clock_flag after update of closed_at, urgency on flag for each row execute function flag_clock_flag();

-- What is not arranged, one line for a person, the earliest first: the same words for every flag. "Call": late, or life may
-- be in danger, so that numbers are shown.
create function flag_clock_list(in_person uuid, at_most integer)
    returns table (person uuid, code text, since timestamptz, due_at timestamptz, step integer, call boolean)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select c.person, p.code, min(c.since), min(c.due_at), max(c.step)::integer,
           bool_or(c.step >= 2 or f.urgency = 'emergency')
    from flag_clock c join flag f on f.id = c.flag join person p on p.id = c.person and p.erased_at is null
    where acting_sealed() and c.organisation = acting_organisation() and c.ended_at is null
      and (in_person is null or c.person = in_person)
      and flag_is_heard(c.flag)
    group by c.person, p.code order by min(c.due_at), c.person limit at_most;
end;

-- Of a person, the clocks of the flags that whoever acts reads.
create function flag_clock_read(in_person uuid)
    returns table (flag uuid, due_at timestamptz, due_by text, ended_why text, words text)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select c.flag, c.due_at, c.due_by, c.ended_why, c.words
    from flag_clock c where c.person = in_person and c.organisation = acting_organisation() and flag_is_read(c.flag)
    order by c.due_at, c.flag;
end;

-- What happened: to flags that whoever acts reads, and what they wrote themselves.
create function flag_clock_history(in_person uuid)
    returns table (kind text, because text, words text, by text, at timestamptz)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select distinct e.kind, e.because, e.words, a.display_name, e.at
    from flag_clock_event e join flag_clock c on c.flag = e.flag left join account a on a.id = e.account
    where acting_sealed() and c.person = in_person and c.organisation = acting_organisation()
      and (flag_is_read(c.flag) or e.account = acting_account())
    order by e.at limit 200;
end;

create function flag_clock_worker() returns boolean language sql stable security definer set search_path = amparo, pg_temp
    return acting_sealed() and acting_account() is not null
        and (referral_worker() or acting_room() in ('border', 'returns')
            or (acting_room() = 'frontline' and acting_has('registrar')));

-- Somebody was telephoned. That is no answer: the clock goes on.
create function flag_clock_called(in_id uuid, in_person uuid, in_because text, in_words text) returns boolean
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    heard uuid[];
begin
    if not flag_clock_worker() then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    if in_because not in ('answered', 'will-act', 'no-answer', 'wrong-number') or length(trim(in_words)) < 2 then
        raise check_violation using message = 'who answered?';
    end if;
    if exists (select 1 from flag_clock_event e where e.id = in_id) then
        return true;
    end if;
    heard := array(select c.flag from flag_clock c where c.person = in_person and c.organisation = acting_organisation()
                     and c.ended_at is null and flag_is_heard(c.flag));
    insert into flag_clock_event (id, flag, kind, because, words, account)
    select case when n = 1 then in_id else gen_random_uuid() end, h, 'called', in_because, trim(in_words), acting_account()
    from unnest(heard) with ordinality as t (h, n);
    return cardinality(heard) > 0;
end
$$;

-- Why there is no referral. At a border nobody says that it is not needed: only that somebody was told in another way.
-- A child alone does not decline protection.
create function flag_clock_rest(in_flag uuid, in_why text, in_words text) returns boolean language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    which text;
begin
    if not flag_clock_worker() or not flag_is_read(in_flag) then
        return false;
    end if;
    select f.screen into which from flag f where f.id = in_flag;
    if in_why not in ('in-house', 'elsewhere', 'not-wanted') or length(trim(in_words)) < 5
            or (in_why <> 'elsewhere' and acting_room() <> 'frontline')
            or (in_why = 'not-wanted' and which like 'child-%') then
        raise check_violation using message = 'no reason to leave it';
    end if;
    update flag_clock c set ended_at = now(), ended_why = in_why, words = trim(in_words), ended_by = acting_account(),
            tick_at = null, step = 0
        where c.flag = in_flag and c.ended_at is null;
    if not found then
        return false;
    end if;
    insert into flag_clock_event (id, flag, kind, because, words, account)
    values (gen_random_uuid(), in_flag, 'rested', in_why, trim(in_words), acting_account());
    return true;
end
$$;

-- The clock: reads the index of what is due and nothing else. Supervisors of a border or return authority read no flag of
-- their colleagues, so what was raised there goes to whoever coordinates at once.
create function flag_clock_tick(at_most integer) returns table (flag uuid, kind text) language sql security definer
    set search_path = amparo, pg_temp
begin atomic
    with due as (
        select c.flag,
               least(4, greatest(c.step + 1,
                   case when now() >= c.due_at + greatest(c.due_at - c.since, interval '1 hour') / 2 then 3
                        when now() >= c.due_at then 2 else 1 end)) as next
        from flag_clock c where c.tick_at <= now() order by c.tick_at limit at_most for update skip locked
    ), rung as (
        update flag_clock c set
            step = case when d.next = 2 and c.room <> 'frontline' then 3 else d.next end,
            tick_at = case when d.next >= 3 or (d.next = 2 and c.room <> 'frontline') then now() + interval '1 day'
                           when d.next = 2 then greatest(c.due_at + greatest(c.due_at - c.since, interval '1 hour') / 2,
                                                         now() + interval '1 minute')
                           else greatest(c.due_at, now() + interval '1 minute') end
        from due d where c.flag = d.flag
        returning c.flag, c.step
    ), told as (
        insert into flag_clock_event (id, flag, kind)
        select gen_random_uuid(), r.flag,
               case r.step when 1 then 'reminded' when 2 then 'to-supervisor' when 3 then 'to-coordinator'
                           else 'still-silent' end
        from rung r
        returning flag_clock_event.flag, flag_clock_event.kind
    )
    select t.flag, t.kind from told t;
end;

-- For whoever coordinates: organisations that leave urgent things lying, by name and number.
create function flag_clock_silent() returns table (name text, waiting bigint, oldest timestamptz)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select o.name, count(distinct c.person), min(c.due_at)
    from flag_clock c join organisation o on o.id = c.organisation
    where referral_coordinates() and c.ended_at is null and c.step >= 3
    group by o.name order by count(distinct c.person) desc, o.name limit 200;
end;

-- What lay in silence until now begins today, with the hours that the rulebook sets when this is written.
insert into flag_clock (flag, person, organisation, room, raised_by, survivor, hours, sectors, due_at, due_by, tick_at)
select f.id, f.person, f.organisation, f.raised_room, f.raised_by, f.sensitivity = 'survivor',
       case f.urgency when 'emergency' then 4 else 24 end, '{}',
       now() + case f.urgency when 'emergency' then interval '4 hours' else interval '24 hours' end, 'urgency',
       now() + case f.urgency when 'emergency' then interval '2 hours' else interval '12 hours' end
from flag f
where f.closed_at is null and f.urgency in ('emergency', 'high')
  and not exists (select 1 from referral r where r.person = f.person and r.from_organisation = f.organisation
                  and r.state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress', 'completed'));
