-- After somebody took a person, the sender asks the person how it went: in the hours and by the way that are safe for them.
create table follow_up (
    referral     uuid primary key references referral on delete cascade,
    from_organisation uuid not null references organisation,
    due_at       timestamptz not null,
    way          text check (way in ('in-person', 'telephone', 'message', 'through-somebody')),  -- none: as the file says
    from_hour    smallint check (from_hour between 0 and 23),  -- safe hours, where the person is
    to_hour      smallint check (to_hour between 1 and 24),
    planned_by   uuid references account,                -- none: by itself, when it was accepted
    done_at      timestamptz,
    done_by      uuid references account,
    result       text check (result in ('well', 'needs-more', 'not-reached', 'does-not-want')),
    check ((done_at is null) = (result is null)),
    check ((from_hour is null) = (to_hour is null) and (from_hour is null or from_hour < to_hour))
);
create index follow_up_due on follow_up (from_organisation, due_at) where done_at is null;

-- Within how many hours an organisation asks again, by urgency; without a line the setting of the installation holds.
create table follow_setting (
    organisation uuid not null references organisation,
    urgency      text not null check (urgency in ('emergency', 'high', 'medium', 'routine')),
    hours        integer not null check (hours between 1 and 2000),
    changed_by   uuid not null references account,
    changed_at   timestamptz not null default now(),
    primary key (organisation, urgency)
);

-- Accepted or ended with help: it is due by itself. Taken back by the person: nobody asks again.
create function follow_up_begin() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if new.state in ('accepted', 'completed') and old.state <> new.state then
        insert into follow_up (referral, from_organisation, due_at)
        select new.id, new.from_organisation, now() + make_interval(hours => new.follow_hours)
        where exists (select 1 from organisation o where o.id = new.from_organisation and o.kind <> 'border-authority')
        on conflict (referral) do update set due_at = least(follow_up.due_at, excluded.due_at)
            where follow_up.done_at is null;
    elsif new.state in ('withdrawn', 'declined') and old.state <> new.state then
        delete from follow_up f where f.referral = new.id and f.done_at is null;
    end if;
    return null;
end
$$;
create trigger follow_up_begin after update of state on referral for each row execute function follow_up_begin();

-- The hours, and the safe way. False if there is no such referral for whoever acts, or nobody accepted it.
create function follow_up_plan(in_referral uuid, in_hours integer, in_way text, in_from integer, in_to integer)
    returns boolean language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if not referral_worker() then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    update follow_up f set due_at = now() + make_interval(hours => in_hours), way = in_way, from_hour = in_from,
            to_hour = in_to, planned_by = acting_account(), done_at = null, done_by = null, result = null
        from referral r
        where f.referral = in_referral and r.id = f.referral and r.from_organisation = acting_organisation()
          and r.state in ('accepted', 'in-progress', 'completed', 'not-reached')
          and person_in_own_reach(r.person)
          and (not r.guarded or r.made_by = acting_account() or acting_has('protection-specialist')
               or acting_has('supervisor') or acting_has('referral-focal-point'));
    return found;
end
$$;

-- What came of it. Not reached: it is due again after the same time. A second click changes nothing.
create function follow_up_done(in_referral uuid, in_result text) returns boolean language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if not referral_worker() then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    update follow_up f set
            done_at = case when in_result <> 'not-reached' then now() end,
            done_by = case when in_result <> 'not-reached' then acting_account() end,
            result = case when in_result <> 'not-reached' then in_result end,
            due_at = case when in_result = 'not-reached' then now() + make_interval(hours => least(r.follow_hours, 72))
                          else f.due_at end
        from referral r
        where f.referral = in_referral and r.id = f.referral and f.done_at is null
          and r.from_organisation = acting_organisation() and person_in_own_reach(r.person)
          and (not r.guarded or r.made_by = acting_account() or acting_has('protection-specialist')
               or acting_has('supervisor') or acting_has('referral-focal-point'));
    return found;
end
$$;

-- Whoever registers people telephones, and does not decide that there is no referral.
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
        where c.flag = in_flag and c.ended_at is null;
    if not found then
        return false;
    end if;
    insert into flag_clock_event (id, flag, kind, because, words, account)
    values (gen_random_uuid(), in_flag, 'rested', in_why, trim(in_words), acting_account());
    return true;
end
$$;

-- With the person goes every clock of theirs.
create function flag_clock_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    delete from flag_clock c where c.person = new.id;
    return null;
end
$$;
create trigger flag_clock_erase after update of erased_at on person for each row
    when (old.erased_at is null and new.erased_at is not null) execute function flag_clock_erase();
