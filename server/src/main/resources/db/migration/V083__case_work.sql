-- Cases and tasks that somebody holds, for administrators who never see persons: numbers, and the hand-over of all of it.

create function open_cases(of_account uuid) returns bigint language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
begin
    return (select count(*) from case_file c
            where c.owner = of_account and c.organisation = acting_organisation() and c.status <> 'closed');
end
$$;

create function open_case_tasks(of_account uuid) returns bigint language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
begin
    return (select count(*) from case_task t
            where t.assignee = of_account and t.organisation = acting_organisation() and t.status = 'open');
end
$$;

-- Whether somebody may receive such work in the acting organisation, and an administrator asks.
create function case_work_receiver(giver uuid, receiver uuid) returns boolean language sql stable security definer
    set search_path = amparo, pg_temp
    return acting_room() = 'administration' and giver <> receiver and exists (
        select 1 from membership m join account a on a.id = m.account and a.status = 'active'
        where m.account = receiver and m.organisation = acting_organisation() and m.since <= now()
          and (m.until is null or m.until > now())
          and m.role in ('case-worker', 'protection-specialist', 'supervisor', 'referral-focal-point', 'asylum-officer'));

-- The receiver comes to work with the persons too: who owns a case must be able to open it.
create function hand_over_cases(giver uuid, receiver uuid) returns bigint language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    given bigint;
begin
    if not case_work_receiver(giver, receiver) then
        raise exception 'nobody to receive the work' using errcode = '42501';
    end if;
    insert into assignment (id, person, account, organisation, assigned_by)
    select gen_random_uuid(), held.person, receiver, held.organisation, acting_account()
    from (select distinct c.person, c.organisation from case_file c
          where c.owner = giver and c.organisation = acting_organisation() and c.status <> 'closed') as held
    on conflict do nothing;
    with moved as (
        update case_file c set owner = receiver, version = version + 1, changed_at = now()
        where c.owner = giver and c.organisation = acting_organisation() and c.status <> 'closed'
        returning c.id, c.organisation, c.version)
    insert into case_event (id, file, organisation, kind, before, after, version, account)
    select gen_random_uuid(), m.id, m.organisation, 'owner', giver::text, receiver::text, m.version, acting_account()
    from moved m;
    get diagnostics given = row_count;
    return given;
end
$$;

create function hand_over_case_tasks(giver uuid, receiver uuid) returns bigint language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    given bigint;
begin
    if not case_work_receiver(giver, receiver) then
        raise exception 'nobody to receive the work' using errcode = '42501';
    end if;
    insert into assignment (id, person, account, organisation, assigned_by)
    select gen_random_uuid(), held.person, receiver, held.organisation, acting_account()
    from (select distinct c.person, c.organisation from case_task t join case_file c on c.id = t.file
          where t.assignee = giver and t.organisation = acting_organisation() and t.status = 'open') as held
    on conflict do nothing;
    with moved as (
        update case_task t set assignee = receiver, version = version + 1
        where t.assignee = giver and t.organisation = acting_organisation() and t.status = 'open'
        returning t.id, t.file, t.organisation)
    insert into case_event (id, file, organisation, kind, subject, before, after, version, account)
    select gen_random_uuid(), m.file, m.organisation, 'task-given', m.id, giver::text, receiver::text, c.version,
           acting_account()
    from moved m join case_file c on c.id = m.file;
    get diagnostics given = row_count;
    return given;
end
$$;
