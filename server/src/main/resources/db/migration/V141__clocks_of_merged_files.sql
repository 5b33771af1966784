-- Files that are merged are of one person, and what is urgent for one person calls once: it neither falls silent at the file
-- that was merged away, nor calls a second time at the one that stands. Taking the merge back gives each its own clock.

-- A flag and the same one of the same organisation on the other files of the person.
create function flags_of_one_need(in_flag uuid) returns uuid[] language sql stable security definer
    set search_path = amparo, pg_temp
    return (select array(select g.id from flag g where g.screen = f.screen and g.organisation = f.organisation
                           and g.person = any (files_of_person(f.person)))
            from flag f where f.id = in_flag);

-- Of several clocks for one need the first that is due calls. Who has one file is not looked at twice.
create function flag_clock_is_quiet(in_flag uuid, of_person uuid, due timestamptz) returns boolean language plpgsql stable
    security definer set search_path = amparo, pg_temp as
$$
begin
    if exists (select 1 from person p where p.id = of_person and p.merged_into is null and p.merged is null) then
        return false;
    end if;
    return exists (select 1 from flag_clock o where o.flag = any (flags_of_one_need(in_flag)) and o.flag <> in_flag
                     and o.ended_at is null and (o.due_at, o.flag) < (due, in_flag));
end
$$;

