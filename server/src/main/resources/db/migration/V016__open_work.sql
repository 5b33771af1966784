-- Work that somebody holds, for administrators who never see persons: numbers, and the hand-over of all of it. The
-- tables come with later migrations; these functions look at them when they run.

create function open_assignments(of_account uuid) returns bigint language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
begin
    return (select count(*) from assignment a
            where a.account = of_account and a.organisation = acting_organisation()
              and (a.until is null or a.until > now()));
end
$$;

-- The receiver must work in the acting organisation, in a role that may hold persons. Gives how many were handed over.
create function hand_over_assignments(giver uuid, receiver uuid) returns bigint language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    given bigint;
begin
    if acting_room() <> 'administration' or giver = receiver or not exists (
        select 1 from membership m join account a on a.id = m.account and a.status = 'active'
        where m.account = receiver and m.organisation = acting_organisation() and (m.until is null or m.until > now())
          and m.role in ('registrar', 'case-worker', 'protection-specialist', 'supervisor', 'referral-focal-point',
                         'asylum-officer')) then
        raise exception 'nobody to receive the work' using errcode = '42501';
    end if;
    insert into assignment (id, person, account, organisation, assigned_by)
    select gen_random_uuid(), a.person, receiver, a.organisation, acting_account()
    from assignment a
    where a.account = giver and a.organisation = acting_organisation() and (a.until is null or a.until > now())
      and not exists (select 1 from assignment known where known.person = a.person and known.account = receiver
                      and known.organisation = a.organisation and (known.until is null or known.until > now()));
    with ended as (
        update assignment a set until = now()
        where a.account = giver and a.organisation = acting_organisation() and (a.until is null or a.until > now())
        returning 1)
    select count(*) into given from ended;
    return given;
end
$$;
