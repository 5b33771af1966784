-- What a person can ask for, what keeps data from going, and what went when its time was over.

create table data_request (
    id              uuid primary key,
    person          uuid not null references person,
    organisation    uuid not null references organisation,
    kind            text not null check (kind in ('access', 'erasure')),
    asked_by        text not null check (asked_by in ('person', 'guardian', 'lawyer', 'relative')),
    channel         text not null check (channel in ('in-person', 'telephone', 'letter', 'email', 'other-organisation')),
    identity_check  text not null check (identity_check in ('known-to-staff', 'document', 'questions', 'call-back',
                        'power-of-attorney')),
    recorded_by     uuid not null references account,
    recorded_at     timestamptz not null default now(),
    due             date not null,
    status          text not null default 'open' check (status in ('open', 'granted', 'refused')),
    decided_by      uuid references account,
    decided_at      timestamptz,
    decision_reason text check (length(trim(decision_reason)) between 10 and 2000),
    receivers       uuid[] not null default '{}',        -- organisations that are to be told of the erasure
    told_at         timestamptz,
    told_by         uuid references account,
    check ((status = 'open') = (decided_at is null)),
    check (status = 'open' or (decided_by is not null and decision_reason is not null))
);
create unique index data_request_once on data_request (person, kind) where status = 'open';
create index data_request_organisation on data_request (organisation, recorded_at desc);

create table legal_hold (
    id           uuid primary key,
    person       uuid not null references person,
    organisation uuid not null references organisation,
    reason       text not null check (length(trim(reason)) between 10 and 2000),
    until        date not null,
    set_by       uuid not null references account,
    set_at       timestamptz not null default now(),
    lifted_by    uuid references account,
    lifted_at    timestamptz
);
create index legal_hold_person on legal_hold (person) where lifted_at is null;

create table retention_run (
    id       uuid primary key,
    rule     text not null,
    ran_at   timestamptz not null default now(),
    before   timestamptz not null,
    affected bigint not null
);
create index retention_run_rule on retention_run (rule, ran_at desc);

-- Persons whom the data protection officer may see now: those of the own organisation who asked for something.
create function acting_data_requests() returns uuid[] language sql stable security definer set search_path = amparo, pg_temp
    return array(select d.person from data_request d
                 where d.organisation = acting_organisation() and d.status = 'open'
                   and acting_room() = 'oversight' and acting_has('data-protection-officer'));

create function is_held(of_person uuid) returns boolean language sql stable security definer set search_path = amparo, pg_temp
    return exists (select 1 from legal_hold h
                   where h.person = of_person and h.lifted_at is null and h.until >= current_date);

-- The data protection officer sees nobody before a request is there, so the code that the person brings has to be enough
-- to record one. Only of the own organisation; the caller audits it.
create function find_person_for_request(in_code text) returns uuid language sql stable security definer
    set search_path = amparo, pg_temp
    return (select p.id from person p
            where p.code = in_code and p.organisation = acting_organisation() and p.erased_at is null
              and acting_room() = 'oversight' and acting_has('data-protection-officer'));

-- Takes the values of a person away and gives the organisations that had received some. What stays: the code (never used
-- again), audit entries without their reasons, and what an authority wrote itself under its own law. No room may call it.
create function erase_values(of_person uuid) returns uuid[] language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    home      uuid;
    receiving uuid[];
begin
    select p.organisation into home from person p where p.id = of_person and p.erased_at is null for update;
    if not found then
        raise exception 'no such person, or erased already' using errcode = 'P0002';
    end if;
    if is_held(of_person) then
        raise exception 'a legal hold keeps this person''s data' using errcode = '55006';
    end if;
    receiving := array(select distinct s.organisation from share s where s.person = of_person);
    delete from answer a using organisation o
        where a.person = of_person and o.id = a.organisation and (a.organisation = home or o.kind not like '%-authority');
    delete from share s
        where s.person = of_person
          and not exists (select 1 from answer a where a.person = of_person and a.organisation = s.organisation);
    delete from assignment a where a.person = of_person;
    update emergency_access set reason = 'The reason was erased with the person.' where person = of_person;
    update notice n set reason = 'The reason was erased with the person.'
        from emergency_access e where e.id = n.emergency and e.person = of_person;
    update legal_hold set reason = 'The reason was erased with the person.' where person = of_person;
    update person set site = null, erased_at = now() where id = of_person;
    perform audit_forget(of_person);
    return receiving;
end
$$;

-- Erasure on request, decided by the data protection officer of the person's organisation. One transaction, all or nothing.
create function erase_on_request(in_request uuid, in_reason text) returns uuid[] language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    of_person uuid;
    receiving uuid[];