create or replace function flag_clock_begin(in_flag uuid, in_hours integer, in_law integer, in_sectors text[]) returns void
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
           or not exists (select 1 from referral r where r.person = any (files_of_person(c.person)) and r.from_organisation = c.organisation
                          and (r.id = any (c.drafts) or r.sector = c.sectors[1])
                          and r.state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress'));
end
$$;

create or replace function flag_clock_draft(in_flag uuid, in_referral uuid) returns void language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if flag_is_read(in_flag) and exists (select 1 from referral r join flag f on f.person = any (files_of_person(r.person))
            where r.id = in_referral and f.id = in_flag and r.made_by = acting_account()
              and r.from_organisation = acting_organisation()) then
        update flag_clock c set drafts = array_append(c.drafts, in_referral)
            where c.flag = in_flag and not in_referral = any (c.drafts);
    end if;
end
$$;

create or replace function flag_clock_referral() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    files uuid[] := files_of_person(new.person);
begin
    if new.state = 'sent' and old.state = 'drafted' then
        update flag_clock c set ended_at = now(), ended_why = 'referred', ended_by = new.sent_by, tick_at = null, step = 0
            where c.person = any (files) and c.organisation = new.from_organisation and c.ended_at is null
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
            where f.id = c.flag and c.person = any (files) and c.organisation = new.from_organisation
              and c.ended_why = 'referred' and f.closed_at is null and f.urgency in ('emergency', 'high')
              and (new.id = any (c.drafts) or new.sector = c.sectors[1])
              and not exists (select 1 from referral r where r.person = any (files) and r.from_organisation = c.organisation
                              and r.id <> new.id and (r.id = any (c.drafts) or r.sector = c.sectors[1])
                              and r.state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress', 'completed'))
            returning c.flag, c.ended_at)
        insert into flag_clock_event (id, flag, kind) select gen_random_uuid(), a.flag, 'again' from again a
            where a.ended_at is null;
    end if;
    return null;
end
$$;

-- What is not arranged, one line for a person under the code that stands for them, if whoever acts may know that file.
create or replace function flag_clock_list(in_person uuid, at_most integer)
    returns table (person uuid, code text, since timestamptz, due_at timestamptz, step integer, call boolean)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select k.id, k.code, min(c.since), min(c.due_at), max(c.step)::integer,
           bool_or(c.step >= 2 or f.urgency = 'emergency')
    from flag_clock c join flag f on f.id = c.flag join person p on p.id = c.person and p.erased_at is null
         left join lateral (select (files_of_person(p.id))[1] as id where p.merged_into is not null offset 0) as stands on true
         join person k on k.id = case when stands.id is not null and may_flag(stands.id) then stands.id else p.id end
    where acting_sealed() and c.organisation = acting_organisation() and c.ended_at is null
      and (in_person is null or c.person = any (files_of_person(in_person)))
      and flag_is_heard(c.flag)
    group by k.id, k.code order by min(c.due_at), k.id limit at_most;
end;

-- Of a person, the clocks of the flags that whoever acts reads: of one need what calls first.
create or replace function flag_clock_read(in_person uuid)
    returns table (flag uuid, due_at timestamptz, due_by text, ended_why text, words text)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select c.flag, coalesce(o.due_at, c.due_at), coalesce(o.due_by, c.due_by),
           case when o.flag is null then c.ended_why end, case when o.flag is null then c.words end
    from flag_clock c
         left join lateral (select o.flag, o.due_at, o.due_by from flag_clock o
                            where o.flag = any (flags_of_one_need(c.flag)) and o.ended_at is null
                            order by o.due_at, o.flag limit 1) as o on true
    where c.person = any (files_of_person(in_person)) and c.organisation = acting_organisation() and flag_is_read(c.flag)
    order by 2, c.flag;
end;

create or replace function flag_clock_history(in_person uuid)
    returns table (kind text, because text, words text, by text, at timestamptz)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select distinct e.kind, e.because, e.words, a.display_name, e.at
    from flag_clock_event e join flag_clock c on c.flag = e.flag left join account a on a.id = e.account
    where acting_sealed() and c.person = any (files_of_person(in_person)) and c.organisation = acting_organisation()
      and (flag_is_read(c.flag) or e.account = acting_account())
    order by e.at limit 200;
end;

create or replace function flag_clock_called(in_id uuid, in_person uuid, in_because text, in_words text) returns boolean
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
    heard := array(select c.flag from flag_clock c where c.person = any (files_of_person(in_person)) and c.organisation = acting_organisation()
                     and c.ended_at is null and flag_is_heard(c.flag));
    insert into flag_clock_event (id, flag, kind, because, words, account)
    select case when n = 1 then in_id else gen_random_uuid() end, h, 'called', in_because, trim(in_words), acting_account()
    from unnest(heard) with ordinality as t (h, n);
    return cardinality(heard) > 0;
end
$$;

create or replace function flag_clock_rest(in_flag uuid, in_why text, in_words text) returns boolean language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    which text;
begin
    if not (referral_worker() or (acting_sealed() and acting_room() in ('border', 'returns')))
            or not flag_is_read(in_flag) then
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
        where c.flag = any (flags_of_one_need(in_flag)) and c.ended_at is null;
    if not found then
        return false;
    end if;
    insert into flag_clock_event (id, flag, kind, because, words, account)
    values (gen_random_uuid(), in_flag, 'rested', in_why, trim(in_words), acting_account());
    return true;
end
$$;

create or replace function flag_clock_tick(at_most integer) returns table (flag uuid, kind text) language sql security definer
    set search_path = amparo, pg_temp
begin atomic
    with due as (
        select c.flag,
               least(4, greatest(c.step + 1,
                   case when now() >= c.due_at + greatest(c.due_at - c.since, interval '1 hour') / 2 then 3
                        when now() >= c.due_at then 2 else 1 end)) as next
        from flag_clock c where c.tick_at <= now() and not flag_clock_is_quiet(c.flag, c.person, c.due_at)
        order by c.tick_at limit at_most for update skip locked
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

-- Of these files of one person: what rests since then without a cause of its own begins anew, and says so.
create function flag_clock_again(files uuid[], together timestamptz) returns void language sql security definer
    set search_path = amparo, pg_temp
begin atomic
    with again as (
        update flag_clock c set ended_at = null, ended_why = null, ended_by = null, words = null, step = 0, since = now(),
                due_at = now() + make_interval(hours => c.hours), tick_at = now() + make_interval(hours => c.hours) / 2
        from flag f
        where f.id = c.flag and c.person = any (files) and c.ended_at >= together
          and c.ended_why in ('referred', 'in-house', 'elsewhere', 'not-wanted')
          and f.closed_at is null and f.urgency in ('emergency', 'high')
          and not exists (select 1 from referral r where r.person = any (files) and r.from_organisation = c.organisation
                          and (r.id = any (c.drafts) or r.sector = c.sectors[1])
                          and (r.state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress', 'completed')
                               or (r.state = 'withdrawn' and r.because = 'person')))
          and not exists (select 1 from flag_clock_event e join flag g on g.id = e.flag and g.screen = f.screen
                            and g.organisation = f.organisation
                          where g.person = any (files) and e.kind = 'rested' and e.at >= together)
        returning c.flag)
    insert into flag_clock_event (id, flag, kind) select gen_random_uuid(), a.flag, 'again' from again a;
end;

-- When a merge is taken back, what was done for one person does not quiet the clock of the other.
create function flag_clock_apart() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    together timestamptz := (select max(m.merged_at) from person_merge m
                             where m.kept = old.merged_into and m.merged = new.id and m.undone_at = now());
    away     uuid[] := new.id || coalesce(new.merged, '{}');
begin
    perform flag_clock_again(away, together);
    perform flag_clock_again(
        array(select unnest(files_of_person(old.merged_into)) except select unnest(away)), together);
    return null;
end
$$;
create trigger flag_clock_apart after update of merged_into on person for each row
    when (old.merged_into is not null and new.merged_into is null) execute function flag_clock_apart();

-- A flag that was raised by both files together, and that the answers of its own file do not bear when they are apart again,
-- stays to be looked at, as it does on the page; it does not call for a person of whom nobody said it.
alter table flag_clock drop constraint flag_clock_ended_why_check;
alter table flag_clock add constraint flag_clock_ended_why_check check (ended_why in ('referred', 'in-house', 'elsewhere',
    'not-wanted', 'closed', 'less-urgent', 'apart'));

create or replace function flag_clock_flag() returns trigger language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if new.closed_at is not null or new.urgency not in ('emergency', 'high') then
        update flag_clock c set ended_at = now(), tick_at = null, step = 0,
                ended_why = case when new.closed_at is not null then 'closed' else 'less-urgent' end
            where c.flag = new.id and c.ended_at is null;
    elsif old.indicated and not new.indicated and not exists (select 1 from flag_opinion o where o.flag = new.id)
            and exists (select 1 from person_merge m where m.undone_at = now() and m.merged_at <= new.raised_at
                          and new.person = any (files_of_person(m.kept) || files_of_person(m.merged))) then
        update flag_clock c set ended_at = now(), tick_at = null, step = 0, ended_why = 'apart'
            where c.flag = new.id and c.ended_at is null;
    end if;
    return null;
end
$$;
drop trigger flag_clock_flag on flag;
create trigger flag_clock_flag after update of closed_at, urgency, indicated on flag
    for each row execute function flag_clock_flag();