begin
    select d.person into of_person from data_request d
        where d.id = in_request and d.kind = 'erasure' and d.status = 'open' and d.organisation = acting_organisation()
          and acting_room() = 'oversight' and acting_has('data-protection-officer')
        for update;
    if not found then
        raise exception 'no such open request' using errcode = 'P0002';
    end if;
    receiving := erase_values(of_person);
    -- Another request of the same person has nothing left to ask for.
    update data_request set status = 'granted', decided_by = acting_account(), decided_at = now(),
        decision_reason = in_reason, receivers = case when id = in_request then receiving else receivers end
        where person = of_person and status = 'open';
    return receiving;
end
$$;

-- Persons whose time is over: nobody wrote, shared or assigned anything since that moment, no hold, no open request.
create function retention_due_persons(in_kind text, before timestamptz, at_most integer) returns setof uuid
    language sql stable security definer set search_path = amparo, pg_temp as
$$
    select p.id from person p join organisation o on o.id = p.organisation
            where p.erased_at is null and p.entered_at < before
              and (o.kind = 'border-authority') = (in_kind = 'person-at-border')
              and not exists (select 1 from answer a where a.person = p.id and a.recorded_at >= before)
              and not exists (select 1 from share s where s.person = p.id and (s.since >= before or s.until >= before))
              and not exists (select 1 from assignment a
                              where a.person = p.id and (a.since >= before or a.until >= before))
              and not exists (select 1 from data_request d where d.person = p.id and d.status = 'open')
              and not is_held(p.id)
            order by p.id limit at_most
$$;

-- Counts what is over, and takes it away if it is not only to be counted. Persons are erased one by one: the caller names
-- them in the audit.
create function retention_apply(in_kind text, before timestamptz, only_count boolean) returns bigint language plpgsql
    security definer set search_path = amparo, pg_temp as
$$
declare
    found_rows bigint;
    condition  text;
    target     text;
begin
    if before > now() then
        raise exception 'nothing is taken away before its time';
    end if;
    case in_kind
        when 'session' then
            target := 'spring_session';
            condition := 'expiry_time < extract(epoch from $1) * 1000';
        when 'sign-in-attempt' then
            target := 'sign_in_attempt';
            condition := 'last_failure < $1 and (locked_until is null or locked_until < now())';
        when 'invitation' then
            target := 'invitation';
            condition := 'coalesce(used_at, expires_at) < $1';
        when 'recovery-code' then
            target := 'recovery_code';
            condition := 'used_at < $1';
        when 'idempotency-key' then
            target := 'idempotency_key';
            condition := 'created_at < $1';
        when 'assignment' then
            target := 'assignment';
            condition := 'until < $1 and not is_held(person)';
        when 'share' then
            target := 'share';
            condition := 'until < $1 and not is_held(person)';
        when 'emergency' then
            target := 'emergency_access';
            -- What nobody judged stays.
            condition := 'ends_at < $1 and not is_held(person) and not exists'
                || ' (select 1 from notice n where n.emergency = emergency_access.id and n.verdict is null)';
            if not only_count then
                execute 'delete from notice where emergency in (select id from emergency_access where ' || condition || ')'
                    using before;
            end if;
        when 'data-request' then
            target := 'data_request';
            condition := 'decided_at < $1 and not is_held(person)';
        when 'legal-hold' then
            target := 'legal_hold';
            condition := 'coalesce(lifted_at, until) < $1';
        else
            raise exception 'no such kind of record: %', in_kind;
    end case;
    if only_count then
        execute format('select count(*) from %I where %s', target, condition) into found_rows using before;
    else
        execute format('delete from %I where %s', target, condition) using before;
        get diagnostics found_rows = row_count;
    end if;
    return found_rows;
end
$$;

-- Erases one person whose time is over; false if it is not over any more.
create function retention_erase(in_kind text, before timestamptz, of_person uuid) returns boolean language plpgsql
    security definer set search_path = amparo, pg_temp as
$$
begin
    if before > now() - interval '180 days' then
        raise exception 'nobody is erased within half a year';
    end if;
    perform 1 from person p where p.id = of_person for update;
    if not exists (select 1 from retention_due_persons(in_kind, before, null) as due where due = of_person) then
        return false;
    end if;
    perform erase_values(of_person);
    return true;
end
$$;

-- Authorities that wrote something about the person themselves: it stays under their own law, and they are asked themselves.
create function erasure_leaves(in_request uuid) returns uuid[] language sql stable security definer
    set search_path = amparo, pg_temp as
$$
    select array(select distinct a.organisation
                 from data_request d join person p on p.id = d.person join answer a on a.person = d.person
                      join organisation o on o.id = a.organisation
                 where d.id = in_request and d.organisation = acting_organisation() and d.status = 'open'
                   and acting_room() = 'oversight' and acting_has('data-protection-officer')
                   and a.organisation <> p.organisation and o.kind like '%-authority')
$$;
